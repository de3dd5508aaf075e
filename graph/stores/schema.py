"""Tables of the embedded store.

What was read is kept in `loads`, `runs`, `texts`, `readings`, `repeats` and `descriptions`; rows there
are only added (or forgotten).  The other tables are derived from them, and can be made again.

A load is one reading of one file.  A run is what a load says of one document by one reader; a reader is
a program and its version ("text 1 en-core-web-sm").  A run is *whole* when its load read the document
itself, and not statements that somebody made from it.  A reading belongs to the run that gave it first,
from which it has its document and reader; `repeats` are later runs of the same that say it too.

A statement is named after the smallest of its readings ("s" and its id); `further_readings` are the
others.  Most rows of a large table are a statement each, and nothing more is written for these.
"""

from __future__ import annotations

APPLICATION_ID = 0x48677261  # "Hgra", in the file's header
FORMAT = 2

KEPT_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE loads (
  seq INTEGER PRIMARY KEY, location TEXT NOT NULL, digest TEXT NOT NULL, reader TEXT NOT NULL);
CREATE INDEX loads_location ON loads (location, digest, seq);
CREATE TABLE texts (hash TEXT PRIMARY KEY, text TEXT NOT NULL);
CREATE TABLE runs (
  number INTEGER PRIMARY KEY, seq INTEGER NOT NULL REFERENCES loads (seq), document TEXT NOT NULL,
  reader TEXT NOT NULL, program TEXT NOT NULL, whole INTEGER NOT NULL, name TEXT NOT NULL,
  reference TEXT NOT NULL, text TEXT REFERENCES texts (hash));
CREATE UNIQUE INDEX runs_seq ON runs (seq, document, reader);
CREATE INDEX runs_document ON runs (document, program);
-- References to runs are looked at in the end: who has read a document is known when all readings are.
CREATE TABLE readings (
  id TEXT NOT NULL, run INTEGER NOT NULL REFERENCES runs (number) DEFERRABLE INITIALLY DEFERRED,
  start_char INTEGER NOT NULL, end_char INTEGER NOT NULL, quote TEXT NOT NULL, source TEXT NOT NULL,
  source_name TEXT NOT NULL, type TEXT NOT NULL, target TEXT NOT NULL, target_name TEXT NOT NULL,
  modality TEXT NOT NULL, start TEXT, "end" TEXT, date_text TEXT, date_from TEXT NOT NULL,
  rule TEXT NOT NULL, qualifiers TEXT);
CREATE TABLE repeats (
  run INTEGER NOT NULL REFERENCES runs (number) DEFERRABLE INITIALLY DEFERRED,
  reading TEXT NOT NULL REFERENCES readings (id), PRIMARY KEY (run, reading)) WITHOUT ROWID;
CREATE INDEX repeats_reading ON repeats (reading);
CREATE TABLE descriptions (
  actor TEXT NOT NULL, seq INTEGER NOT NULL REFERENCES loads (seq), hash TEXT NOT NULL, body TEXT NOT NULL,
  PRIMARY KEY (actor, seq, hash)) WITHOUT ROWID;
CREATE INDEX descriptions_seq ON descriptions (seq);

-- The newest load of each place; what came through a pipe has no place, and nothing takes its own.
CREATE VIEW standing_runs AS SELECT r.* FROM runs r JOIN loads l USING (seq) WHERE l.location = '' OR l.seq =
  (SELECT max(seq) FROM loads n WHERE n.location = l.location);
-- Another version of the same program has read the whole document since: what it says counts.
CREATE VIEW current_runs AS SELECT r.* FROM standing_runs r WHERE NOT EXISTS (
  SELECT 1 FROM standing_runs n WHERE n.document = r.document AND n.program = r.program
  AND n.reader <> r.reader AND n.whole AND (n.seq > r.seq OR NOT r.whole));
"""

DERIVED = ("actors", "names", "statements", "further_readings", "links")
DERIVED_TABLES = """
CREATE TABLE actors (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, aliases TEXT NOT NULL, existed TEXT,
  verified INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE names (folded TEXT NOT NULL, actor TEXT NOT NULL, PRIMARY KEY (folded, actor)) WITHOUT ROWID;
CREATE INDEX names_actor ON names (actor);
-- Days are ordinals; NULL is an unbounded side, and all four are NULL in an impossible order.  A fact is
-- its checksum: two that share one are looked up together, and told apart by what they say.
CREATE TABLE statements (
  id TEXT NOT NULL, fact INTEGER NOT NULL, source TEXT NOT NULL, type TEXT NOT NULL, target TEXT NOT NULL,
  modality TEXT NOT NULL, start TEXT, "end" TEXT, start_min INTEGER, start_max INTEGER, end_min INTEGER,
  end_max INTEGER, punctual INTEGER NOT NULL, dated INTEGER NOT NULL, empty INTEGER NOT NULL,
  open_end INTEGER NOT NULL);
CREATE TABLE further_readings (reading TEXT PRIMARY KEY, statement TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX further_readings_statement ON further_readings (statement);
CREATE TABLE links (
  statement TEXT NOT NULL, link TEXT NOT NULL, position INTEGER NOT NULL, other TEXT NOT NULL,
  PRIMARY KEY (statement, link, position)) WITHOUT ROWID;
"""
# By name those indexes of large tables that can be made after all rows have been inserted.
KEPT_INDEXES = {
    "readings_id": "CREATE UNIQUE INDEX readings_id ON readings (id)",
    "readings_run": "CREATE INDEX readings_run ON readings (run)",
}
INDEXES = {
    "statements_id": "CREATE INDEX statements_id ON statements (id)",
    "statements_fact": "CREATE INDEX statements_fact ON statements (fact)",
    "statements_source": "CREATE INDEX statements_source ON statements (source)",
    "statements_target": "CREATE INDEX statements_target ON statements (target)",
}


MAKE_DERIVED = (*filter(str.strip, DERIVED_TABLES.split(";\n")), *INDEXES.values())
MAKE_TABLES = (*filter(str.strip, KEPT_TABLES.split(";\n")), *KEPT_INDEXES.values(), *MAKE_DERIVED)
