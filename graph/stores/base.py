"""What every store promises; commands, paths, questions and the page see nothing else of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, Self

from graph.model import Actor, Document, Run, Statement

if TYPE_CHECKING:
    import networkx


class Edge(NamedTuple):
    """The columns of one statement that a path runs on; days as in `graph.when`.

    `empty` marks an impossible order (the window cut to the existence of its actors is empty);
    `open_end` a state whose end nobody states.
    """

    id: str
    source: str
    target: str
    type: str
    modality: str
    start_min: int
    start_max: int
    end_min: int
    end_max: int
    punctual: bool
    dated: bool
    empty: bool
    open_end: bool = False


class Added(NamedTuple):
    """What adding a run changed: readings that are new to the store, and readings it replaced."""

    new: int
    replaced: int
    unchanged: bool


Progress = Callable[[int, int], None]
"""Told how much is done, of how much."""


class Load(NamedTuple):
    """One reading of one file: its place among the loads, what it was of, and whether it counts now.

    `documents` are ids of those that it tells of; `digest` is "" once one of its documents was forgotten.
    """

    seq: int
    location: str
    digest: str
    reader: str
    documents: tuple[str, ...]
    current: bool


class Table(NamedTuple):
    """Rows of a question; `cut` says that the row limit left some out."""

    columns: list[str]
    rows: list[list[Any]]
    cut: bool


class Store(Protocol):
    """A place where readings are kept and statements are asked for."""

    url: str

    def __enter__(self) -> Self:
        """Itself; closed when the `with` ends."""

    def __exit__(self, *_: object) -> None: ...

    def snapshot(self) -> AbstractContextManager[None]:
        """What is asked inside `with store.snapshot():` all belongs to one state of the store."""

    def version(self) -> str:
        """Changes with every write; names what is derived from the store (the Cypher index)."""

    def knows(self, location: str, digest: str, reader: str) -> bool:
        """Whether the newest run of `location` is of these bytes by this reader (nothing to do)."""

    def add(self, runs: Sequence[Run]) -> list[Added]:
        """Append runs in one transaction: all of them are kept or none.

        StoreError if the store cannot be written; BadInput if a run contradicts itself or a text
        that is kept (a quote that is not what stands there, an end that no actor describes).
        """

    def draw(self, progress: Progress | None = None) -> None:
        """Bring what Cypher sees up to date with what was added; closing the store does so too.

        Goes on where it was cut short.  An embedded store waits until Cypher is asked for.
        """

    def forget(self, document: str) -> int:
        """Remove a document (name, id or start of an id) for good, with its older editions.

        Returns the number of readings removed; NothingFound, or UsageError if several are meant.
        """

    def loads(self) -> list[Load]:
        """All that was ever loaded and not forgotten, in the order in which it came."""

    def runs(self) -> Iterator[Run]:
        """The runs behind `loads()`, whole: added to an empty store in this order, they make the same."""

    def documents(self, ids: Collection[str] | None = None) -> list[Document]:
        """Documents with a current run, by name, of these ids if given.

        `text` is left out (None): see `text()`.
        """

    def text(self, document_id: str) -> str | None:
        """The text that readings of this document point into, None if only quotations are known."""

    def actors(self, ids: Collection[str] | None = None) -> Mapping[str, Actor]:
        """Actors by id, merged from all current runs; those among `ids` if given."""

    def find(self, name: str) -> list[Actor]:
        """Actors called `name` (id, name or alias, folded), best connected first; empty if none."""

    def suggest(self, name: str, limit: int = 3) -> list[str]:
        """Names near `name`, for a near miss."""

    def statements(self, actor: str | None = None) -> Iterator[Statement]:
        """Current statements, in the order of their ids; those of one actor if given."""

    def statements_by_id(self, ids: Collection[str]) -> list[Statement]:
        """Current statements with these ids, in the order of their ids; none for an id that is unknown."""

    def statement(self, prefix: str) -> Statement:
        """The one statement whose id starts with `prefix`; NothingFound, UsageError if several do."""

    def edges(self) -> list[Edge]:
        """Columns of all current statements, for paths."""

    def edges_at(self, actors: Collection[str]) -> list[Edge]:
        """Columns of the current statements with an end among these actors, each once, by id."""

    def edge_rows(self) -> Iterator[Sequence[Any]]:
        """The same, one by one, in any order, as columns of numbers take them (`graph.stores.edge_columns`).

        Id, source, target, type, modality, the four days, and 1 if punctual + 2 if dated + 4 if empty
        + 8 if its end is open.
        """

    def actor_ids(self) -> list[str]:
        """Ids of all actors, sorted."""

    def to_networkx(self, quotes: bool = True) -> networkx.MultiDiGraph[str]:
        """A MultiDiGraph with all attributes of actors and statements.

        A large one takes far less memory without `quotes` and the names of their documents, which
        `statements_by_id` tells by an edge's key.
        """

    def cypher(
        self,
        query: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        rows: int = 1000,
        seconds: float = 30.0,
    ) -> Table:
        """Run a read-only Cypher query; at most `rows` rows, and `seconds` of time."""

    def status(self) -> Mapping[str, int | str]:
        """Counts of documents, readings, statements, actors…, by name."""

    def verify(self) -> list[str]:
        """Complaints about what is kept (a changed cell, a broken file); empty if all is well."""

    def close(self) -> None:
        """Let go of files, processes and connections."""
