"""`path`: how one actor came to be connected with another, in an order that time allows."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Mapping
from typing import Annotated

import typer

from graph import telling
from graph.cli import output
from graph.cli.options import DEFAULT, Format, FormatOption, StoreOption, actor_called, opened
from graph.errors import BadDate, NothingFound, UsageError
from graph.model import Actor, Document, Statement
from graph.paths import Path, Paths, Question, Step, find
from graph.stores.base import Store
from graph.when import parse_period



def register(app: typer.Typer) -> None:
    app.command(name="path")(path)


def path(
    source: Annotated[str, typer.Argument(metavar="FROM", help="Name of the first actor.")],
    target: Annotated[str, typer.Argument(metavar="TO", help="Name of the last actor.")],
    store: StoreOption = DEFAULT,
    from_: Annotated[str | None, typer.Option("--from", metavar="DATE", help="No step before this date.")] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="No step after this date.")] = None,
    as_of: Annotated[str | None, typer.Option(metavar="DATE", help="Every step in force at some time of it.")] = None,
    throughout: Annotated[str | None, typer.Option(metavar="DATE", help="Every step in force on each of its days.")] = None,
    any_order: Annotated[bool, typer.Option("--any-order", help="Steps may go back in time.")] = False,
    undated: Annotated[bool, typer.Option("--undated", help="Let undated relations in.")] = False,
    directed: Annotated[bool, typer.Option("--directed", help="Walk relations only along their arrow.")] = False,
    presume: Annotated[bool, typer.Option("--presume", help="What nobody says has ended is in force.")] = False,
    cooperation: Annotated[bool, typer.Option("--cooperation", help="Only cooperative relations.")] = False,
    family: Annotated[list[str] | None, typer.Option("--family", help="Only this family of relations (repeatable).")] = None,
    steps: Annotated[int, typer.Option(min=1, max=12, help="Most steps.")] = 4,
    k: Annotated[int, typer.Option("-k", "--paths", min=1, help="How many paths.")] = 3,
    form: FormatOption = Format.table,
) -> None:
    """How did FROM come to be connected with TO?  Dates are EDTF: 1950, 1950-01, 196X, 1945/1954."""
    question = Question(
        from_=_first(from_, "--from"),
        until=_last(until, "--until"),
        as_of=_period(as_of, "--as-of"),
        throughout=_period(throughout, "--throughout"),
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
        found = find(graph.edges(), one.id, other.id, question)
        if not found:
            raise _nothing(graph, one, other, question)
        _show(graph, found, form)


def _show(graph: Store, found: Paths, form: Format) -> None:
    actors = graph.actors()
    documents = {document.id: document for document in graph.documents()}
    statements = {ident: graph.statement(ident) for ident in sorted(telling.needed(found))}
    if form is Format.json:
        for one in found:
            output.say(json.dumps(telling.path_record(one, statements, actors, documents), ensure_ascii=False))
    elif form is Format.table or form is Format.markdown:
        for number, one in enumerate(found):
            _print(number, one, statements, actors, documents)
    else:
        columns = ["path", "step", "source", "relation", "target", "when", "start", "end", "certainty", "quote", "document", "id"]
        output.rows(columns, _flat(found, statements, actors, documents), form)
    if found.capped:
        output.note("The search stopped at its limit: there may be better paths. Fewer --steps or a --family narrow it.")


def _flat(
    found: Paths, statements: Mapping[str, Statement], actors: Mapping[str, Actor], documents: Mapping[str, Document]
) -> list[list[object]]:
    table: list[list[object]] = []
    for number, one in enumerate(found, 1):
        for position, step in enumerate(one.steps, 1):
            told = telling.record(statements[step.edge.id], actors, documents)
            first = told["evidence"][0]
            table.append(
                [number, position, told["source"], told["relation"], told["target"], told["when"], told["start"],
                 told["end"], str(one.certainty), first["quote"], first["document"], told["id"]]
            )  # fmt: skip
    return table


def _print(
    number: int,
    one: Path,
    statements: Mapping[str, Statement],
    actors: Mapping[str, Actor],
    documents: Mapping[str, Document],
) -> None:
    if number:
        output.say()
    sure = {"certainly": "certain", "possibly": "only possible"}[str(one.certainty)]
    presumed = ", counting on ends that nobody states" if one.presumed else ""
    output.say(" → ".join(actors[a].name for a in one.actors) + f"   ({sure}{presumed})")
    for position, step in enumerate(one.steps, 1):
        _print_step(position, step, statements, actors, documents)
    for step in telling.opposed(one):
        output.say(f"   Note: step {one.steps.index(step) + 1} is a conflict, not a connection by cooperation.")
    _wrapped("In short: " + telling.tell(one, statements, actors), "")


def _print_step(
    position: int,
    step: Step,
    statements: Mapping[str, Statement],
    actors: Mapping[str, Actor],
    documents: Mapping[str, Document],
) -> None:
    statement = statements[step.edge.id]
    output.say()
    output.say(f"{position}. {telling.said(statement, actors)}   [{statement.type} {statement.id}]")
    output.say(f"   {_date_line(statement)}")
    if telling.since(step):
        output.say(f"   {telling.since(step)}")
    if step.doubt:
        output.say(f"   only possible: {step.doubt}")
    for reading in statement.readings:
        _wrapped(f"“{reading.quote}”", "   ")
        output.say(f"   — {documents[reading.document].reference or documents[reading.document].name}"
                   f" [{documents[reading.document].name}, {reading.start_char}–{reading.end_char}]")  # fmt: skip
    for walked in step.relations[1:6]:
        other = statements[walked.edge.id]
        output.say(f"   also: {telling.said(other, actors)}, {telling.dated(other)} [{other.id}]")
    if len(step.relations) > 6:
        output.say(f"   and {len(step.relations) - 6} more between the two")


def _date_line(statement: Statement) -> str:
    written = next((r.date_text for r in statement.readings if r.date_text and r.start == statement.start), None)
    edtf = " / ".join(date for date in (statement.start, statement.end) if date)
    quoted = f"“{written}” · " if written else ""
    return f"{telling.dated(statement)} · {quoted}EDTF {edtf or 'none'}"


def _wrapped(text: str, indent: str) -> None:
    output.say(textwrap.fill(" ".join(text.split()), 100, initial_indent=indent, subsequent_indent=indent))


def _nothing(graph: Store, one: Actor, other: Actor, question: Question) -> NothingFound:
    for actor in (one, other):
        if not any(actor.id in (e.source, e.target) for e in graph.edges()):
            return NothingFound(f"{actor.name} stands in no relation")
    hints = [] if question.undated else ["--undated lets undated relations in"]
    hints += [] if not question.ordered else ["--any-order lets steps go back in time"]
    return NothingFound(
        f"no path from {one.name} to {other.name} within {question.steps} steps", hint="; ".join([*hints, "--steps allows more"])
    )


def _period(text: str | None, option: str) -> tuple[int, int] | None:
    if text is None:
        return None
    try:
        first, last = parse_period(text)
    except BadDate as error:
        raise UsageError(f"{option}: {error}") from None
    return first, last


def _first(text: str | None, option: str) -> int | None:
    period = _period(text, option)
    return period[0] if period else None


def _last(text: str | None, option: str) -> int | None:
    period = _period(text, option)
    return period[1] if period else None


def _families(given: list[str] | None) -> frozenset[str] | None:
    from graph.relations import FAMILIES  # noqa: PLC0415 - read only when asked for

    for family in given or ():
        if family not in FAMILIES:
            raise UsageError(f"no family is called {family!r}", hint=f"families: {', '.join(FAMILIES)}")
    return frozenset(given) if given else None


