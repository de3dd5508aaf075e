"""`ask`: the canned questions."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperCommand

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
    from graph.canned import Parameter, Question
    from graph.stores.base import Table


class AskCommand(TyperCommand):
    """`ask --help` tells of the command, `ask NAME --help` of the question NAME."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        helped = any(word in ctx.help_option_names for word in args)
        rest = super().parse_args(ctx, [word for word in args if word not in ctx.help_option_names])
        if helped:
            if ctx.params["question"] is None:
                output.say(ctx.get_help())
                ctx.exit()
            ctx.params["about"] = True
        return rest


COMMAND_CLASS = AskCommand


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
    """Ask one of the canned questions; without one, list them.

    With the name of a question, --help tells what it means and takes.
    """
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
        parameters = read_parameters(given or [])
        with opened(store) as graph:
            answer = canned.ask(graph, asked.name, parameters, folder=queries, rows=rows, seconds=seconds)
        print_table(answer, form)


def _about(asked: Question) -> None:
    output.say(" ".join(["Usage: histgraph ask", asked.name, *map(_usage, asked.parameters)]))
    output.prose(f"{asked.title}. {asked.about}".strip(), "  ")
    for parameter in asked.parameters:
        default = f" (if not given: {parameter.default})" if parameter.default else " (may be left out)"
        output.prose(f"{parameter.name}: {parameter.type}; {parameter.meaning}{default}", "  ", "    ")
    if asked.columns:
        output.prose(f"columns: {', '.join(asked.columns)}", "  ", "    ")
    if asked.example:
        output.say(f"  example: {asked.example}")


def _usage(parameter: Parameter) -> str:
    return f"[{parameter.name}={parameter.type.upper()}]"


def read_parameters(given: list[str]) -> dict[str, str]:
    """NAME=VALUE words as a dictionary; UsageError for other words, and for a name given twice."""
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
