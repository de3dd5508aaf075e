"""The vocabulary of relations: what each type means, how it reads, and how it behaves in time.

The types live in `relations.toml` beside this file, one table each; `relations()` reads and checks them.
The seven families, by which relations are coloured and filtered, are `FAMILIES`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, NamedTuple, NoReturn, cast, get_args

from graph.errors import BadInput
from graph.model import KINDS, Kind

Aspect = Literal["punctual", "inceptive", "durative"]
Recurs = Literal["once", "many"]
Scope = Literal["ends", "source", "target"]
Polarity = Literal["cooperation", "conflict", "neutral"]

VOCABULARY = Path(__file__).with_name("relations.toml")


class Family(NamedTuple):
    """Relations that are drawn alike: `colour` on white, `night` on a dark ground.

    `dash` is a stroke pattern (pixels on, off, …), () a full line.
    """

    label: str
    colour: str
    night: str
    dash: tuple[int, ...]


# Each colour has a contrast of 4.5:1 or more on its ground, and any two stay apart under the three common
# forms of colour blindness; the dash tells them apart where colour cannot (print, very thin lines).
FAMILIES: Mapping[str, Family] = MappingProxyType(
    {
        "diplomacy": Family("Diplomacy", "#2a6fd6", "#8eb3f7", ()),
        "support": Family("Alliance and support", "#00615c", "#a3f9de", (10, 4)),
        "aid": Family("Aid, trade and advice", "#5a3210", "#e9a841", (6, 3)),
        "organisation": Family("Organisation and membership", "#3f1786", "#8b67fe", (2, 3)),
        "leadership": Family("Leadership and rule", "#12100e", "#ccbeae", (10, 3, 2, 3)),
        "conflict": Family("Conflict and rivalry", "#d8100a", "#f1637e", (5, 2, 2, 2, 2, 2)),
        "territory": Family("Territory and succession", "#b72cb0", "#a66bc2", (14, 6)),
    }
)


class Example(NamedTuple):
    """A sentence that says the relation, its two ends as named in it, and its dates (EDTF or None)."""

    text: str
    source: str
    target: str
    start: str | None = None
    end: str | None = None


class Relation(NamedTuple):
    """A type of relation.

    "{source} {wording} {target}" and "{target} {inverse} {source}" are English clauses.  `aspect`: a
    *punctual* relation is an act of one day, an *inceptive* one an act that opens a state, a *durative*
    one a period.  `recurs` is "once" where one fact of this kind is all there can be per `once_per`:
    the same ends, the same source, or the same target.  `ended_by` are types that close the state,
    between the same ends in the same order (in any, if either type is symmetric).  `outlives` is True
    where an end need not exist (yet, or any more) while the relation holds, so that its dates are not
    cut to the existence of its actors.
    `plover` and `cameo` are the nearest categories of those two event codings ("" for none).
    """

    type: str
    definition: str
    direction: str
    wording: str
    inverse: str
    symmetric: bool
    aspect: Aspect
    recurs: Recurs
    once_per: Scope
    ended_by: tuple[str, ...]
    outlives: bool
    polarity: Polarity
    family: str
    source_kinds: tuple[Kind, ...]
    target_kinds: tuple[Kind, ...]
    plover: str
    cameo: str
    examples: tuple[Example, ...]

    def canonical(self, source: str, target: str) -> tuple[str, str]:
        """The two actor ids in the order in which they are kept: sorted if the relation is symmetric.

        >>> relation("FOUGHT").canonical("russia", "japan"), relation("INVADED").canonical("iraq", "iran")
        (('japan', 'russia'), ('iraq', 'iran'))
        """
        return (target, source) if self.symmetric and target < source else (source, target)

    @property
    def punctual(self) -> bool:
        """True for an act of one day, whose end is its start."""
        return self.aspect == "punctual"


@cache
def relations() -> Mapping[str, Relation]:
    """All types, sorted by name.  Raises BadInput if `relations.toml` is not well made."""
    return read_vocabulary(VOCABULARY.read_text(encoding="utf-8"))


def relation(type_: str) -> Relation:
    """The relation called `type_`; raises BadInput, with the nearest name, if there is none.

    >>> relation("RECOGNIZED").wording
    'granted diplomatic recognition to'
    >>> relation("RECOGNISED")
    Traceback (most recent call last):
    graph.errors.BadInput: unknown relation 'RECOGNISED' (did you mean RECOGNIZED?)
    """
    found = _one(type_)
    if found is None:
        raise BadInput(f"unknown relation {type_!r}", hint=_suggestion(type_))
    return found


@cache
def _one(type_: str) -> Relation | None:
    """Read by itself: a question needs few of the types, and TOML is slow to read."""
    text = _tables().get(type_)
    return read_vocabulary(text, among=_tables().keys())[type_] if text is not None else None


@cache
def _tables() -> Mapping[str, str]:
    """The text of each table of the file, by its type."""
    _, *parts = re.split(r"(?m)^(?=\[\w+\]$)", VOCABULARY.read_text(encoding="utf-8"))
    return {part[1 : part.index("]")]: part for part in parts}


def _suggestion(type_: str) -> str:
    from difflib import get_close_matches  # noqa: PLC0415 -- needed on a mistake only

    wanted = type_.strip().upper().replace(" ", "_").replace("-", "_")
    near = get_close_matches(wanted, relations(), n=1)
    return f"did you mean {near[0]}?" if near else "`histgraph relations` lists the vocabulary"


def read_vocabulary(
    text: str, name: str = VOCABULARY.name, among: Collection[str] = ()
) -> Mapping[str, Relation]:
    """Relations from the text of a vocabulary file; BadInput names the file, the table and the field.

    `among` are types outside of the text which those of the text may name.
    """
    import tomllib  # noqa: PLC0415  slow to import

    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadInput(f"{name}: not TOML: {error}") from None
    known = {type_: _Table(name, type_, tables[type_]).relation() for type_ in sorted(tables)}
    for found in known.values():
        for other in found.ended_by:
            if other not in known and other not in among:
                raise BadInput(f"{name}: {found.type}: ended_by names {other!r}, which is no relation")
    return MappingProxyType(known)


class _Table:
    """One table of the vocabulary file while it is read: takes fields out, and says where one is wrong."""

    def __init__(self, file: str, type_: str, fields: object) -> None:
        self.place = f"{file}: {type_}"
        self.type = type_
        if not isinstance(fields, dict):
            self.refuse("must be a table")
        self.fields = dict(fields)

    def refuse(self, why: str) -> NoReturn:
        raise BadInput(f"{self.place}: {why}")

    def take(self, field: str, kind: type, default: object = None) -> Any:
        """The value of `field`, of type `kind`; without a default, the field is required."""
        value = self.fields.pop(field, default)
        if value is None:
            self.refuse(f"{field} is missing")
        if not isinstance(value, kind):
            self.refuse(f"{field} must be a {kind.__name__}, not {value!r}")
        return value

    def words(self, field: str, default: str | None = None) -> str:
        text: str = self.take(field, str, default)
        if text != " ".join(text.split()) or not (text or default == ""):
            self.refuse(f"{field} must be a line of text without stray spaces, not {text!r}")
        return text

    def one_of(self, field: str, choices: tuple[str, ...], default: str | None = None) -> Any:
        value = self.take(field, str, default)
        if value not in choices:
            self.refuse(f"{field} is {value!r}, not one of {', '.join(choices)}")
        return value

    def names(self, field: str, default: list[str] | None = None) -> tuple[str, ...]:
        values = self.take(field, list, default)
        if not all(isinstance(value, str) for value in values) or len(set(values)) < len(values):
            self.refuse(f"{field} must be a list of different names, not {values!r}")
        return tuple(values)

    def kinds(self, field: str) -> tuple[Kind, ...]:
        names = self.names(field)
        wrong = [kind for kind in names if kind not in KINDS]
        if wrong or not names:
            self.refuse(f"{field} must name one or more of {', '.join(KINDS)}, not {wrong!r}")
        return cast("tuple[Kind, ...]", names)

    def examples(self) -> tuple[Example, ...]:
        found = tuple(self.example(entry) for entry in self.take("examples", list))
        if not found:
            self.refuse("needs an example")
        return found

    def example(self, entry: object) -> Example:
        try:
            example = Example(**cast("dict[str, str]", entry))
        except TypeError as error:
            self.refuse(f"example {entry!r}: {error}")
        for end in (example.source, example.target):
            if not end or end not in example.text:
                self.refuse(f"example {example.text!r} does not name {end!r}")
        return example

    def relation(self) -> Relation:
        """The relation that this table describes; refuses fields that are missing, wrong or unknown."""
        symmetric = self.take("symmetric", bool, False)
        wording = self.words("wording")
        found = Relation(
            type=self.type,
            definition=self.words("definition"),
            direction=self.words("direction"),
            wording=wording,
            inverse=self.words("inverse", wording if symmetric else None),
            symmetric=symmetric,
            aspect=self.one_of("aspect", get_args(Aspect)),
            recurs=self.one_of("recurs", get_args(Recurs)),
            once_per=self.one_of("once_per", get_args(Scope), "ends"),
            ended_by=self.names("ended_by", []),
            outlives=self.take("outlives", bool, False),
            polarity=self.one_of("polarity", get_args(Polarity)),
            family=self.one_of("family", tuple(FAMILIES)),
            source_kinds=self.kinds("source_kinds"),
            target_kinds=self.kinds("target_kinds"),
            plover=self.words("plover", ""),
            cameo=self.words("cameo", ""),
            examples=self.examples(),
        )
        self.check(found)
        return found

    def check(self, found: Relation) -> None:
        """Refuses combinations that have no meaning."""
        if self.fields:
            self.refuse(f"unknown field {min(self.fields)!r}")
        if not found.type.replace("_", "").isalpha() or found.type != found.type.upper():
            self.refuse("a type is written in capitals and underscores")
        if found.recurs == "many" and found.once_per != "ends":
            self.refuse("once_per is for relations that recur once")
        # A text may name several parts of one period, so that disjoint dates of it contradict nothing.
        if found.recurs == "once" and found.aspect == "durative":
            self.refuse("a durative relation recurs many times")
        if found.ended_by and found.punctual:
            self.refuse("an act of one day is not ended by anything")
        if found.symmetric and (found.inverse != found.wording or found.source_kinds != found.target_kinds):
            self.refuse("a symmetric relation reads alike, and has the same kinds, both ways")
