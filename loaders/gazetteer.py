"""Who a name means, by the date of the clause: actors, their forms, leaders' times in power.

The data are the tables in `gazetteer/*.toml`, one for each actor, and `countryinfo` for today's states.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from typing import Literal, NamedTuple

from graph.model import Actor
from graph.when import BEGINNING, END_OF_TIME, parse_existence
from loaders.entries import Entry, Use, agent_nouns, defaults, entries, split_window
from loaders.forms import is_description, key, plurals, variants

_RANK = {use: rank for rank, use in enumerate(("name", "alias", "demonym", "capital", "short"))}


class Sense(NamedTuple):
    """One thing that a form can mean: `actor` from day `from_` until day `until` (ordinals; None: no bound).

    `strict`: outside that time the form does not mean it at all; else it is the nearest guess there.
    """

    actor: str
    use: Use
    from_: int | None = None
    until: int | None = None
    strict: bool = False

    def distance(self, day: int | None) -> int:
        """Days between `day` and the time of this sense; 0 within it, and for no day at all.

        >>> Sense("vietnam", "name", 10, 20).distance(25)
        5
        """
        if day is None:
            return 0
        return max((self.from_ or BEGINNING) - day, day - (self.until or END_OF_TIME), 0)

    def holds(self, day: int | None) -> bool:
        """Whether the form means it on `day`; for no day, whether it still does."""
        return self.until is None if day is None else self.distance(day) == 0


class Term(NamedTuple):
    """A time in power: who held it over what, from `start` to `end` (EDTF; `end` ".." while it lasts)."""

    actor: str
    of: str
    start: str
    end: str


class Gazetteer:
    """All actors and forms.

    `actors` by id; `terms`: the senses of each form, exactly as it stands in texts (`loaders.forms.key`);
    `descriptions`: forms of events that say what was done, and to whom ("invasion of Kuwait"), so that
    names within them count as well; `prefixes`: first halves of compounds ("Sino"); `offices`: the
    times in power of each leader; `successors`: what came after a state or body; `agent_nouns`: nouns of
    people who act together, each written form with the plural that a new actor is called by.
    """

    def __init__(self, table: Collection[Entry], default: Mapping[str, str]) -> None:
        self.actors: Mapping[str, Actor] = {e.id: _actor(e) for e in table}
        self.terms: Mapping[str, tuple[Sense, ...]] = _terms(table)
        self.defaults: Mapping[str, str] = {
            written: actor
            for form, actor in default.items()
            for written in _written("demonym", form)
            if any(s.actor == actor for s in self.terms.get(written, ()))
        }
        self.descriptions: frozenset[str] = frozenset(_descriptions(table))
        self.prefixes: Mapping[str, tuple[Sense, ...]] = _prefixes(table)
        self.agent_nouns: Mapping[str, str] = agent_nouns()
        self.offices: Mapping[str, tuple[Term, ...]] = {e.id: _offices(e) for e in table if e.led}
        self.successors: Mapping[str, tuple[str, ...]] = {e.id: e.successor for e in table if e.successor}

    @staticmethod
    @cache
    def load() -> Gazetteer:
        """The project's gazetteer (made once a process)."""
        return Gazetteer(entries(), defaults())

    def senses(self, form: str) -> tuple[Sense, ...]:
        """All that `form` can mean, with or without its article."""
        exact = key(form)
        return self.terms.get(exact) or self.terms.get(re.sub(r"^[Tt]he ", "", exact), ())

    def resolve(
        self,
        form: str,
        day: int | None = None,
        use_as: Literal["actor", "place"] = "actor",
        introduced: Collection[str] = (),
    ) -> str | None:
        """The id of the actor that `form` means on `day` (an ordinal; None: undated), or None.

        `use_as="place"` asks for the city or country on the map, if there is one.  Short forms ("Ho")
        count only for actors among `introduced`.

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
            if (s.use != "short" or s.actor in introduced) and not (s.strict and s.distance(day))
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
            exists = Sense(sense.actor, "name", *_days(self.actors[sense.actor].existed)).holds(day)
            if place:
                return 0 if holds else 2 if exists else 4
            return 1 if exists and sense.use == "name" else 3 if holds and sense.use != "capital" else 5
        if day is None:
            if sense.actor == default:
                return 0
            return 2 if place else 1 if holds or sense.use == "capital" else 3
        return (1 if holds else 3) + place

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
        for match in _ERA.finditer(text.replace("’", "'")):
            words = re.sub(r"'s?(?= |$)", "", next(group for group in match.groups() if group)).split(" ")
            for name in _spans(words):
                term = self._term(name, day)
                if term:
                    return term.start, term.end, term.actor
        return None

    def _term(self, name: str, day: int | None) -> Term | None:
        """Of the times in power of those called `name`: the one of `day`, or the declared default's."""
        default = self.defaults.get(name)
        leaders = sorted({s.actor for s in self.terms.get(name, ()) if s.actor in self.offices})
        terms = [term for leader in leaders for term in self.offices[leader]]
        return min(
            terms, key=lambda t: (_sense(t).distance(day), t.actor != default, t.start), default=None
        )


# A name of one to four words; particles as in "de Gaulle".
_NAME = r"((?:(?:de|von|van|bin|al) ?)?[A-Z][\w'.-]*(?: (?:(?:de|von|van|bin|al) )?[A-Z][\w'.-]*){0,3})"
_TIME = (
    r"(?:years|era|period|days|administrations?|presidency|premiership|regime|government|rule|reign|decade"
    r"|dictatorship|chancellorship|times?|leadership|tenure)"
)
_ERA = re.compile(
    rf"\b(?:[Uu]nder|{_TIME} (?:of|under))(?: (?:the )?(?:leadership of|rule of|president|premier|leader))? {_NAME}"
    rf"|{_NAME} (?:[a-z]+ )?{_TIME}\b"
)


def _spans(words: list[str]) -> Iterable[str]:
    """Every run of `words`, the longest first."""
    for size in range(len(words), 0, -1):
        for start in range(len(words) - size + 1):
            yield " ".join(words[start : start + size])


@cache
def _days(existed: str | None) -> tuple[int | None, int | None]:
    first, last = parse_existence(existed)
    earliest = None if first.earliest == BEGINNING else first.earliest
    return earliest, None if last.latest == END_OF_TIME else last.latest


def _sense(term: Term) -> Sense:
    return Sense(term.actor, "name", *_days(f"{term.start}/{term.end}"))


def _actor(entry: Entry) -> Actor:
    name = split_window(entry.name)[0]
    aliases = dict.fromkeys(split_window(form)[0] for form in (*entry.aliases, *entry.short))
    aliases.pop(name, None)
    return Actor(entry.id, name, entry.kind, tuple(aliases), entry.existed)


def _terms(table: Collection[Entry]) -> dict[str, tuple[Sense, ...]]:
    found: dict[str, list[Sense]] = {}
    for entry in table:
        for use, form in entry.forms():
            text, window = split_window(form)
            strict = use == "capital" or (window is not None and (use == "short" or entry.kind == "Event"))
            sense = Sense(entry.id, use, *_days(window or entry.existed), strict)
            for written in _written(use, text):
                senses = found.setdefault(written, [])
                if not any(s.actor == sense.actor and s[2:] == sense[2:] for s in senses):
                    senses.append(sense)
    return {form: tuple(senses) for form, senses in sorted(found.items())}


def _descriptions(table: Collection[Entry]) -> Iterable[str]:
    for entry in table:
        for _, form in entry.forms() if entry.kind == "Event" else ():
            yield from filter(is_description, variants(split_window(form)[0]))


def _written(use: Use, text: str) -> Iterable[str]:
    forms = plurals(text) if use == "demonym" else (text,)
    return dict.fromkeys(v for form in forms for v in variants(form))


def _prefixes(table: Collection[Entry]) -> dict[str, tuple[Sense, ...]]:
    found: dict[str, list[Sense]] = {}
    for entry in table:
        for form in entry.prefixes:
            text, window = split_window(form)
            found.setdefault(text, []).append(Sense(entry.id, "demonym", *_days(window or entry.existed)))
    return {form: tuple(senses) for form, senses in sorted(found.items())}


def _offices(entry: Entry) -> tuple[Term, ...]:
    terms = (line.split(" ") for line in entry.led)
    return tuple(Term(entry.id, of, *dates.split("/")) for of, dates in terms)
