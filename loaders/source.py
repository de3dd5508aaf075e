"""Where a run comes from: a file, or what came through a pipe, with its bytes."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import BadInput
from loaders.document import decode, digest, read_bytes

if TYPE_CHECKING:
    from loaders.mapping import TableMapping

PIPE = Path("-")


@dataclass(frozen=True)
class TableOptions:
    """How tables are read.

    `mapping`: of the columns, else one that is ready for them, or guessed.  `keep_good`: bad rows do not
    spoil the others.  `tell` takes a line that the user should see, `progress` lines done, and of all.
    """

    mapping: TableMapping | None = None
    keep_good: bool = False
    tell: Callable[[str], None] | None = None
    progress: Callable[[int, int], None] | None = None


@dataclass(frozen=True)
class Source:
    """Bytes with the name they go by; `location` is "" for what came through a pipe."""

    location: str
    name: str
    data: bytes
    table: TableOptions | None = None

    @cached_property
    def digest(self) -> str:
        """Hash of the bytes."""
        return digest(self.data)

    def release(self) -> None:
        """Let go of the bytes, which may be very many, when all that is wanted of them is at hand."""
        _ = self.digest  # which is worked out once
        object.__setattr__(self, "data", b"")

    def text(self) -> str:
        """The text without a byte order mark; BadInput if it is not text."""
        return decode(self.data, self.name).removeprefix("\ufeff")


def open_source(path: Path, table: TableOptions | None = None) -> Source:
    """The bytes of a file, or of standard input for "-".  BadInput if there are none."""
    if path != PIPE:
        return Source(str(path.resolve()), path.name, read_bytes(path), table)
    data = sys.stdin.buffer.read()
    if not data.strip():
        raise BadInput("standard input: nothing came through the pipe")
    return Source("", "standard input", data, table)
