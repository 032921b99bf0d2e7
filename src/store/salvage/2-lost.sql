-- What could be read of a damaged database is put right, second part: what is left of nothing goes.

DELETE FROM outbox WHERE seq IN (SELECT seq FROM lost);
UPDATE outbox SET depends_on = NULL WHERE depends_on NOT IN (SELECT seq FROM outbox);
DELETE FROM unconfirmed_create WHERE seq NOT IN (SELECT seq FROM outbox);
DROP VIEW lost;

-- Without its body a deal that waited is its draft again.
UPDATE deal SET status = 'draft', sync = 'draft', own_referral = NULL
WHERE draft IS NOT NULL AND id NOT IN (SELECT deal FROM referral WHERE deal IS NOT NULL);
DELETE FROM deal
WHERE id NOT IN (SELECT deal FROM referral WHERE deal IS NOT NULL)
  AND (status <> 'draft' OR draft IS NULL OR NOT json_valid (draft));

DELETE FROM deal_search WHERE deal NOT IN (SELECT id FROM deal);
DELETE FROM history WHERE deal NOT IN (SELECT id FROM deal);
DELETE FROM notified WHERE deal NOT IN (SELECT id FROM deal);
-- A CRM of the same name that is set up later may be another one.
DELETE FROM crm_link WHERE deal NOT IN (SELECT id FROM deal) OR crm NOT IN (SELECT name FROM crm);
DELETE FROM crm_log WHERE deal NOT IN (SELECT id FROM deal);
-- What was taken in last may be lost: all linked deals are compared.
UPDATE crm SET compared_at = NULL;
-- What deals are found by until their rows are derived anew, or their documents come again.
INSERT OR IGNORE INTO deal_search (deal, text)
SELECT id, coalesce (name_key, '') || char (10) || coalesce (customer_key, '') FROM deal;

-- A text stays, but must not be taken for one of a deal that gets the number of a lost one.
UPDATE unsaved_form SET deal = NULL WHERE deal NOT IN (SELECT id FROM deal);

-- What can be undone has to be whole; whether it still fits is looked at when it is undone.
DELETE FROM undo WHERE NOT json_valid (before) OR NOT json_valid (after);
DELETE FROM undo
WHERE id IN (
    SELECT u.id FROM (
      SELECT id, before AS memento FROM undo UNION ALL SELECT id, after FROM undo
    ) AS u, json_each (u.memento, '$.entries') AS e
    WHERE e.value ->> 'referral' NOT IN (SELECT id FROM referral)
      AND e.value ->> 'referral' NOT IN (
        SELECT b.value ->> 'id' FROM json_each (u.memento, '$.bodies') AS b
      )
  )
  OR (
    deal NOT IN (SELECT id FROM deal)
    AND NOT coalesce (before ->> '$.deal.is_draft', 0)
    AND NOT coalesce (after ->> '$.deal.is_draft', 0)
  );
-- The entries that one memento has and the other has not, or not so.
INSERT OR IGNORE INTO undo_entry (undo, seq)
SELECT u.id, e.value ->> 'seq'
FROM (
  SELECT id, before AS memento, after AS other FROM undo
  UNION ALL SELECT id, after, before FROM undo
) AS u, json_each (u.memento, '$.entries') AS e
WHERE NOT EXISTS (
  SELECT 1 FROM json_each (u.other, '$.entries') AS o WHERE o.value = e.value
);

-- A number that undo still knows is not given to somebody else.
INSERT INTO sqlite_sequence (name, seq)
SELECT name, 0 FROM (SELECT 'deal' AS name UNION ALL SELECT 'outbox')
WHERE name NOT IN (SELECT name FROM sqlite_sequence);
UPDATE sqlite_sequence SET seq = max (seq, coalesce ((SELECT max (deal) FROM undo), 0)) WHERE name = 'deal';
UPDATE sqlite_sequence SET seq = max (seq, coalesce ((SELECT max (seq) FROM undo_entry), 0)) WHERE name = 'outbox';

-- Rows are derived anew (an older program may have made them) where no half of them is without its
-- document: what the old row says is better than that.
INSERT OR IGNORE INTO stale (referral)
SELECT id FROM referral
WHERE engagement NOT IN (
  SELECT engagement FROM referral JOIN document ON referral = id WHERE base_json = json_object ('id', remote_id)
);

INSERT INTO unpacked
SELECT 0 WHERE EXISTS (SELECT 1 FROM document WHERE 'text' IN (typeof (base_json), typeof (current_json)));

-- Everything is read again.
DELETE FROM meta WHERE key = 'cursor' OR key LIKE 'sweep-%';
INSERT OR REPLACE INTO meta (key, value) VALUES ('sweep-wanted', '1');
