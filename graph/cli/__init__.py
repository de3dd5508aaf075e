"""The command `histgraph`: one file for each group of commands; this one joins them.

Errors that a user can cause end in one line on stderr and the exit code of their class; a traceback is
always a bug.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import IO, TYPE_CHECKING, Annotated, Any, cast

import typer
from typer.core import TyperGroup

from graph.cli import output
from graph.errors import HistgraphError

if TYPE_CHECKING:
    from collections.abc import MutableMapping

INTERRUPTED = 130
MODULES = {
    **dict.fromkeys(("tour",), "tour"),
    **dict.fromkeys(("load", "copy", "documents", "forget"), "reading"),
    **dict.fromkeys(("actors", "relations", "show"), "looking"),
    **{
        "path": "path",
        "reach": "reach",
        "why": "why",
        "ask": "asking",
        "cypher": "querying",
        "schema": "schema",
    },
    **{"view": "viewing", "export": "publishing"},
    **dict.fromkeys(("status", "verify"), "looking"),
    "evaluate": "publishing",
}
"""Where the function of each command is, in the order of the help."""


class Shelf(Mapping[str, Any]):
    """The commands by name; each is made, and its module imported, when it is taken down."""

    def __init__(self) -> None:
        self._made: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._made:
            module = import_module(f"graph.cli.{MODULES[name]}")
            single = typer.Typer(add_completion=False, rich_markup_mode=None, context_settings=_SETTINGS)
            single.command(name, cls=getattr(module, "COMMAND_CLASS", None))(getattr(module, name))
            self._made[name] = typer.main.get_command(single)
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(MODULES)

    def __len__(self) -> int:
        return len(MODULES)


class Commands(TyperGroup):
    """Runs a command, and turns what a user can cause into one line and an exit code."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.commands = cast("MutableMapping[str, Any]", Shelf())

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


_SETTINGS = {"help_option_names": ["--help", "-h"]}

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
    context_settings=_SETTINGS,
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


def main() -> None:
    """Entry point of the command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and "utf" not in stream.encoding.lower():
            stream.reconfigure(errors="replace")  # no letter is worth a traceback
    app()
