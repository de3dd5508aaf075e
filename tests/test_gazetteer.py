"""The gazetteer: its tables are sound, and a name means the actor of the day."""

from __future__ import annotations

import re
from datetime import date
from itertools import combinations
from typing import Literal

import pytest

from graph.when import parse_boundary
from loaders.countries import countries
from loaders.entries import Entry, agent_nouns, defaults, entries, split_window
from loaders.forms import key
from loaders.gazetteer import Gazetteer
from loaders.senses import Sense, days_of

GAZETTEER = Gazetteer.load()
ENTRIES = {entry.id: entry for entry in entries()}
BOUNDARY = r"(?:\d{4}(?:-\d\d(?:-\d\d)?)?|\.\.)"
INTERVAL = re.compile(rf"{BOUNDARY}/{BOUNDARY}|\d{{4}}(?:-\d\d(?:-\d\d)?)?")


def on(when: str) -> int:
    return date.fromisoformat(when if "-" in when else f"{when}-07-01").toordinal()


def windows(entry: Entry) -> list[str]:
    own = [split_window(form)[1] for _, form in entry.forms()]
    held = [line.split(" ")[1] for line in entry.led]
    return [window for window in (entry.existed, *own, *held) if window is not None]


def test_there_are_enough_of_each_kind() -> None:
    kinds = [entry.kind for entry in entries()]
    assert kinds.count("State") >= 380
    assert kinds.count("Organization") + kinds.count("Group") >= 150
    assert kinds.count("Event") >= 100
    assert kinds.count("Agreement") >= 80
    assert kinds.count("Person") >= 150
    assert kinds.count("Place") >= 150


def test_identifiers_are_slugs_and_unique() -> None:
    ids = [entry.id for entry in entries()]
    assert len(ids) == len(set(ids))
    assert [i for i in ids if not re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", i)] == []


def test_preferred_names_are_unique() -> None:
    names: dict[str, list[str]] = {}
    for actor in GAZETTEER.actors.values():
        if actor.kind != "Place":
            names.setdefault(actor.name, []).append(actor.id)
    assert {name: ids for name, ids in names.items() if len(ids) > 1} == {}


def test_dates_are_edtf_and_run_forward() -> None:
    wrong = []
    for entry in entries():
        for window in windows(entry):
            if not INTERVAL.fullmatch(window):
                wrong.append((entry.id, window))
                continue
            parse_boundary(window)
            first, last = days_of(window)
            if first and last and first > last:
                wrong.append((entry.id, window))
    assert wrong == []


def test_leaders_held_power_while_they_lived_over_polities_that_are_there() -> None:
    wrong = []
    for leader, held in GAZETTEER.offices.items():
        born, died = days_of(ENTRIES[leader].existed)
        for term in held:
            first, last = days_of(f"{term.start}/{term.end}")
            alive = (born or 0) < (first or 0) and (died is None or (last is not None and last <= died))
            if not alive or term.of not in GAZETTEER.actors:
                wrong.append(term)
    assert wrong == []


def test_leaders_held_power_while_the_polity_existed() -> None:
    wrong = []
    for held in GAZETTEER.offices.values():
        for term in held:
            lasted = Sense(term.of, "name", *days_of(ENTRIES[term.of].existed))
            first, last = days_of(f"{term.start}/{term.end}")
            if lasted.distance(first) or (last is not None and lasted.distance(last)):
                wrong.append(term)
    assert wrong == []


def test_successors_exist_and_come_later() -> None:
    wrong = []
    for before, successors in GAZETTEER.successors.items():
        for after in successors:
            if after not in GAZETTEER.actors:
                wrong.append((before, after))
                continue
            ended, begun = days_of(ENTRIES[before].existed)[1], days_of(ENTRIES[after].existed)
            if ended is not None and begun[1] is not None and begun[1] < ended:
                wrong.append((before, after))
    assert wrong == []


def test_forms_are_written_as_they_are_looked_up() -> None:
    forms = [split_window(form)[0] for entry in entries() for _, form in entry.forms()]
    assert [form for form in forms if key(form) != form] == []


def test_no_form_is_a_single_small_word() -> None:
    assert [form for form in GAZETTEER.terms if re.fullmatch(r"[a-z']+", form)] == []


def test_every_form_leads_back_to_its_actor() -> None:
    lost = []
    for entry in entries():
        for use, form in entry.forms():
            text, window = split_window(form)
            first, last = days_of(window or entry.existed)
            day = first if first is not None else last
            as_: Literal["actor", "place"] = "place" if entry.kind == "Place" else "actor"
            found = GAZETTEER.resolve(text, day, as_, introduced=(entry.id,) if use == "short" else ())
            if found != entry.id and not shared(text, entry.id, day):
                lost.append((entry.id, text, found))
    assert lost == []


def shared(form: str, actor: str, day: int | None) -> bool:
    """Another actor has the form on that day as well; a declared default decides."""
    others = {s.actor for s in GAZETTEER.senses(form) if s.distance(day) == 0} - {actor}
    declared = key(form) in GAZETTEER.defaults
    return bool(others) and (declared or day is None or place_beside(actor, others))


def place_beside(actor: str, others: set[str]) -> bool:
    kinds = {GAZETTEER.actors[other].kind == "Place" for other in others}
    return kinds != {GAZETTEER.actors[actor].kind == "Place"}


def test_no_two_actors_claim_a_form_for_the_same_time_without_a_declared_default() -> None:
    clashes = []
    for form, senses in GAZETTEER.terms.items():
        for a, b in combinations(senses, 2):
            same_sort = (GAZETTEER.actors[a.actor].kind == "Place") == (
                GAZETTEER.actors[b.actor].kind == "Place"
            )
            apart = (
                a.actor == b.actor
                or (a.until or 10**7) < (b.from_ or 0)
                or (b.until or 10**7) < (a.from_ or 0)
            )
            shorts = {a.use, b.use} == {"short"}
            if same_sort and not apart and not shorts and form not in GAZETTEER.defaults:
                clashes.append((form, a.actor, b.actor))
    assert clashes == []


def test_declared_defaults_are_senses_of_their_forms() -> None:
    wrong = [f for f, actor in defaults().items() if actor not in {s.actor for s in GAZETTEER.senses(f)}]
    assert wrong == []


@pytest.mark.parametrize(
    ("form", "when", "actor"),
    [
        ("Vietnam", "1930", "vietnam"),
        ("Vietnam", "1950", "democratic-republic-of-vietnam"),
        ("Vietnam", "1978", "socialist-republic-of-vietnam"),
        ("Vietnam", "1976-04-24", "democratic-republic-of-vietnam"),
        ("Vietnam", "1976-04-25", "socialist-republic-of-vietnam"),
        ("Hanoi", "1930", "hanoi"),
        ("Hanoi", "1950", "democratic-republic-of-vietnam"),
        ("Hanoi", "1978", "socialist-republic-of-vietnam"),
        ("the Vietnamese", "1978", "socialist-republic-of-vietnam"),
        ("Saigon", "1965", "republic-of-vietnam"),
        ("Saigon", "1980", "saigon"),
        ("Moscow", "1900", "moscow"),
        ("Moscow", "1921", "soviet-russia"),
        ("Moscow", "1950", "soviet-union"),
        ("Moscow", "1995", "russian-federation"),
        ("the Kremlin", "1985", "soviet-union"),
        ("Russia", "1900", "russian-empire"),
        ("Russia", "1950", "soviet-union"),
        ("Russia", "2000", "russian-federation"),
        ("Bolshevik Russia", "1923-06-01", "soviet-union"),
        ("St. Petersburg", "1890", "russian-empire"),
        ("St. Petersburg", "1995", "st-petersburg"),
        ("Germany", "1914", "germany"),
        ("Germany", "1960", "west-germany"),
        ("Germany", "1995", "germany"),
        ("Berlin", "1860", "prussia"),
        ("Berlin", "1960", "berlin"),
        ("Austria", "1815", "austrian-empire"),
        ("Vienna", "1914", "austria-hungary"),
        ("Turkey", "1900", "ottoman-empire"),
        ("Turkey", "1950", "turkey"),
        ("China", "1900", "qing-china"),
        ("China", "1930", "republic-of-china"),
        ("China", "1950", "china"),
        ("Peking", "1900", "qing-china"),
        ("Beijing", "1972", "china"),
        ("Peking", "1935", "beijing"),
        ("Taiwan", "1900", "taiwan"),
        ("Taiwan", "1960", "republic-of-china"),
        ("Korea", "1882", "korea"),
        ("Seoul", "1960", "south-korea"),
        ("Yugoslavia", "1950", "yugoslavia"),
        ("Yugoslavia", "1999", "serbia-and-montenegro"),
        ("India", "1930", "british-india"),
        ("Congo", "1900", "congo-free-state"),
        ("Congo", "1961", "democratic-republic-of-the-congo"),
        ("Roosevelt", "1905", None),
        ("Treaty of Paris", "1783-09-03", "treaty-of-paris-1783"),
        ("Treaty of Paris", "1899", "treaty-of-paris-1898"),
        ("Geneva Conference", "1954", "geneva-conference-1954"),
        ("Geneva Conference", "1945", None),
        ("U.S.", "1950", "united-states"),
        ("US", "1950", "united-states"),
        ("us", "1950", None),
        ("Soviet Bloc", "1960", "soviet-bloc"),
        ("Bogota", "1900", "colombia"),
    ],
)
def test_a_name_means_the_actor_of_the_day(form: str, when: str, actor: str | None) -> None:
    assert GAZETTEER.resolve(form, on(when)) == actor


@pytest.mark.parametrize(
    ("form", "when", "place"),
    [
        ("Hanoi", "1950", "hanoi"),
        ("Moscow", "1950", "moscow"),
        ("Vietnam", "1960", "vietnam"),
        ("Germany", "1960", "germany"),
        ("Korea", "1960", "korea"),
        ("Cambodia", "1978", "cambodia"),
        ("Georgia", "1830", "georgia-in-the-united-states"),
        ("Georgia", "1995", "georgia"),
    ],
)
def test_a_place_is_asked_for_as_a_place(form: str, when: str, place: str) -> None:
    assert GAZETTEER.resolve(form, on(when), "place") == place


@pytest.mark.parametrize(
    ("form", "actor"),
    [
        ("Vietnam", "vietnam"),
        ("Moscow", "soviet-union"),
        ("China", "china"),
        ("Frankfurt", "frankfurt"),
        ("Treaty of Paris", "treaty-of-paris-1783"),
        ("Nguyen Ai Quoc", "ho-chi-minh"),
        ("Comintern", "comintern"),
        ("Cambodian communists", "khmer-rouge"),
    ],
)
def test_without_a_date_the_declared_default_decides(form: str, actor: str) -> None:
    assert GAZETTEER.resolve(form) == actor


def test_short_forms_need_an_introduction() -> None:
    assert GAZETTEER.resolve("Ho") is None
    assert GAZETTEER.resolve("Ho", introduced={"ho-chi-minh"}) == "ho-chi-minh"
    assert GAZETTEER.resolve("Roosevelt", on("1905"), introduced=ENTRIES) == "theodore-roosevelt"
    assert GAZETTEER.resolve("Roosevelt", on("1940"), introduced=ENTRIES) == "franklin-d-roosevelt"
    assert (
        GAZETTEER.resolve("the South", on("1965"), introduced={"republic-of-vietnam"})
        == "republic-of-vietnam"
    )
    assert GAZETTEER.resolve("the South", on("1990"), introduced={"republic-of-vietnam"}) is None


@pytest.mark.parametrize(
    ("words", "near", "expected"),
    [
        ("the Brezhnev years", None, ("1964-10-14", "1982-11-10", "leonid-brezhnev")),
        ("under Mikhail Gorbachev", None, ("1985-03-11", "1991-12-25", "mikhail-gorbachev")),
        ("the Khrushchev period", None, ("1953-09-07", "1964-10-14", "nikita-khrushchev")),
        ("the era of Brezhnev and Kosygin", None, ("1964-10-14", "1982-11-10", "leonid-brezhnev")),
        ("Nixon’s presidency", None, ("1969-01-20", "1974-08-09", "richard-m-nixon")),
        ("the Johnson administration", "1966", ("1963-11-22", "1969-01-20", "lyndon-b-johnson")),
        ("the Johnson administration", "1866", ("1865-04-15", "1869-03-04", "andrew-johnson")),
        ("under Churchill", "1953", ("1951-10-26", "1955-04-05", "winston-churchill")),
        ("under the Treaty of Paris", None, None),
        ("under Soviet pressure", None, None),
        ("the war years", None, None),
    ],
)
def test_a_leaders_time_in_power_is_a_period(
    words: str, near: str | None, expected: tuple[str, str, str] | None
) -> None:
    assert GAZETTEER.era(words, on(near) if near else None) == expected


def test_halves_of_compounds_mean_states() -> None:
    assert GAZETTEER.prefix("Sino", on("1960")) == "china"
    assert GAZETTEER.prefix("Sino", on("1895")) == "qing-china"
    assert GAZETTEER.prefix("Franco") == "france"
    assert GAZETTEER.prefix("Retro") is None


def test_events_named_by_a_deed_leave_the_names_within_them_readable() -> None:
    assert "Vietnamese invasion of Cambodia" in GAZETTEER.descriptions
    assert "Korean War" not in GAZETTEER.descriptions
    assert GAZETTEER.descriptions <= set(GAZETTEER.terms)


def test_todays_countries_are_all_there_and_overridden_where_misleading() -> None:
    assert set(countries()) <= set(GAZETTEER.actors)
    assert GAZETTEER.resolve("Burma") == GAZETTEER.resolve("Myanmar") == "myanmar"
    assert GAZETTEER.resolve("Island") is None, "the Icelandic name of Iceland"
    assert GAZETTEER.resolve("Motswana") == GAZETTEER.resolve("Botswanan") == "botswana"
    assert GAZETTEER.actors["hong-kong"].kind == "Place"


def test_agent_nouns_lead_to_their_plural() -> None:
    assert {agent_nouns()[form] for form in ("communist", "Communists", "communists")} == {"communists"}
    assert set(agent_nouns().values()) <= set(agent_nouns())
