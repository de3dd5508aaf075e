"""Meetings that a text has dated, for what it tells of them further on: "At Yalta Roosevelt met Stalin".

"The Yalta Conference was held in February 1945" dates the conference; what a later sentence says was done
there, or "at the conference", is of that month.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders import syntax
from loaders.dates import DatePhrase
from loaders.dating import UNDATED, Dating
from loaders.mentions import Mention
from loaders.narrative import coarser

if TYPE_CHECKING:
    from spacy.tokens import Token

    from loaders.scope import Scope

_MEETINGS = frozenset(("conference", "summit", "congress", "meeting"))
# What each preposition makes of the month.
_FRAMES = {"at": "{}", "during": "{}", "after": "{}/..", "following": "{}/..", "before": "../{}"}


def note(scope: Scope) -> None:
    """Remember the meetings that a sentence dates, by their name, their town and what they are."""
    for token in scope.tokens:
        mention = scope.words[token.i].mention
        if mention is None or mention.kind != "Event" or not _MEETINGS & set(mention.text.lower().split()):
            continue
        dating = scope.named(mention)
        if dating is UNDATED and token.dep_ in ("nsubj", "nsubjpass"):
            dating = _held(scope, token)
        if dating.start:
            for name in _names(mention):
                scope.narrative.occasions[name] = dating


def _held(scope: Scope, token: Token) -> Dating:
    """The date of "took place", "was held", "opened": not of what a meeting led to."""
    verb = syntax.clause(token)
    if verb.lemma_ not in ("take", "hold", "convene", "meet", "open", "begin", "be", "occur"):
        return UNDATED
    usable = [d for d in map(scope.read, scope.of_verb(verb)) if d.start]
    return usable[0] if usable else UNDATED


def _names(mention: Mention) -> list[str]:
    words = mention.text.lower().split()
    kind = next(word for word in words if word in _MEETINGS)
    return [mention.text.lower(), kind, *([" ".join(words[:-1])] if words[-1] == kind and words[:-1] else [])]


def phrases(scope: Scope) -> list[DatePhrase]:
    """A date phrase for each "At Yalta", "after the conference", "during the summit" of such a meeting.

    What is done there is of the month of the meeting, as far as the text gives it.
    """
    found = []
    for at in scope.tokens:
        for noun in syntax.prep_objects(at) if at.dep_ == "prep" and at.lower_ in _FRAMES else ():
            mention = scope.words[noun.i].mention
            known = scope.narrative.occasions.get(mention.text.lower() if mention else _definite(noun))
            month = coarser(known, keep_month=True).start if known else None
            if month and all(w.date is None for w in scope.words[at.i : noun.i + 2]):
                start, end = scope.words[at.i].start, scope.words[noun.i].start
                found.append(DatePhrase(start, end, at.lower_, "at", start=_FRAMES[at.lower_].format(month)))
    return found


def _definite(noun: Token) -> str:
    return noun.lower_ if any(c.lower_ in ("the", "this") for c in noun.children) else ""
