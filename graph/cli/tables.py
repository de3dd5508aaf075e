"""Tables at a terminal: as wide as it is, long text folded, nothing cut off."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

_GAP = 3  # between columns, and about as much around them
_NARROWEST = 12  # columns narrower than that cannot be read
_EASY_TO_READ = 24  # what a column to be folded should have


def draw(columns: Sequence[str], cells: Sequence[Sequence[str]], numbers: Sequence[bool]) -> None:
    """Print rows of text under their columns; a block for each row where the terminal is too narrow.

    `numbers` tells which columns hold numbers.
    """
    console = Console()
    widths = [max(map(cell_len, [column, *(row[i] for row in cells)])) for i, column in enumerate(columns)]
    whole = _kept_whole(widths, console.width - _GAP * len(columns))
    console.print(_blocks(columns, cells) if whole is None else _grid(columns, cells, whole, numbers))


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


def _grid(
    columns: Sequence[str], cells: Sequence[Sequence[str]], whole: set[int], numbers: Sequence[bool]
) -> Table:
    drawn = Table(box=box.SIMPLE_HEAD, header_style="bold", pad_edge=False)
    for i, column in enumerate(columns):
        justify: Literal["left", "right"] = "right" if numbers[i] else "left"
        drawn.add_column(Text(column), justify=justify, overflow="fold", no_wrap=i in whole)
    for row in cells:
        drawn.add_row(*map(Text, row))
    return drawn


def _blocks(columns: Sequence[str], cells: Sequence[Sequence[str]]) -> Table:
    drawn = Table.grid(padding=(0, 2))
    drawn.add_column(style="bold", no_wrap=True)
    drawn.add_column(overflow="fold")
    for number, row in enumerate(cells, 1):
        drawn.add_row(Text(f"row {number}", style="dim"), "")
        for column, text in zip(columns, row, strict=True):
            drawn.add_row(Text(column), Text(text))
    return drawn
