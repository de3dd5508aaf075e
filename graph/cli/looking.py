"""`actors`, `relations`, `show`, `why`, `status`: look into the store."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from graph import telling
from graph.cli import output
from graph.cli.options import DEFAULT, Format, FormatOption, StoreOption, actor_called, opened
from graph.errors import StoreError
from graph.model import Reading, Statement
from graph.stores.base import Store

CONTEXT = 160  # characters of the text shown on either side of a quotation


def register(app: typer.Typer) -> None:
    for command in (actors, relations, show, why, status):
        app.command()(command)


def actors(
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help="A name, or part of one.")] = None,
    store: StoreOption = DEFAULT,
    form: FormatOption = Format.table,
) -> None:
    """Find actors by name; without a name, list all."""
    with opened(store) as graph:
        degree = _degrees(graph)
        if name is None:
            found = sorted(graph.actors().values(), key=lambda a: (-degree.get(a.id, 0), a.id))
        else:
            wanted = name.casefold()
            found = graph.find(name) or [
                a for a in graph.actors().values() if any(wanted in n.casefold() for n in (a.name, *a.aliases))
            ]
            found = found or [actor_called(graph, name)]
        table = [[a.name, a.kind, degree.get(a.id, 0), a.existed, list(a.aliases), a.id, a.verified] for a in found]
    output.rows(["name", "kind", "relations", "existed", "aliases", "id", "verified"], table, form)


def _degrees(graph: Store) -> dict[str, int]:
    degree: dict[str, int] = {}
    for edge in graph.edges():
        for end in (edge.source, edge.target):
            degree[end] = degree.get(end, 0) + 1
    return degree


def relations(form: FormatOption = Format.table) -> None:
    """The vocabulary: what can be said of two actors."""
    from graph.relations import relations as vocabulary  # noqa: PLC0415 - the name is the command's

    table = [
        [r.type, r.family, r.aspect, r.polarity, "both ways" if r.symmetric else r.direction, r.definition]
        for r in vocabulary().values()
    ]
    output.rows(["relation", "family", "aspect", "polarity", "direction", "definition"], table, form)


def show(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Name of an actor.")],
    store: StoreOption = DEFAULT,
    form: FormatOption = Format.table,
) -> None:
    """The dated relations of an actor, in the order of time."""
    with opened(store) as graph:
        actor = actor_called(graph, name)
        everyone = graph.actors()
        found = sorted(graph.statements(actor.id), key=_by_time)
        if form is Format.table:
            existed = f", {actor.existed}" if actor.existed else ""
            output.note(f"{actor.name} ({actor.kind}{existed})" + (f", also {', '.join(actor.aliases)}" if actor.aliases else ""))
        table = [
            [telling.dated(s), s.type, everyone[s.source].name, everyone[s.target].name, s.modality, len(s.readings), s.id]
            for s in found
        ]
    output.rows(["when", "relation", "source", "target", "modality", "readings", "id"], table, form)


def _by_time(statement: Statement) -> tuple[int, int, str]:
    when = statement.when
    undated = 10**7
    if when is None or not when.dated:
        return (undated, undated, statement.id)
    first = when.start_min if when.start_min > 0 else when.end_min
    return (first, when.start_max, statement.id)


def why(
    statement: Annotated[str, typer.Argument(metavar="STATEMENT", help="Id of a statement, or how it begins.")],
    store: StoreOption = DEFAULT,
    form: FormatOption = Format.table,
) -> None:
    """Which words say so: where they stand, the rule that read them, other evidence, disagreements."""
    with opened(store) as graph:
        found = graph.statement(statement)
        everyone, known = graph.actors(), {d.id: d for d in graph.documents()}
        if form is Format.json:
            output.say(json.dumps(telling.record(found, everyone, known), ensure_ascii=False))
            return
        output.say(f"{telling.said(found, everyone)}, {telling.dated(found)}   [{found.type} {found.id}]")
        if found.when is None:
            output.say("The dates leave no day on which both actors existed: an impossible order.")
        for reading in found.readings:
            document = known[reading.document]
            _evidence(graph, reading, document.reference or document.name, document.name)
        for label, others in (("Could be the same as", found.could_be), ("Disagrees with", found.disagrees)):
            for ident in others:
                other = graph.statement(ident)
                output.say(f"{label}: {telling.said(other, everyone)}, {telling.dated(other)} [{other.id}]")


def _evidence(graph: Store, reading: Reading, reference: str, name: str) -> None:
    output.say()
    output.say(f"{reference} [{name}, characters {reading.start_char} to {reading.end_char}]")
    text = graph.text(reading.document)
    before = after = ""
    if text is not None:
        before = " ".join(text[max(reading.start_char - CONTEXT, 0) : reading.start_char].split())
        after = " ".join(text[reading.end_char : reading.end_char + CONTEXT].split())
    output.say(f"   …{before} «{' '.join(reading.quote.split())}» {after}…")
    output.say(f"   ends: “{reading.source_name}” → “{reading.target_name}”; {reading.modality}")
    edtf = " / ".join(d for d in (reading.start, reading.end) if d) or "none"
    origin = {"stated": "stated", "carried": "carried over", "relative": "counted from another date", "era": "an era", "none": "none"}
    output.say(f"   date: {'“' + reading.date_text + '” ' if reading.date_text else ''}EDTF {edtf} ({origin[reading.date_from]})")
    output.say(f"   rule: {reading.rule or 'none'}; read by {reading.reader}")
    for key, value in reading.qualifiers:
        output.say(f"   {key}: {value}")


def status(store: StoreOption = DEFAULT, form: FormatOption = Format.table) -> None:
    """What the store holds, and whether it is sound."""
    with opened(store) as graph:
        table = [[key, value] for key, value in graph.status().items()]
        complaints = graph.verify()
    output.rows(["what", "count"], table, form)
    if complaints:
        raise StoreError(f"{store} is damaged: {complaints[0]}", hint=f"{len(complaints)} complaints in all")
