"""What the embedded engine needs to be told so that it reads Cypher as it is meant.

Its planner takes consecutive MATCH clauses for one, also across an UNWIND and a `WITH *`, and then looks
for what a later one needs from an earlier before that is known: it finds nothing, silently.  A WITH that
hands on all names, which changes no meaning, keeps them apart.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import NamedTuple

from graph.stores.cypher_clauses import clause, depths, text
from graph.stores.cypher_guard import Token, tokens

_JOINED = ("MATCH", "OPTIONAL", "UNWIND")


class Edit(NamedTuple):
    """At character `at` of a query, `length` characters give way to `text`."""

    at: int
    length: int
    text: str


def separated(query: str) -> str:
    """`query` with all names handed on before each MATCH that follows another or an UNWIND.

    >>> separated("MATCH (a) MATCH (b {id: a.id}) RETURN b")
    'MATCH (a) WITH a MATCH (b {id: a.id}) RETURN b'
    >>> separated("MATCH (a)-[r]->() WITH * MATCH (b) RETURN b")
    'MATCH (a)-[r]->() WITH a, r MATCH (b) RETURN b'
    >>> separated("MATCH (a) WHERE a.name STARTS WITH 'x' MATCH (b) RETURN b")
    "MATCH (a) WHERE a.name STARTS WITH 'x' WITH a MATCH (b) RETURN b"
    >>> separated("MATCH () MATCH (b) RETURN b")  # nothing is named that could be handed on
    'MATCH () MATCH (b) RETURN b'
    """
    for at, length, new in reversed(list(_edits(list(tokens(query))))):
        query = query[:at] + new + query[at + length :]
    return query


def _edits(found: list[Token]) -> Iterator[Edit]:
    names: dict[str, None] = {}  # in scope, in the order of their coming
    before = ""
    outer = list(_outer_clauses(found))
    for i, end in itertools.pairwise([*outer, len(found)]):
        here, begun = found[i:end], found[i].word
        if begun in ("MATCH", "OPTIONAL") and before in _JOINED and names:
            yield Edit(found[i].at, 0, f"WITH {', '.join(names)} ")
        before = begun
        if begun in ("RETURN", "UNION"):
            names.clear()
        elif begun == "WITH":
            star = text(here, 1) == "*"
            if star and names:
                yield Edit(here[1].at, 1, ", ".join(names))
            given = dict.fromkeys(_handed_on(here))
            names = {**names, **given} if star else given
        else:
            names.update(dict.fromkeys(_declared(here)))


def _outer_clauses(found: list[Token]) -> Iterator[int]:
    """Where clauses begin that are within no brackets; what CALL yields belongs to it."""
    for i, depth in enumerate(depths(found)):
        joined = i > 0 and found[i - 1].word == "OPTIONAL"
        if depth == 0 and not joined and clause(found, i) not in ("", "YIELD"):
            yield i


def _declared(here: list[Token]) -> Iterator[str]:
    """Names that a MATCH, an UNWIND or a CALL gives, in its patterns, before AS or behind YIELD."""
    yielding = False
    for i, (token, depth) in enumerate(zip(here, depths(here), strict=True)):
        if token.word == "WHERE" and depth == 0:
            return
        yielding |= token.word == "YIELD"
        if not token.name or token.word in ("MATCH", "OPTIONAL", "YIELD", "AS"):
            continue
        before, after = text(here, i - 1), text(here, i + 1)
        in_pattern = before in ("(", "[") and after in (":", ")", "]", "{", "*")
        path = after == "=" and before.upper() in ("MATCH", ",")
        if (
            in_pattern
            or path
            or before.upper() == "AS"
            or (yielding and depth == 0 and after.upper() != "AS")
        ):
            yield token.text


def _handed_on(here: list[Token]) -> Iterator[str]:
    """Names that a WITH hands on: those behind AS, and items that are nothing but a name."""
    for i, (token, depth) in enumerate(zip(here, depths(here), strict=True)):
        if depth or not token.name:
            continue
        if i and token.word in ("ORDER", "WHERE", "SKIP", "LIMIT", "OFFSET"):
            return
        before, after = text(here, i - 1).upper(), text(here, i + 1).upper()
        alone = before in ("WITH", ",", "DISTINCT") and after in (
            *("", ",", "WHERE", "ORDER", "SKIP", "LIMIT", "OFFSET"),
        )
        if before == "AS" or (alone and token.word != "DISTINCT"):
            yield token.text
