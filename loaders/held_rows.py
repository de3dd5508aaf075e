"""What the rows of a large table say, held in a fraction of what their readings would take.

Of a million rows, the days are tens of thousands and the names hundreds of thousands: each is held once,
and of a row only numbers.  So no row is read twice, though all is known of a table before any is kept.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from typing import Generic, NamedTuple, TypeVar

from loaders.cells import Dates

Held = TypeVar("Held")


class How(NamedTuple):
    """What rows say of the relation itself."""

    type: str
    modality: str
    qualifiers: tuple[tuple[str, str], ...]


class Quoted(NamedTuple):
    """The words that a row quotes from another text."""

    document: str
    words: str


# Line, characters from and to, what is quoted (None: these characters), relation, dates, and the places
# of sources and targets (see `loaders.row_ends.RowEnd`).
Said = tuple[int, int, int, Quoted | None, How, Dates, int, int]


class _Once(Generic[Held]):
    """Things of which many rows have the same: all different ones, and which of them each row has."""

    def __init__(self) -> None:
        self.different: list[Held] = []
        self.places = array("i")
        self._known: dict[Held, int] = {}

    def add(self, thing: Held) -> None:
        place = self._known.get(thing)
        if place is None:
            place = self._known[thing] = len(self.different)
            self.different.append(thing)
        self.places.append(place)

    def __iter__(self) -> Iterator[Held]:
        return map(self.different.__getitem__, self.places)


class HeldRows:
    """Rows in the order in which they are added; gone through as often as one likes."""

    def __init__(self) -> None:
        self._lines, self._firsts, self._lasts = array("q"), array("q"), array("q")
        self._quoted, self._how, self._dates = _Once[Quoted | None](), _Once[How](), _Once[Dates]()
        self._sources, self._targets = array("i"), array("i")

    def add(self, said: Said) -> None:
        """Hold what one row says."""
        line, first, last, quoted, how, dates, sources, targets = said
        self._lines.append(line)
        self._firsts.append(first)
        self._lasts.append(last)
        self._quoted.add(quoted)
        self._how.add(how)
        self._dates.add(dates)
        self._sources.append(sources)
        self._targets.append(targets)

    def __iter__(self) -> Iterator[Said]:
        places = (self._lines, self._firsts, self._lasts)
        return zip(*places, self._quoted, self._how, self._dates, self._sources, self._targets, strict=True)
