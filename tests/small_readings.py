"""Readings for the tests of grouping: three actors, and short ways to have something said of them."""

from __future__ import annotations

from dataclasses import replace

from graph.model import Actor, Reading
from graph.relations import relation
from graph.when import When

ACTORS = {
    "a": Actor("a", "A", "State"),
    "b": Actor("b", "B", "State", existed="1945-09-02/1976-07-02"),
    "c": Actor("c", "C", "Organization", existed="1951/.."),
}


def reading(type_: str = "RECOGNIZED", start: str | None = None, at: int = 0, **fields: object) -> Reading:
    """What place `at` says: A recognised B, unless told otherwise."""
    plain = Reading("doc", at, at + 9, "quotation", "a", "A", type_, "b", "B", start=start)
    return replace(plain, **fields)  # type: ignore[arg-type]


def said(*dates: str | None, type_: str = "RECOGNIZED") -> list[Reading]:
    """The same relation said in several places, with these dates."""
    return [reading(type_, date, at) for at, date in enumerate(dates)]


def when_of(one: Reading) -> When:
    make = When.point if relation(one.type).punctual else When.state
    return make(one.start, one.end)


def windows(when: When) -> tuple[int, ...]:
    return (*when.start, *when.end)
