"""Pictures of the page, from the packaged texts and from a large made-up history; run by hand.

uv run python tests/browser/screenshots.py [FOLDER]

writes all of them as PNG to FOLDER; without one, those that the README shows, to notebooks/pictures.
With the same Chromium and fonts the same pictures come out; look at them before you commit them.
"""

from __future__ import annotations

import base64
import os
import shutil
import struct
import sys
import tempfile
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(ROOT), str(HERE.parent)]

import numpy as np  # noqa: E402
from page_annals import annals  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402

from graph import view  # noqa: E402
from graph.cli.reading import PACKAGED, load_all  # noqa: E402
from graph.stores.embedded import EmbeddedStore  # noqa: E402

IN_README = ("network", "evidence", "timeline")
COLOURS = 256
SWITCHES = ["--no-sandbox", "--disable-gpu", "--force-color-profile=srgb", "--font-render-hinting=none"]
DESK = {"width": 1280, "height": 760}
PHONE = {"width": 390, "height": 844}
RECOGNITION = ("Soviet Union", "Democratic Republic of Vietnam")


class Picture(NamedTuple):
    """A page opened on an address, perhaps with a pair or an actor chosen by name."""

    name: str
    page: str = "tour"
    address: str = ""
    chosen: Sequence[str] = ()
    options: Mapping[str, Any] = {}


PICTURES = (
    Picture("network"),
    Picture("evidence", chosen=RECOGNITION),
    Picture("timeline", address="view=timeline&from=1945&to=1979"),
    Picture("table", address="view=table"),
    Picture("actor", chosen=["Ho Chi Minh"]),
    Picture("dark", address="view=timeline&by=actor", options={"color_scheme": "dark"}),
    Picture("phone", chosen=RECOGNITION, options={"viewport": PHONE}),
    Picture("large", "large"),
    Picture("window", "large", "from=1850&to=1854"),
)

CHOOSE = """(names) => {
    const { content, drawing: { edges } } = JSON.parse(document.getElementById('data').textContent);
    const field = content.actors.fields.indexOf('name');
    const actors = content.actors.rows.map((row) => row[field]);
    const ends = names.map((name) => actors.indexOf(name));
    const pair = edges.findIndex((edge) => ends.every((end) => edge.includes(end)));
    histgraph.change({ chosen: ends.length === 1 ? { actor: ends[0] } : { pair } });
}"""


PIXELS = """async (png) => {
    const image = await createImageBitmap(await (await fetch(png)).blob());
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext('2d');
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, image.width, image.height);
    let text = '';
    for (let at = 0; at < data.length; at += 30000) {
        text += String.fromCharCode(...data.subarray(at, at + 30000));
    }
    return [image.width, image.height, btoa(text)];
}"""


def with_palette(browser: Any, png: bytes) -> bytes:
    """The picture in its 256 commonest colours, a third of the size."""
    page = browser.new_page()
    address = f"data:image/png;base64,{base64.b64encode(png).decode()}"
    width, height, text = page.evaluate(PIXELS, address)
    page.close()
    pixels = np.frombuffer(base64.b64decode(text), np.uint8).reshape(-1, 4)[:, :3].astype(np.int32)
    found, which, counts = np.unique(pixels, axis=0, return_inverse=True, return_counts=True)
    bins = (found >> 3) @ (1, 32, 1024)  # of each bin, its commonest colour
    order = np.argsort(-counts, kind="stable")
    _, first = np.unique(bins[order], return_index=True)
    palette = found[order[np.sort(first)[:COLOURS]]]
    nearest = np.array([((palette - colour) ** 2).sum(axis=1).argmin() for colour in found], np.uint8)
    rows = nearest[which.ravel()].reshape(height, width)
    raw = b"".join(b"\0" + row.tobytes() for row in rows)
    head = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    parts = (
        (b"IHDR", head),
        (b"PLTE", palette.astype(np.uint8).tobytes()),
        (b"IDAT", zlib.compress(raw, 9)),
        (b"IEND", b""),
    )
    chunks = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def write_pages(folder: Path) -> None:
    load_all([PACKAGED], str(folder / "tour.db"))
    with EmbeddedStore(folder / "tour.db") as store:
        view.write(store, folder / "tour.html", "Vietnam and the Soviet Union")
    view.write(annals(1200, 5000), folder / "large.html", "Annals")


def take(browser: Any, pages: Path, picture: Picture, target: Path) -> None:
    options = {"viewport": DESK, "offline": True, "reduced_motion": "reduce"} | dict(picture.options)
    context = browser.new_context(**options)
    page = context.new_page()
    page.goto(f"{(pages / picture.page).with_suffix('.html').as_uri()}#{picture.address}")
    if picture.chosen:
        page.evaluate(CHOOSE, list(picture.chosen))
    page.wait_for_timeout(500)
    target.write_bytes(with_palette(browser, page.screenshot()))
    context.close()


def main(target: Path, names: Sequence[str]) -> None:
    target.mkdir(parents=True, exist_ok=True)
    path = os.environ.get("HISTGRAPH_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        write_pages(Path(folder))
        browser = playwright.chromium.launch(executable_path=path, args=SWITCHES)
        for picture in (one for one in PICTURES if one.name in names):
            file = target / f"{picture.name}.png"
            take(browser, Path(folder), picture, file)
            print(f"{file} {file.stat().st_size // 1024} KB")
        browser.close()


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]), [picture.name for picture in PICTURES])
    else:
        main(ROOT / "notebooks" / "pictures", IN_README)
