"""The search for chains, against brute force on dense graphs."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import pairwise, permutations, product
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import days, edge

from graph.chains import Budget, Ends, Search, Span, SpanSearch, briefest, deadlines, follow, marks
from graph.neighbourhoods import Neighbourhoods
from graph.rings import Rings
from graph.stores.base import Edge
from graph.when import END_OF_TIME


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


class Spans(dict[tuple[str, str], list[Span]]):
    """A graph as the search sees it, the spans of each pair of nodes."""

    def others(self, node: str) -> list[str]:
        return [target for source, target in self if source == node]

    def spans(self, source: str, target: str) -> list[Span]:
        return self[source, target]

    def ordered(self, ends: Ends, length: int) -> list[tuple[int, tuple[str, ...]]]:
        """By brute force: simple chains that arrive in time, by their smallest mark, then by nodes."""
        best: dict[tuple[str, ...], int] = {}
        for nodes, choice in self.choices(ends, length):
            mark = max([ends.since, *(begin for begin, _ in choice)])
            best[nodes] = min(mark, best.get(nodes, END_OF_TIME))
        return sorted((mark, nodes) for nodes, mark in best.items())

    def choices(self, ends: Ends, length: int) -> Iterator[tuple[tuple[str, ...], tuple[Span, ...]]]:
        """Nodes and steps of every simple chain that arrives in time."""
        inner = sorted({node for pair in self for node in pair} - {ends.source, ends.target})
        for middle in permutations(inner, length - 1):
            nodes = (ends.source, *middle, ends.target)
            for choice in product(*(self.get(pair, []) for pair in pairwise(nodes))):
                mark = ends.since
                for begin, hold in choice:
                    mark = max(mark, begin) if mark <= hold else END_OF_TIME
                if mark <= ends.until:
                    yield nodes, choice

    def relations(self) -> Neighbourhoods:
        """Who stands beside whom."""
        return Neighbourhoods([edge(f"{a}{b}", a, b, "1950") for a, b in self])

    def briefest(self, ends: Ends, length: int) -> list[tuple[int, tuple[str, ...]]]:
        """By brute force: simple chains by the longest wait between two of their steps."""
        best: dict[tuple[str, ...], int] = {}
        for nodes, choice in self.choices(ends, length):
            waits = [later[0] - earlier[1] for at, later in enumerate(choice) for earlier in choice[:at]]
            best[nodes] = min(max([0, *waits]), best.get(nodes, END_OF_TIME))
        return sorted((span, nodes) for nodes, span in best.items())


def drawn_graph(random: Random, parallel: int, wide: int) -> tuple[Spans, Ends]:
    graph = Spans()
    for source, target in permutations("abcdef", 2):
        begins = [random.randint(1, 9) for _ in range(random.randint(0, parallel))]
        graph[source, target] = [(begin, begin + random.randint(-1, 3 * wide)) for begin in begins]
    return graph, Ends("a", "f", random.randint(0, 3), random.randint(6, 10))


@settings(max_examples=300)
@given(st.randoms(use_true_random=True), st.integers(1, 4), st.integers(1, 3))
def test_the_search_gives_every_chain_of_a_dense_graph_in_order(
    random: Random, parallel: int, wide: int
) -> None:
    graph, ends = drawn_graph(random, parallel, wide)
    rings = Rings(graph.relations(), "a", "f")
    search = Search(graph, rings, ends, Budget(10_000))
    for length in range(1, 6):
        rings.grow(length)
        assert list(search.of_length(length)) == graph.ordered(ends, length)


@settings(max_examples=100)
@given(st.randoms(use_true_random=True), st.integers(1, 3), st.integers(1, 3))
def test_the_briefest_chains_come_first(random: Random, parallel: int, wide: int) -> None:
    graph, ends = drawn_graph(random, parallel, wide)
    rings = Rings(graph.relations(), "a", "f")
    rings.grow(4)
    search = SpanSearch(graph, rings, ends, Budget(100_000))
    for length in range(1, 5):
        expected = graph.briefest(ends, length)
        assert list(search.of_length(length)) == expected
        for span, nodes in expected[:5]:
            hops = [[(*one, str(at)) for at, one in enumerate(graph[pair])] for pair in pairwise(nodes)]
            chosen = [
                graph[pair][int(at)]
                for pair, at in zip(pairwise(nodes), briefest(hops, *ends[2:]), strict=True)
            ]
            waits = [later[0] - earlier[1] for at, later in enumerate(chosen) for earlier in chosen[:at]]
            assert max([0, *waits]) == span


@settings(max_examples=200)
@given(st.sets(st.tuples(st.sampled_from("abcdefghij"), st.sampled_from("abcdefghij")), max_size=25))
def test_rings_know_every_node_on_a_walk(pairs: set[tuple[str, str]]) -> None:
    around = Neighbourhoods([edge(f"{a}{b}", a, b, "1950") for a, b in sorted(pairs)])
    fetched = Neighbourhoods(Listed([edge(f"{a}{b}", a, b, "1950") for a, b in sorted(pairs)]))
    from_a, to_j = steps_from(around, "a"), steps_from(around, "j")
    for rings in (Rings(around, "a", "j"), Rings(fetched, "a", "j")):
        for steps in range(1, 9):
            rings.grow(steps)
            on_the_way = {n for n in from_a.keys() & to_j.keys() if from_a[n] + to_j[n] <= steps}
            assert {n: rings.distance.get(n) for n in on_the_way} == {n: to_j[n] for n in on_the_way}
            assert all(distance <= to_j[n] for n, distance in rings.distance.items())


class Listed(list[Edge]):
    """Relations that have to be fetched."""

    def edges_at(self, actors: Collection[str]) -> list[Edge]:
        return [e for e in self if e.source in actors or e.target in actors]


def steps_from(around: Neighbourhoods, node: str) -> dict[str, int]:
    found, ring, radius = {node: 0}, {node}, 0
    while ring:
        radius += 1
        ring = around.around(ring) - found.keys()
        found.update(dict.fromkeys(ring, radius))
    return found


def test_no_span_follows_what_is_past() -> None:
    assert follow(5, [(1, 4)]) is None


def test_a_budget_is_spent_by_what_is_left_out() -> None:
    budget = Budget(1)
    assert (budget.take(), budget.spent) == (True, False)
    assert (budget.take(), budget.spent) == (False, True)
