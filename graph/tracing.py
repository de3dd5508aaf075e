"""A chain of actors as a path: the relations at each step, the best first, with days, doubts and measures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

from graph.chains import briefest
from graph.relations import relation
from graph.steps import Path, Question, Step, Walked, doubts
from graph.stores.base import Edge
from graph.walks import Marks, Mirror, View, Walks, when_of
from graph.when import Certainty, When, Window, departure, reached, smallest_span

Order = dict[str, tuple[int | str, ...]]
"""What the relations of a hop are sorted by, by id."""


def path_through(walks: Walks, actors: Sequence[str]) -> Path:
    """The path through these actors, by the best relation at each step."""
    pairs = list(pairwise(actors))
    walked = _walked(walks, pairs)
    question = walks.question
    whens = [when_of(relations[0].edge) for relations in walked]
    why, why_unpresumed = doubts(whens, question), doubts(whens, replace(question, presume=False))
    windows = _reached(whens, question)
    steps = tuple(
        Step(source, target, relations, when, window, doubt, presumed=not doubt and bool(unpresumed))
        for (source, target), relations, when, window, doubt, unpresumed in zip(
            pairs, walked, whens, windows, why, why_unpresumed, strict=True
        )
    )
    certainty = Certainty.POSSIBLY if any(why) else Certainty.CERTAINLY
    return Path(steps, certainty, windows[-1], _within(departure(whens), question), smallest_span(whens))


def _walked(walks: Walks, pairs: Sequence[tuple[str, str]]) -> list[tuple[Walked, ...]]:
    """At each step the relations that a chain through these actors can take, the best first."""
    hops = [walks.hop(*pair) for pair in pairs]
    certain, possible = View(walks, True, {}).ranks(hops), View(walks, False, {}).ranks(hops)
    walked = []
    for (source, _), hop, sure, order in zip(
        pairs, hops, certain, _orders(walks, hops, certain, possible), strict=True
    ):
        best = sorted((edge for edge in hop if edge.id in order), key=lambda edge: order[edge.id])
        walked.append(
            tuple(
                Walked(
                    edge,
                    edge.source == source,
                    relation(edge.type).polarity,
                    Certainty.CERTAINLY if edge.id in sure else Certainty.POSSIBLY,
                )
                for edge in best
            )
        )
    return walked


def _orders(walks: Walks, hops: Sequence[Sequence[Edge]], certain: Marks, possible: Marks) -> list[Order]:
    """For each hop how its relations sort, so that the first of each together are the best chain."""
    by, cautious = walks.question.by, walks.question.certain or walks.question.by in {"fewest", "fastest"}
    if by == "latest":
        certain, possible = Mirror(walks, True, {}).ranks(hops), Mirror(walks, False, {}).ranks(hops)
    chosen = _briefest(walks, hops) if by == "fastest" else [""] * len(hops)
    orders = []
    for hop, sure, maybe, first in zip(hops, certain, possible, chosen, strict=True):
        order: Order = {}
        for edge in hop:
            if (mark := maybe.get(edge.id)) is not None:
                doubt = edge.id not in sure
                rank = (doubt, sure.get(edge.id, mark)) if cautious else (mark, doubt)
                order[edge.id] = (edge.id != first, *rank, edge.start_max, edge.id)
        orders.append(order)
    return orders


def _briefest(walks: Walks, hops: Sequence[Sequence[Edge]]) -> list[str]:
    """The relations that together take the fewest days."""
    view = View(walks, walks.question.certain, {})
    spans = [[(*span, edge.id) for edge in hop if (span := view.span(edge))] for hop in hops]
    return briefest(spans, *walks.bounds)


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
