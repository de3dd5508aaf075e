"""Frames: which verbs and nouns say which relation, and where its two ends stand in the sentence.

The vocabulary is data (`lexicon/*.toml`: a file a family, a table a relation).  A frame has

- `lemma`: words that evoke it, and `object`: nouns the verb must have as object ("grant recognition");
- `source`, `target`: places to look for the ends, tried in order (the first that holds an actor wins):
  `subj`, `obj`, a preposition (`with`), `poss`, `mod` (an adjective or noun before the noun: "Soviet aid"),
  or two of them joined by a point (`obj.mod`: what modifies the object);
- `subject`, `complement`, `about`, `governed`: nouns it must have as subject ("relations began"), words as
  predicate ("stayed cool"), nouns behind "for" ("asked for aid"), the preposition before ("with the help");
- `within`: nouns that the first half of a two-part place must hold ("came into *conflict* with");
- `phrase`: a preposition and the nouns one of which it must govern ("with arms aid", `*` for any noun);
- `requires`, `without`: what must and must not stand at a verb: `object`, `clause`, `infinitive`, `denial`,
  or a preposition;
- `particle`: words that may stand at the verb ("set *up*"): without it and without an object of its own a
  frame is not evoked by a verb with a particle ("back down");
- two places joined by a plus (`subj+with`) count together;
- `as = "place"`: the target is a place even where its name could mean a government;
- `unsaid`: `both` where the text may leave both ends unsaid, `one` where it must name the other, `entered`
  where it may leave unsaid the place that the source has entered before;
- `since`: only with a date that says from when on ("has had relations *since 1903*");
- `modality`, where the words themselves deny or intend ("refuse", "promise").

How to add one: put it under its relation, with an example sentence of your own.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from graph.errors import BadInput
from graph.model import Modality
from graph.relations import relations
from loaders import slots, syntax
from loaders.modality import modality

if TYPE_CHECKING:
    from spacy.tokens import Token

Trigger = Literal["verb", "noun"]
LEXICON = Path(__file__).with_name("lexicon")
_KEYS = frozenset(
    "lemma source target object unless particle complement subject about governed within phrase requires "
    "without voice modifier as modality unsaid since source_kind target_kind example".split()
)


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
    particle: frozenset[str] = frozenset()
    complements: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()
    about: frozenset[str] = frozenset()
    governed: frozenset[str] = frozenset()
    within: frozenset[str] = frozenset()
    phrase: tuple[str, ...] = ()
    requires: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()
    voice: str = ""
    modifiers: frozenset[str] = frozenset()
    place: bool = False
    modality: Modality | None = None
    unsaid: str = ""
    since: bool = False
    source_kinds: frozenset[str] = frozenset()
    target_kinds: frozenset[str] = frozenset()
    example: str = ""

    def rule(self, lemma: str) -> str:
        """Name of the rule as evidence shows it: "RECOGNIZED: grant recognition"."""
        return f"{self.type}: {lemma}" + (f" {'/'.join(sorted(self.objects)[:3])}" if self.objects else "")

    def fits(self, token: Token) -> bool:
        """Whether the words around the trigger are those that the frame asks for."""
        return all(met(self, token) for met in _CONDITIONS)


def _object_lemmas(token: Token) -> frozenset[str]:
    if syntax.is_verb(token):
        patients = syntax.patients(token)
        inner = [n for p in patients for n in syntax.prepositional(p, "of")]  # "thousands of advisers"
        roles = syntax.prepositional(token, "as")  # "sent … as advisers"
        if not patients:
            patients = _nouns_after(token)
        return frozenset(n.lemma_.lower() for n in [*patients, *inner, *roles])
    return frozenset()


def _objects_fit(frame: Frame, token: Token) -> bool:
    if not (frame.objects or frame.unless):
        return True
    lemmas = _object_lemmas(token)
    return bool(lemmas & frame.objects or not frame.objects) and not lemmas & frame.unless


def _particle_fits(frame: Frame, token: Token) -> bool:
    if not frame.particle:  # "back down" is not to back
        return bool(frame.objects or frame.subjects) or not any(c.dep_ == "prt" for c in token.children)
    near = (c for c in token.children if c.dep_ in ("prt", "advmod", "prep"))
    return any(c.lower_ in frame.particle for c in near)


def _complement_fits(frame: Frame, token: Token) -> bool:
    near = (  # who "came closest to war" drew together with nobody
        c for c in token.children if c.dep_ in ("acomp", "advmod", "oprd") and c.tag_ not in ("JJS", "RBS")
    )
    return not frame.complements or any({c.lemma_.lower(), c.lower_} & frame.complements for c in near)


def _subject_fits(frame: Frame, token: Token) -> bool:
    return not frame.subjects or bool({n.lemma_.lower() for n in syntax.subjects(token)} & frame.subjects)


def _about_fits(frame: Frame, token: Token) -> bool:
    return not frame.about or bool(
        {n.lemma_.lower() for n in syntax.prepositional(token, "for")} & frame.about
    )


def _voice_fits(frame: Frame, token: Token) -> bool:
    return not frame.voice or (frame.voice == "passive") == syntax.is_passive(token)


def _governor_fits(frame: Frame, token: Token) -> bool:
    first = token
    while first.dep_ == "conj" and not syntax.is_verb(first):  # "with the advice and *help* of"
        first = first.head
    return not frame.governed or first.head.lower_ in frame.governed


def _within_fits(frame: Frame, token: Token) -> bool:
    places = {slot.partition(".")[0] for slot in (*frame.source, *frame.target) if "." in slot}
    near = [n for place in sorted(places) for n in slots.fill(place, token)] if frame.within else []
    return not frame.within or any(n.lemma_.lower() in frame.within for n in near)


def _phrase_fits(frame: Frame, token: Token) -> bool:
    if not frame.phrase:
        return True
    preposition, *nouns = frame.phrase
    governed = {n.lemma_.lower() for n in slots.fill(preposition, token)}
    return bool(governed if nouns == ["*"] else governed & set(nouns))


def _company_fits(frame: Frame, token: Token) -> bool:
    """What must, and what must not, stand at the verb."""
    if not (frame.requires or frame.without):
        return True
    found = {c.lower_ for c in token.children if c.dep_ in ("prep", "agent", "dative")}
    found |= {"object" for c in token.children if c.dep_ in ("dobj", "obj")}
    found |= {"clause" for c in token.children if c.dep_ in ("ccomp", "xcomp")}
    found |= {"infinitive"} if syntax.governs_infinitive(token) else set()
    if "denial" in frame.without and modality(token) == "negated":
        return False
    return frame.requires <= found and not frame.without & found


def _modifier_fits(frame: Frame, token: Token) -> bool:
    heads = [token, *syntax.patients(token)] if syntax.is_verb(token) and frame.objects else [token]
    before = (c for head in heads for c in head.subtree if c.i < head.i)
    return not frame.modifiers or any(c.lower_ in frame.modifiers for c in before)


def _nouns_after(verb: Token) -> list[Token]:
    """Nouns behind a verb whose object the parser lost in a long list of adjectives."""
    found = []
    for token in verb.doc[verb.i + 1 : verb.i + 16]:
        if token.pos_ in ("VERB", "AUX") or token.dep_ == "prep":
            break
        if token.pos_ == "NOUN":
            found.append(token)
    return found


_CONDITIONS: tuple[Callable[[Frame, Token], bool], ...] = (
    _objects_fit,
    _particle_fits,
    _complement_fits,
    _subject_fits,
    _about_fits,
    _voice_fits,
    _governor_fits,
    _within_fits,
    _phrase_fits,
    _company_fits,
    _modifier_fits,
)


@lru_cache
def frames() -> Mapping[tuple[Trigger, str], tuple[Frame, ...]]:
    """All frames by trigger and lemma; BadInput names a table that is not well formed."""
    table: dict[tuple[Trigger, str], list[Frame]] = {}
    for path in sorted(LEXICON.glob("*.toml")):
        with path.open("rb") as file:
            data: dict[str, Any] = tomllib.load(file)
        for relation, kinds in data.items():
            if relation not in relations():
                raise BadInput(f"{path.name}: unknown relation {relation}")
            for frame in _of_relation(relation, kinds, path.name):
                for lemma in frame.lemmas:
                    table.setdefault((frame.trigger, lemma), []).append(frame)
    return {key: tuple(found) for key, found in table.items()}


def _of_relation(relation: str, kinds: Mapping[str, Any], file: str) -> Iterator[Frame]:
    for trigger in ("verb", "noun"):
        for row in kinds.get(trigger, ()):
            unknown = set(row) - _KEYS
            if unknown:
                raise BadInput(f"{file}: {relation}: unknown key {sorted(unknown)[0]}")
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
        particle=frozenset(words("particle")),
        complements=frozenset(words("complement")),
        subjects=frozenset(words("subject")),
        about=frozenset(words("about")),
        governed=frozenset(words("governed")),
        within=frozenset(words("within")),
        phrase=words("phrase"),
        requires=frozenset(words("requires")),
        without=frozenset(words("without")),
        voice=row.get("voice", ""),
        modifiers=frozenset(words("modifier")),
        place=row.get("as") == "place",
        modality=row.get("modality"),  # type: ignore[arg-type]  # checked by the tests of the lexicon
        unsaid=row.get("unsaid", ""),
        since=bool(row.get("since")),
        source_kinds=frozenset(words("source_kind")),
        target_kinds=frozenset(words("target_kind")),
        example=row.get("example", ""),
    )


def _lemma(token: Token) -> str:
    """Small letters; of a noun that is written like a name ("the Geneva Talks") without its plural."""
    lemma = token.lemma_.lower()
    return lemma.removesuffix("s") if token.tag_ == "NNPS" else lemma


def evoked(token: Token) -> list[Frame]:
    """Frames that `token` evokes in its sentence."""
    trigger: Trigger | None = None
    if syntax.is_verb(token):
        trigger = None if token.dep_ == "prep" else "verb"  # "given the support for …"
    elif token.pos_ in ("NOUN", "PROPN") or (token.dep_ == "acomp" and token.pos_ == "ADJ"):
        trigger = "noun"
    found: list[Frame] = []
    if trigger:
        found = [f for f in frames().get((trigger, _lemma(token)), ()) if f.fits(token)]
    if trigger == "verb" and token.dep_ == "amod":  # "trading partners" says nothing of who trades
        return [f for f in found if not f.objects] if token.tag_ != "VBG" else []
    return found
