"""From a noun phrase to the actors it stands for: names, and what is said around them.

"the government in South Vietnam" is South Vietnam; "members of the United Nations" are the United
Nations; "Vietnamese communists" are a group of their own; "its" is whoever the discourse says.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from loaders import anaphora, syntax, unnamed
from loaders.dealings import Dealings
from loaders.discourse import PAIRS, PRONOUNS, STATESMEN
from loaders.examples import examples
from loaders.mentions import Mention
from loaders.metonyms import OPPOSITE, PARTITIVE, located, sent_from, stands_for

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_BEFORE_NOUN = ("amod", "compound", "nmod", "poss")
_QUANTITIES = frozenset("several many some few most other various all first last".split())
_TAKING_UP = frozenset("the this that these those both".split())
# Adjectives that do not tell one treaty from another.
_COLOURLESS = frozenset(
    "entire whole same original proposed controversial key important historic said actual ill-fated".split()
)
# What somebody who leads it does himself, where it has no name.
_LED = frozenset(
    "coup putsch revolt rebellion uprising insurrection expedition mission delegation force army fleet "
    "squadron troop faction raid".split()
)
_WHOLES = {"members": "organization", "signatories": "treaty", "founders": "organization"}
_CALLING = frozenset("call style name term title dub know".split())
_OWNER_TAGS = {"its": "NN", "their": "NNS"}  # the tag of the noun that a possessive most likely takes up
_OWNERS = {"their": "they", "its": "it", "his": "he", "her": "she"}
_DEPTH = 4


def _counted(token: Token) -> bool:
    """ "many Vietnamese", "a number of Americans": people of a country, not the country."""
    if any(c.dep_ in ("nummod", "amod") or c.lower_ in _QUANTITIES for c in token.children):
        return not any(c.lower_ == "the" for c in token.children)
    return (
        token.dep_ == "pobj"
        and token.head.lower_ == "of"
        and token.head.head.pos_ in ("NOUN", "NUM", "ADJ", "PRON")
    )


def is_aside(token: Token, mention: Mention) -> bool:
    """A demonym that no pronoun takes up: "Soviet arms", "many Vietnamese" (but "the Soviet government")."""
    if mention.use != "demonym":
        return False
    if token.dep_ in ("amod", "compound", "nmod", "npadvmod"):
        return not stands_for(token.head)
    return _counted(token)


@dataclass
class Referents(Dealings):
    """Resolves the tokens of one parsed text; `words` are what each token stands for."""

    unknown: dict[int, Mention]  # token index -> mention of a name that only the tagger saw
    _asked: bool = False  # whether the doers of a clause are being looked for

    def of(self, token: Token, depth: int = 0) -> list[Mention]:
        """Actors that the noun phrase headed by `token` stands for, [] if none is named."""
        mention = self.words[token.i].mention or self.unknown.get(token.i)
        if mention is not None or depth > _DEPTH:
            return self._named(token, mention) if mention is not None else []
        if token.lower_ in PRONOUNS:
            return self._pronoun(token)
        if token.tag_ in ("WDT", "WP", "WP$"):
            return self._relative(token, depth)
        return self._called(token, depth) if token.pos_ in ("VERB", "AUX") else self._noun(token, depth)

    def _called(self, token: Token, depth: int) -> list[Mention]:
        """ "of what was styled a republic": the name behind the verb of calling."""
        if token.dep_ != "pcomp" or token.lemma_ not in _CALLING:
            return []
        names = [t for t in token.subtree if t.i > token.i and self.words[t.i].mention is not None]
        return [m for t in names[:1] for m in self.of(t, depth + 1)]

    def _named(self, token: Token, mention: Mention) -> list[Mention]:
        if mention.use == "demonym" and token.dep_ not in ("amod", "compound", "nmod", "npadvmod"):
            group = self._group(token)
            people = examples(token, self.words) or self._people(token)
            return [group] if group else people or ([] if _counted(token) else [mention])
        return [mention]

    def _people(self, token: Token) -> list[Mention]:
        """ "the Vietnamese in South Vietnam": the country they are in."""
        found = [self.words[n.i].mention for n in syntax.prepositional(token, "in", "of")]
        return [m for m in found if m is not None and m.kind == "State" and m.use != "demonym"][:1]

    def _pronoun(self, token: Token) -> list[Mention]:
        for above in syntax.phrase_above(token):  # "the Soviet Union, along with its ally China"
            mention = self.words[above.i].mention
            if mention is not None and mention.kind in PRONOUNS[token.lower_] and above.i < token.i:
                return [mention]
        sides = syntax.sides_named(token)
        if sides:
            return [m for noun in sides for m in self.of(noun, _DEPTH)]
        verb = syntax.clause(token)
        own = _OWNERS.get(token.lower_)
        same = [n for n in syntax.subjects(verb) if n.lower_ == own] if token.dep_ == "poss" else []
        if same and same[0].i < token.i:  # "they declared their independence"
            return self._pronoun(same[0])
        above_all = self._subject_above(token, verb)
        if above_all:  # "many deserted because they …": whoever that subject is, named or not
            return [m for noun in above_all for m in self.of(noun, _DEPTH)]
        subjects = self._subjects_before(token, verb)
        if subjects is None or unnamed.can_be(token, self.words, lambda noun: self.of(noun, _DEPTH)):
            return []
        found = self.discourse.pronoun(token.lower_, subjects, self.words[token.i].start)
        itself = token.dep_ in ("dobj", "dative") and any(m in subjects for m in found)
        return [] if itself else found  # "Congress renamed it": not itself

    def _subjects_before(self, token: Token, verb: Token) -> list[Mention] | None:
        """Actors that are subjects of the clause before `token`; None where it must mean an unnamed one."""
        nouns = (syntax.subjects(verb) or syntax.patients(verb)) if syntax.is_verb(verb) else []
        found: list[Mention] = []
        for noun in nouns:
            if noun.i < token.i and noun.lower_ not in PRONOUNS:
                here = self.of(noun, _DEPTH)
                if not here and noun.tag_ == _OWNER_TAGS.get(token.lower_):
                    return None  # "the committee raised its aid": nobody else's
                found += here
        return found

    def _subject_above(self, token: Token, verb: Token) -> list[Token]:
        """For "they", and "it", as subject of a subordinate clause: the subject of the clause above."""
        where = verb.dep_ == "relcl" and any(c.tag_ == "WRB" for c in verb.children)
        above = syntax.clause(verb.head) if where else verb.head  # "went to Rome, where they met"
        below = (where or verb.dep_ == "advcl") and syntax.is_verb(above)
        if token.lower_ not in ("they", "it") or not below or token.dep_ not in ("nsubj", "nsubjpass"):
            return []
        nouns = syntax.subjects(above) or syntax.patients(above)
        if token.lower_ == "it":  # but a person, or two, is not "it"
            kinds = PRONOUNS["it"]
            return [n for n in nouns if n.i < token.i and (m := self.words[n.i].mention) and m.kind in kinds][
                : len(nouns) < 2
            ]
        return [n for n in nouns if n.i < token.i and n.tag_ in ("NN", "NNS", "NNP", "NNPS", "JJ")]

    def _relative(self, token: Token, depth: int) -> list[Mention]:
        """ "the conference of which …": the noun that the relative clause belongs to."""
        verb = syntax.clause(token)
        return self.of(verb.head, depth + 1) if verb.dep_ == "relcl" and verb.head != verb else []

    def _noun(self, token: Token, depth: int) -> list[Mention]:
        group = self._group(token)
        if group:
            return [group]
        statesmen = self._statesmen(token)
        if statesmen:
            return statesmen
        if token.lower_ in ("colonies", "possessions", "colony"):
            owners = [m for c in token.children if c.dep_ == "poss" for m in self.of(c, depth + 1)]
            if owners:
                return list(self.discourse.ruled.get(owners[0].form, []))
        named = [
            m
            for n in token.children
            if n.dep_ == "appos"
            for c in syntax.conjuncts(n)
            for m in self.of(c, depth + 1)
        ]
        if named:
            return named
        if stands_for(token):
            found = self._said_of(token, depth)
            if found:
                return found
        found = self._anaphor(token) or self._described(token, depth) or self._leaders(token, depth)
        return found or examples(token, self.words)

    def _leaders(self, token: Token, depth: int) -> list[Mention]:
        """ "a coup led by X": X, whose deed it is."""
        if token.lemma_.lower() not in _LED or token.dep_ not in ("nsubj", "nsubjpass", "pobj"):
            return []
        if token.dep_ == "pobj" and token.head.lower_ != "by":
            return []
        led = [c for c in token.children if c.dep_ == "acl" and c.lower_ in ("led", "headed", "commanded")]
        return [m for c in led for n in syntax.prepositional(c, "by") for m in self.of(n, depth + 1)]

    def whole(self, token: Token) -> list[Mention]:
        """The body or treaty that "the members were …" leaves unsaid: the one that the text speaks of."""
        of_what = _WHOLES.get(token.lower_)
        said = any(c.dep_ in ("prep", "poss", "compound") for c in token.children)
        definite = any(c.lower_ == "the" for c in token.children) or token.i == token.sent.start
        if of_what is None or said or not definite or token.dep_ != "nsubj":
            return []
        return self.discourse.definite(of_what, self.words[token.i].start, self._identity)

    def _described(self, token: Token, depth: int) -> list[Mention]:
        """ "X was a group led by Y", "X, a group led by Y": X, for "group"."""
        if token.dep_ == "appos":
            return self.of(token.head, depth + 1)
        if (
            token.dep_ == "attr"
            and token.head.lemma_ == "be"
            and any(c.dep_ == "acl" for c in token.children)
        ):
            return [m for noun in syntax.subjects(token.head) for m in self.of(noun, depth + 1)]
        return []

    def _said_of(self, token: Token, depth: int) -> list[Mention]:
        """The actor that a metonym, a partitive or a class word is said of."""
        whose = ("amod", "compound", "nmod") if token.lemma_ in OPPOSITE else _BEFORE_NOUN
        modifiers = [c for c in token.children if c.dep_ in whose and c.i < token.i]
        modifiers += [
            n for c in modifiers for n in c.children if n.dep_ == "npadvmod"
        ]  # "ICP-controlled guerrillas"
        owners = [n for c in modifiers for n in syntax.conjuncts(c)]
        for place in (
            owners,
            syntax.prepositional(token, "of"),
            sent_from(token),
            located(token) if token.lemma_ not in PARTITIVE else [],
        ):
            found = [m for n in place for m in self.of(n, depth + 1)]
            if token.lemma_ in ("country", "nation"):  # "their country": of two statesmen, not the two
                no_owners = {"Person", "Organization"} if place is owners else {"Person"}
                found = [m for m in found if m.kind not in no_owners]
            if found:
                return found
        return []

    def _group(self, token: Token) -> Mention | None:
        """ "Vietnamese communists": people of a conviction, of a country; an actor of their own."""
        plural = self.names.gazetteer.agent_nouns.get(token.lower_)
        if plural is None or stands_for(token):
            return None
        for child in token.children:
            mention = self.words[child.i].mention
            if mention and child.i < token.i and mention.use == "demonym":
                name = f"{mention.text} {plural}"
                start, end = mention.start, self.words[token.i].end
                whole = self._whole(token)
                known = self.names.mention(name, start)
                if known:
                    return Mention(start, end, known.text, "group", known.kind, known.form, known.actor)
                actor = self.names.add(name, "Group")
                self.names.learn(whole, actor)
                return Mention(start, end, name, "group", "Group", name, actor)
        return None

    def _whole(self, token: Token) -> str:
        """The noun phrase as the text has it, without articles and quantities."""
        said = [
            c for c in token.lefts if c.dep_ in ("amod", "compound", "nmod") and c.lower_ not in _QUANTITIES
        ]
        first = min([token, *said], key=lambda t: t.i)
        return " ".join(t.text for t in token.doc[first.i : token.i + 1])

    def _statesmen(self, token: Token) -> list[Mention]:
        """ "the three leaders": the persons whom the text last named as so many."""
        counted = syntax.determiners(token) & {"two", "both", "three"}
        if token.lower_ not in STATESMEN or not counted:
            return []
        word, number = self.words[token.i], 3 if "three" in counted else 2
        subject = token.dep_ in ("nsubj", "nsubjpass")
        who = partial(self.names.actor, day=None)
        return self.discourse.persons(number, who, (word.start, word.end), subject=subject)

    def _anaphor(self, token: Token) -> list[Mention]:
        determiners = syntax.determiners(token)
        titled = self._titled(token)
        if titled:
            return titled
        if token.lower_ in PAIRS and determiners & {"two", "both"}:
            word = self.words[token.i]
            both = self.discourse.pair(self.state, word.start) or self.discourse.dealing()
            pair = [replace(m, start=word.start, end=word.end) for m in both]
            for mention in pair:
                self.discourse.note(mention, subject=token.dep_ in ("nsubj", "nsubjpass"))
            return pair
        if determiners & _TAKING_UP and _is_plain(token):
            return self._taken_up(token)
        return []

    def _titled(self, token: Token) -> list[Mention]:
        """ "the President": whoever was called so, as a mention of its own."""
        word, discourse = self.words[token.i], self.discourse
        seen = [(s, m) for s, _, m in discourse.seen if s < discourse.sentence or m.end <= word.start]
        who = discourse.titles.holder(token, seen, discourse.sentence, self.names, self.context.day)
        if who is None:
            return []
        here = replace(who, start=word.start, end=word.end)
        discourse.note_taken_up(here, subject=token.dep_ in ("nsubj", "nsubjpass"))
        return [here]

    def _taken_up(self, token: Token) -> list[Mention]:
        """What "the treaty" takes up, as a mention of its own: the next noun may take it up in turn."""
        word = self.words[token.i]
        doers = self._doers(token)
        found = self.discourse.definite(token.lower_, word.start, self._identity, doers) or self._war(token)
        own = {
            state for m in doers if (state := self.state(m))
        }  # under another regime, it is the same country
        found = [m for m in found if not ((state := self.state(m)) and self.kin(state, own))]
        for mention in found:
            here = replace(mention, start=word.start, end=word.end)
            self.discourse.note_taken_up(here, subject=token.dep_ in ("nsubj", "nsubjpass"))
        return found

    def _war(self, token: Token) -> list[Mention]:
        """ "entered the war in 1779": of the wars that the text has named, the one of that time."""
        if token.lower_ != "war" or token.dep_ == "compound":
            return []
        before = [m for s, _, m in self.discourse.seen if s < self.discourse.sentence]
        named = {self.names.actor(m, None): m for m in (*self.discourse.titled, *before) if m.kind == "Event"}
        war = self.names.gazetteer.war([a for a in named if a], self.context.day)
        return [named[war]] if war else []

    def _doers(self, token: Token) -> list[Mention]:
        """The subjects of the clause in which `token` is something else."""
        verb = syntax.clause(token)
        if token.dep_ in ("nsubj", "nsubjpass") or not syntax.is_verb(verb):
            return []
        inner = [n for n in syntax.subjects(verb) if n != token and not self._asked]
        before, self._asked = self._asked, True  # what a subject takes up has no doer to ask for
        found = [m for n in inner for m in self.of(n, _DEPTH - 2)]
        self._asked = before
        return found

    def _identity(self, mention: Mention) -> tuple[str, str]:
        """Id and name of the actor that a mention means here."""
        actor = self.names.actor(mention, self.context.day)
        return (actor, self.names.actor_record(actor).name) if actor else (mention.form, mention.text)

    def note_unnamed(self, sentence: Span | Sequence[Token]) -> None:
        """Tell the discourse of nouns like "a treaty": what they bring in has no name to be taken up by."""
        for token in sentence:
            noun = token.lower_ if token.lower_ in anaphora.nouns() else token.lemma_.lower()
            if noun in anaphora.nouns() and self.words[token.i].mention is None and _brings_in(token):
                self.discourse.note_unnamed(noun.removesuffix("s"), self.words[token.i].start)


def _is_plain(token: Token) -> bool:
    """Nothing but a colourless adjective tells the thing from others of its kind."""
    return not any(
        (c.dep_ in ("prep", "relcl", "acl", "appos") and not _set_off(c))
        or c.dep_ in ("compound", "poss", "nummod", "nmod")
        or (c.dep_ == "amod" and c.lower_ not in _COLOURLESS)
        for c in token.children
    )


def _set_off(token: Token) -> bool:
    """Behind a comma: it says more of the thing, and not which thing."""
    before = token.left_edge.i - 1
    return before >= 0 and token.doc[before].text == ","


def _brings_in(token: Token) -> bool:
    if token.pos_ not in ("NOUN", "PROPN") or token.dep_ in ("attr", "appos", "oprd", "compound", "amod"):
        return False
    if token.dep_ == "pobj" and token.head.lower_ in ("as", "like"):
        return False
    if any(c.dep_ == "appos" for c in token.children):  # "an agreement, the Treaty of …"
        return False
    definite = any(c.lower_ in _TAKING_UP for c in token.children)
    return not definite or not _is_plain(token)
