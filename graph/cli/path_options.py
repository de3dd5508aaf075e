"""The options of questions about paths, and the question that they make."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, get_args

import typer

from graph.cli.options import actor_called, did_you_mean, period
from graph.errors import UsageError
from graph.relations import FAMILIES
from graph.steps import Alike, By, Question

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from graph.stores.base import Store

MOST = 1000

From = Annotated[str | None, typer.Option("--from", metavar="DATE", help="No step before this date.")]
Until = Annotated[str | None, typer.Option(metavar="DATE", help="No step after this date.")]
AsOf = Annotated[
    str | None, typer.Option(metavar="DATE", help="Every step in force at some time of it, in any order.")
]
Throughout = Annotated[
    str | None, typer.Option(metavar="DATE", help="Every step in force on each of its days.")
]
AnyOrder = Annotated[bool, typer.Option("--any-order", help="Steps may go back in time.")]
Undated = Annotated[bool, typer.Option("--undated", help="Let undated relations in.")]
Directed = Annotated[bool, typer.Option("--directed", help="Walk relations only along their arrow.")]
Presume = Annotated[bool, typer.Option("--presume", help="What nobody says has ended is still in force.")]
Cooperation = Annotated[bool, typer.Option("--cooperation", help="Only cooperation.")]
Families = Annotated[
    list[str] | None,
    typer.Option("--family", metavar="NAME", help=f"Only this family (repeatable): {', '.join(FAMILIES)}."),
]
AlikeIn = Annotated[
    str | None, typer.Option("--alike", metavar="family|polarity", help="Every step of the same one.")
]
Through = Annotated[
    list[str] | None, typer.Option(metavar="NAME", help="Only by way of this actor (repeatable).")
]
Avoiding = Annotated[
    list[str] | None, typer.Option("--avoid", metavar="NAME", help="Not by way of this actor (repeatable).")
]
OrderedBy = Annotated[
    str,
    typer.Option(
        "--by",
        metavar="fewest|earliest|latest|fastest",
        help="What comes first: fewest steps, earliest arrival, latest departure, fewest days.",
    ),
]
OnlyCertain = Annotated[
    bool, typer.Option("--certain", help="Only what holds whatever days the dates stand for.")
]
Apart = Annotated[bool, typer.Option("--apart", help="No two paths that share an actor on the way.")]
MostSteps = Annotated[int, typer.Option("--steps", min=1, max=12, metavar="N", help="Most steps of a path.")]
MostPaths = Annotated[
    int, typer.Option("-k", "--paths", min=1, max=MOST, metavar="N", help="Most paths to show.")
]
Page = Annotated[
    Path | None, typer.Option("--view", metavar="OUT.html", help="Also write the page, opening on the path.")
]
EveryPath = Annotated[bool, typer.Option("--all", help=f"All paths, up to {MOST:,}.")]


def question(given: Mapping[str, Any]) -> Question:
    """The question that options make, by the names of its fields (actors apart, see `actors_called`)."""
    read = dict(given)
    for bound, side in (("from_", 0), ("until", 1)):
        days = period(given.get(bound), f"--{bound.strip('_')}")
        read[bound] = days[side] if days else None
    for name in ("as_of", "throughout"):
        read[name] = period(given.get(name), f"--{name.replace('_', '-')}")
    families = given.get("family")
    read.pop("family", None)
    read["families"] = frozenset(known(one, FAMILIES, "--family") for one in families) if families else None
    for name, accepted in (("alike", get_args(Alike)), ("by", get_args(By))):
        if given.get(name) is not None:
            known(given[name], accepted, f"--{name}")
    return Question(**read)


def actors_called(graph: Store, names: list[str] | None) -> frozenset[str]:
    """Ids of the actors called so."""
    return frozenset(actor_called(graph, name).id for name in names or ())


def known(given: str, accepted: Collection[str], what: str) -> str:
    """What was given, if it is accepted; UsageError with the nearest that is.

    >>> known("fastest", ("fewest", "fastest"), "--by")
    'fastest'
    """
    if given in accepted:
        return given
    from difflib import get_close_matches

    near = get_close_matches(given.lower(), accepted, n=1)
    raise UsageError(
        f"{what}: {given!r} is not accepted", hint=did_you_mean(near) or f"one of {', '.join(accepted)}"
    )
