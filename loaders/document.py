"""A file's bytes become a Document: decoded text, identity by hash, bibliographic reference."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from graph.errors import BadInput

_HEADER = re.compile(r"^(Title|Author|Reference|Date|Licence|Language|Source): *(.*)$")
# Control characters that no text file has; form feed and the usual white space are allowed.
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def digest(data: bytes) -> str:
    """Identity of a file: SHA-256 of its bytes, hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def read_bytes(path: Path) -> bytes:
    """The bytes of `path`; BadInput in one line if it cannot be read or is empty."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise BadInput(f"{path}: no such file") from None
    except IsADirectoryError:
        raise BadInput(f"{path}: no file in this folder can be read") from None
    except OSError as error:
        raise BadInput(f"{path}: cannot be read: {error.strerror}") from None
    if not data.strip():
        raise BadInput(f"{path}: the file is empty")
    return data


def decode(data: bytes, name: str) -> str:
    r"""Text of `data`, every code point kept (CR too, so that offsets match the file).

    UTF-8 first, UTF-16 where a byte order mark says so, else Windows-1252; a binary file is refused.

    >>> decode("Hồ\r\n".encode(), "a.txt")
    'Hồ\r\n'
    """
    try:
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    if _CONTROL.search(text[:100_000]) or text.count("\ufffd") * 100 > len(text):
        raise BadInput(f"{name}: not a text file", hint="text, Markdown, JSONL and CSV can be read")
    return text


def header(text: str) -> dict[str, str]:
    """The "Key: value" lines at the head of a text (Title, Reference, Licence…), as a dictionary.

    >>> header("Title: On walls\\nReference: after A. Mason\\n\\nIn 1961 a wall rose.")
    {'Title': 'On walls', 'Reference': 'after A. Mason'}
    """
    fields: dict[str, str] = {}
    for line in text.splitlines():
        match = _HEADER.match(line)
        if not match:
            break
        fields[match[1]] = match[2].strip()
    return fields


def reference(text: str) -> str:
    """Bibliographic reference as the document itself gives it, "" if it gives none."""
    fields = header(text)
    return fields.get("Reference") or fields.get("Title", "")
