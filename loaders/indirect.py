"""Dates that a sentence gives only indirectly: what had come about by a date, and what came of something.

"The China-backed rebels were defeated in 1950": China backed them by then.  "The split of 1963 caused a
rivalry": from then on.  "The treaty of 1950 with Laos failed": the treaty was made in 1950.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from graph.relations import relation
from loaders import backdrop, frames, syntax
from loaders.dates import DatePhrase
from loaders.dates.placing import boundaries
from loaders.dating import UNDATED, Dating, by_then
from loaders.narrative import Narrative, coarser

if TYPE_CHECKING:
    from spacy.tokens import Token

_ANNOUNCING = frozenset("announce declare notify inform proclaim state".split())
# What one gives notice of is done with the notice, even if said as of before: "informed it that it had".
_NOTIFYING = frozenset("announce notify inform".split())
# Whose opening or closing goes with that of the relations: "relations were broken and the embassy closed".
# ("status": "raised its mission to embassy status", whose first half the parser is spared).
_SEATS = frozenset(("embassy", "legation", "status"))
_PROMISES = frozenset("agreement accord pact treaty promise pledge deal".split())
# What somebody enters on, and then does: "became an officer and founded a party in 1930".
_ENTERING = frozenset("become enter join come draw".split())


class Dated(Protocol):
    """What is asked of the dates of a sentence (`Scope`)."""

    @property
    def dates(self) -> Sequence[DatePhrase]: ...
    def owner(self, date: DatePhrase) -> Token | None: ...
    def dating(self, trigger: Token) -> Dating: ...
    def of_clause(self, trigger: Token) -> list[DatePhrase]: ...
    def of_verb(self, verb: Token) -> list[DatePhrase]: ...
    def own(self, trigger: Token) -> list[DatePhrase]: ...
    def read(self, date: DatePhrase) -> Dating: ...


def in_name(scope: Dated, trigger: Token) -> Dating:
    """The date in the name of what `trigger` itself says: "the 1950 treaty with Laos"."""
    if syntax.is_verb(trigger) or trigger.dep_ in ("compound", "nmod", "appos"):
        return UNDATED
    for date in scope.dates:
        if date.role == "name" and date.start and scope.owner(date) == trigger:
            return Dating(date.start, date.end, date.text, "stated", own=True)
    return UNDATED


def indirect(scope: Dated, trigger: Token) -> Dating:
    """The date of a relation that has none of its own, nor of its clause; UNDATED if nothing tells it."""
    for look in (_of_described, _of_sequel):
        usable = _usable(scope, look(scope, trigger))
        if usable is not UNDATED:
            return replace(usable, start=by_then(usable.start or usable.end), end=None)
    promised = _of_promise(scope, trigger)
    return _of_cause(scope, trigger) if promised is UNDATED else promised


def declared(scope: Dated, trigger: Token) -> Dating:
    """The date of an act that is done by declaring it: "announced in 1950 that it recognized Laos"."""
    verb = syntax.clause(trigger)
    if verb.dep_ == "ccomp" and (
        (verb.head.lemma_ in _ANNOUNCING and backdrop.is_then(verb))
        or (verb.head.lemma_ in _NOTIFYING and backdrop.is_perfect(verb))
    ):
        return scope.dating(verb.head)
    return _with_embassy(scope, verb)


def _with_embassy(scope: Dated, verb: Token) -> Dating:
    """The date of what was done at once with an embassy: "resumed relations and reopened its embassy
    in 1960"."""
    for other in verb.children:
        together = other.dep_ == "conj" and syntax.is_verb(other) and backdrop.wider(other) is not None
        if together and _SEATS & {t.lemma_.lower() for t in other.subtree if t.i > verb.i}:
            usable = [d for d in map(scope.read, scope.of_verb(other)) if d.start]
            return usable[0] if usable else UNDATED
    return UNDATED


def told_deed(narrative: Narrative, event: Token) -> Dating:
    """The date of what the paragraph has told, and now calls "the invasion"."""
    for frame in frames.evoked(event):
        known = narrative.deeds.get(frame.type)
        if known is not None:
            lasts = relation(frame.type).aspect == "durative"
            return replace(known if lasts else coarser(known), origin="carried", own=False)
    return UNDATED


def _usable(scope: Dated, dates: Sequence[DatePhrase]) -> Dating:
    return next((d for d in map(scope.read, dates) if d.start or d.end), UNDATED)


def _of_described(scope: Dated, trigger: Token) -> list[DatePhrase]:
    """ "the China-backed rebels": whoever backs them does so when the clause tells of them."""
    backed = trigger.dep_ == "amod" and trigger.tag_ == "VBN" and trigger.head.i > trigger.i
    by_whom = any(c.dep_ in ("npadvmod", "punct") and c.i < trigger.i for c in trigger.children)
    return scope.of_clause(trigger.head) if backed and by_whom else []


def _of_sequel(scope: Dated, trigger: Token) -> list[DatePhrase]:
    """ "became an officer and founded a party in 1930": what is told after it has the date."""
    verb = syntax.clause(trigger)
    if verb.lemma_ not in _ENTERING or not _is_past(verb):
        return []
    later = [c for c in verb.children if c.dep_ == "conj" and c.tag_ == "VBD" and c.i > trigger.i]
    return [date for then in later for date in scope.of_verb(then)]


def _is_past(verb: Token) -> bool:
    return any(v.tag_ == "VBD" for v in (verb, *(c for c in verb.children if c.dep_ == "auxpass")))


def _of_cause(scope: Dated, trigger: Token) -> Dating:
    """ "the split of 1963 caused a rivalry": from 1963 on."""
    verb = syntax.clause(trigger)
    if not backdrop.is_causing(verb) or trigger == verb:
        return UNDATED
    for cause in syntax.subjects(verb):
        if trigger in (cause, *cause.subtree):
            return UNDATED
        for date in scope.own(cause):
            if date.moments and date.role not in ("relative", "duration", "era"):
                start, end = boundaries("after", date.moments[0], date.moments[0])
                return Dating(start, end, date.text, "stated") if start else UNDATED
    return UNDATED


def _of_promise(scope: Dated, trigger: Token) -> Dating:
    """ "reached an agreement in 1950 to leave": what it promises is to be done from then on."""
    verb = syntax.clause(trigger)
    if verb.dep_ not in ("acl", "advcl", "xcomp") or not any(c.lower_ == "to" for c in verb.children):
        return UNDATED
    above = [verb.head] if verb.dep_ == "acl" else syntax.patients(verb.head)
    for date in (d for noun in above if noun.lemma_ in _PROMISES for d in scope.own(noun)):
        if date.moments and date.role == "at":
            start, _ = boundaries("after", date.moments[0], date.moments[-1])
            return Dating(start, None, date.text, "stated") if start else UNDATED
    return UNDATED
