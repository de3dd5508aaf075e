"""What a user does wrong ends in one clear line and the right exit code, and leaves the store as it was."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from cli_runs import command, invoke, run, statements

USAGE, INPUT, STORE = 2, 3, 4


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("loaded")
    (folder / "small.jsonl").write_text(statements(), encoding="utf-8")
    assert run("load", "small.jsonl", folder=folder).returncode == 0
    return folder / "histgraph.db"


@pytest.fixture
def store(loaded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small store of its own in the current folder."""
    monkeypatch.chdir(tmp_path)
    return Path(shutil.copy(loaded, tmp_path / "histgraph.db"))


def refused(code: int, *words: str) -> str:
    """The one line with which these words are refused."""
    result = invoke(*words)
    assert result.exit_code == code, result.output
    lines = result.stderr.splitlines()
    assert len(lines) == 1, result.stderr
    assert lines[0].startswith("histgraph: ")
    return lines[0].removeprefix("histgraph: ")


BAD_FILES = {
    "missing.txt": (None, "missing.txt: no such file"),
    "empty.txt": (b"", "empty.txt: the file is empty"),
    "blank.txt": (b" \n\t\n", "blank.txt: the file is empty"),
    "binary.txt": (bytes(range(256)) * 20, "binary.txt: not a text file"),
    "binary.jsonl": (bytes(range(256)) * 20, "binary.jsonl: not a text file"),
    "cut.jsonl": (statements().encode()[:-40], "cut.jsonl:10: "),
    "number.jsonl": (b'{"source": 3}\n', "number.jsonl:1: the source is a JSON object, not 3"),
    "month.jsonl": (
        statements().replace('"1822-07"', '"1822-17"').encode(),
        "month.jsonl:3: '1822-17' is not a date",
    ),
    "columns.csv": (b"a,b\n1,2\n", "columns.csv:1: no column source"),
    "a.pdf": (b"%PDF-1.7 and so on", "files of this kind are not read"),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_is_named_and_changes_nothing(store: Path, name: str) -> None:
    content, complaint = BAD_FILES[name]
    if content is not None:
        Path(name).write_bytes(content)
    before = store.read_bytes()
    assert complaint in refused(INPUT, "load", name)
    assert store.read_bytes() == before
    assert complaint in refused(INPUT, "load", name, "--store", "new.db")
    assert not Path("new.db").exists()


def test_one_bad_file_does_not_stop_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("good.jsonl").write_text(statements(), encoding="utf-8")
    result = invoke("load", "missing.txt", "good.jsonl", "absent.md")
    assert result.exit_code == INPUT
    assert result.stdout == "good.jsonl: 10 readings\n"
    assert result.stderr.splitlines() == [
        "histgraph: missing.txt: no such file",
        "histgraph: absent.md: no such file",
        "1 file read, 2 not read; 10 new readings",
    ]


def _folder(path: Path, _: bytes) -> None:
    path.mkdir()


def _text(path: Path, _: bytes) -> None:
    path.write_text("Notes on a war.\n" * 50, encoding="utf-8")


def _cut(path: Path, whole: bytes) -> None:
    path.write_bytes(whole[: len(whole) // 3])


def _holed(path: Path, whole: bytes) -> None:
    path.write_bytes(whole[:4096] + bytes(len(whole) - 4096))


def _other_program(path: Path, _: bytes) -> None:
    import sqlite3

    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE notes (line TEXT)")
    connection.close()


@pytest.mark.parametrize("make", [_folder, _text, _cut, _holed, _other_program])
@pytest.mark.parametrize(
    "words", [("status",), ("path", "Peru", "Bolivia"), ("load", "small.jsonl"), ("ask", "turned")]
)
def test_what_is_no_store_is_refused_and_left_alone(
    store: Path, make: Callable[[Path, bytes], None], words: tuple[str, ...]
) -> None:
    Path("small.jsonl").write_text(statements().replace("1826", "1827"), encoding="utf-8")
    bad = Path("bad.db")
    make(bad, store.read_bytes())
    before = bad.read_bytes() if bad.is_file() else None
    told = run(*words, "--store", "bad.db", folder=store.parent)
    assert (told.returncode, told.stdout, len(told.stderr.splitlines())) == (STORE, "", 1), told.stderr
    assert told.stderr.startswith("histgraph: bad.db: ")
    assert (bad.read_bytes() if bad.is_file() else None) == before
    assert sorted(path.name for path in Path().iterdir()) == ["bad.db", "histgraph.db", "small.jsonl"]


def test_verify_finds_a_changed_word(store: Path) -> None:
    whole = store.read_bytes()
    at = whole.index(b"at war")
    store.write_bytes(whole[:at] + b"in bed" + whole[at + 6 :])
    result = invoke("verify")
    assert result.exit_code == STORE
    assert result.stdout.splitlines()[1].startswith("changed: readings ")
    assert result.stderr == "histgraph: histgraph.db is not sound: 1 complaint\n"


def test_a_store_that_is_not_there_or_cannot_be_made(store: Path) -> None:
    assert refused(STORE, "status", "--store", "none.db") == (
        "none.db: no store here yet (`histgraph load FILES` makes one, `histgraph tour` an example)"
    )
    Path("small.jsonl").write_text(statements(), encoding="utf-8")
    assert "no such folder as nowhere" in refused(STORE, "load", "small.jsonl", "--store", "nowhere/a.db")
    assert "ftp://" in refused(STORE, "load", "small.jsonl", "--store", "ftp://example.org/a")
    assert sorted(path.name for path in Path().iterdir()) == ["histgraph.db", "small.jsonl"]


def test_an_unwritable_store_is_read_and_not_written(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("more.jsonl").write_text(statements().replace("1826", "1827"), encoding="utf-8")
    allowed = os.access
    monkeypatch.setattr(
        os, "access", lambda path, mode, **more: mode != os.W_OK and allowed(path, mode, **more)
    )
    before = store.read_bytes()
    assert "histgraph.db: cannot be written" in refused(STORE, "load", "more.jsonl")
    assert invoke("path", "Peru", "Bolivia").exit_code == 0
    assert store.read_bytes() == before
    assert sorted(path.name for path in Path().iterdir()) == ["histgraph.db", "more.jsonl"]


@pytest.mark.parametrize(
    ("words", "code", "line"),
    [
        (
            ("path", "Perú", "Boliva"),
            1,
            "no actor is called 'Boliva' (did you mean Bolivia or Simón Bolívar?)",
        ),
        (("show", "Xyzzy"), 1, "no actor is called 'Xyzzy' (`histgraph actors` lists all names)"),
        (("why", "zzz"), 1, "no statement has an id that begins with zzz"),
        (("forget", "nothing.txt"), 1, "nothing.txt"),
        (("path", "Peru", "Spain"), 1, "no path from Peru to Spain within 4 steps (--undated lets undated"),
        (("path", "Bolivar", "the Liberator"), USAGE, "are the same actor, Simón Bolívar"),
        (
            ("path", "Peru", "Bolivia", "--from", "soon"),
            USAGE,
            "--from: 'soon' is not a date that can be read (accepted:",
        ),
        (("path", "Peru", "Bolivia", "--as-of", "1826-13"), USAGE, "--as-of: '1826-13' is not a date"),
        (("path", "Peru", "Bolivia", "--from", "1830", "--until", "1820"), USAGE, "until lies before from"),
        (("path", "Peru", "Bolivia", "--as-of", "1830", "--from", "1820"), USAGE, "exclude each other"),
        (("path", "Peru", "Bolivia", "--family", "conflit"), USAGE, "(did you mean conflict?)"),
        (("path", "Peru", "Bolivia", "--family", "xyz"), USAGE, "(one of diplomacy, "),
        (("path", "Peru", "Bolivia", "--by", "fastst"), USAGE, "(did you mean fastest?)"),
        (("path", "Peru", "Bolivia", "--alike", "kind"), USAGE, "(one of family, polarity)"),
        (("path", "Peru", "Bolivia", "--through", "Spian"), 1, "(did you mean Spain?)"),
        (("path", "Peru", "Bolivia", "--by", "latest", "--any-order"), USAGE, "follow each other"),
        (("path", "Peru", "Bolivia", "--avoid", "Peru"), USAGE, "cannot avoid its own ends"),
        (("relations", "recognised"), USAGE, "unknown relation 'RECOGNISED' (did you mean RECOGNIZED?)"),
        (("ask", "timelin"), USAGE, "no question is called 'timelin' (did you mean timeline?)"),
        (("ask", "timeline", "acter=Peru"), USAGE, "has no parameter 'acter' (did you mean actor?)"),
        (("ask", "timeline", "Peru"), USAGE, "'Peru' is no parameter (parameters are NAME=VALUE"),
        (("ask", "timeline", "actor=Peru", "actor=Spain"), USAGE, "actor is given twice"),
        (("ask", "timeline", "--queries", "nowhere"), INPUT, "nowhere: no such folder"),
        (("export", "out.xyz"), USAGE, "(formats: jsonl, csv, graphml)"),
        (("export", "-"), USAGE, "export to standard output needs --format"),
        (("export", "nowhere/out.csv"), STORE, "nowhere/out.csv: cannot be written"),
        (("evaluate", "nowhere.yaml"), INPUT, "nowhere.yaml"),
    ],
)
def test_mistakes_are_named_with_what_is_accepted(
    store: Path, words: tuple[str, ...], code: int, line: str
) -> None:
    before = store.read_bytes()
    assert line in refused(code, *words)
    assert store.read_bytes() == before


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("pth", "Peru", "Bolivia"), "No such command 'pth'. Did you mean 'path'?"),
        (("path", "Peru"), "Missing argument 'B'."),
        (
            ("path", "Peru", "Bolivia", "--step", "3"),
            "No such option: --step (Possible options: --help, --steps, --store)",
        ),
        (("path", "Peru", "Bolivia", "--steps", "0"), "0 is not in the range 1<=x<=12"),
        (("show", "Peru", "--format", "xml"), "'xml' is not one of 'table', 'json', 'csv', 'markdown'"),
    ],
)
def test_wrong_words_are_usage_errors(store: Path, words: tuple[str, ...], line: str) -> None:
    result = invoke(*words)
    assert result.exit_code == USAGE
    assert line in " ".join(result.stderr.split())


def test_a_pipe_closed_early_is_no_error(store: Path) -> None:
    many = store.parent / "many.jsonl"
    lines = [statements().replace("1826", str(year)) for year in range(1826, 1850)]
    many.write_text("".join(lines), encoding="utf-8")
    assert run("load", "many.jsonl", folder=store.parent).returncode == 0
    for words in (("show", "Bolivia", "-f", "csv"), ("export", "-", "-f", "jsonl"), ("relations",)):
        writer = subprocess.Popen(
            command(*words), cwd=store.parent, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        assert writer.stdout is not None
        assert writer.stderr is not None
        writer.stdout.close()
        assert (writer.stderr.read(), writer.wait(60)) == (b"", 0)
        writer.stderr.close()


def test_an_encoding_without_arrows_is_no_error(store: Path) -> None:
    told = run("path", "Peru", "Bolivia", folder=store.parent, PYTHONUTF8="0", PYTHONIOENCODING="latin-1")
    assert told.returncode == 0, told.stderr
    assert told.stdout.startswith("Peru ? Bolivia")


def test_lines_are_as_wide_as_the_terminal(store: Path) -> None:
    for columns in (50, 80, 400):
        told = run("path", "Bolivar", "New Granada", folder=store.parent, COLUMNS=str(columns)).stdout
        widest = max(map(len, told.splitlines()))
        assert min(columns, 100) - 25 < widest <= min(columns, 100)
