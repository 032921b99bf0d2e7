-- What a person did to several deals at once (J7). Versions before this one stay as they were: profiles of
-- them exist.

-- A number that no other such action had before or gets later: that of its first row of undo. A change in
-- the outbox has the number of the action that queued it.
ALTER TABLE outbox ADD COLUMN group_id INTEGER;
CREATE INDEX outbox_by_group ON outbox(group_id) WHERE group_id IS NOT NULL;
ALTER TABLE undo ADD COLUMN group_id INTEGER;
CREATE INDEX undo_by_action ON undo(coalesce (group_id, id));
CREATE INDEX undo_by_turn ON undo(turn);
