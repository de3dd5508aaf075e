"""Paths: every answer, and their order, against brute force on small multigraphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, permutations, product
from random import Random

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from strategies import edge, edges, periods

from graph.paths import Question, find
from graph.relations import relation
from graph.stores.base import Edge
from graph.when import BEGINNING, Certainty, When, chain, meets, throughout

ACTORS = ("a", "b", "c", "d", "e")
TYPES = ("RECOGNIZED", "ALLIED_WITH", "INVADED", "RENAMED_TO")


def when_of(e: Edge) -> When:
    return When(e.start_min, e.start_max, e.end_min, e.end_max, e.punctual, e.dated, e.open_end)


def sequences(question: Question) -> Iterator[tuple[str, ...]]:
    """All simple chains of actors from a to e."""
    for between in range(question.steps):
        for middle in permutations(ACTORS[1:-1], between):
            yield ("a", *middle, "e")


def walkable(e: Edge, source: str, target: str, question: Question) -> bool:
    kind = relation(e.type)
    along = (e.source, e.target) == (source, target)
    against = (e.target, e.source) == (source, target) and (kind.symmetric or not question.directed)
    return (
        (along or against)
        and e.modality == "asserted"
        and not e.empty
        and (question.undated or e.dated)
        and (not question.families or kind.family in question.families)
        and (kind.polarity != "conflict" or not question.cooperation)
    )


def certainty_of(choice: Sequence[Edge], question: Question) -> Certainty:
    whens = [when_of(e) for e in choice]
    if question.ordered:
        presumed = [when.presumed() if question.presume else when for when in whens]
        bounds = [When(day, day, day, day, punctual=True) for day in (question.since, question.till)]
        return chain([bounds[0], *presumed, bounds[1]])
    ask = throughout if question.throughout else meets
    period = question.as_of or question.throughout or (question.since, question.till)
    answers = [ask(when, *period, question.presume) for when in whens]
    if Certainty.NO in answers:
        return Certainty.NO
    return Certainty.POSSIBLY if Certainty.POSSIBLY in answers else Certainty.CERTAINLY


def mark_of(choice: Sequence[Edge], certainty: Certainty, question: Question) -> int:
    sure = certainty is Certainty.CERTAINLY
    starts = [e.start_max if sure else e.start_min for e in choice]
    return max([*starts, question.since if question.ordered else BEGINNING])


Answer = tuple[int, bool, int, tuple[str, ...]]


def brute(graph: Sequence[Edge], question: Question) -> dict[Answer, list[dict[str, Certainty]]]:
    """Every answer, in order, with the relations at each hop and the best certainty each can have."""
    found = {}
    for sequence in sequences(question):
        hops = [[e for e in graph if walkable(e, *pair, question)] for pair in pairwise(sequence)]
        ways = [(certainty_of(choice, question), choice) for choice in product(*hops)]
        ways = [(certainty, choice) for certainty, choice in ways if certainty is not Certainty.NO]
        if not ways:
            continue
        vague, mark = min((c is Certainty.POSSIBLY, mark_of(choice, c, question)) for c, choice in ways)
        used: list[dict[str, Certainty]] = [{} for _ in hops]
        for certainty, choice in ways:
            for hop, e in zip(used, choice, strict=True):
                hop[e.id] = min(certainty, hop.get(e.id, certainty))
        found[(len(hops), vague, mark, sequence)] = used
    return dict(sorted(found.items()))


@st.composite
def questions(draw: st.DrawFn) -> Question:
    bounds = draw(st.sampled_from(["none", "none", "from", "until", "both", "as_of", "throughout"]))
    period = draw(periods())
    return Question(
        from_=period[0] if bounds in ("from", "both") else None,
        until=period[1] if bounds in ("until", "both") else None,
        as_of=period if bounds == "as_of" else None,
        throughout=(period[0], period[0]) if bounds == "throughout" else None,
        any_order=draw(st.sampled_from([False, False, False, True])),
        undated=draw(st.booleans()),
        directed=draw(st.booleans()),
        steps=draw(st.integers(1, 4)),
        k=draw(st.integers(1, 6)),
        families=draw(st.sampled_from([None, None, frozenset({"diplomacy", "support"})])),
        cooperation=draw(st.sampled_from([False, False, True])),
        presume=draw(st.booleans()),
    )


graphs = edges(ACTORS, TYPES, size=14)


@settings(max_examples=300)
@given(graphs, questions())
def test_answers_are_all_that_brute_force_finds_in_its_order(graph: list[Edge], question: Question) -> None:
    expected = list(brute(graph, question).items())[: question.k]
    found = find(graph, "a", "e", question)
    assert not found.capped
    assert [(len(p.steps), p.certainty is Certainty.POSSIBLY, p.actors) for p in found] == [
        (length, vague, sequence) for (length, vague, _, sequence), _ in expected
    ]
    for path, ((_, vague, mark, _), used) in zip(found, expected, strict=True):
        assert [{w.edge.id: w.certainty for w in step.relations} for step in path.steps] == used
        assert mark_of([step.edge for step in path.steps], path.certainty, question) == mark
        assert (path.arrival.earliest if vague else path.arrival.latest) == mark


def test_a_shortcut_that_is_left_out_does_not_mislead() -> None:
    """It makes the search look at a node before the rings know what is around that."""
    years = {"sm": 1950, "mb": 1951, "bt": 1949, "bc": 1952, "ct": 1953}
    asked = [edge(ends, *ends, str(year)) for ends, year in years.items()]
    shortcut = edge("short", "s", "b", "1950", type_="INVADED")
    for question in (Question(families=frozenset({"diplomacy"})), Question(cooperation=True)):
        assert [path.actors for path in find([*asked, shortcut], "s", "t", question)] == [tuple("smbct")]


@settings(max_examples=60)
@given(graphs, questions(), st.randoms(use_true_random=False))
def test_the_order_of_edges_does_not_matter(graph: list[Edge], question: Question, random: Random) -> None:
    shuffled = random.sample(graph, len(graph))
    assert find(shuffled, "a", "e", question) == find(graph, "a", "e", question)


@settings(max_examples=100)
@given(graphs, questions())
def test_steps_say_where_the_doubt_is(graph: list[Edge], question: Question) -> None:
    for path in find(graph, "a", "e", question):
        doubtful = any(step.doubt for step in path.steps)
        assert doubtful == (path.certainty is Certainty.POSSIBLY)
        assert path.presumed <= question.presume
        if not doubtful:
            stated = certainty_of([step.edge for step in path.steps], replace(question, presume=False))
            assert path.presumed == (stated is not Certainty.CERTAINLY)
        assert all(
            pair == (s.source, s.target) for pair, s in zip(pairwise(path.actors), path.steps, strict=True)
        )
        assert all(w.forward == (w.edge.source == s.source) for s in path.steps for w in s.relations)
        assert path.departure.earliest <= path.departure.latest
        assert all(s.reached.earliest <= s.reached.latest for s in path.steps)


def test_the_strategy_draws_chains_of_both_kinds() -> None:
    """Brute force proves nothing on graphs without paths."""
    seen: set[tuple[int, str]] = set()

    @settings(max_examples=100, database=None)
    @given(graphs)
    def look(graph: list[Edge]) -> None:
        found = find(graph, "a", "e")
        assume(found)
        seen.update((len(path.steps), str(path.certainty)) for path in found)

    look()
    assert {(length, answer) for length in (2, 3) for answer in ("certainly", "possibly")} <= seen
