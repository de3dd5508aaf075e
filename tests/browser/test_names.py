"""Names on the page: what is near one that nobody has, and names that run from right to left."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import page_store
import pytest
from on_page import content, fill_in, number, pair_of

from graph import view

pytestmark = pytest.mark.browser

Open = Callable[..., Any]


def slipped(draw: Random, name: str) -> str:
    """A name as one may get it wrong: letters left out, doubled, exchanged; words left out."""
    letters = list(name)
    for _ in range(draw.randint(1, 3)):
        at = draw.randrange(len(letters))
        slip = draw.choice(["", letters[at] * 2, draw.choice("abeghnostuéđ "), letters[at].swapcase()])
        letters[at : at + 1] = slip
        letters = letters or ["x"]
    text = "".join(letters)
    return draw.choice([text, text, text, text.split(" ")[-1]])


# Near misses -----------------------------------------------------------------------------------------


def test_near_names_are_those_of_the_command(gold, gold_store, open_page: Open):
    page = open_page(gold)
    names = [row[1] for row in content(page)["actors"]["rows"]]
    draw = Random(11)
    texts = [slipped(draw, draw.choice(names)) for _ in range(200)] + ["", "x", "the", "—", "Xqzw"]
    found = page.evaluate("(texts) => texts.map((text) => histgraph.near(text))", texts)
    named = [[names[at] for at in positions] for positions in found]
    everyone = [gold_store.suggest(text, 200) for text in texts]  # some stand in no relation: on no page
    assert named == [[name for name in near if name in names][:3] for near in everyone]
    assert sum(map(bool, named)) > 150


def test_a_slip_of_the_pen_is_offered_what_was_meant(small, open_page: Open):
    page = open_page(small)
    page.fill("#query", "Borlnad")
    assert page.locator("#live").inner_text() == "No such name. Did you mean Borland?"
    assert page.locator("#found li").all_inner_texts()[0].startswith("No such name here")
    page.press("#query", "Enter")
    assert page.evaluate("histgraph.state.chosen") is None  # nothing that was not asked for
    page.press("#query", "ArrowDown")
    assert page.get_attribute("#query", "aria-activedescendant") == "found-0"
    page.press("#query", "Enter")
    assert page.evaluate("histgraph.state.chosen.actor") == number(page, "borland")


def test_an_end_of_a_path_that_nobody_is_called_is_offered_what_was_meant(small, open_page: Open):
    page = open_page(small)
    page.click("#ask-path")
    fill_in(page, "#path-source", "Avarai", "Escape")
    fill_in(page, "#path-target", "Borland")
    page.click("#path-form button[type=submit]")
    assert page.locator("#path-problem").inner_text() == "No actor is called ‘Avarai’. Did you mean Avaria?"
    page.fill("#path-source", "Avarai")
    page.press("#path-source", "ArrowUp")
    page.press("#path-source", "Enter")
    assert page.input_value("#path-source") == "Avaria"


# From right to left ----------------------------------------------------------------------------------


RABIN = "\u2068يتسحاق رابين / יצחק רבין\u2069"


@pytest.fixture(scope="module")
def awkward(folder: Path) -> Path:
    view.write(page_store.awkward(), folder / "right-to-left.html", "Awkward")
    return folder / "right-to-left.html"


def test_names_from_right_to_left_keep_to_themselves(awkward, open_page: Open):
    page = open_page(awkward, "view=timeline&by=pair")
    title = page.locator("#timeline .lane").first.get_attribute("title")
    assert title.endswith(f" visited {RABIN}: 1900")
    assert f" – {RABIN} · 40 relations" in page.locator("#timeline h3").first.text_content()
    page.click("#views >> text=Network")
    for what, begins in (
        ({"actor": number(page, "rabin")}, f"{RABIN} · Person · 40 relations"),
        ({"pair": pair_of(page, "long", "rabin")}, "The Commission"),
    ):
        spot = page.evaluate("(what) => histgraph.whereIs(what)", what)
        box = page.locator("#network").bounding_box()
        page.mouse.move(box["x"] + spot["x"], box["y"] + spot["y"])
        tip = page.locator("#tip").text_content()
        assert tip.startswith(begins) and RABIN in tip
    page.locator(".vis-network").focus()
    for key in ("ArrowDown", "ArrowDown", "ArrowRight", "ArrowUp", "ArrowLeft"):
        page.keyboard.press(key)
        if page.evaluate("histgraph.state.chosen?.actor") == number(page, "rabin"):
            break
    assert page.locator("#live").text_content().startswith(RABIN)


def test_a_path_between_names_from_right_to_left_is_said_in_order(awkward, open_page: Open):
    page = open_page(awkward)
    page.evaluate("histgraph.change({ asking: true })")
    fill_in(page, "#path-source", "رابين")
    page.fill("#path-target", "unbroken")
    assert page.get_attribute("#path-source", "dir") == "auto"
    fill_in(page, "#path-target", "Commission" * 10)
    page.click("#path-form button[type=submit]")
    assert page.locator("#live").text_content().startswith(f"No path from {RABIN} to Commission")


def test_what_would_end_the_isolation_is_left_out(folder, open_page: Open):
    store = page_store.small()
    first, *others = store.listed
    store.listed = [type(first)(first.id, "Ava\u2069\u202eria", first.kind), *others]
    view.write(store, folder / "isolation.html")
    page = open_page(folder / "isolation.html", "view=timeline")
    titles = [lane.get_attribute("title") for lane in page.locator("#timeline .lane").all()]
    named = [title for title in titles if "ria" in title]
    assert named and all(re.search("\u2068Ava\u202eria\u2069", title) for title in named)
