"""From one to all: both answers, every option, in pure Python and compiled, against brute force."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import edge, edges, periods
from test_path_laws import TYPES, walkable, when_of

from graph import arrivals
from graph.errors import UsageError
from graph.paths import find
from graph.reach import Network, Reach
from graph.steps import Question
from graph.stores.base import Edge
from graph.stores.edge_columns import EdgeColumns, from_edges
from graph.when import LOST, Certainty, When, chain, iso_to_day

ACTORS = ("a", "b", "c", "d", "e")
ENGINES = pytest.mark.parametrize("fast", [False, True], ids=["pure", "compiled"])


@st.composite
def questions(draw: st.DrawFn) -> Question:
    period = draw(periods())
    return Question(
        from_=draw(st.sampled_from([None, period[0]])),
        until=draw(st.sampled_from([None, period[1]])),
        undated=draw(st.booleans()),
        directed=draw(st.booleans()),
        families=draw(st.sampled_from([None, None, frozenset({"diplomacy", "support"})])),
        cooperation=draw(st.sampled_from([False, False, True])),
        presume=draw(st.booleans()),
        modalities=draw(st.sampled_from([frozenset({"asserted"}), frozenset({"asserted", "negated"})])),
    )


def brute(graph: Sequence[Edge], question: Question, most: int, sure: bool) -> dict[str, tuple[int, int]]:
    """For each actor the earliest arrival, and the fewest steps of the chains that arrive then.

    All chains are tried, step by step; those that go through an actor twice are left out, as going
    straight on would be no later.
    """
    found: dict[str, tuple[int, int]] = {}
    chains: list[tuple[tuple[str, ...], tuple[Edge, ...]]] = [(("a",), ())]
    for steps in range(most + 1):
        for actors, taken in chains:
            certainty = certainty_of(taken, question)
            if taken and (certainty is Certainty.CERTAINLY or (not sure and certainty is not Certainty.NO)):
                days = [e.start_max if sure else e.start_min for e in taken]
                answer = (max([*days, question.since]), steps)
                found[actors[-1]] = min(answer, found.get(actors[-1], answer))
        chains = [
            ((*actors, node), (*taken, e))
            for actors, taken in chains
            for e in graph
            for node in {e.source, e.target} - set(actors)
            if certainty_of(taken, question) is not Certainty.NO and stepped(e, actors[-1], node, question)
        ]
    return found


def stepped(e: Edge, source: str, target: str, question: Question) -> bool:
    asserted = replace(question, modalities=frozenset({"asserted"}))
    known = e.modality in question.modalities
    return known and walkable(e._replace(modality="asserted"), source, target, asserted)


def certainty_of(taken: Sequence[Edge], question: Question) -> Certainty:
    whens = [when_of(e) for e in taken]
    presumed = [when.presumed() if question.presume else when for when in whens]
    first, last = (When(day, day, day, day, punctual=True) for day in (question.since, question.till))
    return chain([first, *presumed, last])


def days(network: Network) -> dict[str, int]:
    marks = network.days("a")
    found = {actor: int(mark) for actor, mark in zip(network.columns.actors, marks, strict=True)}
    return {actor: day for actor, day in found.items() if day < LOST and actor != "a"}


def told(found: Reach) -> dict[str, tuple[int, int]]:
    return {arrival.actor: (arrival.day, arrival.steps) for arrival in found.arrivals()}


def columns_of(graph: Sequence[Edge]) -> EdgeColumns:
    return from_edges([*graph, edge("zz", "a", "a", "1950")])  # so that `a` is always there


graphs = edges(ACTORS, TYPES, size=9)


@ENGINES
@pytest.mark.parametrize("sure", [False, True], ids=["possibly", "certainly"])
@settings(max_examples=120)
@given(graph=graphs, question=questions(), most=st.sampled_from([None, None, 1, 2, 3]))
def test_everybody_is_reached_as_brute_force_finds(
    graph: list[Edge], question: Question, most: int | None, sure: bool, fast: bool
) -> None:
    network = Network(columns_of(graph), question, sure=sure, fast=fast)
    expected = brute(graph, question, most or len(ACTORS) - 1, sure)
    found = network.reach("a", most)
    assert told(found) == expected
    if most is None:
        assert days(network) == {actor: day for actor, (day, _) in expected.items()}
    for actor, (day, steps) in expected.items():
        assert_is_chain(graph, found, sure, actor, (day, steps))


def assert_is_chain(graph: list[Edge], found: Reach, sure: bool, actor: str, answer: tuple[int, int]) -> None:
    question = found.network.question
    by_id = {e.id: e for e in graph}
    steps = found.chain(actor)
    taken = [by_id[step.statement] for step in steps]
    assert (steps[-1].day, len(steps)) == answer
    assert [step.steps for step in steps] == list(range(1, len(steps) + 1))
    assert [step.via for step in steps] == ["a", *(step.actor for step in steps[:-1])]
    assert all(e.id and stepped(e, s.via, s.actor, question) for e, s in zip(taken, steps, strict=True))
    certainty = certainty_of(taken, question)
    assert certainty is Certainty.CERTAINLY if sure else certainty is not Certainty.NO
    assert max([question.since, *(e.start_max if sure else e.start_min for e in taken)]) == steps[-1].day
    assert all(one.day <= other.day for one, other in pairwise(steps))


@settings(max_examples=150)
@given(graph=edges(ACTORS, TYPES, size=14), question=questions())
def test_reach_agrees_with_paths(graph: list[Edge], question: Question) -> None:
    possible = Network(columns_of(graph), question, sure=False).reach("a")
    certain = Network(columns_of(graph), question, sure=True).reach("a")
    for actor in ACTORS[1:]:
        paths = find(graph, "a", actor, replace(question, steps=4, k=1000))
        assert not paths.capped
        assert told(possible).get(actor) == min(
            ((path.arrival.earliest, len(path.steps)) for path in paths), default=None
        )
        sure = [path for path in paths if path.certainty is Certainty.CERTAINLY]
        assert told(certain).get(actor) == min(
            ((path.arrival.latest, len(path.steps)) for path in sure), default=None
        )


@settings(max_examples=60)
@given(graph=edges(tuple("abcdefghijkl"), TYPES, size=60), question=questions(), sure=st.booleans())
def test_pure_and_compiled_answer_alike(graph: list[Edge], question: Question, sure: bool) -> None:
    pure, compiled = (Network(columns_of(graph), question, sure=sure, fast=fast) for fast in (False, True))
    assert list(pure.places) == list(compiled.places)
    for one, other in zip(pure.earliest("a"), compiled.earliest("a"), strict=True):
        assert list(one) == list(other)
    for one, other in zip(pure.reach("a").labels, compiled.reach("a").labels, strict=True):
        assert list(one) == list(other)


def test_what_is_drawn_in_the_docstring_is_so() -> None:
    first = edge("1", "a", "b", "1950")
    for second, possibly, certainly in (
        (edge("2", "b", "c", "1940", "1955"), "1950-01-01", "1950-12-31"),
        (edge("2", "b", "c", "1950-01-31"), "1950-01-31", None),
        (edge("2", "b", "c", "1940", "1945"), None, None),
    ):
        columns = from_edges([first, second])
        for sure, expected in ((False, possibly), (True, certainly)):
            found = days(Network(columns, Question(), sure=sure))
            assert found.get("c") == (expected and iso_to_day(expected))


def test_questions_without_an_order_are_refused() -> None:
    columns = from_edges([edge("1", "a", "b", "1950")])
    with pytest.raises(UsageError, match="order"):
        Network(columns, Question(any_order=True), sure=False)
    with pytest.raises(UsageError, match="alike"):
        Network(columns, Question(alike="family"), sure=False)
    with pytest.raises(UsageError, match="no such actor"):
        Network(columns, Question(), sure=False).reach("nobody")


def test_nothing_to_go_through() -> None:
    for fast in (False, True):
        columns = from_edges([edge("1", "a", "b", None)])
        assert list(Network(columns, Question(), sure=False, fast=fast).reach("a").arrivals()) == []


def test_what_stands_beside_whom_is_worked_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    columns = from_edges([edge("1", "a", "b", "1950"), edge("2", "b", "c", "1960")])
    network = Network(columns, Question(), sure=False, fast=False)
    made, make = [], arrivals.by_node
    monkeypatch.setattr(arrivals, "by_node", lambda spans: made.append(spans) or make(spans))
    assert [len(list(network.reach(actor).arrivals())) for actor in ("a", "c", "a")] == [2, 1, 2]
    assert len(made) == 1
