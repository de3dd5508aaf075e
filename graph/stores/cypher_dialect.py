"""What the embedded engine needs to be told so that it reads Cypher as it is meant.

Its planner takes consecutive MATCH clauses for one, also across an UNWIND and a `WITH *`, and then looks
for what a later one needs from an earlier before that is known: it finds nothing, silently.  A WITH that
hands on all names, which changes no meaning, keeps them apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from graph.stores.cypher_guard import Token, tokens

_BEGINNINGS = frozenset({"CALL", "MATCH", "OPTIONAL", "RETURN", "UNION", "UNWIND", "WITH"})
_JOINED = ("MATCH", "OPTIONAL", "UNWIND")
_OPENING, _CLOSING = "([{", ")]}"


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
    clause, begins = "", 0
    outer = list(_outer_clauses(found))
    for place, i in enumerate(outer):
        word = found[i].word
        if word in ("MATCH", "OPTIONAL") and clause in _JOINED and names:
            yield Edit(found[i].at, 0, f"WITH {', '.join(names)} ")
        ends = outer[place + 1] if place + 1 < len(outer) else len(found)
        clause, begins = word, i
        here = found[begins:ends]
        if word in ("RETURN", "UNION"):
            names.clear()
        elif word == "WITH":
            star = _text(found, i + 1) == "*"
            if star and names:
                yield Edit(found[i + 1].at, 1, ", ".join(names))
            given = dict.fromkeys(_handed_on(here))
            names = {**names, **given} if star else given
        else:
            names.update(dict.fromkeys(_declared(here)))


def _outer_clauses(found: list[Token]) -> Iterator[int]:
    """Where clauses begin that are within no brackets."""
    depth = 0
    for i, token in enumerate(found):
        if token.kind == "sign":
            depth += (token.text in _OPENING) - (token.text in _CLOSING)
        before = found[i - 1].word if i else ""
        joined = before == "OPTIONAL" or (token.word == "WITH" and before in ("STARTS", "ENDS"))
        if depth == 0 and token.word in _BEGINNINGS and not joined and not _is_a_name(found, i):
            yield i


def _declared(clause: list[Token]) -> Iterator[str]:
    """Names that a MATCH, an UNWIND or a CALL gives, in its patterns, before AS or behind YIELD."""
    yielding, depth = False, 0
    for i, token in enumerate(clause):
        if token.kind == "sign":
            depth += (token.text in _OPENING) - (token.text in _CLOSING)
        if token.word == "WHERE" and depth == 0:
            return
        yielding |= token.word == "YIELD"
        if not token.name or token.word in ("MATCH", "OPTIONAL", "YIELD", "AS"):
            continue
        before, after = _text(clause, i - 1), _text(clause, i + 1)
        in_pattern = before in ("(", "[") and after in (":", ")", "]", "{", "*")
        path = after == "=" and before.upper() in ("MATCH", ",")
        if (
            in_pattern
            or path
            or before.upper() == "AS"
            or (yielding and depth == 0 and after.upper() != "AS")
        ):
            yield token.text


def _handed_on(clause: list[Token]) -> Iterator[str]:
    """Names that a WITH hands on: those behind AS, and items that are nothing but a name."""
    depth = 0
    for i, token in enumerate(clause):
        if token.kind == "sign":
            depth += (token.text in _OPENING) - (token.text in _CLOSING)
        if depth or not token.name:
            continue
        if i and token.word in ("ORDER", "WHERE", "SKIP", "LIMIT", "OFFSET"):
            return
        before, after = _text(clause, i - 1).upper(), _text(clause, i + 1).upper()
        alone = before in ("WITH", ",", "DISTINCT") and after in (
            *("", ",", "WHERE", "ORDER", "SKIP", "LIMIT", "OFFSET"),
        )
        if before == "AS" or (alone and token.word != "DISTINCT"):
            yield token.text


def _is_a_name(found: list[Token], i: int) -> bool:
    return _text(found, i - 1) in (".", ":", "$") or _text(found, i + 1) == ":"


def _text(found: list[Token], i: int) -> str:
    return found[i].text if 0 <= i < len(found) else ""
