"""How a run is kept and how a document is forgotten."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from operator import attrgetter

from graph.errors import BadInput, NothingFound, UsageError
from graph.model import Document, Reading, Run
from graph.stores.base import Load
from graph.stores.columns import (
    LISTED,
    READING_COLUMNS,
    description,
    fingerprint,
    listed,
    parts,
    to_actor,
    to_reading,
)
from graph.stores.database import Database

_LONG = 1_000_000  # characters


def is_fresh(db: Database, run: Run) -> bool:
    """Whether nothing that is kept speaks of the run's documents, or came from the same place."""
    if not run.documents:
        return False
    if run.location and db.rows("SELECT 1 FROM loads WHERE location = ? LIMIT 1", (run.location,)):
        return False
    told_of = "SELECT 1 FROM runs WHERE document = ? LIMIT 1"
    return not any(db.rows(told_of, (document.id,)) for document in run.documents)


def touched(db: Database, run: Run) -> set[str]:
    """The documents of a run, and of the load that it is going to replace."""
    replaced = db.rows(
        "SELECT document FROM runs WHERE seq = (SELECT max(seq) FROM loads WHERE location = ?1 AND ?1 <> '')",
        (run.location,),
    )
    return {d for (d,) in replaced} | {d.id for d in run.documents}


def begin(db: Database, run: Run, seq: int) -> None:
    """Keep all of a run but its readings."""
    db.change("INSERT INTO loads VALUES (?, ?, ?, ?)", [(seq, run.location, run.digest, run.reader)])
    texts = {fingerprint(d.text): d.text for d in run.documents if d.text is not None}
    for name, text in sorted(texts.items()):
        _keep_text(db, name, text)
    bodies = ((actor.id, description(actor)) for actor in sorted(run.actors, key=attrgetter("id")))
    db.change(
        "INSERT OR IGNORE INTO descriptions VALUES (?, ?, ?, ?)",
        ((actor, seq, fingerprint(body), body) for actor, body in bodies),
    )


def _keep_text(db: Database, name: str, text: str) -> None:
    """A long one in parts and as bytes: SQLite would hold two more copies of it."""
    if len(text) < _LONG:
        db.change("INSERT OR IGNORE INTO texts VALUES (?, ?)", [(name, text)])
        return
    size = sum(map(len, parts(text)))
    if db.change("INSERT OR IGNORE INTO texts VALUES (?, zeroblob(?))", [(name, size)]):
        row = int(db.value("SELECT rowid FROM texts WHERE hash = ?", (name,)))
        db.fill("texts", "text", row, parts(text))


class Numbers(dict[tuple[str, str], int]):
    """The numbers of the runs of one load, by document and reader, as its readings tell of them."""

    def __init__(self, db: Database) -> None:
        super().__init__()
        self._next = int(db.value("SELECT max(number) FROM runs") or 0) + 1

    def give(self, runs: Collection[tuple[str, str]]) -> None:
        """A number to each of these that has none."""
        for run in sorted(runs - self.keys()):
            self[run] = self._next
            self._next += 1


def end(db: Database, run: Run, seq: int, numbers: Numbers) -> bool:
    """Note who has read its documents; whether all that it says counts.

    That is told of a fresh run (see `is_fresh`) only."""
    told = {document for document, _ in numbers}
    numbers.give({(d.id, run.reader) for d in run.documents if d.id not in told})  # nothing was found there
    db.change("INSERT INTO runs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", _runs(seq, run, numbers))
    # None of a run stands in the way of another of the same run unless readers are several.
    if len(numbers) == len(run.documents):
        return True
    count = "SELECT count(*) FROM {} WHERE seq = ?"
    return bool(db.value(count.format("runs"), (seq,)) == db.value(count.format("current_runs"), (seq,)))


def next_seq(db: Database) -> int:
    """The place of the next load."""
    return int(db.value("SELECT max(seq) FROM loads") or 0) + 1


def loads(db: Database) -> list[Load]:
    """All loads, in the order in which they came."""
    rows = db.rows("SELECT seq, document FROM runs GROUP BY seq, document ORDER BY seq, document")
    documents: dict[int, list[str]] = {}
    for seq, document in rows:
        documents.setdefault(seq, []).append(document)
    current = {seq for (seq,) in db.rows("SELECT DISTINCT seq FROM current_runs")}
    return [
        Load(seq, location, digest, reader, tuple(documents.get(seq, ())), seq in current)
        for seq, location, digest, reader in db.rows(
            "SELECT seq, location, digest, reader FROM loads ORDER BY seq"
        )
    ]


def run(db: Database, load: Load) -> Run:
    """The run that was added by `load` (less what has been forgotten since)."""
    documents = db.rows(
        "SELECT DISTINCT r.document, r.name, r.reference, CAST(t.text AS TEXT) FROM runs r "
        "LEFT JOIN texts t ON t.hash = r.text WHERE r.seq = ? ORDER BY r.document",
        (load.seq,),
    )
    actors = db.rows("SELECT body FROM descriptions WHERE seq = ? ORDER BY actor, hash", (load.seq,))
    readings = db.rows(f"{_said(READING_COLUMNS, 'n.seq = ?1')} ORDER BY id", (load.seq,))
    return Run(
        load.location,
        load.digest,
        load.reader,
        tuple(Document(*row) for row in documents),
        tuple(to_actor(body) for (body,) in actors),
        tuple(map(to_reading, readings)),
    )


def _said(columns: str, where: str) -> str:
    """A query for what runs `n` say of which that is true: a reading `r` once for each of them."""
    first = f"SELECT {columns} FROM runs n CROSS JOIN readings r ON r.run = n.number WHERE {where}"
    again = "runs n CROSS JOIN repeats o ON o.run = n.number CROSS JOIN readings r ON r.id = o.reading"
    return f"{first} UNION ALL SELECT {columns} FROM {again} WHERE {where}"


def _runs(seq: int, run: Run, numbers: Numbers) -> Iterable[tuple[object, ...]]:
    """Rows of `runs`: readers are those of the readings; of a document that gave none, the run's own."""
    documents = {d.id: d for d in run.documents}
    texts = {d.id: fingerprint(d.text) for d in run.documents if d.text is not None}
    for (ident, reader), number in numbers.items():
        d, whole, program = documents[ident], reader == run.reader, reader.partition(" ")[0]
        yield number, seq, ident, reader, program, whole, d.name, d.reference, texts.get(ident)


def check(db: Database, run: Run) -> None:
    """BadInput if the run contradicts itself, or a text that is kept."""
    Checks(db, run).check(run.readings)


class Checks:
    """Whether readings contradict their run, or a text that is kept."""

    def __init__(self, db: Database, run: Run) -> None:
        self._location = run.location
        self._actors = {actor.id for actor in run.actors}
        self._names = {document.id: document.name for document in run.documents}
        self._texts = {document.id: _text(db, document) for document in run.documents}

    def check(self, readings: Iterable[Reading]) -> None:
        """BadInput for the first of these readings that does."""
        actors, texts = self._actors, self._texts
        for reading in readings:
            known = reading.source in actors and reading.target in actors and reading.document in texts
            text = texts[reading.document] if known else None
            if not known or (
                text is not None and text[reading.start_char : reading.end_char] != reading.quote
            ):
                self._refuse(reading, text)

    def _refuse(self, reading: Reading, text: str | None) -> None:
        """BadInput that says what is wrong; a reading without a quote may point anywhere."""
        if reading.document not in self._names:
            raise BadInput(
                f"{self._location}: a reading of {reading.document}, which is no document of the run"
            )
        for end in (reading.source, reading.target):
            if end not in self._actors:
                raise BadInput(f"{self._location}: {end!r} stands in a relation, and no actor is called so")
        if text is not None and reading.quote:
            start, end_ = reading.start_char, reading.end_char
            raise BadInput(
                f"{self._names[reading.document]}: {reading.quote[:60]!r} is not what stands at characters "
                f"{start} to {end_}",
                hint="a quote is the exact words between the two offsets",
            )


def _text(db: Database, document: Document) -> str | None:
    if document.text is not None:
        return document.text
    found: str | None = db.value(
        "SELECT CAST(t.text AS TEXT) FROM runs r JOIN texts t ON t.hash = r.text WHERE r.document = ? "
        "ORDER BY r.seq DESC",
        (document.id,),
    )
    return found


def meant(db: Database, document: str) -> set[str]:
    """Ids of the document that a user means by name, id or start of an id, and of its older editions."""
    current = {ident for (ident,) in db.rows("SELECT DISTINCT document FROM current_runs")}
    known: dict[str, set[str]] = {}
    for ident, name in db.rows("SELECT DISTINCT document, name FROM runs"):
        known.setdefault(ident, set()).add(name)
    named = {ident for ident, names in known.items() if document in names}
    found = named or {ident for ident in known if document and ident.startswith(document)}
    if not found:
        raise NothingFound(f"no document is called {document}", hint="histgraph documents lists them")
    now = sorted(found & current)
    if len(now) > 1 or (not named and len(found) > 1):
        some = ", ".join(ident[:16] for ident in (now or sorted(found))[:5])
        raise UsageError(f"{document} can mean several documents", hint=f"give the start of an id: {some}")
    names = {name for ident in found for name in known[ident]}
    return found | {ident for ident in known.keys() - current if known[ident] & names}


def forget(db: Database, documents: Collection[str]) -> int:
    """Remove texts, runs and readings of these documents; number of readings removed.

    A load that also tells of other documents stays, but its file no longer counts as known: reading it
    again brings everything back.
    """
    from graph.stores.derive import counting, refresh  # noqa: PLC0415  of no use to a question

    which = (listed(documents),)
    before = counting(db, documents)
    runs = db.rows(f"SELECT seq, number FROM runs WHERE document {LISTED}", which)
    gone, numbers = ((listed({row[place] for row in runs}),) for place in (0, 1))
    db.change(f"DELETE FROM runs WHERE document {LISTED}", [which])
    actors = {actor for (actor,) in db.rows(f"SELECT actor FROM descriptions WHERE seq {LISTED}", gone)}
    ends = " UNION ".join(_said(f"n.seq, r.{end}", f"n.seq {LISTED}") for end in ("source", "target"))
    db.change(f"DELETE FROM descriptions WHERE seq {LISTED} AND (seq, actor) NOT IN ({ends})", [gone])
    refresh(db, documents, actors, before)
    db.change(f"DELETE FROM repeats WHERE run {LISTED}", [numbers])
    count = db.change(f"DELETE FROM readings WHERE run {LISTED}", [numbers])
    db.change("DELETE FROM texts WHERE hash NOT IN (SELECT text FROM runs WHERE text IS NOT NULL)")
    db.change(f"UPDATE loads SET digest = '' WHERE seq {LISTED}", [gone])
    db.change(_EMPTIED)
    return count


# A load that nothing is left of still stands in the way of older ones of the same file.
_EMPTIED = """
DELETE FROM loads WHERE seq NOT IN (SELECT seq FROM runs) AND NOT EXISTS (
  SELECT 1 FROM loads o JOIN runs USING (seq) WHERE o.location = loads.location AND o.location <> ''
  AND o.seq < loads.seq)"""
