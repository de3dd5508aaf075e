"""CSV and TSV: statements as `histgraph export` writes them, or any table, by a mapping of its columns.

A mapping is given, or ready for tables with these very columns, or guessed from their names.
"""

from __future__ import annotations

from graph.errors import BadInput
from graph.model import Run
from loaders.guessing import draft, guess, is_enough
from loaders.mapped import mapped_reader, read_mapped
from loaders.mapping import TableMapping, parse_mapping, ready_for
from loaders.rows import delimiter_of, header_of
from loaders.source import Source
from loaders.statement_table import READER, is_statements, read_statements

GUESSED = "guessed"


def reader_name(model: str | None = None, source: Source | None = None) -> str:
    """Name and version of the reader, which go with the columns."""
    mapping = mapping_of(source) if source else None
    return mapped_reader(mapping) if mapping else READER


def read_source(source: Source, model: str | None = None) -> Run:
    """All that the table says; BadInput names the lines that are wrong."""
    mapping = mapping_of(source)
    if mapping is None:
        return read_statements(source)
    told = _told(source, mapping)
    if told and source.table and source.table.tell:
        file = source.name if source.location else "-"
        source.table.tell(f"{source.name}: {told}; `histgraph load {file} --show-mapping` prints it")
    return read_mapped(source, mapping)


def mapping_of(source: Source) -> TableMapping | None:
    """The mapping that the table is read by, None for statements in a form of our own.

    BadInput if no mapping is given, none is ready for its columns, and their names tell too little.
    """
    if source.table and source.table.mapping:
        return source.table.mapping
    header = _header(source.text())
    if is_statements(header):
        return None
    ready = ready_for(header)
    if ready:
        return ready
    found = guess(header)
    if is_enough(found):
        return parse_mapping(draft(header, found), GUESSED)
    return None


def is_table(text: str) -> bool:
    r"""Whether the first line names the columns of a table that can be read.

    >>> is_table("Source;Type;Target;Document;Quote\n"), is_table("In 1950 the source said, ...")
    (True, False)
    """
    header = _header(text)
    return is_statements(header) or ready_for(header) is not None or is_enough(guess(header))


def mapping_text(source: Source) -> str:
    """The mapping that the table is read by in TOML, or a draft of one to be filled in."""
    given = source.table.mapping if source.table else None
    header = _header(source.text())
    if given is None and is_statements(header):
        hint = "its columns have the names that histgraph export gives them"
        raise BadInput(f"{source.name}: needs no mapping", hint=hint)
    mapping = given or ready_for(header)
    return mapping.text if mapping else draft(header, guess(header))


def _header(text: str) -> list[str]:
    return header_of(text, delimiter_of(text))


def _told(source: Source, mapping: TableMapping) -> str:
    """What the user should know of a mapping that nobody gave."""
    if source.table and source.table.mapping is mapping:
        return ""
    if mapping.label != GUESSED:
        return f"read by the ready mapping {mapping.label!r}"
    found = guess(_header(source.text()))
    return "guessed from its columns: " + ", ".join(f"{key} is {name!r}" for key, name in found.items())
