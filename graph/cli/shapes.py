"""Nodes, relationships and paths in one line: (Ho Chi Minh)-[JOINED 1923]->(Comintern)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Value = Mapping[str, Any]

_LONGEST = 60  # characters of a passage's words


def shape(value: Value) -> str | None:
    """How a graph value of an answer (see `Session.run`) is drawn; None if it is another map.

    >>> shape({"labels": ["Actor", "State"], "properties": {"id": "peru", "name": "Peru"}})
    '(Peru :State)'
    >>> shape({"type": "LED", "source": "a", "target": "b", "properties": {"start": "1950", "end": "1953"}})
    '(a)-[LED 1950 – 1953]->(b)'
    """
    keys = set(value)
    if keys == {"labels", "properties"}:
        label = "".join(f" :{label}" for label in value["labels"][-1:])
        return f"({_called(value)}{label})"
    if keys == {"type", "source", "target", "properties"}:
        return f"({value['source']})-{_told(value)}->({value['target']})"
    return _path(value) if keys == {"nodes", "relationships"} else None


def _path(path: Value) -> str:
    """A chain, each relationship with its own arrow."""
    nodes = path["nodes"]
    drawn = f"({_called(nodes[0])})" if nodes else ""
    for before, step, after in zip(nodes, path["relationships"], nodes[1:], strict=False):
        onward = step["source"] == before["properties"].get("id")
        drawn += f"-{_told(step)}->" if onward else f"<-{_told(step)}-"
        drawn += f"({_called(after)})"
    return drawn


def _called(node: Value) -> str:
    properties = node["properties"]
    if "text" in properties:
        text = " ".join(str(properties["text"]).split())
        return f"“{text}”" if len(text) <= _LONGEST else f"“{text[: _LONGEST - 1]}…”"
    return str(properties.get("name") or properties.get("id") or "")


def _told(relationship: Value) -> str:
    """Its type, its dates, and whether it is said to hold at all."""
    properties = relationship["properties"]
    start, end = properties.get("start"), properties.get("end")
    dates = f" {start or '..'} – {end}" if end else f" {start}" if start else ""
    modality = properties.get("modality", "asserted")
    return f"[{relationship['type']}{dates}{'' if modality == 'asserted' else f', {modality}'}]"
