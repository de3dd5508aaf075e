"""A statement or a path in words, and as plain records: what the command prints."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from graph.model import Actor, Document, Reading, Statement
from graph.relations import relation
from graph.steps import Path, Step
from graph.when import Window, day_to_iso, parse_boundary, to_edtf_set
from graph.wording import in_words, window_in_words

UNDATED = "undated"

# Said behind a clause that the text does not assert.
_MARKS = {
    "negated": " (said not to be so)",
    "intended": " (intended; not said to have come about)",
    "reported": " (reported or expected by others)",
}

_PERHAPS_THEN = "; that this held in the time asked about is possible, and not certain"

# Last words of names that English gives an article; any other name stands without one.
_STATES = re.compile(
    r" of |(Union|States|Kingdom|Federation|Republic|Empire|Netherlands|Philippines|Emirates)$"
)
_BODIES = re.compile(
    r"^(Comintern|Cominform|Profintern|Kremlin|Kuomintang|Viet Minh|Viet Cong|Khmer Rouge|Pathet Lao)$|"
    r"\b(Party|International|Front|League|Union|Nations|Committee|Commission|Council|Organi[sz]ation|Agency|"
    r"Bank|Company|Government|Assembly|Department|Ministry|Army|Navy|Pact|Community|Association|Court|Senate|"
    r"Movement|Alliance|Federation|Republics?|Bureau|Corps|Fund|[Bb]loc|[Pp]owers|[Ss]tates|University)"
    r"( of\b.*| for\b.*| on\b.*| in\b.*)?$"
)
_DAY = re.compile(r"\d+ [A-Z]")


def named(actor: Actor) -> str:
    """The actor's name as it stands within a sentence.

    >>> [named(Actor("x", name, "State")) for name in ("Peru", "United States", "Republic of Korea")]
    ['Peru', 'the United States', 'the Republic of Korea']
    """
    bare = re.sub(r" \(.*\)$", "", actor.name)
    if bare.lower().startswith("the "):
        return actor.name
    wants = (
        (actor.kind == "State" and _STATES.search(bare))
        or (actor.kind in ("Organization", "Group") and _BODIES.search(bare))
        or (actor.kind in ("Event", "Agreement") and " " in bare and not bare.startswith("Operation "))
    )
    return f"the {actor.name}" if wants else actor.name


def said(statement: Statement, actors: Mapping[str, Actor]) -> str:
    """The statement as a clause, without its date: "Spain granted diplomatic recognition to Peru"."""
    source, target = named(actors[statement.source]), named(actors[statement.target])
    return f"{source} {relation(statement.type).wording} {target}"


def claim(statement: Statement, actors: Mapping[str, Actor]) -> str:
    """The statement as a sentence with its date."""
    told = f"{said(statement, actors)}{_behind(dated(statement))}{mark(statement)}."
    return told[:1].upper() + told[1:]


def mark(statement: Statement) -> str:
    """What has to follow the clause of a statement that is not asserted; "" for one that is."""
    return _MARKS.get(statement.modality, "")


def _behind(when: str) -> str:
    apart = "," in when or when == UNDATED
    return f", {when}" if apart else f" {when}"


def place(reading: Reading, document: Document) -> str:
    """Where the words stand: file, characters counted from 0, and the reference if it says more.

    >>> reading = Reading("d", 5, 12, "a quote", "x", "X", "LED", "y", "Y")
    >>> [place(reading, Document("d", "a.txt", reference)) for reference in ("a.txt", "A. Mason, Walls")]
    ['a.txt, characters 5–12', 'a.txt, characters 5–12: A. Mason, Walls']
    """
    found = f"{document.name}, characters {reading.start_char}–{reading.end_char}"
    said_more = document.reference and document.reference != document.name
    return f"{found}: {document.reference}" if said_more else found


def dated(statement: Statement) -> str:
    """When, as an adverbial: "on 31 January 1950", "from 1958 to 1960", "undated".

    Of a state whose end is not stated it says when the state began, not that it went on.
    """
    return in_time(statement.type, statement.start, statement.end)


def in_time(type_: str, start: str | None, end: str | None) -> str:
    """The adverbial for a relation of type `type_` with these EDTF dates.

    >>> in_time("LED", "1958", "1960"), in_time("LED", "../1950-01-31", "1955-07/..")
    ('from 1958 to 1960', 'from 31 January 1950 or earlier to July 1955 or later')
    >>> in_time("LED", "1954/..", None), in_time("LED", None, "1950"), in_time("LED", "196X", "196X")
    ('from 1954 or later', 'until 1950', 'in the 1960s')
    >>> in_time("LED", "1956~/1959", None), in_time("LED", "../1930", None), in_time("LED", "1955", None)
    ('from some time between 1956 and 1959', 'by 1930', 'in 1955')
    >>> in_time("JOINED", "1979", "1991"), in_time("VISITED", "1950-01", "1950-04")
    ('in 1979, lasting until 1991', 'between January and April 1950')
    """
    aspect = relation(type_).aspect
    if not start and not end:
        return UNDATED
    if aspect == "punctual":
        return _act(start, end)
    if start and start == end:
        return at(start)
    return _opening(start, end) if aspect == "inceptive" else _state(start, end)


def _opening(start: str | None, end: str | None) -> str:
    """An act that opens a state, and how long that lasted."""
    if not start:
        return f"until {_limit(end)}"
    return f"{at(start)}, lasting until {_limit(end)}" if end else at(start)


def _state(start: str | None, end: str | None) -> str:
    if not start:
        return f"until {_limit(end)}"
    if end:
        return f"from {_limit(start)} to {_limit(end)}"
    limit = _limit(start)
    return f"from {limit}" if limit.startswith("some time") or limit.endswith(" or later") else at(start)


def _limit(date: str | None) -> str:
    """A date that bounds a state, to stand behind "from", "to" or "until"."""
    words = in_words(date)
    bare = words.removeprefix("perhaps ")
    if bare.startswith("between "):
        return f"some time {words}"
    return words.replace("by ", "", 1) + " or earlier" if bare.startswith("by ") else words


def _act(start: str | None, end: str | None) -> str:
    """One day, from the first day of `start` to the last of `end` if both are given."""
    if end and start != end:
        window = Window(parse_boundary(start).earliest, parse_boundary(end).latest)
        return adverbial(window_in_words(window))
    return at(start or end)


def at(date: str | None) -> str:
    """An EDTF date as an adverbial.

    >>> at("1950-01-31"), at("1950"), at("196X"), at("../1930"), at("1954-02/..")
    ('on 31 January 1950', 'in 1950', 'in the 1960s', 'by 1930', 'in February 1954 or later')
    >>> at("1930?"), at("1945~"), at(None)
    ('perhaps in 1930', 'about 1945', 'undated')
    """
    return adverbial(in_words(date))


def adverbial(words: str) -> str:
    """A date in words with the preposition that it needs."""
    perhaps = "perhaps " if words.startswith("perhaps ") else ""
    bare = words.removeprefix("perhaps ")
    if bare.split(" ")[0] in ("by", "between", UNDATED, "about", "at"):
        return words
    return f"{perhaps}{'on' if _DAY.match(bare) else 'in'} {bare}"


def edtf(start: str | None, end: str | None) -> str:
    """Dates of a statement or a reading in EDTF, where A/B as "one day between" is the set [A..B].

    >>> edtf("1950-01/1950-04~", None), edtf("../1950", "1955/.."), edtf("1958", "1958"), edtf(None, None)
    ('[1950-01..1950-04]', 'start [..1950], end [1955..]', '1958', 'none')
    """
    first, last = (to_edtf_set(date) if date else None for date in (start, end))
    if first and last and first != last:
        return f"start {first}, end {last}"
    if last and not first:
        return f"end {last}"
    return first or "none"


def already_holds(step: Step) -> str:
    """For a state that may have begun before the chain came to it, by when the chain did; else ""."""
    if not step.in_force_since_before:
        return ""
    begun = "already in force" if step.when.start_max < step.reached.earliest else "perhaps already in force"
    return f"{begun} when the chain comes to it, {adverbial(window_in_words(step.reached))}"


def tell(
    path: Path,
    statements: Mapping[str, Statement],
    actors: Mapping[str, Actor],
    *,
    ordered: bool = True,
    marks: Sequence[str] = (),
) -> str:
    """The whole chain as one plain sentence; `ordered` says whether its steps had to follow each other.

    `marks`, if given, stand behind the steps: signs of footnotes.
    """
    told = ""
    for step, sign in zip(path.steps, marks or [""] * len(path.steps), strict=True):
        statement = statements[step.edge.id]
        when = "at an unknown date" if not step.when.dated else dated(statement)
        comma = "," if "," in when else ""
        clause = f"{when}{comma} {said(statement, actors)}{sign}"
        told += (_joined(step, ordered) if told else "") + clause
    if path.certainty != "certainly":
        told += "; the dates allow this order, but do not prove it" if ordered else _PERHAPS_THEN
    elif path.presumed:
        told += "; this counts as in force what nobody says has ended"
    return told[:1].upper() + told[1:] + "."


def _joined(step: Step, ordered: bool) -> str:
    if not ordered or not step.when.dated:
        return "; "
    return "; and " if step.in_force_since_before else "; then "


def days(number: int) -> str:
    """A span of days in words.

    >>> days(0), days(1), days(800)
    ('no days', '1 day', '800 days')
    """
    return "no days" if number == 0 else f"{number:,} day{'' if number == 1 else 's'}"


def opposed(path: Path) -> list[int]:
    """Numbers of the steps that are conflict, which a reader must be told."""
    return [number for number, step in enumerate(path.steps, 1) if step.polarity == "conflict"]


def needed(paths: Iterable[Path]) -> set[str]:
    """Ids of all statements that paths walk on."""
    return {walked.edge.id for path in paths for step in path.steps for walked in step.relations}


def record(
    statement: Statement, actors: Mapping[str, Actor], documents: Mapping[str, Document]
) -> dict[str, Any]:
    """The statement with its evidence, ready for JSON; `window` as ISO days, null where unbounded."""
    when = statement.when
    bounds = (when.start_min, when.start_max, when.end_min, when.end_max) if when else ()
    return {
        "id": statement.id,
        "source": actors[statement.source].name,
        "relation": statement.type,
        "target": actors[statement.target].name,
        "start": statement.start,
        "end": statement.end,
        "when": dated(statement),
        "window": [day_to_iso(day) for day in bounds] or None,
        "modality": statement.modality,
        "evidence": [
            {
                "document": documents[r.document].name,
                "reference": documents[r.document].reference,
                "start_char": r.start_char,
                "end_char": r.end_char,
                "quote": r.quote,
                "start": r.start,
                "end": r.end,
                "date_text": r.date_text,
                "date_from": r.date_from,
                "rule": r.rule,
            }
            for r in statement.readings
        ],
        "could_be": list(statement.could_be),
        "disagrees": list(statement.disagrees),
    }


def path_record(
    path: Path,
    statements: Mapping[str, Statement],
    actors: Mapping[str, Actor],
    documents: Mapping[str, Document],
    *,
    ordered: bool = True,
) -> dict[str, Any]:
    """A path as one record: its actors, certainty, arrival and steps, each step with its statements."""
    return {
        "actors": [actors[a].name for a in path.actors],
        "certainty": str(path.certainty),
        "presumed": path.presumed,
        "arrival": [day_to_iso(day) for day in path.arrival],
        "departure": [day_to_iso(day) for day in path.departure],
        "days": path.span,
        "steps": [
            {
                "from": actors[step.source].name,
                "to": actors[step.target].name,
                "polarity": step.polarity,
                "certainty": str(step.relations[0].certainty),
                "doubt": step.doubt,
                "reached": [day_to_iso(day) for day in step.reached],
                **record(statements[step.edge.id], actors, documents),
                "parallel": [record(statements[w.edge.id], actors, documents) for w in step.relations[1:]],
            }
            for step in path.steps
        ],
        "sentence": tell(path, statements, actors, ordered=ordered),
    }
