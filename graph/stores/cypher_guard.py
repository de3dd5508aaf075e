"""Refuse Cypher that could do anything but read the graph.

Both engines are opened for reading only as well; this refusal comes first, is the same for both, covers
what a read-only engine still allows (files, addresses, server commands) and says what was refused.  It
reads words, not grammar: a word that begins a writing clause is refused wherever it could be one, and a
property or label of that name can be had in backticks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from graph.stores.cypher_errors import HINT, CypherError

BEGINNINGS = frozenset({"CALL", "FILTER", "LET", "MATCH", "OPTIONAL", "RETURN", "UNWIND", "WITH"})
"""Words that a query may begin with; server commands (SHOW, USE, ALTER…) begin with others."""

WRITES = frozenset(
    {
        *("ALTER", "CREATE", "DELETE", "DENY", "DETACH", "DROP", "FOREACH", "GRANT", "INSERT", "LOAD"),
        *("MERGE", "NODETACH", "REMOVE", "REVOKE", "SET", "USE"),
    }
)
"""Words that begin a clause which writes, reads a file, or turns to another graph."""

PROCEDURES = frozenset({"db.labels", "db.propertykeys", "db.relationshiptypes"})
"""Procedures that may be called, in lower case; both engines have them."""

FUNCTION_FAMILIES = frozenset({"date", "datetime", "duration", "localdatetime", "localtime", "time"})
"""First parts of the dotted functions that may be called (date.truncate); others reach outside."""

_TOKEN = re.compile(
    r"""
      (?P<comment> //[^\n\r]* | /\*.*?(?:\*/|\Z) )
    | (?P<string>  '(?:[^'\\]|\\.)*(?:'|\Z) | "(?:[^"\\]|\\.)*(?:"|\Z) )
    | (?P<quoted>  `(?:[^`]|``)*(?:`|\Z) )
    | (?P<number>  [0-9]+ )
    | (?P<word>    [^\W\d]\w* )
    | (?P<space>   \s+ )
    | (?P<sign>    \.\. | . )
    """,
    re.VERBOSE | re.DOTALL,
)
_NUMBER_ENDS = re.compile(r"(?i)x[0-9a-f_]+|o[0-7_]+|e[0-9]*|_[0-9_]+(e[0-9]*)?")
"""What follows the digits that a number begins with, when it is one: 0x1F, 1e5, 1_000."""

_LONE_RETURN = re.compile(r"\r(?!\n)")
_ESCAPE = re.compile(r"\\u+([0-9A-Fa-f]{4})")
_STRING_PART = re.compile(r"\\u+[0-9A-Fa-f]{4}|\\.", re.DOTALL)


class Token(NamedTuple):
    """A word, quoted name, number, string or sign, and where it begins."""

    kind: str
    text: str
    at: int

    @property
    def word(self) -> str:
        """An unquoted word in capitals, else nothing."""
        return self.text.upper() if self.kind == "word" else ""

    @property
    def name(self) -> str:
        """The name that a word or a quoted name stands for, else nothing."""
        if self.kind == "quoted":
            return self.text[1:-1].replace("``", "`")
        return self.text if self.kind == "word" else ""


def tokens(query: str) -> Iterator[Token]:
    """What `query` consists of, without spaces and comments.

    >>> [token.text for token in tokens("RETURN 'a; b' // c")]
    ['RETURN', "'a; b'"]
    """
    for match in _TOKEN.finditer(query):
        kind = match.lastgroup or "sign"
        if kind not in ("space", "comment"):
            yield Token(kind, match.group(), match.start())


def check(query: str) -> str:
    """`query` without a closing semicolon, if all it can do is read; CypherError saying what it may not.

    >>> check("MATCH (n) RETURN n.set;")
    'MATCH (n) RETURN n.set'
    >>> check("match (n) set n.name = 'x'")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    graph.stores.cypher_errors.CypherError: line 1, column 11: SET is refused (Cypher here is read-only; ...)
    """
    _check(query)
    plain = _unescaped(query)
    if plain != query:
        query = plain
        _check(query)
    found = list(tokens(query))
    while found[-1].text == ";":
        query = query[: found.pop().at]
    return query


def _unescaped(query: str) -> str:
    """`query` with the characters that \\uXXXX stands for in its strings and quoted names.

    Neo4j puts them in place before it looks for strings, ArcadeDB after; so none that would end a string,
    and none outside, may reach them.  (An error behind one also makes Neo4j 5.26 fall silent.)
    """
    parts, at = [], 0
    for match in _TOKEN.finditer(query):
        if match.lastgroup in ("string", "quoted"):
            parts += [query[at : match.start()], _STRING_PART.sub(_character, match.group())]
            at = match.end()
    plain = "".join([*parts, query[at:]])
    left = plain.find("\\u")
    if left >= 0:
        line, column = _place(plain, left)
        hint = "write the character itself, or give the text as a parameter"
        raise CypherError(
            f"the escape {plain[left : left + 6]} is refused", hint=hint, line=line, column=column
        )
    return plain


def _character(escape: re.Match[str]) -> str:
    """What an escape in a string stands for, if it is a letter, a sign or a blank."""
    found = _ESCAPE.fullmatch(escape.group())
    character = chr(int(found.group(1), 16)) if found else ""
    return character if character.isprintable() and character not in "\\'\"`" else escape.group()


def _check(text: str) -> None:
    if any("\ud800" <= letter <= "\udfff" for letter in text):
        raise CypherError("the query is not text: a byte in it is no part of a letter")
    if _LONE_RETURN.search(text):  # whether it ends a comment is a matter of taste
        raise CypherError("a carriage return stands alone", hint="lines end with a line feed")
    if _is_open_comment(text):
        raise CypherError("a comment is not closed", hint="/* … */")
    found = list(tokens(text))
    while found and found[-1].text == ";":
        found.pop()
    if not found:
        raise CypherError("the query is empty", hint="for example: MATCH (a:Actor) RETURN a.name LIMIT 5")
    objections = (_objection(found, i) for i in range(len(found)))
    for token, objection in zip(found, objections, strict=True):
        if objection is not None:
            line, column = _place(text, token.at)
            raise CypherError(objection[0], hint=objection[1], line=line, column=column)


def _place(query: str, at: int) -> tuple[int, int]:
    before = query[:at]
    return before.count("\n") + 1, at - (before.rfind("\n") + 1) + 1


def _objection(found: list[Token], i: int) -> tuple[str, str] | None:
    """What is wrong with token `i`, and a hint."""
    token = found[i]
    if token.kind in ("string", "quoted") and not _closed(token.text):
        return f"a quotation mark is not closed: {token.text[:20]}", ""
    if _is_glued(found, i) and not _NUMBER_ENDS.fullmatch(token.text):
        return f"a number runs into a word: {found[i - 1].text}{token.text[:20]}", ""
    if i == 0 and token.word not in BEGINNINGS:
        return f"a query cannot begin with {token.text}", HINT
    if token.text == ";":
        return "one query at a time: something follows the semicolon", ""
    if token.text == "(":
        return _refused_function(found, i)
    return _refused_clause(found, i) if token.word and not _is_a_name(found, i) else None


def _refused_clause(found: list[Token], i: int) -> tuple[str, str] | None:
    word = found[i].word
    if word in WRITES:
        return f"{word} is refused", HINT
    if word == "TRANSACTIONS" and _text(found, i - 1).upper() in ("IN", "CONCURRENT"):
        return "IN TRANSACTIONS is refused", HINT
    if word != "CALL" or _text(found, i + 1) in ("{", "("):
        return None
    name = _dotted(found, i + 1)
    if name.lower() in PROCEDURES:
        return None
    return f"CALL {name} is refused", f"procedures that may be called: {', '.join(sorted(PROCEDURES))}"


def _refused_function(found: list[Token], i: int) -> tuple[str, str] | None:
    """A dotted name before the bracket at `i`, unless it is a procedure or of a harmless family."""
    if i < 3 or not found[i - 1].name or found[i - 2].text != ".":
        return None
    first = i - 1
    while first >= 2 and found[first - 1].text == "." and found[first - 2].name:
        first -= 2
    name = _dotted(found, first)
    called = _text(found, first - 1).upper() == "CALL"
    if called or name.split(".")[0].lower() in FUNCTION_FAMILIES:
        return None
    return f"the function {name} is refused", HINT


def _is_open_comment(text: str) -> bool:
    *_, last = (match.group() for match in _TOKEN.finditer(text or " "))
    return last.startswith("/*") and (len(last) < 4 or not last.endswith("*/"))


def _is_glued(found: list[Token], i: int) -> bool:
    """Whether token `i` is a word without a gap before it but a number: 1SET is two words to some."""
    before = found[i - 1] if i else None
    return bool(
        found[i].kind == "word"
        and before is not None
        and before.kind == "number"
        and before.at + len(before.text) == found[i].at
    )


def _closed(text: str) -> bool:
    return len(text) > 1 and text[-1] == text[0]


def _text(found: list[Token], i: int) -> str:
    return found[i].text if 0 <= i < len(found) else ""


def _is_a_name(found: list[Token], i: int) -> bool:
    """Whether the word can only be a property (.set), a label (:Set), a parameter ($set) or a key (set:)."""
    before = _text(found, i - 1)
    if before == ".":  # 1. SET, 1e5. SET: the dot belongs to the number
        return i > 1 and found[i - 2].kind != "number" and not _is_glued(found, i - 2)
    return before in (":", "$") or _text(found, i + 1) == ":"


def _dotted(found: list[Token], i: int) -> str:
    """The dotted name that begins at token `i`, without quotes."""
    parts = []
    while i < len(found) and found[i].name:
        parts.append(found[i].name)
        if _text(found, i + 1) != ".":
            break
        i += 2
    return ".".join(parts)
