"""The offices and ranks that a text puts before or beside a name, and what each says of its holder."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, Literal, NamedTuple

from loaders.entries import FOLDER

Rank = Literal["head", "command", "member"]
RANKS: tuple[Rank, ...] = ("head", "command", "member")


class Office(NamedTuple):
    """What an office makes of its holder; `of` is the state whose office it is where nothing is said."""

    rank: Rank
    of: str | None = None


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads((FOLDER / "offices.toml").read_text(encoding="utf-8"))


@cache
def offices() -> Mapping[str, Office]:
    """Each office by its words in small letters, singular and plural.

    >>> offices()["premiers"], offices()["secretary of state"]
    (Office(rank='head', of=None), Office(rank='member', of='united-states'))
    """
    found: dict[str, Office] = {}
    for rank in RANKS:
        for row in _table()[rank]:
            words, _, of = row.rstrip("]").partition(" [")
            for form in (words, plural(words)):
                found[form] = Office(rank, of or None)
    return found


def plural(office: str) -> str:
    """
    >>> plural("secretary of state"), plural("foreign minister"), plural("secretary general")
    ('secretaries of state', 'foreign ministers', 'secretaries general')
    """
    head, joined, rest = re.fullmatch(
        r"(.*?)(\b(?: of | for | to | in |-in-| d'|-general| general$)|$)(.*)", office
    ).groups()  # type: ignore[union-attr]  # the second group can be empty
    if head.endswith("y"):
        return f"{head[:-1]}ies{joined}{rest}"
    if head.endswith("man"):
        return f"{head[:-2]}en{joined}{rest}"
    return f"{head}s{joined}{rest}"


@cache
def office_pattern() -> str:
    """A regular expression for any office, in capitals or not; the longest first."""
    return any_of(offices())


# Words of offices that are surnames as well.
_SURNAMES = frozenset(
    {"king", "prince", "marshal", "major", "chief", "head", "field", "regent", "peace", "ruler"}
)


def office_words() -> set[str]:
    """The words that offices are made of, in small letters, those apart that are surnames as well."""
    words = {word for office in offices() for word in re.split(r"[ -]", office) if len(word) > 4}
    return words - _SURNAMES


@cache
def plain_pattern() -> str:
    """A regular expression for the words that may stand around an office."""
    return any_of(_table()["plain"])


def any_of(words: Iterable[str]) -> str:
    """A regular expression for any of the words, in capitals or not; the longest first."""
    return f"(?i:{_tree(sorted({word.lower() for word in words}))})"


def _tree(words: Iterable[str]) -> str:
    """An expression for the longest of the words, letter by letter: word by word would take far longer.

    >>> _tree(["king", "kings", "queen", "pope's"])
    "(?:king(?:s)?|pope['’]s|queen)"
    """
    after: dict[str, list[str]] = {}
    for word in words:
        after.setdefault(word[:1], []).append(word[1:])
    ends = after.pop("", None) is not None
    branches = [_letter(first) + _tree(rest) for first, rest in sorted(after.items())]
    tree = branches[0] if len(branches) == 1 and not ends else f"(?:{'|'.join(branches)})"
    return tree if not ends else f"{tree}?" if branches else ""


def _letter(char: str) -> str:
    return "['’]" if char == "'" else re.escape(char)
