"""A mapping guessed from the names of a table's columns, to be shown and amended."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from graph.names import slug

# What columns are called, the likeliest first; "from" and "to" are ends unless others are there.
_CALLED = {
    "source": "source subject actor-1 actor1 actor agent who person visitor traveller sender name from",
    "type": "type relation relationship relation-type predicate verb action act",
    "target": "target object actor-2 actor2 whom patient recipient host destination place country to",
    "start": "start start-date date-start begin begin-date from-date date-from since date day when year",
    "end": "end end-date date-end until till to-date date-to finish",
    "document": "document source-document text-name book",
    "quote": "quote quotation words evidence passage text",  # remarks are no evidence without their row
    "reference": "reference citation",
    "modality": "modality",
}
_MUST = ("source", "type", "target")


def guess(header: Sequence[str]) -> dict[str, str]:
    """Which column is taken for what: key of a mapping -> name of the column, in the order of keys.

    >>> guess(["Who", "Relation", "Whom", "Year", "Shelf"])
    {'source': 'Who', 'type': 'Relation', 'target': 'Whom', 'start': 'Year'}
    """
    columns = {slug(name): name for name in reversed(header) if name and header.count(name) == 1}
    found: dict[str, str] = {}
    for key, names in _CALLED.items():
        name = next((columns.pop(name) for name in names.split() if name in columns), None)
        if name is not None:
            found[key] = name
    if "quote" not in found:
        found.pop("document", None)  # without its words, a document says nothing
    return found


def is_enough(found: Mapping[str, str]) -> bool:
    """Whether both ends and the type were found."""
    return all(key in found for key in _MUST)


def draft(header: Sequence[str], found: Mapping[str, str]) -> str:
    """The guess as a mapping in TOML; what is missing stands there to be filled in.

    >>> print(draft(["Who", "Relation"], guess(["Who", "Relation"])))
    source = "{Who}"
    type = "{Relation}"
    target = ""  # name a column in braces, or words that stand for every row
    # not used: nothing
    <BLANKLINE>
    """
    keys = [*_MUST, *(key for key in _CALLED if key in found and key not in _MUST)]
    lines = [f"{key} = {_column(found[key])}" if key in found else _missing(key) for key in keys]
    left = (" ".join(name.split()) for name in header if name not in found.values())
    unused = "".join(letter for letter in ", ".join(left) if letter.isprintable()) or "nothing"
    return "\n".join([*lines, f"# not used: {unused}", ""])


def _column(name: str) -> str:
    return json.dumps("{" + name + "}", ensure_ascii=False)


def _missing(key: str) -> str:
    hint = "name a column in braces, or words that stand for every row"
    also = "; `histgraph relations` lists the words" if key == "type" else ""
    return f'{key} = ""  # {hint}{also}'
