"""Who does what in a parsed sentence, and whether the sentence means it."""

from __future__ import annotations

from typing import Any

import pytest

from loaders import slots, syntax
from loaders.article import language_model, model_package
from loaders.modality import modality

NLP = language_model(model_package())


def token(text: str, word: str) -> Any:
    """The token `word` of a parsed text."""
    return next(t for t in NLP(text) if t.text == word)


def texts(tokens: list[Any]) -> str:
    return " ".join(t.text for t in tokens)


@pytest.mark.parametrize(
    ("text", "verb", "doers", "done_to"),
    [
        ("France attacked Spain.", "attacked", "France", "Spain"),
        ("Spain was attacked by France.", "attacked", "France", "Spain"),
        ("Spain was attacked.", "attacked", "", "Spain"),
        ("France and Italy attacked Spain and Portugal.", "attacked", "France Italy", "Spain Portugal"),
        ("France met Italy and attacked Spain.", "attacked", "France", "Spain"),
        ("Spain was warned and attacked by France.", "attacked", "France", "Spain"),
        ("France wanted to attack Spain.", "attack", "France", "Spain"),
        ("France helped Italy to attack Spain.", "attack", "Italy", "Spain"),
        ("France, which attacked Spain, won.", "attacked", "France", "Spain"),
        ("Spain, which France attacked, lost.", "attacked", "France", "which"),
        ("Spain, attacked by France, lost.", "attacked", "France", "Spain"),
        ("After attacking Spain, France won.", "attacking", "France", "Spain"),
        ("Attacked by France, Spain surrendered.", "Attacked", "France", "Spain"),
    ],
)
def test_who_does_and_to_whom(text: str, verb: str, doers: str, done_to: str) -> None:
    said = token(text, verb)
    assert (texts(syntax.subjects(said)), texts(syntax.patients(said))) == (doers, done_to)


@pytest.mark.parametrize(
    ("slot", "text", "word", "filled"),
    [
        ("poss", "France's attack on Spain failed.", "attack", "France"),
        ("mod", "The French attack on Spain failed.", "attack", "French"),
        ("on", "The French attack on Spain failed.", "attack", "Spain"),
        ("by", "The invasion of Spain by France failed.", "invasion", "France"),
        ("between", "The war between France and Spain ended.", "war", "France Spain"),
        ("subj", "France launched an attack on Spain.", "attack", "France"),
        ("is", "France was an ally of Spain.", "ally", "France"),
        ("named", "They met with President Lincoln.", "President", "Lincoln"),
        ("obj.mod", "France opened a French embassy in Spain.", "opened", "French"),
        ("obj.to", "France gave help to Spain.", "gave", "Spain"),
        ("to", "France gave help to Spain.", "gave", "Spain"),
        ("comp", "The party was renamed Italy.", "renamed", "Italy"),
        ("comp", "France became a member of NATO.", "became", ""),
        ("out", "France pulled out of Spain.", "pulled", "Spain"),
        ("into.with", "France came into conflict with Spain.", "came", "Spain"),
        ("over", "France opened an embassy in Spain.", "opened", ""),
    ],
)
def test_where_an_end_stands(slot: str, text: str, word: str, filled: str) -> None:
    assert texts(slots.fill(slot, token(text, word))) == filled


@pytest.mark.parametrize(
    ("text", "word", "meant"),
    [
        ("France attacked Spain.", "attacked", "asserted"),
        ("France did not attack Spain.", "attack", "negated"),
        ("France never attacked Spain.", "attacked", "negated"),
        ("No army attacked Spain.", "attacked", "negated"),
        ("Spain was attacked by no army.", "attacked", "negated"),
        ("France refused to attack Spain.", "attack", "negated"),
        ("France did not refuse to attack Spain.", "attack", "asserted"),
        ("France was kept from attacking Spain.", "attacking", "negated"),
        ("France left without attacking Spain.", "attacking", "negated"),
        ("France might attack Spain.", "attack", "intended"),
        ("France agreed to attack Spain.", "attack", "intended"),
        ("France made a plan to attack Spain.", "attack", "intended"),
        ("France hoped that Italy would attack Spain.", "attack", "intended"),
        ("France armed in order to attack Spain.", "attack", "intended"),
        ("France was said to support Spain.", "support", "reported"),
        ("Many claimed that France had attacked Spain.", "attacked", "reported"),
        ("France attacked Spain and did not attack Italy.", "attacked", "asserted"),
        ("France met Spain but did not attack it.", "met", "asserted"),
    ],
)
def test_whether_it_is_meant(text: str, word: str, meant: str) -> None:
    assert modality(token(text, word)) == meant
