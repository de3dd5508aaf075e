"""Paths are the same whatever they are sought in: a list of relations, or any store, fetched as needed."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from random import Random

from store_fixtures import Opener

from graph.paths import Paths, Question, find
from graph.steps import By
from graph.when import Certainty, iso_to_day

sys.path.insert(0, str(Path(__file__).parent / "bench"))

import generated

FLAGS = ("undated", "directed", "presume", "certain", "apart")
ORDERS: tuple[By, ...] = ("fewest", "earliest", "latest", "fastest")


def questions(actors: list[str], random: Random) -> list[tuple[str, str, Question]]:
    """Two actors and what is asked of them, each order as often."""
    asked = []
    for number in range(60):
        one, other, third = random.sample(actors, 3)
        since, until = sorted(random.randint(1800, 2020) for _ in range(2))
        question = Question(
            by=ORDERS[number % 4],
            from_=random.choice([None, None, iso_to_day(f"{since}-01-01")]),
            until=random.choice([None, None, iso_to_day(f"{until}-12-31")]),
            **{
                flag: random.random() < 0.3 for flag in ("undated", "directed", "presume", "certain", "apart")
            },
            alike=random.choice([None, None, None, "family", "polarity"]),
            steps=random.randint(1, 4),
        )
        narrow = random.choice([None, None, "through", "avoiding"])
        asked.append((one, other, replace(question, **{narrow: frozenset({third})} if narrow else {})))
    return asked


def test_every_question_has_the_same_answers_in_a_store_and_in_its_relations(reopen: Opener) -> None:
    with reopen() as store:
        store.add([generated.run(150)])
        edges = store.edges()
        actors = sorted({end for edge in edges for end in (edge.source, edge.target)})
        answers: list[Paths] = []
        for one, other, question in questions(actors, Random(1)):
            answers.append(find(store, one, other, question))
            assert answers[-1] == find(edges, one, other, question)
    paths = [path for answer in answers for path in answer]
    assert {path.certainty for path in paths} == {Certainty.CERTAINLY, Certainty.POSSIBLY}
    assert {len(path.steps) for path in paths} >= {1, 2, 3}
