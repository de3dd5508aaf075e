"""Readings to statements: cases worked by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from small_readings import ACTORS, reading, said

from graph.errors import BadDate, BadInput
from graph.grouping import statements
from graph.model import MODALITIES, Actor
from graph.when import When, day_to_iso

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
