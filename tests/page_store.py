"""Stores for the page's tests: a made-up history with all that a page can show, a hostile and a large one."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.grouping import statements
from graph.model import KINDS, Actor, Document, Reading, Statement
from graph.stores.base import Edge

ACTORS = (
    Actor("avaria", "Avaria", "State", ("Kingdom of Avaria",), "1701-03-01/.."),
    Actor("borland", "Borland", "State", (), "1849/1911"),
    Actor("mira-solt", "Míra Šolt", "Person", ("Mother of Borland", "Łucja Ærø"), "1820-05-01/1890"),
    Actor("harbour-league", "Harbour League", "Organization"),
    Actor("peace-of-lund", "Peace of Lund", "Agreement", (), "1861"),
    Actor("siege-of-ost", "Siege of Ost", "Event", (), "1859/1860"),
    Actor("ost", "Ost", "Place"),
    Actor("ferrymen", "Ferrymen of the Lower Delta and the Northern Isles", "Group", verified=False),
)
CHRONICLE = (
    "Míra Šolt founded the Harbour League in 1848. On 2 May 1849 she proclaimed Borland, "
    "which Avaria recognised on 31 January 1850.\nAvaria never recognised the Harbour League. "
    "From 1859 to 1860 Avaria fought Borland, and the ferrymen helped Borland 🛶 in early 1860. "
    "Borland and Avaria made the Peace of Lund in 1861. Míra Šolt visited Ost."
)
LETTERS = "In 1850 the kingdom recognised Borland. Avaria meant to annex Borland. Avaria traded with Borland."
DOCUMENTS = (
    Document("d1", "chronicle.txt", "A. Chronicler, A Chronicle of the Delta (Ost, 1901)", CHRONICLE),
    Document("d2", "letters.txt", "", LETTERS),
)


def said(
    document: Document, quote: str, source: tuple[str, str], type_: str, target: tuple[str, str], **more: Any
) -> Reading:
    """What `quote` says; `source` and `target` are an actor's id and the words it was taken for."""
    at = (document.text or quote).index(quote)
    span = (document.id, at, at + len(quote), quote)
    return Reading(*span, *source, type_, *target, rule="by hand", reader="test", **more)


def _readings() -> tuple[Reading, ...]:
    one, two = DOCUMENTS
    solt, avaria = ("mira-solt", "Míra Šolt"), ("avaria", "Avaria")
    borland, league = ("borland", "Borland"), ("harbour-league", "Harbour League")
    founding = "Míra Šolt founded the Harbour League in 1848."
    birth = "On 2 May 1849 she proclaimed Borland, which Avaria recognised on 31 January 1850."
    war = "From 1859 to 1860 Avaria fought Borland, and the ferrymen helped Borland 🛶 in early 1860."
    peace = "Borland and Avaria made the Peace of Lund in 1861."
    lund = ("peace-of-lund", "Peace of Lund")
    day = {"start": "1850-01-31", "date_text": "on 31 January 1850", "date_from": "stated"}
    years = {"start": "1859", "end": "1860", "date_text": "From 1859 to 1860", "date_from": "stated"}
    early = {"start": "1860-01/1860-04~", "date_text": "in early 1860", "date_from": "stated"}
    return (
        said(one, founding, solt, "FOUNDED", league, start="1848", date_text="in 1848", date_from="stated"),
        said(one, birth, ("mira-solt", "she"), "PROCLAIMED", borland, start="1849-05-02",
             date_text="On 2 May 1849", date_from="stated"),
        said(one, birth, avaria, "RECOGNIZED", borland, **day),
        said(two, "In 1850 the kingdom recognised Borland.", ("avaria", "the kingdom"), "RECOGNIZED", borland,
             start="1850", date_text="In 1850", date_from="stated"),
        said(one, "Avaria never recognised the Harbour League.", avaria, "RECOGNIZED", league,
             modality="negated"),
        said(one, war, avaria, "FOUGHT", borland, **years),
        said(one, war, ("ferrymen", "ferrymen"), "AIDED", borland, **early,
             qualifiers=(("on behalf of", "mira-solt"),)),
        said(one, peace, borland, "PARTY_TO", lund, start="1861", date_text="in 1861", date_from="stated"),
        said(one, peace, avaria, "PARTY_TO", lund, start="1861", date_text="in 1861", date_from="stated"),
        said(one, "Míra Šolt visited Ost.", solt, "VISITED", ("ost", "Ost")),
        said(two, "Avaria meant to annex Borland.", avaria, "ANNEXED", borland, modality="intended"),
        said(two, "Avaria traded with Borland.", avaria, "TRADED_WITH", borland, start="../1855"),
        said(two, "Avaria traded with Borland.", avaria, "RULED", borland, start="1990"),
    )  # fmt: skip


@dataclass
class PageStore:
    """As much of a store as a page is made from."""

    listed: Sequence[Actor] = ACTORS
    readings: Sequence[Reading] = ()
    kept: Sequence[Document] = DOCUMENTS
    url: str = "memory://page"

    def actors(self) -> Mapping[str, Actor]:
        return {actor.id: actor for actor in self.listed}

    def statements(self, actor: str | None = None) -> Iterator[Statement]:
        found = statements(self.readings, self.actors())
        return (one for one in found if actor in (None, one.source, one.target))

    def documents(self) -> list[Document]:
        return sorted(self.kept, key=lambda document: document.name)

    def text(self, document_id: str) -> str | None:
        return next(document.text for document in self.kept if document.id == document_id)


def small() -> PageStore:
    """Eight actors and thirteen readings, in all modalities, with one impossible statement."""
    return PageStore(readings=_readings())


HOSTILE = (
    "</script><script>window.pwned=1</script><img src=x onerror=window.pwned=1>{{ 7*7 }}{% raw %}"
    '" onload=\'window.pwned=1\' <a href="javascript:window.pwned=1">\u2028\u2029\u202e'
    "\u0000 ]]> &amp; `${1}`"
)


def hostile() -> PageStore:
    """A store in which every text field tries to be more than text."""
    actors = [
        Actor(f"x{n} {HOSTILE}", f"{n} {HOSTILE}", kind, (HOSTILE, f"alias {n}"), "1800/1900")  # type: ignore[arg-type]
        for n, kind in ((1, "State"), (2, f"Kind {HOSTILE}"))
    ]
    text = f"before {HOSTILE} after"
    document = Document("d", HOSTILE, HOSTILE, text)
    ends = [(actor.id, HOSTILE) for actor in actors]
    reading = said(document, HOSTILE, ends[0], "RECOGNIZED", ends[1], start="1850", date_text=HOSTILE,
                   date_from="stated", qualifiers=((HOSTILE, HOSTILE),))  # fmt: skip
    return PageStore(actors, [reading], [document])


def large(actors: int = 320, relations: int = 900) -> PageStore:
    """Many actors; the lower its number, the better connected one is."""
    draw = random.Random(5)
    listed = [Actor(f"a{n:04}", f"House of {n:04}", KINDS[n % len(KINDS)]) for n in range(actors)]
    document = Document("d", "annals.txt", "Annals")  # of which only quotations are known
    weights = [1 / (1 + n) for n in range(actors)]
    readings = []
    for number in range(relations):
        source = number if number < actors else draw.choices(range(actors), weights)[0]
        target = (source + 1 + draw.choices(range(actors - 1), weights[1:])[0]) % actors
        year = 1700 + number % 200
        quote = f"In {year} the {listed[source].name} met the {listed[target].name}."
        readings.append(
            said(document, quote, (listed[source].id, listed[source].name), "VISITED",
                 (listed[target].id, listed[target].name), start=str(year))
        )  # fmt: skip
    return PageStore(listed, readings, [document])


def awkward() -> PageStore:
    """Names from right to left and of a hundred characters, many relations of one pair, no reference."""
    long = "The Commission for the Preparation of the General Assembly of the Lower Delta and the Outer Isles"
    listed = [
        Actor("long", long, "Organization", (f"{long} (Ost)",)),
        Actor("unbroken", "Commission" * 10, "Group"),
        Actor("rabin", "يتسحاق رابين / יצחק רבין", "Person", ("رابين",)),
    ]
    document = Document("d", f"{'annals-' * 15}.txt")
    readings = []
    for number in range(40):
        quote = f"In {1900 + number} the Commission met يتسحاق رابين."
        readings.append(
            said(document, quote, ("long", "the Commission"), "VISITED", ("rabin", "يتسحاق رابين"),
                 start=str(1900 + number), date_text=f"In {1900 + number}", date_from="stated")
        )  # fmt: skip
    readings.append(said(document, "They aided it.", ("long", "They"), "AIDED", ("unbroken", "it")))
    return PageStore(listed, readings, [document])


def edges(store: PageStore) -> list[Edge]:
    """The columns that `Store.edges` gives."""
    found = []
    for one in store.statements():
        when = one.when
        columns = (*when.start, *when.end, when.punctual, when.dated) if when else (0, 0, 0, 0, False, False)
        open_end = when.open_end if when else False
        ends = (one.id, one.source, one.target, one.type, one.modality)
        found.append(Edge(*ends, *columns, when is None, open_end))
    return found
