"""What a reader can save: the picture as SVG and PNG, the relations as CSV."""

from __future__ import annotations

import csv
import itertools
import re
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import page_store
import pytest
from on_page import choose_years, content, label_boxes

from graph import view
from graph.view_data import scene

pytestmark = pytest.mark.browser

Open = Callable[..., Any]
SVG = "{http://www.w3.org/2000/svg}"
DRAWN = {
    "svg",
    "title",
    "desc",
    "defs",
    "clipPath",
    "rect",
    "text",
    "tspan",
    "g",
    "line",
    "polygon",
    "circle",
    "path",
}


def saved(page: Any, ending: str, folder: Path) -> Path:
    with page.expect_download() as download:
        page.click(f"#keep button >> text={ending.upper()}")
    path = folder / f"out.{ending}"
    download.value.save_as(path)
    return path


def words(root: ElementTree.Element) -> list[str]:
    return [" ".join("\n".join(text.itertext()).split()) for text in root.iter(f"{SVG}text")]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_svg_of_the_network_says_what_the_picture_says(small, open_page: Open, tmp_path, scheme):
    page = open_page(small, color_scheme=scheme)
    root = ElementTree.parse(saved(page, "svg", tmp_path)).getroot()
    said = words(root)
    assert said[:2] == ["The Delta", "all years · 7 actors · 9 relations"]
    assert {" ".join(box["text"].split()) for box in label_boxes(page)} <= set(said)
    families = content(page)["families"]
    shown = page.evaluate("Object.keys(histgraph.shown().counts.families)")
    assert {families[family]["label"] for family in shown} <= set(said)
    symbols = [title.text for title in root.iter(f"{SVG}title")][1:]
    assert len(symbols) == page.evaluate("histgraph.shown().actors.size")
    assert set(symbols) <= {f"{actor.name} ({actor.kind})" for actor in page_store.ACTORS}
    assert next(root.iterfind(f"{SVG}rect")).get("fill") == "#ffffff"


def test_svg_keeps_the_colour_dash_and_arrow_of_each_line(small, open_page: Open, tmp_path):
    page = open_page(small)
    choose_years(page, 1859, 1860)
    root = ElementTree.parse(saved(page, "svg", tmp_path)).getroot()
    assert words(root)[1].startswith("1859 to 1860 · ")
    lines = [group for group in root.iter(f"{SVG}g") if group.find(f"{SVG}line") is not None]
    pairs = page.evaluate("histgraph.shown().byPair.filter((pair) => pair.length).length")
    families = content(page)["families"]
    drawn = [group for group in lines if group.get("stroke")]
    assert len(drawn) == pairs > 1
    assert {group.get("stroke") for group in drawn} <= {look["light"] for look in families.values()}
    dashed = {group.get("stroke") for group in drawn if group.find(f"{SVG}line").get("stroke-dasharray")}
    assert dashed == {look["light"] for look in families.values() if look["dash"]} & {
        group.get("stroke") for group in drawn
    }
    assert all(group.find(f"{SVG}polygon") is not None for group in drawn)


def test_svg_marks_what_is_not_asserted(small, open_page: Open, tmp_path):
    page = open_page(small, "said=asserted+negated+intended")
    root = ElementTree.parse(saved(page, "svg", tmp_path)).getroot()
    drawn = [g for g in root.iter(f"{SVG}g") if g.get("stroke") and g.find(f"{SVG}line") is not None]
    strokes = sorted(len(group.findall(f"{SVG}line")) for group in drawn)
    assert strokes == [1] * (len(drawn) - 1) + [2]  # only the League was never recognised at all
    on_lines = [group for group in root.iter(f"{SVG}g") if group.find(f"{SVG}path") is not None]
    assert sum(len(group.findall(f"{SVG}path")) for group in on_lines) == 2  # the denial and the intention
    assert {"said not to be so", "intended or claimed"} <= set(words(root))
    page.click("#views >> text=Timeline")
    root = ElementTree.parse(saved(page, "svg", tmp_path)).getroot()
    assert len(list(root.iter(f"{SVG}path"))) == 4  # of each a lane, and a word in the legend


@pytest.mark.parametrize("view_name", ["network", "timeline"])
def test_svg_numbers_the_steps_of_a_path(small, open_page: Open, tmp_path, view_name):
    page = open_page(small, f"path=mira-solt+peace-of-lund&step=2&view={view_name}")
    assert page.evaluate("histgraph.state.chosen.step") == 1
    root = ElementTree.parse(saved(page, "svg", tmp_path)).getroot()
    assert [word for word in words(root) if word in {"1", "2"}] == ["1", "2"]
    if view_name == "network":
        [one, two] = [text for text in root.iter(f"{SVG}text") if text.text in {"1", "2"}]
        assert one.get("fill") != two.get("fill")  # the reader stands at the second


# On paper --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("view_name", ["network", "timeline", "table"])
def test_what_is_printed_has_its_legend_and_all_that_is_read(small, open_page: Open, view_name):
    page = open_page(small, f"view={view_name}&relation=&also=changes&said=asserted+negated")
    page.evaluate("histgraph.change({ chosen: { pair: 0 } })")
    page.emulate_media(media="print", color_scheme="dark")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    legend = page.locator("#printed svg")
    if view_name == "table":
        assert legend.count() == 0
    else:
        said = legend.locator("text").all_text_contents()
        assert {"Diplomacy", "said not to be so"} <= set(said)
        assert ("State" in said) == (view_name == "network")
    tops = [
        page.locator(part).bounding_box() for part in (f"#{view_name}", "#printed", "#evidence", "#changes")
    ]
    for above, below in itertools.pairwise(tops):
        assert above["y"] + above["height"] <= below["y"] + 1
    assert page.locator("#legend").is_hidden()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    assert page.locator("#printed").is_hidden() and page.locator("#legend").is_visible()


def test_svg_of_the_timeline_holds_every_lane(small, open_page: Open, tmp_path):
    page = open_page(small, "view=timeline")
    root = ElementTree.parse(saved(page, "svg", tmp_path)).getroot()
    said = " ".join(words(root))
    for lane in page.locator("#timeline .lane .date").all_inner_texts():
        assert lane in said
    bars = page.locator("#timeline .lane .track span").count()
    assert len(list(root.iter(f"{SVG}rect"))) >= bars > 5


def test_svg_opens_by_itself(small, open_page: Open, tmp_path, chromium):
    path = saved(open_page(small), "svg", tmp_path)
    with chromium.new_context(offline=True) as context:
        page = context.new_page()
        page.goto(path.as_uri())
        assert page.evaluate("document.documentElement.localName") == "svg"
        assert page.evaluate("document.querySelector('parsererror')") is None
        width = "[...document.querySelectorAll('tspan')].find(({ textContent }) => textContent === 'Avaria')"
        assert page.evaluate(f"{width}.getComputedTextLength()") > 20


def test_png_is_the_same_picture_twice_as_fine(small, open_page: Open, tmp_path):
    page = open_page(small)
    root = ElementTree.parse(saved(page, "svg", tmp_path)).getroot()
    data = saved(page, "png", tmp_path).read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", data[16:24])
    assert width == 2 * int(root.get("width"))
    assert abs(height - 2 * float(root.get("height"))) <= 2
    assert len(data) > 20_000


def test_of_the_table_there_is_no_picture(small, open_page: Open):
    page = open_page(small, "view=table")
    assert page.locator("#keep button:disabled").all_inner_texts() == ["PNG", "SVG"]
    page.click("#views >> text=Network")
    assert page.locator("#keep button:disabled").count() == 0


@pytest.mark.parametrize("view_name", ["network", "timeline"])
def test_hostile_texts_stay_text_in_an_svg(folder, open_page: Open, tmp_path, view_name):
    view.write(page_store.hostile(), folder / "hostile.html", page_store.HOSTILE)
    page = open_page(folder / "hostile.html", f"view={view_name}")
    path = saved(page, "svg", tmp_path)
    root = ElementTree.parse(path).getroot()
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= DRAWN
    for element in root.iter():
        assert not [name for name in element.keys() if name.startswith("on") or "href" in name]  # noqa: SIM118
    assert "window.pwned" in "".join(root.itertext())
    assert not re.search(r"<(script|img|a|style|foreignObject)\b", path.read_text(encoding="utf-8"))


def test_hostile_texts_stay_cells_in_a_csv(folder, open_page: Open, tmp_path):
    view.write(page_store.hostile(), folder / "hostile.html", page_store.HOSTILE)
    path = saved(open_page(folder / "hostile.html"), "csv", tmp_path)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        [row] = csv.DictReader(file)
    assert row["quote"] == page_store.HOSTILE.replace("\0", "\ufffd")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＠"])
def test_no_cell_is_a_formula(folder, open_page: Open, tmp_path, start):
    name = f'{start}HYPERLINK("x";"y")'
    store = page_store.small()
    first, *others = store.listed
    store.listed = [type(first)(first.id, name, first.kind), *others]
    view.write(store, folder / "formula.html")
    with saved(open_page(folder / "formula.html"), "csv", tmp_path).open(
        encoding="utf-8-sig", newline=""
    ) as file:
        sources = {row["source"] for row in csv.DictReader(file)}
    assert f"'{name}" in sources
    assert not [cell for cell in sources if cell.startswith(start)]


def test_statements_of_the_csv_are_those_of_the_store(small, open_page: Open, tmp_path):
    with saved(open_page(small), "csv", tmp_path).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    asserted = [s for s in scene(page_store.small()).statements if s.modality == "asserted" and s.when]
    assert [row["id"] for row in rows] == [statement.id for statement in asserted]
