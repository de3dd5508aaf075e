"""The page in the sandboxed frame that a notebook shows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import page_store
import pytest

from graph import view

pytestmark = pytest.mark.browser


def test_it_draws_and_answers_in_its_frame_without_any_error(chromium: Any, folder: Path):
    shown = view.View(page_store.small(), "The Delta", "from=1848&to=1861")._repr_html_()
    (folder / "notebook.html").write_text(f"<!DOCTYPE html><meta charset=utf-8>{shown}", encoding="utf-8")
    problems: list[str] = []
    context = chromium.new_context(viewport={"width": 1100, "height": 800}, offline=True)
    page = context.new_page()
    page.on("console", lambda message: problems.append(message.text))
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.goto((folder / "notebook.html").as_uri())
    frame = page.frames[1]
    assert frame.evaluate("origin") == "null", "it is sandboxed"
    script = """() => {
        const canvas = document.querySelector('#network canvas');
        const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
        return data.filter((value, at) => at % 4 === 3 && value > 0).length;
    }"""
    assert frame.evaluate(script) > 3000
    assert "1848 to 1861" in frame.locator("#years").inner_text()
    frame.locator("#what-changed").click()
    frame.locator("#changes button.row").first.click()
    assert frame.locator("#evidence mark").count() > 0
    frame.locator("#views >> text=Table").click()
    assert frame.locator("#table tbody tr").count() > 3
    frame.locator("text=All years").click()
    assert "all years" in frame.locator("#years").inner_text()
    with page.expect_download() as download:
        frame.locator("#keep >> text=CSV").click()
    assert download.value.suggested_filename == "The-Delta.csv"
    context.close()
    assert problems == []


def test_hostile_texts_stay_within_the_frame(chromium: Any, folder: Path):
    shown = view.View(page_store.hostile(), page_store.HOSTILE)._repr_html_()
    (folder / "hostile-notebook.html").write_text(f"<meta charset=utf-8>{shown}", encoding="utf-8")
    page = chromium.new_context(offline=True).new_page()
    page.goto((folder / "hostile-notebook.html").as_uri())
    assert page.evaluate("document.body.children.length") == 1
    assert page.evaluate("window.pwned") is None
    assert page.frames[1].evaluate("window.pwned") is None
    assert page.frames[1].locator("#network canvas").count() == 1
    page.context.close()
