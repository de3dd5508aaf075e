"""`cypher`: queries of one's own, one at a time, through a pipe, or in a shell."""

from __future__ import annotations

import sys
from typing import Annotated, Any

import typer

from graph.cli.options import (
    DEFAULT,
    Format,
    FormatOption,
    RowsOption,
    SecondsOption,
    StoreOption,
    opened,
)


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
    from graph.cli import shell  # other commands need not pay for it
    from graph.cli.asking import read_parameters

    parameters = {name: _value(text) for name, text in read_parameters(given or []).items()}
    with opened(store) as graph:
        asking = shell.Asking(graph, form, rows, seconds, parameters)
        if query is not None:
            shell.run_one(asking, query)
        elif sys.stdin.isatty():
            shell.converse(asking)
        else:
            shell.run_all(asking, sys.stdin.read())


def _value(text: str) -> Any:
    """A whole number as such, anything else as text."""
    return int(text) if text.lstrip("-").isdecimal() and len(text) < 19 else text
