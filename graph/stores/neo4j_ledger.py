"""What is kept on a Neo4j server: one (:Run) for each load, with all that it said packed into it.

The runs are the truth; the rest of the graph on the server is drawn from them, and so is the copy in the
user's cache folder that statements, paths and pages are worked out on.  Runs are numbered; two programs
that write at once cannot take the same number, and the slower one looks again.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, astuple
from typing import Any, NamedTuple

from graph.errors import StoreError
from graph.model import Actor, Document, Run, content_hash
from graph.stores.columns import canonical, fingerprint, unpacked
from graph.stores.neo4j_server import Results, Server

HIDDEN = ("_seq", "_token", "_kept", "_drawn", "_turn", "_since")
"""Properties of (:Run) nodes that are no part of the graph that users ask."""

CONSTRAINTS = (
    "CREATE CONSTRAINT histgraph_actor IF NOT EXISTS FOR (n:Actor) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT histgraph_passage IF NOT EXISTS FOR (n:Passage) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT histgraph_document IF NOT EXISTS FOR (n:Document) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT histgraph_run IF NOT EXISTS FOR (n:Run) REQUIRE n._seq IS UNIQUE",
    "CREATE INDEX histgraph_name IF NOT EXISTS FOR (n:Actor) ON (n.name)",
)


class Kept(NamedTuple):
    """A run as the server keeps it: its number, a hash of what it holds, and that, packed."""

    seq: int
    token: str
    packed: bytes


class Conflict(Exception):
    """Another program has written in the meantime."""


def pack(seq: int, run: Run) -> Kept:
    """`run` in one compact value."""
    content = {
        "location": run.location,
        "digest": run.digest,
        "reader": run.reader,
        "documents": [astuple(document) for document in run.documents],
        "actors": [asdict(actor) for actor in run.actors],
        "readings": [reading.fields() for reading in run.readings],
    }
    text = canonical(content).encode()
    return Kept(seq, fingerprint(text), zlib.compress(text, 3))


def unpack(kept: Kept) -> Run:
    """The run that was packed; StoreError if it is not what was written."""
    try:
        text = zlib.decompress(kept.packed)
    except zlib.error:
        text = b""
    if fingerprint(text) != kept.token:
        raise StoreError(f"run {kept.seq} on the server is not what was written", hint="restore a backup")
    content = json.loads(text)
    return Run(
        content["location"],
        content["digest"],
        content["reader"],
        tuple(Document(*row) for row in content["documents"]),
        tuple(Actor(**{**row, "aliases": tuple(row["aliases"])}) for row in content["actors"]),
        tuple(map(unpacked, content["readings"])),
    )


def prepare(server: Server) -> None:
    """Make constraints and indexes, where they are missing; StoreError if the graph there is not ours."""
    made = {name for [name] in server.read("SHOW INDEXES YIELD name")}
    missing = [command for command in CONSTRAINTS if command.split()[2] not in made]
    if len(missing) == len(CONSTRAINTS) and is_drawn_on(server):
        what = "holds a graph of another program"
        raise StoreError(f"{server.where}: {what}", hint="give histgraph a database of its own")
    for command in missing:
        server.define(command)


def is_drawn_on(server: Server) -> bool:
    """Whether there is anything where a graph is drawn, be it ours or not."""
    return bool(server.read("MATCH (n:Actor|Document|Passage|Run) RETURN 1 LIMIT 1"))


def tokens(server: Server) -> list[tuple[int, str]]:
    """Number and hash of each run on the server, in order."""
    rows = server.read("MATCH (r:Run) WHERE r._seq IS NOT NULL RETURN r._seq, r._token ORDER BY r._seq")
    return [(seq, token) for seq, token in rows]


def fetch(server: Server, seq: int) -> Run:
    """The run of this number."""
    rows = server.read("MATCH (r:Run {_seq: $seq}) RETURN r._token, r._kept", {"seq": seq})
    if not rows:
        raise Conflict
    [[token, packed]] = rows
    return unpack(Kept(seq, token, bytes(packed)))


def append(server: Server, kept: Sequence[Kept]) -> None:
    """Keep new runs, all or none; Conflict if one of their numbers is taken.

    Safe to repeat: a run that is there already, the same, is left as it is.
    """
    server.write([(_APPEND, {"rows": [_row(k) for k in kept]})], counted(0, len(kept)))


_APPEND = (
    "UNWIND $rows AS row MERGE (r:Run {_seq: row.seq}) ON CREATE SET r._token = row.token, "
    "r._kept = row.packed WITH r, row WHERE r._token = row.token RETURN count(r)"
)


def replace(server: Server, old: Sequence[tuple[int, str]], new: Sequence[Kept]) -> None:
    """Let `new` take the place of the runs `old` (numbers, hashes), all or none.

    Those of `old` whose number is not among `new` are removed.  Conflict if one of them is no longer there.
    """
    kept = {k.seq for k in new}
    rows = [{"seq": seq, "token": token} for seq, token in old]
    server.write(
        [
            (f"{_EACH} SET r._token = r._token", {"rows": rows}),  # from here on, others wait
            (f"{_EACH} WHERE r._token = row.token RETURN count(r)", {"rows": rows}),
            (f"{_EACH} DETACH DELETE r", {"rows": [row for row in rows if row["seq"] not in kept]}),
            (f"{_EACH} SET r._token = row.token, r._kept = row.packed", {"rows": [_row(k) for k in new]}),
        ],
        counted(1, len(rows)),
    )


_EACH = "UNWIND $rows AS row MATCH (r:Run {_seq: row.seq})"


def counted(which: int, expected: int) -> Callable[[Results], None]:
    """A check, for `Server.write`, that query number `which` has counted `expected`; else Conflict."""

    def check(results: Results) -> None:
        if results[which] != [[expected]]:
            raise Conflict

    return check


def state(listed: Iterable[tuple[int, str]], *derived_by: str) -> str:
    """Names a state of the runs, and the rules that a graph is drawn from them by."""
    return content_hash([[list(row) for row in listed], list(derived_by)])


def _row(kept: Kept) -> dict[str, Any]:
    return {"seq": kept.seq, "token": kept.token, "packed": kept.packed}
