"""The picture is drawn no more often than it has to be, and no more of it.

What is dragged about looks as if it were drawn anew, though only what comes into sight is drawn.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser

PIXELS = """
const pixels = () => {
  const { width, height } = document.querySelector('#network canvas');
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const copy = canvas.getContext('2d', { willReadFrequently: true });
  copy.drawImage(document.querySelector('#network canvas'), 0, 0);
  return copy.getImageData(0, 0, width, height).data;
};
"""
KEEP = f"() => {{ {PIXELS} globalThis.kept = pixels(); }}"
DIFFERING = f"""() => {{
  {PIXELS}
  const data = pixels();
  const painted = data.filter((value, at) => at % 4 === 3 && value > 0).length;
  return [painted, data.filter((value, at) => Math.abs(value - kept[at]) > 40).length / painted];
}}"""
DRAWN = """() => {
  const { fillText } = CanvasRenderingContext2D.prototype;
  globalThis.written = 0;
  CanvasRenderingContext2D.prototype.fillText = function (...how) {
    written += 1;
    return fillText.apply(this, how);
  };
}"""
A_FRAME = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


@pytest.mark.parametrize("ratio", [1, 1.5, 2])
@pytest.mark.parametrize("which", ["small", "gold"])
def test_what_is_dragged_about_looks_as_if_drawn_anew(which, ratio, open_page: Callable[..., Any], request):
    path: Path = request.getfixturevalue(which)
    page = open_page(path, device_scale_factor=ratio)
    box = page.locator("#network canvas").bounding_box()
    page.mouse.move(box["x"] + 5, box["y"] + 5)
    page.mouse.down()
    for x, y in [(20, 8), (90, 30), (60, 111), (-70, 90), (-130, -37), (40, -61)]:
        page.mouse.move(box["x"] + 300 + x, box["y"] + 300 + y)
        page.evaluate(A_FRAME)
    page.evaluate(KEEP)
    page.evaluate("histgraph.change({})")
    painted, differing = page.evaluate(DIFFERING)
    assert painted > 3000
    assert differing < 0.03


def test_what_stays_in_sight_is_not_drawn_again(gold, open_page: Callable[..., Any]):
    page = open_page(gold)
    box = page.locator("#network canvas").bounding_box()
    page.mouse.move(box["x"] + 5, box["y"] + 5)
    page.mouse.down()
    page.mouse.move(box["x"] + 25, box["y"] + 5)
    page.evaluate(A_FRAME)
    page.evaluate(DRAWN)
    page.mouse.move(box["x"] + 28, box["y"] + 6)
    page.evaluate(A_FRAME)
    few = page.evaluate("written")
    page.mouse.up()
    page.evaluate(A_FRAME)
    assert few < page.evaluate("written") / 2


COUNT = """
globalThis.draws = 0;
const { clearRect } = CanvasRenderingContext2D.prototype;
CanvasRenderingContext2D.prototype.clearRect = function (...where) {
  if (this.canvas.isConnected) draws += 1;
  return clearRect.apply(this, where);
};
"""


def test_the_picture_is_drawn_once_as_the_page_opens_and_at_each_change(gold, open_page: Callable[..., Any]):
    page = open_page(gold)
    page.add_init_script(COUNT)
    page.reload()
    for draws, change in enumerate(("", "from: 1950", "to: 1960", "familiesOff: new Set(['aid'])"), start=1):
        if change:
            page.evaluate(f"histgraph.change({{ {change} }})")
        page.evaluate(A_FRAME)
        assert page.evaluate("draws") == draws
