"""`path`: how one actor came to be connected with another, in an order that time allows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from graph.cli import path_output
from graph.cli.options import (
    DEFAULT,
    Format,
    FormatOption,
    StoreOption,
    actor_called,
    did_you_mean,
    opened,
    period,
)
from graph.errors import NothingFound, UsageError
from graph.paths import Question, find
from graph.relations import FAMILIES

if TYPE_CHECKING:
    from graph.model import Actor
    from graph.stores.base import Store


def path(  # noqa: PLR0917  options are given by name
    source: Annotated[str, typer.Argument(metavar="A", help="Name of the actor to start from.")],
    target: Annotated[str, typer.Argument(metavar="B", help="Name of the actor to come to.")],
    store: StoreOption = DEFAULT,
    from_: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="No step before this date.")
    ] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="No step after this date.")] = None,
    as_of: Annotated[
        str | None, typer.Option(metavar="DATE", help="Every step in force at some time of it, in any order.")
    ] = None,
    throughout: Annotated[
        str | None, typer.Option(metavar="DATE", help="Every step in force on each of its days.")
    ] = None,
    any_order: Annotated[bool, typer.Option("--any-order", help="Steps may go back in time.")] = False,
    undated: Annotated[bool, typer.Option("--undated", help="Let undated relations in.")] = False,
    directed: Annotated[
        bool, typer.Option("--directed", help="Walk relations only along their arrow.")
    ] = False,
    presume: Annotated[
        bool, typer.Option("--presume", help="What nobody says has ended is still in force.")
    ] = False,
    cooperation: Annotated[bool, typer.Option("--cooperation", help="Only cooperation.")] = False,
    family: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help=f"Only this family (repeatable): {', '.join(FAMILIES)}."),
    ] = None,
    steps: Annotated[int, typer.Option(min=1, max=12, metavar="N", help="Most steps of a path.")] = 4,
    k: Annotated[
        int, typer.Option("-k", "--paths", min=1, max=1000, metavar="N", help="Most paths to show.")
    ] = 3,
    form: FormatOption = Format.table,
) -> None:
    """Show how A came to be connected with B.

    Relations are walked both ways, in an order that their dates allow. DATE is EDTF: 1950, 1950-01,
    1950-01-31, 196X, 1945/1954.
    """
    question = Question(
        from_=_bound(from_, "--from", first=True),
        until=_bound(until, "--until", first=False),
        as_of=period(as_of, "--as-of"),
        throughout=period(throughout, "--throughout"),
        any_order=any_order,
        undated=undated,
        directed=directed,
        presume=presume,
        cooperation=cooperation,
        families=_families(family),
        steps=steps,
        k=k,
    )
    with opened(store) as graph:
        one, other = actor_called(graph, source), actor_called(graph, target)
        if one.id == other.id:
            raise UsageError(
                f"{source!r} and {target!r} are the same actor, {one.name}", hint="a path joins two"
            )
        found = find(graph.edges(), one.id, other.id, question)
        if not found:
            raise _nothing(graph, one, other, question)
        path_output.write(graph, found, form, ordered=question.ordered)


def _nothing(graph: Store, one: Actor, other: Actor, question: Question) -> NothingFound:
    connected = {end for edge in graph.edges() for end in (edge.source, edge.target)}
    for actor in (one, other):
        if actor.id not in connected:
            return NothingFound(f"{actor.name} stands in no relation")
    hints = [
        *([] if question.undated else ["--undated lets undated relations in"]),
        *(["--any-order lets steps go back in time"] if question.ordered else []),
        f"--steps {question.steps + 2} allows more",
    ]
    limit = "in 1 step" if question.steps == 1 else f"within {question.steps} steps"
    return NothingFound(f"no path from {one.name} to {other.name} {limit}", hint="; ".join(hints))


def _bound(text: str | None, option: str, *, first: bool) -> int | None:
    days = period(text, option)
    return days[0 if first else 1] if days else None


def _families(given: list[str] | None) -> frozenset[str] | None:
    for family in given or ():
        if family not in FAMILIES:
            from difflib import get_close_matches  # needed on a mistake only

            near = get_close_matches(family.lower(), FAMILIES, n=1)
            hint = did_you_mean(near) or f"families: {', '.join(FAMILIES)}"
            raise UsageError(f"no family of relations is called {family!r}", hint=hint)
    return frozenset(given) if given else None
