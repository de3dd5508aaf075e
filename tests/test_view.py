"""The page as text: what is in it, that nothing gets out of its place, and that it is the same every time."""

from __future__ import annotations

import base64
import hashlib
import itertools
import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import page_store
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyvis.network import Network

from graph import view, view_assets
from graph.errors import StoreError
from graph.relations import FAMILIES
from graph.view_data import scene
from graph.view_passages import marks
from graph.view_style import LONGEST_LABEL, NIGHT, PAPER, contrast, label_lines, readable

TESTS = Path(__file__).resolve().parent


class Elements(HTMLParser):
    """Every element with its attributes, and the text of those whose text matters."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {"script": [], "style": [], "title": [], "h1": []}
        self._open = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        self._open = tag
        if tag in self.texts:
            self.texts[tag].append("")

    def handle_data(self, data: str) -> None:
        if self._open in self.texts:
            self.texts[self._open][-1] += data

    def handle_endtag(self, tag: str) -> None:
        self._open = ""


@pytest.fixture(scope="module")
def html() -> str:
    return view.page(page_store.small(), "Delta & Isles")


@pytest.fixture(scope="module")
def hostile() -> str:
    return view.page(page_store.hostile(), page_store.HOSTILE, page_store.HOSTILE)


def payload(html: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(Elements(html).texts["script"][0])
    return loaded


def rows(table: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [dict(zip(table["fields"], row, strict=False)) for row in table["rows"]]


# The file ------------------------------------------------------------------------------------------


def test_same_store_same_bytes_whatever_the_hash_seed():
    program = (
        f"import sys; sys.path.insert(0, {str(TESTS)!r}); import hashlib, page_store; from graph import view;"
        "print(hashlib.sha256(view.page(page_store.small()).encode()).hexdigest())"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            text=True,
            cwd=TESTS.parent,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(found) == 1


def test_policy_admits_the_inline_scripts_and_nothing_else(html):
    elements = Elements(html)
    metas = [attributes for tag, attributes in elements.found if tag == "meta"]
    [policy] = [
        meta["content"] or "" for meta in metas if meta.get("http-equiv") == "Content-Security-Policy"
    ]
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy and "http" not in policy

    def hashed(text: str) -> str:
        return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()

    admitted = set(re.findall(r"'sha256-([^']+)'", policy))
    assert admitted == {hashed(text) for text in elements.texts["script"][1:] + elements.texts["style"]}


def test_nothing_is_fetched(html):
    for tag, attributes in Elements(html).found:
        assert not {"src", "srcset", "data", "action", "background"} & set(attributes), tag
        assert (attributes.get("href") or "#").startswith("#"), tag
    assert "sourceMappingURL" not in html
    assert "url(" not in Elements(html).texts["style"][0]


def test_head_says_what_it_is(html):
    elements = Elements(html)
    assert elements.texts["title"] == elements.texts["h1"] == ["Delta & Isles"]
    assert ("html", {"lang": "en"}) in elements.found
    assert {"charset": "utf-8"} in [attributes for tag, attributes in elements.found if tag == "meta"]


def test_library_keeps_its_licence_header():
    assert "@license" in view_assets.library()[:1500]


def test_another_library_is_refused(monkeypatch):
    monkeypatch.setattr(view_assets, "LIBRARY_SHA256", "0" * 64)
    with pytest.raises(StoreError, match=r"not vis-network 9\.1\.2"):
        view_assets.library()


def test_write_and_refuse(tmp_path, html):
    view.write(page_store.small(), tmp_path / "page.html", "Delta & Isles")
    assert (tmp_path / "page.html").read_bytes() == html.encode()
    with pytest.raises(StoreError, match="cannot write"):
        view.write(page_store.small(), tmp_path)


def test_empty_store_gives_a_page():
    data = payload(view.page(page_store.PageStore()))
    assert data["content"]["actors"]["rows"] == data["drawing"]["nodes"] == []


# Hostile texts -------------------------------------------------------------------------------------


def test_hostile_texts_add_no_element_and_no_attribute(html, hostile):
    assert [tag for tag, _ in Elements(hostile).found] == [tag for tag, _ in Elements(html).found]
    for _, attributes in Elements(hostile).found:
        assert not [name for name in attributes if name.startswith("on")]


def test_hostile_texts_arrive_whole(hostile):
    assert Elements(hostile).texts["title"] == [page_store.HOSTILE]
    content = payload(hostile)["content"]
    [relation] = rows(content["relations"])
    [passage] = rows(content["passages"])
    assert content["opens"] == page_store.HOSTILE
    assert [actor["kind"] for actor in rows(content["actors"])] == ["State", f"Kind {page_store.HOSTILE}"]
    assert passage["quote"] == content["documents"][0]["name"] == page_store.HOSTILE
    assert relation["readings"][0][2] == page_store.HOSTILE


@given(st.recursive(st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
def test_json_for_a_script_loses_nothing_and_closes_nothing(value):
    text = view_assets.script_json(value)
    assert json.loads(text) == value
    assert not re.search("[<>&\u2028\u2029]", text)


def test_half_characters_can_be_written():
    assert view_assets.script_json("\ud83d").encode() == b'"\\ud83d"'


# The network ---------------------------------------------------------------------------------------


def test_network_is_pyvis_with_numbered_nodes_and_one_edge_a_pair():
    store = page_store.small()
    network = view.to_pyvis(store)
    assert isinstance(network, Network)
    assert network.options.physics.enabled is False
    assert [node["id"] for node in network.nodes] == list(range(len(network.nodes)))
    assert [node["actor"] for node in network.nodes] == sorted(node["actor"] for node in network.nodes)
    pairs = [(edge["from"], edge["to"]) for edge in network.edges]
    assert pairs == sorted(set(pairs))
    told = [statement for edge in network.edges for statement in edge["statements"]]
    assert sorted(told) == sorted(statement.id for statement in store.statements())


def test_what_is_only_denied_is_there_but_hidden():
    network = view.to_pyvis(page_store.small())
    names = {node["id"]: node["actor"] for node in network.nodes}
    hidden = [{names[edge["from"]], names[edge["to"]]} for edge in network.edges if edge["hidden"]]
    assert hidden == [{"avaria", "harbour-league"}]


def test_restyled_nodes_and_edges_reach_the_page():
    network = view.to_pyvis(page_store.small())
    network.get_node(2)["color"] = "#123456"
    network.edges[1]["color"] = "#654321"
    network.add_node("note", label="A note of mine")
    network.add_edge(0, "note", color="#000000")
    drawing = json.loads(Elements(network.generate_html()).texts["script"][0])["drawing"]
    assert drawing["nodes"][2]["color"] == "#123456"
    assert drawing["nodes"][-1]["label"] == "A note of mine"
    assert drawing["restyled"]["1"] == {"color": "#654321"}
    assert set(drawing["restyled"]) == {"1", str(len(drawing["edges"]) - 1)}


def test_of_many_the_page_opens_on_the_best_connected():
    store = page_store.large()
    content = payload(view.page(store))["content"]
    degrees = scene(store).degrees
    core = [number for number, _, _ in content["core"]]
    assert len(core) == view.CORE < view.MANY < len(degrees)
    least = min(degrees[number] for number in core)
    assert all(degrees[number] <= least for number in set(range(len(degrees))) - set(core))


# The data ------------------------------------------------------------------------------------------


def test_relations_stand_in_order_of_time_undated_last(html):
    years = [row.get("year") for row in rows(payload(html)["content"]["relations"])]
    dated = [year for year in years if year is not None]
    assert dated == sorted(dated) and len(dated) > 5
    assert years[len(dated) :] == [None] * (len(years) - len(dated)) != []


def test_every_reading_is_there_once_with_its_quote():
    store = page_store.small()
    content = payload(view.page(store))["content"]
    found = [
        (relation["id"], content["passages"]["rows"][reading[0]][3])
        for relation in rows(content["relations"])
        for reading in relation["readings"]
    ]
    assert sorted(found) == sorted(
        (s.id, reading.quote) for s in store.statements() for reading in s.readings
    )


def test_surroundings_join_up_to_the_text(html):
    for passage in rows(payload(html)["content"]["passages"]):
        whole = passage["before"].removeprefix("…") + passage["quote"] + passage["after"].removesuffix("…")
        assert whole in page_store.DOCUMENTS[passage["document"]].text


def test_long_surroundings_are_left_out_and_that_is_said():
    content = payload(view.page(page_store.large()))["content"]
    assert content["cut"] is True
    assert all("before" not in passage for passage in rows(content["passages"]))


def test_marks_are_the_words_and_do_not_overlap():
    for statement in page_store.small().statements():
        for reading in statement.readings:
            quote = reading.quote.encode("utf-16-le")
            found = marks(reading)
            spans = list(zip(found[::3], found[1::3], found[2::3], strict=True))
            assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))
            words = {"source": reading.source_name, "target": reading.target_name, "date": reading.date_text}
            for start, end, role in spans:
                assert quote[2 * start : 2 * end].decode("utf-16-le") == words[role]
            if reading.date_text:
                assert "date" in found


@given(st.text(min_size=1))
def test_label_lines_keep_the_words(name):
    words = " ".join(name.split())
    joined = " ".join(label_lines(name))
    assert joined == words if len(words) <= LONGEST_LABEL else joined.endswith("…")


@pytest.mark.parametrize("background", [PAPER, NIGHT])
def test_lines_stand_out_from_their_background(background):
    for family in FAMILIES.values():
        assert contrast(readable(family.colour, background), background) >= 4.5


# The scripts ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", view_assets.SCRIPTS)
def test_modules_are_small_import_what_exists_and_set_no_markup(name):
    text = (view_assets.ASSETS / f"{name}.js").read_text(encoding="utf-8")
    assert len(text.splitlines()) < 400
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function|fetch\(", text
    )
    assert all(line.count("`") % 2 == 0 for line in text.splitlines()), "trimmed would change such a text"
    before = view_assets.SCRIPTS[: view_assets.SCRIPTS.index(name)]
    for names, module in re.findall(r"^import \{([^}]*)\} from '\./(\w+)\.js';$", text, re.MULTILINE):
        assert module in before
        there = (view_assets.ASSETS / f"{module}.js").read_text(encoding="utf-8")
        exported = set(re.findall(r"^export (?:const|function|class) (\w+)", there, re.MULTILINE))
        for several in re.findall(r"^export const \{([^}]*)\}", there, re.MULTILINE):
            exported |= {one.strip() for one in several.split(",")}
        for one in filter(None, (word.strip() for word in names.split(","))):
            assert one in exported, f"{one} from {module}"
            assert len(re.findall(rf"\b{one}\b", text)) > 1, f"{one} is imported and not used"


def test_every_module_is_in_the_page():
    assert {path.stem for path in view_assets.ASSETS.glob("*.js")} == set(view_assets.SCRIPTS)
