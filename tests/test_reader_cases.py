"""Sentences and what is read from them: the cases of `cases/reading.yaml`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from graph.model import DATE_ORIGINS, MODALITIES, Document
from graph.relations import relation
from loaders.article import Reader

CASES: dict[str, list[dict[str, Any]]] = yaml.load(
    (Path(__file__).parent / "cases" / "reading.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
)
GAPS = CASES.pop("known_gaps")
Said = tuple[str, str, str, str | None, str | None, str, str]


def param(group: str, case: dict[str, Any]) -> Any:
    return pytest.param(case, id=f"{group}: {case['text'][:50]}")


def expected(line: str) -> Said:
    """ "source TYPE target [start [end]] [modality] [date_from]" taken apart."""
    source, type_, target, *rest = line.split(" ")
    modality = next((word for word in rest if word in MODALITIES), "asserted")
    dates = [None if word == "~" else word for word in rest if word not in (*MODALITIES, *DATE_ORIGINS)]
    origin = next((word for word in rest if word in DATE_ORIGINS), "stated" if dates else "none")
    start, end = (*dates, None, None)[:2]
    return source, type_, target, start, end, modality, origin


def read(text: str) -> list[Said]:
    reader = Reader(Document("case", "case.txt", text=text))
    readings = list(reader.readings())
    for one in readings:
        assert reader.text[one.start_char : one.end_char] == one.quote
    return [(r.source, r.type, r.target, r.start, r.end, r.modality, r.date_from) for r in readings]


def canonical(said: Said) -> Said:
    """The ends of a symmetric relation in one order."""
    source, target = relation(said[1]).canonical(said[0], said[2])
    return source, said[1], target, *said[3:]


def same(found: list[Said], lines: list[str]) -> None:
    assert sorted(map(canonical, found), key=str) == sorted(
        (canonical(expected(line)) for line in lines), key=str
    )


@pytest.mark.parametrize("case", [param(group, case) for group, cases in CASES.items() for case in cases])
def test_a_text_is_read_so_and_nothing_else(case: dict[str, Any]) -> None:
    same(read(case["text"]), case["reads"])


@pytest.mark.parametrize("case", [param("gap", case) for case in GAPS])
def test_a_known_gap_is_still_there(case: dict[str, Any]) -> None:
    same(read(case["text"]), case["expected_now"])
    assert case["reads"] != case["expected_now"], "no gap"


def test_there_are_cases_enough_and_few_gaps() -> None:
    texts = [case["text"] for cases in CASES.values() for case in cases]
    assert len(texts) >= 80
    assert len(set(texts)) == len(texts)
    assert len(GAPS) <= 15
