"""What a store says, in forms that tests compare."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from runs import SECOND, quotations, run

from graph import export
from graph.model import Actor, Run
from graph.stores.base import Store

ROOT = Path(__file__).resolve().parents[1]
NEWER = "text 2"


def jsonl(store: Store) -> str:
    return "".join(export.chunks(store, "jsonl"))


def current(store: Store) -> set[str]:
    return {reading.id for statement in store.statements() for reading in statement.readings}


def ids(*of: Run) -> set[str]:
    return {reading.id for one in of for reading in one.readings}


def described_differently() -> list[Run]:
    """Four runs that tell of the same documents, and describe the same actors in other ways."""
    described = Actor("drv", "Vietnam (North)", "State", ("Hanoi",), "1945-09-02/1976-07-02")
    undescribed = Actor("ussr", "Russia", "Place", verified=False)
    document = replace(run().documents[0], name="copy.txt", reference="")
    return [
        run(),
        run(SECOND, "second.txt"),
        quotations(replace(run(), actors=(described, undescribed, *run().actors[2:]))),
        replace(run(location="/copy.txt"), documents=(document,)),
    ]
