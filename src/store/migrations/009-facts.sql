-- What deals are found by, beside what their rows had already. Versions 1 to 8 stay as they were: profiles
-- of them exist.

-- Derived from the documents (cosell_deal_fields).
ALTER TABLE deal ADD COLUMN team TEXT;      -- addresses of the own team, one a line
ALTER TABLE deal ADD COLUMN partners TEXT;  -- "id<tab>name" a line
ALTER TABLE deal ADD COLUMN source TEXT;
ALTER TABLE deal ADD COLUMN action TEXT;
ALTER TABLE deal ADD COLUMN quality TEXT;
-- What happened: the last change that was made here, the last answer, and when the deal was last shown.
ALTER TABLE deal ADD COLUMN local_change_at INTEGER;
ALTER TABLE deal ADD COLUMN answered_at INTEGER;
ALTER TABLE deal ADD COLUMN seen_at INTEGER;
UPDATE deal SET local_change_at = h.at
FROM (SELECT deal, max (at) AS at FROM history WHERE who = 'you' GROUP BY deal) AS h
WHERE h.deal = deal.id;

-- An index of what most filters look at comes beside it (narrow.sql): at once where there are few deals, else
-- when there is time for it.

-- Deals above done, up to last, whose derived columns of this version are still to be filled
-- (cosell-store-fill.c): some at a time, beside the work. Empty: there are none.
CREATE TABLE unfilled (
  done INTEGER PRIMARY KEY,
  last INTEGER NOT NULL
) STRICT;
INSERT INTO unfilled SELECT 0, max (id) FROM deal HAVING max (id) IS NOT NULL;

-- Queries that a person keeps under a name. columns: keys of list --json, one a line.
CREATE TABLE view (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  query TEXT NOT NULL,
  columns TEXT,
  sort TEXT,
  position INTEGER NOT NULL
) STRICT;

-- 1 of base_currency is rate of quote_currency, from a day on.
CREATE TABLE rate (
  base_currency TEXT NOT NULL,
  quote_currency TEXT NOT NULL,
  date TEXT NOT NULL,
  rate TEXT NOT NULL,
  PRIMARY KEY (base_currency, quote_currency, date)
) STRICT, WITHOUT ROWID;
