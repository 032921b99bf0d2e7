-- A CRM with databases of its own, to which people sign in with a password: that is in the keyring.

ALTER TABLE crm ADD COLUMN db_name TEXT;
ALTER TABLE crm ADD COLUMN user_name TEXT;
