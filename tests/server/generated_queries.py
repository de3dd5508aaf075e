"""Read queries made by chance, the same for the same seed: what both engines are to answer alike.

Each form is a method of `Writer` that gives one query; `FORMS` lists them.  Rows are ordered by our ids as
far as they can be; what is collected is ordered before, and rows without an order are compared as a bag.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from graph.stores.kept import KeptStore

BOUNDS = ("start_min", "start_max", "end_min", "end_max")
KINDS = ("State", "Person", "Organization", "Event", "Agreement", "Place", "Group")
DAYS = ("1923-06-30", "1945-09-01", "1950-01-31", "1960-01-01", "1975-04-30", "1978-12-31", "1995-07-12")
COMPARED = ("<", "<=", ">", ">=", "=", "<>")


class Words(NamedTuple):
    """What stands in a store: ids and names of actors, and types of relations, in one order."""

    ids: Sequence[str]
    names: Sequence[str]
    types: Sequence[str]

    @classmethod
    def of(cls, store: KeptStore) -> Words:
        actors = sorted(store.actors().values(), key=lambda actor: actor.id)
        types = sorted({edge.type for edge in store.edges()})
        return cls([a.id for a in actors], [a.name for a in actors], types)


class Query(NamedTuple):
    """A query, and whether its rows come in one order."""

    text: str
    ordered: bool


def queries(words: Words, seed: int, count: int) -> Iterator[Query]:
    """`count` different queries, of each form about as many."""
    seen: set[str] = set()
    writer = Writer(random.Random(seed), words)
    while len(seen) < count:
        form = FORMS[len(seen) % len(FORMS)]
        text = " ".join(form(writer).split())
        if text not in seen:
            seen.add(text)
            yield Query(text, "ORDER BY" in text.rsplit("RETURN", 1)[-1])


class Writer:
    """Makes up parts of queries."""

    def __init__(self, chance: random.Random, words: Words) -> None:
        self.chance, self.words = chance, words

    # ------------------------------------------------------------------------------------------- parts

    def one(self, *of: str) -> str:
        return self.chance.choice(of)

    def maybe(self, text: str, share: float = 0.5) -> str:
        return text if self.chance.random() < share else ""

    def number(self, low: int, high: int) -> int:
        return self.chance.randint(low, high)

    def ident(self) -> str:
        return self.quoted(self.chance.choice(self.words.ids))

    def day(self) -> str:
        return f"date('{self.one(*DAYS)}')"

    def types(self, most: int = 4) -> str:
        found = self.chance.sample(self.words.types, self.number(1, most))
        return ":" + "|".join(sorted(found))

    def label(self) -> str:
        return self.one(":Actor", f":{self.one(*KINDS)}", f":Actor:{self.one(*KINDS)}")

    def arrow(self, inside: str) -> str:
        return self.one(f"-[{inside}]->", f"<-[{inside}]-", f"-[{inside}]-")

    @staticmethod
    def quoted(text: str) -> str:
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"

    def some(self, *of: str, least: int = 1) -> list[str]:
        return self.chance.sample(of, self.number(least, len(of)))

    def about_relation(self, r: str = "r") -> str:
        """A condition on a relationship between actors; it may well be null."""
        return self.one(
            f"{r}.{self.one(*BOUNDS)} {self.one(*COMPARED)} {self.day()}",
            f"{r}.{self.one(*BOUNDS)} IS {self.maybe('NOT ')}NULL",
            f"{r}.modality {self.one('=', '<>')} 'asserted'",
            f"{r}.polarity IN ['conflict', {self.one('null', chr(39) + 'neutral' + chr(39))}]",
            f"{r}.dated",
            f"NOT {r}.dated",
            f"{r}.start STARTS WITH '{self.one('19', '195', '..')}'",
            f"size({r}.quotes) {self.one(*COMPARED)} {self.number(1, 2)}",
            f"type({r}) {self.one(*COMPARED)} '{self.chance.choice(self.words.types)}'",
            f"{self.one('any', 'all', 'none', 'single')}(q IN {r}.quotes WHERE q CONTAINS "
            f"'{self.one('Soviet', 'Viet', 'the', '1950')}')",
            f"{r}.{self.one(*BOUNDS)}.year {self.one(*COMPARED)} {self.number(1920, 1995)}",
        )

    def about_actor(self, a: str = "a") -> str:
        """A condition on an actor."""
        return self.one(
            f"{a}.kind {self.one('=', '<>')} '{self.one(*KINDS)}'",
            f"{a}.id IN [{', '.join(self.ident() for _ in range(3))}]",
            f"{a}.name {self.one('CONTAINS', 'STARTS WITH', 'ENDS WITH')} '{self.one('S', 'Viet', 'n')}'",
            f"size({a}.aliases) {self.one(*COMPARED)} {self.number(0, 3)}",
            f"{a}.existed_max IS {self.maybe('NOT ')}NULL",
            f"{a}.existed_min {self.one(*COMPARED)} {self.day()}",
            f"{self.maybe('NOT ')}{a}:{self.one(*KINDS)}",
            f"{self.one('any', 'all', 'none')}(x IN {a}.aliases WHERE size(x) {self.one('<', '>')} 5)",
            f"toLower({a}.name) =~ '.*{self.one('viet', 'union', 'party')}.*'",
        )

    def where(self, *makers: Callable[[], str]) -> str:
        """Some conditions joined by chance."""
        found = [self.chance.choice(makers)() for _ in range(self.number(1, 3))]
        text = found[0]
        for condition in found[1:]:
            text = self.one(
                f"{text} AND {condition}",
                f"({text}) OR {condition}",
                f"({text}) XOR ({condition})",
                f"{text} AND NOT ({condition})",
            )
        return f"WHERE {text}"

    def text_of(self, value: str) -> str:
        """A function of a text."""
        return self.one(
            f"toUpper({value})",
            f"substring({value}, {self.number(0, 4)}, {self.number(1, 9)})",
            f"left({value}, {self.number(1, 6)})",
            f"right({value}, {self.number(1, 6)})",
            f"split({value}, '{self.one(' ', 'i')}')",
            f"replace({value}, '{self.one('i', 'Viet', ' ')}', '{self.one('', '_')}')",
            f"reverse({value})",
            f"size({value})",
            f"trim({value} + ' ')",
            f"{value} + '/' + {value}",
            f"split({value}, ' ')[{self.number(-2, 2)}]",
            f"toString(size({value}))",
        )

    def value(self, r: str = "r", a: str = "a") -> str:
        """Something to return of a relationship and an actor."""
        return self.one(
            f"{a}.name",
            f"{a}.kind",
            f"labels({a})",
            f"{a}.aliases[{self.number(-2, 2)}]",
            f"type({r})",
            f"{r}.start",
            f"{r}.{self.one(*BOUNDS)}",
            f"{r}.{self.one(*BOUNDS)}.{self.one('year', 'month', 'day')}",
            f"coalesce({r}.end, {r}.start, 'none')",
            f"size({r}.passages)",
            f"{r}.documents[0]",
            f"{r}.quotes[0..1]",
            f"CASE {r}.modality WHEN 'asserted' THEN 1 WHEN 'negated' THEN -1 ELSE 0 END",
            f"CASE WHEN {r}.start_min > {self.day()} THEN 'after' WHEN {r}.start_max < {self.day()} "
            "THEN 'before' END",
            self.text_of(f"{a}.name"),
            self.text_of(f"type({r})"),
            f"{{kind: {a}.kind, at: {r}.start_min, dated: {r}.dated}}",
            f"[x IN {a}.aliases WHERE size(x) > {self.number(2, 6)} | toLower(x)]",
            f"startNode({r}).id",
            f"{r}.start_min + duration('P{self.number(1, 9)}{self.one('D', 'M', 'Y')}')",
            f"duration.inDays({r}.start_min, {r}.start_max).days",
            f"date.truncate('{self.one('month', 'year', 'decade')}', coalesce({r}.start_min, {self.day()}))",
            f"{r}.start_min <= {r}.end_max",
            f"{r}.impossible XOR {r}.dated",
            f"toString({r}.start_min)",
        )

    def returned(self, *keys: str) -> str:
        values = [self.value() for _ in range(self.number(1, 3))]
        named = [f"{value} AS v{place}" for place, value in enumerate(values)]
        return ", ".join([*keys, *named])

    def limited(self) -> str:
        return self.maybe(f"SKIP {self.number(0, 4)} ", 0.3) + self.maybe(f"LIMIT {self.number(1, 12)}", 0.4)

    # ------------------------------------------------------------------------------------------- forms

    def pattern(self) -> str:
        where = self.where(self.about_relation, self.about_actor)
        types = self.maybe(self.types(), 0.4)
        return (
            f"MATCH (a{self.label()})-[r{types}]->(b:Actor) {where} "
            f"RETURN {self.returned('r.id', 'b.id')} ORDER BY r.id {self.limited()}"
        )

    def two_steps(self) -> str:
        first, second = self.arrow(f"r{self.types(9)}"), self.arrow(f"s{self.types(9)}")
        return (
            f"MATCH (a:Actor){first}(m:Actor){second}(b{self.label()}) "
            f"{self.where(self.about_relation, self.about_actor)} "
            f"RETURN {self.returned('a.id', 'm.id', 'b.id')} ORDER BY a.id, m.id, b.id, r.id, s.id"
        )

    def optional(self) -> str:
        joined = self.arrow(f"r{self.maybe(self.types(), 0.7)}")
        return (
            f"MATCH (a:Actor) {self.where(self.about_actor)} OPTIONAL MATCH (a){joined}(b{self.label()}) "
            f"{self.maybe(self.where(self.about_relation))} "
            f"RETURN {self.returned('a.id', 'r.id')} ORDER BY a.id, r.id, b.id {self.limited()}"
        )

    def variable_length(self) -> str:
        low = self.number(0, 2)
        step = self.arrow(f"{self.types(6)}*{low}..{low + self.number(0, 2)}")
        kept = self.one(
            "",
            f"WHERE all(r IN relationships(p) WHERE {self.about_relation()})",
            f"WHERE none(n IN nodes(p) WHERE n.id = {self.ident()})",
            f"WHERE length(p) {self.one(*COMPARED)} {self.number(1, 2)}",
        )
        return (
            f"MATCH p = (a:Actor {{id: {self.ident()}}}){step}(b:Actor) {kept} "
            f"RETURN [n IN nodes(p) | n.id] AS ids, [r IN relationships(p) | r.id] AS steps, length(p) AS n "
            f"ORDER BY n, ids, steps {self.limited()}"
        )

    def aggregation(self) -> str:
        key = self.one("a.id", "a.kind", "type(r)", "r.polarity", "r.start_min.year / 10 * 10", "r.dated")
        of = self.some(
            "count(*) AS n",
            "count(r.start) AS dated",
            "count(DISTINCT b.id) AS partners",
            "min(r.start_min) AS earliest",
            "max(r.end_max) AS latest",
            "sum(size(r.quotes)) AS readings",
            "round(avg(size(r.quotes)), 6) AS mean",
            "size(collect(DISTINCT r.modality)) AS modalities",
            "min(b.name) AS name",
            "max(size(b.aliases)) AS aliases",
        )
        return (
            f"MATCH (a:Actor)-[r]{self.one('-', '->')}(b:Actor) {self.where(self.about_relation)} "
            f"RETURN {key} AS of, {', '.join(of)} ORDER BY of {self.limited()}"
        )

    def totals(self) -> str:
        return (
            f"MATCH (a{self.label()})-[r]->(b:Actor) {self.where(self.about_actor)} "
            "RETURN count(r) AS n, count(DISTINCT a) AS actors, sum(size(a.aliases)) AS s, "
            "round(avg(size(b.name)), 6) AS mean, min(r.start_min) AS first, max(r.start) AS last"
        )

    def chain_of_withs(self) -> str:
        return (
            f"MATCH (a:Actor)-[r{self.maybe(self.types(9), 0.3)}]-(b:Actor) "
            f"{self.where(self.about_relation)} "
            f"WITH a, b, r ORDER BY a.id, {self.one('r.start_min, ', '')}r.id "
            f"WITH a, collect(r.id) AS ids, collect({self.one('b.id', 'b.name', 'type(r)')})"
            f"[0..{self.number(1, 4)}] AS some, count(DISTINCT b) AS n "
            f"WHERE n {self.one('>', '>=', '<')} {self.number(1, 4)} "
            f"RETURN a.id, n, some, {self.one('ids[-1]', 'head(ids)', 'last(ids)', 'size(ids)')} AS x "
            f"ORDER BY n {self.one('DESC', 'ASC')}, a.id {self.limited()}"
        )

    def lists(self) -> str:
        made = self.one(
            "[x IN a.aliases | size(x)]",
            "reduce(t = 0, x IN a.aliases | t + size(x))",
            "reduce(t = '', x IN a.aliases | t + left(x, 1))",
            "tail(a.aliases)",
            "reverse(split(a.name, ' '))",
            "a.aliases + [a.name]",
            "[a.name] + a.aliases[1..]",
            "a.name IN a.aliases",
            f"[x IN range(0, {self.number(1, 5)}) | a.aliases[x]]",
            "size([x IN a.aliases WHERE x STARTS WITH 'V'])",
            "[x IN a.aliases WHERE x <> a.name][0]",
            "a.aliases = []",
            "last(a.aliases)",
        )
        return f"MATCH (a:Actor) {self.where(self.about_actor)} RETURN a.id, {made} AS x ORDER BY a.id"

    def unwinding(self) -> str:
        listed = self.one("quotes", "documents", "passages")
        return (
            f"MATCH (a:Actor)-[r]->(b:Actor) {self.where(self.about_relation)} UNWIND r.{listed} AS x "
            f"WITH DISTINCT r, x {self.maybe(f'WHERE size(x) > {self.number(5, 60)}')} "
            f"RETURN r.id, {self.one('x', 'left(x, 9)', 'size(x)')} AS x ORDER BY r.id, x {self.limited()}"
        )

    def union(self) -> str:
        def part() -> str:
            return (
                f"MATCH (a{self.label()})-[r{self.types()}]->(b) {self.where(self.about_relation)} "
                f"RETURN a.id AS one, {self.one('b.id', 'type(r)', 'r.start')} AS other"
            )

        return f"{part()} UNION {self.maybe('ALL ')}{part()}"

    def subquery(self) -> str:
        inner = f"(a)-[r{self.types(6)}]{self.one('->', '-')}(b:Actor) {self.where(self.about_relation)}"
        return self.one(
            f"MATCH (a:Actor) WHERE {self.maybe('NOT ')}EXISTS {{ MATCH {inner} }} RETURN a.id ORDER BY a.id",
            f"MATCH (a:Actor) RETURN a.id, COUNT {{ MATCH {inner} }} AS n ORDER BY n, a.id",
            f"MATCH (a:Actor) {self.where(self.about_actor)} CALL {{ WITH a MATCH {inner} "
            f"RETURN count(r) AS n, min(r.start_min) AS first }} RETURN a.id, n, first ORDER BY a.id",
            f"MATCH (a:Actor) WHERE {self.maybe('NOT ')}(a)-[{self.types()}]-() RETURN a.id ORDER BY a.id",
            f"MATCH (a:Actor) RETURN a.id, size([(a)-[r{self.types(6)}]->(b) | b.id]) AS n ORDER BY a.id",
        )

    def evidence(self) -> str:
        return (
            "MATCH (d:Document)<-[:IN]-(p:Passage)-[:MENTIONS]->(a:Actor) "
            f"{self.where(self.about_actor)} "
            f"RETURN {self.one('d.name', 'd.id')} AS of, p.id, a.id, "
            f"{self.one('p.start', 'p.end - p.start', 'size(p.text)', self.text_of('p.text'))} AS x "
            f"ORDER BY p.id, a.id {self.limited()}"
        )

    def whole_values(self) -> str:
        where = self.where(self.about_relation, self.about_actor)
        what = self.one(
            "a", "r", "p", "[a, b]", "{a: a, n: r.id}", "nodes(p)", "properties(a)", "relationships(p)",
            "collect(r)", "[x IN nodes(p) | labels(x)]", "head(collect(a))",
        )  # fmt: skip
        ending = "" if "collect" in what else " AS x ORDER BY r.id"
        return (
            f"MATCH p = (a:Actor)-[r]->(b:Actor) {where} WITH p, a, b, r ORDER BY r.id RETURN {what}{ending}"
        )

    def numbers(self) -> str:
        x, y = self.number(-9, 9), self.number(1, 7)
        made = self.one(
            f"({x} + size(a.name)) / {y}", f"({x} - size(a.name)) % {y}", f"size(a.name) / {y}.0",
            f"toFloat(size(a.name)) * {x}", f"abs({x} - size(a.name))", f"{x} ^ {y}",
            f"round(size(a.name) / {y}.0, 2)", f"toInteger('{x}') + null", f"toFloat('{x}.5')",
            f"sign({x})", "sqrt(size(a.name) * size(a.name))", f"toInteger({x}.7)", f"floor({x} / {y}.0)",
            f"ceil({x} / {y}.0)", f"toBoolean('{self.one('true', 'FALSE', 'x')}')", f"{x} IN [{y}, null]",
            f"{x} = {y} OR null", f"CASE size(a.name) % {y} WHEN 0 THEN 'whole' ELSE {x} END",
            f"[{x}, 'a', null, true, {y}.5, [{y}]]", f"{{b: {x}, a: {{c: null}}}}",
            f"date({{year: 19{50 + y}, month: {y}, day: {y}}})", f"duration({{days: {y}, months: {x}}})",
        )  # fmt: skip
        return f"MATCH (a:Actor) {self.where(self.about_actor)} RETURN a.id, {made} AS x ORDER BY a.id"

    def sorting(self) -> str:
        keys = self.some("r.start_min", "r.end", "a.name", "b.kind", "type(r)", "size(r.quotes)", "r.dated")
        order = ", ".join(f"{key} {self.one('', 'DESC')}" for key in keys)
        return (
            f"MATCH (a:Actor)-[r]->(b:Actor) {self.where(self.about_relation)} "
            f"RETURN r.id, {self.value()} AS x ORDER BY {order}, r.id {self.limited()}"
        )

    def distinct(self) -> str:
        return (
            f"MATCH (a{self.label()})-[r]-(b{self.label()}) {self.where(self.about_relation)} "
            f"RETURN DISTINCT {self.value()} AS x, {self.one('type(r)', 'a.kind', 'r.modality')} AS y"
        )


FORMS: Sequence[Callable[[Writer], str]] = (
    Writer.pattern,
    Writer.two_steps,
    Writer.optional,
    Writer.variable_length,
    Writer.aggregation,
    Writer.totals,
    Writer.chain_of_withs,
    Writer.lists,
    Writer.unwinding,
    Writer.union,
    Writer.subquery,
    Writer.evidence,
    Writer.whole_values,
    Writer.numbers,
    Writer.sorting,
    Writer.distinct,
)
