"""The articles are measured with the names that they use."""

from __future__ import annotations

from quality.corpora import flat

from graph.evaluate import Row


def row(*target: str) -> Row:
    return Row(source=("Spain",), type="RECOGNIZED", target=target, start="1824", end=None, span=(0, 9))


def test_a_state_goes_by_the_name_that_the_article_has_for_it() -> None:
    state = row("Federal Republic of the Isles", "Isles", "Union of the Isles")
    assert flat(state, "isles.txt", "Spain recognized the Union of the Isles.")["target_name"] == (
        "Union of the Isles"
    )


def test_its_own_name_comes_first() -> None:
    text = "The Isles, or Union of the Isles"
    assert flat(row("Isles", "Union of the Isles"), "isles.txt", text)["target_name"] == "Isles"


def test_the_united_states_keep_their_name() -> None:
    assert flat(row("United States", "U.S."), "isles.txt", "The U.S.")["target_name"] == "United States"


def test_a_state_that_the_article_does_not_name_keeps_its_own_name() -> None:
    assert flat(row("Isles", "Union of the Isles"), "isles.txt", "Spain.")["target_name"] == "Isles"
