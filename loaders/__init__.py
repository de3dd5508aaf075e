"""Files in, runs out.  To add a loader, write its module and add a line to `_LOADERS`.

A loader offers `reader_name(model, source) -> str`, its name and version, and
`read_source(source, model) -> Run`.
"""

from __future__ import annotations

import importlib
import os
import traceback
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Protocol, cast

from graph.errors import BadInput
from graph.model import Run
from loaders.source import PIPE, Source, TableOptions, open_source

__all__ = [
    "READABLE", "Source", "TableOptions", "attempt", "discover", "is_slow", "is_tabular", "open_source",
    "prepare", "read", "reader_name",
]  # fmt: skip

_LOADERS = {
    ".txt": "loaders.article",
    ".md": "loaders.article",
    ".jsonl": "loaders.jsonl",
    ".csv": "loaders.table",
    ".tsv": "loaders.table",
}
READABLE = tuple(_LOADERS)
_PROSE = "loaders.article"


class Loader(Protocol):
    """What a loader's module offers."""

    def reader_name(self, model: str | None = None, source: Source | None = None) -> str:
        """Name and version of the reader; another version reads a file anew."""

    def read_source(self, source: Source, model: str | None = None) -> Run:
        """All that the file says; BadInput, naming the place, if it cannot be read."""


def read(path: Path | Source, model: str | None = None) -> Run:
    """The Run of a file (by its suffix) or of standard input ("-", by its content).

    `model` names a spaCy package, for text.  BadInput if the file is missing, empty, of an unknown
    kind, or says something that cannot be.
    """
    source = path if isinstance(path, Source) else open_source(path)
    return _loader(source).read_source(source, model)


def reader_name(source: Source, model: str | None = None) -> str:
    """Name and version of the reader that `read` would use."""
    return _loader(source).reader_name(model, source)


def attempt(source: Source, model: str | None = None) -> Run | BadInput:
    """As `read`, but what cannot be read gives the BadInput; so does a text that a reader stumbles over.

    A fault that one text brings to light is no reason to leave the others unread.
    """
    try:
        return read(source, model)
    except BadInput as error:
        return error
    except Exception as error:
        place = traceback.extract_tb(error.__traceback__)[-1]
        fault = f"{type(error).__name__} {error} at {Path(place.filename).name}:{place.lineno}"
        hint = "a fault of this program: please report it"
        return BadInput(f"{source.location or source.name}: the reader failed: {fault}", hint=hint)


def is_slow(source: Source) -> bool:
    """Whether reading the source is worth a process of its own."""
    return _module(source) == _PROSE


def is_tabular(source: Source) -> bool:
    """Whether the source is a table."""
    return _module(source) == "loaders.table"


def prepare(model: str | None = None) -> None:
    """Load all that reading slow sources needs, for processes forked from this one to share."""
    from loaders import article  # noqa: PLC0415  spaCy comes along

    article.prepare(model)


def discover(paths: Iterable[Path]) -> list[Path]:
    """The files that `paths` mean: themselves, and all readable files in folders, sorted, each once.

    Hidden files are left out.  A folder without a readable file stays in the list, for `read` to refuse.
    """
    found: dict[Path, None] = {}
    for path in paths:
        inside = sorted(_inside(path)) if path != PIPE and path.is_dir() else []
        found.update(dict.fromkeys(inside or [path]))
    return list(found)


def _inside(folder: Path) -> Iterator[Path]:
    for place, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            if not name.startswith(".") and Path(name).suffix.lower() in READABLE:
                yield Path(place, name)


def _loader(source: Source) -> Loader:
    return cast("Loader", importlib.import_module(_module(source)))


def _module(source: Source) -> str:
    suffix = Path(source.name).suffix.lower() if source.location else _suffix_of_content(source)
    if suffix not in _LOADERS:
        raise BadInput(
            f"{source.location}: files of this kind are not read", hint=f"read are: {' '.join(READABLE)}"
        )
    return _LOADERS[suffix]


def _suffix_of_content(source: Source) -> str:
    from loaders import table  # noqa: PLC0415  needed for a pipe only

    text = source.text()
    if source.table and source.table.mapping:
        return ".csv"
    if text.lstrip().startswith("{"):
        return ".jsonl"
    return ".csv" if table.is_table(text) else ".txt"
