"""Paths on the page: the same answers as `histgraph path`, and how they are asked for and read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from typing import Any

import page_store
import pytest
from on_page import choose_years, click, content, number, pair_of

from graph import view
from graph.errors import BadDate
from graph.model import Actor, Document, Reading
from graph.paths import Path, Paths, Question, Step, find
from graph.relations import FAMILIES, relations
from graph.stores.base import Edge
from graph.telling import adverbial, days
from graph.view_opening import opening
from graph.when import Certainty, parse_period
from graph.wording import window_in_words

pytestmark = pytest.mark.browser

Open = Callable[..., Any]
ANSWERS = {Certainty.POSSIBLY: 1, Certainty.CERTAINLY: 2}
LETTERS = (
    "az\uff5e\U0001d538\U0001f6f6é"  # JavaScript by itself would sort the fourth and fifth before the third
)
OPTIONS = ("any_order", "undated", "directed", "presume", "cooperation", "certain", "apart")
RANKINGS = ("fewest", "earliest", "latest", "fastest")
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


# The same as the command -----------------------------------------------------------------------------


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


def edges(store: page_store.PageStore) -> list[Edge]:
    """The columns that `Store.edges` gives."""
    found = []
    for one in store.statements():
        when = one.when
        columns = (*when.start, *when.end, when.punctual, when.dated) if when else (0, 0, 0, 0, False, False)
        open_end = when.open_end if when else False
        ends = (one.id, one.source, one.target, one.type, one.modality)
        found.append(Edge(*ends, *columns, when is None, open_end))
    return found


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
    for by in RANKINGS * number:
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
    found = compare(open_page(folder / f"tangle-{seed}.html"), edges(store), draw)
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


# Asking and reading ----------------------------------------------------------------------------------


def ask_for(page: Any, source: str, target: str) -> None:
    page.click("#ask-path")
    for side, text in (("source", source), ("target", target)):
        page.fill(f"#path-{side}", text)
        page.press(f"#path-{side}", "Enter")
    page.click("#path-form button[type=submit]")


def best(source: str, target: str, **options: Any) -> Path:
    return find(edges(page_store.small()), source, target, Question(**options))[0]


def quotes(step: Step) -> list[str]:
    [statement] = [one for one in page_store.small().statements() if one.id == step.edge.id]
    return [reading.quote for reading in statement.readings]


def test_a_path_is_asked_for_and_stepped_through(small, open_page: Open):
    page = open_page(small)
    ask_for(page, "solt", "lund")
    path = best("mira-solt", "peace-of-lund")
    assert len(path.steps) == 2
    assert page.locator("#path-found h3").inner_text() == "Míra Šolt → Borland → Peace of Lund"
    assert "no step goes back in time" in page.locator("#path-found .verdict").first.inner_text()
    assert page.locator("#path-found .steps > li").count() == len(path.steps)
    assert page.locator("#live").inner_text().startswith("Path 1 of ")
    assert page.locator("#path-found blockquote:visible").count() == 0
    for at, step in enumerate(path.steps, 1):
        page.click("#step-on")
        assert page.locator("#path-found blockquote:visible").all_text_contents() == quotes(step)
        assert page.evaluate("histgraph.relations[histgraph.state.chosen.relation].id") == step.edge.id
        assert page.locator("#path-found [aria-current=step]").count() == 1
        assert f"step={at}" in page.evaluate("location.hash")
    assert page.locator("#step-on").is_disabled()
    page.click("#path-found .which button >> nth=1")
    assert page.locator("#path-found .steps > li").count() == 3
    page.keyboard.press("Escape")
    assert page.locator("#evidence").is_hidden() and "path" not in page.evaluate("location.hash")


def test_a_path_is_asked_for_by_keys_alone(small, open_page: Open):
    page = open_page(small)
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "ask-path":
            break
    for key in ("Enter", "*mother of", "Enter", "Tab", "*siege", "ArrowDown", "Escape", "*x"):
        page.keyboard.type(key[1:]) if key[0] == "*" else page.keyboard.press(key)
    assert page.evaluate("document.activeElement.id") == "path-target"  # Escape closed no more than the list
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("peace of lund")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    assert page.locator("#path-found h3").inner_text() == "Míra Šolt → Borland → Peace of Lund"
    page.focus("#path-found .step >> nth=0")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("histgraph.state.chosen.step") == 1
    assert page.evaluate("document.activeElement.getAttribute('aria-current')") == "step"
    page.keyboard.press("Escape")
    assert page.evaluate("histgraph.state.chosen") is None and page.locator("#path-form").is_visible()
    page.keyboard.press("Escape")
    assert page.locator("#evidence").is_hidden()


def test_no_path_says_what_might_be_asked_instead(small, open_page: Open):
    page = open_page(small)
    ask_for(page, "Borland", "Ost")
    found = page.locator("#path-found")
    assert "No path from Borland to Ost within 4 steps." in found.inner_text()
    assert page.locator("#live").inner_text() == "No path from Borland to Ost within 4 steps"
    page.click("#path-found >> text=Let undated relations in")
    path = best("borland", "ost", undated=True)
    doubts = [step.doubt for step in path.steps]
    assert "no date is given" in doubts
    assert all(f"only possible: {doubt}" in found.inner_text() for doubt in doubts if doubt)
    assert (
        page.is_checked("#path-undated") and "Only possible: the dates allow this order" in found.inner_text()
    )
    page.fill("#path-target", "Atlantis")
    page.press("#path-target", "Escape")
    page.click("#path-form button[type=submit]")
    assert page.locator("#path-problem").inner_text() == "No actor is called ‘Atlantis’."


def test_the_address_keeps_a_path_and_how_it_was_asked_for(small, open_page: Open):
    page = open_page(small)
    ask_for(page, "Avaria", "Míra Šolt")
    page.click("#path-form summary")
    page.fill("#path-from", "1840-05-06")
    page.fill("#path-until", "1990")
    page.fill("#path-steps", "6")
    page.fill("#path-k", "7")
    for box in (
        "anyOrder",
        "undated",
        "presume",
        "cooperation",
        "apart",
        "family-diplomacy",
        "family-organisation",
        "family-territory",
    ):
        page.check(f"#path-{box}")
    page.select_option("#path-by", "earliest")
    page.fill("#path-through", "Borlnad")
    page.click("#path-form button[type=submit]")
    assert "Did you mean Borland?" in page.locator("#path-problem").inner_text()
    page.fill("#path-through", "bor")
    page.press("#path-through", "Enter")
    page.fill("#path-avoiding", "ost")  # typed, and not taken from the list
    page.press("#path-avoiding", "Escape")
    page.click("#path-form button[type=submit]")
    page.click("#step-on")
    state = """() => {
        const { path: { source, target, wishes, at, found }, chosen } = histgraph.state;
        return [source, target, wishes, at, found.map(({ actors }) => actors), chosen];
    }"""
    again = open_page(small, page.evaluate("location.hash.slice(1)"))
    assert again.evaluate(state) == page.evaluate(state)
    assert again.evaluate("histgraph.state.path.wishes.families.length") == 3
    wishes = again.evaluate("histgraph.state.path.wishes")
    assert (wishes["by"], wishes["apart"]) == ("earliest", True)
    assert wishes["through"] == [number(page, "borland")] and wishes["avoiding"] == [number(page, "ost")]
    assert (
        again.locator("#path-form .chips button").all_text_contents()
        == page.locator("#path-form .chips button").all_text_contents()
    )
    assert again.input_value("#path-from") == "1840-05-06" and again.is_checked("#path-cooperation")
    assert again.locator("#path-found").inner_text() == page.locator("#path-found").inner_text()


def test_a_foolish_path_in_the_address_is_no_harm(small, open_page: Open):
    page = open_page(
        small,
        "path=avaria+borland&path-from=soon&path-steps=99&path-with=__proto__&step=7&path-at=50"
        "&path-by=toString&path-alike=family&path-through=nobody",
    )
    assert "'soon' is not a date that can be read" in page.locator("#path-problem").inner_text()
    wishes = page.evaluate("histgraph.state.path.wishes")
    assert (wishes["steps"], wishes["by"], wishes["alike"], wishes["through"]) == (4, "fewest", "family", [])
    page = open_page(small, "path=nobody+borland&step=1")
    assert page.locator("#evidence").is_hidden()


def test_steps_are_shown_in_every_view_whatever_years_are_chosen(small, open_page: Open):
    page = open_page(small)
    choose_years(page, 1855, 1861)
    ask_for(page, "solt", "lund")
    taken = [step.edge.id for step in best("mira-solt", "peace-of-lund").steps]
    script = """(selector) => [...document.querySelectorAll(selector)].map(
        ({ dataset }) => histgraph.relations[dataset.position].id)"""
    for view_, selector in (("Timeline", "#timeline .lane"), ("Table", "#table tbody tr")):
        page.click(f"#views >> text={view_}")
        assert page.evaluate(script, selector)[: len(taken)] == taken
    assert number(page, "mira-solt") in page.evaluate("[...histgraph.shown().actors]")
    page.click("#evidence .close")
    assert number(page, "mira-solt") not in page.evaluate("[...histgraph.shown().actors]")


def test_a_path_starts_at_an_actor(small, open_page: Open):
    page = open_page(small, "actor=mira-solt")
    page.click("text=Path from here")
    assert page.evaluate("document.activeElement.id") == "path-target"
    page.fill("#query", "lund")
    page.press("#query", "Enter")
    page.click("text=Path to here")
    assert page.locator("#path-found h3").inner_text() == "Míra Šolt → Borland → Peace of Lund"
    page.click("#path-found .also button >> nth=0") if page.locator("#path-found .also").count() else click(
        page, {"pair": pair_of(page, "avaria", "borland")}
    )
    page.click("text=Back to the path")
    assert page.locator("#path-found h3").is_visible()


def test_hostile_names_stay_text_in_a_path(folder, open_page: Open):
    view.write(page_store.hostile(), folder / "hostile-path.html", "Path")
    page = open_page(folder / "hostile-path.html")
    ask_for(page, "1 script", "2 script")
    page.click("#step-on")
    visible = page_store.HOSTILE.replace("\u0000", "")
    assert visible in page.locator("#path-found h3").text_content().replace("\u0000", "")
    again = open_page(folder / "hostile-path.html", page.evaluate("location.hash.slice(1)"))
    assert (
        again.locator("#path-found blockquote").text_content()
        == page.locator("#path-found blockquote").text_content()
    )
    assert page.evaluate("window.pwned") is None and page.locator("#evidence img").count() == 0


@pytest.mark.parametrize("by", RANKINGS)
def test_a_reader_says_which_paths_come_first(gold, gold_store, open_page: Open, by):
    ends = ("ho-chi-minh", "united-states")
    page = open_page(gold, opening(path=ends))
    page.select_option("#path-by", by)
    page.click("#path-form button[type=submit]")
    actors = gold_store.actors()
    found = find(gold_store.edges(), *ends, Question(by=by))
    assert len(found) > 1
    for at, path in enumerate(found):
        page.click(f"#path-found .which button >> nth={at}")
        named = " → ".join(actors[actor].name for actor in path.actors)
        assert page.locator("#path-found h3").inner_text() == named
        assert measured(path, by) in page.locator("#path-found .verdict").first.inner_text()
    again = open_page(gold, opening(path=ends, by=by))
    page.click("#path-found .which button >> nth=0")
    assert again.locator("#path-found").inner_text() == page.locator("#path-found").inner_text()


def measured(path: Path, by: str) -> str:
    """How the command says what a path was ranked by."""
    return {
        "fewest": "",
        "earliest": f"It arrives {adverbial(window_in_words(path.arrival))}.",
        "latest": f"It can set out {adverbial(window_in_words(path.departure))} at the latest.",
        "fastest": f"It takes {days(path.span)} at least.",
    }[by]


def test_the_command_opens_the_page_on_a_path(folder, open_page: Open):
    view.write(
        page_store.small(), folder / "opens.html", "Path", opening(path=("mira-solt", "peace-of-lund"))
    )
    page = open_page(folder / "opens.html")
    assert page.locator("#path-found h3").inner_text() == "Míra Šolt → Borland → Peace of Lund"
