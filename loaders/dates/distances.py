"""Dates that count from another one, and durations: "two years later", "soon after", "decade-long"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from loaders.dates.grammar import spaced
from loaders.dates.numbers import CARDINALS, ordinal
from loaders.dates.phrases import Direction, Distance
from loaders.dates.prepositions import A_DATE, MASKED

# The least and the most that a vague amount can be; None is no limit.
_VAGUE: dict[str, tuple[int, int | None]] = {
    "a few": (2, 5),
    "several": (3, 7),
    "a couple of": (2, 3),
    "a number of": (3, 9),
    "some": (2, None),
    "many": (5, None),
    "": (2, None),
}
_NUMBER = rf"(?:\d{{1,3}}|{'|'.join(sorted(CARDINALS, key=len, reverse=True))})"
_ABOUT = (
    r"(?:(?:just|only|exactly|barely|a mere|fully|another|a further) )?(?P<approx>(?:nearly|almost|about"
    r"|around|approximately|roughly|some|(?:just )?(?:over|under)|(?:more|less) than) )?"
)
_AMOUNT = rf"{_ABOUT}(?P<amount>{_NUMBER}|a few|several|a couple of|a number of|some|many)"
_UNIT = r"(?:short |long |more )?(?P<unit>hour|day|week|month|year|decade|centur)(?:s|y|ies)?\b"
_UNITS = r"(?P<unit>day|week|month|year|decade|centur)(?:s|ies)\b"
_SPELL = rf"{_AMOUNT} {_UNIT}"
_SOME = rf"(?P<amount>){_UNITS}"
_THE = r"(?:(?:on|in) )?the (?P<unit>day|week|month|year)"
# What something is counted from: another date, as far as its clause names one, or an event in words.
_EVENT = (
    rf" (?P<event>(?!(?:the|an?|its|his) [{MASKED}])(?:(?-i:\b[A-Z])\.|[^,;:.()—–{MASKED}\n]){{1,79}}?"
    rf"(?=\s*(?:[,;:.()—–\n]|$)|(?: (?:in|on|of|at|by|since|until|from|during))? (?:the )?[{MASKED}]"
    r"| (?:when|that|which|and|but)\b))"
)
_DATE = rf" (?:[^\s,;:.()—{MASKED}]+ ){{0,8}}(?P<date>{A_DATE})"
_WHAT = rf"(?:{_DATE}|{_EVENT})"
_ALONE = r"(?= ?(?:[,;:.()—–]|$)| (?:and|but)\b)"
_AHEAD = r"(?:next|following|subsequent|ensuing|succeeding|coming)"
_BEHIND = r"(?:previous|preceding|prior|past|last)"
_SOON = r"(?:very )?(?:shortly|soon|immediately|just|right|not long)"
_PASSING = r"(?:in|over|during|for|throughout)"
_AFTER = r"(?:immediately )?(?:after|following|since)"
_BEFORE = r"(?:before|preceding|prior to|leading up to)"
_THEN = r"(?:then|that (?:time|point|day|date))"


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way of counting from another date; it is tried where the text has one of `signs`."""

    direction: Direction
    rule: str
    signs: frozenset[str]
    expression: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Counted:
    """A phrase at [start, end) that counts from `anchor`; `date_at`: where a date in it stands, or None."""

    start: int
    end: int
    distance: Distance
    anchor: str
    date_at: int | None
    rule: str


# Direction, rule, signs, expression.  A sign is a word of the text; "unit+later" stands for "later" right
# behind a unit of time; "-year" and "-long" for the compounds "two-year" and "decade-long".
_TABLE: tuple[tuple[Direction, str, str, str], ...] = (
    ("later", "years later", "unit+later unit+afterward unit+afterwards unit+thereafter unit+hence",
     rf"{_SPELL} (?:later|afterwards?|thereafter|hence)\b"),
    ("later", "years later", "unit+later unit+afterward unit+afterwards",
     rf"{_SOME} (?:later|afterwards?)\b"),
    ("later", "years after", "unit+after unit+following unit+since",
     rf"{_SPELL} (?:after|following|since){_WHAT}"),
    ("later", "the year after", "unit+after unit+following",
     rf"{_THE} (?:after|following)(?:{_WHAT}|{_ALONE})"),
    ("later", "after years", "after", rf"(?-i:After) {_SPELL}{_ALONE}"),
    ("later", "next week", "week", rf"(?:(?:in|on|by|over|during) )?the {_AHEAD} (?P<unit>week)\b"),
    ("earlier", "years earlier", "unit+earlier unit+previously unit+beforehand unit+before",
     rf"{_SPELL} (?:earlier|previously|beforehand|before{_ALONE})"),
    ("earlier", "years earlier", "unit+earlier unit+before", rf"{_SOME} (?:earlier|before{_ALONE})"),
    ("earlier", "years before", "unit+before unit+prior", rf"{_SPELL} (?:before|prior to){_WHAT}"),
    ("earlier", "the year before", "unit+before", rf"{_THE} before(?:{_WHAT}|{_ALONE})"),
    ("earlier", "previous week", "week", rf"(?:(?:in|on) )?the {_BEHIND} (?P<unit>week)\b"),
    ("within", "within years", "within less under inside",
     rf"(?:within|in less than|in under|inside(?: of)?) (?:the (?:space|span) of )?{_SPELL}"),
    ("within", "within years", "within", rf"within {_SOME}"),
    ("within", "in the next years", "next following subsequent ensuing succeeding coming",
     rf"(?:within|in) the {_AHEAD} {_SPELL}"),
    ("within", "in the decade after", "unit+after unit+following",
     rf"(?:in|during|over) the (?P<unit>decade|centur)y? (?:after|following){_WHAT}"),
    ("within", "in the two years after", "unit+after unit+following",
     rf"{_PASSING} the (?:first )?{_SPELL} (?:after|following){_WHAT}"),
    ("for", "for the next years", "next following subsequent ensuing succeeding coming",
     rf"(?:for|over|during|throughout) (?:the course of )?(?:the )?{_AHEAD} {_SPELL}"),
    ("for", "for the years that followed", "followed", rf"for the {_SPELL} (?:that|which) followed\b"),
    ("for", "for years", "for lasting lasted", rf"(?:for|lasting|lasted) {_SPELL}"),
    ("for", "two-year", "-year",
     rf"(?P<amount>{_NUMBER})[-‐‑–](?P<unit>week|month|year|decade|centur)y?(?:-long)?\b(?!-)"),
    ("for", "decade-long", "-long", r"(?P<unit>week|month|year|decade|centur)(?:s|y)?-?long\b"),
    ("following", "in the next years", "next following subsequent ensuing succeeding coming",
     rf"{_PASSING} the {_AHEAD} (?:few |several )?{_UNITS}"),
    ("following", "in the years after", "unit+after unit+following unit+since unit+immediately",
     rf"{_PASSING} the (?:few |first |several )?{_UNITS} {_AFTER}{_EVENT}"),
    ("following", "in the years that followed", "followed",
     rf"{_PASSING} the {_UNITS} (?:that|which) followed\b"),
    ("preceding", "in the years past", "previous preceding prior past last",
     rf"{_PASSING} the {_BEHIND} (?:few |several )?{_UNITS}"),
    ("preceding", "in the years before", "unit+before unit+preceding unit+prior unit+leading",
     rf"{_PASSING} the (?:few |last |several )?{_UNITS} {_BEFORE}{_EVENT}"),
    ("shortly later", "soon after", "shortly soon immediately just right long",
     rf"{_SOON} (?:thereafter\b|afterwards?\b|(?:after|following){_WHAT}|after{_ALONE})"),
    ("shortly earlier", "shortly before", "shortly soon immediately just right long",
     rf"{_SOON} (?:beforehand\b|(?:before|prior to){_WHAT}|before{_ALONE})"),
    ("from then", "thereafter", "thereafter afterward afterwards from",
     rf"(?:ever )?(?:thereafter|afterwards?)\b|from {_THEN} on(?:wards?)?\b"),
    ("since then", "since then", "since", rf"ever since\b(?! the)|since {_THEN}\b"),
    ("until then", "until then", "until till up", rf"(?:until|till|up to) {_THEN}\b"),
    ("by then", "by then", "by", r"by (?:then|that (?:time|point))\b"),
    ("same", "at the same time", "time moment concurrently simultaneously",
     r"(?-i:At) the same time\b(?! (?:as|of|that|when))|at the same time(?=[.,;])"
     r"|at that(?: same)? (?:time|moment)\b|(?:concurrently|simultaneously)(?=,)"),
)  # fmt: skip
PATTERNS = tuple(
    Pattern(direction, rule, frozenset(signs.split()), spaced(rf"\b(?:{expression})", re.IGNORECASE))
    for direction, rule, signs, expression in _TABLE
)

# "It took six years before …", "for two years after …" say how long, not when.
_LASTING = spaced(r"\b(?:took|takes?|taken|be|for|in|over|every|waited|lasted) $", re.IGNORECASE)
_POINTS = ("years after", "years before")
_WORDS = re.compile(r"[a-z]+")
_FOLLOWING_A_UNIT = re.compile(r"(?:hour|day|week|month|year|decade|centur)(?:s|y|ies)?\s+([a-z]+)")
_COMPOUND = re.compile(r"[-‐‑–](?:week|month|year|decade|centur)")
_LONG = re.compile(r"(?:week|month|year|decade|centur)[sy]?-?long")


def find_counted(masked: str) -> Iterator[Counted]:
    """All phrases of a masked text that count from another date, or only say how long; they may overlap."""
    signs = _signs(masked.lower())
    for pattern in PATTERNS:
        if signs.isdisjoint(pattern.signs):
            continue
        for match in pattern.expression.finditer(masked):
            if not (
                pattern.rule in _POINTS and _LASTING.search(masked, max(0, match.start() - 12), match.start())
            ):
                yield _counted(match, pattern)


def _signs(masked: str) -> set[str]:
    signs = set(_WORDS.findall(masked))
    signs.update(f"unit+{word}" for word in _FOLLOWING_A_UNIT.findall(masked))
    if _COMPOUND.search(masked):
        signs.add("-year")
    if _LONG.search(masked):
        signs.add("-long")
    return signs


def _counted(match: re.Match[str], pattern: Pattern) -> Counted:
    groups = match.groupdict()
    event, date = groups.get("event"), groups.get("date")
    anchor = "date" if date else f"event:{' '.join(event.split())}" if event else "previous"
    date_at = match.start("date") if date else None
    return Counted(match.start(), match.end(), _distance(groups, pattern), anchor, date_at, pattern.rule)


def _distance(groups: dict[str, str | None], pattern: Pattern) -> Distance:
    unit = (groups.get("unit") or "").lower()
    unit = "century" if unit == "centur" else unit
    words = groups.get("amount")
    if not unit or words is None:
        return Distance(pattern.direction, 1, 1, unit) if unit else Distance(pattern.direction)
    vague = " ".join(words.lower().split())
    if vague in _VAGUE:
        least, most = _VAGUE[vague]
        return Distance(pattern.direction, least, most, unit, True)
    amount = ordinal(words) or 1
    return Distance(pattern.direction, amount, amount, unit, bool(groups.get("approx")))
