"""A text of several queries, taken apart; the shell's own commands (:help) among them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from graph.stores.cypher_guard import Token, tokens


class Piece(NamedTuple):
    """A query without its semicolon, or a command; it begins in `line` and `column` of the whole text."""

    text: str
    line: int
    column: int

    @property
    def command(self) -> bool:
        """Whether it is for the shell, and not for the engine."""
        return self.text.startswith(":")


def pieces(text: str) -> Iterator[Piece]:
    """What a text consists of: queries end at a semicolon outside quotes and comments, commands at a line.

    >>> [piece.text for piece in pieces("RETURN ';' AS a; // one; two\\n:help\\n RETURN 2;")]
    ["RETURN ';' AS a", ':help', 'RETURN 2']
    """
    at = 0
    while first := next(_tokens(text, at), None):
        if first.text == ":":
            end = text.find("\n", first.at)
            end = len(text) if end < 0 else end
            yield _piece(text, first.at, end)
        else:
            end = next((token.at for token in _tokens(text, at) if token.text == ";"), len(text))
            if first.text != ";":
                yield _piece(text, first.at, end)
        at = end + 1


def ended(text: str) -> bool:
    """Whether nothing more is to come: a command, nothing at all, or a query with its semicolon."""
    found = list(tokens(text))
    return not found or found[0].text == ":" or found[-1].text == ";"


def _tokens(text: str, at: int) -> Iterator[Token]:
    return (token._replace(at=token.at + at) for token in tokens(text[at:]))


def _piece(text: str, start: int, end: int) -> Piece:
    column = start - (text.rfind("\n", 0, start) + 1) + 1
    return Piece(text[start:end].strip(), text.count("\n", 0, start) + 1, column)
