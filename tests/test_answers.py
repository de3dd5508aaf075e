"""What the canned questions answer on the embedded engine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pattern_store
import pytest
from small_store import SmallStore

from graph import canned
from graph.stores.base import Table
from graph.stores.cypher_index import Session

pytest_plugins = ["engine_fixtures"]
pytestmark = pytest.mark.java


@dataclass
class Asked(SmallStore):
    """A store that really answers."""

    session: Session | None = field(default=None)

    def cypher(
        self,
        query: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        rows: int = 1000,
        seconds: float = 30.0,
    ) -> Table:
        assert self.session is not None
        return self.session.run(query, parameters, rows=rows, seconds=seconds)


ANSWERS: dict[str, list[list[Any]]] = {
    "agreements": [["1978-11", "Treaty of 1978", ["Soviet Union", "Socialist Republic of Vietnam"]]],
    "best-connected": [
        ["Democratic Republic of Vietnam", "State", 2, 2],
        ["China", "State", 1, 2],
        ["Soviet Union", "State", 1, 2],
    ],
    "between": [["1923-06-30", None, "Ho Chi Minh", "VISITED", "Soviet Union", "asserted"]],
    "common-neighbours": [
        ["Democratic Republic of Vietnam", "State", ["FOUNDED", "PROCLAIMED"], ["FOUNDED", "RECOGNIZED"]]
    ],
    "corroborated": [[2, "Soviet Union", "RECOGNIZED", "Democratic Republic of Vietnam"]],
    "denied": [["1945", None, "United States", "RECOGNIZED", "Democratic Republic of Vietnam"]],
    "in-force": [
        ["certainly", "China", "AIDED", "Democratic Republic of Vietnam", "1950", "1968"],
        ["possibly", "Soviet Union", "RECOGNIZED", "China", "1949-10-02", None],
        ["possibly", "Soviet Union", "RECOGNIZED", "Democratic Republic of Vietnam", "1950-01-31", None],
    ],
    "renamings": [
        ["1976-04-25", "Democratic Republic of Vietnam", "RENAMED_TO", "Socialist Republic of Vietnam"]
    ],
    "turned": [
        [
            "certainly",
            "China",
            "Socialist Republic of Vietnam",
            "COOPERATED_WITH",
            "1976",
            "FOUGHT",
            "1979-02-17",
        ]
    ],
}


class TestCannedQuestions:
    @pytest.fixture
    def store(self, session: Session) -> Asked:
        return Asked(session=session)

    @pytest.mark.parametrize("name", canned.questions())
    def test_each_gives_its_columns_and_some_rows(self, store: Asked, name: str) -> None:
        table = canned.ask(store, name)
        assert table.columns == list(canned.question(name).columns)
        assert (table.rows or name in pattern_store.ANSWERS) and not table.cut

    @pytest.mark.parametrize("name", ANSWERS)
    def test_what_they_answer(self, store: Asked, name: str) -> None:
        expected = ANSWERS[name]
        rows = canned.ask(store, name).rows
        assert [row[: len(wanted)] for row, wanted in zip(rows, expected, strict=True)] == expected

    def test_a_day_in_force_has_three_answers(self, store: Asked) -> None:
        def standing(day: str) -> dict[tuple[str, str], str]:
            rows = canned.ask(store, "in-force", {"day": day, "actor": "DRV"}).rows
            return {(row[1], row[2]): row[0] for row in rows}

        assert standing("1950-01-30").get(("Soviet Union", "RECOGNIZED")) is None
        assert standing("1950-01-31")["Soviet Union", "RECOGNIZED"] == "certainly"
        assert standing("1950-02-01")["Soviet Union", "RECOGNIZED"] == "possibly"
        assert standing("1951")["China", "AIDED"] == "certainly"
        assert standing("1968-06-01")["China", "AIDED"] == "possibly"
        assert ("China", "AIDED") not in standing("1969")

    def test_what_began_is_certain_only_within_both_dates(self, store: Asked) -> None:
        rows = canned.ask(store, "began", {"since": "1950-01-31", "until": "1950-02"}).rows
        assert [row[:4] for row in rows] == [
            ["certainly", "1950-01-31", "Soviet Union", "RECOGNIZED"],
            ["possibly", "1950", "China", "AIDED"],
        ]

    def test_disagreements_show_both_claims(self, store: Asked) -> None:
        [row] = canned.ask(store, "disagreements").rows
        assert sorted([row[0], row[2]]) == [
            "Ho Chi Minh FOUNDED Democratic Republic of Vietnam 1945-09-02",
            "Soviet Union FOUNDED Democratic Republic of Vietnam 1946",
        ]

    def test_evidence_points_into_the_documents(self, store: Asked) -> None:
        rows = canned.ask(store, "evidence", {"relation": "recognized"}).rows
        assert [row[4:7] for row in rows] == [["first.txt", 200, 239], ["second.txt", 0, 36]]


@pytest.fixture(scope="module")
def history(cache: Path) -> Iterator[Asked]:
    made = pattern_store.store()
    with Session(made) as opened:
        yield Asked(made.url, made.readings, made.listed, session=opened)


@pytest.mark.parametrize("name", pattern_store.ANSWERS)
def test_each_pattern_is_found(history: Asked, name: str) -> None:
    given, expected = pattern_store.ANSWERS[name]
    rows = canned.ask(history, name, given).rows
    assert [row[: len(wanted)] for row, wanted in zip(rows, expected, strict=True)] == expected
