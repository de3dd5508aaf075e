"""Rows and lines on the terminal; nothing but data on stdout when it is piped."""

from __future__ import annotations

import csv
import json
import shutil
import sys
import textwrap
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any

import typer

from graph.cli.shapes import shape

WIDEST = 100  # longer lines of prose are hard to read
_GAP = 3  # between columns, and about as much around them
_NARROWEST = 12  # columns narrower than that cannot be read
_EASY_TO_READ = 24  # what a column to be folded should have


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
    width = min(shutil.get_terminal_size((WIDEST, 24)).columns, WIDEST)
    lines = textwrap.wrap(
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
    """A table as wide as the terminal, long cells folded; a block for each row where that is too narrow."""
    from rich.cells import cell_len  # slow to import, and only a terminal needs it
    from rich.console import Console

    console = Console()
    cells = [[cell(value) for value in row] for row in table]
    widths = [max(map(cell_len, [column, *(row[i] for row in cells)])) for i, column in enumerate(columns)]
    whole = _kept_whole(widths, console.width - _GAP * len(columns))
    if whole is None:
        console.print(_blocks(columns, cells))
        return
    numbers = [all(map(_is_number, (row[i] for row in table))) for i in range(len(columns))]
    console.print(_grid(columns, cells, whole, numbers))


def _is_number(value: Any) -> bool:
    """Whether it can stand in a column of numbers."""
    return value is None or (isinstance(value, int | float) and not isinstance(value, bool))


def _kept_whole(widths: Sequence[int], room: int) -> set[int] | None:
    """Columns that need not be folded, narrow ones first; None if no room is left for the others.

    >>> _kept_whole([10, 200, 18], 80), _kept_whole([30, 30, 30, 200], 80), _kept_whole([90] * 9, 80)
    ({0, 2}, set(), None)
    """
    kept: set[int] = set()
    left = sorted(range(len(widths)), key=lambda i: widths[i])
    while left and widths[left[0]] + sum(min(widths[i], _EASY_TO_READ) for i in left[1:]) <= room:
        room -= widths[left[0]]
        kept.add(left.pop(0))
    return kept if room >= sum(min(widths[i], _NARROWEST) for i in left) else None


def _grid(columns: Sequence[str], cells: list[list[str]], whole: set[int], numbers: Sequence[bool]) -> Any:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    drawn = Table(box=box.SIMPLE_HEAD, header_style="bold", pad_edge=False)
    for i, column in enumerate(columns):
        justify: Any = "right" if numbers[i] else "left"
        drawn.add_column(Text(column), justify=justify, overflow="fold", no_wrap=i in whole)
    for row in cells:
        drawn.add_row(*map(Text, row))
    return drawn


def _blocks(columns: Sequence[str], cells: list[list[str]]) -> Any:
    from rich.table import Table
    from rich.text import Text

    drawn = Table.grid(padding=(0, 2))
    drawn.add_column(style="bold", no_wrap=True)
    drawn.add_column(overflow="fold")
    for number, row in enumerate(cells, 1):
        drawn.add_row(Text(f"row {number}", style="dim"), "")
        for column, text in zip(columns, row, strict=True):
            drawn.add_row(Text(column), Text(text))
    return drawn


def _plain(columns: Sequence[str], table: list[list[Any]]) -> None:
    """Aligned columns without lines: what a pipe can cut and a person can read."""
    lines = [list(columns), *([cell(v) for v in row] for row in table)]
    widths = [max(len(line[i]) for line in lines) for i in range(len(columns))]
    for line in lines:
        say("  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)).rstrip())
