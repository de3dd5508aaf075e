"""Paths on the page: how they are asked for and read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, get_args

import page_store
import pytest
from on_page import choose_years, click, fill_in, number, pair_of

from graph import view
from graph.paths import Path, Question, Step, find
from graph.steps import By
from graph.telling import adverbial, days
from graph.view_opening import opening
from graph.wording import window_in_words

pytestmark = pytest.mark.browser

Open = Callable[..., Any]


def ask_for(page: Any, source: str, target: str) -> None:
    page.click("#ask-path")
    for side, text in (("source", source), ("target", target)):
        fill_in(page, f"#path-{side}", text)
    page.click("#path-form button[type=submit]")


def best(source: str, target: str, **options: Any) -> Path:
    return find(page_store.edges(page_store.small()), source, target, Question(**options))[0]


def quotes(step: Step) -> list[str]:
    [statement] = [one for one in page_store.small().statements() if one.id == step.edge.id]
    return [reading.quote for reading in statement.readings]


def test_a_path_is_asked_for_and_stepped_through(small, open_page: Open):
    page = open_page(small)
    ask_for(page, "solt", "lund")
    path = best("mira-solt", "peace-of-lund")
    assert len(path.steps) == 2
    assert page.locator("#path-found h3").inner_text() == "Míra Šolt → Borland → Peace of Lund"
    assert "no step goes back in time" in page.locator("#path-found .verdict").first.inner_text()
    assert page.locator("#path-found .steps > li").count() == len(path.steps)
    assert page.locator("#live").inner_text().startswith("Path 1 of ")
    assert page.locator("#path-found blockquote:visible").count() == 0
    for at, step in enumerate(path.steps, 1):
        page.click("#step-on")
        assert page.locator("#path-found blockquote:visible").all_text_contents() == quotes(step)
        assert page.evaluate("histgraph.relations[histgraph.state.chosen.relation].id") == step.edge.id
        assert page.locator("#path-found [aria-current=step]").count() == 1
        assert f"step={at}" in page.evaluate("location.hash")
    assert page.locator("#step-on").is_disabled()
    page.click("#path-found .which button >> nth=1")
    assert page.locator("#path-found .steps > li").count() == 3
    page.keyboard.press("Escape")
    assert page.locator("#evidence").is_hidden() and "path" not in page.evaluate("location.hash")


def test_a_path_is_asked_for_by_keys_alone(small, open_page: Open):
    page = open_page(small)
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "ask-path":
            break
    for key in ("Enter", "*mother of", "Enter", "Tab", "*siege", "ArrowDown", "Escape", "*x"):
        page.keyboard.type(key[1:]) if key[0] == "*" else page.keyboard.press(key)
    assert page.evaluate("document.activeElement.id") == "path-target"  # Escape closed no more than the list
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("peace of lund")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    assert page.locator("#path-found h3").inner_text() == "Míra Šolt → Borland → Peace of Lund"
    page.focus("#path-found .step >> nth=0")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("histgraph.state.chosen.step") == 1
    assert page.evaluate("document.activeElement.getAttribute('aria-current')") == "step"
    page.keyboard.press("Escape")
    assert page.evaluate("histgraph.state.chosen") is None and page.locator("#path-form").is_visible()
    page.keyboard.press("Escape")
    assert page.locator("#evidence").is_hidden()


def test_no_path_says_what_might_be_asked_instead(small, open_page: Open):
    page = open_page(small)
    ask_for(page, "Borland", "Ost")
    found = page.locator("#path-found")
    assert "No path from Borland to Ost within 4 steps." in found.inner_text()
    assert page.locator("#live").inner_text() == "No path from Borland to Ost within 4 steps"
    page.click("#path-found >> text=Let undated relations in")
    path = best("borland", "ost", undated=True)
    doubts = [step.doubt for step in path.steps]
    assert "no date is given" in doubts
    assert all(f"only possible: {doubt}" in found.inner_text() for doubt in doubts if doubt)
    assert (
        page.is_checked("#path-undated") and "Only possible: the dates allow this order" in found.inner_text()
    )
    page.fill("#path-target", "Atlantis")
    page.press("#path-target", "Escape")
    page.click("#path-form button[type=submit]")
    assert page.locator("#path-problem").inner_text() == "No actor is called ‘Atlantis’."


def test_the_address_keeps_a_path_and_how_it_was_asked_for(small, open_page: Open):
    page = open_page(small)
    ask_for(page, "Avaria", "Míra Šolt")
    page.click("#path-form summary")
    page.fill("#path-from", "1840-05-06")
    page.fill("#path-until", "1990")
    page.fill("#path-steps", "6")
    page.fill("#path-k", "7")
    for box in (
        "anyOrder",
        "undated",
        "presume",
        "cooperation",
        "apart",
        "family-diplomacy",
        "family-organisation",
        "family-territory",
    ):
        page.check(f"#path-{box}")
    page.select_option("#path-by", "earliest")
    page.fill("#path-through", "Borlnad")
    page.click("#path-form button[type=submit]")
    assert "Did you mean Borland?" in page.locator("#path-problem").inner_text()
    page.fill("#path-through", "bor")
    page.press("#path-through", "Enter")
    page.fill("#path-avoiding", "ost")  # typed, and not taken from the list
    page.press("#path-avoiding", "Escape")
    page.click("#path-form button[type=submit]")
    page.click("#step-on")
    state = """() => {
        const { path: { source, target, wishes, at, found }, chosen } = histgraph.state;
        return [source, target, wishes, at, found.map(({ actors }) => actors), chosen];
    }"""
    again = open_page(small, page.evaluate("location.hash.slice(1)"))
    assert again.evaluate(state) == page.evaluate(state)
    assert again.evaluate("histgraph.state.path.wishes.families.length") == 3
    wishes = again.evaluate("histgraph.state.path.wishes")
    assert (wishes["by"], wishes["apart"]) == ("earliest", True)
    assert wishes["through"] == [number(page, "borland")] and wishes["avoiding"] == [number(page, "ost")]
    assert (
        again.locator("#path-form .chips button").all_text_contents()
        == page.locator("#path-form .chips button").all_text_contents()
    )
    assert again.input_value("#path-from") == "1840-05-06" and again.is_checked("#path-cooperation")
    assert again.locator("#path-found").inner_text() == page.locator("#path-found").inner_text()


def test_a_foolish_path_in_the_address_is_no_harm(small, open_page: Open):
    page = open_page(
        small,
        "path=avaria+borland&path-from=soon&path-steps=99&path-with=__proto__&step=7&path-at=50"
        "&path-by=toString&path-alike=family&path-through=nobody",
    )
    assert "'soon' is not a date that can be read" in page.locator("#path-problem").inner_text()
    wishes = page.evaluate("histgraph.state.path.wishes")
    assert (wishes["steps"], wishes["by"], wishes["alike"], wishes["through"]) == (4, "fewest", "family", [])
    page = open_page(small, "path=nobody+borland&step=1")
    assert page.locator("#evidence").is_hidden()


def test_steps_are_shown_in_every_view_whatever_years_are_chosen(small, open_page: Open):
    page = open_page(small)
    choose_years(page, 1855, 1861)
    ask_for(page, "solt", "lund")
    taken = [step.edge.id for step in best("mira-solt", "peace-of-lund").steps]
    script = """(selector) => [...document.querySelectorAll(selector)].map(
        ({ dataset }) => histgraph.relations[dataset.position].id)"""
    for view_, selector in (("Timeline", "#timeline .lane"), ("Table", "#table tbody tr")):
        page.click(f"#views >> text={view_}")
        assert page.evaluate(script, selector)[: len(taken)] == taken
    assert number(page, "mira-solt") in page.evaluate("[...histgraph.shown().actors]")
    page.click("#evidence .close")
    assert number(page, "mira-solt") not in page.evaluate("[...histgraph.shown().actors]")


def test_a_path_starts_at_an_actor(small, open_page: Open):
    page = open_page(small, "actor=mira-solt")
    page.click("text=Path from here")
    assert page.evaluate("document.activeElement.id") == "path-target"
    page.fill("#query", "lund")
    page.press("#query", "Enter")
    page.click("text=Path to here")
    assert page.locator("#path-found h3").inner_text() == "Míra Šolt → Borland → Peace of Lund"
    page.click("#path-found .also button >> nth=0") if page.locator("#path-found .also").count() else click(
        page, {"pair": pair_of(page, "avaria", "borland")}
    )
    page.click("text=Back to the path")
    assert page.locator("#path-found h3").is_visible()


def test_hostile_names_stay_text_in_a_path(folder, open_page: Open):
    view.write(page_store.hostile(), folder / "hostile-path.html", "Path")
    page = open_page(folder / "hostile-path.html")
    ask_for(page, "1 script", "2 script")
    page.click("#step-on")
    visible = page_store.HOSTILE.replace("\u0000", "")
    assert visible in page.locator("#path-found h3").text_content().replace("\u0000", "")
    again = open_page(folder / "hostile-path.html", page.evaluate("location.hash.slice(1)"))
    assert (
        again.locator("#path-found blockquote").text_content()
        == page.locator("#path-found blockquote").text_content()
    )
    assert page.evaluate("window.pwned") is None and page.locator("#evidence img").count() == 0


@pytest.mark.parametrize("by", get_args(By))
def test_a_reader_says_which_paths_come_first(gold, gold_store, open_page: Open, by):
    ends = ("ho-chi-minh", "united-states")
    page = open_page(gold, opening(path=ends))
    page.select_option("#path-by", by)
    page.click("#path-form button[type=submit]")
    actors = gold_store.actors()
    found = find(gold_store.edges(), *ends, Question(by=by))
    assert len(found) > 1
    for at, path in enumerate(found):
        page.click(f"#path-found .which button >> nth={at}")
        named = " → ".join(actors[actor].name for actor in path.actors)
        assert page.locator("#path-found h3").inner_text() == named
        assert measured(path, by) in page.locator("#path-found .verdict").first.inner_text()
    again = open_page(gold, opening(path=ends, by=by))
    page.click("#path-found .which button >> nth=0")
    assert again.locator("#path-found").inner_text() == page.locator("#path-found").inner_text()


def measured(path: Path, by: str) -> str:
    """How the command says what a path was ranked by."""
    return {
        "fewest": "",
        "earliest": f"It arrives {adverbial(window_in_words(path.arrival))}.",
        "latest": f"It can set out {adverbial(window_in_words(path.departure))} at the latest.",
        "fastest": f"It takes {days(path.span)} at least.",
    }[by]


def test_the_command_opens_the_page_on_a_path(folder, open_page: Open):
    view.write(
        page_store.small(), folder / "opens.html", "Path", opening(path=("mira-solt", "peace-of-lund"))
    )
    page = open_page(folder / "opens.html")
    assert page.locator("#path-found h3").inner_text() == "Míra Šolt → Borland → Peace of Lund"
