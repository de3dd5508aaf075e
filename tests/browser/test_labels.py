"""No two labels of the picture overlap and none is cut: reckoned from boxes, for many histories."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path
from typing import Any

import built_once
import page_annals
import pytest
from on_page import choose_years, label_boxes, until

from graph import view
from graph.stores.embedded import EmbeddedStore

pytestmark = pytest.mark.browser

Open = Callable[..., Any]
WIDE, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def packaged(folder: Path) -> Path:
    with EmbeddedStore(built_once.packaged()) as store:
        view.write(store, folder / "packaged.html", "Packaged texts")
    return folder / "packaged.html"


def overlapping(boxes: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [
        (one["text"], other["text"])
        for one, other in itertools.combinations(boxes, 2)
        if one["left"] < other["right"]
        and other["left"] < one["right"]
        and one["top"] < other["bottom"]
        and other["top"] < one["bottom"]
    ]


def cut(page: Any, boxes: list[dict[str, Any]]) -> list[str]:
    area = page.locator("#network").bounding_box()
    return [
        box["text"]
        for box in boxes
        if box["left"] < 0 or box["top"] < 0 or box["right"] > area["width"] or box["bottom"] > area["height"]
    ]


def test_the_page_of_the_packaged_texts_can_be_mailed(packaged: Path):
    assert packaged.stat().st_size <= 800_000


def test_packaged_texts_lose_no_label(packaged: Path, open_page: Open):
    page = open_page(packaged)
    boxes = label_boxes(page)
    assert len(boxes) == page.evaluate("histgraph.shown().actors.size") > 30
    assert overlapping(boxes) == cut(page, boxes) == []


@pytest.mark.parametrize("which", ["packaged", "gold"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_no_label_overlaps_whatever_is_chosen(which, scheme, viewport, open_page: Open, request):
    page = open_page(request.getfixturevalue(which), viewport=viewport, color_scheme=scheme)
    opened = label_boxes(page)
    assert len(opened) > 8
    assert overlapping(opened) == cut(page, opened) == []
    choose_years(page, 1945, 1960)
    brushed = label_boxes(page)
    assert brushed
    assert overlapping(brushed) == []
    page.evaluate("histgraph.change({ from: null, to: null, chosen: { actor: 3 } })")
    until(page, "histgraph.labelBoxes().some(({ id }) => id === 3)")
    assert overlapping(label_boxes(page)) == []


@pytest.mark.parametrize("actors", [3, 10, 30, 60, 90, 120])
def test_no_label_overlaps_in_histories_of_any_size(actors, folder: Path, open_page: Open):
    view.write(page_annals.annals(actors, actors * 2, seed=actors), folder / f"annals-{actors}.html")
    page = open_page(folder / f"annals-{actors}.html")
    boxes = label_boxes(page)
    assert len(boxes) >= 0.7 * actors  # the others are named when pointed at
    assert overlapping(boxes) == cut(page, boxes) == []


def test_long_passages_come_packed_and_whole(folder: Path, open_page: Open, monkeypatch):
    monkeypatch.setattr("graph.view_passages.MOST_PLAIN", 100)
    store = page_annals.annals(12, 30)
    view.write(store, folder / "packed.html")
    page = open_page(folder / "packed.html")
    until(page, "histgraph.relations.every(({ readings }) => readings.length > 0)")
    page.click("#views >> text=Table")
    shown = set(page.locator("#table q").all_text_contents())
    assert shown == {reading.quote for reading in store.readings}
