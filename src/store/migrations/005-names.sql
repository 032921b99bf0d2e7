-- Tables are named as the code names what is in them. Versions 1 to 4 stay as they were: profiles of
-- them exist. Columns, and the words stored in them, keep their names: what undo goes back to is JSON with the
-- names of columns.

ALTER TABLE told RENAME TO notified;
ALTER TABLE walk RENAME TO sync_cursor;
ALTER TABLE swept RENAME TO reconciled;
ALTER TABLE doubt RENAME TO unconfirmed_create;
ALTER TABLE known_customer RENAME TO suggested_customer;
ALTER TABLE known_member RENAME TO suggested_member;
ALTER TABLE known_solution RENAME TO suggested_solution;
ALTER TABLE denied RENAME TO denied_permission;
ALTER TABLE kept_form RENAME TO unsaved_form;

DROP INDEX told_later;
CREATE INDEX notified_later ON notified(deal) WHERE at IS NULL;
DROP INDEX known_customer_by_use;
CREATE INDEX suggested_customer_by_use ON suggested_customer(used_at);
DROP INDEX known_member_by_use;
CREATE INDEX suggested_member_by_use ON suggested_member(used_at);
DROP INDEX known_solution_by_use;
CREATE INDEX suggested_solution_by_use ON suggested_solution(uses, used_at);
