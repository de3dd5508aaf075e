"""From the bytes of a file to a Run: offsets, kinds of new actors, explanations, and what is left out."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import BadInput
from graph.model import Actor, Document, Run
from loaders.article import Reader, model_package, read_source, reader_name
from loaders.source import Source

FACT = "Iraq invaded Kuwait on 2 August 1990."


def read(data: bytes | str, name: str = "a.txt") -> Run:
    return read_source(Source(f"/texts/{name}", name, data if isinstance(data, bytes) else data.encode()))


def actors(text: str) -> dict[str, Actor]:
    return {actor.id: actor for actor in read(text).actors}


def quotes_hold(run: Run) -> None:
    [document] = run.documents
    assert document.text is not None
    for reading in run.readings:
        assert document.text[reading.start_char : reading.end_char] == reading.quote


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", ""),
        ("The War\r\n\r\nKuwait was rich.\r\n", "\r\nIt ended in 1991.\r\n"),
        ("𝔎𝔲𝔴𝔞𝔦𝔱 was rich 🛢️ in those days.\n\n", ""),
        ("\ufeff", ""),
        ("\ufeffThe War\r\n\r\n", "\r\n"),
        ("Kuwait was rich.\u2028Its oil was sold.\u0085\n\n", ""),
    ],
    ids=["plain", "CR LF", "beyond the BMP", "byte order mark", "both", "odd line ends"],
)
def test_offsets_are_those_of_the_decoded_file(before: str, after: str) -> None:
    text = before + FACT + after
    run = read(text)
    quotes_hold(run)
    [reading] = [r for r in run.readings if r.type == "INVADED"]
    assert reading.quote == FACT
    assert reading.start_char == len(before)
    assert text[reading.start_char : reading.end_char] == FACT


def test_a_repair_moves_no_offset() -> None:
    text = f"Aid came from the Soviet Unionwith arms in 19741975 for Syria. {FACT} {FACT}"
    run = read(text)
    quotes_hold(run)
    assert {r.quote for r in run.readings if r.type == "INVADED"} == {FACT}
    assert sorted(r.start_char for r in run.readings if r.type == "INVADED") == [
        text.index(FACT),
        text.rindex(FACT),
    ]


def test_the_words_of_a_repaired_sentence_are_quoted_as_they_stand() -> None:
    text = "Syria received weapons from the Soviet Unionwith great speed in 19741975."
    [reading] = read(text).readings
    assert (reading.quote, reading.source, reading.type, reading.target) == (
        text,
        "soviet-union",
        "AIDED",
        "syria",
    )


@settings(max_examples=15)
@given(st.lists(st.sampled_from([FACT, "🛢️ ", "\r\n\r\n", "Turkey recognized Israel in 1949. ", "ﬁ ", "("])))
def test_every_quote_is_its_slice(parts: list[str]) -> None:
    text = "".join(parts)
    run = read(text or "x")
    quotes_hold(run)
    assert sum(r.type == "INVADED" for r in run.readings) <= text.count(FACT)


def test_nothing_comes_from_what_is_no_prose() -> None:
    text = (
        "Iraq Invades Kuwait\n\nviews updated August 2 1990: Iraq invaded Kuwait.\n\n"
        "Mason, Anna. (1991). Why Iraq Invaded Kuwait. Leeds: Quay Press.\n\n"
        "See also: Iraq invaded Kuwait; Italy annexed Albania.\n"
    )
    assert read(text).readings == ()


@pytest.mark.parametrize(("between", "taken_up"), [("", 1), ("See also: Bricks.\n\n", 0)])
def test_nothing_carries_over_from_one_article_to_the_next(between: str, taken_up: int) -> None:
    text = f"Italy strengthened its army in 1936.\n\n{between}It invaded Greece.\n"
    assert sum(r.type == "INVADED" for r in read(text).readings) == taken_up


def test_the_same_bytes_give_the_same_run() -> None:
    assert read(FACT) == read(FACT)


def test_the_run_says_who_read_it_and_what() -> None:
    run = read(f"Title: A war\nReference: after A. Mason\n\n{FACT}")
    assert run.reader == reader_name() == run.readings[0].reader
    assert run.documents[0].reference == "after A. Mason"
    assert run.documents[0].id == run.digest == run.readings[0].document


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Ottokar Brandl visited Spain in 1907.", "Ottokar Brandl", "Person"),
        ("Spain supported the Workers' Renewal Party.", "Workers' Renewal Party", "Organization"),
        ("Spain signed the Treaty of Almaria in 1702.", "Treaty of Almaria", "Agreement"),
        ("Spain opposed the Kingdom of Aldoria in 1702.", "Kingdom of Aldoria", "State"),
        ("Spain entered the Orange Valley War in 1702.", "Orange Valley War", "Event"),
        ("Spain occupied Saltmarsh Island in 1702.", "Saltmarsh Island", "Place"),
        ("Hungarian students opposed Spain in 1956.", "Hungarian students", "Group"),
    ],
)
def test_an_unknown_name_is_a_new_actor_of_its_kind_not_verified(text: str, name: str, kind: str) -> None:
    [actor] = [actor for actor in read(text).actors if not actor.verified]
    assert (actor.name, actor.kind, actor.existed) == (name, kind, None)


def test_a_known_actor_is_verified_and_has_the_names_of_the_text() -> None:
    found = actors("The African National Congress (ANC) opposed South Africa. Zambia supported the ANC.")
    assert found["african-national-congress"].verified
    assert "ANC" in found["african-national-congress"].aliases


def test_an_abbreviation_of_the_text_is_an_alias_of_what_it_stands_for() -> None:
    text = "The People's Progress Union (PPU) supported France in 1951. The PPU opposed Britain in 1952."
    [union] = [actor for actor in read(text).actors if not actor.verified]
    assert union.name == "People's Progress Union"
    assert "PPU" in union.aliases


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("The harvest was good that year.", "no known name"),
        ("Norway had a good harvest that year.", "only one actor is named"),
        ("Norway and Sweden had good harvests.", "no verb or noun"),
        (FACT, ""),
    ],
)
def test_a_sentence_that_gives_nothing_says_why(text: str, why: str) -> None:
    [sentence] = Reader(Document("x", "x", text=text)).explained()
    assert sentence.why_nothing.startswith(why)
    assert bool(sentence.why_nothing) == bool(why)


def test_an_explanation_holds_what_was_seen() -> None:
    [sentence] = Reader(Document("x", "x", text=FACT)).explained()
    assert [mention.text for mention in sentence.mentions] == ["Iraq", "Kuwait"]
    assert [date.text for date in sentence.dates] == ["on 2 August 1990"]
    assert [candidate.rule for candidate in sentence.candidates] == ["INVADED: invade"]


def test_a_model_that_is_not_there_is_bad_input() -> None:
    with pytest.raises(BadInput, match="xx_none is not installed"):
        model_package("xx_none")
