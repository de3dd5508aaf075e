"""Which rules derived tables are made by; apart from these rules, since every opening of a store asks it."""

from __future__ import annotations

import zlib
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
    "stores/singles.py",
    "stores/grouped.py",
    "stores/columns.py",
)


@cache
def rules() -> str:
    """Sizes and checksums of the code and the vocabulary that derived tables are made by.

    Others, other tables.  Not a hash: nobody forges these files, and `hashlib` brings OpenSSL along.
    """
    package = Path(__file__).resolve().parents[1]
    files = [(package / name).read_bytes() for name in _RULES]
    return " ".join(f"{len(file)}:{zlib.crc32(file):08x}" for file in files)
