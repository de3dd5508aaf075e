"""What a preposition makes of a moment: "until early 1950", "by 2002", "after the end of 1946".

A state has a start and an end, each an EDTF boundary or None where the words say nothing of it.  A year,
month or day named after "after" is itself included (after 1968 = 1968/..), before "before" it is not
(prior to 1930 = ../1929).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from loaders.dates.moments import Moment, earliest, latest, numbers_in, text

Boundaries = tuple[str | None, str | None]


def before(moment: Moment) -> str | None:
    """The latest it can be before `moment`; before the *end* of it is still within it.

    >>> before(Moment("day", 1950, 1, 1)), before(Moment("year", 1946, part="end"))
    ('../1949-12-31', '../1946-12')
    """
    if moment.part == "end":
        return f"../{latest(moment)}"
    previous = _predecessor(earliest(moment))
    return previous and f"../{previous}"


def after(moment: Moment) -> str:
    """The earliest it can be after `moment`: a year, month or day named is itself included.

    >>> after(Moment("year", 1968)), after(Moment("decade", 1960)), after(Moment("year", 1946, part="end"))
    ('1968/..', '1969/..', '1946-12/..')
    """
    whole_years = moment.unit in ("decade", "century") and not moment.part
    return f"{latest(moment) if whole_years or moment.part == 'end' else earliest(moment)}/.."


def shortly_after(moment: Moment) -> str:
    """From a day or month to the end of that year, from a year to the next one.

    >>> shortly_after(Moment("day", 1923, 6, 30)), shortly_after(Moment("year", 1945))
    ('1923-06-30/1923-12~', '1945/1946~')
    """
    begins, ends = earliest(moment), latest(moment)
    return f"{begins}/{ends[:4]}-12~" if len(begins) > 4 else f"{begins}/{int(ends[:4]) + 1:04d}~"


def shortly_before(moment: Moment) -> str | None:
    """From the beginning of that year, or from the year before, to what lies before `moment`."""
    previous = _predecessor(earliest(moment))
    if previous is None:
        return None
    return f"{previous[:4]}-01~/{previous}" if len(previous) > 4 else f"{previous}~"


def _since(moment: Moment) -> str:
    return f"../{latest(moment)}" if moment.floor else text(moment)


def _until(moment: Moment) -> str:
    return f"{earliest(moment)}/.." if moment.floor else text(moment)


_FRAMES: dict[str, Callable[[Moment, Moment], Boundaries]] = {
    "at": lambda first, last: (text(first), None if first == last else text(last)),
    "span": lambda first, last: (_since(first), _until(last)),
    "during": lambda first, last: (text(first), text(last)),
    "since": lambda first, last: (_since(first), None),
    "until": lambda first, last: (None, _until(last)),
    "before": lambda first, last: (before(first), None),
    "by": lambda first, last: (f"../{latest(last)}", None),
    "after": lambda first, last: (after(last), None),
    "either": lambda first, last: (f"{earliest(first)}/{latest(last)}", None),
    "shortly after": lambda first, last: (shortly_after(last), None),
    "shortly before": lambda first, last: (shortly_before(first), None),
}


def boundaries(frame: str, first: Moment, last: Moment) -> Boundaries:
    """Start and end of a state that a text places so; (None, None) while a year is missing.

    >>> year = Moment("year", 1950)
    >>> boundaries("until", year, year), boundaries("by", year, year), boundaries("at", year, year)
    ((None, '1950'), ('../1950', None), ('1950', None))
    """
    if not (first.known and last.known):
        return None, None
    return _FRAMES[frame](first, last)


def _predecessor(side: str) -> str | None:
    """The day before a day, the month before a month, the year before a year; None before the year 1.

    >>> _predecessor("1950-01"), _predecessor("1956~")
    ('1949-12', '1955~')
    """
    year, month, day = numbers_in(side)
    mark = "~" if side.endswith("~") else ""
    if month is None:
        return f"{year - 1:04d}{mark}" if year > 1 else None
    if (year, month, day or 1) == (1, 1, 1):
        return None
    if day is None:
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
        return f"{year:04d}-{month:02d}{mark}"
    return (date(year, month, day) - timedelta(days=1)).isoformat() + mark
