"""`histgraph view`: what the page opens on, and what it refuses."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from cli_runs import invoke, statements


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("small.jsonl").write_text(statements(), encoding="utf-8")
    assert invoke("load", "small.jsonl").exit_code == 0
    return tmp_path / "histgraph.db"


def opens(*words: str) -> str:
    """The fragment that the page opens on."""
    result = invoke("view", "page.html", *words)
    assert result.exit_code == 0, result.output
    [found] = re.findall(r'"opens":("[^"]*")', Path("page.html").read_text(encoding="utf-8"))
    return str(json.loads(found))


@pytest.mark.parametrize(
    ("asked", "fragment"),
    [
        ((), ""),
        (("--as-of", "1825"), "from=1825&to=1825"),
        (("--as-of", "1825-02"), "from=1825-02-01&to=1825-02-28"),
        (("--as-of", "182X"), "from=1820&to=1829"),
        (("--as-of", "../1825"), "to=1825"),
        (("--between", "1822-07", "1829"), "from=1822-07-01&to=1829"),
        (("--around", "the liberator"), "around=bolivar"),
        (("--around", "Peru", "--around", "Spain", "--within", "2"), "around=peru&around=spain&within=2"),
        (("--path", "the liberator", "Spain"), "path=bolivar+spain"),
        (("--path", "the liberator", "Spain", "--by", "latest"), "path=bolivar+spain&path-by=latest"),
        (("--around", "Peru", "--as-of", "1826"), "from=1826&to=1826&around=peru"),
    ],
)
def test_it_opens_on_what_was_asked_for(asked: tuple[str, ...], fragment: str) -> None:
    assert opens(*asked) == fragment


@pytest.mark.parametrize(
    ("asked", "code", "words"),
    [
        (("--as-of", "18255"), 2, "--as-of: '18255' is not a date that can be read (accepted: "),
        (("--between", "1829", "1822"), 2, "--between: '1822' lies before '1829' (the earlier one first)"),
        (("--between", "1829", "soon"), 2, "--between: 'soon' is not a date"),
        (("--as-of", "1825", "--between", "1822", "1829"), 2, "--as-of and --between both say what time"),
        (("--by", "latest"), 2, "--by says which paths come first (--path A B asks for some)"),
        (("--path", "Peru", "Spain", "--by", "last"), 2, "--by: 'last' is not accepted (did you mean "),
        (("--path", "Bolivvar", "Spain"), 1, "no actor is called 'Bolivvar' (did you mean Simón Bolívar"),
        (("--path", "Bolívar", "the liberator"), 2, "are the same actor (a path joins two)"),
        (("--around", "Bolivvar"), 1, "no actor is called 'Bolivvar' (did you mean Simón Bolívar"),
    ],
)
def test_what_cannot_be_shown_is_refused_in_one_line(asked: tuple[str, ...], code: int, words: str) -> None:
    result = invoke("view", "page.html", *asked)
    assert (result.exit_code, result.stdout) == (code, "")
    assert words in result.stderr and result.stderr.count("\n") == 1
    assert not Path("page.html").exists()


def test_a_path_can_be_written_as_a_page() -> None:
    result = invoke(
        *("path", "the liberator", "Spain", "--until", "1830", "--undated", "-k", "2", "--view", "p.html"),
        *("--avoid", "Peru", "--by", "latest", "--apart", "--alike", "polarity"),
    )
    assert result.exit_code == 0, result.output
    [found] = re.findall(r'"opens":("[^"]*")', Path("p.html").read_text(encoding="utf-8"))
    expected = (
        "path=bolivar+spain&path-until=1830&path-with=undated+apart&path-steps=4&path-k=2"
        "&path-by=latest&path-alike=polarity&path-avoid=peru"
    )
    assert json.loads(found) == expected
    assert "p.html written" in result.stderr
