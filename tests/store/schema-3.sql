-- A profile of schema 3 with rows as programs of that schema derived them: an open deal at 100, texts of
-- the web undecoded, a date that is none, an unknown stage, three deals in the engagement of zeros (a
-- change of the second waits), and a document that cannot be read.
BEGIN TRANSACTION;
CREATE TABLE deal (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  sync TEXT NOT NULL,
  remote_id TEXT,
  engagement_id TEXT,
  name TEXT,
  customer TEXT,
  country TEXT,
  direction TEXT NOT NULL,
  type TEXT NOT NULL,
  p2p INTEGER NOT NULL,
  status TEXT NOT NULL,
  stage INTEGER,
  value TEXT,
  currency TEXT,
  close_date TEXT,
  created_at INTEGER,
  updated_at INTEGER,
  expires_at INTEGER,
  favorite INTEGER NOT NULL,
  crm_id TEXT,
  campaign_id TEXT,
  sender TEXT,
  stage_text TEXT,
  status_reason TEXT,
  registration_status TEXT,
  location TEXT,
  microsoft_status TEXT NOT NULL,
  closed_at INTEGER,
  duns TEXT,
  accepted_at INTEGER,
  solutions TEXT,      -- "id<tab>name" a line
  name_key TEXT,
  customer_key TEXT,
  value_key REAL,
  tab INTEGER NOT NULL,
  own_referral INTEGER,
  draft TEXT,            -- the draft file's JSON, until the service has the deal
  registration TEXT      -- E10: {"contractType", "contact"}, which is never sent
, invisible_since INTEGER) STRICT;
INSERT INTO "deal" VALUES(1,'synced','aaaaaaaa-0000-4000-8000-000000000001','eeeeeeee-0000-4000-8000-000000000001','Still open',NULL,NULL,'outbound','private',0,'accepted',80,NULL,NULL,NULL,1793520000000000,1795161660000000,NULL,0,NULL,NULL,NULL,'100',NULL,NULL,NULL,'draft',NULL,NULL,NULL,NULL,'still open',NULL,NULL,1,1,NULL,NULL,NULL);
INSERT INTO "deal" VALUES(2,'synced','aaaaaaaa-0000-4000-8000-000000000002','eeeeeeee-0000-4000-8000-000000000002','R&amp;D move','Smith &amp; Sons',NULL,'outbound','private',0,'accepted',10,NULL,NULL,NULL,1793520000000000,1795161720000000,NULL,0,'A&amp;B-7','S&#39;26',NULL,NULL,NULL,NULL,NULL,'draft',NULL,NULL,NULL,NULL,'r&amp;d move','smith &amp; sons',NULL,1,2,NULL,NULL,NULL);
INSERT INTO "deal" VALUES(3,'synced','aaaaaaaa-0000-4000-8000-000000000003','eeeeeeee-0000-4000-8000-000000000003','Sent here',NULL,NULL,'inbound','private',0,'received',10,NULL,NULL,NULL,1793520000000000,1795161780000000,-62135596800000000,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'draft',NULL,NULL,NULL,NULL,'sent here',NULL,NULL,0,3,NULL,NULL,NULL);
INSERT INTO "deal" VALUES(4,'synced','aaaaaaaa-0000-4000-8000-000000000004','eeeeeeee-0000-4000-8000-000000000004','Pondered',NULL,NULL,'outbound','private',0,'accepted',10,NULL,NULL,NULL,1793520000000000,1795161840000000,NULL,0,NULL,NULL,NULL,'Pondering',NULL,NULL,NULL,'draft',NULL,NULL,NULL,NULL,'pondered',NULL,NULL,1,4,NULL,NULL,NULL);
INSERT INTO "deal" VALUES(5,'waiting','aaaaaaaa-0000-4000-8000-000000000005','00000000-0000-0000-0000-000000000000','Zero one',NULL,NULL,'outbound','private',0,'accepted',10,NULL,NULL,NULL,1793520000000000,1795161900000000,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'draft',NULL,NULL,NULL,NULL,'zero one',NULL,NULL,1,5,NULL,NULL,NULL);
INSERT INTO "deal" VALUES(8,'synced','aaaaaaaa-0000-4000-8000-000000000008','eeeeeeee-0000-4000-8000-000000000008','Unreadable',NULL,NULL,'outbound','private',0,'accepted',10,NULL,NULL,NULL,1793520000000000,1795162080000000,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'draft',NULL,NULL,NULL,NULL,'unreadable',NULL,NULL,1,8,NULL,NULL,NULL);
CREATE TABLE deal_search (
  deal INTEGER PRIMARY KEY REFERENCES deal(id) ON DELETE CASCADE,
  text TEXT NOT NULL
) STRICT;
INSERT INTO "deal_search" VALUES(1,'still open');
INSERT INTO "deal_search" VALUES(2,'r&amp;d move');
INSERT INTO "deal_search" VALUES(3,'sent here');
INSERT INTO "deal_search" VALUES(4,'pondered');
INSERT INTO "deal_search" VALUES(5,'zero one');
INSERT INTO "deal_search" VALUES(8,'unreadable');
CREATE TABLE denied (
  location TEXT PRIMARY KEY,  -- '' for deals without one
  known INTEGER NOT NULL,
  learned INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE document (
  referral INTEGER PRIMARY KEY REFERENCES referral(id) ON DELETE CASCADE,
  base_json TEXT,
  current_json TEXT
) STRICT;
INSERT INTO "document" VALUES(1,'{"id":"aaaaaaaa-0000-4000-8000-000000000001","engagementId":"eeeeeeee-0000-4000-8000-000000000001","organizationId":"11111111-0000-4000-8000-00000000000a","organizationName":"Fabrikam","createdDateTime":"2026-11-01T08:00:00Z","updatedDateTime":"2026-11-20T08:01:00Z","status":"Active","substatus":"Accepted","type":"Independent","qualification":"SalesQualified","direction":"Outgoing","name":"Still open","salesStage":"100"}',NULL);
INSERT INTO "document" VALUES(2,'{"id":"aaaaaaaa-0000-4000-8000-000000000002","engagementId":"eeeeeeee-0000-4000-8000-000000000002","organizationId":"11111111-0000-4000-8000-00000000000a","organizationName":"Fabrikam","createdDateTime":"2026-11-01T08:00:00Z","updatedDateTime":"2026-11-20T08:02:00Z","status":"Active","substatus":"Accepted","type":"Independent","qualification":"SalesQualified","direction":"Outgoing","name":"R&amp;D move","externalReferenceId":"A&amp;B-7","campaignId":"S&#39;26","customerProfile":{"name":"Smith &amp; Sons","address":{"country":"GB"}}}',NULL);
INSERT INTO "document" VALUES(3,'{"id":"aaaaaaaa-0000-4000-8000-000000000003","engagementId":"eeeeeeee-0000-4000-8000-000000000003","organizationId":"11111111-0000-4000-8000-00000000000a","organizationName":"Fabrikam","createdDateTime":"2026-11-01T08:00:00Z","updatedDateTime":"2026-11-20T08:03:00Z","status":"New","substatus":"Received","type":"Independent","qualification":"SalesQualified","direction":"Incoming","name":"Sent here","expirationDateTime":"0001-01-01T00:00:00Z","inviteContext":{"invitedBy":{"organizationId":"msft","organizationName":"Microsoft"}}}',NULL);
INSERT INTO "document" VALUES(4,'{"id":"aaaaaaaa-0000-4000-8000-000000000004","engagementId":"eeeeeeee-0000-4000-8000-000000000004","organizationId":"11111111-0000-4000-8000-00000000000a","organizationName":"Fabrikam","createdDateTime":"2026-11-01T08:00:00Z","updatedDateTime":"2026-11-20T08:04:00Z","status":"Active","substatus":"Accepted","type":"Independent","qualification":"SalesQualified","direction":"Outgoing","name":"Pondered","salesStage":"Pondering"}',NULL);
INSERT INTO "document" VALUES(5,'{"id":"aaaaaaaa-0000-4000-8000-000000000005","engagementId":"00000000-0000-0000-0000-000000000000","organizationId":"11111111-0000-4000-8000-00000000000a","organizationName":"Fabrikam","createdDateTime":"2026-11-01T08:00:00Z","updatedDateTime":"2026-11-20T08:05:00Z","status":"Active","substatus":"Accepted","type":"Independent","qualification":"SalesQualified","direction":"Outgoing","name":"Zero one"}',NULL);
INSERT INTO "document" VALUES(6,'{"id":"aaaaaaaa-0000-4000-8000-000000000006","engagementId":"00000000-0000-0000-0000-000000000000","organizationId":"11111111-0000-4000-8000-00000000000a","organizationName":"Fabrikam","createdDateTime":"2026-11-01T08:00:00Z","updatedDateTime":"2026-11-20T08:06:00Z","status":"Active","substatus":"Accepted","type":"Independent","qualification":"SalesQualified","direction":"Outgoing","name":"Zero two"}','{"id":"aaaaaaaa-0000-4000-8000-000000000006","engagementId":"00000000-0000-0000-0000-000000000000","organizationId":"11111111-0000-4000-8000-00000000000a","organizationName":"Fabrikam","createdDateTime":"2026-11-01T08:00:00Z","updatedDateTime":"2026-11-20T08:06:00Z","status":"Active","substatus":"Accepted","type":"Independent","qualification":"SalesQualified","direction":"Outgoing","name":"Zero two","externalReferenceId":"CRM-6"}');
INSERT INTO "document" VALUES(7,'{"id":"aaaaaaaa-0000-4000-8000-000000000007","engagementId":"00000000-0000-0000-0000-000000000000","organizationId":"11111111-0000-4000-8000-00000000000a","organizationName":"Fabrikam","createdDateTime":"2026-11-01T08:00:00Z","updatedDateTime":"2026-11-20T08:07:00Z","status":"Active","substatus":"Accepted","type":"Independent","qualification":"SalesQualified","direction":"Outgoing","name":"Zero three"}',NULL);
INSERT INTO "document" VALUES(8,'{"id":',NULL);
CREATE TABLE doubt (
  seq INTEGER PRIMARY KEY REFERENCES outbox(seq) ON DELETE CASCADE,
  since INTEGER NOT NULL,  -- what it made is not older than this, on the service's clock
  known INTEGER NOT NULL,
  sends INTEGER NOT NULL,
  body TEXT NOT NULL,
  candidates TEXT,
  chosen TEXT
) STRICT;
CREATE TABLE history (
  id INTEGER PRIMARY KEY,
  deal INTEGER NOT NULL REFERENCES deal(id) ON DELETE CASCADE,
  at INTEGER NOT NULL,
  who TEXT NOT NULL,
  path TEXT NOT NULL,
  old TEXT,
  new TEXT
) STRICT;
INSERT INTO "history" VALUES(1,1,1793520000000000,'service','',NULL,NULL);
INSERT INTO "history" VALUES(2,2,1793520000000000,'service','',NULL,NULL);
INSERT INTO "history" VALUES(3,3,1793520000000000,'service','',NULL,NULL);
INSERT INTO "history" VALUES(4,4,1793520000000000,'service','',NULL,NULL);
INSERT INTO "history" VALUES(5,5,1793520000000000,'service','',NULL,NULL);
INSERT INTO "history" VALUES(6,8,1793520000000000,'service','',NULL,NULL);
CREATE TABLE kept_form (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  deal INTEGER,
  form TEXT NOT NULL,
  at INTEGER NOT NULL,
  text TEXT NOT NULL,
  UNIQUE (deal, form)
) STRICT;
CREATE TABLE known_customer (
  name_key TEXT NOT NULL,
  country TEXT NOT NULL,
  entity TEXT NOT NULL,
  json TEXT NOT NULL,
  used_at INTEGER NOT NULL,
  PRIMARY KEY (name_key, country, entity)
) STRICT, WITHOUT ROWID;
CREATE TABLE known_member (
  email TEXT PRIMARY KEY,
  json TEXT NOT NULL,
  used_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE known_solution (
  id TEXT PRIMARY KEY,
  json TEXT NOT NULL,
  used_at INTEGER NOT NULL,
  uses INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE meta (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO "meta" VALUES('own-organization','11111111-0000-4000-8000-00000000000a');
CREATE TABLE outbox (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  deal INTEGER NOT NULL REFERENCES deal(id),
  referral INTEGER NOT NULL REFERENCES referral(id),
  op TEXT NOT NULL,
  state TEXT NOT NULL,
  changes TEXT,
  conflicts TEXT,
  request_id TEXT NOT NULL,
  depends_on INTEGER REFERENCES outbox(seq) ON DELETE SET NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  not_before INTEGER,
  last_error TEXT,
  replaced INTEGER,
  created_at INTEGER NOT NULL
, held INTEGER NOT NULL DEFAULT 0) STRICT;
INSERT INTO "outbox" VALUES(1,5,6,'update','pending','{"/externalReferenceId": [null, "CRM-6"]}',NULL,'cccccccc-0000-4000-8000-000000000001',NULL,0,NULL,NULL,NULL,1795248000000000,0);
CREATE TABLE referral (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  deal INTEGER REFERENCES deal(id),
  remote_id TEXT COLLATE NOCASE UNIQUE,
  engagement TEXT NOT NULL,
  engagement_id TEXT,
  organization_id TEXT,
  role TEXT NOT NULL,
  etag TEXT,
  created_at INTEGER,
  updated_at INTEGER,
  created_here INTEGER NOT NULL DEFAULT 0
, invisible_since INTEGER) STRICT;
INSERT INTO "referral" VALUES(1,1,'aaaaaaaa-0000-4000-8000-000000000001','eeeeeeee-0000-4000-8000-000000000001','eeeeeeee-0000-4000-8000-000000000001','11111111-0000-4000-8000-00000000000a','own','"etag-1"',1793520000000000,1795161660000000,0,NULL);
INSERT INTO "referral" VALUES(2,2,'aaaaaaaa-0000-4000-8000-000000000002','eeeeeeee-0000-4000-8000-000000000002','eeeeeeee-0000-4000-8000-000000000002','11111111-0000-4000-8000-00000000000a','own','"etag-2"',1793520000000000,1795161720000000,0,NULL);
INSERT INTO "referral" VALUES(3,3,'aaaaaaaa-0000-4000-8000-000000000003','eeeeeeee-0000-4000-8000-000000000003','eeeeeeee-0000-4000-8000-000000000003','11111111-0000-4000-8000-00000000000a','own','"etag-3"',1793520000000000,1795161780000000,0,NULL);
INSERT INTO "referral" VALUES(4,4,'aaaaaaaa-0000-4000-8000-000000000004','eeeeeeee-0000-4000-8000-000000000004','eeeeeeee-0000-4000-8000-000000000004','11111111-0000-4000-8000-00000000000a','own','"etag-4"',1793520000000000,1795161840000000,0,NULL);
INSERT INTO "referral" VALUES(5,5,'aaaaaaaa-0000-4000-8000-000000000005','00000000-0000-0000-0000-000000000000','00000000-0000-0000-0000-000000000000','11111111-0000-4000-8000-00000000000a','own','"etag-5"',1793520000000000,1795161900000000,0,NULL);
INSERT INTO "referral" VALUES(6,5,'aaaaaaaa-0000-4000-8000-000000000006','00000000-0000-0000-0000-000000000000','00000000-0000-0000-0000-000000000000','11111111-0000-4000-8000-00000000000a','own','"etag-6"',1793520000000000,1795161960000000,0,NULL);
INSERT INTO "referral" VALUES(7,5,'aaaaaaaa-0000-4000-8000-000000000007','00000000-0000-0000-0000-000000000000','00000000-0000-0000-0000-000000000000','11111111-0000-4000-8000-00000000000a','own','"etag-7"',1793520000000000,1795162020000000,0,NULL);
INSERT INTO "referral" VALUES(8,8,'aaaaaaaa-0000-4000-8000-000000000008','eeeeeeee-0000-4000-8000-000000000008','eeeeeeee-0000-4000-8000-000000000008','11111111-0000-4000-8000-00000000000a','own','"etag-8"',1793520000000000,1795162080000000,0,NULL);
CREATE TABLE swept (
  referral INTEGER PRIMARY KEY REFERENCES referral(id) ON DELETE CASCADE
) STRICT;
CREATE TABLE told (
  deal INTEGER NOT NULL REFERENCES deal(id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  mark TEXT NOT NULL,
  at INTEGER,
  PRIMARY KEY (deal, kind, mark)
) STRICT, WITHOUT ROWID;
CREATE TABLE undo (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  deal INTEGER NOT NULL,
  state TEXT NOT NULL,
  turn INTEGER NOT NULL,
  at INTEGER NOT NULL,
  before TEXT NOT NULL,
  after TEXT NOT NULL
) STRICT;
CREATE TABLE undo_entry (
  undo INTEGER NOT NULL REFERENCES undo(id) ON DELETE CASCADE,
  seq INTEGER NOT NULL,
  PRIMARY KEY (undo, seq)
) STRICT, WITHOUT ROWID;
CREATE TABLE walk (
  kind TEXT PRIMARY KEY,
  next TEXT NOT NULL,
  cursor INTEGER,
  newest INTEGER,
  previous INTEGER,
  ordered INTEGER NOT NULL,
  place INTEGER NOT NULL,
  last INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX deal_by_name ON deal(tab, name_key);
CREATE INDEX deal_by_customer ON deal(tab, customer_key);
CREATE INDEX deal_by_country ON deal(tab, country);
CREATE INDEX deal_by_type ON deal(tab, type);
CREATE INDEX deal_by_status ON deal(tab, status);
CREATE INDEX deal_by_value ON deal(tab, value_key);
CREATE INDEX deal_by_close_date ON deal(tab, close_date);
CREATE INDEX deal_by_created_at ON deal(tab, created_at);
CREATE INDEX deal_favorite ON deal(tab) WHERE favorite = 1;
CREATE INDEX deal_by_duns ON deal(duns) WHERE duns IS NOT NULL;
CREATE INDEX deal_by_campaign ON deal(campaign_id, created_at) WHERE campaign_id IS NOT NULL;
CREATE INDEX deal_draft ON deal(updated_at) WHERE status = 'draft';
CREATE INDEX referral_by_deal ON referral(deal);
CREATE INDEX referral_by_engagement ON referral(engagement, role);
CREATE INDEX referral_by_organization ON referral(organization_id);
CREATE INDEX referral_created_here ON referral(organization_id) WHERE created_here = 1;
CREATE INDEX outbox_by_deal ON outbox(deal);
CREATE INDEX outbox_by_referral ON outbox(referral);
CREATE INDEX outbox_by_dependence ON outbox(depends_on);
CREATE INDEX history_by_deal ON history(deal, at);
CREATE INDEX known_customer_by_use ON known_customer(used_at);
CREATE INDEX known_member_by_use ON known_member(used_at);
CREATE INDEX known_solution_by_use ON known_solution(uses, used_at);
CREATE INDEX told_later ON told(deal) WHERE at IS NULL;
CREATE INDEX referral_invisible ON referral(id) WHERE invisible_since IS NOT NULL;
CREATE INDEX undo_by_state ON undo(state, turn);
CREATE INDEX undo_by_deal ON undo(deal);
CREATE INDEX undo_entry_by_seq ON undo_entry(seq);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('deal',8);
INSERT INTO "sqlite_sequence" VALUES('referral',8);
INSERT INTO "sqlite_sequence" VALUES('outbox',1);
COMMIT;
PRAGMA application_id = 1131369324;
PRAGMA user_version = 3;
