"""The page in a real browser: legend, views, address, files, keyboard, and the picture itself."""

from __future__ import annotations

import csv
import itertools
from collections.abc import Callable
from typing import Any

import page_store
import pytest
from on_page import choose_years, click, label_boxes, number, pair_of

from graph import view

pytestmark = pytest.mark.browser

Open = Callable[..., Any]


# Legend, views, address ----------------------------------------------------------------------------


def test_legend_filters_and_counts(small, open_page: Open):
    page = open_page(small)
    row = page.locator("#legend .tick").filter(has_text="Diplomacy")
    before = int(row.locator(".number").inner_text())
    row.locator("input").uncheck()
    assert int(row.locator(".number").inner_text()) == before > 0
    total = page.evaluate("histgraph.shown().answers.filter((answer) => answer).length")
    others = page.locator("#legend fieldset").nth(1).locator(".tick").filter(has_not_text="Diplomacy")
    assert total == sum(int(text) for text in others.locator(".number").all_inner_texts())
    page.get_by_label("Place").uncheck()
    assert number(page, "ost") not in page.evaluate("[...histgraph.shown().actors]")


def test_three_views_show_the_same_relations(small, open_page: Open):
    page = open_page(small)
    choose_years(page, 1849, 1860)
    expected = page.evaluate("histgraph.shown().answers.filter((answer) => answer).length")
    page.click("#views >> text=Timeline")
    assert page.locator("#timeline .lane").count() == expected > 3
    page.click("#views >> text=Table")
    assert page.locator("#table tbody tr").count() == expected
    assert "From 1859 to 1860 Avaria fought" in page.locator("#table").inner_text()
    page.click("#table th button >> text=Relation")
    wordings = page.locator("#table tbody td:nth-child(3)").all_inner_texts()
    assert wordings == sorted(wordings)


def test_address_keeps_the_choice(small, open_page: Open):
    page = open_page(small)
    choose_years(page, 1850, 1859)
    page.get_by_label("Place").uncheck()
    page.get_by_label("Said not to be so").check()
    click(page, {"pair": pair_of(page, "avaria", "borland")})
    state = """() => {
        const { from, to, chosen } = histgraph.state;
        return [[...histgraph.shown().answers], from, to, chosen];
    }"""
    again = open_page(small, page.evaluate("location.hash.slice(1)"))
    assert again.evaluate(state) == page.evaluate(state)
    assert again.locator("#evidence blockquote").count() == page.locator("#evidence blockquote").count() > 0


def test_a_foolish_address_is_no_harm(small, open_page: Open):
    page = open_page(small, "from=abc&to=99999&view=moon&actor=nobody&without=%3Cimg%3E&also=__proto__")
    assert page.evaluate("histgraph.shown().actors.size") == 7


def test_csv_holds_what_is_shown(small, open_page: Open, tmp_path):
    page = open_page(small)
    choose_years(page, 1849, 1850)
    with page.expect_download() as download:
        page.click("text=CSV")
    download.value.save_as(tmp_path / "out.csv")
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == page.evaluate("histgraph.shown().answers.filter((answer) => answer).length") > 0
    statements = {statement.id: statement for statement in page_store.small().statements()}
    for row in rows:
        assert row["quote"].split(" | ") == [reading.quote for reading in statements[row["id"]].readings]


def test_keyboard_alone(small, open_page: Open):
    page = open_page(small)
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.getAttribute('role')") == "application":
            break
    else:
        pytest.fail("the network cannot be reached by Tab")
    page.keyboard.press("ArrowRight")
    first = page.locator("#evidence h2").inner_text()
    for key in ("ArrowRight", "ArrowLeft", "ArrowUp", "ArrowDown"):
        page.keyboard.press(key)
    page.keyboard.press("Enter")
    assert first and page.evaluate("document.activeElement.id") == "evidence"
    page.keyboard.press("Escape")
    assert page.locator("#evidence").is_hidden()
    assert page.evaluate("document.activeElement.getAttribute('role')") == "application"


# The picture ---------------------------------------------------------------------------------------


def test_every_actor_has_its_label_none_overlaps_none_is_cut(gold, open_page: Open):
    page = open_page(gold)
    boxes = label_boxes(page)
    area = page.locator("#network").bounding_box()
    assert len(boxes) == page.evaluate("histgraph.shown().actors.size") > 60
    for one, other in itertools.combinations(boxes, 2):
        across = one["left"] < other["right"] and other["left"] < one["right"]
        assert not (across and one["top"] < other["bottom"] and other["top"] < one["bottom"]), (one, other)
    for box in boxes:
        assert box["left"] >= 0 and box["top"] >= 0
        assert box["right"] <= area["width"] and box["bottom"] <= area["height"]


@pytest.mark.parametrize("zooms", [1, 4])
def test_labels_do_not_overlap_at_any_zoom(gold, open_page: Open, zooms):
    page = open_page(gold)
    for _ in range(zooms):
        page.click("#zoom button[title=Farther]")
    for one, other in itertools.combinations(label_boxes(page), 2):
        across = one["left"] < other["right"] and other["left"] < one["right"]
        assert not (across and one["top"] < other["bottom"] and other["top"] < one["bottom"])


def test_many_open_on_the_best_connected_and_search_brings_in_others(large, open_page: Open):
    page = open_page(large)
    assert page.evaluate("histgraph.shown().actors.size") == view.CORE
    outside = next(a for a in range(319, 0, -1) if a not in page.evaluate("[...histgraph.shown().actors]"))
    page.fill("#query", f"House of {outside:04}")
    page.keyboard.press("Enter")
    assert outside in page.evaluate("[...histgraph.shown().actors]")
    page.click("#legend >> text=Show all 320 actors")
    assert page.evaluate("histgraph.shown().actors.size") == 320


def test_what_pyvis_users_restyle_is_drawn(folder, open_page: Open):
    network = view.to_pyvis(page_store.small(), "Restyled")
    for node in network.nodes:
        node["color"] = "#ff00ff"
    (folder / "restyled.html").write_text(network.generate_html(), encoding="utf-8")
    script = """() => {
        const canvas = document.querySelector('#network canvas');
        const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
        const isMagenta = (at) => data[at] === 255 && data[at + 1] === 0 && data[at + 2] === 255;
        return data.filter((_, at) => at % 4 === 0 && isMagenta(at)).length;
    }"""
    assert open_page(folder / "restyled.html").evaluate(script) > 500
