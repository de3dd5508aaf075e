"""The command `histgraph`: one file for each group of commands; this one joins them.

Errors that a user can cause end in one line on stderr and the exit code of their class; a traceback is
always a bug.
"""

from __future__ import annotations

import os
import sys

import typer

from graph.cli import ask, looking, output, path, publishing, reading, tour
from graph.errors import HistgraphError

app = typer.Typer(
    name="histgraph",
    help="Texts about history in; out comes a graph of who stood in what relation to whom, when, and which words say so.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for group in (tour, reading, looking, path, ask, publishing):
    group.register(app)


def main() -> None:
    """Entry point of the command."""
    try:
        app()
    except HistgraphError as error:
        output.complain(str(error))
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        output.complain("interrupted")
        sys.exit(130)
    except BrokenPipeError:  # `histgraph … | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
