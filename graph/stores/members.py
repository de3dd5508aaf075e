"""Which readings a statement is made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graph.model import Reading
from graph.stores.columns import READING_COLUMNS, listed, to_reading
from graph.stores.database import Database


def members_of(db: Database, statements: Iterable[str]) -> Iterator[tuple[str, Reading]]:
    """Id of a statement and a reading of it, for all of these statements.

    By statement, and there by place: document, characters, id.
    """
    rows = db.rows(
        "WITH members AS ("
        "SELECT value AS statement, substr(value, 2) AS reading FROM json_each(?1) UNION ALL SELECT "
        "f.statement, f.reading FROM json_each(?1) CROSS JOIN further_readings f ON f.statement = value) "
        f"SELECT m.statement, {READING_COLUMNS} FROM members m CROSS JOIN readings r ON r.id = m.reading "
        "CROSS JOIN runs n ON n.number = r.run "
        "ORDER BY m.statement, n.document, r.start_char, r.end_char, r.id",
        (listed(statements),),
    )
    return ((row[0], to_reading(row[1:])) for row in rows)
