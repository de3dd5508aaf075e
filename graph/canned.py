"""Canned questions: Cypher with a header, one file each in `queries/`, asked by name.

A header is the comment lines before the query, one entry a line (a long text in several of its key):

    // title: What passed between two actors
    // about: Every relation said to hold between them, earliest first.
    // parameter one: actor = Ho Chi Minh; one of the two
    // example: histgraph ask between one=Comintern other="Viet Minh"
    // columns: began, ended, source, relation, target

A parameter's type is `actor` (any name or alias, bound to its id), `date` (an EDTF date NAME, bound to
its $NAME_first and $NAME_last day), `day` (a single one), `integer` or `text`.  One whose default is
empty may be left out and is null then.  Days are bound as ISO text: date($NAME).
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.errors import BadDate, BadInput, NothingFound, UsageError
from graph.stores.base import Store, Table
from graph.when import day_to_iso, parse_period

FOLDER = Path(__file__).resolve().parents[1] / "queries"

_ENTRY = re.compile(r"//\s*(?P<key>title|about|parameter|example|columns)\b:?\s*(?P<value>.*)")
_PARAMETER = re.compile(
    r"(?P<name>\w+)\s*:\s*(?P<type>\w+)\s*=\s*(?P<default>[^;]*);\s*(?P<meaning>.+)",
)


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question can be told; `default` None: it may be left out."""

    name: str
    type: str
    default: str | None
    meaning: str


@dataclass(frozen=True, slots=True)
class Question:
    """A canned question; `cypher` is the whole file, header included."""

    name: str
    title: str
    about: str
    parameters: tuple[Parameter, ...]
    example: str
    columns: tuple[str, ...]
    cypher: str


def questions(folder: Path | None = None) -> dict[str, Question]:
    """All questions by name; those in the user's `folder` come over ours of the same name.

    BadInput, naming the file, for a header that cannot be read or a folder that is not there.
    """
    if folder is not None and not folder.is_dir():
        raise BadInput(f"{folder}: no such folder")
    paths = [*FOLDER.glob("*.cypher"), *(folder.glob("*.cypher") if folder else ())]
    found = {path.stem: path for path in paths}
    return {name: _read(path) for name, path in sorted(found.items())}


def question(name: str, folder: Path | None = None) -> Question:
    """The question called `name`; UsageError with the nearest names if there is none."""
    known = questions(folder)
    wanted = re.sub(r"[\s_]+", "-", name.strip().lower())
    if wanted in known:
        return known[wanted]
    near = [other for other in known if wanted and wanted in other]
    near += difflib.get_close_matches(wanted, list(known), n=3, cutoff=0.7)
    near += [other for other in known if wanted and wanted in known[other].title.lower()][:3]
    near = near or difflib.get_close_matches(wanted, list(known), n=3, cutoff=0.5)
    hint = f"did you mean {' or '.join(dict.fromkeys(near))}?" if near else "histgraph ask lists them"
    raise UsageError(f"no question is called {name!r}", hint=hint)


def ask(  # noqa: PLR0913  limits are named
    store: Store,
    name: str,
    given: Mapping[str, str] | None = None,
    *,
    folder: Path | None = None,
    rows: int = 1000,
    seconds: float = 30.0,
) -> Table:
    """The answer of `store` to the question `name` with the parameters `given` as the user wrote them.

    UsageError for an unknown question or parameter or a value of the wrong type, NothingFound for a
    name that no actor has.
    """
    asked = question(name, folder)
    return store.cypher(asked.cypher, bind(store, asked, given or {}), rows=rows, seconds=seconds)


def bind(store: Store, asked: Question, given: Mapping[str, str]) -> dict[str, Any]:
    """Values for the query's $parameters: those given, else the defaults."""
    names = [parameter.name for parameter in asked.parameters]
    for name in given:
        if name not in names:
            near = difflib.get_close_matches(name, names, n=1, cutoff=0.4)
            hint = f"did you mean {near[0]}?" if near else f"it has {', '.join(names) or 'none'}"
            raise UsageError(f"{asked.name} has no parameter {name!r}", hint=hint)
    bound: dict[str, Any] = {}
    for parameter in asked.parameters:
        bound |= _bind(store, asked, parameter, given.get(parameter.name))
    return bound


def _bind(store: Store, asked: Question, parameter: Parameter, given: str | None) -> dict[str, Any]:
    text = (given if given is not None else parameter.default or "").strip()
    if not text and parameter.default is not None:
        raise UsageError(f"{asked.name} needs {parameter.name}: {parameter.meaning}")
    if parameter.type == "actor" and text and given is None and not store.find(text):
        hint = f"its default, {text}, is not in this store"
        raise UsageError(f"{asked.name} needs {parameter.name}=NAME", hint=hint)
    try:
        return _TYPES[parameter.type](store, parameter.name, text)
    except (BadDate, ValueError) as error:
        raise UsageError(f"{parameter.name}={text}: {error}") from None


def _actor(store: Store, name: str, text: str) -> dict[str, Any]:
    found = store.find(text) if text else []
    if text and not found:
        near = store.suggest(text)
        hint = f"did you mean {' or '.join(near)}?" if near else "histgraph actors lists them"
        raise NothingFound(f"no actor is called {text!r}", hint=hint)
    return {name: found[0].id if found else None}


def _date(_: Store, name: str, text: str) -> dict[str, Any]:
    first, last = parse_period(text) if text else (0, 0)
    return {f"{name}_first": day_to_iso(first), f"{name}_last": day_to_iso(last)}


def _day(_: Store, name: str, text: str) -> dict[str, Any]:
    if not text:
        return {name: None}
    first, last = parse_period(text)
    if first != last:
        raise ValueError("not a single day, such as 1950-01-31")
    return {name: day_to_iso(first)}


def _integer(_: Store, name: str, text: str) -> dict[str, Any]:
    if text and not re.fullmatch(r"[+-]?[0-9]{1,18}", text):
        raise ValueError("not a whole number")
    return {name: int(text) if text else None}


_TYPES: Mapping[str, Callable[[Store, str, str], dict[str, Any]]] = {
    "actor": _actor,
    "date": _date,
    "day": _day,
    "integer": _integer,
    "text": lambda _, name, text: {name: text or None},
}


def _read(path: Path) -> Question:
    try:
        cypher = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"{path}: cannot be read: {error}") from None
    entries: dict[str, str] = {}
    parameters = []
    for number, line in enumerate(cypher.splitlines(), 1):
        if not line.startswith("//"):
            break
        found = _ENTRY.match(line)
        if found is None:
            raise BadInput(f"{path}, line {number}: not an entry of a header", hint="// title: …")
        if found["key"] == "parameter":
            parameters.append(_parameter(path, number, found["value"]))
        else:
            entries[found["key"]] = f"{entries.get(found['key'], '')} {found['value'].strip()}".strip()
    if "title" not in entries:
        raise BadInput(f"{path}: no title", hint="the first line says what is asked: // title: …")
    columns = tuple(column.strip() for column in entries.get("columns", "").split(",") if column.strip())
    about, example = entries.get("about", ""), entries.get("example", "")
    return Question(path.stem, entries["title"], about, tuple(parameters), example, columns, cypher)


def _parameter(path: Path, number: int, value: str) -> Parameter:
    found = _PARAMETER.fullmatch(value.strip())
    if found is None or found["type"] not in _TYPES:
        hint = f"// parameter NAME: TYPE = DEFAULT; meaning, with TYPE one of {', '.join(_TYPES)}"
        raise BadInput(f"{path}, line {number}: not a parameter", hint=hint)
    return Parameter(found["name"], found["type"], found["default"].strip() or None, found["meaning"])
