"""What the page knows: actors, relations, passages and documents of a store, as plain JSON data.

Everything is in a fixed order, relations by time, so that the page need not sort and the same store
gives the same bytes.  Actors, relations, passages and documents refer to each other by their position.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from graph.relations import FAMILIES, relations
from graph.view_style import KIND_STYLES, NIGHT, PAPER, readable
from graph.when import (
    BEGINNING,
    END_OF_TIME,
    UNKNOWN,
    Window,
    in_words,
    parse_boundary,
    parse_existence,
    to_edtf_set,
    window_in_words,
)

if TYPE_CHECKING:
    from graph.model import Actor, Document, Reading, Statement
    from graph.stores.base import Store

SURROUNDINGS = 320  # characters before and after a passage
MOST_SURROUNDINGS = 250_000  # characters of surroundings in one page; beyond that they are left out

Json = dict[str, Any]


@dataclass(frozen=True)
class Scene:
    """Actors that stand in relations, statements by time, and the two actors of each statement."""

    actors: list[Actor]
    statements: list[Statement]
    ends: list[tuple[int, int]]

    @property
    def pairs(self) -> dict[tuple[int, int], list[int]]:
        """Positions of the statements between two actors, by the actors' positions, smaller first."""
        pairs: dict[tuple[int, int], list[int]] = {}
        for position, (a, b) in enumerate(self.ends):
            pairs.setdefault((min(a, b), max(a, b)), []).append(position)
        return dict(sorted(pairs.items()))

    @property
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
    """The page's data; `cut` says that surroundings of passages were left out, since they are too long.

    Tables of many rows are `{"fields": names, "rows": values}`, a row short where its last fields are null.
    """
    passages = _Passages(store, shown.statements)
    types = sorted({statement.type for statement in shown.statements})
    rows = _Relations(passages, types, [statement.id for statement in shown.statements])
    return {
        "kinds": {kind: style._asdict() for kind, style in KIND_STYLES.items()},
        "families": _families(),
        "types": [_type(name) for name in types],
        "actors": _table([_actor(actor) for actor in shown.actors]),
        "relations": _table([rows.row(*pair) for pair in zip(shown.statements, shown.ends, strict=True)]),
        "passages": _table(passages.rows),
        "cut": passages.cut,
        "years": _years(shown.statements),
        "documents": [{"name": d.name, "reference": d.reference} for d in passages.documents],
    }


def _table(rows: Sequence[Json]) -> Json:
    """Field names once, and rows without the nulls at their end.

    >>> _table([{"a": 1, "b": None}, {"a": 2, "b": 3}])
    {'fields': ['a', 'b'], 'rows': [[1], [2, 3]]}
    """
    return {"fields": list(rows[0]) if rows else [], "rows": [_trimmed(list(row.values())) for row in rows]}


def _trimmed(values: list[Any]) -> list[Any]:
    while values and values[-1] is None:
        values.pop()
    return values


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
            "dark": readable(family.colour, NIGHT),
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


def existence_in_words(existed: str | None) -> str:
    """An EDTF interval in English, "" if nothing is known.

    >>> existence_in_words("1945-09-02/1976-07-02"), existence_in_words("1954"), existence_in_words("1945/..")
    ('from 2 September 1945 to 2 July 1976', '1954', 'since 1945')
    """
    begun, ended = parse_existence(existed)
    if begun == ended:
        return "" if begun == UNKNOWN else window_in_words(begun)
    return _span(_known(begun), _known(ended))


def _known(window: Window) -> str:
    return "" if window == UNKNOWN else window_in_words(window)


def _span(begun: str, ended: str) -> str:
    """What began and what ended, in one phrase; either may be "".

    >>> _span("1950", "1954"), _span("between 1851 and 1900", "1954"), _span("by 1930", "")
    ('from 1950 to 1954', 'begun between 1851 and 1900, ended 1954', 'begun by 1930')
    """
    if begun == ended:
        return begun
    plain = [not re.match(r"between|by |perhaps|at |.* or later", words) for words in (begun, ended)]
    if begun and ended:
        return f"from {begun} to {ended}" if all(plain) else f"begun {begun}, ended {ended}"
    if ended:
        return f"until {ended}" if plain[1] else f"ended {ended}"
    return f"since {begun}" if plain[0] else f"begun {begun}"


def dates_in_words(start: str | None, end: str | None, punctual: bool) -> str:
    """The two dates of a statement or a reading, for people.

    >>> dates_in_words("1950-01-31", None, True), dates_in_words("1950", "1954", True)
    ('31 January 1950', 'between 1950 and 1954')
    >>> dates_in_words("1950", None, False), dates_in_words(None, None, False)
    ('since 1950', 'undated')
    """
    words = [in_words(text) if text else "" for text in (start, end)]
    if punctual and start and end and start != end:
        return f"between {words[0]} and {words[1]}"
    return (words[0] or words[1] if punctual else _span(*words)) or "undated"


class _Relations:
    """Rows of the table of relations."""

    def __init__(self, passages: _Passages, types: Sequence[str], ids: Sequence[str]) -> None:
        self._passages = passages
        self._types = {name: number for number, name in enumerate(types)}
        self._numbers = {statement: number for number, statement in enumerate(ids)}

    def row(self, statement: Statement, ends: tuple[int, int]) -> Json:
        when, begun = statement.when, begins(statement)
        words = dates_in_words(statement.start, statement.end, _punctual(statement.type))
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


def _punctual(relation_type: str) -> bool:
    return relations()[relation_type].aspect == "punctual"


class _Passages:
    """The quoted passages, each once, with a little of what stands around them."""

    def __init__(self, store: Store, statements: Sequence[Statement]) -> None:
        readings = [reading for statement in statements for reading in statement.readings]
        used = {reading.document for reading in readings}
        self.documents: list[Document] = [d for d in store.documents() if d.id in used]
        numbers = {document.id: number for number, document in enumerate(self.documents)}
        places = sorted({(numbers[r.document], r.start_char, r.end_char, r.quote) for r in readings})
        self._numbers = {place: number for number, place in enumerate(places)}
        self._documents = numbers
        self.cut = len(places) * 2 * SURROUNDINGS > MOST_SURROUNDINGS
        texts = [None if self.cut else store.text(document.id) for document in self.documents]
        self.rows = [_passage(place, texts[place[0]]) for place in places]

    def reading(self, reading: Reading, usual: str) -> list[Any]:
        """Passage, marks, words of the date and their origin, qualifiers, and its date if not the `usual`."""
        place = (self._documents[reading.document], reading.start_char, reading.end_char, reading.quote)
        words = dates_in_words(reading.start, reading.end, _punctual(reading.type))
        row = [
            self._numbers[place],
            marks(reading),
            reading.date_text,
            reading.date_from,
            [list(pair) for pair in reading.qualifiers] or None,
            None if words == usual else words,
        ]
        return _trimmed(row)


def _passage(place: tuple[int, int, int, str], text: str | None) -> Json:
    document, start, end, quote = place
    before = after = None
    if text is not None:
        before = _from_word(text[max(0, start - SURROUNDINGS) : start], start > SURROUNDINGS)
        after = _to_word(text[end : end + SURROUNDINGS], end + SURROUNDINGS < len(text))
    return {"document": document, "start": start, "end": end, "quote": quote, "before": before, "after": after}


def _from_word(text: str, is_cut: bool) -> str:
    return "…" + text[text.find(" ") + 1 :] if is_cut else text


def _to_word(text: str, is_cut: bool) -> str:
    return text[: text.rfind(" ")] + "…" if is_cut and " " in text else text


def marks(reading: Reading) -> list[int | str]:
    """Where the quote names source, target and date: start, end, role and so on, in UTF-16 units, in order.

    A name is marked where it stands as a word of its own, once, and never inside another mark.
    """
    found: list[tuple[int, int, str]] = []
    words = [(reading.date_text, "date"), (reading.source_name, "source"), (reading.target_name, "target")]
    for text, role in sorted(words, key=lambda item: -len(item[0] or "")):
        span = _first_free(text or "", reading.quote, found)
        if span:
            found.append((*span, role))
    quote = reading.quote
    return [part for a, b, role in sorted(found) for part in (_utf16(quote[:a]), _utf16(quote[:b]), role)]


def _first_free(text: str, quote: str, taken: Sequence[tuple[int, int, str]]) -> tuple[int, int] | None:
    if not text.strip():
        return None
    for match in re.finditer(rf"(?<!\w){re.escape(text)}(?!\w)", quote):
        if all(match.end() <= start or end <= match.start() for start, end, _ in taken):
            return match.span()
    return None


def _utf16(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
