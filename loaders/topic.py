"""The two states that a text is about, for relations whose parties it need not name again.

An account of "Peru and Spain", or one of Peru that speaks of Spain throughout, can go on with "diplomatic
relations were broken off in 1866".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from loaders.mentions import Mention, Names

FEWEST = 4  # mentions of each of the two, where no title says what the text is about
LEAD = 2  # how many times as often as the next state the second is named


def topic(title: Sequence[Mention], prose: Iterable[Mention], names: Names) -> tuple[Mention, Mention] | None:
    """The pair of states that the article under `title` is about, None if it is not plain."""
    states = [m for m in prose if names.state(m, None)]
    count = Counter(names.state(m, None) for m in states)
    titled = {names.state(m, None) for m in title} - {None}
    only = titled if len(titled) == 1 else set()
    ranked = [state for state, _ in sorted(count.items(), key=lambda c: (c[0] not in only, -c[1], str(c[0])))]
    if len(ranked) < 2 or not (only or count[ranked[1]] >= FEWEST):
        return None
    third = max((count[state] for state in ranked[2:]), default=0)
    if count[ranked[1]] < LEAD * third:
        return None
    one, other = (_called(state, states, names) for state in ranked[:2])
    return one, other


def _called(state: str | None, mentions: Sequence[Mention], names: Names) -> Mention:
    """The first mention of `state`, by its name rather than as an adjective."""
    own = [m for m in mentions if names.state(m, None) == state]
    return min(own, key=lambda m: (m.use != "name", m.start))
