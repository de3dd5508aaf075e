"""Whom the cells of a table mean: titles, catalogue order, surnames, and the day."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.called_actors import CalledActors
from loaders.gazetteer import Gazetteer

STATE = ("State", "Place", "Organization")


def day(year: int) -> int:
    return date(year, 6, 15).toordinal()


def person(name: str, year: int, of: str = "") -> str:
    return CalledActors({}).meant(name, day(year), ("Person",), (), of).id


@pytest.mark.parametrize(
    ("name", "year", "actor"),
    [
        ("Vietnam", 1950, "democratic-republic-of-vietnam"),
        ("Vietnam", 1990, "socialist-republic-of-vietnam"),
        ("Korea, South", 1990, "south-korea"), ("Germany, Federal Republic of", 1980, "west-germany"),
        ("Germany, Federal Republic of", 1995, "germany"), ("China, People’s Republic of", 1980, "china"),
        ("Siam (Thailand)", 1930, "thailand"), ("Poland (government-in-exile)", 1942, "poland"),
        ("Freedonia, Republic of", 1950, "republic-of-freedonia"), ("Freedonia", 1950, "freedonia"),
    ],
)  # fmt: skip
def test_states(name, year, actor):
    assert CalledActors({}).meant(name, day(year), STATE).id == actor


@pytest.mark.parametrize(
    ("name", "year", "of", "actor"),
    [
        ("President Ho Chi Minh", 1950, "", "ho-chi-minh"), ("Clinton, Bill", 1995, "", "bill-clinton"),
        ("William J. Clinton", 1995, "", "bill-clinton"),
        ("Henry A. (Heinz) Kissinger", 1972, "", "henry-kissinger"),
        # The surname of one who led that state then, and no other.
        ("Prime Minister Wilson", 1965, "United Kingdom", "harold-wilson"),
        ("Prime Minister Wilson", 1965, "Australia", "wilson-australia"),
        ("Prime Minister Holland", 1950, "New Zealand", "holland-new-zealand"),
        # A king of the same name and number, long dead, or of another state.
        ("King Paul I", 1950, "Greece", "paul-i-greece"),
        ("King Abdullah", 2020, "Jordan", "abdullah-jordan"),
        ("King Harald V", 1995, "Norway", "harald-v-norway"),
        ("Prime Minister Shah Mahmud", 1950, "Afghanistan", "shah-mahmud"),
        ("President-elect Anna Example", 1950, "Freedonia", "anna-example"),
        ("Georgia", 1995, "", "georgia-person"),
    ],
)  # fmt: skip
def test_persons(name, year, of, actor):
    assert person(name, year, of) == actor


def test_names_as_the_table_means_them():
    own = {
        "Vietnam @ 1955-10-26/1975-04-30": "republic-of-vietnam",
        "The Elder": "Anna Example",
        "Freedonia": "France",
    }
    called = CalledActors(own)
    assert [called.meant("Vietnam", day(year), STATE).id for year in (1950, 1960, 1990)] == [
        "democratic-republic-of-vietnam", "republic-of-vietnam", "socialist-republic-of-vietnam",
    ]  # fmt: skip
    elder = called.meant("The Elder", day(1950), ("Person",))
    assert (elder.id, elder.aliases, elder.verified) == ("anna-example", ("The Elder",), False)
    assert called.meant("Freedonia", None, STATE).id == "france"


def test_the_actors_of_a_table_are_those_it_met():
    called = CalledActors({})
    called.meant("Anna Example", day(1950), ("Person",))
    called.meant("Russia", day(1950), STATE)
    assert [(actor.id, actor.verified) for actor in called.actors()] == [
        ("anna-example", False), (called.meant("Russia", day(1950), STATE).id, True),
    ]  # fmt: skip


FORMS = sorted(form for form, senses in Gazetteer.load().terms.items() if len(senses) > 1)


@given(
    st.sampled_from(FORMS),
    st.lists(st.integers(date(1700, 1, 1).toordinal(), date(2030, 1, 1).toordinal()), min_size=2, max_size=9),
    st.sampled_from([STATE, ("Person",), ("Group", "Person", "State")]),
    st.sampled_from(["", "Vietnam", "Germany", "Russia"]),
)
def test_between_two_breaks_a_name_means_one(form, days, kinds, of):
    """What is kept for a stretch of days is what would be found on each of them."""
    called = CalledActors({"Vietnam @ 1955-10-26/1975-04-30": "republic-of-vietnam"})
    breaks = called.breaks(form, (), of)
    meant = partial(called.meant, form, kinds=kinds, titles=(), of=of)
    for near in {near for day in (*days, *breaks) for near in (day - 1, day, day + 1) if near > 1}:
        begun = max((b for b in breaks if b <= near), default=None)
        if begun is not None:
            assert meant(day=near).id == meant(day=begun).id
