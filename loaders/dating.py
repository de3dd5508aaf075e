"""The date of one relation, as a reader of prose gives it."""

from __future__ import annotations

from dataclasses import dataclass

from graph.model import DateOrigin
from graph.when import BEGINNING, END_OF_TIME, parse_boundary


@dataclass(frozen=True, slots=True)
class Dating:
    """The date of one relation: EDTF boundaries, the words that gave it, how it was got."""

    start: str | None = None
    end: str | None = None
    text: str | None = None
    origin: DateOrigin = "none"
    era: str | None = None
    own: bool = False  # it hangs on the words of the relation, and not only on their clause
    opens: bool = False  # "from", "since": what it dates began then
    ahead: bool = False  # it is the date of what came of it: a state was there by then

    @property
    def day(self) -> int | None:
        """A day inside the date (an ordinal), for the choice between actors of one name."""
        known = [day for boundary in (self.start, self.end) if boundary for day in parse_boundary(boundary)]
        return next((day for day in known if BEGINNING < day < END_OF_TIME), None)


UNDATED = Dating()


def by_then(date: str | None) -> str | None:
    """The boundary of what had come about by `date`; None if that has no end.

    >>> by_then("1950-01/1950-04~"), by_then("197X"), by_then("1954/..")
    ('../1950-04~', '../1979', None)
    """
    latest = date.split("/")[-1] if date else ".."
    return None if latest == ".." else f"../{latest.replace('X', '9')}"


def merged(found: list[Dating]) -> Dating:
    """Two dates of one relation complete each other ("from 1930", "until 1950"); else the first that the
    text states counts ("a few years later, in 1950")."""
    first, *others = sorted(found, key=lambda dating: dating.origin in ("era", "relative"))
    for other in others:
        if first.start is None and first.end and other.start and other.end is None:
            return Dating(other.start, first.end, f"{other.text} {first.text}", first.origin)
        if first.end is None and first.start and other.end and other.start is None:
            return Dating(first.start, other.end, f"{first.text} {other.text}", first.origin)
    return first
