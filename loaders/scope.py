"""Which date of a sentence belongs to which relation: its own, its clause's, or one carried over.

A relation without a date of its own must not grab a stranger's: a spurious date is worse than none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from graph.model import DateOrigin
from loaders import backdrop, occasions, syntax
from loaders.dates import DatePhrase, in_sequence, resolve_distance, resolve_relative
from loaders.dates.placing import boundaries
from loaders.dating import UNDATED, Dating, merged
from loaders.indirect import in_name, indirect, told_deed
from loaders.mentions import Mention
from loaders.narrative import Narrative, is_setting
from loaders.substitution import Word

if TYPE_CHECKING:
    from spacy.tokens import Token


_PASSING = frozenset("progress wear unfold advance proceed continue".split())
_ENSUING = frozenset("subsequent ensuing following resulting next".split())


@dataclass
class Scope:
    """Dates of one sentence, and the last date that the text before it gave."""

    tokens: Sequence[Token]
    words: Sequence[Word]
    dates: Sequence[DatePhrase]
    narrative: Narrative = field(default_factory=Narrative)

    def __post_init__(self) -> None:
        given, context = list(self.dates), self.narrative.year
        self.dates = list(in_sequence(given, context))
        self._completed = {new.start_char for old, new in zip(given, self.dates, strict=True) if old != new}
        meetings = occasions.phrases(self)
        self._completed |= {date.start_char for date in meetings}
        self.dates = sorted([*self.dates, *meetings], key=lambda date: date.start_char)
        self._anchor = {date: self._token_of(date) for date in self.dates}
        named = [mention for t in self.tokens if (mention := self.words[t.i].mention) is not None]
        brackets = [date for date in self.dates if date.role == "parenthesis"]
        behind = [date for date in brackets if any(_beside(mention, date) for mention in named)]
        self._each = behind if len(behind) > 1 else []
        self.nouns = self.narrative.nouns | self._dated_nouns()

    def _dated_nouns(self) -> dict[str, Dating]:
        """Dates of what nouns say: "the decade-long occupation"."""
        found = {}
        for date in self.dates:
            owner, dating = self.owner(date), self.read(date)
            if owner is not None and owner.pos_ == "NOUN" and dating.start:
                found[owner.lemma_] = dating
        return found

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
        named = in_name(self, trigger)
        if named is not UNDATED:
            return named
        looks = (self.own, self.of_clause, self._of_occasion, self._of_doing_so, self._of_companion)
        for look in looks:
            found = [d for d in look(trigger) if d not in self._each]
            usable = [d for d in map(self.read, found) if d is not UNDATED]
            if usable:
                dating = replace(merged(usable), own=look == self.own, ahead=self._ahead(trigger, found))
                closer = indirect(self, trigger) if dating.origin == "era" else UNDATED
                return _at_last(trigger, dating if closer is UNDATED else closer)
        indirectly = indirect(self, trigger)
        meant = self.narrative.summed_up(trigger) if indirectly is UNDATED else indirectly
        if meant is not UNDATED:
            return meant
        return self._told_before(trigger)

    def _told_before(self, trigger: Token) -> Dating:
        """The date of what the text has told of already, or that it hands on."""
        spoken_of = backdrop.spoken_of(trigger)
        if spoken_of is not None and spoken_of.lemma_ in self.nouns:
            return replace(self.nouns[spoken_of.lemma_], origin="carried")
        if spoken_of is not None and (deed := told_deed(self.narrative, spoken_of)) is not UNDATED:
            return deed
        told = any(d.role not in ("name", "era", "duration") for d in self.dates)
        return UNDATED if told else self.narrative.carried(trigger, self.tokens)

    @property
    def _now(self) -> Dating:
        return self.narrative.now

    def sentence_date(self) -> Dating:
        """The first date that the sentence tells, for what follows it to count from.

        One that is only mentioned ("a pact that had failed in 1967") counts if the story may be there.
        """
        told: list[Dating] = []
        aside: list[Dating] = []
        for date in self.dates:
            if date.role in ("era", "duration"):
                continue
            name = date.role == "name" and date.governor is None
            dating = Dating(date.start, date.end, date.text, "carried") if name else self.read(date)
            if dating.start or dating.end:
                (aside if name or self._is_aside(date) else told).append(dating)
        return next(iter([*told, *filter(self.narrative.soon, aside)]), UNDATED)

    def _is_aside(self, date: DatePhrase) -> bool:
        owner = self.owner(date)
        return owner is not None and backdrop.is_aside(backdrop.clause(owner))

    def setting(self) -> Dating:
        """The stretch of time that the sentence opens with, for those that follow it."""
        for date in self.dates:
            owner = self.owner(date)
            if owner is None or self._is_aside(date):
                continue
            main = backdrop.clause(owner)
            for placed in [date] if owner == main else self._placed(date, owner, main):
                dating = self.read(placed)
                if is_setting(dating) and date.start_char < self.words[main.i].start:
                    return dating
        return UNDATED

    def named(self, mention: Mention) -> Dating:
        """The date in the name of an event: "the Geneva Conference of 1954", "the civil war (1946-54)"."""
        for date in self.dates:
            if _beside(mention, date) and date.role in ("name", "parenthesis") and date.start:
                return Dating(date.start, date.end or date.start, date.text, "stated", own=True)
        return UNDATED

    def bracketed(self, *mentions: Mention) -> Dating:
        """The date that a list gives to one of its members: "wars with Tripoli (1801) and Algiers (1815)"."""
        for date in self._each:
            if any(_beside(mention, date) for mention in mentions):
                return self.read(date)
        return UNDATED

    def _before(self, date: DatePhrase) -> tuple[str | None, str | None]:
        """What a relative date counts from: the last date before it, in its sentence or the text; "at the
        same time" means all of them."""
        plain = [
            other
            for other in self.dates
            if other.role not in ("relative", "era", "duration")
            and other.end_char <= date.start_char
            and (other.start or other.end)
        ]
        if plain and date.offset is not None and date.offset.direction == "same":
            first, last = plain[0].start, plain[-1].end or plain[-1].start
            plain_sides = first and last and first != last and "/" not in first + last
            return (f"{first}/{last}" if plain_sides else last or first), None
        if plain:
            return plain[-1].start, plain[-1].end
        return self._now.start, self._now.end

    def _explains(self, date: DatePhrase) -> bool:
        """ "in 1881, three years after the war": says of a date when it was, and is none of its own."""
        same = date.offset is not None and date.offset.direction == "same"  # "…; concurrently, …"
        return not same and any(0 <= date.start_char - other.end_char <= len(", ") for other in self.dates)

    def owner(self, date: DatePhrase) -> Token | None:
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
                return self._behind_mark(date, token)
        return token

    def _behind_mark(self, date: DatePhrase, verb: Token) -> Token:
        """ "In 1941, after A had left, B came": the date before the "after" is not of the clause after it."""
        marks = [c for c in verb.children if c.dep_ == "mark" and c.i < verb.i]
        before = any(date.end_char <= self.words[mark.i].start for mark in marks)
        return backdrop.clause(verb.head) if before and verb.head != verb else verb

    def _is_date_word(self, token: Token, date: DatePhrase) -> bool:
        return date.start_char <= self.words[token.i].start < date.end_char

    def own(self, trigger: Token) -> list[DatePhrase]:
        """Dates that hang on the words of `trigger` itself."""
        if trigger.dep_ in ("relcl", "acl") and self.words[trigger.head.i].date:
            date = self.words[trigger.head.i].date
            return [d for d in self.dates if date and d.start_char == date.start_char]
        happened = backdrop.happening(trigger)
        found, placed = [], []
        for date in self.dates:
            owner = self.owner(date)
            if owner is None:
                continue
            if owner in (trigger, backdrop.opening(trigger), happened) or self._strayed(date, owner, trigger):
                found.append(date)
            elif owner.pos_ != "VERB":
                placed += self._placed(date, owner, trigger)
        return found or [d for d in placed if d in self.dates] or placed  # "after" comes last

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

    def of_clause(self, trigger: Token) -> list[DatePhrase]:
        """Dates of the clause of `trigger`, or of one above it that hold for it too."""
        if backdrop.is_attribute(trigger) or backdrop.is_spoken_of(trigger):
            return []
        verb, joined = backdrop.clause_of(trigger), False
        for _ in range(4):
            found = self.of_verb(verb)
            if found:
                return found if verb == trigger or not joined or self._precede(found, verb) else []
            up = backdrop.wider(verb)
            if up is None:
                break
            joined = joined or verb.dep_ == "conj"
            verb = up
        fronted = self._fronted()
        return fronted if fronted and self._main(trigger) and not self._moved_on(trigger) else []

    def _ahead(self, trigger: Token, dates: list[DatePhrase]) -> bool:
        """ "When A fought B, C came to its help in 1950": the date is that of what came of it."""
        verb = backdrop.clause_of(trigger)
        leads_up = verb.dep_ == "advcl" and verb.i < verb.head.i and backdrop.is_occasion(verb)
        return leads_up and all(d.start_char > self.words[verb.head.i].start for d in dates)

    def _moved_on(self, trigger: Token) -> bool:
        """A clause before that of `trigger` has another date: "In 1806 A did this, and B in 1807 that"."""
        mine = backdrop.clause_of(trigger)
        for date in self.dates:
            owner = self.owner(date)
            if owner is None or date.role in ("name", "era", "parenthesis"):
                continue
            other = backdrop.clause(owner)
            if other.dep_ == "conj" and other.i < mine.i and not backdrop.is_aside(other):
                return True
        return False

    def of_verb(self, verb: Token) -> list[DatePhrase]:
        """Dates of a verb, and of a phrase that opens its clause ("With his death in 1950, …")."""
        found, clefts = [], backdrop.clefts(verb)
        for date in self.dates:
            owner = self.owner(date)
            if owner == verb or owner in clefts:
                found.append(date)
            elif owner is not None and backdrop.opens(owner, verb):
                found += self._placed(date, owner, verb)
            elif owner is not None and date.role == "name" and backdrop.is_occasion_of(owner, verb):
                found.append(replace(date, role="at"))  # "was beaten in the 1968 elections"
        return found

    def _of_occasion(self, trigger: Token) -> list[DatePhrase]:
        """The date of the clause that says on what occasion: "relations began when he came in 1950"."""
        verb = syntax.clause(trigger)
        occasions = [c for c in verb.children if c.dep_ == "advcl" and backdrop.is_occasion(c)]
        return [date for clause in occasions for date in self.of_verb(clause)]

    def _of_doing_so(self, trigger: Token) -> list[DatePhrase]:
        """ "was one of the first to recognize it, doing so in 1950"."""
        up = [trigger, *trigger.ancestors]
        again = [v for head in up for v in head.children if syntax.is_verb(v) and backdrop.does_so(v)]
        return [date for verb in again for date in self.of_verb(verb)]

    def _of_companion(self, trigger: Token) -> list[DatePhrase]:
        """ "recognized and joined it in 1950": the date of both verbs."""
        other = backdrop.sharing(trigger) if syntax.is_verb(trigger) else None
        return self.of_verb(other) if other is not None else []

    def _precede(self, dates: list[DatePhrase], verb: Token) -> bool:
        """A date behind one of two coordinated verbs is that verb's alone."""
        return backdrop.is_cleft(verb) or any(d.start_char < self.words[verb.i].start for d in dates)

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

    def read(self, date: DatePhrase) -> Dating:
        """What a date phrase says of the verb or noun that it is attached to."""
        if date.role == "era":
            return Dating(None, None, date.text, "era", date.anchor)
        if (date.role == "relative" and self._explains(date)) or self._passes(date):
            return UNDATED
        if date.role in ("relative", "duration"):
            return self._counted(date)
        start, end = date.governed()
        nameless = date.role != "name" or date.governor is not None
        if not (start or end) or not nameless:
            return UNDATED  # the year of a name dates the thing named, not what is said of it
        origin: DateOrigin = "carried" if date.start_char in self._completed else "stated"
        return Dating(start, end, date.text, origin, opens=date.frame in ("since", "span"))

    def _passes(self, date: DatePhrase) -> bool:
        """ "As the twentieth century progressed": no time at which something was.  The parser is spared
        that the date is the subject."""
        owner = self.owner(date) if date in self._anchor else None
        return owner is not None and owner.lemma_ in _PASSING and not syntax.subjects(owner)

    def _counted(self, date: DatePhrase) -> Dating:
        if date.role == "duration":
            return self._ensuing(date)
        event = (date.anchor or "").partition("event:")[2]
        if event and not self.narrative.knows(event):
            return UNDATED
        same = date.offset is not None and date.offset.direction == "same"
        if same and self.narrative.age > 1 and date == self.dates[0]:
            return UNDATED
        start, end = resolve_relative(date, *self._before(date))
        return Dating(start, end, date.text, "relative") if start or end else UNDATED

    def _ensuing(self, date: DatePhrase) -> Dating:
        """ "the subsequent decade-long occupation": it began when the text has come to."""
        owner = self.owner(date)
        if owner is None or date.offset is None or not any(c.lower_ in _ENSUING for c in owner.children):
            return UNDATED
        start, end = resolve_distance(date.offset, self._now.start, self._now.end)
        return Dating(start, end, date.text, "relative") if start else UNDATED


def _beside(mention: Mention, date: DatePhrase) -> bool:
    return mention.start <= date.start_char <= mention.end + 1


def _at_last(trigger: Token, dating: Dating) -> Dating:
    """ "It was not until 1950 that they met": they did, in 1950."""
    verb = syntax.clause(trigger)
    while verb.dep_ == "conj" and verb.head != verb and not backdrop.clefts(verb):
        verb = syntax.clause(verb.head)
    negated = any(c.dep_ == "neg" for be in backdrop.clefts(verb) for c in be.children)
    if negated and dating.start is None and dating.end:
        return replace(dating, start=dating.end, end=None)
    return dating
