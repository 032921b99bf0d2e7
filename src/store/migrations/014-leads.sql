-- Leads that are for information stand apart from those that need an answer (column tab: 3 and 2). Versions before
-- this one stay as they were: profiles of them exist.

INSERT OR IGNORE INTO stale (referral)
SELECT r.id FROM deal AS d JOIN referral AS r ON r.id = d.own_referral WHERE d.tab = 2;
