"""What paths are asked for and made of: questions, steps, paths, and why a step is only possible."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Literal, NamedTuple

from graph.errors import UsageError
from graph.relations import Relation
from graph.stores.base import Edge
from graph.when import (
    BEGINNING,
    END_OF_TIME,
    Certainty,
    When,
    Window,
    meets,
    throughout,
    window_in_words,
)

By = Literal["fewest", "earliest", "latest", "fastest"]
Alike = Literal["family", "polarity"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What paths are asked for; days as in `graph.when`, periods as (first, last) day.

    `from_` and `until` bound the days of all steps.  `as_of` wants every step in force at some time
    within the period, `throughout` on every day of it; then, as with `any_order`, their order does not
    matter.  `undated` lets undated relations in.  `presume` counts a state whose end nobody states as
    still in force.  `families` narrows the relations, `cooperation` leaves conflict out, `alike` wants all
    steps of one family, or of one polarity.  `through` are actors that must lie on the way, `avoiding`
    those that must not.

    `by` says which paths come first (see `graph.rankings`); `certain` lets only those in that hold whatever
    the days; `apart` wants no two that share an actor on the way.  `limit` is how many chains may be
    explored.  UsageError if these contradict each other.
    """

    from_: int | None = None
    until: int | None = None
    as_of: tuple[int, int] | None = None
    throughout: tuple[int, int] | None = None
    any_order: bool = False
    undated: bool = False
    directed: bool = False
    steps: int = 4
    k: int = 3
    families: AbstractSet[str] | None = None
    cooperation: bool = False
    alike: Alike | None = None
    through: AbstractSet[str] = frozenset()
    avoiding: AbstractSet[str] = frozenset()
    by: By = "fewest"
    certain: bool = False
    apart: bool = False
    presume: bool = False
    modalities: AbstractSet[str] = frozenset({"asserted"})
    limit: int = 200_000

    def __post_init__(self) -> None:
        if self.steps < 1 or self.k < 1:
            raise UsageError("at least one step and one path must be asked for")
        bounded = self.from_ is not None or self.until is not None
        if bounded + (self.as_of is not None) + (self.throughout is not None) > 1:
            raise UsageError("from and until, as-of, and throughout exclude each other")
        if self.since > self.till:
            raise UsageError("until lies before from")
        if not self.ordered and self.by in {"latest", "fastest"}:
            raise UsageError(f"{self.by} is asked of steps that follow each other in time")
        if both := self.through & self.avoiding:
            raise UsageError(f"{', '.join(sorted(both))}: cannot be both gone through and avoided")

    @property
    def since(self) -> int:
        """The first day that any step may be taken on."""
        return BEGINNING if self.from_ is None else self.from_

    @property
    def till(self) -> int:
        """The last day that any step may be taken on."""
        return END_OF_TIME if self.until is None else self.until

    @property
    def ordered(self) -> bool:
        """Whether a step must not lie before the one that leads to it."""
        return not (self.any_order or self.as_of or self.throughout)

    @property
    def period(self) -> tuple[int, int]:
        """The days that a step is asked about where order does not matter."""
        return self.as_of or self.throughout or (self.since, self.till)

    @property
    def narrowing(self) -> Hashable:
        """What says by which relations it may be walked, but for the time."""
        return self.modalities, self.families, self.cooperation, self.undated, self.alike

    def admits_type(self, kind: Relation) -> bool:
        """Whether relations of this type may be walked."""
        return (self.families is None or kind.family in self.families) and (
            not self.cooperation or kind.polarity != "conflict"
        )

    def admits_one(self, edge: Edge) -> bool:
        """Whether a relation may be walked that is of an admitted type."""
        return edge.modality in self.modalities and not edge.empty and (edge.dated or self.undated)

    def answer(self, when: When) -> Certainty:
        """Whether a step by itself meets the period asked for."""
        ask = throughout if self.throughout else meets
        return ask(when, *self.period, self.presume)


class Walked(NamedTuple):
    """One relation by which a step can be taken.

    `forward` says whether it is walked along its own arrow; `certainty` is that of the best chain
    through the same actors that takes it.
    """

    edge: Edge
    forward: bool
    polarity: str
    certainty: Certainty


class Step(NamedTuple):
    """From `source` to `target` as walked, by the first of `relations`; the others are parallel to it.

    `reached` is the window of the earliest day on which the step can have been taken.  `doubt` says
    why the step is only possible where it is, `presumed` whether it counts on an end nobody states.
    """

    source: str
    target: str
    relations: tuple[Walked, ...]
    when: When
    reached: Window
    doubt: str
    presumed: bool

    @property
    def edge(self) -> Edge:
        """The relation that the path takes."""
        return self.relations[0].edge

    @property
    def forward(self) -> bool:
        """Whether that relation's arrow points the way it is walked."""
        return self.relations[0].forward

    @property
    def polarity(self) -> str:
        """cooperation, conflict or neutral."""
        return self.relations[0].polarity

    @property
    def in_force_since_before(self) -> bool:
        """Whether it may have begun before the chain had come so far, and counts as still holding."""
        return not self.when.punctual and self.when.start_min < self.reached.earliest


class Path(NamedTuple):
    """One chain of actors; `span` is the fewest days it can have taken.

    `arrival` is the window of the earliest day on which it can be at its end, `departure` that of the
    latest day on which it can set out.
    """

    steps: tuple[Step, ...]
    certainty: Certainty
    arrival: Window
    departure: Window
    span: int

    @property
    def actors(self) -> tuple[str, ...]:
        """The actors' ids, from the source to the target."""
        return (self.steps[0].source, *(step.target for step in self.steps))

    @property
    def presumed(self) -> bool:
        """Whether it is certain only because an end that nobody states is taken not to have come."""
        return any(step.presumed for step in self.steps)


def doubts(whens: Sequence[When], question: Question) -> list[str]:
    """For each step of a possible chain, why it is not certain; "" where it is.

    >>> from graph.when import When
    >>> doubts([When.point("1950-01-31"), When.point("1950")], Question())
    ['', '1950 may lie before or after 31 January 1950']
    """
    if not question.ordered:
        return [_doubt_in_period(when, question) for when in whens]
    found = []
    prior = Window(question.since, question.since)
    for when in whens:
        found.append(_doubt_in_order(when, prior, question))
        if when.dated:  # what has no date says nothing of others, beyond that it leaves a doubt itself
            prior = max(prior, when.start, key=lambda window: window.latest)
    return found


def _doubt_in_order(when: When, prior: Window, question: Question) -> str:
    """`prior` is the window of that earlier start, or the day asked for, which can be latest."""
    held = when.presumed() if question.presume else when
    if not when.dated:
        return "no date is given"
    if prior.latest > held.end_min:
        return _either_way(when.start, prior) if when.punctual else _may_have_ended(when, prior)
    if when.start_max > question.till:
        return f"{window_in_words(when.start)} may lie after {_day_in_words(question.till)}"
    return ""


def _doubt_in_period(when: When, question: Question) -> str:
    """Why a state or an act does not certainly meet the period that is asked about."""
    if question.answer(when) is Certainty.CERTAINLY:
        return ""
    if not when.dated:
        return "no date is given"
    first, last = question.period
    if when.punctual:
        return f"{window_in_words(when.start)} may lie outside {window_in_words(Window(first, last))}"
    begun_by, held_on = (first, last) if question.throughout else (last, first)
    if when.start_max > begun_by:
        return f"its beginning, {window_in_words(when.start)}, may lie after {_day_in_words(begun_by)}"
    return _may_have_ended(when, Window(held_on, held_on))


def _may_have_ended(when: When, prior: Window) -> str:
    if when.open_end:
        return f"no end is stated, so it may have ended before {_moment(prior)}"
    return f"its end, {window_in_words(when.end)}, may lie before {_moment(prior)}"


def _moment(window: Window) -> str:
    """A window in words, to stand behind "before".

    >>> from graph.when import parse_boundary
    >>> [_moment(parse_boundary(date)) for date in ("1950", "1950-01/1950-04", "../1930")]
    ['1950', 'some time between January and April 1950', '1930 or earlier']
    """
    words = window_in_words(window)
    if words.startswith("by "):
        return f"{words.removeprefix('by ')} or earlier"
    return f"some time {words}" if words.startswith("between ") else words


def _either_way(this: Window, prior: Window) -> str:
    """Two days of which either can come first; the vaguer one is named first."""
    vague, fine = sorted((this, prior), key=lambda window: window.earliest - window.latest)
    if vague == fine:
        return f"both lie in {window_in_words(fine)}, and nothing says which came first"
    return f"{window_in_words(vague)} may lie before or after {window_in_words(fine)}"


def _day_in_words(day: int) -> str:
    return window_in_words(Window(day, day))
