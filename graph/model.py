"""The nouns of the project: Document, Reading, Run, Actor and Statement, as plain immutable records.

A *reading* is what one place in one document says.  A *statement* is a group of readings that can be
one and the same fact; it is computed (`graph.grouping`), never stored by hand.  A *run* is all that
one reading of one file gave.  Nothing here knows of files, stores or languages.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal, get_args

from graph.when import When

Kind = Literal["Person", "Organization", "State", "Place", "Event", "Agreement", "Group"]
Modality = Literal["asserted", "negated", "intended", "reported"]
DateOrigin = Literal["stated", "carried", "relative", "era", "none"]

KINDS: tuple[str, ...] = get_args(Kind)
MODALITIES: tuple[str, ...] = get_args(Modality)
DATE_ORIGINS: tuple[str, ...] = get_args(DateOrigin)


def content_hash(payload: object, length: int = 16) -> str:
    """Hexadecimal digest of `payload` written as canonical JSON.

    >>> content_hash({"b": 1, "a": 2}) == content_hash({"a": 2, "b": 1})
    True
    """
    from hashlib import sha256  # noqa: PLC0415  of no use to a question

    return sha256(canonical(payload)).hexdigest()[:length]


def canonical(payload: object) -> bytes:
    """JSON in the one form that hashes are made of: keys sorted, no spaces, UTF-8.

    >>> canonical({"b": ("Hồ",), "a": None}).decode()
    '{"a":null,"b":["Hồ"]}'
    """
    from orjson import OPT_SORT_KEYS, dumps  # noqa: PLC0415  of no use to a question

    return dumps(payload, option=OPT_SORT_KEYS)


@dataclass(frozen=True, slots=True)
class Document:
    """A text, known by the hash of its bytes; its file name is only a label.

    `text` is the decoded text that every offset of a reading points into, or None where only
    quotations of it are known (a statement file written elsewhere).
    """

    id: str
    name: str
    reference: str = ""
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody or something that stands in relations.

    `existed` is an EDTF interval ("1945-09-02/1976-07-02") or None where it is not known.
    `verified` is False for a name that no gazetteer knows.
    """

    id: str
    name: str
    kind: Kind
    aliases: tuple[str, ...] = ()
    existed: str | None = None
    verified: bool = True


@dataclass(frozen=True)
class Reading:
    """What one place in one document says; immutable, and its `id` is the hash of all its fields.

    `document` is a document's id, `start_char` and `end_char` count Unicode code points of its text,
    end exclusive, and `text[start_char:end_char] == quote`.  `source` and `target` are actor ids,
    `source_name` and `target_name` the words they were taken for.  `start` and `end` are EDTF or None;
    `date_text` the words that gave them and `date_from` how.  `qualifiers` are (name, value) pairs
    such as ("on behalf of", "comintern").
    """

    document: str
    start_char: int
    end_char: int
    quote: str
    source: str
    source_name: str
    type: str
    target: str
    target_name: str
    modality: Modality = "asserted"
    start: str | None = None
    end: str | None = None
    date_text: str | None = None
    date_from: DateOrigin = "none"
    rule: str = ""
    reader: str = ""
    qualifiers: tuple[tuple[str, str], ...] = ()

    @cached_property
    def id(self) -> str:
        """Sixteen hexadecimal digits."""
        return content_hash(self.fields())

    def fields(self) -> dict[str, Any]:
        """All that the reading is, ready for JSON; `Reading(**fields)` after tupling qualifiers."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


@dataclass(frozen=True, slots=True)
class Run:
    """All that one reading of one file gave.

    `location` says where the file lay ("" for standard input); a newer run of the same location, or of
    the same document by another version of the same reader, takes its place.  `digest` is the hash of
    the file's bytes.  `reader` names the program and its version ("text 1 en-core-web-sm 3.8.0").
    `readings` of a huge file may be made anew, the same each time, whenever one goes through them.
    """

    location: str
    digest: str
    reader: str
    documents: tuple[Document, ...]
    actors: tuple[Actor, ...]
    readings: Collection[Reading]


@dataclass(frozen=True)
class Statement:
    """Readings that can be one and the same fact.

    Ends are in canonical order for symmetric relations.  `start` and `end` are the finest EDTF dates
    among the readings; `when` is their window cut to the existence of both actors, None if nothing is
    left of it (an impossible order).  `could_be` are ids of statements with finer dates that a coarser
    one might be the same as; `disagrees` ids of statements that cannot hold together with this one.
    """

    id: str
    source: str
    type: str
    target: str
    modality: Modality
    start: str | None
    end: str | None
    when: When | None
    readings: tuple[Reading, ...]
    could_be: tuple[str, ...] = field(default=())
    disagrees: tuple[str, ...] = field(default=())
