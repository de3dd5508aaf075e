"""Relations made up for measuring: as a historian's graph has them, of any size, the same for each seed.

A few actors have most of the relations (degrees follow a power law), a few stand in many with each
other.  Acts are known to the day, the month or the year, a few to the decade; states last weeks or
decades, a quarter of them has no stated end; three in a hundred relations have no date at all.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from random import Random
from typing import NamedTuple

from graph.grouping import fact, statements
from graph.model import Actor, Document, Reading, Run
from graph.names import fold
from graph.relations import relations
from graph.stores import runs as kept
from graph.stores.bulk import no_collection
from graph.stores.columns import (
    STATEMENT_COLUMNS,
    actor_row,
    description,
    fingerprint,
    reading_row,
    statement_row,
)
from graph.stores.database import Database
from graph.stores.embedded import EmbeddedStore

FIRST, LAST = 1800, 2020
PER_ACTOR = 5  # relations
_SKEW = 1.7
READER = "made 1"


class Made(NamedTuple):
    """One relation: numbers of two actors, its type, its dates in EDTF."""

    source: int
    type: str
    target: int
    start: str | None
    end: str | None


def made(size: int, *, points: bool = False, seed: int = 7) -> Iterator[Made]:
    """`size` relations, no two alike in type and ends; with `points` acts of one known day only."""
    random = Random(seed)
    known = [kind for kind in relations().values() if kind.recurs == "many"]
    kinds = [kind for kind in known if kind.punctual or not points]
    actors = number_of_actors(size)
    seen: set[tuple[str, int, int]] = set()
    while len(seen) < size:
        source, target = _drawn(random, actors), _drawn(random, actors)
        kind = random.choice(kinds)
        if source == target:
            continue
        if kind.symmetric and name(source) > name(target):
            source, target = target, source
        if (kind.type, source, target) in seen:
            continue
        seen.add((kind.type, source, target))
        yield Made(source, kind.type, target, *_dates(random, kind.punctual, points))


def number_of_actors(size: int) -> int:
    """How many actors there are, with or without a relation."""
    return max(size // PER_ACTOR, 12)


def name(actor: int) -> str:
    """Id of an actor; its name is "Actor" and the number."""
    return f"actor-{actor:07}"


def _drawn(random: Random, actors: int) -> int:
    """The smaller the number the more relations."""
    return int(actors * random.random() ** _SKEW)


def _dates(random: Random, punctual: bool, points: bool) -> tuple[str | None, str | None]:
    year = FIRST + int((LAST - FIRST) * random.random() ** 0.7)
    if points:
        return f"{year}-{random.randint(1, 12):02}-{random.randint(1, 28):02}", None
    if random.random() < 0.03:
        return None, None
    start = _date(random, year)
    if punctual or random.random() < 0.25:
        return start, None
    return start, _date(random, year + 1 + int(random.expovariate(1 / 8)))


def _date(random: Random, year: int) -> str:
    drawn = random.random()
    if drawn < 0.45:
        return f"{year}-{random.randint(1, 12):02}-{random.randint(1, 28):02}"
    if drawn < 0.65:
        return f"{year}-{random.randint(1, 12):02}"
    return f"{year}" if drawn < 0.95 else f"{year // 10}X"


def write(path: Path, size: int, seed: int = 7) -> None:
    """A store of so many relations, a reading each, in the file `path`.

    Rows go straight into the tables that a load would fill, made by the store's own functions, so that
    a million take a minute or two: what is written is what `add` makes of the same run.
    """
    with EmbeddedStore(path, create=True) as store:
        document = Document("d" * 64, "made up.csv", "made up for measuring")
        db = store._db
        with db.writing(), no_collection():
            kept.append(db, Run("made up.csv", "1", READER, (document,), (), ()))
            db.change("INSERT INTO descriptions VALUES (?, ?, ?, ?)", _descriptions(size))
            db.change("INSERT INTO actors VALUES (?, ?, ?, ?, ?, ?)", map(actor_row, _actors(size)))
            db.change("INSERT INTO names VALUES (?, ?)", _names(size))
            found = made(size, seed=seed)
            place = 0
            while some := list(islice(found, 20_000)):
                readings = [_reading(relation, place + at) for at, relation in enumerate(some)]
                place += len(some)
                _keep(db, readings)
            store._sign("made up")


def _keep(db: Database, readings: list[Reading]) -> None:
    ends = {end: _actor(end) for reading in readings for end in (reading.source, reading.target)}
    grouped = statements(readings, ends)
    db.change("INSERT INTO readings VALUES (?, ?, ?, ?, ?, ?)", sorted(map(reading_row, readings)))
    db.change("INSERT INTO run_readings VALUES (?, 1)", sorted((reading.id,) for reading in readings))
    marks = ", ".join("?" * 16)
    db.change(
        f"INSERT INTO statements ({STATEMENT_COLUMNS}, fact) VALUES ({marks})",
        ((*statement_row(s), fact(s.readings[0])) for s in grouped),
    )
    db.change(
        "INSERT INTO statement_readings VALUES (?, ?, 0)",
        sorted((reading.id, s.id) for s in grouped for reading in s.readings),
    )


def _reading(relation: Made, place: int) -> Reading:
    source, target = name(relation.source), name(relation.target)
    quote = f"{source} {relation.type} {target} {relation.start or ''}"
    return Reading(
        *("d" * 64, 100 * place, 100 * place + len(quote), quote, source, source, relation.type),
        *(target, target, "asserted", relation.start, relation.end, relation.start),
        *("stated" if relation.start else "none", "row", READER),
    )


def _actors(size: int) -> Iterator[Actor]:
    return map(_actor, map(name, range(number_of_actors(size))))


def _actor(ident: str) -> Actor:
    return Actor(ident, ident.replace("-", " ").capitalize(), "Organization")


def _descriptions(size: int) -> Iterator[tuple[str, int, str, str]]:
    for actor in _actors(size):
        body = description(actor)
        yield actor.id, 1, fingerprint(body), body


def _names(size: int) -> Iterator[tuple[str, str]]:
    return ((fold(actor.name), actor.id) for actor in _actors(size))
