"""`histgraph load` on tables: mappings shown, given and amended; bad rows; what is explained."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_runs import invoke

TABLE = "Guest;Land;Came;Remarks\nAnna Example;France;1950;first\nBob Example;Spain;1.2.1951;second\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "t.csv").write_text(TABLE, encoding="utf-8-sig")
    return tmp_path


def test_a_mapping_is_begun_amended_and_used(folder: Path) -> None:
    draft = invoke("load", "t.csv", "--show-mapping")
    assert draft.exit_code == 0 and not (folder / "histgraph.db").exists()
    assert "# not used: Guest, Land, Came, Remarks" in draft.stdout
    mapping = draft.stdout
    for key, value in (("source", "{Guest}"), ("type", "VISITED"), ("target", "{Land}")):
        assert f'{key} = ""' in mapping
        mapping = mapping.replace(f'{key} = ""', f'{key} = "{value}"')
    (folder / "m.toml").write_text(f'start = "{{Came}}"\n{mapping}', encoding="utf-8")

    refused = invoke("load", "t.csv", "--mapping", "m.toml")
    assert refused.exit_code == 3
    assert refused.stderr.startswith("histgraph: t.csv:3: '1.2.1951' is not a date")
    assert "`dates` in a mapping" in refused.stderr and "--keep-good" in refused.stderr

    kept = invoke("load", "t.csv", "--mapping", "m.toml", "--keep-good")
    assert (kept.exit_code, kept.stdout) == (0, "t.csv: 1 reading\n")
    assert "t.csv: 1 bad row left out, 1 reading kept\n" in kept.stderr

    with (folder / "m.toml").open("a", encoding="utf-8") as file:
        file.write('dates = ["%d.%m.%Y", "%Y"]\n')
    again = invoke("load", "t.csv", "--mapping", "m.toml")
    assert (again.exit_code, again.stdout) == (0, "t.csv: 2 readings, 1 replaced\n")
    assert invoke("load", "t.csv", "--mapping", "m.toml").stdout == "t.csv: unchanged\n"
    shown = invoke("load", "t.csv", "--mapping", "m.toml", "--show-mapping")
    assert shown.stdout == (folder / "m.toml").read_text(encoding="utf-8")
    why = invoke("show", "Bob Example", "--format", "csv").stdout
    assert "1951-02-01" in why


def test_a_table_through_a_pipe(folder: Path) -> None:
    piped = invoke("load", "-", standard_input="who,relation,whom\nAnna Example,visited,France\n")
    assert (piped.exit_code, piped.stdout) == (0, "-: 1 reading\n")
    assert "`histgraph load - --show-mapping`" in piped.stderr


def test_a_table_is_explained(folder: Path) -> None:
    (folder / "u.csv").write_text(
        "who,relation,whom\nAnna Example,visited,France\nX,visited,\n", encoding="utf-8"
    )
    told = invoke("load", "u.csv", "--explain")
    assert told.exit_code == 0 and not (folder / "histgraph.db").exists()
    for words in (
        'source = "{who}"',
        "[line 2] Anna Example,visited,France",
        "→ anna-example VISITED france; asserted; undated",
        "2 rows, 1 of them bad; 2 actors",
        "the gazetteer does not know: Anna Example (1)",
    ):
        assert words in told.stdout
    assert "u.csv:3: it has no target" in told.stderr


@pytest.mark.parametrize(
    ("words", "code", "complaint"),
    [
        (("load", "t.csv"), 3, "t.csv:1: no column source"),
        (("load", "t.csv", "--mapping", "none.toml"), 3, "none.toml: no such file"),
        (("load", "a.jsonl", "--show-mapping"), 2, "--show-mapping: none of these is a table"),
        (("load", "e.csv", "--show-mapping"), 3, "e.csv: needs no mapping"),
        (("load", "e.csv", "--explain"), 3, "e.csv: --explain reads prose and tables"),
    ],
)
def test_refusals(folder: Path, words: tuple[str, ...], code: int, complaint: str) -> None:
    (folder / "a.jsonl").write_text("{}\n", encoding="utf-8")
    (folder / "e.csv").write_text("source,type,target,document,quote\nA,AIDED,B,a,q\n", encoding="utf-8")
    told = invoke(*words)
    assert told.exit_code == code
    assert told.stderr.startswith(f"histgraph: {complaint}")
    assert told.stderr.count("\n") == 1
