"""The relations that a question admits, as the steps of certain or of possible chains."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from graph.chains import Span, deadlines, marks
from graph.neighbourhoods import Neighbourhoods
from graph.relations import relation
from graph.steps import Question
from graph.stores.base import Edge
from graph.when import BEGINNING, END_OF_TIME, LOST, Certainty, When

Marks = Sequence[Mapping[str, int]]
"""For each hop the relations that some chain takes, with the smallest mark after them, by id."""


class Walks:
    """Relations that the question admits, by the actors that they join.

    `only` narrows them to one family or one polarity, as the question's `alike` has it.
    """

    def __init__(self, around: Neighbourhoods, question: Question, only: str | None = None) -> None:
        self.around = around
        self.question = question
        self._only = only
        self._hops: dict[tuple[str, str], list[Edge]] = {}

    def hop(self, source: str, target: str) -> list[Edge]:
        """The relations by which a step leads from `source` to `target`."""
        known = self._hops.get((source, target))
        if known is None:
            between = self.around.beside(source).get(target, ())
            known = self._hops[source, target] = [edge for edge in between if self._leads(edge, source)]
        return known

    def _leads(self, edge: Edge, source: str) -> bool:
        kind = relation(edge.type)
        along = edge.source == source or not self.question.directed or kind.symmetric
        alike = self._only is None or getattr(kind, self.question.alike or "family") == self._only
        return along and alike and self.question.admits(edge)

    @property
    def bounds(self) -> tuple[int, int]:
        """The marks between which a chain must stay; from and until where its steps are in order."""
        return (
            (self.question.since, self.question.till) if self.question.ordered else (BEGINNING, END_OF_TIME)
        )


class View:
    """The steps of certain (`sure`) or of possible chains, to nodes of which the distance is known."""

    def __init__(self, walks: Walks, sure: bool, near: Mapping[str, int]) -> None:
        self._walks = walks
        self._question = walks.question
        self._sure = sure
        self._near = near
        self._spans: dict[tuple[str, str], list[Span]] = {}

    def others(self, node: str) -> Iterable[str]:
        """Nodes to which relations may lead, usable or not."""
        return self._walks.around.beside(node).keys() & self._near.keys()

    def spans(self, source: str, target: str) -> list[Span]:
        """The usable relations between two actors."""
        known = self._spans.get((source, target))
        if known is None:
            found = map(self.span, self._walks.hop(source, target))
            known = self._spans[source, target] = [span for span in found if span is not None]
        return known

    def span(self, edge: Edge) -> Span | None:
        """The edge as a step, None if it cannot be one.

        Where order does not matter it can always follow, if it meets the period.
        """
        begin = edge.start_max if self._sure else edge.start_min
        if self._question.ordered:
            if not self._sure:
                return begin, edge.end_max
            held = when_of(edge).presumed() if self._question.presume else edge
            return (begin, held.end_min) if edge.dated else None
        answer = self._question.answer(when_of(edge))
        meets = answer is Certainty.CERTAINLY or (answer is Certainty.POSSIBLY and not self._sure)
        return (begin, END_OF_TIME) if meets else None

    def ranks(self, hops: Sequence[Sequence[Edge]]) -> Marks:
        """What some chain takes, hop by hop."""
        since, until = self._walks.bounds
        return _ranks([_by_id(self, hop) for hop in hops], since, until)


class Mirror(View):
    """The same steps with time running backwards: what ends a chain begins it, the last day is the first.

    The smallest mark is then the latest departure.
    """

    def spans(self, source: str, target: str) -> list[Span]:
        return [mirrored(span) for span in super().spans(target, source)]

    def ranks(self, hops: Sequence[Sequence[Edge]]) -> Marks:
        """For the hops of a chain as it is walked."""
        until, since = self._walks.bounds
        turned = [{i: mirrored(span) for i, span in _by_id(self, hop).items()} for hop in reversed(hops)]
        return _ranks(turned, *mirrored((until, since)))[::-1]


def mirrored(days: Span) -> Span:
    """First and last day, with time running backwards."""
    return END_OF_TIME - days[1], END_OF_TIME - days[0]


def when_of(edge: Edge) -> When:
    """The days of a relation."""
    return When(*edge[5:10], dated=edge.dated, open_end=edge.open_end)


def _by_id(view: View, hop: Sequence[Edge]) -> dict[str, Span]:
    return {edge.id: span for edge in hop if (span := view.span(edge))}


def _ranks(hops: Sequence[Mapping[str, Span]], since: int, until: int) -> list[dict[str, int]]:
    before = marks([list(hop.values()) for hop in hops], since)
    after = deadlines([list(hop.values()) for hop in hops], until)
    return [
        {
            ident: max(mark, begin)
            for ident, (begin, hold) in hop.items()
            if mark <= hold and max(mark, begin) <= deadline
        }
        for hop, mark, deadline in zip(hops, before or [LOST] * len(hops), after[1:], strict=False)
    ]
