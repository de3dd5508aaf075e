"""The page in a real browser, from a file, with the network off."""

from __future__ import annotations

import csv
import itertools
import json
import random
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import gold_to_jsonl
import page_store
import pytest

from graph import ledger, view
from graph.names import fold
from graph.stores.embedded import EmbeddedStore
from graph.view_data import scene
from graph.when import BEGINNING, END_OF_TIME, Certainty, meets, parse_boundary

pytestmark = pytest.mark.browser

Open = Callable[..., Any]
ANSWERS = {Certainty.NO: 0, Certainty.POSSIBLY: 1, Certainty.CERTAINLY: 2}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pages")


@pytest.fixture(scope="module")
def small(folder: Path) -> Path:
    view.write(page_store.small(), folder / "small.html", "The Delta")
    return folder / "small.html"


@pytest.fixture(scope="module")
def large(folder: Path) -> Path:
    view.write(page_store.large(), folder / "large.html", "Annals")
    return folder / "large.html"


@pytest.fixture(scope="module")
def gold_store(shared: Path, folder: Path) -> Iterator[EmbeddedStore]:
    (folder / "gold.jsonl").write_text(gold_to_jsonl.jsonl(shared), encoding="utf-8")
    with EmbeddedStore(folder / "gold.db", create=True) as opened:
        [report] = ledger.load(opened, [folder / "gold.jsonl"])
        assert report.outcome == "read", report.error
        yield opened


@pytest.fixture(scope="module")
def gold(gold_store: EmbeddedStore, folder: Path) -> Path:
    view.write(gold_store, folder / "gold.html", "Two documents")
    return folder / "gold.html"


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


def choose_years(page: Any, first: int, last: int) -> None:
    for side, year in (("from", first), ("to", last)):
        page.fill(f"#year-{side}", str(year))
        page.press(f"#year-{side}", "Enter")


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


# Opening -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
def test_opens_and_draws(small, open_page: Open, scheme, width, height):
    page = open_page(small, viewport={"width": width, "height": height}, color_scheme=scheme)
    assert page.title() == page.locator("h1").inner_text() == "The Delta"
    assert ink(page) > 3000
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (paper == "rgb(255, 255, 255)") == (scheme == "light")


def test_an_empty_store_opens(folder, open_page: Open):
    view.write(page_store.PageStore(), folder / "empty.html")
    page = open_page(folder / "empty.html")
    assert "0 actors" in page.locator("#summary").inner_text()


def test_hostile_texts_stay_text(folder, open_page: Open):
    view.write(page_store.hostile(), folder / "hostile.html", page_store.HOSTILE)
    page = open_page(folder / "hostile.html")
    visible = page_store.HOSTILE.replace("\u0000", "")
    click(page, {"pair": 0})
    assert page.locator("#evidence blockquote").text_content().replace("\u0000", "") == visible
    page.click("#evidence summary")
    page.locator("#evidence h2 button").first.click()
    assert visible in page.locator("#evidence").text_content().replace("\u0000", "")
    for name in ("Timeline", "Table"):
        page.click(f"#views >> text={name}")
    page.fill("#query", "window.pwned")
    assert page.locator("#found li").count() == 2
    assert page.evaluate("window.pwned") is None
    assert page.locator("img, iframe, object, embed, a[href^='javascript']").count() == 0


# Evidence ------------------------------------------------------------------------------------------


def test_click_on_a_line_shows_the_words_of_the_store(small, open_page: Open):
    page = open_page(small)
    click(page, {"pair": pair_of(page, "avaria", "borland")})
    shown = [s for s in scene(page_store.small()).statements if {s.source, s.target} == {"avaria", "borland"}]
    asserted = [s for s in shown if s.modality == "asserted" and s.when is not None]
    quotes = [reading.quote for statement in asserted for reading in statement.readings]
    assert page.locator("#evidence blockquote").all_text_contents() == quotes
    recognition = page.locator("#evidence article").filter(has_text="granted diplomatic recognition")
    marked = recognition.locator("mark").all_text_contents()
    assert marked == ["Borland", "Avaria", "on 31 January 1850", "In 1850", "the kingdom", "Borland"]
    assert recognition.locator("q").all_text_contents() == ["on 31 January 1850", "In 1850"]
    text = recognition.inner_text()
    for words in ("31 January 1850", "EDTF 1850-01-31", "A. Chronicler", "chronicle.txt"):
        assert words in text


def test_denied_and_intended_are_hidden_until_asked_for(small, open_page: Open):
    page = open_page(small)
    page.evaluate("(actor) => histgraph.change({ chosen: { actor } })", number(page, "avaria"))
    panel = page.locator("#evidence")
    assert "[negated]" not in panel.locator("> ol").inner_text()
    page.get_by_label("Said not to be so").check()
    page.get_by_label("Intended, claimed").check()
    assert "[negated]" in panel.locator("> ol").inner_text()
    assert "[intended]" in panel.locator("> ol").inner_text()


def test_click_on_an_actor_lists_its_relations_in_order_of_time(small, open_page: Open):
    page = open_page(small)
    click(page, {"actor": number(page, "mira-solt")})
    panel = page.locator("#evidence")
    for words in ("Míra Šolt", "Person", "from 1 May 1820 to 1890", "Mother of Borland"):
        assert words in panel.inner_text()
    assert panel.locator("> ol .date").all_inner_texts() == ["1848", "2 May 1849", "undated"]
    panel.locator("> ol button").nth(1).click()
    assert "proclaimed" in panel.locator("article.sought h3").inner_text()


def test_an_unknown_name_and_a_qualifier_are_told(small, open_page: Open):
    page = open_page(small)
    page.evaluate("(actor) => histgraph.change({ chosen: { actor } })", number(page, "ferrymen"))
    assert "no gazetteer knows" in page.locator("#evidence").inner_text()
    page.locator("#evidence button.row").click()
    assert "on behalf of: Míra Šolt" in page.locator("#evidence").inner_text()
    assert page.locator("#evidence mark").all_text_contents()[-1] == "in early 1860"


# Search --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["mira solt", "MÍRA", "mother of", "lucja ærø", "Šolt"])
def test_search_finds_any_name_however_typed(small, open_page: Open, typed):
    page = open_page(small)
    page.keyboard.press("/")
    page.keyboard.type(typed)
    assert "Míra Šolt" in page.locator("#found li").first.inner_text()
    page.keyboard.press("Enter")
    assert "Míra Šolt" in page.locator("#evidence h2").inner_text()
    assert page.locator("#found").is_hidden()


def test_search_for_nobody(small, open_page: Open):
    page = open_page(small)
    page.fill("#query", "zanzibar")
    assert page.locator("#found").inner_text() == "No such name here"


def test_names_are_folded_as_in_python(small, open_page: Open):
    names = [
        "Hồ Chí Minh",
        "the U.S.",
        "Stalin's",
        "Đổi Mới",
        "Łódź–Ærø",
        "U.S.S.R.",
        "A. B. Cee",
        "An's",
        "O’Neill",
    ]
    assert open_page(small).evaluate("(names) => names.map(histgraph.fold)", names) == [
        fold(name) for name in names
    ]


# Years ---------------------------------------------------------------------------------------------


def test_answers_for_years_are_those_of_when(gold_store, gold, open_page: Open):
    page = open_page(gold)
    statements = scene(gold_store).statements
    assert len(statements) > 150
    draw = random.Random(3)
    script = """(choice) => {
        histgraph.change(choice);
        return Array.from(histgraph.shown().answers);
    }"""
    for _ in range(25):
        first = draw.randrange(1850, 2005)
        last, presume = first + draw.choice([0, 1, 5, 30]), draw.random() < 0.5
        modalities = "new Set(['asserted', 'negated', 'intended', 'reported'])"
        page.evaluate(f"histgraph.change({{ modalities: {modalities}, undated: true }})")
        found = page.evaluate(script, {"from": first, "to": last, "presume": presume})
        days = parse_boundary(str(first)).earliest, parse_boundary(str(last)).latest
        expected = [ANSWERS[meets(s.when, *days, presume)] if s.when else 0 for s in statements]
        assert found == expected
    found = page.evaluate(script, {"from": None, "to": None, "presume": False})
    assert found == [ANSWERS[meets(s.when, BEGINNING, END_OF_TIME)] if s.when else 0 for s in statements]


def test_years_by_number_key_and_pointer(small, open_page: Open):
    page = open_page(small)
    choose_years(page, 1859, 1860)
    assert "1859 to 1860" in page.locator("#years").inner_text()
    assert page.evaluate("histgraph.shown().actors.size") == 3
    page.locator("#handle-to").focus()
    page.keyboard.press("ArrowLeft")
    assert page.locator("#handle-to").get_attribute("aria-valuenow") == "1859"
    page.keyboard.press("End")
    assert "from 1859 on" in page.locator("#years").inner_text()
    page.click("text=All years")
    assert "all years" in page.locator("#years").inner_text()
    box = page.locator("#histogram").bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.3, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + 20, steps=4)
    page.mouse.up()
    first, last = (
        int(page.locator(f"#handle-{side}").get_attribute("aria-valuenow")) for side in ("from", "to")
    )
    assert 1848 < first < last < 1861


def test_play_moves_on_and_stops(small, open_page: Open):
    page = open_page(small)
    page.click("#play")
    until(page, "histgraph.state.from > 1848 && histgraph.state.to !== null")
    page.click("#play")
    assert page.locator("#play").inner_text() == "▶ Play"


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
