"""Options that several commands share, and what they are turned into."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from graph.cli.output import Format, note
from graph.errors import BadDate, NothingFound, StoreError, UsageError
from graph.stores import DEFAULT, open_store
from graph.when import Window, parse_period

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.model import Actor
    from graph.stores.base import Store


StoreOption = Annotated[
    str,
    typer.Option(
        "--store",
        envvar="HISTGRAPH_STORE",
        metavar="FILE|ADDRESS",
        help="Where the graph is kept: a file, or neo4j://HOST:PORT.",
    ),
]
FormatOption = Annotated[Format, typer.Option("--format", "-f", help="How the answer is written.")]
RowsOption = Annotated[
    int, typer.Option("--rows", min=1, max=1_000_000, metavar="N", help="Most rows to give.")
]
SecondsOption = Annotated[
    float, typer.Option("--seconds", min=0.1, max=86_400.0, metavar="S", help="Longest time to take.")
]


def opened(store: str) -> Store:
    """The store at `store`; StoreError that says how to make one if there is none yet."""
    if "://" not in store and not Path(store).expanduser().exists():
        hint = "`histgraph load FILES` makes one, `histgraph tour` an example"
        raise StoreError(f"{store}: no store here yet", hint=hint)
    return open_store(store, progress=updating)


def updating(done: int, total: int) -> None:
    """Show that so many readings, of all, are grouped again by the rules of this version."""
    from graph.cli import progress  # of no use to most questions

    progress.updating(done, total)


def actor_called(store: Store, name: str) -> Actor:
    """The actor called `name`, the best connected if several are (and says so); NothingFound if none is."""
    found = store.find(name)
    if not found:
        near = store.suggest(name)
        raise NothingFound(
            f"no actor is called {name!r}", hint=did_you_mean(near) or "`histgraph actors` lists all names"
        )
    if len(found) > 1:
        others = ", ".join(f"{actor.name} [{actor.id}]" for actor in found[1:4])
        note(f"{name!r} is taken for {found[0].name} [{found[0].id}]; also so called: {others}")
    return found[0]


def refuse_unrelated(store: Store, *actors: Actor) -> None:
    """NothingFound for the first of these actors that stands in no relation."""
    for actor in actors:
        if not store.edges_at([actor.id]):
            raise NothingFound(f"{actor.name} stands in no relation")


def period(text: str | None, option: str) -> Window | None:
    """The days of the date given as `option`, None if none was; UsageError if it cannot be read.

    >>> period("1950-02", "--as-of")
    Window(earliest=711889, latest=711916)
    """
    if text is None:
        return None
    try:
        return parse_period(text)
    except BadDate as error:
        raise UsageError(f"{option}: {error.message}", hint=error.hint) from None


def did_you_mean(near: Iterable[str]) -> str:
    """A question that offers names, "" if there are none to offer.

    >>> did_you_mean(["China", "Chile"]), did_you_mean([])
    ('did you mean China or Chile?', '')
    """
    names = " or ".join(near)
    return f"did you mean {names}?" if names else ""


__all__ = [
    "DEFAULT",
    "Format",
    "FormatOption",
    "RowsOption",
    "SecondsOption",
    "StoreOption",
    "actor_called",
    "did_you_mean",
    "opened",
    "period",
]
