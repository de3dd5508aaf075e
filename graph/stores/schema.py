"""Tables of the embedded store.

What was read is kept in `loads`, `runs`, `texts`, `readings`, `run_readings` and `descriptions`; rows
there are only added (or forgotten).  The other tables are derived from them, and can be made again.

A load is one reading of one file.  A run is what a load says of one document by one reader; a reader is
a program and its version ("text 1 en-core-web-sm").  A run is *whole* when its load read the document
itself, and not statements that somebody made from it.
"""

from __future__ import annotations

APPLICATION_ID = 0x48677261  # "Hgra", in the file's header
FORMAT = 1

KEPT_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE loads (
  seq INTEGER PRIMARY KEY, location TEXT NOT NULL, digest TEXT NOT NULL, reader TEXT NOT NULL);
CREATE INDEX loads_location ON loads (location, digest, seq);
CREATE TABLE texts (hash TEXT PRIMARY KEY, text TEXT NOT NULL);
CREATE TABLE runs (
  seq INTEGER NOT NULL REFERENCES loads (seq), document TEXT NOT NULL, reader TEXT NOT NULL,
  program TEXT NOT NULL, whole INTEGER NOT NULL, name TEXT NOT NULL, reference TEXT NOT NULL,
  text TEXT REFERENCES texts (hash), PRIMARY KEY (seq, document, reader)) WITHOUT ROWID;
CREATE INDEX runs_document ON runs (document, program);
CREATE INDEX runs_text ON runs (text);
CREATE TABLE readings (
  id TEXT NOT NULL, document TEXT NOT NULL, reader TEXT NOT NULL, source TEXT NOT NULL,
  target TEXT NOT NULL, body TEXT NOT NULL);
CREATE TABLE run_readings (
  reading TEXT NOT NULL REFERENCES readings (id), seq INTEGER NOT NULL REFERENCES loads (seq),
  PRIMARY KEY (reading, seq)) WITHOUT ROWID;
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

DERIVED = ("actors", "names", "statements", "statement_readings", "links")
DERIVED_TABLES = """
CREATE TABLE actors (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, aliases TEXT NOT NULL, existed TEXT,
  verified INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE names (folded TEXT NOT NULL, actor TEXT NOT NULL, PRIMARY KEY (folded, actor)) WITHOUT ROWID;
CREATE INDEX names_actor ON names (actor);
-- Days are ordinals; NULL is an unbounded side, and all four are NULL in an impossible order.
CREATE TABLE statements (
  id TEXT NOT NULL, fact TEXT NOT NULL, source TEXT NOT NULL, type TEXT NOT NULL, target TEXT NOT NULL,
  modality TEXT NOT NULL, start TEXT, "end" TEXT, start_min INTEGER, start_max INTEGER, end_min INTEGER,
  end_max INTEGER, punctual INTEGER NOT NULL, dated INTEGER NOT NULL, empty INTEGER NOT NULL,
  open_end INTEGER NOT NULL);
CREATE TABLE statement_readings (
  reading TEXT PRIMARY KEY, statement TEXT NOT NULL, position INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE links (
  statement TEXT NOT NULL, link TEXT NOT NULL, position INTEGER NOT NULL, other TEXT NOT NULL,
  PRIMARY KEY (statement, link, position)) WITHOUT ROWID;
"""
# By name those indexes of large tables that can be made after all rows have been inserted.
KEPT_INDEXES = {
    "readings_id": "CREATE UNIQUE INDEX readings_id ON readings (id)",
    "readings_document": "CREATE INDEX readings_document ON readings (document, reader)",
    "run_readings_seq": "CREATE INDEX run_readings_seq ON run_readings (seq)",
}
INDEXES = {
    "statements_id": "CREATE INDEX statements_id ON statements (id)",
    "statements_fact": "CREATE INDEX statements_fact ON statements (fact)",
    "statements_source": "CREATE INDEX statements_source ON statements (source)",
    "statements_target": "CREATE INDEX statements_target ON statements (target)",
    "statement_readings_statement": (
        "CREATE INDEX statement_readings_statement ON statement_readings (statement, position)"
    ),
}


MAKE_DERIVED = (*filter(str.strip, DERIVED_TABLES.split(";\n")), *INDEXES.values())
MAKE_TABLES = (*filter(str.strip, KEPT_TABLES.split(";\n")), *KEPT_INDEXES.values(), *MAKE_DERIVED)
