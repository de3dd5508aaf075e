"""What the names in a query stand for: labels, relationship types, properties, variables, parameters.

Read from words and brackets, not from a grammar, so that a query half written, or wrong, tells it too.
"""

from __future__ import annotations

from typing import NamedTuple

from graph.stores.cypher_guard import Token, tokens

KEYWORDS = (
    *("MATCH", "OPTIONAL", "WHERE", "RETURN", "DISTINCT", "ORDER", "BY", "ASC", "DESC", "LIMIT", "SKIP"),
    *("WITH", "UNWIND", "AS", "AND", "OR", "XOR", "NOT", "IN", "IS", "NULL", "STARTS", "ENDS", "CONTAINS"),
    *("CASE", "WHEN", "THEN", "ELSE", "END", "UNION", "ALL", "CALL", "YIELD", "EXISTS", "TRUE", "FALSE"),
)
FUNCTIONS = (
    *("abs", "all", "allShortestPaths", "any", "avg", "ceil", "coalesce", "collect", "count", "date"),
    *("date.truncate", "datetime", "duration", "duration.between", "elementId", "endNode", "exists"),
    *("floor", "head", "id", "isEmpty", "keys", "labels", "last", "left", "length", "max", "min", "nodes"),
    *("none", "nullIf", "percentileCont", "percentileDisc", "properties", "rand", "range", "reduce"),
    *("relationships", "replace", "reverse", "right", "round", "shortestPath", "sign", "single", "size"),
    *("split", "sqrt", "startNode", "stDev", "substring", "sum", "tail", "toBoolean", "toFloat"),
    *("toInteger", "toLower", "toString", "toUpper", "trim", "type"),
)
_OPENS_BLOCK = frozenset({"CALL", "COLLECT", "COUNT", "EXISTS"})
_CLOSES = frozenset(")]}")


class Name(NamedTuple):
    """A token and its part: label, type, property, key, parameter, function, procedure, keyword, variable.

    `of` is "node" or "relationship" for a property where that is known, else "".  A *key* is of a map
    that the query makes; what stands behind a second dot (n.start_min.year) is a "part".  A label told of
    a variable (n:Label) may be a relationship's type: such a name is "label or type".
    """

    role: str
    token: Token
    of: str = ""


def names(query: str) -> list[Name]:
    """All names of `query`, in their order.

    >>> [(n.role, n.token.text) for n in names("MATCH (a:Person {id: $x})-[r:LED]->() RETURN r.start")][1:6]
    [('variable', 'a'), ('label', 'Person'), ('property', 'id'), ('parameter', 'x'), ('variable', 'r')]
    """
    scan = _Scan(list(tokens(query)))
    scan.run()
    return scan.names


class _Scan:
    """Goes through the tokens once, and keeps in `inside` which brackets are open, and what they hold."""

    def __init__(self, found: list[Token]) -> None:
        self.found = found
        self.names: list[Name] = []
        self.inside: list[str] = []
        self.relationships: set[str] = set()

    def run(self) -> None:
        i = 0
        while i < len(self.found):
            i = self.step(i)

    def text(self, i: int) -> str:
        return self.found[i].text if 0 <= i < len(self.found) else ""

    def name(self, i: int) -> str:
        return self.found[i].name if 0 <= i < len(self.found) else ""

    def top(self) -> str:
        return self.inside[-1] if self.inside else ""

    def step(self, i: int) -> int:
        """Take in token `i` and what belongs to it; where to go on."""
        token = self.found[i]
        if token.text in "([{":
            self.inside.append(self.opened(i))
        elif token.text in _CLOSES and self.inside:
            self.inside.pop()
        elif token.text == ":" and self.top() != "map" and not self.top().startswith("properties"):
            return self.expression(i)
        elif token.text == "$" and self.name(i + 1):
            places = self.dotted(i + 1)
            roles = ["parameter", *["part"] * len(places)]
            self.names += [Name(role, self.found[at]) for role, at in zip(roles, places, strict=False)]
            return places[-1] + 1
        elif token.name:
            return self.chain(i)
        return i + 1

    def opened(self, i: int) -> str:
        """What the bracket at `i` holds."""
        text, before = self.text(i), self.found[i - 1] if i else None
        named = before is not None and bool(before.name) and before.word not in KEYWORDS
        if text == "[":
            return "relationship" if self.text(i - 1) == "-" else "list"
        if text == "(":
            return "arguments" if named else "node"
        if before is not None and (before.word in _OPENS_BLOCK or before.text == ")"):
            return "block"
        if self.top() == "relationship" or (self.top() == "node" and (named or self.text(i - 1) == "(")):
            return f"properties of {self.top()}"
        return "map"

    def expression(self, i: int) -> int:
        """Labels or types after the colon at `i`: A|B, A&!B, :A:B."""
        role = {"relationship": "type", "node": "label"}.get(self.top(), "label or type")
        owner = self.name(i - 1)
        if role != "type" and owner:
            patterned = self.top() == "node" and self.text(i - 2) == "("
            role = "type" if owner in self.relationships else "label" if patterned else "label or type"
        wanted, deep, i = True, 0, i + 1
        while i < len(self.found):
            text = self.text(i)
            if text == "|" and self.top() == "list":  # [n IN nodes(p) WHERE n:Person | n.name]
                break
            if text in ("|", "&", ":", "!") or (text == "(" and wanted):
                wanted, deep = True, deep + (text == "(")
            elif text == ")" and deep:
                deep -= 1
            elif self.name(i) and wanted:
                self.names.append(Name(role, self.found[i]))
                wanted = False
            else:
                break
            i += 1
        return i

    def dotted(self, i: int) -> list[int]:
        """The places of the names that dots join to the one at `i`, itself first."""
        places = [i]
        while self.text(places[-1] + 1) == "." and self.name(places[-1] + 2):
            places.append(places[-1] + 2)
        return places

    def chain(self, i: int) -> int:
        """A name and what hangs on it by dots: n.start_min.year, date.truncate(…, db.labels()."""
        places = self.dotted(i)
        last = places[-1]
        if self.text(i - 1).upper() == "CALL":
            roles = ["procedure"] * len(places)
        elif self.text(last + 1) == "(" and (len(places) > 1 or self.found[i].word not in KEYWORDS):
            roles = ["function"] * len(places)
        else:
            roles = [self.first(i), "property", *["part"] * len(places)][: len(places)]
        for role, place in zip(roles, places, strict=True):
            self.names.append(Name(role, self.found[place], self.owner(role, i, place)))
        return last + 1

    def first(self, i: int) -> str:
        """The part of a name that no dot joins to a variable before it."""
        before = self.text(i - 1)
        if before == ".":  # behind a bracket, or in a map projection
            return "property"
        if self.text(i + 1) == ":" or self.top() == "map":
            if self.top().startswith("properties"):
                return "property"
            if self.top() == "map" and before in ("{", ","):
                return "key"
        if self.top().startswith("properties") and before in ("{", ","):
            return "property"
        if self.top() == "relationship" and before == "[":
            self.relationships.add(self.name(i))
        return "keyword" if self.found[i].word in KEYWORDS else "variable"

    def owner(self, role: str, first: int, place: int) -> str:
        if role != "property":
            return ""
        if self.top().startswith("properties") and place == first:
            return self.top().removeprefix("properties of ")
        return "relationship" if self.name(first) in self.relationships and place != first else ""
