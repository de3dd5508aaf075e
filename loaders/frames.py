"""Frames: which verbs and nouns say which relation, and where its two ends stand in the sentence.

The vocabulary is data (`frames.toml`, grouped by relation).  A frame has

- `lemma`: words that evoke it, and `object`: nouns the verb must have as object ("grant recognition");
- `source`, `target`: places to look for the ends, tried in order (the first that holds an actor wins):
  `subj`, `obj`, a preposition (`with`), `poss`, `mod` (an adjective or noun before the noun: "Soviet aid"),
  or two of them joined by a point (`obj.mod`: what modifies the object);
- `subject`, `complement`, `about`, `governed`: nouns it must have as subject ("relations began"), words as
  predicate ("stayed cool"), nouns behind "for" ("asked for aid"), the preposition before it ("with the help");
- two places joined by a plus (`subj+with`) count together;
- `as = "place"`: the target is a place even where its name could mean a government;
- `modality`, where the words themselves deny or intend ("refuse", "promise").

How to add one: put it under its relation, with an example sentence of your own.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from graph.errors import BadInput
from graph.model import Modality
from graph.relations import relations
from loaders import syntax

if TYPE_CHECKING:
    from spacy.tokens import Token

Slot: TypeAlias = "Callable[[Token], list[Token]]"
Trigger = Literal["verb", "noun"]
FRAMES = Path(__file__).with_name("frames.toml")
_KEYS = {"lemma", "source", "target", "object", "unless", "particle", "complement", "subject", "about", "governed", "voice", "modifier", "as", "modality", "source_kind",
         "target_kind", "example"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Frame:
    """One way of saying a relation; see the module for the fields."""

    type: str
    trigger: Trigger
    lemmas: tuple[str, ...]
    source: tuple[str, ...]
    target: tuple[str, ...]
    objects: frozenset[str] = frozenset()
    unless: frozenset[str] = frozenset()
    particle: str = ""
    complements: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()
    about: frozenset[str] = frozenset()
    governed: str = ""
    voice: str = ""
    modifiers: frozenset[str] = frozenset()
    place: bool = False
    modality: Modality | None = None
    source_kinds: frozenset[str] = frozenset()
    target_kinds: frozenset[str] = frozenset()
    example: str = ""

    def rule(self, lemma: str) -> str:
        """Name of the rule as evidence shows it: "RECOGNIZED: grant recognition"."""
        return f"{self.type}: {lemma}" + (f" {'/'.join(sorted(self.objects)[:3])}" if self.objects else "")

    def fits(self, token: Token) -> bool:
        """Whether the words around the trigger are those that the frame asks for."""
        if self.objects or self.unless:
            lemmas = _object_lemmas(token)
            if (self.objects and not lemmas & self.objects) or lemmas & self.unless:
                return False
        if self.particle and not any(c.lower_ == self.particle for c in token.children if c.dep_ in ("prt", "advmod", "prep")):
            return False
        if self.complements and not any(
            {c.lemma_.lower(), c.lower_} & self.complements for c in token.children if c.dep_ in ("acomp", "advmod", "oprd")
        ):
            return False
        if self.subjects and not {n.lemma_.lower() for n in syntax.subjects(token)} & self.subjects:
            return False
        if self.about and not {n.lemma_.lower() for n in syntax.prepositional(token, "for")} & self.about:
            return False
        if self.voice and (self.voice == "passive") != syntax.is_passive(token):
            return False
        if self.governed and token.head.lower_ != self.governed:
            return False
        return not self.modifiers or any(c.lower_ in self.modifiers for c in token.subtree if c.i < token.i)


def _object_lemmas(token: Token) -> frozenset[str]:
    if syntax.is_verb(token):
        patients = syntax.patients(token)
        inner = [n for p in patients for n in syntax.prepositional(p, "of")]  # "thousands of advisers"
        roles = syntax.prepositional(token, "as")  # "sent … as advisers"
        if not patients:
            patients = _nouns_after(token)
        return frozenset(n.lemma_.lower() for n in [*patients, *inner, *roles])
    return frozenset()


def _nouns_after(verb: Token) -> list[Token]:
    """Nouns behind a verb whose object the parser lost in a long list of adjectives."""
    found = []
    for token in verb.doc[verb.i + 1 : verb.i + 16]:
        if token.pos_ in ("VERB", "AUX") or token.dep_ == "prep":
            break
        if token.pos_ == "NOUN":
            found.append(token)
    return found


@lru_cache
def frames() -> Mapping[tuple[Trigger, str], tuple[Frame, ...]]:
    """All frames by trigger and lemma; BadInput names a table that is not well formed."""
    table: dict[tuple[Trigger, str], list[Frame]] = {}
    with FRAMES.open("rb") as file:
        data: dict[str, Any] = tomllib.load(file)
    for relation, kinds in data.items():
        if relation not in relations():
            raise BadInput(f"frames.toml: unknown relation {relation}")
        for frame in _of_relation(relation, kinds):
            for lemma in frame.lemmas:
                table.setdefault((frame.trigger, lemma), []).append(frame)
    return {key: tuple(found) for key, found in table.items()}


def _of_relation(relation: str, kinds: Mapping[str, Any]) -> Iterator[Frame]:
    for trigger in ("verb", "noun"):
        for row in kinds.get(trigger, ()):
            unknown = set(row) - _KEYS
            if unknown:
                raise BadInput(f"frames.toml: {relation}: unknown key {sorted(unknown)[0]}")
            yield _frame(relation, trigger, row)


def _frame(relation: str, trigger: Literal["verb", "noun"], row: Mapping[str, str]) -> Frame:
    def words(key: str) -> tuple[str, ...]:
        return tuple(row.get(key, "").split())

    return Frame(
        type=relation,
        trigger=trigger,
        lemmas=words("lemma"),
        source=words("source"),
        target=words("target"),
        objects=frozenset(words("object")),
        unless=frozenset(words("unless")),
        particle=row.get("particle", ""),
        complements=frozenset(words("complement")),
        subjects=frozenset(words("subject")),
        about=frozenset(words("about")),
        governed=row.get("governed", ""),
        voice=row.get("voice", ""),
        modifiers=frozenset(words("modifier")),
        place=row.get("as") == "place",
        modality=row.get("modality"),  # type: ignore[arg-type]  # checked by the tests of frames.toml
        source_kinds=frozenset(words("source_kind")),
        target_kinds=frozenset(words("target_kind")),
        example=row.get("example", ""),
    )


def evoked(token: Token) -> list[Frame]:
    """Frames that `token` evokes in its sentence."""
    trigger: Trigger | None = None
    if syntax.is_verb(token):
        trigger = "verb"
    elif token.pos_ in ("NOUN", "PROPN") or (token.dep_ == "acomp" and token.pos_ == "ADJ"):
        trigger = "noun"
    found: list[Frame] = []
    if trigger:
        found = [f for f in frames().get((trigger, token.lemma_.lower()), ()) if f.fits(token)]
    if trigger == "verb" and token.dep_ == "amod":
        return [f for f in found if not f.objects]
    return found


def fill(slot: str, token: Token) -> list[Token]:
    """Heads of the noun phrases that stand at `slot` of `token`."""
    first, _, rest = slot.partition(".")
    heads = _place(first, token)
    return [n for head in heads for n in fill(rest, head)] if rest else heads


def _place(slot: str, token: Token) -> list[Token]:
    known = _VERB_SLOTS if syntax.is_verb(token) else _NOUN_SLOTS
    if slot in known:
        return known[slot](token)
    return _by_preposition(slot, token)


def _by_preposition(word: str, token: Token) -> list[Token]:
    """Nouns that a preposition joins to `token`; where the parser may have attached the phrase to a
    neighbour (the object of the verb, the verb of the object), it is looked for there too."""
    found = syntax.prepositional(token, word)
    if found:
        return found
    if syntax.is_verb(token):
        later = [p for p in token.subtree if p.i > token.i and p.lower_ == word and syntax.clause(p) == token]
        return [n for p in later if word != "of" for n in syntax.prep_objects(p)]
    verb = token.head if token.dep_ == "nsubj" and word == "between" else syntax.governing_verb(token)
    if verb is None:
        return []
    if word == "of":  # "of which the Union was cochair"
        fronted = [n for p in syntax.prepositions(verb, "of") for n in syntax.prep_objects(p)]
        return [n for n in fronted if n.tag_ == "WDT"]
    return [
        n for p in syntax.prepositions(verb, word) if p.i > token.i and _adjacent(token, p) for n in syntax.prep_objects(p)
    ]


def _adjacent(noun: Token, preposition: Token) -> bool:
    """No other noun phrase of the verb stands between the noun and the preposition."""
    between = noun.doc[noun.i + 1 : preposition.i]
    inside = set(noun.subtree)
    return all(t in inside or t.pos_ in ("ADV", "PUNCT", "ADP", "NUM") for t in between)


def _modifiers(noun: Token) -> list[Token]:
    """Words before the noun that modify it, and what modifies these ("Soviet-Vietnamese relations")."""
    direct = [c for c in noun.children if c.dep_ in ("amod", "compound", "nmod", "npadvmod") and c.i < noun.i]
    return [m for c in direct for m in [*_modifiers(c), *syntax.conjuncts(c)] if c.pos_ not in ("VERB",)]


def _possessors(noun: Token) -> list[Token]:
    found = [n for c in noun.children if c.dep_ == "poss" for n in syntax.conjuncts(c)]
    if not found and noun.dep_ in ("conj", "compound", "nmod"):  # "Japan's surrender and withdrawal", "its ally China"
        return [n for c in noun.head.children if c.dep_ == "poss" for n in syntax.conjuncts(c)]
    return found


def _subject_of_governor(noun: Token) -> list[Token]:
    verb = syntax.governing_verb(noun)
    return syntax.subjects(verb) if verb is not None else []


def _appositions(noun: Token) -> list[Token]:
    return [n for c in noun.children if c.dep_ == "appos" for n in syntax.conjuncts(c)]


def _predicate_subject(noun: Token) -> list[Token]:
    """ "X was an ally of Y": X, for the noun "ally"; or the noun that "ally" is in apposition to."""
    if noun.dep_ == "appos":
        return [noun.head]
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lower_ in ("one", "part", "some"):
        return _predicate_subject(noun.head.head)  # "one of the founders"
    if noun.dep_ in ("attr", "oprd", "acomp") and syntax.is_verb(noun.head):
        return syntax.subjects(noun.head) or syntax.patients(noun.head)
    if noun.dep_ == "pobj" and noun.head.lower_ == "as" and syntax.is_verb(noun.head.head):
        verb = noun.head.head
        return syntax.patients(verb) if verb.lemma_ in _APPOINTING else syntax.subjects(verb)
    return []


def _named(noun: Token) -> list[Token]:
    """The name that a role noun stands before ("ally China", "President Lincoln") or beside."""
    if noun.dep_ in ("compound", "nmod", "amod") and noun.head.i > noun.i:
        return [noun.head]
    return [n for n in _appositions(noun) if n.pos_ == "PROPN"]


_APPOINTING = frozenset("appoint elect name install choose select recognize regard treat see view use".split())
_NOUN_SLOTS: Mapping[str, Slot] = {
    "poss": _possessors,
    "mod": _modifiers,
    "subj": _subject_of_governor,
    "appos": _appositions,
    "is": _predicate_subject,
    "named": _named,
}
def _complements(verb: Token) -> list[Token]:
    """ "was renamed X", "became X": X."""
    return [n for c in verb.children if c.dep_ in ("oprd", "attr", "dobj") for n in syntax.conjuncts(c)]


_VERB_SLOTS: Mapping[str, Slot] = {"subj": syntax.subjects, "obj": syntax.patients, "comp": _complements}
