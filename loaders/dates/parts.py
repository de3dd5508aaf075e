"""The words that make a part of a date: "early", "the end of", "the first half of"."""

from __future__ import annotations

import re
from dataclasses import replace

from loaders.dates.grammar import spaced
from loaders.dates.moments import Moment, is_possible

_STRETCH = r"(?:(?:few|several) )?(?:days|weeks|months|years|decades)"
_ADJECTIVE = (
    r"(?:very )?(?P<part>early|mid|later?)(?:-?(?: |-)(?:to|and|or)(?: |-)(?P<until>mid|late))?(?:- ?| )"
)
_NOUN = (
    r"(?:the )?(?:very )?(?P<noun>"
    r"(?:beginning|start|outset|opening|end|close|conclusion|middle|mid-?point|turn|dawn) of"
    r"|(?:early|late) in|(?:midway|half-?way) through"
    rf"|(?:early|middle|mid|late|latter|later) (?:part|half|{_STRETCH}|stages) (?:of|in)"
    rf"|(?:first|opening|initial|last|final|closing) (?:{_STRETCH}|part) (?:of|in)"
    r"|(?:first|second|third|last|final) (?:week|third|decade|half) (?:of|in)"
    r"|(?:latter|other) half of|(?:first|second|third|fourth|last|final) quarter of"
    r") (?:the )?(?:year )?"
)
_BEFORE = spaced(rf"(?<![\w-])(?:{_NOUN}|{_ADJECTIVE})$", re.IGNORECASE)
_REACH = 50

# Key of `moments.PARTS` for each noun; the first that fits.
_NOUNS = tuple(
    (key, spaced(expression, re.IGNORECASE))
    for key, expression in (
        ("first half", r"(?:first|early) half"),
        ("second half", r"(?:second|last|latter|later|other) half"),
        ("first quarter", r"first quarter"),
        ("second quarter", r"second quarter"),
        ("third quarter", r"third quarter"),
        ("last quarter", r"(?:fourth|last|final) quarter"),
        ("second week", r"second week"),
        ("third week", r"third week"),
        ("last week", r"(?:last|final|closing) (?:\w+ )?(?:weeks?|days)\b"),
        ("first week", r"(?:first|opening|initial) (?:\w+ )?(?:weeks?|days)\b"),
        ("last decades", r"(?:last|final|closing) (?:\w+ )?decades"),
        ("last decade", r"(?:last|final) decade"),
        ("last third", r"(?:last|final) third"),
        ("first third", r"first third"),
        ("first decades", r"(?:first|opening|early) (?:\w+ )?decades"),
        ("first decade", r"first decade"),
        ("beginning", r"beginning|start|outset|opening of|dawn"),
        ("end", r"end|close|conclusion"),
        ("turn", r"turn"),
        ("mid", r"mid|half"),
        ("late", r"late|last|final|closing"),
        ("early", r"early|first|opening|initial"),
    )
)
# The first days of a year are its beginning, its last weeks its end: custom fixes no shorter stretch.
_OF_A_YEAR = {"first week": "beginning", "last week": "end"}


def part_before(text: str, at: int, moment: Moment) -> tuple[int, Moment] | None:
    """Where the words begin that make a part of the `moment` named at `at`, and that part; None if none do.

    >>> part_before("at the end of 1946", 14, Moment("year", 1946))[1].part
    'end'
    """
    left = text[max(0, at - _REACH) : at]
    match = _BEFORE.search(left)
    if match is None:
        return None
    if (match["part"] or "").lower() == "later" and moment.unit not in ("decade", "century"):
        return None  # "the later 1950s", but not "later 1950"
    found = replace(moment, part=_key(match, moment), until_part=(match["until"] or "").lower())
    return (at - len(left) + match.start(), found) if is_possible(found) else None


def _key(match: re.Match[str], moment: Moment) -> str:
    if match["part"]:
        return match["part"].lower().replace("later", "late")
    key = next(key for key, expression in _NOUNS if expression.match(match["noun"]))
    return _OF_A_YEAR.get(key, key) if moment.unit == "year" else key
