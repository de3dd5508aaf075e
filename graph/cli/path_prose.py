"""A path as one paragraph with footnotes, in Markdown: to be pasted into a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph import telling
from graph.cli import output
from graph.cli.path_words import Known, dating, parallel, verdict

if TYPE_CHECKING:
    from graph.paths import Path, Question, Step


def write(number: int, path: Path, known: Known, question: Question) -> None:
    """Print the path; `number` keeps its footnotes apart from those of others."""
    output.prose("### " + " → ".join(known.actors[actor].name for actor in path.actors))
    output.say()
    marks = [f"[^{number}.{step}]" for step in range(1, len(path.steps) + 1)]
    told = telling.tell(path, known.statements, known.actors, ordered=question.ordered, marks=marks)
    output.prose(f"{told} {verdict(path, question)}")
    for mark, step in zip(marks, path.steps, strict=True):
        output.say()
        _footnote(mark, step, known)


def _footnote(mark: str, step: Step, known: Known) -> None:
    """Type, dates and certainty, the words with their place, and what else says so."""
    indent = "    "
    statement = known.statements[step.edge.id]
    held = telling.already_holds(step)
    output.prose(f"{mark}: {dating(step, statement)}{'; ' if held else ''}{held}.", hanging=indent)
    for reading in statement.readings:
        output.say()
        place = telling.place(reading, known.documents[reading.document])
        output.prose(f"“{reading.quote}” — {place}", indent, indent)
    for also in parallel(step, known):
        output.say()
        output.prose(also, indent, indent)
