"""Patterns for dates that point at the date mentioned before: "that year", "the end of the decade"."""

from __future__ import annotations

import re
from typing import cast

from loaders.dates.grammar import POINTER, Moments, Pattern, pattern, shift_of
from loaders.dates.moments import Moment, Unit

_UNIT = r"(?P<unit>year|month|day|date|decade|century)\b(?![’']s [a-z])"


def _unit(match: re.Match[str]) -> Unit:
    unit = match["unit"].lower()
    return cast(Unit, "day" if unit == "date" else unit)


def _pointed_unit(match: re.Match[str]) -> Moments | None:
    return (Moment(_unit(match), shift=shift_of(match["pointer"])),)


def _same_unit(match: re.Match[str]) -> Moments | None:
    return (Moment(_unit(match)),)


def _year_end(_: re.Match[str]) -> Moments | None:
    return (Moment("year", part="end"),)


def _middle(match: re.Match[str]) -> Moments | None:
    return (Moment(_unit(match), part="mid"),)


PATTERNS: tuple[Pattern, ...] = (
    pattern("that year", "pointer", rf"{POINTER} {_UNIT}", _pointed_unit),
    pattern(
        "following year",
        "word",
        r"(?P<pointer>following|next|previous|preceding) (?P<unit>year|month)\b",
        _pointed_unit,
        "unit",
    ),
    pattern("this year", "pointer", r"(?i:this) (?P<unit>year|month)\b", _same_unit),
    pattern("later in the year", "word", rf"(?i:later|earlier) (?:in|on) the {_UNIT}", _same_unit),
    pattern("the year", "pointer", r"the (?P<unit>year|month|decade|century)\b(?! \d)", _same_unit, "unit"),
    pattern("mid-century", "word", r"[Mm]id-(?P<unit>century|decade|year)\b", _middle),
    pattern("year's end", "word", r"year[’']s end\b|year-end\b", _year_end),
)
