"""`view`: the page, and what it opens on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from graph.cli import output
from graph.cli.options import DEFAULT, StoreOption, actor_called, opened, period, refuse_unrelated
from graph.cli.path_options import OrderedBy, known
from graph.cli.progress import Bar
from graph.errors import UsageError
from graph.steps import By
from graph.when import Window

if TYPE_CHECKING:
    from graph.stores.base import Store

PAGE = Path("histgraph.html")


def view(  # noqa: PLR0917  options are given by name
    out: Annotated[Path, typer.Argument(metavar="[OUT.html]", help="File to write.")] = PAGE,
    store: StoreOption = DEFAULT,
    title: Annotated[str, typer.Option(help="Title of the page.")] = "Historical graph",
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="DATE", help="Open on what was in force at that time.")
    ] = None,
    between: Annotated[
        tuple[str, str] | None, typer.Option(metavar="FROM TO", help="Open on what was so between two dates.")
    ] = None,
    around: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Open on this actor (repeatable) and those it has to do with."),
    ] = None,
    within: Annotated[
        int, typer.Option(min=1, max=3, metavar="N", help="Steps from --around that are shown.")
    ] = 1,
    path: Annotated[
        tuple[str, str] | None, typer.Option(metavar="A B", help="Open on how A came to be connected with B.")
    ] = None,
    by: OrderedBy = "fewest",
    open_: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
) -> None:
    """Write the graph as one HTML page that works offline.

    All of the graph is in the page, whatever it opens on. DATE is EDTF: 1950, 1950-01, 1950-01-31, 196X.
    """
    window = _window(as_of, between)
    if known(by, get_args(By), "--by") != "fewest" and path is None:
        raise UsageError("--by says which paths come first", hint="--path A B asks for some")
    from graph import view as pages  # brings pyvis and networkx along
    from graph.view_opening import opening

    with opened(store) as graph:
        centres = [_connected(graph, name) for name in around or ()]
        ends = _ends(graph, path) if path else None
        fragment = opening(window, centres, within if within > 1 else None, ends, by)
        with Bar() as bar:
            pages.write(graph, out, title, fragment, bar.counting("actors", "finding places"))
    output.say(f"{out} written, {out.stat().st_size // 1024} KB")
    if open_:
        import webbrowser  # seldom wanted

        webbrowser.open(out.resolve().as_uri())


def _window(as_of: str | None, between: tuple[str, str] | None) -> Window | None:
    """The days that were asked for, None if none were; UsageError if they cannot be."""
    if as_of is not None and between is not None:
        raise UsageError("--as-of and --between both say what time to open on", hint="give one of them")
    if between is None:
        return period(as_of, "--as-of")
    first, last = (period(text, "--between") for text in between)
    if first is None or last is None or first.earliest > last.latest:
        raise UsageError(
            f"--between: {between[1]!r} lies before {between[0]!r}", hint="the earlier one first"
        )
    return Window(first.earliest, last.latest)


def _ends(graph: Store, names: tuple[str, str]) -> tuple[str, str]:
    """The ids of both ends of a path; UsageError if they are the same."""
    one, other = (_connected(graph, name) for name in names)
    if one == other:
        raise UsageError(f"{names[0]!r} and {names[1]!r} are the same actor", hint="a path joins two")
    return one, other


def _connected(graph: Store, name: str) -> str:
    """The id of the actor called `name`; NothingFound if the page has nothing to show of it."""
    actor = actor_called(graph, name)
    refuse_unrelated(graph, actor)
    return actor.id
