"""What the rows of a large table say, held in a fraction of what their readings would take.

Of a million rows, the days are tens of thousands and the names hundreds of thousands: each is held once,
and of a row only numbers.  So no row is read twice, though all is known of a table before any is kept.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

from loaders.cells import Dates

_AT_ONCE = 5_000  # rows

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
        self._different: list[Held] = []
        self._places = array("i")
        self._known: dict[Held, int] = {}

    def extend(self, things: Sequence[Held]) -> None:
        for thing in dict.fromkeys(things):
            if thing not in self._known:
                self._known[thing] = len(self._different)
                self._different.append(thing)
        self._places.extend(map(self._known.__getitem__, things))

    def __iter__(self) -> Iterator[Held]:
        return map(self._different.__getitem__, self._places)


class HeldRows:
    """Rows in the order in which they are added; gone through as often as one likes."""

    def __init__(self) -> None:
        self._new: list[Said] = []
        self._columns: tuple[Any, ...] = (
            *(array("q"), array("q"), array("q")),
            *(_Once[Quoted | None](), _Once[How](), _Once[Dates]()),
            *(array("i"), array("i")),
        )

    def add(self, said: Said) -> None:
        """Hold what one row says."""
        self._new.append(said)
        if len(self._new) == _AT_ONCE:
            self._settle()

    def _settle(self) -> None:
        """Put new rows into their columns: many at once take less time than one by one."""
        for column, cells in zip(self._columns, zip(*self._new, strict=True), strict=False):
            column.extend(cells)
        self._new.clear()

    def __iter__(self) -> Iterator[Said]:
        self._settle()
        return zip(*self._columns, strict=True)
