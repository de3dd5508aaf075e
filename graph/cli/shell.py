"""The Cypher shell: a query behind each semicolon or empty line, from a terminal or through a pipe."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import typer

from graph.cli import output, shell_commands
from graph.cli.graph_names import GraphNames
from graph.cli.query_advice import pointed, unknown_names
from graph.cli.statements import Piece, pieces
from graph.errors import HistgraphError, NothingFound
from graph.stores.cypher_errors import CypherError

if TYPE_CHECKING:
    from graph.stores.base import Store, Table

WELCOME = """\
Cypher, read-only: a query ends with a semicolon or an empty line.
Tab completes, Ctrl-C stops a query, Ctrl-D leaves.
:schema shows what there is to ask for, :help everything else."""


@dataclass
class Asking:
    """Where queries go, how answers are written, their limits, and what earlier ones left behind."""

    graph: Store
    form: output.Format
    rows: int
    seconds: float
    parameters: dict[str, Any] = field(default_factory=dict)
    last: Table | None = None

    def __post_init__(self) -> None:
        self.names = GraphNames(self.graph)

    def answer(self, query: str) -> Table:
        """Run one query, print its rows, and warn of names in it that the graph does not have."""
        table = self.tell(
            lambda: self.graph.cypher(query, self.parameters, rows=self.rows, seconds=self.seconds)
        )
        for unknown in unknown_names(query, self.names):
            output.note(f"warning: {unknown}")
        return table

    def tell(self, ask: Callable[[], Table]) -> Table:
        """Print the answer that `ask` gets, and keep it; errors pass."""
        table = self.last = ask()
        output.rows(table.columns, table.rows, self.form)
        if table.cut:
            output.note(f"cut at {output.count(len(table.rows), 'row')}: --rows gives more")
        return table

    def complain(self, error: HistgraphError, piece: Piece) -> None:
        """What is wrong with a query, and where; `piece.line` counts from the beginning of its text."""
        found = None
        if isinstance(error, CypherError) and not piece.command:
            found = pointed(piece, error, self.names, self.parameters)
        if found is None:
            output.complain(f"line {piece.line}: {error}" if piece.line > 1 else str(error))
        else:
            output.complain(found.message)
            output.note("\n".join(found.lines))


def run_one(asking: Asking, query: str) -> None:
    """Run a query given as a word of the command; NothingFound if it has no rows."""
    table = _run(asking, Piece(query, 1, 1))
    if table is not None and not table.rows:
        raise NothingFound("nothing found")


def run_all(asking: Asking, text: str) -> None:
    """Run the queries of a text one by one; the first error ends it.  NothingFound if there are none."""
    found = list(pieces(text))
    if not found:
        raise NothingFound("no query came through the pipe")
    for piece in found:
        table = _run(asking, piece)
        if table is not None and not table.rows:
            output.note("no rows")


def _run(asking: Asking, piece: Piece) -> Table | None:
    """The answer to a query; None for a command.  What is wrong is told, and ends the program."""
    try:
        if piece.command:
            shell_commands.run(asking, piece.text)
            return None
        return asking.answer(piece.text)
    except shell_commands.Leave:
        raise typer.Exit from None
    except HistgraphError as error:
        asking.complain(error, piece)
        raise typer.Exit(error.exit_code) from None


def converse(asking: Asking) -> None:
    """Ask for queries until Ctrl-D; Ctrl-C stops a query, and not the shell."""
    from graph.cli.prompt import session  # only the shell pays for it

    prompt = session(asking)
    output.note(WELCOME)
    while True:
        try:
            for piece in pieces(prompt.prompt()):
                _reply(asking, piece)
        except KeyboardInterrupt:
            continue
        except (EOFError, shell_commands.Leave):
            return


def _reply(asking: Asking, piece: Piece) -> None:
    """Answer what was typed; whatever goes wrong, the shell goes on."""
    begun = time.monotonic()
    try:
        if piece.command:
            shell_commands.run(asking, piece.text)
            return
        table = asking.answer(piece.text)
        output.note(f"{output.count(len(table.rows), 'row')} in {time.monotonic() - begun:.2f} s")
    except KeyboardInterrupt:
        output.note("stopped")
    except HistgraphError as error:
        asking.complain(error, piece._replace(line=1))
    except (OSError, ValueError, LookupError, TypeError) as error:  # a bug, but no reason to lose the shell
        output.complain(f"this should not have happened: {error!r}")
