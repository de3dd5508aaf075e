"""The fewest steps whatever the dates, against a search from one end."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st
from strategies import edge

from graph.paths import Neighbourhoods
from graph.shortest import shortest

ACTORS = "abcdefghij"
pairs = st.sets(st.tuples(st.sampled_from(ACTORS), st.sampled_from(ACTORS)), max_size=25)


@given(pairs)
def test_no_chain_is_shorter(joined: set[tuple[str, str]]) -> None:
    around = Neighbourhoods([edge(f"{a}{b}", a, b, "1950") for a, b in sorted(joined)])
    beside = joined | {(b, a) for a, b in joined}
    steps, ring = {"a": 0}, ["a"]
    for node in ring:
        found = {b for a, b in beside if a == node} - steps.keys()
        steps.update(dict.fromkeys(found, steps[node] + 1))
        ring += sorted(found)
    for target in ACTORS:
        chain = shortest(around, "a", target)
        assert len(chain) - 1 == steps.get(target, -1)
        if chain:
            assert (chain[0], chain[-1]) == ("a", target)
            assert set(itertools.pairwise(chain)) <= beside
