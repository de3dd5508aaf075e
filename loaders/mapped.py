"""A table read by its mapping: each row a reading, and the words of the row its evidence.

The document is the table.  A reading quotes its whole row, as it stands in the file: a cell of remarks
alone ("met the king") says neither who nor when, and a row that is put together anew stands nowhere.
Where the mapping names columns for the quote, it is what stands from the first of them to the last.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Any, cast

from graph.errors import BadInput
from graph.model import MODALITIES, Actor, Document, Kind, Reading, Run
from graph.names import slug
from graph.relations import Relation
from loaders.called import parts
from loaders.called_actors import CalledActors
from loaders.cells import dates_reader, type_of
from loaders.document import digest
from loaders.mapping import EndMapping, TableMapping
from loaders.records import BY_HAND
from loaders.rows import Row, cell_spans, delimiter_of, header_of, read_rows, table_text
from loaders.source import Source, TableOptions
from loaders.statement_table import split_list
from loaders.templates import Cells, Template

VERSION = "1"

_SHOWN = 3  # complaints that are told; the others are counted
_STEP = 2_000  # rows after which progress is told

_Getter = Callable[[Cells], str]
_Named = tuple[Actor, str]


def mapped_reader(mapping: TableMapping) -> str:
    """Name and version of the reader that reads by `mapping`."""
    return f"table {VERSION} {mapping.label.replace(' ', '-')} {mapping.digest}"


def read_mapped(source: Source, mapping: TableMapping) -> Run:
    """The run of a table; BadInput with the first bad lines and their number, unless good rows are kept."""
    options = source.table or TableOptions()
    reader = TableReader(source, mapping)
    faults = Faults(source.name)
    found: list[Reading] = []
    for row in reader.rows(options):
        try:
            found += reader.readings(row)
        except BadInput as error:
            faults.add(row.line, error)
    faults.settle(options, bool(found))
    if not found:
        raise BadInput(f"{source.name}: no row in it", hint="only the names of columns")
    return Run(
        source.location,
        source.digest,
        reader.name,
        reader.documents(),
        reader.called.actors(),
        tuple(found),
    )


class Faults:
    """What is wrong with the rows of a file: the first few complaints, and how many there are."""

    def __init__(self, file: str) -> None:
        self.count = 0
        self._file = file
        self._first: list[BadInput] = []

    def add(self, line: int, error: BadInput) -> None:
        self.count += 1
        if len(self._first) < _SHOWN:
            self._first.append(type(error)(f"{self._file}:{line}: {error.message}", hint=error.hint))

    def settle(self, options: TableOptions, any_good: bool) -> None:
        """Tell of bad rows if the good ones are to be kept, else refuse the file for them."""
        if not self.count:
            return
        if options.keep_good and any_good:
            if options.tell:
                for error in self._first:
                    options.tell(str(error))
                left = f"{self.count:,} bad row{'s' if self.count > 1 else ''}"
                options.tell(f"{self._file}: {left} left out, the others are kept")
            return
        raise self._refusal(any_good)

    def _refusal(self, any_good: bool) -> BadInput:
        first = self._first[0]
        keep = "--keep-good keeps the other rows" if any_good else ""
        if self.count == 1:
            return type(first)(first.message, hint="; ".join(filter(None, (first.hint, keep))))
        told = "; ".join(error.message for error in self._first)
        more = f"; {self.count:,} bad rows in all"
        return BadInput(told + more, hint="; ".join(filter(None, (first.hint, keep))))


class TableReader:
    """Reads one table row by row; all that rows have in common is worked out once."""

    def __init__(self, source: Source, mapping: TableMapping) -> None:
        self.name = mapped_reader(mapping)
        self.text = table_text(source)
        self.called = CalledActors(mapping.names)
        self._delimiter = mapping.delimiter or delimiter_of(self.text)
        self.header = header_of(self.text, self._delimiter)
        self._source, self._mapping = source, mapping
        self._place = f"{source.name}:1"
        self._type, self._start, self._end = map(self._bound, (mapping.type, mapping.start, mapping.end))
        self._modality, self._document, self._reference = map(
            self._bound, (mapping.modality, mapping.document, mapping.reference)
        )
        self._quote = self._bound(mapping.quote)
        self._quoted = self._columns(mapping.quote)
        self._qualifiers = [(name, self._bound(told)) for name, told in mapping.qualifiers]
        self._ends = (_End(mapping.source, "source", self), _End(mapping.target, "target", self))
        self._dates = dates_reader(mapping.dates)
        self._relations: dict[str, Relation] = {}
        self._names: dict[str, set[tuple[str, str]]] = {}

    def rows(self, options: TableOptions) -> Iterator[Row]:
        """All rows below the header, with as many cells as there are columns; those with a fault as well."""
        lines = self.text.count("\n") + 1
        for count, row in enumerate(islice(read_rows(self.text, self._delimiter), 1, None)):
            if options.progress and count % _STEP == 0:
                options.progress(row.line, lines)
            if row.fault or any(row.cells):
                yield row

    def readings(self, row: Row) -> list[Reading]:
        """What one row says; BadInput, without the place, if it cannot be read."""
        cells = self._checked(row)
        written = self._type(cells)
        relation = self._relations.get(written) or self._relation(written)
        dates = self._dates(relation.punctual, self._start(cells), self._end(cells))
        sources = self._ends[0].actors(cells, dates.day, relation.source_kinds, relation)
        targets = self._ends[1].actors(cells, dates.day, relation.target_kinds, relation)
        common: dict[str, Any] = {
            **self._evidence(row, cells),
            "type": relation.type,
            "modality": self._modality(cells).strip() or "asserted",
            "start": dates.start,
            "end": dates.end,
            "date_text": dates.text,
            "date_from": "stated" if dates.text else "none",
            "rule": "row",
            "qualifiers": tuple(
                (name, told) for name, get in self._qualifiers if (told := get(cells).strip())
            ),
        }
        if common["modality"] not in MODALITIES:
            raise BadInput(
                f"modality is {common['modality']!r:.40}", hint=f"accepted: {', '.join(MODALITIES)}"
            )
        return [
            Reading(source=a.id, source_name=one, target=b.id, target_name=other, **common)
            for a, one in sources
            for b, other in targets
        ]

    def documents(self) -> tuple[Document, ...]:
        """The table itself, or the texts that its rows quote."""
        if self._mapping.document is None:
            reference = self._reference([""] * len(self.header))
            return (Document(self._source.digest, self._source.name, reference, self.text),)
        return tuple(
            Document(ident, min(name for name, _ in told), min((r for _, r in told if r), default=""))
            for ident, told in sorted(self._names.items())
        )

    def bound(self, told: Template, key: str) -> _Getter:
        return told.bound(self.header, f"{self._place}: {key}")

    def _bound(self, told: Template | None) -> _Getter:
        return told.bound(self.header, self._place) if told else _nothing

    def _columns(self, told: Template | None) -> list[int]:
        folded = [name.casefold() for name in self.header]
        return [folded.index(name.casefold()) for name in told.columns] if told else []

    def _checked(self, row: Row) -> Cells:
        cells, width = row.cells, len(self.header)
        if row.fault:
            raise BadInput(row.fault)
        if len(cells) > width and any(cells[width:]):
            raise BadInput(f"{len(cells)} cells, and {width} columns")
        return cells if len(cells) >= width else cells + [""] * (width - len(cells))

    def _relation(self, written: str) -> Relation:
        return self._relations.setdefault(written, type_of(written, self._mapping.types))

    def _evidence(self, row: Row, cells: Cells) -> dict[str, Any]:
        if self._mapping.document is not None:
            return self._quotation(cells)
        start, end = self._span(row) if self._quoted else (row.start, row.end)
        return {
            "document": self._source.digest,
            "start_char": start,
            "end_char": end,
            "quote": self.text[start:end],
            "reader": self.name,
        }

    def _span(self, row: Row) -> tuple[int, int]:
        """From the first of the quoted cells to the last, those with nothing in them apart."""
        spans = cell_spans(self.text[row.start : row.end], self._delimiter)
        told = [spans[i] for i in self._quoted if i < len(spans) and spans[i][0] < spans[i][1]]
        if not told:
            return row.start, row.end
        return row.start + min(told)[0], row.start + max(told)[1]

    def _quotation(self, cells: Cells) -> dict[str, Any]:
        """The words of another text, which the table quotes."""
        name, quote = self._document(cells).strip(), self._quote(cells).strip()
        for told, what in ((name, "document"), (quote, "quote")):
            if not told:
                raise BadInput(f"it has no {what}")
        ident = digest(f"document {name}".encode())
        self._names.setdefault(ident, set()).add((name, self._reference(cells).strip()))
        place = {"document": ident, "start_char": 0, "end_char": len(quote), "quote": quote}
        return {**place, "reader": BY_HAND}


class _End:
    """Takes the actors of one end from the cells of a row."""

    def __init__(self, mapping: EndMapping, side: str, table: TableReader) -> None:
        self._mapping, self._side, self._called = mapping, side, table.called
        self._name = table.bound(mapping.name, side)
        self._of, self._kind, self._id, self._aliases = (
            table.bound(told, side) if told else _nothing
            for told in (mapping.of, mapping.kind, mapping.id, mapping.aliases)
        )
        self._described = mapping.id is not None or mapping.kind is not None or mapping.aliases is not None
        self._parts: dict[str, list[str]] = {}

    def actors(
        self, cells: Cells, day: int | None, allowed: Sequence[Kind], relation: Relation
    ) -> list[_Named]:
        """Whom the row names on `day`, each with the words; BadInput if nobody, or of no kind `allowed`."""
        name = self._name(cells)
        named = self._parts.get(name)
        if named is None:
            named = self._parts[name] = parts(name, self._mapping.split, self._mapping.titles)
        if not named:
            raise BadInput(f"it has no {self._side}")
        kinds = self._mapping.kinds or _likeliest(allowed)
        found = [
            (self._described_actor(one, cells, day, kinds) if self._described
             else self._called.meant(one, day, kinds, self._mapping.titles, self._of(cells).strip()), one)
            for one in named
        ]  # fmt: skip
        for actor, one in found:
            if actor.kind not in allowed:
                hint = f"accepted: {', '.join(allowed)}"
                raise BadInput(f"{one!r} is a {actor.kind}: no {self._side} of {relation.type}", hint=hint)
        return found

    def _described_actor(self, name: str, cells: Cells, day: int | None, kinds: tuple[Kind, ...]) -> Actor:
        """An actor of whom the row tells more than a name."""
        kind, ident = self._kind(cells).strip(), self._id(cells).strip()
        aliases = tuple(sorted(set(split_list(self._aliases(cells))) - {name}))
        if kind:
            kinds = (cast("Kind", kind),)
        if not ident:
            found = self._called.meant(name, day, kinds, self._mapping.titles, self._of(cells).strip())
            if found.verified or not (aliases or kind):
                return found
            ident = found.id
        return self._called.describe(Actor(ident or slug(name), name, kinds[0], aliases, None, bool(kind)))


def _likeliest(allowed: Sequence[Kind]) -> tuple[Kind, ...]:
    """The only kind that a relation takes, else the vaguest first."""
    return tuple(sorted(allowed, key=lambda kind: kind != "Group")) if len(allowed) > 1 else tuple(allowed)


def _nothing(cells: Cells) -> str:
    return ""
