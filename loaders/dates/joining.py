"""Join dates with what stands before and between them: "from A until B", "in A and B", "(A)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from loaders.dates.grammar import DASH, Nucleus, spaced
from loaders.dates.moments import Moment, first_day
from loaders.dates.phrases import DatePhrase, Role
from loaders.dates.placing import boundaries
from loaders.dates.prepositions import Lead, governor, lead

_TO = spaced(rf"(?:{DASH}|/| (?:up )?(?:to|until|till|through|thru|into) (?:in |on )?)$", re.IGNORECASE)
_AND = spaced(r",? and (?:(?:again|then|also) )?$")
_OR = spaced(r" or (?:perhaps |possibly |in |on )?$")
_COMMA = spaced(r", $")
_ONWARD = spaced(r" (?:on\b(?! (?:the|a|an|its|his)\b)|onwards?\b|forwards?\b)", re.IGNORECASE)
_OPEN_RANGE = spaced(rf"{DASH}(?:present)?(?=\))")
_WORD_FOLLOWS = re.compile(r"\s+[\w“\"‘]")
_NOUN_FOLLOWS = spaced(
    r" (?!(?:on|in|of|to|and|or|by|at|for|from|with|was|were|is|had|has|that|which|through|against"
    r"|when)\b)[a-z]"
)
_BETWEEN_DAYS = spaced(r" (?:and|or) (?:the )?")
# A season without a year is a date only behind these: "after the fall" is none.
_SEASONABLE = ("at", "during", "by", "until", "since", "from")
# Leads behind which dates joined by "and" are the ends of one stretch.
_STRETCHING = ("between", "during", "from")

Ends = tuple[Moment, Moment]


class Dated(NamedTuple):
    """A text and its dates: as it is, and with the dates masked."""

    text: str
    masked: str
    nuclei: list[Nucleus]

    def gap(self, index: int) -> str:
        """The words between a nucleus and the next one; a full stop if there is none."""
        if index + 1 >= len(self.nuclei):
            return "."
        return self.text[self.nuclei[index].end : self.nuclei[index + 1].start]


class _How(NamedTuple):
    """How a phrase places things: what it is called, what it computes, the rule that found it."""

    role: Role
    frame: str
    rule: str


Joined = tuple[int, list[DatePhrase]]


def find_placed(dated: Dated) -> Iterator[DatePhrase]:
    """Phrases made of dates and what stands before and between them, from left to right."""
    index = floor = 0
    while index < len(dated.nuclei):
        before = lead(dated.masked, dated.nuclei[index].start, floor)
        taken, phrases = _pair(dated, index, before)
        if not phrases:
            taken, phrases = _list(dated, index, before)
        if not phrases:
            taken, phrases = 1, _one(dated, dated.nuclei[index], before)
        yield from phrases
        index += taken
        floor = dated.nuclei[index - 1].end


def paired(first: Moment, last: Moment) -> Ends | None:
    """The two ends of a stretch, each completed from the other; None if the last lies before the first.

    >>> ends = paired(Moment("month", None, 11), Moment("month", 1945, 2))
    >>> [(moment.year, moment.month) for moment in ends or ()]
    [(1944, 11), (1945, 2)]
    """
    if _borrows(first, last) and last.year is not None:
        first = replace(first, year=last.year)
        if first_day(first) > first_day(last):
            first = replace(first, year=last.year - 1)
    elif _borrows(last, first) and first.year is not None:
        last = replace(last, year=first.year)
        if first_day(first) > first_day(last):
            last = replace(last, year=first.year + 1)
    if first.known and last.known and first_day(first) > first_day(last):
        return None
    return first, last


def _borrows(moment: Moment, other: Moment) -> bool:
    """A month, a season or a day without its year, beside a date that may give it one."""
    return (
        moment.year is None and moment.month is not None and other.unit in ("day", "month", "season", "year")
    )


def _completed(moments: list[Moment]) -> list[Moment]:
    """The dates of a list, each without a year taking that of the next, else of the one before."""
    for index in reversed(range(len(moments) - 1)):
        if _borrows(moments[index], moments[index + 1]):
            moments[index] = replace(moments[index], year=moments[index + 1].year)
    for index in range(1, len(moments)):
        if _borrows(moments[index], moments[index - 1]):
            moments[index] = replace(moments[index], year=moments[index - 1].year)
    return moments


def _pair(dated: Dated, index: int, before: Lead | None) -> Joined:
    """Two dates as the ends of one stretch, or as alternatives."""
    gap, frame = dated.gap(index), before.frame if before else ""
    alternative = _OR.match(gap) is not None
    if not (alternative or _TO.match(gap) or (frame == "between" and _AND.match(gap))):
        return 0, []
    first, last = dated.nuclei[index : index + 2]
    may_end = ("single", "range", "weak") if frame in ("between", "from") else ("single", "range")
    if first.kind not in ("single", "weak") or last.kind not in may_end:
        return 0, []
    ends = paired(first.moments[0], last.moments[-1])
    if ends is None:
        return 0, []
    how = _How("at", "either", "or") if alternative else _How("span", "span", "to")
    if before and before.role == "name":
        how = _How("name", "at", "to")
    return 2, [_phrase(dated, (before.start if before else first.start, last.end), how, ends)]


def _list(dated: Dated, index: int, before: Lead | None) -> Joined:
    """A phrase for each of "in 1919 and 1921"; one for "the late 1960s and early 1970s"."""
    end = index
    while _COMMA.match(dated.gap(end)):
        end += 1
    taken = dated.nuclei[index : end + 2]
    kinds = {nucleus.kind for nucleus in taken}
    if (
        not _AND.match(dated.gap(end))
        or not kinds <= {"single", "weak"}
        or (not before and kinds == {"weak"})
    ):
        return 0, []
    moments = _completed([nucleus.moments[0] for nucleus in taken])
    ends = _stretch(moments, before)
    start = before.start if before else taken[0].start
    if ends is not None:
        name = before is not None and before.role == "name"
        how = _How("name", "at", "list") if name else _How("span", "span", "list")
        return len(taken), [_phrase(dated, (start, taken[-1].end), how, ends)]
    starts = [start, *(nucleus.start for nucleus in taken[1:])]
    each = zip(starts, taken, moments, strict=True)
    return len(taken), [_single(dated, (at, nucleus.end), moment, before) for at, nucleus, moment in each]


def _stretch(moments: list[Moment], before: Lead | None) -> Ends | None:
    """The ends of a list that means one stretch of time: two periods, or dates behind "during"."""
    stretching = before is not None and before.role != "name" and before.frame in _STRETCHING
    periods = len(moments) == 2 and all(moment.is_period for moment in moments)
    return paired(moments[0], moments[-1]) if stretching or periods else None


def _single(dated: Dated, span: tuple[int, int], moment: Moment, before: Lead | None) -> DatePhrase:
    """One date of several that stand behind one preposition."""
    if before is None or before.frame == "between":
        return _phrase(dated, span, _How("at", "at", "list"), (moment, moment))
    frame = "since" if before.frame == "from" else before.frame
    return _phrase(dated, span, _How(before.role, frame, "list"), (moment, moment))


def _one(dated: Dated, nucleus: Nucleus, before: Lead | None) -> list[DatePhrase]:
    """A date that stands alone, as far as it may."""
    if before and not _fits(dated, nucleus, before):
        before = None
    if nucleus.kind == "adjective":
        ends = (nucleus.moments[0], nucleus.moments[-1])
        return [_phrase(dated, (nucleus.start, nucleus.end), _How("name", "at", nucleus.rule), ends)]
    if nucleus.kind == "list":
        return _two_days(dated, nucleus, before)
    if before is not None:
        return [_behind(dated, nucleus, before)]
    return [] if nucleus.kind in ("weak", "ordinal") else [_bare(dated, nucleus)]


def _fits(dated: Dated, nucleus: Nucleus, before: Lead) -> bool:
    """Whether the words before a date place it."""
    if nucleus.kind == "ordinal":
        return before.rule in ("at", "by", "until")
    if nucleus.kind == "weak" and nucleus.moments[0].unit == "season":
        return before.role != "name" and before.frame in _SEASONABLE
    if before.rule == "name":
        follows = _NOUN_FOLLOWS if nucleus.kind == "weak" else _WORD_FOLLOWS
        return follows.match(dated.text, nucleus.end) is not None
    return before.frame != "between" or nucleus.kind in ("range", "list")


def _bare(dated: Dated, nucleus: Nucleus) -> DatePhrase:
    ends = (nucleus.moments[0], nucleus.moments[-1])
    in_bracket = dated.text[max(0, nucleus.start - 1) : nucleus.start] == "("
    opened = _OPEN_RANGE.match(dated.text, nucleus.end) if in_bracket else None
    if opened:
        return _phrase(dated, (nucleus.start, opened.end()), _How("since", "since", "open bracket"), ends)
    role: Role = "at" if ends[0] == ends[1] else "span"
    return _phrase(dated, (nucleus.start, nucleus.end), _How(role, role, nucleus.rule), ends)


def _behind(dated: Dated, nucleus: Nucleus, before: Lead) -> DatePhrase:
    ends = (nucleus.moments[0], nucleus.moments[-1])
    span = (before.start, nucleus.end)
    placing = before.role != "name" and before.frame in ("at", "from", "between", "during")
    if placing and ends[0] != ends[1]:
        return _phrase(dated, span, _How("span", "span", "range"), ends)
    if before.frame != "from":
        return _phrase(dated, span, _How(before.role, before.frame, before.rule), ends)
    onward = _ONWARD.match(dated.text, nucleus.end)
    span = (before.start, onward.end() if onward else nucleus.end)
    return _phrase(dated, span, _How("since", "since", "from"), ends)


def _two_days(dated: Dated, nucleus: Nucleus, before: Lead | None) -> list[DatePhrase]:
    """A phrase for each of "on July 1 and 2, 1962"; one for "between July 1 and 2"."""
    start = before.start if before else nucleus.start
    if before and before.frame in _STRETCHING:
        ends = (nucleus.moments[0], nucleus.moments[1])
        return [_phrase(dated, (start, nucleus.end), _How("span", "span", before.rule), ends)]
    cut = _BETWEEN_DAYS.search(dated.text, nucleus.start, nucleus.end)
    if cut is None:
        return []
    spans = ((start, cut.start()), (cut.end(), nucleus.end))
    return [_single(dated, span, day, before) for span, day in zip(spans, nucleus.moments, strict=True)]


def _phrase(dated: Dated, span: tuple[int, int], how: _How, ends: Ends) -> DatePhrase:
    start, end = span
    role = how.role
    bracketed = dated.text[max(0, start - 1) : start] == "(" and dated.text[end : end + 1] == ")"
    if bracketed and role in ("at", "span", "since"):
        start, end, role = start - 1, end + 1, "parenthesis"
    if any(not moment.known and moment.month is None and moment.day is None for moment in ends):
        role = "relative"
    first, last = boundaries(how.frame, *ends)
    return DatePhrase(
        start,
        end,
        dated.text[start:end],
        role,
        first,
        last,
        anchor="previous" if role == "relative" else None,
        frame=how.frame,
        moments=ends[:1] if ends[0] == ends[1] else ends,
        governor=governor(dated.masked, start) if role in ("name", "parenthesis") else None,
        rule=how.rule,
    )
