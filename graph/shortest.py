"""The fewest steps between two actors, whatever is said of them and when: are they joined at all?"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from graph.neighbourhoods import Neighbourhoods

Tree = dict[str, str]
"""For each actor the one that it was reached from, nearer to the root; of the root, itself."""
Beside = Mapping[str, Mapping[str, object]]


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
    rims = [[source], [target]]
    while rims[0] and rims[1]:
        side = len(rims[0]) > len(rims[1])
        around.fetch(rims[side])
        middle = _meeting(around.at_hand, rims[side], trees[side], trees[not side])
        if middle is not None:
            return [*_to_root(middle, trees[0])[::-1], *_to_root(middle, trees[1])[1:]]
        rims[side] = _grown(around.at_hand, rims[side], trees[side])
    return []


def _meeting(beside: Beside, rim: list[str], tree: Tree, other: Tree) -> str | None:
    """The first beside the rim of a tree that the other tree has, and now this one too; None if nobody is.

    Asked before anything grows.
    """
    are_apart = other.keys().isdisjoint  # of two views it goes through the smaller
    for actor in rim:
        near = beside.get(actor)
        if near and not are_apart(near.keys()):
            middle = _common(near, other)
            tree[middle] = actor
            return middle
    return None


def _grown(beside: Beside, rim: list[str], tree: Tree) -> list[str]:
    """The next rim of a tree: all beside this one that it does not have yet."""
    further: list[str] = []
    add = further.append
    for actor in rim:
        for found in beside.get(actor, ()):
            if found not in tree:
                tree[found] = actor
                add(found)
    return further


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
