"""`load`, `copy`, `documents`, `forget`: what is read into the store."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from graph.cli import output
from graph.cli.options import DEFAULT, Format, FormatOption, StoreOption, opened, updating
from graph.cli.progress import Bar
from graph.errors import BadInput, StoreError, UsageError
from graph.stores import open_store

if TYPE_CHECKING:
    from graph.ledger import Report
    from loaders.source import TableOptions

PACKAGED = Path(__file__).resolve().parents[2] / "loaders" / "texts"


def load(  # noqa: PLR0917  options are given by name
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[FILES]...", help="Files or folders, or - for standard input."),
    ] = None,
    store: StoreOption = DEFAULT,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show what is seen in each sentence; store nothing.")
    ] = False,
    model: Annotated[
        str | None, typer.Option(metavar="NAME", help="Installed spaCy model to read prose with.")
    ] = None,
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs",
            "-j",
            min=1,
            metavar="N",
            show_default="one for each core",
            help="Processes that read prose; at most 4, so that they stay under 1 GB of memory. "
            "The result is the same for any number.",
        ),
    ] = None,
    mapping: Annotated[
        Path | None, typer.Option(metavar="FILE", help="What the columns of tables are: a TOML file.")
    ] = None,
    show_mapping: Annotated[
        bool, typer.Option("--show-mapping", help="Print the mapping of each table; store nothing.")
    ] = False,
    keep_good: Annotated[
        bool, typer.Option("--keep-good", help="Of a table with bad rows, keep the good ones.")
    ] = False,
) -> None:
    """Read files into the store; without any, the packaged texts.

    Text and Markdown (.txt .md), tables (.csv .tsv), statements (.jsonl, and .csv as exported). A file
    that has not changed is left alone; an edited one takes the place of what it said before. One bad file
    does not stop the others: the exit code is 3 at the end. After Ctrl-C the same command goes on where
    it stopped.

    The columns of a table are told by a mapping, or by one that is ready for them, or guessed from their
    names; --show-mapping prints it, to be amended.
    """
    paths = files or [PACKAGED]
    tables = _tables(mapping, keep_good)
    if show_mapping:
        from graph.cli import mappings  # brings the loaders along

        mappings.show(paths, tables)
        return
    if explain:
        from graph.cli import explaining  # brings spaCy along

        explaining.explain(paths, model, tables)
        return
    from loaders.workers import cores  # brings the loaders along

    reports = load_all(paths, store, model, jobs or cores(), tables)
    failed = sum(report.error is not None for report in reports)
    if failed:
        raise typer.Exit(BadInput.exit_code)


def _tables(mapping: Path | None, keep_good: bool) -> TableOptions:
    from loaders.source import TableOptions  # brings the loaders along

    if mapping is None:
        return TableOptions(keep_good=keep_good)
    from loaders.mapping import read_mapping  # as above

    return TableOptions(read_mapping(mapping), keep_good)


def load_all(
    paths: list[Path],
    store: str,
    model: str | None = None,
    jobs: int = 1,
    tables: TableOptions | None = None,
) -> list[Report]:
    """Load, telling of each file; and a line for them all."""
    from graph import ledger  # brings the loaders along

    reports: list[Report] = []
    with open_store(store, create=True, progress=updating) as graph, Bar() as bar:
        shown = replace(tables or _tables(None, False), tell=bar.note, progress=bar.lines)
        loading = ledger.load(graph, paths, model=model, jobs=jobs, progress=bar.step, tables=shown)
        try:
            with closing(loading):
                for report in loading:
                    bar.clear()
                    _tell(report)
                    reports.append(report)
            graph.draw(bar.counting("items", "drawing the graph"))
        except KeyboardInterrupt:
            done = output.count(len(reports), "file")
            raise KeyboardInterrupt(f"{done} done and kept; the same command goes on from there") from None
        except OSError as error:
            raise StoreError(f"{store}: {error.strerror or error}") from None
    _sum_up(reports)
    return reports


def _tell(report: Report) -> None:
    if report.error:
        output.complain(str(report.error))
        return
    if report.outcome == "unchanged":
        output.say(f"{report.path.name}: unchanged")
        return
    told = f"{report.path.name}: {output.count(report.readings, 'reading')}"
    if report.new != report.readings:
        told += f", {report.new:,} of them new"
    if report.replaced:
        told += f", {report.replaced:,} replaced"
    output.say(told)
    if not report.readings:
        output.note(f"{report.path.name}: nothing was found in it; `histgraph load --explain` says why")


def _sum_up(reports: list[Report]) -> None:
    if len(reports) < 2:
        return
    failed = sum(report.error is not None for report in reports)
    unchanged = sum(report.outcome == "unchanged" for report in reports)
    new = sum(report.new for report in reports)
    parts = [f"{output.count(len(reports) - failed - unchanged, 'file')} read"]
    parts += [f"{unchanged:,} unchanged"] if unchanged else []
    parts += [f"{failed:,} not read"] if failed else []
    output.note(f"{', '.join(parts)}; {output.count(new, 'new reading')}")


def copy(
    source: Annotated[str, typer.Argument(metavar="FROM", help="A store: a file, or a server's address.")],
    target: Annotated[str, typer.Argument(metavar="TO", help="A store; a file may be new.")],
) -> None:
    """Copy all that one store has loaded into another.

    Stores are files and servers, either way.
    Nothing changes on the way, and nothing that is there already is added twice; a copy that was
    interrupted goes on when it is asked for again.
    """
    from graph import ledger  # brings the loaders along

    with opened(source) as one, open_store(target, create=True, progress=updating) as other, Bar() as bar:
        if one.url == other.url:
            raise UsageError(f"{source}: a store cannot be copied into itself")
        copied = ledger.copy(one, other, bar.counting("runs", "copying"))
        other.draw(bar.counting("items", "drawing the graph"))
    told = f"{output.count(copied.runs, 'run')} copied; {output.count(copied.new, 'new reading')}"
    output.say(told)


def documents(store: StoreOption = DEFAULT, form: FormatOption = Format.table) -> None:
    """List the documents that were read."""
    with opened(store) as graph:
        per: dict[str, int] = {}
        for statement in graph.statements():
            for reading in statement.readings:
                per[reading.document] = per.get(reading.document, 0) + 1
        table = [[d.name, per.get(d.id, 0), d.reference, d.id[:12]] for d in graph.documents()]
    output.rows(["document", "readings", "reference", "id"], table, form)


def forget(
    document: Annotated[str, typer.Argument(metavar="DOC", help="Name of a document, or how its id begins.")],
    store: StoreOption = DEFAULT,
) -> None:
    """Remove a document and all that it said, for good."""
    with opened(store) as graph:
        removed = graph.forget(document)
    output.say(f"{document} forgotten: {output.count(removed, 'reading')} removed")
