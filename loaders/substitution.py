"""Give the parser an easier text: one common word for each name, a plain date for each date.

A small parser stumbles over "the Socialist Republic of Vietnam (SRV)"; it does not over "Sweden".  Every
`Word` keeps the characters it stands for, so that nothing is lost on the way back.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from loaders.dates import DatePhrase
from loaders.mentions import LONGEST_NAME, Mention

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

# Frequent names that the model knows well; the choice among them only avoids using one twice.
_STATES = ("Germany", "Poland", "Italy", "Spain", "Sweden", "Brazil", "Mexico", "Egypt", "Norway", "Greece")
_PERSONS = ("Johnson", "Wilson", "Carter", "Thompson", "Anderson", "Miller", "Davis", "Harris")
_BODIES = ("NATO", *_STATES)
_COMMON = {"Event": "war", "Agreement": "treaty"}
_HEADS = frozenset(
    "War Conference Revolution Crisis Congress Summit Battle Uprising Rebellion Incident Treaty "
    "Agreement Accords Accord Pact Protocol Convention Declaration Charter Armistice Alliance war "
    "conference revolution".split()
)
_PLAIN_ROLES = ("at", "since", "until", "before", "after", "during", "span", "by")
_LEADING_ADVERBS = frozenset(
    "Thus However Then Later Finally Moreover Meanwhile Yet Still Also And But".split()
)


_AFFAIRS = tuple((of, *rest) for of in ("d'affaires", "d’affaires") for rest in (("ad", "interim"), ()))
# Titles of posts and ranks that one word says as well; a parser takes "general" for their head, and
# "to embassy status" for an infinitive.
_PHRASES = {
    "consulate": (("general",),),
    "consulates": (("general",),),
    "consul": (("general",),),
    "embassy": (("status",),),
    "legation": (("status",),),
    "envoy": (("extraordinary", "and", "minister", "plenipotentiary"), ("extraordinary",)),
    "ambassador": (("extraordinary", "and", "plenipotentiary"), ("extraordinary",)),
    "chargé": _AFFAIRS,
    "charge": _AFFAIRS,
    "minister": (("plenipotentiary",), ("resident", "and", "consul", "general"), ("resident",)),
}
_SEATS = frozenset(("Embassy", "Legation", "Consulate"))
LONGEST_ASIDE = 24  # words in a bracket that the parser need not see
_ALSO_CALLED = frozenset("now then today formerly later also known called referred previously".split())
_NAMING = frozenset("renamed rechristened retitled called named styled dubbed".split())
_BY_THEN = frozenset("now then later since subsequently already afterwards thereafter".split())


@dataclass(frozen=True, slots=True)
class Word:
    """A token for the parser: its text, the characters start to end that it stands for, what it is."""

    text: str
    start: int
    end: int
    space: bool = True
    mention: Mention | None = None
    date: DatePhrase | None = None


def words(
    doc: Doc, mentions: list[Mention], dates: list[DatePhrase], hidden: Sequence[tuple[int, int]] = ()
) -> list[Word]:
    """What the parser is to see instead of the tokens of `doc`; not the characters that are `hidden`."""
    by_start: dict[int, Mention] = {m.start: m for m in mentions}
    when: dict[int, DatePhrase] = {d.start_char: d for d in dates}
    pool = _Pool(mentions)
    comma_at = 0
    behind, fronted = dict(hidden), {end: start for start, end in hidden}
    out: list[Word] = []
    index = 0
    while index < len(doc):
        token = doc[index]
        if comma_at and token.idx >= comma_at:
            out += [Word(",", comma_at, comma_at)] * (token.text != ",")
            comma_at = 0
        skip = _index_at(doc, index, behind.get(token.idx, 0))
        skip = skip if skip > index else _bracket(doc, index, by_start, when)
        if skip:
            index = skip
            continue
        mention, date = by_start.get(token.idx), when.get(token.idx)
        comma_at = _comma_after(date, out) or comma_at
        if date and date.role in _PLAIN_ROLES:
            out.extend(_plain_date(date, _opens_sentence(out), _next_text(doc, date.end_char)))
            index = _index_at(doc, index, date.end_char)
        elif mention and mention.use != "demonym":
            out += _seat(out, mention)
            start = fronted[mention.start] if mention.start in fronted else _drop_article(out, mention)
            end = _index_at(doc, index, mention.end)
            out.append(Word(pool.word(mention), start, mention.end, _space(doc, end - 1), mention))
            index = end
        elif one := _one_word(doc, index):
            out.append(one)
            index = _index_at(doc, index, one.end)
        elif _joins_names(doc, index, by_start, out):
            out[-1] = replace(out[-1], space=True)
            out.append(Word("and", token.idx, token.idx + 1))  # "DRV/Viet Minh": two belligerents
            index += 1
        elif mention:
            index = _demonym(doc, index, mention, out)
        else:
            shown = "'s" if _owns(token.text, out) else token.text
            out.append(Word(shown, token.idx, token.idx + len(token), bool(token.whitespace_)))
            if token.text == "," and len(out) > 1 and _renamed(doc, index, by_start):
                out.extend(_relative_pronoun(token.idx + 2, out[-2].mention))
            index += 1
    return out


def _owns(text: str, out: list[Word]) -> bool:
    """Whether the apostrophe stands behind a name in -s ("the United States’"), whose stand-in has none."""
    name = out[-1].mention if out and text in ("'", "’") else None
    return name is not None and name.text.endswith("s") and not out[-1].space


def _comma_after(date: DatePhrase | None, out: list[Word]) -> int:
    """Where a comma makes "Under Lincoln relations were …" read better, 0 for nowhere."""
    opening = date is not None and date.role in ("era", "relative") and _opens_sentence(out)
    return date.end_char if date is not None and opening else 0


def _one_word(doc: Doc, index: int) -> Word | None:
    """ "re-opened" as "reopened", "Minister Plenipotentiary" as "Minister": one word for the parser."""
    token = doc[index]
    if token.lower_ not in _PHRASES and token.lower_ != "re":
        return None
    rest = next((r for r in _PHRASES.get(token.lower_, ()) if _follows(doc, index + 1, r)), ())
    last, text = doc[index + len(rest)], "status" if rest == ("status",) else token.text
    if not rest and token.lower_ == "re" and not token.whitespace_ and doc[index + 1 : index + 2].text == "-":
        last = doc[min(index + 2, len(doc) - 1)]
        text += last.text
    if last == token:
        return None
    return Word(text, token.idx, last.idx + len(last), bool(last.whitespace_))


def _follows(doc: Doc, index: int, words: Sequence[str]) -> bool:
    return [t.lower_ for t in doc[index : index + len(words)]] == list(words)


def _seat(out: list[Word], mention: Mention) -> Iterator[Word]:
    """ "Embassy Suva was opened": the embassy in Suva."""
    if out and out[-1].text in _SEATS and mention.kind in ("Place", "State"):
        yield Word("in", mention.start, mention.start)


def _joins_names(doc: Doc, index: int, mentions: dict[int, Mention], out: list[Word]) -> bool:
    """Whether the token at `index` is a slash between two names."""
    if doc[index].text != "/" or index + 1 == len(doc) or not out:
        return False
    return out[-1].mention is not None and doc[index + 1].idx in mentions


def _renamed(doc: Doc, index: int, mentions: dict[int, Mention]) -> bool:
    """Whether the comma at `index` opens ", now renamed the X,": a participle of naming and a name."""
    after = [t.text for t in doc[index + 1 : index + 4]]
    named = index + 1 + (after[:1] != [] and after[0] in _BY_THEN)
    if named + 1 >= len(doc) or doc[named].text not in _NAMING:
        return False
    name = named + 1 + (doc[named + 1].text == "the")
    mention = mentions.get(doc[name].idx) if name < len(doc) else None
    return mention is not None and doc.text[mention.end : mention.end + 1] == ","


def _relative_pronoun(char: int, antecedent: Mention | None) -> Iterator[Word]:
    """ "the VCP, now renamed the ICP, joined": the parser takes "renamed" for the verb of the sentence."""
    if antecedent is not None:
        yield Word("who" if antecedent.kind == "Person" else "which", char, char)
        yield Word("was", char, char)


class _Pool:
    """Stand-ins for the names of one text, the same for the same name, different for different ones."""

    def __init__(self, mentions: list[Mention]) -> None:
        self._taken = {m.text for m in mentions}
        self._given: dict[str, str] = {}

    def word(self, mention: Mention) -> str:
        if mention.kind in _COMMON:
            return next(
                (w.lower() for w in reversed(mention.text.split()[1:]) if w in _HEADS), _COMMON[mention.kind]
            )
        plain = mention.text.isalpha() and not mention.text.isupper()
        if plain and mention.kind in ("State", "Place"):
            return mention.text
        if mention.form not in self._given:
            self._given[mention.form] = self._next(mention)
        return self._given[mention.form]

    def _next(self, mention: Mention) -> str:
        names = {"Person": _PERSONS, "Organization": _BODIES, "Group": _BODIES}.get(mention.kind, _STATES)
        free = [name for name in names if name not in self._taken] or list(names)
        if len(free) > 1:
            self._taken.add(free[0])
        return free[0]


def _bracket(doc: Doc, index: int, mentions: dict[int, Mention], dates: dict[int, DatePhrase]) -> int:
    """Index behind a bracket that holds one name, abbreviation or date and nothing else, or says how
    somebody is called as well; 0 if none."""
    if doc[index].text == "," and doc[index + 1 : index + 2].text in _ALSO_CALLED:
        return _aside(doc, index)
    if doc[index].text != "(":
        return 0
    for close in range(index + 1, min(index + LONGEST_ASIDE, len(doc))):
        if doc[close].text == ")":
            inside = doc[index + 1 : close]
            if len(inside) and inside[0].lower_ in _ALSO_CALLED:
                return 0 if any(t.idx in dates for t in inside) else close + 1
            if not 0 < len(inside) < LONGEST_NAME:
                return 0
            first = inside[0]
            end = inside[-1].idx + len(inside[-1])
            mention, date = mentions.get(first.idx), dates.get(first.idx) or dates.get(doc[index].idx)
            alone = len(inside) == 1 and (first.text.isupper() or first.text.istitle())
            whole = (mention and mention.end == end) or (date and date.end_char in (end, end + 1))
            return close + 1 if alone or whole else 0
    return 0


def _aside(doc: Doc, index: int) -> int:
    """Index behind ", then known as East Timor,"; 0 if the comma opens something else."""
    called = doc[index + 2 : index + 3].text == "known"
    ends = (i for i in range(index + 3, min(index + LONGEST_NAME + 3, len(doc))) if doc[i].text == ",")
    return next(ends, -1) + 1 if called else 0


def _plain_date(date: DatePhrase, opens: bool, following: str) -> Iterator[Word]:
    lead = ("back", "to") if date.text.lower().startswith("back to") else ("In" if opens else "in",)
    for number, word in enumerate(lead):
        yield Word(word, date.start_char + number, date.start_char + number + 1)
    yield Word("1950", date.start_char + len(lead), date.end_char, not opens or following == ",", date=date)
    if opens and following != ",":
        yield Word(",", date.end_char, date.end_char)


def _opens_sentence(out: list[Word]) -> bool:
    return not out or out[-1].text in (".", ";", "?", "!") or out[-1].text in _LEADING_ADVERBS


def _next_text(doc: Doc, char: int) -> str:
    return doc.text[char : char + 2].strip()[:1]


def _index_at(doc: Doc, index: int, char: int) -> int:
    """Index of the first token that begins at or after `char`."""
    while index < len(doc) and doc[index].idx < char:
        index += 1
    return index


def _space(doc: Doc, index: int) -> bool:
    return bool(doc[index].whitespace_)


def _drop_article(out: list[Word], mention: Mention) -> int:
    """ "the Soviet Union" becomes "Germany", not "the Germany"; the character where the phrase begins."""
    if mention.kind not in ("Event", "Agreement") and out and out[-1].text.lower() == "the":
        return out.pop().start
    return mention.start


def _demonym(doc: Doc, index: int, mention: Mention, out: list[Word]) -> int:
    """ "North Vietnamese" becomes "Vietnamese": one adjective, whatever it was made of."""
    end = _index_at(doc, index, mention.end)
    last = doc[end - 1]
    out.append(Word(last.text, mention.start, mention.end, bool(last.whitespace_), mention))
    return end


def parse_input(nlp: Language, given: list[Word]) -> Doc:
    """An unparsed Doc of the given words (pass it through `nlp.pipe`)."""
    from spacy.tokens import Doc as NewDoc  # noqa: PLC0415 - only readers of prose pay for spaCy

    return NewDoc(nlp.vocab, words=[w.text for w in given], spaces=[w.space for w in given])
