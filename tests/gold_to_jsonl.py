"""Turns the annotation of the two shared documents (entities and statements in YAML) into our JSONL.

usage: python tests/gold_to_jsonl.py [FOLDER] > gold.jsonl
FOLDER holds `gold/` and `seeds/`; without it, `shared` beside the checkout, or HISTGRAPH_SHARED.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from shared_folder import shared_folder

DATE_FROM = {"sentence": "stated", "context": "carried", "computed": "relative", "era": "era", "none": "none"}


def records(shared: Path) -> Iterator[dict[str, Any]]:
    """One record a gold statement, in the form that `loaders.jsonl` reads."""
    actors = {entity["id"]: _actor(entity) for entity in _yaml(shared, "entities")["entities"]}
    texts = {path.name: path.read_bytes() for path in sorted((shared / "seeds").glob("*.txt"))}
    for statement in _yaml(shared, "statements")["statements"]:
        yield {
            "source": actors[statement["source"]],
            "type": statement["type"],
            "target": actors[statement["target"]],
            "start": statement["start"],
            "end": statement["end"],
            "modality": statement["modality"],
            "evidence": [_evidence(statement, place, texts) for place in statement["evidence"]],
        }


def jsonl(shared: Path) -> str:
    """The whole gold as JSONL."""
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records(shared))


def _yaml(shared: Path, name: str) -> Any:
    return yaml.load((shared / "gold" / f"{name}.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def _actor(entity: dict[str, Any]) -> dict[str, Any]:
    actor = {name: entity[name] for name in ("id", "name", "kind")}
    actor["aliases"] = [alias for alias in entity["aliases"] if alias != entity["name"]]
    if entity.get("existed"):
        actor["existed"] = str(entity["existed"])
    return actor


def _evidence(statement: dict[str, Any], place: dict[str, Any], texts: dict[str, bytes]) -> dict[str, Any]:
    data = texts[place["file"]]
    start, end = place["char_start"], place["char_end"]
    return {
        "document": place["file"],
        "document_id": hashlib.sha256(data).hexdigest(),
        "start_char": start,
        "end_char": end,
        "quote": data.decode("utf-8")[start:end],
        "date_text": statement["date_text"],
        "date_from": DATE_FROM[statement["date_from"]],
        "rule": "annotated",
        "reader": "gold",
        "qualifiers": _qualifiers(statement),
    }


def _qualifiers(statement: dict[str, Any]) -> list[list[str]]:
    told = dict(statement.get("qualifier") or {})
    if statement.get("during"):
        told["during"] = statement["during"]
    return [
        [name, str(each)]
        for name, value in sorted(told.items())
        for each in (value if isinstance(value, list) else [value])
    ]


if __name__ == "__main__":
    sys.stdout.write(jsonl(Path(sys.argv[1]) if len(sys.argv) > 1 else shared_folder()))
