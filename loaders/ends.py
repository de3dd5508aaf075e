"""The two ends of a statement that somebody wrote down: actors described, or only named."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import cast

from graph.errors import BadInput
from graph.model import KINDS, Actor, Kind
from graph.names import fold, slug
from graph.when import parse_existence
from loaders.fields import Fields

_FIELDS = ("id", "name", "kind", "aliases", "existed", "verified")


@dataclass(frozen=True, slots=True)
class End:
    """An end as written: with an id or a kind it describes an actor, else it only names one."""

    name: str
    id: str | None = None
    kind: Kind | None = None
    aliases: tuple[str, ...] = ()
    existed: str | None = None
    verified: bool = True


def read_end(written: object, side: str) -> End:
    """`side` ("source" or "target") of a record: a name, or an object with at least a name or an id."""
    if written is None:
        raise BadInput(
            f"the statement has no {side}", hint='accepted: a name, or {"id", "name", "kind", "aliases"}'
        )
    if isinstance(written, str):
        return End(Fields({side: written}, "the statement", (side,)).name(side))
    fields = Fields(written, f"the {side}", _FIELDS)
    ident = fields.text("id")
    name = fields.text("name") or ident or fields.name("name")
    existed = fields.date("existed")
    parse_existence(existed)
    kind = cast("Kind | None", fields.choice("kind", KINDS))
    return End(name, ident, kind, fields.texts("aliases"), existed, fields.flag("verified", True))


class Ends:
    """The actors of one file.  First all that it describes, then what its bare names mean."""

    def __init__(self) -> None:
        self._actors: set[Actor] = set()
        self._named: dict[str, set[str]] = defaultdict(set)

    def describe(self, end: End) -> None:
        """Note what the file says of an actor."""
        if end.kind is not None:
            self._add(_actor(end, end.id or slug(end.name), end.kind))

    def meant(self, end: End, kinds: Collection[Kind], day: int | None) -> str:
        """Id of the actor at this end of a relation that takes `kinds`, on `day` (None: undated).

        A bare name is an actor that the file describes, else one that the gazetteer knows, else a new
        one, not verified.
        """
        if end.id is not None and end.kind is not None:
            return end.id
        described = (
            {end.id} & {a.id for a in self._actors} if end.id else self._named.get(fold(end.name), set())
        )
        if described:
            return min(ident for ident in described if ident)
        actor = self._from_gazetteer(end, kinds, day) or _actor(end, end.id or slug(end.name), _likely(kinds))
        self._add(actor)
        return actor.id

    def actors(self) -> tuple[Actor, ...]:
        """All of them, in the order of their ids."""
        return tuple(sorted(self._actors, key=lambda a: (a.id, a.name, a.kind, a.aliases, a.existed or "")))

    def _add(self, actor: Actor) -> None:
        if actor in self._actors:
            return
        self._actors.add(actor)
        for name in (actor.id, actor.name, *actor.aliases):
            self._named[fold(name)].add(actor.id)

    def _from_gazetteer(self, end: End, kinds: Collection[Kind], day: int | None) -> Actor | None:
        from loaders.gazetteer import Gazetteer  # noqa: PLC0415  a table that only bare names need

        gazetteer = Gazetteer.load()
        if end.id is not None:
            return gazetteer.actors.get(end.id)
        place = "Place" in kinds and "State" not in kinds
        ident = gazetteer.resolve(end.name, day, "place" if place else "actor")
        return None if ident is None else gazetteer.actors[ident]


def _actor(end: End, ident: str, kind: Kind) -> Actor:
    aliases = tuple(sorted(set(end.aliases) - {end.name}))
    verified = end.verified and end.kind is not None
    return Actor(ident, end.name, kind, aliases, end.existed, verified)


def _likely(kinds: Collection[Kind]) -> Kind:
    """The only kind that the relation takes, else the vaguest."""
    return next(iter(kinds)) if len(kinds) == 1 else "Group"
