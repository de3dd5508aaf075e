"""Hypothesis strategies, and all the worlds of a small When, for checking answers by brute force.

Small cases use the days 1 to LAST, and BEGINNING and END_OF_TIME for "any day before" and "any after".
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from hypothesis import strategies as st

from graph.stores.base import Edge
from graph.when import BEGINNING, END_OF_TIME, UNKNOWN, When, Window

LAST = 5
DAYS = (BEGINNING, *range(1, LAST + 1), END_OF_TIME)
World = tuple[int, int]


@st.composite
def windows(draw: st.DrawFn) -> Window:
    """A window of small days, its sides open now and then."""
    first, last = sorted((draw(st.integers(1, LAST)), draw(st.integers(1, LAST))))
    shape = draw(st.sampled_from(["both", "both", "both", "day", "from", "until", "none"]))
    return {
        "both": Window(first, last),
        "day": Window(first, first),
        "from": Window(first, END_OF_TIME),
        "until": Window(BEGINNING, last),
        "none": UNKNOWN,
    }[shape]


def possible(begun: Window, ended: Window, *, punctual: bool) -> list[World]:
    """Every choice of a start and an end that two windows allow, tightened by nothing but start <= end."""
    if punctual:
        return [(day, day) for day in DAYS if begun.earliest <= day <= begun.latest]
    return [
        (start, end)
        for start in DAYS
        for end in DAYS
        if begun.earliest <= start <= begun.latest and ended.earliest <= end <= ended.latest and start <= end
    ]


def worlds(when: When) -> list[World]:
    """Every (start, end) that a When allows."""
    return possible(when.start, when.end, punctual=when.punctual)


def make(begun: Window, ended: Window, *, punctual: bool, cut: tuple[Window, Window]) -> When | None:
    """A When from windows of small days, as if they had been written as dates and then cut."""
    if punctual:
        made = When(*begun, *begun, punctual=True, dated=begun != UNKNOWN)
    else:
        made = When(
            begun.earliest,
            min(begun.latest, ended.latest),
            max(ended.earliest, begun.earliest),
            ended.latest,
            punctual=False,
            dated=(begun, ended) != (UNKNOWN, UNKNOWN),
            open_end=ended == UNKNOWN,
        )
        if made.start_min > made.end_max:
            return None
    return made.cut(cut)


@st.composite
def whens(draw: st.DrawFn) -> When:
    """An act or a state, bounded or not, dated or not, cut by an existence or not."""
    begun, ended, punctual = draw(windows()), draw(windows()), draw(st.booleans())
    ended = draw(st.sampled_from([ended, UNKNOWN]))
    one_day = (Window(3, 3), Window(3, 3))
    cut = draw(
        st.sampled_from([(UNKNOWN, UNKNOWN), (Window(2, 3), UNKNOWN), (UNKNOWN, Window(3, 4)), one_day])
    )
    made = make(begun, ended, punctual=punctual, cut=cut)
    if made is None:
        made = make(begun, UNKNOWN, punctual=punctual, cut=(UNKNOWN, UNKNOWN))
    assert made is not None
    return made


def edge(
    ident: str, source: str, target: str, *when: str | None, type_: str = "RECOGNIZED", **more: Any
) -> Edge:
    """An act on one date, or a state with two."""
    made = When.point(when[0]) if len(when) == 1 else When.state(*when)
    windows = (*made.start, *made.end, made.punctual, made.dated, False, made.open_end)
    return Edge(ident, source, target, type_, "asserted", *windows)._replace(**more)


def days() -> st.SearchStrategy[int]:
    """A small day."""
    return st.integers(1, LAST)


def periods() -> st.SearchStrategy[tuple[int, int]]:
    """First and last small day of a period."""
    return st.tuples(days(), days()).map(lambda pair: (min(pair), max(pair)))


@st.composite
def edges(draw: st.DrawFn, actors: Sequence[str], types: Sequence[str], size: int) -> list[Edge]:
    """A small multigraph: parallel relations, cycles, loops; a few neither dated, possible nor asserted."""
    drawn = []
    for number in range(draw(st.integers(0, size))):
        when = draw(whens())
        modality = draw(st.sampled_from(["asserted"] * 7 + ["negated"]))
        source, target = draw(st.sampled_from(actors)), draw(st.sampled_from(actors))
        drawn.append(
            Edge(
                f"e{number}",
                source,
                target,
                draw(st.sampled_from(types)),
                modality,
                *when.start,
                *when.end,
                when.punctual,
                when.dated,
                draw(st.sampled_from([False] * 9 + [True])),
                when.open_end,
            )
        )
    return drawn


@st.composite
def plain_dates(draw: st.DrawFn) -> str:
    """A day, month or year in EDTF."""
    iso = draw(st.dates(min_value=date.min, max_value=date.max)).isoformat()
    return iso[: draw(st.sampled_from([4, 7, 10]))]


@st.composite
def single_dates(draw: st.DrawFn) -> str:
    """Any date without sides that is accepted: also seasons, decades and centuries, qualified or not."""
    iso = draw(plain_dates())
    season = f"{iso[:4]}-{draw(st.integers(21, 24))}"
    text = draw(st.sampled_from([iso, iso, season, f"{iso[:3]}X", f"{iso[:2]}XX"]))
    return text + draw(st.sampled_from(["", "", "~", "?", "%"]))
