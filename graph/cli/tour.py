"""`tour`: load the packaged texts, answer, draw; the first thing that a newcomer runs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from graph import canned
from graph.cli import output, path, publishing, reading
from graph.cli.options import DEFAULT, Format, StoreOption, opened
from graph.errors import HistgraphError

PAGE = Path("histgraph.html")


def register(app: typer.Typer) -> None:
    app.command()(tour)


def tour(
    store: StoreOption = DEFAULT,
    out: Annotated[Path, typer.Argument(metavar="[OUT.html]", help="Where to write the page.")] = PAGE,
) -> None:
    """Read the packaged texts, answer four questions, draw the page."""
    _heading("Reading two short accounts", f"histgraph load --store {store}")
    reading.load(store=store)
    _heading("How did Ho Chi Minh come from the Comintern to the SRV?", 'histgraph path Comintern SRV -k 1')
    path.path("Comintern", "SRV", store=store, k=1)
    _heading("What was in force on 1 July 1960?", "histgraph ask in-force day=1960-07-01")
    _ask(store, "in-force", {"day": "1960-07-01"})
    _heading("What do the two accounts not agree on?", "histgraph ask disagreements")
    _ask(store, "disagreements", {})
    _heading("The whole graph as one page that works offline", f"histgraph view {out}")
    publishing.view(out, store=store)
    output.say()
    output.say(f"Open {out} in a browser. Next: `histgraph show \"Ho Chi Minh\"`, `histgraph ask`, `histgraph cypher`.")


def _heading(title: str, command: str) -> None:
    output.say()
    output.say(f"== {title}")
    output.say(f"   $ {command}")
    output.say()


def _ask(store: str, name: str, given: dict[str, str]) -> None:
    """A canned question; where Cypher cannot run, say so and go on."""
    try:
        with opened(store) as graph:
            table = canned.ask(graph, name, given)
    except HistgraphError as error:
        output.complain(str(error))
        return
    output.rows(table.columns, table.rows, Format.table)
