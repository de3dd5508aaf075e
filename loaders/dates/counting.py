"""What lies at a distance from a date: "two years later", "within a month", "soon after".

The answer is as precise as the unit that is counted in: three months after 31 January 1950 is April
1950, two years after it 1952.  From a year, three months lead to a window of fifteen months.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from loaders.dates.anchors import Anchor, read_anchor
from loaders.dates.phrases import Direction, Distance
from loaders.dates.placing import Boundaries

_MONTHS = {"month": 1, "year": 12, "decade": 120, "century": 1200}
# Characters of an ISO date that a unit settles.
_LENGTH = {"hour": 10, "day": 10, "week": 10, "month": 7}
# Nobody counts weeks to the day, nor decades to the year.
_LOOSE_DAYS = {"week": 3}
_ROUND = ("week", "decade", "century")
# How long "the following days" and the like are taken to last, in days, and the precision of their end.
_FOLLOWING = {"day": (30, 7), "week": (60, 7), "month": (365, 7), "year": (3652, 4)}
# What lies before its anchor, or begins with it, counts from the anchor's start; all else from its end.
_FROM_START = ("earlier", "preceding", "shortly earlier", "until then", "for", "same")


def resolve_distance(
    distance: Distance, anchor_start: str | None, anchor_end: str | None = None
) -> Boundaries:
    """Boundaries of what lies at `distance` from a date with these boundaries; (None, None) if unknown.

    >>> resolve_distance(Distance("later", 3, 3, "month"), "1950-01-31")
    ('1950-04', None)
    >>> resolve_distance(Distance("for", 1, 1, "decade"), "1978-12")
    ('1978-12', '1988~')
    """
    start, end = anchor_start or anchor_end, anchor_end or anchor_start
    anchor = read_anchor(start if distance.direction in _FROM_START else end)
    return (None, None) if anchor is None else _DIRECTIONS[distance.direction](distance, anchor)


def _moved(day: date, amount: int, unit: str) -> date | None:
    """`day` and so many units, of months on the first day; None outside the years 1 to 9999."""
    try:
        if unit in _MONTHS:
            year, month = divmod(12 * day.year + day.month - 1 + amount * _MONTHS[unit], 12)
            return date(year, month + 1, 1)
        days = {"week": 7 * amount, "hour": (amount + 23) // 24}.get(unit, amount)
        return day + timedelta(days=days)
    except (OverflowError, ValueError):
        return None


def _window(first: date | None, last: date | None, length: int, mark: str) -> str | None:
    """EDTF of the stretch between two days; None stands for an open side, two of them for no answer."""
    begins = first.isoformat()[:length] + mark if first else ".."
    ends = last.isoformat()[:length] + mark if last else ".."
    if begins == ends:
        return begins if first else None
    return f"{begins}/{ends}"


def _at(distance: Distance, anchor: Anchor, sign: int) -> str | None:
    """The window in which a day at this distance from some day of the anchor lies."""
    unit, most = distance.unit, distance.at_most
    near_day, far_day = (anchor.first, anchor.last) if sign > 0 else (anchor.last, anchor.first)
    near = _moved(near_day, sign * distance.amount, unit)
    far = None if most is None else _moved(far_day, sign * most, unit)
    if near is None or (far is None and most is not None):
        return None
    loose = timedelta(days=_LOOSE_DAYS.get(unit, 0))
    mark = "~" if distance.approx or unit in _ROUND else ""
    first, last = (near - loose, far and far + loose) if sign > 0 else (far and far - loose, near + loose)
    return _window(first, last, _LENGTH.get(unit, 4), mark)


def _later(distance: Distance, anchor: Anchor) -> Boundaries:
    return _at(distance, anchor, 1), None


def _earlier(distance: Distance, anchor: Anchor) -> Boundaries:
    return _at(distance, anchor, -1), None


def _within(distance: Distance, anchor: Anchor) -> Boundaries:
    """ "Within months" of a year is still that year or the next."""
    if distance.at_most is None and distance.unit in ("day", "week", "month"):
        last = _moved(anchor.last, _FOLLOWING[distance.unit][0], "day")
        return f"{anchor.opening}/{last.isoformat()[: 7 if anchor.month else 4] if last else '..'}", None
    end = None if distance.at_most is None else _moved(anchor.last, distance.at_most, distance.unit)
    closing = end.isoformat()[: _LENGTH.get(distance.unit, 4)] + "~" if end else ".."
    return f"{anchor.opening}/{closing}", None


def _for(distance: Distance, anchor: Anchor) -> Boundaries:
    return anchor.edtf, _at(distance._replace(approx=True), anchor, 1)


def _following(distance: Distance, anchor: Anchor) -> Boundaries:
    length, precision = _FOLLOWING.get(distance.unit, (0, 0))
    end = _moved(anchor.last, length, "day") if length else None
    return f"{anchor.opening}/{end.isoformat()[:precision] + '~' if end else '..'}", None


def _preceding(distance: Distance, anchor: Anchor) -> Boundaries:
    length, precision = _FOLLOWING.get(distance.unit, (0, 0))
    begin = _moved(anchor.first, -length, "day") if length else None
    return f"{begin.isoformat()[:precision] + '~' if begin else '..'}/{anchor.closing}", None


def _shortly_later(_: Distance, anchor: Anchor) -> Boundaries:
    """To the end of that year; from a year, to the next."""
    year = anchor.last.year
    return f"{anchor.opening}/{f'{year:04d}-12~' if anchor.month else f'{min(year + 1, 9999):04d}~'}", None


def _shortly_earlier(_: Distance, anchor: Anchor) -> Boundaries:
    year = anchor.first.year
    return f"{f'{year:04d}-01~' if anchor.month else f'{max(year - 1, 1):04d}~'}/{anchor.closing}", None


_DIRECTIONS: dict[Direction, Callable[[Distance, Anchor], Boundaries]] = {
    "later": _later,
    "earlier": _earlier,
    "within": _within,
    "for": _for,
    "following": _following,
    "preceding": _preceding,
    "shortly later": _shortly_later,
    "shortly earlier": _shortly_earlier,
    "from then": lambda _, anchor: (f"{anchor.opening}/..", None),
    "since then": lambda _, anchor: (anchor.edtf, None),
    "until then": lambda _, anchor: (None, anchor.edtf),
    "by then": lambda _, anchor: (f"../{anchor.closing}", None),
    "same": lambda _, anchor: (anchor.edtf, None),
}
