"""The project's files share no run of eight words with the texts that it reads in development.

A *word* is a run of letters and digits, compared without case; "twenty-first" is two words, "Ho's" is
one.  A *run* is a stretch of words that follow each other in one of our files and of which every eight
in a row also follow each other in one of the shared texts.  Proper names are set aside: a run counts
by its words that are not names, and offends with eight of them or more.  A name is a word with a
capital letter that does not open a sentence, a clause or a line; "of" or "the" inside a long name
still count, which errs on the strict side.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

RUN = 8
ROOT = Path(__file__).resolve().parents[1]
NOT_OURS = {"uv.lock"}
SUFFIXES_READ = {".txt", ".csv", ".jsonl"}

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_OPENS = re.compile(r"(?:^|[.!?:;\n\"“(\[|#>*-])[\s\"“'(\[]*$")


class Word(NamedTuple):
    """One word, folded; `name` says that it is set aside as part of a proper name."""

    text: str
    name: bool


def words(text: str) -> list[Word]:
    """The words of `text` in order.

    >>> [w.text for w in words("Ho's visit, twenty-first.") if not w.name]
    ["ho's", 'visit', 'twenty', 'first']
    >>> [w.text for w in words("He met Ho Chi Minh.") if w.name]
    ['ho', 'chi', 'minh']
    """
    found = []
    for match in _WORD.finditer(text):
        opens = _OPENS.search(text[max(0, match.start() - 8) : match.start()]) is not None
        word = match[0].replace("’", "'")
        found.append(Word(word.casefold(), word[0].isupper() and not opens))
    return found


def shingles(text: str) -> Iterator[str]:
    """Every eight words in a row."""
    plain = [word.text for word in words(text)]
    for at in range(len(plain) - RUN + 1):
        yield " ".join(plain[at : at + RUN])


def shared_runs(text: str, theirs: frozenset[str]) -> list[str]:
    """The offending runs of `text`: those with at least eight words that are not names."""
    ours = words(text)
    hits = [at for at, shingle in enumerate(shingles(text)) if shingle in theirs]
    runs: list[list[int]] = []
    for at in hits:
        if runs and at == runs[-1][1] + 1:
            runs[-1][1] = at
        else:
            runs.append([at, at])
    stretches = [ours[first : last + RUN] for first, last in runs]
    return [
        " ".join(word.text for word in stretch)
        for stretch in stretches
        if sum(not word.name for word in stretch) >= RUN
    ]


def tracked() -> list[Path]:
    """Files that git has or would take, in order."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("not a git checkout: no list of the project's files")
    names = sorted(set(listed.stdout.decode().split("\0")) - {""} - NOT_OURS)
    return [ROOT / name for name in names if (ROOT / name).is_file()]


def text_of(path: Path) -> str | None:
    """The text of `path`, None for a file that is not UTF-8 text (a picture)."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return None


@pytest.fixture(scope="module")
def theirs(shared: Path) -> frozenset[str]:
    folders = [shared / "seeds", shared / "corpora"]
    paths = sorted(p for folder in folders for p in folder.rglob("*") if p.suffix in SUFFIXES_READ)
    assert paths, f"no texts in {shared}"
    return frozenset(s for path in paths for s in shingles(path.read_text(encoding="utf-8")))


def test_no_file_shares_a_run_of_eight_words(theirs: frozenset[str]) -> None:
    offending = [
        f"{path.relative_to(ROOT)}: {run}"
        for path in tracked()
        if (text := text_of(path)) is not None
        for run in shared_runs(text, theirs)
    ]
    assert not offending, "say it in your own words:\n" + "\n".join(offending)


THEIRS = frozenset(
    shingles("In 1850 the old king of the hills gave way to Anna Maria Luisa de Vega y Rocas.")
)


def test_a_copied_run_is_found_whatever_its_case_and_punctuation() -> None:
    assert shared_runs("Then THE old-king of the hills, gave way to nobody.", THEIRS) == [
        "the old king of the hills gave way to"
    ]


def test_seven_words_are_nobodys() -> None:
    assert shared_runs("So the old king of the hills gave up.", THEIRS) == []


def test_proper_names_do_not_count() -> None:
    assert shared_runs("It came to Anna Maria Luisa de Vega y Rocas at last.", THEIRS) == []
