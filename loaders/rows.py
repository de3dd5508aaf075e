"""The rows of a CSV file, each with the line it begins on and the characters it takes in the text."""

from __future__ import annotations

import csv
import re
from array import array
from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate, chain, islice
from typing import Any, NamedTuple, TypeVar

from graph.errors import BadInput
from loaders.source import Source

DELIMITERS = ",;\t|"

Told = TypeVar("Told", bound=tuple[Any, ...])

_STEP = 2_000  # lines after which progress is told
_ENOUGH = 100_000  # characters within which the header ends
_BLOCK = 1_000_000
_BREAK = re.compile(r"\r\n?|\n")
_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")
_NO_BREAK = "\v\f\x1c\x1d\x1e\x85\u2028\u2029"  # Python ends a line here, an editor does not
_QUOTED = re.compile(r'"(?:[^"]|"")*"')


class Row(NamedTuple):
    """One row: `line` counts from 1, as an editor does; `text[start:end]` is the row without its line end.

    `fault` says why it is no row of CSV, "" if it is one.
    """

    line: int
    start: int
    end: int
    cells: list[str]
    fault: str = ""


def table_text(source: Source) -> str:
    """The text of a table: UTF-8, UTF-16 with its mark, or Windows-1252; BadInput names a line that is none.

    Unlike prose, a table is refused for a single byte that means nothing: it may be part of a name.
    """
    text = source.text()
    at = text.find("\ufffd")
    if at >= 0 and not _is_unicode(source.data):
        line = len(_BREAK.findall(text, 0, at)) + 1
        raise BadInput(f"{source.name}:{line}: neither UTF-8 nor Windows-1252", hint="save it as UTF-8")
    return text


def delimiter_of(text: str) -> str:
    r"""The sign between cells: the one that the first line has most of, outside quotation marks.

    >>> delimiter_of('who;"what, where";when\n'), delimiter_of("who\twhat, where\n")
    (';', '\t')
    """
    first = _BREAK.split(text[:_ENOUGH], maxsplit=1)[0]
    bare = _QUOTED.sub("", first)
    # In a line of tabs or semicolons, commas belong to the words; so the rarer signs go first.
    return next(
        (sign for sign in "\t;|," if bare.count(sign) and 2 * bare.count(sign) >= bare.count(",")), ","
    )


def header_of(text: str, delimiter: str) -> list[str]:
    """The names of the columns, without blanks around them; [] for a text without a line."""
    row = next(read_rows(text[:_ENOUGH], delimiter), None)
    return [cell.strip() for cell in row.cells] if row else []


def read_rows(text: str, delimiter: str) -> Iterator[Row]:
    """All rows but blank lines, the header first.  A fault spoils one row, and the next is read anyway."""
    starts = array("q", [0])  # of the lines that were looked at, and where the last of them ends
    reader, before = csv.reader(_lines(text, starts), delimiter=delimiter, strict=True), 0
    new = tuple.__new__  # of a named tuple, the constructor takes longer than the reader of CSV
    plain = "\r" not in text and text.endswith("\n")
    while True:
        try:
            for cells in reader:
                last = reader.line_num
                if cells:
                    stop = starts[last] - 1 if plain else _stop(text, starts[last])
                    yield new(Row, (before + 1, starts[before], stop, cells, ""))
                before = last
            return
        except csv.Error as error:
            if last := reader.line_num:
                stop = starts[last] - 1 if plain else _stop(text, starts[last])
                yield Row(before + 1, starts[before], stop, [], _in_words(error))
            before = last


def told_of(rows: Iterable[Told], text: str, progress: Callable[[int, int], None] | None) -> Iterator[Told]:
    """The same rows of a text, which begin with their line; `progress` takes that, and the number of all."""
    if not progress:
        yield from rows
        return
    lines, next_line = text.count("\n") + 1, 0
    for row in rows:
        if row[0] > next_line:
            progress(row[0], lines)
            next_line = row[0] + _STEP
        yield row


def _lines(text: str, starts: array[int]) -> Iterator[str]:
    """The lines of a text with their ends, a block of them at a time: all of them are too many to be held.

    Where the next line begins is put after each of `starts`, before the line is given.
    """
    return chain.from_iterable(_blocks(text, starts))


def _blocks(text: str, starts: array[int]) -> Iterator[list[str]]:
    at = 0
    while at < len(text):
        cut = text.find("\n", at + _BLOCK) + 1 or len(text)
        block = text[at:cut]
        odd = any(sign in block for sign in _NO_BREAK)
        lines = _LINE.findall(block) if odd else block.splitlines(keepends=True)
        starts.extend(islice(accumulate(map(len, lines), initial=at), 1, None))
        yield lines
        at = cut


def _stop(text: str, end: int) -> int:
    """Where a line that ends at `end` has its last letter."""
    if text[end - 1] == "\n":
        end -= 1
    return end - 1 if text[end - 1 : end] == "\r" else end


def cell_spans(raw: str, delimiter: str) -> list[tuple[int, int]]:
    r"""Where the cells of one row stand in it, without their quotation marks.

    >>> row = '1950,"Peking, Moscow",'
    >>> [row[start:end] for start, end in cell_spans(row, ",")]
    ['1950', 'Peking, Moscow', '']
    """
    spans, at = [], 0
    while True:
        quoted = _QUOTED.match(raw, at)
        end = quoted.end() if quoted else raw.find(delimiter, at)
        end = end if end >= 0 else len(raw)
        spans.append((at + 1, end - 1) if quoted else (at, end))
        if end >= len(raw):
            return spans
        at = end + 1


def _in_words(error: csv.Error) -> str:
    told = str(error)
    if "unexpected end of data" in told:
        return "a quotation mark is opened here, and never closed"
    return f"not CSV: {told}"


def _is_unicode(data: bytes) -> bool:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return True
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True
