"""What the browser tests do on a page again and again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest


def content(page: Any) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(page.locator("#data").text_content())["content"]
    return loaded


def number(page: Any, actor: str) -> int:
    return [row[0] for row in content(page)["actors"]["rows"]].index(actor)


def click(page: Any, what: Mapping[str, int]) -> None:
    """Click on an actor's symbol or on a pair's line, where it is on the screen."""
    box = page.locator("#network").bounding_box()
    spot = page.evaluate("(what) => histgraph.whereIs(what)", what)
    page.mouse.click(box["x"] + spot["x"], box["y"] + spot["y"])


def pair_of(page: Any, *actors: str) -> int:
    wanted = {number(page, actor) for actor in actors}
    edges = json.loads(page.locator("#data").text_content())["drawing"]["edges"]
    return [set(edge) for edge in edges].index(wanted)


def until(page: Any, script: str) -> None:
    """Wait for a script to be true (the page's policy forbids Playwright's own way, which is eval)."""
    for _ in range(100):
        if page.evaluate(script):
            return
        page.wait_for_timeout(100)
    pytest.fail(f"never came true: {script}")


def fill_in(page: Any, field: str, text: str, key: str = "Enter") -> None:
    """Write a text into a field, and press a key there."""
    page.fill(field, text)
    page.press(field, key)


def choose_years(page: Any, first: int, last: int) -> None:
    for side, year in (("from", first), ("to", last)):
        fill_in(page, f"#year-{side}", str(year))


def ink(page: Any) -> int:
    """How many pixels of the canvas are painted."""
    script = """() => {
        const canvas = document.querySelector('#network canvas');
        const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
        return data.filter((value, at) => at % 4 === 3 && value > 0).length;
    }"""
    painted: int = page.evaluate(script)
    return painted


def label_boxes(page: Any) -> list[dict[str, Any]]:
    boxes: list[dict[str, Any]] = page.evaluate("histgraph.labelBoxes()")
    return boxes
