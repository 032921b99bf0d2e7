-- Rows that an older program derived. Versions 1 to 3 stay as they were: profiles of them exist.

-- Halves whose deal rows are still to be derived anew, as this program reads the documents
-- (cosell-store-renew.c): done a few at a time before anything is read, and empty ever after. A later
-- program that reads them otherwise again brings a migration that fills it.
CREATE TABLE stale (
  referral INTEGER PRIMARY KEY REFERENCES referral(id) ON DELETE CASCADE
) STRICT;
INSERT INTO stale (referral) SELECT id FROM referral;
