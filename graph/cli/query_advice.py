"""What to say of a query beside its answer: where a mistake stands, what may have been meant, unknown names.

Engines find nothing, silently, for a label, type or property that no part of the graph has.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from graph.cli.options import did_you_mean
from graph.cli.query_names import FUNCTIONS, KEYWORDS, Name, names

if TYPE_CHECKING:
    from graph.cli.graph_names import GraphNames
    from graph.cli.statements import Piece
    from graph.stores.cypher_errors import CypherError
    from graph.stores.cypher_guard import Token

_PARTS_OF_DATES = frozenset({"year", "month", "day", "week", "quarter", "days", "months", "years"})


class Pointed(NamedTuple):
    """An error of a query in words, and the line of the query with a caret line under the place."""

    message: str
    lines: tuple[str, ...]


def unknown_names(query: str, known: GraphNames) -> Iterator[str]:
    """A sentence for each label, type and property of a query that the graph does not have."""
    told = set()
    named = names(query)
    own = {name.token.name for name in named if name.role in ("key", "variable")} | _PARTS_OF_DATES
    for name in named:
        text = name.token.name
        if (name.role, text) not in told and text not in _candidates(name, known) | _made(name, own):
            told.add((name.role, text))
            yield _sentence(name, known)


def _made(name: Name, own: set[str]) -> set[str]:
    """Properties of maps that the query makes, such as {who: a.name}."""
    return own if name.role == "property" and name.of == "" else set()


def _candidates(name: Name, known: GraphNames) -> frozenset[str]:
    """What could stand in the place of `name`; itself, if anything can."""
    if name.role == "label":
        return known.labels
    if name.role == "type":
        return known.types
    if name.role == "label or type":
        return known.labels | known.types
    return known.properties(name.of) if name.role == "property" else frozenset({name.token.name})


def _sentence(name: Name, known: GraphNames) -> str:
    from graph.relations import relations

    text, near = name.token.name, _near(name.token.name, _candidates(name, known))
    what = {"label": "no node has the label", "type": "no relationship has the type"}.get(name.role)
    if name.role == "property":
        what = f"no {name.of or 'node or relationship'} has the property"
    said = f"{what or 'nothing has the label or type'} {text}"
    if name.role != "property" and text in relations():
        return f"{said} in this graph"
    return f"{said} ({did_you_mean(near) or ':schema and histgraph schema list what there is'})"


def _near(text: str, candidates: Iterable[str], most: int = 2) -> list[str]:
    """Names near `text`, whatever its case; British spellings too."""
    folded = {candidate.casefold(): candidate for candidate in sorted(candidates)}
    wanted = text.casefold()
    spelled = wanted.replace("ise", "ize")
    if spelled in folded:
        return [folded[spelled]]
    return [folded[found] for found in difflib.get_close_matches(wanted, list(folded), n=most, cutoff=0.6)]


def pointed(
    piece: Piece, error: CypherError, known: GraphNames, parameters: Iterable[str] = ()
) -> Pointed | None:
    """The error with its place, found by the engine or by the name that the error speaks of; None if not.

    Lines and columns are those of the text that the query is a piece of.
    """
    query = piece.text
    if error.line is not None and error.column is not None:
        line, column = error.line, error.column
        name = next((n for n in names(query) if _line_and_column(query, n.token) == (line, column)), None)
    else:
        name = _spoken_of(query, error)
        if name is None:
            return None
        line, column = _line_and_column(query, name.token)
    near = _meant(name, query, error, {"parameter": parameters}.get(name.role), known) if name else []
    hint = did_you_mean(near) or error.hint
    place = f"line {piece.line + line - 1}, column {column + (piece.column - 1) * (line == 1)}"
    shown = (query.split("\n") + [""] * line)[line - 1]
    indent = "".join("\t" if letter == "\t" else " " for letter in shown[: column - 1])
    carets = "^" * (len(name.token.text) if name else 1)
    lines = f"  {shown}", f"  {indent.ljust(column - 1)}{carets}"
    return Pointed(f"{place}: {error.text}{f' ({hint})' if hint else ''}", lines)


def _spoken_of(query: str, error: CypherError) -> Name | None:
    """The name at the end of an error that tells no place."""
    wanted = error.text.removesuffix(" is not defined").rsplit(" ", 1)[-1]
    speaking = (name for name in names(query) if name.role in ("variable", "function", "parameter"))
    return next((name for name in speaking if name.token.text == wanted), None)


def _line_and_column(query: str, token: Token) -> tuple[int, int]:
    before = query[: token.at]
    return before.count("\n") + 1, token.at - (before.rfind("\n") + 1) + 1


def _meant(
    name: Name, query: str, error: CypherError, parameters: Iterable[str] | None, known: GraphNames
) -> list[str]:
    """What may have been meant by a name that is wrong."""
    text = name.token.text
    if parameters is not None:
        return [f"${near}" for near in _near(text, parameters)]
    if error.text.startswith("there is no function"):
        return [f"{near}()" for near in _near(text, FUNCTIONS)]
    if error.text.endswith("is not defined"):
        bound = {n.token.text for n in names(query) if n.role == "variable"} - {text}
        return _near(text, bound)
    if name.role in ("keyword", "variable", "function"):
        return [] if text.upper() in KEYWORDS else _near(text, KEYWORDS, 1)
    return _near(text, _candidates(name, known))
