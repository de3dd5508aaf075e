"""What the deed just told came to: "This constituted recognition of the new state".

Such a sentence tells nothing new of when and by whom: its date is that of the deed, to the day, and a party
that it leaves unsaid is one of the two states in question.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders import syntax

if TYPE_CHECKING:
    from spacy.tokens import Token

_MEANING = frozenset("constitute mark signify represent imply effect".split())
_DEEDS = frozenset(
    "act action deed step move date day event exchange decision agreement treaty letter note meeting "
    "ceremony appointment visit telegram message declaration announcement gesture reception signing".split()
)
_POINTING = frozenset(("this", "that"))


def is_upshot(trigger: Token) -> bool:
    """Whether the noun `trigger` is what "this", or "this act", is said to be."""
    while trigger.dep_ == "conj":
        trigger = trigger.head
    verb = trigger.head
    if trigger.dep_ != "dobj" or verb.lemma_ not in _MEANING or not syntax.is_verb(verb):
        return False
    return any(_points_back(noun) for noun in syntax.subjects(verb))


def _points_back(noun: Token) -> bool:
    if noun.lower_ in _POINTING:
        return not list(noun.children)
    return noun.lemma_.lower() in _DEEDS and any(c.lower_ in _POINTING for c in noun.children)
