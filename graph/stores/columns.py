"""Records as rows of the embedded store, and back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any
from zlib import crc32

from graph import model
from graph.model import Actor, Reading, Statement
from graph.stores.base import Edge
from graph.when import BEGINNING, END_OF_TIME, When

STATEMENT_COLUMNS = (
    'id, source, type, target, modality, start, "end", start_min, start_max, end_min, end_max, '
    "punctual, dated, empty, open_end"
)
_EDGES = (
    f"SELECT id, source, target, type, modality, coalesce(start_min, {BEGINNING}), "
    f"coalesce(start_max, {END_OF_TIME}), coalesce(end_min, {BEGINNING}), coalesce(end_max, {END_OF_TIME}), "
    "punctual, dated, empty, open_end FROM statements"
)
EDGE_ROWS = (
    f"SELECT id, source, target, type, modality, coalesce(start_min, {BEGINNING}), "
    f"coalesce(start_max, {END_OF_TIME}), coalesce(end_min, {BEGINNING}), coalesce(end_max, {END_OF_TIME}), "
    "punctual + 2 * dated + 4 * empty + 8 * open_end FROM statements"
)
LISTED = "IN (SELECT value FROM json_each(?1))"
EDGES = f"{_EDGES} ORDER BY id"
# What is found by both ends is left out of the second half; UNION would compare whole rows.
EDGES_AT = (
    f"{_EDGES} WHERE source {LISTED} UNION ALL {_EDGES} WHERE target {LISTED} AND source NOT {LISTED} "
    "ORDER BY id"
)

_PART = 1_000_000


def fingerprint(cell: str | bytes) -> str:
    """Sixteen hexadecimal digits by which a changed cell is found out."""
    from hashlib import sha256  # noqa: PLC0415  of no use to a question

    digest = sha256()
    for part in parts(cell) if isinstance(cell, str) else (cell,):
        digest.update(part)
    return digest.hexdigest()[:16]


def parts(text: str) -> Iterator[bytes]:
    """The bytes of a text; a long one is not copied as a whole.

    >>> b"".join(parts("Hồ")).decode()
    'Hồ'
    """
    return (text[at : at + _PART].encode() for at in range(0, len(text), _PART))


def canonical(payload: object) -> str:
    """JSON in the one form that hashes are made of."""
    return model.canonical(payload).decode()


def listed(values: Iterable[str] | Iterable[int]) -> str:
    """Values as the parameter of a query that says LISTED."""
    return json.dumps(sorted(values))


def reading_rows(readings: list[Reading], runs: Mapping[tuple[str, str], int]) -> list[tuple[Any, ...]]:
    """Rows of `readings`, in the same order; the readings learn their ids.

    `runs` are the numbers of runs, by document and reader.
    """
    from hashlib import sha256  # noqa: PLC0415  of no use to a question

    from orjson import OPT_SORT_KEYS, dumps  # noqa: PLC0415

    rows: list[tuple[Any, ...]] = []
    for reading in readings:
        known = vars(reading)
        cells = _cells(known)
        ident = known.get("id")
        if ident is None:
            ident = known["id"] = sha256(dumps(known, option=OPT_SORT_KEYS)).hexdigest()[:16]
        qualifiers = known["qualifiers"]
        packed = dumps(qualifiers).decode() if qualifiers else None
        rows.append((ident, runs[known["document"], known["reader"]], *cells, packed))
    return rows


_CELLS = (
    *("start_char", "end_char", "quote", "source", "source_name", "type", "target", "target_name"),
    *("modality", "start", "end", "date_text", "date_from", "rule"),
)
_cells = itemgetter(*_CELLS)
_FIELDS = ("id", "document", "reader", "qualifiers", *_CELLS)
READING_COLUMNS = ", ".join(
    ("r.id", "n.document", "n.reader", "r.qualifiers", *(f'r."{cell}"' for cell in _CELLS))
)
"""What `to_reading` takes, of a reading `r` and its run `n`."""
INSERT_READING = f"INSERT INTO readings VALUES ({', '.join('?' * (len(_CELLS) + 3))}) ON CONFLICT DO NOTHING"


def to_reading(row: Sequence[Any]) -> Reading:
    """The reading of a row of READING_COLUMNS; its id is not worked out again."""
    fields = dict(zip(_FIELDS, row, strict=True))
    fields["qualifiers"] = _pairs(json.loads(fields["qualifiers"])) if fields["qualifiers"] else ()
    reading = object.__new__(Reading)
    vars(reading).update(fields)
    return reading


def unpacked(fields: Mapping[str, Any]) -> Reading:
    """The reading whose `fields` were written as JSON and read again."""
    return Reading(**{**fields, "qualifiers": _pairs(fields["qualifiers"])})


def _pairs(listed: Iterable[Sequence[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in listed)


def fact_number(name: str) -> int:
    """How a fact (see `graph.grouping.fact`) is looked up: its checksum, a fifth of its size.

    One in some thousand facts of a million shares it with another, and is worked out again along with that.
    """
    return crc32(name.encode())


def description(actor: Actor) -> str:
    """Body of a row of `descriptions`."""
    return canonical([actor.id, actor.name, actor.kind, sorted(actor.aliases), actor.existed, actor.verified])


def to_actor(body: str) -> Actor:
    """The actor that a row of `descriptions` describes."""
    ident, name, kind, aliases, existed, verified = json.loads(body)
    return Actor(ident, name, kind, tuple(aliases), existed, verified)


def actor_row(actor: Actor) -> tuple[Any, ...]:
    """Row of `actors`."""
    aliases = canonical(actor.aliases) if actor.aliases else "[]"
    return (actor.id, actor.name, actor.kind, aliases, actor.existed, int(actor.verified))


def from_actor_row(row: Sequence[Any]) -> Actor:
    """The actor of a row of `actors`."""
    ident, name, kind, aliases, existed, verified = row
    return Actor(ident, name, kind, tuple(json.loads(aliases)), existed, bool(verified))


def statement_row(statement: Statement) -> tuple[Any, ...]:
    """Row of `statements`, in the order of STATEMENT_COLUMNS."""
    s = statement
    days = date_columns(s.when, s.start is not None or s.end is not None)
    return (s.id, s.source, s.type, s.target, s.modality, s.start, s.end, *days)


def date_columns(when: When | None, dated: bool) -> tuple[Any, ...]:
    """The last eight columns of a statement's row; `dated` says whether one in an impossible order is.

    Numbers, as `sqlite3` takes three times as long over a row with True and False in it.
    """
    if when is None:
        return (None, None, None, None, 0, int(dated), 1, 0)
    days = _unbounded((when.start_min, when.start_max, when.end_min, when.end_max))
    return (*days, int(when.punctual), int(when.dated), 0, int(when.open_end))


def to_statement(
    row: Sequence[Any], readings: Sequence[Reading], could_be: Iterable[str], disagrees: Iterable[str]
) -> Statement:
    """The statement of a row in the order of STATEMENT_COLUMNS."""
    ident, source, kind, target, modality, start, end, *rest = row
    punctual, dated, empty, open_end = map(bool, rest[4:])
    when = None if empty else When(*_bounded(rest[:4]), punctual, dated, open_end)
    return Statement(
        ident,
        source,
        kind,
        target,
        modality,
        start,
        end,
        when,
        tuple(readings),
        tuple(could_be),
        tuple(disagrees),
    )


def to_edge(row: Sequence[Any]) -> Edge:
    """The edge of a row of the query EDGES."""
    punctual, dated, empty, open_end = row[9:]
    return Edge._make((*row[:9], bool(punctual), bool(dated), bool(empty), bool(open_end)))


def _unbounded(days: Iterable[int]) -> tuple[int | None, ...]:
    return tuple(day if BEGINNING < day < END_OF_TIME else None for day in days)


def _bounded(days: Sequence[int | None]) -> tuple[int, int, int, int]:
    start_min, start_max, end_min, end_max = days
    return (
        BEGINNING if start_min is None else start_min,
        END_OF_TIME if start_max is None else start_max,
        BEGINNING if end_min is None else end_min,
        END_OF_TIME if end_max is None else end_max,
    )
