"""The Cypher shell: a query behind each semicolon or empty line, from a terminal or through a pipe."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from graph.cli import output
from graph.errors import HistgraphError, NothingFound

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prompt_toolkit import PromptSession
    from prompt_toolkit.completion import Completer

    from graph.stores.base import Store

WELCOME = """\
Read-only Cypher on (:Actor)-[:RELATION]->(:Actor). A query ends with a semicolon or an empty line.
Tab completes, Ctrl-C stops a query, Ctrl-D leaves."""
_WORDS = (
    *("MATCH", "OPTIONAL MATCH", "WHERE", "RETURN", "DISTINCT", "ORDER BY", "LIMIT", "SKIP", "WITH"),
    *("UNWIND", "AS", "AND", "OR", "NOT", "IN", "IS NULL", "STARTS WITH", "ENDS WITH", "CONTAINS", "CASE"),
    *("WHEN", "THEN", "ELSE", "END", "UNION", "count(", "collect(", "date(", "labels(", "type(", "size("),
    *("startNode(", "endNode(", "coalesce(", "shortestPath(", "nodes(", "relationships(", "length("),
)
_PROPERTIES = (
    *("id", "name", "kind", "aliases", "start", "end", "start_min", "start_max", "end_min", "end_max"),
    *("modality", "polarity", "family", "quotes", "passages", "documents", "dated", "impossible"),
)


class Asking(NamedTuple):
    """Where queries go, how answers are written, and their limits."""

    graph: Store
    form: output.Format
    rows: int
    seconds: float

    def answer(self, query: str) -> None:
        """Run one query and print its rows; its errors pass."""
        table = self.graph.cypher(query, rows=self.rows, seconds=self.seconds)
        output.rows(table.columns, table.rows, self.form)
        if table.cut:
            output.note(f"cut at {output.count(len(table.rows), 'row')}: --rows gives more")
        elif not table.rows:
            output.note("no rows")


def queries(text: str) -> Iterator[str]:
    """The queries in a text, each ended by a semicolon that stands outside quotes and comments.

    >>> list(queries("RETURN ';' AS a; // one; two\\nRETURN 2;\\n"))
    ["RETURN ';' AS a", '// one; two\\nRETURN 2']
    """
    for part in _split(text):
        if any(line.strip() and not line.strip().startswith("//") for line in part.splitlines()):
            yield part.strip()


def _split(text: str) -> Iterator[str]:
    start = at = 0
    while at < len(text):
        if text[at] in "'\"`":
            at = _end_of_string(text, at)
        elif text.startswith("//", at):
            at = _after(text, "\n", at)
        elif text.startswith("/*", at):
            at = _after(text, "*/", at + 2)
        elif text[at] == ";":
            yield text[start:at]
            start = at = at + 1
        else:
            at += 1
    yield text[start:]


def _end_of_string(text: str, at: int) -> int:
    quote, at = text[at], at + 1
    while at < len(text) and text[at] != quote:
        at += 2 if text[at] == "\\" and quote != "`" else 1
    return at + 1


def _after(text: str, mark: str, at: int) -> int:
    found = text.find(mark, at)
    return len(text) if found < 0 else found + len(mark)


def run_all(asking: Asking, text: str) -> None:
    """Run the queries of a text one by one; the first error ends it.  NothingFound if there are none."""
    found = list(queries(text))
    if not found:
        raise NothingFound("no query came through the pipe")
    for query in found:
        asking.answer(query)


def converse(asking: Asking) -> None:
    """Ask for queries until Ctrl-D; Ctrl-C stops a query, and not the shell."""
    session = _session(asking.graph)
    output.note(WELCOME)
    typed = ""
    while True:
        try:
            line = session.prompt("   ... " if typed else "cypher> ")
        except KeyboardInterrupt:
            typed = ""
            continue
        except EOFError:
            return
        typed += line + "\n"
        if not line.strip() or line.rstrip().endswith(";"):
            for query in queries(typed):
                _answer(asking, query)
            typed = ""


def _answer(asking: Asking, query: str) -> None:
    try:
        asking.answer(query)
    except KeyboardInterrupt:
        output.note("stopped")
    except HistgraphError as error:
        output.complain(str(error))


def _session(graph: Store) -> PromptSession[str]:
    from prompt_toolkit import PromptSession  # only the shell pays for it
    from prompt_toolkit.history import FileHistory, History, InMemoryHistory

    from graph.stores.cypher_cache import cache_folder

    history: History = InMemoryHistory()
    file = cache_folder() / "cypher-history"
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file.touch(mode=0o600)
        history = FileHistory(str(file))
    except OSError as error:
        output.note(f"{file}: no history is kept: {error.strerror}")
    return PromptSession(history=history, completer=_completer(graph), complete_while_typing=False)


def _completer(graph: Store) -> Completer:
    """Cypher's words, properties, relation types and the names of actors."""
    from prompt_toolkit.completion import WordCompleter

    from graph.relations import relations

    names = sorted({actor.name for actor in graph.actors().values()})
    return WordCompleter([*_WORDS, *_PROPERTIES, *relations(), *names], ignore_case=True)
