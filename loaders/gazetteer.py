"""Who a name means, by the date of the clause: actors, their forms, leaders' times in power.

The data are the tables in `gazetteer/*.toml`, one for each actor, and `countryinfo` for today's states.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import cache
from typing import Literal

from graph.model import Actor
from graph.when import END_OF_TIME
from loaders.entries import Entry, agent_nouns, defaults, entries, split_window
from loaders.eras import leaders_named
from loaders.forms import is_description, key, variants
from loaders.senses import Sense, Term, days_of, offices, prefixes, terms, written

_WORLD_WARS = ("world-war-i", "world-war-ii")
_RANK = {use: rank for rank, use in enumerate(("name", "alias", "demonym", "capital", "short"))}


class Gazetteer:
    """All actors and forms.

    `actors` by id; `terms`: the senses of each form, exactly as it stands in texts (`loaders.forms.key`);
    `descriptions`: forms of events that say what was done, and to whom ("invasion of Kuwait"), so that
    names within them count as well; `prefixes`: first halves of compounds ("Sino"); `offices`: the
    times in power of each leader; `successors`: what came after a state or body; `agent_nouns`: nouns of
    people who act together, each written form with the plural that a new actor is called by; `shortened`:
    the full names of each actor with short forms; `last_words`: those of all forms.
    """

    def __init__(self, table: Collection[Entry], default: Mapping[str, str]) -> None:
        self.actors: Mapping[str, Actor] = {e.id: _actor(e) for e in table}
        self.terms: Mapping[str, tuple[Sense, ...]] = terms(table)
        self.defaults: Mapping[str, str] = {
            spelling: actor
            for form, actor in default.items()
            for spelling in written("demonym", form)
            if any(s.actor == actor for s in self.terms.get(spelling, ()))
        }
        self.descriptions: frozenset[str] = frozenset(_descriptions(table))
        self.prefixes: Mapping[str, tuple[Sense, ...]] = prefixes(table)
        self.agent_nouns: Mapping[str, str] = agent_nouns()
        self.offices: Mapping[str, tuple[Term, ...]] = {e.id: offices(e) for e in table if e.led}
        self.shortened: Mapping[str, tuple[str, ...]] = {
            s.actor: _in_full(self.actors[s.actor])
            for senses in self.terms.values()
            for s in senses
            if s.use == "short"
        }
        self.last_words: frozenset[str] = frozenset(form.split()[-1] for form in self.terms)
        self._namesakes: Mapping[tuple[str, str], str] = _by_first_and_last(table)
        self.successors: Mapping[str, tuple[str, ...]] = {e.id: e.successor for e in table if e.successor}

    @staticmethod
    @cache
    def load() -> Gazetteer:
        """The project's gazetteer (made once a process)."""
        return Gazetteer(entries(), defaults())

    def senses(self, form: str) -> tuple[Sense, ...]:
        """All that `form` can mean, with or without its article."""
        exact = key(form)
        found = self.terms.get(exact)
        return found or (self.terms.get(exact[4:], ()) if exact.startswith(("the ", "The ")) else ())

    def knows(self, form: str) -> bool:
        """Whether `form` can mean anybody: one of its senses, or a person by first and last name.

        >>> Gazetteer.load().knows("the Kremlin"), Gazetteer.load().knows("Anna Example")
        (True, False)
        """
        return bool(self.senses(form)) or self.namesake(form) is not None

    def resolve(
        self,
        form: str,
        day: int | None = None,
        use_as: Literal["actor", "place"] = "actor",
        introduced: Collection[str] = (),
        kinds: Collection[str] = (),
    ) -> str | None:
        """The id of the actor that `form` means on `day` (an ordinal; None: undated), or None.

        `use_as="place"` asks for the city or country on the map, if there is one.  Short forms ("Ho")
        count only for actors among `introduced`.  With `kinds`, only actors of these kinds are meant.

        >>> from datetime import date
        >>> gazetteer, days = Gazetteer.load(), [date(year, 1, 1).toordinal() for year in (1930, 1950, 1978)]
        >>> [gazetteer.resolve("Hanoi", day) for day in days]
        ['hanoi', 'democratic-republic-of-vietnam', 'socialist-republic-of-vietnam']
        >>> gazetteer.resolve("Hanoi", days[1], "place")
        'hanoi'
        """
        senses = [
            s
            for s in self.senses(form)
            if (s.use != "short" or s.actor in introduced)
            and not (s.strict and s.distance(day))
            and (not kinds or self.actors[s.actor].kind in kinds)
        ]
        default = self.defaults.get(key(form))
        best = min(
            senses,
            key=lambda s: (
                self._tier(s, day, use_as, default),
                s.distance(day),
                s.actor != default,
                _RANK[s.use],
                -(s.until or END_OF_TIME),
            ),
            default=None,
        )
        return best.actor if best else None

    def _tier(self, sense: Sense, day: int | None, use_as: str, default: str | None) -> int:
        """How likely a sense is by kind and time: 0 the likeliest."""
        place = self.actors[sense.actor].kind == "Place"
        holds = sense.holds(day)
        if use_as == "place":
            exists = Sense(sense.actor, "name", *days_of(self.actors[sense.actor].existed)).holds(day)
            if place:
                return 0 if holds else 2 if exists else 4
            return 1 if exists and sense.use == "name" else 3 if holds and sense.use != "capital" else 5
        if day is None:
            if sense.actor == default:
                return 0
            return 2 if place else 1 if holds or sense.use == "capital" else 3
        return (1 if holds else 3) + place

    def namesake(self, name: str) -> str | None:
        """The person whose first and last name are those of `name`, whatever stands between; None if unsure.

        >>> Gazetteer.load().namesake("William Henry Seward")
        'william-h-seward'
        """
        words = name.split()
        return self._namesakes.get((words[0], words[-1])) if len(words) > 1 else None

    def prefix(self, form: str, day: int | None = None) -> str | None:
        """The actor that the first half of a compound means ("Sino" in "Sino-Soviet"), or None.

        >>> Gazetteer.load().prefix("Sino")
        'china'
        """
        senses = self.prefixes.get(form, ())
        last = min(senses, key=lambda s: (s.distance(day), -(s.until or END_OF_TIME)), default=None)
        return last.actor if last else None

    def era(self, text: str, day: int | None = None) -> tuple[str, str, str] | None:
        """(start, end, actor) of the time in power that `text` names, EDTF, or None.

        `day`, of the context, chooses between several terms of a leader, or leaders of one name.

        >>> Gazetteer.load().era("during the Brezhnev years")
        ('1964-10-14', '1982-11-10', 'leonid-brezhnev')
        >>> Gazetteer.load().era("under pressure") is None
        True
        """
        for name in leaders_named(text):
            term = self._term(name, day)
            if term:
                return term.start, term.end, term.actor
        return None

    def war(self, named: Collection[str], day: int | None) -> str | None:
        """Of the events `named`, the one war that was fought on `day` (ordinal; None: undated, then the only
        war); None if there are several, or a world war that is not named was on.

        >>> from datetime import date
        >>> wars = ["seven-years-war", "american-revolution"]
        >>> Gazetteer.load().war(wars, date(1779, 6, 21).toordinal())
        'american-revolution'
        """
        wars = {a for a in named if self._is_war(a)}
        found = {a for a in wars | set(_WORLD_WARS) if self._lasts(a, day)} if day else wars
        return found.pop() if len(found) == 1 and found <= wars else None

    def _is_war(self, event: str) -> bool:
        return event in self.actors and {"War", "Cold"} & set(self.actors[event].name.split()) == {"War"}

    def _lasts(self, event: str, day: int | None) -> bool:
        return Sense(event, "name", *days_of(self.actors[event].existed)).holds(day)

    def _term(self, name: str, day: int | None) -> Term | None:
        """Of the times in power of those called `name`: the one of `day`, or the declared default's."""
        default = self.defaults.get(name)
        leaders = sorted({s.actor for s in self.terms.get(name, ()) if s.actor in self.offices})
        held = [term for leader in leaders for term in self.offices[leader]]
        return min(held, key=lambda t: (t.distance(day), t.actor != default, t.start), default=None)


def _actor(entry: Entry) -> Actor:
    name = split_window(entry.name)[0]
    aliases = dict.fromkeys(split_window(form)[0] for form in (*entry.aliases, *entry.short))
    aliases.pop(name, None)
    return Actor(entry.id, name, entry.kind, tuple(aliases), entry.existed)


def _in_full(actor: Actor) -> tuple[str, ...]:
    """Names of several words."""
    return tuple(form for form in (actor.name, *actor.aliases) if " " in form)


def _descriptions(table: Collection[Entry]) -> Iterable[str]:
    for entry in table:
        for _, form in entry.forms() if entry.kind == "Event" else ():
            yield from filter(is_description, variants(split_window(form)[0]))


def _by_first_and_last(table: Collection[Entry]) -> Mapping[tuple[str, str], str]:
    found: dict[tuple[str, str], set[str]] = {}
    for entry in table:
        for use, form in entry.forms() if entry.kind == "Person" else ():
            words = split_window(form)[0].split()
            if len(words) > 1 and use != "short":
                found.setdefault((words[0], words[-1]), set()).add(entry.id)
    return {ends: next(iter(ids)) for ends, ids in found.items() if len(ids) == 1}
