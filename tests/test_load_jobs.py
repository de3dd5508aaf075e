"""Loading with several processes: the same result, whatever the order and whatever dies in between."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from cli_runs import command, invoke, run, statements
from store_contents import jsonl
from terminals import Terminal

import loaders
from graph import ledger
from graph.ledger import Report
from graph.model import Run
from graph.stores.embedded import EmbeddedStore
from loaders import Source, workers

STATES = "Norway Sweden Poland Turkey Spain Mexico Brazil Egypt Greece Italy Japan Chile".split()
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="only there a reader is a fork")
_PATIENCE = 60.0  # what hangs fails; how long things take is not what is tested


def text(number: int) -> str:
    one, two, three = (STATES[(number + step) % len(STATES)] for step in (0, 1, 5))
    return (
        f"In {1900 + number} {one} recognized {two}. It invaded {three} in {1910 + number}.\n\n"
        f"{two} signed a treaty with {three}. The two countries broke relations in {1920 + number}.\n"
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return filled(tmp_path / "files")


def filled(place: Path) -> Path:
    """A new folder of twelve texts, some statements, and two files that are none."""
    place.mkdir()
    for number in range(12):
        (place / f"{number:02}.txt").write_text(text(number), encoding="utf-8")
    (place / "05.jsonl").write_text(statements(), encoding="utf-8")
    (place / "07.bad.txt").write_bytes(b"\x00\x01\x02 nothing to read")
    (place / "08.bad.jsonl").write_text("{", encoding="utf-8")
    (place / "twin.txt").write_text(text(3), encoding="utf-8")
    return place


def loaded(store: Path, *paths: Path, jobs: int) -> tuple[list[Report], str]:
    """What is told of a load, and the export after it."""
    with EmbeddedStore(store, create=True) as graph:
        return list(ledger.load(graph, paths, jobs=jobs)), jsonl(graph)


@pytest.fixture(scope="module")
def wanted(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The export of what one process reads in such a folder."""
    place = tmp_path_factory.mktemp("alone")
    return loaded(place / "1.db", filled(place / "files"), jobs=1)[1]


def told(reports: list[Report]) -> list[tuple[object, ...]]:
    return [(r.path.name, r.outcome, r.readings, r.new, r.replaced, str(r.error)) for r in reports]


def test_any_number_of_processes_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    alone, wanted = loaded(tmp_path / "1.db", folder, jobs=1)
    several, found = loaded(tmp_path / "3.db", folder, jobs=3)
    assert told(several) == told(alone)
    assert sum(report.readings for report in alone) > 30
    assert found == wanted
    assert (tmp_path / "3.db").read_bytes() == (tmp_path / "1.db").read_bytes()


def test_any_order_of_the_files_gives_the_same_export(folder: Path, tmp_path: Path, wanted: str) -> None:
    mixed = sorted(folder.iterdir(), key=lambda path: path.name[::-1])
    _, found = loaded(tmp_path / "3.db", *mixed, jobs=3)
    assert found == wanted


def test_files_that_are_known_stay_as_they_are(folder: Path, tmp_path: Path) -> None:
    loaded(tmp_path / "a.db", folder / "00.txt", folder / "05.txt", jobs=1)
    reports, _ = loaded(tmp_path / "a.db", folder, folder / ".." / "files" / "06.txt", jobs=2)
    assert [r.path.name for r in reports if r.outcome == "unchanged"] == ["00.txt", "05.txt", "06.txt"]
    assert sum(report.outcome == "read" for report in reports) == 12


def test_where_processes_cannot_be_forked_they_start_afresh(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, wanted = loaded(tmp_path / "1.db", folder / "00.txt", folder / "01.txt", jobs=1)
    monkeypatch.setattr(workers, "_WORTH_A_START", 1)
    monkeypatch.setattr(loaders, "read", lambda *_: pytest.fail("was read in this process"))
    ended = threading.Event()
    beside = threading.Thread(target=ended.wait)
    beside.start()
    try:
        _, found = loaded(tmp_path / "2.db", folder / "00.txt", folder / "01.txt", jobs=2)
    finally:
        ended.set()
        beside.join()
    assert found == wanted


def in_a_worker(monkeypatch: pytest.MonkeyPatch, name: str, happens: Callable[[], object]) -> None:
    """Let something happen in place of reading the file `name`, if it is read in another process."""
    read, here = loaders.read, os.getpid()

    def reading(source: Source, model: str | None = None) -> Run:
        if source.name == name and os.getpid() != here:
            happens()
        return read(source, model)

    monkeypatch.setattr(loaders, "read", reading)
    # Threads that other tests left behind would make the processes start afresh, without this patch.
    monkeypatch.setattr(threading, "active_count", lambda: 1)


@on_linux
def test_a_process_that_dies_costs_one_file(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_a_worker(monkeypatch, "04.txt", lambda: os.kill(os.getpid(), signal.SIGKILL))
    (folder / "07.bad.txt").unlink()
    (folder / "08.bad.jsonl").unlink()
    done = invoke("load", str(folder), "--store", str(tmp_path / "a.db"), "--jobs", "2")
    assert done.exit_code == 3
    [complaint] = [line for line in done.stderr.splitlines() if line.startswith("histgraph:")]
    assert complaint.startswith(f"histgraph: {folder / '04.txt'}: the process that read it died")
    assert "13 files read, 1 not read" in done.stderr
    monkeypatch.undo()
    reports, found = loaded(tmp_path / "a.db", folder, jobs=2)
    assert [r.path.name for r in reports if r.outcome != "unchanged"] == ["04.txt"]
    assert found == loaded(tmp_path / "1.db", folder, jobs=1)[1]


@on_linux
def test_processes_may_die_one_after_the_other(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_a_worker(monkeypatch, "twin.txt", lambda: os._exit(3))
    for number in range(6):
        in_a_worker(monkeypatch, f"{number:02}.txt", lambda: os._exit(3))
    reports, _ = loaded(tmp_path / "a.db", folder, jobs=2)
    died = [report.path.name for report in reports if "(exit code 3)" in str(report.error)]
    assert died == [*(f"{number:02}.txt" for number in range(6)), "twin.txt"]


@on_linux
def test_where_no_process_can_be_had_all_is_read_here(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wanted: str
) -> None:
    def refuse() -> int:
        raise OSError("no more processes")

    monkeypatch.setattr(os, "fork", refuse)
    assert loaded(tmp_path / "a.db", folder, jobs=2)[1] == wanted


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_fault_of_the_reader_costs_one_file(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: int
) -> None:
    def stumble(source: Source, model: str | None = None) -> Run:
        return {}[source.name] if source.name == "02.txt" else read(source, model)

    read = loaders.read
    monkeypatch.setattr(loaders, "read", stumble)
    reports, _ = loaded(tmp_path / "a.db", folder / "01.txt", folder / "02.txt", folder / "03.txt", jobs=jobs)
    assert [report.outcome for report in reports] == ["read", "failed", "read"]
    assert "02.txt: the reader failed: KeyError '02.txt' at test_load_jobs.py:" in str(reports[1].error)


def members(group: int) -> list[int]:
    """Processes of a group that still run."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            state, _, of, *_ = stat.read_text().rpartition(")")[2].split()
            if int(of) == group and state != "Z":
                found.append(int(stat.parent.name))
    return found


@pytest.fixture
def halfway(folder: Path, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """A load with two readers, some files behind it, held up by a pipe that nobody writes to."""
    os.mkfifo(folder / "11.held.txt")
    process = subprocess.Popen(
        command("load", str(folder), "--store", "a.db", "--jobs", "2"),
        cwd=tmp_path,
        env={**os.environ, "PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    )
    try:
        assert process.stdout is not None
        assert process.stdout.readline().startswith("00.txt: ")
        assert len(members(process.pid)) == 3
        yield process
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def goes_on(tmp_path: Path, folder: Path, behind: int, wanted: str) -> None:
    """Running the command again reads what is left, and all is as if nothing had happened."""
    (folder / "11.held.txt").unlink()
    done = run("load", str(folder), "--store", "a.db", "--jobs", "2", folder=tmp_path)
    assert done.returncode == 3  # for the two bad files
    unchanged = done.stdout.count(": unchanged\n")
    assert behind <= unchanged < 14
    assert invoke("verify", "--store", str(tmp_path / "a.db")).exit_code == 0
    with EmbeddedStore(tmp_path / "a.db") as graph:
        found = jsonl(graph)
    assert found == wanted


def all_gone(group: int) -> bool:
    end = time.monotonic() + _PATIENCE
    while members(group) and time.monotonic() < end:
        time.sleep(0.05)
    return not members(group)


@on_linux
def test_ctrl_c_keeps_what_was_read_and_the_command_goes_on_from_there(
    halfway: subprocess.Popen[str], folder: Path, tmp_path: Path, wanted: str
) -> None:
    os.killpg(halfway.pid, signal.SIGINT)
    out, err = halfway.communicate(timeout=_PATIENCE)
    assert halfway.returncode == 130
    behind = 1 + len(out.splitlines())
    complaints = [line for line in err.splitlines() if ".bad." not in line]
    assert len(complaints) == 1
    assert complaints[0].startswith("histgraph: interrupted: ")
    assert complaints[0].endswith("kept; the same command goes on from there")
    assert all_gone(halfway.pid)
    goes_on(tmp_path, folder, behind, wanted)


@on_linux
def test_a_load_that_is_killed_leaves_no_process_and_no_half_document(
    halfway: subprocess.Popen[str], folder: Path, tmp_path: Path, wanted: str
) -> None:
    halfway.kill()
    out, _ = halfway.communicate(timeout=_PATIENCE)
    assert all_gone(halfway.pid)
    goes_on(tmp_path, folder, 1 + len(out.splitlines()), wanted)


@on_linux
def test_a_terminal_shows_how_far_it_is(folder: Path, tmp_path: Path) -> None:
    screen = Terminal("load", str(folder), "--jobs", "2", folder=tmp_path, kind="xterm")
    try:
        shown, code = screen.rest()
    finally:
        screen.close()
    assert code == 3
    assert " 0/16 " in shown
    assert " 15/16 " in shown
    assert " files/s " in shown
    assert " left " in shown
    lines = [line.rpartition("\r\x1b[K")[2] for line in shown.split("\r\n")]
    assert [line for line in lines if "/16" in line] == []  # no trace of it stays


@on_linux
def test_ctrl_c_at_a_terminal_is_one_line(folder: Path, tmp_path: Path) -> None:
    os.mkfifo(folder / "11.held.txt")
    screen = Terminal("load", str(folder), "--jobs", "2", folder=tmp_path, kind="xterm")
    try:
        screen.wait_for("02.txt: ")
        screen.type("\x03")
        shown, code = screen.rest()
    finally:
        screen.close()
    assert code == 130
    assert shown.count("interrupted") == 1
    assert "Traceback" not in shown


def test_a_pipe_gives_a_text_and_gets_no_bar(folder: Path, tmp_path: Path) -> None:
    files = [str(folder / name) for name in ("00.txt", "01.txt", "02.txt")]
    done = run("load", files[0], "-", *files[1:], "--jobs", "2", folder=tmp_path, standard_input=text(7))
    assert (done.returncode, done.stderr.splitlines()[0][:12]) == (0, "4 files read")
    assert [line.partition(":")[0] for line in done.stdout.splitlines()] == [
        "00.txt",
        "-",
        "01.txt",
        "02.txt",
    ]


def test_an_explanation_needs_no_processes(folder: Path, tmp_path: Path) -> None:
    done = run("load", "--explain", str(folder / "00.txt"), "--jobs", "2", folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "RECOGNIZED: recognize" in " ".join(done.stdout.split())  # however wide the terminal
