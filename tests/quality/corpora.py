"""The texts that the reader is measured on, and how: annotated ones, and articles with dated headings.

How to add one: a function that gives a Corpus (or another Measured) and its name in `corpora()`; then run
`python tests/quality/raise_floors.py`.
"""

from __future__ import annotations

import hashlib
import json
import random
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from graph.evaluate import Gold, Report, Row, micro, rows_of_run, score
from graph.model import Run
from loaders import read

Reading = Callable[[Path], Run]
HERE = Path(__file__).resolve().parent
HELD_OUT = 6  # essays that nobody looks at while rules are written


class Measured(Protocol):
    """Something that the reader is measured on."""

    @property
    def name(self) -> str: ...
    def fingerprint(self) -> str:
        """Changes with every byte of the texts and the golds: figures of other texts are no measure."""

    def figures(self, read: Reading = read) -> dict[str, float]:
        """Figures between 0 and 1, the higher the better, of what `read` makes of the texts."""


FIGURES: Mapping[str, Callable[[Report], float]] = {
    "entity F1": lambda report: report.entity.f1,
    "entity recall": lambda report: report.entity.recall,
    "pair F1": lambda report: report.pair.f1,
    "edge_lenient F1": lambda report: report.edge_lenient.f1,
    "edge_lenient precision": lambda report: report.edge_lenient.precision,
    "edge_strict F1": lambda report: report.edge_strict.f1,
    "date": lambda report: _share_of_dates(report.date, "exact", "compatible"),
    "date exact": lambda report: _share_of_dates(report.date, "exact"),
}


def _share_of_dates(date: Mapping[str, int], *good: str) -> float:
    """Dates as good as that among the matched edges that the gold dates."""
    dated = sum(date[key] for key in ("exact", "compatible", "missing", "wrong"))
    return sum(date[key] for key in good) / dated if dated else 0.0


def fingerprint(paths: list[Path]) -> str:
    together = hashlib.sha256()
    for path in sorted(paths, key=lambda path: path.name):
        content = path.read_bytes()
        together.update(f"{path.name} {len(content)}\n".encode())
        together.update(content)
    return together.hexdigest()[:16]


@dataclass(frozen=True)
class Corpus:
    """Texts that are measured together, each with its gold."""

    name: str
    golds: tuple[Gold, ...]
    sources: tuple[Path, ...]

    def fingerprint(self) -> str:
        return fingerprint([*self.sources, *(gold.text for gold in self.golds)])

    def report(self, read: Reading = read) -> Report:
        """All its texts, measured as one."""
        return micro([score(gold, rows_of_run(read(gold.text))) for gold in self.golds])

    def figures(self, read: Reading = read) -> dict[str, float]:
        report = self.report(read)
        return {name: round(figure(report), 4) for name, figure in FIGURES.items()}


@dataclass(frozen=True)
class CountryArticles:
    """Articles whose headings, taken out of the texts, name the year of a recognition, a break, an embassy.

    The measure is that of `tools/headings.py` beside the texts.
    """

    shared: Path
    name: str = "country articles"

    @property
    def texts(self) -> list[Path]:
        return sorted((self.shared / "corpora" / "rdcr" / "texts").glob("*.txt"))

    @property
    def headings(self) -> Path:
        return self.shared / "corpora" / "rdcr" / "headings.jsonl"

    def fingerprint(self) -> str:
        return fingerprint([self.headings, *self.texts])

    def figures(self, read: Reading = read) -> dict[str, float]:
        with tempfile.TemporaryDirectory() as folder:
            rows = Path(folder) / "rows.jsonl"
            rows.write_text("".join(f"{json.dumps(row)}\n" for row in self._rows(read)), encoding="utf-8")
            return dict(_told(self._measured(rows)))

    def _rows(self, read: Reading) -> Iterator[dict[str, object]]:
        for text in self.texts:
            for row in rows_of_run(read(text)):
                yield _flat(row, text.name)

    def _measured(self, rows: Path) -> str:
        tool = self.shared / "tools" / "headings.py"
        command = [
            sys.executable,
            str(tool),
            "score",
            str(self.headings),
            str(rows),
            str(self.texts[0].parent),
        ]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def _flat(row: Row, document: str) -> dict[str, object]:
    return {
        "document": document,
        "source_name": row.source[0],
        "source_aliases": row.source[1:],
        "type": row.type,
        "target_name": row.target[0],
        "target_aliases": row.target[1:],
        "start": row.start,
        "modality": row.modality,
    }


def _told(printed: str) -> Iterator[tuple[str, float]]:
    """The figures out of what the tool prints: each type's recall and precision, and the recall of all."""
    for line in printed.splitlines():
        for figure, right, of in re.findall(r"(recall|precision) (\d+)/(\d+)", line):
            yield f"{line.split()[0]} {figure}", round(int(right) / max(int(of), 1), 4)
        if line.startswith("all recall"):
            yield "all recall", float(line.split()[-1])


def packaged() -> Corpus:
    """The texts that the package carries."""
    return _corpus("packaged", sorted((HERE / "gold").glob("*.yaml")))


def seeds(shared: Path) -> Corpus:
    """The two documents that lie beside the checkout."""
    return _corpus(
        "seeds", [shared / "gold" / f"{path.stem}.yaml" for path in (shared / "seeds").glob("*.txt")]
    )


def essays(shared: Path) -> tuple[Corpus, Corpus]:
    """Essays to learn from, and those held out: measured, never looked at while rules are written."""
    folder = shared / "gold" / "milestones"
    names = sorted(path.name for path in folder.glob("*.yaml"))
    held_out = random.Random(1945).sample(names, HELD_OUT)
    learning = [folder / name for name in names if name not in held_out]
    return _corpus("essays", learning), _corpus("held-out essays", [folder / name for name in held_out])


def more_essays(shared: Path) -> Corpus:
    """Essays beside the checkout whose annotation lies here."""
    found = _corpus("more essays", sorted((HERE / "gold" / "milestones").glob("*.yaml")))
    texts = shared / "corpora" / "milestones"
    return replace(found, golds=tuple(replace(gold, text=texts / gold.text.name) for gold in found.golds))


def corpora(shared: Path) -> list[Measured]:
    """All that can be measured here; without the folder `shared`, the packaged texts alone."""
    if not shared.is_dir():
        return [packaged()]
    return [packaged(), seeds(shared), *essays(shared), more_essays(shared), CountryArticles(shared)]


def _corpus(name: str, sources: list[Path]) -> Corpus:
    ordered = tuple(sorted(sources))
    return Corpus(name, tuple(map(Gold.load, ordered)), ordered)
