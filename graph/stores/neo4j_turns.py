"""Whose turn it is to draw the graph on a server, and which state of the runs it was last drawn from.

Two programs that drew at once would leave a mixture.  The mark of a turn, and then that of the state, is
kept on the first (:Run); whoever draws renews it with each batch, so that a program that died loses it.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any, NamedTuple, Self

from graph.stores.neo4j_ledger import counted
from graph.stores.neo4j_server import Results, Server

SECONDS_TO_RENEW = 5.0

_FIRST = "MATCH (r:Run) WITH r ORDER BY r._seq LIMIT 1"
_MINE = "MATCH (r:Run {_seq: $holder}) WHERE r._turn = $ticket"
_DRAWN = "MATCH (r:Run) WHERE r._drawn IS NOT NULL RETURN r._drawn"


class Busy(Exception):
    """Another program is drawing."""


class Turn(NamedTuple):
    """A turn at drawing: the number of the run that tells of it, None if there are no runs.

    `before` is the state that was drawn when the turn was taken, "" if none was.
    """

    server: Server
    holder: int | None
    ticket: str
    before: str

    @classmethod
    def take(cls, server: Server) -> Self:
        """Begin to draw: from now on no state is drawn.  Busy if another program is at it."""

        def free(results: Results) -> None:
            if results[1] != [[0]]:
                raise Busy

        ticket, patience = uuid.uuid4().hex, round(SECONDS_TO_RENEW * 1000)
        *_, before, _, taken = server.write(
            [
                (f"{_FIRST} SET r._seq = r._seq", {}),  # from here on, others wait
                (
                    "MATCH (r:Run) WHERE r._turn IS NOT NULL AND r._since > timestamp() - $patience "
                    "RETURN count(r)",
                    {"patience": patience},
                ),
                (_DRAWN, {}),
                ("MATCH (r:Run) REMOVE r._drawn, r._turn, r._since", {}),
                (
                    f"{_FIRST} SET r._turn = $ticket, r._since = timestamp() RETURN r._seq",
                    {"ticket": ticket},
                ),
            ],
            free,
        )
        return cls(server, taken[0][0] if taken else None, ticket, _one(before))

    def write(self, query: str, parameters: Mapping[str, Any]) -> None:
        """Run a query, in a transaction of its own; Conflict if the turn is over."""
        if self.holder is None:
            mine, expected = "MATCH (r:Run) RETURN count(r)", 0
        else:
            mine, expected = f"{_MINE} SET r._since = timestamp() RETURN count(r)", 1
        known = {"holder": self.holder, "ticket": self.ticket}
        self.server.write([(query, parameters), (mine, known)], counted(1, expected))  # others wait less

    def finish(self, state: str) -> None:
        """Mark `state` as drawn; Conflict if the turn is over."""
        if self.holder is not None:
            known = {"holder": self.holder, "ticket": self.ticket, "state": state}
            query = f"{_MINE} SET r._drawn = $state REMOVE r._turn, r._since RETURN count(r)"
            self.server.write([(query, known)], counted(0, 1))


def drawn(server: Server) -> str:
    """The state of the runs that the graph on the server was drawn from, "" if that was cut short."""
    return _one(server.read(_DRAWN))


def undo(server: Server) -> None:
    """Forget which state was drawn, so that the graph is looked at and drawn again."""
    server.write([("MATCH (r:Run) WHERE r._drawn IS NOT NULL REMOVE r._drawn", {})])


def _one(rows: list[list[Any]]) -> str:
    return str(rows[0][0]) if rows else ""
