"""The page: a store as one HTML file that needs nothing else, drawn from a pyvis Network.

`to_pyvis` gives the Network, with our template set: style its nodes and edges as pyvis lets you, and
`generate_html` or `write_html` of it, or `page` and `write` here, give the page; `View`
shows it in a notebook.
"""

from __future__ import annotations

import copy
import html
from collections import Counter
from math import sqrt
from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import StoreError
from graph.layout import Progress, place, place_many
from graph.view_assets import ASSETS, csp_hash, library, own_script, own_style, script_json
from graph.view_data import Scene, data, drawn, scene
from graph.view_passages import Json
from graph.view_style import box, kind_styles, label_lines, radius

if TYPE_CHECKING:
    from pyvis.network import Network

    from graph.stores.base import Store

ASIDE = {"title", "actor", "kind"}  # of a node, for those who work on; the page knows them from the actors
MANY = 300  # above this the page opens on the best-connected actors only
CORE = 120


def _in_silence(done: int, total: int) -> None:
    """Tells nobody."""


def page(
    store: Store, title: str = "Historical graph", opens: str = "", progress: Progress = _in_silence
) -> str:
    """The page as text; the same store gives the same text.

    `opens` is what it shows where its address does not say (see `graph.view_opening`).
    """
    text: str = to_pyvis(store, title, opens, progress).generate_html("page.html")
    return text


def write(
    store: Store,
    path: Path,
    title: str = "Historical graph",
    opens: str = "",
    progress: Progress = _in_silence,
) -> None:
    """Write the page to `path`; StoreError if that cannot be written.

    `progress` is told how many of all actors have their place, where they are many.
    """
    text = page(store, title, opens, progress)
    try:
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise StoreError(f"cannot write {path}: {error.strerror}") from error


class View:
    """The page in a notebook: a cell that ends in a View shows it.

    It stands in a frame that can run its scripts and save files, and reach nothing else.  `height` is in
    pixels; for `opens` see `graph.view_opening`.
    """

    def __init__(
        self, store: Store, title: str = "Historical graph", opens: str = "", height: int = 640
    ) -> None:
        self._page = page(store, title, opens)
        self._title = title
        self._height = height

    def _repr_html_(self) -> str:
        look = f'style="width: 100%; height: {int(self._height)}px; border: 1px solid #8888"'
        return (
            f'<iframe srcdoc="{html.escape(self._page)}" title="{html.escape(self._title)}" '
            f'sandbox="allow-scripts allow-downloads" {look}></iframe>'
        )


def to_pyvis(
    store: Store, title: str = "Historical graph", opens: str = "", progress: Progress = _in_silence
) -> Network:
    """The store as a Network: a node an actor (numbered by id), an edge a pair of actors.

    Nodes carry `actor` (its id) and `kind`, edges `statements` (ids, by time).  Positions are set and
    physics is off.  What you change in nodes and edges afterwards shows on the page.
    """
    from pyvis.network import Network  # noqa: PLC0415 - imports IPython

    shown = scene(store)
    network = Network(height="100vh", directed=True, cdn_resources="in_line", heading=title)
    network.toggle_physics(False)
    network.options.edges.smooth.enabled = False
    content = data(store, shown) | {"opens": opens}
    content["core"] = _add_nodes(network, shown, progress)
    content["pairs"] = _add_edges(network, shown, content)
    network.set_template_dir(str(ASSETS), "view.html.j2")
    network.templateEnv.filters.update(script_json=script_json, csp_hash=csp_hash)
    given = copy.deepcopy(network.edges)
    network.templateEnv.globals.update(
        content=content,
        library=library(),
        script=own_script(),
        style=own_style(),
        drawing=lambda nodes, edges: {
            "nodes": [{key: value for key, value in node.items() if key not in ASIDE} for node in nodes],
            "edges": [[edge["from"], edge["to"]] for edge in edges],
            "restyled": _changes(given, edges),
        },
    )
    return network


def _add_nodes(network: Network, shown: Scene, progress: Progress) -> list[list[int]]:
    """Add a node for each actor; of many, number and place of those that the page opens on."""
    degrees = shown.degrees
    styles = kind_styles(actor.kind for actor in shown.actors)
    lines = [label_lines(actor.name) for actor in shown.actors]
    boxes = [box(label, radius(degree)) for label, degree in zip(lines, degrees, strict=True)]
    links = list(shown.pairs)
    many = len(boxes) > MANY
    joined = _drawn_links(shown) or links
    places = place_many(boxes, joined, progress) if many else place(boxes, joined)
    for number, (actor, (x, y)) in enumerate(zip(shown.actors, places, strict=True)):
        style = styles[actor.kind]
        network.add_node(
            number,
            label="\n".join(lines[number]),
            shape=style.shape,
            color=style.color,
            size=boxes[number].radius,
            x=x,
            y=y,
            title=f"{actor.name}: {actor.kind}, relations: {degrees[number]}",
            actor=actor.id,
            kind=actor.kind,
        )
    if not many:
        return []
    core = sorted(range(len(boxes)), key=lambda number: (-degrees[number], number))[:CORE]
    index = {number: position for position, number in enumerate(core)}
    inner = [(index[a], index[b]) for a, b in links if a in index and b in index]
    spots = place([boxes[number] for number in core], inner)
    return [[number, x, y] for number, (x, y) in zip(core, spots, strict=True)]


def _drawn_links(shown: Scene) -> list[tuple[int, int]]:
    """The pairs that are drawn unasked: the others must not bend the layout."""
    return [
        pair
        for pair, positions in shown.pairs.items()
        if any(drawn(shown.statements[position]) for position in positions)
    ]


def _add_edges(network: Network, shown: Scene, content: Json) -> list[list[int]]:
    """Add an edge for each pair; the positions of each pair's relations, in the order of the edges."""
    families = content["families"]
    types = {one["name"]: one for one in content["types"]}
    for (first, second), positions in shown.pairs.items():
        visible = [position for position in positions if drawn(shown.statements[position])]
        counted = Counter(types[shown.statements[p].type]["family"] for p in visible or positions)
        family = families[min(counted, key=lambda name: (-counted[name], list(families).index(name)))]
        ways = {shown.ends[p] for p in visible if not types[shown.statements[p].type]["symmetric"]}
        network.add_edge(
            first,
            second,
            width=line_width(len(visible)),
            color=family["light"],
            dashes=family["dash"] or False,
            arrows=", ".join(
                name for name, way in (("from", (second, first)), ("to", (first, second))) if way in ways
            ),
            hidden=not visible,
            title=f"{shown.actors[first].name} - {shown.actors[second].name}: {len(visible)}",
            statements=[shown.statements[position].id for position in positions],
        )
    return list(shown.pairs.values())


def line_width(count: int) -> float:
    """Pixels, by the number of relations that a line stands for.

    >>> line_width(1), line_width(16)
    (1.5, 4.5)
    """
    return min(round(0.5 + sqrt(count), 2), 7.0)


def _changes(given: list[Json], now: list[Json]) -> Json:
    """What a user has restyled since, by position; edges added since, whole."""
    changed: Json = {}
    for position, item in enumerate(now):
        before = given[position] if position < len(given) else {}
        differing = {key: value for key, value in item.items() if before.get(key) != value}
        if differing:
            changed[str(position)] = differing
    return changed
