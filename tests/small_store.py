"""A store in memory with a dozen statements: enough for Cypher, without a file or a reader."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from typing import Any

from graph.grouping import statements
from graph.model import Actor, Document, Reading, Statement, content_hash
from graph.names import fold
from graph.stores.base import Load, Progress, Table

ACTORS = (
    Actor("ho-chi-minh", "Ho Chi Minh", "Person", ("Nguyen Ai Quoc", "Hồ Chí Minh"), "1890-05-19/1969-09-02"),
    Actor("comintern", "Communist International", "Organization", ("Comintern",), "1919-03-02/1943-05-15"),
    Actor("soviet-union", "Soviet Union", "State", ("USSR",), "1922-12-30/1991-12-26"),
    Actor("china", "China", "State", ("PRC",), "1949-10-01/.."),
    Actor("united-states", "United States", "State", ("U.S.",), "1776-07-04/.."),
    Actor("drv", "Democratic Republic of Vietnam", "State", ("DRV",), "1945-09-02/1976-07-02"),
    Actor("srv", "Socialist Republic of Vietnam", "State", ("SRV",), "1976-04-25/.."),
    Actor("treaty-1978", "Treaty of 1978", "Agreement", (), "1978-11/.."),
    Actor("vietnam-war", "Vietnam War", "Event", (), "1955-11-01/1975-04-30"),
)
DOCUMENTS = (
    Document("d1", "first.txt", "after a book", "x" * 2000),
    Document("d2", "second.txt", "after another", "x" * 2000),
)


def said(document: str, at: int, *what: str, **more: Any) -> Reading:
    """A reading (source, type, target, start) whose quote is made up from what it says."""
    source, kind, target, start = (*what, None)[:4]
    quote = f"{source} {kind.lower()} {target}, {start}"
    return Reading(
        document, at, at + len(quote), quote, source, source, kind, target, target, start=start, **more
    )


READINGS = (
    said("d1", 0, "ho-chi-minh", "VISITED", "soviet-union", "1923-06-30"),
    said("d1", 100, "ho-chi-minh", "JOINED", "comintern", "1923"),
    said("d1", 200, "soviet-union", "RECOGNIZED", "drv", "1950-01-31"),
    said("d2", 0, "soviet-union", "RECOGNIZED", "drv", "1950-01"),
    said("d1", 300, "ho-chi-minh", "PROCLAIMED", "drv", "1945-09-02"),
    said("d2", 100, "drv", "RENAMED_TO", "srv", "1976-04-25"),
    said("d1", 400, "china", "AIDED", "drv", "1950", end="1968"),
    said("d2", 200, "china", "FOUGHT", "srv", "1979-02-17", end="1979-03-16"),
    said("d2", 250, "china", "COOPERATED_WITH", "srv", "1976"),
    said("d1", 500, "soviet-union", "PARTY_TO", "treaty-1978", "1978-11"),
    said("d1", 500, "srv", "PARTY_TO", "treaty-1978", "1978-11"),
    said("d2", 300, "united-states", "RECOGNIZED", "drv", "1945", modality="negated"),
    said("d2", 400, "united-states", "FOUGHT", "drv", "1965", end="1973-01-27"),
    said("d2", 450, "united-states", "SUPPORTED", "drv"),
    said("d1", 600, "ho-chi-minh", "FOUNDED", "drv", "1945-09-02"),
    said("d2", 500, "soviet-union", "FOUNDED", "drv", "1946"),
    said("d1", 700, "soviet-union", "AIDED", "srv", "1995"),
    said("d2", 600, "soviet-union", "RECOGNIZED", "china", "1949-10-02"),
    said("d2", 700, "united-states", "RECOGNIZED", "china", "1979-01-01"),
)


@dataclass
class SmallStore:
    """The part of a store that Cypher and the canned questions use."""

    url: str = "memory://small"
    readings: tuple[Reading, ...] = READINGS
    listed: tuple[Actor, ...] = ACTORS
    asked: list[tuple[str, Mapping[str, Any]]] = field(default_factory=list)

    def snapshot(self) -> AbstractContextManager[None]:
        return nullcontext()

    def version(self) -> str:
        return content_hash(sorted(reading.id for reading in self.readings))

    def draw(self, progress: Progress | None = None) -> None:
        """Nothing is kept."""

    def loads(self) -> list[Load]:
        return []

    def documents(self) -> list[Document]:
        return [replace(document, text=None) for document in DOCUMENTS]

    def actors(self) -> Mapping[str, Actor]:
        return {actor.id: actor for actor in self.listed}

    def statements(self, actor: str | None = None) -> Iterator[Statement]:
        found = statements(self.readings, self.actors())
        return (one for one in found if actor in (None, one.source, one.target))

    def find(self, name: str) -> list[Actor]:
        wanted = fold(name)
        return [a for a in self.listed if wanted in map(fold, (a.id, a.name, *a.aliases))]

    def suggest(self, name: str, limit: int = 3) -> list[str]:
        near = [actor.name for actor in self.listed if fold(actor.name)[:2] == fold(name)[:2]]
        return near[:limit]

    def cypher(
        self,
        query: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        rows: int = 1000,
        seconds: float = 30.0,
    ) -> Table:
        """Keeps what is asked, and answers nothing."""
        self.asked.append((query, dict(parameters or {})))
        return Table([], [], False)
