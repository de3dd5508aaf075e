"""Raise the floors of `floors.json` to what the reader reaches now: `python tests/quality/raise_floors.py`.

Floors only go up: a figure below its floor stops the script, and nothing is written.  `--show NAME…` measures
the corpora of those names (all, without names) and writes nothing.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))  # run as a script, it finds its neighbour

from quality.corpora import corpora  # noqa: E402
from shared_folder import shared_folder  # noqa: E402

FLOORS = HERE / "floors.json"
# Short texts are read without a false edge by luck too: a floor of 1 would forbid finding more.
CEILINGS = {"edge_lenient precision": 0.95}
STEP = 1000  # floors are kept in thousandths, rounded down


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


def show(names: list[str]) -> int:
    for corpus in corpora(shared_folder()):
        if not names or corpus.name in names:
            for name, value in corpus.figures().items():
                print(f"{corpus.name}: {name} {value:.4f}")
    return 0


def main() -> int:
    floors, fallen = kept(), False
    for corpus in corpora(shared_folder()):
        old, figures = floors.get(corpus.name, {}).get("floors", {}), corpus.figures()
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
    sys.exit(show(sys.argv[2:]) if "--show" in sys.argv[1:2] else main())
