"""What the reader of dates hands out: phrases of a text that say when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from loaders.dates.moments import Moment
from loaders.dates.placing import Boundaries, boundaries

# How a phrase places a state or an act.  "name": the date belongs to the name of something ("the 1973
# war", "the conference of 1954").  "parenthesis": it stands in brackets behind what it dates.
# "relative": it counts from another date.  "era": from somebody's time.  "duration": it only says how long.
Role = Literal[
    "at",
    "since",
    "until",
    "before",
    "after",
    "during",
    "span",
    "by",
    "relative",
    "era",
    "parenthesis",
    "name",
    "duration",
]
Direction = Literal[
    "later",  # "two years later"
    "earlier",  # "two years earlier"
    "within",  # "within a year"
    "for",  # "for the next two years", "decade-long"
    "following",  # "in the following years"
    "preceding",  # "in the preceding years"
    "shortly later",  # "soon after"
    "shortly earlier",  # "shortly before"
    "from then",  # "thereafter"
    "since then",  # "since then"
    "until then",  # "until then"
    "by then",  # "by then"
    "same",  # "at the same time"
]


class Distance(NamedTuple):
    """How far from another date, and which way.

    `amount` counts `unit` (hour, day, week, month, year, decade, century); `at_most` is the upper
    bound of a vague amount ("several"), None if there is none; `approx` is "nearly", "about".
    """

    direction: Direction
    amount: int = 0
    at_most: int | None = 0
    unit: str = ""
    approx: bool = False


class Governor(NamedTuple):
    """The preposition before a name that has a date in it: "after the end of the war (1946-54)".

    It stands at `start_char`, places things as `frame` says, and means the "end" or the "start" of
    what is named, or "" all of it.
    """

    start_char: int
    frame: str
    edge: str = ""


@dataclass(frozen=True, slots=True)
class DatePhrase:
    """Words of a text that say when, with their preposition: `text` is the slice [start_char, end_char).

    `start` and `end` are the EDTF boundaries of a state so dated (an act takes `start`).  `anchor`
    says what a phrase that does not stand by itself counts from: "previous" (the date last mentioned),
    "date" (one within the phrase), "event:" or "era:" with the words for it.  `frame` and `moments` are
    what the boundaries are made of, so that they can be made again once a missing year is known.
    """

    start_char: int
    end_char: int
    text: str
    role: Role
    start: str | None = None
    end: str | None = None
    anchor: str | None = None
    offset: Distance | None = None
    frame: str = "at"
    moments: tuple[Moment, ...] = ()
    governor: Governor | None = None
    rule: str = ""

    @property
    def needs_year(self) -> bool:
        """True for a month, a day or a season whose year is left to the context ("on 12 July")."""
        return self.role != "relative" and any(not moment.known for moment in self.moments)

    def governed(self) -> Boundaries:
        """Boundaries of what the governor places, for a date in a name; else its own.

        "After the war of 1946-54" is 1954 or later, though the war itself began in 1946.
        """
        if self.governor is None or not self.moments:
            return self.start, self.end
        first, last = self.moments[0], self.moments[-1]
        edge = self.governor.edge or {"since": "end", "until": "start"}.get(self.governor.frame, "")
        if edge:
            first = last = last if edge == "end" else first
        return boundaries(self.governor.frame, first, last)
