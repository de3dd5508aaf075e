"""Persons and things that a sentence speaks of and does not name: a pronoun can mean one of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from loaders import syntax

if TYPE_CHECKING:
    from spacy.tokens import Token

    from loaders.mentions import Mention
    from loaders.substitution import Word

_PERSONS = frozenset(
    "agent ambassador aide bishop captain chief clerk commander diplomat dictator emperor envoy general "
    "governor judge king lawyer leader merchant minister missionary officer official president priest "
    "prince queen representative secretary senator sultan trader traveler traveller".split()
)
_NEW = frozenset("a an another".split())


_SINGLE = frozenset("he she him his her himself herself".split())


def can_be(token: Token, words: Sequence[Word], actors: Callable[[Token], list[Mention]]) -> bool:
    """Whether the pronoun `token` may mean what is not named; `actors` tells whom a noun stands for."""
    if token.lower_ == "it":
        return token.dep_ in ("dobj", "pobj") and _thing_before(token, words)
    described = _described_before(token) if token.lower_ in _SINGLE else []
    return any(all(m.kind != "Person" for m in actors(noun)) for noun in described)


def _thing_before(token: Token, words: Sequence[Word]) -> bool:
    """Whether "it" can take up an object that is no actor ("backed the occupation; all condemned it")."""
    objects = syntax.objects_before(token)
    return bool(objects) and words[objects[-1].i].mention is None


def _described_before(token: Token) -> list[Token]:
    """Subjects before `token` in its sentence that only describe a person: "a French trader said that he"."""
    before = token.doc[token.sent.start : token.i]
    return [t for t in before if t.dep_ in ("nsubj", "nsubjpass") and t.tag_ == "NN" and _describes(t)]


def _describes(noun: Token) -> bool:
    told = any(c.dep_ in ("amod", "compound") or c.lower_ in _NEW for c in noun.children)
    return told and noun.lemma_.lower() in _PERSONS
