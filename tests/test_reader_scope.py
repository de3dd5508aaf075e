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
        ("In 1972 President Richard Nixon visited China.", "LED", None, None, "none"),
        ("In 1936 Iran, which had attacked Iraq, left OPEC.", "INVADED", None, None, "none"),
        ("Having attacked Iraq, Iran left OPEC in 1980.", "INVADED", "../1980", None, "stated"),
        ("After the coup of May 1958 Iraq left OPEC.", "WITHDREW_FROM", "1958-05/..", None, "stated"),
        ("France ended its war with Prussia in 1871.", "FOUGHT", None, "1871", "stated"),
        ("In May 1960 Iran announced that it would leave OPEC.", "WITHDREW_FROM", None, None, "none"),
        (
            "From May 3 to May 9, 1955 Josip Tito visited Poland.",
            "VISITED",
            "1955-05-03/1955-05-09",
            None,
            "stated",
        ),
        (
            "In May 1956 Egypt seized a canal. In response, France attacked Egypt.",
            "INVADED",
            "1956",
            None,
            "carried",
        ),
        ("In May 1956 Egypt seized a canal. France attacked Egypt.", "INVADED", None, None, "none"),
        (
            "In May 1956 Egypt seized a canal.\n\nIn response, France attacked Egypt.",
            "INVADED",
            None,
            None,
            "none",
        ),
        ("After 1954 much changed. France left Laos.", "WITHDREW_FROM", "1954/..", None, "carried"),
        (
            "In May 1956 Egypt fell. Israel's subsequent decade-long occupation of Egypt was costly.",
            "OCCUPIED",
            "1956-05",
            "1966~",
            "relative",
        ),
        (
            "Egypt fell in 1973 behind the 1967 lines. On 5 May Iraq left OPEC.",
            "WITHDREW_FROM",
            "1973-05-05",
            None,
            "carried",
        ),
        (
            "In 1973 Egypt fell. Egypt was founded in 1922. On 5 May Iraq left OPEC.",
            "WITHDREW_FROM",
            None,
            None,
            "none",
        ),
        ("Iraq left OPEC soon after the flood of the delta.", "WITHDREW_FROM", None, None, "none"),
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


def test_each_member_of_a_list_has_the_date_in_its_own_bracket() -> None:
    reader = Reader(Document("x", "x.txt", text="France fought Prussia (1870-71) and Austria (1859)."))
    found = {r.target: r.start for r in reader.readings() if r.type == "FOUGHT"}
    assert set(found.values()) == {"1870", "1859"}
