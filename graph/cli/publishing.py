"""`export`, `evaluate`: what leaves the store."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from graph.cli import output
from graph.cli.options import DEFAULT, Format, FormatOption, StoreOption, opened
from graph.errors import UsageError

if TYPE_CHECKING:
    from graph.evaluate import Gold, Report, Row


def export(
    out: Annotated[Path, typer.Argument(metavar="FILE", help="File to write, or - for standard output.")],
    store: StoreOption = DEFAULT,
    form: Annotated[
        str | None,
        typer.Option(
            "--format", "-f", metavar="FORMAT", help="jsonl, csv or graphml; else FILE's suffix says."
        ),
    ] = None,
) -> None:
    """Write all statements with their evidence to a file.

    JSONL and CSV can be loaded again; GraphML is for Gephi, yEd, Cytoscape and the like.
    """
    from graph import export as exports  # the name is the command's

    with opened(store) as graph:
        if str(out) != "-":
            exports.write(graph, out, form)
            output.note(f"{out} written")
            return
        if form is None:
            raise UsageError("export to standard output needs --format", hint="jsonl, csv or graphml")
        made = exports.chunks(graph, form)
        sys.stdout.reconfigure(newline="", encoding="utf-8")  # type: ignore[union-attr]
        sys.stdout.writelines(made)


def evaluate(
    gold: Annotated[list[Path], typer.Argument(metavar="GOLD...", help="Annotation files (YAML).")],
    store: Annotated[
        str | None, typer.Option("--store", metavar="FILE", help="Measure this store, not a fresh reading.")
    ] = None,
    missed: Annotated[bool, typer.Option("--missed", help="List what was missed and what is false.")] = False,
    form: FormatOption = Format.table,
) -> None:
    """Measure how well annotated texts are read.

    Precision, recall and F1 of actors, of related pairs, and of relations with and without their dates.
    """
    from graph import evaluate as measure  # the name is the command's

    reports = [
        measure.score(annotated, _rows(annotated, store)) for annotated in map(measure.Gold.load, gold)
    ]
    if len(reports) > 1:
        reports.append(measure.micro(reports))
    table = [
        [report.name, name, m.precision, m.recall, m.f1, m.tp, m.fp, m.fn]
        for report in reports
        for name in measure.MEASURES
        for m in [getattr(report, name)]
    ]
    output.rows(["text", "measure", "precision", "recall", "f1", "right", "false", "missed"], table, form)
    if missed:
        _list(reports)


def _rows(annotated: Gold, store: str | None) -> list[Row]:
    from graph import evaluate as measure  # the name is the command's

    if store:
        with opened(store) as graph:
            return list(measure.rows_of(graph, annotated.document))
    import loaders  # brings spaCy along

    return list(measure.rows_of_run(loaders.read(annotated.text)))


def _list(reports: list[Report]) -> None:
    for report in reports:
        for label, lines in (("missed", report.missed), ("false", report.false)):
            for line in lines:
                output.note(f"{report.name}  {label}  {line}")
