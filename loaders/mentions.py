"""Find the names in a text: longest known name first, then names that only this text knows.

A `Mention` says where a name stands and how it is used; which actor it means can depend on the date of
the clause, so that is asked later (`Names.actor`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from graph.model import Actor, Kind
from graph.names import slug
from loaders.dates.grammar import MONTH_NAMES
from loaders.gazetteer import Gazetteer
from loaders.persons import NO_NAME, titled_names, without_title

if TYPE_CHECKING:
    from spacy.tokens import Doc

Use = Literal["name", "demonym", "capital", "group", "unknown", "pronoun"]
LONGEST_NAME = 9  # words


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a text: characters `start` to `end`, the words, how they are used.

    `actor` is set where the name means one actor whatever the date; else `form` is looked up.
    """

    start: int
    end: int
    text: str
    use: Use
    kind: Kind
    form: str
    actor: str | None = None


_CUES: tuple[tuple[Kind, str], ...] = (
    ("Agreement", r"Treaty|Agreement|Agreements|Accord|Accords|Pact|Protocol|Convention|Declaration|Charter|"
     r"Armistice|Act|Compact|Concordat|Entente|Memorandum|Communiqu[eé]"),
    ("Event", r"War|Wars|Conference|Revolution|Battle|Crisis|Congress|Uprising|Rebellion|Revolt|Mutiny|"
     r"Massacre|Summit|Offensive|Campaign|Siege|Coup|Incident|Expedition|Affair|Plan|Riots"),
    ("Organization", r"Party|Front|League|Union|Committee|Council|Army|Navy|Guard|Force|Forces|Commission|"
     r"Organization|Organisation|Association|Movement|Company|Bank|Ministry|Department|Agency|Parliament|"
     r"Assembly|Senate|Bloc|Corps|Fund|Society|Institute|University|Church|International|Community|Corporation|"
     r"Brigade|Legion|Politburo|Command|Board|Bureau|Court|Federation|Alliance|Brotherhood|Office"),
    ("State", r"Republic|Kingdom|Empire|Emirate|Sultanate|Principality|Duchy|Confederation|Commonwealth"),
    ("Place", r"River|Bay|Island|Islands|Mountains|Mount|Valley|Province|Gulf|Sea|Ocean|Lake|Strait|Straits|"
     r"Peninsula|Coast|Canal|Territory|City|Port|Cape|Desert|Harbor|Harbour|Delta|Plateau|Region"),
)  # fmt: skip
_CUE = {word: kind for kind, words in _CUES for word in words.split("|")}
_CUE["Communiqué"] = _CUE["Communique"] = "Agreement"
_CAPITAL_WORD = r"[A-Z]\w+s['’](?= [A-Z])|(?:[A-Z]\.){2,}|[A-Z][\w’'-]*[a-z](?:[\w’-]*)|[A-Z]\.|[A-Z]{2,}"
# A run of capitalised words, with the small words that join them in titles of bodies and treaties.
_JOINING = (  # "recognized the Republic on May 3": a date is no part of a name
    rf"(?: (?:(?:of|for|and|on)(?: the)?|de|da|del|von|van|al|bin)(?! (?:{MONTH_NAMES})\b))*[ -]"
)
_RUN = re.compile(rf"\b(?:{_CAPITAL_WORD})(?:{_JOINING}(?:{_CAPITAL_WORD}))*")
_OWNED = re.compile(r"([A-Z][\w ]+?) of the (.+)")
_POST = re.compile(r"\b(?:Liaison Office|Interests Section|Office of the .* Representative)$")
_STYLE = re.compile(
    r"(?:(?:Kingdom|Republic|Empire|Principality|Sultanate|Government|Union) of (?:the )?(?P<state>.+))"
    r"|(?P<people>\w+) (?:Republic|Kingdom)"
)
_TURNING = re.compile(r"\b(?:anti|non|pro|post|pre|un)[-–]$", re.IGNORECASE)
_AMERICAN = "Territor|Removal|Wars?|Affairs|Bureau|Country|Nations?|Tribes?|Confederacy|Agen|Commission"
_OF_INDIA = re.compile(rf"\bIndia\b|\bIndian (?!(?:{_AMERICAN})\b)[A-Z]")
_DEFINED = re.compile(r" ?\(([A-Z][A-Za-z.]{1,9})\)")
_WORDS_BEFORE = re.compile(rf"(?:[\w’'.-]+ ){{0,{LONGEST_NAME - 1}}}[\w’'.-]+$")
_NOT_NAMES = frozenset(
    "The This That These Those A An In On At By For From With After Before During Since Until "
    "Although While When As If But And Or Yet Thus However Moreover Meanwhile Finally Later Then "
    "There Here It Its He His She Her They Their We Our I Monday Tuesday Wednesday Thursday Friday "
    "Saturday Sunday First Second Third Both Many Most Some Several All No Not Despite Under Over "
    "Extraordinary Plenipotentiary Resident Between Among Following "
    "Because Such Other Another Each Every Only Also Even One Two Three "
    "Party-to-party".split()
) | set(MONTH_NAMES.split("|"))
# Last words of names that are no surnames.
_GIVEN = frozenset("Muhammad Mohammed Mohammad Ahmed Ali Omar Ibrahim Pasha Bey Khan Shah".split())
_ADMINISTRATION = re.compile(r"\b([A-Z][a-z]+)['’]?s? [Aa]dministration\b")


@dataclass
class Names:
    """All names that a document can use: the gazetteer's, and those that its own text introduces."""

    gazetteer: Gazetteer
    learned: dict[str, str] = field(default_factory=dict)  # form -> actor id
    new_actors: dict[str, Actor] = field(default_factory=dict)
    aliases: dict[str, set[str]] = field(default_factory=dict)  # actor id -> forms this text uses
    introduced: set[str] = field(default_factory=set)  # actors whom the text names in full
    styled: dict[str, str] = field(default_factory=dict)  # "Kingdom of Brazil" -> "Brazil"
    surnames: dict[str, set[str]] = field(default_factory=dict)  # of persons whom the text names in full
    administered: set[str] = field(default_factory=set)  # states whose "administration" the text speaks of

    def find(self, doc: Doc) -> list[Mention]:
        """Mentions in a tokenised text, in order, none overlapping; `doc` need not be parsed."""
        found: list[Mention] = []
        index, text = 0, doc.text  # spaCy puts it together anew each time it is asked
        while index < len(doc):
            mention, index = self._at(doc, text, index)
            if mention:
                found.append(mention)
        return found

    def _at(self, doc: Doc, text: str, index: int) -> tuple[Mention | None, int]:
        first = doc[index]
        if not (first.text[0].isupper() or first.text[0].isdigit()):
            return None, index + 1
        if first.text == "The" and not self._begins_name(doc, index):
            return None, index + 1
        if turned(text, first.idx):
            return None, index + 1
        for length in range(min(LONGEST_NAME, len(doc) - index), 0, -1):
            last = doc[index + length - 1]
            form = text[first.idx : last.idx + len(last)]
            mention = self.mention(form, first.idx)
            if mention:
                return mention, index + length
        return None, index + 1

    def _begins_name(self, doc: Doc, index: int) -> bool:
        """Whether the article is part of a name ("The Hague"), not only what opens the sentence."""
        forms = (doc[index : index + length].text for length in range(2, LONGEST_NAME + 1))
        return any(form in self.gazetteer.terms or form in self.learned for form in forms)

    def mention(self, form: str, start: int) -> Mention | None:
        """The mention that `form` is at character `start`, None if no actor is called so."""
        if form in self.learned:
            actor = self.actor_record(self.learned[form])
            return Mention(start, start + len(form), form, "name", actor.kind, form, actor.id)
        if form in self.gazetteer.prefixes:
            return self._prefix(form, start)
        if form in self.styled:
            return Mention(start, start + len(form), form, "name", "State", self.styled[form])
        senses = [s for s in self.gazetteer.senses(form) if s.use != "short" or s.actor in self.introduced]
        if not senses or form in self.gazetteer.descriptions:
            return None  # "the Vietnamese invasion of Cambodia" is read, not looked up
        use: Use = "name"
        kind = self.gazetteer.actors[senses[0].actor].kind
        if senses[0].use in ("demonym", "capital"):
            use = senses[0].use
        return Mention(start, start + len(form), form, use, kind, form)

    def _prefix(self, form: str, start: int) -> Mention | None:
        """ "Sino" of "Sino-Soviet": an adjective like any other."""
        actor = self.gazetteer.prefix(form)
        return Mention(start, start + len(form), form, "demonym", "State", form) if actor else None

    def actor_record(self, actor_id: str) -> Actor:
        return self.new_actors.get(actor_id) or self.gazetteer.actors[actor_id]

    def actor(self, mention: Mention, day: int | None, *, place: bool = False) -> str | None:
        """The actor that `mention` means on `day` (ordinal; None: undated); `place` asks for the place."""
        if mention.actor is not None:
            return mention.actor
        if mention.form in self.gazetteer.prefixes:
            return self.gazetteer.prefix(mention.form, day)
        return self.gazetteer.resolve(mention.form, day, "place" if place else "actor", self.introduced)

    def state(self, mention: Mention, day: int | None) -> str | None:
        """The state that `mention` means on `day`, None if it means none."""
        actor = self.actor(mention, day)
        return actor if actor and self.actor_record(actor).kind == "State" else None

    def led_state(self, mention: Mention) -> str | None:
        """The one state that the person of `mention` is known to have led, None if none or several."""
        actor = self.actor(mention, None)
        led = {term.of for term in self.gazetteer.offices.get(actor or "", ())}
        states = {of for of in led if self.gazetteer.actors[of].kind == "State"}
        return states.pop() if len(states) == 1 else None

    def learn(self, form: str, actor_id: str) -> None:
        """From here on `form` means `actor_id` in this document, and is one of its names."""
        self.learned.setdefault(form, actor_id)
        self.aliases.setdefault(actor_id, set()).add(form)

    def add(self, name: str, kind: Kind) -> str:
        """An actor that no gazetteer knows, flagged as unverified; its id."""
        actor_id = slug(name)
        if actor_id not in self.gazetteer.actors and actor_id not in self.new_actors:
            self.new_actors[actor_id] = Actor(actor_id, name, kind, verified=False)
        self.learn(name, actor_id)
        return actor_id

    def stranger(self, text: str, start: int, kind: Kind) -> Mention | None:
        """The mention of a name that only the tagger sees at `start`, a new actor if need be; None for a word
        that is no name ("State"), or the plural of a known one ("two Chinas")."""
        name = re.sub(r"['’]s?$", "", without_title(text))
        start += text.index(name)
        known = self.mention(name, start)
        if known is not None:
            return known
        if not name[:1].isupper() or len(name) < 3 or name in _CUE or name in NO_NAME:
            return None
        if self.gazetteer.senses(name[:-1]):
            return None
        namesake = self.gazetteer.namesake(name) if kind == "Person" else None
        actor = namesake or self.add(name, kind)
        self.learn(name, actor)
        if kind == "Person":
            self._learn_surname(name, actor)
        return Mention(start, start + len(name), name, "unknown", self.actor_record(actor).kind, name, actor)

    def introduce(self, text: str) -> None:
        """Learn what a whole document introduces: new names, "(ABC)" definitions, short forms of persons."""
        runs = [text[start:end] for start, end in _runs(text)]
        for run in runs:
            self._note_surname(without_title(run))
        for name in sorted(titled_names(text), key=lambda n: " " not in n):  # full names before surnames
            self._learn_person(name)
        for run in runs:
            self._learn_run(run)
        self._learn_short_forms(text)
        for match in _DEFINED.finditer(text):
            self._learn_definition(text, match)
        if "Indian" in text and not _OF_INDIA.search(text):  # the first peoples of America, then
            self.learned.update(dict.fromkeys(("Indian", "Indians"), "native-americans"))

    def _learn_run(self, run: str) -> None:
        owner = _OWNED.match(run)
        if owner and self.gazetteer.senses(owner[1]):  # "by the United States of the Empire of China"
            self._learn_run(owner[2])
            return
        if _POST.search(run):
            return
        name = without_title(run)
        if name != run:  # "informed Foreign Minister Salazar of the British decision"
            name = name.split(" of the ")[0]
        self._note_surname(name)
        if not name or name in _NOT_NAMES or self._is_known(name):
            return
        plain = self._without_style(name)
        if plain:
            self.styled[name] = plain
            return
        kind = guess_kind(name)
        if kind is not None and not self._is_made_of_names(name):
            self.add(name, kind)

    def _is_known(self, name: str) -> bool:
        return bool(self.gazetteer.senses(name)) or name in self.learned or name in self.styled

    def _without_style(self, name: str) -> str | None:
        """The short name of a state behind its style: "Brazil" of "Kingdom of Brazil"."""
        styled = _STYLE.fullmatch(name)
        short = (styled["state"] or styled["people"]) if styled else None
        senses = self.gazetteer.senses(short) if short else ()
        return short if senses and self.gazetteer.actors[senses[0].actor].kind == "State" else None

    def _learn_person(self, name: str) -> None:
        """A person called by an office: one whom the gazetteer has under a like name, or a new one."""
        senses = self.gazetteer.senses(name)
        if " " not in name and any(f.endswith(f" {name}") for f in self.learned):
            return  # "Senator Dole", of whom the text has said which
        self.introduced |= {s.actor for s in senses if s.use == "short"}  # "Ambassador Jay" is a fuller name
        if senses or name in self.learned or any(w in _CUE for w in name.split()):
            return
        namesakes = self.surnames.get(name, set())  # "Minister Bullitt", of whom the text has said which
        known = self.gazetteer.namesake(name) or (min(namesakes) if len(namesakes) == 1 else None)
        if known:
            self.learn(name, known)
            self.introduced.add(known)
        elif guess_kind(name) is None:
            actor = self.add(name, "Person")
            if " " in name:
                self._learn_surname(name, actor)

    def _is_made_of_names(self, name: str) -> bool:
        """ "Soviet Foreign Ministry" is a new name; "Soviet Union" plus a title word is not."""
        halves = re.split(r" (?:and|for|on)(?: the)? ", name)
        return len(halves) > 1 and any(half in self.gazetteer.terms for half in (halves[0], halves[-1]))

    def _learn_short_forms(self, text: str) -> None:
        """Surnames and short forms of persons whom the text names in full."""
        for actor_id, names in self.gazetteer.shortened.items():
            if any(name in text for name in names):
                self.introduced.add(actor_id)
        for name in sorted(set(_ADMINISTRATION.findall(text))):  # as good as a fuller name
            self.introduced |= {
                s.actor for s in self.gazetteer.senses(name) if s.use == "short"
            } & self._heads()
        for surname, people in sorted(self.surnames.items()):
            if len(people) == 1:
                self.learned.setdefault(surname, *people)
        for actor in list(self.new_actors.values()):
            if actor.kind == "Person" and " " in actor.name:
                self._learn_surname(actor.name, actor.id)

    def _heads(self) -> set[str]:
        """Whose governments are called administrations."""
        held = self.gazetteer.offices.items()
        return {actor for actor, terms in held if any(t.of == "united-states" for t in terms)}

    def _note_surname(self, name: str) -> None:
        """That a text names a person of the gazetteer in full: then the surname alone is theirs."""
        surname = name.rpartition(" ")[2]
        people = {s.actor for s in self.gazetteer.senses(name) if s.use in ("name", "alias")}
        if surname == name or surname in self.gazetteer.terms or surname in _GIVEN or len(people) != 1:
            return
        if all(self.gazetteer.actors[p].kind == "Person" for p in people):
            self.surnames.setdefault(surname, set()).update(people)

    def _learn_surname(self, name: str, actor: str) -> None:
        surname = name.rsplit(maxsplit=1)[-1]
        if re.fullmatch("[IVX]+", surname) or surname in _GIVEN:
            return  # "Pedro II", "Mehmet Ali"
        if surname != name and surname not in self.gazetteer.terms and surname not in _NOT_NAMES:
            self.learned.setdefault(surname, actor)

    def _learn_definition(self, text: str, match: re.Match[str]) -> None:
        """ "People's Front (PF)": the bracket names whatever stands before it."""
        short = match[1]
        line = text.rfind("\n", 0, match.start() - 1) + 1
        found = _WORDS_BEFORE.search(text[line : match.start()])
        before = found[0].split(" ") if found else []
        for words in range(len(before), 0, -1):
            name = " ".join(before[-words:])
            mention = self.mention(name, match.start() - len(name))
            if mention and _initials(name, short):
                actor = mention.actor or self.actor(mention, None)
                if actor and short not in self.gazetteer.terms:
                    self.learn(short, actor)
                return
            if mention and mention.kind in ("State", "Place", "Organization") and short.istitle():
                actor = mention.actor or self.actor(mention, None)
                if actor and short not in self.gazetteer.terms:
                    self.learn(short, actor)
                return


def turned(text: str, start: int) -> bool:
    """Whether a prefix makes another of the name at `start`: "anti-Bolshevik forces" are no Bolsheviks."""
    return _TURNING.search(text, max(start - 6, 0), start) is not None


def _initials(name: str, short: str) -> bool:
    letters = "".join(w[0] for w in re.split(r"[ -]", name) if w[:1].isupper())
    return letters.upper().startswith(short.replace(".", "").upper()[:2]) or short in name.split()


def _runs(text: str) -> list[tuple[int, int]]:
    """Spans of capitalised runs that can be names (a word that only begins a sentence is cut off)."""
    spans = []
    for match in _RUN.finditer(text):
        words = match[0].split(" ")
        start = match.start()
        while words and words[0] in _NOT_NAMES:
            start += len(words[0]) + 1
            words = words[1:]
        while words and words[-1] in ("of", "for", "and", "on", "the"):
            words = words[:-1]
        if words and words[0][0].isupper():
            spans.append((start, start + len(" ".join(words))))
    return spans


def guess_kind(name: str) -> Kind | None:
    """The kind that the words of an unknown name give away, None if they do not.

    >>> guess_kind("Workers' Unity Party"), guess_kind("Treaty of Tartu"), guess_kind("Tartu")
    ('Organization', 'Agreement', None)
    """
    words = name.split()
    if len(words) < 2:
        return None
    first = re.split(r" (?:of|for|on) ", name)[0].split()
    for word in (first[-1], words[-1]):
        if word in _CUE and word != name:
            return _CUE[word]
    return None
