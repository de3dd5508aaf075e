"""`reach`: whom one actor came to be connected with, year by year, in an order that time allows."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from graph.cli import output
from graph.cli import path_options as options
from graph.cli.options import (
    DEFAULT,
    Format,
    FormatOption,
    StoreOption,
    actor_called,
    opened,
    refuse_unrelated,
)
from graph.errors import NothingFound
from graph.reach import Network
from graph.stores.edge_columns import edge_columns
from graph.when import BEGINNING, END_OF_TIME, day_to_iso

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from graph.model import Actor
    from graph.reach import Arrival
    from graph.steps import Question
    from graph.stores.base import Store

SHOWN = 3  # names a year
_YEARS = ("year", "possibly", "certainly", "possibly so far", "certainly so far", "who")
_LIST = ("name", "kind", "possibly since", "certainly by", "steps", "via", "id")


def reach(  # noqa: PLR0917  options are given by name
    actor: Annotated[str, typer.Argument(metavar="ACTOR", help="Name of the actor to start from.")],
    store: StoreOption = DEFAULT,
    from_: options.From = None,
    until: options.Until = None,
    undated: options.Undated = False,
    directed: options.Directed = False,
    presume: options.Presume = False,
    certain: options.OnlyCertain = False,
    cooperation: options.Cooperation = False,
    family: options.Families = None,
    steps: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="Most steps of a chain; without it any number.")
    ] = None,
    list_: Annotated[bool, typer.Option("--list", help="One row an actor, by day.")] = False,
    form: FormatOption = Format.table,
) -> None:
    """Show whom ACTOR came to be connected with, by year.

    A year counts whom a chain of relations can have reached by then, possibly and certainly; steps are
    taken in an order that their dates allow. With --list, steps and via are those of the earliest chain.
    """
    given: dict[str, Any] = {
        "from_": from_,
        "until": until,
        "family": family,
        "undated": undated,
        "directed": directed,
    } | {"presume": presume, "cooperation": cooperation, "certain": certain}
    question = options.question(given)
    with opened(store) as graph, graph.snapshot():
        one = actor_called(graph, actor)
        possible, sure = _reached(graph, one, question, steps)
        if not (sure if certain else possible):
            refuse_unrelated(graph, one)
            raise _nothing(one, question)
        if list_:
            output.rows(_LIST, _listed(graph, sure if certain else possible, (possible, sure)), form)
        else:
            output.rows(_YEARS, _by_year(graph, sure if certain else possible, (possible, sure)), form)


Reached = dict[str, "Arrival"]


def _reached(graph: Store, one: Actor, question: Question, most: int | None) -> tuple[Reached, Reached]:
    """Arrivals by actor, possible and certain, the earliest first; none for an actor without relations."""
    columns = edge_columns(graph)
    found = (Network(columns, question, sure=sure).reach(one.id, most) for sure in (False, True))
    possible, certain = ({arrival.actor: arrival for arrival in one.arrivals()} for one in found)
    return possible, certain


def _nothing(one: Actor, question: Question) -> NothingFound:
    hints = [
        *(["without --certain, what is only possible counts"] if question.certain else []),
        *([] if question.undated else ["--undated lets undated relations in"]),
        *(["later --until, earlier --from"] if (question.from_, question.until) != (None, None) else []),
    ]
    return NothingFound(f"nobody is reached from {one.name}", hint="; ".join(hints))


def _listed(graph: Store, shown: Reached, both: tuple[Reached, Reached]) -> Iterable[Sequence[Any]]:
    actors = graph.actors()
    for ident, arrival in shown.items():
        found = actors[ident]
        days = [_day(arrivals[ident].day) if ident in arrivals else None for arrivals in both]
        yield found.name, found.kind, *days, arrival.steps, actors[arrival.via].name, ident


def _by_year(graph: Store, shown: Reached, both: tuple[Reached, Reached]) -> Iterable[Sequence[Any]]:
    """A row for each year in which somebody is reached; days that are not known to a year stand apart."""
    counts = [Counter(_year(arrival.day) for arrival in arrivals.values()) for arrivals in both]
    first: defaultdict[str, list[str]] = defaultdict(list)
    for arrival in shown.values():
        first[_year(arrival.day)].append(arrival.actor)
    names = graph.actors([ident for some in first.values() for ident in some[:SHOWN]])
    so_far = [0, 0]
    for year in sorted(counts[0].keys() | counts[1].keys(), key=_place):
        here = [count[year] for count in counts]
        so_far = [before + new for before, new in zip(so_far, here, strict=True)]
        yield year, *here, *so_far, _named(first[year], names)


def _named(some: Sequence[str], names: Mapping[str, Actor]) -> str:
    told = ", ".join(names[ident].name for ident in some[:SHOWN])
    return f"{told} and {len(some) - SHOWN:,} more" if len(some) > SHOWN else told


def _day(day: int) -> str | None:
    return day_to_iso(day) if BEGINNING < day < END_OF_TIME else None


def _year(day: int) -> str:
    """The year of a day of arrival.

    >>> _year(711889), _year(BEGINNING), _year(END_OF_TIME)
    ('1950', 'any time', 'some time')
    """
    if day == BEGINNING:
        return "any time"
    return "some time" if day == END_OF_TIME else f"{date.fromordinal(day).year:04}"


def _place(year: str) -> tuple[bool, str]:
    """Years in their order, after what can be at any time, before what is at some time, nobody knows when."""
    return year == "some time", "" if year == "any time" else year
