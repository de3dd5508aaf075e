"""`view`, `export`, `evaluate`: what leaves the store."""

from __future__ import annotations

import sys
import webbrowser
from pathlib import Path
from typing import Annotated

import typer

from graph.cli import output
from graph.cli.options import DEFAULT, Format, FormatOption, StoreOption, opened
from graph.errors import UsageError


def register(app: typer.Typer) -> None:
    for command in (view, export, evaluate):
        app.command()(command)


def view(
    out: Annotated[Path, typer.Argument(metavar="OUT.html", help="File to write.")] = Path("histgraph.html"),
    store: StoreOption = DEFAULT,
    title: Annotated[str, typer.Option(help="Title of the page.")] = "Historical graph",
    open_: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
) -> None:
    """Write the graph as one HTML page that works offline."""
    from graph import view as pages  # noqa: PLC0415 - brings pyvis and networkx along

    with opened(store) as graph:
        pages.write(graph, out, title)
    output.say(f"{out} ({out.stat().st_size // 1024} KB)")
    if open_:
        webbrowser.open(out.resolve().as_uri())


def export(
    out: Annotated[Path, typer.Argument(metavar="FILE", help="File to write (.jsonl .csv .graphml), or -.")],
    store: StoreOption = DEFAULT,
    form: Annotated[str | None, typer.Option("--format", "-f", help="jsonl, csv or graphml; else FILE's suffix says.")] = None,
) -> None:
    """Write all statements with their evidence; `load` takes JSONL and CSV back."""
    from graph import export as exports  # noqa: PLC0415 - the name is the command's

    with opened(store) as graph:
        if str(out) != "-":
            exports.write(graph, out, form)
            output.note(f"{out} written")
            return
        if form is None:
            raise UsageError("export to standard output needs --format", hint="jsonl, csv or graphml")
        sys.stdout.reconfigure(newline="", encoding="utf-8")  # type: ignore[union-attr]
        sys.stdout.writelines(exports.chunks(graph, form))


def evaluate(
    gold: Annotated[list[Path], typer.Argument(metavar="GOLD", help="Annotation files (YAML).")],
    store: Annotated[
        str | None, typer.Option("--store", envvar="HISTGRAPH_STORE", help="Measure this store, not a fresh reading.")
    ] = None,
    missed: Annotated[bool, typer.Option("--missed", help="List what was missed and what is false.")] = False,
    form: FormatOption = Format.table,
) -> None:
    """Precision, recall and F1 of reading against annotated texts: entities, pairs, relations."""
    from graph import evaluate as measure  # noqa: PLC0415

    reports = []
    for path in gold:
        annotated = measure.Gold.load(path)
        reports.append(measure.score(annotated, _rows(measure, annotated, store)))
    if len(reports) > 1:
        reports.append(measure.micro(reports))
    table = []
    for report in reports:
        for name in measure.MEASURES:
            m = getattr(report, name)
            table.append([report.name, name, m.precision, m.recall, m.f1, m.tp, m.fp, m.fn])
    output.rows(["text", "measure", "precision", "recall", "f1", "found", "false", "missed"], table, form)
    if missed:
        for report in reports:
            for label, lines in (("missed", report.missed), ("false", report.false)):
                for line in lines:
                    output.say(f"{report.name}  {label}  {line}")


def _rows(measure, annotated, store: str | None):  # type: ignore[no-untyped-def]
    if store:
        with opened(store) as graph:
            return measure.rows_of(graph, annotated.document)
    import loaders  # noqa: PLC0415

    return measure.rows_of_run(loaders.read(annotated.text))
