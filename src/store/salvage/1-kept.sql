-- What could be read of a damaged database is put right, first part: what belongs together again.
-- Both parts run in one transaction, on rows of any kind: nothing is sure but the types.

-- What cannot be unpacked is lost.
DELETE FROM document
WHERE (typeof (base_json) = 'blob' AND cosell_text_or_null (base_json) IS NULL)
  OR (typeof (current_json) = 'blob' AND cosell_text_or_null (current_json) IS NULL);

-- What is known of a referral stands in its document too.
INSERT OR IGNORE INTO referral (id, deal, remote_id, engagement, engagement_id, organization_id, role)
SELECT
  d.id, d.deal, d.remote_id,
  coalesce (lower (json ->> '$.engagementId'), 'referral:' || lower (coalesce (d.remote_id, hex (randomblob (16))))),
  json ->> '$.engagementId', json ->> '$.organizationId',
  CASE
    WHEN d.is_own THEN 'own'
    WHEN lower (json ->> '$.target[0].id') = 'msft' THEN 'microsoft'
    ELSE 'partner'
  END
FROM (
  SELECT
    document.referral AS id, coalesce (outbox.deal, deal.id) AS deal,
    cosell_text (base_json) ->> '$.id' AS remote_id,
    cosell_text (coalesce (base_json, current_json)) AS json,
    deal.id IS NOT NULL OR base_json IS NOT NULL AS is_own
  FROM document
  LEFT JOIN deal ON own_referral = document.referral
  LEFT JOIN outbox ON outbox.referral = document.referral
  WHERE document.referral NOT IN (SELECT id FROM referral)
    AND json_valid (coalesce (cosell_text (base_json), '{}'))
    AND json_valid (coalesce (cosell_text (current_json), '{}'))
  GROUP BY document.referral
) AS d
WHERE d.deal IS NOT NULL AND d.json IS NOT NULL;

-- A body that waits cannot be had again, but a document of the service can.
DELETE FROM document
WHERE referral NOT IN (SELECT id FROM referral) OR coalesce (base_json, current_json) IS NULL
  OR NOT json_valid (coalesce (cosell_text (base_json), '{}'))
  OR NOT json_valid (coalesce (cosell_text (current_json), '{}'));
DELETE FROM referral WHERE remote_id IS NULL AND id NOT IN (SELECT referral FROM document);
INSERT INTO document (referral, base_json)
SELECT id, json_object ('id', remote_id) FROM referral WHERE id NOT IN (SELECT referral FROM document);
UPDATE referral SET etag = NULL, updated_at = NULL
WHERE id IN (
  SELECT id FROM referral JOIN document ON referral = id WHERE base_json = json_object ('id', remote_id)
);

INSERT INTO deal (
  id, sync, direction, type, p2p, status, favorite, microsoft_status, tab, own_referral
)
SELECT deal, 'synced', 'outbound', 'private', 0, 'accepted', 0, '', 1, min (id)
FROM referral WHERE deal IS NOT NULL AND deal NOT IN (SELECT id FROM deal) GROUP BY deal;
UPDATE deal SET own_referral = (SELECT min (id) FROM referral WHERE deal = deal.id)
WHERE own_referral IS NOT NULL AND own_referral NOT IN (SELECT id FROM referral);

UPDATE outbox SET conflicts = NULL WHERE conflicts IS NOT NULL AND NOT json_valid (conflicts);

-- Changes that belong to nothing that could be read. They are written to a file before the second
-- part removes them.
CREATE TEMP VIEW lost AS
SELECT * FROM main.outbox
WHERE referral NOT IN (SELECT id FROM main.referral) OR deal NOT IN (SELECT id FROM main.deal)
  OR (op = 'update' AND (changes IS NULL OR NOT json_valid (changes)));
