"""What `path` prints: each step with its dates and its words, and the whole as one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from graph import telling
from graph.cli import output
from graph.cli.output import Format

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.model import Actor, Document, Reading, Statement
    from graph.paths import Path, Paths, Step
    from graph.stores.base import Store

PARALLEL = 5  # further relations between the same two that are listed with a step
_COLUMNS = (
    *("path", "step", "source", "relation", "target", "when", "start", "end", "certainty", "doubt"),
    *("quote", "document", "start_char", "end_char", "statement"),
)


class _Known(NamedTuple):
    """What the store knows of that which paths name by id."""

    statements: Mapping[str, Statement]
    actors: Mapping[str, Actor]
    documents: Mapping[str, Document]


def write(graph: Store, found: Paths, form: Format, *, ordered: bool) -> None:
    """Print paths; `ordered` says whether their steps had to follow each other in time."""
    known = _Known(
        {ident: graph.statement(ident) for ident in sorted(telling.needed(found))},
        graph.actors(),
        {document.id: document for document in graph.documents()},
    )
    if form is Format.json:
        output.data([telling.path_record(path, *known, ordered=ordered) for path in found])
    elif form is Format.csv:
        output.rows(_COLUMNS, _rows(found, known), form)
    else:
        for number, path in enumerate(found):
            if number:
                output.say()
            _path(path, known, ordered=ordered, markdown=form is Format.markdown)
    if found.capped:
        output.note(
            "the search came to its limit: there may be better paths; fewer --steps or a --family help"
        )


def _rows(found: Paths, known: _Known) -> list[list[Any]]:
    """A row for each reading of each step."""
    return [
        [number, position, told["source"], told["relation"], told["target"], told["when"], told["start"],
         told["end"], str(path.certainty), step.doubt, reading["quote"], reading["document"],
         reading["start_char"], reading["end_char"], told["id"]]
        for number, path in enumerate(found, 1)
        for position, step in enumerate(path.steps, 1)
        for told in [telling.record(known.statements[step.edge.id], known.actors, known.documents)]
        for reading in told["evidence"]
    ]  # fmt: skip


def _path(path: Path, known: _Known, *, ordered: bool, markdown: bool) -> None:
    chain = " → ".join(known.actors[actor].name for actor in path.actors)
    output.prose(f"### {chain}" if markdown else chain, hanging="  ")
    if markdown:
        output.say()
    output.prose(_verdict(path, ordered))
    for number, step in enumerate(path.steps, 1):
        output.say()
        _step(number, step, known, markdown)
    output.say()
    if conflicts := telling.opposed(path):
        output.prose(_conflicts(conflicts))
    sentence = telling.tell(path, known.statements, known.actors, ordered=ordered)
    output.prose(f"**In short:** {sentence}" if markdown else f"In short: {sentence}")


def _verdict(path: Path, ordered: bool) -> str:
    """What the dates say of the whole."""
    if path.certainty != "certainly":
        return f"Only possible: the dates allow {'this order' if ordered else 'it'}, but do not prove it."
    presuming = ", counting as in force whatever nobody says has ended" if path.presumed else ""
    sure = "no step goes back in time" if ordered else "each step meets what was asked"
    return f"Certain{presuming}: whatever days these dates stand for, {sure}."


def _conflicts(numbers: list[int]) -> str:
    """A warning of the steps that are conflict.

    >>> _conflicts([2]), _conflicts([1, 2, 4])
    ('Note: step 2 is a conflict.', 'Note: steps 1, 2 and 4 are conflicts.')
    """
    if len(numbers) == 1:
        return f"Note: step {numbers[0]} is a conflict."
    *others, last = map(str, numbers)
    return f"Note: steps {', '.join(others)} and {last} are conflicts."


def _step(number: int, step: Step, known: _Known, markdown: bool) -> None:
    statement = known.statements[step.edge.id]
    lead, indent = f"{number}. ", "   "
    claim = telling.claim(statement, known.actors)
    output.prose(f"{lead}**{claim}**" if markdown else lead + claim, hanging=indent)
    output.prose(_dating(step, statement), indent + "- " * markdown, indent)
    if telling.already_holds(step):
        output.prose(telling.already_holds(step), indent + "- " * markdown, indent)
    for reading in statement.readings:
        _words(reading, known.documents[reading.document], indent, markdown)
    for walked in step.relations[1 : PARALLEL + 1]:
        other = telling.claim(known.statements[walked.edge.id], known.actors)
        maybe = "" if walked.certainty == step.relations[0].certainty else " (only possible)"
        output.prose(f"also: {other}{maybe} [{walked.edge.id}]", indent + "- " * markdown, indent + "  ")
    more = len(step.relations) - 1 - PARALLEL
    if more > 0:
        output.prose(f"and {more} more between the two", indent + "- " * markdown)


def _dating(step: Step, statement: Statement) -> str:
    """Type, certainty, date as written and as EDTF, id."""
    written = [
        r.date_text
        for r in statement.readings
        if r.date_text and (r.start, r.end) == (statement.start, statement.end)
    ]
    sure = f"only possible: {step.doubt}" if step.doubt else "certain"
    if step.presumed:
        sure = "certain, counting it as still in force, since no end is stated"
    words = f"“{written[0]}”, " if written else ""
    return (
        f"{statement.type} {statement.id} · {words}EDTF {telling.edtf(statement.start, statement.end)}"
        f" · {sure}"
    )


def _words(reading: Reading, document: Document, indent: str, markdown: bool) -> None:
    if markdown:
        output.say()
        output.prose(reading.quote, indent + "> ")
        output.say(indent + ">")
        output.prose(f"— {telling.place(reading, document)}", indent + "> ")
        output.say()
        return
    output.prose(f"“{reading.quote}”", indent)
    output.prose(f"— {telling.place(reading, document)}", indent, indent + "  ")
