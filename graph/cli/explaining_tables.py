"""`load --explain` of a table: what its columns are taken for, its first rows as readings, unknown names."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from graph.cli import output
from graph.errors import BadInput
from graph.telling import edtf
from loaders.mapped import TableReader
from loaders.source import TableOptions
from loaders.table import mapping_of, mapping_text

if TYPE_CHECKING:
    from graph.model import Reading
    from loaders.source import Source

ROWS = 5
NAMES = 20


def explain(source: Source) -> None:
    """Explain one table; BadInput if it has no mapping (it is a file of statements), or a bad one."""
    mapping = mapping_of(source)
    if mapping is None:
        hint = "these are statements already"
        raise BadInput(f"{source.name}: --explain reads prose and tables", hint=hint)
    reader = TableReader(source, mapping)
    output.say(f"# {source.name}")
    output.say()
    output.say(mapping_text(source).rstrip("\n"))
    rows, bad = 0, 0
    named: Counter[str] = Counter()
    for row in reader.rows(TableOptions()):
        rows += 1
        try:
            found = reader.readings(row)
        except BadInput as error:
            bad += 1
            if bad <= ROWS:
                output.complain(f"{source.name}:{row.line}: {error}")
            continue
        named.update(end for reading in found for end in (reading.source, reading.target))
        if rows <= ROWS:
            output.say()
            _row(row.line, found)
    _sum_up(reader, named, rows, bad)


def _row(line: int, found: list[Reading]) -> None:
    output.prose(f"[line {line}] {' '.join(found[0].quote.split())}")
    for reading in found:
        ends = f"{reading.source} {reading.type} {reading.target}"
        dates = edtf(reading.start, reading.end) if reading.start or reading.end else "undated"
        output.prose(f"→ {ends}; {reading.modality}; {dates}", "   ", "     ")


def _sum_up(reader: TableReader, named: Counter[str], rows: int, bad: int) -> None:
    unknown = [(named[actor.id], actor.name) for actor in reader.called.actors() if not actor.verified]
    output.say()
    output.say(f"{output.count(rows, 'row')}, {bad:,} of them bad; {output.count(len(named), 'actor')}")
    if unknown:
        most = sorted(unknown, key=lambda told: (-told[0], told[1]))[:NAMES]
        told = "; ".join(f"{name} ({count:,})" for count, name in most)
        more = f"; and {len(unknown) - NAMES:,} more" if len(unknown) > NAMES else ""
        output.prose(f"names that the gazetteer does not know: {told}{more}", "   ")
