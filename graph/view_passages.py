"""The words that the page quotes: passages, what stands around them, and which words are marked."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from graph.view_words import dates_in_words

if TYPE_CHECKING:
    from graph.model import Document, Reading, Statement
    from graph.stores.base import Store

SURROUNDINGS = 320  # characters before and after a passage
MOST_SURROUNDINGS = 250_000  # characters of surroundings in one page; beyond that they are left out
MOST_PLAIN = 1_000_000  # characters of passages in one page; beyond that they are packed

Json = dict[str, Any]


def trimmed(values: list[Any]) -> list[Any]:
    """The values without the nulls at their end."""
    while values and values[-1] is None:
        values.pop()
    return values


class Passages:
    """The quoted passages, each once, with a little of what stands around them.

    `rows` has them as the page does; `cut` says that surroundings were left out, `are_long` that they
    ought to be packed.
    """

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
        self.are_long = sum(len(row["quote"]) for row in self.rows) > MOST_PLAIN

    def reading(self, reading: Reading, usual: str) -> list[Any]:
        """Passage, marks, words of the date and their origin, qualifiers, and its date if not the `usual`."""
        place = (self._documents[reading.document], reading.start_char, reading.end_char, reading.quote)
        words = dates_in_words(reading.type, reading.start, reading.end)
        row = [
            self._numbers[place],
            marks(reading),
            reading.date_text,
            reading.date_from,
            [list(pair) for pair in reading.qualifiers] or None,
            None if words == usual else words,
        ]
        return trimmed(row)


def packed(value: list[Any]) -> str:
    """JSON as raw deflate in base64, for a browser's DecompressionStream to open.

    >>> zlib.decompress(base64.b64decode(packed(["words"])), -zlib.MAX_WBITS)
    b'["words"]'
    """
    squeeze = zlib.compressobj(9, wbits=-zlib.MAX_WBITS)
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":")).encode("ascii")
    return base64.b64encode(squeeze.compress(text) + squeeze.flush()).decode("ascii")


def _passage(place: tuple[int, int, int, str], text: str | None) -> Json:
    _, start, end, _ = place
    before = after = None
    if text is not None:
        before = _from_word(text[max(0, start - SURROUNDINGS) : start], start > SURROUNDINGS)
        after = _to_word(text[end : end + SURROUNDINGS], end + SURROUNDINGS < len(text))
    names = ("document", "start", "end", "quote", "before", "after")
    return dict(zip(names, (*place, before, after), strict=True))


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
    start = quote.find(text)
    while start >= 0:
        end = start + len(text)
        if _is_apart(quote, start, end) and all(end <= a or b <= start for a, b, _ in taken):
            return start, end
        start = quote.find(text, start + 1)
    return None


def _is_apart(text: str, start: int, end: int) -> bool:
    """Whether no word goes on beyond the ends of a stretch."""
    return not any(map(_is_of_word, (text[start - 1 : start] if start else "", text[end : end + 1])))


def _is_of_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def _utf16(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
