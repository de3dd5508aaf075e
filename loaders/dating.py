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

    @property
    def day(self) -> int | None:
        """A day inside the date (an ordinal), for the choice between actors of one name."""
        known = [day for boundary in (self.start, self.end) if boundary for day in parse_boundary(boundary)]
        return next((day for day in known if BEGINNING < day < END_OF_TIME), None)


UNDATED = Dating()
