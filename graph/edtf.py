"""Dates as text: the part of EDTF (ISO 8601-2) that is read here, turned into windows of days.

A day is an `int`, the proleptic Gregorian ordinal: 1 is 0001-01-01, 3652059 is 9999-12-31.  One before
and one after these stand for "no bound known".  A *window* is the earliest and the latest day on which
something can lie.  Besides EDTF proper, `A/B` is read as "one day between A and B".
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from graph.errors import BadDate

BEGINNING = 0
END_OF_TIME = 3652060

ACCEPTED = (
    "accepted: 1950-01-31, 1950-01, 1950, seasons 1950-21 to 1950-24, 196X, 19XX, each also with ~ ? or %, "
    "A/B with .. or nothing for an open side, [A..B]; years 0001 to 9999"
)

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_UNSPECIFIED = re.compile(r"[0-9]{2}[0-9X]X")
_QUALIFIED_SEASON = re.compile(r"^([0-9]{4}-2[1-4])[~?%]$")
_QUALIFIERS = "~?%"
# First month of spring, summer, autumn and winter; the winter of 1950 ends in February 1951.
_SEASONS = {21: 3, 22: 6, 23: 9, 24: 12}


class Window(NamedTuple):
    """The earliest and the latest day, both included; BEGINNING and END_OF_TIME where there is no bound."""

    earliest: int
    latest: int


UNKNOWN = Window(BEGINNING, END_OF_TIME)


@lru_cache(maxsize=65536)
def parse_boundary(text: str | None) -> Window:
    """The window of days in which one boundary (a start, an end, an act) lies; None is UNKNOWN.

    Qualifiers never widen it.  BadDate, naming the text, for anything that is not accepted.

    >>> parse_boundary("1950-01-31") == Window(*[date(1950, 1, 31).toordinal()] * 2)
    True
    >>> [day_to_iso(day) for day in parse_boundary("1946-11~/1946-12")]
    ['1946-11-01', '1946-12-31']
    >>> [day_to_iso(day) for day in parse_boundary("[..196X]")]
    Traceback (most recent call last):
    graph.errors.BadDate: '[..196X]' is not a date that can be read (accepted: 1950-01-31, 1950-01, ...
    """
    if text is None:
        return UNKNOWN
    sides = split_sides(text)
    if sides is None:
        return _single(text, text)
    earliest = _single(sides[0], text).earliest if sides[0] else BEGINNING
    latest = _single(sides[1], text).latest if sides[1] else END_OF_TIME
    if earliest > latest:
        raise BadDate(f"{text!r}: the second date lies before the first")
    return Window(earliest, latest)


@lru_cache(maxsize=4096)
def parse_existence(text: str | None) -> tuple[Window, Window]:
    """The windows in which an actor's existence begins and ends.

    One date alone is that of something which began and ended in it (an event).

    >>> [day_to_iso(day) for window in parse_existence("1945-09-02/1976-07") for day in window]
    ['1945-09-02', '1945-09-02', '1976-07-01', '1976-07-31']
    >>> parse_existence("1776-07-04/..")[1] == UNKNOWN
    True
    """
    whole = parse_boundary(text)
    sides = split_sides(text) if text is not None else None
    if text is None or sides is None or text.startswith("["):
        return whole, whole
    begun = _single(sides[0], text) if sides[0] else UNKNOWN
    ended = _single(sides[1], text) if sides[1] else UNKNOWN
    return begun, ended


def parse_period(text: str) -> Window:
    """First and last day of a period that a user names; open sides give BEGINNING, END_OF_TIME.

    >>> [day_to_iso(day) for day in parse_period(" 196X ")]
    ['1960-01-01', '1969-12-31']
    """
    return parse_boundary(text.strip())


def validate(text: str | None) -> None:
    """Read `text` here and with the `edtf` package as well, each side of `A/B` on its own.

    Slow (milliseconds); BadDate if either refuses it.

    >>> validate("1954/..")
    """
    parse_boundary(text)
    if text is None:
        return
    from edtf import parse_edtf  # noqa: PLC0415  a third of a second, and rarely needed

    for part in (part for part in text.split("/") if part not in ("", "..")):
        try:
            parse_edtf(_QUALIFIED_SEASON.sub(r"\1", part))  # the package knows only plain seasons
        except Exception as error:  # its parser lets errors of many kinds through
            raise BadDate(f"{text!r} is not EDTF") from error


def to_edtf_set(text: str) -> str:
    """`A/B`, our "one day between", as the EDTF set that means it; anything else unchanged.

    A set takes plain dates, both as fine as each other, so qualifiers (which never widen) are dropped,
    and seasons and decades spelt out.

    >>> [to_edtf_set(text) for text in ("1950-01/1950-04~", "../1930", "196X/1970-02", "1950")]
    ['[1950-01..1950-04]', '[..1930]', '[1960-01..1970-02]', '1950']
    """
    sides = split_sides(text)
    if sides is None or text.startswith("["):
        return text
    window = parse_boundary(text)
    length = max(map(_precision, sides))
    first, last = ((day_to_iso(day) or "")[:length] for day in window)
    return f"[{first}..{last}]" if length else text


def split_sides(text: str) -> tuple[str, str] | None:
    """Both sides of `A/B` or `[A..B]`, "" for an open one; None if `text` is a single date.

    >>> split_sides("1954/.."), split_sides("[..1930]"), split_sides("1930")
    (('1954', ''), ('', '1930'), None)
    """
    if text.startswith("[") and text.endswith("]") and ".." in text:
        first, last = text[1:-1].split("..", 1)
        if not all(part == "" or _DATE.fullmatch(part) for part in (first, last)) or not (first or last):
            raise _refusal(text)
        return first, last
    if "/" not in text:
        return None
    first, last = text.split("/", 1)
    if first == last == "":
        raise _refusal(text)
    return "" if first == ".." else first, "" if last == ".." else last


def day_to_iso(day: int) -> str | None:
    """`1950-01-31` for a day, None for BEGINNING and END_OF_TIME.

    >>> day_to_iso(1), day_to_iso(BEGINNING)
    ('0001-01-01', None)
    """
    return date.fromordinal(day).isoformat() if BEGINNING < day < END_OF_TIME else None


def iso_to_day(text: str) -> int:
    """The day of a complete date; BadDate for anything else.

    >>> iso_to_day("9999-12-31") == END_OF_TIME - 1
    True
    """
    window = parse_boundary(text)
    if window.earliest != window.latest or len(text) != 10:
        raise BadDate(f"{text!r} is not one day", hint="written as 1950-01-31")
    return window.earliest


def _refusal(text: str) -> BadDate:
    return BadDate(f"{text!r} is not a date that can be read", hint=ACCEPTED)


def _single(part: str, whole: str) -> Window:
    """The window of one date without sides; `whole` is named where it is refused."""
    bare = part[:-1] if part[-1:] and part[-1] in _QUALIFIERS else part
    if _UNSPECIFIED.fullmatch(bare):
        known = bare.rstrip("X")
        years = int(10 ** (4 - len(known)))
        return _months(int(known) * years, 1, 12 * years)
    parsed = _DATE.fullmatch(bare)
    if parsed is None or parsed[1] == "0000":
        raise _refusal(whole)
    year, month = int(parsed[1]), int(parsed[2] or 0)
    if parsed[3] is not None:
        try:
            return Window(*[date(year, month, int(parsed[3])).toordinal()] * 2)
        except ValueError:
            raise _refusal(whole) from None
    if parsed[2] is None:
        return _months(year, 1, 12)
    if month in _SEASONS:
        return _months(year, _SEASONS[month], 3)
    if not 1 <= month <= 12:
        raise _refusal(whole)
    return _months(year, month, 1)


def _months(year: int, month: int, count: int) -> Window:
    """`count` months from the given one on, as far as they lie within the years 1 to 9999."""
    last_year, last_month = divmod(12 * year + month + count - 2, 12)
    if last_year > 9999:
        last_year, last_month = 9999, 11
    last = date(last_year, last_month + 1, monthrange(last_year, last_month + 1)[1])
    return Window(date(max(year, 1), month, 1).toordinal(), last.toordinal())


def _precision(side: str) -> int:
    """Length of the plain date that begins, or ends, on the same day; 0 for an open side."""
    bare = side.rstrip(_QUALIFIERS)
    return 4 if "X" in bare else len(bare)
