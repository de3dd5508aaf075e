"""Patterns for years, decades and centuries, and the test whether four digits are a year at all."""

from __future__ import annotations

import re

from loaders.dates.grammar import (
    DASH,
    ORDINAL_WORD,
    YEAR,
    Moments,
    Pattern,
    pattern,
    possible,
    spaced,
    year_in,
)
from loaders.dates.moments import Moment
from loaders.dates.numbers import ordinal

_DECADE = r"(?<![\w$£€])(?P<decade>1\d\d0|20\d0)[’']?s\b"
_CENTURY_NUMBER = rf"(?P<century>{ORDINAL_WORD}|\d{{1,2}}(?:st|nd|rd|th))"
_CENTURY = rf"{_CENTURY_NUMBER} [Cc]entur(?:y|ies)\b(?! (?:B\.? ?C|BCE))"
# "the nineteenth and early twentieth centuries": the noun follows only later.
_CENTURY_FOLLOWS = (
    rf"(?=(?:-|,)? (?:and|or|to|through|until) (?:the )?(?:(?:early|mid|late)[-\s])?"
    rf"(?:{ORDINAL_WORD}|\d+th)[-\s]centur)"
)
_LAST_YEAR = r"(?P<last_year>\d{4}|\d\d?)(?![\w%]|,\d|\.\d|[-–—]\d)"
_HUNDREDS = r"(?P<hundreds>[Ee]ighteen|[Nn]ineteen)[-\s]"
_TENS = {"twent": 20, "thirt": 30, "fort": 40, "fift": 50, "sixt": 60, "sevent": 70, "eight": 80, "ninet": 90}

# Words before four digits that make them a number of something, and words after them that they count.
_NUMBERED = spaced(
    r"(?:\b(?:No|Nos|pp?|Art|Vol|Doc|Stat|Sec|Ch|H\.R|S|Cmnd?)\.|\b(?:[Nn]umbers?|[Rr]esolutions?|[Aa]rticles?"
    r"|[Pp]ages?|Law|Order|Flight|Route|Highway|Bill|[Ss]ections?|[Cc]hapters?|[Vv]olume|Decree|Telegram|Document"
    r"|Despatch|Circular|Memorandum|Airgram|Report|File|Room|Unit|Division|Regiment|Squadron|Boeing|Model"
    r"|Proclamation|NSC|UNSCR|[Ll]ine|[Nn]umbered|[Nn]umbering|[Tt]otal(?:ing|ed)?|[Ee]xceed(?:ing|ed)"
    r"|[Oo]ver|[Nn]early|[Aa]lmost|[Ss]ome|[Pp]lus|[Mm]inus|[Tt]imes|[Ww]orth|[Ee]very|[Aa]pproximately|[Ee]stimated"
    r"|(?:more|fewer|less|greater|higher|larger|rather) than|as (?:many|much|few) as"
    r"|(?:force|army|group|total|crew|population|garrison|number|sum|cost|price|salary|average|distance)"
    r" of)) $"
)
# "A 1900-type gun", "the B-1900", "12-1900".
_MADE_OF = re.compile(r"[-–](?!present)[a-z]")
_MODEL = re.compile(r"(?:[A-Z]|(?<![0-9]{4})(?<=[0-9]))[-–]$")
_COUNTED = (
    "men|women|people|persons|troops|soldiers|sailors|marines|officers|advisers|advisors|civilians|students|refugees"
    "|prisoners|casualties|deaths|dead|killed|wounded|workers|members|delegates|representatives|seats|votes|voters"
    "|inhabitants|residents|settlers|families|households|children|volunteers|employees|missiles|warheads|bombs|tanks"
    "|aircraft|planes|ships|vessels|tons|tonnes|pounds|dollars|francs|marks|rubles|yen|cents|acres|hectares|miles"
    "|kilometers|kilometres|km|meters|metres|feet|yards|square|barrels|copies|pages|words|items|cases|hours|horsepower"
    "|percent|per|million|billion|thousand|hundred|strong|or more"
)
_COUNTS = spaced(rf" (?:{_COUNTED})\b", re.IGNORECASE)
_COUNTS_LOOSELY = spaced(rf" (?:[\w.-]+ )?(?:{_COUNTED})\b", re.IGNORECASE)
_WHEN = spaced(r"\b(?:before|prior to|after|early|late|mid-|by) ?$|\d{4},?(?: and| or)? $", re.IGNORECASE)
_SURELY_WHEN = spaced(r"\b(?:in|since|during|until|till|throughout) ?$", re.IGNORECASE)
_ABOUT = spaced(r"\b(?:about|around|circa|roughly|at least|c\.|ca\.) $", re.I)
_WHEN_ABOUT = spaced(
    r"\b(?:in|since|until|till|from|by|before|after) (?:(?:about|around|circa|roughly|at least|c\.|ca\.) )+$",
    re.I,
)
_ENDS = spaced(
    r"\s*(?:[,.;:)\]–—]|$)| (?:and|or|when|with|the|to|in|by|he|it|they|a|an|as|but|that|until|was|were)\b"
)


def is_year(text: str, start: int, end: int) -> bool:
    """Whether the four digits at [start, end) can be a year: not a count, a price, a number of a document.

    >>> is_year("in 1950 troops landed", 3, 7), is_year("with 1950 troops", 5, 9)
    (True, False)
    """
    left, right = text[max(0, start - 40) : start], text[end : end + 40]
    if _NUMBERED.search(left) or _MADE_OF.match(right) or _MODEL.search(left):
        return False
    if _ABOUT.search(left) and not _WHEN_ABOUT.search(left) and not _ENDS.match(right):
        return False
    if _SURELY_WHEN.search(left):
        return True
    return not (_COUNTS if _WHEN.search(left) else _COUNTS_LOOSELY).match(right)


def _year(match: re.Match[str]) -> Moments | None:
    return possible(Moment("year", year_in(match))) if is_year(match.string, *match.span("year")) else None


def _first_millennium(match: re.Match[str]) -> Moments | None:
    return possible(Moment("year", int(match["year_ad"])))


def _years(match: re.Match[str]) -> Moments | None:
    first, short = match["year"], match["last_year"]
    last = int(first[: 4 - len(short)] + short)
    return possible(Moment("year", int(first)), Moment("year", last)) if int(first) < last else None


def _decade_of(match: re.Match[str]) -> Moment:
    """The 1900s are taken for a century, the 2000s for a decade."""
    first = int(match["decade"])
    return Moment("century" if first % 100 == 0 and first < 2000 else "decade", first)


def _decade(match: re.Match[str]) -> Moments | None:
    return possible(_decade_of(match))


def _spelt_decade(match: re.Match[str]) -> Moments | None:
    hundreds = 1800 if match["hundreds"].lower() == "eighteen" else 1900
    return possible(Moment("decade", hundreds + _TENS[match["tens"].lower()]))


def _short_decade(match: re.Match[str]) -> Moments | None:
    """The '20s: of the twentieth century, the one that is commonly shortened so."""
    return possible(Moment("decade", 1900 + int(match["short"])))


def _two_decades(match: re.Match[str]) -> Moments | None:
    """The 1950s and '60s: the second borrows its century from the first."""
    first = int(match["decade"])
    last = first // 100 * 100 + int(match["short"])
    part = (match["last_part"] or "").lower()
    return possible(Moment("decade", first), Moment("decade", last, part=part)) if first < last else None


def _century_of(match: re.Match[str]) -> Moment:
    return Moment("century", 100 * (ordinal(match["century"]) - 1))


def _century(match: re.Match[str]) -> Moments | None:
    return possible(_century_of(match))


def _several_decades(match: re.Match[str]) -> Moments | None:
    """The last three decades of a century, as the years from the first to the last of them."""
    base, count = _century_of(match).year or 0, ordinal(match["count"])
    if not 1 < count < 10:
        return None
    first = base + 1 if match["which"].lower() == "first" else base + 101 - 10 * count
    return possible(Moment("year", first), Moment("year", first + 10 * count - 1))


PATTERNS: tuple[Pattern, ...] = (
    pattern("year", "digit", YEAR, _year),
    pattern("years", "digit", rf"{YEAR}(?:{DASH}|/){_LAST_YEAR}", _years, "range"),
    pattern("AD", "digit", r"(?P<year_ad>\d{3,4}) (?:A\.D\.|AD\b|C\.E\.|CE\b)", _first_millennium),
    pattern("AD before", "word", r"A\.?D\.? (?P<year_ad>\d{3,4})\b", _first_millennium),
    pattern("decade", "digit", rf"{_DECADE}(?!-era)", _decade),
    pattern("decade as adjective", "digit", rf"{_DECADE}-era", _decade, "adjective"),
    pattern("spelt decade", "word", rf"{_HUNDREDS}(?P<tens>{'|'.join(_TENS)})ies\b", _spelt_decade),
    pattern("short decade", "word", r"[’'‘](?P<short>[2-9]0)s\b", _short_decade),
    pattern(
        "two decades",
        "digit",
        rf"{_DECADE}(?:{DASH}| (?:to|through|and|or) )(?:the )?(?:(?P<last_part>early|mid|late)[-\s])?"
        r"[’'‘]?(?P<short>[1-9]0)[’']?s\b",
        _two_decades,
        "range",
    ),
    pattern("century", ("ordinal", "digit"), _CENTURY, _century),
    pattern(
        "century as adjective",
        ("ordinal", "digit"),
        rf"{_CENTURY_NUMBER}-[Cc]entury\b",
        _century,
        "adjective",
    ),
    pattern("century in a list", ("ordinal", "digit"), rf"{_CENTURY_NUMBER}{_CENTURY_FOLLOWS}", _century),
    pattern(
        "decades of century",
        ("ordinal", "word"),
        rf"(?P<which>[Ff]irst|[Ll]ast|[Ff]inal) (?P<count>\w+) decades of the {_CENTURY}",
        _several_decades,
        "range",
    ),
)
