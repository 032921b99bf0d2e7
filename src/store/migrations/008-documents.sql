-- Documents are packed (cosell-packed-text.h). Versions 1 to 7 stay as they were: profiles of them exist.

-- A column of any type takes a packed document beside a text. Nothing that is stored changes by that, so
-- it is the words of the schema that are changed, not the table, which takes no time and no room.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema
SET sql = replace (replace (sql, 'base_json TEXT', 'base_json ANY'), 'current_json TEXT', 'current_json ANY')
WHERE type = 'table' AND name = 'document';

-- Documents of older programs are packed a few at a time (cosell-store-pack.c): those up to this referral
-- are. Empty: all are.
CREATE TABLE unpacked (
  referral INTEGER PRIMARY KEY
) STRICT;
INSERT INTO unpacked SELECT 0 WHERE EXISTS (SELECT 1 FROM document);
PRAGMA writable_schema = RESET;
