"""Find the prose in a text: what is page chrome, bibliography or a heading is not read.

The text itself is never changed; a `Block` is a span of it, so that every offset stays true.  Repairs of
damage that lost dashes leave ("Unionwith", "19741975") are insertions at known places.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from loaders.document import header

BlockKind = Literal["prose", "heading", "bibliography", "chrome", "metadata"]


@dataclass(frozen=True, slots=True)
class Block:
    """A span of the text and what it is; offsets in code points, end exclusive."""

    start: int
    end: int
    kind: BlockKind


@dataclass(frozen=True, slots=True)
class Repair:
    """Words to put in at `at` so that the text can be parsed; the text itself stays as it is."""

    at: int
    insert: str


# A page talks to its reader; an account of history does not.
_CHROME = re.compile(
    r"©|\b(?:views updated|Updated \w{3} \d\d? \d{4}|About this (?:article|entry|page)|All Sources|"
    r"Print Topic|Published online by|Cite this|Share this|Log ?in|Sign (?:in|up)|Subscribe|Cookies?|"
    r"Privacy policy|Terms of (?:use|service)|All rights reserved|Download (?:PDF|citation)|Find out more|"
    r"Click here|Kindle|Dropbox|Google Drive|your (?:account|device|e-?mail|browser|content)|"
    r"Skip to (?:content|main)|Table of contents|Previous article|Next article|Copyright \d{4})",
    re.IGNORECASE,
)
_END_MATTER = re.compile(
    r"^\W*(?:(?:bibliography|references|further reading|works cited|sources|notes|external links)\b|"
    r"see also)",
    re.IGNORECASE,
)
# Sentences end so, and entries do not: "A, B and C met in July 1945."
_DATED = r".* (?:in|on|of|by|from|since|until|after|before) (?:(?:\d+ )?[A-Z][a-z]+ (?:\d+, )?)?\d{4}\.$"
# Surname, Given. (1999). Title…   |   Surname, Given. Title. City: Publisher, 1999.
_ENTRY = re.compile(
    rf"^(?!{_DATED})[A-Z][\w'’-]*[a-z](?: [A-Z][\w'’-]+)?, (?:[A-Z][\w'’.-]*[ ,]*(?:and |& )?)+[.,:]? ?"
    r"(?:\((?:\d{4}|n\.d\.)\)|.*(?::|,).*\b(?:1[5-9]|20)\d\d\.?$)"
)
_AUTHOR = re.compile(r"^[A-Z][\w'’-]+(?: (?:[A-Z]\.|[A-Z][\w'’-]+)){1,3}$")
_RUN_IN = re.compile(r"[A-Z][A-Z'’-]+(?:[, ]+(?:[A-Z][A-Z'’-]+|OF|AND|THE|WITH|IN|TO))*\. (?=[A-Z])")
_MARKUP = re.compile(r"^(?:#{1,6} +|[-*+>] +)")
_SHORT = re.compile(r"[A-Z][\w'’-]+ (?:.* )?[a-z]{4,}\b.*[a-z][.!?][\"”’]?")
_GLUED_YEARS = re.compile(r"(?<!\d)(1\d{3}|20\d\d)(1\d{3}|20\d\d)(?!\d)")
_GLUED_WORD = re.compile(
    r"\b([A-Z]\w*[A-Za-z])(with|was|were|which|who|whose|and|the|by|for|from|that|had|has|would|but)\b"
)


def blocks(text: str) -> list[Block]:
    r"""Every line of `text` that is not blank, with its kind, in order.

    >>> [b.kind for b in blocks("The Wall\nviews updated May 1 2018\n\nIn 1961 a wall rose in Berlin.")]
    ['heading', 'chrome', 'prose']
    """
    out: list[Block] = []
    after_entries = False
    skip = _metadata_end(text)
    for start, end in _lines(text):
        line = text[start:end]
        kind: BlockKind
        kind = "metadata" if end <= skip else _kind(line, after_entries)
        after_entries = kind == "bibliography" or (after_entries and kind in ("chrome", "metadata"))
        run_in = _RUN_IN.match(line) if kind == "prose" else None
        begin = start + run_in.end() if run_in else start
        if run_in:
            out.append(Block(start, begin, "heading"))
        out.append(Block(begin, end, kind))
    return out


def article_starts(found: Collection[Block]) -> set[int]:
    r"""Where the prose of a second, third… article begins: behind a bibliography.

    >>> text = "In 1961 a wall rose in Berlin.\nSee also: Bricks.\nIn 1989 the wall fell."
    >>> article_starts(blocks(text)) == {text.index("In 1989")}
    True
    """
    starts, ended = set(), False
    for block in found:
        if block.kind == "prose" and ended:
            starts.add(block.start)
        ended = block.kind == "bibliography" or (ended and block.kind != "prose")
    return starts


def _metadata_end(text: str) -> int:
    """Where the "Key: value" header ends, 0 without one."""
    fields = header(text)
    return sum(len(line) + 1 for line in text.splitlines()[: len(fields)]) if fields else 0


def _lines(text: str) -> list[tuple[int, int]]:
    """Spans of lines without the white space and markup around them."""
    spans = []
    for match in re.finditer(r"[^\r\n]+", text):
        line = match[0]
        start = match.start() + len(line) - len(line.lstrip("\ufeff \t\f\v\u00a0"))
        end = match.start() + len(line.rstrip())
        markup = _MARKUP.match(text[start:end])
        if markup and not line.lstrip().startswith("#"):
            start += markup.end()
        if start < end:
            spans.append((start, end))
    return spans


def _kind(line: str, after_entries: bool) -> BlockKind:
    if _CHROME.search(line) and not _long_prose(line):
        return "chrome"
    if _ENTRY.match(line) or (_END_MATTER.match(line) and not _long_prose(line)):
        return "bibliography"
    if after_entries and _AUTHOR.match(line):
        return "bibliography"
    return "prose" if _is_prose(line) else "heading"


def _long_prose(line: str) -> bool:
    """A paragraph that happens to hold a word of the chrome: many sentences, few such words."""
    return len(line) > 400 and len(_CHROME.findall(line)) * 400 < len(line)


def _is_prose(line: str) -> bool:
    """A sentence ends with a full stop; a heading is short, or does not."""
    if line.startswith("#"):
        return False
    words = line.split()
    if len(words) > 4:
        return len(words) > 14 or bool(re.search(r"[.!?:;][\"'”’)\]\d]*$", line))
    return len(words) > 2 and bool(_SHORT.fullmatch(line))  # "Iraq invaded Kuwait."


def repairs(text: str, known: Collection[str]) -> list[Repair]:
    """Dashes lost between a known name and a function word, or between two years.

    `known` holds last words of names ("Union"); a word that only looks glued is left alone.

    >>> [r.insert for r in repairs("the Soviet Unionwith aid in 19741975", {"Union"})]
    [' — ', '–']
    """
    found = [Repair(m.end(1), "–") for m in _GLUED_YEARS.finditer(text) if 0 < int(m[2]) - int(m[1]) < 120]
    for match in _GLUED_WORD.finditer(text):
        name = match[1]
        if match[0] not in known and (name in known or (name.isupper() and len(name) > 1)):
            found.append(Repair(match.end(1), " — "))
    return sorted(found, key=lambda repair: repair.at)
