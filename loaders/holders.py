"""Which state or body an office belongs to, by its words, its holder and the time."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from graph.relations import relation
from loaders.mentions import Mention, Names
from loaders.offices import Office
from loaders.roles import Role
from loaders.senses import days_of

_PRIME = 50 * 365  # days; the age at which people hold office, where a text gives no date


class Holding(NamedTuple):
    """`person` stands in the relation `type` to `body`; all are ids."""

    person: str
    type: str
    body: str


@dataclass
class Holders:
    """What the offices of one text say of their holders; that "President X" is a president, only once."""

    names: Names
    said: set[Holding] = field(default_factory=set)

    def holding(self, role: Role, day: int | None) -> Holding | None:
        """The relation that `role` gives on `day` (ordinal; None: undated), None if it gives none."""
        person = self.names.actor(role.person, day)
        if person is None or self.names.actor_record(person).kind != "Person":
            return None
        body = self._body(role, person, self._alive(person, day))
        if body is None or body == person:
            return None
        kind = self.names.actor_record(body).kind
        type_ = _type(role.office, kind)
        if kind not in relation(type_).target_kinds or self._contradicted(person, body, kind, role):
            return None
        found = Holding(person, type_, body)
        if role.body is None and found in self.said:
            return None
        self.said.add(found)
        return found

    def _body(self, role: Role, person: str, day: int | None) -> str | None:
        if role.body is not None and not (role.body.kind == "Place" and role.office.of):
            return self._led(person, role.body) or self.names.actor(role.body, day)
        if role.office.of is not None:
            return role.office.of
        if role.office.rank != "head":
            return None
        led = {term.of for term in self.names.gazetteer.offices.get(person, ())}
        return led.pop() if len(led) == 1 else None

    def _led(self, person: str, body: Mention) -> str | None:
        """What the holder is known to have led, if that can be meant: "Russian" is Yeltsin's Russia."""
        if body.actor is not None:
            return None
        senses = {s.actor for s in self.names.gazetteer.senses(body.form)}
        led = {t.of for t in self.names.gazetteer.offices.get(person, ()) if t.of in senses}
        return led.pop() if len(led) == 1 else None

    def _contradicted(self, person: str, body: str, kind: str, role: Role) -> bool:
        led = {term.of for term in self.names.gazetteer.offices.get(person, ())}
        if role.known:
            return body not in led
        return role.office.rank == "head" and kind == "State" and bool(led) and body not in led

    def _alive(self, person: str, day: int | None) -> int | None:
        """`day` if the person lived then, else a day on which they may have held office."""
        born, died = days_of(self.names.actor_record(person).existed)
        if born is None:
            return day
        if day is not None and born < day and (died is None or day <= died):
            return day
        return min(born + _PRIME, died or born + _PRIME)


def _type(office: Office, kind: str) -> str:
    if office.rank == "command":
        return "MEMBER_OF" if kind == "State" else "LED"
    return "LED" if office.rank == "head" else "MEMBER_OF"
