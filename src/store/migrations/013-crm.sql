-- CRMs that the profile works with. Versions before this one stay as they were: profiles of them exist.

CREATE TABLE crm (
  name TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  url TEXT NOT NULL,
  client_id TEXT,
  signed_in TEXT  -- mark of the last sign-in; the sign-in itself is in the keyring
) STRICT, WITHOUT ROWID;
