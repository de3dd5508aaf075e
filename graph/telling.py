"""A statement or a path in words, and as plain records: what the command prints and exports."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from graph.model import Actor, Document, Statement
from graph.relations import relation
from graph.steps import Path, Step
from graph.when import day_to_iso
from graph.wording import in_words, window_in_words


def said(statement: Statement, actors: Mapping[str, Actor]) -> str:
    """The statement as a clause, without its date: "Spain granted diplomatic recognition to Peru"."""
    kind = relation(statement.type)
    clause = f"{actors[statement.source].name} {kind.wording} {actors[statement.target].name}"
    marks = {"negated": "it is denied that ", "intended": "it is intended that ", "reported": "it is reported that "}
    return marks.get(statement.modality, "") + clause


def dated(statement: Statement) -> str:
    """When, as an adverbial: "on 31 January 1950", "since 1954 or later", "undated".

    A state that begins says "from"; what is only known to hold within a period says both its ends.
    """
    kind = relation(statement.type)
    start, end = statement.start, statement.end
    if not start and not end:
        return "undated"
    if kind.punctual or (start and not end):
        return at(start or end)
    if not start:
        return f"until {in_words(end)}"
    return at(start) if start == end else f"from {in_words(start)} until {in_words(end)}"


def at(date: str | None) -> str:
    """An EDTF date as an adverbial.

    >>> at("1950-01-31"), at("1950"), at("196X"), at("../1930"), at("1954/..")
    ('on 31 January 1950', 'in 1950', 'in the 1960s', 'by 1930', 'in 1954 or later')
    """
    words = in_words(date)
    if words.split(" ")[0] in ("by", "between", "undated", "about", "perhaps", "at"):
        return words
    return f"on {words}" if words[:1].isdigit() and " " in words and words.split()[1].isalpha() and words.split()[1] != "or" else f"in {words}"


def record(statement: Statement, actors: Mapping[str, Actor], documents: Mapping[str, Document]) -> dict[str, Any]:
    """The statement with its evidence, ready for JSON or for a table."""
    when = statement.when
    return {
        "id": statement.id,
        "source": actors[statement.source].name,
        "relation": statement.type,
        "target": actors[statement.target].name,
        "start": statement.start,
        "end": statement.end,
        "when": dated(statement),
        "window": [day_to_iso(day) for day in (when.start_min, when.start_max, when.end_min, when.end_max)] if when else None,
        "modality": statement.modality,
        "evidence": [
            {
                "document": documents[r.document].name,
                "start_char": r.start_char,
                "end_char": r.end_char,
                "quote": r.quote,
                "date_text": r.date_text,
                "date_from": r.date_from,
                "rule": r.rule,
            }
            for r in statement.readings
        ],
    }


def since(step: Step) -> str:
    """For a state that began before the step could be taken: "in force since …"; "" otherwise."""
    if not step.in_force_since_before:
        return ""
    return f"in force since {window_in_words(step.when.start)}, reached {window_in_words(step.reached)}"


def tell(path: Path, statements: Mapping[str, Statement], actors: Mapping[str, Actor]) -> str:
    """The whole chain as one plain sentence."""
    clauses = []
    for step in path.steps:
        statement = statements[step.edge.id]
        clauses.append(f"{dated(statement)} {said(statement, actors)}")
    sentence = ", then ".join(clauses) if len(clauses) < 3 else "; then ".join(clauses)
    sure = "" if path.certainty == "certainly" else "; the dates allow this order, but do not prove it"
    return sentence[:1].upper() + sentence[1:] + sure + "."


def opposed(path: Path) -> list[Step]:
    """Steps of a path that are conflict, which a reader must be told."""
    return [step for step in path.steps if step.polarity == "conflict"]


def path_record(
    path: Path,
    statements: Mapping[str, Statement],
    actors: Mapping[str, Actor],
    documents: Mapping[str, Document],
) -> dict[str, Any]:
    """A path as one record: its actors, certainty, arrival and steps, each step with its statements."""
    return {
        "actors": [actors[a].name for a in path.actors],
        "certainty": str(path.certainty),
        "arrival": [day_to_iso(day) for day in path.arrival],
        "steps": [
            {
                "from": actors[step.source].name,
                "to": actors[step.target].name,
                "polarity": step.polarity,
                "doubt": step.doubt,
                **record(statements[step.edge.id], actors, documents),
                "parallel": [record(statements[w.edge.id], actors, documents) for w in step.relations[1:]],
            }
            for step in path.steps
        ],
        "sentence": tell(path, statements, actors),
    }


def needed(paths: Iterable[Path]) -> set[str]:
    """Ids of all statements that paths walk on."""
    return {walked.edge.id for path in paths for step in path.steps for walked in step.relations}
