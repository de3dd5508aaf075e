"""The gold file: which entities a text names and which statements it makes, as annotated."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.errors import BadInput
from graph.measures.records import GoldStatement
from graph.names import fold


@dataclass(frozen=True)
class Gold:
    """The annotation of one text.  `names` maps a folded name to the entities that it can mean."""

    name: str
    text: Path
    names: Mapping[str, frozenset[str]]
    statements: tuple[GoldStatement, ...]

    @classmethod
    def load(cls, path: Path) -> Gold:
        """Read a gold file (YAML: `text`, `entities`, `statements`); BadInput if it is none."""
        raw = _yaml(path)
        try:
            statements = tuple(_statement(s) for s in raw["statements"])
            return cls(path.stem, path.parent / raw["text"], _names(raw["entities"]), statements)
        except (KeyError, TypeError, ValueError) as error:
            problem = f"{type(error).__name__} {error}"
            raise BadInput(
                f"{path}: not a gold file ({problem})", hint="it has text, entities and statements"
            ) from error

    @property
    def document(self) -> str:
        """The file name by which exports and stores know the text."""
        return self.text.name

    def look_up(self, names: Sequence[str]) -> frozenset[str]:
        """The entities a node can be: by its own name, and only if that is unknown by its aliases."""
        own = self.names.get(fold(names[0]))
        return own or frozenset().union(*(self.names.get(fold(name), frozenset()) for name in names[1:]))


def _yaml(path: Path) -> Any:
    import yaml  # noqa: PLC0415  only measuring needs it

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=loader)
    except OSError as error:
        raise BadInput(f"{path}: cannot be read ({error.strerror})") from error
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        raise BadInput(f"{path}: not a YAML file") from error


def _names(raw: Iterable[Mapping[str, Any]]) -> dict[str, frozenset[str]]:
    names: dict[str, frozenset[str]] = {}
    for entity in raw:
        for name in (entity["name"], *entity.get("aliases", ()), *entity.get("metonyms", ())):
            names[fold(name)] = names.get(fold(name), frozenset()) | {entity["id"]}
    return names


def _statement(raw: Mapping[str, Any]) -> GoldStatement:
    return GoldStatement(
        source=raw["source"],
        type=raw["type"],
        target=raw["target"],
        start=_date(raw["start"]),
        end=_date(raw["end"]),
        span=(int(raw["char_start"]), int(raw["char_end"])),
        modality=raw["modality"],
        core=bool(raw["core"]),
        alternatives=tuple((source, kind, target) for source, kind, target in raw.get("alt", ())),
    )


def _date(raw: object) -> str | None:
    """YAML makes a number of 1950 and a date of 1950-01-31: back to text."""
    return None if raw is None else str(raw)
