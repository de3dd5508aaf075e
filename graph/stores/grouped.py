"""The rows that statements are kept in, and how others take their place.

Only what differs is written: one more reading of a fact leaves most of what is known of it as it is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any, NamedTuple

from graph.grouping import fact
from graph.model import Statement
from graph.stores.columns import LISTED, STATEMENT_COLUMNS, fact_number, listed, statement_row
from graph.stores.database import Database


class Rows(NamedTuple):
    """Rows of `statements`, with the fact at the end, of `further_readings` and of `links`.

    The first cell of each is what it is removed by; of links, the first three.
    """

    statements: list[tuple[Any, ...]]
    further: list[tuple[Any, ...]]
    links: list[tuple[Any, ...]]


def kept(db: Database, facts: Collection[int]) -> Rows:
    """What is kept of the statements of these facts."""
    which = (listed(facts),)
    statements = db.rows(f"SELECT {STATEMENT_COLUMNS}, fact FROM statements WHERE fact {LISTED}", which)
    ids = (listed(row[0] for row in statements),)
    return Rows(
        statements,
        db.rows(f"SELECT reading, statement FROM further_readings WHERE statement {LISTED}", ids),
        db.rows(f"SELECT statement, link, position, other FROM links WHERE statement {LISTED}", ids),
    )


def made(statements: Iterable[Statement]) -> Rows:
    """What is to be kept of these statements."""
    rows = Rows([], [], [])
    for s in statements:
        rows.statements.append((*statement_row(s), fact_number(fact(s.readings[0]))))
        rows.further.extend((r.id, s.id) for r in s.readings if s.id != f"s{r.id}")
        for link, others in (("could be", s.could_be), ("disagrees", s.disagrees)):
            rows.links.extend((s.id, link, position, other) for position, other in enumerate(others))
    return rows


def replace(db: Database, old: Rows, new: Rows) -> None:
    """Let new rows stand where old ones stood."""
    for gone, come, (delete, insert) in zip(old, new, _WRITTEN, strict=True):
        stay = set(gone).intersection(come)
        places = delete.count("?")
        db.change(delete, [row[:places] for row in gone if row not in stay])
        db.change(insert, [row for row in come if row not in stay])


def insert(db: Database, statements: Iterable[Sequence[Any]]) -> None:
    """Insert rows of statements of which there is nothing else."""
    db.change(_INSERT, statements)


_INSERT = f"INSERT INTO statements ({STATEMENT_COLUMNS}, fact) VALUES ({', '.join('?' * 16)})"
_WRITTEN = (
    ("DELETE FROM statements WHERE id = ?", _INSERT),
    ("DELETE FROM further_readings WHERE reading = ?", "INSERT INTO further_readings VALUES (?, ?)"),
    (
        "DELETE FROM links WHERE statement = ? AND link = ? AND position = ?",
        "INSERT INTO links VALUES (?, ?, ?, ?)",
    ),
)
