"""Names in a text: the longest known one, what the text introduces, and what the parser sees instead."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from loaders.article import language_model, model_package
from loaders.dates import find_dates
from loaders.gazetteer import Gazetteer
from loaders.mentions import Mention, Names
from loaders.substitution import Word, words

NLP = language_model(model_package())


def names(introduction: str = "") -> Names:
    found = Names(Gazetteer.load())
    found.introduce(introduction)
    return found


def find(text: str, known: Names | None = None) -> list[Mention]:
    return (known or names(text)).find(NLP.make_doc(text))


def seen(text: str) -> list[Word]:
    """What the parser sees of a text."""
    return words(NLP.make_doc(text), find(text), find_dates(text))


def plain(text: str) -> str:
    return " ".join(word.text for word in seen(text))


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("the Socialist Republic of Vietnam grew", ["Socialist Republic of Vietnam"]),
        ("The Soviet Union and the USSR", ["Soviet Union", "USSR"]),
        ("The Hague and The Gambia", ["The Hague", "The Gambia"]),
        ("South Vietnamese and Vietnamese farmers", ["South Vietnamese", "Vietnamese"]),
        ("a turkey, a china cup and polish", []),
        ("Sino-Soviet talks", ["Sino", "Soviet"]),
        ("Communist Party of Vietnam (CPV) members", ["Communist Party of Vietnam"]),
    ],
)
def test_the_longest_known_name_is_taken(text: str, forms: list[str]) -> None:
    assert [mention.text for mention in find(text)][: len(forms)] == forms
    assert all(text[m.start : m.end] == m.text for m in find(text))
    assert forms or not find(text)


def test_mentions_do_not_overlap() -> None:
    found = find("The German Democratic Republic and West Germany left the Warsaw Pact and NATO in Berlin.")
    assert all(one.end <= other.start for one, other in pairwise(found))


@pytest.mark.parametrize(
    ("form", "year", "as_place", "actor"),
    [
        ("Hanoi", 1950, False, "democratic-republic-of-vietnam"),
        ("Hanoi", 1978, False, "socialist-republic-of-vietnam"),
        ("Hanoi", 1978, True, "hanoi"),
        ("Moscow", 1950, False, "soviet-union"),
        ("Moscow", 1995, False, "russian-federation"),
        ("Nguyen Ai Quoc", 1923, False, "ho-chi-minh"),
    ],
)
def test_who_is_meant_depends_on_the_day(form: str, year: int, as_place: bool, actor: str) -> None:
    [mention] = find(form)
    assert names().actor(mention, date(year, 7, 1).toordinal(), place=as_place) == actor


def test_a_short_form_counts_only_where_the_full_name_stands() -> None:
    assert find("Ho went home.", names("Ho went home.")) == []
    [mention] = find("Ho went home.", names("Ho Chi Minh left. Ho went home."))
    assert mention.text == "Ho"


def test_the_surname_of_a_new_person_means_that_person() -> None:
    known = names("President Anselmo Duarte spoke. Duarte left.")
    assert {m.actor for m in find("Duarte left with Anselmo Duarte.", known)} == {"anselmo-duarte"}


@pytest.mark.parametrize(
    ("introduction", "short", "actor"),
    [
        ("the People's Progress Union (PPU) won", "PPU", "people-progress-union"),
        ("the Indochinese Communist Party (Icp) met", "Icp", "indochinese-communist-party"),
        ("the Workers' Renewal Party (WRP) met", "WRP", "workers-renewal-party"),
    ],
)
def test_a_bracket_defines_an_abbreviation(introduction: str, short: str, actor: str) -> None:
    [mention] = find(short, names(introduction))
    assert mention.actor == actor


@pytest.mark.parametrize(
    "introduction", ["nobody (PPU) won", "France (see below) won", "in Paris (1919) they met"]
)
def test_a_bracket_that_defines_nothing(introduction: str) -> None:
    assert names(introduction).learned == {}


@pytest.mark.parametrize(
    ("text", "added"),
    [
        ("Under Brezhnev the Soviet Union grew.", {}),
        ("The Council met.", {}),
        ("Spain and Portugal Union of 1580", {}),
        ("Then the Red Lantern Society met.", {"red-lantern-society": "Organization"}),
        ("the League of the Iron Wheel met", {"league-of-the-iron-wheel": "Organization"}),
    ],
)
def test_new_names_are_runs_with_a_word_that_says_what_they_are(text: str, added: dict[str, str]) -> None:
    assert {i: actor.kind for i, actor in names(text).new_actors.items()} == added


@pytest.mark.parametrize(
    ("text", "parsed"),
    [
        ("the Soviet Union fell", "Germany fell"),
        ("Cuba (1959) and Cuba", "Cuba and Cuba"),
        ("In March 1949 Israel won", "In 1950 , Israel won"),
        ("Israel won on 2 March 1949.", "Israel won in 1950 ."),
        ("the Korean War ended", "the war ended"),
        ("the Treaty of Rome was signed", "the treaty was signed"),
        ("South Vietnamese troops", "Vietnamese troops"),
        ("the VCP, now renamed the ICP, joined", "NATO , which was now renamed Germany , joined"),
    ],
)
def test_the_parser_sees_common_words_for_names_and_dates(text: str, parsed: str) -> None:
    assert plain(text) == parsed


@pytest.mark.parametrize(
    "text",
    [
        "The Soviet Union recognized the Socialist Republic of Vietnam (SRV) on 2 July 1976.",
        "In 1950, Ho Chi Minh, now called Ho, met Stalin; then he left.",
        "𝔘nder Brezhnev the DRV/Viet Minh fought France at the end of 1946.",
    ],
)
def test_words_keep_the_characters_they_stand_for(text: str) -> None:
    made = seen(text)
    dated = {at for date in find_dates(text) for at in range(date.start_char, date.end_char)}
    assert all(0 <= word.start <= word.end <= len(text) for word in made)
    assert [word.start for word in made] == sorted(word.start for word in made)
    for word in made:
        if word.mention is not None:
            assert word.mention.text in text[word.start : word.end]
        elif word.start not in dated and word.end > word.start and word.text != "and":
            assert text[word.start : word.end] == word.text


def test_one_name_is_one_word_and_two_names_are_two() -> None:
    one, other, again = [
        w.text for w in seen("NLF saw SWAPO, and NLF left.".replace("NLF", "ZANU")) if w.mention
    ]
    assert one == again != other
