"""What a page opens on, as the fragment of an address that `graph/page/keep.js` reads."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from graph.when import BEGINNING, END_OF_TIME, Window, day_to_iso

if TYPE_CHECKING:
    from collections.abc import Sequence


def opening(
    window: Window | None = None,
    around: Sequence[str] = (),
    within: int | None = None,
    path: tuple[str, str] | None = None,
) -> str:
    """The fragment for some days, for some actors (by id) with whom they stand in `within` steps, for a path.

    >>> from graph.when import parse_period
    >>> opening(parse_period("1950"), ["ho-chi-minh"])
    'from=1950&to=1950&around=ho-chi-minh'
    >>> opening(path=("ho-chi-minh", "ussr"))
    'path=ho-chi-minh+ussr'
    >>> opening(parse_period("1950-01")), opening()
    ('from=1950&to=1950-01-31', '')
    """
    parts: list[tuple[str, str | int]] = []
    if window and window.earliest > BEGINNING:
        parts.append(("from", _named(window.earliest, "-01-01")))
    if window and window.latest < END_OF_TIME:
        parts.append(("to", _named(window.latest, "-12-31")))
    parts += [("around", actor) for actor in around]
    if around and within is not None:
        parts.append(("within", within))
    if path is not None:
        parts.append(("path", " ".join(path)))
    return urlencode(parts)


def _named(day: int, edge: str) -> str:
    """A day, or its year if the day is the `edge` of it."""
    return (day_to_iso(day) or "").removesuffix(edge)
