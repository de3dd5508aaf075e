"""The measurements still run; how fast it is here is not what is tested."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytest_plugins = ["engine_fixtures"]


def measured(bench: Path, *words: str, **more: Any) -> subprocess.CompletedProcess[str]:
    """A measurement that ran to its end without a complaint."""
    command = [sys.executable, str(bench), *words]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=300, check=False, **more)
    assert (done.returncode, done.stderr) == (0, "")
    return done


def test_reading_is_measured(tmp_path: Path) -> None:
    text = tmp_path / "small.txt"
    text.write_text("In 1932 Norway signed a treaty with Sweden. It recognized Poland in 1919.\n")
    bench = Path(__file__).with_name("bench_reading.py")
    done = measured(bench, str(text), "--repetitions", "1", "--jobs", "1", "2")
    lines = done.stdout.splitlines()
    assert lines[0] == "1 texts, 13 words of prose; the least of 1"
    assert re.search(r"^text \S+ \S+ [\d.]+, spacy [\d.]+, thinc [\d.]+, numpy [\d.]+, Python 3", lines[1])
    assert [line.split() for line in lines[4:5]] == [["nlp.pipe", "reading", "ratio", "words/s"]]
    assert re.fullmatch(r"seconds, clock +\d+\.\d\d +\d+\.\d\d +(\d+\.\d\d|-) +([\d,]+|-)", lines[5])
    assert re.fullmatch(r"seconds, processor +\d+\.\d\d +\d+\.\d\d +(\d+\.\d\d|-) +([\d,]+|-)", lines[6])
    for line, jobs in zip(lines[9:], "12", strict=True):
        assert re.fullmatch(rf"{jobs} +\d+\.\d +\d+\.\d\d +\d +([\d,]+|-) +([\d,]+|-)", line)


def test_loading_a_server_is_measured(neo4j_url: str, tmp_path: Path) -> None:
    (tmp_path / "visits.csv").write_text(
        "visitor,start_date,end_date,description\nAda,1901-05-01,1901-05-03,She met others.\n"
    )
    (tmp_path / "travels.csv").write_text(
        "name,country,start_date,end_date,remarks\nBo,Chile,1902-05-01,,He came.\n"
    )
    bench = Path(__file__).with_name("bench_neo4j.py")
    done = measured(
        bench, str(tmp_path), "--repetitions", "1", env={**os.environ, "HISTGRAPH_TEST_NEO4J": neo4j_url}
    )
    first, _, _, *table = done.stdout.splitlines()
    assert first == "2 rows, 7 nodes, 8 relationships"
    assert [re.sub(r"\s*[\d.]+", "", line) for line in table] == ["histgraph", "bare UNWIND", "one at a time"]


def test_the_first_answer_is_measured(cache: Path) -> None:
    bench = Path(__file__).with_name("bench_ask.py")
    done = measured(bench, "--repetitions", "1")
    assert re.fullmatch(r"(\s+\d+\.\d\d){4}", done.stdout.splitlines()[-1])


@pytest.mark.browser
def test_the_page_is_measured(tmp_path: Path) -> None:
    if not (
        os.environ.get("HISTGRAPH_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    ):
        (pytest.fail if os.environ.get("CI") else pytest.skip)("needs a Chromium on PATH")
    bench = Path(__file__).with_name("bench_page.py")
    sizes = ["--actors", "12", "--relations", "30", "--repetitions", "1", "--plain", "60"]
    done = measured(bench, *sizes, cwd=tmp_path)
    lines = done.stdout.splitlines()
    assert re.fullmatch(r"12 actors, \d+ relations, \d+ pairs", lines[0])
    assert re.match(r"pyvis 0.3.2, Chromium [\d.]+, Python 3", lines[1])
    assert re.fullmatch(r"histgraph( +\d+){4} +\d+\.\d", lines[-3])
    assert re.fullmatch(r"bare vis-network( +\d+){2} +- +- +\d+\.\d", lines[-2])
    assert re.fullmatch(r"plain pyvis +\d+ +(>=)?\d+ +- +- +-", lines[-1])


def test_the_store_is_measured() -> None:
    bench = Path(__file__).with_name("bench_store.py")
    done = measured(bench, "--sizes", "20", "--rows", "50", "--repetitions", "1")
    lines = done.stdout.splitlines()
    assert re.fullmatch(r" +20( +\d+\.\d\d){4}", lines[2])
    assert lines[4] == "a table of 50 rows; the least of 1"
    assert [re.sub(r"\s{2,}[\d. ]+$", "", line) for line in lines[6:]] == [
        "nothing",
        "executemany",
        "readings, to be added",
        "a file, to be loaded",
        "the same bytes",
        "a path, by the indexes",
        "all as a NetworkX graph",
        "readings, to be added : executemany",
        "a file, to be loaded : executemany",
        "the same bytes : executemany",
    ]


@pytest.mark.parametrize("name", ["bench_paths.py", "bench_reach.py"])
def test_paths_are_measured(name: str) -> None:
    bench = Path(__file__).with_name(name)
    done = subprocess.run(
        [sys.executable, str(bench), "--repetitions", "1", "--sizes", "1200"],
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    _, _, head, *table = done.stdout.splitlines()
    assert head.split() == ["relations", "ours,", "ms", "peer,", "ms", "peer/ours", "bar"]
    assert len(table) >= 4
    for line in table:
        assert re.search(r" 1,200( +\d+\.\d+){3}  [>= .\d]*$", line)
