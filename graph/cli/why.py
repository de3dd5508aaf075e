"""`why`: the words behind a statement, where they stand, and what speaks for or against it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from graph import telling
from graph.cli import output
from graph.cli.options import DEFAULT, Format, FormatOption, StoreOption, opened

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.model import Actor, Document, Reading, Statement
    from graph.stores.base import Store

CONTEXT = 160  # characters of the text shown on either side of a quotation
_ORIGINS = {
    "stated": "stated here",
    "carried": "carried over from words before",
    "relative": "counted from another date",
    "era": "the bounds of an era",
}


def why(
    statement: Annotated[
        str, typer.Argument(metavar="STATEMENT", help="Id of a statement, or how it begins.")
    ],
    store: StoreOption = DEFAULT,
    form: FormatOption = Format.table,
) -> None:
    """Show which words say so, where they stand, and what disagrees."""
    with opened(store) as graph:
        tell(graph, statement, form)


def tell(graph: Store, statement: str, form: Format) -> None:
    """Print what lies behind the statement whose id is or begins so."""
    found = graph.statement(statement)
    everyone, known = graph.actors(), {document.id: document for document in graph.documents()}
    if form is Format.json:
        output.data(telling.record(found, everyone, known))
    elif form is Format.csv:
        _rows(telling.record(found, everyone, known))
    else:
        _tell(graph, found, everyone, known, form is Format.markdown)


def _rows(told: Mapping[str, object]) -> None:
    """A row for each reading."""
    evidence = told["evidence"]
    assert isinstance(evidence, list)
    shared = ["id", "source", "relation", "target", "modality"]
    columns = [*shared, *evidence[0]]
    output.rows(columns, [[*(told[k] for k in shared), *one.values()] for one in evidence], Format.csv)


def _tell(
    graph: Store,
    found: Statement,
    everyone: Mapping[str, Actor],
    known: Mapping[str, Document],
    markdown: bool,
) -> None:
    claim = telling.claim(found, everyone)
    output.prose(f"**{claim}**" if markdown else claim)
    output.say(f"{found.type} {found.id}")
    if found.when is None:
        output.prose("These dates leave no day on which both actors existed: an impossible order.")
    for reading in found.readings:
        output.say()
        _evidence(graph, reading, known[reading.document], markdown)
    for label, others in (("Could be the same as", found.could_be), ("Disagrees with", found.disagrees)):
        for ident in others:
            output.say()
            other = telling.claim(graph.statement(ident), everyone)
            output.prose(f"{label}: {other} [{ident}]")


def _evidence(graph: Store, reading: Reading, document: Document, markdown: bool) -> None:
    quote = " ".join(reading.quote.split())
    before, after = _around(graph, reading)
    if markdown:
        output.prose(f"{before}**{quote}**{after}", "> ")
    else:
        output.prose(f"{before}«{quote}»{after}", "   ")
    output.say()
    for line in (
        f"in: {telling.place(reading, document)}",
        f"ends: “{reading.source_name}” and “{reading.target_name}”; {reading.modality}",
        f"date: {_date(reading)}",
        *(f"{key}: {value}" for key, value in reading.qualifiers),
        f"rule: {reading.rule or 'none'}; read by {reading.reader or 'an unnamed reader'}",
    ):
        output.prose(line, "- " if markdown else "   ", "  " if markdown else "      ")


def _around(graph: Store, reading: Reading) -> tuple[str, str]:
    """What stands before and after the quotation, "" where the text is not known."""
    text = graph.text(reading.document)
    if text is None:
        return "", ""
    before = text[max(reading.start_char - CONTEXT, 0) : reading.start_char]
    after = text[reading.end_char : reading.end_char + CONTEXT]
    if reading.start_char > CONTEXT:  # begin and end with a whole word
        before = "… " + before.partition(" ")[2]
    if reading.end_char + CONTEXT < len(text):
        after = after.rpartition(" ")[0] + " …"
    return before, after


def _date(reading: Reading) -> str:
    if not (reading.start or reading.end):
        return "none"
    words = f"“{reading.date_text}”, " if reading.date_text else ""
    origin = _ORIGINS.get(reading.date_from)
    return f"{words}EDTF {telling.edtf(reading.start, reading.end)}" + (f" ({origin})" if origin else "")
