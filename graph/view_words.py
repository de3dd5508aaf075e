"""Dates as the page prints them: in a column of their own, so without "on" or "in"."""

from __future__ import annotations

import re

from graph.relations import relations
from graph.when import UNKNOWN, Window, in_words, parse_existence, window_in_words

UNDATED = "undated"
_COMPOUND = re.compile(r"between|by |perhaps|about|at |.* or later")


def existence_in_words(existed: str | None) -> str:
    """An EDTF interval in English, "" if nothing is known.

    >>> existence_in_words("1945-09-02/1976-07-02"), existence_in_words("1954"), existence_in_words("1945/..")
    ('from 2 September 1945 to 2 July 1976', '1954', 'since 1945')
    """
    begun, ended = parse_existence(existed)
    if begun == ended:
        return _known(begun)
    return _span(_known(begun), _known(ended), "since")


def _known(window: Window) -> str:
    return "" if window == UNKNOWN else window_in_words(window)


def dates_in_words(relation_type: str, start: str | None, end: str | None) -> str:
    """The dates of a relation.  Of a state whose end is not stated, only when it began.

    >>> dates_in_words("VISITED", "1950-01-31", None), dates_in_words("VISITED", "1950", "1954")
    ('31 January 1950', 'between 1950 and 1954')
    >>> dates_in_words("JOINED", "1950", None), dates_in_words("JOINED", "1950", "1954")
    ('1950', '1950, lasting until 1954')
    >>> dates_in_words("LED", "1950", None), dates_in_words("LED", "1950", "1954")
    ('begun in 1950', 'from 1950 to 1954')
    >>> dates_in_words("LED", "1851/1900", "1954"), dates_in_words("LED", None, None)
    ('begun between 1851 and 1900, ended in 1954', 'undated')
    """
    begun, ended = (in_words(text) if text else "" for text in (start, end))
    if not begun and not ended:
        return UNDATED
    aspect = relations()[relation_type].aspect
    if begun == ended or (aspect != "durative" and not ended):
        return begun
    if aspect == "punctual":
        return f"between {begun} and {ended}" if begun else ended
    if aspect == "inceptive" and begun:
        until = f"ended {_at(ended)}" if _COMPOUND.match(ended) else f"lasting until {ended}"
        return f"{begun}, {until}"
    return _span(begun, ended, "begun")


def _span(begun: str, ended: str, opened: str) -> str:
    """What began and what ended, in one phrase; either may be ""."""
    compound = [bool(_COMPOUND.match(words)) for words in (begun, ended)]
    if begun and ended:
        return f"begun {_at(begun)}, ended {_at(ended)}" if any(compound) else f"from {begun} to {ended}"
    if ended:
        return f"ended {_at(ended)}" if compound[1] else f"until {ended}"
    return f"begun {_at(begun)}" if compound[0] or opened == "begun" else f"{opened} {begun}"


def _at(words: str) -> str:
    """The words with the preposition that they need.

    >>> [_at(words) for words in ("31 January 1950", "the 1960s", "by 1930", "1954 or later", "about 1945")]
    ['on 31 January 1950', 'in the 1960s', 'by 1930', 'in 1954 or later', 'about 1945']
    """
    if re.match(r"between|by |perhaps|at |about", words):
        return words
    return f"on {words}" if re.match(r"\d+ [A-Z]", words) else f"in {words}"
