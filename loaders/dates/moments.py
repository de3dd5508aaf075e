"""Stretches of the calendar as a historian names them, and their EDTF by the project's conventions.

A `Moment` is what "5 May 1950", "the late 1950s" or "the spring of" says, before any preposition
(`placing` adds that).  The conventions, all of them in the table of parts or in `_season`:

* a part of a year, month, decade or century is a window A/B; a side that custom and not the words
  fixes is marked ~ (early 1950 = 1950-01/1950-04~, the late 1950s = 1956~/1959);
* a season is its three months (summer 1975 = 1975-06/1975-08); since the winter of 1978 may be the one
  that ends or the one that begins in it, it is 1978-01/1979-02~, and the winter of 1978-79 1978-12/1979-02;
* the nineteenth century is 18XX where it stands whole, and 1801 to 1900 where it is divided.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

Unit = Literal["day", "month", "season", "year", "decade", "century"]

_SEASON_MONTHS = {1: (3, 5), 2: (6, 8), 3: (9, 11)}


class Part(NamedTuple):
    """First and last piece of a stretch, counted in its pieces; which sides only custom fixes."""

    first: int
    last: int
    loose_first: bool = False
    loose_last: bool = False


# Pieces: days of a month (0 = its last), months of a season or a year, years of a decade (from 0) or
# of a century (from 1).
PARTS: dict[str, dict[str, Part]] = {
    "month": {
        "early": Part(1, 10, loose_last=True),
        "mid": Part(11, 20, True, True),
        "late": Part(21, 0, loose_first=True),
        "beginning": Part(1, 5, loose_last=True),
        "end": Part(-4, 0, loose_first=True),
        "first half": Part(1, 15),
        "second half": Part(16, 0),
        "first week": Part(1, 7),
        "second week": Part(8, 14),
        "third week": Part(15, 21),
        "last week": Part(-6, 0),
    },
    "season": {
        "early": Part(1, 2, loose_last=True),
        "mid": Part(2, 2, True, True),
        "late": Part(2, 3, loose_first=True),
        "beginning": Part(1, 1, loose_last=True),
        "end": Part(3, 3, loose_first=True),
    },
    "year": {
        "early": Part(1, 4, loose_last=True),
        "mid": Part(5, 8, True, True),
        "late": Part(9, 12, loose_first=True),
        "beginning": Part(1, 2, loose_last=True),
        "end": Part(11, 12, loose_first=True),
        "first half": Part(1, 6),
        "second half": Part(7, 12),
        "first quarter": Part(1, 3),
        "second quarter": Part(4, 6),
        "third quarter": Part(7, 9),
        "last quarter": Part(10, 12),
    },
    "decade": {
        "early": Part(0, 3, loose_last=True),
        "mid": Part(4, 6),
        "late": Part(6, 9, loose_first=True),
        "beginning": Part(0, 1, loose_last=True),
        "end": Part(8, 9, loose_first=True),
        "first half": Part(0, 4),
        "second half": Part(5, 9),
    },
    "century": {
        "early": Part(1, 33, loose_last=True),
        "mid": Part(41, 60, True, True),
        "late": Part(67, 100, loose_first=True),
        "beginning": Part(1, 10, loose_last=True),
        "end": Part(91, 100, loose_first=True),
        "turn": Part(-4, 5, True, True),
        "first half": Part(1, 50),
        "second half": Part(51, 100),
        "first quarter": Part(1, 25),
        "second quarter": Part(26, 50),
        "third quarter": Part(51, 75),
        "last quarter": Part(76, 100),
        "first third": Part(1, 33),
        "last third": Part(67, 100),
        "first decade": Part(1, 10),
        "last decade": Part(91, 100),
        "first decades": Part(1, 30, loose_last=True),
        "last decades": Part(71, 100, loose_first=True),
    },
}


@dataclass(frozen=True, slots=True)
class Moment:
    """A stretch of the calendar as named.

    `year` is the first year of a decade (1950) and 100 for each full century before a century (1800
    for the nineteenth); None means that the text leaves it to the context, and `shift` says which
    one: 0 the same, 1 the following, -1 the previous year, or month or day if nothing smaller is
    named; with `nearest` the next or last such month ("the following May").  `month` numbers the
    season, from 1 for spring, if `unit` is season.  `part` and `until_part` are keys of PARTS
    ("early to mid-1950").  `approx` is "about", `floor` "at least".
    """

    unit: Unit
    year: int | None = None
    month: int | None = None
    day: int | None = None
    part: str = ""
    until_part: str = ""
    approx: bool = False
    floor: bool = False
    shift: int = 0
    nearest: bool = False

    @property
    def known(self) -> bool:
        """False if it takes its year, month or day from the context."""
        return self.year is not None

    @property
    def is_period(self) -> bool:
        """True for what is felt as a stretch of time: a season, a decade, the early part of a year."""
        return bool(self.part) or self.unit in ("season", "decade", "century")


def is_possible(moment: Moment) -> bool:
    """False for the 31st of June, the year 0, the third quarter of May.

    >>> is_possible(Moment("day", 1950, 6, 31)), is_possible(Moment("day", None, 2, 29))
    (False, True)
    """
    parts = PARTS.get(moment.unit, {})
    if any(part and part not in parts for part in (moment.part, moment.until_part)):
        return False
    year = 2000 if moment.year is None else moment.year
    if moment.unit == "day":
        return 1 <= year <= 9999 and 0 < (moment.day or 1) <= _days(year, moment.month or 1)
    return (0 if moment.unit == "century" else 1) <= year <= 9890


def text(moment: Moment) -> str:
    """EDTF of a known moment.

    >>> text(Moment("year", 1950, part="early")), text(Moment("season", 1975, 2))
    ('1950-01/1950-04~', '1975-06/1975-08')
    """
    first, last = _window(moment)
    if moment.part or moment.unit == "season":
        return first if first == last else f"{first}/{last}"
    year = _year(moment)
    if moment.unit == "decade":
        return f"{year // 10:03d}X"
    if moment.unit == "century":
        return f"{year // 100:02d}XX"
    return first + ("~" if moment.approx else "")


def earliest(moment: Moment) -> str:
    """Where it begins, as a day, month or year."""
    return _window(moment)[0]


def latest(moment: Moment) -> str:
    """Where it ends, as a day, month or year.

    >>> latest(Moment("decade", 1960)), latest(Moment("month", 1979, 12, part="late"))
    ('1969', '1979-12-31')
    """
    return _window(moment)[1]


def first_day(moment: Moment) -> date:
    """Its first day; the windows' loose sides included."""
    year, month, day = numbers_in(earliest(moment))
    return date(year, month or 1, day or 1)


def _window(moment: Moment) -> tuple[str, str]:
    if moment.unit == "season":
        return _season(moment)
    if moment.part:
        parts = PARTS[moment.unit]
        begins, ends = parts[moment.part], parts[moment.until_part or moment.part]
        return _piece(moment, begins.first, begins.loose_first), _piece(moment, ends.last, ends.loose_last)
    year = _year(moment)
    if moment.unit == "decade":
        return f"{year:04d}", f"{year + 9:04d}"
    if moment.unit == "century":
        return f"{year + 1:04d}", f"{year + 100:04d}"
    numbers = (f"{year:04d}", *(f"{n:02d}" for n in (moment.month, moment.day) if n is not None))
    return ("-".join(numbers),) * 2


def _piece(moment: Moment, number: int, loose: bool) -> str:
    year, mark = _year(moment), "~" if loose else ""
    if moment.unit == "month":
        month = moment.month or 1
        day = number if number > 0 else _days(year, month) + number
        return f"{year:04d}-{month:02d}-{day:02d}{mark}"
    if moment.unit == "year":
        return f"{year:04d}-{number:02d}{mark}"
    return f"{year + number:04d}{mark}"


def _season(moment: Moment) -> tuple[str, str]:
    year, season = _year(moment), moment.month or 1
    if season == 4:
        return f"{year:04d}-01", f"{year + 1:04d}-02~"
    if season == 5:
        return f"{year:04d}-12", f"{year + 1:04d}-02"
    first, last = _SEASON_MONTHS[season]
    if not moment.part:
        return f"{year:04d}-{first:02d}", f"{year:04d}-{last:02d}"
    begins, ends = PARTS["season"][moment.part], PARTS["season"][moment.until_part or moment.part]
    opening, closing = first - 1 + begins.first, first - 1 + ends.last
    marks = ("~" if begins.loose_first else "", "~" if ends.loose_last else "")
    return f"{year:04d}-{opening:02d}{marks[0]}", f"{year:04d}-{closing:02d}{marks[1]}"


def _year(moment: Moment) -> int:
    if moment.year is None:
        raise ValueError("a moment without its year has no EDTF")
    return moment.year


def _days(year: int, month: int) -> int:
    return monthrange(year, month)[1] if 1 <= month <= 12 else 0


def numbers_in(side: str) -> tuple[int, int | None, int | None]:
    """Year, month, day of "1950-01~" and the like."""
    found = [int(number) for number in re.findall(r"\d+", side)]
    return found[0], found[1] if len(found) > 1 else None, found[2] if len(found) > 2 else None
