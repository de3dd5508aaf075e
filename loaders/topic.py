"""The two states that a text is about, for relations whose parties it need not name again.

An account of "Peru and Spain", or one of Peru that speaks of Spain throughout, can go on with "diplomatic
relations were broken off in 1866".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from loaders.mentions import Mention, Names

FEWEST = 4  # mentions of each of the two, where no title says what the text is about
LEAD = 2  # how many times as often as the next state the second is named


def topic(title: Sequence[Mention], prose: Iterable[Mention], names: Names) -> tuple[Mention, Mention] | None:
    """The pair of states that the article under `title` is about, None if it is not plain."""
    titled = {state for m in title if (state := names.state(m, None))}
    only = titled if len(titled) == 1 else set()
    states = [(m, state) for m in prose if (state := _meant(m, only, names))]
    count = Counter(state for _, state in states)
    ranked = [state for state, _ in sorted(count.items(), key=lambda c: (c[0] not in only, -c[1], c[0]))]
    if len(ranked) < 2 or not (only or count[ranked[1]] >= FEWEST):
        return None
    # A third country's capital is as often the place of a post as a party: it makes no rival of it.
    named = Counter(state for m, state in states if m.use != "capital")
    third = max((named[state] for state in ranked[2:]), default=0)
    if count[ranked[1]] < LEAD * third:
        return None
    one, other = (_called(state, states) for state in ranked[:2])
    return one, other


def _meant(mention: Mention, titled: Collection[str], names: Names) -> str | None:
    """The state that a mention stands for: of several, the one in the title."""
    senses = {sense.actor for sense in names.gazetteer.senses(mention.form)}
    return next((state for state in titled if state in senses), None) or names.state(mention, None)


def _called(state: str, states: Sequence[tuple[Mention, str]]) -> Mention:
    """The first mention of `state`, by its name rather than as an adjective."""
    return min((m for m, of in states if of == state), key=lambda m: (m.use != "name", m.start))
