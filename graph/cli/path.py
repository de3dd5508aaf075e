"""`path`: how one actor came to be connected with another, in an order that time allows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from graph.cli import path_options as options
from graph.cli import path_output
from graph.cli.options import (
    DEFAULT,
    Format,
    FormatOption,
    StoreOption,
    actor_called,
    opened,
    refuse_unrelated,
)
from graph.cli.output import note
from graph.cli.progress import Bar
from graph.errors import NothingFound, UsageError
from graph.paths import Neighbourhoods, Question, find
from graph.shortest import shortest

if TYPE_CHECKING:
    from pathlib import Path as File

    from graph.model import Actor
    from graph.stores.base import Store


def path(  # noqa: PLR0917  options are given by name
    source: Annotated[str, typer.Argument(metavar="A", help="Name of the actor to start from.")],
    target: Annotated[str, typer.Argument(metavar="B", help="Name of the actor to come to.")],
    store: StoreOption = DEFAULT,
    from_: options.From = None,
    until: options.Until = None,
    as_of: options.AsOf = None,
    throughout: options.Throughout = None,
    any_order: options.AnyOrder = False,
    undated: options.Undated = False,
    directed: options.Directed = False,
    presume: options.Presume = False,
    certain: options.OnlyCertain = False,
    cooperation: options.Cooperation = False,
    family: options.Families = None,
    alike: options.AlikeIn = None,
    through: options.Through = None,
    avoid: options.Avoiding = None,
    by: options.OrderedBy = "fewest",
    apart: options.Apart = False,
    steps: options.MostSteps = 4,
    k: options.MostPaths = 3,
    all_: options.EveryPath = False,
    view: options.Page = None,
    form: FormatOption = Format.table,
) -> None:
    """Show how A came to be connected with B.

    Relations are walked both ways, in an order that their dates allow. DATE is EDTF: 1950, 1950-01,
    1950-01-31, 196X, 1945/1954. A path is one of actors: other relations between the same two are listed
    with the step.
    """
    given: dict[str, Any] = (
        {"from_": from_, "until": until, "as_of": as_of, "throughout": throughout, "family": family}
        | {"any_order": any_order, "undated": undated, "directed": directed, "presume": presume}
        | {"certain": certain, "cooperation": cooperation, "alike": alike, "by": by, "apart": apart}
        | {"steps": steps, "k": options.MOST if all_ else k}
    )
    question = options.question(given)
    with opened(store) as graph:
        one, other = actor_called(graph, source), actor_called(graph, target)
        if one.id == other.id:
            raise UsageError(
                f"{source!r} and {target!r} are the same actor, {one.name}", hint="a path joins two"
            )
        passed, avoided = (options.actors_called(graph, names) for names in (through, avoid))
        question = replace(question, through=passed, avoiding=avoided)
        found = find(graph, one.id, other.id, question)
        if not found:
            refuse_unrelated(graph, one, other)
            raise _nothing(graph, one, other, question)
        path_output.write(graph, found, form, question)
        if all_ and len(found) == options.MOST:
            note(f"cut at {options.MOST:,} paths; fewer --steps, or -k, give the best of them")
        if view:
            _write_page(graph, view, (one, other), given | {"through": passed, "avoid": avoided})


def _write_page(graph: Store, out: File, ends: tuple[Actor, Actor], given: dict[str, Any]) -> None:
    """The page that opens on the path."""
    from graph import view as pages  # brings pyvis and networkx along
    from graph.view_opening import path_opening

    one, other = ends
    opening = path_opening(one.id, other.id, given)

    with Bar() as bar:
        pages.write(graph, out, opens=opening, progress=bar.counting("actors", "finding places"))
    note(f"{out} written")


def _nothing(graph: Store, one: Actor, other: Actor, question: Question) -> NothingFound:
    if not shortest(Neighbourhoods(graph), one.id, other.id):
        return NothingFound(f"nothing at all joins {one.name} and {other.name}")
    hints = [
        *(["without --certain, what is only possible counts"] if question.certain else []),
        *([] if question.undated else ["--undated lets undated relations in"]),
        *(["--any-order lets steps go back in time"] if question.ordered else []),
        f"--steps {question.steps + 2} allows more",
    ]
    limit = "in 1 step" if question.steps == 1 else f"within {question.steps} steps"
    return NothingFound(f"no path from {one.name} to {other.name} {limit}", hint="; ".join(hints))
