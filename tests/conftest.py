"""What all tests share."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from hypothesis import settings

TESTS = Path(__file__).resolve().parent
# Tests are no package; this is what lets them import `strategies`.
sys.path.insert(0, str(TESTS))

from server.both_stores import both  # noqa: E402, F401
from server.neo4j_process import neo4j_url  # noqa: E402, F401  one server for all tests
from shared_folder import shared_folder  # noqa: E402
from store_fixtures import kind, places, reopen  # noqa: E402, F401

# A machine under load is no reason to fail, and a failure must come again.
settings.register_profile("here", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("here")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of texts and gold not kept here; in CI it must be there."""
    folder = shared_folder()
    if folder.is_dir():
        return folder
    reason = (
        f"needs the folder {folder} (HISTGRAPH_SHARED names another): sources that are not ours to publish"
    )
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)
