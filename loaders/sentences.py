"""One parsed sentence in, candidate relations out: frames filled with actors, dated, with their modality."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations, permutations
from typing import TYPE_CHECKING

from graph.model import Modality
from graph.relations import Relation, relation
from loaders import fitting, frames, pairing, slots, syntax
from loaders.dating import UNDATED, Dating
from loaders.discourse import Discourse
from loaders.foundings import foundings
from loaders.frames import Frame
from loaders.holders import Holders
from loaders.indirect import declared
from loaders.mentions import Mention, Names
from loaders.modality import modality, prevented, says_nothing
from loaders.others import other_state
from loaders.referents import Referents
from loaders.roles import Role
from loaders.scope import Scope
from loaders.unsaid import unsaid

if TYPE_CHECKING:
    from spacy.tokens import Token

# Relations whose target can be an event, and is then whoever did it ("condemned the occupation").
_ATTITUDES = frozenset({"SUPPORTED", "CONDEMNED", "OPPOSED", "AIDED", "ENCOURAGED", "THREATENED", "DEFEATED"})
# "They fought" can mean on one side ("they clashed" cannot).
_SIDE_BY_SIDE = frozenset({"FOUGHT"})
# Relations that are wishes themselves: that what was wished may not have come about lies in the type.
_WISHES = frozenset({"SOUGHT", "ENCOURAGED", "REQUESTED_AID_FROM"})
# Relations to an event, which last as long as it does.
_HAPPENS_AT = frozenset({"PARTICIPATED_IN", "CHAIRED"})
# What somebody who withdraws has done before, where the text does not say from where.
_GOING_IN = frozenset({"INVADED", "SENT_TROOPS_TO"})
# Acts that are done by saying so: the day of the announcement is theirs.
_BY_DECLARATION = frozenset({"RECOGNIZED", "ESTABLISHED_RELATIONS_WITH", "BROKE_RELATIONS_WITH"})
# What comes about by the consent of both sides.
_BY_CONSENT = frozenset({"ESTABLISHED_RELATIONS_WITH", "EXCHANGED_AMBASSADORS_WITH"})
_BY_SIGNATURE = frozenset({"SIGNED_AGREEMENT_WITH"})
_PLACES = frozenset({"DIVIDED_INTO", "PART_OF", "LOCATED_IN"})
_PORTIONS = frozenset("portion part piece area strip section half share".split())
_SOIL = frozenset("territory soil land homeland mainland".split())
# Relations whose target must be named itself: "seized French ships" says nothing of France.
_BY_NAME = frozenset(
    {"OCCUPIED", "ANNEXED", "WITHDREW_FROM", "FOUNDED", "JOINED", "PROCLAIMED", "DIVIDED_INTO"}
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A relation that a sentence says, with its ends as named and as taken."""

    type: str
    source: str
    source_mention: Mention
    target: str
    target_mention: Mention
    modality: Modality
    dating: Dating
    rule: str
    qualifiers: tuple[tuple[str, str], ...] = ()


@dataclass
class SentenceReader:
    """Reads the sentences of one text in order; what it learns carries over to the next."""

    names: Names
    referents: Referents
    discourse: Discourse
    holders: Holders
    events: dict[str, list[Mention]] = field(default_factory=dict)  # relation -> who did it last
    # Nouns that a light verb has already read ("became a member"): with the type, or the ends, it gave them.
    taken: set[tuple[int, object]] = field(default_factory=set)

    def read(self, tokens: Sequence[Token], scope: Scope, roles: Sequence[Role] = ()) -> list[Candidate]:
        """Relations that one sentence says, in the order of its words, each once; `roles` are its offices."""
        found: dict[tuple[str, str, str, str], Candidate] = {}
        self.taken.clear()
        self._remember_events(tokens)
        for body, year in foundings(tokens, scope, self.referents):
            scope.narrative.began.setdefault(body, year)
        for token in sorted(tokens, key=lambda t: (not syntax.is_verb(t), t.i)):
            if self.referents.words[token.i].mention is None:
                for candidate in self._evoked(token, scope):
                    key = (candidate.type, candidate.source, candidate.target, candidate.modality)
                    if key not in found or (found[key].dating is UNDATED and candidate.dating is not UNDATED):
                        found[key] = candidate
            else:
                for candidate in self._parties(token, scope):
                    found.setdefault(
                        (candidate.type, candidate.source, candidate.target, candidate.modality), candidate
                    )
        for held in self._held_offices(roles):
            found.setdefault((held.type, held.source, held.target, held.modality), held)
        return list(found.values())

    def _held_offices(self, roles: Sequence[Role]) -> Iterator[Candidate]:
        for role in roles:
            holding = self.holders.holding(role, self.referents.context.day)
            if holding is not None:
                body = role.body or role.person
                yield Candidate(
                    type=holding.type,
                    source=holding.person,
                    source_mention=role.person,
                    target=holding.body,
                    target_mention=body,
                    modality="asserted",
                    dating=UNDATED,
                    rule=f"{holding.type}: office beside a name",
                )

    def _parties(self, token: Token, scope: Scope) -> Iterator[Candidate]:
        """Parties that an agreement's own name, or "between", gives: "the Franco-Russian Alliance"."""
        agreement = self.referents.words[token.i].mention
        if agreement is not None and agreement.kind == "Event":
            yield from self._belligerents(token, agreement, scope)
        if agreement is None or agreement.kind != "Agreement":
            return
        parties = [m for n in slots.between(token) for m in self.referents.of(n)]
        parties = parties or self._in_name(agreement)
        if len(parties) < 2:
            return
        frame = Frame("PARTY_TO", "noun", (), (), ())
        named = scope.named(agreement)
        dating = scope.dating(token) if named is UNDATED else named
        for party in parties:
            candidate = self._candidate(frame, token, party, agreement, dating)
            if candidate:
                yield replace(candidate, rule="PARTY_TO: name of the agreement")

    def _belligerents(self, token: Token, war: Mention, scope: Scope) -> Iterator[Candidate]:
        """ "the Crimean War between Russia and the Porte": the two sides of a war that has a name."""
        sides = [m for n in syntax.prepositional(token, "between") for m in self.referents.of(n)]
        if len(sides) != 2 or war.text.split()[-1] != "War" or war.text == "Cold War":
            return
        frame = Frame("FOUGHT", "noun", (), (), ())
        candidate = self._candidate(frame, token, sides[0], sides[1], scope.dating(token))
        if candidate:
            yield replace(candidate, modality="asserted", rule="FOUGHT: name of the war")

    def _in_name(self, agreement: Mention) -> list[Mention]:
        first = next((w for w in agreement.text.split(" ") if w not in ("First", "Second", "Third")), "")
        parts = re.split(r"[-–/]", first)
        named = [self.names.mention(part, agreement.start + first.index(part)) for part in parts]
        states = [m for m in named if m is not None and m.kind != "Person"]  # not Kellogg and Briand
        return states if len(parts) > 1 else []

    def _evoked(self, token: Token, scope: Scope) -> Iterator[Candidate]:
        done: set[str] = set()
        for frame in frames.evoked(token):
            if frame.type in done or (token.i, frame.type) in self.taken:
                continue
            pairs = self._pairs(frame, token)
            dating = scope.dating(token) if pairs else UNDATED
            if not pairing.believable(pairs) or (frame.since and not dating.opens):
                continue
            done.add(frame.type)
            if frame.objects:
                self.taken |= {(noun.i, frame.type) for noun in syntax.patients(token)}
            if dating is UNDATED and frame.type in _BY_DECLARATION:
                dating = declared(scope, token)
            for source, target in pairs:
                named = scope.named(target) if frame.type in _HAPPENS_AT else scope.bracketed(source, target)
                candidate = self._candidate(
                    frame, token, source, target, dating if named is UNDATED else named
                )
                if candidate and (token.i, frozenset((candidate.source, candidate.target))) not in self.taken:
                    self._note(candidate)
                    self._take(frame, token, candidate)
                    ends = candidate.type, candidate.source, candidate.target
                    told = candidate.dating
                    told = scope.narrative.founded(*ends, token) if told is UNDATED else told
                    if told.start and candidate.modality == "asserted":
                        scope.narrative.deeds[candidate.type] = told
                    yield replace(candidate, dating=scope.narrative.lived(*ends, told))

    def _take(self, frame: Frame, token: Token, candidate: Candidate) -> None:
        if frame.objects:
            ends = frozenset((candidate.source, candidate.target))
            self.taken |= {(noun.i, ends) for noun in syntax.patients(token)}

    def _note(self, candidate: Candidate) -> None:
        """What later words take up: "its colonies" are what somebody rules, "it" a body by its new name."""
        if candidate.type == "RULED":
            ruled = self.referents.discourse.ruled.setdefault(candidate.source_mention.form, [])
            if candidate.target_mention not in ruled:
                ruled.append(candidate.target_mention)
        if candidate.type in _GOING_IN and candidate.modality == "asserted":
            self.discourse.note_entry(candidate.source, candidate.target, candidate.target_mention)
        self.events[candidate.type] = [candidate.source_mention]
        if relation(candidate.type).family == "diplomacy":
            self.referents.note_dealings(candidate.source_mention, candidate.target_mention)
        if candidate.type == "RENAMED_TO":  # from here on "it" is the body under its new name
            self.referents.discourse.note(candidate.target_mention, subject=True)

    def _pairs(self, frame: Frame, token: Token) -> list[tuple[Mention, Mention]]:
        kinds = relation(frame.type)
        places = frame.source
        if "subj" not in places and slots.light_verb(token) is not None:
            places = (*places, "subj")  # "Italy launched an invasion of Greece"
        sources = self._ends(places, token, frame.source_kinds or kinds.source_kinds, frame)
        if not sources and not frame.unsaid:
            return []
        targets = self._ends(frame.target, token, frame.target_kinds or kinds.target_kinds, frame, sources)
        if frame.source == frame.target and not kinds.symmetric:  # "mutual recognition between A and B"
            return list(permutations(sources[:2], 2))
        if sources and targets:
            return [(s, t) for s in sources for t in targets if s != t]
        if frame.unsaid == "entered" or (len(sources) < 2 and frame.unsaid):
            return unsaid(frame, token, sources, targets, self.referents)
        at_event = frame.target == ("is",)  # who took part in what is no matter between them
        refused = frame.type in _BY_SIGNATURE and modality(token) == "negated"  # each by itself
        return [] if at_event or refused else self._with_one_another(frame, token, sources)

    def _with_one_another(
        self, frame: Frame, token: Token, sources: list[Mention]
    ) -> list[tuple[Mention, Mention]]:
        """Pairs where the text names no other side: "A and B met", "between A and B", "fought each other"."""
        symmetric = relation(frame.type).symmetric
        heads = [n for slot in frame.target for part in slot.split("+") for n in slots.fill(part, token)]
        if any(syntax.is_reciprocal(n) for n in heads):
            return list((combinations if symmetric else permutations)(sources, 2))
        if any(slots.is_other_side(slot, token) for slot in frame.target) or slots.exemplified(token):
            return []  # "its allies, including A and B": not of one another
        sides = self._ends(pairing.sides(frame.source), token, relation(frame.type).source_kinds, frame)
        if len(sides) > 2 and relation(frame.type).polarity == "cooperation":
            return list(combinations(sides, 2))
        if sides or not symmetric:  # two sides, whoever began
            return [(sides[0], other) for other in sides[1:]]
        on_one_side = frame.type in _SIDE_BY_SIDE and frame.target != ("with",)
        if on_one_side and frame.trigger == "noun":
            return []  # "an Anglo-French attack"
        if on_one_side or (frame.trigger == "noun" and not pairing.all_states(sources)):
            places = pairing.but(frame.source, "subj", "adjunct")
            sources = self._ends(places, token, relation(frame.type).source_kinds, frame)
        return list(combinations(sources, 2))

    def _ends(
        self,
        places: tuple[str, ...],
        token: Token,
        kinds: Sequence[str] | frozenset[str],
        frame: Frame,
        not_these: Sequence[Mention] = (),
    ) -> list[Mention]:
        """Actors of a fitting kind at the first slot that holds any."""
        for slot in places:
            found: list[Mention] = []
            for head in [n for part in slot.split("+") for n in slots.fill(part, token)]:
                if frame.type == "PART_OF" and head.lemma_ in _PORTIONS:
                    continue  # a portion of Mexico may be part of Arizona; Mexico is not
                here = self.referents.of(head) or (self._agents(head, frame) if not_these else [])
                if not_these and frame.type in _BY_NAME and self._only_described(head):
                    continue
                if not_these and all(m in not_these for m in here):
                    here = other_state(head, frame.type, not_these, self.referents)
                fit = [m for m in here if pairing.kind(m, frame, target=bool(not_these)) in kinds]
                if slot == "mod" and frame.type == "SIGNED_AGREEMENT_WITH":
                    fit = [m for m in fit if m.use != "capital"]  # "the Washington treaty" was signed there
                found += [m for m in fit if m not in found and m not in not_these]
            if found:
                return found
        if not_these and frame.trigger == "noun":
            return [m for m in self.referents.whole(token) if m.kind in kinds and m not in not_these]
        return []

    def _only_described(self, head: Token) -> bool:
        """A common noun that stands for a country only by the adjective before it ("French colonies")."""
        if head.lower_ in ("them", "themselves"):  # whoever is joined or left, no body is "them"
            return True
        if self.referents.words[head.i].mention or head.lemma_.lower() in _SOIL:
            return False
        start = self.referents.words[head.i].start
        return any(m.use == "demonym" or start - m.end == 1 for m in self.referents.of(head))

    def _agents(self, head: Token, frame: Frame) -> list[Mention]:
        """Who did the event that `head` names, for relations that are to its doer."""
        if frame.type not in _ATTITUDES or syntax.is_verb(head):
            return []
        if head.lower_ == "it":
            things = syntax.objects_before(head)
            return self._agents(things[-1], frame) if things else []
        definite = any(c.lower_ in ("the", "this", "that") for c in head.children)
        for other in frames.evoked(head):
            mutual = relation(other.type).symmetric and not _is_raid(other)
            if mutual or {"is", "named"} & set(other.source):
                continue  # talks and trade are nobody's deed; a role ("the president") is none
            if other.type == "MEMBER_OF":
                continue  # whoever rejects a membership is not against the member
            kinds = relation(other.type).source_kinds
            found = self._ends(tuple(s for s in other.source if s != "subj"), head, kinds, other)
            recalled = definite and other.type not in _SIDE_BY_SIDE
            found = found or (self.events.get(other.type, []) if recalled else [])
            if found:
                return found
        return []

    def _remember_events(self, tokens: Sequence[Token]) -> None:
        """Who did what a noun says, for a later "the occupation"."""
        for token in tokens:
            if syntax.is_verb(token) or self.referents.words[token.i].mention is not None:
                continue
            for frame in frames.evoked(token):
                places = tuple(s for s in frame.source if s not in ("subj", "is", "named"))
                found = self._ends(places, token, relation(frame.type).source_kinds, frame)
                if found:
                    self.events[frame.type] = found

    def _candidate(
        self, frame: Frame, token: Token, source: Mention, target: Mention, dating: Dating
    ) -> Candidate | None:
        kinds = relation(frame.type)
        day = dating.day or self.referents.context.day
        one = self.names.actor(source, day, place=frame.type in _PLACES)
        other = self.names.actor(
            target, day, place=(frame.place and target.use == "capital") or frame.type in _PLACES
        )
        if one is None or other is None or one == other or not self._allowed(kinds, one, other):
            return None
        if says_nothing(token):
            return None
        meant = frame.modality or modality(token)
        if meant == "intended" and frame.type in _WISHES:
            meant = "asserted"
        if meant == "intended" and frame.type in _BY_CONSENT and fitting.is_consent(token):
            meant = "asserted"
        if meant == "negated" and fitting.is_not_until(kinds, dating) and not prevented(token):
            meant, dating = "asserted", replace(dating, start=dating.end, end=None)
        dating = fitting.fitted(frame, token, dating)
        return Candidate(
            type=frame.type,
            source=one,
            source_mention=source,
            target=other,
            target_mention=target,
            modality=meant,
            dating=dating,
            rule=frame.rule(token.lemma_.lower()),
            qualifiers=self._qualifiers(token, dating, day),
        )

    def _qualifiers(self, token: Token, dating: Dating, day: int | None) -> tuple[tuple[str, str], ...]:
        """What limits the relation: the time in power that an era names, the role it is said of."""
        found = []
        era = self.names.gazetteer.era(dating.text, day) if dating.origin == "era" and dating.text else None
        if era:
            found.append(("during", f"{era[0]}/{era[1]}"))
        for preposition in syntax.prepositions(token, "as") if syntax.is_verb(token) else ():
            words = [self.referents.words[t.i] for t in preposition.subtree if t.i > preposition.i]
            found.append(("as", " ".join(w.mention.text if w.mention else w.text for w in words)))
        for noun in syntax.prepositional(token, "on") if syntax.is_verb(token) else ():
            if noun.lower_ == "behalf":
                found += [
                    ("on behalf of", m.text) for n in slots.fill("of", noun) for m in self.referents.of(n)
                ]
        return tuple(found)

    def _allowed(self, kinds: Relation, source: str, target: str) -> bool:
        return (
            self.names.actor_record(source).kind in kinds.source_kinds
            and self.names.actor_record(target).kind in kinds.target_kinds
        )


def _is_raid(frame: Frame) -> bool:
    """What one side does to the other, though both then fight: "the Israeli raid", and no "war"."""
    return frame.type in _SIDE_BY_SIDE and "between" not in frame.source and "by" in frame.source
