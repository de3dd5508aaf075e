"""Paths on the page are those of `histgraph path`, whatever is asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from typing import Any, get_args

import page_store
import pytest
from on_page import content

from graph import view
from graph.errors import BadDate
from graph.model import Actor, Document, Reading
from graph.paths import Path, Paths, Question, find
from graph.relations import FAMILIES, relations
from graph.steps import By
from graph.stores.base import Edge
from graph.when import Certainty, parse_period

pytestmark = pytest.mark.browser

Open = Callable[..., Any]
ANSWERS = {Certainty.POSSIBLY: 1, Certainty.CERTAINLY: 2}
LETTERS = (
    "az\uff5e\U0001d538\U0001f6f6é"  # JavaScript by itself would sort the fourth and fifth before the third
)
OPTIONS = ("any_order", "undated", "directed", "presume", "cooperation", "certain", "apart")
ON_THE_PAGE = {"from_": "from", "as_of": "asOf", "any_order": "anyOrder"}
ASK = """(asked) => asked.map(([source, target, given]) => {
  const sets = ['through', 'avoiding'].map((name) => [name, new Set(given[name])]);
  const families = given.families && new Set(given.families);
  const wishes = { ...given, ...Object.fromEntries(sets), families };
  const found = histgraph.findPaths(source, target, new histgraph.Question(wishes));
  const relation = ({ position, forward, certainty, polarity }) => (
    [histgraph.relations[position].id, forward, certainty, polarity]);
  const step = ({ relations, reached, doubt, presumed }) => (
    [relations.map(relation), reached, doubt, presumed]);
  return [found.capped, found.map(({ actors, steps, certainty, presumed, arrival, departure, span }) => (
    [actors, certainty, presumed, arrival, departure, span, steps.map(step)]))];
})"""


def tangle(draw: Random, actors: int = 14, readings: int = 90) -> page_store.PageStore:
    """A few actors and many parallel relations, with dates of all kinds."""
    ids = [f"{LETTERS[n % 6]}{n}" for n in range(actors)]
    existed = [None, None, None, "1850/1875", "1855-03/..", "../1880"]
    listed = [Actor(ident, f"House {ident}", "Group", (), draw.choice(existed)) for ident in ids]
    document = Document("d", "annals.txt")
    said = []
    for which in range(readings):
        source, target = draw.choice(ids), draw.choice(ids)
        type_ = draw.choice(TYPES)
        start, end = _dates(draw)
        modality = draw.choice(["asserted"] * 8 + ["negated", "intended"])
        quote = f"{which:03}: {source} and {target}."
        span = (document.id, 0, len(quote), quote)
        try:
            said.append(Reading(*span, source, source, type_, target, target, modality, start, end))  # type: ignore[arg-type]
            list(page_store.PageStore(listed, said[-1:], [document]).statements())
        except BadDate:  # an end before the start, or an act in disorder
            said.pop()
    return page_store.PageStore(listed, said, [document])


TYPES = [one.type for one in relations().values() if one.family in {"diplomacy", "conflict", "leadership"}]


def _dates(draw: Random) -> tuple[str | None, str | None]:
    """Start and end in EDTF, either or both missing, open, vague, or exact to the day."""
    year = draw.randint(1850, 1880)
    day = f"{year}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}"
    one = [
        str(year),
        str(year),
        day,
        day[:7],
        "186X",
        f"{year}-22",
        f"{year}/{year + 3}",
        f"{year}/..",
        f"../{year}",
    ]
    start = draw.choice([*one, None])
    end = draw.choice([None, None, None, start, str(year + draw.randint(1, 9)), f"{year + 2}/.."])
    return start, end


def wishes(draw: Random, years: tuple[int, int], others: Sequence[int], by: str) -> dict[str, Any]:
    """Options of a question, seldom all of them; actors are numbers, of which `others` are no ends."""
    first, last = sorted(parse_period(str(draw.randint(*years)))[0] + draw.randint(0, 364) for _ in range(2))
    bound = draw.choice(["", "", "", "from", "until", "both", "as_of", "throughout"])
    chosen: dict[str, Any] = {option: draw.random() < 0.25 for option in OPTIONS}
    if by in {"latest", "fastest"}:  # asked of steps that follow each other in time
        bound, chosen["any_order"] = bound if bound not in {"as_of", "throughout"} else "both", False
    chosen["by"] = by
    chosen["alike"] = draw.choice([None] * 6 + ["family", "polarity"])
    picked = draw.sample(others, 3)
    chosen["through"] = draw.choice([[]] * 4 + [picked[:1]])
    chosen["avoiding"] = draw.choice([[]] * 3 + [picked[1:]])
    chosen["from_"] = first if bound in {"from", "both"} else None
    chosen["until"] = last if bound in {"until", "both"} else None
    chosen["as_of"] = (first, last) if bound == "as_of" else None
    chosen["throughout"] = (first, first + draw.choice([0, 30])) if bound == "throughout" else None
    chosen["families"] = draw.choice([None, None, None, sorted(draw.sample(sorted(FAMILIES), 3))])
    chosen["steps"], chosen["k"] = draw.randint(1, 5), draw.choice([1, 3, 3, 8, 40])
    chosen["limit"] = draw.choice([200_000, 200_000, 200_000, draw.randint(1, 120)])
    return chosen


def compare(page: Any, graph: Sequence[Edge], draw: Random, number: int = 200) -> list[Paths]:
    """Ask both `number` random questions of each ranking; what was found, for a look at their worth."""
    given = content(page)
    ids = [row[0] for row in given["actors"]["rows"]]
    asked = []
    for by in get_args(By) * number:
        source, target, *others = draw.sample(range(len(ids)), len(ids))
        asked.append((source, target, wishes(draw, given["years"], others, by)))
    translated = [
        (a, b, {ON_THE_PAGE.get(key, key): value for key, value in wish.items()}) for a, b, wish in asked
    ]
    answers = page.evaluate(ASK, translated)
    expected = []
    for (source, target, wish), answer in zip(asked, answers, strict=True):
        families = frozenset(wish["families"]) if wish["families"] else None
        named = {side: frozenset(ids[actor] for actor in wish[side]) for side in ("through", "avoiding")}
        question = Question(**wish | named | {"families": families})
        found = find(graph, ids[source], ids[target], question)
        assert answer == [found.capped, [told(path, ids) for path in found]], (ids[source], ids[target], wish)
        expected.append(found)
    return expected


def told(path: Path, ids: list[str]) -> list[Any]:
    steps = [
        [
            [[w.edge.id, w.forward, ANSWERS[w.certainty], w.polarity] for w in step.relations],
            list(step.reached),
            step.doubt,
            step.presumed,
        ]
        for step in path.steps
    ]
    actors = [ids.index(actor) for actor in path.actors]
    windows = [list(path.arrival), list(path.departure)]
    return [actors, ANSWERS[path.certainty], path.presumed, *windows, path.span, steps]


@pytest.mark.parametrize("seed", range(2))
def test_random_questions_get_the_answers_of_the_command(folder, open_page: Open, seed):
    draw = Random(seed)
    store = tangle(draw)
    view.write(store, folder / f"tangle-{seed}.html")
    found = compare(open_page(folder / f"tangle-{seed}.html"), page_store.edges(store), draw)
    paths = [path for answer in found for path in answer]
    steps = [step for path in paths for step in path.steps]
    assert {path.certainty for path in paths} == {Certainty.CERTAINLY, Certainty.POSSIBLY}
    assert any(answer.capped for answer in found) and not all(found)
    assert any(len(step.relations) > 2 for step in steps) and any(step.presumed for step in steps)
    doubts = {step.doubt.split(" ")[-1] for step in steps}
    assert len(doubts) > 20


def test_questions_to_annotated_texts_get_the_answers_of_the_command(gold, gold_store, open_page: Open):
    found = compare(open_page(gold), gold_store.edges(), Random(7))
    assert sum(map(len, found)) > 100


def test_dates_are_read_as_the_command_reads_them(small, open_page: Open):
    draw = Random(3)
    texts = [
        "",
        "..",
        "/",
        "../..",
        "1950/1949",
        "[1950..]",
        "[..196X]",
        "0000",
        "10000",
        " 1950 ",
        "195x",
        "²",
        "99XX",
    ]
    parts = [
        "1950",
        "0001",
        "9999-12",
        "1900-02-29",
        "2000-02-29",
        "1950-13",
        "1950-24",
        "196X",
        "19XX",
        "1X",
        "00XX",
    ]
    singles = [part + draw.choice(["", "", "~", "?", "%", "~~"]) for part in parts * 5]
    texts += singles + [
        f"{draw.choice(['', '..', *parts])}/{draw.choice(['', '..', *parts])}" for _ in range(300)
    ]
    script = """(texts) => texts.map((text) => {
        try { return [...histgraph.parsePeriod(text)]; } catch ({ message, hint }) { return [message, hint]; }
    })"""
    assert open_page(small).evaluate(script, texts) == [_read(text) for text in texts]


def _read(text: str) -> list[int | str]:
    try:
        return list(parse_period(text))
    except BadDate as error:
        return [error.message, error.hint or ""]
