"""The page in a real browser: room for the picture, whatever panels are open beside it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from on_page import label_boxes, pair_of, until

pytestmark = pytest.mark.browser

Open = Callable[..., Any]
ALL_OPEN = "changes: true, chosen: { pair: %d }"


def everything(small: Any, open_page: Open, width: int, height: int = 900) -> Any:
    page = open_page(small, "from=1848&to=1861", viewport={"width": width, "height": height})
    page.evaluate(f"histgraph.change({{ {ALL_OPEN % pair_of(page, 'avaria', 'borland')} }})")
    return page


def boxes(page: Any, *selectors: str) -> list[dict[str, float]]:
    return [page.locator(selector).bounding_box() for selector in selectors]


@pytest.mark.parametrize("width", [1024, 1280, 1440, 1680, 1920])
def test_the_network_keeps_its_room(small, open_page: Open, width):
    page = everything(small, open_page, width)
    stage, changes, evidence = boxes(page, "#stage", "#changes", "#evidence")
    assert stage["width"] >= 560
    assert changes["width"] > 250 and evidence["width"] > 350
    assert changes["height"] > 150 and evidence["height"] > 300
    apart = (
        changes["x"] + changes["width"] <= evidence["x"]
        or changes["y"] + changes["height"] <= evidence["y"] + 1
    )
    assert apart
    assert all(box["left"] >= 0 and box["right"] <= stage["width"] for box in label_boxes(page))
    page.click("#changes .close")
    page.click("#evidence .close")
    until(page, "document.querySelector('#legend .fold').open")
    assert page.locator("#legend fieldset").first.is_visible()


@pytest.mark.parametrize("actor", range(0, 30, 6))
def test_a_panel_that_opens_cuts_no_label(gold, open_page: Open, actor):
    page = open_page(gold, viewport={"width": 1280, "height": 760})
    page.evaluate(f"histgraph.change({{ chosen: {{ actor: {actor} }} }})")
    page.evaluate("new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)))")
    [stage] = boxes(page, "#stage")
    placed = label_boxes(page)
    assert len(placed) > 8
    for box in placed:
        assert box["left"] >= 0 and box["right"] <= stage["width"], box
        assert box["top"] >= 0 and box["bottom"] <= stage["height"], box
    few = len(placed)
    area = page.locator("#network").bounding_box()
    page.mouse.move(area["x"] + 20, area["y"] + 20)
    page.mouse.down()
    page.mouse.move(area["x"] - 200, area["y"] + 20, steps=4)
    page.mouse.up()
    assert len(label_boxes(page)) > few  # those that were out of sight are named as well


def test_the_legend_can_be_had_by_keyboard_where_it_gave_way(small, open_page: Open):
    page = everything(small, open_page, 1440)
    before, legend = boxes(page, "#stage", "#legend")
    assert legend["width"] < 50 and not page.locator("#legend fieldset").first.is_visible()
    page.locator("#legend summary").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("#legend fieldset").first.is_visible()
    page.get_by_role("checkbox", name="Diplomacy").uncheck()
    assert "diplomacy" in page.evaluate("[...histgraph.state.familiesOff]")
    page.keyboard.press("Escape")
    assert not page.locator("#legend fieldset").first.is_visible()
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    assert page.locator("#evidence article").count() > 0 and page.locator("#changes").is_visible()
    assert boxes(page, "#stage") == [before]


def test_a_reader_can_fold_the_legend(small, open_page: Open):
    page = open_page(small)
    [wide] = boxes(page, "#stage")
    page.click("#legend summary >> nth=0")
    until(page, f"document.getElementById('stage').offsetWidth > {wide['width'] + 150}")
    page.evaluate("histgraph.change({ from: 1850 })")
    assert not page.locator("#legend fieldset").first.is_visible()
