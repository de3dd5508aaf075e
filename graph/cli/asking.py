"""`ask` and `cypher`: canned questions, and queries of one's own."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from graph.cli import output
from graph.cli.options import (
    DEFAULT,
    Format,
    FormatOption,
    RowsOption,
    SecondsOption,
    StoreOption,
    opened,
)
from graph.errors import NothingFound, UsageError

if TYPE_CHECKING:
    from graph.canned import Question
    from graph.stores.base import Table


def ask(  # noqa: PLR0917  options are given by name
    question: Annotated[
        str | None, typer.Argument(metavar="[QUESTION]", help="Name of a question; without it, the list.")
    ] = None,
    given: Annotated[
        list[str] | None, typer.Argument(metavar="[NAME=VALUE]...", help="Parameters of the question.")
    ] = None,
    store: StoreOption = DEFAULT,
    form: FormatOption = Format.table,
    queries: Annotated[
        Path | None,
        typer.Option(envvar="HISTGRAPH_QUERIES", metavar="FOLDER", help="Questions of your own."),
    ] = None,
    about: Annotated[
        bool, typer.Option("--about", help="Tell what the question means and takes, and stop.")
    ] = False,
    show: Annotated[bool, typer.Option("--show", help="Print its Cypher, and stop.")] = False,
    rows: RowsOption = 1000,
    seconds: SecondsOption = 30.0,
) -> None:
    """Ask one of the canned questions; without one, list them."""
    from graph import canned  # other commands need not pay for it

    if question is None:
        listed = [
            [q.name, q.title, [p.name for p in q.parameters]] for q in canned.questions(queries).values()
        ]
        output.rows(["question", "what it tells", "parameters"], listed, form)
        return
    asked = canned.question(question, queries)
    if show:
        output.say(asked.cypher.rstrip())
    elif about:
        _about(asked)
    else:
        parameters = _parameters(given or [])
        with opened(store) as graph:
            answer = canned.ask(graph, asked.name, parameters, folder=queries, rows=rows, seconds=seconds)
        print_table(answer, form)


def _about(asked: Question) -> None:
    output.prose(f"{asked.name}: {asked.title}. {asked.about}".strip(), hanging="  ")
    for parameter in asked.parameters:
        default = f" (if not given: {parameter.default})" if parameter.default else " (may be left out)"
        output.prose(f"{parameter.name}: {parameter.type}; {parameter.meaning}{default}", "  ", "    ")
    output.prose(f"columns: {', '.join(asked.columns)}", "  ", "    ")
    output.say(f"  example: {asked.example}")


def _parameters(given: list[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for text in given:
        name, equals, value = text.partition("=")
        name = name.strip()
        if not equals or not name:
            hint = 'parameters are NAME=VALUE, such as actor="Ho Chi Minh"'
            raise UsageError(f"{text!r} is no parameter", hint=hint)
        if name in found:
            raise UsageError(f"{name} is given twice")
        found[name] = value.strip()
    return found


def print_table(table: Table, form: Format) -> None:
    """The rows of an answer; NothingFound if there are none."""
    output.rows(table.columns, table.rows, form)
    if table.cut:
        output.note(f"cut at {output.count(len(table.rows), 'row')}: --rows gives more")
    if not table.rows:
        raise NothingFound("nothing found")


def cypher(  # noqa: PLR0917  options are given by name
    query: Annotated[
        str | None,
        typer.Argument(metavar="[QUERY]", help="A query; without it, a shell, or what is piped in."),
    ] = None,
    given: Annotated[
        list[str] | None, typer.Argument(metavar="[NAME=VALUE]...", help="Values for its $parameters.")
    ] = None,
    store: StoreOption = DEFAULT,
    form: FormatOption = Format.table,
    rows: RowsOption = 1000,
    seconds: SecondsOption = 30.0,
) -> None:
    """Run a read-only Cypher query, or open a shell."""
    parameters = {name: _value(text) for name, text in _parameters(given or []).items()}
    with opened(store) as graph:
        if query is not None:
            print_table(graph.cypher(query, parameters, rows=rows, seconds=seconds), form)
            return
        from graph.cli import shell  # a single query needs none of it

        asking = shell.Asking(graph, form, rows, seconds)
        if sys.stdin.isatty():
            shell.converse(asking)
        else:
            shell.run_all(asking, sys.stdin.read())


def _value(text: str) -> Any:
    """A whole number as such, anything else as text."""
    return int(text) if text.lstrip("-").isdecimal() and len(text) < 19 else text
