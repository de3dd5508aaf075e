"""Which paths come first.

- fewest: the fewest steps; then certain before only possible; then the earliest arrival; then the actors.
- earliest: the earliest arrival; then the fewest steps; then certain first; then the actors.
- latest: the latest departure; then as before.
- fastest: the fewest days from the first step to the last; then as before.

Arrival, departure and days are the best that the dates allow; where only certain paths are asked for, the
best that is sure whatever the days.
"""

from __future__ import annotations

from collections.abc import Iterator
from heapq import merge
from itertools import groupby

from graph.chains import Budget, Ends, Search, SpanSearch
from graph.rings import Rings
from graph.steps import Path
from graph.tracing import path_through
from graph.walks import Mirror, View, Walks, mirrored

Key = tuple[object, ...]


def ranked(walks: Walks, source: str, target: str, budget: Budget) -> Iterator[tuple[Key, Path]]:
    """All paths as far as the budget goes, the best first, each behind what it is ranked by."""
    order = _by_fewest_steps if walks.question.by == "fewest" else _by_measure
    return order(walks, source, target, budget)


def _by_fewest_steps(walks: Walks, source: str, target: str, budget: Budget) -> Iterator[tuple[Key, Path]]:
    question = walks.question
    ends = Ends(source, target, *walks.bounds)
    rings = Rings(walks, source, target, question.through, question.avoiding)
    certain, possible = (
        Search(View(walks, sure, rings.distance), rings, ends, budget) for sure in (True, False)
    )
    for length in range(rings.fewest(question.steps) or question.steps + 1, question.steps + 1):
        rings.grow(length)
        found = set()
        for mark, actors in certain.of_length(length):
            found.add(actors)
            yield (length, False, mark, actors), path_through(walks, actors)
        # All certain ones are known by now, so that whatever else is possible is only possible.
        if not budget.spent and not question.certain:
            for mark, actors in possible.of_length(length):
                if actors not in found:
                    yield (length, True, mark, actors), path_through(walks, actors)
        if budget.spent:
            return


def _by_measure(walks: Walks, source: str, target: str, budget: Budget) -> Iterator[tuple[Key, Path]]:
    question = walks.question
    lengths = range(1, question.steps + 1)
    search, turned = _search(walks, source, target, budget)
    found = [_of_length(search, length) for length in lengths]
    for (measure, length), group in groupby(merge(*found), key=lambda one: one[:2]):
        paths = [path_through(walks, actors[::-1] if turned else actors) for _, _, actors in group]
        for path in sorted(paths, key=_certain_first):
            yield (measure, length, *_certain_first(path)), path


def _of_length(search: Search, length: int) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Measure, length and actors of chains."""
    for measure, actors in search.of_length(length):
        yield measure, length, actors


def _search(walks: Walks, source: str, target: str, budget: Budget) -> tuple[Search, bool]:
    """What finds the paths in the order asked for, and whether it finds them from behind."""
    question, bounds = walks.question, walks.bounds
    turned = question.by == "latest"
    first, last = (target, source) if turned else (source, target)
    rings = Rings(walks, first, last, question.through, question.avoiding)
    rings.grow(question.steps)
    view = (Mirror if turned else View)(walks, question.certain, rings.distance)
    ends = Ends(first, last, *(mirrored(bounds) if turned else bounds))
    kind = SpanSearch if question.by == "fastest" else Search
    return kind(view, rings, ends, budget), turned


def _certain_first(path: Path) -> tuple[bool, tuple[str, ...]]:
    return path.certainty != "certainly", path.actors
