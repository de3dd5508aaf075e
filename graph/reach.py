"""Whom an actor can have come to be connected with, and by when: from one to all, in an order time allows.

A chain is as in `graph.paths`: no step goes back in time.  A step is possible from the first day on
which it may have begun to the last on which it may have held, and certain from the last day on which it
may have begun to the first on which it may have ended:

    A ──1950──▶ B ──1940 to 1955──▶ C            the second began before, and still held in 1950
    ├── C is reached on 1 January 1950 at the earliest (possibly), by 31 December 1950 (certainly)

    A ──1950──▶ B ──31 January 1950──▶ C         1950 may lie before or after 31 January
    ├── C is reached on 31 January 1950, but only possibly

    A ──1950──▶ B ──1940 to 1945──▶ C            never: C is not reached

For each actor there are two answers: the earliest day on which it can have been reached by any chain
(*possibly*), and the day by which it has been reached whatever days the dates stand for, by one and the
same chain (*certainly*).  From a day on (`from_`), nothing is passed on earlier; until a day, nothing later.
Of the chains that arrive on that day, one with the fewest steps is told.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from graph.arrivals import Earliest, Labels, Spans
from graph.errors import UsageError
from graph.model import MODALITIES
from graph.relations import relation
from graph.steps import Question
from graph.stores.base import Edge
from graph.stores.edge_columns import DATED, EMPTY, MODALITY, OPEN_END, PUNCTUAL, EdgeColumns

__all__ = ["COMPILED_ABOVE", "Arrival", "Network", "Reach", "compiled"]

COMPILED_ABOVE = 100_000  # relations; starting Numba takes longer than going through fewer


class Arrival(NamedTuple):
    """An actor that is reached: on which day, in how many steps, from which actor, by which statement."""

    actor: str
    day: int
    steps: int
    via: str
    statement: str


def compiled(columns: EdgeColumns) -> bool:
    """Whether there are so many relations that compiled code answers sooner, and Numba is installed."""
    from importlib.util import find_spec  # noqa: PLC0415  of no use to a small store

    return len(columns) > COMPILED_ABOVE and find_spec("numba") is not None


@dataclass(frozen=True)
class Reach:
    """All whom one actor reaches, possibly or certainly."""

    network: Network
    labels: Labels

    def arrivals(self) -> Iterator[Arrival]:
        """Everybody but the actor itself, by day, number of steps and id."""
        labels = self.labels
        found = [label for label in map(int, labels.at) if label > 0]  # 0 is the actor's own
        found.sort(key=lambda label: (labels.mark[label], labels.steps[label], labels.node[label]))
        return map(self._arrival, found)

    def chain(self, actor: str) -> list[Arrival]:
        """The chain to this actor, step by step; empty if it is not reached."""
        label = int(self.labels.at[self.network.number(actor)])
        found = []
        while label > 0:
            found.append(self._arrival(label))
            label = int(self.labels.parent[label])
        return found[::-1]

    def _arrival(self, label: int) -> Arrival:
        columns, labels = self.network.columns, self.labels
        return Arrival(
            columns.actors[labels.node[label]],
            int(labels.mark[label]),
            int(labels.steps[label]),
            columns.actors[labels.node[labels.parent[label]]],
            columns.statement(self.network.places[labels.via[label]]),
        )


class Network:
    """The steps of certain (`sure`) or of possible chains through a store's relations, for one question.

    `fast` says whether compiled code is used; by default where it pays.  UsageError for a question
    in which order does not matter (there is no day of arrival then), or that narrows chains as wholes.
    """

    def __init__(
        self, columns: EdgeColumns, question: Question, *, sure: bool, fast: bool | None = None
    ) -> None:
        if not question.ordered:
            raise UsageError("who is reached when depends on the order of steps")
        if question.alike or question.through or question.avoiding:
            raise UsageError("alike, through and avoiding are asked of paths between two")
        self.columns = columns
        self.question = question
        self._engine = _engine(compiled(columns) if fast is None else fast)
        choose = _spans_as_arrays if self._engine.__name__.endswith("compiled") else _spans
        self.spans, self.places = choose(columns, question, sure)

    @cached_property
    def _steps_at(self) -> Any:
        """The steps from each actor, made for the first question of fewest steps."""
        return self._engine.by_node(self.spans)

    def number(self, actor: str) -> int:
        """The actor's place among all; UsageError if there is none."""
        from bisect import bisect_left  # noqa: PLC0415

        place = bisect_left(self.columns.actors, actor)
        if self.columns.actors[place : place + 1] != [actor]:
            raise UsageError(f"{actor}: no such actor")
        return place

    def days(self, actor: str) -> Sequence[int]:
        """For each actor, as they stand in the columns, the day of its arrival; LOST if it is not reached."""
        return self.earliest(actor).marks

    def earliest(self, actor: str) -> Earliest:
        """Days of arrival, and by which step; the chain that these steps make is not the shortest."""
        found: Earliest = self._engine.earliest(
            self.spans, self.number(actor), self.question.since, self.question.till
        )
        return found

    def reach(self, actor: str, most: int | None = None) -> Reach:
        """All whom the actor reaches, in the fewest steps, and in at most `most` if given."""
        labels = self._engine.fewest_steps(
            self._steps_at, self.number(actor), self.question.since, self.question.till, most
        )
        return Reach(self, labels)


def _engine(fast: bool) -> Any:
    if fast:
        from graph import arrivals_compiled  # noqa: PLC0415  slow to import, and may be missing

        return arrivals_compiled
    from graph import arrivals  # noqa: PLC0415

    return arrivals


def _admitted(columns: EdgeColumns, question: Question, sure: bool) -> list[bytearray]:
    """For each type, and each sum of flags, whether the question admits such statements."""
    admitted = [bytearray(256) for _ in columns.types]
    for name, row in zip(columns.types, admitted, strict=True):
        for flags in range(MODALITY * len(MODALITIES)):
            marks = (bool(flags & mark) for mark in (PUNCTUAL, DATED, EMPTY, OPEN_END))
            edge = Edge("", "", "", name, MODALITIES[flags // MODALITY], 1, 1, 1, 1, *marks)
            row[flags] = (
                question.admits_type(relation(name))
                and question.admits_one(edge)
                and (edge.dated or not sure)
            )
    return admitted


def _both_ways(columns: EdgeColumns, question: Question) -> list[bool]:
    """For each type, whether its relations are walked both ways."""
    return [not question.directed or relation(name).symmetric for name in columns.types]


def _spans(columns: EdgeColumns, question: Question, sure: bool) -> tuple[Spans, Sequence[int]]:
    """The steps that the question admits, and the places of their statements."""
    admitted, flags, types = _admitted(columns, question, sure), columns.flags, columns.type
    if sure:
        places = [place for place in columns.late if admitted[types[place]][flags[place]]]
        begins, holds, longer = columns.start_max, columns.end_min, columns.end_max
    else:
        places = [
            at for at, (kind, marks) in enumerate(zip(types, flags, strict=True)) if admitted[kind][marks]
        ]
        begins, holds, longer = columns.start_min, columns.end_max, columns.end_max
    if question.presume:
        hold = array("i", [longer[p] if flags[p] & OPEN_END else holds[p] for p in places])
    else:
        hold = _picked(holds, places)
    ways = _both_ways(columns, question)
    both = array("b", [ways[types[place]] for place in places])
    ends = _picked(columns.source, places), _picked(columns.target, places)
    return Spans(len(columns.actors), _picked(begins, places), hold, *ends, both), places


def _picked(column: Sequence[int], places: Sequence[int]) -> array[int]:
    return array("i", map(column.__getitem__, places))


def _spans_as_arrays(columns: EdgeColumns, question: Question, sure: bool) -> tuple[Spans, Sequence[int]]:
    """The same as NumPy arrays, by NumPy."""
    import numpy as np  # noqa: PLC0415  slow to import

    def view(column: Any, kind: type = np.int32) -> Any:
        return np.frombuffer(column, kind)

    admitted = np.array([np.frombuffer(row, np.uint8) for row in _admitted(columns, question, sure)], bool)
    types, flags = view(columns.type, np.uint16), view(columns.flags, np.uint8)
    chosen = admitted.reshape(-1, 256)[types, flags]
    late = view(columns.late)
    places: Any = late[chosen[late]] if sure else np.flatnonzero(chosen)
    begin, hold = (columns.start_max, columns.end_min) if sure else (columns.start_min, columns.end_max)
    held = view(hold)[places]
    if question.presume:
        held = np.where(flags[places] & OPEN_END, view(columns.end_max)[places], held)
    both = np.array(_both_ways(columns, question), np.int8)[types[places]]
    ends = (view(columns.source)[places], view(columns.target)[places])
    return Spans(len(columns.actors), view(begin)[places], held, *ends, both), places
