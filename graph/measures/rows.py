"""Rows to be measured, from a store, from the lines of an export, or straight from a reader."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.errors import BadInput
from graph.measures.records import Row

if TYPE_CHECKING:
    from graph.model import Actor, Reading, Run
    from graph.stores.base import Store


def rows_of(source: Store | Iterable[str], document: str = "") -> list[Row]:
    """Rows of a store, or of the lines of an export: one for each reading of the document so named."""
    if isinstance(source, Iterable):
        return list(_rows_of_lines(source, document))
    return list(_rows_of_store(source, document))


def rows_of_run(run: Run) -> list[Row]:
    """Rows of what one reading of one file gave."""
    actors = {actor.id: actor for actor in run.actors}
    return [_row_of_reading(reading, actors) for reading in run.readings]


def _rows_of_store(store: Store, document: str) -> Iterator[Row]:
    names = {doc.id: Path(doc.name).name for doc in store.documents()}
    actors = store.actors()
    for statement in store.statements():
        for reading in statement.readings:
            if document in ("", names.get(reading.document)):
                yield _row_of_reading(reading, actors)


def _row_of_reading(reading: Reading, actors: Mapping[str, Actor]) -> Row:
    source, target = actors[reading.source], actors[reading.target]
    return Row(
        source=(source.name, *source.aliases),
        type=reading.type,
        target=(target.name, *target.aliases),
        start=reading.start,
        end=reading.end,
        span=(reading.start_char, reading.end_char),
        modality=reading.modality,
    )


def _rows_of_lines(lines: Iterable[str], document: str) -> Iterator[Row]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield from _rows_of_statement(json.loads(line), document)
        except (ValueError, KeyError, TypeError) as error:
            raise BadInput(f"line {number} is not a statement ({type(error).__name__} {error})") from error


def _rows_of_statement(raw: Mapping[str, Any], document: str) -> Iterator[Row]:
    source, target = ((raw[end]["name"], *raw[end].get("aliases", ())) for end in ("source", "target"))
    for evidence in raw["evidence"]:
        if document in ("", Path(evidence["document"]).name):
            yield Row(
                source=source,
                type=raw["type"],
                target=target,
                start=evidence.get("start", raw.get("start")),
                end=evidence.get("end", raw.get("end")),
                span=(evidence["start_char"], evidence["end_char"]),
                modality=raw.get("modality"),
            )
