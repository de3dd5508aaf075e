"""`load`, `documents`, `forget`: what is read into the store."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from graph.cli import output
from graph.cli.options import DEFAULT, Format, FormatOption, StoreOption, opened
from graph.errors import BadInput, UsageError
from graph.stores import open_store

if TYPE_CHECKING:
    from graph.ledger import Report
    from loaders.article import Explained, Reader

PACKAGED = Path(__file__).resolve().parents[2] / "loaders" / "texts"


def register(app: typer.Typer) -> None:
    app.command()(load)
    app.command()(documents)
    app.command()(forget)


def load(
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="FILES", help="Text, Markdown, JSONL or CSV files, folders, or - for standard input."),
    ] = None,
    store: StoreOption = DEFAULT,
    explain: Annotated[bool, typer.Option("--explain", help="Show, sentence by sentence, what was seen; store nothing.")] = False,
    model: Annotated[str | None, typer.Option(help="Name of an installed spaCy package to read with.")] = None,
) -> None:
    """Read FILES into the store; without any, the packaged texts.

    What was read before and has not changed is left alone; an edited text takes the place of the older one.
    One bad file does not stop the others (exit code 3 at the end).
    """
    paths = files or [PACKAGED]
    if explain:
        _explain(paths, model)
        return
    reports = _load(paths, store, model)
    failed = [report for report in reports if report.error]
    read = [report for report in reports if not report.error]
    output.note(f"{_count(len(read), 'file')} read, {_count(sum(r.new for r in read), 'new reading')}" + (
        f", {len(failed)} not read" if failed else ""))  # fmt: skip
    if failed:
        raise typer.Exit(BadInput.exit_code)


def _load(paths: list[Path], store: str, model: str | None) -> list[Report]:
    from graph import ledger  # noqa: PLC0415 - brings the loaders along

    with open_store(store, create=True) as graph, _Progress() as progress:
        reports = []
        for report in ledger.load(graph, paths, model=model, progress=progress.step):
            progress.clear()
            _tell(report)
            reports.append(report)
    return reports


def _tell(report: Report) -> None:
    if report.error:
        output.complain(str(report.error))
    elif report.outcome == "unchanged":
        output.say(f"{report.path.name}: unchanged")
    else:
        what = f"{report.path.name}: {_count(report.readings, 'reading')}, {report.new} new"
        output.say(what + (f", {report.replaced} replaced" if report.replaced else ""))
        if not report.readings:
            output.note(f"{report.path.name}: nothing was found in it; `histgraph load --explain` says why")


class _Progress:
    """A bar on stderr while files are read; nothing where stderr is no terminal, or for a single file."""

    def __init__(self) -> None:
        self._bar: object | None = None
        self._live = sys.stderr.isatty()

    def __enter__(self) -> _Progress:
        return self

    def __exit__(self, *_: object) -> None:
        self.clear()

    def step(self, done: int, total: int, path: Path) -> None:
        if self._live:
            width = 24
            full = width * done // max(total, 1)
            bar = "█" * full + "░" * (width - full)
            sys.stderr.write(f"\r\x1b[K{bar} {done}/{total} {path.name[:40]}")
            sys.stderr.flush()

    def clear(self) -> None:
        if self._live:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _explain(paths: list[Path], model: str | None) -> None:
    import loaders  # noqa: PLC0415 - spaCy comes along
    from graph.model import Document  # noqa: PLC0415
    from loaders.article import Reader  # noqa: PLC0415

    for path in loaders.discover(paths):
        source = loaders.open_source(path)
        if path.suffix.lower() not in ("", ".txt", ".md"):
            raise UsageError(f"{path}: --explain reads prose (.txt, .md)")
        reader = Reader(Document(source.digest, source.name, text=source.text()), model)
        output.say(f"# {source.name}")
        for sentence in reader.explained():
            _explain_sentence(reader, sentence)


def _explain_sentence(reader: Reader, sentence: Explained) -> None:
    output.say()
    output.say(f"[{sentence.start}–{sentence.end}] {' '.join(reader.text[sentence.start : sentence.end].split())}")
    if sentence.mentions:
        output.say("  names: " + ", ".join(f"{m.text} ({m.use}, {m.kind})" for m in sentence.mentions))
    for date in sentence.dates:
        edtf = " / ".join(d or "…" for d in (date.start, date.end)) if date.start or date.end else "no days of its own"
        output.say(f"  date: “{date.text}” ({date.role}) {edtf}")
    for found in sentence.candidates:
        when = " / ".join(d for d in (found.dating.start, found.dating.end) if d) or "undated"
        output.say(f"  → {found.source} {found.type} {found.target}, {found.modality}, {when} ({found.dating.origin}); rule {found.rule}")
    if sentence.why_nothing:
        output.say(f"  nothing: {sentence.why_nothing}")


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
    document: Annotated[str, typer.Argument(metavar="DOC", help="Name or id of a document.")],
    store: StoreOption = DEFAULT,
) -> None:
    """Remove a document and all that it said, for good."""
    with opened(store) as graph:
        removed = graph.forget(document)
    output.say(f"{document} forgotten: {_count(removed, 'reading')} removed")
