"""What a store says, in forms that tests compare."""

from __future__ import annotations

from pathlib import Path

from graph import export
from graph.model import Run
from graph.stores.embedded import EmbeddedStore

ROOT = Path(__file__).resolve().parents[1]
NEWER = "text 2"


def jsonl(store: EmbeddedStore) -> str:
    return "".join(export.chunks(store, "jsonl"))


def current(store: EmbeddedStore) -> set[str]:
    return {reading.id for statement in store.statements() for reading in statement.readings}


def ids(*of: Run) -> set[str]:
    return {reading.id for one in of for reading in one.readings}
