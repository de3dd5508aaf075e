"""A mapping: which columns of a table say who, what, to whom and when.  A small TOML file.

    reference = "Office of Records, 1990"   # of the table, as a document
    type = "VISITED"                        # words stand for themselves,
    start = "{arrived}"                     # braces name columns,
    end = "{departed}"
    dates = "%d.%m.%Y"                      # how the columns write days; without it, EDTF
    quote = "{remarks}"                     # the words that are the evidence; without it, the whole row

    [source]
    name = "{title} {surname}"
    kind = "Person"                         # or a list of what it may be: the first is for unknown names
    titles = true                           # "President X" is X; or a list of more titles
    split = [" and "]                       # a cell may name several
    of = "{country}"                        # tells apart those of whom only a surname is told

    [target]
    name = "{country}"

    [qualifiers]
    as = "{role}"

    [types]                                 # words of the table for relations
    "state visit" = "VISITED"

    [names]                                 # names as this table means them, at a time or always
    "Vietnam @ 1955-10-26/1975-04-30" = "republic-of-vietnam"

`source` and `target` may be a template alone (`target = "{country}"`).  Further keys: `modality`;
`document`, where a column names the text that the row quotes; `delimiter`; `header`, the columns of the
tables that a ready mapping (`loaders/mappings`) is for; `id` and `aliases` of an end.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any, cast

from graph.errors import BadInput
from graph.model import KINDS, Kind, content_hash
from graph.relations import relation
from graph.when import parse_boundary
from loaders.document import read_bytes
from loaders.entries import split_window
from loaders.templates import Template, template

READY = Path(__file__).parent / "mappings"

_TEMPLATES = ("type", "start", "end", "quote", "document", "reference", "modality")
_TABLES = ("types", "names", "qualifiers")
_KEYS = ("source", "target", "dates", "delimiter", "header", *_TEMPLATES, *_TABLES)
_END_KEYS = ("name", "kind", "id", "aliases", "titles", "split", "of")


@dataclass(frozen=True, slots=True)
class EndMapping:
    """What one end is taken from.  `kinds`: what it can be, () for all that the relation takes."""

    name: Template
    kinds: tuple[Kind, ...] = ()
    kind: Template | None = None
    id: Template | None = None
    aliases: Template | None = None
    titles: tuple[str, ...] | None = None
    split: tuple[str, ...] = ()
    of: Template | None = None


@dataclass(frozen=True, slots=True)
class TableMapping:
    """A mapping; `label` is what it is called, `text` its TOML, word for word."""

    label: str
    text: str
    source: EndMapping
    target: EndMapping
    type: Template
    start: Template | None = None
    end: Template | None = None
    quote: Template | None = None
    document: Template | None = None
    reference: Template | None = None
    modality: Template | None = None
    dates: tuple[str, ...] = ()
    delimiter: str | None = None
    header: tuple[str, ...] = ()
    types: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    qualifiers: tuple[tuple[str, Template], ...] = ()

    @property
    def digest(self) -> str:
        """Eight hexadecimal digits: another mapping reads a table anew."""
        return content_hash(self.text, 8)


def read_mapping(path: Path) -> TableMapping:
    """The mapping in a file; BadInput names the file, the key and what is wrong with it."""
    data = read_bytes(path)
    try:
        return parse_mapping(data.decode(), path.name)
    except UnicodeDecodeError:
        raise BadInput(f"{path}: not UTF-8", hint="a mapping is a TOML file") from None


def parse_mapping(text: str, file: str) -> TableMapping:
    """The mapping that a TOML text writes; `file` is what it is called in complaints.

    >>> found = parse_mapping('source = "{who}"\\ntype = "VISITED"\\ntarget = "France"', "a.toml")
    >>> found.source.name.columns, found.target.name.constant
    (('who',), 'France')
    """
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadInput(f"{file}: not TOML: {error}") from None
    return _Keys(file, table, _KEYS).mapping(text)


@cache
def ready_mappings() -> tuple[TableMapping, ...]:
    """The mappings in the project, by name."""
    return tuple(read_mapping(path) for path in sorted(READY.glob("*.toml")))


def ready_for(header: Sequence[str]) -> TableMapping | None:
    """The ready mapping for tables with exactly these columns, in any order; None if there is none."""
    columns = sorted(column.strip().casefold() for column in header)
    return next((m for m in ready_mappings() if sorted(m.header) == columns), None)


class _Keys:
    """One table of a mapping while it is read."""

    def __init__(self, place: str, table: Mapping[str, Any], known: Collection[str]) -> None:
        self.place = place
        self.table = table
        for key in table.keys() - set(known):
            near = get_close_matches(key, known, n=1)
            hint = f"did you mean {near[0]}?" if near else f"known: {', '.join(known)}"
            raise BadInput(f"{place}: unknown key {key!r}", hint=hint)

    def mapping(self, text: str) -> TableMapping:
        for key in ("source", "type", "target"):
            if key not in self.table:
                raise BadInput(
                    f"{self.place}: no {key}", hint='a column "{name}", or words that stand for all'
                )
        told = {key: self._template(key) for key in _TEMPLATES if key in self.table}
        found = TableMapping(
            label=self.place.removesuffix(".toml"),
            text=text,
            source=self._end("source"),
            target=self._end("target"),
            dates=self._dates(),
            delimiter=self._take("delimiter", str),
            header=tuple(column.strip().casefold() for column in self._words("header")),
            types=self._texts("types"),
            names=self._texts("names"),
            qualifiers=tuple(
                (name, template(value, f"{self.place}: qualifiers"))
                for name, value in self._texts("qualifiers").items()
            ),
            **cast("dict[str, Any]", told),
        )
        self._check(found)
        return found

    def _end(self, side: str) -> EndMapping:
        place = f"{self.place}: {side}"
        written = self.table[side]
        if isinstance(written, str):
            return EndMapping(template(written, place))
        if not isinstance(written, dict):
            raise BadInput(f"{place} is {written!r:.60}", hint='accepted: "{column}", or a table with a name')
        keys = _Keys(place, written, _END_KEYS)
        if "name" not in written:
            raise BadInput(f"{place} has no name", hint='name = "{column}"')
        kinds, kind = keys._kinds()
        titles = keys._words("titles") if isinstance(written.get("titles"), list) else ()
        return EndMapping(
            name=keys._template("name"),
            kinds=kinds,
            kind=kind,
            id=keys._template("id") if "id" in written else None,
            aliases=keys._template("aliases") if "aliases" in written else None,
            titles=titles if written.get("titles") else None,
            split=keys._words("split"),
            of=keys._template("of") if "of" in written else None,
        )

    def _kinds(self) -> tuple[tuple[Kind, ...], Template | None]:
        written = self.table.get("kind")
        if isinstance(written, str) and "{" in written:
            return (), self._template("kind")
        names = (written,) if isinstance(written, str) else self._words("kind")
        for name in names:
            if name not in KINDS:
                raise BadInput(f"{self.place}: kind is {name!r:.60}", hint=f"accepted: {', '.join(KINDS)}")
        return cast("tuple[Kind, ...]", names), None

    def _dates(self) -> tuple[str, ...]:
        formats = (self.table["dates"],) if isinstance(self.table.get("dates"), str) else self._words("dates")
        for form in formats:
            if "%y" in form or "%Y" not in form:
                hint = 'written as in "%d.%m.%Y"; a year of two digits can be of any century'
                raise BadInput(f"{self.place}: dates is {form!r}, without a full year %Y", hint=hint)
        return formats

    def _template(self, key: str) -> Template:
        return template(self._take(key, str) or "", f"{self.place}: {key}")

    def _words(self, key: str) -> tuple[str, ...]:
        values = self._take(key, list) or []
        if not all(isinstance(value, str) for value in values):
            raise BadInput(f"{self.place}: {key} is {values!r:.60}", hint="accepted: a list of texts")
        return tuple(values)

    def _texts(self, key: str) -> dict[str, str]:
        values = self._take(key, dict) or {}
        wrong = [name for name, value in values.items() if not isinstance(value, str)]
        if wrong:
            raise BadInput(f"{self.place}: {key}: {wrong[0]!r} is not given a text")
        return values

    def _take(self, key: str, kind: type) -> Any:
        value = self.table.get(key)
        if value is not None and not isinstance(value, kind):
            accepted = "text" if kind is str else "a list of texts" if kind is list else f"a table, [{key}]"
            raise BadInput(f"{self.place}: {key} is {value!r:.60}", hint=f"accepted: {accepted}")
        return value

    def _check(self, found: TableMapping) -> None:
        """Refuse what no row could make good."""
        types = [found.type.constant] if found.type.constant is not None else []
        for name in (*types, *found.types.values()):
            self._at("type", relation, name)
        for form in found.names:
            self._at("names", parse_boundary, split_window(form)[1])
        if found.delimiter is not None and len(found.delimiter) != 1:
            raise BadInput(f"{self.place}: delimiter is {found.delimiter!r}", hint="accepted: one character")
        if found.quote and not found.document and not found.quote.columns:
            hint = "name columns; without it, the whole row is quoted"
            raise BadInput(f"{self.place}: a quote is what stands in the table", hint=hint)

    def _at(self, key: str, check: Callable[[Any], object], value: object) -> None:
        try:
            check(value)
        except BadInput as error:
            raise BadInput(f"{self.place}: {key}: {error.message}", hint=error.hint) from None
