"""What a user is told when a query is refused, cannot be read, or comes to a limit."""

from __future__ import annotations

import re

from graph.errors import HistgraphError, StoreError, UsageError

HEAP_MEGABYTES = 512
HINT = "Cypher here is read-only; a name of yours that is such a word goes in backticks"


class CypherError(UsageError):
    """A query cannot be read or is refused; `text` is the message without its place.

    `line` and `column` count from 1, None where not known.
    """

    def __init__(
        self, message: str, *, hint: str = "", line: int | None = None, column: int | None = None
    ) -> None:
        place = f"line {line}, column {column}: " if line is not None else ""
        super().__init__(place + message, hint=hint)
        self.text = message
        self.line = line
        self.column = column


def stopped(seconds: float) -> CypherError:
    """The time limit has been reached."""
    return CypherError(
        f"the query was stopped after {seconds:g} s", hint="ask for less, or allow it more time"
    )


def query_error(name: str, message: str, seconds: float) -> HistgraphError:
    """The error for what the engine's `name` and `message` say: no trace, no names of Java classes."""
    if name == "TimeoutException":
        return stopped(seconds)
    if name in ("OutOfMemoryError", "NegativeArraySizeException") or "queryMaxHeap" in message:
        return CypherError(
            "the query needs more memory than it may use", hint="ask for fewer or smaller things"
        )
    if name == "StackOverflowError":
        return CypherError("the query is nested too deeply")
    if name in ("QueryNotIdempotentException", "SecurityException"):
        return CypherError("refused by the engine", hint=HINT)
    if name == "Worker":
        return StoreError(f"the Cypher engine failed: {message}")
    return _syntax_error(message)


_PLACES = (
    re.compile(r"(?P<text>.*) at line (?P<line>\d+), column (?P<column>\d+)$"),
    re.compile(r"Syntax error at line (?P<line>\d+):(?P<column>\d+) - (?P<text>.*)$"),
)
_PLAINER = (
    (re.compile(r", expected: .*"), ""),
    (re.compile(r"'? expecting (\{.*\}|\S+)$"), ""),
    (re.compile(r"(mismatched|extraneous) input '<EOF>.*|Invalid input ''$"), "the query ends too early"),
    (re.compile(r"(?:mismatched|extraneous|Unexpected|Invalid) input '(.*?)'?$"), r"unexpected \1"),
    (re.compile(r"Variable [`'](.*?)[`'] not defined"), r"the variable \1 is not defined"),
    (re.compile(r"Unknown function '(.*)'"), r"there is no function \1"),
    (re.compile(r"Expected parameter\(s\): (.*)"), r"no value is given for the parameter \1"),
    (re.compile(r"missing \S+ at '(.*)'"), r"unexpected \1"),
    (re.compile(r"no viable alternative at input '(?:.*\s)?(.*)'"), r"unexpected \1"),
    (re.compile(r"\.? You can set arcadedb.*"), ""),
    (re.compile(r" allowed by the setting `arcadedb\.\w+`: (use a smaller range).*"), r"; \1"),
    (re.compile(r"^(?:[a-z]+\.)+[A-Z]\w*: "), ""),
    (re.compile(r"^[A-Z][a-z]+[A-Z]\w*: "), ""),
)


def _syntax_error(message: str) -> CypherError:
    """The engine's message with its place as numbers and without its jargon.

    >>> str(_syntax_error("Unexpected input 'RETUR' at line 1, column 10\\n  MATCH (n) RETUR n"))
    'line 1, column 11: unexpected RETUR'
    >>> str(_syntax_error("Syntax error at line 1:16 - mismatched input '<EOF>', expected: one of A or B"))
    'line 1, column 17: the query ends too early'
    """
    text, line, column = (message.strip().splitlines() or ["it cannot be run"])[0], None, None
    for place in _PLACES:
        if found := place.match(text):
            groups = found.groupdict()
            text, line = groups["text"], int(groups["line"])
            column = int(groups["column"]) + 1  # the engine counts lines from 1, columns from 0
            break
    return CypherError(plainer(text), line=line, column=column)


def plainer(text: str) -> str:
    """What an engine says of a query, without its jargon: the same words for the same mistake.

    >>> plainer("Invalid input 'RETUR'"), plainer("extraneous input 'x' expecting {'$', WHERE}")
    ('unexpected RETUR', 'unexpected x')
    """
    for pattern, words in _PLAINER:
        text = pattern.sub(words, text)
    return text
