"""Which date of a sentence belongs to which relation: none that is a stranger's."""

from __future__ import annotations

from datetime import date

import pytest

from graph.model import Document
from loaders.article import Reader
from loaders.dating import UNDATED, Dating


def dates(text: str) -> dict[str, tuple[str | None, str | None, str]]:
    """Start, end and origin of the date of each relation of a text."""
    reader = Reader(Document("scope", "scope.txt", text=text))
    return {r.type: (r.start, r.end, r.date_from) for r in reader.readings()}


@pytest.mark.parametrize(
    ("text", "type_", "start", "end", "origin"),
    [
        ("In 1956 France and Britain attacked Egypt.", "INVADED", "1956", None, "stated"),
        ("Iraq attacked Iran in 1980 and left OPEC.", "WITHDREW_FROM", None, None, "none"),
        ("In 1980 Iraq attacked Iran and left OPEC.", "WITHDREW_FROM", "1980", None, "stated"),
        ("Iraq, which attacked Iran in 1980, left OPEC.", "WITHDREW_FROM", None, None, "none"),
        ("Iraq left OPEC, and in 1980 it attacked Iran.", "WITHDREW_FROM", None, None, "none"),
        ("In 1980 Iraq wanted to attack Iran.", "INVADED", "1980", None, "stated"),
        ("Britain signed the Treaty of Rome of 1957.", "PARTY_TO", None, None, "none"),
        ("Iraq began its invasion of Iran in 1980.", "INVADED", "1980", None, "stated"),
        ("The outbreak of war between Iran and Iraq in 1980 shocked many.", "FOUGHT", "1980", None, "stated"),
        ("France ruled Algeria from 1830, and until 1962.", "RULED", "1830", "1962", "stated"),
        (
            "Iraq attacked Iran in September 1980. In October it left OPEC.",
            "WITHDREW_FROM",
            "1980-10",
            None,
            "carried",
        ),
        (
            "Iraq attacked Iran in 1980. Two years later it left OPEC.",
            "WITHDREW_FROM",
            "1982",
            None,
            "relative",
        ),
        ("Under Brezhnev the Soviet Union aided Syria.", "AIDED", None, None, "era"),
        (
            "In May 1940 the OAS, now called the Andean Union, joined OPEC.",
            "RENAMED_TO",
            "../1940-05",
            None,
            "stated",
        ),
        (
            "In May 1940 the OAS, now called the Andean Union, joined OPEC.",
            "JOINED",
            "1940-05",
            None,
            "stated",
        ),
    ],
)
def test_a_relation_has_its_own_date_or_its_clauses(
    text: str, type_: str, start: str | None, end: str | None, origin: str
) -> None:
    assert dates(text)[type_] == (start, end, origin)


@pytest.mark.parametrize(
    ("dating", "day"),
    [
        (UNDATED, None),
        (Dating("1950-01-31"), "1950-01-31"),
        (Dating("../1930"), "1930-12-31"),
        (Dating(None, "1930"), "1930-01-01"),
    ],
)
def test_a_day_of_a_date_chooses_between_actors(dating: Dating, day: str | None) -> None:
    assert dating.day == (date.fromisoformat(day).toordinal() if day else None)
