"""Values and errors of the Neo4j driver as those of `graph.stores.base.Table` and of our own."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from neo4j.graph import Node, Path, Relationship
from neo4j.time import Date, DateTime, Duration, Time

from graph.errors import HistgraphError
from graph.stores.cypher_errors import HINT, CypherError, plainer, stopped
from graph.stores.neo4j_ledger import HIDDEN

EndIds = Mapping[str, str]
"""The `id` of a node by the driver's name for it."""


def plain(value: Any, ends: EndIds) -> Any:
    """A value as JSON: dates as ISO text, nodes, relationships and paths as dicts."""
    if isinstance(value, float):
        return _finite(value)
    if isinstance(value, Date | Duration):
        return value.iso_format()
    for kind, convert in _STRUCTURES.items():
        if isinstance(value, kind):
            return convert(value, ends)
    if isinstance(value, Mapping):
        return {key: plain(value[key], ends) for key in sorted(value) if key not in HIDDEN}
    if isinstance(value, list | tuple):
        return [plain(item, ends) for item in value]
    return value if value is None or isinstance(value, str | bool | int) else str(value)


def ends_of(values: Iterable[Any]) -> Iterator[str]:
    """The driver's names of the nodes that relationships among `values` join."""
    for value in values:
        if isinstance(value, Relationship):
            yield from (node.element_id for node in value.nodes if node is not None)
        elif isinstance(value, Path):
            yield from ends_of(value.relationships)
        elif isinstance(value, Mapping):
            yield from ends_of(value.values())
        elif isinstance(value, list | tuple):
            yield from ends_of(value)


def _node(node: Node, ends: EndIds) -> Any:
    shown = {name: plain(node[name], ends) for name in sorted(node) if name not in HIDDEN}
    return {"labels": sorted(node.labels), "properties": shown}


def _relationship(found: Relationship, ends: EndIds) -> Any:
    source, target = (node.element_id if node is not None else "" for node in found.nodes)
    shown = {name: plain(found[name], ends) for name in sorted(found)}
    return {
        "type": found.type,
        "source": ends.get(source),
        "target": ends.get(target),
        "properties": shown,
    }


def _path(path: Path, ends: EndIds) -> Any:
    return {
        "nodes": [_node(node, ends) for node in path.nodes],
        "relationships": [_relationship(one, ends) for one in path.relationships],
    }


_STRUCTURES: Mapping[type, Callable[[Any, EndIds], Any]] = {
    Node: _node,
    Relationship: _relationship,
    Path: _path,
    DateTime: lambda value, _: _clock(value.iso_format()),
    Time: lambda value, _: _clock(value.iso_format()),
}


def _finite(value: float) -> float | str:
    """JSON has no infinity and no not-a-number: their names instead."""
    if math.isfinite(value):
        return value
    return "NaN" if math.isnan(value) else f"{'-' if value < 0 else ''}Infinity"


def _clock(text: str) -> str:
    """A time as short as the embedded engine writes it.

    >>> _clock("1950-01-31T10:00:00.000000000+00:00"), _clock("10:00:05.100000000+07:00")
    ('1950-01-31T10:00Z', '10:00:05.100+07:00')
    """
    text = re.sub(r"\.(\d{3}?)((?:\d{3})*?)(?:000)*(?!\d)", r".\1\2", text)
    text = re.sub(r"(:\d\d)(:00)?\.000(?!\d)", lambda m: m[1] if m[2] else m[0][:-4], text)
    return re.sub(r"\+00:00$", "Z", text)


_PLACE = re.compile(r"\s*\(line (?P<line>\d+), column (?P<column>\d+) \(offset: \d+\)\)")
_EXPECTED = re.compile(r": expected .*$", re.DOTALL)


def query_error(code: str, message: str, seconds: float) -> HistgraphError | None:
    """The error for what the server says of a query; None if it speaks of something else.

    >>> text = "Invalid input 'RETUR': expected 'RETURN' (line 1, column 11 (offset: 10))"
    >>> str(query_error("Neo.ClientError.Statement.SyntaxError", text, 1))
    'line 1, column 11: unexpected RETUR'
    """
    if "TransactionTimedOut" in code or "LockClientStopped" in code or "Transaction.Terminated" in code:
        return stopped(seconds)
    if "OutOfMemory" in code or "MemoryPool" in code:
        return CypherError(
            "the query needs more memory than it may use", hint="ask for fewer or smaller things"
        )
    if "AccessMode" in code:
        return CypherError("refused by the engine", hint=HINT)
    if ".Statement." not in code and ".Procedure." not in code:
        return None
    found = _PLACE.search(message)
    text = (message[: found.start()] if found else message.splitlines()[0]).strip()
    line, column = (int(found["line"]), int(found["column"])) if found else (None, None)
    return CypherError(plainer(_EXPECTED.sub("", text)), line=line, column=column)
