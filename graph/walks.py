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
        self._around = around
        self.question = question
        self._only = only
        self._hops: dict[tuple[str, str], list[Edge]] = {}
        self._types: dict[str, bool] = {}
        self._period = _widest(question)
        self._beside = around.narrowed((question.narrowing, self._period, only))

    def around(self, actors: Iterable[str]) -> set[str]:
        """All who stand beside one of these actors in a relation that is admitted, whatever its direction."""
        listed = list(actors)
        self._around.fetch(listed)
        found: set[str] = set()
        return found.union(*map(self.beside, listed))

    def beside(self, actor: str) -> list[str]:
        """All who stand beside this actor; of one not fetched, those who were."""
        known = self._beside.get(actor)
        if known is None:
            beside = self._around.beside(actor)
            known = [other for other, between in beside.items() if any(map(self._admits, between))]
            if self._around.is_whole(actor):
                self._beside[actor] = known
        return known

    def others(self, actor: str, among: Mapping[str, int]) -> Iterable[str]:
        """Those of `among` who stand beside this actor in any relation at all."""
        return self._around.beside(actor).keys() & among.keys()

    def hop(self, source: str, target: str) -> list[Edge]:
        """The relations by which a step leads from `source` to `target`."""
        known = self._hops.get((source, target))
        if known is None:
            between = self._around.beside(source).get(target, ())
            known = [edge for edge in between if self._admits(edge) and self._leads(edge, source)]
            self._hops[source, target] = known
        return known

    def _leads(self, edge: Edge, source: str) -> bool:
        return edge.source == source or not self.question.directed or relation(edge.type).symmetric

    def _admits(self, edge: Edge) -> bool:
        """Whether the question admits the relation, and it can have held within the time asked about.

        This is asked of every relation that a search looks at: most are told by their days alone.
        """
        first, last = self._period
        if edge.start_min > last or edge.end_max < first:
            return False
        known = self._types.get(edge.type)
        if known is None:
            kind, question = relation(edge.type), self.question
            alike = self._only is None or getattr(kind, question.alike or "family") == self._only
            known = self._types[edge.type] = alike and question.admits_type(kind)
        return known and self.question.admits_one(edge)

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
        return self._walks.others(node, self._near)

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


def _widest(question: Question) -> Span:
    """First and last day between which a relation must have held on some day to be of use."""
    if not question.throughout:
        return question.period
    first, last = question.throughout  # on each of its days
    return last, first


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
