"""When something held: windows for its start and its end, and answers that are certain, possible or no.

A *world* is one choice of days that the windows allow.  An answer is "certainly" if it is so in every
world, "possibly" if in some, "no" if in none.  A state has two days, start <= end; an act (`punctual`)
has one, its end is its start.  Every formula here is checked against all worlds in the tests.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from graph.edtf import (
    BEGINNING,
    END_OF_TIME,
    UNKNOWN,
    Window,
    day_to_iso,
    iso_to_day,
    parse_boundary,
    parse_existence,
    parse_period,
    to_edtf_set,
    validate,
)
from graph.errors import BadDate
from graph.wording import in_words, window_in_words

__all__ = [
    "BEGINNING",
    "END_OF_TIME",
    "LOST",
    "UNKNOWN",
    "Certainty",
    "Label",
    "When",
    "Window",
    "arrival",
    "chain",
    "day_to_iso",
    "departure",
    "in_force",
    "in_words",
    "iso_to_day",
    "meets",
    "parse_boundary",
    "parse_existence",
    "parse_period",
    "reached",
    "smallest_span",
    "throughout",
    "to_edtf_set",
    "validate",
    "window_in_words",
]


class Certainty(StrEnum):
    """The three answers to a question about dates."""

    CERTAINLY = "certainly"
    POSSIBLY = "possibly"
    NO = "no"


class When(NamedTuple):
    """Windows, in days, of the start and the end of one statement, already tightened.

    For an act (`punctual`) the end's window is the start's.  `dated` is False if neither end has any
    bound of its own: what a later cut adds narrows it, and does not date it.  `open_end` is True for a
    state whose end is not stated.  Build it by `state` or `point`.
    """

    start_min: int
    start_max: int
    end_min: int
    end_max: int
    punctual: bool
    dated: bool = True
    open_end: bool = False

    @classmethod
    def state(cls, start: str | None, end: str | None) -> When:
        """A state that began in the window `start` and ended in `end`; BadDate if it ends before that.

        >>> when = When.state("1954/..", "1950/1975")
        >>> day_to_iso(when.start_max), day_to_iso(when.end_min)
        ('1975-12-31', '1954-01-01')
        """
        begun, ended = parse_boundary(start), parse_boundary(end)
        when = _state(begun, ended, dated=(begun, ended) != (UNKNOWN, UNKNOWN), open_end=ended == UNKNOWN)
        if when is None:
            raise BadDate(f"a state cannot start in {start!r} and end in {end!r}")
        return when

    @classmethod
    def point(cls, start: str | None, end: str | None = None) -> When:
        """An act on one day in the window `start`, or from the beginning of `start` to the end of `end`.

        >>> [day_to_iso(day) for day in When.point("1950-01", "1950-04").start]
        ['1950-01-01', '1950-04-30']
        """
        window = parse_boundary(start)
        if end is not None:
            window = Window(window.earliest, parse_boundary(end).latest)
        if window.earliest > window.latest:
            raise BadDate(f"an act cannot start in {start!r} and end in {end!r}")
        return cls(*window, *window, punctual=True, dated=window != UNKNOWN)

    @property
    def start(self) -> Window:
        """The days on which it can have begun."""
        return Window(self.start_min, self.start_max)

    @property
    def end(self) -> Window:
        """The days on which it can have ended."""
        return Window(self.end_min, self.end_max)

    def cut(self, existed: tuple[Window, Window]) -> When | None:
        """What is left of it while an actor existed (see `parse_existence`); None if nothing is."""
        earliest = max(self.start_min, existed[0].earliest)
        latest = min(self.end_max, existed[1].latest)
        if self.punctual:
            window = Window(earliest, latest)
            if earliest > latest:
                return None
            return When(*window, *window, punctual=True, dated=self.dated)
        begun, ended = Window(earliest, self.start_max), Window(self.end_min, latest)
        return _state(begun, ended, dated=self.dated, open_end=self.open_end)

    def presumed(self) -> When:
        """The same, where an end that nobody states is taken to be as late as can be.

        >>> presumed = When.state("1950", None).presumed()
        >>> presumed.end_min == END_OF_TIME
        True
        """
        return self._replace(end_min=self.end_max) if self.open_end else self


def _state(begun: Window, ended: Window, *, dated: bool, open_end: bool) -> When | None:
    """The state with these windows, tightened by start <= end; None if no world is left."""
    start_max = min(begun.latest, ended.latest)
    end_min = max(ended.earliest, begun.earliest)
    if begun.earliest > start_max or end_min > ended.latest:
        return None
    return When(begun.earliest, start_max, end_min, ended.latest, False, dated, open_end)


def _answer(when: When, certain: bool, possible: bool) -> Certainty:
    if certain and when.dated:
        return Certainty.CERTAINLY
    return Certainty.POSSIBLY if possible else Certainty.NO


def in_force(when: When, day: int, presume: bool = False) -> Certainty:
    """Whether it held on `day`.  An unstated end is only possibly past it, unless `presume`.

    >>> since_1950 = When.state("1950", None)
    >>> day = iso_to_day("1960-05-01")
    >>> str(in_force(since_1950, day)), str(in_force(since_1950, day, presume=True))
    ('possibly', 'certainly')
    """
    return meets(when, day, day, presume)


def meets(when: When, first: int, last: int, presume: bool = False) -> Certainty:
    """Whether it held on some day from `first` to `last`, both included (an act: whether it fell there)."""
    when = when.presumed() if presume else when
    return _answer(
        when,
        certain=when.start_max <= last and when.end_min >= first,
        possible=when.start_min <= last and when.end_max >= first,
    )


def throughout(when: When, first: int, last: int, presume: bool = False) -> Certainty:
    """Whether it held on every day from `first` to `last`; an act can only do so for a single day."""
    if when.punctual and first != last:
        return Certainty.NO
    when = when.presumed() if presume else when
    return _answer(
        when,
        certain=when.start_max <= first and when.end_min >= last,
        possible=when.start_min <= first and when.end_max >= last,
    )


LOST = END_OF_TIME + 1


class Label(NamedTuple):
    """How far a chain has come: the day it must have reached, if all goes well and if all goes ill.

    `possible` is the latest of the earliest starts so far, `certain` the latest of the latest starts;
    LOST once the chain is no longer certain.  A chain never goes back: a step can follow if it may
    still hold on that day.
    """

    possible: int = BEGINNING
    certain: int = BEGINNING

    def step(self, when: When) -> Label | None:
        """The label after one more step, None if no world lets it follow."""
        if self.possible > when.end_max:
            return None
        sure = when.dated and self.certain <= when.end_min
        return Label(max(self.possible, when.start_min), max(self.certain, when.start_max) if sure else LOST)


def chain(whens: Sequence[When]) -> Certainty:
    """Whether days t1 <= ... <= tn exist, each while its step holds.

    An undated step leaves the chain at best possible.  Acts need no formula of their own: two
    steps can only contradict each other as a pair, and the two of a pair vary independently.

    >>> recognised, founded = When.point("1950-01-31"), When.point("1945-09-02")
    >>> str(chain([founded, recognised])), str(chain([recognised, founded]))
    ('certainly', 'no')
    """
    label = Label()
    for when in whens:
        further = label.step(when)
        if further is None:
            return Certainty.NO
        label = further
    return Certainty.CERTAINLY if label.certain < LOST else Certainty.POSSIBLY


def reached(whens: Sequence[When]) -> list[Window]:
    """For each step of a possible chain, the window of the earliest day on which it can have been taken."""
    deadlines: list[int] = []
    deadline = END_OF_TIME
    for when in reversed(whens):
        deadline = min(deadline, when.end_max)
        deadlines.append(deadline)
    windows, earliest, latest = [], BEGINNING, BEGINNING
    for when, deadline in zip(whens, reversed(deadlines), strict=True):
        earliest = max(earliest, when.start_min)
        latest = max(latest, min(when.start_max, deadline))
        windows.append(Window(earliest, latest))
    return windows


def arrival(whens: Sequence[When]) -> Window:
    """The window of the earliest day on which a possible chain can be at its end."""
    return reached(whens)[-1]


def departure(whens: Sequence[When]) -> Window:
    """The window of the latest day on which a possible chain can set out."""
    earliest, begun = END_OF_TIME, BEGINNING
    for when in whens:
        begun = max(begun, when.start_min)
        earliest = min(earliest, max(when.end_min, begun))
    return Window(earliest, min(when.end_max for when in whens))


def smallest_span(whens: Sequence[When]) -> int:
    """The fewest days from setting out to arriving, over all worlds of a possible chain; 0 for one day."""
    return max(0, max(when.start_min for when in whens) - min(when.end_max for when in whens))
