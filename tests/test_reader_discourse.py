"""Who "he", "its", "they" and "the two countries" are, by what was named before."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.model import Kind
from loaders.discourse import Discourse
from loaders.mentions import Mention


def mention(name: str, kind: Kind = "State", start: int = 0) -> Mention:
    return Mention(start, start + len(name), name, "name", kind, name)


CASTRO, TITO = mention("Castro", "Person"), mention("Tito", "Person")
CUBA, ANGOLA, CHAD = mention("Cuba"), mention("Angola", start=20), mention("Chad", start=40)
BESIDE_CUBA = mention("Angola", start=9)  # "Cuba and Angola"
NATO = mention("NATO", "Organization")
PACT = mention("Pact", "Agreement")


def discourse(*sentences: list[tuple[Mention, bool]]) -> Discourse:
    """A text of which these sentences have been read (mentions, and whether each was a subject)."""
    made = Discourse()
    for mentions in sentences:
        made.begin_sentence()
        for one, subject in mentions:
            made.note(one, subject=subject)
    return made


def names(mentions: list[Mention]) -> list[str]:
    return [m.text for m in mentions]


@pytest.mark.parametrize(
    ("word", "before", "meant"),
    [
        ("he", [[(CASTRO, True), (CUBA, False)], []], ["Castro"]),
        ("it", [[(CASTRO, True), (CUBA, False)], []], ["Cuba"]),
        ("it", [[(CUBA, True), (ANGOLA, False)], []], ["Cuba"]),
        ("he", [[(TITO, True)], [(CASTRO, True)], []], ["Castro"]),
        ("they", [[(CUBA, True), (BESIDE_CUBA, True), (CHAD, False)], []], ["Cuba", "Angola"]),
        ("they", [[(CUBA, True), (ANGOLA, True)], []], []),  # "Cuba waited while the Angolans fought"
        ("he", [[(CUBA, True)], []], []),
        ("he", [[(CASTRO, True)], [], [], []], []),
        ("it", [[(PACT, True)], []], []),
    ],
)
def test_pronouns(word: str, before: list[list[tuple[Mention, bool]]], meant: list[str]) -> None:
    assert names(discourse(*before).pronoun(word, [], 0)) == meant


def test_its_is_the_subject_of_its_own_clause() -> None:
    text = discourse([(CHAD, True)], [(CUBA, True), (ANGOLA, False)])
    assert names(text.pronoun("its", [CUBA], 30)) == ["Cuba"]


def test_one_person_is_not_they() -> None:
    text = discourse([(CUBA, True), (BESIDE_CUBA, True)], [(CASTRO, True)])
    assert names(text.pronoun("they", [CASTRO], 30)) == ["Cuba", "Angola"]


PEACE, WAR = mention("Treaty of Turin", "Agreement"), mention("Crimean War", "Event")


@pytest.mark.parametrize(
    ("noun", "at", "meant"),
    [
        ("treaty", 30, []),
        ("treaty", 80, ["Treaty of Turin"]),
        ("agreement", 80, ["Treaty of Turin"]),  # the only one nearby
        ("convention", 80, []),  # it is not called so
        ("country", 60, []),  # two in one sentence
        ("country", 20, ["Cuba"]),
        ("organization", 60, ["NATO"]),
        ("alliance", 60, ["NATO"]),
        ("river", 60, []),
    ],
)
def test_a_definite_noun_takes_up_what_stands_before_it(noun: str, at: int, meant: list[str]) -> None:
    treaty = replace(PEACE, start=50, end=65)
    text = discourse([(NATO, True)], [(CUBA, True), (ANGOLA, False), (treaty, False)])
    assert names(text.definite(noun, at)) == meant


def test_the_war_is_not_what_the_text_has_brought_in_without_a_name_since() -> None:
    text = discourse([(WAR, True)], [(CUBA, True)])
    assert names(text.definite("war", 90)) == ["Crimean War"]
    text.note_unnamed("war", 40)
    assert text.definite("war", 90) == []


def test_the_treaty_of_the_title_is_meant_until_another_is_named_hard_by() -> None:
    other = mention("Treaty of Ghent", "Agreement")
    text = discourse([(other, False)], [], [])
    assert names(text.definite("treaty", 0)) == ["Treaty of Ghent"]
    text.titled = [PEACE]
    assert names(text.definite("treaty", 0)) == ["Treaty of Turin"]
    text.begin_sentence()
    text.note(other, subject=True)
    text.begin_sentence()
    assert names(text.definite("treaty", 0)) == ["Treaty of Ghent"]


def test_the_country_is_not_who_acts_on_it() -> None:
    text = discourse([(CUBA, True), (ANGOLA, False)])
    assert names(text.definite("country", 60, not_these=[CUBA])) == ["Angola"]


def test_the_two_countries_are_the_last_two_different_states() -> None:
    union, ussr = mention("Soviet Union"), mention("USSR", start=5)
    meant = {"Soviet Union": "soviet-union", "USSR": "soviet-union", "Cuba": "cuba", "Angola": "angola"}
    text = discourse([(ANGOLA, True)], [(CUBA, False)], [(union, True), (NATO, False), (ussr, False)], [])
    assert names(text.pair(lambda m: meant.get(m.text), 0)) == ["Cuba", "USSR"]


def test_of_three_states_two_are_meant_only_as_its_subjects() -> None:
    three = [(CUBA, False), (ANGOLA, False), (CHAD, False)]
    assert discourse(three, []).pair(lambda m: m.text, 0) == []
    two = [(CUBA, True), (ANGOLA, False), (CHAD, True)]
    assert names(discourse(two, []).pair(lambda m: m.text, 0)) == ["Cuba", "Chad"]


def test_states_named_behind_the_two_countries_are_not_meant() -> None:
    text = discourse([(CUBA, True), (CHAD, False)], [(mention("Mali", start=60), False)])
    assert names(text.pair(lambda m: m.text if m.kind == "State" else None, 10)) == ["Cuba", "Chad"]


def test_one_country_is_no_pair() -> None:
    assert discourse([(CUBA, True)], []).pair(lambda m: m.text, 0) == []


def test_nothing_carries_over_to_the_next_article() -> None:
    text = discourse([(CUBA, True), (CASTRO, False)])
    text.begin_article()
    text.begin_sentence()
    assert text.pronoun("it", [], 0) == text.pronoun("he", [], 0) == text.definite("country", 0) == []
