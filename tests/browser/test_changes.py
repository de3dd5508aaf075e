"""The page in a real browser: the list of what changed in the chosen years."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from on_page import number

from graph import canned
from graph.stores.embedded import EmbeddedStore
from graph.view_data import scene

pytestmark = pytest.mark.browser

Open = Callable[..., Any]
ALL = "histgraph.change({ modalities: new Set(['asserted', 'negated', 'intended', 'reported']) })"
LISTED = """() => histgraph.changes().filter(({ position }) => position !== undefined)
    .map(({ what, position, certainty }) => [what, histgraph.relations[position].id, certainty])"""


def lines(page: Any) -> list[str]:
    return [" ".join(text.split()) for text in page.locator("#changes li").all_inner_texts()]


def test_it_tells_what_began_ended_and_came_into_existence(small: Path, open_page: Open):
    page = open_page(small, "from=1848&to=1849")
    page.click("#what-changed")
    assert lines(page) == [
        "1848 Míra Šolt founded Harbour League",
        "1849 Borland: into existence",
        "2 May 1849 Míra Šolt proclaimed Borland",
        "by 1855 Avaria traded with Borland: began possibly",
    ]
    assert page.locator("#changes h2 + p").inner_text() == (
        "2 happened · 1 began · 1 came into existence · 1 of all this only possibly then"
    )
    page = open_page(small, "also=changes&from=1890&to=1911")
    assert "1890 Míra Šolt: died" in lines(page)
    assert "1911 Borland: out of existence" in lines(page)


def test_it_follows_the_years_and_says_when_nothing_changed(small: Path, open_page: Open):
    page = open_page(small, "also=changes certainOnly&from=1852&to=1853")
    assert lines(page) == []
    assert "Nothing that is shown began or ended in these years." in page.locator("#changes").inner_text()
    page.locator("#handle-from").focus()
    for _ in range(3):
        page.keyboard.press("ArrowLeft")
    assert lines(page)[0] == "1849 Borland: into existence"
    assert "1849 to 1853" in page.locator("#changes h2").inner_text()


def test_each_line_leads_to_its_evidence(small: Path, open_page: Open):
    page = open_page(small, "also=changes&from=1848&to=1849")
    page.locator("#changes button.row").filter(has_text="founded").click()
    assert page.locator("#evidence article.sought mark").all_text_contents() == [
        "Míra Šolt",
        "Harbour League",
        "in 1848",
    ]
    assert page.locator("#changes [aria-current=true]").inner_text().startswith("1848")
    page.locator("#changes button.row").filter(has_text="into existence").click()
    assert page.locator("#evidence h2").inner_text() == "Borland"


def test_it_keeps_to_what_is_shown(small: Path, open_page: Open):
    page = open_page(small, "also=changes&from=1848&to=1861&around=ost")
    assert not any("Harbour League" in line for line in lines(page))
    page = open_page(small, "also=changes certainOnly&from=1848&to=1849")
    assert len(lines(page)) == 3 and not any("possibly" in line for line in lines(page))


def test_by_keyboard(small: Path, open_page: Open):
    page = open_page(small, "from=1848&to=1849")
    page.locator("#what-changed").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "changes"
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.locator("#evidence").is_visible()
    assert page.evaluate("document.activeElement.className") == "row", "one reads on where one was"
    page.keyboard.press("Escape")
    assert page.locator("#changes").is_hidden()
    assert page.evaluate("document.activeElement.id") == "what-changed"
    assert page.locator("#what-changed").get_attribute("aria-expanded") == "false"


@pytest.mark.java
def test_the_answers_are_those_of_the_canned_questions(
    gold_store: EmbeddedStore, gold: Path, open_page: Open
):
    page = open_page(gold)
    page.evaluate(ALL)
    acts = {s.id for s in scene(gold_store).statements if s.start and s.when and s.when.start == s.when.end}
    draw = random.Random(7)
    compared = 0
    for _ in range(12):
        since = draw.randrange(1920, 1995)
        until = since + draw.choice([0, 1, 5, 30])
        page.evaluate("([from, to]) => histgraph.change({ from, to })", [since, until])
        found = [tuple(row) for row in page.evaluate(LISTED)]
        given = {"since": str(since), "until": str(until)}
        for question, kinds in (("began", {"began", "happened"}), ("ended", {"ended"})):
            result = canned.ask(gold_store, question, given)
            names = list(result.columns)
            rows = [dict(zip(names, row, strict=True)) for row in result.rows]
            expected = sorted(
                (row["statement"], {"certainly": 2, "possibly": 1}[row["status"]])
                for row in rows
                if question == "began" or row["statement"] not in acts
            )
            assert sorted((ident, sure) for what, ident, sure in found if what in kinds) == expected
            compared += len(expected)
    assert compared > 50


def test_a_day_narrows_it(small: Path, open_page: Open):
    page = open_page(small, "also=changes&from=1850-01-31&to=1850-01-31")
    assert "31 January 1850 Avaria granted diplomatic recognition to Borland: began" in lines(page)
    page = open_page(small, "also=changes&from=1850-02-01&to=1850-12-31")
    assert not any("diplomatic recognition" in line for line in lines(page))
    assert number(page, "avaria") >= 0
