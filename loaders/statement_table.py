"""CSV, one reading a row: as `histgraph export` writes it, or from a spreadsheet.

Needed are the columns source, type, target, document and quote (or start_char and end_char); start,
end, modality and all others are optional.
"""

from __future__ import annotations

import csv
import difflib
import io
import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from graph.errors import BadInput
from graph.model import Run
from loaders.records import Records
from loaders.source import Source

READER = "csv 1"  # name and version
NEEDED = ("source", "type", "target", "document")
COLUMNS = (
    "source", "type", "target", "start", "end", "modality", "quote", "document", "start_char", "end_char",
    "date_text", "date_from", "source_name", "target_name", "qualifiers", "rule", "reader", "reference",
    "document_id", "source_id", "source_kind", "source_aliases", "source_existed", "source_verified",
    "target_id", "target_kind", "target_aliases", "target_existed", "target_verified", "statement",
)  # fmt: skip
_END = ("id", "kind", "aliases", "existed", "verified")
_EVIDENCE = (
    "quote", "document", "start", "end", "date_text", "date_from", "source_name", "target_name", "rule",
    "reader", "reference", "document_id",
)  # fmt: skip


def is_statements(header: Sequence[str]) -> bool:
    """Whether these are the columns that are needed.

    >>> is_statements(["Source", "Type", "Target", "Document", "Quote"]), is_statements(["source", "date"])
    (True, False)
    """
    return set(NEEDED) <= {name.strip().lower() for name in header}


def read_statements(source: Source) -> Run:
    """All rows of the file; BadInput names the line that is wrong, and nothing is read then."""
    records = Records(source, READER)
    for line, row in _rows(source):
        records.add(_record(row, f"{source.name}:{line}"), line)
    return records.run()


def split_list(cell: str) -> list[str]:
    r"""The entries of a cell that holds several, parted by "; "; "\;" is a semicolon within one, "\\" a "\".

    >>> split_list(r"USSR; Soviet Union; a\; b")
    ['USSR', 'Soviet Union', 'a; b']
    """
    parts = re.findall(r"((?:\\.|[^;\\])+)(?:; ?|$)", cell, re.DOTALL)
    return [re.sub(r"\\(.)", r"\1", part, flags=re.DOTALL) for part in parts]


def _rows(source: Source) -> Iterator[tuple[int, dict[str, str]]]:
    """Each row with the line it begins on; columns by name, empty cells left out."""
    text = source.text()
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=_delimiter(text.split("\n", 1)[0]), strict=True
    )
    begun = 1
    try:
        header = _header(next(reader), source.name)
        begun = reader.line_num + 1
        for cells in reader:
            if len(cells) > len(header) and any(cells[len(header) :]):
                raise BadInput(f"{source.name}:{begun}: {len(cells)} cells, and {len(header)} columns")
            if any(cells):
                yield begun, {name: cell for name, cell in zip(header, cells, strict=False) if cell}
            begun = reader.line_num + 1
    except csv.Error as error:
        raise BadInput(f"{source.name}:{begun}: not CSV: {error}") from None


def _header(cells: list[str], file: str) -> list[str]:
    names = [cell.strip().lower() for cell in cells]
    for name in names:
        near = difflib.get_close_matches(name, COLUMNS, n=1, cutoff=0.8) if name not in COLUMNS else []
        if near:
            raise BadInput(f"{file}:1: a column is called {name!r}", hint=f"did you mean {near[0]}?")
    missing = [name for name in NEEDED if name not in names]
    if missing:
        hint = f"needed: {', '.join(NEEDED)}, quote; or a mapping, which --show-mapping begins"
        raise BadInput(f"{file}:1: no column {', '.join(missing)}", hint=hint)
    return names


def _delimiter(header: str) -> str:
    return max(",;\t", key=header.count)


def _record(row: dict[str, str], place: str) -> dict[str, Any]:
    """A row in the form of a line of our JSONL."""
    evidence: dict[str, Any] = {name: row[name] for name in _EVIDENCE if name in row}
    for name in ("start_char", "end_char"):
        if name in row:
            evidence[name] = _number(row[name], f"{place}: {name}")
    if "qualifiers" in row:
        evidence["qualifiers"] = _pairs(row["qualifiers"], f"{place}: qualifiers")
    plain: dict[str, Any] = {name: row[name] for name in ("type", "modality") if name in row}
    return {**plain, "source": _end(row, "source"), "target": _end(row, "target"), "evidence": [evidence]}


def _end(row: dict[str, str], side: str) -> dict[str, Any] | str | None:
    end: dict[str, Any] = {name: row[f"{side}_{name}"] for name in _END if f"{side}_{name}" in row}
    if not end:
        return row.get(side)
    if side in row:
        end["name"] = row[side]
    if "aliases" in end:
        end["aliases"] = split_list(end["aliases"])
    if "verified" in end:
        end["verified"] = {"true": True, "false": False}.get(end["verified"].lower(), end["verified"])
    return end


def _number(cell: str, what: str) -> int:
    if not re.fullmatch(r"\d{1,10}", cell, re.ASCII):
        raise BadInput(f"{what} is {cell!r:.40}", hint="accepted: a count of characters, from 0 up")
    return int(cell)


def _pairs(cell: str, what: str) -> object:
    try:
        return json.loads(cell)
    except ValueError:
        raise BadInput(f"{what} is {cell!r:.40}", hint='accepted: [["name", "value"]]') from None
