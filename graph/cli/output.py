"""Rows and lines on the terminal; nothing but data on stdout when it is piped."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Sequence
from typing import Any

import typer

from graph.cli.options import Format


def say(text: str = "") -> None:
    """A line of an answer."""
    typer.echo(text)


def note(text: str) -> None:
    """A line about the answer, on stderr: it is no data."""
    typer.echo(text, err=True)


def complain(text: str) -> None:
    """What went wrong, in one line on stderr."""
    line = " ".join(text.split("\n"))
    typer.echo(f"histgraph: {line}", err=True)


def rows(columns: Sequence[str], found: Iterable[Sequence[Any]], form: Format) -> int:
    """Write rows in the form asked for; how many there were."""
    table = [list(row) for row in found]
    {Format.table: _table, Format.json: _json, Format.csv: _csv, Format.markdown: _markdown}[form](columns, table)
    return len(table)


def cell(value: Any) -> str:
    """A value in a table: lists joined, nothing for nothing."""
    if value is None:
        return ""
    if isinstance(value, (list, tuple)):
        return ", ".join(cell(v) for v in value)
    if isinstance(value, dict):
        return str(value.get("name") or value.get("id") or json.dumps(value, ensure_ascii=False))
    return str(value)


def _json(columns: Sequence[str], table: list[list[Any]]) -> None:
    for row in table:
        say(json.dumps(dict(zip(columns, row, strict=True)), ensure_ascii=False, default=str))


def _csv(columns: Sequence[str], table: list[list[Any]]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([cell(v) for v in row] for row in table)


def _markdown(columns: Sequence[str], table: list[list[Any]]) -> None:
    say("| " + " | ".join(columns) + " |")
    say("|" + " --- |" * len(columns))
    for row in table:
        say("| " + " | ".join(cell(v).replace("|", "\\|").replace("\n", " ") for v in row) + " |")


def _table(columns: Sequence[str], table: list[list[Any]]) -> None:
    if not sys.stdout.isatty():
        _plain(columns, table)
        return
    from rich import box  # noqa: PLC0415 - slow to import, and only a terminal needs it
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    drawn = Table(box=box.SIMPLE_HEAD, header_style="bold", pad_edge=False)
    for column in columns:
        drawn.add_column(column, overflow="fold")
    for row in table:
        drawn.add_row(*(Text(cell(v)) for v in row))
    Console().print(drawn)


def _plain(columns: Sequence[str], table: list[list[Any]]) -> None:
    """Aligned columns without lines: what a pipe can cut and a person can read."""
    lines = [list(columns), *([cell(v).replace("\n", " ") for v in row] for row in table)]
    widths = [max(len(line[i]) for line in lines) for i in range(len(columns))]
    for line in lines:
        say("  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)).rstrip())
