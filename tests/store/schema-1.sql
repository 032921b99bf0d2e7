-- A profile of schema 1 with a full outbox: a new deal and its invitation held back, a change in
-- conflict, a favorite, an accepted deal, a win that is scheduled; a draft, history. Made by the last
-- program of that schema against the practice server.
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
INSERT INTO "deal" VALUES(1,'waiting','8b6f4196-158a-4339-95d7-f1ee610b3897','65ae9485-bde6-4f64-9529-6a75d6742576','Security review and Sentinel for Margie''s Travel','Margie''s Travel株式会社','JP','inbound','private',1,'accepted',10,'999','JPY','2027-04-12',1794383718009200,1794383718009200,NULL,0,NULL,NULL,'Bluegum Cloud',NULL,NULL,NULL,'1234567','draft',NULL,NULL,NULL,'SOL-24883-CVE	Fabrikam Secure Edge
1b0d2f54-6c1e-4a27-9a53-0c5a7e2d110b	SAP on Azure
SOL-42004-GTG	VanArsdel Shop Floor','security review and sentinel for margie''s travel','margie''s travel株式会社',999.0,0,1,NULL,NULL);
INSERT INTO "deal" VALUES(2,'waiting','1eb72c54-28bc-43b8-8a64-5a7376935819','ca4c7f56-a248-4f08-9fc6-af4ad2017df1','Havenlogistiek Dynamics 365 Finance','Vlaamse Havenlogistiek NV','BE','inbound','lead',0,'received',10,'100000.00','USD','2027-02-23',1794272276399747,1794272276399747,1795481876399747,1,'CRM-8885','EXPO-NORTH','Microsoft',NULL,NULL,NULL,'5120987','draft',NULL,NULL,NULL,'SOL-28305-ZKO	Fabrikam Managed Cloud
1b0d2f54-6c1e-4a27-9a53-0c5a7e2d1104	Azure OpenAI Service','havenlogistiek dynamics 365 finance','vlaamse havenlogistiek nv',100000.0,2,2,NULL,NULL);
INSERT INTO "deal" VALUES(3,'conflict','fc05f3a4-7750-432d-96e7-d53c7e6efd7e','e4e20eeb-5267-4a60-ab1c-72837667d1bf','Mine','Żuraw Budownictwo Sp. z o.o.','PL','outbound','co-sell',0,'accepted',10,'1200000.00','PLN','2027-04-29',1793373412850000,1795371555152760,NULL,1,'CRM-1',NULL,NULL,NULL,NULL,NULL,'1234567','accepted',NULL,'533353513',1793373412850591,'SOL-15974-MQF	Fabrikam Suite
1b0d2f54-6c1e-4a27-9a53-0c5a7e2d1102	Azure Kubernetes Service','mine','zuraw budownictwo sp. z o.o.',1200000.0,1,4,NULL,NULL);
INSERT INTO "deal" VALUES(4,'parked',NULL,'b6b5eb5a-84d3-4b9b-b562-5c91c286dbba','Contoso ERP move','Contoso AB','SE','outbound','co-sell',0,'accepted',10,'1200000.00','SEK','2027-01-15',1795371542069318,1795371542069318,NULL,0,'CRM-7',NULL,NULL,NULL,NULL,NULL,'1234567','received',NULL,NULL,NULL,'SOL-15974-MQF	Fabrikam Suite','contoso erp move','contoso ab',1200000.0,1,5,'{"customer":{"name":"Contoso AB","addressLine1":"Storgatan 1","city":"Malmö","postalCode":"211 34","country":"SE","contacts":[{"firstName":"Sara","lastName":"Ek","phone":"+46 40 100","email":"sara.ek@contoso.example"}],"consent":true},"name":"Contoso ERP move","location":"1234567","value":"1200000","currency":"SEK","closeDate":"2027-01-15","crmId":"CRM-7","campaignId":null,"notes":"Wants a pilot in March.","team":[{"firstName":"Ola","lastName":"Lind","phone":"+46 40 200","email":"ola.lind@fabrikam.example"}],"solutions":[{"id":"SOL-15974-MQF","name":"Fabrikam Suite","kind":"own"}],"help":"ProofOfConceptOrDemo","notesToMicrosoft":"Need a demo tenant.","visibleToMicrosoft":true,"partners":[]}',NULL);
INSERT INTO "deal" VALUES(5,'draft',NULL,NULL,'Contoso ERP move','Contoso AB','SE','outbound','co-sell',0,'draft',NULL,'1200000.00','SEK','2027-01-15',1795371542632159,1795371542632164,NULL,0,'CRM-7',NULL,NULL,NULL,NULL,NULL,'1234567','draft',NULL,NULL,NULL,NULL,'contoso erp move','contoso ab',1200000.0,1,NULL,'{"customer":{"name":"Contoso AB","addressLine1":"Storgatan 1","city":"Malmö","postalCode":"211 34","country":"SE","contacts":[{"firstName":"Sara","lastName":"Ek","phone":"+46 40 100","email":"sara.ek@contoso.example"}],"consent":true},"name":"Contoso ERP move","location":"1234567","value":"1200000","currency":"SEK","closeDate":"2027-01-15","crmId":"CRM-7","campaignId":null,"notes":"Wants a pilot in March.","team":[{"firstName":"Ola","lastName":"Lind","phone":"+46 40 200","email":"ola.lind@fabrikam.example"}],"solutions":[{"id":"SOL-15974-MQF","name":"Fabrikam Suite","kind":"own"}],"help":"ProofOfConceptOrDemo","notesToMicrosoft":"Need a demo tenant.","visibleToMicrosoft":true,"partners":[]}',NULL);
CREATE TABLE deal_search (
  deal INTEGER PRIMARY KEY REFERENCES deal(id) ON DELETE CASCADE,
  text TEXT NOT NULL
) STRICT;
INSERT INTO "deal_search" VALUES(1,'security review and sentinel for margie''s travel
margie''s travel株式会社
bluegum cloud
met at the trade fair. they run on an old platform whose support ends next year.
恵子 佐藤 keiko.sato@margiestravel.example +81 3-1596-2929
大阪市
6-04a87703
fabrikam secure edge sol-24883-cve
sap on azure 1b0d2f54-6c1e-4a27-9a53-0c5a7e2d110b
vanarsdel shop floor sol-42004-gtg
65ae9485-bde6-4f64-9529-6a75d6742576
8b6f4196-158a-4339-95d7-f1ee610b3897
');
INSERT INTO "deal_search" VALUES(2,'havenlogistiek dynamics 365 finance
vlaamse havenlogistiek nv
microsoft
le site de lyon d’abord, les autres suivront apres la reception.
thibault desmedt thibault.desmedt@havenlogistiek.example +32 2 228 35 30
jan de smet jan.desmet@havenlogistiek.example +32 2 841 10 51
liege
fabrikam managed cloud sol-28305-zko
azure openai service 1b0d2f54-6c1e-4a27-9a53-0c5a7e2d1104
crm-8885
expo-north
ca4c7f56-a248-4f08-9fc6-af4ad2017df1
1eb72c54-28bc-43b8-8a64-5a7376935819
');
INSERT INTO "deal_search" VALUES(3,'mine
zuraw budownictwo sp. z o.o.
chca pilotazu w marcu. zarzad zdecyduje wiosna.
zofia blaszczyk zofia.blaszczyk@zurawbudownictwo.example +48 22 471 51 31
warszawa
533353513
fabrikam suite sol-15974-mqf
azure kubernetes service 1b0d2f54-6c1e-4a27-9a53-0c5a7e2d1102
crm-1
e4e20eeb-5267-4a60-ab1c-72837667d1bf
nadia elmi nadia.elmi@microsoft.example +971 4 555 0156
peter connelly peter.connelly@microsoft.example +1 425 555 0151
aefeef31-6d7b-455f-8b45-1b5d8be61032
microsoft
kim berg kim.berg@fabrikam.example +46 40 200 01
jonas sjostrom jonas.sjostrom@fabrikam.example +46 8 200 04
claudia jager claudia.jager@fabrikam.example +49 89 200 07
rachel stone rachel.stone@fabrikam.example +1 425 555 0110
fc05f3a4-7750-432d-96e7-d53c7e6efd7e
');
INSERT INTO "deal_search" VALUES(4,'contoso erp move
contoso ab
wants a pilot in march.
sara ek sara.ek@contoso.example +46 40 100
malmo
fabrikam suite sol-15974-mqf
crm-7
b6b5eb5a-84d3-4b9b-b562-5c91c286dbba
ola lind ola.lind@fabrikam.example +46 40 200
ola lind ola.lind@fabrikam.example +46 40 200
');
INSERT INTO "deal_search" VALUES(5,'contoso erp move
contoso ab
wants a pilot in march.
sara ek sara.ek@contoso.example +46 40 100
malmo
fabrikam suite
sol-15974-mqf
crm-7
ola lind ola.lind@fabrikam.example +46 40 200
');
CREATE TABLE denied (
  location TEXT PRIMARY KEY,  -- '' for deals without one
  known INTEGER NOT NULL,
  learned INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE document (
  referral INTEGER PRIMARY KEY REFERENCES referral(id) ON DELETE CASCADE,
  base_json TEXT,     -- byte for byte; NULL: the service does not have it
  current_json TEXT   -- with local changes; NULL: the same as base_json
) STRICT;
INSERT INTO "document" VALUES(1,'{"id":"8b6f4196-158a-4339-95d7-f1ee610b3897","engagementId":"65ae9485-bde6-4f64-9529-6a75d6742576","name":"Security review and Sentinel for Margie''s Travel","organizationId":"5c7e1f0a-3b52-4d7e-9c41-6a1f0e8d2b34","organizationName":"Fabrikam","lastModifiedVia":null,"lastRunId":null,"externalReferenceId":"","createdDateTime":"2026-11-11T07:55:18.0092Z","updatedDateTime":"2026-11-11T07:55:18.0092Z","expirationDateTime":"2026-11-25T07:55:18.0092Z","status":"New","substatus":"Pending","statusReason":null,"qualification":"SalesQualified","type":"Independent","referralSource":null,"eTag":"\"43d35123-0000-0100-0000-6af41f660000\"","favorite":false,"campaignId":"","salesStage":null,"quality":"Unknown","isSpam":false,"direction":"Incoming","mpnId":"1234567","referralProgram":null,"dealSensitivity":"None","createdVia":null,"tags":[],"acceptedDateTime":null,"closedDateTime":null,"callToAction":null,"registrationStatus":"None","target":[{"type":"SolutionProfile","id":"SOL-24883-CVE"}],"customerProfile":{"name":"Margie''s Travel株式会社","size":null,"isMatchingComplete":true,"address":{"addressLine1":"北浜78-1-15","addressLine2":null,"city":"大阪市","state":null,"postalCode":"530-0001","country":"JP","region":"大阪府"},"team":[{"firstName":"恵子","lastName":"佐藤","phoneNumber":"+81 3-1596-2929","email":"keiko.sato@margiestravel.example","title":null,"contactPreference":{"locale":null,"disableNotifications":null}}],"ids":[{"profileType":"External","id":"6-04A87703"}]},"consent":{"consentToToShareInfoWithOthers":true,"consentToContact":true,"consentToShareReferralWithMicrosoftSellers":false},"details":{"notes":"Met at the trade fair. They run on an old platform whose support ends next year.","dealValue":4500000,"currency":"JPY","closingDateTime":"2027-04-12T00:00:00Z","customerRequestedContact":null,"customerAction":null,"incentiveLevel":null,"requirements":{"industries":[],"products":[],"services":[],"solutions":[{"id":"SOL-24883-CVE","name":"Fabrikam Secure Edge","type":"Name","price":null,"quantity":null,"currency":null,"publisherName":null,"solutionType":null,"closingDateTime":null},{"id":"1b0d2f54-6c1e-4a27-9a53-0c5a7e2d110b","name":"SAP on Azure","type":"Name","price":null,"quantity":null,"currency":null,"publisherName":null,"solutionType":null,"closingDateTime":null},{"id":"SOL-42004-GTG","name":"VanArsdel Shop Floor","type":"Name","price":null,"quantity":null,"currency":null,"publisherName":"VanArsdel","solutionType":"3P","closingDateTime":null}],"offers":[],"salesPlays":[],"additionalRequirements":{"iot":{},"attributes":[{"type":"CustomerMarketplaceIntent","id":"HaveNotDecided"}]}}},"team":[],"inviteContext":{"notes":null,"assistanceRequestCode":"Unknown","invitedMpnId":"1234567","invitedBy":{"organizationId":"8a40c1d2-0b11-4c5e-8f01-5d3b9a7e0028","organizationName":"Bluegum Cloud"}},"links":{"relatedReferrals":{"uri":"https://api.partner.microsoft.com/v1.0/engagements/referrals?$filter=engagementId eq ''65ae9485-bde6-4f64-9529-6a75d6742576''","method":"GET"},"self":{"uri":"https://api.partner.microsoft.com/v1.0/engagements/referrals/8b6f4196-158a-4339-95d7-f1ee610b3897","method":"GET"}}}','{"id":"8b6f4196-158a-4339-95d7-f1ee610b3897","engagementId":"65ae9485-bde6-4f64-9529-6a75d6742576","name":"Security review and Sentinel for Margie''s Travel","organizationId":"5c7e1f0a-3b52-4d7e-9c41-6a1f0e8d2b34","organizationName":"Fabrikam","lastModifiedVia":null,"lastRunId":null,"externalReferenceId":"","createdDateTime":"2026-11-11T07:55:18.0092Z","updatedDateTime":"2026-11-11T07:55:18.0092Z","expirationDateTime":"2026-11-25T07:55:18.0092Z","status":"Active","substatus":"Accepted","statusReason":null,"qualification":"SalesQualified","type":"Independent","referralSource":null,"eTag":"\"43d35123-0000-0100-0000-6af41f660000\"","favorite":false,"campaignId":"","salesStage":null,"quality":"Unknown","isSpam":false,"direction":"Incoming","mpnId":"1234567","referralProgram":null,"dealSensitivity":"None","createdVia":null,"tags":[],"acceptedDateTime":null,"closedDateTime":null,"callToAction":null,"registrationStatus":"None","target":[{"type":"SolutionProfile","id":"SOL-24883-CVE"}],"customerProfile":{"name":"Margie''s Travel株式会社","size":null,"isMatchingComplete":true,"address":{"addressLine1":"北浜78-1-15","addressLine2":null,"city":"大阪市","state":null,"postalCode":"530-0001","country":"JP","region":"大阪府"},"team":[{"firstName":"恵子","lastName":"佐藤","phoneNumber":"+81 3-1596-2929","email":"keiko.sato@margiestravel.example","title":null,"contactPreference":{"locale":null,"disableNotifications":null}}],"ids":[{"profileType":"External","id":"6-04A87703"}]},"consent":{"consentToToShareInfoWithOthers":true,"consentToContact":true,"consentToShareReferralWithMicrosoftSellers":false},"details":{"notes":"Met at the trade fair. They run on an old platform whose support ends next year.","dealValue":999,"currency":"JPY","closingDateTime":"2027-04-12T00:00:00Z","customerRequestedContact":null,"customerAction":null,"incentiveLevel":null,"requirements":{"industries":[],"products":[],"services":[],"solutions":[{"id":"SOL-24883-CVE","name":"Fabrikam Secure Edge","type":"Name","price":null,"quantity":null,"currency":null,"publisherName":null,"solutionType":null,"closingDateTime":null},{"id":"1b0d2f54-6c1e-4a27-9a53-0c5a7e2d110b","name":"SAP on Azure","type":"Name","price":null,"quantity":null,"currency":null,"publisherName":null,"solutionType":null,"closingDateTime":null},{"id":"SOL-42004-GTG","name":"VanArsdel Shop Floor","type":"Name","price":null,"quantity":null,"currency":null,"publisherName":"VanArsdel","solutionType":"3P","closingDateTime":null}],"offers":[],"salesPlays":[],"additionalRequirements":{"iot":{},"attributes":[{"type":"CustomerMarketplaceIntent","id":"HaveNotDecided"}]}}},"team":[],"inviteContext":{"notes":null,"assistanceRequestCode":"Unknown","invitedMpnId":"1234567","invitedBy":{"organizationId":"8a40c1d2-0b11-4c5e-8f01-5d3b9a7e0028","organizationName":"Bluegum Cloud"}},"links":{"relatedReferrals":{"uri":"https://api.partner.microsoft.com/v1.0/engagements/referrals?$filter=engagementId eq ''65ae9485-bde6-4f64-9529-6a75d6742576''","method":"GET"},"self":{"uri":"https://api.partner.microsoft.com/v1.0/engagements/referrals/8b6f4196-158a-4339-95d7-f1ee610b3897","method":"GET"}}}');
INSERT INTO "document" VALUES(2,'{"id":"1eb72c54-28bc-43b8-8a64-5a7376935819","engagementId":"ca4c7f56-a248-4f08-9fc6-af4ad2017df1","name":"Havenlogistiek Dynamics 365 Finance","organizationId":"5c7e1f0a-3b52-4d7e-9c41-6a1f0e8d2b34","organizationName":"Fabrikam","lastModifiedVia":null,"lastRunId":null,"externalReferenceId":"CRM-8885","createdDateTime":"2026-11-10T00:57:56.3997479Z","updatedDateTime":"2026-11-10T00:57:56.3997475Z","expirationDateTime":"2026-11-24T00:57:56.399747Z","status":"New","substatus":"Received","statusReason":null,"qualification":"MarketingQualified","type":"Independent","referralSource":null,"eTag":"\"6f13a7ec-0000-0100-0000-6af26c140000\"","favorite":false,"campaignId":"EXPO-NORTH","salesStage":null,"quality":"High","isSpam":false,"direction":"Incoming","mpnId":"5120987","referralProgram":null,"dealSensitivity":"None","createdVia":null,"tags":[],"acceptedDateTime":null,"closedDateTime":null,"callToAction":null,"registrationStatus":"None","target":[{"type":"SolutionProfile","id":"SOL-28305-ZKO"}],"customerProfile":{"name":"Vlaamse Havenlogistiek NV","size":"51to250employees","isMatchingComplete":false,"address":{"addressLine1":"Kerkstraat 90","addressLine2":"","city":"Liège","state":"","postalCode":"4000","country":"BE","region":null},"team":[{"firstName":"Thibault","lastName":"Desmedt","phoneNumber":"+32 2 228 35 30","email":"thibault.desmedt@havenlogistiek.example","title":null,"contactPreference":{"locale":null,"disableNotifications":null}},{"firstName":"Jan","lastName":"De Smet","phoneNumber":"+32 2 841 10 51","email":"jan.desmet@havenlogistiek.example","title":null,"contactPreference":{"locale":null,"disableNotifications":null}}],"ids":[]},"consent":{"consentToToShareInfoWithOthers":true,"consentToContact":true,"consentToShareReferralWithMicrosoftSellers":false},"details":{"notes":"Le site de Lyon d’abord, les autres suivront après la réception.","dealValue":100000,"currency":"USD","closingDateTime":"2027-02-23T00:00:00Z","customerRequestedContact":null,"customerAction":null,"incentiveLevel":null,"requirements":{"industries":[],"products":[],"services":[],"solutions":[{"id":"SOL-28305-ZKO","name":"Fabrikam Managed Cloud","type":"Name","price":null,"quantity":null,"currency":null,"publisherName":null,"solutionType":null,"closingDateTime":null},{"id":"1b0d2f54-6c1e-4a27-9a53-0c5a7e2d1104","name":"Azure OpenAI Service","type":"Name","price":null,"quantity":null,"currency":null,"publisherName":null,"solutionType":null,"closingDateTime":null}],"offers":[],"salesPlays":[],"additionalRequirements":{"iot":{},"attributes":[{"type":"CustomerMarketplaceIntent","id":"HaveNotDecided"}]}}},"team":[],"inviteContext":{"notes":null,"assistanceRequestCode":"Unknown","invitedMpnId":"5120987","invitedBy":{"organizationId":"msft","organizationName":"Microsoft"}},"links":{"relatedReferrals":{"uri":"https://api.partner.microsoft.com/v1.0/engagements/referrals?$filter=engagementId eq ''ca4c7f56-a248-4f08-9fc6-af4ad2017df1''","method":"GET"},"self":{"uri":"https://api.partner.microsoft.com/v1.0/engagements/referrals/1eb72c54-28bc-43b8-8a64-5a7376935819","method":"GET"}}}','{"id":"1eb72c54-28bc-43b8-8a64-5a7376935819","engagementId":"ca4c7f56-a248-4f08-9fc6-af4ad2017df1","name":"Havenlogistiek Dynamics 365 Finance","organizationId":"5c7e1f0a-3b52-4d7e-9c41-6a1f0e8d2b34","organizationName":"Fabrikam","lastModifiedVia":null,"lastRunId":null,"externalReferenceId":"CRM-8885","createdDateTime":"2026-11-10T00:57:56.3997479Z","updatedDateTime":"2026-11-10T00:57:56.3997475Z","expirationDateTime":"2026-11-24T00:57:56.399747Z","status":"New","substatus":"Received","statusReason":null,"qualification":"MarketingQualified","type":"Independent","referralSource":null,"eTag":"\"6f13a7ec-0000-0100-0000-6af26c140000\"","favorite":true,"campaignId":"EXPO-NORTH","salesStage":null,"quality":"High","isSpam":false,"direction":"Incoming","mpnId":"5120987","referralProgram":null,"dealSensitivity":"None","createdVia":null,"tags":[],"acceptedDateTime":null,"closedDateTime":null,"callToAction":null,"registrationStatus":"None","target":[{"type":"SolutionProfile","id":"SOL-28305-ZKO"}],"customerProfile":{"name":"Vlaamse Havenlogistiek NV","size":"51to250employees","isMatchingComplete":false,"address":{"addressLine1":"Kerkstraat 90","addressLine2":"","city":"Liège","state":"","postalCode":"4000","country":"BE","region":null},"team":[{"firstName":"Thibault","lastName":"Desmedt","phoneNumber":"+32 2 228 35 30","email":"thibault.desmedt@havenlogistiek.example","title":null,"contactPreference":{"locale":null,"disableNotifications":null}},{"firstName":"Jan","lastName":"De Smet","phoneNumber":"+32 2 841 10 51","email":"jan.desmet@havenlogistiek.example","title":null,"contactPreference":{"locale":null,"disableNotifications":null}}],"ids":[]},"consent":{"consentToToShareInfoWithOthers":true,"consentToContact":true,"consentToShareReferralWithMicrosoftSellers":false},"details":{"notes":"Le site de Lyon d’abord, les autres suivront après la réception.","dealValue":100000,"currency":"USD","closingDateTime":"2027-02-23T00:00:00Z","customerRequestedContact":null,"customerAction":null,"incentiveLevel":null,"requirements":{"industries":[],"products":[],"services":[],"solutions":[{"id":"SOL-28305-ZKO","name":"Fabrikam Managed Cloud","type":"Name","price":null,"quantity":null,"currency":null,"publisherName":null,"solutionType":null,"closingDateTime":null},{"id":"1b0d2f54-6c1e-4a27-9a53-0c5a7e2d1104","name":"Azure OpenAI Service","type":"Name","price":null,"quantity":null,"currency":null,"publisherName":null,"solutionType":null,"closingDateTime":null}],"offers":[],"salesPlays":[],"additionalRequirements":{"iot":{},"attributes":[{"type":"CustomerMarketplaceIntent","id":"HaveNotDecided"}]}}},"team":[],"inviteContext":{"notes":null,"assistanceRequestCode":"Unknown","invitedMpnId":"5120987","invitedBy":{"organizationId":"msft","organizationName":"Microsoft"}},"links":{"relatedReferrals":{"uri":"https://api.partner.microsoft.com/v1.0/engagements/referrals?$filter=engagementId eq ''ca4c7f56-a248-4f08-9fc6-af4ad2017df1''","method":"GET"},"self":{"uri":"https://api.partner.microsoft.com/v1.0/engagements/referrals/1eb72c54-28bc-43b8-8a64-5a7376935819","method":"GET"}}}');
INSERT INTO "document" VALUES(3,'{"id":"aefeef31-6d7b-455f-8b45-1b5d8be61032","engagementId":"e4e20eeb-5267-4a60-ab1c-72837667d1bf","name":"Żuraw Teams Phone, 1 200 seats","organizationId":"msft","organizationName":"Microsoft","lastModifiedVia":null,"lastRunId":null,"externalReferenceId":null,"createdDateTime":"2026-10-30T15:30:27.76923Z","updatedDateTime":"2026-11-07T10:45:40.3831696Z","status":"Active","substatus":"Accepted","qualification":"SalesQualified","type":"Shared","eTag":"\"fc60d466-0000-0100-0000-6aef01540000\"","favorite":false,"campaignId":null,"salesStage":null,"direction":"Outgoing","mpnId":null,"referralProgram":null,"dealSensitivity":"None","createdVia":null,"tags":[],"acceptedDateTime":"2026-11-07T10:45:40.3831699Z","closedDateTime":null,"registrationStatus":"None","target":[{"type":"BusinessProfileLocation","id":"msft"}],"customerProfile":{"name":"Żuraw Budownictwo Sp. z o.o.","size":"1001to5000employees","isMatchingComplete":false,"address":{"addressLine1":"ul. Długa 52","addressLine2":null,"city":"Warszawa","state":"","postalCode":"00-024","country":"PL"},"team":[{"firstName":"Zofia","lastName":"Błaszczyk","phoneNumber":"+48 22 471 51 31","email":"zofia.blaszczyk@zurawbudownictwo.example","title":null,"contactPreference":{"locale":null,"disableNotifications":null}}],"ids":[{"profileType":"Duns","id":"533353513"}]},"consent":{"consentToToShareInfoWithOthers":true,"consentToContact":true,"consentToShareReferralWithMicrosoftSellers":true},"details":{"notes":"Chcą pilotażu w marcu. Zarząd zdecyduje wiosną.","dealValue":1200000,"currency":"PLN","closingDateTime":"2027-04-29T00:00:00Z","customerRequestedContact":null,"customerAction":null,"incentiveLevel":null,"requirements":{"industries":[],"products":[],"services":[],"solutions":[{"id":"SOL-15974-MQF","name":"Fabrikam Suite","type":"Name","price":null,"quantity":null,"currency":null,"publisherName":null,"solutionType":null,"closingDateTime":null},{"id":"1b0d2f54-6c1e-4a27-9a53-0c5a7e2d1102","name":"Azure Kubernetes Service","type":"Name","price":null,"quantity":null,"currency":null,"publisherName":null,"solutionType":null,"closingDateTime":null}],"offers":[],"salesPlays":[],"additionalRequirements":{"iot":{"customerLicenseAgreementNumber":null,"deviceCategory":null,"siliconType":null,"azureCertifiedDevice":false,"attachServices":false}}}},"team":[{"firstName":"Nadia","lastName":"Elmi","phoneNumber":"+971 4 555 0156","email":"nadia.elmi@microsoft.example","title":null,"contactPreference":{"locale":null,"disableNotifications":null}},{"firstName":"Peter","lastName":"Connelly","phoneNumber":"+1 425 555 0151","email":"peter.connelly@microsoft.example","title":null,"contactPreference":{"locale":null,"disableNotifications":null}}],"inviteContext":{"notes":"Please join us for the next customer meeting.","assistanceRequestCode":"PostSalesCustomerSuccess","invitedMpnId":null,"invitedBy":{"organizationId":"5c7e1f0a-3b52-4d7e-9c41-6a1f0e8d2b34","organizationName":"Fabrikam"}},"links":{"relatedReferrals":{"uri":"https://api.partner.microsoft.com/v1.0/engagements/referrals?$filter=engagementId eq e4e20eeb-5267-4a60-ab1c-72837667d1bf","method":"GET"},"self":{"uri":"https://api.partner.microsoft.com/v1.0/engagements/referrals/aefeef31-6d7b-455f-8b45-1b5d8be61032","method":"GET"}},"trackingInfo":{"microsoftMsxId":"7-1X9K2QD4F","microsoftUSFedOpportunityId":null,"microsoftUSFedLeadId":null,"migratedPSCDealId":null,"migratedPSCPartnerDealId":null},"registrations":[]}',NULL);
INSERT INTO "document" VALUES(4,'{"id":"fc05f3a4-7750-432d-96e7-d53c7e6efd7e","engagementId":"e4e20eeb-5267-4a60-ab1c-72837667d1bf","name":"Theirs","organizationId":"5c7e1f0a-3b52-4d7e-9c41-6a1f0e8d2b34","organizationName":"Fabrikam","lastModifiedVia":null,"lastRunId":null,"externalReferenceId":"CRM-3102","createdDateTime":"2026-10-30T15:16:52.85Z","updatedDateTime":"2026-11-22T18:19:15.15276Z","status":"Active","substatus":"Accepted","qualification":"SalesQualified","type":"Shared","eTag":"\"910a2dec-0000-0100-0000-6b0332230000\"","favorite":true,"campaignId":null,"salesStage":null,"direction":"Outgoing","mpnId":"1234567","referralProgram":null,"dealSensitivity":"None","createdVia":null,"tags":[],"acceptedDateTime":"2026-10-30T15:16:52.850591Z","closedDateTime":null,"registrationStatus":"None","target":[{"type":"SolutionProfile","id":"SOL-15974-MQF"}],"customerProfile":{"name":"Żuraw Budownictwo Sp. z o.o.","size":"1001to5000employees","isMatchingComplete":false,"address":{"addressLine1":"ul. Długa 52","addressLine2":null,"city":"Warszawa","state":"","postalCode":"00-024","country":"PL"},"team":[{"firstName":"Zofia","lastName":"Błaszczyk","phoneNumber":"+48 22 471 51 31","email":"zofia.blaszczyk@zurawbudownictwo.example","title":null,"contactPreference":{"locale":null,"disableNotifications":null}}],"ids":[{"profileType":"Duns","id":"533353513"}]},"consent":{"consentToToShareInfoWithOthers":true,"consentToContact":true,"consentToShareReferralWithMicrosoftSellers":true},"details":{"notes":"Chcą pilotażu w marcu. Zarząd zdecyduje wiosną.","dealValue":1200000,"currency":"PLN","closingDateTime":"2027-04-29T00:00:00Z","customerRequestedContact":null,"customerAction":null,"incentiveLevel":null,"requirements":{"industries":[],"products":[],"services":[],"solutions":[{"id":"SOL-15974-MQF","name":"Fabrikam Suite","type":"Name","price":null,"quantity":null,"currency":null,"publisherName":null,"solutionType":null,"closingDateTime":null},{"id":"1b0d2f54-6c1e-4a27-9a53-0c5a7e2d1102","name":"Azure Kubernetes Service","type":"Name","price":null,"quantity":null,"currency":null,"publisherName":null,"solutionType":null,"closingDateTime":null}],"salesPlays":[],"additionalRequirements":{"iot":{"customerLicenseAgreementNumber":null,"deviceCategory":null,"siliconType":null,"azureCertifiedDevice":false,"attachServices":false}}}},"team":[{"firstName":"Kim","lastName":"Berg","phoneNumber":"+46 40 200 01","email":"kim.berg@fabrikam.example","title":"Partner manager","contactPreference":{"locale":null,"disableNotifications":null}},{"firstName":"Jonas","lastName":"Sjöström","phoneNumber":"+46 8 200 04","email":"jonas.sjostrom@fabrikam.example","title":null,"contactPreference":{"locale":null,"disableNotifications":null}},{"firstName":"Claudia","lastName":"Jäger","phoneNumber":"+49 89 200 07","email":"claudia.jager@fabrikam.example","title":"Account executive","contactPreference":{"locale":null,"disableNotifications":null}},{"firstName":"Rachel","lastName":"Stone","phoneNumber":"+1 425 555 0110","email":"rachel.stone@fabrikam.example","title":"Sales director","contactPreference":{"locale":null,"disableNotifications":null}}],"inviteContext":{"notes":null,"assistanceRequestCode":"Unknown","invitedMpnId":"1234567","invitedBy":{"organizationId":"5c7e1f0a-3b52-4d7e-9c41-6a1f0e8d2b34","organizationName":"Fabrikam"}},"links":{"relatedReferrals":{"uri":"https://api.partner.microsoft.com/v1.0/engagements/referrals?$filter=engagementId eq e4e20eeb-5267-4a60-ab1c-72837667d1bf","method":"GET"},"self":{"uri":"https://api.partner.microsoft.com/v1.0/engagements/referrals/fc05f3a4-7750-432d-96e7-d53c7e6efd7e","method":"GET"}},"registrations":[]}','{"id":"fc05f3a4-7750-432d-96e7-d53c7e6efd7e","engagementId":"e4e20eeb-5267-4a60-ab1c-72837667d1bf","name":"Mine","organizationId":"5c7e1f0a-3b52-4d7e-9c41-6a1f0e8d2b34","organizationName":"Fabrikam","lastModifiedVia":null,"lastRunId":null,"externalReferenceId":"CRM-1","createdDateTime":"2026-10-30T15:16:52.85Z","updatedDateTime":"2026-11-22T18:19:15.15276Z","status":"Active","substatus":"Accepted","qualification":"SalesQualified","type":"Shared","eTag":"\"910a2dec-0000-0100-0000-6b0332230000\"","favorite":true,"campaignId":null,"salesStage":null,"direction":"Outgoing","mpnId":"1234567","referralProgram":null,"dealSensitivity":"None","createdVia":null,"tags":[],"acceptedDateTime":"2026-10-30T15:16:52.850591Z","closedDateTime":null,"registrationStatus":"None","target":[{"type":"SolutionProfile","id":"SOL-15974-MQF"}],"customerProfile":{"name":"Żuraw Budownictwo Sp. z o.o.","size":"1001to5000employees","isMatchingComplete":false,"address":{"addressLine1":"ul. Długa 52","addressLine2":null,"city":"Warszawa","state":"","postalCode":"00-024","country":"PL"},"team":[{"firstName":"Zofia","lastName":"Błaszczyk","phoneNumber":"+48 22 471 51 31","email":"zofia.blaszczyk@zurawbudownictwo.example","title":null,"contactPreference":{"locale":null,"disableNotifications":null}}],"ids":[{"profileType":"Duns","id":"533353513"}]},"consent":{"consentToToShareInfoWithOthers":true,"consentToContact":true,"consentToShareReferralWithMicrosoftSellers":true},"details":{"notes":"Chcą pilotażu w marcu. Zarząd zdecyduje wiosną.","dealValue":1200000,"currency":"PLN","closingDateTime":"2027-04-29T00:00:00Z","customerRequestedContact":null,"customerAction":null,"incentiveLevel":null,"requirements":{"industries":[],"products":[],"services":[],"solutions":[{"id":"SOL-15974-MQF","name":"Fabrikam Suite","type":"Name","price":null,"quantity":null,"currency":null,"publisherName":null,"solutionType":null,"closingDateTime":null},{"id":"1b0d2f54-6c1e-4a27-9a53-0c5a7e2d1102","name":"Azure Kubernetes Service","type":"Name","price":null,"quantity":null,"currency":null,"publisherName":null,"solutionType":null,"closingDateTime":null}],"salesPlays":[],"additionalRequirements":{"iot":{"customerLicenseAgreementNumber":null,"deviceCategory":null,"siliconType":null,"azureCertifiedDevice":false,"attachServices":false}}}},"team":[{"firstName":"Kim","lastName":"Berg","phoneNumber":"+46 40 200 01","email":"kim.berg@fabrikam.example","title":"Partner manager","contactPreference":{"locale":null,"disableNotifications":null}},{"firstName":"Jonas","lastName":"Sjöström","phoneNumber":"+46 8 200 04","email":"jonas.sjostrom@fabrikam.example","title":null,"contactPreference":{"locale":null,"disableNotifications":null}},{"firstName":"Claudia","lastName":"Jäger","phoneNumber":"+49 89 200 07","email":"claudia.jager@fabrikam.example","title":"Account executive","contactPreference":{"locale":null,"disableNotifications":null}},{"firstName":"Rachel","lastName":"Stone","phoneNumber":"+1 425 555 0110","email":"rachel.stone@fabrikam.example","title":"Sales director","contactPreference":{"locale":null,"disableNotifications":null}}],"inviteContext":{"notes":null,"assistanceRequestCode":"Unknown","invitedMpnId":"1234567","invitedBy":{"organizationId":"5c7e1f0a-3b52-4d7e-9c41-6a1f0e8d2b34","organizationName":"Fabrikam"}},"links":{"relatedReferrals":{"uri":"https://api.partner.microsoft.com/v1.0/engagements/referrals?$filter=engagementId eq e4e20eeb-5267-4a60-ab1c-72837667d1bf","method":"GET"},"self":{"uri":"https://api.partner.microsoft.com/v1.0/engagements/referrals/fc05f3a4-7750-432d-96e7-d53c7e6efd7e","method":"GET"}},"registrations":[]}');
INSERT INTO "document" VALUES(5,NULL,'{"name":"Contoso ERP move","qualification":"SalesQualified","type":"Shared","engagementId":"b6b5eb5a-84d3-4b9b-b562-5c91c286dbba","mpnId":"1234567","externalReferenceId":"CRM-7","target":[{"type":"SolutionProfile","id":"SOL-15974-MQF"}],"customerProfile":{"name":"Contoso AB","address":{"addressLine1":"Storgatan 1","city":"Malmö","postalCode":"211 34","country":"SE"},"team":[{"firstName":"Sara","lastName":"Ek","phoneNumber":"+46 40 100","email":"sara.ek@contoso.example"}],"ids":[]},"consent":{"consentToContact":true,"consentToToShareInfoWithOthers":true,"consentToShareReferralWithMicrosoftSellers":true},"details":{"notes":"Wants a pilot in March.","dealValue":1200000,"currency":"SEK","closingDateTime":"2027-01-15T00:00:00Z","requirements":{"solutions":[{"id":"SOL-15974-MQF","name":"Fabrikam Suite","type":"Name"}]}},"team":[{"firstName":"Ola","lastName":"Lind","phoneNumber":"+46 40 200","email":"ola.lind@fabrikam.example"}]}');
INSERT INTO "document" VALUES(6,NULL,'{"name":"Contoso ERP move","qualification":"SalesQualified","type":"Shared","engagementId":"b6b5eb5a-84d3-4b9b-b562-5c91c286dbba","mpnId":"1234567","target":[{"type":"BusinessProfileLocation","id":"msft"}],"customerProfile":{"name":"Contoso AB","address":{"addressLine1":"Storgatan 1","city":"Malmö","postalCode":"211 34","country":"SE"},"team":[{"firstName":"Sara","lastName":"Ek","phoneNumber":"+46 40 100","email":"sara.ek@contoso.example"}],"ids":[]},"consent":{"consentToContact":true,"consentToToShareInfoWithOthers":true,"consentToShareReferralWithMicrosoftSellers":true},"details":{"notes":"Wants a pilot in March.","dealValue":1200000,"currency":"SEK","closingDateTime":"2027-01-15T00:00:00Z","requirements":{"solutions":[{"id":"SOL-15974-MQF","name":"Fabrikam Suite","type":"Name"}]}},"team":[{"firstName":"Ola","lastName":"Lind","phoneNumber":"+46 40 200","email":"ola.lind@fabrikam.example"}],"inviteContext":{"assistanceRequestCode":"ProofOfConceptOrDemo","notes":"Need a demo tenant."}}');
CREATE TABLE history (
  id INTEGER PRIMARY KEY,
  deal INTEGER NOT NULL REFERENCES deal(id) ON DELETE CASCADE,
  at INTEGER NOT NULL,
  who TEXT NOT NULL,
  path TEXT NOT NULL,
  old TEXT,
  new TEXT
) STRICT;
INSERT INTO "history" VALUES(1,1,1794383718009200,'service','',NULL,NULL);
INSERT INTO "history" VALUES(2,2,1794272276399747,'service','',NULL,NULL);
INSERT INTO "history" VALUES(3,3,1793373412850000,'service','',NULL,NULL);
INSERT INTO "history" VALUES(4,4,1795371542069313,'you','',NULL,NULL);
INSERT INTO "history" VALUES(5,3,1795371554261710,'you','/name','"Żuraw Teams Phone, 1 200 seats"','"Mine"');
INSERT INTO "history" VALUES(6,3,1795371554261710,'you','/externalReferenceId','"CRM-3102"','"CRM-1"');
INSERT INTO "history" VALUES(7,3,1795371555152760,'service','/name','"Żuraw Teams Phone, 1 200 seats"','"Theirs"');
INSERT INTO "history" VALUES(8,2,1795371569641829,'you','/favorite','false','true');
INSERT INTO "history" VALUES(9,1,1795371570817901,'you','/details/dealValue','4500000','999');
INSERT INTO "history" VALUES(10,1,1795371570817901,'you','/status','"New"','"Active"');
INSERT INTO "history" VALUES(11,1,1795371570817901,'you','/substatus','"Pending"','"Accepted"');
CREATE TABLE known_customer (
  name_key TEXT NOT NULL,
  country TEXT NOT NULL,
  entity TEXT NOT NULL,  -- tells several of one name apart: D-U-N-S number, else folded address
  json TEXT NOT NULL,
  used_at INTEGER NOT NULL,
  PRIMARY KEY (name_key, country, entity)
) STRICT, WITHOUT ROWID;
INSERT INTO "known_customer" VALUES('contoso ab','SE','storgatan 1
malmo','{"name":"Contoso AB","address":{"addressLine1":"Storgatan 1","city":"Malmö","postalCode":"211 34","country":"SE"},"team":[{"firstName":"Sara","lastName":"Ek","phoneNumber":"+46 40 100","email":"sara.ek@contoso.example"}],"ids":[]}',1795371542069313);
INSERT INTO "known_customer" VALUES('margie''s travel株式会社','JP','北浜78-1-15
大阪市','{"name":"Margie''s Travel株式会社","size":null,"isMatchingComplete":true,"address":{"addressLine1":"北浜78-1-15","addressLine2":null,"city":"大阪市","state":null,"postalCode":"530-0001","country":"JP","region":"大阪府"},"team":[{"firstName":"恵子","lastName":"佐藤","phoneNumber":"+81 3-1596-2929","email":"keiko.sato@margiestravel.example","title":null,"contactPreference":{"locale":null,"disableNotifications":null}}],"ids":[{"profileType":"External","id":"6-04A87703"}]}',1794383718009200);
INSERT INTO "known_customer" VALUES('vlaamse havenlogistiek nv','BE','kerkstraat 90
liege','{"name":"Vlaamse Havenlogistiek NV","size":"51to250employees","isMatchingComplete":false,"address":{"addressLine1":"Kerkstraat 90","addressLine2":"","city":"Liège","state":"","postalCode":"4000","country":"BE","region":null},"team":[{"firstName":"Thibault","lastName":"Desmedt","phoneNumber":"+32 2 228 35 30","email":"thibault.desmedt@havenlogistiek.example","title":null,"contactPreference":{"locale":null,"disableNotifications":null}},{"firstName":"Jan","lastName":"De Smet","phoneNumber":"+32 2 841 10 51","email":"jan.desmet@havenlogistiek.example","title":null,"contactPreference":{"locale":null,"disableNotifications":null}}],"ids":[]}',1795371569642148);
INSERT INTO "known_customer" VALUES('zuraw budownictwo sp. z o.o.','PL','533353513','{"name":"Żuraw Budownictwo Sp. z o.o.","size":"1001to5000employees","isMatchingComplete":false,"address":{"addressLine1":"ul. Długa 52","addressLine2":null,"city":"Warszawa","state":"","postalCode":"00-024","country":"PL"},"team":[{"firstName":"Zofia","lastName":"Błaszczyk","phoneNumber":"+48 22 471 51 31","email":"zofia.blaszczyk@zurawbudownictwo.example","title":null,"contactPreference":{"locale":null,"disableNotifications":null}}],"ids":[{"profileType":"Duns","id":"533353513"}]}',1795371555152760);
CREATE TABLE known_member (
  email TEXT PRIMARY KEY,
  json TEXT NOT NULL,
  used_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO "known_member" VALUES('claudia.jager@fabrikam.example','{"firstName":"Claudia","lastName":"Jäger","phoneNumber":"+49 89 200 07","email":"claudia.jager@fabrikam.example","title":"Account executive","contactPreference":{"locale":null,"disableNotifications":null}}',1795371555152760);
INSERT INTO "known_member" VALUES('jonas.sjostrom@fabrikam.example','{"firstName":"Jonas","lastName":"Sjöström","phoneNumber":"+46 8 200 04","email":"jonas.sjostrom@fabrikam.example","title":null,"contactPreference":{"locale":null,"disableNotifications":null}}',1795371555152760);
INSERT INTO "known_member" VALUES('kim.berg@fabrikam.example','{"firstName":"Kim","lastName":"Berg","phoneNumber":"+46 40 200 01","email":"kim.berg@fabrikam.example","title":"Partner manager","contactPreference":{"locale":null,"disableNotifications":null}}',1795371555152760);
INSERT INTO "known_member" VALUES('ola.lind@fabrikam.example','{"firstName":"Ola","lastName":"Lind","phoneNumber":"+46 40 200","email":"ola.lind@fabrikam.example"}',1795371542069313);
INSERT INTO "known_member" VALUES('rachel.stone@fabrikam.example','{"firstName":"Rachel","lastName":"Stone","phoneNumber":"+1 425 555 0110","email":"rachel.stone@fabrikam.example","title":"Sales director","contactPreference":{"locale":null,"disableNotifications":null}}',1795371555152760);
CREATE TABLE known_solution (
  id TEXT PRIMARY KEY,
  json TEXT NOT NULL,
  used_at INTEGER NOT NULL,
  uses INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO "known_solution" VALUES('1b0d2f54-6c1e-4a27-9a53-0c5a7e2d1102','{"id":"1b0d2f54-6c1e-4a27-9a53-0c5a7e2d1102","name":"Azure Kubernetes Service","type":"Name","price":null,"quantity":null,"currency":null,"publisherName":null,"solutionType":null,"closingDateTime":null}',1793669752654000,1);
INSERT INTO "known_solution" VALUES('1b0d2f54-6c1e-4a27-9a53-0c5a7e2d1104','{"id":"1b0d2f54-6c1e-4a27-9a53-0c5a7e2d1104","name":"Azure OpenAI Service","type":"Name","price":null,"quantity":null,"currency":null,"publisherName":null,"solutionType":null,"closingDateTime":null}',1794272276399747,1);
INSERT INTO "known_solution" VALUES('1b0d2f54-6c1e-4a27-9a53-0c5a7e2d110b','{"id":"1b0d2f54-6c1e-4a27-9a53-0c5a7e2d110b","name":"SAP on Azure","type":"Name","price":null,"quantity":null,"currency":null,"publisherName":null,"solutionType":null,"closingDateTime":null}',1794383718009200,1);
INSERT INTO "known_solution" VALUES('SOL-15974-MQF','{"id":"SOL-15974-MQF","name":"Fabrikam Suite","type":"Name"}',1795371542069313,2);
INSERT INTO "known_solution" VALUES('SOL-24883-CVE','{"id":"SOL-24883-CVE","name":"Fabrikam Secure Edge","type":"Name","price":null,"quantity":null,"currency":null,"publisherName":null,"solutionType":null,"closingDateTime":null}',1794383718009200,1);
INSERT INTO "known_solution" VALUES('SOL-28305-ZKO','{"id":"SOL-28305-ZKO","name":"Fabrikam Managed Cloud","type":"Name","price":null,"quantity":null,"currency":null,"publisherName":null,"solutionType":null,"closingDateTime":null}',1794272276399747,1);
INSERT INTO "known_solution" VALUES('SOL-42004-GTG','{"id":"SOL-42004-GTG","name":"VanArsdel Shop Floor","type":"Name","price":null,"quantity":null,"currency":null,"publisherName":"VanArsdel","solutionType":"3P","closingDateTime":null}',1794383718009200,1);
CREATE TABLE meta (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO "meta" VALUES('account-url','https://api.example');
INSERT INTO "meta" VALUES('cursor','2026-11-22T18:19:15.15276Z');
INSERT INTO "meta" VALUES('extras-at','2026-11-22T18:18:31.528636Z');
INSERT INTO "meta" VALUES('last-sync','2026-11-22T18:19:18.206058Z');
INSERT INTO "meta" VALUES('me','{"organization":{"id":"5c7e1f0a-3b52-4d7e-9c41-6a1f0e8d2b34","name":"Fabrikam"},"user":{"firstName":"Kim","lastName":"Berg","phone":"+46 40 200 01","email":"kim.berg@fabrikam.example"},"role":"ReferralsAdmin","scope":"company","locations":[{"id":"1234567","name":"Fabrikam (entire organization)"},{"id":"4863041","name":"Fabrikam Stockholm"},{"id":"5120987","name":"Fabrikam London"},{"id":"6035512","name":"Fabrikam Seattle"}],"capabilities":["assessments"]}');
INSERT INTO "meta" VALUES('own-organization','5c7e1f0a-3b52-4d7e-9c41-6a1f0e8d2b34');
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
INSERT INTO "outbox" VALUES(1,4,5,'create','parked',NULL,NULL,'85734a10-e40e-47de-96a7-47e078c76da8',NULL,0,NULL,'Held back by you. Try again to send it.',NULL,1795371542069891);
INSERT INTO "outbox" VALUES(2,4,6,'invite','parked',NULL,NULL,'af88c928-9840-417a-8e76-c60e7e772dc0',1,0,NULL,'Held back by you. Try again to send it.',NULL,1795371542070026);
INSERT INTO "outbox" VALUES(3,3,4,'update','parked','{"/name":["Żuraw Teams Phone, 1 200 seats","Mine"],"/externalReferenceId":["CRM-3102","CRM-1"]}','{"/name":["Żuraw Teams Phone, 1 200 seats","Mine","Theirs"]}','63b69bae-3845-470f-a0c3-69bbb5f539d7',NULL,0,NULL,'Deal name was changed here and by the service: it was “Żuraw Teams Phone, 1 200 seats”, here it is “Mine”, the service has “Theirs”. Try again to send your value, or discard the change to take the service''s.',NULL,1795371554261552);
INSERT INTO "outbox" VALUES(4,2,2,'update','pending','{"/favorite":[false,true]}',NULL,'6083708e-d921-4a1d-b8f7-0bec664acd81',NULL,0,NULL,NULL,NULL,1795371569641708);
INSERT INTO "outbox" VALUES(5,1,1,'update','pending','{"/details/dealValue":[4500000,999],"/status":["New","Active"],"/substatus":["Pending","Accepted"]}',NULL,'0e1e4f65-05df-4625-b82b-f92f3dda5537',NULL,0,NULL,NULL,NULL,1795371570817307);
INSERT INTO "outbox" VALUES(6,4,5,'update','scheduled','{"/status":[null,"Closed"],"/substatus":[null,"Won"]}',NULL,'2418ca72-3525-4131-b5db-f731c1d556ee',1,0,1795630771517198,NULL,NULL,1795371571518279);
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
INSERT INTO "referral" VALUES(1,1,'8b6f4196-158a-4339-95d7-f1ee610b3897','65ae9485-bde6-4f64-9529-6a75d6742576','65ae9485-bde6-4f64-9529-6a75d6742576','5c7e1f0a-3b52-4d7e-9c41-6a1f0e8d2b34','own','"43d35123-0000-0100-0000-6af41f660000"',1794383718009200,1794383718009200,0);
INSERT INTO "referral" VALUES(2,2,'1eb72c54-28bc-43b8-8a64-5a7376935819','ca4c7f56-a248-4f08-9fc6-af4ad2017df1','ca4c7f56-a248-4f08-9fc6-af4ad2017df1','5c7e1f0a-3b52-4d7e-9c41-6a1f0e8d2b34','own','"6f13a7ec-0000-0100-0000-6af26c140000"',1794272276399747,1794272276399747,0);
INSERT INTO "referral" VALUES(3,3,'aefeef31-6d7b-455f-8b45-1b5d8be61032','e4e20eeb-5267-4a60-ab1c-72837667d1bf','e4e20eeb-5267-4a60-ab1c-72837667d1bf','msft','microsoft','"fc60d466-0000-0100-0000-6aef01540000"',1793374227769230,1794048340383169,0);
INSERT INTO "referral" VALUES(4,3,'fc05f3a4-7750-432d-96e7-d53c7e6efd7e','e4e20eeb-5267-4a60-ab1c-72837667d1bf','e4e20eeb-5267-4a60-ab1c-72837667d1bf','5c7e1f0a-3b52-4d7e-9c41-6a1f0e8d2b34','own','"910a2dec-0000-0100-0000-6b0332230000"',1793373412850000,1795371555152760,0);
INSERT INTO "referral" VALUES(5,4,NULL,'b6b5eb5a-84d3-4b9b-b562-5c91c286dbba','b6b5eb5a-84d3-4b9b-b562-5c91c286dbba',NULL,'own',NULL,1795371542069318,1795371542069318,0);
INSERT INTO "referral" VALUES(6,4,NULL,'b6b5eb5a-84d3-4b9b-b562-5c91c286dbba','b6b5eb5a-84d3-4b9b-b562-5c91c286dbba',NULL,'microsoft',NULL,1795371542069971,1795371542069971,0);
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
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('referral',6);
INSERT INTO "sqlite_sequence" VALUES('deal',5);
INSERT INTO "sqlite_sequence" VALUES('outbox',6);
COMMIT;
PRAGMA application_id = 1131369324;
PRAGMA user_version = 1;
