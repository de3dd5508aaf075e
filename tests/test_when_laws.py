"""Laws of uncertain dates, and every answer against all worlds of small cases."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, product

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from strategies import DAYS, World, days, make, periods, possible, whens, windows, worlds

from graph.when import (
    BEGINNING,
    END_OF_TIME,
    LOST,
    UNKNOWN,
    Certainty,
    Label,
    When,
    Window,
    arrival,
    chain,
    departure,
    in_force,
    meets,
    reached,
    smallest_span,
    throughout,
)

many = settings(max_examples=400)


def three_valued(answers: Sequence[bool], dated: bool) -> Certainty:
    if all(answers) and dated:
        return Certainty.CERTAINLY
    return Certainty.POSSIBLY if any(answers) else Certainty.NO


def held(world: World, day: int) -> bool:
    return world[0] <= day <= world[1]


@many
@given(windows(), windows(), st.booleans())
def test_tightening_keeps_every_world_and_leaves_no_slack(
    begun: Window, ended: Window, punctual: bool
) -> None:
    before = possible(begun, ended, punctual=punctual)
    made = make(begun, ended, punctual=punctual, cut=(UNKNOWN, UNKNOWN))
    assert (made is None) == (not before)
    if made is not None:
        assert worlds(made) == before
        starts, ends = zip(*before, strict=True)
        assert made.start == (min(starts), max(starts))
        assert made.end == (min(ends), max(ends))


@many
@given(windows(), windows(), st.booleans(), windows(), windows())
def test_a_cut_leaves_the_worlds_within_existence(
    begun: Window, ended: Window, punctual: bool, born: Window, died: Window
) -> None:
    whole = possible(begun, ended, punctual=punctual)
    assume(whole)
    left = [(s, e) for s, e in whole if born.earliest <= s and e <= died.latest]
    cut = make(begun, ended, punctual=punctual, cut=(born, died))
    assert (cut is None) == (not left)
    if cut is not None:
        assert worlds(cut) == left
        assert cut.cut((born, died)) == cut


@given(whens())
def test_cutting_by_nothing_changes_nothing(when: When) -> None:
    assert when.cut((UNKNOWN, UNKNOWN)) == when


@given(whens(), windows(), windows())
def test_the_order_of_cuts_does_not_matter(when: When, one: Window, other: Window) -> None:
    first, second = (one, UNKNOWN), (UNKNOWN, other)
    there, back = when.cut(first), when.cut(second)
    assert (there and there.cut(second)) == (back and back.cut(first))


@many
@given(whens(), days())
def test_in_force_is_what_all_worlds_say(when: When, day: int) -> None:
    assert in_force(when, day) == three_valued([held(world, day) for world in worlds(when)], when.dated)


@many
@given(whens(), periods())
def test_meets_is_what_all_worlds_say(when: When, period: tuple[int, int]) -> None:
    first, last = period
    answers = [any(held(world, day) for day in range(first, last + 1)) for world in worlds(when)]
    assert meets(when, first, last) == three_valued(answers, when.dated)


@many
@given(whens(), periods())
def test_throughout_is_what_all_worlds_say(when: When, period: tuple[int, int]) -> None:
    first, last = period
    answers = [all(held(world, day) for day in range(first, last + 1)) for world in worlds(when)]
    assert throughout(when, first, last) == three_valued(answers, when.dated)


def latest_ends(when: When) -> list[World]:
    """The worlds in which an end that nobody states has come as late as it can."""
    if not when.open_end:
        return worlds(when)
    return [world for world in worlds(when) if world[1] == when.end_max]


@many
@given(whens(), periods())
def test_presuming_leaves_the_worlds_with_the_latest_unstated_end(
    when: When, period: tuple[int, int]
) -> None:
    first, last = period
    span = range(first, last + 1)
    some = [any(held(world, day) for day in span) for world in latest_ends(when)]
    every = [all(held(world, day) for day in span) for world in latest_ends(when)]
    assert meets(when, first, last, presume=True) == three_valued(some, when.dated)
    assert throughout(when, first, last, presume=True) == three_valued(every, when.dated)
    assert in_force(when, first, presume=True) == meets(when, first, first, presume=True)


@given(whens(), days())
def test_presuming_needs_a_start_known_to_have_come(when: When, day: int) -> None:
    if in_force(when, day, presume=True) is not in_force(when, day):
        assert when.open_end
        assert when.start_max <= day
        assert in_force(when, day) is Certainty.POSSIBLY


ORDER = [Certainty.NO, Certainty.POSSIBLY, Certainty.CERTAINLY]


@given(whens(), periods())
def test_throughout_implies_in_force_implies_meets(when: When, period: tuple[int, int]) -> None:
    answers = [throughout(when, *period), in_force(when, period[0]), meets(when, *period)]
    assert answers == sorted(answers, key=ORDER.index)


def days_of(world: Sequence[World]) -> Iterator[tuple[int, int]]:
    """(first, last) day of every way to take all steps of a chain in order in one world."""
    for first in (day for day in DAYS if held(world[0], day)):
        ways = {first}
        for step in world[1:]:
            ways = {day for day in DAYS if held(step, day) and any(before <= day for before in ways)}
        yield from ((first, last) for last in ways)


def all_worlds(steps: Sequence[When]) -> list[list[tuple[int, int]]]:
    return [list(days_of(world)) for world in product(*map(worlds, steps))]


chains = st.lists(whens(), min_size=1, max_size=3)


@settings(max_examples=300)
@given(chains)
def test_a_chain_is_what_all_worlds_say(steps: list[When]) -> None:
    expected = three_valued([bool(ways) for ways in all_worlds(steps)], all(step.dated for step in steps))
    assert chain(steps) == expected


@settings(max_examples=300)
@given(chains)
def test_arrival_departure_and_span_are_what_all_worlds_say(steps: list[When]) -> None:
    feasible = [ways for ways in all_worlds(steps) if ways]
    assume(feasible)
    arrivals = [min(last for _, last in ways) for ways in feasible]
    departures = [max(first for first, _ in ways) for ways in feasible]
    assert arrival(steps) == (min(arrivals), max(arrivals))
    assert departure(steps) == (min(departures), max(departures))
    assert smallest_span(steps) == min(last - first for ways in feasible for first, last in ways)


@settings(max_examples=300)
@given(chains, periods())
def test_bounds_of_a_chain_are_steps_of_one_day(steps: list[When], period: tuple[int, int]) -> None:
    first, last = period
    answers = [any(first <= a and b <= last for a, b in ways) for ways in all_worlds(steps)]
    begin, end = (When(day, day, day, day, punctual=True) for day in period)
    assert chain([begin, *steps, end]) == three_valued(answers, all(step.dated for step in steps))


@given(chains)
def test_a_chain_is_certain_or_possible_as_all_its_pairs_are(steps: list[When]) -> None:
    pairs = [(steps[i], steps[j]) for j in range(len(steps)) for i in range(j)]
    if chain(steps) is Certainty.NO:
        assert any(before.start_min > after.end_max for before, after in pairs)
        return
    assert all(before.start_min <= after.end_max for before, after in pairs)
    certain = all(before.start_max <= after.end_min for before, after in pairs)
    assert (chain(steps) is Certainty.CERTAINLY) == (certain and all(step.dated for step in steps))


@given(chains)
def test_a_certain_chain_arrives_by_its_latest_start(steps: list[When]) -> None:
    assume(chain(steps) is Certainty.CERTAINLY)
    assert arrival(steps).latest == max(step.start_max for step in steps)


@given(chains)
def test_the_label_is_the_chain(steps: list[When]) -> None:
    label = Label()
    for number, step in enumerate(steps):
        further = label.step(step)
        if further is None:
            assert chain(steps) is Certainty.NO
            return
        label = further
        assert label.possible == max(before.start_min for before in steps[: number + 1])
    assert (label.certain < LOST) == (chain(steps) is Certainty.CERTAINLY)


@given(chains, st.integers(0, 2))
def test_narrower_windows_never_make_an_answer_vaguer(steps: list[When], which: int) -> None:
    before = chain(steps)
    step = steps[which % len(steps)]
    narrower = step._replace(
        start_max=step.start_min, end_min=step.end_min if not step.punctual else step.start_min
    )
    if step.punctual:
        narrower = narrower._replace(end_max=step.start_min)
    after = chain([narrower if other is step else other for other in steps])
    if before is not Certainty.POSSIBLY:
        assert after is before


@given(chains)
def test_reached_never_goes_back(steps: list[When]) -> None:
    assume(chain(steps) is not Certainty.NO)
    found = reached(steps)
    assert all(window.earliest <= window.latest for window in found)
    assert found == sorted(found)
    assert all(a.latest <= b.latest for a, b in pairwise(found))


def test_a_chain_of_nothing_is_certain() -> None:
    assert chain([]) is Certainty.CERTAINLY


def test_unbounded_is_before_and_after_all() -> None:
    always = When(BEGINNING, BEGINNING, END_OF_TIME, END_OF_TIME, punctual=False)
    assert in_force(always, 1) is in_force(always, END_OF_TIME - 1) is Certainty.CERTAINLY
