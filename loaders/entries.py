"""The gazetteer's tables as records: one `Entry` for each actor, from TOML and from today's countries."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, cast

from graph.errors import BadInput
from graph.model import KINDS, Kind
from graph.names import slug
from loaders.countries import countries

Use = Literal["name", "alias", "demonym", "capital", "short"]

FOLDER = Path(__file__).parent / "gazetteer"

# The files, and the kind of an actor whose table does not say `kind`.
_KIND_OF_FILE: dict[str, Kind] = {
    "countries": "State",
    "polities": "State",
    "colonies": "Place",
    "places": "Place",
    "organizations": "Organization",
    "parties": "Organization",
    "events": "Event",
    "agreements": "Agreement",
    "people": "Person",
}
_IDENTIFIER = re.compile("[a-z0-9]+(-[a-z0-9]+)*")
_LISTS = ("aliases", "demonyms", "capitals", "seats", "short", "prefixes", "successor", "led")
_KEYS = {"name", "kind", "existed", *_LISTS}


@dataclass(frozen=True, slots=True)
class Entry:
    """One table of the gazetteer.

    Forms are as they stand in texts; a form may carry the time in which it means this actor, after an
    at sign: "Zaire @ 1971-10-27/1997-05-17" (else: the existence of the actor).

    `seats` are metonyms that are no city ("Kremlin"), `short` forms that a text must first introduce by a
    fuller one ("Ho"), `prefixes` the first halves of compounds ("Sino"), `led` terms of office as
    "POLITY FROM/UNTIL", `successor` ids of actors.
    """

    id: str
    name: str
    kind: Kind
    existed: str | None = None
    aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()
    successor: tuple[str, ...] = ()
    led: tuple[str, ...] = ()

    def forms(self) -> Iterator[tuple[Use, str]]:
        """(use, form) of every form, the preferred name first."""
        groups: tuple[tuple[Use, tuple[str, ...]], ...] = (
            ("name", (self.name,)),
            ("alias", self.aliases),
            ("demonym", self.demonyms),
            ("capital", self.capitals + self.seats),
            ("short", self.short),
        )
        for use, group in groups:
            for form in group:
                yield use, form


def split_window(form: str) -> tuple[str, str | None]:
    """A form and the EDTF interval in which it holds, if it has one of its own.

    >>> split_window("Zaire @ 1971-10-27/1997-05-17")
    ('Zaire', '1971-10-27/1997-05-17')
    """
    text, _, window = form.partition(" @ ")
    return text.strip(), window.strip() or None


def _entry(key: str, table: Mapping[str, Any], kind: Kind | None) -> Entry:
    unknown = sorted(set(table) - _KEYS)
    if unknown:
        raise BadInput(f"gazetteer: [{key}] has an unknown key: {', '.join(unknown)}")
    own = table.get("kind", kind)
    if own not in KINDS or "name" not in table:
        raise BadInput(f"gazetteer: [{key}] needs a name and a kind out of {', '.join(KINDS)}")
    lists: dict[str, Any] = {name: tuple(table.get(name, ())) for name in _LISTS}
    return Entry(id=key, name=table["name"], kind=cast(Kind, own), existed=table.get("existed"), **lists)


def _tables(path: Path) -> dict[str, dict[str, Any]]:
    try:
        return cast(dict[str, dict[str, Any]], tomllib.loads(path.read_text(encoding="utf-8")))
    except tomllib.TOMLDecodeError as error:
        raise BadInput(f"{path.name}: {error}") from None


@cache
def defaults() -> Mapping[str, str]:
    """Which actor a form means that several claim for the same time, or when nothing says the time."""
    return cast(dict[str, str], tomllib.loads((FOLDER / "defaults.toml").read_text(encoding="utf-8")))


@cache
def agent_nouns() -> Mapping[str, str]:
    """Nouns of people who act together ("rebels"): each form as written, small or great, to its plural.

    >>> agent_nouns()["Guerrilla"]
    'guerrillas'
    """
    found: dict[str, str] = {}
    for plural, others in tomllib.loads((FOLDER / "agents.toml").read_text(encoding="utf-8")).items():
        for form in (plural, *others):
            found[form] = found[form.capitalize()] = plural
    return found


@cache
def entries() -> tuple[Entry, ...]:
    """Every actor of the gazetteer, each once, in a fixed order; BadInput for a table that is none.

    A table whose id is that of one of today's countries overrides what `countryinfo` says of it, key
    by key.
    """
    today = countries()
    found: dict[str, Entry] = {}
    for stem, kind in _KIND_OF_FILE.items():
        path = FOLDER / f"{stem}.toml"
        for key, table in _tables(path).items():
            if key in found or not _IDENTIFIER.fullmatch(key):
                raise BadInput(f"{path.name}: [{key}] is there twice, or is no identifier")
            found[key] = _entry(key, _overridden(today.get(key, {}), table), kind)
    for key, table in today.items():
        found.setdefault(key, _entry(key, table, "State"))
    return (*found.values(), *_cities(found))


def _overridden(today: Mapping[str, Any], table: Mapping[str, Any]) -> dict[str, Any]:
    aliases = dict.fromkeys([*table.get("aliases", ()), *today.get("aliases", ())])
    return {**today, **table, "aliases": list(aliases)}


def _cities(found: Mapping[str, Entry]) -> Iterator[Entry]:
    """A Place for each capital that no table describes: a city is a place when it is a place."""
    known = {
        split_window(form)[0] for e in found.values() for use, form in e.forms() if use in ("name", "alias")
    }
    for entry in list(found.values()):
        for form in entry.capitals:
            city = split_window(form)[0]
            key = slug(city)
            if city not in known:
                known.add(city)
                yield Entry(id=key if key not in found else f"{key}-city", name=city, kind="Place")
