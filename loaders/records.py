"""Statements that somebody wrote down, one record each, become a Run.

A record has the form of a line of our JSONL: `source`, `type`, `target`, and `evidence`, a list of which
each has a document and a quote (or its place).  All else may be left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import cast

from graph.errors import BadInput
from graph.model import DATE_ORIGINS, MODALITIES, DateOrigin, Document, Modality, Reading, Run
from graph.relations import Relation, relation
from graph.when import BEGINNING, When
from loaders.document import digest
from loaders.ends import End, Ends, read_end
from loaders.fields import Fields
from loaders.source import Source

BY_HAND = "hand"  # the reader of statements that do not name theirs

_RECORD = ("id", "source", "type", "target", "start", "end", "modality", "evidence")
_EVIDENCE = (
    "document", "start_char", "end_char", "quote", "start", "end", "date_text", "rule", "id", "document_id",
    "reference", "source", "source_name", "target", "target_name", "date_from", "reader", "qualifiers",
)  # fmt: skip
_ENOUGH = '"evidence": [{"document": a name, "quote": the words}]'


@dataclass(frozen=True, slots=True)
class _Record:
    place: str
    source: End
    target: End
    relation: Relation
    modality: Modality
    evidence: tuple[_Evidence, ...]


@dataclass(frozen=True, slots=True)
class _Evidence:
    fields: Fields
    document: str
    start_char: int
    end_char: int
    quote: str
    start: str | None
    end: str | None
    when: When


@dataclass
class Records:
    """Takes the records of one file in, one after the other; `run()` is what they make.

    Every complaint (BadInput, BadDate) begins with the place it is about ("a.jsonl:3").
    """

    source: Source
    reader: str
    _records: list[_Record] = field(default_factory=list)
    _ends: Ends = field(default_factory=Ends)
    _names: dict[str, set[tuple[str, str]]] = field(default_factory=dict)

    def add(self, written: object, line: int) -> None:
        """Take a record in; `line` is where it stands, from 1."""
        place = f"{self.source.name}:{line}"
        with _at(place):
            record = self._read(written, place)
        self._records.append(record)
        for end in (record.source, record.target):
            self._ends.describe(end)

    def run(self) -> Run:
        """The run that all records make; BadInput if there are none."""
        if not self._records:
            raise BadInput(f"{self.source.name}: no statement in it")
        readings = {r.id: r for record in self._records for r in self._readings(record)}
        documents = [Document(ident, *_least(told)) for ident, told in sorted(self._names.items())]
        ordered = tuple(reading for _, reading in sorted(readings.items()))
        source = self.source
        return Run(
            source.location, source.digest, self.reader, tuple(documents), self._ends.actors(), ordered
        )

    def _read(self, written: object, place: str) -> _Record:
        fields = Fields(written, "the statement", _RECORD)
        source = read_end(fields.record.get("source"), "source")
        target = read_end(fields.record.get("target"), "target")
        told = relation(fields.name("type"))
        modality = cast("Modality", fields.choice("modality", MODALITIES, "asserted"))
        evidence = fields.record.get("evidence")
        if not isinstance(evidence, list) or not evidence:
            raise BadInput("the statement has no evidence", hint=f"accepted: {_ENOUGH}")
        said = tuple(self._evidence(item, fields, told) for item in evidence)
        return _Record(place, source, target, told, modality, said)

    def _evidence(self, written: object, record: Fields, told: Relation) -> _Evidence:
        fields = Fields(written, "an evidence", _EVIDENCE)
        dates = fields if "start" in fields or "end" in fields else record
        start, end = dates.date("start"), dates.date("end")
        when = When.point(start, end) if told.punctual else When.state(start, end)
        name = fields.name("document")
        ident = fields.text("document_id") or digest(f"document {name}".encode())
        self._names.setdefault(ident, set()).add((name, fields.text("reference") or ""))
        return _Evidence(fields, ident, *_span(fields), start, end, when)

    def _readings(self, record: _Record) -> Iterator[Reading]:
        for said in record.evidence:
            with _at(record.place):
                source, target = self._pair(record, said)
                fields, dated = said.fields, said.start is not None or said.end is not None
                origin = fields.choice("date_from", DATE_ORIGINS, "stated" if dated else "none")
                yield Reading(
                    document=said.document,
                    start_char=said.start_char,
                    end_char=said.end_char,
                    quote=said.quote,
                    source=source[0],
                    source_name=fields.text("source_name") or source[1],
                    type=record.relation.type,
                    target=target[0],
                    target_name=fields.text("target_name") or target[1],
                    modality=record.modality,
                    start=said.start,
                    end=said.end,
                    date_text=fields.text("date_text"),
                    date_from=cast("DateOrigin", origin),
                    rule=fields.text("rule") or "",
                    reader=fields.text("reader") or BY_HAND,
                    qualifiers=fields.pairs("qualifiers"),
                )

    def _pair(self, record: _Record, said: _Evidence) -> tuple[tuple[str, str], tuple[str, str]]:
        """(id, name) of both ends, in the order in which the evidence says them."""
        day = said.when.start_min if said.when.start_min > BEGINNING else None
        told = record.relation
        source = self._ends.meant(record.source, told.source_kinds, day), record.source.name
        target = self._ends.meant(record.target, told.target_kinds, day), record.target.name
        order = (said.fields.text("source") or source[0], said.fields.text("target") or target[0])
        if order == (source[0], target[0]):
            return source, target
        if told.symmetric and order == (target[0], source[0]):
            return target, source
        raise BadInput(
            f"an evidence is about {order[0]} and {order[1]}, its statement about {source[0]} and {target[0]}"
        )


def _span(fields: Fields) -> tuple[int, int, str]:
    """Where the words stand, and the words; without offsets they are counted from 0."""
    quote, start, end = fields.text("quote"), fields.offset("start_char"), fields.offset("end_char")
    if quote is None and (start is None or end is None):
        raise BadInput("an evidence has no quote", hint=f"accepted: {_ENOUGH}, or start_char and end_char")
    length = len(quote or "")
    start = start if start is not None else max((end or 0) - length, 0)
    end = end if end is not None else start + length
    if end < start or (quote and end - start != length):
        raise BadInput(f"a quote of {length} characters cannot stand from character {start} to {end}")
    return start, end, quote or ""


def _least(told: set[tuple[str, str]]) -> tuple[str, str]:
    """One name and one reference of a document that is called differently in several places."""
    return min(name for name, _ in told), min((reference for _, reference in told if reference), default="")


@contextmanager
def _at(place: str) -> Iterator[None]:
    try:
        yield
    except BadInput as error:
        raise type(error)(f"{place}: {error.message}", hint=error.hint) from None
