"""Raise the floors of `floors.json` to what the reader reaches now: `python tests/quality/raise_floors.py`.

Floors only go up: a figure below its floor stops the script, and nothing is written.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.evaluate import Gold, Report, micro, rows_of_run, score
from loaders import read

HERE = Path(__file__).resolve().parent
FLOORS = HERE / "floors.json"
# Short texts are read without a false edge by luck too: a floor of 1 would forbid finding more.
CEILINGS = {"edge_lenient precision": 0.95}
STEP = 1000  # floors are kept in thousandths, rounded down

FIGURES: Mapping[str, Callable[[Report], float]] = {
    "entity F1": lambda report: report.entity.f1,
    "entity recall": lambda report: report.entity.recall,
    "pair F1": lambda report: report.pair.f1,
    "edge_lenient F1": lambda report: report.edge_lenient.f1,
    "edge_lenient precision": lambda report: report.edge_lenient.precision,
    "edge_strict F1": lambda report: report.edge_strict.f1,
    "date": lambda report: _share_of_dates(report.date),
}


def _share_of_dates(date: Mapping[str, int]) -> float:
    """Exact or compatible dates among the matched edges that the gold dates."""
    dated = sum(date[key] for key in ("exact", "compatible", "missing", "wrong"))
    return (date["exact"] + date["compatible"]) / dated if dated else 0.0


@dataclass(frozen=True)
class Corpus:
    """Texts that are measured together, each with its gold."""

    name: str
    golds: tuple[Gold, ...]
    sources: tuple[Path, ...]

    def fingerprint(self) -> str:
        """Changes with every byte of the texts and the golds: figures of other texts are no measure."""
        together = hashlib.sha256()
        for path in sorted((*self.sources, *(gold.text for gold in self.golds)), key=lambda path: path.name):
            content = path.read_bytes()
            together.update(f"{path.name} {len(content)}\n".encode())
            together.update(content)
        return together.hexdigest()[:16]

    def report(self) -> Report:
        """All its texts, read anew and measured as one."""
        return micro([score(gold, rows_of_run(read(gold.text))) for gold in self.golds])

    def figures(self) -> dict[str, float]:
        report = self.report()
        return {name: round(figure(report), 4) for name, figure in FIGURES.items()}


def packaged() -> Corpus:
    """The texts that the package carries."""
    return _corpus("packaged", sorted((HERE / "gold").glob("*.yaml")))


def seeds(shared: Path) -> Corpus:
    """The two documents that lie beside the checkout."""
    return _corpus(
        "seeds", [shared / "gold" / f"{path.stem}.yaml" for path in (shared / "seeds").glob("*.txt")]
    )


def _corpus(name: str, sources: list[Path]) -> Corpus:
    ordered = tuple(sorted(sources))
    return Corpus(name, tuple(map(Gold.load, ordered)), ordered)


def kept() -> dict[str, Any]:
    """What `floors.json` says: for each corpus its fingerprint and its floors."""
    loaded: dict[str, Any] = json.loads(FLOORS.read_text(encoding="utf-8"))
    return loaded


def below(figures: Mapping[str, float], floors: Mapping[str, float]) -> dict[str, str]:
    """The figures that lie below their floors, with both numbers."""
    return {
        name: f"{figures.get(name, 0.0):.4f} is below its floor {floor:.3f}"
        for name, floor in sorted(floors.items())
        if figures.get(name, 0.0) < floor
    }


def raised(figures: Mapping[str, float], floors: Mapping[str, float]) -> dict[str, float]:
    """New floors, none lower than the old one and none above its ceiling."""
    return {
        name: max(floors.get(name, 0.0), min(int(value * STEP) / STEP, CEILINGS.get(name, 1.0)))
        for name, value in figures.items()
    }


def main() -> int:
    shared = Path(os.environ.get("HISTGRAPH_SHARED") or HERE.parents[2] / "shared")
    corpora = [packaged(), seeds(shared)] if shared.is_dir() else [packaged()]
    floors, fallen = kept(), False
    for corpus in corpora:
        old, figures = floors[corpus.name]["floors"], corpus.figures()
        for name, problem in below(figures, old).items():
            print(f"{corpus.name}: {name} {problem}")
            fallen = True
        floors[corpus.name] = {"fingerprint": corpus.fingerprint(), "floors": raised(figures, old)}
        for name, value in figures.items():
            print(f"{corpus.name}: {name} {value:.4f}, floor {floors[corpus.name]['floors'][name]:.3f}")
    if fallen:
        print("floors only go up: nothing was written")
        return 1
    FLOORS.write_text(json.dumps(floors, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
