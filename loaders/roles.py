"""Offices beside names: "U.S. Secretary of State Henry Stimson", "Rabin, the Israeli prime minister,".

They are read from the text before it is parsed, and taken out of what the parser sees: what holds an
office together is word order, and a small parser is at a loss before five nouns in a row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain

from loaders.mentions import Mention
from loaders.offices import Office, office_pattern, offices, plain_pattern
from loaders.persons import HONORIFIC

# In the outline of a text a name is one character, from one of two planes.
_PERSON, _OTHER = 0xF0000, 0x100000
_LEADING = re.compile(rf"{office_pattern()} (?=[A-Z])")
_P, _Q = "[\U000f0000-\U000ffffd]", "[\U00100000-\U0010fffd]"


@dataclass(frozen=True, slots=True)
class Role:
    """`person` holds `office` of `body`, or (None) of the state that the office or the person tells.

    `hidden` are the characters that the parser need not see.
    """

    person: Mention
    office: Office
    body: Mention | None
    hidden: tuple[tuple[int, int], ...] = ()
    known: bool = False  # "Castro's Cuba": only where the gazetteer knows that the person led it
    title: str = ""  # the office, in the words of the text


def roles(text: str, mentions: Sequence[Mention]) -> list[Role]:
    """Offices that the text gives to the persons among `mentions`, in the order of the text."""
    outline = _Outline(text, mentions)
    found: list[Role] = []
    for match in _before().finditer(outline.text):
        found += _title(outline, match, found)
    for match in _after().finditer(outline.text):
        found += _apposition(outline, match)
    for match in _ELECTED.finditer(outline.text):
        person = outline.mention(match[1])
        if person is not None:
            found.append(Role(person, Office("head"), None, known=True))
    for match in chain(_OWN.finditer(outline.text), _REALM.finditer(outline.text)):
        person, body = outline.mention(match[1]), outline.mention(match[2])
        if person is not None and body is not None and body.use == "name":
            found.append(Role(person, Office("head"), body, known=True))
    return sorted(found, key=lambda r: r.person.start)


_PORTFOLIO = rf"(?: for (?:(?:[A-Z][\w-]+|{_Q}) ){{1,5}}Affairs)?"
# Whose president is not said: of the country that the gazetteer has the person lead.
_ELECTED = re.compile(rf"({_P}) (?:was|had been) (?:re-?)?elected (?:president|President)(?! of| elect|-)\b")
_OWN = re.compile(rf"({_P})['’]s? ({_Q})")
_REALM = re.compile(rf"({_P}) of (?:the )?({_Q})")  # "Napoleon III of France"


class _Outline:
    """A text in which each name is one character; `at` turns its offsets back."""

    def __init__(self, text: str, mentions: Sequence[Mention]) -> None:
        self.mentions = mentions
        parts: list[str] = []
        self._offsets: list[int] = []
        last = 0
        for number, mention in enumerate(mentions):
            start = mention.start + _title_length(mention)
            parts.append(text[last:start])
            self._offsets += range(last, start)
            parts.append(chr((_PERSON if mention.kind == "Person" else _OTHER) + number))
            self._offsets.append(start)
            last = mention.end
        parts.append(text[last:])
        self._offsets += range(last, len(text) + 1)
        self.text = "".join(parts)

    def at(self, index: int) -> int:
        return self._offsets[index]

    def mention(self, char: str | None) -> Mention | None:
        if not char:
            return None
        return self.mentions[ord(char) - (_OTHER if ord(char) >= _OTHER else _PERSON)]


def _title_length(mention: Mention) -> int:
    """Characters of the title that a name begins with: "King Hussein" is one name."""
    match = _LEADING.match(mention.text) if mention.kind == "Person" else None
    return match.end() if match else 0


def _office(number: str) -> str:
    """A noun phrase that says an office: whose it is stands before it or behind "of"."""
    plain = rf"(?:{plain_pattern()}[ ]?)*"
    return (
        rf"(?P<det{number}>(?i:the|an?|his|her|its|their) )?{plain}"
        rf"(?:(?P<mod{number}>{_Q})(?:['’]s?)? )?{plain}"
        rf"(?P<office{number}>{office_pattern()})(?![\w-]){_PORTFOLIO}"
        rf"(?: (?:to|in|at) (?:the )?(?P<host{number}>{_Q})| (?:of|for) (?:the )?(?P<of{number}>{_Q}))*"
    )


@cache
def _before() -> re.Pattern[str]:
    """ "Soviet leader X", "King X of Jordan", "the Soviet leader, X,", "U.S. Generals X and Y"."""
    return re.compile(
        rf"(?<![\w’'-]){_office('1')}(?: and {_office('2')})?(?P<comma>,)? (?:{HONORIFIC} )?(?P<person>{_P})"
        rf"(?: of (?:the )?(?P<realm>{_Q}))?(?P<close>,)?"
    )


@cache
def _after() -> re.Pattern[str]:
    """ "X, the Soviet premier and leader of the Y,"."""
    return re.compile(
        rf"(?P<person>{_P})(?P<phrase>, {_office('1')}(?: and {_office('2')})?)"
        rf"(?=(?P<close>,| and (?={_P})|[.;)]))"
    )


def _title(outline: _Outline, match: re.Match[str], before: list[Role]) -> Iterator[Role]:
    if match["comma"] and not (_is_definite(match) and _closes(outline, match)):
        return
    person = outline.mention(match["person"])
    assert person is not None  # the expression holds one
    start = outline.at(match.start())
    hidden = [(start, person.start)] if start < person.start else []
    if match["realm"]:
        end = match.end("realm")
        hidden.append((person.end, outline.at(end)))
    if match["comma"] and match["close"]:
        hidden.append((outline.at(match.start("close")), outline.at(match.end("close"))))
    realm = outline.mention(match["realm"])
    for number, (office, said, title) in enumerate(_offices(outline, match, realm)):
        body = said or _shared(outline, match, office, before)
        if body is None and not office.of and not match["office1"][0].isupper():
            continue
        yield Role(person, office, body, tuple(hidden) if number == 0 else (), title=title)
        if match["office1"].lower().endswith("s"):
            for other in _listed(outline, match.end("person")):
                yield Role(other, office, body)


_NEXT = re.compile(rf"(?: of (?:the )?{_Q})?(?:,? and |, )({_P})(?!['’])")


def _listed(outline: _Outline, index: int) -> Iterator[Mention]:
    """The names that follow the first of a list: "Senators A of Ohio, B of Utah, and C"."""
    while found := _NEXT.match(outline.text, index):
        mention = outline.mention(found[1])
        assert mention is not None  # the expression holds one
        yield mention
        index = found.end()


def _is_definite(match: re.Match[str]) -> bool:
    """ "the Soviet leader, X", "British Minister to Japan, X": an office, of which there is one."""
    return bool(match["det1"] or match["host1"] or (match["mod1"] and match["office1"][0].isupper()))


def _closes(outline: _Outline, match: re.Match[str]) -> bool:
    return bool(match["close"]) or outline.text[match.end("person") :][:1] in (".", ";")


def _shared(outline: _Outline, match: re.Match[str], office: Office, before: list[Role]) -> Mention | None:
    """ "Soviet leader X and Foreign Minister Y": the first one's state is the second one's as well."""
    if office.rank == "head" or office.of or not before or match["det1"]:
        return None
    last = before[-1]
    between = outline.text[: match.start()]
    joined = re.search(rf"({_P}),? and $", between)
    return last.body if joined and outline.mention(joined[1]) is last.person else None


def _apposition(outline: _Outline, match: re.Match[str]) -> Iterator[Role]:
    person = outline.mention(match["person"])
    assert person is not None  # the expression holds one
    found = [row for row in _offices(outline, match, None) if row[1] is not None or row[0].of]
    listed = outline.text[match.end("phrase") :].startswith((" and ", ", and "))
    if not found or (listed and any(body is None for _, body, _ in found)):
        return
    end = match.end("phrase") + (match["close"] == ",")
    hidden = ((outline.at(match.start("phrase")), outline.at(end)),)
    for number, (office, body, title) in enumerate(found):
        yield Role(person, office, body, hidden if number == 0 else (), title=title)


def _offices(
    outline: _Outline, match: re.Match[str], realm: Mention | None
) -> Iterator[tuple[Office, Mention | None, str]]:
    shared = outline.mention(match["mod1"] or match["of1"] or match["of2"])
    for number in "12":
        words = match[f"office{number}"]
        if words:
            body = outline.mention(match[f"of{number}"] or match[f"mod{number}"]) or realm or shared
            yield offices()[re.sub("’", "'", words).lower()], body, words
