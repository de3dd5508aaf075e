"""Where the texts and annotations lie that are not ours to publish."""

from __future__ import annotations

import os
from pathlib import Path


def shared_folder() -> Path:
    """The folder `shared` beside the checkout, or the one that HISTGRAPH_SHARED names; it may be missing."""
    return Path(os.environ.get("HISTGRAPH_SHARED") or Path(__file__).resolve().parents[2] / "shared")
