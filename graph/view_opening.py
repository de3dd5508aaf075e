"""What a page opens on, as the fragment of an address that `graph/page/keep.js` reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from graph.when import BEGINNING, END_OF_TIME, Window, day_to_iso

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


_USUAL = "fewest"  # what the page ranks by where the address does not say


def opening(
    window: Window | None = None,
    around: Sequence[str] = (),
    within: int | None = None,
    path: tuple[str, str] | None = None,
    by: str = _USUAL,
) -> str:
    """The fragment for some days, for some actors (by id) with whom they stand in `within` steps, for a path.

    `by` says which paths come first, as in `graph.paths.Question`.

    >>> from graph.when import parse_period
    >>> opening(parse_period("1950"), ["ho-chi-minh"])
    'from=1950&to=1950&around=ho-chi-minh'
    >>> opening(path=("ho-chi-minh", "ussr")), opening(path=("ho-chi-minh", "ussr"), by="earliest")
    ('path=ho-chi-minh+ussr', 'path=ho-chi-minh+ussr&path-by=earliest')
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
        parts += [("path-by", by)] if by != _USUAL else []
    return urlencode(parts)


_PATH_TEXTS = {
    "from_": "path-from",
    "until": "path-until",
    "as_of": "path-as-of",
    "throughout": "path-throughout",
}
_PATH_FLAGS = ("any_order", "undated", "directed", "presume", "certain", "cooperation", "apart")


def path_opening(source: str, target: str, given: Mapping[str, Any]) -> str:
    """The fragment for a path between two actors (by id), asked for with the command's options.

    `through` and `avoid` are ids.

    >>> path_opening("ho-chi-minh", "ussr", {"until": "1950", "undated": True, "family": ["aid"], "k": 1})
    'path=ho-chi-minh+ussr&path-until=1950&path-with=undated&path-family=aid&path-k=1'
    >>> path_opening("ho-chi-minh", "ussr", {"by": "latest", "certain": True, "through": ["china", "laos"]})
    'path=ho-chi-minh+ussr&path-with=certain&path-by=latest&path-through=china&path-through=laos'
    """
    flags = [flag.replace("_", "-") for flag in _PATH_FLAGS if given.get(flag)]
    parts = {
        "path": f"{source} {target}",
        **{name: given.get(option) for option, name in _PATH_TEXTS.items()},
        "path-with": " ".join(flags),
        "path-family": " ".join(given.get("family") or ()),
        "path-steps": given.get("steps"),
        "path-k": given.get("k"),
        "path-by": "" if given.get("by") == _USUAL else given.get("by"),
        "path-alike": given.get("alike"),
        "path-through": sorted(given.get("through") or ()),
        "path-avoid": sorted(given.get("avoid") or ()),
    }
    return urlencode({name: value for name, value in parts.items() if value}, doseq=True)


def _named(day: int, edge: str) -> str:
    """A day, or its year if the day is the `edge` of it."""
    return (day_to_iso(day) or "").removesuffix(edge)
