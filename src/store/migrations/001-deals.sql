-- The first schema. Words (status, type, role, op, state) are the nicks of cosell-enums.h; instants
-- are µs since the epoch, UTC; texts named *_json, changes and conflicts are JSON.

CREATE TABLE meta (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- One row per engagement, or a draft. All but the last group are derived from the documents
-- (cosell_deal_fields) and can be derived again at any time.
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

  -- what lists sort by: texts folded, the value as a number, the tab that the row stands in. Not
  -- generated columns: an index over those covers no query.
  name_key TEXT,
  customer_key TEXT,
  value_key REAL,
  tab INTEGER NOT NULL,  -- 0 inbound, 1 outbound, 2 lead

  own_referral INTEGER,  -- the half that makes the row
  draft TEXT,            -- the draft file's JSON, until the service has the deal
  registration TEXT      -- E10: {"contractType", "contact"}, which is never sent
) STRICT;

-- One for each column that a list is sorted by: a key query reads the index alone.
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

-- What the search box looks through, folded. A table of its own: lists do not read it.
CREATE TABLE deal_search (
  deal INTEGER PRIMARY KEY REFERENCES deal(id) ON DELETE CASCADE,
  text TEXT NOT NULL
) STRICT;

-- One half of an engagement. One that belongs to no row (only Microsoft's half is known so far) has
-- no deal.
CREATE TABLE referral (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  deal INTEGER REFERENCES deal(id),
  remote_id TEXT COLLATE NOCASE UNIQUE,  -- NULL: waits in the outbox
  engagement TEXT NOT NULL,              -- engagementId in lower case; of its own when absent
  engagement_id TEXT,                    -- as received
  organization_id TEXT,
  role TEXT NOT NULL,
  etag TEXT,
  created_at INTEGER,
  updated_at INTEGER,
  created_here INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX referral_by_deal ON referral(deal);
CREATE INDEX referral_by_engagement ON referral(engagement, role);
CREATE INDEX referral_by_organization ON referral(organization_id);
CREATE INDEX referral_created_here ON referral(organization_id) WHERE created_here = 1;

-- The document as the service sent it, and as it stands with local changes. Apart from the referral,
-- so that linking halves does not write documents.
CREATE TABLE document (
  referral INTEGER PRIMARY KEY REFERENCES referral(id) ON DELETE CASCADE,
  base_json TEXT,     -- byte for byte; NULL: the service does not have it
  current_json TEXT   -- with local changes; NULL: the same as base_json
) STRICT;

CREATE TABLE outbox (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  deal INTEGER NOT NULL REFERENCES deal(id),
  referral INTEGER NOT NULL REFERENCES referral(id),
  op TEXT NOT NULL,
  state TEXT NOT NULL,
  changes TEXT,      -- update: {path: [original, current]}
  conflicts TEXT,    -- {path: [base, mine, theirs]} that a person has to decide
  request_id TEXT NOT NULL,
  depends_on INTEGER REFERENCES outbox(seq) ON DELETE SET NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  not_before INTEGER,
  last_error TEXT,
  replaced INTEGER,  -- the hour of a scheduled change of the status that made room for this one
  created_at INTEGER NOT NULL
) STRICT;

CREATE INDEX outbox_by_deal ON outbox(deal);
CREATE INDEX outbox_by_referral ON outbox(referral);
CREATE INDEX outbox_by_dependence ON outbox(depends_on);

CREATE TABLE history (
  id INTEGER PRIMARY KEY,
  deal INTEGER NOT NULL REFERENCES deal(id) ON DELETE CASCADE,
  at INTEGER NOT NULL,
  who TEXT NOT NULL,
  path TEXT NOT NULL,
  old TEXT,
  new TEXT
) STRICT;

CREATE INDEX history_by_deal ON history(deal, at);

-- What own deals taught: customers, people and solutions to pick from.
CREATE TABLE known_customer (
  name_key TEXT NOT NULL,
  country TEXT NOT NULL,
  entity TEXT NOT NULL,  -- tells several of one name apart: D-U-N-S number, else folded address
  json TEXT NOT NULL,
  used_at INTEGER NOT NULL,
  PRIMARY KEY (name_key, country, entity)
) STRICT, WITHOUT ROWID;
CREATE INDEX known_customer_by_use ON known_customer(used_at);

CREATE TABLE known_member (
  email TEXT PRIMARY KEY,
  json TEXT NOT NULL,
  used_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX known_member_by_use ON known_member(used_at);

CREATE TABLE known_solution (
  id TEXT PRIMARY KEY,
  json TEXT NOT NULL,
  used_at INTEGER NOT NULL,
  uses INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX known_solution_by_use ON known_solution(uses, used_at);

-- F2: what the account may not do with the deals of a location (bits of CosellPermission): known from
-- its role, where '*' stands for every location without a row, or learned from an answer 403.
CREATE TABLE denied (
  location TEXT PRIMARY KEY,  -- '' for deals without one
  known INTEGER NOT NULL,
  learned INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
