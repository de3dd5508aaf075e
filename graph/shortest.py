"""The fewest steps between two actors, whatever is said of them and when: are they joined at all?"""

from __future__ import annotations

from collections.abc import Collection

from graph.neighbourhoods import Neighbourhoods

Tree = dict[str, str]
"""For each actor the one that it was reached from, nearer to the root; of the root, itself."""


def shortest(around: Neighbourhoods, source: str, target: str) -> list[str]:
    """The actors of one such chain, both ends included; [] if nothing joins them.

    >>> from graph.stores.base import Edge
    >>> met = ("MET", "asserted", 1, 1, 1, 1, True, True, False)
    >>> shortest(Neighbourhoods([Edge("1", "a", "b", *met), Edge("2", "c", "b", *met)]), "a", "c")
    ['a', 'b', 'c']
    """
    if source == target:
        return [source]
    trees: tuple[Tree, Tree] = {source: source}, {target: target}
    edges = [[source], [target]]
    while edges[0] and edges[1]:
        side = len(edges[0]) > len(edges[1])
        edges[side], middle = _grown(around, edges[side], trees[side], trees[not side])
        if middle is not None:
            return [*_to_root(middle, trees[0])[::-1], *_to_root(middle, trees[1])[1:]]
    return []


def _grown(around: Neighbourhoods, edge: list[str], tree: Tree, other: Tree) -> tuple[list[str], str | None]:
    """The next edge of a tree, and the first actor found in it that the other tree has too."""
    around.fetch(edge)
    further: list[str] = []
    add, beside, are_apart = further.append, around.at_hand.get, other.keys().isdisjoint  # looked up once
    for actor in edge:
        near = beside(actor)
        if near is None:
            continue
        if not are_apart(near.keys()):  # asked of the fewer of the two, before all are gone through
            middle = _common(near, other)
            tree[middle] = actor
            return further, middle
        for found in near:
            if found not in tree:
                tree[found] = actor
                add(found)
    return further, None


def _common(near: Collection[str], other: Collection[str]) -> str:
    """The first that both have."""
    fewer, more = (near, other) if len(near) < len(other) else (other, near)
    return next(found for found in fewer if found in more)


def _to_root(actor: str, tree: Tree) -> list[str]:
    chain = [actor]
    while tree[actor] != actor:
        actor = tree[actor]
        chain.append(actor)
    return chain
