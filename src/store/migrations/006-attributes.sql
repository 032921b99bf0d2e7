-- Solution areas and solution plays to pick from (C25), as own deals taught them. A profile of version 3
-- or older learns them when its rows are derived anew (004-stale.sql).
CREATE TABLE suggested_attribute (
  type TEXT NOT NULL,
  value TEXT NOT NULL,
  used_at INTEGER NOT NULL,
  uses INTEGER NOT NULL,  -- own deals that have it
  PRIMARY KEY (type, value)
) STRICT, WITHOUT ROWID;
CREATE INDEX suggested_attribute_by_use ON suggested_attribute(type, used_at);
