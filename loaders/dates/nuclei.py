"""All nuclei of a text: each pattern is tried where a word of its kind begins, and the longest match wins.

Then each takes in the words right before it that belong to it: "early", "the end of", an article where
its kind has one, a weekday, "about".
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import get_args

from loaders.dates import days, pointers, years
from loaders.dates.grammar import Nucleus, Pattern, Start, spaced
from loaders.dates.moments import Moment
from loaders.dates.parts import part_before

PATTERNS: tuple[Pattern, ...] = years.PATTERNS + days.PATTERNS + pointers.PATTERNS

# The first words of dates.  Where one begins, the patterns of its group are tried.
_STARTS = re.compile(
    r"(?P<digit>(?<![\w$£€¥#])[0-9]+)"
    r"|(?P<month>\b(?:Ja|F[eE]|M[aA]|Ap|AP|J[uU]|JA|Au|AU|S[eE]|O[cC]|N[oO]|D[eE])[A-Za-z]+)"
    r"|(?P<season>\b(?:[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)\b)"
    r"|(?P<ordinal>\b(?:[Tt]went|[Tt]hirt|[Ff]irst|[Ss]econd|[a-zA-Z]+th\b|[Tt]hird)[a-z]*)"
    r"|(?P<pointer>\b[Tt]h(?:at|is|e)\b(?=\s(?:year|month|da[ty]|dec|cent|same|very|follo|next|subs|succ|ens|prev"
    r"|prec|prior|[A-Z]|spr|sum|aut|fall|win)))"
    r"|(?P<word>\b(?:[Nn]ineteen|[Ee]ighteen|A\.?D|[Ll]ast|[Ff]inal|[Ll]ater|[Ee]arlier|[Mm]id|year|following"
    r"|next|previous|preceding)\b|(?<!\w)[’'‘](?=[0-9]0s))"
)
_BY_START: dict[str, tuple[Pattern, ...]] = {
    start: tuple(pattern for pattern in PATTERNS if start in pattern.starts) for start in get_args(Start)
}
_ARTICLE = spaced(r"\bthe $", re.IGNORECASE)
_WEEKDAY = spaced(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? $")
_YEARS = spaced(r"\bthe years? (?:of )?$", re.IGNORECASE)
_LATER = spaced(r"\b(?:later|earlier) (?:in |on )?$", re.IGNORECASE)
_ABOUT = spaced(
    r"(?:\b(?:in|on|by) or )?\b(?P<about>about|around|circa|ca\.|c\.|approximately|roughly"
    r"|(?:probably|perhaps) in) $|\bat least $",
    re.IGNORECASE,
)


def find_nuclei(text: str) -> list[Nucleus]:
    """The dates of `text` without their prepositions, in order; those that need one are among them.

    >>> [(nucleus.rule, nucleus.kind) for nucleus in find_nuclei("in May, or on 3 June 1950")]
    [('month', 'weak'), ('day month year', 'single')]
    """
    found: list[Nucleus] = []
    for start in _STARTS.finditer(text):
        group = start.lastgroup
        if group is None or (found and start.start() < found[-1].end):
            continue
        best = _longest(text, start.start(), _BY_START[group])
        if best is not None:
            found.append(best)
    extended: list[Nucleus] = []
    for nucleus in found:
        extended.append(_extended(text, nucleus, extended[-1].end if extended else 0))
    return [nucleus for nucleus in extended if nucleus.kind != "unit"]


def _longest(text: str, at: int, patterns: tuple[Pattern, ...]) -> Nucleus | None:
    best: Nucleus | None = None
    for pattern in patterns:
        match = pattern.expression.match(text, at)
        if match is not None and (best is None or match.end() > best.end):
            moments = pattern.build(match)
            if moments:
                best = Nucleus(at, match.end(), moments, pattern.kind, pattern.name)
    return best


def _extended(text: str, nucleus: Nucleus, floor: int) -> Nucleus:
    """The nucleus with the words before it that belong to it; none before `floor`."""
    nucleus = _with_part(text, nucleus, floor)
    for expression, fits in (
        (_YEARS, _is_year),
        (_ARTICLE, _has_article),
        (_WEEKDAY, _is_day),
        (_LATER, _points),
    ):
        match = fits(nucleus) and expression.search(text, max(floor, nucleus.start - 20), nucleus.start)
        if match:
            nucleus = nucleus._replace(start=match.start())
    match = _ABOUT.search(text, max(floor, nucleus.start - 20), nucleus.start)
    if match is None:
        return nucleus
    about = match["about"] is not None
    moments = tuple(replace(moment, approx=about, floor=not about) for moment in nucleus.moments)
    return nucleus._replace(start=match.start(), moments=moments)


def _with_part(text: str, nucleus: Nucleus, floor: int) -> Nucleus:
    first = nucleus.moments[0]
    if nucleus.kind not in ("single", "weak", "unit", "range") or first.part or first.unit == "day":
        return nucleus
    if nucleus.kind == "range" and first.unit != "decade":
        return nucleus
    found = part_before(text, nucleus.start, first)
    if found is None or found[0] < floor:
        return nucleus
    start, part = found
    kind = "single" if nucleus.kind in ("unit", "weak") and first.unit != "season" else nucleus.kind
    return nucleus._replace(start=start, moments=(part, *nucleus.moments[1:]), kind=kind)


def _is_year(nucleus: Nucleus) -> bool:
    return (
        nucleus.moments[0].unit == "year"
        and not nucleus.moments[0].part
        and nucleus.rule in ("year", "years")
    )


def _has_article(nucleus: Nucleus) -> bool:
    moment: Moment = nucleus.moments[0]
    if nucleus.rule in ("spelt day", "day of that month", "year's end", "decades of century"):
        return True
    if nucleus.rule in ("day month year", "days before month", "two days before month"):
        return True
    return moment.unit in ("season", "decade", "century") and nucleus.kind != "adjective"


def _is_day(nucleus: Nucleus) -> bool:
    return nucleus.moments[0].unit == "day" and nucleus.moments[0].month is not None


def _points(nucleus: Nucleus) -> bool:
    return nucleus.rule in ("that year", "this year")
