"""How much is kept, and whether all of it is as it was written."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from datetime import date

from graph.errors import HistgraphError
from graph.model import MODALITIES
from graph.stores import derive
from graph.stores.columns import fingerprint, reading_row, to_reading
from graph.stores.database import Database
from graph.stores.schema import DERIVED


def status(db: Database) -> Mapping[str, int | str]:
    """Counts by name, in the order in which they are told; years as numbers, "" where nothing is dated."""
    told: dict[str, int | str] = {
        "documents": db.value("SELECT count(DISTINCT document) FROM current_runs"),
        "readings": db.value("SELECT count(*) FROM statement_readings"),
        "actors": db.value("SELECT count(*) FROM actors"),
        "unverified actors": db.value("SELECT count(*) FROM actors WHERE NOT verified"),
        "statements": db.value("SELECT count(*) FROM statements"),
    }
    for modality in MODALITIES:
        told[modality] = db.value("SELECT count(*) FROM statements WHERE modality = ?", (modality,))
    told["undated"] = db.value("SELECT count(*) FROM statements WHERE NOT dated")
    told["first year"] = _year(db.value("SELECT min(start_max) FROM statements WHERE dated"))
    told["last year"] = _year(db.value("SELECT max(end_min) FROM statements WHERE dated"))
    told["disagreements"] = db.value(
        "SELECT count(*) FROM (SELECT DISTINCT min(statement, other), max(statement, other) FROM links "
        "WHERE link = 'disagrees')"
    )
    told["impossible orders"] = db.value("SELECT count(*) FROM statements WHERE empty")
    return told


def complaints(db: Database) -> list[str]:
    """What is wrong with the file, one line each; empty if nothing is."""
    try:
        found = list(_damage(db))
        found = found or list(_changed_cells(db))
        return found or [*_misplaced_quotes(db), *_stale_tables(db)]
    except HistgraphError as error:  # too damaged to be looked at
        return [f"damaged: {error.message}"]


def _damage(db: Database) -> Iterator[str]:
    for (line,) in db.rows("PRAGMA integrity_check"):
        if line != "ok":
            yield f"damaged: {line}"
    for table, *_ in db.rows("PRAGMA foreign_key_check"):
        yield f"damaged: a row of {table} refers to one that is missing"


def _changed_cells(db: Database) -> Iterator[str]:
    kept = (("readings", "id", "body"), ("texts", "hash", "text"), ("descriptions", "hash", "body"))
    for table, key, column in kept:
        for name, data in db.rows(f"SELECT {key}, CAST({column} AS BLOB) FROM {table} ORDER BY {key}"):
            if fingerprint(data) != name:
                yield f"changed: {table} {name} is not what was written"
    for row in db.rows("SELECT * FROM readings ORDER BY id"):
        if fingerprint(row[-1]) == row[0] and tuple(row) != reading_row(to_reading(row[-1])):
            yield f"changed: a column of reading {row[0]} is not what its body says"


def _misplaced_quotes(db: Database) -> Iterator[str]:
    rows = db.rows(
        "SELECT DISTINCT n.text, r.body FROM readings r JOIN runs n ON n.document = r.document "
        "AND n.reader = r.reader WHERE n.text IS NOT NULL ORDER BY n.text, r.id"
    )
    for name, some in itertools.groupby(rows, key=lambda row: row[0]):  # one text at a time: they are long
        text = db.value("SELECT CAST(text AS TEXT) FROM texts WHERE hash = ?", (name,))
        for _, body in some:
            reading = to_reading(body)
            if reading.quote and text[reading.start_char : reading.end_char] != reading.quote:
                yield f"misplaced: the quote of reading {reading.id} is not what its document says there"


def _stale_tables(db: Database) -> Iterator[str]:
    fresh = db.copy()
    derive.rebuild(fresh)
    for table in DERIVED:
        select = f"SELECT * FROM {table}"
        if sorted(db.rows(select), key=repr) != sorted(fresh.rows(select), key=repr):
            yield f"stale: {table} is not what the readings make"
    fresh.close()


def _year(day: int | None) -> int | str:
    return "" if day is None else date.fromordinal(day).year
