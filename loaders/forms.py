"""How a name is written: the spellings and numbers in which one form stands in texts."""

from __future__ import annotations

import re
import unicodedata

_PLAIN = str.maketrans("đĐłŁøØı", "dDlLoOi")

# Head nouns that texts write small as often as not: "Chinese Civil War", "Soviet Bloc", "Nazi Party".
_SMALL = frozenset(
    "War Wars Civil Crisis Conference Revolution Treaty Accords Accord Agreement Agreements Pact Incident "
    "Summit Affair Uprising Revolt Rebellion Invasion Occupation Blockade Airlift Bloc Party Purchase Armistice "
    "Coup Massacre Missile Independence Alliance Army Movement Front Split Government Communists Nationalists "
    "Rebels Revolutionaries Guerrillas Peace Convention Protocol Mission Expedition Doctrine Plan".split()
)
# Nouns of deeds: a name with one of them, written small, says who did what to whom.
_DEEDS = frozenset(
    "invasion occupation annexation surrender withdrawal partition partitions fall collapse overthrow bombing "
    "bombings attack siege defeat breakup dissolution unification reunification assassination intervention "
    "boycott blockade embargo coup split rift dispute visit trip sinking purchase seizure victory building "
    "construction erection opening expedition remilitarization reoccupation normalization plan crackdown".split()
)


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

    >>> variants("Bogotá"), variants("Chinese Civil War"), variants("the West")
    (('Bogotá', 'Bogota'), ('Chinese Civil War', 'Chinese civil war', 'Chinese Civil war'), ('the West', 'The West'))
    """
    found = [form] if form.isascii() else [form, plain(form)]
    if " " not in form:
        return tuple(dict.fromkeys(found))
    if form.startswith("the "):
        found.append(f"T{form[1:]}")
    first, *rest = form.split(" ")
    if rest[-1].capitalize() in _SMALL and first not in _SMALL:
        found.append(" ".join([first, *(w.lower() if w in _SMALL else w for w in rest)]))
        found.append(" ".join([first, *rest[:-1], rest[-1].lower()]))
        found.append(" ".join([first, *(w.capitalize() if w.capitalize() in _SMALL else w for w in rest)]))
    return tuple(dict.fromkeys(found))


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
