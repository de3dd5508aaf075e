"""Relations made up for measuring: as a historian's graph has them, of any size, the same for each seed.

A few actors have most of the relations (degrees follow a power law), a few stand in many with each
other.  Acts are known to the day, the month or the year, a few to the decade; states last weeks or
decades, a quarter of them has no stated end; three in a hundred relations have no date at all.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple

from graph.model import Actor, Document, Reading, Run
from graph.relations import relations
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
    """A store of so many relations, a reading each, in the file `path`, added as a load adds them."""
    with EmbeddedStore(path, create=True) as store:
        store.add([run(size, seed)])


def run(size: int, seed: int = 7) -> Run:
    """So many relations as one run."""
    document = Document("d" * 64, "made up.csv", "made up for measuring")
    actors = tuple(map(_actor, map(name, range(number_of_actors(size)))))
    return Run("made up.csv", "1", READER, (document,), actors, _Readings(size, seed))


class _Readings(Collection[Reading]):
    """The readings of a run, made anew whenever one goes through them: a million are not held."""

    def __init__(self, size: int, seed: int) -> None:
        self._size, self._seed = size, seed

    def __len__(self) -> int:
        return self._size

    def __iter__(self) -> Iterator[Reading]:
        for place, relation in enumerate(made(self._size, seed=self._seed)):
            yield _reading(relation, place)

    def __contains__(self, reading: object) -> bool:
        return any(reading == one for one in self)


def _reading(relation: Made, place: int) -> Reading:
    source, target = name(relation.source), name(relation.target)
    quote = f"{source} {relation.type} {target} {relation.start or ''}"
    return Reading(
        *("d" * 64, 100 * place, 100 * place + len(quote), quote, source, source, relation.type),
        *(target, target, "asserted", relation.start, relation.end, relation.start),
        *("stated" if relation.start else "none", "row", READER),
    )


def _actor(ident: str) -> Actor:
    return Actor(ident, ident.replace("-", " ").capitalize(), "Organization")
