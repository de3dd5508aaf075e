"""The derived tables: which readings count now, what actors and statements they make.

Only the facts that a change touches are worked out again; the result is the same as if all were.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from graph.grouping import fact, statements
from graph.model import Actor, Reading
from graph.names import fold
from graph.stores import grouped
from graph.stores.columns import (
    LISTED,
    READING_COLUMNS,
    actor_row,
    fact_number,
    from_actor_row,
    listed,
    to_actor,
    to_reading,
)
from graph.stores.database import Database
from graph.stores.members import members_of
from graph.stores.schema import DERIVED, MAKE_DERIVED


def rebuild(db: Database) -> None:
    """Make all derived tables again."""
    for table in DERIVED:
        db.change(f"DROP TABLE {table}")
    for statement in MAKE_DERIVED:
        db.change(statement)
    refresh(db, {document for (document,) in db.rows("SELECT DISTINCT document FROM runs")})


def refresh(
    db: Database,
    documents: Collection[str],
    actors: Collection[str] = (),
    before: Collection[str] | None = None,
) -> int:
    """Bring the derived tables up to date after runs of `documents` came or went.

    `actors` are those of whom a description went, or may no longer count; `before` are the readings that
    counted (see `counting`), where nothing is left that tells of which document they are.  Returns the
    number of readings that no longer count.
    """
    which = listed(documents)
    described = db.rows(
        "SELECT DISTINCT actor FROM descriptions WHERE seq IN "
        f"(SELECT seq FROM runs WHERE document {LISTED})",
        (which,),
    )
    facts = _renew_actors(db, {actor for (actor,) in described} | set(actors))
    removed, added = _changed(db, which, set(counting(db, documents) if before is None else before))
    facts |= _facts_of(db, removed) | {fact_number(fact(reading)) for reading in added}
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


def describe(db: Database, told: Iterable[Actor]) -> tuple[dict[str, Actor], set[int]]:
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


def _renew_actors(db: Database, ids: Collection[str]) -> set[int]:
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


def _replace(db: Database, before: Mapping[str, Actor], after: Mapping[str, Actor]) -> set[int]:
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
    return {number for (number,) in rows}


def counting(db: Database, documents: Collection[str]) -> list[str]:
    """Ids of the readings of these documents that statements are made of."""
    rows = db.rows(
        "SELECT r.id FROM runs n CROSS JOIN readings r ON r.run = n.number "
        f"WHERE n.document {LISTED} AND (EXISTS (SELECT 1 FROM statements WHERE id = 's' || r.id) "
        "OR EXISTS (SELECT 1 FROM further_readings WHERE reading = r.id))",
        (listed(documents),),
    )
    return [ident for (ident,) in rows]


def _changed(db: Database, documents: str, before: set[str]) -> tuple[set[str], list[Reading]]:
    """Those of `before` that no longer count, and the readings of these documents that now do."""
    rows = db.rows(  # CROSS JOIN keeps the order, which the planner gets wrong in a large store
        "SELECT r.id FROM current_runs c CROSS JOIN readings r ON r.run = c.number "
        f"WHERE c.document {LISTED} UNION SELECT o.reading FROM current_runs c "
        f"CROSS JOIN repeats o ON o.run = c.number WHERE c.document {LISTED}",
        (documents,),
    )
    after = {ident for (ident,) in rows}
    return before - after, readings(db, after - before)


def readings(db: Database, ids: Collection[str]) -> list[Reading]:
    """The readings with these ids, in any order."""
    rows = db.rows(
        f"SELECT {READING_COLUMNS} FROM json_each(?1) i CROSS JOIN readings r ON r.id = i.value "
        "CROSS JOIN runs n ON n.number = r.run",
        (listed(ids),),
    )
    return list(map(to_reading, rows))


def _facts_of(db: Database, ids: Collection[str]) -> set[int]:
    rows = db.rows(
        "SELECT s.fact FROM json_each(?1) i CROSS JOIN statements s ON s.id = 's' || i.value UNION "
        "SELECT s.fact FROM json_each(?1) i CROSS JOIN further_readings f ON f.reading = i.value "
        "CROSS JOIN statements s ON s.id = f.statement",
        (listed(ids),),
    )
    return {number for (number,) in rows}


def regroup(
    db: Database,
    facts: Collection[int],
    removed: Collection[str],
    added: Iterable[Reading],
    known: Mapping[str, Actor] | None = None,
) -> None:
    """Group the readings of these facts again (see `fact_number`); `known` are actors that are at hand."""
    old = grouped.kept(db, facts)
    members = [r for _, r in members_of(db, [row[0] for row in old.statements]) if r.id not in removed]
    members += added
    ends = {end for r in members for end in (r.source, r.target)}
    at_hand = {end: known[end] for end in ends & known.keys()} if known else {}
    others = ends - at_hand.keys()
    found = statements(members, at_hand | _actors(db, others) if others else at_hand)
    grouped.replace(db, old, grouped.made(found))
