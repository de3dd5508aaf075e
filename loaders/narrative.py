"""When the story is: the date that a text has reached, and whether a sentence without one moves on from it.

"Iraq attacked Iran in September 1980.  In response, Syria broke relations with it": 1980.  The date that
is handed on is one step coarser than it was given, as what follows a deed of September need not be of
September.  Nothing is handed on to a state, to what had been before, or to another paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from graph.when import BEGINNING, END_OF_TIME
from loaders import backdrop, syntax, upshot
from loaders.dating import UNDATED, Dating

if TYPE_CHECKING:
    from spacy.tokens import Token

# Words that open a sentence, or stand at its verb, when it tells what happened next.
_NEXT = frozenset("then thereupon subsequently immediately promptly".split())
_REACTIONS = frozenset("response retaliation reply protest return turn reaction".split())
_REACTING = frozenset("respond react reply retaliate counter answer".split())
_DEEDS = frozenset(
    "move step action decision announcement attack invasion incident coup offensive note message speech "
    "declaration refusal failure victory defeat threat proposal offer demand ultimatum request".split()
)
_POINTING = frozenset(("this", "that", "these", "those", "such"))
_OCCASIONS = frozenset(
    "visit trip journey stay tour meeting meetings talks talk conference summit session negotiation "
    "negotiations crisis period time occasion encounter congress".split()
)
_MEANWHILE = frozenset(("during", "at", "on", "throughout", "in", "over"))
_BEGINNING = frozenset({"FOUNDED", "PROCLAIMED"})
_PLAIN = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?~?")
THEN = 4  # sentences back to which "then" can count
REACH = 2  # sentences over which a date is handed on
_SIGNERS = frozenset(("signatory", "signer"))
SETTING = 3  # and over which "during the 1970s" is


@dataclass
class Narrative:
    """What a text has told so far: its last date, the stretch of time it has set, what its nouns dated."""

    now: Dating = UNDATED
    line: Dating = UNDATED  # the latest date of the paragraph: an earlier one is a look back
    setting: Dating = UNDATED
    nouns: dict[str, Dating] = field(default_factory=dict)
    began: dict[str, str] = field(default_factory=dict)  # actor -> when the text has it founded, or signed
    occasions: dict[str, Dating] = field(default_factory=dict)  # meetings, by the words for them
    deeds: dict[str, Dating] = field(default_factory=dict)  # the latest of each type of relation
    words: frozenset[str] = frozenset()  # of the sentence before
    set_for: int = 0  # sentences for which the setting still holds
    age: int = THEN + 1  # sentences since `now`, or more than THEN in a new paragraph
    alone: bool = True  # `now` was the only date of its sentence

    def begin_article(self) -> None:
        self.now = UNDATED
        self.began.clear()
        self.occasions.clear()
        self.begin_paragraph()

    def begin_paragraph(self) -> None:
        """A new paragraph counts from the last date, but what it tells is not of that date.  A look back
        ends with its paragraph."""
        if self.year is None:
            self.now = self.line
        self.setting, self.age, self.words = UNDATED, THEN + 1, frozenset()
        self.line = UNDATED
        self.nouns.clear()
        self.deeds.clear()

    def go_on(self, told: Dating, setting: Dating, tokens: Sequence[Token], *, alone: bool = True) -> None:
        """Take up a sentence with the date that it told (or UNDATED), and the stretch that it opened with;
        `alone` if that is its only date."""
        self.age += 1
        self.set_for -= 1
        if told is not UNDATED:
            self.now, self.age, self.alone = told, 0, alone
            if (told.day or 0) >= (self.line.day or 0):
                self.line = told
        if setting is not UNDATED:
            self.setting, self.set_for = setting, SETTING
        elif self.set_for <= 0 or (told is not UNDATED and not self._still_set(told)):
            self.setting = UNDATED
        self.words = frozenset(t.lower_ for t in tokens)

    def soon(self, dating: Dating) -> bool:
        """Whether a date is of the year that follows the last one: the story may have come to it."""
        now, then = self.now.day, dating.day
        return now is None or (then is not None and now <= then <= now + 365)

    @property
    def year(self) -> str | None:
        """The date that completes "on 12 May"; None after a look back, when it could be of either year."""
        if self.now.day is not None and self.line.day is not None and self.now.day < self.line.day - 365:
            return None
        return self.now.start or self.now.end

    def _still_set(self, told: Dating) -> bool:
        """What comes after 1954 may be told with a date of its own, and yet more that came after 1954."""
        since = (self.setting.start or "").endswith("/..")
        return since and (told.day or END_OF_TIME) >= (self.setting.day or BEGINNING)

    def lived(self, type_: str, source: str, target: str, dating: Dating) -> Dating:
        """The date of a relation, not before the day on which the text has had its source founded."""
        if type_ in _BEGINNING and dating.start and _PLAIN.fullmatch(dating.start):
            self.began.setdefault(target, dating.start)
        since = self.began.get(source)
        if since is None or dating.start is None or not dating.start.startswith("../"):
            return dating
        return replace(dating, start=f"{since}/{dating.start[3:]}") if since < dating.start[3:] else dating

    def founded(self, type_: str, source: str, target: str, trigger: Token) -> Dating:
        """The date of what a body's beginning settled: who founded it, or was there from the first, and what
        it inherited; and of a treaty's, who signed it."""
        first = trigger.lemma_ in _SIGNERS
        first |= any(c.lower_ in ("founding", "original", "charter") for c in trigger.children)
        if type_ in _BEGINNING or first:
            began = self.began.get(target)
        else:
            heirs = (self.began.get(source), self.began.get(target)) if trigger.lemma_ == "inherit" else ()
            began = next(filter(None, heirs), None)
        return Dating(began, origin="carried") if began else UNDATED

    def knows(self, event: str) -> bool:
        """Whether words such as "his arrival", "the talks" can mean what the sentence before told."""
        first, *rest = event.lower().split()
        if first in ("his", "her", "its", "their", "he", "she", "it", "they", "this", "that", "these"):
            return True
        return first == "the" and bool(rest) and rest[-1] in self.words

    def carried(self, trigger: Token, tokens: Sequence[Token]) -> Dating:
        """The date that holds for `trigger` in a sentence that names none; UNDATED if none does."""
        verb = _told_by(trigger)
        if verb is None:
            return UNDATED
        if self.age == 0 and _on_this_occasion(verb):
            return handed_on(coarser(self.now, keep_month=True))
        if (self.age <= 1 and _moves_on(verb, tokens)) or (self.age <= THEN and _says_then(verb)):
            return handed_on(coarser(self.now))
        return handed_on(self.setting)

    def summed_up(self, trigger: Token) -> Dating:
        """The date of what was just told, for what it came to: "this constituted recognition"."""
        if self.age > 1 or not upshot.is_upshot(trigger):
            return UNDATED
        told = self.now if self.now.start else replace(self.now, start=self.now.end, end=None)
        exact = self.age == 0 and self.alone
        return handed_on(told if exact else coarser(told))


def handed_on(dating: Dating) -> Dating:
    """A date as another sentence takes it up."""
    return replace(dating, origin="carried") if dating.start else UNDATED


def is_setting(dating: Dating) -> bool:
    """Whether a date is a stretch in which the next sentences lie too: "During the 1950s", "After 1954"."""
    start = dating.start or ""
    return start.endswith("/..") or (start.endswith("X") and dating.end in (None, start))


def _told_by(trigger: Token) -> Token | None:
    """The past-tense main verb of what `trigger` is part of, if it tells what happened and not what was."""
    if backdrop.is_attribute(trigger) or backdrop.is_spoken_of(trigger):
        return None
    verb = syntax.clause(trigger)
    while verb.head != verb:
        as_well = verb.dep_ in ("xcomp", "conj", "pcomp") or backdrop.is_meanwhile(verb)
        up = backdrop.wider(verb) if as_well else None
        if up is None:
            return None
        verb = up
    told = verb.tag_ == "VBD" or any(c.tag_ == "VBD" and c.dep_ == "auxpass" for c in verb.children)
    return verb if told and not backdrop.is_perfect(verb) and verb.lemma_ != "be" else None


def _moves_on(verb: Token, tokens: Sequence[Token]) -> bool:
    first = tokens[0]
    if first.lower_ in _NEXT and first.dep_ == "advmod":
        return True
    if first.lower_ == "in" and len(tokens) > 1 and tokens[1].lower_ in _REACTIONS:
        return True
    if verb.lemma_ in _REACTING or _says_then(verb):
        return True
    return any(
        s.lemma_.lower() in _DEEDS and any(c.lower_ in _POINTING for c in s.children)
        for s in syntax.subjects(verb)
    )


def _says_then(verb: Token) -> bool:
    return any(c.lower_ in _NEXT and c.dep_ == "advmod" for c in verb.children)


def _on_this_occasion(verb: Token) -> bool:
    """ "During this visit", "over the course of these talks"."""
    for preposition in verb.children:
        if preposition.dep_ == "prep" and preposition.lower_ in _MEANWHILE:
            nouns = syntax.prep_objects(preposition)
            nouns += [
                n for noun in nouns if noun.lower_ == "course" for n in syntax.prepositional(noun, "of")
            ]
            for noun in nouns:
                if noun.lower_ in _OCCASIONS and any(c.lower_ in _POINTING for c in noun.children):
                    return True
    return False


def coarser(dating: Dating, *, keep_month: bool = False) -> Dating:
    """A day as its month, a month as its year; of a stretch, what both its ends have in common."""
    if dating.start is None or ".." in dating.start:
        return replace(dating, end=None) if dating.start and dating.start.endswith("/..") else UNDATED
    if dating.start.endswith("X"):
        return dating
    sides = [side for boundary in (dating.start, dating.end) if boundary for side in boundary.split("/")]
    found = [match for side in sides if (match := _PLAIN.fullmatch(side))]
    if len(found) < len(sides) or len({match[1] for match in found}) > 1:
        return UNDATED
    months = {match[2] for match in found}
    month = found[0][2] if len(months) == 1 and (keep_month or all(match[3] for match in found)) else None
    return replace(dating, start=f"{found[0][1]}-{month}" if month else found[0][1], end=None)
