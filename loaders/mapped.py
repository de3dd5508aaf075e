"""A table read by its mapping: each row a reading, and the words of the row its evidence.

The document is the table.  A reading quotes its whole row, as it stands in the file: a cell of remarks
alone ("met the king") says neither who nor when, and a row that is put together anew stands nowhere.
Where the mapping names columns for the quote, it is what stands from the first of them to the last.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from itertools import islice

from graph.errors import BadInput
from graph.garbage import no_collection
from graph.model import MODALITIES, Document, Reading, Run
from graph.relations import Relation
from loaders.called_actors import CalledActors
from loaders.cells import dates_reader, type_of
from loaders.document import digest
from loaders.faults import Faults
from loaders.held_rows import HeldRows, How, Quoted, Said
from loaders.mapping import TableMapping
from loaders.row_ends import RowEnd
from loaders.row_readings import MadeReadings, RowReadings
from loaders.rows import Row, cell_spans, delimiter_of, header_of, read_rows, table_text, told_of
from loaders.source import Source, TableOptions
from loaders.templates import Cells, Getter, Template

VERSION = "1"
HELD = 20_000  # readings of one table that are held; of a larger one, what they are made of

# Characters from and to, and the words where they are another text's.
_Evidence = tuple[int, int, Quoted | None]


def mapped_reader(mapping: TableMapping) -> str:
    """Name and version of the reader that reads by `mapping`."""
    return f"table {VERSION} {mapping.label.replace(' ', '-')} {mapping.digest}"


def read_mapped(source: Source, mapping: TableMapping) -> Run:
    """The run of a table; BadInput with the first bad lines and their number, unless good rows are kept."""
    reader = TableReader(source, mapping)
    source.release()
    with no_collection():
        readings = reader.all_readings(source.table or TableOptions())
    if not readings:
        raise BadInput(f"{source.name}: no row in it", hint="only the names of columns")
    actors = reader.called.actors()
    return Run(source.location, source.digest, reader.name, reader.documents(), actors, readings)


class TableReader:
    """Reads one table row by row; all that rows have in common is worked out once."""

    def __init__(self, source: Source, mapping: TableMapping) -> None:
        self.name = mapped_reader(mapping)
        self.text = table_text(source)
        self.called = CalledActors(mapping.names)
        self._delimiter = mapping.delimiter or delimiter_of(self.text)
        self.header = header_of(self.text, self._delimiter)
        self._file, self._mapping = source.name, mapping  # not the source: its bytes are no longer needed
        self._type, self._start, self._end, self._modality, self._document, self._reference, self._quote = (
            self._bound(told)
            for told in (
                *(mapping.type, mapping.start, mapping.end, mapping.modality),
                *(mapping.document, mapping.reference, mapping.quote),
            )
        )
        folded = [name.casefold() for name in self.header]
        self._quoted = (
            [folded.index(name.casefold()) for name in mapping.quote.columns] if mapping.quote else []
        )
        self._qualifiers = [(name, self._bound(told)) for name, told in mapping.qualifiers]
        self._sources = RowEnd(mapping.source, "source", self.called, self._bound)
        self._targets = RowEnd(mapping.target, "target", self.called, self._bound)
        self._dates = dates_reader(mapping.dates)
        self._relations: dict[str, tuple[Relation, bool, How]] = {}
        self._names: dict[str, set[tuple[str, str]]] = {}
        self._width, self._document_id = len(self.header), source.digest
        self._elsewhere = self._evidence()
        self._is_told_how = bool(mapping.modality or mapping.qualifiers)
        ends = self._sources.different, self._targets.different
        self._made = RowReadings(self._document_id, self.name, self.text, *ends)

    def all_readings(self, options: TableOptions) -> Collection[Reading]:
        """What all rows say, in their order; BadInput if any cannot be read, unless good ones are kept."""
        faults, count, held = Faults(self._file), 0, HeldRows()
        for row in self.rows(options):
            try:
                said = self._said(row)
            except BadInput as error:
                faults.add(row.line, error)
                continue
            count += self._made.count(said)
            held.add(said)
        faults.settle(options, count)
        if count <= HELD:
            return tuple(MadeReadings(self._made, held, count))
        return MadeReadings(self._made, held, count, options.progress)

    def rows(self, options: TableOptions) -> Iterator[Row]:
        """All rows below the header, those with a fault as well."""
        rows = islice(read_rows(self.text, self._delimiter), 1, None)
        for row in told_of(rows, self.text, options.progress):
            if row[-1] or any(row[-2]):  # a fault, cells
                yield row

    def readings(self, row: Row) -> list[Reading]:
        """What one row says; BadInput, without the place, if it cannot be read."""
        return self._made.made(self._said(row))

    def _said(self, row: Row) -> Said:
        line, first, last, cells, fault = row
        if fault or len(cells) != self._width:
            cells = self._checked(row)
        written = self._type(cells)
        relation, punctual, how = self._relations.get(written) or self._relation(written)
        dates = self._dates(punctual, self._start(cells), self._end(cells))
        day = dates[-1]
        quoted = None
        if self._elsewhere:
            first, last, quoted = self._elsewhere(row, cells)
        if self._is_told_how:
            how = How(relation.type, self._how(cells), self._limits(cells))
        return (
            *(line, first, last, quoted, how, dates),
            self._sources.place(cells, day, relation),
            self._targets.place(cells, day, relation),
        )

    def documents(self) -> tuple[Document, ...]:
        """The table itself, or the texts that its rows quote."""
        if self._mapping.document is None:
            reference = self._reference([""] * len(self.header))
            return (Document(self._document_id, self._file, reference, self.text),)
        return tuple(
            Document(ident, min(name for name, _ in told), min((r for _, r in told if r), default=""))
            for ident, told in sorted(self._names.items())
        )

    def _bound(self, told: Template | None, key: str = "") -> Getter:
        place = f"{self._file}:1" + (f": {key}" if key else "")
        return told.bound(self.header, place) if told else _nothing

    def _checked(self, row: Row) -> list[str]:
        cells, width = row.cells, self._width
        if row.fault:
            raise BadInput(row.fault)
        if any(cells[width:]):
            raise BadInput(f"{len(cells)} cells, and {width} columns")
        return cells + [""] * (width - len(cells))

    def _relation(self, written: str) -> tuple[Relation, bool, How]:
        """The relation that a cell names, whether it is an act of one day, and what is said of it besides."""
        found = type_of(written, self._mapping.types)
        return self._relations.setdefault(written, (found, found.punctual, How(found.type, "asserted", ())))

    def _how(self, cells: Cells) -> str:
        told = self._modality(cells).strip() or "asserted"
        if told not in MODALITIES:
            raise BadInput(f"modality is {told!r:.40}", hint=f"accepted: {', '.join(MODALITIES)}")
        return told

    def _limits(self, cells: Cells) -> tuple[tuple[str, str], ...]:
        """What the row says of the relation besides."""
        return tuple([(name, told) for name, get in self._qualifiers if (told := get(cells).strip())])

    def _evidence(self) -> Callable[[Row, Cells], _Evidence] | None:
        """What takes the evidence from a row; None where that is the whole row."""
        if self._mapping.document is not None:
            return self._quotation
        return self._part if self._quoted else None

    def _part(self, row: Row, cells: Cells) -> _Evidence:
        """From the first of the quoted cells to the last, those with nothing in them apart."""
        spans = cell_spans(self.text[row.start : row.end], self._delimiter)
        told = [spans[i] for i in self._quoted if i < len(spans) and spans[i][0] < spans[i][1]]
        first, last = (row.start + min(told)[0], row.start + max(told)[1]) if told else (row.start, row.end)
        return first, last, None

    def _quotation(self, row: Row, cells: Cells) -> _Evidence:
        """The words of another text, which the table quotes."""
        name, quote = self._document(cells).strip(), self._quote(cells).strip()
        for told, what in ((name, "document"), (quote, "quote")):
            if not told:
                raise BadInput(f"it has no {what}")
        ident = digest(f"document {name}".encode())
        self._names.setdefault(ident, set()).add((name, self._reference(cells).strip()))
        return 0, len(quote), Quoted(ident, quote)


def _nothing(cells: Cells) -> str:
    return ""
