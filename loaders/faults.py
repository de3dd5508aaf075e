"""What is wrong with the rows of one file."""

from __future__ import annotations

from graph.errors import BadInput
from loaders.source import TableOptions

_SHOWN = 3  # complaints that are told; the others are counted


class Faults:
    """The first few complaints about the rows of `file`, and how many there are."""

    def __init__(self, file: str) -> None:
        self.count = 0
        self._file = file
        self._first: list[BadInput] = []

    def add(self, line: int, error: BadInput) -> None:
        """Note that the row which begins on `line` (from 1) is bad."""
        self.count += 1
        if len(self._first) < _SHOWN:
            self._first.append(type(error)(f"{self._file}:{line}: {error.message}", hint=error.hint))

    def settle(self, options: TableOptions, good: int) -> None:
        """Tell of bad rows if the good ones are to be kept, else refuse the file (BadInput) for them."""
        if not self.count:
            return
        if not (options.keep_good and good):
            raise self._refusal(good)
        if options.tell:
            for error in self._first:
                options.tell(str(error))
            left = f"{self.count:,} bad row{'s' if self.count > 1 else ''} left out"
            options.tell(f"{self._file}: {left}, {good:,} reading{'s' if good > 1 else ''} kept")

    def _refusal(self, good: int) -> BadInput:
        first = self._first[0]
        keep = "--keep-good keeps the other rows" if good else ""
        hint = "; ".join(filter(None, (first.hint, keep)))
        if self.count == 1:
            return type(first)(first.message, hint=hint)
        told = "; ".join(error.message for error in self._first)
        return BadInput(f"{told}; {self.count:,} bad rows in all", hint=hint)
