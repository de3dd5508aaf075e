"""A made-up history with one of each pattern that canned questions look for, and what they answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from small_store import SmallStore, said

from graph.model import Actor

KINDS = {
    "State": ("avia", "borduria", "carpania", "dukla", "elbonia", "freeland", "gondal"),
    "Person": ("henrik",),
    "Organization": ("league", "rebels", "old-party", "new-party"),
    "Agreement": ("pact",),
}
ACTORS = tuple(
    Actor(name, name.replace("-", " ").title(), kind) for kind, names in KINDS.items() for name in names
)
FACTS = (
    # Two powers behind two who fight: a proxy war; and one of the powers was followed by the other.
    ("avia", "SUPPORTED", "rebels", "1950"),
    ("borduria", "AIDED", "carpania", "1951"),
    ("carpania", "FOUGHT", "rebels", "1952"),
    ("avia", "OPPOSED", "borduria", "1949"),
    ("borduria", "SUPPORTED", "rebels", "1960"),
    # Three enemies; the enemy of an enemy; enemies who made it up.
    ("avia", "FOUGHT", "dukla", "1941"),
    ("borduria", "FOUGHT", "dukla", "1941"),
    ("avia", "TRADED_WITH", "dukla", "1970"),
    # Camps of Avia and of Borduria, and who knows both.
    ("elbonia", "ALLIED_WITH", "avia", "1955"),
    ("freeland", "ALLIED_WITH", "borduria", "1955"),
    ("gondal", "TRADED_WITH", "elbonia", "1962"),
    ("gondal", "TRADED_WITH", "freeland", "1963"),
    # Who was first, and who may have been.
    ("elbonia", "RECOGNIZED", "gondal", "1961"),
    ("freeland", "RECOGNIZED", "gondal", "1961-05-01"),
    ("avia", "RECOGNIZED", "gondal", "1965"),
    # Members, leaders, agreements, parties that were renamed.
    ("elbonia", "JOINED", "league", "1946"),
    ("freeland", "MEMBER_OF", "league", "1946"),
    ("freeland", "WITHDREW_FROM", "league", "1971"),
    ("henrik", "LED", "league", "1947"),
    ("avia", "PARTY_TO", "pact", "1955"),
    ("elbonia", "PARTY_TO", "pact", "1955"),
    ("henrik", "FOUNDED", "old-party", "1930-02"),
    ("henrik", "FOUNDED", "new-party", "1930"),
    ("old-party", "RENAMED_TO", "new-party", "1930-10"),
    # A date that may be one of two finer ones.
    ("henrik", "VISITED", "avia", "1958"),
    ("henrik", "VISITED", "avia", "1958-03"),
    ("henrik", "VISITED", "avia", "1958-06"),
)
READINGS = (
    *(said("d1", 100 * place, *fact) for place, fact in enumerate(FACTS)),
    said("d2", 0, "elbonia", "TRADED_WITH", "freeland", end="1969", modality="negated"),
    said("d2", 100, "elbonia", "TRADED_WITH", "freeland", "1975"),
    said("d2", 200, "avia", "OCCUPIED", "carpania", "1953", end="1956"),
)

# Of each question, what is given to it, and the first columns of its rows.
ANSWERS: Mapping[str, tuple[dict[str, str], list[list[Any]]]] = {
    "agreements-in-force": ({"day": "1956"}, [["possibly", "Pact", ["Avia", "Elbonia"], "1955"]]),
    "backers": (
        {"actor": "rebels", "period": "1955"},
        [["possibly", "Avia", "SUPPORTED"]],
    ),
    "brokers": ({"kind": "state", "limit": "1"}, [["Avia", "State", 6, 13]]),
    "changed": (
        {"earlier": "1952", "later": "1954", "actor": "carpania"},
        [["new", "certainly", "Avia", "OCCUPIED", "Carpania", "1953", "1956"]],
    ),
    "coarser": ({}, [["Henrik", "VISITED", "Avia", "1958", ["1958-03", "1958-06"]]]),
    "decades": ({"actor": "gondal"}, [[1960, 5, 0, 0, 3]]),
    "ended": (
        {"since": "1956", "until": "1957"},
        [["certainly", "1956", "1953", "Avia", "OCCUPIED", "Carpania"]],
    ),
    "enemy-triangles": ({}, [["Avia", "Borduria", "Dukla", ["OPPOSED"], ["FOUGHT"], ["FOUGHT"]]]),
    "first-to-recognize": (
        {},
        [["possibly", "Gondal", "Elbonia", "1961"], ["possibly", "Gondal", "Freeland", "1961-05-01"]],
    ),
    "forward-chains": (
        {"one": "elbonia", "other": "carpania", "limit": "2"},
        [
            ["certainly", 2, "1955-12-31", ["Elbonia", "Avia", "Carpania"]],
            ["possibly", 3, "1955-01-01", ["Elbonia", "Avia", "Borduria", "Carpania"]],
        ],
    ),
    "go-betweens": (
        {"one": "avia", "other": "borduria"},
        [
            ["Elbonia", "State", ["Gondal", "Pact"], ["Freeland"]],
            ["Gondal", "State", ["Elbonia"], ["Freeland"]],
            ["League", "Organization", ["Elbonia"], ["Freeland"]],
        ],
    ),
    "leaders": ({"of": "league"}, [["1947", None, "Henrik", "LED"]]),
    "linked": (
        {"one": "avia", "other": "freeland", "before": "1956"},
        [[2, ["Avia", "Borduria", "Freeland"]]],
    ),
    "members": (
        {"body": "league", "day": "1972"},
        [["possibly", "Elbonia", "State", "1946", None]],
    ),
    "proxy-wars": ({}, [["Carpania", "Rebels", "1952", ["Borduria"], ["Avia"]]]),
    "reconciled": ({}, [["certainly", "Avia", "Dukla", "FOUGHT", "1941", "TRADED_WITH", "1970"]]),
    "shared-enemies": (
        {"actor": "avia"},
        [
            ["Borduria", ["Dukla"], []],
            ["Dukla", ["Borduria"], ["TRADED_WITH"]],
            ["Rebels", ["Carpania"], ["SUPPORTED"]],
        ],
    ),
    "shortest-chains": ({"one": "henrik", "other": "rebels"}, [[2, ["Henrik", "Avia", "Rebels"]]]),
    "sources": ({}, [["first.txt", 27, 27, 27, 0], ["second.txt", 3, 3, 3, 0]]),
    "stances": (
        {"actor": "avia", "day": "1955"},
        [
            ["conflict", "Borduria", [], ["OPPOSED"]],
            ["conflict", "Carpania", ["OCCUPIED"], []],
            ["conflict", "Dukla", [], ["FOUGHT"]],
            ["cooperation", "Elbonia", ["ALLIED_WITH"], []],
            ["cooperation", "Pact", ["PARTY_TO"], []],
            ["cooperation", "Rebels", [], ["SUPPORTED"]],
        ],
    ),
    "switched-patrons": ({}, [["certainly", "Rebels", "Avia", "1950", "Borduria", "1960"]]),
    "tensions": (
        {},
        [
            ["founded, or renamed", "Henrik FOUNDED Old Party 1930-02", "Henrik FOUNDED New Party 1930"],
            [
                "founded, or renamed",
                "Henrik FOUNDED New Party 1930",
                "Old Party RENAMED_TO New Party 1930-10",
            ],
        ],
    ),
    "thaws": ({}, [["certainly", "Elbonia", "Freeland", "TRADED_WITH", None, "1969", "TRADED_WITH", "1975"]]),
}


def store() -> SmallStore:
    """The history, for reading only."""
    return SmallStore("memory://patterns", READINGS, ACTORS)
