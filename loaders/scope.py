"""Which date of a sentence belongs to which relation: its own, its clause's, or one carried over.

A relation without a date of its own must not grab a stranger's: a spurious date is worse than none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from graph.model import DateOrigin
from graph.when import BEGINNING, END_OF_TIME, parse_boundary
from loaders import backdrop, syntax
from loaders.dates import DatePhrase, in_sequence, resolve_relative
from loaders.dates.placing import boundaries
from loaders.substitution import Word

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class Dating:
    """The date of one relation: EDTF boundaries, the words that gave it, how it was got."""

    start: str | None = None
    end: str | None = None
    text: str | None = None
    origin: DateOrigin = "none"
    era: str | None = None
    own: bool = False  # it hangs on the words of the relation, and not only on their clause

    @property
    def day(self) -> int | None:
        """A day inside the date (an ordinal), for the choice between actors of one name."""
        known = [day for boundary in (self.start, self.end) if boundary for day in parse_boundary(boundary)]
        return next((day for day in known if BEGINNING < day < END_OF_TIME), None)


UNDATED = Dating()
_OPENINGS = frozenset("outbreak beginning start onset opening outset".split())


@dataclass
class Scope:
    """Dates of one sentence, and the last date that the text before it gave."""

    tokens: Sequence[Token]
    words: Sequence[Word]
    dates: Sequence[DatePhrase]
    previous: Dating = UNDATED

    def __post_init__(self) -> None:
        given, context = list(self.dates), self.previous.start or self.previous.end
        self.dates = list(in_sequence(given, context))
        self._completed = {new.start_char for old, new in zip(given, self.dates, strict=True) if old != new}
        self._anchor = {date: self._token_of(date) for date in self.dates}

    def _token_of(self, date: DatePhrase) -> Token | None:
        """The token of a date, or the word that a bracketed date stands behind."""
        inside = [
            t
            for t in self.tokens
            if (own := self.words[t.i].date) is not None and own.start_char == date.start_char
        ]
        if inside:
            return inside[0]
        covered = [t for t in self.tokens if date.start_char <= self.words[t.i].start < date.end_char]
        if covered:
            return max(covered, key=lambda t: len(list(t.subtree)))
        before = [t for t in self.tokens if self.words[t.i].end <= date.start_char]
        return before[-1] if before else None

    def dating(self, trigger: Token) -> Dating:
        """The date of the relation that `trigger` evokes."""
        for own in (True, False):
            found = self._own(trigger) if own else self._of_clause(trigger)
            usable = [d for d in map(self._read, found) if d is not UNDATED]
            if usable:
                return replace(_merged(usable), own=own)
        return UNDATED

    def sentence_date(self) -> Dating:
        """The first date of the sentence, for what follows it to count from."""
        named = [Dating(d.start, d.end, d.text, "carried") for d in self.dates if d.role == "name"]
        readable = [self._read(d) for d in self.dates if d.role not in ("era", "name")]
        dated = [d for d in (*readable, *named) if d.start or d.end]
        return dated[0] if dated else UNDATED

    def _before(self, date: DatePhrase) -> tuple[str | None, str | None]:
        """What a relative date counts from: the last date before it, in its sentence or the text."""
        for other in reversed(self.dates):
            plain = other.role not in ("relative", "era", "duration") and (other.start or other.end)
            if plain and other.end_char <= date.start_char:
                return other.start, other.end
        return self.previous.start, self.previous.end

    def _owner(self, date: DatePhrase) -> Token | None:
        """The verb or noun that a date phrase is attached to."""
        token = self._anchor[date]
        if token is None:
            return None
        if self.words[token.i].date is None and not self._is_date_word(token, date):
            return token  # a bracket: it belongs to the word before it
        while token.head != token:
            token = token.head
            inside = date.start_char <= self.words[token.i].start < date.end_char
            if not inside and (syntax.is_verb(token) or token.pos_ in ("NOUN", "PROPN")):
                return token
        return token

    def _is_date_word(self, token: Token, date: DatePhrase) -> bool:
        return date.start_char <= self.words[token.i].start < date.end_char

    def _own(self, trigger: Token) -> list[DatePhrase]:
        if trigger.dep_ in ("relcl", "acl") and self.words[trigger.head.i].date:
            date = self.words[trigger.head.i].date
            return [d for d in self.dates if date and d.start_char == date.start_char]
        happened = backdrop.happening(trigger)
        found = []
        for date in self.dates:
            owner = self._owner(date)
            if owner is None:
                continue
            if owner in (trigger, _opening(trigger), happened) or self._strayed(date, owner, trigger):
                found.append(date)
            elif owner.pos_ != "VERB":
                found += self._placed(date, owner, trigger)
        return found

    def _strayed(self, date: DatePhrase, owner: Token, trigger: Token) -> bool:
        """ "the pact, signed by A, B, and C in 1950, …": the date that the parser gave to "pact"."""
        if trigger.dep_ != "acl" or owner != trigger.head or date.start_char < self.words[trigger.i].start:
            return False
        between = [t for t in self.tokens if trigger.i < t.i and self.words[t.i].start < date.start_char]
        return not any(syntax.is_verb(t) for t in between)

    def _placed(self, date: DatePhrase, owner: Token, trigger: Token) -> list[DatePhrase]:
        """The date of `owner` as the words before it place it: "after the coup of May 1950"."""
        how = backdrop.link(owner, trigger)
        if how is None:
            return []
        if how == "at" or date.governor is not None:
            return [date]
        if date.role == "relative" or not date.moments:
            return []
        start, end = boundaries(how, date.moments[0], date.moments[-1])
        return [replace(date, role="at", start=start, end=end)] if start or end else []

    def _of_clause(self, trigger: Token) -> list[DatePhrase]:
        if backdrop.is_attribute(trigger) or backdrop.is_spoken_of(trigger):
            return []
        verb = syntax.clause(trigger)
        for _ in range(4):
            found = self._of_verb(verb)
            if found and (verb == trigger or self._reaches(found, verb, trigger)):
                return found
            up = backdrop.wider(verb)
            if up is None:
                break
            verb = up
        fronted = self._fronted()
        return fronted if fronted and self._main(trigger) else []

    def _of_verb(self, verb: Token) -> list[DatePhrase]:
        """Dates of a verb, and of a phrase that opens its clause ("With his death in 1950, …")."""
        found = []
        for date in self.dates:
            owner = self._owner(date)
            if owner == verb:
                found.append(date)
            elif owner is not None and backdrop.opens(owner, verb):
                found += self._placed(date, owner, verb)
        return found

    def _reaches(self, found: list[DatePhrase], verb: Token, trigger: Token) -> bool:
        """A date behind one of two coordinated verbs is that verb's alone."""
        mine = syntax.clause(trigger)
        if mine == verb or mine.dep_ != "conj":
            return True
        return any(d.start_char < self.words[verb.i].start for d in found)

    def _fronted(self) -> list[DatePhrase]:
        """A date that opens the sentence holds for its main clauses."""
        first = self.words[self.tokens[0].i].start
        return [d for d in self.dates if d.start_char - first <= 12]

    def _main(self, trigger: Token) -> bool:
        verb = syntax.clause(trigger)
        while verb.head != verb:
            up = backdrop.wider(verb)
            if up is None:
                return False
            verb = up
        return not backdrop.is_perfect(verb)

    def _read(self, date: DatePhrase) -> Dating:
        if date.role == "era":
            return Dating(None, None, date.text, "era", date.anchor)
        if date.role == "relative":
            start, end = resolve_relative(date, *self._before(date))
            return Dating(start, end, date.text, "relative") if start or end else UNDATED
        start, end = date.governed()
        if not (start or end):
            return UNDATED
        if date.role == "name" and date.governor is None:
            return UNDATED  # the year of a name dates the thing named, not what is said of it
        return Dating(start, end, date.text, "carried" if date.start_char in self._completed else "stated")


def _opening(noun: Token) -> Token | None:
    """ "the outbreak of war": the noun whose date is when `noun` began."""
    above = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else noun
    return above if above != noun and above.lemma_ in _OPENINGS else None


def _merged(found: list[Dating]) -> Dating:
    """Two dates of one relation complete each other ("from 1930", "until 1950"); else the first that the
    text states counts ("a few years later, in 1950")."""
    first, *others = sorted(found, key=lambda dating: dating.origin in ("era", "relative"))
    for other in others:
        if first.start is None and first.end and other.start and other.end is None:
            return Dating(other.start, first.end, f"{other.text} {first.text}", first.origin)
        if first.end is None and first.start and other.end and other.start is None:
            return Dating(first.start, other.end, f"{first.text} {other.text}", first.origin)
    return first
