"""What tests of Cypher share: a cache of their own, and an engine that stays up for a file of tests."""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from small_store import SmallStore

from graph.stores import cypher_process
from graph.stores.cypher_index import Session


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    if importlib.util.find_spec(cypher_process.PACKAGE) is None:
        reason = "needs the ArcadeDB wheel (arcadedb-embedded)"
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
    folder = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HISTGRAPH_CACHE", str(folder))
        yield folder


@pytest.fixture(scope="module")
def session(cache: Path) -> Iterator[Session]:
    with Session(SmallStore()) as opened:
        yield opened
