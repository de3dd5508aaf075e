"""Parties that a sentence leaves unsaid: "diplomatic relations were resumed", "the legation reopened".

Only grammar's open places are filled (a passive without agent, relations without "with"), only with the two
states that the text is about or last spoke of in this way, and only where the sentence names no third.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from loaders import slots, syntax, upshot
from loaders.frames import Frame
from loaders.mentions import Mention
from loaders.metonyms import METONYMS as PARTIES
from loaders.referents import Referents

if TYPE_CHECKING:
    from spacy.tokens import Token

Pairs = list[tuple[Mention, Mention]]
_SEATS = frozenset("embassy legation consulate mission office agency".split())
_OPENED = frozenset("relation relationship tie link".split()) | _SEATS
_PARTIES = ("with", "between", "to", "among")
_PLACES = ("in", "at")


def unsaid(
    frame: Frame, token: Token, sources: Sequence[Mention], targets: Sequence[Mention], referents: Referents
) -> Pairs:
    """Pairs of ends where `frame` has found none, or only those of one side; [] where it may not guess."""
    if frame.unsaid == "entered":
        return _left(frame, token, sources, referents)
    return _of_two(frame, token, sources, targets, referents)


def _of_two(
    frame: Frame, token: Token, sources: Sequence[Mention], targets: Sequence[Mention], referents: Referents
) -> Pairs:
    """The two states that the text is about, or that one of them which is not said."""
    if not syntax.is_verb(token):
        return _of_upshot(token, sources, targets, referents)
    nouns = [n for n in (*syntax.patients(token), *syntax.subjects(token)) if n.lemma_.lower() in _OPENED]
    finite = not any(c.lower_ == "to" and c.dep_ == "aux" for c in token.children)  # what is told, not wished
    if not frame.unsaid or not nouns or not finite or not _open(token, nouns[0], sources, targets, referents):
        return []
    pair = referents.pair(token)
    if pair is None:
        return []
    pair = _as_named(pair, token, referents)
    if not sources and not targets:
        return [referents.first(pair, token.sent)] if frame.unsaid == "both" else []
    other = _other((*sources, *targets), pair, referents)
    if other is None:
        return []
    return [(s, other) for s in sources] or [(other, t) for t in targets]


def _of_upshot(
    noun: Token, sources: Sequence[Mention], targets: Sequence[Mention], referents: Referents
) -> Pairs:
    """ "This constituted recognition by Spain": of the other of two states that the text is about."""
    if not upshot.is_upshot(noun) or bool(sources) == bool(targets):
        return []
    pairs = [_as_named(pair, noun, referents) for pair in referents.discourse.parties()]
    others = [found for pair in pairs if (found := _other((*sources, *targets), pair, referents))]
    if not others:
        return []
    return [(s, others[0]) for s in sources] or [(others[0], t) for t in targets]


def _left(frame: Frame, token: Token, sources: Sequence[Mention], referents: Referents) -> Pairs:
    """ "Cuba withdrew its troops": from where the text has told that it had sent them; [] if it has not."""
    if any(slots.is_other_side(slot, token) for slot in frame.target):
        return []
    word, day = referents.words[token.i], referents.context.day
    found = []
    for source in sources:
        actor = referents.names.actor(source, day)
        place = referents.discourse.left(actor) if actor else None
        if place is not None:
            found.append((source, replace(place, start=word.start, end=word.end)))
    return found


def _as_named(pair: tuple[Mention, Mention], token: Token, referents: Referents) -> tuple[Mention, Mention]:
    """`pair`, with the state that the sentence names for the same country under another regime."""
    mentions = (referents.words[t.i].mention for t in token.sent)
    named = {state: m for m in mentions if m is not None and (state := referents.state(m))}
    one, other = (
        next((m for s, m in named.items() if state not in named and referents.kin(s, [state])), end)
        for end, state in [(end, referents.state(end)) for end in pair]
    )
    return one, other


def _other(said: Sequence[Mention], pair: tuple[Mention, Mention], referents: Referents) -> Mention | None:
    """The one of `pair` that is not said, where what is said is the other one."""
    states = {referents.state(m) for m in said}
    one, other = (referents.state(m) for m in pair)
    if states == {one}:
        return pair[1]
    return pair[0] if states == {other} else None


def _open(
    verb: Token, noun: Token, sources: Sequence[Mention], targets: Sequence[Mention], referents: Referents
) -> bool:
    """No place of the missing party is taken by words that stand for nobody known."""
    if not sources:
        owned = any(c.dep_ == "poss" or referents.of(c) for c in noun.lefts)
        if owned or not _without_agent(verb, noun):
            return False
    if targets:
        return True
    places = _PLACES if noun.lemma_.lower() in _SEATS else _PARTIES
    taken = [p for word in (noun, verb) for p in syntax.prepositions(word, *places)]
    return not any(_names_party(p, referents) for p in taken)


def _without_agent(verb: Token, noun: Token) -> bool:
    if syntax.is_passive(verb):
        return not syntax.prepositional(verb, "by")
    return noun in syntax.subjects(verb)


def _names_party(preposition: Token, referents: Referents) -> bool:
    """Not a date ("in 1913"), nor a circumstance ("with Ann Hill as minister", "with the signing of …")."""
    if preposition.i and preposition.nbor(-1).text == ",":
        return False
    nouns = [n for n in syntax.prep_objects(preposition) if referents.words[n.i].date is None]
    return any(n.pos_ != "NOUN" or n.lemma_ in PARTIES or referents.of(n) for n in nouns)
