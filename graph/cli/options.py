"""Options that several commands share."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from graph.errors import NothingFound, StoreError
from graph.stores import DEFAULT, open_store

if TYPE_CHECKING:
    from graph.model import Actor
    from graph.stores.base import Store


class Format(StrEnum):
    """How rows are written."""

    table = "table"
    json = "json"
    csv = "csv"
    markdown = "markdown"


StoreOption = Annotated[
    str, typer.Option("--store", envvar="HISTGRAPH_STORE", metavar="FILE", help="Where the graph is kept.")
]
FormatOption = Annotated[Format, typer.Option("--format", "-f", help="How rows are written.")]
RowsOption = Annotated[int, typer.Option("--rows", min=1, help="Most rows to give.")]
SecondsOption = Annotated[float, typer.Option("--seconds", min=0.1, help="Longest time to take.")]


def opened(store: str) -> Store:
    """The store at `store`; StoreError that says how to make one if there is none yet."""
    if "://" not in store and not Path(store).expanduser().exists():
        hint = "`histgraph load FILES` makes one, `histgraph tour` shows an example"
        raise StoreError(f"{store}: no store here yet", hint=hint)
    return open_store(store)


def actor_called(store: Store, name: str) -> Actor:
    """The actor called `name`, the best connected if several are; NothingFound with near names."""
    found = store.find(name)
    if found:
        return found[0]
    near = store.suggest(name)
    hint = f"did you mean {' or '.join(near)}?" if near else "`histgraph actors` lists all names"
    raise NothingFound(f"no actor is called {name!r}", hint=hint)


__all__ = ["DEFAULT", "Format", "FormatOption", "RowsOption", "SecondsOption", "StoreOption", "actor_called", "opened"]
