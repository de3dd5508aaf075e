"""The notebook runs from top to bottom, shows what it promises, and is kept without outputs."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

NOTEBOOK = Path(__file__).resolve().parents[1] / "notebooks" / "tour.ipynb"


def read() -> nbformat.NotebookNode:
    return nbformat.read(NOTEBOOK, as_version=4)


def test_outputs_are_stripped() -> None:
    notebook = read()
    nbformat.validate(notebook)
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert len(cells) > 5
    assert not [cell for cell in cells if cell.outputs or cell.execution_count is not None]
    assert set(notebook.metadata) == {"kernelspec", "language_info"}


@pytest.mark.java
def test_it_runs_and_shows_answers_path_picture_and_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HISTGRAPH_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    notebook = read()
    work = tmp_path / "work"
    work.mkdir()
    NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(work)}}).execute()
    shown: dict[str, str] = {}
    for output in (output for cell in notebook.cells for output in cell.get("outputs", ())):
        for kind, text in output.get("data", {"printed": output.get("text", "")}).items():
            shown[kind] = shown.get(kind, "") + text
    assert "was renamed the Socialist Republic of Vietnam on 25 April 1976" in shown["printed"]
    assert shown["image/svg+xml"].count("<rect") >= 3
    assert "<td>RECOGNIZED</td>" in shown["text/html"]
    assert '<iframe srcdoc="&lt;!' in shown["text/html"]
    assert 'sandbox="allow-scripts allow-downloads"' in shown["text/html"]
    assert not list(work.iterdir()), "the notebook leaves files in the current folder"
