"""The derived tables: which readings count now, what actors and statements they make.

Only the facts that a change touches are worked out again; the result is the same as if all were.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Iterable
from pathlib import Path

from graph.grouping import fact, statements
from graph.model import Actor, Reading
from graph.names import fold
from graph.stores.columns import (
    STATEMENT_COLUMNS,
    actor_row,
    from_actor_row,
    statement_row,
    to_actor,
    to_reading,
)
from graph.stores.database import Database
from graph.stores.schema import DERIVED

_RULES = (
    "model.py",
    "edtf.py",
    "when.py",
    "names.py",
    "relations.toml",
    "relations.py",
    "grouping.py",
    "stores/derive.py",
)


def rules() -> str:
    """Hash of the code and the vocabulary that derived tables are made by: another one, other tables."""
    package = Path(__file__).resolve().parents[1]
    return hashlib.sha256(b"\0".join((package / name).read_bytes() for name in _RULES)).hexdigest()[:16]


def rebuild(db: Database) -> None:
    """Make all derived tables again."""
    for table in DERIVED:
        db.change(f"DELETE FROM {table}")
    refresh(db, {document for (document,) in db.rows("SELECT DISTINCT document FROM runs")})


def refresh(db: Database, documents: Collection[str], actors: Collection[str] = ()) -> int:
    """Bring the derived tables up to date after runs of `documents` came or went.

    `actors` are those of whom a description went.  Returns the number of readings that no longer count.
    """
    which = _list(documents)
    described = db.rows(
        "SELECT DISTINCT actor FROM descriptions WHERE seq IN "
        "(SELECT seq FROM runs WHERE document IN (SELECT value FROM json_each(?)))",
        (which,),
    )
    facts = _renew_actors(db, {actor for (actor,) in described} | set(actors))
    removed, added = _changed(db, which)
    facts |= _facts_of(db, removed) | {fact(reading) for reading in added}
    _regroup(db, facts, removed, added)
    return len(removed)


def merged(descriptions: Iterable[Actor]) -> Actor:
    """One actor from all that is said of it, whatever the order.

    A verified description goes before others, then the smallest name and kind ("Group" is the vaguest);
    every other name is an alias.

    >>> merged([Actor("ho", "Quoc", "Person"), Actor("ho", "Ho", "Person", existed="1890/1969")])
    Actor(id='ho', name='Ho', kind='Person', aliases=('Quoc',), existed='1890/1969', verified=True)
    """
    ordered = sorted(descriptions, key=lambda a: (not a.verified, a.name, a.kind == "Group", a.kind))
    first = ordered[0]
    known = [a for a in ordered if a.existed is not None and a.verified == first.verified]
    known = known or [a for a in ordered if a.existed is not None]
    names = {name for a in ordered for name in (a.name, *a.aliases)} - {first.name}
    existed = min((a.existed for a in known if a.existed), default=None)
    return Actor(first.id, first.name, first.kind, tuple(sorted(names)), existed, first.verified)


def _list(values: Iterable[str]) -> str:
    return json.dumps(sorted(values))


def _renew_actors(db: Database, ids: Collection[str]) -> set[str]:
    """Merge the current descriptions of these actors again; the facts that their existence touches."""
    which = (_list(ids),)
    of_actors = "IN (SELECT value FROM json_each(?))"
    before = dict(db.rows(f"SELECT id, existed FROM actors WHERE id {of_actors}", which))
    descriptions = defaultdict(list)
    for actor, body in db.rows(
        f"SELECT DISTINCT actor, body FROM descriptions WHERE actor {of_actors} "
        "AND seq IN (SELECT seq FROM current_runs)",
        which,
    ):
        descriptions[actor].append(to_actor(body))
    after = [merged(described) for _, described in sorted(descriptions.items())]
    db.change(f"DELETE FROM actors WHERE id {of_actors}", [which])
    db.change(f"DELETE FROM names WHERE actor {of_actors}", [which])
    db.change("INSERT INTO actors VALUES (?, ?, ?, ?, ?, ?)", map(actor_row, after))
    names = sorted({(fold(name), a.id) for a in after for name in (a.id, a.name, *a.aliases)})
    db.change("INSERT INTO names VALUES (?, ?)", names)
    touched = _list(a.id for a in after if before.get(a.id, a.existed) != a.existed)
    rows = db.rows(
        "SELECT fact FROM statements WHERE source IN (SELECT value FROM json_each(?1)) "
        "UNION SELECT fact FROM statements WHERE target IN (SELECT value FROM json_each(?1))",
        (touched,),
    )
    return {name for (name,) in rows}


def _changed(db: Database, documents: str) -> tuple[set[str], list[Reading]]:
    """Ids of readings of these documents that no longer count, and the readings that now do."""
    before = db.rows(
        "SELECT s.reading FROM statement_readings s JOIN readings r ON r.id = s.reading "
        "WHERE r.document IN (SELECT value FROM json_each(?))",
        (documents,),
    )
    after = db.rows(  # CROSS JOIN keeps the order, which the planner gets wrong in a large store
        "SELECT DISTINCT r.id FROM readings r CROSS JOIN run_readings o ON o.reading = r.id "
        "CROSS JOIN current_runs c ON c.seq = o.seq AND c.document = r.document AND c.reader = r.reader "
        "WHERE r.document IN (SELECT value FROM json_each(?))",
        (documents,),
    )
    added = _list({ident for (ident,) in set(after) - set(before)})
    bodies = db.rows("SELECT body, id FROM readings WHERE id IN (SELECT value FROM json_each(?))", (added,))
    return {ident for (ident,) in set(before) - set(after)}, [to_reading(*row) for row in bodies]


def _facts_of(db: Database, readings: Collection[str]) -> set[str]:
    rows = db.rows(
        "SELECT DISTINCT s.fact FROM statement_readings o JOIN statements s ON s.id = o.statement "
        "WHERE o.reading IN (SELECT value FROM json_each(?))",
        (_list(readings),),
    )
    return {name for (name,) in rows}


def _regroup(
    db: Database, facts: Collection[str], removed: Collection[str], added: Iterable[Reading]
) -> None:
    """Group the readings of these facts again."""
    which = (_list(facts),)
    old = "SELECT id FROM statements WHERE fact IN (SELECT value FROM json_each(?))"
    kept = db.rows(
        "SELECT r.id, r.body FROM statement_readings o JOIN readings r ON r.id = o.reading "
        f"WHERE o.statement IN ({old})",
        which,
    )
    members = [to_reading(body, ident) for ident, body in kept if ident not in removed] + list(added)
    grouped = statements(members, _ends(db, members))
    db.change(f"DELETE FROM statement_readings WHERE statement IN ({old})", [which])
    db.change(f"DELETE FROM links WHERE statement IN ({old})", [which])
    db.change("DELETE FROM statements WHERE fact IN (SELECT value FROM json_each(?))", [which])
    marks = ", ".join("?" * 16)
    db.change(
        f"INSERT INTO statements ({STATEMENT_COLUMNS}, fact) VALUES ({marks})",
        ((*statement_row(s), fact(s.readings[0])) for s in grouped),
    )
    db.change(
        "INSERT INTO statement_readings VALUES (?, ?, ?)",
        ((r.id, s.id, position) for s in grouped for position, r in enumerate(s.readings)),
    )
    db.change(
        "INSERT INTO links VALUES (?, ?, ?, ?)",
        (
            (s.id, link, position, other)
            for s in grouped
            for link, others in (("could be", s.could_be), ("disagrees", s.disagrees))
            for position, other in enumerate(others)
        ),
    )


def _ends(db: Database, readings: Iterable[Reading]) -> dict[str, Actor]:
    ids = {end for reading in readings for end in (reading.source, reading.target)}
    rows = db.rows(
        "SELECT id, name, kind, aliases, existed, verified FROM actors "
        "WHERE id IN (SELECT value FROM json_each(?))",
        (_list(ids),),
    )
    return {row[0]: from_actor_row(row) for row in rows}
