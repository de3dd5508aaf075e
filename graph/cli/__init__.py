"""The command `histgraph`: one file for each group of commands; this one joins them.

Errors that a user can cause end in one line on stderr and the exit code of their class; a traceback is
always a bug.
"""

from __future__ import annotations

import io
import os
import sys
from typing import IO, Annotated, Any

import typer
from typer.core import TyperGroup

from graph.cli import asking, looking, output, path, publishing, querying, reading, schema, tour, viewing, why
from graph.errors import HistgraphError

INTERRUPTED = 130


class Commands(TyperGroup):
    """Runs a command, and turns what a user can cause into one line and an exit code."""

    def invoke(self, ctx: Any) -> Any:
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
            return result
        except HistgraphError as error:
            output.complain(str(error))
            raise typer.Exit(error.exit_code) from None
        except KeyboardInterrupt as error:
            output.complain(f"interrupted: {error}" if str(error) else "interrupted")
            raise typer.Exit(INTERRUPTED) from None
        except BrokenPipeError:  # `histgraph … | head`: whoever reads has seen enough
            _close(sys.stdout)
            raise typer.Exit(0) from None


def _close(stream: IO[str]) -> None:
    """What is still to be written goes nowhere, so that closing the stream cannot fail either."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())


app = typer.Typer(
    name="histgraph",
    cls=Commands,
    help="Texts about history in; out comes a graph of who stood in what relation to whom, when, "
    "and which words say so.",
    epilog="Exit codes: 0 done, 1 nothing found, 2 usage, 3 bad input, 4 store, 5 remote.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["--help", "-h"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version  # slow, and seldom wanted

        output.say(f"histgraph {version('historical-graph')}")
        raise typer.Exit


@app.callback()
def _histgraph(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    pass


for command in (
    *(tour.tour, reading.load, reading.copy, reading.documents, reading.forget),
    *(looking.actors, looking.relations, looking.show, path.path, why.why),
    *(asking.ask, querying.cypher, schema.schema, viewing.view, publishing.export),
    *(looking.status, looking.verify, publishing.evaluate),
):
    app.command(cls=asking.AskCommand if command is asking.ask else None)(command)


def main() -> None:
    """Entry point of the command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and "utf" not in stream.encoding.lower():
            stream.reconfigure(errors="replace")  # no letter is worth a traceback
    app()
