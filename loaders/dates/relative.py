"""Turn phrases that leave something to the context into dates: "that year", "on 12 July", "soon after".

The context is a date as EDTF, as the text before was read.  Nothing is made up: what it does not say
(the day, where only its year is known) is not answered.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta

from loaders.dates.anchors import Anchor, read_anchor
from loaders.dates.counting import resolve_distance
from loaders.dates.moments import Moment, is_possible
from loaders.dates.moments import text as edtf
from loaders.dates.phrases import DatePhrase, Direction
from loaders.dates.placing import Boundaries, boundaries


def resolve_relative(
    phrase: DatePhrase, anchor_start: str | None, anchor_end: str | None = None
) -> Boundaries:
    """Boundaries of a relative phrase, counted from the date last mentioned; (None, None) if unknown.

    What lies later counts from `anchor_end` if there is one ("from 1946 to 1954. Two years later").  A
    phrase that has boundaries of its own keeps them.

    >>> from loaders.dates import find_dates
    >>> [resolve_relative(phrase, "1950-01-31") for phrase in find_dates("two years later, soon after")]
    [('1952', None), ('1950-01-31/1950-12~', None)]
    """
    if phrase.start or phrase.end:
        return phrase.start, phrase.end
    if phrase.offset is not None and phrase.anchor != "date":
        return resolve_distance(phrase.offset, anchor_start, anchor_end)
    whole = complete_year(phrase, anchor_end or anchor_start)
    return whole.start, whole.end


def complete_year(phrase: DatePhrase, context: str | None) -> DatePhrase:
    """The phrase with its missing year, month or day taken from `context`, an EDTF boundary.

    Unchanged if nothing is missing, or if the context does not say enough.

    >>> from loaders.dates import find_dates
    >>> [complete_year(phrase, "1995-07").start for phrase in find_dates("On 12 May, and in that November")]
    ['1995-05-12', '1995-11']
    """
    anchor = read_anchor(context)
    if anchor is None or all(moment.known for moment in phrase.moments):
        return phrase
    found = [moment if moment.known else _known(moment, anchor) for moment in phrase.moments]
    moments = tuple(moment for moment in found if moment is not None)
    if len(moments) < len(found):
        return phrase
    if phrase.offset is not None:
        start, end = resolve_distance(phrase.offset, edtf(moments[0]))
    else:
        start, end = boundaries(phrase.frame, moments[0], moments[-1])
    return replace(phrase, start=start, end=end, moments=moments)


def in_sequence(phrases: Iterable[DatePhrase], context: str | None) -> Iterator[DatePhrase]:
    """The phrases of a text, each missing year completed from the date before: `context` for the first.

    >>> from loaders.dates import find_dates
    >>> text = "It was signed on 26 March 1979 after talks on 13 March, and took effect in April."
    >>> [phrase.start for phrase in in_sequence(find_dates(text), None)]
    ['1979-03-26', '1979-03-13', '1979-04']
    """
    for phrase in phrases:
        whole = complete_year(phrase, context) if phrase.needs_year else phrase
        yield whole
        visit = whole.role == "name" and _moves_on(whole, context)
        if visit or whole.role not in ("relative", "name", "era", "duration"):
            context = whole.start or whole.end or context


def _moves_on(name: DatePhrase, context: str | None) -> bool:
    """ "a May 1963 visit": a month named after the date of the context is told; a year only names."""
    anchor, own = read_anchor(context), read_anchor(name.start)
    return own is not None and own.month is not None and (anchor is None or own.first > anchor.last)


def resolve_anchor(phrase: DatePhrase, known: str) -> str | None:
    """When the event was that a phrase counts from, if what it dates is known to have been at `known`.

    >>> from loaders.dates import find_dates
    >>> phrase = find_dates("nearly five years after it was founded")[0]
    >>> resolve_anchor(phrase, "1950-01-31")
    '1945~'
    """
    if phrase.offset is None or phrase.offset.direction not in ("later", "earlier"):
        return None
    turned: Direction = "earlier" if phrase.offset.direction == "later" else "later"
    return resolve_distance(phrase.offset._replace(direction=turned), known)[0]


def _known(moment: Moment, anchor: Anchor) -> Moment | None:
    """The moment with all that it left to the context, or None if the context does not say it."""
    found = _named(moment, anchor) if moment.month is not None else _pointed(moment, anchor)
    return found if found is not None and found.known and is_possible(found) else None


def _named(moment: Moment, anchor: Anchor) -> Moment | None:
    """A month, a season or a day of a month, in the year that it points at."""
    month = (moment.month or 1) * (3 if moment.unit == "season" else 1)
    year = anchor.year
    if year is None and anchor.last - anchor.first < timedelta(days=366):
        year = anchor.first.year + (month < anchor.first.month)  # after a winter, say: the month that follows
    if year is None:
        return None
    if not moment.nearest:
        return replace(moment, year=year + moment.shift)
    passed = month <= anchor.last.month if moment.shift > 0 else month >= anchor.first.month
    return replace(moment, year=year + (moment.shift if passed else 0))


def _pointed(moment: Moment, anchor: Anchor) -> Moment | None:
    """That year, the next month, the previous day, the 5th."""
    if moment.unit in ("decade", "century"):
        return _pointed_decades(moment, anchor)
    if anchor.year is None:
        return None
    if moment.unit == "year":
        return replace(moment, year=anchor.year + moment.shift)
    if moment.unit == "month":
        return _pointed_month(moment, anchor.year, anchor.month)
    return _pointed_day(moment, anchor)


def _pointed_day(moment: Moment, anchor: Anchor) -> Moment | None:
    if moment.day is not None:
        return replace(moment, year=anchor.year, month=anchor.month) if anchor.month else None
    if anchor.day is None:
        # That day, where no day is known, is the month or the year that is.
        unit = replace(moment, unit="month" if anchor.month else "year", year=anchor.year, month=anchor.month)
        return None if moment.shift else unit
    day = anchor.first + timedelta(days=moment.shift)
    return replace(moment, year=day.year, month=day.month, day=day.day)


def _pointed_month(moment: Moment, year: int, month: int | None) -> Moment | None:
    if month is None:
        return None if moment.shift or moment.part else replace(moment, unit="year", year=year)
    years, months = divmod(12 * year + month - 1 + moment.shift, 12)
    return replace(moment, year=years, month=months + 1)


def _pointed_decades(moment: Moment, anchor: Anchor) -> Moment | None:
    size = 10 if moment.unit == "decade" else 100
    if moment.part == "turn":
        return replace(moment, year=(anchor.first.year + 50) // 100 * 100 + 100 * moment.shift)
    # A century that is divided begins with its year 1.
    offset = 1 if size == 100 and moment.part else 0
    first, last = ((day.year - offset) // size * size for day in (anchor.first, anchor.last))
    return replace(moment, year=first + size * moment.shift) if first == last else None
