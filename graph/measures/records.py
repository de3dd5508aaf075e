"""What is compared: rows as read, statements as annotated, and the figures that come of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from graph.names import fold

Span = tuple[int, int]
Triple = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Row:
    """One edge as read, from one place in one document.

    `source` and `target` are the names of its ends, the node's own name first, its aliases after.
    `span` counts code points of the document's text, end exclusive; None where no place is known.
    """

    source: tuple[str, ...]
    type: str
    target: tuple[str, ...]
    start: str | None = None
    end: str | None = None
    span: Span | None = None
    modality: str | None = None


@dataclass(frozen=True, slots=True)
class GoldStatement:
    """One edge as annotated; ends are entity ids.  Only `core` ones are required of a reader.

    `alternatives` are other (source, type, target) that count as the same statement.
    """

    source: str
    type: str
    target: str
    start: str | None
    end: str | None
    span: Span
    modality: str
    core: bool
    alternatives: tuple[Triple, ...] = ()

    @property
    def negated(self) -> bool:
        return self.modality == "negated"

    @property
    def pair(self) -> tuple[frozenset[str], Span]:
        return frozenset((self.source, self.target)), self.span

    def ends(self) -> frozenset[str]:
        """Every entity that it or one of its alternatives has at either end."""
        others = (end for source, _, target in self.alternatives for end in (source, target))
        return frozenset((self.source, self.target, *others))


@dataclass(frozen=True, slots=True)
class Prediction:
    """A row whose names have been looked up among the gold's entities."""

    row: Row
    sources: frozenset[str]
    targets: frozenset[str]

    @property
    def negated(self) -> bool:
        return self.row.modality == "negated"

    @property
    def ends(self) -> tuple[str, str]:
        """The folded names of both nodes."""
        return fold(self.row.source[0]), fold(self.row.target[0])

    def joins(self, one: str, other: str) -> bool:
        """Whether its ends are these two entities, either way round."""
        return (one in self.sources and other in self.targets) or (
            other in self.sources and one in self.targets
        )


@dataclass(frozen=True, slots=True)
class Measure:
    """How many were found (`tp`), made up (`fp`) and missed (`fn`); shares rounded to four decimals."""

    tp: int
    fp: int
    fn: int
    precision: float
    recall: float
    f1: float
    details: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, tp: int, fp: int, fn: int, *, right: int | None = None, **details: int) -> Measure:
        """`right` is the number of right predictions where it is not `tp` (two may make one edge).

        >>> Measure.of(3, 1, 2).f1
        0.6667
        """
        right = tp if right is None else right
        wanted = tp + fn
        precision = right / (right + fp) if right + fp else float(not wanted)
        recall = tp / wanted if wanted else 1.0
        both = precision + recall
        f1 = 2 * precision * recall / both if both else 0.0
        return cls(tp, fp, fn, round(precision, 4), round(recall, 4), round(f1, 4), details)


def overlap(one: Span | None, other: Span) -> bool | None:
    """Whether two places share a character; None where one is not known."""
    return None if one is None else one[0] < other[1] and other[0] < one[1]
