"""Which paths come first, and by way of whom, against brute force on small multigraphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import edge, edges, possible, whens
from test_path_laws import ACTORS, TYPES, certainty_of, questions, sequences, walkable, when_of

from graph.errors import UsageError
from graph.paths import Neighbourhoods, Path, Question, find
from graph.relations import relation
from graph.stores.base import Edge
from graph.when import Certainty, When, chain

graphs = edges(ACTORS, TYPES, size=12)
Choice = Sequence[Edge]


def measure(choice: Choice, question: Question) -> int:
    """What a choice of relations is ranked by; the smaller the better."""
    held = [when_of(e).presumed() if question.presume else when_of(e) for e in choice]
    begun = [when.start_max if question.certain else when.start_min for when in held]
    until = [when.end_min if question.certain else when.end_max for when in held]
    if question.by == "earliest":
        return max([*begun, question.since] if question.ordered else begun)
    if question.by == "latest":
        return -min([*until, question.till])
    waits = [begun[at] - until[before] for at in range(len(choice)) for before in range(at)]
    return max([0, *waits])


def choices(graph: Sequence[Edge], question: Question) -> Iterator[tuple[tuple[str, ...], str, Choice]]:
    """Actors, what the steps are alike in, and relations of every chain that the question admits."""
    alike = question.alike or "family"
    wanted = {Certainty.CERTAINLY} if question.certain else {Certainty.CERTAINLY, Certainty.POSSIBLY}
    kinds = sorted({getattr(relation(type_), alike) for type_ in TYPES}) if question.alike else [""]
    for sequence in sequences(question):
        between = set(sequence[1:-1])
        if question.through <= between and not question.avoiding & between:
            hops = [[e for e in graph if walkable(e, *pair, question)] for pair in pairwise(sequence)]
            for kind, choice in product(kinds, product(*hops)):
                certainty = certainty_of(choice, question)
                fits = not kind or all(getattr(relation(e.type), alike) == kind for e in choice)
                if fits and certainty in wanted:
                    yield sequence, kind, choice


@st.composite
def rankings(draw: st.DrawFn) -> Question:
    question = replace(draw(questions()), k=1000, certain=draw(st.booleans()))
    between = st.sampled_from(ACTORS[1:-1])
    through = draw(st.sets(between, max_size=1))
    return replace(
        question,
        by=draw(st.sampled_from(["earliest", "latest", "fastest"] if question.ordered else ["earliest"])),
        alike=draw(st.sampled_from([None, None, "family", "polarity"])),
        through=frozenset(through),
        avoiding=frozenset(draw(st.sets(between, max_size=1)) - through),
    )


@settings(max_examples=300)
@given(graphs, rankings())
def test_every_path_in_the_order_asked_for(graph: list[Edge], question: Question) -> None:
    best: dict[tuple[tuple[str, ...], str], int] = {}
    for sequence, kind, choice in choices(graph, question):
        cost = measure(choice, question)
        best[sequence, kind] = min(cost, best.get((sequence, kind), cost))
    found = find(graph, "a", "e", question)
    assert sorted((cost, len(s), s) for (s, _), cost in best.items()) == sorted(map(costs(question), found))
    ordered = [(cost, length, p.certainty is Certainty.POSSIBLY, p.actors)
               for p in found for cost, length, _ in [costs(question)(p)]]  # fmt: skip
    assert ordered == sorted(ordered)
    for path in found:
        assert path.certainty is certainty_of([step.edge for step in path.steps], question)
        assert not (question.certain and path.certainty is Certainty.POSSIBLY)


@pytest.mark.parametrize("by", ["earliest", "latest", "fastest"])
def test_of_equals_the_fewest_steps_come_first(by: str) -> None:
    chained = ["ab", "bc", "ce", "ad", "de"]  # the longer chain's actors sort before those of the shorter
    graph = [edge(ends, *ends, "1950-05-01") for ends in chained]
    found = find(graph, "a", "e", Question(by=by))
    assert [path.actors for path in found] == [("a", "d", "e"), ("a", "b", "c", "e")]


def costs(question: Question):
    """Measure, number of actors and actors of a path, by the relations that it takes."""

    def of(path: Path) -> tuple[int, int, tuple[str, ...]]:
        return measure([step.edge for step in path.steps], question), len(path.actors), path.actors

    return of


@settings(max_examples=100)
@given(graphs, questions(), st.sets(st.sampled_from(ACTORS[1:-1]), max_size=1))
def test_the_fewest_steps_by_way_of_somebody(
    graph: list[Edge], question: Question, through: set[str]
) -> None:
    every = replace(question, k=1000)
    found = find(graph, "a", "e", replace(every, through=frozenset(through)))
    assert found == [path for path in find(graph, "a", "e", every) if through <= set(path.actors[1:-1])]


@settings(max_examples=100)
@given(graphs, questions())
def test_only_certain_ones(graph: list[Edge], question: Question) -> None:
    every = replace(question, k=1000)
    sure = find(graph, "a", "e", replace(every, certain=True))
    assert sure == [path for path in find(graph, "a", "e", every) if path.certainty is Certainty.CERTAINLY]


@settings(max_examples=100)
@given(graphs, questions())
def test_paths_apart_share_nobody_on_the_way(graph: list[Edge], question: Question) -> None:
    every = find(graph, "a", "e", replace(question, k=1000))
    apart = find(graph, "a", "e", replace(question, k=1000, apart=True))
    between = [set(path.actors[1:-1]) for path in apart]
    assert all(not (one & other) for at, one in enumerate(between) for other in between[:at])
    assert apart[:1] == every[:1]
    for path in every:
        assert path in apart or any(set(path.actors[1:-1]) & met for met in between)


@settings(max_examples=100)
@given(graphs, rankings())
def test_a_list_asked_twice_and_relations_fetched_answer_alike(graph: list[Edge], question: Question) -> None:
    class Fetched:
        def edges_at(self, actors):
            return [e for e in graph if e.source in actors or e.target in actors]

    around = Neighbourhoods(graph)
    expected = find(graph, "a", "e", question)
    assert find(around, "a", "e", question) == find(around, "a", "e", question) == expected
    assert find(Fetched(), "a", "e", question) == expected


@settings(max_examples=300)
@given(st.lists(whens(), min_size=1, max_size=3))
def test_the_fewest_days_that_are_sure(chained: list[When]) -> None:
    """The longest wait between a step's latest start and an earlier one's earliest end, over all worlds."""
    if chain(chained) is not Certainty.CERTAINLY:
        return
    worst = 0
    for world in product(*(possible(when.start, when.end, punctual=when.punctual) for when in chained)):
        worst = max(worst, max(start for start, _ in world) - min(end for _, end in world))
    waits = [
        chained[at].start_max - chained[before].end_min for at in range(len(chained)) for before in range(at)
    ]
    assert max([0, *waits]) == worst


def test_what_contradicts_itself_is_refused() -> None:
    for wrong in (
        {"by": "latest", "any_order": True},
        {"through": frozenset("b"), "avoiding": frozenset("b")},
    ):
        with pytest.raises(UsageError):
            Question(**wrong)
    with pytest.raises(UsageError, match="avoid its own ends"):
        find([edge("1", "a", "b", "1950")], "a", "b", Question(avoiding=frozenset("a")))
