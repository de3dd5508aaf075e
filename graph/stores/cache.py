"""The user's cache folder: what is made from stores, and can be made again."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import StoreError
from graph.model import content_hash

if TYPE_CHECKING:
    from graph.stores.base import Store

_STORE = "store.txt"


def cache_folder() -> Path:
    """HISTGRAPH_CACHE, else `histgraph` in the platform's folder for what can be made again."""
    if chosen := os.environ.get("HISTGRAPH_CACHE"):
        return Path(chosen).absolute()
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    else:
        given = Path(os.environ.get("XDG_CACHE_HOME") or "")
        base = given if given.is_absolute() else Path.home() / ".cache"
    return base / "histgraph"


def folder_of(store: Store, kind: str) -> Path:
    """Where what is made from this store lies; there may be none yet."""
    return cache_folder() / kind / content_hash(place_of(store))


def place_of(store: Store) -> str:
    """The store's address, or its file whatever the current folder."""
    return store.url if "://" in store.url else str(Path(store.url).resolve())


def private_folder(path: Path) -> Path:
    """The folder, made if need be; StoreError if it cannot be."""
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)  # it holds what the user's documents say
    except OSError as error:
        hint = "set HISTGRAPH_CACHE to a folder that can be written"
        raise StoreError(f"{path}: {error.strerror}", hint=hint) from None
    return path


def note_store(folder: Path, store: Store) -> None:
    """Write down of which store the folder is."""
    (folder / _STORE).write_text(place_of(store), encoding="utf-8")


def left_by_stores(folder: Path) -> list[Path]:
    """Folders beside this one that were made of stores which are gone."""
    notes = (note for note in folder.parent.glob(f"*/{_STORE}") if note.parent != folder)
    return [note.parent for note in notes if _store_is_gone(note)]


def _store_is_gone(note: Path) -> bool:
    with suppress(OSError):
        place = note.read_text(encoding="utf-8")
        return "://" not in place and not Path(place).exists()
    return False
