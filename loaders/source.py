"""Where a run comes from: a file, or what came through a pipe, with its bytes."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from graph.errors import BadInput
from loaders.document import decode, digest, read_bytes

PIPE = Path("-")


@dataclass(frozen=True)
class Source:
    """Bytes with the name they go by; `location` is "" for what came through a pipe."""

    location: str
    name: str
    data: bytes

    @cached_property
    def digest(self) -> str:
        """Hash of the bytes."""
        return digest(self.data)

    def text(self) -> str:
        """The text without a byte order mark; BadInput if it is not text."""
        return decode(self.data, self.name).removeprefix("\ufeff")


def open_source(path: Path) -> Source:
    """The bytes of a file, or of standard input for "-".  BadInput if there are none."""
    if path != PIPE:
        return Source(str(path.resolve()), path.name, read_bytes(path))
    data = sys.stdin.buffer.read()
    if not data.strip():
        raise BadInput("standard input: nothing came through the pipe")
    return Source("", "standard input", data)
