-- Which opportunity of a CRM a deal is, and what was done to keep the two in step. Versions before this one stay as they
-- were: profiles of them exist.

ALTER TABLE crm ADD COLUMN settings TEXT;         -- JSON; NULL: the usual
ALTER TABLE crm ADD COLUMN description TEXT;      -- JSON: how it is set up over there
ALTER TABLE crm ADD COLUMN described_at INTEGER;  -- when that was asked for
ALTER TABLE crm ADD COLUMN user_id TEXT;          -- who is signed in over there
ALTER TABLE crm ADD COLUMN user_email TEXT;
ALTER TABLE crm ADD COLUMN mark INTEGER;          -- up to this change of theirs, by their time, all were taken in
ALTER TABLE crm ADD COLUMN compared_at INTEGER;   -- when all linked deals were compared last
ALTER TABLE crm ADD COLUMN previewed INTEGER NOT NULL DEFAULT 0;  -- a person agreed that it is written to

-- One row for a deal that has an opportunity, is to have one, or (state "unlinked", which programs do not see) is to
-- have none by itself, since a person took it away.
CREATE TABLE crm_link (
  deal INTEGER PRIMARY KEY REFERENCES deal(id) ON DELETE CASCADE,
  crm TEXT NOT NULL REFERENCES crm(name) ON DELETE CASCADE,
  opportunity TEXT,  -- its id over there
  state TEXT NOT NULL,
  held INTEGER NOT NULL,
  -- bits, worked out whenever one of the two sides changes: fields that are to be written there, and those that
  -- a person has to decide
  to_crm INTEGER NOT NULL,
  conflicts INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  not_before INTEGER,
  data TEXT NOT NULL  -- JSON: what both sides agreed on, what was seen last, what is asked
) STRICT;

-- An opportunity is one deal's; no deal is two.
CREATE UNIQUE INDEX crm_link_by_opportunity ON crm_link(crm, opportunity) WHERE opportunity IS NOT NULL;
-- The few that are counted and listed each time (cosell-store-crm-lane.c), without their data.
CREATE INDEX crm_link_by_state ON crm_link(crm, state, held, to_crm, conflicts);

CREATE TABLE crm_log (
  id INTEGER PRIMARY KEY,
  deal INTEGER NOT NULL REFERENCES deal(id) ON DELETE CASCADE,
  at INTEGER NOT NULL,
  crm TEXT NOT NULL,  -- its name; one that was removed stays here
  to_crm INTEGER NOT NULL,
  field TEXT,         -- NULL: of the whole
  old TEXT,
  value TEXT,
  result TEXT NOT NULL
) STRICT;

CREATE INDEX crm_log_by_deal ON crm_log(deal);
