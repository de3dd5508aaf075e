"""The page for everybody: by keyboard, with a screen reader, in any colours, on a small screen."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import axe_playwright_python
import page_store
import pytest
from on_page import number, until

from graph import view, view_assets
from graph.view_style import KIND_STYLES, NIGHT, PAPER, contrast

pytestmark = pytest.mark.browser

Open = Callable[..., Any]
DESK, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
PATH = "path=mira-solt+peace-of-lund"
SCENES = {
    "path": "{}",
    "path and changes": "{ changes: true }",
    "network": "{ asking: false, path: null, chosen: null, changes: false }",
    "years": "{ from: 1850, to: 1860 }",
    "actor": "{ chosen: { actor: 0 } }",
    "relation": "{ chosen: { pair: 0 } }",
    "timeline": "{ view: 'timeline', chosen: null }",
    "table": "{ view: 'table' }",
    "table and evidence": "{ chosen: { actor: 0 } }",
}
# Of the rules that a page keeps, only the number is asked for: to tell what kept them takes long.
AXE = """async (values) => {
    const runOnly = { type: 'tag', values };
    const { passes, violations } = await axe.run({ runOnly, resultTypes: ['violations'] });
    const told = ({ id, impact, nodes }) => nodes.map(({ target }) => [id, impact, target]);
    return [passes.length, violations.flatMap(told)];
}"""
REACHABLE = """() => [...document.querySelectorAll('button, input, select, summary, a[href], [tabindex="0"]')]
    .filter((one) => one.checkVisibility() && !one.disabled && one.tabIndex >= 0)"""


@pytest.fixture(scope="session")
def awkward(folder: Path) -> Path:
    view.write(page_store.awkward(), folder / "awkward.html", "Awkward")
    return folder / "awkward.html"


# axe-core ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_axe_finds_nothing(small, open_page: Open, scheme, viewport):
    page = open_page(small, PATH, viewport=viewport, color_scheme=scheme, bypass_csp=True)
    page.evaluate((Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8"))
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    for scene, choice in SCENES.items():
        page.evaluate(f"histgraph.change({choice})")
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        passed, told = page.evaluate(AXE, tags)
        assert passed > 20
        assert told == [], scene


# Colours -------------------------------------------------------------------------------------------


def colours() -> dict[str, dict[str, str]]:
    text = (view_assets.ASSETS / "view.css").read_text(encoding="utf-8")
    light, dark = re.findall(r":root[^{]*\{([^}]*--paper[^}]*)\}", text)
    return {
        scheme: dict(re.findall(r"--([\w-]+): (#\w{6})", block))
        for scheme, block in {"light": light, "dark": dark}.items()
    }


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_what_they_stand_on(scheme):
    of = colours()[scheme]
    marks = [name for name in of if name.startswith("mark-")]
    grounds = {"ink": ["paper", "side", "band", *marks], "faint": ["paper", "side", "band"]}
    grounds |= {"accent": ["paper", "side", "band"], "warn": ["paper", "side"], "on-accent": ["accent"]}
    assert len(marks) == 3
    for ink, papers in grounds.items():
        for paper in papers:
            assert contrast(of[ink], of[paper]) >= 4.5, (ink, paper)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_drawn_stands_out_from_what_it_is_drawn_on(scheme):
    of = colours()[scheme]
    assert of["paper"] == {"light": PAPER, "dark": NIGHT}[scheme]
    for figure, ground in (("bars", "area"), ("bars", "band"), ("area", "band"), ("area", "side")):
        assert contrast(of[figure], of[ground]) >= 3, (figure, ground)
    for kind, style in KIND_STYLES.items():
        assert max(contrast(style.color, of["paper"]), contrast(of["outline"], of["paper"])) >= 3, kind


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_forced_colours_leave_what_colours_mean(small, open_page: Open, scheme):
    page = open_page(small, "view=timeline", forced_colors="active", color_scheme=scheme)
    script = """([selector, property]) => {
        const all = [...document.querySelectorAll(selector)];
        return [...new Set(all.map((one) => getComputedStyle(one)[property]))];
    }"""
    assert len(page.evaluate(script, ["#timeline .track span.certain", "backgroundColor"])) > 1
    assert len(page.evaluate(script, ["#legend .stroke line", "stroke"])) > 3
    assert len(page.evaluate(script, ["#time .key i", "backgroundColor"])) == 2


# Motion --------------------------------------------------------------------------------------------


def test_nothing_moves_by_itself(small, open_page: Open):
    text = (view_assets.ASSETS / "view.css").read_text(encoding="utf-8")
    assert not re.search(r"transition|animation|@keyframes|scroll-behavior", text)
    page = open_page(small)
    page.click("#zoom button[title=Closer]", click_count=5)
    page.evaluate("(actor) => histgraph.change({ chosen: { actor } })", number(page, "ost"))
    page.evaluate("new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)))")
    spots = [page.evaluate("histgraph.whereIs({ actor: 0 })")]
    page.wait_for_timeout(300)
    spots.append(page.evaluate("histgraph.whereIs({ actor: 0 })"))
    assert spots[0] == spots[1]


# Keyboard ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "scene", ["path", "path and changes", "network", "actor", "relation", "timeline", "table"]
)
def test_tab_reaches_everything_is_seen_and_is_never_caught(small, open_page: Open, scene):
    page = open_page(small, PATH if scene.startswith("path") else "")
    page.evaluate(f"histgraph.change({SCENES[scene]})")
    wanted = page.evaluate(f"({REACHABLE})().map((one, at) => {{ one.dataset.stop = at; return at; }})")
    met: list[int] = []
    for _ in range(len(wanted) + 5):
        page.keyboard.press("Tab")
        stop = page.evaluate("document.activeElement.dataset.stop ?? null")
        if stop is None:
            if met:
                break
            continue
        met.append(int(stop))
        seen = page.evaluate("""() => {
            const one = document.activeElement;
            const { outlineStyle, outlineWidth } = getComputedStyle(one);
            const { left, top, width, height } = one.getBoundingClientRect();
            const over = document.elementFromPoint(left + width / 2, top + Math.min(height / 2, 12));
            const isRinged = outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
            return [isRinged, one.contains(over) || over?.contains(one)];
        }""")
        assert seen == [True, True], page.evaluate("document.activeElement.outerHTML")
    assert met == sorted(set(met)), "focus goes another way than the page is read"
    assert set(wanted) == set(met)


def press(page: Any, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def tab_to(page: Any, script: str) -> None:
    """Press Tab until what has the focus is as wanted."""
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate(f"((one) => {script})(document.activeElement)"):
            return
    pytest.fail(f"Tab never reaches {script}")


def test_a_question_from_beginning_to_end_by_keyboard(small, open_page: Open):
    page = open_page(small)
    press(page, "/")
    page.keyboard.type("borl")
    press(page, "Enter")
    assert "Borland" in page.locator("#evidence h2").inner_text()
    tab_to(page, "one.textContent.includes('fought')")
    press(page, "Enter")
    assert "From 1859 to 1860" in page.locator("#evidence article.sought blockquote").inner_text()
    press(page, "Escape")
    assert page.locator("#evidence").is_hidden()
    tab_to(page, "one.id === 'handle-from'")
    press(page, "PageUp", "ArrowRight")
    handle = page.locator("#handle-from")
    year = int(handle.get_attribute("aria-valuenow"))
    assert page.evaluate("histgraph.state.from") == year > int(handle.get_attribute("aria-valuemin"))
    assert handle.get_attribute("aria-valuetext") == str(year)
    press(page, "Home")
    assert page.evaluate("histgraph.state.from") is None
    page.evaluate("document.activeElement.blur()")
    press(page, "/")
    tab_to(page, "one.textContent === 'Table'")
    press(page, "Enter")
    assert page.locator("#table caption").is_visible()
    tab_to(page, "one.textContent === 'CSV'")
    with page.expect_download() as download:
        press(page, "Enter")
    assert download.value.suggested_filename == "The-Delta.csv"


def test_the_skip_link_leads_to_the_table(small, open_page: Open):
    page = open_page(small)
    press(page, "Tab", "Enter")
    assert page.evaluate("document.activeElement.id") == "table"
    tab_to(page, "one.closest('#table')")


# Listening -----------------------------------------------------------------------------------------


def test_what_a_reader_hears(small, open_page: Open):
    page = open_page(small)
    page.get_by_label("Place").uncheck()
    until(page, "document.getElementById('live').textContent.includes('6 actors')")
    page.click("#views >> text=Table")
    assert page.evaluate("[...document.querySelectorAll('#table th')].every((one) => one.scope)")
    assert page.locator("#table caption").inner_text() != ""
    for side, label in (("from", "First year"), ("to", "Last year")):
        assert page.get_by_role("slider", name=label).get_attribute("id") == f"handle-{side}"
    page.evaluate("histgraph.change({ chosen: { pair: 0 } })")
    levels = page.evaluate(
        "[...document.querySelectorAll('h1, h2, h3, h4')].filter((one) => one.checkVisibility())"
        ".map((one) => Number(one.localName[1]))"
    )
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


# A small screen, awkward names ---------------------------------------------------------------------


CUT = """() => ['header', '#evidence', '#timeline', '#table', '#time']
    .flatMap((part) => [...document.querySelectorAll(`${part} *`)])
    .filter((one) => one.checkVisibility() && !one.closest('svg, .unseen, .track, #histogram'))
    .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
    .map((one) => one.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("width", [390, 320])
def test_nothing_is_cut_on_a_small_screen(awkward, open_page: Open, width):
    size = {"width": width, "height": 844}
    page = open_page(
        awkward, "path=unbroken+rabin&path-with=undated", viewport=size, has_touch=True, is_mobile=True
    )
    for scene, choice in SCENES.items():
        page.evaluate(f"histgraph.change({choice})")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, scene
        assert page.evaluate(CUT) == [], scene


def test_forty_relations_of_one_pair_are_all_read(awkward, open_page: Open):
    page = open_page(awkward)
    pair = page.evaluate("histgraph.shown().byPair.findIndex((one) => one.length === 40)")
    page.evaluate("(pair) => histgraph.change({ chosen: { pair } })", pair)
    assert page.locator("#evidence article").count() == 40
    assert page.locator("#evidence cite").count() == 0
    assert "annals-" in page.locator("#evidence .cited").first.inner_text()
