"""Paths: the order of answers against brute force on small multigraphs, and what each option means."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, permutations, product
from random import Random
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from strategies import days, edges, periods

from graph.chains import Budget, Ends, Search, Span, deadlines, follow, marks, rings
from graph.errors import BadInput, UsageError
from graph.paths import Path, Question, find
from graph.relations import relation
from graph.stores.base import Edge
from graph.when import (
    BEGINNING,
    END_OF_TIME,
    Certainty,
    When,
    chain,
    iso_to_day,
    meets,
    parse_boundary,
    throughout,
)

ACTORS = ("a", "b", "c", "d", "e")
TYPES = ("RECOGNIZED", "ALLIED_WITH", "INVADED", "RENAMED_TO")


def edge(
    ident: str, source: str, target: str, *when: str | None, type_: str = "RECOGNIZED", **more: Any
) -> Edge:
    """An act on one date, or a state with two."""
    made = When.point(when[0]) if len(when) == 1 else When.state(*when)
    windows = (*made.start, *made.end, made.punctual, made.dated, False, made.open_end)
    return Edge(ident, source, target, type_, "asserted", *windows)._replace(**more)


def when_of(e: Edge) -> When:
    return When(e.start_min, e.start_max, e.end_min, e.end_max, e.punctual, e.dated, e.open_end)


def actors(paths: Sequence[Path]) -> list[str]:
    return ["".join(path.actors) for path in paths]


# --- brute force -----------------------------------------------------------------------------------


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
        and (kind.polarity == "cooperation" or not question.cooperation)
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


@settings(max_examples=300)
@given(st.lists(st.lists(st.tuples(days(), days()), max_size=3), min_size=1, max_size=3), days(), days())
def test_marks_and_deadlines_are_the_best_of_all_choices(
    hops: list[list[tuple[int, int]]], m: int, d: int
) -> None:
    ends = []
    for choice in product(*hops):
        mark = m
        for begin, hold in choice:
            mark = max(mark, begin) if mark <= hold else END_OF_TIME
        ends.append(mark)
    best = min(ends, default=END_OF_TIME)
    found = marks(hops, m)
    assert (END_OF_TIME if found is None else found[-1]) == best
    assert (m <= deadlines(hops, d)[0]) == (best <= d)


# --- what the options mean -------------------------------------------------------------------------


def test_a_chain_never_goes_back() -> None:
    graph = [edge("1", "a", "b", "1950-01-31"), edge("2", "b", "c", "1945-09-02")]
    assert find(graph, "a", "c") == []
    assert actors(find(graph, "c", "a")) == ["cba"]
    assert actors(find(graph, "a", "c", Question(any_order=True))) == ["abc"]


def test_two_acts_on_one_day_follow_each_other() -> None:
    graph = [edge("1", "a", "b", "1950-01-31"), edge("2", "b", "c", "1950-01-31")]
    (path,) = find(graph, "a", "c")
    assert path.certainty is Certainty.CERTAINLY
    assert path.span == 0
    assert path.arrival == path.departure == parse_boundary("1950-01-31")


def test_two_acts_in_one_year_are_only_possible() -> None:
    (path,) = find([edge("1", "a", "b", "1950-01-31"), edge("2", "b", "c", "1950")], "a", "c")
    assert path.certainty is Certainty.POSSIBLY
    assert [step.doubt for step in path.steps] == ["", "1950 may lie before or after 31 January 1950"]
    (path,) = find([edge("1", "a", "b", "1950"), edge("2", "b", "c", "1950")], "a", "c")
    assert path.steps[1].doubt == "both lie in 1950, and nothing says which came first"


def test_a_state_that_began_before_still_holds() -> None:
    graph = [edge("1", "a", "b", "1950-01-31"), edge("2", "b", "c", "1945-09-02", "1976-07-02")]
    (path,) = find(graph, "a", "c")
    assert path.certainty is Certainty.CERTAINLY
    assert path.steps[1].in_force_since_before
    assert path.steps[1].reached == path.arrival == parse_boundary("1950-01-31")
    (path,) = find(graph, "c", "a")
    assert path.departure == path.arrival == parse_boundary("1950-01-31")


def test_an_unstated_end_is_doubted_or_presumed() -> None:
    graph = [edge("1", "a", "b", "1950-01-31"), edge("2", "b", "c", "1945-09-02", None)]
    (doubted,) = find(graph, "a", "c")
    assert doubted.certainty is Certainty.POSSIBLY
    assert doubted.steps[1].doubt == "no end is stated, so it may have ended before 31 January 1950"
    assert not doubted.presumed
    (presumed,) = find(graph, "a", "c", Question(presume=True))
    assert presumed.certainty is Certainty.CERTAINLY
    assert [step.presumed for step in presumed.steps] == [False, True]
    assert presumed.steps[1].doubt == ""


def test_a_stated_end_is_never_presumed_away() -> None:
    graph = [edge("1", "a", "b", "1950-01-31"), edge("2", "b", "c", "1945", "1949/..")]
    (path,) = find(graph, "a", "c", Question(presume=True))
    assert path.certainty is Certainty.POSSIBLY
    assert path.steps[1].doubt == "its end, 1949 or later, may lie before 31 January 1950"


def test_undated_relations_come_only_when_asked_for() -> None:
    graph = [edge("1", "a", "b", None), edge("2", "b", "c", "1950")]
    assert find(graph, "a", "c") == []
    (path,) = find(graph, "a", "c", Question(undated=True))
    assert path.certainty is Certainty.POSSIBLY
    assert [step.doubt for step in path.steps] == ["no date is given", ""]


def test_what_is_impossible_or_not_asserted_stays_out() -> None:
    graph = [edge("1", "a", "b", "1950", empty=True)]
    graph += [
        edge(modality, "a", "b", "1950", modality=modality)
        for modality in ("negated", "intended", "reported")
    ]
    assert find(graph, "a", "b", Question(undated=True, any_order=True)) == []
    (path,) = find(graph, "a", "b", Question(modalities=frozenset({"asserted", "reported"})))
    assert path.steps[0].edge.id == "reported"


def test_from_and_until_bound_every_step() -> None:
    graph = [edge("1", "a", "b", "1950-06"), edge("2", "b", "c", "1945", "1953")]

    def ask(first: str | None, last: str | None) -> list[Certainty]:
        question = Question(from_=first and iso_to_day(first), until=last and iso_to_day(last))
        return [path.certainty for path in find(graph, "a", "c", question)]

    assert ask("1950-06-01", "1950-06-30") == [Certainty.CERTAINLY]
    assert ask("1950-06-02", None) == [Certainty.POSSIBLY]
    assert ask("1950-07-01", None) == ask(None, "1950-05-31") == []
    question = Question(until=iso_to_day("1950-06-10"))
    assert find(graph, "a", "c", question)[0].steps[0].doubt == "June 1950 may lie after 10 June 1950"
    assert find(graph, "a", "c", question)[0].arrival.latest == question.until


def test_as_of_wants_every_step_in_force_at_some_time() -> None:
    graph = [edge("1", "a", "b", "1954", "1960"), edge("2", "b", "c", "1945", "1953")]
    assert find(graph, "a", "c", Question(as_of=parse_boundary("1950"))) == []
    graph = [edge("1", "a", "b", "1948", "1960"), edge("2", "b", "c", "1945", "1950")]
    (path,) = find(graph, "a", "c", Question(as_of=parse_boundary("1950")))
    assert path.certainty is Certainty.CERTAINLY
    (path,) = find(graph, "a", "c", Question(throughout=parse_boundary("1950")))
    assert path.certainty is Certainty.POSSIBLY
    assert path.steps[1].doubt == "its end, 1950, may lie before 31 December 1950"
    assert find(graph, "a", "c", Question(throughout=parse_boundary("1951"))) == []
    (path,) = find([edge("1", "a", "b", "195X")], "a", "b", Question(as_of=parse_boundary("1950")))
    assert path.steps[0].doubt == "the 1950s may lie outside 1950"


def test_order_does_not_matter_in_a_period() -> None:
    graph = [edge("1", "a", "b", "1950-12-01"), edge("2", "b", "c", "1950-01-31")]
    assert find(graph, "a", "c") == []
    (path,) = find(graph, "a", "c", Question(as_of=parse_boundary("1950")))
    assert path.arrival == parse_boundary("1950-12-01")


def test_relations_are_walked_both_ways_and_keep_their_arrow() -> None:
    graph = [
        edge("1", "b", "a", "1950"),
        edge("2", "b", "c", "1951"),
        edge("3", "d", "c", "1952", type_="ALLIED_WITH"),
    ]
    (path,) = find(graph, "a", "d")
    assert [(s.source, s.target, s.forward) for s in path.steps] == [
        ("a", "b", False),
        ("b", "c", True),
        ("c", "d", False),
    ]
    assert find(graph, "a", "c", Question(directed=True)) == []
    assert actors(find(graph, "b", "d", Question(directed=True))) == ["bcd"], (
        "a symmetric relation has no arrow"
    )


def test_fewest_steps_then_certain_then_earliest_then_ids() -> None:
    graph = [
        edge("1", "a", "z", "1999"),
        edge("2", "a", "b", "1950"),
        edge("3", "b", "z", "1950"),
        edge("4", "a", "c", "1960"),
        edge("5", "c", "z", "1961"),
        edge("6", "a", "d", "1955"),
        edge("7", "d", "z", "1956"),
        edge("8", "a", "e", "1955"),
        edge("9", "e", "z", "1956"),
    ]
    assert actors(find(graph, "a", "z", Question(k=9))) == ["az", "adz", "aez", "acz", "abz"]
    assert actors(find(graph, "a", "z", Question(k=2))) == ["az", "adz"]
    assert actors(find(graph, "a", "z", Question(k=9, steps=1))) == ["az"]


def test_parallel_relations_are_one_answer_the_best_first() -> None:
    graph = [
        edge("late", "a", "b", "1955"),
        edge("vague", "a", "b", "../1960"),
        edge("early", "b", "a", "1950", type_="INVADED"),
        edge("gone", "a", "b", "1970"),
        edge("next", "b", "c", "1958"),
    ]
    (path,) = find(graph, "a", "c")
    assert [w.edge.id for w in path.steps[0].relations] == ["early", "late", "vague"]
    assert [str(w.certainty) for w in path.steps[0].relations] == ["certainly", "certainly", "possibly"]
    assert (path.steps[0].polarity, path.steps[0].forward) == ("conflict", False)


def test_narrowed_by_family_and_polarity() -> None:
    graph = [edge("1", "a", "b", "1950", type_="INVADED"), edge("2", "a", "b", "1951", type_="RENAMED_TO")]
    assert [w.edge.id for w in find(graph, "a", "b")[0].steps[0].relations] == ["1", "2"]
    assert find(graph, "a", "b", Question(cooperation=True)) == []
    families = frozenset({relation("RENAMED_TO").family})
    assert [w.edge.id for w in find(graph, "a", "b", Question(families=families))[0].steps[0].relations] == [
        "2"
    ]


def test_questions_that_contradict_themselves_are_refused() -> None:
    period = parse_boundary("1950")
    for wrong in (
        {"steps": 0},
        {"k": 0},
        {"from_": 5, "until": 4},
        {"from_": 5, "as_of": period},
        {"as_of": period, "throughout": period},
    ):
        with pytest.raises(UsageError):
            Question(**wrong)  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="two different actors"):
        find([], "a", "a")
    with pytest.raises(BadInput):
        find([edge("1", "a", "b", "1950", type_="LIKED")], "a", "b")


def test_unknown_actors_have_no_path() -> None:
    assert find([edge("1", "a", "b", "1950")], "a", "nobody") == find([], "a", "b") == []


# --- the search ------------------------------------------------------------------------------------


def crowd(size: int, last: str) -> list[Edge]:
    """Everybody met everybody in 1950; only `z0` met z, in `last`."""
    names = [f"z{number}" for number in range(size)]
    met = [edge(f"{x}{y}", x, y, "1950-01-01") for x in names for y in names if x < y]
    return [*met, edge("last", "z0", "z", last), edge("first", "a", "z1", "1950-01-01")]


def test_the_limit_is_said() -> None:
    graph = crowd(12, "1950-01-01")
    exact = find(graph, "a", "z", Question(steps=6, k=50))
    assert (len(exact), exact.capped) == (50, False)
    cut = find(graph, "a", "z", Question(steps=6, k=50, limit=40))
    assert cut.capped
    assert exact[: len(cut)] == cut
    assert 0 < len(cut) < 50


def test_a_chain_that_time_forbids_is_not_searched_for_in_vain() -> None:
    found = find(crowd(12, "1949"), "a", "z", Question(steps=6, limit=1))
    assert (found, found.capped) == ([], False)


def test_a_budget_is_spent_by_what_is_left_out() -> None:
    budget = Budget(1)
    assert (budget.take(), budget.spent) == (True, False)
    assert (budget.take(), budget.spent) == (False, True)


class Spans(dict[tuple[str, str], list[Span]]):
    """A graph as the search sees it, the spans of each pair of nodes."""

    def others(self, node: str) -> list[str]:
        return [target for source, target in self if source == node]

    def spans(self, source: str, target: str) -> list[Span]:
        return self[source, target]

    def ordered(self, ends: Ends, length: int) -> list[tuple[str, ...]]:
        """By brute force: simple chains that arrive in time, by their smallest mark, then by nodes."""
        inner = sorted({node for pair in self for node in pair} - {ends.source, ends.target})
        found = []
        for middle in permutations(inner, length - 1):
            nodes = (ends.source, *middle, ends.target)
            for choice in product(*(self.get(pair, []) for pair in pairwise(nodes))):
                mark = ends.since
                for begin, hold in choice:
                    mark = max(mark, begin) if mark <= hold else END_OF_TIME
                if mark <= ends.until:
                    found.append((mark, nodes))
        best = {nodes: mark for mark, nodes in sorted(found, reverse=True)}
        return sorted(best, key=lambda nodes: (best[nodes], nodes))


@settings(max_examples=300)
@given(st.randoms(use_true_random=True), st.integers(1, 4), st.integers(1, 3))
def test_the_search_gives_every_chain_of_a_dense_graph_in_order(
    random: Random, parallel: int, wide: int
) -> None:
    graph = Spans()
    for source, target in permutations("abcdef", 2):
        begins = [random.randint(1, 9) for _ in range(random.randint(0, parallel))]
        graph[source, target] = [(begin, begin + random.randint(-1, 3 * wide)) for begin in begins]
    ends = Ends("a", "f", random.randint(0, 3), random.randint(6, 10))
    nearer = rings("f", lambda node: [source for source, target in graph if target == node])
    distance = next(nearer)
    search = Search(graph, distance, ends, Budget(10_000))
    for length in range(1, 6):
        assert list(search.of_length(length)) == graph.ordered(ends, length)
        next(nearer)


def test_rings_grow_by_one_step() -> None:
    before = {"d": ["c"], "c": ["b", "d"], "b": ["a"]}
    grown = rings("d", lambda node: before.get(node, []))
    assert [dict(next(grown)) for _ in range(3)] == [{"d": 0}, {"d": 0, "c": 1}, {"d": 0, "c": 1, "b": 2}]


def test_no_span_follows_what_is_past() -> None:
    assert follow(5, [(1, 4)]) is None


def test_answers_need_no_dependency() -> None:
    import subprocess
    import sys

    heavy = {
        "spacy",
        "networkx",
        "numpy",
        "pandas",
        "pydantic",
        "neo4j",
        "arcadedb_embedded",
        "edtf",
        "yaml",
        "rich",
    }
    code = "import sys, graph.paths; print(*sorted({name.partition('.')[0] for name in sys.modules}))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert "graph" in loaded.split()
    assert heavy.isdisjoint(loaded.split())


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
