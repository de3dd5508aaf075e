"""What `path` prints: each step with its dates and its words, and the whole as one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graph import telling
from graph.cli import output, path_prose, path_words
from graph.cli.output import Format
from graph.cli.path_words import Known, dating, parallel, verdict

if TYPE_CHECKING:
    from graph.paths import Path, Paths, Question, Step
    from graph.stores.base import Store

_COLUMNS = (
    *("path", "step", "source", "relation", "target", "when", "start", "end", "certainty", "doubt"),
    *("quote", "document", "start_char", "end_char", "statement"),
)


def write(graph: Store, found: Paths, form: Format, question: Question) -> None:
    """Print the paths that answer the question."""
    known = path_words.known(graph, found)
    if form is Format.json:
        output.data([telling.path_record(path, *known, ordered=question.ordered) for path in found])
    elif form is Format.csv:
        output.rows(_COLUMNS, _rows(found, known), form)
    else:
        for number, path in enumerate(found, 1):
            if number > 1:
                output.say()
            if form is Format.markdown:
                path_prose.write(number, path, known, question)
            else:
                _path(path, known, question)
    if found.capped:
        output.note(
            "the search came to its limit: there may be better paths; fewer --steps or a --family help"
        )


def _rows(found: Paths, known: Known) -> list[list[Any]]:
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


def _path(path: Path, known: Known, question: Question) -> None:
    output.prose(" → ".join(known.actors[actor].name for actor in path.actors), hanging="  ")
    output.prose(verdict(path, question))
    for number, step in enumerate(path.steps, 1):
        output.say()
        _step(number, step, known)
    output.say()
    if conflicts := telling.opposed(path):
        output.prose(_conflicts(conflicts))
    sentence = telling.tell(path, known.statements, known.actors, ordered=question.ordered)
    output.prose(f"In short: {sentence}")


def _conflicts(numbers: list[int]) -> str:
    """A warning of the steps that are conflict.

    >>> _conflicts([2]), _conflicts([1, 2, 4])
    ('Note: step 2 is a conflict.', 'Note: steps 1, 2 and 4 are conflicts.')
    """
    if len(numbers) == 1:
        return f"Note: step {numbers[0]} is a conflict."
    *others, last = map(str, numbers)
    return f"Note: steps {', '.join(others)} and {last} are conflicts."


def _step(number: int, step: Step, known: Known) -> None:
    statement = known.statements[step.edge.id]
    indent = "   "
    output.prose(f"{number}. {telling.claim(statement, known.actors)}", hanging=indent)
    output.prose(dating(step, statement), indent, indent)
    if telling.already_holds(step):
        output.prose(telling.already_holds(step), indent, indent)
    for reading in statement.readings:
        output.prose(f"“{reading.quote}”", indent)
        output.prose(f"— {telling.place(reading, known.documents[reading.document])}", indent, indent + "  ")
    for also in parallel(step, known):
        output.prose(also, indent, indent + "  ")
