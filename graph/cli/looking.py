"""`actors`, `relations`, `show`, `status`, `verify`: look into the store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from graph import telling
from graph.cli import output
from graph.cli.options import (
    DEFAULT,
    Format,
    FormatOption,
    StoreOption,
    actor_called,
    opened,
)
from graph.errors import BadInput, StoreError, UsageError
from graph.relations import relation
from graph.relations import relations as vocabulary

if TYPE_CHECKING:
    from graph.model import Actor, Statement
    from graph.relations import Relation
    from graph.stores.base import Store

SHOWN = 4  # aliases of an actor in a table
_NEVER = 10**7  # a day behind all others


def actors(
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help="A name, or part of one.")] = None,
    store: StoreOption = DEFAULT,
    form: FormatOption = Format.table,
) -> None:
    """Find actors by name; without one, list all."""
    with opened(store) as graph:
        degree = _degrees(graph)
        found = sorted(_called(graph, name), key=lambda actor: (-degree.get(actor.id, 0), actor.id))
    table = [
        [a.name, a.kind, degree.get(a.id, 0), a.existed, _some(a.aliases, form), a.verified, a.id]
        for a in found
    ]
    output.rows(["name", "kind", "relations", "existed", "aliases", "verified", "id"], table, form)


def _some(names: tuple[str, ...], form: Format) -> tuple[str, ...]:
    """What a table for people has room for; `show` tells all names."""
    return names if form is not Format.table or len(names) <= SHOWN else (*names[:SHOWN], "…")


def _called(graph: Store, name: str | None) -> list[Actor]:
    everyone = list(graph.actors().values())
    if name is None:
        return everyone
    part = name.casefold()
    found = graph.find(name)
    found = found or [a for a in everyone if any(part in known.casefold() for known in (a.name, *a.aliases))]
    return found or [actor_called(graph, name)]


def _degrees(graph: Store) -> dict[str, int]:
    degree: dict[str, int] = {}
    for edge in graph.edges():
        for end in {edge.source, edge.target}:
            degree[end] = degree.get(end, 0) + 1
    return degree


def relations(
    type_: Annotated[
        str | None, typer.Argument(metavar="[TYPE]", help="One type, such as RECOGNIZED.")
    ] = None,
    form: FormatOption = Format.table,
) -> None:
    """List the vocabulary: what can be said of two actors."""
    found = vocabulary().values() if type_ is None else [_type_called(type_)]
    table = [
        [r.type, r.family, r.aspect, r.polarity, "both ways" if r.symmetric else r.direction, r.definition]
        for r in found
    ]
    output.rows(["relation", "family", "aspect", "polarity", "direction", "definition"], table, form)


def _type_called(name: str) -> Relation:
    try:
        return relation(name.strip().upper().replace("-", "_"))
    except BadInput as error:
        raise UsageError(error.message, hint=error.hint) from None


def show(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Name of an actor.")],
    store: StoreOption = DEFAULT,
    form: FormatOption = Format.table,
) -> None:
    """Show the dated relations of an actor, in the order of time."""
    with opened(store) as graph:
        actor = actor_called(graph, name)
        everyone = graph.actors()
        found = sorted(graph.statements(actor.id), key=_by_time)
    if form is Format.table:
        _introduce(actor)
        table = [
            [telling.dated(s), telling.said(s, everyone) + telling.mark(s), len(s.readings), s.id]
            for s in found
        ]
        output.rows(["when", "what", "readings", "statement"], table, form)
        return
    full = [
        [telling.dated(s), s.start, s.end, everyone[s.source].name, s.type, everyone[s.target].name,
         s.modality, len(s.readings), s.id]
        for s in found
    ]  # fmt: skip
    columns = ["when", "start", "end", "source", "relation", "target", "modality", "readings", "statement"]
    output.rows(columns, full, form)


def _introduce(actor: Actor) -> None:
    about = [actor.kind, *([f"existed {actor.existed}"] if actor.existed else [])]
    about += [] if actor.verified else ["not in the gazetteer"]
    also = f"; also called {', '.join(actor.aliases)}" if actor.aliases else ""
    output.note(f"{actor.name} ({', '.join(about)}){also}")


def _by_time(statement: Statement) -> tuple[int, int, str]:
    """Earliest first; a state whose beginning is not known stands where it ended, the undated last."""
    when = statement.when
    if when is None or not when.dated:
        return (_NEVER, _NEVER, statement.id)
    first = when.start_max if statement.start is None or statement.start.startswith("..") else when.start_min
    return (first, when.start_max, statement.id)


def status(store: StoreOption = DEFAULT, form: FormatOption = Format.table) -> None:
    """Count what the store holds."""
    with opened(store) as graph:
        table = [[what, number] for what, number in graph.status().items()]
    output.rows(["what", "count"], table, form)


def verify(store: StoreOption = DEFAULT, form: FormatOption = Format.table) -> None:
    """Check that nothing in the store was damaged or changed."""
    with opened(store) as graph:
        complaints = graph.verify()
    if complaints:
        output.rows(["complaint"], [[complaint] for complaint in complaints], form)
        raise StoreError(f"{store} is not sound: {output.count(len(complaints), 'complaint')}")
    output.note(f"{store} is sound")
