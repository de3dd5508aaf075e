"""What the date patterns are made of: the pieces that they share, and the nucleus that each finds.

A nucleus is a date without the words around it.  In the expressions a blank stands for any white
space, line breaks included.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from loaders.dates.moments import Moment, is_possible
from loaders.dates.numbers import ORDINALS

# How a nucleus may stand: by itself; only behind a preposition ("in May"); only as a part ("the end of
# the year"); only behind "on" ("on the 5th"); as both ends of a stretch; as several dates named
# together; as an adjective.
Kind = Literal["single", "weak", "unit", "ordinal", "range", "list", "adjective"]
# What a pattern's first character belongs to: it is tried only where such a word begins.
Start = Literal["digit", "month", "season", "ordinal", "pointer", "word"]
Moments = tuple[Moment, ...]


class Nucleus(NamedTuple):
    """A date without its preposition, at [start, end) of the text, found by the pattern `rule`."""

    start: int
    end: int
    moments: Moments
    kind: Kind
    rule: str


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way of naming a date; `build` gives the moments, or None if it is no date after all."""

    name: str
    starts: tuple[Start, ...]
    expression: re.Pattern[str]
    build: Callable[[re.Match[str]], Moments | None]
    kind: Kind


def pattern(
    name: str,
    starts: Start | tuple[Start, ...],
    expression: str,
    build: Callable[[re.Match[str]], Moments | None],
    kind: Kind = "single",
) -> Pattern:
    """A `Pattern` from an expression in which a blank is any white space."""
    return Pattern(name, starts if isinstance(starts, tuple) else (starts,), spaced(expression), build, kind)


def spaced(expression: str, flags: int = 0) -> re.Pattern[str]:
    """The compiled expression, each blank of it standing for any white space, " ?" for any or none."""
    return re.compile(expression.replace(" ?", r"\s*").replace(" ", r"\s+"), flags)


DASH = r"\s?\xad?[-‐‑‒–—−]\s?"
TO = rf"(?:{DASH}| (?:to|through|until|till) )"
AND = r" (?:and|or) "
YEAR = r"(?<![\w$£€¥#])(?P<year>1\d{3}|20\d{2})(?![\w%°])(?!,\d{3})(?!\.\d)(?! ?(?:B\.? ?C|BCE))"
OF_YEAR = rf",?(?: of| in)?(?: the year)? {YEAR}"

MONTH_NAMES = "January|February|March|April|May|June|July|August|September|October|November|December"
_SHORT = r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)(?:\.|(?=\s\d))"
MONTH = rf"(?<!\w)(?P<month>{MONTH_NAMES}|{_SHORT}|{MONTH_NAMES.upper()})(?![\w’'])"
SEASON = r"(?P<season>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)\b"
_ORDINALS = (word.replace("-", r"[-\s]") for word in sorted(ORDINALS, key=len, reverse=True))
ORDINAL_WORD = rf"(?i:{'|'.join(_ORDINALS)})"

# Words that point at another date instead of naming one, and how far they point.
_AHEAD = "following|next|subsequent|succeeding|ensuing"
_BEHIND = "previous|preceding|prior"
POINTER = rf"(?P<pointer>(?i:(?:that|this|the)(?: very)? same|that(?: very)?|the (?:{_AHEAD}|{_BEHIND})))"
OF_POINTED_YEAR = rf",? (?:of|in) {POINTER} year\b"


def possible(*moments: Moment) -> Moments | None:
    """The moments, or None if one of them is no date."""
    return moments if all(is_possible(moment) for moment in moments) else None


def shift_of(pointer: str) -> int:
    """How far a pointer points: 1 for "the following", -1 for "the previous", 0 for "that".

    >>> shift_of("the next"), shift_of("that very same")
    (1, 0)
    """
    word = pointer.lower().split()[-1]
    return (word in _AHEAD.split("|")) - (word in _BEHIND.split("|"))


def year_in(match: re.Match[str]) -> int | None:
    """The year that a match names; None if the text leaves it to the context."""
    year = match.groupdict().get("year")
    return int(year) if year else None


def pointed(match: re.Match[str], moment: Moment) -> Moment:
    """`moment` with the year at which the words of the match ("of the following year") point."""
    pointer = match.groupdict().get("pointer")
    return replace(moment, shift=shift_of(pointer)) if pointer else moment
