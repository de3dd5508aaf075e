"""Which rules derived tables are made by; apart from these rules, since every opening of a store asks it."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

_RULES = (
    "model.py",
    "edtf.py",
    "when.py",
    "names.py",
    "relations.toml",
    "relations.py",
    "grouping.py",
    "stores/derive.py",
)


@cache
def rules() -> str:
    """Hash of the code and the vocabulary that derived tables are made by: another one, other tables."""
    package = Path(__file__).resolve().parents[1]
    return hashlib.sha256(b"\0".join((package / name).read_bytes() for name in _RULES)).hexdigest()[:16]
