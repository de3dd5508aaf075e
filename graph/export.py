"""The graph as a file: JSONL and CSV, which `load` takes back, and GraphML for other programs."""

from __future__ import annotations

import csv
import io
import json
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from graph.errors import StoreError, UsageError
from graph.model import Actor, Document, Reading, Statement
from graph.stores.base import Store

# Characters that XML 1.0 cannot hold.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def chunks(store: Store, suffix: str) -> Iterator[str]:
    """The export in the format of `suffix` (".jsonl", "jsonl"), piece by piece; UsageError if unknown.

    The same statements give the same text, byte for byte.
    """
    made = FORMATS.get(suffix.removeprefix(".").lower())
    if made is None:
        raise UsageError(
            f"{suffix or 'no suffix'}: no format of that name", hint=f"formats: {', '.join(FORMATS)}"
        )
    return made(store)


def write(store: Store, path: Path, suffix: str | None = None) -> None:
    """Write the export to `path`, in the format of its suffix or the one given; whole or not at all."""
    text = chunks(store, suffix or path.suffix)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        try:
            with unfinished.open("w", encoding="utf-8", newline="") as file:
                file.writelines(text)
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)
    except OSError as error:
        raise StoreError(f"{path}: cannot be written: {error.strerror}") from None


def jsonl(store: Store) -> Iterator[str]:
    """One statement a line, in the order of their ids."""
    for statement, actors, documents in _statements(store):
        line = {
            "id": statement.id,
            "source": _end(actors[statement.source]),
            "type": statement.type,
            "target": _end(actors[statement.target]),
            "start": statement.start,
            "end": statement.end,
            "modality": statement.modality,
            "evidence": [_evidence(r, documents[r.document]) for r in _in_order(statement, documents)],
        }
        yield json.dumps(line, ensure_ascii=False) + "\n"


def table(store: Store) -> Iterator[str]:
    """CSV with a header, one reading a row, its ends in the order in which the words name them."""
    from loaders.statement_table import COLUMNS  # noqa: PLC0415  the columns belong to whom reads them

    cells = io.StringIO(newline="")
    writer = csv.DictWriter(cells, COLUMNS)
    writer.writeheader()
    for statement, actors, documents in _statements(store):
        for reading in _in_order(statement, documents):
            writer.writerow(_row(reading, statement, actors, documents[reading.document]))
        yield cells.getvalue()
        cells.seek(0)
        cells.truncate()
    yield cells.getvalue()


def graphml(store: Store) -> Iterator[str]:
    """GraphML; lists are joined by " | ", and what is not known is left out."""
    import networkx  # noqa: PLC0415  slow to import

    graph = store.to_networkx()
    for _, attributes in graph.nodes(data=True):
        _flatten(attributes)
    for *_, attributes in graph.edges(data=True):
        _flatten(attributes)
    for line in networkx.generate_graphml(graph, named_key_ids=True):
        yield line + "\n"


FORMATS: Mapping[str, Callable[[Store], Iterator[str]]] = {"jsonl": jsonl, "csv": table, "graphml": graphml}


def _statements(store: Store) -> Iterator[tuple[Statement, Mapping[str, Actor], Mapping[str, Document]]]:
    with store.snapshot():
        documents = {document.id: document for document in store.documents()}
        actors, found = store.actors(), list(store.statements())
    for statement in found:
        yield statement, actors, documents


def _in_order(statement: Statement, documents: Mapping[str, Document]) -> list[Reading]:
    """Readings by the name of their document, then by place; names can be alike, ids are not."""
    return sorted(
        statement.readings,
        key=lambda r: (documents[r.document].name, r.document, r.start_char, r.end_char, r.id),
    )


def _end(actor: Actor) -> dict[str, Any]:
    told: dict[str, Any] = {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind,
        "aliases": list(actor.aliases),
    }
    if actor.existed is not None:
        told["existed"] = actor.existed
    if not actor.verified:
        told["verified"] = False
    return told


def _evidence(reading: Reading, document: Document) -> dict[str, Any]:
    return {
        "document": document.name,
        "start_char": reading.start_char,
        "end_char": reading.end_char,
        "quote": reading.quote,
        "start": reading.start,
        "end": reading.end,
        "date_text": reading.date_text,
        "rule": reading.rule,
        "id": reading.id,
        "document_id": document.id,
        "reference": document.reference,
        "source": reading.source,
        "source_name": reading.source_name,
        "target": reading.target,
        "target_name": reading.target_name,
        "date_from": reading.date_from,
        "reader": reading.reader,
        "qualifiers": [list(pair) for pair in reading.qualifiers],
    }


def _row(
    reading: Reading, statement: Statement, actors: Mapping[str, Actor], document: Document
) -> dict[str, object]:
    evidence = _evidence(reading, document)
    evidence.pop("id")
    qualifiers = json.dumps(evidence["qualifiers"], ensure_ascii=False) if reading.qualifiers else ""
    plain = {"type": reading.type, "modality": reading.modality, "statement": statement.id}
    ends = {**_columns("source", actors[reading.source]), **_columns("target", actors[reading.target])}
    return {**evidence, **plain, **ends, "qualifiers": qualifiers}


def _columns(side: str, actor: Actor) -> dict[str, object]:
    return {
        side: actor.name,
        f"{side}_id": actor.id,
        f"{side}_kind": actor.kind,
        f"{side}_aliases": join_list(actor.aliases),
        f"{side}_existed": actor.existed,
        f"{side}_verified": str(actor.verified).lower(),
    }


def join_list(entries: Iterable[str]) -> str:
    r"""Several entries in one cell, as `loaders.statement_table.split_list` takes them apart.

    >>> join_list(["USSR", "a; b"])
    'USSR; a\\; b'
    """
    return "; ".join(entry.replace("\\", "\\\\").replace(";", "\\;") for entry in entries)


def _flatten(attributes: dict[str, Any]) -> None:
    for name, value in list(attributes.items()):
        if value is None:
            del attributes[name]
        elif isinstance(value, (str, list)):
            text = value if isinstance(value, str) else " | ".join(value)
            attributes[name] = _NOT_XML.sub("\ufffd", text)
