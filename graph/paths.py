"""Paths between two actors: chains of dated relations that never go back in time.

    A ──visited, 1949──> B ──visited, 1950──> C                   goes forward: a path from A to C
                                                                  from C to A it would go back: none
    A ──allied with, 1949 to 1955── B ──visited, 1950──> C        a path: the alliance holds in 1950,
                                                                  and from C to A as well
    A ──visited, 1950──> B ──visited, May 1950──> C               only possible: was the first before May?

An act is one day; a state holds from its start to its end, and a step along it is taken on any day that it
holds.  Each date is a window of days: a path is *certain* if its steps are in order whatever the days, and
*possible* if they are for some.  An end that nobody states is only possibly past any day.  Undated
relations are left out unless asked for, and then the path is at best possible.

Relations are walked both ways and keep their own arrow.  A path is one of *actors*: parallel relations
between the same two are listed at each step, the best first, and do not make another path.  Which paths
come first `graph.rankings` says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from heapq import merge

from graph.chains import Budget
from graph.errors import UsageError
from graph.neighbourhoods import Neighbourhoods, Relations
from graph.rankings import ranked
from graph.relations import relations
from graph.steps import Path, Question, Step, Walked
from graph.stores.base import Edge
from graph.walks import Walks

__all__ = ["Neighbourhoods", "Path", "Paths", "Question", "Step", "Walked", "find"]


class Paths(list[Path]):
    """Paths, best first; `capped` if the search stopped at its limit, so that better ones may be missing."""

    capped: bool = False


def find(
    edges: Iterable[Edge] | Relations | Neighbourhoods,
    source_id: str,
    target_id: str,
    question: Question | None = None,
) -> Paths:
    """The best paths, at most `question.k`; none if there is none within `question.steps`.

    Of a store, only what the search comes to is fetched.  UsageError if both ends are the same actor, or
    one of them is to be avoided.
    """
    question = question or Question()
    if source_id == target_id:
        raise UsageError(f"{source_id}: a path needs two different actors")
    if {source_id, target_id} & question.avoiding:
        raise UsageError("a path cannot avoid its own ends")
    around = edges if isinstance(edges, Neighbourhoods) else Neighbourhoods(edges)
    budget = Budget(question.limit)
    found = (ranked(Walks(around, question, one), source_id, target_id, budget) for one in _alike(question))
    paths = Paths()
    for path in _wanted((path for _, path in merge(*found, key=lambda one: one[0])), question):
        paths.append(path)
        if len(paths) == question.k:
            return paths
    paths.capped = budget.spent
    return paths


def _alike(question: Question) -> list[str | None]:
    """What all steps of a path have to be alike in, one after the other; None if in nothing."""
    if question.alike is None:
        return [None]
    return sorted({getattr(kind, question.alike) for kind in relations().values()})


def _wanted(paths: Iterator[Path], question: Question) -> Iterator[Path]:
    """Those that go through whom they should, and, if asked for, share nobody on the way."""
    passed: set[str] = set()
    for path in paths:
        between = set(path.actors[1:-1])
        if question.through <= between and not (question.apart and between & passed):
            passed |= between
            yield path
