"""Dates as text: what is accepted, what it means in days, what it is called."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from strategies import plain_dates, single_dates

from graph.edtf import split_sides
from graph.errors import BadDate
from graph.when import (
    BEGINNING,
    END_OF_TIME,
    UNKNOWN,
    When,
    Window,
    day_to_iso,
    in_words,
    iso_to_day,
    parse_boundary,
    parse_existence,
    parse_period,
    to_edtf_set,
    validate,
    window_in_words,
)


def iso(window: Window) -> tuple[str | None, str | None]:
    return day_to_iso(window.earliest), day_to_iso(window.latest)


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("1950-01-31", "1950-01-31", "1950-01-31"),
        ("1952-02", "1952-02-01", "1952-02-29"),
        ("1900-02", "1900-02-01", "1900-02-28"),
        ("1930", "1930-01-01", "1930-12-31"),
        ("1930~", "1930-01-01", "1930-12-31"),
        ("1930-05?", "1930-05-01", "1930-05-31"),
        ("1930-05-01%", "1930-05-01", "1930-05-01"),
        ("1950-21", "1950-03-01", "1950-05-31"),
        ("1950-22", "1950-06-01", "1950-08-31"),
        ("1950-23", "1950-09-01", "1950-11-30"),
        ("1950-24", "1950-12-01", "1951-02-28"),
        ("196X", "1960-01-01", "1969-12-31"),
        ("19XX", "1900-01-01", "1999-12-31"),
        ("196X~", "1960-01-01", "1969-12-31"),
        ("1950-01/1950-04~", "1950-01-01", "1950-04-30"),
        ("1946-11~/1946-12", "1946-11-01", "1946-12-31"),
        ("1956~/1959", "1956-01-01", "1959-12-31"),
        ("1923-06-30/1923-12~", "1923-06-30", "1923-12-31"),
        ("[1950-01..1950-04]", "1950-01-01", "1950-04-30"),
        ("192X/193X", "1920-01-01", "1939-12-31"),
        ("../1929", None, "1929-12-31"),
        ("/1929", None, "1929-12-31"),
        ("[..1929]", None, "1929-12-31"),
        ("1968/..", "1968-01-01", None),
        ("1968/", "1968-01-01", None),
        ("[1968..]", "1968-01-01", None),
        ("../..", None, None),
        ("0001-01-01", "0001-01-01", "0001-01-01"),
        ("9999-12-31", "9999-12-31", "9999-12-31"),
        ("9999-24", "9999-12-01", "9999-12-31"),
        ("00XX", "0001-01-01", "0099-12-31"),
    ],
)
def test_boundaries(text: str, earliest: str | None, latest: str | None) -> None:
    assert iso(parse_boundary(text)) == (earliest, latest)


REFUSED = [
    *("0000", "10000", "-0044", "-0044-03-15", "y12000", "50", "195", "19500131", "31/01/1950"),
    *("1950-", "1950-0", "1950-00", "1950-13", "1950-20", "1950-25", "1950-01-00", "1950-02-30", "1950-2-3"),
    *("19X0", "1XXX", "XXXX", "1950-XX", "1950-1X", "1950~~", "~1950", "1950-01-31T00:00", "١٩٥٠"),
    *("/", "..", "~", "1950//1951", "1950/1951/1952", "1951/1950", "1950-06/1950-05"),
    *(
        "[1950]",
        "[..]",
        "[]",
        "[1950,1951]",
        "{1950..1951}",
        "[1950..1951..1952]",
        "[1950..1951",
        "1950..1951",
    ),
    *("[196X..1970]", "[1950~..1951]", "[1951..1950]", "January", "unknown", "null"),
    *("", " 1950", "1950 ", "1950\n", "early 1950", "31 January 1950"),
]


@pytest.mark.parametrize("text", REFUSED)
def test_anything_else_is_refused_by_name(text: str) -> None:
    with pytest.raises(BadDate) as refused:
        parse_boundary(text)
    assert repr(text) in refused.value.message
    with pytest.raises(BadDate):
        validate(text)


def test_refusal_says_what_is_accepted() -> None:
    with pytest.raises(BadDate, match=r"1950-01-31, .*196X.*A/B.*\[A\.\.B\].*0001 to 9999"):
        parse_boundary("the fifties")


def test_nothing_is_unknown() -> None:
    assert parse_boundary(None) == UNKNOWN == (BEGINNING, END_OF_TIME)


@given(single_dates())
def test_all_that_is_accepted_is_edtf(text: str) -> None:
    assume(not text.startswith("0000"))
    validate(text)


@given(plain_dates())
def test_windows_agree_with_the_edtf_package(text: str) -> None:
    from edtf import parse_edtf

    parsed = parse_edtf(text)
    window = parse_boundary(text)
    assert (tuple(parsed.lower_strict())[:3], tuple(parsed.upper_strict())[:3]) == tuple(
        date.fromordinal(day).timetuple()[:3] for day in window
    )


@given(single_dates(), single_dates())
def test_sides_make_the_window(first: str, last: str) -> None:
    assume(not first.startswith("0000") and not last.startswith("0000"))
    begin, end = parse_boundary(first), parse_boundary(last)
    assert parse_boundary(f"{first}/..") == (begin.earliest, END_OF_TIME)
    assert parse_boundary(f"../{last}") == (BEGINNING, end.latest)
    if begin.earliest <= end.latest:
        assert parse_boundary(f"{first}/{last}") == (begin.earliest, end.latest)
    else:
        with pytest.raises(BadDate):
            parse_boundary(f"{first}/{last}")


@given(single_dates(), st.sampled_from("~?%"))
def test_qualifiers_never_widen(text: str, qualifier: str) -> None:
    assume(not text.startswith("0000"))
    bare = text.rstrip("~?%")
    assert parse_boundary(bare + qualifier) == parse_boundary(bare)


@given(st.one_of(single_dates(), st.just("")), st.one_of(single_dates(), st.just("")))
def test_leaving_as_a_set_changes_no_day_and_is_edtf(first: str, last: str) -> None:
    from edtf import parse_edtf

    assume(first or last)
    text = f"{first or '..'}/{last or '..'}"
    try:
        window = parse_boundary(text)
    except BadDate:
        assume(False)
    left = to_edtf_set(text)
    assert left.startswith("[")
    assert parse_boundary(left) == window
    parse_edtf(left)


def test_days_and_iso() -> None:
    assert iso_to_day("0001-01-01") == 1
    assert iso_to_day("9999-12-31") == END_OF_TIME - 1
    assert day_to_iso(BEGINNING) is None
    assert day_to_iso(END_OF_TIME) is None
    for text in ("1950", "1950-01", "1950-01-31~", "1950-01-31/1950-01-31"):
        with pytest.raises(BadDate):
            iso_to_day(text)


@given(st.integers(1, END_OF_TIME - 1))
def test_a_day_survives_its_text(day: int) -> None:
    assert iso_to_day(day_to_iso(day) or "") == day


def test_existence() -> None:
    assert [iso(w) for w in parse_existence("1953-09/1964-10-14")] == [
        ("1953-09-01", "1953-09-30"),
        ("1964-10-14", "1964-10-14"),
    ]
    assert parse_existence("1991-12-25/..")[1] == UNKNOWN
    assert [iso(w) for w in parse_existence("../1943-05-15")] == [(None, None), ("1943-05-15", "1943-05-15")]
    assert [iso(w) for w in parse_existence("1945-08")] == [("1945-08-01", "1945-08-31")] * 2
    assert [iso(w) for w in parse_existence("[1945..1946]")] == [("1945-01-01", "1946-12-31")] * 2
    assert parse_existence(None) == (UNKNOWN, UNKNOWN)
    with pytest.raises(BadDate):
        parse_existence("1976/1945")


def test_periods() -> None:
    assert iso(Window(*parse_period("1950"))) == ("1950-01-01", "1950-12-31")
    assert iso(Window(*parse_period(" 1950-06/.. "))) == ("1950-06-01", None)
    with pytest.raises(BadDate, match="'mid 1950'"):
        parse_period("mid 1950")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1950-01-31", "31 January 1950"),
        ("1950-01", "January 1950"),
        ("1950", "1950"),
        ("0987", "987"),
        ("1950-21", "spring 1950"),
        ("1950-24", "winter 1950"),
        ("196X", "the 1960s"),
        ("19XX", "the years 1900 to 1999"),
        ("00XX", "the years 1 to 99"),
        ("000X", "the years 1 to 9"),
        ("1945~", "about 1945"),
        ("1945?", "perhaps 1945"),
        ("1945%", "perhaps about 1945"),
        ("1950-01/1950-04~", "between January and April 1950"),
        ("1950-01/1951-04", "between January 1950 and April 1951"),
        ("1950-03-01/1950-03-05", "between 1 and 5 March 1950"),
        ("1950-01-30/1950-02-02", "between 30 January and 2 February 1950"),
        ("1923-06-30/1923-12~", "between 30 June and December 1923"),
        ("1950/1950-03", "between 1950 and March 1950"),
        ("1851/1900", "between 1851 and 1900"),
        ("196X/197X", "between the 1960s and the 1970s"),
        ("1950?/1952", "perhaps between 1950 and 1952"),
        ("[1950-01..1950-04]", "between January and April 1950"),
        ("../1930", "by 1930"),
        ("[..1930]", "by 1930"),
        ("/1930-02-03", "by 3 February 1930"),
        ("1954/..", "1954 or later"),
        ("../..", "at an unknown date"),
        (None, "undated"),
    ],
)
def test_wording(text: str | None, words: str) -> None:
    assert in_words(text) == words


def test_wording_of_what_is_no_date() -> None:
    with pytest.raises(BadDate):
        in_words("soon")


@pytest.mark.parametrize(
    "text",
    [
        "1950-01-31",
        "1950-02",
        "1950",
        "196X",
        "1946-11/1946-12",
        "1950-01/1950-04",
        "../1929",
        "1968/..",
        "../..",
    ],
)
def test_windows_are_called_what_the_shortest_text_is(text: str) -> None:
    assert window_in_words(parse_boundary(text)) == in_words(text)


@given(single_dates(), single_dates())
def test_every_window_has_words(first: str, last: str) -> None:
    assume(not first.startswith("0000") and not last.startswith("0000"))
    earliest, latest = parse_boundary(first).earliest, parse_boundary(last).latest
    assert window_in_words(Window(min(earliest, latest), max(earliest, latest)))


def test_a_state_is_tightened() -> None:
    when = When.state("192X", "1925-06")
    assert (iso(when.start), iso(when.end)) == (("1920-01-01", "1925-06-30"), ("1925-06-01", "1925-06-30"))
    when = When.state("1954", None)
    assert (iso(when.start), iso(when.end)) == (("1954-01-01", "1954-12-31"), ("1954-01-01", None))
    assert when.open_end
    assert when.dated


def test_a_state_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(BadDate, match=r"'1951'.*'1950'"):
        When.state("1951", "1950")


def test_an_act_is_one_day() -> None:
    when = When.point("1950-01", "1950-04~")
    assert when.start == when.end == parse_boundary("1950-01/1950-04")
    assert not When.point("../..").dated
    with pytest.raises(BadDate, match=r"'1951'.*'1950'"):
        When.point("1951", "1950")


def test_a_cut_narrows_and_does_not_date() -> None:
    republic = parse_existence("1945-09-02/1976-07-02")
    undated = When.state(None, None).cut(republic)
    assert undated is not None
    assert (iso(undated.start), undated.dated) == (("1945-09-02", "1976-07-02"), False)
    act = When.point("194X").cut(republic)
    assert act is not None
    assert iso(act.start) == iso(act.end) == ("1945-09-02", "1949-12-31")
    assert When.point("1944").cut(republic) is None
    assert When.state("1980", None).cut(republic) is None
    assert When.state(None, "1944").cut(republic) is None


def test_every_date_of_the_gold_is_read(shared) -> None:  # type: ignore[no-untyped-def]
    import yaml

    text = (shared / "gold" / "statements.yaml").read_text(encoding="utf-8")
    statements = yaml.load(text, Loader=yaml.CSafeLoader)["statements"]
    dates = {s[side] for s in statements for side in ("start", "end")} - {None}
    assert len(dates) > 40
    for text in sorted(dates):
        validate(text)
        assert split_sides(text) is None or parse_boundary(to_edtf_set(text)) == parse_boundary(text)
    for s in statements:
        (When.point if s["end"] is None else When.state)(s["start"], s["end"])
