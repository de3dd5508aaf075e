"""Which readings a statement is made of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from graph.model import Reading
from graph.stores.columns import READING_COLUMNS, to_reading
from graph.stores.database import Database


def members_of(db: Database, chosen: str, parameters: Sequence[Any]) -> Iterator[tuple[str, Reading]]:
    """Id of a statement and a reading of it, for all statements whose ids the query `chosen` finds.

    By statement, and there by place: document, characters, id.
    """
    rows = db.rows(
        f"WITH chosen AS MATERIALIZED ({chosen}), members AS ("
        "SELECT id AS statement, substr(id, 2) AS reading FROM chosen UNION ALL "
        "SELECT f.statement, f.reading FROM chosen c CROSS JOIN further_readings f ON f.statement = c.id) "
        f"SELECT m.statement, {READING_COLUMNS} FROM members m CROSS JOIN readings r ON r.id = m.reading "
        "CROSS JOIN runs n ON n.number = r.run "
        "ORDER BY m.statement, n.document, r.start_char, r.end_char, r.id",
        parameters,
    )
    return ((row[0], to_reading(row[1:])) for row in rows)
