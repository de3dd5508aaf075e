"""What the page costs: beside a bare vis-network page of the same graph, and beside plain pyvis.

    python tests/bench/bench_page.py [--actors N] [--relations N] [--store STORE] [--repetitions N]
                                     [--plain SECONDS]

Without a store, the graph is a made-up one.  The bare page has the same symbols, labels, places and
lines (one for each pair of actors, no physics) and the same library, and nothing else; plain pyvis is
given a node for each actor and an edge for each relation, and left to its defaults.  All are opened
from files in one Chromium without a network, in turn, each in a window that has settled; milliseconds are
the least of all repetitions, frames the most.  "first draw": from navigation until the frame with symbols
is done, in which both pages have their labels too; of plain pyvis, until its simulation says that it is
stable (`--plain`: how long that may take, 0 leaves it out).
"all drawn": from asking for all actors until they are drawn.  "one year on": from moving the first
year until drawn, all actors shown.  "frames/s": those drawn while all of it is dragged about.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(ROOT / "tests" / "browser")]

import page_annals  # noqa: E402

from graph import view  # noqa: E402  the checkout's own
from graph.stores import open_store  # noqa: E402
from graph.view_assets import library, script_json  # noqa: E402
from graph.view_data import scene  # noqa: E402

WATCH = """
(() => {
  const { fill, clearRect } = CanvasRenderingContext2D.prototype;
  const isPicture = (context) => context.canvas.isConnected && context.canvas.clientWidth > 300;
  globalThis.bench = { drawn: null, stable: null, frames: 0 };
  CanvasRenderingContext2D.prototype.fill = function (...how) {
    if (bench.drawn === null && isPicture(this)) {
      bench.drawn = 0;
      requestAnimationFrame(() => setTimeout(() => { bench.drawn = performance.now(); }));
    }
    return fill.apply(this, how);
  };
  let last = -1;
  CanvasRenderingContext2D.prototype.clearRect = function (...where) {
    const now = document.timeline.currentTime;
    if (isPicture(this) && now !== last) { last = now; bench.frames += 1; }
    return clearRect.apply(this, where);
  };
})();
"""
TIMED = """(act) => new Promise((done) => {
  const began = performance.now();
  act();
  requestAnimationFrame(() => setTimeout(() => done(performance.now() - began)));
})"""
STABLE = """
const waiting = setInterval(() => {
  if (!globalThis.network?.once) return;
  clearInterval(waiting);
  const tell = () => console.log(`stable ${performance.now()}`);
  network.once('stabilized', tell);
  network.once('stabilizationIterationsDone', tell);
}, 10);
"""
BARE = """<!DOCTYPE html><meta charset="utf-8">
<style>html, body, #network {{ height: 100%; margin: 0 }}</style>
<div id="network"></div><script>{library}</script><script>
const data = {data};
globalThis.network = new vis.Network(document.getElementById('network'), data,
  {{ physics: false, layout: {{ improvedLayout: false }}, edges: {{ smooth: false }} }});
</script>"""
WINDOW = {"width": 1440, "height": 900}
DRAG = 2.0  # seconds
SETTLING = 1000  # milliseconds in which a new window does work of its own


class Cost(NamedTuple):
    """Milliseconds, and frames a second; None where that was not measured."""

    first: float
    everyone: float | None = None
    tick: float | None = None
    frames: float | None = None


def chromium(playwright: Any) -> Any:
    path = os.environ.get("HISTGRAPH_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if not path:
        sys.exit("needs a Chromium on PATH, or named by HISTGRAPH_CHROMIUM")
    switches = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
    return playwright.chromium.launch(executable_path=path, args=switches)


def bare(network: Any) -> str:
    """The least page that draws a network where it is, with vis-network's own labels."""
    nodes = [{key: value for key, value in node.items() if key not in view.ASIDE} for node in network.nodes]
    keys = ("from", "to", "width", "color", "dashes", "arrows", "hidden")
    edges = [{key: edge[key] for key in keys} for edge in network.edges]
    return BARE.format(library=library(), data=script_json({"nodes": nodes, "edges": edges}))


def plain(store: Any) -> str:
    """What pyvis makes of the actors and relations, if nothing is set."""
    from pyvis.network import Network

    shown = scene(store)
    network = Network(cdn_resources="in_line")
    network.add_nodes(range(len(shown.actors)), label=[actor.name for actor in shown.actors])
    network.add_edges(shown.ends)
    html: str = network.generate_html()
    return html


def opened(browser: Any, path: Path) -> Any:
    context = browser.new_context(viewport=WINDOW, offline=True, reduced_motion="reduce")
    context.add_init_script(WATCH)
    page = context.new_page()
    page.wait_for_timeout(SETTLING)
    page.goto(path.as_uri(), wait_until="commit")
    while not page.evaluate("globalThis.bench?.drawn"):
        page.wait_for_timeout(20)
    return page


def frames(page: Any) -> float:
    """Frames drawn a second while the picture is dragged to and fro."""
    box = page.locator("#network canvas").bounding_box()
    x, y = box["x"] + 20, box["y"] + 20  # a corner without symbols
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 8, y + 2)
    page.evaluate("bench.frames = 0")
    began, step = time.perf_counter(), 0
    while time.perf_counter() - began < DRAG:
        step += 1
        far = 10 * step % 800
        page.mouse.move(x + min(far, 800 - far), y + 0.3 * min(far, 800 - far))
    found: int = page.evaluate("bench.frames")
    seconds = time.perf_counter() - began
    page.mouse.up()
    return found / seconds


def cost_of_ours(browser: Any, path: Path) -> Cost:
    page = opened(browser, path)
    first = page.evaluate("bench.drawn")
    everyone = page.evaluate(f"({TIMED})(() => histgraph.change({{ everyone: true }}))")
    key = "new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true })"
    press = f"({TIMED})(() => document.getElementById('handle-from').dispatchEvent({key}))"
    tick = max(page.evaluate(press) for _ in range(4))
    page.evaluate("histgraph.change({ from: null, to: null })")
    found = Cost(first, everyone, tick, frames(page))
    page.context.close()
    return found


def cost_of_bare(browser: Any, path: Path) -> Cost:
    page = opened(browser, path)
    found = Cost(page.evaluate("bench.drawn"), frames=frames(page))
    page.context.close()
    return found


def cost_of_plain(browser: Any, path: Path, limit: float) -> tuple[Cost, bool]:
    """Until it is stable, and whether it came to that within `limit` seconds."""
    from playwright.sync_api import TimeoutError as TooLong

    context = browser.new_context(viewport=WINDOW, offline=True)
    context.add_init_script(STABLE)
    page = context.new_page()
    page.wait_for_timeout(SETTLING)
    is_told = {"predicate": lambda told: told.text.startswith("stable"), "timeout": limit * 1000}
    try:
        with page.expect_console_message(**is_told) as told:
            page.goto(path.as_uri(), wait_until="commit")
        return Cost(float(told.value.text.split()[1])), True
    except TooLong:
        return Cost(limit * 1000), False
    finally:
        context.close()


def least(costs: list[Cost]) -> Cost:
    """The least of the milliseconds, the most of the frames."""
    columns = list(zip(*costs, strict=True))
    return Cost(*[None if None in c else (max if n == 3 else min)(c) for n, c in enumerate(columns)])


def row(name: str, size: int, cost: Cost, is_over: bool = False) -> str:
    """A line of the table; `is_over`: it was given up, and would have taken longer."""
    cells = [None if cell is None else f"{cell:.0f}" for cell in cost[:3]]
    first, *others = [cell or "-" for cell in cells]
    numbers = "".join(f"{cell:>13}" for cell in [f">={first}" if is_over else first, *others])
    return f"{name:<16}{size / 1000:>8.0f}{numbers}{'-' if cost.frames is None else f'{cost.frames:.1f}':>10}"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--actors", type=int, default=300, metavar="N")
    parser.add_argument("--relations", type=int, default=1500, metavar="N")
    parser.add_argument("--store", metavar="STORE")
    parser.add_argument("--repetitions", type=int, default=3, metavar="N")
    parser.add_argument("--plain", type=float, default=300.0, metavar="SECONDS")
    given = parser.parse_args()
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as work, sync_playwright() as playwright:
        browser = chromium(playwright)
        measure(browser, Path(work), given)
        browser.close()


def measure(browser: Any, folder: Path, given: argparse.Namespace) -> None:
    """Make the three pages, open them in turn, and print what that took."""
    store = open_store(given.store) if given.store else page_annals.annals(given.actors, given.relations)
    began = time.perf_counter()
    network = view.to_pyvis(store)
    htmls = {"histgraph": network.generate_html()}
    seconds = time.perf_counter() - began
    htmls |= {"bare vis-network": bare(network), "plain pyvis": plain(store)}
    paths = {name: folder / f"{name}.html" for name in htmls}
    for name, html in htmls.items():
        paths[name].write_text(html, encoding="utf-8")
    ours, theirs = [], []
    for _ in range(given.repetitions):
        theirs.append(cost_of_bare(browser, paths["bare vis-network"]))
        ours.append(cost_of_ours(browser, paths["histgraph"]))
    shown = scene(store)
    print(f"{len(shown.actors):,} actors, {len(shown.statements):,} relations, {len(shown.pairs):,} pairs")
    print(f"pyvis {version('pyvis')}, Chromium {browser.version}, Python {platform.python_version()}")
    print(
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores; the best of {given.repetitions}"
    )
    print(f"writing the page: {seconds:.1f} s\n")
    print(f"{'':<16}{'KB':>8}{'first draw':>13}{'all drawn':>13}{'one year on':>13}{'frames/s':>10}")
    sizes = {name: path.stat().st_size for name, path in paths.items()}
    print(row("histgraph", sizes["histgraph"], least(ours)))
    print(row("bare vis-network", sizes["bare vis-network"], least(theirs)))
    if given.plain:
        cost, is_stable = cost_of_plain(browser, paths["plain pyvis"], given.plain)
        print(row("plain pyvis", sizes["plain pyvis"], cost, not is_stable))


if __name__ == "__main__":
    main()
