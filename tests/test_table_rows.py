"""Rows of tables: offsets, lines as an editor counts them, delimiters, encodings."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from graph.errors import BadInput
from loaders.rows import DELIMITERS, cell_spans, delimiter_of, header_of, read_rows, table_text
from loaders.source import Source

CELL = st.text(alphabet='ab é"\n\r,;\t|\u2028\x0b𝄞', max_size=6)
TABLES = st.lists(st.lists(CELL, min_size=1, max_size=4), min_size=1, max_size=6)


def written(rows: list[list[str]], delimiter: str, ending: str) -> str:
    cells = io.StringIO(newline="")
    # The writer of the library leaves line ends of other kinds bare.
    bare = not any({"\r", "\n"} & set(cell) for row in rows for cell in row)
    quoting = csv.QUOTE_MINIMAL if bare else csv.QUOTE_ALL
    csv.writer(cells, delimiter=delimiter, lineterminator=ending, quoting=quoting).writerows(rows)
    return cells.getvalue()


def lines_of(text: str) -> list[str]:
    """As an editor shows them: \\n, \\r\\n and \\r end a line, and nothing else does."""
    return io.StringIO(text, newline=None).read().split("\n")


@given(TABLES, st.sampled_from(DELIMITERS), st.sampled_from(["\n", "\r\n", "\r"]))
@example([["a\r\nb", "c"], ["d", '"']], ",", "\r\n")
@example([[""], ["x"]], ",", "\n")
def test_every_row_stands_where_it_says(rows, delimiter, ending):
    text = written(rows, delimiter, ending)
    found = list(read_rows(text, delimiter))
    assert [row.cells for row in found] == rows
    for row in found:
        raw = text[row.start : row.end]
        assert next(csv.reader(io.StringIO(raw, newline=""), delimiter=delimiter), [""]) == row.cells
        assert row.line == len(lines_of(text[: row.start]))
        assert not row.fault
    kept = "".join(text[row.start : row.end] for row in found)
    assert kept.replace("\r", "").replace("\n", "") == text.replace("\r", "").replace("\n", "")


@given(TABLES, st.sampled_from(DELIMITERS))
def test_every_cell_stands_where_it_says(rows, delimiter):
    text = written(rows, delimiter, "\n")
    for row in read_rows(text, delimiter):
        raw = text[row.start : row.end]
        spans = cell_spans(raw, delimiter)
        assert [raw[start:end].replace('""', '"') for start, end in spans] == row.cells


def test_blank_lines_are_no_rows_and_count():
    assert [(row.line, row.cells) for row in read_rows("a\n\n\nb\n", ",")] == [(1, ["a"]), (4, ["b"])]


def test_a_fault_spoils_one_row():
    found = list(read_rows('a,b\n"x"y,2\nc,d\n"open,1\ne,f\n', ","))
    assert [(row.line, row.cells, bool(row.fault)) for row in found] == [
        (1, ["a", "b"], False), (2, [], True), (3, ["c", "d"], False), (4, [], True),
    ]  # fmt: skip
    assert "never closed" in found[-1].fault


@pytest.mark.parametrize(
    ("line", "delimiter"),
    [
        ("a,b", ","), ("a;b", ";"), ("a\tb", "\t"), ("a|b", "|"), ("a", ","), ('"a;b;c",d', ","),
        ("a, b;c, d;e", ";"), ("a,b,c,d;e", ","),
    ],
)  # fmt: skip
def test_the_delimiter_is_seen_in_the_header(line, delimiter):
    assert delimiter_of(f"{line}\n;;;;;,,,,,\n") == delimiter


def test_the_header():
    assert header_of(' a ,"b\nc"\r\n1,2', ",") == ["a", "b\nc"]
    assert header_of("", ",") == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(encoding):
    assert table_text(Source("", "a.csv", "who,wo\nÉva,Győr\n".replace("ő", "ö").encode(encoding))) == (
        "who,wo\nÉva,Györ\n"
    )


def test_a_byte_that_means_nothing_is_refused_by_its_line():
    with pytest.raises(BadInput, match=r"^a\.csv:3: neither UTF-8 nor Windows-1252"):
        table_text(Source("", "a.csv", b"who\nb\nc\x81d\n" + b"e\n" * 100))
    assert "\ufffd" in table_text(Source("", "a.csv", "who\n\ufffd\nand so on\n".encode() + b"x" * 999))
