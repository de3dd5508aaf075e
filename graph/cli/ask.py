"""`ask` and `cypher`: canned questions, and queries of one's own."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from graph import canned
from graph.cli import output
from graph.cli.options import DEFAULT, Format, FormatOption, RowsOption, SecondsOption, StoreOption, opened
from graph.errors import HistgraphError, UsageError

if TYPE_CHECKING:
    from graph.stores.base import Store, Table

FolderOption = Annotated[
    Path | None, typer.Option("--queries", envvar="HISTGRAPH_QUERIES", help="A folder of questions of your own.")
]


def register(app: typer.Typer) -> None:
    app.command()(ask)
    app.command()(cypher)


def ask(
    question: Annotated[str | None, typer.Argument(metavar="[QUESTION]", help="Name of a question; without it, the list.")] = None,
    given: Annotated[list[str] | None, typer.Argument(metavar="[NAME=VALUE]...", help="Parameters.")] = None,
    store: StoreOption = DEFAULT,
    form: FormatOption = Format.table,
    queries: FolderOption = None,
    show: Annotated[bool, typer.Option("--show", help="Print the Cypher instead of asking it.")] = False,
    about: Annotated[bool, typer.Option("--about", help="Print what the question tells and its parameters.")] = False,
    rows: RowsOption = 1000,
    seconds: SecondsOption = 30.0,
) -> None:
    """Ask one of the canned questions; without a name, list them."""
    if question is None:
        table = [[q.name, q.title, " ".join(p.name for p in q.parameters)] for q in canned.questions(queries).values()]
        output.rows(["question", "what it tells", "parameters"], table, form)
        return
    asked = canned.question(question, queries)
    if show:
        output.say(asked.cypher.rstrip())
        return
    if about:
        _about(asked)
        return
    with opened(store) as graph:
        _print(canned.ask(graph, question, _parameters(given or []), folder=queries, rows=rows, seconds=seconds), form)


def _about(asked: canned.Question) -> None:
    output.say(f"{asked.name}: {asked.title}. {asked.about}")
    for parameter in asked.parameters:
        default = f" (if not given: {parameter.default})" if parameter.default else ""
        output.say(f"  {parameter.name}: {parameter.type}, {parameter.meaning}{default}")
    output.say(f"  columns: {', '.join(asked.columns)}")
    output.say(f"  example: {asked.example}")


def _parameters(given: list[str]) -> dict[str, str]:
    found = {}
    for text in given:
        name, equals, value = text.partition("=")
        if not equals:
            raise UsageError(f"{text!r} is no parameter", hint="parameters are NAME=VALUE, such as actor=\"Ho Chi Minh\"")
        found[name.strip()] = value.strip()
    return found


def cypher(
    query: Annotated[str | None, typer.Argument(metavar="[QUERY]", help="A read-only query; without it, a shell.")] = None,
    store: StoreOption = DEFAULT,
    form: FormatOption = Format.table,
    rows: RowsOption = 1000,
    seconds: SecondsOption = 30.0,
) -> None:
    """Run a Cypher query, or open a shell with history."""
    with opened(store) as graph:
        if query is not None:
            _print(graph.cypher(query, rows=rows, seconds=seconds), form)
        elif sys.stdin.isatty():
            _shell(graph, form, rows, seconds)
        else:
            for one in _statements(sys.stdin.read()):
                _print(graph.cypher(one, rows=rows, seconds=seconds), form)


def _statements(text: str) -> list[str]:
    """Queries that come through a pipe: one behind each semicolon at the end of a line."""
    parts = [part.strip() for part in text.replace(";\n", "\0").rstrip().rstrip(";").split("\0")]
    return [part for part in parts if part]


def _print(table: Table, form: Format) -> None:
    output.rows(table.columns, table.rows, form)
    if table.cut:
        output.note(f"cut at {len(table.rows)} rows: --rows gives more")
    elif not table.rows and form is Format.table:
        output.note("no rows")


def _shell(graph: Store, form: Format, rows: int, seconds: float) -> None:
    """A query a line; Ctrl-C stops the query and not the shell, Ctrl-D ends it."""
    from prompt_toolkit import PromptSession  # noqa: PLC0415 - only the shell pays for it
    from prompt_toolkit.history import FileHistory  # noqa: PLC0415

    from graph.stores.cypher_cache import cache_folder  # noqa: PLC0415

    history = cache_folder() / "cypher-history"
    history.parent.mkdir(parents=True, exist_ok=True)
    session: PromptSession[str] = PromptSession(history=FileHistory(str(history)))
    output.note("Read-only Cypher on (:Actor)-[:RELATION]->(:Actor). Ctrl-C stops a query, Ctrl-D leaves.")
    while True:
        try:
            query = session.prompt("cypher> ").strip().rstrip(";")
        except KeyboardInterrupt:
            continue
        except EOFError:
            return
        if query:
            _answer(graph, query, form, rows, seconds)


def _answer(graph: Store, query: str, form: Format, rows: int, seconds: float) -> None:
    try:
        _print(graph.cypher(query, rows=rows, seconds=seconds), form)
    except KeyboardInterrupt:
        output.note("stopped")
    except HistgraphError as error:
        output.complain(str(error))
