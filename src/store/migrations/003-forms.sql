-- What is typed into forms, and what a person holds back. Versions 1 and 2 stay as they were:
-- profiles of them exist.

-- P1: what a person typed into a form of a deal and did not save yet: one row for each deal and form
-- (name of CosellDealForm). text is a CosellKeptForm.
CREATE TABLE kept_form (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  deal INTEGER,          -- no reference: the text outlives the deal; NULL: nobody knows which it was
  form TEXT NOT NULL,
  at INTEGER NOT NULL,   -- when it was typed
  text TEXT NOT NULL,
  UNIQUE (deal, form)
) STRICT;

-- Parked because a person holds it back, not because it could not be sent. Older programs said so
-- in words alone.
ALTER TABLE outbox ADD COLUMN held INTEGER NOT NULL DEFAULT 0;
UPDATE outbox SET held = 1 WHERE state = 'parked' AND conflicts IS NULL
  AND last_error = 'Held back by you. Try again to send it.';
