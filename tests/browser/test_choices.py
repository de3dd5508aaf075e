"""The page in a real browser: axis of years, playing, lanes, order of the table, choices of the legend."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import page_store
import pytest
from on_page import choose_years, click, pair_of, until

from graph import view
from graph.model import Actor, Document
from graph.view_style import contrast

pytestmark = pytest.mark.browser

Open = Callable[..., Any]
LANES = "#timeline .lane"


def visits(years: list[int]) -> page_store.PageStore:
    """A store of two actors, of whom one visits the other in each of these years."""
    ends = (Actor("a", "Avaria", "State"), Actor("b", "Borland", "State"))
    document = Document("d", "annals.txt", "Annals")
    readings = [
        page_store.said(document, f"{year}.", ("a", "Avaria"), "VISITED", ("b", "Borland"), start=str(year))
        for year in years
    ]  # fmt: skip
    return page_store.PageStore(ends, readings, [document])


def shown(page: Any) -> int:
    number: int = page.evaluate("histgraph.shown().answers.filter((answer) => answer).length")
    return number


# Years ---------------------------------------------------------------------------------------------


def share(page: Any, year: int) -> float:
    """Where on the axis a year begins, 0 to 1."""
    choose_years(page, year, page.evaluate("Number(document.querySelector('#year-to').max)"))
    handle = page.locator("#handle-from").bounding_box()
    line = page.locator("#histogram line.tick").first.bounding_box()
    return float((handle["x"] + handle["width"] / 2 - line["x"]) / line["width"])


def test_a_single_early_year_does_not_waste_the_axis(folder, open_page: Open):
    view.write(visits([1607, *range(1940, 2000)]), folder / "early.html")
    page = open_page(folder / "early.html")
    assert share(page, 1940) < 0.15
    assert share(page, 1970) == pytest.approx((share(page, 1950) + share(page, 1990)) / 2, abs=0.02)


def test_years_spread_evenly_are_drawn_to_scale(folder, open_page: Open):
    view.write(visits(list(range(1800, 2000))), folder / "even.html")
    page = open_page(folder / "even.html")
    assert [share(page, year) for year in (1850, 1900, 1950)] == pytest.approx([0.25, 0.5, 0.75], abs=0.02)


def test_what_a_year_holds_is_said_where_it_is_drawn(folder, open_page: Open):
    view.write(visits([1900, 1901, 1902]), folder / "few.html")
    titles = open_page(folder / "few.html").locator("#histogram rect.begun title").all_text_contents()
    assert titles == [
        "1900: 1 relation beginning",
        "1901: 1 relation beginning",
        "1902: 1 relation beginning",
    ]


def test_playing_passes_over_empty_years_and_ends_at_the_end(folder, open_page: Open):
    view.write(visits([1700, 1702, 1800, 1802, 1900, 1901]), folder / "sparse.html")
    page = open_page(folder / "sparse.html")
    page.select_option("#speed", "Fast")
    page.click("#play")
    assert "Pause" in page.locator("#play").inner_text()
    until(page, "document.querySelector('#play').textContent.includes('Play')")
    assert page.locator("#year-to").input_value() == page.locator("#year-to").get_attribute("max")
    assert "from 18" in page.locator("#years").inner_text()
    again = """() => {
        document.querySelector('#play').click();
        return document.querySelector('#year-from').value;
    }"""
    assert page.evaluate(again) == "1700"
    page.click("#play")


# Lanes ---------------------------------------------------------------------------------------------


def test_every_dated_lane_has_a_mark_and_no_undated_one(gold, open_page: Open):
    page = open_page(gold, "view=timeline")
    lanes = page.evaluate(
        """() => [...document.querySelectorAll('#timeline .lane')].map((lane) => [
            histgraph.relations[lane.dataset.position].dated,
            [...lane.querySelectorAll('.track span')].some((mark) => mark.offsetWidth >= 8)])"""
    )
    assert len(lanes) == shown(page) > 100
    assert all(is_dated == is_marked for is_dated, is_marked in lanes)
    assert [is_dated for is_dated, _ in lanes] == sorted((one for one, _ in lanes), reverse=True)


def test_an_end_that_nobody_states_is_dotted_until_it_is_presumed(small, open_page: Open):
    page = open_page(small, "view=timeline")
    recognition = page.locator(LANES).filter(has_text="granted diplomatic recognition")
    assert (
        recognition.locator(".track .certain").count() == recognition.locator(".track .unstated").count() == 1
    )
    war = page.locator(LANES).filter(has_text="Avaria fought Borland")
    assert war.locator(".track .unstated").count() == 0
    page.get_by_label("Presume it lasts where no end is stated").check()
    assert recognition.locator(".track .unstated").count() == 0
    assert recognition.locator(".track .presumed").count() == 1


@pytest.mark.parametrize("way", ["time", "pair", "family"])
def test_groups_hold_each_relation_once(small, open_page: Open, way):
    page = open_page(small, "view=timeline")
    page.select_option("#grouped", way)
    assert page.locator(LANES).count() == shown(page)


def test_actors_groups_tell_a_relation_from_both_sides(small, open_page: Open):
    page = open_page(small, "view=timeline&by=actor")
    assert page.locator("#grouped").input_value() == "actor"
    assert page.locator(LANES).count() == 2 * shown(page)
    assert page.locator(LANES).filter(has_text="was diplomatically recognised by Avaria").count() == 1
    page.click("#timeline h3 >> text=Borland")
    assert page.locator("#evidence h2").inner_text().strip() == "Borland"


def test_what_is_denied_says_so_in_lane_and_row(small, open_page: Open):
    page = open_page(small, "view=timeline&said=negated")
    assert "said not to be so" in page.locator(LANES).inner_text()
    page.click("#views >> text=Table")
    assert "said not to be so" in page.locator("#table tbody tr").inner_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_denied_or_intended_looks_so_everywhere(small, open_page: Open, scheme):
    page = open_page(small, "view=timeline&said=asserted+negated+intended", color_scheme=scheme)
    marked = page.locator(LANES).filter(has=page.locator(".stroke path"))
    assert sorted(lane.split("[")[1].split("]")[0] for lane in marked.all_inner_texts()) == [
        "intended or claimed",
        "said not to be so",
    ]
    legend = page.locator("#legend .tick").filter(has=page.locator(".stroke path")).all_inner_texts()
    assert [row.split("\n")[0] for row in legend] == ["Said not to be so", "Intended, claimed"]
    paper, inks = page.evaluate(COLOURS)
    assert len(inks) > 4 and all(contrast(_hex(ink), _hex(paper)) >= 4.5 for ink in inks)
    page.click("#views >> text=Network")
    marks = page.evaluate("histgraph.beads().map(({ modality }) => modality).filter((one) => one)")
    assert sorted(marks) == ["intended", "negated"]
    page.get_by_role("checkbox", name="Asserted").uncheck()
    league = pair_of(page, "avaria", "harbour-league")
    [mark] = page.evaluate(f"histgraph.beads().filter(({{ pair }}) => pair === {league})")[1:]
    spot = page.evaluate(f"histgraph.whereIs({{ pair: {league} }})")
    assert abs(mark["x"] - spot["x"]) < 20 and abs(mark["y"] - spot["y"]) < 20


COLOURS = """() => {
    const drawn = [...document.querySelectorAll('.stroke :is(line, path)')];
    const inks = drawn.map((one) => getComputedStyle(one).stroke);
    return [getComputedStyle(document.body).backgroundColor, [...new Set(inks)]];
}"""


def _hex(colour: str) -> str:
    """`rgb(1, 2, 3)` as `#010203`."""
    return "#" + "".join(f"{int(part):02x}" for part in re.findall(r"\d+", colour)[:3])


def test_certain_lanes_come_first_when_years_are_chosen(small, open_page: Open):
    page = open_page(small, "view=timeline")
    choose_years(page, 1859, 1860)
    first, second = page.locator("#timeline h3").all_inner_texts()
    assert first.startswith("Certainly from 1859 to 1860") and second.startswith("Only possibly then")


# One choice in three views -------------------------------------------------------------------------


def test_the_choice_is_the_same_in_all_views(small, open_page: Open):
    page = open_page(small)
    click(page, {"pair": pair_of(page, "avaria", "borland")})
    both = page.locator("#evidence article").count()
    page.click("#views >> text=Timeline")
    assert page.locator(f"{LANES}.near").count() == both > 2
    page.locator(LANES).filter(has_text="Avaria fought Borland").click()
    position = page.locator(f"{LANES}.chosen").get_attribute("data-position")
    page.click("#views >> text=Table")
    assert page.locator("#table tr.chosen").get_attribute("data-position") == position
    assert page.locator("#evidence article.sought h3").inner_text().strip() == "Avaria fought Borland"
    page.locator("#table tbody tr").filter(has_text="Míra Šolt founded").locator("td.words").click()
    assert (
        page.locator("#evidence article.sought").get_by_text("Míra Šolt founded the Harbour League").count()
    )


def test_arrows_go_from_lane_to_lane(small, open_page: Open):
    page = open_page(small, "view=timeline")
    page.locator(LANES).first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    second = page.locator(LANES).nth(1)
    assert "chosen" in second.get_attribute("class")
    assert page.evaluate("document.activeElement.className") == second.get_attribute("class")


def test_many_are_listed_in_parts(large, open_page: Open):
    page = open_page(large, "view=timeline")
    listed = page.locator(LANES).count()
    assert listed < shown(page)
    page.click("#timeline .more")
    assert listed < page.locator(LANES).count() <= shown(page)
    assert page.evaluate("document.activeElement.matches('.lane')")
    page.click("#views >> text=Table")
    rows = page.locator("#table tbody tr").count()
    page.click("#table .more")
    assert rows < page.locator("#table tbody tr").count() <= shown(page)


def test_every_column_sorts_by_keyboard_both_ways(gold, open_page: Open):
    page = open_page(gold, "view=table")
    order = "() => [...document.querySelectorAll('#table tbody tr')].map((row) => row.dataset.position)"
    for column in ("source", "relation", "target", "words", "held", "date"):
        header = page.locator(f"#table th.of-{column}")
        header.locator("button").focus()
        page.keyboard.press("Enter")
        assert header.get_attribute("aria-sort") == "ascending"
        ascending = page.evaluate(order)
        page.keyboard.press("Enter")
        assert header.get_attribute("aria-sort") == "descending"
        assert page.evaluate(order) == ascending[::-1]
        assert page.evaluate("document.activeElement.closest('th').className") == f"of-{column}"


# Legend --------------------------------------------------------------------------------------------


def test_only_all_and_none(small, open_page: Open):
    page = open_page(small)
    everything = shown(page)
    row = page.locator("#legend .choice").filter(has_text="Diplomacy")
    number = int(row.locator(".number").inner_text())
    row.get_by_role("button", name="only Diplomacy").press("Enter")
    assert shown(page) == number < everything
    page.get_by_role("button", name="none Relations").press("Enter")
    assert shown(page) == 0
    page.get_by_role("button", name="all Relations").press("Enter")
    assert shown(page) == everything
