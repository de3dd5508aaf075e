"""Patterns for days, months and seasons."""

from __future__ import annotations

import re
from dataclasses import replace

from loaders.dates.grammar import (
    AND,
    DASH,
    MONTH,
    OF_POINTED_YEAR,
    OF_YEAR,
    ORDINAL_WORD,
    POINTER,
    SEASON,
    TO,
    YEAR,
    Moments,
    Pattern,
    pattern,
    pointed,
    possible,
    year_in,
)
from loaders.dates.moments import Moment
from loaders.dates.numbers import MONTHS, ordinal

_NUMBER = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_DAY = rf"(?<![\w.,:/$£€-])(?P<day>{_NUMBER})(?![\w%])"
_LAST_DAY = rf"(?P<last_day>{_NUMBER})(?![\w%])"
_ANY_YEAR = rf"(?:{OF_YEAR}|{OF_POINTED_YEAR})?"
# "the 19th" is a day only where no noun follows that it could count.
_NO_NOUN = r"(?=\s*(?:[,.;:)]|$)| (?:and|he|she|they|it|the|when|a|an|in|at|by|to|for|that|after|before)\b)"
_ORDINAL_NUMBER = r"(?:3[01]|[12]?\d)(?:st|nd|rd|th)"
_SEASON_NUMBERS = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}


def _month_number(match: re.Match[str]) -> int:
    return MONTHS[match["month"][:3].lower()]


def _day(match: re.Match[str]) -> Moments | None:
    day = Moment("day", year_in(match), _month_number(match), ordinal(match["day"]))
    return possible(pointed(match, day)) if day.day else None


def _iso_day(match: re.Match[str]) -> Moments | None:
    return (
        possible(Moment("day", int(match["year"]), int(match[2]), int(match[3])))
        if match[3] != "00"
        else None
    )


def _two_days(match: re.Match[str]) -> Moments | None:
    day = pointed(match, Moment("day", year_in(match), _month_number(match)))
    first, last = ordinal(match["day"]), ordinal(match["last_day"])
    return possible(replace(day, day=first), replace(day, day=last)) if first < last else None


def _ordinal_day(match: re.Match[str]) -> Moments | None:
    return possible(Moment("day", day=ordinal(match["day"])))


def _month_of(match: re.Match[str]) -> Moment:
    return pointed(match, Moment("month", year_in(match), _month_number(match)))


def _month(match: re.Match[str]) -> Moments | None:
    return possible(_month_of(match))


def _nearest_month(match: re.Match[str]) -> Moments | None:
    month = _month_of(match)
    return possible(replace(month, nearest=month.shift != 0))


def _season_of(match: re.Match[str]) -> Moment:
    return pointed(match, Moment("season", year_in(match), _SEASON_NUMBERS[match["season"].lower()]))


def _season(match: re.Match[str]) -> Moments | None:
    return possible(_season_of(match))


def _nearest_season(match: re.Match[str]) -> Moments | None:
    season = _season_of(match)
    return possible(replace(season, nearest=season.shift != 0))


def _winter(match: re.Match[str]) -> Moments | None:
    first, last = int(match["year"]), match["last_year"]
    return possible(Moment("season", first, 5)) if str(first + 1).endswith(last) else None


PATTERNS: tuple[Pattern, ...] = (
    pattern("day month year", "digit", rf"{_DAY}(?: day)?(?: of)? {MONTH}{_ANY_YEAR}", _day),
    pattern(
        "month day year",
        "month",
        rf"{MONTH}(?:,(?= \d{{1,2}}, \d{{4}}))? (?:the )?{_DAY}(?![:.]\d|,\d{{3}}){_ANY_YEAR}",
        _day,
    ),
    pattern("iso day", "digit", r"(?<!-)(?P<year>1\d{3}|20\d{2})-(\d\d)-(\d\d)(?![\w-])", _iso_day),
    pattern("spelt day", "ordinal", rf"(?P<day>{ORDINAL_WORD}) (?:day )?of {MONTH}{_ANY_YEAR}", _day),
    pattern("days of month", "month", rf"{MONTH} {_DAY}{TO}{_LAST_DAY}{_ANY_YEAR}", _two_days, "range"),
    pattern(
        "days before month",
        "digit",
        rf"{_DAY}{TO}(?:the )?{_LAST_DAY}(?: of)? {MONTH}{_ANY_YEAR}",
        _two_days,
        "range",
    ),
    pattern(
        "two days of month",
        "month",
        rf"{MONTH} {_DAY}{AND}{_LAST_DAY}(?:{OF_YEAR}|(?=\s*(?:[.,;:)]|$)))",
        _two_days,
        "list",
    ),
    pattern(
        "two days before month",
        "digit",
        rf"{_DAY}{AND}(?:the )?{_LAST_DAY}(?: of)? {MONTH}{_ANY_YEAR}",
        _two_days,
        "list",
    ),
    pattern("day of that month", "digit", rf"(?P<day>{_ORDINAL_NUMBER}){_NO_NOUN}", _ordinal_day, "ordinal"),
    pattern("month year", "month", rf"{MONTH}(?:{OF_YEAR}|{OF_POINTED_YEAR})", _month),
    pattern("month", "month", MONTH, _month, "weak"),
    pattern("that month", "pointer", rf"{POINTER} {MONTH}", _nearest_month),
    pattern("season year", "season", rf"{SEASON}(?:{OF_YEAR}|{OF_POINTED_YEAR})", _season),
    pattern("that season", "pointer", rf"{POINTER} {SEASON}", _nearest_season),
    pattern("season", "season", r"(?P<season>spring|summer|autumn|fall|winter)\b(?! of)", _season, "weak"),
    pattern(
        "winter", "season", rf"[Ww]inter(?: of)? {YEAR}(?:{DASH}|/)(?P<last_year>\d{{4}}|\d\d)(?!\w)", _winter
    ),
)
