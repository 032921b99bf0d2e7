-- Sync that never loses an edit, and being told. Version 1 stays as it was: profiles of it exist.

-- G2: what a person was told by a desktop notification, so that nothing is told twice: one row per
-- deal, kind (nick of CosellAlarmKind) and mark (what happened: an instant, a status, an entry).
CREATE TABLE told (
  deal INTEGER NOT NULL REFERENCES deal(id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  mark TEXT NOT NULL,
  at INTEGER,           -- NULL: still to be told
  PRIMARY KEY (deal, kind, mark)
) STRICT, WITHOUT ROWID;
CREATE INDEX told_later ON told(deal) WHERE at IS NULL;

-- P7: when a list of everything, and the service when asked for it alone, showed a referral no more.
-- It is kept, marked, until it is seen again; the deal's row shows the mark of its own half.
ALTER TABLE referral ADD COLUMN invisible_since INTEGER;
ALTER TABLE deal ADD COLUMN invisible_since INTEGER;
CREATE INDEX referral_invisible ON referral(id) WHERE invisible_since IS NOT NULL;

-- P7: what the look through the whole list that is under way has seen so far. How far it got stands
-- in meta (sweep-*).
CREATE TABLE swept (
  referral INTEGER PRIMARY KEY REFERENCES referral(id) ON DELETE CASCADE
) STRICT;

-- P3: a create whose answer got lost: nobody knows whether the service has it. It is looked for
-- before it is sent again, and its body stays as it was sent.
CREATE TABLE doubt (
  seq INTEGER PRIMARY KEY REFERENCES outbox(seq) ON DELETE CASCADE,
  since INTEGER NOT NULL,  -- what it made is not older than this, on the service's clock
  known INTEGER NOT NULL,  -- the newest referral that was here before: none up to it was made by it
  sends INTEGER NOT NULL,  -- how often it went out without an answer
  body TEXT NOT NULL,      -- as it went out last
  candidates TEXT,         -- ids of the service, one a line: a person has to say which it is
  chosen TEXT              -- the id that a person chose
) STRICT;

-- P7: how far a walk through the service's list got, so that one that broke off goes on there: kind
-- 'pull' (what changed, newest first), 'sweep' (everything) or 'check' (what the sweep did not see,
-- one by one). Written with the page itself.
CREATE TABLE walk (
  kind TEXT PRIMARY KEY,
  next TEXT NOT NULL,        -- query of the page that comes next
  cursor INTEGER,            -- pull: up to there everything was known when it began
  newest INTEGER,            -- pull: the newest updatedDateTime that it saw
  previous INTEGER,          -- pull: the one before the page
  ordered INTEGER NOT NULL,  -- pull: the service sorts as it was asked to
  place INTEGER NOT NULL,    -- check: the referral that was looked at last
  last INTEGER NOT NULL      -- sweep, check: the newest referral when the sweep began
) STRICT, WITHOUT ROWID;

-- P11: what a person did, until it was sent. before and after: what was kept for the service, of one
-- deal (cosell-store-memento.c). state: 'done'; 'undone', can be done again; 'sent', left to be told
-- once. turn: the order in which they came to their state.
CREATE TABLE undo (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  deal INTEGER NOT NULL,  -- no reference: a draft that was deleted comes back
  state TEXT NOT NULL,
  turn INTEGER NOT NULL,
  at INTEGER NOT NULL,
  before TEXT NOT NULL,
  after TEXT NOT NULL
) STRICT;
CREATE INDEX undo_by_state ON undo(state, turn);
CREATE INDEX undo_by_deal ON undo(deal);

-- The outbox entries that an action made, changed or took away.
CREATE TABLE undo_entry (
  undo INTEGER NOT NULL REFERENCES undo(id) ON DELETE CASCADE,
  seq INTEGER NOT NULL,
  PRIMARY KEY (undo, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX undo_entry_by_seq ON undo_entry(seq);
