"""How a name is written: the spellings and numbers in which one form stands in texts."""

from __future__ import annotations

import re
import unicodedata

_PLAIN = str.maketrans("đĐłŁøØı", "dDlLoOi")

# Head nouns that texts write small as often as not: "Chinese Civil War", "Soviet Bloc", "Nazi Party".
_SMALL = frozenset(
    {
        "War", "Wars", "Civil", "Crisis", "Conference", "Revolution", "Treaty", "Accords", "Accord",
        "Agreement", "Agreements", "Pact", "Incident", "Summit", "Affair", "Uprising", "Revolt",
        "Rebellion", "Invasion", "Occupation", "Blockade", "Airlift", "Bloc", "Party", "Purchase",
        "Armistice", "Coup", "Massacre", "Missile", "Independence", "Alliance", "Army", "Movement",
        "Front", "Split", "Government", "Communists", "Nationalists", "Rebels", "Revolutionaries",
        "Guerrillas", "Peace", "Convention", "Protocol", "Mission", "Expedition", "Doctrine", "Plan",
    }
)  # fmt: skip
# Nouns of deeds: a name with one of them, written small, says who did what to whom.
_DEEDS = frozenset(
    {
        "invasion", "occupation", "annexation", "surrender", "withdrawal", "partition", "partitions",
        "fall", "collapse", "overthrow", "bombing", "bombings", "attack", "siege", "defeat",
        "breakup", "dissolution", "unification", "reunification", "assassination", "intervention",
        "boycott", "blockade", "embargo", "coup", "split", "rift", "dispute", "visit", "trip",
        "sinking", "purchase", "seizure", "victory", "building", "construction", "erection",
        "opening", "expedition", "remilitarization", "reoccupation", "normalization", "plan",
        "crackdown",
    }
)  # fmt: skip


def key(form: str) -> str:
    """`form` as the gazetteer keys it: composed letters, straight apostrophes, plain hyphens, single spaces.

    >>> key("the  People’s Republic of China"), key("Sino–Soviet split")
    ("the People's Republic of China", 'Sino-Soviet split')
    """
    if form.isascii():
        return " ".join(form.split())
    text = unicodedata.normalize("NFC", form).replace("’", "'")
    return " ".join(re.sub("[‐‑–]", "-", text).split())


def plain(form: str) -> str:
    """`form` without the marks on its letters.

    >>> plain("Điện Biên Phủ"), plain("Bogotá")
    ('Dien Bien Phu', 'Bogota')
    """
    text = unicodedata.normalize("NFKD", form.translate(_PLAIN))
    return "".join(c for c in text if not unicodedata.combining(c))


def variants(form: str) -> tuple[str, ...]:
    """The ways in which texts write `form` (a key): with and without marks, with great and small head nouns.

    >>> variants("Bogotá"), variants("the West")
    (('Bogotá', 'Bogota'), ('the West', 'The West'))
    >>> variants("Chinese Civil War")
    ('Chinese Civil War', 'Chinese civil war', 'Chinese Civil war')
    """
    found: tuple[str, ...] = (form,) if form.isascii() else (form, plain(form))
    last = form.rpartition(" ")[2]
    if last != form and last.capitalize() in _SMALL:
        found += _small_heads(form)
    if form.startswith("the "):
        found += (f"T{form[1:]}",)
    return found if len(found) == 1 else tuple(dict.fromkeys(found))


def _small_heads(form: str) -> tuple[str, ...]:
    first, *rest = form.split(" ")
    if first in _SMALL:
        return ()
    return (
        " ".join([first, *(w.lower() if w in _SMALL else w for w in rest)]),
        " ".join([first, *rest[:-1], rest[-1].lower()]),
        " ".join([first, *(w.capitalize() if w.capitalize() in _SMALL else w for w in rest)]),
    )


def plurals(demonym: str) -> tuple[str, ...]:
    """A demonym and, where it takes one, its plural: the people.

    >>> plurals("American"), plurals("Chinese"), plurals("Polish"), plurals("Frenchmen")
    (('American', 'Americans'), ('Chinese',), ('Polish',), ('Frenchmen',))
    """
    if re.search(r"(s|z|x|sh|ch|ese|ic|men)$", demonym):
        return (demonym,)
    return demonym, f"{demonym}s"


def is_description(form: str) -> bool:
    """Whether an event's name tells the deed, so that the names within it are mentions too.

    >>> is_description("Soviet invasion of Hungary"), is_description("Korean War")
    (True, False)
    """
    return not _DEEDS.isdisjoint(form.split(" "))
