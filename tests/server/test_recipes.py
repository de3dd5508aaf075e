"""The Cypher recipes of the README: each gives the row that it promises first, on both stores."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import NamedTuple

import pytest
from server.both_stores import Both, both  # noqa: F401  a fixture

README = Path(__file__).resolve().parents[2] / "README.md"
_RECIPE = re.compile(
    r"^\*\*(?P<title>[^*]+)\*\*(?:(?!```).)*?```cypher\n(?P<query>.*?)^// first: (?P<first>.*?)\n```",
    re.M | re.S,
)


class Recipe(NamedTuple):
    """A question in words and in Cypher, with the first row of its answer."""

    title: str
    query: str
    first: list[object]


RECIPES = [
    Recipe(found["title"], found["query"], json.loads(found["first"]))
    for found in _RECIPE.finditer(README.read_text(encoding="utf-8"))
]


def test_all_recipes_are_found() -> None:
    assert len(RECIPES) == README.read_text(encoding="utf-8").count("```cypher\n") >= 8


@pytest.mark.java
@pytest.mark.parametrize("both", ["packaged"], indirect=True)
@pytest.mark.parametrize("recipe", RECIPES, ids=[recipe.title for recipe in RECIPES])
def test_a_recipe_gives_what_it_promises(both: Both, recipe: Recipe) -> None:  # noqa: F811
    answers = [store.cypher(recipe.query) for store in both]
    assert answers[0] == answers[1]
    assert answers[0].rows[0] == recipe.first
