"""Runs made up for tests: two documents of a few lines, and what readers of several versions say of them."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from graph.model import Actor, Document, Reading, Run

ACTORS = (
    Actor("ussr", "Soviet Union", "State", ("USSR",), "1922-12-30/1991-12-26"),
    Actor("drv", "Democratic Republic of Vietnam", "State", ("DRV", "Vietnam"), "1945-09-02/1976-07-02"),
    Actor("srv", "Socialist Republic of Vietnam", "State", ("SRV", "Vietnam"), "1976-07-02/.."),
    Actor("ho", "Hồ Chí Minh", "Person", ("Nguyen Ai Quoc",), "1890-05-19/1969-09-02"),
)
FIRST = "Moscow recognised the DRV in January 1950.\r\nHồ Chí Minh proclaimed it in 1945.\n"
SECOND = "On 31 January 1950 the USSR recognised the DRV. It was renamed in 1976. The USSR helped it.\n"
# Quote, source, type, target, start: what a reader finds, where the words are there.
FACTS = (
    ("Moscow recognised the DRV in January 1950.", "ussr", "RECOGNIZED", "drv", "1950-01"),
    ("Hồ Chí Minh proclaimed it in 1945.", "ho", "PROCLAIMED", "drv", "1945"),
    ("On 31 January 1950 the USSR recognised the DRV.", "ussr", "RECOGNIZED", "drv", "1950-01-31"),
    ("It was renamed in 1976.", "drv", "RENAMED_TO", "srv", "1976"),
    ("The USSR helped it.", "ussr", "AIDED", "drv", None),
    ("The USSR helped it.", "drv", "COOPERATED_WITH", "ussr", None),
)


def document(text: str, name: str) -> Document:
    return Document(hashlib.sha256(text.encode()).hexdigest(), name, f"after {name}", text)


def readings(
    source: Document, reader: str, facts: tuple[tuple[str, ...], ...] = FACTS
) -> tuple[Reading, ...]:
    """What `reader` finds in a document."""
    text, found = source.text or "", []
    for quote, left, kind, right, start in facts:
        at = text.find(quote)
        if at >= 0:
            more = {"start": start, "date_from": "stated" if start else "none", "rule": "made up"}
            ends = {
                "source": left,
                "source_name": left.upper(),
                "target": right,
                "target_name": right.upper(),
            }
            place = {"start_char": at, "end_char": at + len(quote), "quote": quote}
            found.append(Reading(document=source.id, type=kind, reader=reader, **place, **ends, **more))
    return tuple(found)


def run(
    text: str = FIRST,
    name: str = "first.txt",
    *,
    reader: str = "text 1",
    location: str | None = None,
    facts=FACTS,
) -> Run:
    """What `reader` makes of a text file, by default one that lies at /name."""
    source = document(text, name)
    found = readings(source, reader, facts)
    ends = {end for reading in found for end in (reading.source, reading.target)}
    actors = tuple(actor for actor in ACTORS if actor.id in ends)
    place = f"/{name}" if location is None else location
    return Run(place, source.id, reader, (source,), actors, found)


def quotations(*runs: Run, location: str = "/quoted.jsonl") -> Run:
    """A file of statements: what other runs found, without the texts."""
    documents = tuple({d.id: replace(d, text=None) for one in runs for d in one.documents}.values())
    actors = tuple(dict.fromkeys(actor for one in runs for actor in one.actors))
    found = tuple({reading.id: reading for one in runs for reading in one.readings}.values())
    digest = hashlib.sha256(repr(found).encode()).hexdigest()
    return Run(location, digest, "jsonl 1", documents, actors, found)
