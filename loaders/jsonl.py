"""Our JSONL, one statement a line: as `histgraph export` writes it, or written by hand."""

from __future__ import annotations

import json

from graph.errors import BadInput
from graph.model import Run
from loaders.records import Records
from loaders.source import Source

VERSION = "1"


def reader_name(model: str | None = None, source: Source | None = None) -> str:
    """Name and version of this reader."""
    return f"jsonl {VERSION}"


def read_source(source: Source, model: str | None = None) -> Run:
    """All statements of the file; BadInput names the line that is wrong, and nothing is read then."""
    records = Records(source, reader_name())
    for number, line in enumerate(source.text().split("\n"), 1):
        if line.strip():
            records.add(_parse(line, f"{source.name}:{number}"), number)
    return records.run()


def _parse(line: str, place: str) -> object:
    try:
        return json.loads(line)
    except json.JSONDecodeError as error:
        raise BadInput(
            f"{place}: not JSON: {error.msg} at character {error.colno}", hint="one statement a line"
        ) from None
    except (RecursionError, ValueError):  # too deep, or a number of too many digits
        raise BadInput(f"{place}: not a statement", hint="one statement a line") from None
