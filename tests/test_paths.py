"""Paths: what each option means, and how answers say what they rest on."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from strategies import edge

from graph.errors import BadInput, UsageError
from graph.paths import Path, Question, find
from graph.relations import relation
from graph.stores.base import Edge
from graph.when import (
    Certainty,
    iso_to_day,
    parse_boundary,
)


def actors(paths: Sequence[Path]) -> list[str]:
    return ["".join(path.actors) for path in paths]


def test_a_chain_never_goes_back() -> None:
    graph = [edge("1", "a", "b", "1950-01-31"), edge("2", "b", "c", "1945-09-02")]
    assert find(graph, "a", "c") == []
    assert actors(find(graph, "c", "a")) == ["cba"]
    assert actors(find(graph, "a", "c", Question(any_order=True))) == ["abc"]


def test_two_acts_on_one_day_follow_each_other() -> None:
    graph = [edge("1", "a", "b", "1950-01-31"), edge("2", "b", "c", "1950-01-31")]
    (path,) = find(graph, "a", "c")
    assert path.certainty is Certainty.CERTAINLY
    assert path.span == 0
    assert path.arrival == path.departure == parse_boundary("1950-01-31")


def test_two_acts_in_one_year_are_only_possible() -> None:
    (path,) = find([edge("1", "a", "b", "1950-01-31"), edge("2", "b", "c", "1950")], "a", "c")
    assert path.certainty is Certainty.POSSIBLY
    assert [step.doubt for step in path.steps] == ["", "1950 may lie before or after 31 January 1950"]
    (path,) = find([edge("1", "a", "b", "1950"), edge("2", "b", "c", "1950")], "a", "c")
    assert path.steps[1].doubt == "both lie in 1950, and nothing says which came first"


def test_a_state_that_began_before_still_holds() -> None:
    graph = [edge("1", "a", "b", "1950-01-31"), edge("2", "b", "c", "1945-09-02", "1976-07-02")]
    (path,) = find(graph, "a", "c")
    assert path.certainty is Certainty.CERTAINLY
    assert path.steps[1].in_force_since_before
    assert path.steps[1].reached == path.arrival == parse_boundary("1950-01-31")
    (path,) = find(graph, "c", "a")
    assert path.departure == path.arrival == parse_boundary("1950-01-31")


def test_an_unstated_end_is_doubted_or_presumed() -> None:
    graph = [edge("1", "a", "b", "1950-01-31"), edge("2", "b", "c", "1945-09-02", None)]
    (doubted,) = find(graph, "a", "c")
    assert doubted.certainty is Certainty.POSSIBLY
    assert doubted.steps[1].doubt == "no end is stated, so it may have ended before 31 January 1950"
    assert not doubted.presumed
    (presumed,) = find(graph, "a", "c", Question(presume=True))
    assert presumed.certainty is Certainty.CERTAINLY
    assert [step.presumed for step in presumed.steps] == [False, True]
    assert presumed.steps[1].doubt == ""


def test_a_stated_end_is_never_presumed_away() -> None:
    graph = [edge("1", "a", "b", "1950-01-31"), edge("2", "b", "c", "1945", "1949/..")]
    (path,) = find(graph, "a", "c", Question(presume=True))
    assert path.certainty is Certainty.POSSIBLY
    assert path.steps[1].doubt == "its end, 1949 or later, may lie before 31 January 1950"


def test_undated_relations_come_only_when_asked_for() -> None:
    graph = [edge("1", "a", "b", None), edge("2", "b", "c", "1950")]
    assert find(graph, "a", "c") == []
    (path,) = find(graph, "a", "c", Question(undated=True))
    assert path.certainty is Certainty.POSSIBLY
    assert [step.doubt for step in path.steps] == ["no date is given", ""]


def test_what_is_impossible_or_not_asserted_stays_out() -> None:
    graph = [edge("1", "a", "b", "1950", empty=True)]
    graph += [
        edge(modality, "a", "b", "1950", modality=modality)
        for modality in ("negated", "intended", "reported")
    ]
    assert find(graph, "a", "b", Question(undated=True, any_order=True)) == []
    (path,) = find(graph, "a", "b", Question(modalities=frozenset({"asserted", "reported"})))
    assert path.steps[0].edge.id == "reported"


def test_from_and_until_bound_every_step() -> None:
    graph = [edge("1", "a", "b", "1950-06"), edge("2", "b", "c", "1945", "1953")]

    def ask(first: str | None, last: str | None) -> list[Certainty]:
        question = Question(from_=first and iso_to_day(first), until=last and iso_to_day(last))
        return [path.certainty for path in find(graph, "a", "c", question)]

    assert ask("1950-06-01", "1950-06-30") == [Certainty.CERTAINLY]
    assert ask("1950-06-02", None) == [Certainty.POSSIBLY]
    assert ask("1950-07-01", None) == ask(None, "1950-05-31") == []
    question = Question(until=iso_to_day("1950-06-10"))
    assert find(graph, "a", "c", question)[0].steps[0].doubt == "June 1950 may lie after 10 June 1950"
    assert find(graph, "a", "c", question)[0].arrival.latest == question.until


def test_as_of_wants_every_step_in_force_at_some_time() -> None:
    graph = [edge("1", "a", "b", "1954", "1960"), edge("2", "b", "c", "1945", "1953")]
    assert find(graph, "a", "c", Question(as_of=parse_boundary("1950"))) == []
    graph = [edge("1", "a", "b", "1948", "1960"), edge("2", "b", "c", "1945", "1950")]
    (path,) = find(graph, "a", "c", Question(as_of=parse_boundary("1950")))
    assert path.certainty is Certainty.CERTAINLY
    (path,) = find(graph, "a", "c", Question(throughout=parse_boundary("1950")))
    assert path.certainty is Certainty.POSSIBLY
    assert path.steps[1].doubt == "its end, 1950, may lie before 31 December 1950"
    assert find(graph, "a", "c", Question(throughout=parse_boundary("1951"))) == []
    (path,) = find([edge("1", "a", "b", "195X")], "a", "b", Question(as_of=parse_boundary("1950")))
    assert path.steps[0].doubt == "the 1950s may lie outside 1950"


def test_order_does_not_matter_in_a_period() -> None:
    graph = [edge("1", "a", "b", "1950-12-01"), edge("2", "b", "c", "1950-01-31")]
    assert find(graph, "a", "c") == []
    (path,) = find(graph, "a", "c", Question(as_of=parse_boundary("1950")))
    assert path.arrival == parse_boundary("1950-12-01")


def test_relations_are_walked_both_ways_and_keep_their_arrow() -> None:
    graph = [
        edge("1", "b", "a", "1950"),
        edge("2", "b", "c", "1951"),
        edge("3", "d", "c", "1952", type_="ALLIED_WITH"),
    ]
    (path,) = find(graph, "a", "d")
    assert [(s.source, s.target, s.forward) for s in path.steps] == [
        ("a", "b", False),
        ("b", "c", True),
        ("c", "d", False),
    ]
    assert find(graph, "a", "c", Question(directed=True)) == []
    assert actors(find(graph, "b", "d", Question(directed=True))) == ["bcd"], (
        "a symmetric relation has no arrow"
    )


def test_fewest_steps_then_certain_then_earliest_then_ids() -> None:
    graph = [
        edge("1", "a", "z", "1999"),
        edge("2", "a", "b", "1950"),
        edge("3", "b", "z", "1950"),
        edge("4", "a", "c", "1960"),
        edge("5", "c", "z", "1961"),
        edge("6", "a", "d", "1955"),
        edge("7", "d", "z", "1956"),
        edge("8", "a", "e", "1955"),
        edge("9", "e", "z", "1956"),
    ]
    assert actors(find(graph, "a", "z", Question(k=9))) == ["az", "adz", "aez", "acz", "abz"]
    assert actors(find(graph, "a", "z", Question(k=2))) == ["az", "adz"]
    assert actors(find(graph, "a", "z", Question(k=9, steps=1))) == ["az"]


def test_parallel_relations_are_one_answer_the_best_first() -> None:
    graph = [
        edge("late", "a", "b", "1955"),
        edge("vague", "a", "b", "../1960"),
        edge("early", "b", "a", "1950", type_="INVADED"),
        edge("gone", "a", "b", "1970"),
        edge("next", "b", "c", "1958"),
    ]
    (path,) = find(graph, "a", "c")
    assert [w.edge.id for w in path.steps[0].relations] == ["early", "late", "vague"]
    assert [str(w.certainty) for w in path.steps[0].relations] == ["certainly", "certainly", "possibly"]
    assert (path.steps[0].polarity, path.steps[0].forward) == ("conflict", False)


def test_narrowed_by_family_and_polarity() -> None:
    graph = [edge("1", "a", "b", "1950", type_="INVADED"), edge("2", "a", "b", "1951", type_="RENAMED_TO")]
    assert [w.edge.id for w in find(graph, "a", "b")[0].steps[0].relations] == ["1", "2"]
    assert [w.edge.id for w in find(graph, "a", "b", Question(cooperation=True))[0].steps[0].relations] == [
        "2"
    ]
    families = frozenset({relation("RENAMED_TO").family})
    assert [w.edge.id for w in find(graph, "a", "b", Question(families=families))[0].steps[0].relations] == [
        "2"
    ]


def test_questions_that_contradict_themselves_are_refused() -> None:
    period = parse_boundary("1950")
    for wrong in (
        {"steps": 0},
        {"k": 0},
        {"from_": 5, "until": 4},
        {"from_": 5, "as_of": period},
        {"as_of": period, "throughout": period},
    ):
        with pytest.raises(UsageError):
            Question(**wrong)  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="two different actors"):
        find([], "a", "a")
    with pytest.raises(BadInput):
        find([edge("1", "a", "b", "1950", type_="LIKED")], "a", "b")


def test_unknown_actors_have_no_path() -> None:
    assert find([edge("1", "a", "b", "1950")], "a", "nobody") == find([], "a", "b") == []


def crowd(size: int, last: str) -> list[Edge]:
    """Everybody met everybody in 1950; only `z0` met z, in `last`."""
    names = [f"z{number}" for number in range(size)]
    met = [edge(f"{x}{y}", x, y, "1950-01-01") for x in names for y in names if x < y]
    return [*met, edge("last", "z0", "z", last), edge("first", "a", "z1", "1950-01-01")]


def test_the_limit_is_said() -> None:
    graph = crowd(12, "1950-01-01")
    exact = find(graph, "a", "z", Question(steps=6, k=50))
    assert (len(exact), exact.capped) == (50, False)
    cut = find(graph, "a", "z", Question(steps=6, k=50, limit=40))
    assert cut.capped
    assert exact[: len(cut)] == cut
    assert 0 < len(cut) < 50


def test_a_chain_that_time_forbids_is_not_searched_for_in_vain() -> None:
    found = find(crowd(12, "1949"), "a", "z", Question(steps=6, limit=1))
    assert (found, found.capped) == ([], False)


def test_answers_need_no_dependency() -> None:
    import subprocess
    import sys

    heavy = {
        "spacy",
        "networkx",
        "numpy",
        "pandas",
        "pydantic",
        "neo4j",
        "arcadedb_embedded",
        "edtf",
        "yaml",
        "rich",
    }
    code = "import sys, graph.paths; print(*sorted({name.partition('.')[0] for name in sys.modules}))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert "graph" in loaded.split()
    assert heavy.isdisjoint(loaded.split())
