"""Conditions as the embedded engine must be told them.

It asks a condition as soon as it names a node that is known, even if the rest of it is about what is still
to be matched: `MATCH p = (a)-[r]->() WHERE a.kind = 'State' OR r.dated` loses rows.  What stands inside a
function is asked when all is there, and `coalesce(condition, false) = true` means the same after WHERE.
"""

from __future__ import annotations

from collections.abc import Iterator

from graph.stores.cypher_clauses import clause, deeper, word
from graph.stores.cypher_guard import Token, tokens

Span = tuple[int, int]
"""The first token, and the one behind the last."""


def asked_late(query: str) -> str:
    """`query` with each part of a MATCH's condition that joins others by OR inside a function.

    >>> asked_late("MATCH (a)-[r]->() WHERE a.id = 'x' AND (a:State OR r.dated) RETURN r")
    "MATCH (a)-[r]->() WHERE a.id = 'x' AND coalesce((a:State OR r.dated), false) = true RETURN r"
    >>> asked_late("MATCH (a) WITH a WHERE a.x OR a.y RETURN a")
    'MATCH (a) WITH a WHERE a.x OR a.y RETURN a'
    """
    found = list(tokens(query))
    pieces, done = [], 0
    for first, behind in _joined(found):
        start, end = found[first].at, found[behind - 1].at + len(found[behind - 1].text)
        if start >= done:  # else a part of one that is inside a function already
            pieces += [query[done:start], "coalesce(", query[start:end], ", false) = true"]
            done = end
    return "".join([*pieces, query[done:]])


def _joined(found: list[Token]) -> Iterator[Span]:
    for i in range(len(found)):
        if word(found, i) == "WHERE" and _of_match(found, i):
            for first, behind in _parts(found, i + 1, _end(found, i + 1)):
                words = {word(found, k) for k in range(first, behind)}
                if words & {"OR", "XOR"} or {"AND", "NOT"} <= words:
                    yield first, behind


def _of_match(found: list[Token], where: int) -> bool:
    depth = 0
    for i in range(where - 1, -1, -1):
        depth -= deeper(found[i])
        if depth < 0:
            return False
        if depth == 0 and clause(found, i):
            return clause(found, i) == "MATCH"
    return False


def _end(found: list[Token], start: int) -> int:
    depth = 0
    for i in range(start, len(found)):
        depth += deeper(found[i])
        if depth < 0 or (depth == 0 and (clause(found, i) or found[i].text == ";")):
            return i
    return len(found)


def _parts(found: list[Token], start: int, end: int) -> list[Span]:
    """What AND joins, or the whole condition where OR does."""
    depth, ands = 0, []
    for i in range(start, end):
        said = word(found, i)
        depth += deeper(found[i]) + (said == "CASE") - (said == "END" and depth > 0)
        if depth == 0 and said in ("OR", "XOR"):
            return [(start, end)]
        if depth == 0 and said == "AND":
            ands.append(i)
    return [
        span for span in zip([start, *(i + 1 for i in ands)], [*ands, end], strict=True) if span[0] < span[1]
    ]
