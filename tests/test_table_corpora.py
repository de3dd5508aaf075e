"""The two tables of the shared corpora: every row is read, and the figures are those counted by hand."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

import loaders
from graph import paths
from graph.grouping import statements
from graph.model import Run
from graph.stores import open_store

FILES = ("visits.csv", "travels.csv")


@pytest.fixture(scope="module")
def runs(shared: Path) -> dict[str, Run]:
    return {name: loaders.read(shared / "corpora" / name) for name in FILES}


@pytest.fixture(scope="module")
def rows(shared: Path) -> dict[str, list[dict[str, str]]]:
    found = {}
    for name in FILES:
        with (shared / "corpora" / name).open(encoding="utf-8-sig", newline="") as file:
            found[name] = list(csv.DictReader(file))
    return found


def test_every_row_is_read(runs, rows, shared):
    for name in FILES:
        run, [document] = runs[name], runs[name].documents
        text = (shared / "corpora" / name).read_bytes().decode("utf-8-sig")
        assert document.text == text
        quoted = {reading.rule: reading.quote for reading in run.readings}
        lines = text.splitlines()[1:]
        assert quoted == {f"line {number}": line for number, line in enumerate(lines, 2)}
        assert all(text[r.start_char : r.end_char] == r.quote for r in run.readings)
        assert len(quoted) == len(rows[name])
    assert sum(map(len, rows.values())) == 7_535


def test_days_are_those_of_the_rows(runs, rows):
    for name in FILES:
        per_line = {reading.rule: reading for reading in runs[name].readings}
        for number, row in enumerate(rows[name], 2):
            reading = per_line[f"line {number}"]
            assert reading.start == row["start_date"]
            assert (reading.end or reading.start) == row["end_date"]


def test_figures_of_journeys(runs, rows):
    told, run = rows["travels.csv"], runs["travels.csv"]
    assert Counter(r.source_name for r in run.readings) == Counter(row["name"] for row in told)
    assert len({r.source for r in run.readings}) == len({row["name"] for row in told})
    known = {actor.id: actor for actor in run.actors}
    assert all(known[r.source].verified for r in run.readings)
    hanoi = [r for r, row in zip(run.readings, told, strict=True) if "Hanoi" in row["locale"]]
    saigon = [r for r, row in zip(run.readings, told, strict=True) if "Saigon" in row["locale"]]
    assert {r.target for r in hanoi} == {"socialist-republic-of-vietnam"}
    assert {r.target for r in saigon} == {"state-of-vietnam", "republic-of-vietnam"}


def test_figures_of_visits(runs, rows):
    told, run = rows["visits.csv"], runs["visits.csv"]
    second = (" and Prime Minister", " and Crown Prince", ", Prime Minister")
    both = [row for row in told if any(words in row["visitor"] for words in second)]
    assert len(run.readings) == len(told) + len(both)
    assert {r.target for r in run.readings} == {"united-states"}
    assert Counter(r.qualifiers[0][1] for r in run.readings if r.rule) - Counter(
        r["from"] for r in told
    ) == Counter(row["from"] for row in both)
    harold = [
        row for row in told if row["visitor"] in ("Prime Minister Wilson", "Prime Minister Harold Wilson")
    ]
    assert sum(r.source == "harold-wilson" for r in run.readings) == len(harold)


def test_no_row_dates_what_cannot_be(runs):
    """Nobody travels before birth or after death, nor to a state that is no more."""
    for run in runs.values():
        actors = {actor.id: actor for actor in run.actors}
        found = statements(run.readings, actors)
        assert [s for s in found if s.when is None] == []


def test_texts_and_tables_answer_together(shared, tmp_path):
    text = tmp_path / "proclaimed.jsonl"
    text.write_text(
        '{"source": "Ho Chi Minh", "type": "PROCLAIMED", "target": "Democratic Republic of Vietnam", '
        '"start": "1945-09-02", "evidence": [{"document": "a", "quote": "He proclaimed it."}]}\n'
        '{"source": "Democratic Republic of Vietnam", "type": "RENAMED_TO", "start": "1976-07-02", "target": '
        '"Socialist Republic of Vietnam", "evidence": [{"document": "a", "quote": "It was renamed."}]}\n',
        encoding="utf-8",
    )
    with open_store(str(tmp_path / "t.db"), create=True) as store:
        store.add([loaders.read(path) for path in (text, *(shared / "corpora" / name for name in FILES))])
        ho, clinton = store.find("Hồ Chí Minh")[0], store.find("William J. Clinton")[0]
        best = paths.find(store, ho.id, clinton.id)[0]
        last = store.statement(best.steps[-1].edge.id)
        assert (last.source, last.type, last.target) == (
            clinton.id,
            "VISITED",
            "socialist-republic-of-vietnam",
        )
        assert [reading.quote.count("2000-11-16") for reading in last.readings] == [1]
        assert last.when is not None and last.when.start_min == date(2000, 11, 16).toordinal()
