"""The actors at one end of the rows of a table."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, cast

from graph.errors import BadInput
from graph.model import KINDS, Actor, Kind
from graph.relations import Relation
from loaders.called import parts
from loaders.called_actors import CalledActors
from loaders.mapping import EndMapping
from loaders.statement_table import split_list
from loaders.templates import Cells, Getter, Template

Named = Sequence[tuple[Actor, str]]
"""Actors, each with the words that name it."""
Side = Literal["source", "target"]

_Cell = str | tuple[str, str]  # a name, with what tells apart those of one name where the mapping has it


@dataclass(slots=True)
class _Called:
    """What one cell can mean: the days on which that may change, and the answer for each stretch between."""

    breaks: list[int]
    answers: dict[int, int] = field(default_factory=dict)


@dataclass(slots=True)
class _Answers:
    """Whom cells mean at this end of relations of one type.

    `kinds` are what they can be, the first for an unknown name.  `unknown` is shared by all types for
    which an unknown name is the same: a large table has very many, and each has one answer on all days.
    """

    kinds: tuple[Kind, ...]
    unknown: dict[_Cell, int]
    known: dict[_Cell, _Called] = field(default_factory=dict)


class RowEnd:
    """Takes the actors of one end from the cells of a row; `bound` binds a template to the columns.

    `different` are all that were named so far; whom a row names is told by a place there.
    """

    def __init__(
        self, mapping: EndMapping, side: Side, called: CalledActors, bound: Callable[[Template, str], Getter]
    ) -> None:
        self._mapping, self._side, self._actors = mapping, side, called
        self._name = bound(mapping.name, side)
        self._of, self._kind, self._id, self._aliases = (
            bound(told, side) if told else None
            for told in (mapping.of, mapping.kind, mapping.id, mapping.aliases)
        )
        self._described = mapping.id is not None or mapping.kind is not None or mapping.aliases is not None
        self._cell: Callable[[Cells], _Cell] = self._both if mapping.of else self._name
        self.different: list[Named] = [()]  # the first is nobody's place: 0 is no answer yet
        self._places: dict[tuple[tuple[int, str], ...], int] = {}
        self._unknown: dict[Kind, dict[_Cell, int]] = {}
        self._answers: dict[str, _Answers] = {}

    def place(self, cells: Cells, day: int | None, relation: Relation) -> int:
        """Of whom the row names on `day`, each with the words; BadInput if nobody, or of a wrong kind."""
        cell = self._cell(cells)
        answers = self._answers.get(relation.type) or self._answers_for(relation)
        return answers.unknown.get(cell) or self._sought(cell, answers, cells, day, relation)

    def _sought(
        self, cell: _Cell, answers: _Answers, cells: Cells, day: int | None, relation: Relation
    ) -> int:
        name, of = (cell, "") if isinstance(cell, str) else cell
        if self._described:
            told = [(self._described_actor(one, cells, day, relation), one) for one in self._parts(name)]
            key = tuple([(id(actor), one) for actor, one in told])  # of equal actors, there is one object
            return self._places.get(key) or self._places.setdefault(key, self._placed(told))
        called = answers.known.get(cell)
        if called is None:
            names, of, titles = self._parts(name), of.strip(), self._mapping.titles
            if not any(self._actors.may_know(one, titles, of) for one in names):
                found = self._placed(self._strangers(names, of, answers.kinds, relation))
                answers.unknown[cell] = found
                return found
            breaks = sorted({day for one in names for day in self._actors.breaks(one, titles, of)})
            called = answers.known[cell] = _Called(breaks)
        slot = -1 if day is None else bisect(called.breaks, day) if called.breaks else 0
        if slot not in called.answers:
            called.answers[slot] = self._placed(self._meant(self._parts(name), of.strip(), day, relation))
        return called.answers[slot]

    def _placed(self, named: Named) -> int:
        self.different.append(named)
        return len(self.different) - 1

    def _both(self, cells: Cells) -> _Cell:
        return self._name(cells), self._of(cells) if self._of else ""

    def _answers_for(self, relation: Relation) -> _Answers:
        kinds = self._kinds(relation)
        # One that must not stand here is refused again and again.
        fits = kinds[0] in self._allowed(relation)
        answers = _Answers(kinds, self._unknown.setdefault(kinds[0], {}) if fits else {})
        return self._answers.setdefault(relation.type, answers)

    def _strangers(self, names: list[str], of: str, kinds: tuple[Kind, ...], relation: Relation) -> Named:
        """New actors, by names that the gazetteer cannot know."""
        titles = self._mapping.titles
        found = tuple([(self._actors.stranger(one, kinds[0], titles, of), one) for one in names])
        for actor, one in found:
            self._check(actor, one, relation)
        return found

    def _parts(self, name: str) -> list[str]:
        found = parts(name, self._mapping.split, self._mapping.titles)
        if not found:
            raise BadInput(f"it has no {self._side}")
        return found

    def _meant(self, names: list[str], of: str, day: int | None, relation: Relation) -> Named:
        kinds, titles = self._kinds(relation), self._mapping.titles
        found = [(self._actors.meant(one, day, kinds, titles, of), one) for one in names]
        for actor, one in found:
            # Where the mapping does not say what the end is, a state that leads a state is a slip.
            other = None if actor.verified or self._mapping.kinds else self._actors.of_any_kind(one, day)
            self._check(other or actor, one, relation)
        return found

    def _kinds(self, relation: Relation) -> tuple[Kind, ...]:
        """What the end may be; the first is for an unknown name: the only kind there is, else the vaguest."""
        return self._mapping.kinds or tuple(sorted(self._allowed(relation), key=lambda kind: kind != "Group"))

    def _allowed(self, relation: Relation) -> tuple[Kind, ...]:
        return relation.source_kinds if self._side == "source" else relation.target_kinds

    def _check(self, actor: Actor, name: str, relation: Relation) -> None:
        allowed = self._allowed(relation)
        if actor.kind not in allowed:
            hint = f"accepted: {', '.join(allowed)}"
            raise BadInput(f"{name!r} is a {actor.kind}: no {self._side} of {relation.type}", hint=hint)

    def _described_actor(self, name: str, cells: Cells, day: int | None, relation: Relation) -> Actor:
        """An actor of whom the row tells more than a name."""
        kind, ident, aliases, of = (
            get(cells).strip() if get else "" for get in (self._kind, self._id, self._aliases, self._of)
        )
        if kind and kind not in KINDS:
            raise BadInput(f"the kind of {name!r} is {kind!r:.40}", hint=f"accepted: {', '.join(KINDS)}")
        kinds = (cast("Kind", kind),) if kind else self._kinds(relation)
        others = tuple(sorted(set(split_list(aliases)) - {name}))
        if ident:
            found = self._actors.describe(Actor(ident, name, kinds[0], others, None, bool(kind)))
        else:
            found = self._actors.meant(name, day, kinds, self._mapping.titles, of)
            if others and not found.verified:
                found = self._actors.describe(replace(found, aliases=others))
        self._check(found, name, relation)
        return found
