"""The actors of one table: whom its cells mean, by the dated gazetteer, as a reader of prose would say."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Literal

from graph.model import Actor, Kind
from graph.names import slug
from graph.when import parse_boundary
from loaders.called import forms, in_order, stages, tried, without_brackets
from loaders.entries import split_window
from loaders.gazetteer import Gazetteer
from loaders.senses import Sense, days_of

# Days by which a surname may miss the time in power of the leader it is taken for: the visit of one elected.
_SLACK = 400
_NUMERAL = re.compile("[IVX]+")
_FIRST_NAME = re.compile(r"[^ ]+(?: [IVX]+)?")  # or a surname: not enough to tell who

Kinds = tuple[Kind, ...]


class CalledActors:
    """`own` are names as the table means them ("Vietnam @ 1955/1975" for an id or another name)."""

    def __init__(self, own: Mapping[str, str]) -> None:
        self._gazetteer = Gazetteer.load()
        self._found: dict[Actor, Actor] = {}
        self._own: dict[str, list[tuple[tuple[int, int], str]]] = {}
        for form, meant in own.items():
            text, window = split_window(form)
            self._own.setdefault(text, []).append((parse_boundary(window), meant))

    def actors(self) -> tuple[Actor, ...]:
        """All that were met, in the order of their ids."""
        return tuple(sorted(self._found, key=lambda a: (a.id, a.name, a.kind, a.aliases)))

    def describe(self, actor: Actor) -> Actor:
        """Take in an actor that the table itself describes; one that the gazetteer knows stays as it is."""
        actor = self._gazetteer.actors.get(actor.id, actor)
        return self._found.setdefault(actor, actor)

    def meant(
        self, name: str, day: int | None, kinds: Kinds, titles: tuple[str, ...] | None = None, of: str = ""
    ) -> Actor:
        """The actor that `name` means on `day` (an ordinal; None: undated), one of `kinds`.

        An unknown name is a new actor, not verified, of the first of `kinds`; `of`, the state that somebody
        comes from, tells apart those of whom only a surname is told.
        """
        found = self._known(name, day, kinds, titles, of)
        return self.describe(found or self._new(name, day, kinds[0], titles, of))

    def stranger(self, name: str, kind: Kind, titles: tuple[str, ...] | None = None, of: str = "") -> Actor:
        """The new actor that a name means which `may_know` is not true of, on whatever day."""
        return self.describe(self._new(name, None, kind, titles, of))

    def may_know(self, name: str, titles: tuple[str, ...] | None = None, of: str = "") -> bool:
        """Whether anything is known of this name, or of `of`; else it means a new actor on all days."""
        knows = self._gazetteer.knows
        return (
            (name in self._own or name in self._gazetteer.actors or any(map(knows, tried(name, titles))))
            or (bool(of) and (of in self._own or of in self._gazetteer.actors or any(map(knows, forms(of)))))
        )  # fmt: skip

    def of_any_kind(self, name: str, day: int | None) -> Actor | None:
        """Whom the gazetteer knows by exactly this name, whatever it is."""
        ident = self._gazetteer.resolve(name, day)
        return None if ident is None else self._gazetteer.actors[ident]

    def _known(
        self, name: str, day: int | None, kinds: Kinds, titles: tuple[str, ...] | None, of: str
    ) -> Actor | None:
        known = self._gazetteer.actors
        own = self._in_own_words(name, day)
        if own in known:
            return known[own]
        for form in tried(own, titles):
            ident = self._resolved(form, day, kinds, of)
            if ident is not None:
                return known[ident]
        namesake = self._namesake(stages(own, titles)[-1]) if "Person" in kinds else None
        return known[namesake] if namesake and self._lived(namesake, day) else None

    def _in_own_words(self, name: str, day: int | None) -> str:
        for (first, last), meant in self._own.get(name, ()):
            if day is None or first <= day <= last:
                return meant
        return name

    def _resolved(self, form: str, day: int | None, kinds: Kinds, of: str) -> str | None:
        use: Literal["actor", "place"] = "place" if kinds[0] == "Place" else "actor"
        ident = self._gazetteer.resolve(form, day, use, kinds=kinds)
        if "Person" not in kinds or (ident and self._gazetteer.actors[ident].kind != "Person"):
            return ident
        ident = ident if ident and self._lived(ident, day) else None
        state = self.state(of, day) if of and " " not in form else None
        if state is None or (ident is not None and not self._leads_another(ident, state)):
            return ident
        return self._leader(form, day, state)

    def _lived(self, person: str, day: int | None) -> bool:
        """Not known to have been dead, or not yet born: a king of the same name."""
        born, died = days_of(self._gazetteer.actors[person].existed)
        return day is None or (born or day) <= day <= (died or day)

    def _namesake(self, name: str) -> str | None:
        """Who is known by the same first and last name, without the names between."""
        bare = without_brackets(name)
        words = bare.split()
        enough = len(words) > 2 and not _NUMERAL.fullmatch(words[-1])
        return self._gazetteer.namesake(bare) if enough else None

    def state(self, name: str, day: int | None) -> str | None:
        """The id of the state called so, None if the gazetteer knows none."""
        own = self._in_own_words(name, day)
        if own in self._gazetteer.actors:
            return own
        found = (self._gazetteer.resolve(form, day, kinds=("State", "Place")) for form in forms(own))
        return next((ident for ident in found if ident), None)

    def _leads_another(self, person: str, state: str) -> bool:
        """Known to have led others, and neither this state nor one that it came from or became."""
        after = self._gazetteer.successors
        led = {term.of for term in self._gazetteer.offices.get(person, ())}
        same = {of for of in led if of == state or of in after.get(state, ()) or state in after.get(of, ())}
        return bool(led) and not same

    def _leader(self, surname: str, day: int | None, state: str) -> str | None:
        """Who was called so and led the state about then: "Wilson" of the United Kingdom in 1965."""
        offices = self._gazetteer.offices
        found = {
            sense.actor
            for sense in self._gazetteer.senses(surname)
            for term in offices.get(sense.actor, ())
            if term.of == state and term.distance(day) <= _SLACK
        }
        return found.pop() if len(found) == 1 else None

    def _new(self, name: str, day: int | None, kind: Kind, titles: tuple[str, ...] | None, of: str) -> Actor:
        own = self._in_own_words(name, day)
        called = _fullest(stages(own, titles), kind)
        known = self._gazetteer.actors
        if kind == "Person" and of and (_FIRST_NAME.fullmatch(called) or slug(called) in known):
            state = self.state(of, day)
            called = f"{called} ({known[state].name if state else of})"
        ident = slug(called)
        ident = f"{ident}-{kind.lower()}" if ident in known else ident
        aliases = tuple(sorted({name, own} - {called})) if name != called or own != called else ()
        return Actor(ident, called, kind, aliases, None, verified=False)

    def breaks(self, name: str, titles: tuple[str, ...] | None = None, of: str = "") -> list[int]:
        """The days on which what a name means may change, in order: between them, one answer serves."""
        own = [(window, meant) for form in (name, of) for window, meant in self._own.get(form, ())]
        written = (name, of, *(meant for _, meant in own)) if own else (name, of)
        forms = {form for one in written if one for form in tried(one, titles)}
        senses = [sense for form in forms for sense in self._gazetteer.senses(form)]
        actors = {sense.actor for sense in senses}
        actors |= {ident for form in forms if (ident := self._gazetteer.namesake(form))}
        if not actors and not own:
            return []
        bounds = {*_bounds(senses), *self._of_actors(actors)}
        return sorted(bounds | {day for (first, last), _ in own for day in (first, last + 1)})

    def _of_actors(self, idents: Collection[str]) -> Iterable[int]:
        for ident in idents:
            first, last = days_of(self._gazetteer.actors[ident].existed)
            yield from (day for day in (first, last and last + 1) if day)
            for term in self._gazetteer.offices.get(ident, ()):
                begun, ended = days_of(f"{term.start}/{term.end}")
                yield from (day for day in (begun and begun - _SLACK, ended and ended + _SLACK + 1) if day)


def _bounds(senses: Sequence[Sense]) -> Iterable[int]:
    """Where a sense begins, ends, or is as near as another."""
    begins = [sense.from_ for sense in senses if sense.from_ is not None]
    ends = [sense.until for sense in senses if sense.until is not None]
    yield from begins
    for end in ends:
        yield end + 1
        for begin in begins:
            if end < begin:
                yield from ((end + begin + 1) // 2, (end + begin) // 2 + 1)


def _fullest(found: Sequence[str], kind: Kind) -> str:
    """What an unknown name is called by: without its first title, and without others while two words stay."""
    called = found[min(1, len(found) - 1)]
    for before, after in pairwise(found[1:]):
        called = after if " " in after and called == before else called
    straight = in_order(called)
    return straight if straight and (kind == "Person" or called.endswith((" of", " of the"))) else called
