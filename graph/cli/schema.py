"""`schema`: what there is to ask for in Cypher, for somebody who sees the graph for the first time."""

from __future__ import annotations

import itertools
from dataclasses import astuple, fields
from typing import TYPE_CHECKING

from graph.cli import output
from graph.cli.options import DEFAULT, Format, FormatOption, StoreOption, opened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.stores.base import Store
    from graph.stores.property_schema import Entry

_PICTURE = """\
(:Actor)-[:RECOGNIZED and other types]->(:Actor)      what is said to hold, and when
(:Passage)-[:MENTIONS]->(:Actor)                      the words that say so
(:Passage)-[:IN]->(:Document)<-[:READ]-(:Run)         where they stand, and who read them"""
_LONGEST = 44  # characters of an example


def schema(store: StoreOption = DEFAULT, form: FormatOption = Format.table) -> None:
    """List labels, types and properties, with examples."""
    with opened(store) as graph:
        show_schema(graph, form)


def show_schema(graph: Store, form: Format) -> None:
    """Print the schema; for other forms than a table, a row for each label, type and property."""
    from graph.stores import property_schema

    found = property_schema.schema(graph)
    if form is Format.table:
        _draw(found)
    else:
        columns = [field.name for field in fields(property_schema.Entry)]
        output.rows(columns, map(astuple, found), form)


def _draw(found: Sequence[Entry]) -> None:
    from graph.stores.property_schema import group_label

    output.say(_PICTURE)
    titles = {"label": "Labels of nodes", "type": "Types of relationships", "property": "Properties"}
    for what, some in itertools.groupby(found, key=lambda entry: entry.what):
        output.say(f"\n{titles[what]}")
        rows: list[list[object]] = []
        for group, entries in itertools.groupby(some, key=lambda entry: entry.group):
            rows += [[_heading(group_label(group)), None, None, None]] if group else []
            rows += [[e.name, e.count, e.meaning, _short(e.example)] for e in entries]
        output.rows([what, "count", "meaning", "example"], rows, Format.table)


def _heading(group: str) -> str:
    """How the rows of a group are headed."""
    from graph.stores.property_schema import NODE_PROPERTIES

    if group in NODE_PROPERTIES:
        return f"of (:{group})"
    return "of -[:TYPE]->" if group == "relationship" else f"{group}:"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
