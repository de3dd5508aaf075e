"""`load --explain`: sentence by sentence, what the reader saw, and why a sentence gave nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import loaders
from graph.cli import explaining_tables, output
from graph.errors import BadInput
from graph.model import Document
from graph.telling import edtf

if TYPE_CHECKING:
    from pathlib import Path

    from loaders.article import Explained, Reader
    from loaders.sentences import Candidate
    from loaders.source import TableOptions

PROSE = ("", ".txt", ".md")


def explain(paths: list[Path], model: str | None, tables: TableOptions) -> None:
    """Explain every text and table; BadInput for the last that is none, when the others are done."""
    refused: BadInput | None = None
    for path in loaders.discover(paths):
        try:
            _explain(path, model, tables)
        except BadInput as error:
            if refused:
                output.complain(str(refused))
            refused = error
    if refused:
        raise refused


def _explain(path: Path, model: str | None, tables: TableOptions) -> None:
    source = loaders.open_source(path, tables)
    if loaders.is_tabular(source):
        explaining_tables.explain(source)
        return
    from loaders.article import Reader  # spaCy comes along

    if path.suffix.lower() not in PROSE:
        raise BadInput(f"{path}: --explain reads prose and tables", hint=".txt, .md, .csv or .tsv")
    reader = Reader(Document(source.digest, source.name, text=source.text()), model)
    sentences = reader.explained()
    output.say(f"# {source.name}")
    for sentence in sentences:
        output.say()
        _sentence(reader, sentence)
    found = sum(len(sentence.candidates) for sentence in sentences)
    silent = sum(not sentence.candidates for sentence in sentences)
    output.say()
    output.say(
        f"{output.count(len(sentences), 'sentence')}, {output.count(found, 'reading')}; {silent} gave nothing"
    )


def _sentence(reader: Reader, sentence: Explained) -> None:
    output.prose(f"[{sentence.start}–{sentence.end}] {reader.text[sentence.start : sentence.end]}")
    if sentence.mentions:
        names = ", ".join(f"{m.text} ({m.kind}, {m.use})" for m in sentence.mentions)
        output.prose(f"names: {names}", "   ", "          ")
    for date in sentence.dates:
        days = edtf(date.start, date.end) if date.start or date.end else "no days of its own"
        output.prose(f"date: “{date.text}” ({date.role}) {days}", "   ", "         ")
    for found in sentence.candidates:
        output.prose(_reading(found), "   ", "     ")
    if sentence.why_nothing:
        output.prose(f"nothing: {sentence.why_nothing}", "   ")


def _reading(found: Candidate) -> str:
    dates = (
        edtf(found.dating.start, found.dating.end) if found.dating.start or found.dating.end else "undated"
    )
    origin = f" ({found.dating.origin})" if dates != "undated" else ""
    ends = f"{found.source} {found.type} {found.target}"
    return f"→ {ends}; {found.modality}; {dates}{origin}; rule {found.rule}"
