"""A large made-up history for measuring: communities, few great powers, long passages, many years."""

from __future__ import annotations

import itertools
import random

from page_store import PageStore, said

from graph.model import KINDS, Actor, Document, Reading

TYPES = ("VISITED", "NEGOTIATED_WITH", "RECOGNIZED", "FOUGHT", "AIDED", "PARTY_TO", "TRADED_WITH", "LED")
SYLLABLES = ("ar", "bel", "cor", "dun", "est", "fal", "gor", "hal", "is", "jor", "kel", "lin", "mor", "ner")
LONGEST = 90  # words of a passage
GROUP = 60  # actors of a community, about
INSIDE = 0.8  # share of relations that stay within one


def annals(actors: int, relations: int, seed: int = 7) -> PageStore:
    """Each actor's number of relations falls with its rank; most lie within a community; years bunch up."""
    draw = random.Random(seed)
    listed = [Actor(f"a{n:05}", _name(draw, n), KINDS[n % len(KINDS)]) for n in range(actors)]
    groups = max(actors // GROUP, 1)
    members = [list(range(group, actors, groups)) for group in range(groups)]
    weights = [[1 / (1 + rank) ** 0.8 for rank in range(len(group))] for group in members]
    size = [len(group) / (1 + number) ** 0.5 for number, group in enumerate(members)]
    prose = _Prose(draw)
    documents = [Document(f"d{n}", f"annals-{n}.txt", f"Annals, volume {n} (1901)") for n in range(12)]
    readings: list[Reading] = []
    for number in range(relations):
        home = number % groups if number < actors else draw.choices(range(groups), size)[0]
        away = home if draw.random() < INSIDE else draw.choices(range(groups), size)[0]
        first = number if number < actors else draw.choices(members[home], weights[home])[0]
        others = members[away if number >= actors else first % groups]
        second = draw.choices(others, weights[others[0] % groups])[0]
        if first == second:
            second = (second + groups) % actors
        readings.append(_reading(draw, prose, documents[number % 12], listed[first], listed[second]))
    return PageStore(listed, readings, documents)


def _name(draw: random.Random, number: int) -> str:
    word = "".join(draw.choices(SYLLABLES, k=draw.randint(2, 4))).capitalize()
    return (
        draw.choice([word, f"{word} of {word[:3]}en", f"League of the Free Towns of {word}"]) + f" {number}"
    )


class _Prose:
    """Words that no language has, some of them common, so that a text packs about as well as English."""

    def __init__(self, draw: random.Random) -> None:
        self._draw = draw
        self._words = ["".join(draw.choices(SYLLABLES, k=draw.randint(1, 4))) for _ in range(4000)]
        self._weights = list(itertools.accumulate(1 / (1 + rank) for rank in range(4000)))

    def passage(self) -> str:
        length = self._draw.randint(0, LONGEST)
        return " ".join(self._draw.choices(self._words, cum_weights=self._weights, k=length))


def _reading(draw: random.Random, prose: _Prose, document: Document, first: Actor, second: Actor) -> Reading:
    year = round(draw.triangular(1700, 1990, 1946))
    quote = f"In {year} {first.name} came to {second.name}. {prose.passage()}"
    names = (first.id, first.name), (second.id, second.name)
    end = str(year + draw.randint(1, 30)) if draw.random() < 0.4 else None
    return said(document, quote, names[0], draw.choice(TYPES), names[1], start=str(year), end=end)
