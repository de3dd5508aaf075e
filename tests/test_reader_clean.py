"""What is prose in a text and what is not; repairs that leave every offset as it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.clean import blocks, repairs

PROSE = "In 1961 a wall rose in Berlin, and nobody took it down for long."

NOT_PROSE = {
    "title": ("The Berlin Wall", "heading"),
    "Markdown title": ("# The Berlin Wall was built by East Germany in 1961.", "heading"),
    "date of the page": ("views updated May 14 2018", "chrome"),
    "cookies": ("We use cookies so that France and Spain know you visited Italy.", "chrome"),
    "copyright": ("© 2011 Poland invaded nobody Ltd.", "chrome"),
    "log in": ("Log in to see how Iraq invaded Kuwait.", "chrome"),
    "entry with the year in brackets": (
        "Mason, Anna. (1999). How France Recognized Algeria. Leeds: Quay Press.",
        "bibliography",
    ),
    "entry with the year at its end": (
        "Mason, Anna. How France Recognized Algeria. Leeds: Quay Press, 1999.",
        "bibliography",
    ),
    "see also": ("See also: France invades Spain; Italy annexes Albania.", "bibliography"),
    "heading of the list": ("Further Reading", "bibliography"),
    "name of an author": ("Stella Q. Marsh", "heading"),
}


@pytest.mark.parametrize(("line", "kind"), NOT_PROSE.values(), ids=NOT_PROSE)
def test_what_is_no_prose(line: str, kind: str) -> None:
    found = blocks(f"{PROSE}\n\n{line}\n\n{PROSE}")
    assert [block.kind for block in found] == ["prose", kind, "prose"]


@pytest.mark.parametrize(
    "line",
    [
        "Iraq invaded Kuwait.",
        "Prussia competed with Austria.",
        "Who won? Japan did, as all could see.",
        "He said: “France has lost a battle.”",
        "- In 1961 a wall rose in Berlin.",
    ],
)
def test_a_sentence_is_prose(line: str) -> None:
    assert [block.kind for block in blocks(line)] == ["prose"]


@pytest.mark.parametrize(
    "line", ["Treaty of Versailles.", "Stella Q. Marsh.", "Berlin", "Aftermath of the war."]
)
def test_a_few_words_with_a_full_stop_are_no_sentence(line: str) -> None:
    assert [block.kind for block in blocks(line)] == ["heading"]


def test_an_author_is_one_only_behind_a_list_of_books() -> None:
    text = "Mason, Anna. (1999). Walls. Leeds: Quay Press.\nStella Q. Marsh\n\nThe wall of 1961\n\n" + PROSE
    assert [block.kind for block in blocks(text)] == ["bibliography", "bibliography", "heading", "prose"]


def test_a_heading_may_run_into_its_paragraph() -> None:
    text = "WALLS, HISTORY OF. In 1961 a wall rose in Berlin."
    heading, prose = blocks(text)
    assert (heading.kind, text[heading.start : heading.end]) == ("heading", "WALLS, HISTORY OF. ")
    assert (prose.kind, text[prose.start : prose.end]) == ("prose", "In 1961 a wall rose in Berlin.")


def test_fields_at_the_head_are_no_prose() -> None:
    text = f"Title: Spain invaded France in the year 1793.\nReference: after A. Mason\n\n{PROSE}"
    assert [block.kind for block in blocks(text)] == ["metadata", "metadata", "prose"]


def test_a_long_paragraph_may_speak_of_cookies() -> None:
    paragraph = f"{PROSE} " * 8 + "Soldiers ate cookies by the wall."
    assert [block.kind for block in blocks(paragraph)] == ["prose"]


@given(st.lists(st.sampled_from([PROSE, "The Wall", "", "  ", "\ufeff", "𝔘 is a letter.", "# H"])), st.data())
def test_blocks_are_in_order_apart_and_trimmed(lines: list[str], data: st.DataObject) -> None:
    text = "".join(line + data.draw(st.sampled_from(["\n", "\r\n", "\n\n"])) for line in lines)
    end = 0
    for block in blocks(text):
        assert end <= block.start < block.end <= len(text)
        inside = text[block.start : block.end]
        assert "\n" not in inside
        assert block.kind == "heading" or inside == inside.strip()
        end = block.end


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("the Soviet Unionwith its allies", "the Soviet Union — with its allies"),
        ("the USSRwas strong", "the USSR — was strong"),
        ("in 19741975 prices rose", "in 1974–1975 prices rose"),
        ("the Reunionwith old friends", "the Reunionwith old friends"),
        ("Sandwith was a general", "Sandwith was a general"),
        ("call 19751974 now", "call 19751974 now"),
        ("number 1975197519", "number 1975197519"),
    ],
)
def test_lost_dashes_are_put_back_only_where_names_or_years_collide(text: str, mended: str) -> None:
    for repair in reversed(repairs(text, {"Union"})):
        text = text[: repair.at] + repair.insert + text[repair.at :]
    assert text == mended
