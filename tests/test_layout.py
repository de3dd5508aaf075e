"""Where actors stand: whole pixels, the same every time, no two boxes on top of each other."""

from __future__ import annotations

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.layout import Box, place, place_many

boxes = st.builds(Box, st.floats(6, 26), st.floats(10, 160), st.sampled_from([15.0, 30.0, 45.0]))


@st.composite
def graphs(draw: st.DrawFn, most: int = 24) -> tuple[list[Box], list[tuple[int, int]]]:
    some = draw(st.lists(boxes, min_size=1, max_size=most))
    ends = st.integers(0, len(some) - 1)
    return some, draw(st.lists(st.tuples(ends, ends), max_size=3 * most))


def overlap(one: Box, at: tuple[int, int], other: Box, there: tuple[int, int]) -> bool:
    """Whether two boxes, each hanging from the top of its symbol, have an inner point in common."""
    across = abs(at[0] - there[0]) < (one.width + other.width) / 2
    tops = at[1] - one.radius, there[1] - other.radius
    return across and tops[0] < tops[1] + other.height and tops[1] < tops[0] + one.height


@settings(max_examples=25)
@given(graphs())
def test_no_two_boxes_overlap(graph):
    some, links = graph
    places = place(some, links)
    assert len(places) == len(some)
    for (a, at), (b, there) in itertools.combinations(zip(some, places, strict=True), 2):
        assert not overlap(a, at, b, there)


@settings(max_examples=5)
@given(graphs())
def test_same_graph_same_pixels_whatever_the_order_of_its_links(graph):
    some, links = graph
    turned = [(b, a) for a, b in reversed(links)]
    assert place(some, links) == place(some, turned + links)


def test_neighbours_stand_closer_than_strangers():
    chain = [(n, n + 1) for n in range(9)]
    places = place([Box(10, 60, 15)] * 10, chain)
    far = [abs(complex(*places[a]) - complex(*places[b])) for a, b in ((0, 9), (0, 1))]
    assert far[0] > 3 * far[1]


def test_symbols_stay_off_lines_of_others():
    star = [(0, n) for n in range(1, 9)]
    places = [complex(*spot) for spot in place([Box(10, 70, 15)] * 9, star)]
    for (a, b), node in itertools.product(star, range(9)):
        if node in (a, b):
            continue
        along, off = places[b] - places[a], places[node] - places[a]
        share = min(max((off * along.conjugate()).real / abs(along) ** 2, 0), 1)
        assert abs(off - share * along) > 10


@settings(max_examples=5)
@given(graphs(most=60))
def test_many_are_placed_in_communities_without_hiding_each_other(graph):
    some, links = graph
    places = place_many(some, links)
    assert places == place_many(some, links)
    for (a, at), (b, there) in itertools.combinations(zip(some, places, strict=True), 2):
        assert abs(complex(*at) - complex(*there)) >= min(a.radius, b.radius)
