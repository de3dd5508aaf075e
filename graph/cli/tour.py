"""`tour`: load the packaged texts, answer, draw; the first thing that a newcomer runs."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from graph.cli import asking, output, path, reading, viewing
from graph.cli.options import DEFAULT, StoreOption, updating
from graph.cli.viewing import PAGE
from graph.errors import HistgraphError, UsageError
from graph.stores import open_store

if TYPE_CHECKING:
    from collections.abc import Callable


def tour(
    out: Annotated[Path, typer.Argument(metavar="[OUT.html]", help="Where to write the page.")] = PAGE,
    store: StoreOption = DEFAULT,
) -> None:
    """Load the packaged texts, answer questions, draw the page."""
    _refuse_strangers(store)
    where = "" if store == DEFAULT else f" --store {shlex.quote(store)}"
    _heading("Read two short accounts of one history", f"histgraph load{where}")
    reading.load_all([reading.PACKAGED], store)
    _heading(
        "How did the Comintern come to be connected with the SRV?",
        f"histgraph path Comintern SRV -k 1{where}",
    )
    _try(lambda: path.path("Comintern", "SRV", store=store, k=1))
    _heading("What was in force on 1 July 1960?", f"histgraph ask in-force day=1960-07-01{where}")
    _try(lambda: asking.ask("in-force", ["day=1960-07-01"], store=store))
    _heading("Who changed name, and who followed whom?", f"histgraph ask renamings{where}")
    _try(lambda: asking.ask("renamings", [], store=store))
    _heading("Draw all of it", f"histgraph view {shlex.quote(str(out))}{where}")
    viewing.view(out, store=store)
    output.say()
    output.say(f"Open {out} in a browser: it works offline. Then ask on:")
    for command in ('show "Ho Chi Minh"', "ask", "why ID", "cypher"):
        output.say(f"   histgraph {command}{where}")


def _refuse_strangers(store: str) -> None:
    """The packaged texts are an example, and have no place among somebody's own documents."""
    if "://" in store or not Path(store).expanduser().exists():
        return
    ours = {text.name for text in reading.PACKAGED.iterdir()}
    with open_store(store, progress=updating) as graph:
        if {document.name for document in graph.documents()} - ours:
            hint = "histgraph tour --store tour.db"
            raise UsageError(
                f"{store} holds documents of your own; give the tour a store of its own", hint=hint
            )


def _heading(title: str, command: str) -> None:
    output.say()
    output.say(f"== {title}")
    output.say(f"   $ {command}")
    output.say()


def _try(answer: Callable[[], None]) -> None:
    """One answer that fails does not end the tour."""
    try:
        answer()
    except HistgraphError as error:
        output.complain(str(error))
