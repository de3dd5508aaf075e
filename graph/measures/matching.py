"""When one thing said may stand for another: near types, dates compared, best one-to-one pairing.

These are the rules by which `graph.evaluate` compares what was read with what an annotator wrote.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Literal, NamedTuple

from graph.errors import BadDate
from graph.when import Window, parse_boundary

DateClass = Literal["exact", "compatible", "missing", "wrong"]
DATE_CLASSES: tuple[DateClass, ...] = ("exact", "compatible", "missing", "wrong")  # from best to worst

SYMMETRIC = frozenset(
    {
        "ALLIED_WITH",
        "COMPETED_WITH",
        "COOPERATED_WITH",
        "ESTABLISHED_RELATIONS_WITH",
        "EXCHANGED_AMBASSADORS_WITH",
        "FOUGHT",
        "NEGOTIATED_WITH",
        "SIGNED_AGREEMENT_WITH",
        "SPLIT_WITH",
        "TRADED_WITH",
    }
)

# The first of each line is near each of the others, and they to it, but not to one another.
_NEAR_LINES = """
AIDED SUPPORTED TRAINED ADVISED SENT_ADVISERS_TO SENT_TROOPS_TO
SUPPORTED ENCOURAGED SENT_TROOPS_TO
ADVISED SENT_ADVISERS_TO ENCOURAGED INSTRUCTED
MEMBER_OF JOINED PART_OF PARTY_TO
JOINED PARTY_TO
PART_OF FRONT_OF LOCATED_IN
FOUNDED PROCLAIMED
RENAMED_TO SUCCEEDED_BY
LED CHAIRED RULED
PARTICIPATED_IN CHAIRED MEDIATED PARTY_TO
MEDIATED CHAIRED
ESTABLISHED_RELATIONS_WITH RECOGNIZED EXCHANGED_AMBASSADORS_WITH OPENED_EMBASSY_IN
SIGNED_AGREEMENT_WITH NEGOTIATED_WITH ALLIED_WITH
OPPOSED CONDEMNED SANCTIONED THREATENED COMPETED_WITH FOUGHT SPLIT_WITH
SPLIT_WITH BROKE_RELATIONS_WITH
INVADED FOUGHT OCCUPIED SENT_TROOPS_TO
DEFEATED FOUGHT OVERTHREW
OCCUPIED RULED ANNEXED GAINED_BASE_IN
ANNEXED RULED
REQUESTED_AID_FROM SOUGHT
"""
NEAR = frozenset(
    frozenset((first, other))
    for first, *others in map(str.split, _NEAR_LINES.strip().splitlines())
    for other in others
)
# A <first> B says what B <second> A says.
CONVERSE = frozenset({frozenset(("RULED", "PART_OF"))})


class Way(NamedTuple):
    """How one type can stand for another: `turned` if its ends change places."""

    exact: bool
    turned: bool


@lru_cache(maxsize=4096)
def ways(said: str, meant: str) -> tuple[Way, ...]:
    """Every way in which an edge of type `said` may stand for one of type `meant`.

    >>> ways("AIDED", "SUPPORTED"), ways("RULED", "PART_OF"), ways("AIDED", "FOUGHT")
    ((Way(exact=False, turned=False),), (Way(exact=False, turned=True),), ())
    """
    found = []
    if said == meant:
        found.append(Way(True, False))
        if said in SYMMETRIC:
            found.append(Way(True, True))
    elif frozenset((said, meant)) in NEAR:
        found.append(Way(False, False))
        if SYMMETRIC & {said, meant}:
            found.append(Way(False, True))
    if frozenset((said, meant)) in CONVERSE:
        found.append(Way(False, True))
    return tuple(found)


class Claim(NamedTuple):
    """A date as a claim: its days, and how fine it is (century -1, decade 0, year 1, month 2, day 3)."""

    window: Window
    level: int


@lru_cache(maxsize=4096)
def claim(text: str | None) -> Claim | None:
    """What a date claims; None for no date, and for one that cannot be read.

    >>> claim("1950-01/1950-04~").level, claim("../196X").level, claim("..")
    (2, 0, None)
    """
    if text is None or not text.strip() or text.strip() == "..":
        return None
    try:
        window = parse_boundary(text.strip())
    except BadDate:
        return None
    return Claim(window, min(map(_level, _sides(text.strip()))))


def _sides(text: str) -> list[str]:
    sides = text.strip("[]").replace("/", " ").replace("..", " ").split()
    return [side.rstrip("~?%") for side in sides]


def _level(side: str) -> int:
    if "X" in side:
        return 1 - side.count("X")
    return 1 + side.count("-")


def compare(gold: str | None, said: str | None) -> DateClass | None:
    """One boundary as read against the gold's; None if the gold has none.

    >>> compare("1950-01-31", "1950-01"), compare("1950-01-31", "1950"), compare("1950", "1950-01-31")
    ('compatible', 'wrong', 'compatible')
    """
    wanted, told = claim(gold), claim(said)
    if wanted is None:
        return None
    if told is None:
        return "missing"
    if gold is not None and said is not None and gold.strip() == said.strip():
        return "exact"
    meet = told.window.earliest <= wanted.window.latest and wanted.window.earliest <= told.window.latest
    return "compatible" if meet and wanted.level - told.level <= 1 else "wrong"


def date_class(gold: tuple[str | None, str | None], said: tuple[str | None, str | None]) -> DateClass | None:
    """Start and end as read against the gold's, the worse of the two; None if the gold is undated.

    An end that equals the start claims nothing of its own.  An end that the gold does not give may
    not lie before the gold's start, nor a start that it does not give after the gold's end.
    """
    if claim(gold[0]) is None and claim(gold[1]) is None:
        return None
    return max(_of_start(gold, said), _of_end(gold, said), key=DATE_CLASSES.index)


def _of_start(gold: tuple[str | None, str | None], said: tuple[str | None, str | None]) -> DateClass:
    known = compare(gold[0], said[0])
    if known is not None:
        return known
    told, wanted_end = claim(said[0]), claim(gold[1])
    late = told and wanted_end and told.window.earliest > wanted_end.window.latest
    return "wrong" if late else "exact"


def _of_end(gold: tuple[str | None, str | None], said: tuple[str | None, str | None]) -> DateClass:
    known = compare(gold[1], said[1]) if gold[1] != gold[0] else None
    if known is not None:
        return known
    told, wanted_start = claim(said[1]), claim(gold[0])
    if told is None or wanted_start is None or said[1] == said[0]:
        return "exact"
    return "compatible" if told.window.latest >= wanted_start.window.earliest else "wrong"


def assign(weights: Mapping[tuple[int, int], float]) -> dict[int, int]:
    """The one-to-one pairing of rows with columns of greatest total weight; weights are positive.

    >>> assign({(0, 0): 2.0, (0, 1): 3.0, (1, 1): 2.5})
    {0: 0, 1: 1}
    """
    if not weights:
        return {}
    import numpy as np  # noqa: PLC0415  only measuring needs it
    from scipy.optimize import linear_sum_assignment  # noqa: PLC0415  a quarter of a second

    table = np.zeros((1 + max(row for row, _ in weights), 1 + max(column for _, column in weights)))
    for at, weight in weights.items():
        table[at] = weight
    pairs = zip(*linear_sum_assignment(table, maximize=True), strict=True)
    return {int(row): int(column) for row, column in pairs if (row, column) in weights}
