"""The page in a real browser: what it opens on, and the surroundings of an actor."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path
from typing import Any

import page_store
import pytest
from on_page import choose_years, click, label_boxes, number, until

from graph import view
from graph.model import Actor, Document

pytestmark = pytest.mark.browser

Open = Callable[..., Any]


def shown(page: Any) -> set[int]:
    return set(page.evaluate("[...histgraph.shown().actors]"))


def numbers(page: Any, *actors: str) -> set[int]:
    return {number(page, actor) for actor in actors}


# What it opens on ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def opening(folder: Path) -> Path:
    """A page that opens on the day of the recognition."""
    view.write(page_store.small(), folder / "opening.html", "The Delta", "from=1850-01-31&to=1850-01-31")
    return folder / "opening.html"


def test_a_day_is_exact_and_told_in_words(opening: Path, open_page: Open):
    page = open_page(opening)
    assert page.locator("#years").inner_text().startswith("31 January 1850: 2 actors, ")
    assert shown(page) == numbers(page, "avaria", "borland")
    day_before = open_page(opening, "from=1850-01-30&to=1850-01-30")
    assert "granted diplomatic recognition" in table(page)
    assert "granted diplomatic recognition" not in table(day_before)


def table(page: Any) -> str:
    page.click("#views >> text=Table")
    return str(page.locator("#table tbody").inner_text())


def test_an_address_goes_before_what_the_page_opens_on(opening: Path, open_page: Open):
    page = open_page(opening, "from=1848&to=1849")
    assert "1848 to 1849" in page.locator("#years").inner_text()
    page = open_page(opening)
    page.click("text=All years")
    again = open_page(opening, page.evaluate("location.hash.slice(1)"))
    assert "all years" in again.locator("#years").inner_text()


def test_a_day_stays_in_the_address_until_years_are_chosen(opening: Path, open_page: Open):
    page = open_page(opening)
    page.click("#views >> text=Table")
    assert "from=1850-01-31&to=1850-01-31" in page.evaluate("location.hash")
    choose_years(page, 1850, 1859)
    assert "from=1850&to=1859" in page.evaluate("location.hash")


@pytest.mark.parametrize("day", ["1850-02-30", "1850-13-01", "1850-1-1", "0000-01-01", "1850-01-00"])
def test_a_day_that_never_was_is_no_harm(small: Path, open_page: Open, day: str):
    assert "all years" in open_page(small, f"from={day}&to={day}").locator("#years").inner_text()


# Surroundings --------------------------------------------------------------------------------------


def test_only_an_actor_and_whoever_is_near_it(small: Path, open_page: Open):
    page = open_page(small, "around=harbour-league")
    assert shown(page) == numbers(page, "harbour-league", "mira-solt")
    page = open_page(small, "around=harbour-league&within=2")
    assert shown(page) == numbers(page, "harbour-league", "mira-solt", "borland", "ost")
    assert number(page, "avaria") in shown(open_page(small, "around=harbour-league&within=3"))


def test_nearness_goes_by_what_is_shown(small: Path, open_page: Open):
    page = open_page(small, "around=mira-solt&within=2&from=1848&to=1848")
    assert shown(page) == numbers(page, "harbour-league", "mira-solt")


def test_step_to_a_neighbour_and_back(small: Path, open_page: Open):
    page = open_page(small, "actor=harbour-league")
    bar = page.locator("#around")
    assert bar.is_hidden()
    page.locator("#evidence .near button").first.click()
    assert shown(page) == numbers(page, "harbour-league", "mira-solt")
    assert bar.inner_text().startswith("Harbour League")
    click(page, {"actor": number(page, "mira-solt")})
    page.locator("#evidence .near button").first.click()
    assert number(page, "borland") in shown(page)
    bar.get_by_role("button", name="Harbour League").click()
    assert shown(page) == numbers(page, "harbour-league", "mira-solt")
    page.go_back()
    until(page, "histgraph.shown().actors.size === 4")
    page.go_back()
    until(page, "histgraph.shown().actors.size === 2")
    bar.get_by_role("button", name="2 steps").click()
    assert shown(page) == numbers(page, "harbour-league", "mira-solt", "borland", "ost")
    bar.get_by_role("button", name="Back to all").click()
    assert bar.is_hidden() and len(shown(page)) == 7


def test_surroundings_by_keyboard(small: Path, open_page: Open):
    page = open_page(small, "around=harbour-league")
    page.locator("#around button[aria-label='1 step']").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("histgraph.state.within") == 2
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "2 steps"


def test_a_search_moves_the_surroundings(small: Path, open_page: Open):
    page = open_page(small, "around=harbour-league")
    page.fill("#query", "Peace of Lund")
    page.keyboard.press("Enter")
    assert shown(page) == numbers(page, "peace-of-lund", "avaria", "borland")


@pytest.mark.parametrize("within", [1, 2])
def test_surroundings_are_laid_out_to_be_read(gold: Path, open_page: Open, within: int):
    page = open_page(gold, f"around=democratic-republic-of-vietnam&within={within}")
    boxes = label_boxes(page)
    assert len(boxes) == len(shown(page)) > 10
    for one, other in itertools.combinations(boxes, 2):
        across = one["left"] < other["right"] and other["left"] < one["right"]
        assert not (across and one["top"] < other["bottom"] and other["top"] < one["bottom"]), (one, other)
    area = page.locator("#network").bounding_box()
    for box in boxes:
        assert box["left"] >= 0 and box["right"] <= area["width"]
        assert box["top"] >= 0 and box["bottom"] <= area["height"]
    places = "[...histgraph.shown().actors].map((actor) => histgraph.whereIs({ actor }))"
    again = open_page(gold, f"around=democratic-republic-of-vietnam&within={within}")
    assert again.evaluate(places) == page.evaluate(places)


def test_places_stay_while_years_change(small: Path, open_page: Open):
    page = open_page(small, "around=mira-solt")
    place = "JSON.stringify(histgraph.whereIs({ actor: histgraph.state.around[0] }))"
    before = page.evaluate(place)
    choose_years(page, 1848, 1849)
    assert page.evaluate(place) == before


def test_surroundings_in_a_large_graph_need_not_be_among_the_best_connected(large: Path, open_page: Open):
    page = open_page(large)
    outside = max(set(range(320)) - shown(page))
    page = open_page(large, f"around=a{outside:04}")
    assert outside in shown(page) and 1 < len(shown(page)) < 20


def star(actors: int = 340) -> page_store.PageStore:
    """One state that all others have visited, some of them more than once."""
    listed = [
        Actor("hub", "Hub", "State"),
        *(Actor(f"a{n:03}", f"Guest {n:03}", "State") for n in range(actors)),
    ]
    document = Document("d", "annals.txt", "Annals")
    readings = [
        page_store.said(
            document, f"{n}, {year}.", (f"a{n:03}", "It"), "VISITED", ("hub", "Hub"), start=str(year)
        )
        for n in range(actors)
        for year in range(1900, 1902 if n % 4 == 0 else 1901)
    ]
    return page_store.PageStore(listed, readings, [document])


def test_of_a_crowd_the_best_joined_are_shown_and_the_others_can_be_had(folder: Path, open_page: Open):
    view.write(star(), folder / "star.html")
    page = open_page(folder / "star.html", "around=hub")
    seen = shown(page)
    assert len(seen) == 121 and number(page, "hub") in seen
    twice = {number(page, f"a{n:03}") for n in range(0, 340, 4)}
    assert twice <= seen
    bar = page.locator("#around")
    assert "and 120 best joined of 340 actors within" in bar.inner_text()
    page.locator("#crowd").focus()
    page.keyboard.press("Enter")
    assert len(shown(page)) == 341 and "and 340 actors within" in bar.inner_text()
    assert page.evaluate("document.activeElement.id") == "crowd"
    again = open_page(folder / "star.html", page.evaluate("location.hash.slice(1)"))
    assert len(shown(again)) == 341
    again.click("#crowd")
    assert shown(again) == seen
    choose_years(again, 1901, 1901)  # fewer: no crowd
    assert shown(again) == twice | {number(page, "hub")} and again.locator("#crowd").count() == 0


# What an actor's panel tells -----------------------------------------------------------------------


def test_an_actor_is_told_with_what_it_became_its_neighbours_and_sources(gold: Path, open_page: Open):
    page = open_page(gold, "actor=democratic-republic-of-vietnam")
    panel = page.locator("#evidence")
    assert "was renamed Socialist Republic of Vietnam" in panel.locator(".lineage").inner_text()
    names = panel.locator(".neighbours button").all_inner_texts()
    assert len(names) == len(set(names)) > 5
    assert "2 documents" in panel.locator(".told-in h3").inner_text()
    panel.locator(".lineage").get_by_role("button", name="Socialist Republic").first.click()
    assert "had been called Democratic Republic of Vietnam" in panel.locator(".lineage").inner_text()


def test_neighbours_are_those_shown(small: Path, open_page: Open):
    page = open_page(small, "actor=borland&from=1861&to=1861")
    names = page.locator("#evidence .neighbours button").all_inner_texts()
    assert "Peace of Lund" in names and "Míra Šolt" not in names
