"""Dates in English words, from their EDTF text or from a window of days."""

from __future__ import annotations

from functools import lru_cache

from graph.edtf import Window, day_to_iso, parse_boundary, split_sides

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September", "October"),
    *("November", "December", "spring", "summer", "autumn", "winter"),
)


@lru_cache(maxsize=4096)
def in_words(text: str | None) -> str:
    """An EDTF date in English; a side that a convention fixed (`~` in `A/B`) is not called approximate.

    >>> in_words("1950-01-31"), in_words("1950-01"), in_words("196X"), in_words("1945~"), in_words("1930?")
    ('31 January 1950', 'January 1950', 'the 1960s', 'about 1945', 'perhaps 1930')
    >>> in_words("1950-01/1950-04~"), in_words("1946/1950"), in_words("../1930"), in_words("1954/..")
    ('between January and April 1950', 'between 1946 and 1950', 'by 1930', '1954 or later')
    """
    if text is None:
        return "undated"
    parse_boundary(text)
    sides = split_sides(text)
    perhaps = "perhaps " if "?" in text or "%" in text else ""
    if sides is None:
        about = "about " if text[-1] in "~%" else ""
        return perhaps + about + _single(text.rstrip("~?%"))
    first, last = (side.rstrip("~?%") for side in sides)
    if not first or not last:
        return perhaps + _open(first, last)
    return f"{perhaps}between {_without_repetition(first, last)} and {_single(last)}"


def window_in_words(window: Window) -> str:
    """A window of days in English, by the coarsest dates that say exactly the same.

    >>> [window_in_words(parse_boundary(text)) for text in ("1950-01-01/1950-12-31", "1950-03-05/..")]
    ['1950', '5 March 1950 or later']
    """
    first, last = day_to_iso(window.earliest), day_to_iso(window.latest)
    if first is not None and first[3] == "0" and parse_boundary(first[:3] + "X") == window:
        return in_words(first[:3] + "X")
    for length in (4, 7, 10):
        exact = [iso[:length] if iso else ".." for iso in (first, last)]
        if exact == ["..", ".."]:
            return "at an unknown date"
        text = exact[0] if exact[0] == exact[1] else "/".join(exact)
        if parse_boundary(text) == window:
            break
    return in_words(text)


def _open(first: str, last: str) -> str:
    if last:
        return f"by {_single(last)}"
    return f"{_single(first)} or later" if first else "at an unknown date"


def _single(bare: str) -> str:
    if bare.endswith("X") and bare[:3] != "000" and "XX" not in bare:
        return f"the {int(bare[:3])}0s"
    if bare.endswith("X"):
        return f"the years {max(int(bare.replace('X', '0')), 1)} to {int(bare.replace('X', '9'))}"
    year, *rest = (int(part) for part in bare.split("-"))
    words = [str(year)]
    if rest:
        words.insert(0, _MONTHS[rest[0] - 1 if rest[0] <= 12 else rest[0] - 9])
    if len(rest) == 2:
        words.insert(0, str(rest[1]))
    return " ".join(words)


def _without_repetition(first: str, last: str) -> str:
    """`first` without the year, or month and year, that `last` is going to say."""
    words = _single(first)
    if len(first) < 7 or first[:4] != last[:4] or len(last) < 7:
        return words
    if len(first) == len(last) == 10 and first[:7] == last[:7]:
        return str(int(first[8:]))
    return words.rsplit(" ", 1)[0]
