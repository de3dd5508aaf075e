"""How well a text was read: rows from a reader or a store against an annotation (a gold file).

Only core statements of the gold are required.  What matches one that is not core is neither right nor
wrong, and so is a statement said a second time.  Names match by their folded form.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from graph.measures.edges import Edges, edges
from graph.measures.gold import Gold
from graph.measures.matching import DATE_CLASSES, claim, date_class
from graph.measures.nodes import entities, pairs
from graph.measures.records import GoldStatement, Measure, Prediction, Row
from graph.measures.rows import rows_of, rows_of_run

__all__ = ["MEASURES", "Gold", "Measure", "Report", "Row", "micro", "rows_of", "rows_of_run", "score"]

MEASURES = ("entity", "pair", "edge_lenient", "edge_strict")


@dataclass(frozen=True)
class Report:
    """The figures of one text, or of several together.

    `date` counts how the dates of matched core edges compare: exact, compatible, missing, wrong; and,
    where the gold has none, undated_ok or spurious.  `modality` is the share of matched core edges whose
    modality is the gold's, of those that give one (None if none does); `modality_counts` its two terms.
    `missed` and `false` list what to look at.
    """

    name: str
    entity: Measure
    pair: Measure
    edge_lenient: Measure
    edge_strict: Measure
    date: Mapping[str, int]
    modality_counts: tuple[int, int] = (0, 0)
    missed: tuple[str, ...] = field(default=(), repr=False)
    false: tuple[str, ...] = field(default=(), repr=False)

    @property
    def modality(self) -> float | None:
        right, told = self.modality_counts
        return round(right / told, 4) if told else None


def score(gold: Gold, rows: Iterable[Row]) -> Report:
    """Measure `rows`, which are those of the gold's own text, against `gold`."""
    predictions = [Prediction(row, gold.look_up(row.source), gold.look_up(row.target)) for row in rows]
    statements = gold.statements
    lenient = edges(statements, predictions, strict=False)
    matched = [
        (statements[column], predictions[row].row)
        for row, column in lenient.paired.items()
        if statements[column].core
    ]
    return Report(
        name=gold.name,
        entity=entities(statements, predictions),
        pair=pairs(statements, predictions),
        edge_lenient=lenient.measure,
        edge_strict=edges(statements, predictions, strict=True).measure,
        date=_dates(matched),
        modality_counts=_modality(matched),
        missed=_missed(statements, lenient),
        false=tuple(_said(predictions[row].row) for row in lenient.false),
    )


def _dates(matched: Iterable[tuple[GoldStatement, Row]]) -> dict[str, int]:
    counts: Counter[str] = Counter(dict.fromkeys((*DATE_CLASSES, "undated_ok", "spurious"), 0))
    for statement, row in matched:
        known = date_class((statement.start, statement.end), (row.start, row.end))
        dated = claim(row.start) is not None or claim(row.end) is not None
        counts[known or ("spurious" if dated else "undated_ok")] += 1
    return dict(counts)


def _modality(matched: Iterable[tuple[GoldStatement, Row]]) -> tuple[int, int]:
    told = [(statement.modality, row.modality) for statement, row in matched if row.modality]
    return sum(wanted == said for wanted, said in told), len(told)


def _missed(statements: Sequence[GoldStatement], lenient: Edges) -> tuple[str, ...]:
    return tuple(
        f"{s.source} {s.type} {s.target} {s.start or '?'} to {s.end or '?'}"
        for column, s in enumerate(statements)
        if s.core and column not in lenient.found
    )


def _said(row: Row) -> str:
    place = f" at {row.span[0]}" if row.span else ""
    return f"{row.source[0]} {row.type} {row.target[0]}{place}"


def micro(reports: Sequence[Report]) -> Report:
    """All texts as one: their counts added up, the shares taken of the sums."""
    dates: Counter[str] = Counter()
    for report in reports:
        dates.update(report.date)
    right, told = (sum(report.modality_counts[at] for report in reports) for at in (0, 1))
    return Report(
        name="micro",
        entity=_sum(report.entity for report in reports),
        pair=_sum(report.pair for report in reports),
        edge_lenient=_sum(report.edge_lenient for report in reports),
        edge_strict=_sum(report.edge_strict for report in reports),
        date=dict(dates),
        modality_counts=(right, told),
    )


def _sum(measures: Iterable[Measure]) -> Measure:
    each = list(measures)
    return Measure.of(sum(m.tp for m in each), sum(m.fp for m in each), sum(m.fn for m in each))
