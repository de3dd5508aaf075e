"""Times named after somebody or something: "the Brezhnev years", "under Gorbachev", "the colonial era"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from loaders.dates.grammar import spaced

_WORD = r"(?:[A-Z][\w’'.-]*\w|[A-Z]\.)"
_NAME = rf"(?P<name>{_WORD}(?: (?:(?:de|von|van|al|bin) )?{_WORD}){{0,3}}(?: and {_WORD})?)"
_TITLES = (
    "President|Premier|Prime Minister|Chancellor|Chairman|General Secretary|King|Queen|Emperor|Tsar|Czar|Shah"
)
_TITLE = rf"(?:(?:{_TITLES}) )?"
_WHEN = r"(?:(?i:in|during|throughout|since|until|before|after|from|under|of|by|over|for) )?"
_WHILE = r"(?i:during|throughout|since|under|until)"
_TIME = (
    r"(?:years|era|period|epoch|interlude|presidency|premiership|chancellorship|papacy|reign|rule|tenure|term"
    r"|dictatorship)"
)
_BODY = r"(?:administration|government|regime|dynasty)"
_KIND = (
    r"(?P<kind>post-?war|inter-?war|pre-?war|war-?time|(?:post-?|pre-?)?colonial|ante-?bellum|revolutionary"
    r"|imperial|(?:post|pre)[-–]\w[\w– ]{1,30}?)"
)
# "Under British rule" names no time, nor does "under Article 5" or "under Secretary Acheson".
_NO_TIME = (
    r"(?! (?:rule|control|command|leadership|occupation|protection|administration|supervision|pressure|law"
    r"|sovereignty|domination|tutelage|auspices|flag|mandate|trusteeship|influence|government|fire|attack"
    r"|threat|suzerainty|direction|military|colonial|and|de|of)\b)(?![\w’'-])"
)
_NO_PERSON = (
    r"(?!(?:The|An?|This|That|These|Those|His|Her|Its|Their|Article|Section|Title|Chapter|Secretary|Minister"
    r"|General|Ambassador|Executive|Presidential|Gen|Col|Lt|Colonel|Admiral|U\.?N|U\.?S|French|Dutch|German"
    r"|[A-Z][a-z]+(?:ish|ese|ian|ic))\b)"
)


def _pattern(sign: str, expression: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    return re.compile(sign), spaced(expression)


# Each with a sign that is quickly looked for.
PATTERNS = (
    _pattern(
        rf"[A-Z]\S*\s+{_TIME}\b", rf"{_WHEN}\b(?i:the) (?:(?:early|late|later|first|last) )?{_NAME} {_TIME}\b"
    ),
    _pattern(
        rf"[A-Z]\S*\s+{_BODY}\b", rf"\b{_WHILE} the (?:(?:early|late|new|first|second) )?{_NAME} {_BODY}\b"
    ),
    _pattern(rf"{_TIME}\s+of\s+[A-Z]", rf"{_WHEN}\b(?i:the) {_TIME} of {_TITLE}{_NO_PERSON}{_NAME}"),
    _pattern(rf"{_BODY}\s+of\s+[A-Z]", rf"\b{_WHILE} the {_BODY} of {_TITLE}{_NO_PERSON}{_NAME}"),
    _pattern(
        rf"[A-Z]\S*[’']s?\s+(?:\w+\s+)?{_TIME}\b",
        rf"\b(?:{_WHILE}|(?i:in)) {_NAME}[’']s? (?:(?:first|second|final|last) )?{_TIME}\b",
    ),
    _pattern(r"[Uu]nder\s+[A-Z]", rf"\b[Uu]nder {_TITLE}{_NO_PERSON}{_NAME}{_NO_TIME}"),
    _pattern(r"(?:years|era|period|decades)\b", rf"{_WHEN}\b(?i:the) {_KIND} (?:years|era|period|decades)\b"),
)


_FRAMES = {"from": "since"} | {word: word for word in ("since", "until", "before", "after", "by")}


class Era(NamedTuple):
    """A phrase at [start, end), whose or what time it means, and how it places things by it."""

    start: int
    end: int
    name: str
    frame: str


def find_eras(text: str) -> Iterator[Era]:
    """All phrases that name a time without a number; they may overlap.

    >>> [era.name for era in find_eras("It ended under Gorbachev, not in the Brezhnev years.")]
    ['Brezhnev', 'Gorbachev']
    """
    for sign, expression in PATTERNS:
        if sign.search(text):
            for match in expression.finditer(text):
                groups = match.groupdict()
                frame = _FRAMES.get(match[0].split()[0].lower(), "during")
                yield Era(match.start(), match.end(), groups.get("name") or groups["kind"], frame)
