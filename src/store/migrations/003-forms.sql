-- What is typed into forms. Versions 1 and 2 stay as they were: profiles of them exist.

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
