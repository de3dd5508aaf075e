"""What each form can mean, and when: the gazetteer's tables turned round, from actors to names."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cache
from typing import NamedTuple

from graph.when import BEGINNING, END_OF_TIME, parse_boundary
from loaders.entries import Entry, Use, split_window
from loaders.forms import plurals, variants


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

    def distance(self, day: int | None) -> int:
        """Days between `day` and this term; 0 within it, and for no day at all."""
        return Sense(self.actor, "name", *days_of(f"{self.start}/{self.end}")).distance(day)


def years_of(existed: str | None) -> tuple[str | None, str | None]:
    """The first and the last year of "1939-09-01/1945-09-02"; None for a side that is not known.

    >>> years_of("1939-09-01/1945-09-02"), years_of("1854/..")
    (('1939', '1945'), ('1854', None))
    """
    sides = existed.split("/") if existed else []
    years = [side[:4] if side[:4].isdigit() else None for side in sides]
    return (years[0], years[1]) if len(years) == 2 else (None, None)


@cache
def days_of(existed: str | None) -> tuple[int | None, int | None]:
    """First and last day of an EDTF interval as ordinals; None where it has no bound."""
    first, last = parse_boundary(existed)
    return None if first == BEGINNING else first, None if last == END_OF_TIME else last


def terms(table: Collection[Entry]) -> dict[str, tuple[Sense, ...]]:
    """The senses of every form, in the order of the tables."""
    found: dict[str, list[Sense]] = {}
    for entry in table:
        for use, form in entry.forms():
            text, window = split_window(form)
            strict = use == "capital" or (window is not None and (use == "short" or entry.kind == "Event"))
            sense = Sense(entry.id, use, *days_of(window or entry.existed), strict)
            for spelling in written(use, text):
                senses = found.setdefault(spelling, [])
                if not senses or all(s.actor != sense.actor or s[2:] != sense[2:] for s in senses):
                    senses.append(sense)
    return {form: tuple(senses) for form, senses in sorted(found.items())}


def written(use: Use, text: str) -> Iterable[str]:
    """The spellings of one form of a table; a demonym stands for the people as well."""
    if use != "demonym":
        return variants(text)
    return dict.fromkeys(spelling for form in plurals(text) for spelling in variants(form))


def prefixes(table: Collection[Entry]) -> dict[str, tuple[Sense, ...]]:
    """The senses of the first halves of compounds ("Sino")."""
    found: dict[str, list[Sense]] = {}
    for entry in table:
        for form in entry.prefixes:
            text, window = split_window(form)
            found.setdefault(text, []).append(Sense(entry.id, "demonym", *days_of(window or entry.existed)))
    return {form: tuple(senses) for form, senses in sorted(found.items())}


def offices(entry: Entry) -> tuple[Term, ...]:
    """A leader's times in power, in the order of the table."""
    lines = (line.split(" ") for line in entry.led)
    return tuple(Term(entry.id, of, *dates.split("/")) for of, dates in lines)
