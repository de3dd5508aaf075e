"""Where the actors stand on the page, computed here so that the page has nothing to simulate.

Distances follow the graph (stress majorization on shortest paths); then boxes, each a symbol with its
label, are pushed apart until none overlap, and symbols are pushed off lines that are not theirs.  The
same input gives the same whole pixels: the start is classical scaling, nothing is drawn by lot.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from math import sqrt
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Link = tuple[int, int]
Point = tuple[int, int]
Progress = Callable[[int, int], None]
Matrix = NDArray[np.float64]

ASPECT = 1.55  # a screen is wider than it is high
LEAST = 300_000.0  # square pixels, however few there are
ROOM = 13_500.0  # square pixels a box gets at least, so that lines can be told apart
GAP = 10.0  # pixels between two boxes
APART = 0.4  # of the longest distance: how far apart those are that nothing joins
SIDEWAYS = 1.8  # labels are wide and flat: left to themselves, boxes would pile up into a tower
MOST_CLEARED = 80_000  # symbols times lines; of more, no symbol is moved off lines
CLEARANCE = 13.0  # pixels between a symbol's edge and a line of others


class Box(NamedTuple):
    """What an actor takes up, in pixels: the radius of its symbol, and the label below it."""

    radius: float
    label_width: float
    label_height: float

    @property
    def width(self) -> float:
        return max(2 * self.radius, self.label_width)

    @property
    def height(self) -> float:
        return 2 * self.radius + self.label_height


def place(boxes: Sequence[Box], links: Sequence[Link], rounds: int = 120) -> list[Point]:
    """Pixel coordinates of the symbols' centres; no two boxes overlap.

    >>> place([Box(10, 60, 16)] * 2, [(0, 1)])[0] != place([Box(10, 60, 16)] * 2, [(0, 1)])[1]
    True
    """
    if len(boxes) < 2:
        return [(0, 0)] * len(boxes)
    links = sorted({(min(a, b), max(a, b)) for a, b in links if a != b})
    goal = _distances(len(boxes), links)
    sizes = np.array([(box.width, box.height) for box in boxes])
    lift = np.array([box.label_height / 2 for box in boxes])
    radii = np.array([box.radius for box in boxes])
    step = _Majorization(goal)
    frame = np.array(_frame(sizes))
    points = _fill(_scaled_start(goal)) * frame
    stretch = np.array([ASPECT**0.5, ASPECT**-0.5])
    for done in range(rounds):
        pull = 0.5 * (1 - done / rounds) ** 1.5 + 0.02
        points += pull * (step(points / stretch) * stretch - points)
        points = np.clip(points, (sizes - frame) / 2, (frame - sizes) / 2)
        points += _off_lines(points - np.stack([0 * lift, lift], 1), links, radii)
        for _ in range(3):
            points += _apart(points, sizes)
    for _ in range(30):  # at last without the pull, which would hold symbols on lines
        points += _off_lines(points - np.stack([0 * lift, lift], 1), links, radii)
        points += _apart(points, sizes)
    points = _without_overlap(points, sizes)
    points[:, 1] -= lift
    points -= (points.max(0) + points.min(0)) / 2
    return [(round(x), round(y)) for x, y in points.tolist()]


def _frame(sizes: Matrix) -> tuple[float, float]:
    """Width and height that give every box its room."""
    area = max(float((sizes[:, 0] * sizes[:, 1]).sum()) / 0.28, ROOM * len(sizes), LEAST)
    return sqrt(area * ASPECT), sqrt(area / ASPECT)


def _distances(count: int, links: Sequence[Link]) -> Matrix:
    """Wanted distances: shortest paths, along links that are longer where crowded ends meet."""
    from scipy.sparse import csr_matrix  # noqa: PLC0415 - slow to import
    from scipy.sparse.csgraph import shortest_path  # noqa: PLC0415

    near: dict[int, set[int]] = defaultdict(set)
    for a, b in links:
        near[a].add(b)
        near[b].add(a)
    lengths = [float(np.sqrt(1 + 0.35 * len(near[a] ^ near[b]))) for a, b in links]
    rows, columns = [a for a, _ in links], [b for _, b in links]
    weights = csr_matrix((lengths, (rows, columns)), shape=(count, count))
    goal: Matrix = shortest_path(weights, directed=False)
    finite = goal[np.isfinite(goal)]
    goal[~np.isfinite(goal)] = max(float(finite.max()) * APART, 1.5)
    return goal


def _scaled_start(goal: Matrix) -> Matrix:
    """Classical scaling: the two strongest axes of the wanted distances, signs and order fixed."""
    centred = goal**2 - (goal**2).mean(0) - (goal**2).mean(1)[:, None] + (goal**2).mean()
    values, vectors = np.linalg.eigh(-centred / 2)
    axes: Matrix = vectors[:, [-1, -2]] * np.sqrt(np.maximum(values[[-1, -2]], 1e-9))
    peaks = axes[np.abs(axes.round(6)).argmax(0), [0, 1]]
    signs: Matrix = np.where(peaks < 0, -1.0, 1.0)
    axes = axes * signs
    spread = np.arange(len(goal)) * 2.399963  # the golden angle parts actors that no distance tells apart
    return axes + 0.02 * np.stack([np.cos(spread), np.sin(spread)], 1)


def _fill(points: Matrix) -> Matrix:
    """Stretch to a square of side one around the origin."""
    extent = np.maximum(points.max(0) - points.min(0), 1e-6)
    centred: Matrix = (points - (points.max(0) + points.min(0)) / 2) / extent
    return centred


class _Majorization:
    """One step of weighted stress majorization towards wanted distances, at the points' own scale."""

    def __init__(self, goal: Matrix) -> None:
        self._goal = goal
        with np.errstate(divide="ignore"):
            self._weights = np.where(goal > 0, goal**-2.0, 0.0)
        laplacian = np.diag(self._weights.sum(1)) - self._weights
        self._inverse = np.linalg.inv(laplacian + 1 / len(goal))  # the mean, left free, is taken out below

    def __call__(self, points: Matrix) -> Matrix:
        offsets = points[:, None] - points[None]
        now = np.maximum(np.hypot(offsets[..., 0], offsets[..., 1]), 1e-9)
        scale = float((self._weights * self._goal * now).sum() / (self._weights * self._goal**2).sum())
        pulls = -self._weights * self._goal * scale / now
        np.fill_diagonal(pulls, 0.0)
        np.fill_diagonal(pulls, -pulls.sum(1))
        moved: Matrix = self._inverse @ (pulls @ points)
        centre: Matrix = points.mean(0) - moved.mean(0)
        return moved + centre


def _apart(points: Matrix, sizes: Matrix) -> Matrix:
    """A move that parts overlapping boxes along the axis on which they overlap least."""
    left, right = points[:, 0] - sizes[:, 0] / 2, points[:, 0] + sizes[:, 0] / 2 + GAP
    first, second = np.nonzero(np.triu(left[:, None] < right[None], 1) & (left[None] < right[:, None]))
    offsets = points[first] - points[second]
    overlap = (sizes[first] + sizes[second]) / 2 + GAP - np.abs(offsets)
    hit = (overlap > 0).all(1)
    first, second, offsets, overlap = first[hit], second[hit], offsets[hit], overlap[hit]
    along = (overlap[:, 0] >= overlap[:, 1] * SIDEWAYS).astype(int)
    rows = np.arange(len(first))
    push = np.where(offsets[rows, along] < 0, -0.3, 0.3) * overlap[rows, along]
    total = np.zeros_like(points)
    np.add.at(total, (first, along), push)
    np.add.at(total, (second, along), -push)
    return total


def _without_overlap(points: Matrix, sizes: Matrix) -> Matrix:
    """Part all boxes; where that does not settle, everything is drawn a little larger."""
    while True:
        for _ in range(200):
            move = _apart(points, sizes - 2.0)  # two pixels less, so that rounding cannot undo it
            if not move.any():
                return points
            points = points + move
        points = points * 1.06


def _off_lines(centres: Matrix, links: Sequence[Link], radii: Matrix) -> Matrix:
    """A move that takes symbols off lines between two others, which would seem to end at them."""
    if not links or len(centres) * len(links) > MOST_CLEARED:
        return np.zeros_like(centres)
    ends = np.array(links)
    start, along = centres[ends[:, 0]], centres[ends[:, 1]] - centres[ends[:, 0]]
    length = np.maximum((along**2).sum(1), 1e-9)
    x, y = centres[:, :1] - start[:, 0], centres[:, 1:] - start[:, 1]
    share = (x * along[:, 0] + y * along[:, 1]) / length
    beside = (y * along[:, 0] - x * along[:, 1]) / np.sqrt(length)
    wanted = radii[:, None] + CLEARANCE
    hit = (np.abs(beside) < wanted) & (share > 0.02) & (share < 0.98)
    hit[ends[:, 0], np.arange(len(ends))] = False
    hit[ends[:, 1], np.arange(len(ends))] = False
    push = np.where(hit, np.where(beside < 0, -1.0, 1.0) * wanted - beside, 0.0)
    normal = np.stack([-along[:, 1], along[:, 0]], 1) / np.sqrt(length)[:, None]
    total: Matrix = np.clip(push @ normal * 0.5, -20.0, 20.0)
    return total


def place_many(
    boxes: Sequence[Box], links: Sequence[Link], progress: Progress = lambda done, total: None
) -> list[Point]:
    """As `place`, for many: communities are laid out each by itself, then side by side.

    Symbols do not overlap; labels may, and the page shows those that find room.  `progress` is told how
    many of all boxes have their place.
    """
    groups = _communities(len(boxes), links)
    home = {node: number for number, group in enumerate(groups) for node in group}
    inner: list[list[Point]] = []
    for group in groups:
        progress(sum(map(len, inner)), len(boxes))
        inner.append(_inner(group, boxes, links))
    between = Counter((home[a], home[b]) for a, b in links if home[a] != home[b])
    radii = [max((float(np.hypot(*p)) for p in points), default=0.0) + 24.0 for points in inner]
    centres = place([Box(radius, 0.0, 0.0) for radius in radii], sorted(between), rounds=40)
    spots: dict[int, Point] = {}
    for group, points, (x, y) in zip(groups, inner, centres, strict=True):
        spots.update((node, (x + px, y + py)) for node, (px, py) in zip(group, points, strict=True))
    return [spots[node] for node in range(len(boxes))]


def _inner(group: Sequence[int], boxes: Sequence[Box], links: Sequence[Link]) -> list[Point]:
    number = {node: index for index, node in enumerate(group)}
    own = [(number[a], number[b]) for a, b in links if a in number and b in number]
    bare = [Box(boxes[node].radius, 0.0, 0.0) for node in group]
    return place(bare, own, rounds=30)


def _communities(count: int, links: Sequence[Link]) -> list[list[int]]:
    """Louvain communities; actors without a neighbour share one; the largest first."""
    import networkx  # noqa: PLC0415 - slow to import

    graph: Any = networkx.Graph()
    graph.add_nodes_from(range(count))
    graph.add_edges_from(sorted(links))
    lone = sorted(networkx.isolates(graph))
    graph.remove_nodes_from(lone)
    found = networkx.community.louvain_communities(graph, seed=1) if graph else []
    groups = [sorted(group) for group in found] + ([lone] if lone else [])
    return sorted(groups, key=lambda group: (-len(group), group))
