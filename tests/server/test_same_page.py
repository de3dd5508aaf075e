"""The page of a graph on a server is that of the same graph in a file, byte by byte."""

from __future__ import annotations

from pathlib import Path

import pytest
from server.both_stores import Both

from graph import view


@pytest.mark.parametrize("both", ["packaged"], indirect=True)
def test_the_page_is_the_same_from_a_server(both: Both, tmp_path: Path) -> None:
    for name, store in zip(("file.html", "server.html"), both, strict=True):
        view.write(store, tmp_path / name, opens="around=ho-chi-minh")
    assert (tmp_path / "server.html").read_bytes() == (tmp_path / "file.html").read_bytes()
    assert b'"id","name","kind"' in (tmp_path / "file.html").read_bytes()
