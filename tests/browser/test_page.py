"""The page in a real browser, from a file, with the network off: opening, evidence, search, years."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import page_store
import pytest
from on_page import choose_years, click, ink, number, pair_of, until

from graph import view
from graph.names import fold
from graph.view_data import scene
from graph.when import BEGINNING, END_OF_TIME, Certainty, meets, parse_boundary

pytestmark = pytest.mark.browser

Open = Callable[..., Any]
ANSWERS = {Certainty.NO: 0, Certainty.POSSIBLY: 1, Certainty.CERTAINLY: 2}


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
    opens = f"from={page_store.HOSTILE}&said=asserted&{page_store.HOSTILE}&without=__proto__"
    view.write(page_store.hostile(), folder / "hostile.html", page_store.HOSTILE, opens)
    page = open_page(folder / "hostile.html")
    visible = page_store.HOSTILE.replace("\u0000", "")
    click(page, {"pair": 0})
    assert page.locator("#evidence blockquote").text_content().replace("\u0000", "") == visible
    kinds = page.locator("#legend fieldset").first.inner_text()
    assert "Kind </script>" in kinds and "State" in kinds
    page.click("#evidence summary")
    page.locator("#evidence h2 button").last.click()
    assert f"Kind {visible}" in page.locator("#evidence").text_content().replace("\u0000", "")
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
