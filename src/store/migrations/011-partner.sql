-- More that lists can show. Versions before this one stay as they were: profiles of them exist.

-- Derived from the documents (cosell_deal_fields).
ALTER TABLE deal ADD COLUMN partner_role TEXT;
ALTER TABLE deal ADD COLUMN partner_program TEXT;

-- They are filled beside the work, with the columns of version 9 where those are not filled yet.
DELETE FROM unfilled;
INSERT INTO unfilled SELECT 0, max (id) FROM deal HAVING max (id) IS NOT NULL;
