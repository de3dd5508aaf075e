"""Date phrases: every case of cases/dates.yaml, and laws that hold for any date and any text."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from graph.edtf import parse_boundary, validate
from loaders.dates import complete_year, find_dates, in_sequence, resolve_anchor, resolve_relative
from loaders.dates.moments import PARTS, Moment, is_possible
from loaders.dates.moments import text as edtf
from loaders.dates.placing import boundaries

CASES: dict[str, list[Any]] = yaml.load(
    (Path(__file__).parent / "cases" / "dates.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
)
DAYS = st.dates(min_value=date(1000, 1, 1), max_value=date(2099, 12, 31))
YEARS = st.integers(min_value=1000, max_value=2099)
MONTHS = [date(2000, month, 1).strftime("%B") for month in range(1, 13)]


def as_text(value: object) -> str | None:
    """YAML reads a bare 1950-01-31 as a date."""
    return None if value is None else str(value)


@pytest.mark.parametrize("case", CASES["found"], ids=lambda case: case["text"][:60])
def test_found(case: dict[str, Any]) -> None:
    found = []
    for phrase in find_dates(case["text"]):
        row = [phrase.text, phrase.role, phrase.start, phrase.end]
        row += ["year"] if phrase.needs_year else [phrase.anchor] if phrase.anchor else []
        found.append(row)
    expected = [[row[0], row[1], *map(as_text, row[2:4]), *row[4:]] for row in case["dates"]]
    assert found == [[str(row[0]), *row[1:]] for row in expected]


@pytest.mark.parametrize(("text", "start", "end"), CASES["governed"])
def test_governed(text: str, start: object, end: object) -> None:
    assert find_dates(text)[0].governed() == (as_text(start), as_text(end))


@pytest.mark.parametrize(("text", "since", "until", "start", "end"), CASES["relative"])
def test_relative(text: str, since: object, until: object, start: object, end: object) -> None:
    phrase = find_dates(text)[0]
    assert resolve_relative(phrase, as_text(since), as_text(until)) == (as_text(start), as_text(end))


@pytest.mark.parametrize(("text", "context", "start", "end"), CASES["completed"])
def test_completed(text: str, context: object, start: object, end: object) -> None:
    phrase = find_dates(text)[0]
    assert phrase.needs_year
    whole = complete_year(phrase, as_text(context))
    assert (whole.start, whole.end) == (as_text(start), as_text(end))


def test_enough_cases() -> None:
    assert sum(len(section) for section in CASES.values()) >= 150


def test_every_boundary_of_the_cases_is_edtf() -> None:
    sections = ("relative", "completed", "governed")
    rows = [row for section in sections for row in CASES[section]] + [
        row for case in CASES["found"] for row in ([p.start, p.end] for p in find_dates(case["text"]))
    ]
    for row in rows:
        for boundary in row[-2:]:
            validate(as_text(boundary))


def test_years_are_handed_on_within_a_sentence() -> None:
    text = "On 5 June 1967 the war began, on June 10 it ended, and in May of the following year talks opened."
    assert [p.start for p in in_sequence(find_dates(text), None)] == ["1967-06-05", "1967-06-10", "1968-05"]


def test_a_name_hands_no_year_on() -> None:
    text = "Lines drawn by the 1949 armistice were crossed on June 5."
    assert [p.start for p in in_sequence(find_dates(text), "1967")] == ["1949", "1967-06-05"]


def test_a_month_in_a_name_hands_its_year_on() -> None:
    text = "It led to a May 1963 visit by the envoy, who stayed until June 4."
    assert [p.end or p.start for p in in_sequence(find_dates(text), "1961")] == ["1963-05", "1963-06-04"]


def test_the_event_that_a_phrase_counts_from() -> None:
    phrase = find_dates("It joined in 1950, three years after it was founded.")[1]
    assert (phrase.anchor, resolve_anchor(phrase, "1950")) == ("event:it was founded", "1947")
    assert resolve_anchor(find_dates("soon after the war")[0], "1950") is None


def test_an_era_keeps_its_preposition() -> None:
    texts = ("until the Tito era", "after the Tito years", "under Josip Tito", "in the Tito era")
    assert [find_dates(text)[0].frame for text in texts] == ["until", "after", "during", "during"]


# --- laws --------------------------------------------------------------------------------------
FORMATS = (
    "{d} {month} {y}",
    "{d} {short} {y}",
    "{month} {d}, {y}",
    "{month} {d} {y}",
    "{d}{th} of {month}, {y}",
    "the {d}{th} of {month} {y}",
    "{month} {d}{th}, {y}",
    "{y}-{m:02d}-{d:02d}",
)


def spelled(day: date, form: str) -> str:
    th = "th" if 10 < day.day < 20 else {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10, "th")
    month = MONTHS[day.month - 1]
    short = month if month == "May" else f"{month[:3]}."
    return form.format(d=day.day, m=day.month, y=day.year, month=month, short=short, th=th)


@given(DAYS, st.sampled_from(FORMATS))
def test_any_day_reads_back(day: date, form: str) -> None:
    (phrase,) = find_dates(f"They met on {spelled(day, form)} in the old town.")
    assert (phrase.role, phrase.start, phrase.end) == ("at", day.isoformat(), None)


@given(YEARS, st.sampled_from(range(12)), st.sampled_from(("{} {}", "{}, {}", "{} of {}")))
def test_any_month_reads_back(year: int, month: int, form: str) -> None:
    (phrase,) = find_dates(f"They met in {form.format(MONTHS[month], year)}.")
    assert (phrase.start, phrase.end) == (f"{year}-{month + 1:02d}", None)


@given(YEARS)
def test_any_year_reads_back(year: int) -> None:
    (phrase,) = find_dates(f"They met in {year}.")
    assert phrase.start == str(year)


@given(YEARS, st.integers(min_value=1, max_value=120), st.sampled_from(("from {} to {}", "{}–{}", "{}-{}")))
def test_any_stretch_of_years_reads_back(year: int, length: int, form: str) -> None:
    last = min(year + length, 2099)
    phrases = find_dates(f"They met {form.format(year, last)}, and parted.")
    if year < last:
        assert [(p.start, p.end) for p in phrases] == [(str(year), str(last))]


@given(YEARS, YEARS, st.sampled_from(("until", "since", "by", "before", "after")))
def test_two_prepositions_do_not_mix(first: int, second: int, preposition: str) -> None:
    found = find_dates(f"They met in {first}; they fought {preposition} {second}.")
    assert [p.text for p in found] == [f"in {first}", f"{preposition} {second}"]


VOCABULARY = """
1950 1950s 1946–54 12 12th 5, May March early late mid- the end of first half nineteenth century summer
two years later after before until since from to and – ( ) , . that following next year decade shortly B.C.
AD 747 Under Tito era '20s about at least weeks in on by 0 31 February Resolution men
"""
WORDS = st.sampled_from(VOCABULARY.split())


@given(st.lists(WORDS, max_size=14).map(" ".join) | st.text(max_size=60))
@example("31 February 1950 to 0 May, 29 February 1900")
@example("the first century and the 99th century until AD 0 and AD 000")
@example("before AD 1, shortly before AD 001, by the 1st century")
@example("٣ May ١٩٥٠ and in ²⁰⁰⁰")
def test_any_text_gives_true_slices_and_edtf(text: str) -> None:
    phrases = find_dates(text)
    end = 0
    for phrase in phrases:
        assert end <= phrase.start_char < phrase.end_char <= len(text)
        assert text[phrase.start_char : phrase.end_char] == phrase.text
        end = phrase.end_char
        answers = [(phrase.start, phrase.end), phrase.governed()]
        answers += [
            resolve_relative(phrase, anchor, None) for anchor in ("1950-01-31", "195X", "../1950", "0001")
        ]
        answers += [resolve_relative(phrase, "9999-12-31", "9999-12-31")]
        for boundary in (side for answer in answers for side in answer):
            parse_boundary(boundary)


UNITS = st.sampled_from(("day", "month", "season", "year", "decade", "century"))


@given(UNITS, st.integers(1000, 2099), st.integers(1, 12), st.integers(1, 31), st.data())
def test_parts_lie_within_their_whole(
    unit: Any, year: int, month: int, day: int, data: st.DataObject
) -> None:
    year -= year % {"decade": 10, "century": 100}.get(unit, 1)
    month = (month - 1) % 5 + 1 if unit == "season" else month
    dated = unit in ("day", "month", "season")
    whole = Moment(unit, year, month if dated else None, day if unit == "day" else None)
    part = data.draw(st.sampled_from(sorted(PARTS.get(unit, {"": None}))))
    moment = Moment(unit, year, whole.month, whole.day, part=part)
    if not is_possible(moment) or part == "turn":
        return
    inner, outer = parse_boundary(edtf(moment)), parse_boundary(edtf(whole))
    slack = 366 if unit == "century" else 0  # its parts begin with the year 1, EDTF's 18XX with the year 0
    assert outer.earliest <= inner.earliest <= inner.latest <= outer.latest + slack


@given(st.sampled_from(("before", "by", "at", "after", "during")), YEARS, st.integers(1, 12))
def test_frames_are_in_order(frame: str, year: int, month: int) -> None:
    moment = Moment("month", year, month)
    named = parse_boundary(edtf(moment))
    placed = parse_boundary(boundaries(frame, moment, moment)[0])
    assert {
        "before": placed.latest == named.earliest - 1,
        "by": placed.latest == named.latest,
        "at": placed == named,
        "during": placed == named,
        "after": placed.earliest == named.earliest,
    }[frame]
