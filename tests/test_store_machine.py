"""Every store does what a plain model does, whatever is done to it and in whatever order."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from datetime import date

import runs
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from runs import FIRST, SECOND, quotations, run
from store_contents import NEWER, current
from store_fixtures import Opener
from store_model import Model

from graph.model import Actor
from graph.stores.base import Edge
from graph.when import Certainty, When, in_force

TEXTS = {"first.txt": FIRST, "second.txt": SECOND}
LATER = {"drv": "1945-09-02/1949", "ho": "1890/1944"}  # then some of what is said of them cannot have been
NAMES = st.sampled_from([*TEXTS, "copy.txt", "nothing.txt"])
READERS = st.sampled_from(["text 1", NEWER, "other 1"])
DAYS = st.dates(date(1940, 1, 1), date(1995, 12, 31)).map(date.toordinal)
QUERIES = (
    "MATCH (:Actor)-[r]->(:Actor) RETURN r.id AS id ORDER BY id",
    "MATCH (a:Actor) UNWIND labels(a) AS kind WITH a, kind WHERE kind <> 'Actor' "
    "RETURN a.id AS id, a.name, kind ORDER BY id",
    "MATCH (d:Document) RETURN d.id AS id, d.name ORDER BY id",
    "MATCH (p:Passage)-[:IN]->(d:Document) RETURN p.id AS id, d.id ORDER BY id",
    "MATCH (r:Run)-[:READ]->(d:Document) RETURN r.id AS run, d.id AS document ORDER BY run, document",
)


class Machine(RuleBasedStateMachine):
    """A store and the model, side by side; `places` gives a new empty store for each story.

    `questions` is how often a story may ask in Cypher.
    """

    def __init__(self, places: Callable[[], Opener], questions: int) -> None:
        super().__init__()
        self.places, self.questions = places, questions

    @initialize()
    def begin(self) -> None:
        self.model = Model()
        self.opener = self.places()
        self.store = self.opener()

    def keep(self, *added: runs.Run) -> None:
        expected = [self.model.add(one) for one in added]
        assert self.store.add(added) == expected

    @rule(name=st.sampled_from(list(TEXTS)), reader=READERS)
    def load_a_text(self, name: str, reader: str) -> None:
        self.keep(run(TEXTS[name], name, reader=reader))

    @rule(name=st.sampled_from(list(TEXTS)), more=st.sampled_from(["More.", "Still more.\r\n"]))
    def edit_a_text(self, name: str, more: str) -> None:
        self.keep(run(TEXTS[name] + more, name))

    @rule(location=st.sampled_from(["", "/copy.txt", "/second.txt"]))
    def load_a_copy(self, location: str) -> None:
        self.keep(run(FIRST, "copy.txt", location=location))

    @rule(reader=st.none() | READERS, named=st.booleans())
    def load_quotations(self, reader: str | None, named: bool) -> None:
        told = quotations(run(), *([run(SECOND, "second.txt", reader=reader)] if reader else []))
        if named:
            actors = (replace(actor, aliases=(*actor.aliases, "As quoted")) for actor in told.actors)
            told = replace(told, actors=tuple(actors))
        self.keep(told)

    @rule(ident=st.sampled_from(list(LATER)), kind=st.sampled_from(["State", "Group", "Organization"]))
    def describe_an_actor_otherwise(self, ident: str, kind: str) -> None:
        actor = Actor(ident, ident.upper(), kind, ("Another name",), LATER[ident])
        told = run(FIRST, "first.txt", location=f"/{kind}")
        self.keep(replace(told, actors=(*told.actors, actor)))

    @rule()
    def load_two_at_once(self) -> None:
        self.keep(run(SECOND, "first.txt", reader=NEWER), run(FIRST, "second.txt"))

    @rule(name=NAMES)
    def retract(self, name: str) -> None:
        documents = self.model.meant(name)
        if documents:
            assert self.store.forget(name) == self.model.forget(documents)

    @rule()
    def open_again(self) -> None:
        before = self.store.version()
        self.store.close()
        self.store = self.opener()
        assert self.store.version() == before
        assert self.store.verify() == []

    @rule(day=DAYS)
    def ask_what_was_in_force(self, day: int) -> None:
        whens = {one.id: one.when for one in self.model.statements() if one.when is not None}
        expected = {ident: in_force(when, day) for ident, when in whens.items()}
        assert {e.id: as_of(e, day) for e in self.store.edges() if not e.empty} == expected

    @precondition(lambda self: self.questions > 0)
    @rule()
    def ask_cypher(self) -> None:
        self.questions -= 1
        found = [self.store.cypher(query).rows for query in QUERIES]
        statements, actors = self.model.statements(), self.model.actors()
        said = [reading for one in statements for reading in one.readings]
        passages = {(f"{r.document}:{r.start_char}-{r.end_char}", r.document) for r in said}
        documents = self.model.documents()
        read = [
            [f"run-{place:06}", document.id]
            for place, load in enumerate(self.model.loads, 1)
            for document in sorted(load.documents, key=lambda d: d.id)
            if document.id in documents
        ]
        assert found == [
            [[one.id] for one in statements],
            [[ident, actor.name, actor.kind] for ident, actor in actors.items()],
            [[ident, name] for ident, name in sorted(documents.items())],
            [list(one) for one in sorted(passages)],
            read,
        ]

    @invariant()
    def holds_what_the_model_holds(self) -> None:
        assert list(self.store.statements()) == self.model.statements()
        assert self.store.actors() == self.model.actors()
        assert {d.id: d.name for d in self.store.documents()} == self.model.documents()
        assert current(self.store) == self.model.readings().keys()
        counting = {slice_.place for slice_ in self.model.current()}
        assert [(load.location, load.digest, load.reader, load.current) for load in self.store.loads()] == [
            (load.location, load.digest, load.reader, place in counting)
            for place, load in enumerate(self.model.loads)
        ]

    def teardown(self) -> None:
        with ExitStack() as closing:
            closing.callback(self.store.close)
            assert self.store.verify() == []


def as_of(edge: Edge, day: int) -> Certainty:
    columns = edge.start_min, edge.start_max, edge.end_min, edge.end_max
    return in_force(When(*columns, edge.punctual, edge.dated, edge.open_end), day)


STORIES = {"embedded": (10, 20, 1), "neo4j": (16, 20, 20)}
"""For each kind of store: how many stories, the most steps, and the most questions in Cypher, in one."""


def test_every_story_ends_as_in_the_model(kind: str, places: Callable[[], Opener]) -> None:
    stories, steps, questions = STORIES[kind]
    limits = settings(max_examples=stories, stateful_step_count=steps)
    run_state_machine_as_test(lambda: Machine(places, questions), settings=limits)
