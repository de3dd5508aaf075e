"""Readings to statements: laws over all small sets of readings, and cases worked by hand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import BadDate, BadInput
from graph.grouping import fact, statements
from graph.model import MODALITIES, Actor, Reading, Statement
from graph.relations import relation
from graph.when import UNKNOWN, When, day_to_iso, parse_boundary

ACTORS = {
    "a": Actor("a", "A", "State"),
    "b": Actor("b", "B", "State", existed="1945-09-02/1976-07-02"),
    "c": Actor("c", "C", "Organization", existed="1951/.."),
}
TYPES = ("RECOGNIZED", "FOUNDED", "RENAMED_TO", "FOUGHT", "VISITED", "SUPPORTED")
DATES = (
    *(None, "1950", "1950~", "1950-01", "1950-01-31", "1950-03-02", "1950-01/1950-04~", "1950/1951"),
    *("195X", "1951", "../1950", "1950/..", "../1930", "1954-06", "1980"),
)


def reading(type_: str = "RECOGNIZED", start: str | None = None, at: int = 0, **fields: object) -> Reading:
    """What place `at` says: A recognised B, unless told otherwise."""
    plain = Reading("doc", at, at + 9, "quotation", "a", "A", type_, "b", "B", start=start)
    return replace(plain, **fields)  # type: ignore[arg-type]


def said(*dates: str | None, type_: str = "RECOGNIZED") -> list[Reading]:
    """The same relation said in several places, with these dates."""
    return [reading(type_, date, at) for at, date in enumerate(dates)]


def possible(candidate: Reading) -> bool:
    try:
        when_of(candidate)
    except BadDate:
        return False
    return True


def when_of(one: Reading) -> When:
    make = When.point if relation(one.type).punctual else When.state
    return make(one.start, one.end)


def windows(when: When) -> tuple[int, ...]:
    return (*when.start, *when.end)


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


# Laws ---------------------------------------------------------------------------------------------


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


# Grouping, by hand --------------------------------------------------------------------------------


def test_early_1950_and_31_january_1950_are_one_statement_with_two_wordings() -> None:
    early, day = said("1950-01/1950-04~", "1950-01-31")
    (found,) = statements([early, day], ACTORS)
    assert found.start == "1950-01-31"
    assert found.end is None
    assert found.readings == (early, day)
    assert found.could_be == found.disagrees == ()
    assert found.when is not None
    assert day_to_iso(found.when.start_min) == day_to_iso(found.when.start_max) == "1950-01-31"


def test_early_1950_with_two_finer_dates_stands_alone_and_names_both() -> None:
    early, january, march = said("1950-01/1950-04~", "1950-01-31", "1950-03-02", type_="VISITED")
    found = {s.start: s for s in statements([early, january, march], ACTORS)}
    assert len(found) == 3
    assert found["1950-01/1950-04~"].could_be == tuple(sorted("s" + one.id for one in (january, march)))
    assert found["1950-01-31"].could_be == found["1950-03-02"].could_be == ()
    assert all(s.disagrees == () for s in found.values())


def test_three_grains_of_one_date_are_one_statement() -> None:
    (found,) = statements(said("195X", "1950", "1950-01-31"), ACTORS)
    assert found.start == "1950-01-31"
    assert len(found.readings) == 3


@pytest.mark.parametrize("day", ["1950-01-01", "1950-01-15", "1950-01-31"])
def test_any_day_of_a_month_is_finer_than_the_month(day: str) -> None:
    (found,) = statements(said("1950-01", day, type_="VISITED"), ACTORS)
    assert found.start == day


def test_an_undated_reading_could_also_be_what_stands_alone() -> None:
    found = {s.start: s for s in statements(said(None, "1950", "1950-01", "1950-03-02"), ACTORS)}
    assert len(found) == 4
    assert len(found[None].could_be) == 3
    assert found["1950"].could_be == tuple(sorted((found["1950-01"].id, found["1950-03-02"].id)))


def test_undated_joins_what_happens_once_and_stays_apart_from_what_recurs() -> None:
    (once,) = statements(said(None, "1950"), ACTORS)
    assert (once.start, len(once.readings)) == ("1950", 2)
    undated, dated = sorted(
        statements(said(None, "1950", type_="VISITED"), ACTORS), key=lambda s: s.start or ""
    )
    assert undated.could_be == (dated.id,)
    assert dated.could_be == ()


def test_undated_readings_alone_are_one_statement() -> None:
    (found,) = statements(said(None, None, type_="VISITED"), ACTORS)
    assert len(found.readings) == 2
    assert found.when is not None
    assert not found.when.dated


def test_the_same_windows_in_other_words_show_the_shortest() -> None:
    (found,) = statements(said("1950~", "1950", "1950?"), ACTORS)
    assert (found.start, len(found.readings)) == ("1950", 3)
    (found,) = statements(said("1950~", "1950?"), ACTORS)
    assert found.start == "1950?"


def test_start_and_end_are_shown_as_one_reading_has_them() -> None:
    coarse = reading("SUPPORTED", "195X", at=1, end="197X")
    fine = reading("SUPPORTED", "1955", at=2, end="1975")
    skewed = reading("SUPPORTED", "1956", at=3, end="197X")
    found = {(s.start, s.end): len(s.readings) for s in statements([coarse, fine], ACTORS)}
    assert found == {("1955", "1975"): 2}
    found = {(s.start, s.end): len(s.readings) for s in statements([coarse, fine, skewed], ACTORS)}
    assert found == {("1955", "1975"): 1, ("1956", "197X"): 1, ("195X", "197X"): 1}


def test_a_finer_start_with_another_end_is_another_state() -> None:
    whole = reading("SUPPORTED", "1950", at=1, end="1960")
    for end in ("1959", "1961", "196X"):
        other = reading("SUPPORTED", "1950-03-02", at=2, end=end)
        assert len(statements([whole, other], ACTORS)) == 2


def test_an_end_says_something_of_the_start() -> None:
    """Until 1950 is the same as beginning by 1950 and ending in 1950."""
    until = [
        reading("SUPPORTED", None, at=1, end="1950"),
        reading("SUPPORTED", "../1950", at=2, end="1950"),
    ]
    (found,) = statements(until, ACTORS)
    assert (found.start, found.end) == (None, "1950")


def test_ends_of_a_symmetric_relation_are_one_pair() -> None:
    one, other = reading("FOUGHT", "1950"), reading("FOUGHT", "1950", at=3, source="b", target="a")
    (found,) = statements([other, one], ACTORS)
    assert (found.source, found.target, len(found.readings)) == ("a", "b", 2)
    assert len(statements([replace(one, type="INVADED"), replace(other, type="INVADED")], ACTORS)) == 2


def test_modality_keeps_statements_apart() -> None:
    readings = [reading(start="1950", modality=modality) for modality in MODALITIES]
    assert sorted(s.modality for s in statements(readings, ACTORS)) == sorted(MODALITIES)


def test_the_id_outlives_whatever_else_is_read() -> None:
    (alone,) = statements(said("1950"), ACTORS)
    more = [*said("1950"), *said("1962", type_="VISITED"), reading("FOUNDED", "1950", at=7)]
    assert alone in statements(more, ACTORS)


# Existence ----------------------------------------------------------------------------------------


def test_dates_are_cut_to_the_existence_of_both_actors() -> None:
    (found,) = statements([reading("SUPPORTED", "195X", source="c")], ACTORS)
    assert (found.start, found.end) == ("195X", None)
    assert found.when is not None
    assert day_to_iso(found.when.start_min) == "1951-01-01"
    assert day_to_iso(found.when.end_max) == "1976-07-02"


def test_an_undated_statement_is_not_dated_by_its_actors() -> None:
    (found,) = statements([reading("SUPPORTED")], ACTORS)
    assert found.when == When.state(None, None)


def test_what_needs_no_living_actor_is_not_cut() -> None:
    (found,) = statements([reading("CONDEMNED", "1930", end="1930")], ACTORS)
    assert found.when == When.state("1930", "1930")


def test_an_impossible_order_is_kept_without_a_when() -> None:
    (found,) = statements([reading("VISITED", "1930")], ACTORS)
    assert found.when is None
    assert found.start == "1930"


# Disagreements ------------------------------------------------------------------------------------


def disagreeing(*readings: Reading) -> list[tuple[str, str]]:
    """Pairs of places whose statements disagree."""
    found = {s.id: s for s in statements(readings, ACTORS)}
    place = {ident: str(min(one.start_char for one in s.readings)) for ident, s in found.items()}
    pairs = {tuple(sorted((place[i], place[o]))) for i, s in found.items() for o in s.disagrees}
    return sorted((one, other) for one, other in pairs)


def denied(start: str | None, at: int, type_: str = "RECOGNIZED", end: str | None = None) -> Reading:
    return reading(type_, start, at, modality="negated", end=end)


@pytest.mark.parametrize(
    ("readings", "pairs"),
    [
        pytest.param([reading(start="1950"), denied("1950", 1)], [("0", "1")], id="same year"),
        pytest.param([reading(start="1950"), denied("1955", 1)], [("0", "1")], id="recognition lasts"),
        pytest.param([reading(start="1950"), denied("1948", 1)], [], id="denied for a year before"),
        pytest.param([reading(start="1950"), denied("1948/..", 1)], [("0", "1")], id="denied since"),
        pytest.param(
            [reading(start="1950"), denied("1946", 1, end="1955")], [("0", "1")], id="denied through"
        ),
        pytest.param([reading(start="1950"), denied(None, 1)], [("0", "1")], id="undated denial"),
        pytest.param([reading(), denied("1948", 1)], [("0", "1")], id="undated assertion"),
        pytest.param([reading("VISITED", "1950"), denied("1951", 1, "VISITED")], [], id="another year"),
        pytest.param(
            [reading("VISITED", "1950"), denied("1950-03-02", 1, "VISITED")], [("0", "1")], id="a day of it"
        ),
        pytest.param(
            [reading(start="1950"), reading(start="1950", at=1, modality="intended"), denied("1950", 2)],
            [("0", "2")],
            id="an intention denies nothing",
        ),
        pytest.param([reading(start="1950"), replace(denied("1950", 1), target="c")], [], id="other ends"),
        pytest.param(
            [reading("FOUNDED", "1950"), replace(denied("1950", 1, "FOUNDED"), source="c")],
            [],
            id="somebody else did not found it",
        ),
    ],
)
def test_what_is_asserted_and_denied(readings: list[Reading], pairs: list[tuple[str, str]]) -> None:
    assert disagreeing(*readings) == pairs


def test_an_impossible_order_contradicts_nothing() -> None:
    assert disagreeing(reading("VISITED", "1930"), denied(None, 1, "VISITED")) == []
    assert disagreeing(reading("VISITED"), denied("1930", 1, "VISITED")) == []


def test_what_happens_once_has_one_date() -> None:
    assert disagreeing(*said("1950", "1951")) == [("0", "1")]
    assert disagreeing(*said("1950", "1950-01")) == []
    assert disagreeing(*said("1950/1951", "1951/1952")) == []
    assert disagreeing(*said("1950", "1951", type_="VISITED")) == []
    assert disagreeing(*said("1950", "1951", type_="SUPPORTED")) == []
    years = statements(said(*(str(year) for year in range(1950, 1960))), ACTORS)
    ids = [s.id for s in years]
    assert [list(s.disagrees) for s in years] == [[i for i in ids if i != own] for own in ids]


def test_what_lasts_and_happens_once_has_one_end() -> None:
    assert disagreeing(reading(start="1950", end="1960"), reading(start="1950", at=1, end="1970")) == [
        ("0", "1")
    ]
    assert disagreeing(reading(start="1950", end="1960"), reading(start="1950", at=1, end="196X")) == []


def test_one_thing_is_founded_once_whoever_did() -> None:
    by_a, by_b = reading("FOUNDED", "1950", target="c"), reading("FOUNDED", "1951", 1, source="b", target="c")
    assert disagreeing(by_a, by_b) == [("0", "1")]
    assert disagreeing(by_a, replace(by_b, start="1950-03")) == []
    assert disagreeing(by_a, replace(by_b, target="a")) == []


def test_one_body_takes_a_new_name_once_whatever_it_is() -> None:
    to_b, to_c = reading("RENAMED_TO", "1950"), reading("RENAMED_TO", "1951", 1, target="c")
    assert disagreeing(to_b, to_c) == [("0", "1")]
    assert disagreeing(to_b, replace(to_c, source="b")) == []


# Errors -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("start", "end"), [("31 January 1950", None), (None, "1950-13"), ("1950", "1949")])
def test_a_bad_date_is_refused_with_its_place(start: str | None, end: str | None) -> None:
    with pytest.raises(BadDate, match=r"^document doc, characters 4-13: .*19"):
        statements([reading("SUPPORTED", start, at=4, end=end)], ACTORS)


def test_an_unknown_type_is_refused_with_its_place() -> None:
    with pytest.raises(BadInput, match=r"characters 0-9: unknown relation 'INVADE' \(did you mean INVADED"):
        statements([reading("INVADE")], ACTORS)


def test_an_actor_of_whom_nothing_is_known_is_refused_with_the_place() -> None:
    with pytest.raises(BadInput, match=r"characters 0-9: nothing is known of the actor 'z'"):
        statements([reading(target="z")], ACTORS)


def test_a_bad_existence_is_refused_with_its_actor() -> None:
    with pytest.raises(BadDate, match="existence of Elsewhere: 'long ago'"):
        statements(
            [reading(target="z")], {**ACTORS, "z": Actor("z", "Elsewhere", "State", existed="long ago")}
        )


def test_no_readings_no_statements() -> None:
    assert statements([], ACTORS) == []
