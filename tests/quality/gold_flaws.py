"""What is wrong with a gold file: form first, then how it lies on its text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from graph.errors import BadDate
from graph.model import KINDS, MODALITIES
from graph.relations import relations
from graph.when import When, validate

Raw = Mapping[str, Any]
ENDS_SENTENCE = (".", "!", "?", "”", "’", ")", ":")


def text_of(gold: Raw, path: Path, shared: Path) -> Path:
    """The text of the gold file at `path`; one in the folder `shared` is found wherever that folder is."""
    named = Path(gold["text"])
    if "shared" not in named.parts:
        return path.parent / named
    return shared.joinpath(*named.parts[named.parts.index("shared") + 1 :])


def form(gold: Raw) -> list[str]:
    """Unknown ids, kinds, types and modalities, dates that are no EDTF, rows said twice."""
    kinds = {entity["id"]: entity["kind"] for entity in gold["entities"]}
    ids = Counter(entity["id"] for entity in gold["entities"])
    flaws = [f"entity {name} comes twice" for name, count in ids.items() if count > 1]
    flaws += [f"{name}: unknown kind {kind}" for name, kind in kinds.items() if kind not in KINDS]
    for row in gold["statements"]:
        flaws += [f"{_told(row)}: {flaw}" for flaw in (*_readings(row, kinds), *_manner(row))]
    rows = Counter(
        (_told(row), row["char_start"], row["start"], row["modality"]) for row in gold["statements"]
    )
    return flaws + [f"{key[0]} at {key[1]} comes twice" for key, count in rows.items() if count > 1]


def on_text(gold: Raw, text: str) -> list[str]:
    """Names that the text lacks, spans that are no sentence of it.

    Only what a core statement is about needs a name there: "the withdrawal" may be one for the annotator.
    """
    flaws = []
    for entity in gold["entities"]:
        names = (*entity["aliases"], *entity["metonyms"])
        flaws += [f"{entity['id']}: the text lacks {name!r}" for name in names if name not in text]
        if entity["core"] and not any(name in text for name in (entity["name"], *entity["aliases"])):
            flaws.append(f"{entity['id']}: the text does not name it")
    spans = sorted({(row["char_start"], row["char_end"]) for row in gold["statements"]})
    return flaws + [f"no sentence at {span}" for span in spans if not _is_sentence(text, *span)]


def _told(row: Raw) -> str:
    return f"{row['source']} {row['type']} {row['target']}"


def _readings(row: Raw, kinds: Mapping[str, str]) -> Iterator[str]:
    for source, name, target in [(row["source"], row["type"], row["target"]), *row.get("alt", ())]:
        if source == target:
            yield f"{source} is both ends"
        if lost := sorted({source, target} - kinds.keys()):
            yield f"unknown entity {lost}"
        elif name not in relations():
            yield f"unknown type {name}"
    if row["type"] in relations() and {row["source"], row["target"]} <= kinds.keys():
        yield from _ends(row, kinds)


def _ends(row: Raw, kinds: Mapping[str, str]) -> Iterator[str]:
    """Kinds that the type does not take.  Another reading may be looser: nobody has to give it."""
    found, source, target = relations()[row["type"]], row["source"], row["target"]
    if kinds[source] not in found.source_kinds:
        yield f"{source}, a {kinds[source]}, cannot be the source of {found.type}"
    if kinds[target] not in found.target_kinds:
        yield f"{target}, a {kinds[target]}, cannot be the target of {found.type}"


def _manner(row: Raw) -> Iterator[str]:
    if row["modality"] not in MODALITIES:
        yield f"unknown modality {row['modality']}"
    if not isinstance(row["core"], bool):
        yield f"core is {row['core']!r}"
    yield from _dates(row["start"], row["end"])
    found = relations().get(row["type"])
    if row["end"] is not None and found is not None and found.aspect == "punctual":
        yield "an act has no end"


@cache
def _dates(start: str | None, end: str | None) -> tuple[str, ...]:
    try:
        validate(start)
        validate(end)
        When.state(start, end)
    except (BadDate, TypeError, AttributeError) as error:
        return (f"not a date: {error}",)
    return ()


def _is_sentence(text: str, start: int, end: int) -> bool:
    """Whether it begins where a line or a sentence does, ends where one ends, and stays within a line."""
    span = text[start:end]
    if not 0 <= start < end <= len(text) or "\n" in span or span.strip() != span:
        return False
    begins = start == 0 or text[start - 1] == "\n" or text[:start].rstrip(" ").endswith(ENDS_SENTENCE)
    ends = end == len(text) or text[end] == "\n" or span.endswith(ENDS_SENTENCE)
    return begins and ends
