"""Words for a leader's time in power: "the Brezhnev years", "under Gorbachev", "Nixon's presidency"."""

from __future__ import annotations

import re
from collections.abc import Iterator

# A name of one to four words; particles as in "de Gaulle".
_NAME = r"((?:(?:de|von|van|bin|al) ?)?[A-Z][\w'.-]*(?: (?:(?:de|von|van|bin|al) )?[A-Z][\w'.-]*){0,3})"
_TIME = (
    r"(?:years|era|period|days|administrations?|presidency|premiership|regime|government|rule|reign|decade"
    r"|dictatorship|chancellorship|times?|leadership|tenure)"
)
_ERA = re.compile(
    rf"\b(?:[Uu]nder|{_TIME} (?:of|under))(?: (?:the )?(?:leadership of|rule of|president|premier|leader))?"
    rf" {_NAME}"
    rf"|{_NAME} (?:[a-z]+ )?{_TIME}\b"
)


def leaders_named(text: str) -> Iterator[str]:
    """Names that the words for a time in power can stand for, the fullest of each phrase first.

    >>> list(leaders_named("during Leonid Brezhnev's rule"))
    ['Leonid Brezhnev', 'Leonid', 'Brezhnev']
    """
    for match in _ERA.finditer(text.replace("’", "'")):
        words = re.sub(r"'s?(?= |$)", "", next(group for group in match.groups() if group)).split(" ")
        yield from _runs(words)


def _runs(words: list[str]) -> Iterator[str]:
    """Every run of `words`, the longest first."""
    for size in range(len(words), 0, -1):
        for start in range(len(words) - size + 1):
            yield " ".join(words[start : start + size])
