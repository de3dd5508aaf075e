"""Typed edges: source, type and target, near types and alternatives, and treaties said two ways."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from graph.measures.matching import DateClass, assign, date_class, ways
from graph.measures.records import GoldStatement, Measure, Prediction, Triple, overlap


@dataclass(frozen=True, slots=True)
class Edges:
    """The measure of typed edges, which prediction was taken for which statement, and the false ones."""

    measure: Measure
    paired: Mapping[int, int]
    found: frozenset[int]
    false: tuple[int, ...]


_DATE_WEIGHT: Mapping[DateClass | None, float] = {
    "exact": 6,
    "compatible": 4,
    "missing": 1,
    "wrong": 0,
    None: 0,
}


def edges(statements: Sequence[GoldStatement], predictions: Sequence[Prediction], *, strict: bool) -> Edges:
    """Source, type and target in order.  Not `strict`: near types and alternatives count as well.

    What matches only a statement of the other polarity is false; a statement said twice counts once.
    """
    weights, turned = _candidates(statements, predictions, strict=strict)
    paired = assign(weights)
    treaties = Treaties(set(), set()) if strict else _treaties(statements, predictions, paired)
    candidates = {row for row, _ in weights}
    false = [row for row in range(len(predictions)) if row not in candidates | treaties.predictions]
    core = {column for column, statement in enumerate(statements) if statement.core}
    found = core & (set(paired.values()) | treaties.statements)
    right = sum(column in core for column in paired.values())
    if core & treaties.statements:
        right += len(treaties.predictions - set(paired))
    measure = Measure.of(
        len(found),
        len(false),
        len(core - found),
        right=right,
        duplicates=len(candidates - set(paired)),
        polarity_errors=len(turned & set(false)),
    )
    return Edges(measure, paired, frozenset(found), tuple(false))


def _candidates(
    statements: Sequence[GoldStatement], predictions: Sequence[Prediction], *, strict: bool
) -> tuple[dict[tuple[int, int], float], set[int]]:
    """How much each (prediction, statement) that can match weighs; predictions that match but for a "not"."""
    weights: dict[tuple[int, int], float] = {}
    turned = set()
    ends = [statement.ends() for statement in statements]
    for row, prediction in enumerate(predictions):
        for column, statement in enumerate(statements):
            if ends[column].isdisjoint(prediction.sources) or ends[column].isdisjoint(prediction.targets):
                continue
            quality = _quality(prediction, statement, strict=strict)
            if quality and prediction.negated != statement.negated:
                turned.add(row)
            elif quality:
                weights[row, column] = _weight(prediction, statement, quality)
    return weights, turned


def _weight(prediction: Prediction, statement: GoldStatement, quality: float) -> float:
    dates = date_class((statement.start, statement.end), (prediction.row.start, prediction.row.end))
    same_place = bool(overlap(prediction.row.span, statement.span))
    return 100 + 100 * statement.core + 10 * quality + 12 * same_place + _DATE_WEIGHT[dates]


def _quality(prediction: Prediction, statement: GoldStatement, *, strict: bool) -> float:
    """How well the prediction says the statement: 3 same type, 2 near, 1.5 and 1 an alternative, 0 not."""
    best = 0.0
    for exact, _ in _ways(prediction, (statement.source, statement.type, statement.target)):
        if exact or not strict:
            best = max(best, 3 if exact else 2)
    if not strict:
        for alternative in statement.alternatives:
            for exact, _ in _ways(prediction, alternative):
                best = max(best, 1.5 if exact else 1)
    return best


def _ways(prediction: Prediction, meant: Triple) -> Iterator[tuple[bool, bool]]:
    """The ways in which the types match and the ends with them."""
    source, kind, target = meant
    for exact, turned in ways(prediction.row.type, kind):
        first, second = (target, source) if turned else (source, target)
        if first in prediction.sources and second in prediction.targets:
            yield exact, turned


@dataclass(frozen=True, slots=True)
class Treaties:
    """Predictions and statements that match as "A signed with B" and "A and B are parties to T"."""

    predictions: set[int]
    statements: set[int]


def _treaties(
    statements: Sequence[GoldStatement], predictions: Sequence[Prediction], paired: Mapping[int, int]
) -> Treaties:
    taken = set(paired.values())
    both = Treaties(set(), set())
    for row, left, right in _signed_as_parties(statements, predictions):
        if row not in paired:
            both.predictions.add(row)
            both.statements.update({left, right} - taken)
    for column, first, second in _parties_as_signed(statements, predictions):
        both.predictions.update((first, second))
        both.statements.update({column} - taken)
    return both


def _signed_as_parties(
    statements: Sequence[GoldStatement], predictions: Sequence[Prediction]
) -> Iterator[tuple[int, int, int]]:
    """Predicted "A signed with B", where the gold has both as parties to one agreement in that place."""
    signed = [
        (row, prediction)
        for row, prediction in enumerate(predictions)
        if prediction.row.type in ("SIGNED_AGREEMENT_WITH", "NEGOTIATED_WITH") and not prediction.negated
    ]
    parties = [(at, s) for at, s in enumerate(statements) if s.type == "PARTY_TO" and not s.negated]
    for (left, one), (right, other) in combinations(parties, 2):
        if one.target != other.target or one.source == other.source:
            continue
        for row, prediction in signed:
            elsewhere = overlap(prediction.row.span, one.span) is False
            if not elsewhere and prediction.joins(one.source, other.source):
                yield row, left, right


def _parties_as_signed(
    statements: Sequence[GoldStatement], predictions: Sequence[Prediction]
) -> Iterator[tuple[int, int, int]]:
    """Predicted parties to one agreement, where the gold has "A signed with B"."""
    parties = [(row, p) for row, p in enumerate(predictions) if p.row.type == "PARTY_TO" and not p.negated]
    signed = [
        (at, s) for at, s in enumerate(statements) if s.type == "SIGNED_AGREEMENT_WITH" and not s.negated
    ]
    for (first, one), (second, other) in combinations(parties, 2):
        if one.ends[1] != other.ends[1]:
            continue
        together = Prediction(one.row, one.sources, other.sources)
        for column, statement in signed:
            if together.joins(statement.source, statement.target):
                yield column, first, second
