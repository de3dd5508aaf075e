"""The derived tables: which readings count now, what actors and statements they make.

Only the facts that a change touches are worked out again; the result is the same as if all were.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from graph.grouping import fact, statements
from graph.model import Actor, Reading
from graph.names import fold
from graph.stores.columns import (
    LISTED,
    STATEMENT_COLUMNS,
    actor_row,
    from_actor_row,
    listed,
    statement_row,
    to_actor,
    to_reading,
)
from graph.stores.database import Database
from graph.stores.schema import DERIVED, MAKE_DERIVED


def rebuild(db: Database) -> None:
    """Make all derived tables again."""
    for table in DERIVED:
        db.change(f"DROP TABLE {table}")
    for statement in MAKE_DERIVED:
        db.change(statement)
    refresh(db, {document for (document,) in db.rows("SELECT DISTINCT document FROM runs")})


def refresh(db: Database, documents: Collection[str], actors: Collection[str] = ()) -> int:
    """Bring the derived tables up to date after runs of `documents` came or went.

    `actors` are those of whom a description went.  Returns the number of readings that no longer count.
    """
    which = listed(documents)
    described = db.rows(
        "SELECT DISTINCT actor FROM descriptions WHERE seq IN "
        f"(SELECT seq FROM runs WHERE document {LISTED})",
        (which,),
    )
    facts = _renew_actors(db, {actor for (actor,) in described} | set(actors))
    removed, added = _changed(db, which)
    facts |= _facts_of(db, removed) | {fact(reading) for reading in added}
    regroup(db, facts, removed, added)
    return len(removed)


def renew_actors(db: Database) -> None:
    """Write all actors, of whom none is written yet, from what counts of what is said of them."""
    ids = {actor for (actor,) in db.rows("SELECT DISTINCT actor FROM descriptions")}
    _renew_actors(db, ids)


def actors(db: Database) -> dict[str, Actor]:
    """All actors, by id."""
    sql = "SELECT id, name, kind, aliases, existed, verified FROM actors"
    return {row[0]: from_actor_row(row) for row in db.each(sql)}


def merged(descriptions: Iterable[Actor]) -> Actor:
    """One actor from all that is said of it, whatever the order.

    A verified description goes before others, then the smallest name and kind ("Group" is the vaguest);
    every other name is an alias.

    >>> merged([Actor("ho", "Quoc", "Person"), Actor("ho", "Ho", "Person", existed="1890/1969")])
    Actor(id='ho', name='Ho', kind='Person', aliases=('Quoc',), existed='1890/1969', verified=True)
    """
    ordered = sorted(descriptions, key=_rank)
    first = ordered[0]
    if len(ordered) == 1 and not first.aliases and first.existed != "":
        return first
    known = [a for a in ordered if a.existed is not None and a.verified == first.verified]
    known = known or [a for a in ordered if a.existed is not None]
    names = {name for a in ordered for name in (a.name, *a.aliases)} - {first.name}
    existed = min((a.existed for a in known if a.existed), default=None)
    return Actor(first.id, first.name, first.kind, tuple(sorted(names)), existed, first.verified)


def describe(db: Database, told: Iterable[Actor]) -> tuple[dict[str, Actor], set[str]]:
    """Take in what a run that is new to the store says of actors.

    Returns all that is now known of these actors, and the facts that their existence touches.
    """
    by_id = defaultdict(list)
    for actor in told:
        by_id[actor.id].append(actor)
    known = _actors(db, by_id)
    changed = {
        ident: descriptions
        for ident, descriptions in by_id.items()
        if ident not in known or not all(_adds_nothing(known[ident], said) for said in descriptions)
    }
    before = {ident: known[ident] for ident in changed if ident in known}
    if before:
        for ident, descriptions in _descriptions(db, before).items():
            changed[ident] = changed[ident] + descriptions
    after = {ident: merged(descriptions) for ident, descriptions in sorted(changed.items())}
    return known | after, _replace(db, before, after) if after else set()


def _adds_nothing(known: Actor, said: Actor) -> bool:
    """Whether one more description leaves what all the others make as it is (see `merged`)."""
    if said.existed not in (None, known.existed) or _rank(said) < _rank(known):
        return False
    return {said.name, *said.aliases} <= {known.name, *known.aliases}


def _rank(actor: Actor) -> tuple[bool, str, bool, str]:
    return not actor.verified, actor.name, actor.kind == "Group", actor.kind


def _renew_actors(db: Database, ids: Collection[str]) -> set[str]:
    """Merge the current descriptions of these actors again; the facts that their existence touches."""
    found = _descriptions(db, ids)
    return _replace(db, _actors(db, ids), {ident: merged(found[ident]) for ident in sorted(found)})


def _actors(db: Database, ids: Collection[str]) -> dict[str, Actor]:
    """What is known of these actors, by id."""
    sql = f"SELECT id, name, kind, aliases, existed, verified FROM actors WHERE id {LISTED}"
    return {row[0]: from_actor_row(row) for row in db.rows(sql, (listed(ids),))}


def _descriptions(db: Database, ids: Collection[str]) -> dict[str, list[Actor]]:
    """The descriptions of these actors that count now."""
    found: dict[str, list[Actor]] = defaultdict(list)
    for actor, body in db.rows(
        f"SELECT DISTINCT actor, body FROM descriptions WHERE actor {LISTED} AND seq IN (SELECT seq FROM "
        f"current_runs WHERE seq IN (SELECT seq FROM descriptions WHERE actor {LISTED}))",
        (listed(ids),),
    ):
        found[actor].append(to_actor(body))
    return found


def _replace(db: Database, before: Mapping[str, Actor], after: Mapping[str, Actor]) -> set[str]:
    """Write actors anew; the facts that their existence touches."""
    if before:
        which = (listed(before),)
        db.change(f"DELETE FROM actors WHERE id {LISTED}", [which])
        db.change(f"DELETE FROM names WHERE actor {LISTED}", [which])
    db.change("INSERT INTO actors VALUES (?, ?, ?, ?, ?, ?)", map(actor_row, after.values()))
    names = ((fold(name), a.id) for a in after.values() for name in (a.id, a.name, *a.aliases))
    db.change("INSERT OR IGNORE INTO names VALUES (?, ?)", names)
    touched = [ident for ident, a in after.items() if ident in before and before[ident].existed != a.existed]
    if not touched:
        return set()
    rows = db.rows(
        f"SELECT fact FROM statements WHERE source {LISTED} UNION "
        f"SELECT fact FROM statements WHERE target {LISTED}",
        (listed(touched),),
    )
    return {name for (name,) in rows}


def _changed(db: Database, documents: str) -> tuple[set[str], list[Reading]]:
    """Ids of readings of these documents that no longer count, and the readings that now do."""
    before = db.rows(
        "SELECT s.reading FROM statement_readings s JOIN readings r ON r.id = s.reading "
        f"WHERE r.document {LISTED}",
        (documents,),
    )
    after = db.rows(  # CROSS JOIN keeps the order, which the planner gets wrong in a large store
        "SELECT DISTINCT r.id FROM readings r CROSS JOIN run_readings o ON o.reading = r.id "
        "CROSS JOIN current_runs c ON c.seq = o.seq AND c.document = r.document AND c.reader = r.reader "
        f"WHERE r.document {LISTED}",
        (documents,),
    )
    added = listed({ident for (ident,) in set(after) - set(before)})
    bodies = db.rows(f"SELECT body, id FROM readings WHERE id {LISTED}", (added,))
    return {ident for (ident,) in set(before) - set(after)}, [to_reading(*row) for row in bodies]


def _facts_of(db: Database, readings: Collection[str]) -> set[str]:
    rows = db.rows(
        "SELECT DISTINCT s.fact FROM statement_readings o JOIN statements s ON s.id = o.statement "
        f"WHERE o.reading {LISTED}",
        (listed(readings),),
    )
    return {name for (name,) in rows}


def regroup(db: Database, facts: Collection[str], removed: Collection[str], added: Iterable[Reading]) -> None:
    """Group the readings of these facts again."""
    which = (listed(facts),)
    old = f"SELECT id FROM statements WHERE fact {LISTED}"
    kept = db.rows(
        "SELECT r.id, r.body FROM statement_readings o JOIN readings r ON r.id = o.reading "
        f"WHERE o.statement IN ({old})",
        which,
    )
    members = [to_reading(body, ident) for ident, body in kept if ident not in removed] + list(added)
    grouped = statements(members, _actors(db, {end for r in members for end in (r.source, r.target)}))
    db.change(f"DELETE FROM statement_readings WHERE statement IN ({old})", [which])
    db.change(f"DELETE FROM links WHERE statement IN ({old})", [which])
    db.change(f"DELETE FROM statements WHERE fact {LISTED}", [which])
    insert(db, ((*statement_row(s), fact(s.readings[0])) for s in grouped))
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


def insert(db: Database, statements: Iterable[Sequence[object]]) -> None:
    """Insert rows of statements, each with its fact at the end."""
    db.change(_INSERT, statements)


_INSERT = f"INSERT INTO statements ({STATEMENT_COLUMNS}, fact) VALUES ({', '.join('?' * 16)})"
