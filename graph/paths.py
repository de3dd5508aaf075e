"""Paths between two actors: chains of dated relations that never go back in time.

Fewest steps first, then certain before only possible, then the earliest arrival, then ids.  Relations
are walked both ways and keep their own arrow; chains through the same actors are one path, with the
parallel relations listed at each step.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

from graph.chains import Budget, Ends, Search, Span, deadlines, marks, rings
from graph.errors import UsageError
from graph.relations import relation
from graph.steps import Path, Question, Step, Walked, doubts
from graph.stores.base import Edge
from graph.when import (
    BEGINNING,
    END_OF_TIME,
    LOST,
    Certainty,
    When,
    Window,
    departure,
    reached,
    smallest_span,
)

__all__ = ["Path", "Paths", "Question", "Step", "Walked", "find"]


class Paths(list[Path]):
    """Paths, best first; `capped` if the search stopped at its limit, so that better ones may be missing."""

    capped: bool = False


def find(edges: Iterable[Edge], source_id: str, target_id: str, question: Question | None = None) -> Paths:
    """The best paths, at most `question.k`; none if there is none within `question.steps`.

    UsageError if both ends are the same actor.
    """
    if source_id == target_id:
        raise UsageError(f"{source_id}: a path needs two different actors")
    question = question or Question()
    graph = _Graph(edges, question)
    budget = Budget(question.limit)
    paths = Paths()
    for actors in _chains(graph, Ends(source_id, target_id, *graph.bounds), budget):
        paths.append(_path(graph, actors))
        if len(paths) == question.k:
            return paths
    paths.capped = budget.spent
    return paths


def _chains(graph: _Graph, ends: Ends, budget: Budget) -> Iterator[tuple[str, ...]]:
    """Chains of actors in the order of paths, as long as the budget lasts."""
    nearer = rings(ends.target, graph.before)
    distance = next(nearer)
    certain, possible = (Search(_View(graph, sure), distance, ends, budget) for sure in (True, False))
    for length in range(1, graph.question.steps + 1):
        found = set()
        for actors in certain.of_length(length):
            found.add(actors)
            yield actors
        # All certain ones are known by now, so that whatever else is possible is only possible.
        if not budget.spent:
            yield from (actors for actors in possible.of_length(length) if actors not in found)
        if budget.spent:
            return
        next(nearer)


class _Graph:
    """Relations that the question admits, by the actors at their ends."""

    def __init__(self, edges: Iterable[Edge], question: Question) -> None:
        self.question = question
        self._at: defaultdict[str, list[Edge]] = defaultdict(list)
        self._hops: dict[str, dict[str, list[Edge]]] = {}
        for edge in edges:
            if edge.source != edge.target and question.admits(edge):
                self._at[edge.source].append(edge)
                self._at[edge.target].append(edge)

    def hops(self, node: str) -> dict[str, list[Edge]]:
        """The nodes one step from `node`, with the relations that lead there; worked out once."""
        if node in self._hops:
            return self._hops[node]
        found: dict[str, list[Edge]] = {}
        self._hops[node] = found
        for edge in self._at.get(node, ()):
            if edge.source == node:
                found.setdefault(edge.target, []).append(edge)
            elif self._both_ways(edge):
                found.setdefault(edge.source, []).append(edge)
        return found

    def before(self, node: str) -> set[str]:
        """The nodes from which one step leads to `node`."""
        edges = self._at.get(node, ())
        found = {edge.source for edge in edges if edge.target == node}
        return found | {edge.target for edge in edges if edge.source == node and self._both_ways(edge)}

    def _both_ways(self, edge: Edge) -> bool:
        return not self.question.directed or relation(edge.type).symmetric

    @property
    def bounds(self) -> tuple[int, int]:
        """The marks between which a chain must stay; from and until where its steps are in order."""
        return (
            (self.question.since, self.question.till) if self.question.ordered else (BEGINNING, END_OF_TIME)
        )


class _View:
    """The steps of certain (`sure`) or of possible chains through a graph."""

    def __init__(self, graph: _Graph, sure: bool) -> None:
        self._graph = graph
        self._question = graph.question
        self._sure = sure
        self._spans: dict[tuple[str, str], list[Span]] = {}

    def others(self, node: str) -> Iterable[str]:
        """Nodes to which relations lead, usable or not."""
        return self._graph.hops(node)

    def spans(self, source: str, target: str) -> list[Span]:
        """The usable relations between two actors."""
        known = self._spans.get((source, target))
        if known is None:
            found = map(self._span, self._graph.hops(source)[target])
            known = self._spans[source, target] = [span for span in found if span is not None]
        return known

    def _span(self, edge: Edge) -> Span | None:
        """The edge as a step, None if it cannot be one.

        Where order does not matter it can always follow, if it meets the period.
        """
        begin = edge.start_max if self._sure else edge.start_min
        if self._question.ordered:
            if not self._sure:
                return begin, edge.end_max
            held = _when(edge).presumed() if self._question.presume else edge
            return (begin, held.end_min) if edge.dated else None
        answer = self._question.answer(_when(edge))
        meets = answer is Certainty.CERTAINLY or (answer is Certainty.POSSIBLY and not self._sure)
        return (begin, END_OF_TIME) if meets else None

    def ranks(self, hops: Sequence[Sequence[Edge]]) -> list[dict[str, int]]:
        """For each hop the relations that some chain takes, with the smallest mark after them, by id."""
        spans = [{edge.id: span for edge in hop if (span := self._span(edge))} for hop in hops]
        since, until = self._graph.bounds
        before = marks([list(hop.values()) for hop in spans], since)
        after = deadlines([list(hop.values()) for hop in spans], until)
        return [
            {
                ident: max(mark, begin)
                for ident, (begin, hold) in hop.items()
                if mark <= hold and max(mark, begin) <= deadline
            }
            for hop, mark, deadline in zip(spans, before or [LOST] * len(hops), after[1:], strict=False)
        ]


def _when(edge: Edge) -> When:
    return When(*edge[5:10], dated=edge.dated, open_end=edge.open_end)


def _path(graph: _Graph, actors: Sequence[str]) -> Path:
    """The path through these actors, by the best relation at each step."""
    pairs = list(pairwise(actors))
    hops = [graph.hops(source)[target] for source, target in pairs]
    walked = _walked(graph, pairs, hops)
    question = graph.question
    whens = [_when(relations[0].edge) for relations in walked]
    why, why_unpresumed = doubts(whens, question), doubts(whens, replace(question, presume=False))
    windows = _reached(whens, question)
    steps = tuple(
        Step(source, target, relations, when, window, doubt, presumed=not doubt and bool(unpresumed))
        for (source, target), relations, when, window, doubt, unpresumed in zip(
            pairs, walked, whens, windows, why, why_unpresumed, strict=True
        )
    )
    certainty = walked[0][0].certainty
    return Path(steps, certainty, windows[-1], _within(departure(whens), question), smallest_span(whens))


def _walked(
    graph: _Graph, pairs: Sequence[tuple[str, str]], hops: Sequence[Sequence[Edge]]
) -> list[tuple[Walked, ...]]:
    """At each step the relations that a chain through these actors can take, the best first."""
    certain, possible = _View(graph, True).ranks(hops), _View(graph, False).ranks(hops)
    walked = []
    for (source, _), hop, sure, maybe in zip(pairs, hops, certain, possible, strict=True):
        ordered = sorted(
            (edge for edge in hop if edge.id in maybe),
            key=lambda edge: (
                edge.id not in sure,
                sure.get(edge.id, maybe[edge.id]),
                edge.start_max,
                edge.id,
            ),
        )
        walked.append(
            tuple(
                Walked(
                    edge,
                    edge.source == source,
                    relation(edge.type).polarity,
                    Certainty.CERTAINLY if edge.id in sure else Certainty.POSSIBLY,
                )
                for edge in ordered
            )
        )
    return walked


def _reached(whens: Sequence[When], question: Question) -> list[Window]:
    """By when each step is taken; where order does not matter, by when all steps so far have begun."""
    if question.ordered:
        return [_within(window, question) for window in reached(whens)]
    earliest = accumulate((when.start_min for when in whens), max)
    latest = accumulate((when.start_max for when in whens), max)
    return list(map(Window, earliest, latest))


def _within(window: Window, question: Question) -> Window:
    """A window of days clipped to those that the question allows for steps."""
    if not question.ordered:
        return window
    return Window(*(min(max(day, question.since), question.till) for day in window))
