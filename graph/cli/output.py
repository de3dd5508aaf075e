"""Rows and lines on the terminal; nothing but data on stdout when it is piped."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any

import typer

from graph.cli.shapes import shape

WIDEST = 100  # longer lines of prose are hard to read


class Format(StrEnum):
    """How rows are written."""

    table = "table"
    json = "json"
    csv = "csv"
    markdown = "markdown"


def say(text: str = "") -> None:
    """A line of an answer."""
    typer.echo(text)


def note(text: str) -> None:
    """A line about the answer, on stderr: it is no data."""
    typer.echo(text, err=True)


def complain(text: str) -> None:
    """What went wrong, in one line on stderr."""
    note(f"histgraph: {' '.join(text.split())}")


def prose(text: str, indent: str = "", hanging: str | None = None) -> None:
    """A paragraph, broken where the terminal ends; `hanging` indents its further lines."""
    from textwrap import wrap  # the modules that few answers need are imported by those

    width = min(shutil.get_terminal_size((WIDEST, 24)).columns, WIDEST)
    lines = wrap(
        " ".join(text.split()),
        max(width, 40),
        initial_indent=indent,
        subsequent_indent=indent if hanging is None else hanging,
        break_long_words=False,
        break_on_hyphens=False,
    )
    for line in lines:
        say(line)


def count(number: int, noun: str) -> str:
    """A number of things.

    >>> count(1, "reading"), count(12345, "reading")
    ('1 reading', '12,345 readings')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def data(value: object) -> None:
    """One JSON document."""
    say(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def rows(columns: Sequence[str], found: Iterable[Sequence[Any]], form: Format) -> int:
    """Write rows in the form asked for; how many there were.

    Without any, a table says nothing, and the other forms write what a program expects.
    """
    table = [list(row) for row in found]
    {Format.table: _table, Format.json: _json, Format.csv: _csv, Format.markdown: _markdown}[form](
        columns, table
    )
    return len(table)


def cell(value: Any, separator: str = ", ") -> str:
    """A value in one line of text: lists joined, nothing for nothing.

    >>> cell(["USSR", "Soviet Russia"]), cell(None), cell(True), cell({"name": "Peru", "id": "peru"})
    ('USSR, Soviet Russia', '', 'yes', 'Peru')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (list, tuple)):
        return separator.join(cell(v) for v in value)
    if isinstance(value, dict):
        return shape(value) or str(
            value.get("name") or value.get("id") or json.dumps(value, ensure_ascii=False, default=str)
        )
    return " ".join(str(value).split())


def _json(columns: Sequence[str], table: list[list[Any]]) -> None:
    """One array, a row a line."""
    lines = [
        json.dumps(dict(zip(columns, row, strict=True)), ensure_ascii=False, default=str) for row in table
    ]
    say("[" + "".join(f"\n  {line}{',' * (at < len(lines))}" for at, line in enumerate(lines, 1)) + "\n]")


def _csv(columns: Sequence[str], table: list[list[Any]]) -> None:
    import csv

    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([cell(v, "; ") for v in row] for row in table)


def _markdown(columns: Sequence[str], table: list[list[Any]]) -> None:
    say("| " + " | ".join(columns) + " |")
    say("|" + " --- |" * len(columns))
    for row in table:
        say("| " + " | ".join(cell(v).replace("\\", "\\\\").replace("|", "\\|") for v in row) + " |")


def _table(columns: Sequence[str], table: list[list[Any]]) -> None:
    if not table:
        return
    if sys.stdout.isatty():
        _drawn(columns, table)
    else:
        _plain(columns, table)


def _drawn(columns: Sequence[str], table: list[list[Any]]) -> None:
    """A table as wide as the terminal; numbers stand on the right."""
    from graph.cli import tables  # slow to import, and only a terminal needs it

    numbers = [all(map(_is_number, (row[i] for row in table))) for i in range(len(columns))]
    tables.draw(columns, [[cell(value) for value in row] for row in table], numbers)


def _is_number(value: Any) -> bool:
    """Whether it can stand in a column of numbers."""
    return value is None or (isinstance(value, int | float) and not isinstance(value, bool))


def _plain(columns: Sequence[str], table: list[list[Any]]) -> None:
    """Aligned columns without lines: what a pipe can cut and a person can read."""
    lines = [list(columns), *([cell(v) for v in row] for row in table)]
    widths = [max(len(line[i]) for line in lines) for i in range(len(columns))]
    for line in lines:
        say("  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)).rstrip())
