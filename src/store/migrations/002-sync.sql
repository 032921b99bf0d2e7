-- Sync that never loses an edit, and being told. Version 1 stays as it was: profiles of it exist.

-- G2: what a person was told by a desktop notification, so that nothing is told twice: one row per
-- deal, kind (nick of CosellAlarmKind) and mark (what happened: an instant, a status, an entry).
CREATE TABLE told (
  deal INTEGER NOT NULL REFERENCES deal(id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  mark TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (deal, kind, mark)
) STRICT, WITHOUT ROWID;
