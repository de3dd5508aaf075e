"""The search for chains, against brute force on dense graphs."""

from __future__ import annotations

from itertools import pairwise, permutations, product
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import days

from graph.chains import Budget, Ends, Search, Span, deadlines, follow, marks, rings
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


def test_a_budget_is_spent_by_what_is_left_out() -> None:
    budget = Budget(1)
    assert (budget.take(), budget.spent) == (True, False)
    assert (budget.take(), budget.spent) == (False, True)
