"""The words before a date that say how it places things: "until", "prior to", "in the years after".

Everything here works on a *mask* of the text, in which each nucleus is replaced by private characters of
the same length: an expression can then name "a date" like a letter, and offsets stay true.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple, cast

from loaders.dates.grammar import Nucleus, spaced
from loaders.dates.phrases import Governor, Role

_FILL = "\ue000"
_MARKS = {"single": "\ue001", "weak": "\ue002"}
_OTHER = "\ue003"
MASKED = "\ue000-\ue003"
A_DATE = f"[\ue001\ue002]{_FILL}*"
_REACH = 70


class Lead(NamedTuple):
    """What stands before a date: what it computes (`frame`), what it is called, where it begins."""

    frame: str
    role: Role
    rule: str
    start: int


def mask(text: str, nuclei: Iterable[Nucleus]) -> str:
    """`text` with each nucleus, given in order, replaced by private characters."""
    pieces, at = [], 0
    for nucleus in nuclei:
        mark = _MARKS.get(nucleus.kind, _OTHER)
        pieces += [text[at : nucleus.start], mark, _FILL * (nucleus.end - nucleus.start - 1)]
        at = nucleus.end
    return "".join([*pieces, text[at:]])


_PERIOD = r"(?:the (?:whole )?(?:period|years|months|weeks|days|decades?)(?: of| from| between)? )?"
_STRETCH = r"(?:(?:few|first|immediate) )?(?:days|weeks|months|years|decades|period)(?: immediately)?"
_PARTLY = (
    r"(?:(?:for|in|during|throughout) )?"
    r"(?:much|most|all|part|some|a part|the (?:rest|remainder|duration|whole|bulk|better part))"
)
_TIME_OF_DAY = r"(?:(?:very )?(?:early|late) )?(?:morning|afternoon|evening|night|day|hours?|weekend|week)"
_SOON = r"(?:very )?(?:shortly|soon|just|immediately|right|directly)"
_NO_PREPOSITION = (
    r"(?!(?:in|on|of|by|from|since|until|to|and|or|between|during|before|after|at|for|with|early|late)\b)"
)
OWNER = r"(?:the|an?|its|his|her|their|our|these|those|both|another|[\w.]+[’']s|[\w.]+s[’'])"

# Frame, expression, and where they differ from the frame: rule, role.  The expression that begins
# furthest to the left is taken.
_TABLE: tuple[tuple[str, ...], ...] = (
    (
        "between",
        rf"(?:in the (?:period|years|months|decades?) )?between (?:both )?{_PERIOD}",
        "between",
        "span",
    ),
    ("from", rf"from (?:as early as )?{_PERIOD}", "from", "since"),
    ("since", r"(?:ever )?since (?:as early as )?"),
    (
        "since",
        r"(?:beginning|starting|commencing)(?: as early as)?(?: (?:in|on|from|at|with))? ",
        "beginning",
    ),
    ("since", r"(?:all the way )?back (?:to|into) ", "back to"),
    ("since", r"(?P<verb>dat(?:e|es|ed|ing) )(?:from|to) ", "dates from"),
    ("until", r"(?:up |down |right )?(?:until|till|through) (?:as late as )?"),
    ("until", r"(?:(?:up|down) to|(?:well |on )?into|(?:ending|lasting) (?:in|on)) ", "into"),
    ("before", r"(?:before|prior to|preceding|ahead of|earlier than) |pre-"),
    (
        "before",
        rf"(?:in|during|over) the {_STRETCH} (?:before|preceding|prior to|leading up to) ",
        "years before",
    ),
    ("after", r"(?:after|following|subsequent to|later than|on or after|no earlier than|not before) |post-"),
    ("after", rf"(?:in|during|over) the {_STRETCH} (?:after|following|since) ", "years after"),
    ("shortly after", rf"{_SOON} (?:after|following) ", "shortly after", "after"),
    ("shortly before", rf"(?:on or )?{_SOON} (?:before|prior to) ", "shortly before", "before"),
    ("by", r"by |(?:by )?(?:no|not) later than |(?:on|in) or before "),
    (
        "during",
        rf"(?:during|throughout|all through|within|over|across|{_PARTLY} of) {_PERIOD}",
    ),
    (
        "during",
        r"(?:over|in|during|throughout) the (?:whole )?(?:course|rest|remainder|span) of ",
        "in the course of",
    ),
    (
        "at",
        rf"(?:as (?:early|late|recently) as|as of|in|on|at|around|about|towards?|near|for) {_PERIOD}",
    ),
    ("at", r"(?:dated|effective) "),
    ("at", r"(?:only|again|once more|sometime|some time|at some point|back) (?:in|on) "),
    ("at", rf"(?:(?:on|in|during|by|at) )?the {_TIME_OF_DAY} of ", "on the morning of"),
    ("at", r"in (?:the )?(?:summer|spring|winter|fall|month|week|day)s? of ", "in the days of"),
    ("at", rf"(?P<owner>{OWNER} (?:{_NO_PREPOSITION}[\w-]+ )?)", "name", "name"),
    ("at", r"of ", "of", "name"),
)
_BEFORE = spaced(
    r"(?<![\w-])(?:"
    + "|".join(f"(?P<r{n}>{row[1]})" for n, row in enumerate(_TABLE))
    + r")(?:both |either )?$",
    re.IGNORECASE,
)


def lead(masked: str, at: int, floor: int) -> Lead | None:
    """What stands right before the date at `at`, not before `floor`; None if nothing does that says how."""
    start = max(floor, at - _REACH)
    match = _BEFORE.search(masked[start:at])
    if match is None:
        return None
    number = next(n for n in range(len(_TABLE)) if match[f"r{n}"] is not None)
    frame, _, *names = _TABLE[number]
    rule, role = (*names, *(frame, frame)[len(names) :])
    # The verb of "dates from" and the owner in "its 1973 visit" are no part of the phrase.
    outside = match.end("verb") if match["verb"] else match.end("owner") if match["owner"] else match.start()
    return Lead(frame, cast(Role, role), rule, start + outside)


_GOVERNOR = spaced(
    r"\b(?P<how>(?i:after|following|since|before|prior to|until|up to|during|throughout)|By) "
    r"(?:the )?(?:(?P<edge>end|close|conclusion|beginning|start|outbreak|onset) of )?"
    rf"(?:[^\s,;:.()—{MASKED}]+ ){{0,9}}(?:of )?\(?$"
)
_HOW = {"following": "after", "prior": "before", "up": "until", "throughout": "during"}
_ENDS = ("end", "close", "conclusion")


def governor(masked: str, start: int) -> Governor | None:
    """The preposition that governs the name in which, or behind which, a date stands at `start`.

    >>> governor("After the end of the war (", 26)
    Governor(start_char=0, frame='after', edge='end')
    """
    begin = max(0, start - 100)
    # The nearest preposition governs: a greedy search would take the first of several.
    matches = list(_GOVERNOR.finditer(masked[begin:start]))
    if not matches:
        return None
    found = matches[-1]
    how = found["how"].lower().split()[0]
    edge = found["edge"]
    named = ("end" if edge in _ENDS else "start") if edge else ""
    return Governor(begin + found.start(), _HOW.get(how, how), named)
