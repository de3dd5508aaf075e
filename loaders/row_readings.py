"""The readings of a table, made of what its rows say whenever one goes through them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from graph.model import Reading
from loaders.held_rows import HeldRows, Said
from loaders.records import BY_HAND
from loaders.row_ends import Named
from loaders.rows import told_of

_EMPTY = object.__new__


@dataclass(frozen=True)
class RowReadings:
    """What the rows of one table have in common; they name `sources` and `targets` by their places."""

    document: str
    reader: str
    text: str
    sources: Sequence[Named]
    targets: Sequence[Named]

    def count(self, said: Said) -> int:
        """How many readings a row makes: one, or several if it names several."""
        return len(self.sources[said[-2]]) * len(self.targets[said[-1]])

    def made(self, said: Said) -> list[Reading]:
        """The readings that a row makes."""
        line, first, last, quoted, how, (start, end, words, _), sources, targets = said
        kind, modality, qualifiers = how
        document, reader, quote = self.document, self.reader, self.text[first:last]
        if quoted:
            document, quote = quoted
            reader = BY_HAND
        made = []
        for source, one in self.sources[sources]:
            for target, other in self.targets[targets]:
                reading = _EMPTY(Reading)  # `Reading(…)` takes longer, and a table has a million
                # In the order of their names, they are the sooner written in the form that is hashed.
                reading.__dict__.update(
                    date_from="stated" if words else "none", date_text=words, document=document, end=end,
                    end_char=last, modality=modality, qualifiers=qualifiers, quote=quote, reader=reader,
                    rule=f"line {line}", source=source.id, source_name=one, start=start, start_char=first,
                    target=target.id, target_name=other, type=kind,
                )  # fmt: skip
                made.append(reading)
        return made


class MadeReadings(Collection[Reading]):
    """The readings of a table, of which only rows are held; `progress` is told as one goes through them."""

    def __init__(
        self, of: RowReadings, held: HeldRows, count: int, progress: Callable[[int, int], None] | None = None
    ) -> None:
        self._of, self._held, self._count, self._progress = of, held, count, progress

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Reading]:
        rows = told_of(self._held, self._of.text, self._progress)
        return chain.from_iterable(map(self._of.made, rows))

    def __contains__(self, wanted: object) -> bool:
        return any(reading == wanted for reading in self)
