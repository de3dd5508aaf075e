"""What the cells of one row say: when, of which type, and the words that are its evidence."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from graph.errors import BadDate, BadInput
from graph.relations import Relation, relation, relations
from graph.when import BEGINNING, END_OF_TIME, When, parse_boundary

# Days of different rows are often alike; a table of a million rows has tens of thousands of them.
_MANY = 131_072


class Dates(NamedTuple):
    """EDTF boundaries, the words that gave them, and a day inside, for the choice between names."""

    start: str | None
    end: str | None
    text: str | None
    day: int | None


def dates_reader(formats: Sequence[str]) -> Callable[[bool, str, str], Dates]:
    """What reads the two cells of a row (punctual or not, start, end); BadDate if they are no dates.

    >>> dates_reader(["%d.%m.%Y", "%m/%Y"])(False, "3.2.1950", "04/1950")
    Dates(start='1950-02-03', end='1950-04', text='3.2.1950 – 04/1950', day=711891)
    """

    @lru_cache(maxsize=_MANY)
    def read(punctual: bool, start: str, end: str) -> Dates:
        first, last = start.strip(), end.strip()
        begun = edtf_of(first, formats) if first else None
        ended = edtf_of(last, formats) if last else None
        if punctual and begun == ended:
            ended = None
        # Refuses a state that ends before it begins.
        When.point(begun, ended) if punctual else When.state(begun, ended)
        known = [day for date in (begun, ended) if date for day in parse_boundary(date)]
        day = next((day for day in known if BEGINNING < day < END_OF_TIME), None)
        words = [first] if first == last or not last else [first, last] if first else [last]
        return Dates(begun, ended, " – ".join(words) if known else None, day)

    return read


def edtf_of(words: str, formats: Sequence[str]) -> str:
    """A date in EDTF, as fine as the first of `formats` that fits; EDTF itself where none is given.

    >>> edtf_of("Feb 1950", ["%d %b %Y", "%b %Y", "%Y"]), edtf_of("197X", [])
    ('1950-02', '197X')
    """
    if not formats:
        try:
            parse_boundary(words)
        except BadDate as error:
            hint = f"{error.hint}; `dates` in a mapping reads other forms"
            raise BadDate(error.message, hint=hint) from None
        return words
    for form in formats:
        try:
            day = datetime.strptime(words, form)
        except ValueError:
            continue
        if "%d" in form or "%j" in form:
            return day.date().isoformat()
        return f"{day.year:04d}" + (f"-{day.month:02d}" if {"%m", "%b", "%B"} & _signs(form) else "")
    raise BadDate(f"{words!r} is not a date as in {' or '.join(formats)}", hint="see `dates` in the mapping")


def type_of(words: str, own: Mapping[str, str]) -> Relation:
    """The relation that a cell names: in the table's own words, or as in the vocabulary, great or small.

    >>> type_of("state visit", {"state visit": "VISITED"}).type, type_of("allied with", {}).type
    ('VISITED', 'ALLIED_WITH')
    """
    name = words.strip()
    if not name:
        raise BadInput("it has no type")
    told = own.get(name, name)
    if told not in relations():
        usual = told.upper().replace(" ", "_").replace("-", "_")
        told = usual if usual in relations() else told
    return relation(told)


def _signs(form: str) -> set[str]:
    return {form[i : i + 2] for i in range(len(form) - 1)}
