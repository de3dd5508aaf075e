"""How much is kept, and whether all of it is as it was written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from graph.errors import HistgraphError
from graph.model import MODALITIES, content_hash
from graph.stores import derive
from graph.stores.columns import READING_COLUMNS, fingerprint, to_reading
from graph.stores.database import Database
from graph.stores.schema import DERIVED


def status(db: Database) -> Mapping[str, int | str]:
    """Counts by name, in the order in which they are told; years as numbers, "" where nothing is dated."""
    told: dict[str, int | str] = {
        "documents": db.value("SELECT count(DISTINCT document) FROM current_runs"),
        "readings": db.value(
            "SELECT (SELECT count(*) FROM statements) + (SELECT count(*) FROM further_readings)"
        ),
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
    for (reading,) in db.rows(_FALSE_REPEATS):
        yield f"damaged: reading {reading} is said to be of a run that did not read its document"


def _changed_cells(db: Database) -> Iterator[str]:
    for row in db.each(f"SELECT {READING_COLUMNS} FROM readings r JOIN runs n ON n.number = r.run"):
        if not _is_as_written(row):
            yield f"changed: readings {row[0]} is not what was written"
    for table, key, column in (("texts", "hash", "text"), ("descriptions", "hash", "body")):
        for name, data in db.rows(f"SELECT {key}, CAST({column} AS BLOB) FROM {table} ORDER BY {key}"):
            if fingerprint(data) != name:
                yield f"changed: {table} {name} is not what was written"


def _is_as_written(row: Sequence[Any]) -> bool:
    """Whether the id of a row of READING_COLUMNS is the hash of all the rest."""
    try:
        reading = to_reading(row)
        return reading.id == content_hash(reading.fields())
    except (ValueError, TypeError):  # qualifiers that are no JSON, bytes in place of words
        return False


def _misplaced_quotes(db: Database) -> Iterator[str]:
    texts = db.rows(
        "SELECT DISTINCT text, document, reader FROM runs WHERE text IS NOT NULL ORDER BY 1, 2, 3"
    )
    for name, *read in texts:  # one text at a time: they are long
        text = db.value("SELECT CAST(text AS TEXT) FROM texts WHERE hash = ?", (name,))
        for ident, start, end, quote in db.rows(_QUOTES, read):
            if quote and text[start:end] != quote:
                yield f"misplaced: the quote of reading {ident} is not what its document says there"


_FALSE_REPEATS = (
    "SELECT o.reading FROM repeats o JOIN readings r ON r.id = o.reading JOIN runs one ON one.number = r.run "
    "JOIN runs other ON other.number = o.run "
    "WHERE (other.document, other.reader) <> (one.document, one.reader)"
)
_QUOTES = (
    "SELECT r.id, r.start_char, r.end_char, r.quote FROM runs n CROSS JOIN readings r ON r.run = n.number "
    "WHERE n.document = ?1 AND n.reader = ?2 ORDER BY r.id"
)


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
