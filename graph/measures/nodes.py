"""Entities, and which of them are linked in which sentence, whatever the type."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from graph.measures.matching import assign
from graph.measures.records import GoldStatement, Measure, Prediction, Span, overlap


def core_entities(statements: Iterable[GoldStatement]) -> frozenset[str]:
    """The entities that some core statement needs."""
    return frozenset(end for s in statements if s.core for end in (s.source, s.target))


def entities(statements: Sequence[GoldStatement], predictions: Sequence[Prediction]) -> Measure:
    """Nodes against entities, one to one; a node that is none of the gold's is made up.

    A second node for one entity (`fragments`) and an entity that is not core (`extra`) count neither way.
    """
    core = core_entities(statements)
    nodes: dict[str, set[str]] = {}
    for prediction in predictions:
        for name, ids in zip(prediction.ends, (prediction.sources, prediction.targets), strict=True):
            nodes.setdefault(name, set()).update(ids)
    names = sorted(nodes)
    known = sorted(set().union(*nodes.values()))
    column = {entity: at for at, entity in enumerate(known)}
    weights = {
        (at, column[entity]): 2.0 if entity in core else 1.0
        for at, name in enumerate(names)
        for entity in nodes[name]
    }
    paired = assign(weights)
    found = {known[at] for at in paired.values()}
    fragments = sum(bool(nodes[name]) and at not in paired for at, name in enumerate(names))
    return Measure.of(
        len(found & core),
        sum(not nodes[name] for name in names),
        len(core - found),
        fragments=fragments,
        extra=len(found - core),
    )


def pairs(statements: Sequence[GoldStatement], predictions: Sequence[Prediction]) -> Measure:
    """Which two entities are linked in which sentence, whatever the type and the direction."""
    gold = _gold_pairs(statements)
    keys = list(gold)
    said = list(_said_pairs(predictions))
    weights: dict[tuple[int, int], float] = {}
    elsewhere = set()
    for row, prediction in enumerate(said):
        for column, (ends, span) in enumerate(keys):
            if not prediction.joins(*ends):
                continue
            same_place = overlap(prediction.row.span, span)
            if same_place is False:
                elsewhere.add(row)
            else:
                weights[row, column] = 10.0 + 5 * gold[ends, span] + bool(same_place)
    matched = [keys[column] for column in assign(weights).values()]
    right = {row for row, _ in weights}
    found = sum(gold[key] for key in matched) + _found_otherwise(statements, set(matched))
    return Measure.of(
        found, len(said) - len(right), sum(gold.values()) - found, elsewhere=len(elsewhere - right)
    )


def _gold_pairs(statements: Sequence[GoldStatement]) -> dict[tuple[frozenset[str], Span], bool]:
    """(pair, sentence) -> required; pairs that only an alternative gives are allowed, not required."""
    gold: dict[tuple[frozenset[str], Span], bool] = {}
    for statement in statements:
        if statement.source != statement.target:
            gold[statement.pair] = gold.get(statement.pair, False) or statement.core
    for statement in statements:
        for source, _, target in statement.alternatives:
            if source != target:
                gold.setdefault((frozenset((source, target)), statement.span), False)
    return gold


def _said_pairs(predictions: Sequence[Prediction]) -> Iterator[Prediction]:
    """One prediction for each pair of names and place; none where both ends are the same entity."""
    seen = set()
    for prediction in predictions:
        key = (frozenset(prediction.ends), prediction.row.span)
        if key in seen:
            continue
        seen.add(key)
        if not (len(prediction.sources) == 1 and prediction.sources == prediction.targets):
            yield prediction


def _found_otherwise(statements: Sequence[GoldStatement], matched: set[tuple[frozenset[str], Span]]) -> int:
    """Core pairs not found themselves, but by the pair of one of their statement's alternatives."""
    done = set()
    for statement in statements:
        if not statement.core or statement.pair in matched or statement.source == statement.target:
            continue
        others = {
            (frozenset((source, target)), statement.span) for source, _, target in statement.alternatives
        }
        if others & matched:
            done.add(statement.pair)
    return len(done)
