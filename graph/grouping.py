"""Readings that can be one and the same fact become one statement.

`statements` is a pure function of the *set* of readings: order and repetition change nothing.  Readings
with the same ends (in canonical order for symmetric relations), type and modality are told apart by
their dates only.  The *finest* dates, those with no other inside them, make a statement each.  A coarser
one joins the finest that lies inside it if there is exactly one; else it stands alone, and `could_be`
names every statement with a date inside its own.  A reading without any date is the coarsest of all; in
a relation that recurs it never joins, because it may well speak of yet another time.

Nothing crosses the border of a *fact* (see `fact`): neither grouping nor links.  So a store that takes
in or drops readings has to work out again only the facts of these readings, each from all its readings,
and those of every actor whose existence changed.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from itertools import combinations, product

from graph.errors import BadDate, BadInput
from graph.model import Actor, Reading, Statement
from graph.relations import Relation, relation
from graph.when import When, Window, parse_existence

# start_min, start_max, end_min, end_max: all that grouping knows of a date.
Bounds = tuple[int, int, int, int]


def statements(readings: Iterable[Reading], actors: Mapping[str, Actor]) -> list[Statement]:
    """The statements that these readings make, sorted by id.

    `actors` holds every actor that a reading names, by id.  BadDate or BadInput, naming the document
    and the characters, for a date that is none, a type or an actor that is unknown.

    >>> read = [Reading("d", 0, 9, "…", "us", "U.S.", "RECOGNIZED", "ussr", "USSR", start="1933")]
    >>> read += [replace(read[0], start_char=5, start="1933-11-16")]
    >>> both = {"us": Actor("us", "United States", "State"), "ussr": Actor("ussr", "Soviet Union", "State")}
    >>> [(found.start, len(found.readings)) for found in statements(read, both)]
    [('1933-11-16', 2)]
    """
    facts: dict[str, dict[str, Reading]] = defaultdict(dict)
    for reading in readings:
        facts[fact(reading)][reading.id] = reading
    found = [statement for members in facts.values() for statement in _of_fact(members.values(), actors)]
    return sorted(found, key=lambda statement: statement.id)


def alone(reading: Reading, actors: Mapping[str, Actor]) -> When | None:
    """The window of the statement of a reading that is the only one of its fact (see `Statement`)."""
    kind = known_relation(reading)
    return _cut(kind, reading, _when(kind, reading), actors)


def fact(reading: Reading) -> str:
    """Under which heading a reading is grouped and linked: its type and both its ends.

    Where there is only one fact per source or per target, that end alone: who founded something, and
    when, is one question.

    >>> fact(Reading("d", 0, 9, "…", "russia", "Russia", "FOUGHT", "japan", "Japan"))
    'FOUGHT japan russia'
    >>> fact(Reading("d", 0, 9, "…", "lenin", "Lenin", "FOUNDED", "comintern", "Comintern"))
    'FOUNDED * comintern'
    """
    kind = known_relation(reading)
    return heading(kind, *kind.canonical(reading.source, reading.target))


def heading(kind: Relation, source: str, target: str) -> str:
    """The fact of readings of this relation with these ends, which are in canonical order."""
    if kind.once_per == "target":
        source = "*"
    elif kind.once_per == "source":
        target = "*"
    return f"{kind.type} {source} {target}"


def _of_fact(readings: Collection[Reading], actors: Mapping[str, Actor]) -> list[Statement]:
    """The statements of one fact, with all their links."""
    kind = relation(next(iter(readings)).type)
    groups: dict[tuple[str, str, str], list[Reading]] = defaultdict(list)
    for reading in readings:
        groups[*kind.canonical(reading.source, reading.target), reading.modality].append(reading)
    found = [statement for group in groups.values() for statement in _of_group(kind, group, actors)]
    links = _disagreements(kind, found) if len(found) > 1 else {}
    return [replace(s, disagrees=tuple(sorted(links[s.id]))) if s.id in links else s for s in found]


def _of_group(kind: Relation, readings: list[Reading], actors: Mapping[str, Actor]) -> list[Statement]:
    """The statements of readings that differ in their dates only, without disagreements."""
    dates: dict[Bounds, list[Reading]] = defaultdict(list)
    for reading in readings:
        dates[_bounds(_when(kind, reading))].append(reading)
    inner = _inside(dates)
    members: dict[Bounds, list[Reading]] = defaultdict(list)
    for date, said in dates.items():
        members[_home(kind, date, said[0], inner)] += said
    ids = {date: "s" + min(reading.id for reading in joined) for date, joined in members.items()}
    return [
        _statement(
            kind,
            min(dates[date], key=_brevity),
            tuple(sorted(joined, key=_place)),
            tuple(sorted(ids[finer] for finer in inner[date] if finer in ids)),
            actors,
        )
        for date, joined in members.items()
    ]


def _home(kind: Relation, date: Bounds, reading: Reading, inner: Mapping[Bounds, list[Bounds]]) -> Bounds:
    """The date whose statement a reading of this `date` belongs to: a finer one, or its own."""
    finest = [finer for finer in inner[date] if not inner[finer]]
    if len(finest) != 1 or (kind.recurs == "many" and not _when(kind, reading).dated):
        return date
    return finest[0]


def _statement(
    kind: Relation,
    shown: Reading,
    readings: tuple[Reading, ...],
    could_be: tuple[str, ...],
    actors: Mapping[str, Actor],
) -> Statement:
    """The statement of these readings, of which `shown` gives the date."""
    source, target = kind.canonical(shown.source, shown.target)
    return Statement(
        id="s" + min(reading.id for reading in readings),
        source=source,
        type=kind.type,
        target=target,
        modality=shown.modality,
        start=shown.start,
        end=shown.end,
        when=_cut(kind, shown, _when(kind, shown), actors),
        readings=readings,
        could_be=could_be,
    )


def _cut(kind: Relation, reading: Reading, when: When, actors: Mapping[str, Actor]) -> When | None:
    """What is left of a date while both actors existed, None if nothing is."""
    left: When | None = when
    for end in (reading.source, reading.target):
        existed = _existence(actors, end, reading)
        if existed is not None and left is not None and left.dated and not kind.outlives:
            left = left.cut(existed)
    return left


def _inside(dates: Iterable[Bounds]) -> dict[Bounds, list[Bounds]]:
    """For each date, those that are finer: both windows within its own, and not the same."""
    ordered = sorted(dates)
    inner = {}
    for date in ordered:
        # What lies inside starts between start_min and start_max, a short stretch of the sorted dates.
        stretch = ordered[bisect_left(ordered, (date[0],)) : bisect_left(ordered, (date[1] + 1,))]
        inner[date] = [other for other in stretch if other != date and _within(other, date)]
    return inner


def _within(fine: Bounds, coarse: Bounds) -> bool:
    starts = coarse[0] <= fine[0] and fine[1] <= coarse[1]
    return starts and coarse[2] <= fine[2] and fine[3] <= coarse[3]


def _bounds(when: When) -> Bounds:
    return when.start_min, when.start_max, when.end_min, when.end_max


def _brevity(reading: Reading) -> tuple[int, str, str]:
    """Of texts with the same windows ("1950", "1950~") the shortest is shown, then the first."""
    start, end = reading.start or "", reading.end or ""
    return len(start) + len(end), start, end


def _place(reading: Reading) -> tuple[str, int, int, str]:
    return reading.document, reading.start_char, reading.end_char, reading.id


def _disagreements(kind: Relation, found: list[Statement]) -> dict[str, set[str]]:
    """For each id, the ids of statements of the same fact that cannot hold together with it."""
    asserted = [each for each in found if each.modality == "asserted"]
    denied = [each for each in found if each.modality == "negated"]
    pairs = [(yes, no) for yes, no in product(asserted, denied) if _contradict(yes, no)]
    if kind.recurs == "once":
        pairs += [(one, other) for one, other in combinations(asserted, 2) if _apart(one, other)]
    links: dict[str, set[str]] = defaultdict(set)
    for one, other in pairs:
        links[one.id].add(other.id)
        links[other.id].add(one.id)
    return links


def _contradict(yes: Statement, no: Statement) -> bool:
    """Whether the denial may speak of a time for which the other is asserted, as far as both are dated."""
    if (yes.source, yes.target) != (no.source, no.target) or yes.when is None or no.when is None:
        return False
    if yes.when.dated != no.when.dated:
        return False  # "not close under one leader" says nothing of the year that another text gives
    if _gives_way(no.when, yes.when) or _gives_way(yes.when, no.when):
        return False
    # "Did not recognise it in 1948" says nothing of 1950: a denial opens no state that lasts.
    last = no.when.start_max if no.when.open_end else no.when.end_max
    return yes.when.start_min <= last and no.when.start_min <= yes.when.end_max


def _gives_way(first: When, then: When) -> bool:
    """Whether `first` began earlier, and the end that is told of it need not be after `then` began.

    "No aid until 1950" and "aid from 1950 on" tell one story.
    """
    # An act, and a state of which no end is told, can end as early as they can start.
    ended = first.start_min < first.end_min
    return ended and first.start_min < then.start_min and first.end_min <= then.start_max


def _apart(one: Statement, other: Statement) -> bool:
    """Whether no days are left on which both could have begun, or both ended."""
    if one.when is None or other.when is None:
        return False
    windows = ((one.when.start, other.when.start), (one.when.end, other.when.end))
    return any(a.latest < b.earliest or b.latest < a.earliest for a, b in windows)


def _when(kind: Relation, reading: Reading) -> When:
    try:
        return _parsed(kind.punctual, reading.start, reading.end)
    except BadDate as error:
        raise BadDate(f"{_where(reading)}: {error.message}", hint=error.hint) from None


@lru_cache(maxsize=16384)
def _parsed(punctual: bool, start: str | None, end: str | None) -> When:
    return When.point(start, end) if punctual else When.state(start, end)


def known_relation(reading: Reading) -> Relation:
    """The relation of a reading; BadInput, naming the document and the characters, if it is unknown."""
    try:
        return relation(reading.type)
    except BadInput as error:
        raise BadInput(f"{_where(reading)}: {error.message}", hint=error.hint) from None


def _existence(actors: Mapping[str, Actor], ident: str, reading: Reading) -> tuple[Window, Window] | None:
    """When an actor existed, None if nothing is known of that."""
    if ident not in actors:
        raise BadInput(f"{_where(reading)}: nothing is known of the actor {ident!r}")
    existed = actors[ident].existed
    if existed is None:
        return None
    try:
        return parse_existence(existed)
    except BadDate as error:
        raise BadDate(f"existence of {actors[ident].name}: {error.message}", hint=error.hint) from None


def _where(reading: Reading) -> str:
    return f"document {reading.document}, characters {reading.start_char}-{reading.end_char}"
