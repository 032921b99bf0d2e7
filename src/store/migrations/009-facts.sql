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

-- What most filters look at, and lists sort by, in one place: a row of deal is five times as long. At
-- 100 000 deals the list of those that were won takes 15 ms by it, and 180 ms
-- without.
CREATE INDEX deal_find ON deal(tab, created_at, status, type, stage, country, currency, value_key, close_date,
  microsoft_status, sync, favorite, p2p, direction, updated_at, local_change_at, expires_at, accepted_at,
  closed_at, answered_at, seen_at, registration_status, campaign_id, location, crm_id, name_key, customer_key,
  customer, team, solutions);

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
