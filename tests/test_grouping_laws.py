"""Readings to statements: laws over all small sets of readings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st
from small_readings import ACTORS, reading, when_of, windows

from graph.errors import BadDate
from graph.grouping import fact, statements
from graph.model import MODALITIES, Reading, Statement
from graph.relations import relation
from graph.when import UNKNOWN, When, parse_boundary

TYPES = ("RECOGNIZED", "FOUNDED", "RENAMED_TO", "FOUGHT", "VISITED", "SUPPORTED")
DATES = (
    *(None, "1950", "1950~", "1950-01", "1950-01-31", "1950-03-02", "1950-01/1950-04~", "1950/1951"),
    *("195X", "1951", "../1950", "1950/..", "../1930", "1954-06", "1980"),
)


def possible(candidate: Reading) -> bool:
    try:
        when_of(candidate)
    except BadDate:
        return False
    return True


def inside(fine: When, coarse: When) -> bool:
    """Whether both windows of `fine` lie in those of `coarse`, and are not the same."""
    pairs = ((fine.start, coarse.start), (fine.end, coarse.end))
    held = all(c.earliest <= f.earliest and f.latest <= c.latest for f, c in pairs)
    return held and windows(fine) != windows(coarse)


@st.composite
def any_reading(draw: st.DrawFn) -> Reading:
    return Reading(
        document=draw(st.sampled_from(["doc", "other"])),
        start_char=draw(st.integers(0, 9)),
        end_char=20,
        quote="quotation",
        source=draw(st.sampled_from(sorted(ACTORS))),
        source_name="x",
        type=draw(st.sampled_from(TYPES)),
        target=draw(st.sampled_from(sorted(ACTORS))),
        target_name="y",
        modality=draw(st.sampled_from([*["asserted"] * 3, *MODALITIES])),
        start=draw(st.sampled_from(DATES)),
        end=draw(st.sampled_from([None, None, *DATES])),
    )


@st.composite
def alike(draw: st.DrawFn) -> list[Reading]:
    """Several places that tell the same relation of the same two actors, on dates near each other."""
    type_ = draw(st.sampled_from(["SUPPORTED", "RECOGNIZED", "VISITED"]))
    dates = st.sampled_from([None, "1950", "1950~", "1950-01", "1950-01-31", "1950-03-02", "195X"])
    ends = st.just(None) if type_ == "VISITED" else st.sampled_from([None, "1960", "1960-01", "196X", "1961"])
    places = draw(st.lists(st.tuples(dates, ends), max_size=8))
    return [reading(type_, start, at, end=end) for at, (start, end) in enumerate(places)]


groups = alike()
mixtures = st.lists(any_reading().filter(possible), max_size=12)
sets_of_readings = groups | mixtures


def group_of(one: Reading) -> tuple[str, str, str, str]:
    return (one.type, *relation(one.type).canonical(one.source, one.target), one.modality)


def expected(readings: Iterable[Reading]) -> dict[frozenset[str], set[frozenset[str]]]:
    """The rule, written as it is told: ids of the readings of each statement -> of those it could be."""
    distinct = {one.id: one for one in readings}.values()
    found: dict[frozenset[str], set[frozenset[str]]] = {}
    for group in sorted({group_of(one) for one in distinct}):
        members = [one for one in distinct if group_of(one) == group]
        once = relation(group[0]).recurs == "once"
        homes: dict[tuple[int, ...], list[Reading]] = {}
        for one in members:
            when = when_of(one)
            finer = [when_of(other) for other in members if inside(when_of(other), when)]
            finest = {windows(f) for f in finer if not any(inside(when_of(m), f) for m in members)}
            dated = (parse_boundary(one.start), parse_boundary(one.end)) != (UNKNOWN, UNKNOWN)
            joins = len(finest) == 1 and (dated or once)
            homes.setdefault(finest.pop() if joins else windows(when), []).append(one)
        for home, joined in homes.items():
            own = next(when_of(one) for one in joined if windows(when_of(one)) == home)
            others = [
                h for h in homes if any(inside(w, own) and windows(w) == h for w in map(when_of, members))
            ]
            found[frozenset(one.id for one in joined)] = {frozenset(o.id for o in homes[h]) for h in others}
    return found


@given(sets_of_readings, st.randoms(use_true_random=False))
def test_order_and_repetition_change_nothing(readings: list[Reading], random: object) -> None:
    again = readings + readings[: len(readings) // 2]
    random.shuffle(again)  # type: ignore[attr-defined]
    assert statements(again, ACTORS) == statements(readings, ACTORS)


@given(groups.filter(lambda readings: len(readings) <= 4))
def test_every_permutation_gives_the_same(readings: list[Reading]) -> None:
    first = statements(readings, ACTORS)
    assert all(statements(order, ACTORS) == first for order in permutations(readings))


@given(sets_of_readings)
def test_every_reading_is_in_exactly_one_statement(readings: list[Reading]) -> None:
    found = statements(readings, ACTORS)
    kept = [one.id for statement in found for one in statement.readings]
    assert sorted(kept) == sorted({one.id for one in readings})
    for statement in found:
        assert {group_of(one) for one in statement.readings} == {
            (statement.type, statement.source, statement.target, statement.modality)
        }


@given(sets_of_readings)
def test_a_coarser_date_joins_where_exactly_one_finest_fits(readings: list[Reading]) -> None:
    found = statements(readings, ACTORS)
    members = {statement.id: frozenset(one.id for one in statement.readings) for statement in found}
    could_be = {members[s.id]: {members[other] for other in s.could_be} for s in found}
    assert could_be == expected(readings)


@given(sets_of_readings)
def test_a_statement_shows_a_date_that_lies_inside_those_of_its_readings(readings: list[Reading]) -> None:
    for statement in statements(readings, ACTORS):
        shown = when_of(replace(statement.readings[0], start=statement.start, end=statement.end))
        for one in statement.readings:
            assert inside(shown, when_of(one)) or windows(shown) == windows(when_of(one))
        texts = [(o.start, o.end) for o in statement.readings if windows(when_of(o)) == windows(shown)]
        assert (statement.start, statement.end) in texts


@given(sets_of_readings)
def test_ids_come_from_the_smallest_reading(readings: list[Reading]) -> None:
    found = statements(readings, ACTORS)
    assert [s.id for s in found] == sorted("s" + min(one.id for one in s.readings) for s in found)
    assert len({s.id for s in found}) == len(found)


@given(sets_of_readings)
def test_facts_are_independent_of_each_other(readings: list[Reading]) -> None:
    """A store may work out one fact alone: links and all are as if it had worked out everything."""
    apart: list[Statement] = []
    for heading in sorted({fact(one) for one in readings}):
        apart += statements([one for one in readings if fact(one) == heading], ACTORS)
    assert sorted(apart, key=lambda s: s.id) == statements(readings, ACTORS)


@given(sets_of_readings, any_reading().filter(possible))
def test_one_more_reading_takes_nothing_away(readings: list[Reading], more: Reading) -> None:
    """No wording is lost, no other fact is touched, and no date that was shown becomes a coarser one."""
    before, after = statements(readings, ACTORS), statements([*readings, more], ACTORS)
    told = {one.id for s in after for one in s.readings}
    assert told == {one.id for one in readings} | {more.id}
    for old in before:
        if fact(old.readings[0]) != fact(more):
            assert old in after
        first = old.readings[0]
        shown = when_of(replace(first, start=old.start, end=old.end))
        dates = [
            when_of(replace(first, start=new.start, end=new.end))
            for new in after
            if (new.type, new.source, new.target, new.modality)
            == (old.type, old.source, old.target, old.modality)
        ]
        assert any(inside(date, shown) or windows(date) == windows(shown) for date in dates)


@given(sets_of_readings)
def test_links_are_sorted_and_disagreements_mutual(readings: list[Reading]) -> None:
    found = {s.id: s for s in statements(readings, ACTORS)}
    for statement in found.values():
        for links in (statement.could_be, statement.disagrees):
            assert list(links) == sorted(set(links))
            assert statement.id not in links
        assert all(statement.id in found[other].disagrees for other in statement.disagrees)
        assert all(statement.id not in found[other].could_be for other in statement.could_be)
        assert not set(statement.could_be) & set(statement.disagrees)


@given(sets_of_readings)
def test_a_cut_narrows_and_never_dates(readings: list[Reading]) -> None:
    for statement in statements(readings, ACTORS):
        whole = when_of(replace(statement.readings[0], start=statement.start, end=statement.end))
        if not whole.dated or relation(statement.type).outlives:
            assert statement.when == whole
        elif statement.when is not None:
            assert whole.start_min <= statement.when.start_min
            assert statement.when.end_max <= whole.end_max
            assert statement.when.dated
