"""Where the clauses of a query begin, told from its tokens: what both ways of rewriting it go by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import accumulate

from graph.stores.cypher_guard import Token

_CLAUSES = frozenset({"CALL", "MATCH", "OPTIONAL", "RETURN", "UNION", "UNWIND", "WITH", "YIELD"})
_DEEPER = {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}


def deeper(token: Token) -> int:
    """1 for an opening bracket, -1 for a closing one, else 0."""
    return _DEEPER.get(token.text, 0)


def depths(found: Iterable[Token]) -> Iterator[int]:
    """How many brackets are open behind each token."""
    return accumulate(map(deeper, found))


def text(found: list[Token], i: int) -> str:
    """What token `i` says, "" where there is none."""
    return found[i].text if 0 <= i < len(found) else ""


def word(found: list[Token], i: int) -> str:
    """A word of the language in capitals, "" for names of properties, labels and parameters."""
    named = text(found, i - 1) in (".", ":", "$") or text(found, i + 1) == ":"
    return "" if named else found[i].word


def clause(found: list[Token], i: int) -> str:
    """The word, if a clause can begin with it here: not the WITH of STARTS WITH."""
    said = word(found, i)
    begins = said in _CLAUSES and not (said == "WITH" and i > 0 and found[i - 1].word in ("STARTS", "ENDS"))
    return said if begins else ""
