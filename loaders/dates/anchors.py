"""The date that others count from, and what is known of it."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from graph.edtf import BEGINNING, END_OF_TIME, parse_boundary, split_sides


class Anchor(NamedTuple):
    """First and last day of a date; year, month and day as far as they are known; its EDTF."""

    first: date
    last: date
    year: int | None
    month: int | None
    day: int | None
    edtf: str

    @property
    def opening(self) -> str:
        """Where it begins, at the precision that is known."""
        return self.first.isoformat()[: self._length]

    @property
    def closing(self) -> str:
        """Where it ends, at the precision that is known."""
        return self.last.isoformat()[: self._length]

    @property
    def _length(self) -> int:
        return 10 if self.day else 7 if self.month else 4


def read_anchor(edtf: str | None) -> Anchor | None:
    """An EDTF boundary as an anchor, its one known side if the other is open; None if there is no date.

    >>> anchor = read_anchor("1950-01/1950-04~")
    >>> anchor and (anchor.year, anchor.month, anchor.opening)
    (1950, None, '1950')
    >>> read_anchor("../1950-06-25").day
    25
    """
    if not edtf:
        return None
    window = parse_boundary(edtf)
    if window.earliest == BEGINNING or window.latest == END_OF_TIME:
        edtf = next(side for side in split_sides(edtf) or () if side)
        window = parse_boundary(edtf)
    first, last = date.fromordinal(window.earliest), date.fromordinal(window.latest)
    year = first.year if first.year == last.year else None
    month = first.month if year and first.month == last.month else None
    return Anchor(first, last, year, month, first.day if first == last else None, edtf)
