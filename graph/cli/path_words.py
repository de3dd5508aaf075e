"""What is said of a path whatever the form: what the dates prove, how a step is dated, what else says it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from graph import telling
from graph.telling import adverbial
from graph.wording import window_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from graph.model import Actor, Document, Statement
    from graph.paths import Path, Paths, Question, Step
    from graph.stores.base import Store

PARALLEL = 5  # further relations between the same two that are listed with a step


class Known(NamedTuple):
    """What the store knows of that which paths name by id."""

    statements: Mapping[str, Statement]
    actors: Mapping[str, Actor]
    documents: Mapping[str, Document]


def known(graph: Store, found: Paths) -> Known:
    """What these paths name."""
    statements = {s.id: s for s in graph.statements_by_id(telling.needed(found))}
    ends = {end for s in statements.values() for end in (s.source, s.target)}
    sources = {reading.document for s in statements.values() for reading in s.readings}
    return Known(statements, graph.actors(ends), {d.id: d for d in graph.documents(sources)})


def verdict(path: Path, question: Question) -> str:
    """What the dates say of the whole, and what it was ranked by."""
    ordered = question.ordered
    if path.certainty != "certainly":
        sure = f"Only possible: the dates allow {'this order' if ordered else 'it'}, but do not prove it."
    else:
        presuming = ", counting as in force whatever nobody says has ended" if path.presumed else ""
        held = "no step goes back in time" if ordered else "each step meets what was asked"
        sure = f"Certain{presuming}: whatever days these dates stand for, {held}."
    return f"{sure} {_measured(path, question.by)}".rstrip()


def _measured(path: Path, by: str) -> str:
    if by == "earliest":
        return f"It arrives {adverbial(window_in_words(path.arrival))}."
    if by == "latest":
        return f"It can set out {adverbial(window_in_words(path.departure))} at the latest."
    return f"It takes {telling.days(path.span)} at least." if by == "fastest" else ""


def parallel(step: Step, known: Known) -> Iterator[str]:
    """What else a step can be taken by."""
    for walked in step.relations[1 : PARALLEL + 1]:
        other = telling.claim(known.statements[walked.edge.id], known.actors)
        maybe = "" if walked.certainty == step.relations[0].certainty else " (only possible)"
        yield f"also: {other}{maybe} [{walked.edge.id}]"
    more = len(step.relations) - 1 - PARALLEL
    if more > 0:
        yield f"and {more} more between the two"


def dating(step: Step, statement: Statement) -> str:
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
