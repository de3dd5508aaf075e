"""What the page knows: actors, relations, passages and documents of a store, as plain JSON data.

Everything is in a fixed order, relations by time, so that the page need not sort and the same store
gives the same bytes.  Actors, relations, passages and documents refer to each other by their position.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from graph.relations import FAMILIES, relations
from graph.view_passages import Json, Passages, packed, trimmed
from graph.view_style import NIGHT, PAPER, kind_styles, readable
from graph.view_words import dates_in_words, existence_in_words
from graph.when import BEGINNING, END_OF_TIME, parse_boundary, to_edtf_set

if TYPE_CHECKING:
    from graph.model import Actor, Statement
    from graph.stores.base import Store


@dataclass(frozen=True)
class Scene:
    """Actors that stand in relations, statements by time, and the two actors of each statement."""

    actors: list[Actor]
    statements: list[Statement]
    ends: list[tuple[int, int]]

    @cached_property
    def pairs(self) -> dict[tuple[int, int], list[int]]:
        """Positions of the statements between two actors, by the actors' positions, smaller first."""
        pairs: dict[tuple[int, int], list[int]] = {}
        for position, (a, b) in enumerate(self.ends):
            pairs.setdefault((min(a, b), max(a, b)), []).append(position)
        return dict(sorted(pairs.items()))

    @cached_property
    def degrees(self) -> list[int]:
        """How many asserted statements each actor stands in."""
        count = Counter(
            end
            for statement, ends in zip(self.statements, self.ends, strict=True)
            if drawn(statement)
            for end in {*ends}
        )
        return [count[number] for number in range(len(self.actors))]


def drawn(statement: Statement) -> bool:
    """Whether a page shows it unasked: what a text asserts, in an order that is possible."""
    return statement.modality == "asserted" and statement.when is not None


def scene(store: Store) -> Scene:
    """All that a page shows, in the order in which it shows it."""
    statements = sorted(store.statements(), key=_by_time)
    named = store.actors()
    ids = sorted({end for statement in statements for end in (statement.source, statement.target)})
    numbers = {actor: number for number, actor in enumerate(ids)}
    ends = [(numbers[statement.source], numbers[statement.target]) for statement in statements]
    return Scene([named[actor] for actor in ids], statements, ends)


def _by_time(statement: Statement) -> tuple[bool, int, int, str]:
    begun = begins(statement)
    ended = parse_boundary(statement.end).latest
    return begun is None, begun or 0, ended, statement.id


def begins(statement: Statement) -> int | None:
    """The day that stands for its beginning where one is needed (an order, a bar): the middle of its window.

    None if the statement is undated or impossible.  What the texts say counts, not when the actors existed.
    """
    if statement.when is None or not statement.when.dated:
        return None
    for window in (parse_boundary(statement.start), parse_boundary(statement.end)):
        bounds = [day for day in window if BEGINNING < day < END_OF_TIME]
        if bounds:
            return sum(bounds) // len(bounds)
    return None


def data(store: Store, shown: Scene) -> Json:
    """The page's data; `cut` says that surroundings of passages were left out, since they are too long,
    `packed` holds passages and readings where they are long (see `graph.view_passages.packed`).

    Tables of many rows are `{"fields": names, "rows": values}`, a row short where its last fields are null.
    """
    passages = Passages(store, shown.statements)
    types = sorted({statement.type for statement in shown.statements})
    rows = _Relations(passages, types, [statement.id for statement in shown.statements])
    styles = kind_styles(actor.kind for actor in shown.actors)
    content = {
        "kinds": {kind: style._asdict() for kind, style in styles.items()},
        "families": _families(),
        "types": [_type(name) for name in types],
        "actors": _table([_actor(actor) for actor in shown.actors]),
        "relations": _table([rows.row(*pair) for pair in zip(shown.statements, shown.ends, strict=True)]),
        "passages": _table(passages.rows),
        "cut": passages.cut,
        "years": _years(shown.statements),
        "documents": [{"name": d.name, "reference": d.reference} for d in passages.documents],
    }
    return _packed(content) if passages.are_long else content


def _packed(content: Json) -> Json:
    """The content with passages and readings moved to `packed`: what is not needed to draw."""
    table, passages = content["relations"], content["passages"]
    at = table["fields"].index("readings")
    readings = [row[at] for row in table["rows"]]
    rows = [[*row[:at], None, *row[at + 1 :]] for row in table["rows"]]
    return content | {
        "relations": table | {"rows": rows},
        "passages": passages | {"rows": []},
        "packed": packed([passages["rows"], readings]),
    }


def _table(rows: Sequence[Json]) -> Json:
    """Field names once, and rows without the nulls at their end.

    >>> _table([{"a": 1, "b": None}, {"a": 2, "b": 3}])
    {'fields': ['a', 'b'], 'rows': [[1], [2, 3]]}
    """
    return {"fields": list(rows[0]) if rows else [], "rows": [trimmed(list(row.values())) for row in rows]}


def _years(statements: Iterable[Statement]) -> tuple[int, int] | None:
    """First and last year that dates of possible statements name, None if they name none."""
    days = [
        day
        for statement in statements
        if statement.when and statement.when.dated
        for text in (statement.start, statement.end)
        for day in parse_boundary(text)
        if BEGINNING < day < END_OF_TIME
    ]
    return (date.fromordinal(min(days)).year, date.fromordinal(max(days)).year) if days else None


def _families() -> Json:
    return {
        name: {
            "label": family.label,
            "dash": list(family.dash),
            "light": readable(family.colour, PAPER),
            "dark": readable(family.night, NIGHT),
        }
        for name, family in FAMILIES.items()
    }


def _type(name: str) -> Json:
    known = relations()[name]
    return {
        "name": name,
        "wording": known.wording,
        "inverse": known.inverse,
        "family": known.family,
        "symmetric": known.symmetric,
        "punctual": known.punctual,
        "polarity": known.polarity,
    }


def _actor(actor: Actor) -> Json:
    return {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind,
        "aliases": [alias for alias in actor.aliases if alias != actor.name] or None,
        "existed": existence_in_words(actor.existed) or None,
        "existed_edtf": actor.existed,
        "unverified": None if actor.verified else True,
    }


class _Relations:
    """Rows of the table of relations."""

    def __init__(self, passages: Passages, types: Sequence[str], ids: Sequence[str]) -> None:
        self._passages = passages
        self._types = {name: number for number, name in enumerate(types)}
        self._numbers = {statement: number for number, statement in enumerate(ids)}

    def row(self, statement: Statement, ends: tuple[int, int]) -> Json:
        when, begun = statement.when, begins(statement)
        words = dates_in_words(statement.type, statement.start, statement.end)
        return {
            "id": statement.id,
            "ends": ends,
            "type": self._types[statement.type],
            "words": words,
            "readings": [self._passages.reading(reading, words) for reading in statement.readings],
            "start": _edtf(statement.start),
            "end": _edtf(statement.end),
            "days": [*when.start, *when.end] if when else None,
            "year": None if begun is None else date.fromordinal(begun).year,
            "open": True if when and when.open_end and when.dated else None,
            "modality": None if statement.modality == "asserted" else statement.modality,
            "could_be": self._positions(statement.could_be),
            "disagrees": self._positions(statement.disagrees),
        }

    def _positions(self, ids: Iterable[str]) -> list[int] | None:
        return [self._numbers[other] for other in ids if other in self._numbers] or None


def _edtf(text: str | None) -> str | None:
    return to_edtf_set(text) if text else None
