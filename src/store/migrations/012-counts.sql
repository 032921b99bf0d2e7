-- How many deals and changes there are, kept beside them. Versions before this one stay as they were: profiles of
-- them exist.

CREATE TABLE deal_count (
  tab INTEGER NOT NULL,
  favorite INTEGER NOT NULL,
  unanswered INTEGER NOT NULL,  -- received, and not gone
  deals INTEGER NOT NULL,
  PRIMARY KEY (tab, favorite, unanswered)
) STRICT, WITHOUT ROWID;

-- Deals above done, up to last, that are not counted yet (cosell-store-count.c): some at a time, beside the
-- work. Empty: there are none.
CREATE TABLE uncounted (
  done INTEGER PRIMARY KEY,
  last INTEGER NOT NULL
) STRICT;
INSERT INTO uncounted SELECT 0, max (id) FROM deal HAVING max (id) IS NOT NULL;

-- (What a statement does about conflicts is done by its triggers too, so that these have none.)
CREATE TRIGGER deal_added AFTER INSERT ON deal
WHEN NOT EXISTS (SELECT 1 FROM uncounted WHERE new.id > done AND new.id <= last) BEGIN
  INSERT INTO deal_count (tab, favorite, unanswered, deals)
  SELECT new.tab, new.favorite, new.status = 'received' AND new.invisible_since IS NULL, 0
  WHERE NOT EXISTS (
    SELECT 1 FROM deal_count WHERE tab = new.tab AND favorite = new.favorite
      AND unanswered = (new.status = 'received' AND new.invisible_since IS NULL)
  );
  UPDATE deal_count SET deals = deals + 1
  WHERE tab = new.tab AND favorite = new.favorite
    AND unanswered = (new.status = 'received' AND new.invisible_since IS NULL);
END;
CREATE TRIGGER deal_removed AFTER DELETE ON deal
WHEN NOT EXISTS (SELECT 1 FROM uncounted WHERE old.id > done AND old.id <= last) BEGIN
  UPDATE deal_count SET deals = deals - 1
  WHERE tab = old.tab AND favorite = old.favorite
    AND unanswered = (old.status = 'received' AND old.invisible_since IS NULL);
END;
CREATE TRIGGER deal_moved AFTER UPDATE OF tab, favorite, status, invisible_since ON deal
WHEN (
    old.tab <> new.tab OR old.favorite <> new.favorite
    OR (old.status = 'received' AND old.invisible_since IS NULL)
      <> (new.status = 'received' AND new.invisible_since IS NULL)
  )
  AND NOT EXISTS (SELECT 1 FROM uncounted WHERE new.id > done AND new.id <= last) BEGIN
  UPDATE deal_count SET deals = deals - 1
  WHERE tab = old.tab AND favorite = old.favorite
    AND unanswered = (old.status = 'received' AND old.invisible_since IS NULL);
  INSERT INTO deal_count (tab, favorite, unanswered, deals)
  SELECT new.tab, new.favorite, new.status = 'received' AND new.invisible_since IS NULL, 0
  WHERE NOT EXISTS (
    SELECT 1 FROM deal_count WHERE tab = new.tab AND favorite = new.favorite
      AND unanswered = (new.status = 'received' AND new.invisible_since IS NULL)
  );
  UPDATE deal_count SET deals = deals + 1
  WHERE tab = new.tab AND favorite = new.favorite
    AND unanswered = (new.status = 'received' AND new.invisible_since IS NULL);
END;

-- The outbox is short enough to be counted at once.
CREATE TABLE outbox_count (
  state TEXT NOT NULL,
  conflicts INTEGER NOT NULL,  -- whether there are any
  held INTEGER NOT NULL,
  entries INTEGER NOT NULL,
  PRIMARY KEY (state, conflicts, held)
) STRICT, WITHOUT ROWID;
INSERT INTO outbox_count SELECT state, conflicts IS NOT NULL, held, count (*) FROM outbox GROUP BY 1, 2, 3;

CREATE TRIGGER outbox_added AFTER INSERT ON outbox BEGIN
  INSERT INTO outbox_count (state, conflicts, held, entries)
  SELECT new.state, new.conflicts IS NOT NULL, new.held, 0
  WHERE NOT EXISTS (
    SELECT 1 FROM outbox_count WHERE state = new.state AND conflicts = (new.conflicts IS NOT NULL)
      AND held = new.held
  );
  UPDATE outbox_count SET entries = entries + 1
  WHERE state = new.state AND conflicts = (new.conflicts IS NOT NULL) AND held = new.held;
END;
CREATE TRIGGER outbox_removed AFTER DELETE ON outbox BEGIN
  UPDATE outbox_count SET entries = entries - 1
  WHERE state = old.state AND conflicts = (old.conflicts IS NOT NULL) AND held = old.held;
END;
CREATE TRIGGER outbox_moved AFTER UPDATE OF state, conflicts, held ON outbox
WHEN old.state <> new.state OR (old.conflicts IS NULL) <> (new.conflicts IS NULL) OR old.held <> new.held BEGIN
  UPDATE outbox_count SET entries = entries - 1
  WHERE state = old.state AND conflicts = (old.conflicts IS NOT NULL) AND held = old.held;
  INSERT INTO outbox_count (state, conflicts, held, entries)
  SELECT new.state, new.conflicts IS NOT NULL, new.held, 0
  WHERE NOT EXISTS (
    SELECT 1 FROM outbox_count WHERE state = new.state AND conflicts = (new.conflicts IS NOT NULL)
      AND held = new.held
  );
  UPDATE outbox_count SET entries = entries + 1
  WHERE state = new.state AND conflicts = (new.conflicts IS NOT NULL) AND held = new.held;
END;

-- When the next change becomes due.
CREATE INDEX outbox_by_time ON outbox(not_before) WHERE not_before IS NOT NULL;
