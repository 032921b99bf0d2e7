/* cosell-sandbox-salesforce-schema.c: the objects of the practice Salesforce
 *
 * Fields and lengths are those of the object reference of Sales Cloud; …__c are what an
 * administrator of the practice company added.
 */
#include "sandbox/cosell-sandbox-salesforce-schema.h"

#define WRITE SANDBOX_FIELD_WRITABLE
#define REQUIRED SANDBOX_FIELD_REQUIRED
#define DEFAULTED SANDBOX_FIELD_DEFAULTED
#define FIELD(name, label, kind, flags, length)                                                    \
  {                                                                                                \
    name, label, SANDBOX_FIELD_##kind, flags, length, NULL, NULL                                   \
  }
#define TO(name, label, flags, relationship, target)                                               \
  {                                                                                                \
    name, label, SANDBOX_FIELD_REFERENCE, flags, 18, relationship, target                          \
  }
#define CURRENCY                                                                                   \
  FIELD ("CurrencyIsoCode", "Currency ISO Code", PICKLIST,                                         \
         WRITE | DEFAULTED | SANDBOX_FIELD_MULTI, 3)
#define OWNER TO ("OwnerId", "Owner ID", WRITE | REQUIRED | DEFAULTED, "Owner", "User")
#define COMMON                                                                                     \
  FIELD ("Id", "ID", ID, REQUIRED | DEFAULTED, 18),                                                \
      FIELD ("IsDeleted", "Deleted", BOOLEAN, REQUIRED | DEFAULTED, 0),                            \
      FIELD ("CreatedDate", "Created Date", INSTANT, REQUIRED | DEFAULTED, 0),                     \
      TO ("CreatedById", "Created By ID", REQUIRED | DEFAULTED, "CreatedBy", "User"),              \
      FIELD ("LastModifiedDate", "Last Modified Date", INSTANT, REQUIRED | DEFAULTED, 0),          \
      TO ("LastModifiedById", "Last Modified By ID", REQUIRED | DEFAULTED, "LastModifiedBy",       \
          "User"),                                                                                 \
      FIELD ("SystemModstamp", "System Modstamp", INSTANT, REQUIRED | DEFAULTED, 0),               \
  {                                                                                                \
    NULL                                                                                           \
  }

static const SandboxField opportunity_fields[] = {
  FIELD ("Name", "Name", STRING, WRITE | REQUIRED, 120),
  TO ("AccountId", "Account ID", WRITE, "Account", "Account"),
  FIELD ("Description", "Description", TEXT, WRITE, 32000),
  FIELD ("StageName", "Stage", PICKLIST, WRITE | REQUIRED, 255),
  FIELD ("Amount", "Amount", CURRENCY, WRITE, 2),
  CURRENCY,
  FIELD ("Probability", "Probability (%)", PERCENT, WRITE, 0),
  FIELD ("CloseDate", "Close Date", DATE, WRITE | REQUIRED, 0),
  FIELD ("NextStep", "Next Step", STRING, WRITE, 255),
  FIELD ("IsClosed", "Closed", BOOLEAN, REQUIRED | DEFAULTED, 0),
  FIELD ("IsWon", "Won", BOOLEAN, REQUIRED | DEFAULTED, 0),
  FIELD ("HasOpportunityLineItem", "Has Line Item", BOOLEAN, REQUIRED | DEFAULTED, 0),
  OWNER,
  FIELD ("Cosell_Referral__c", "Referral", STRING, WRITE | SANDBOX_FIELD_EXTERNAL, 100),
  FIELD ("Solutions__c", "Solutions", TEXT, WRITE, 2000),
  FIELD ("Region__c", "Sales Region", STRING, WRITE, 100),
  COMMON,
};

static const SandboxField account_fields[] = {
  FIELD ("Name", "Account Name", STRING, WRITE | REQUIRED, 255),
  FIELD ("BillingStreet", "Billing Street", TEXT, WRITE, 255),
  FIELD ("BillingCity", "Billing City", STRING, WRITE, 40),
  FIELD ("BillingState", "Billing State/Province", STRING, WRITE, 80),
  FIELD ("BillingPostalCode", "Billing Zip/Postal Code", STRING, WRITE, 20),
  FIELD ("BillingCountry", "Billing Country", STRING, WRITE, 80),
  FIELD ("Phone", "Account Phone", STRING, WRITE, 40),
  CURRENCY,
  OWNER,
  COMMON,
};

static const SandboxField contact_fields[] = {
  TO ("AccountId", "Account ID", WRITE, "Account", "Account"),
  FIELD ("FirstName", "First Name", STRING, WRITE, 40),
  FIELD ("LastName", "Last Name", STRING, WRITE | REQUIRED, 80),
  FIELD ("Name", "Full Name", STRING, REQUIRED | DEFAULTED, 121),
  FIELD ("Email", "Email", STRING, WRITE, 80),
  FIELD ("Phone", "Business Phone", STRING, WRITE, 40),
  FIELD ("Title", "Title", STRING, WRITE, 128),
  CURRENCY,
  OWNER,
  COMMON,
};

static const SandboxField role_fields[] = {
  TO ("OpportunityId",
      "Opportunity ID",
      SANDBOX_FIELD_CREATE | REQUIRED,
      "Opportunity",
      "Opportunity"),
  TO ("ContactId", "Contact ID", WRITE | REQUIRED, "Contact", "Contact"),
  FIELD ("Role", "Role", STRING, WRITE, 255),
  FIELD ("IsPrimary", "Primary", BOOLEAN, WRITE | REQUIRED | DEFAULTED, 0),
  COMMON,
};

static const SandboxField user_fields[] = {
  FIELD ("Username", "Username", STRING, REQUIRED, 80),
  FIELD ("FirstName", "First Name", STRING, 0, 40),
  FIELD ("LastName", "Last Name", STRING, REQUIRED, 80),
  FIELD ("Name", "Full Name", STRING, REQUIRED, 121),
  FIELD ("Email", "Email", STRING, REQUIRED, 128),
  FIELD ("Phone", "Phone", STRING, 0, 40),
  FIELD ("IsActive", "Active", BOOLEAN, REQUIRED | DEFAULTED, 0),
  COMMON,
};

static const SandboxField stage_fields[] = {
  FIELD ("MasterLabel", "Master Label", STRING, REQUIRED, 255),
  FIELD ("ApiName", "API Name", STRING, REQUIRED, 255),
  FIELD ("IsActive", "Is Active", BOOLEAN, REQUIRED, 0),
  FIELD ("IsClosed", "Closed", BOOLEAN, REQUIRED, 0),
  FIELD ("IsWon", "Won", BOOLEAN, REQUIRED, 0),
  FIELD ("SortOrder", "Order", NUMBER, 0, 0),
  FIELD ("DefaultProbability", "Probability (%)", PERCENT, 0, 0),
  FIELD ("ForecastCategoryName", "Forecast Category", STRING, REQUIRED, 40),
  COMMON,
};

static const SandboxField currency_fields[] = {
  FIELD ("IsoCode", "Currency ISO Code", STRING, REQUIRED, 3),
  FIELD ("ConversionRate", "Conversion Rate", NUMBER, REQUIRED, 6),
  FIELD ("DecimalPlaces", "Decimal Places", NUMBER, REQUIRED, 0),
  FIELD ("IsActive", "Active", BOOLEAN, REQUIRED, 0),
  FIELD ("IsCorporate", "Corporate Currency", BOOLEAN, REQUIRED, 0),
  COMMON,
};

static const SandboxField organization_fields[] = {
  FIELD ("Name", "Name", STRING, REQUIRED, 80),
  FIELD ("OrganizationType", "Edition", STRING, 0, 40),
  FIELD ("IsSandbox", "Is Sandbox", BOOLEAN, REQUIRED, 0),
  COMMON,
};

const SandboxObject sandbox_salesforce_objects[SANDBOX_N_OBJECTS] = {
  { "Opportunity", "Opportunity", "006", opportunity_fields, TRUE, FALSE, NULL, NULL },
  { "Account", "Account", "001", account_fields, TRUE, FALSE, NULL, NULL },
  { "Contact", "Contact", "003", contact_fields, TRUE, FALSE, NULL, NULL },
  { "OpportunityContactRole", "Opportunity Contact Role", "00K", role_fields, TRUE, FALSE,
    "OpportunityContactRoles", "OpportunityId" },
  { "User", "User", "005", user_fields, FALSE, FALSE, NULL, NULL },
  { "OpportunityStage", "Opportunity Stage", "01J", stage_fields, FALSE, FALSE, NULL, NULL },
  { "CurrencyType", "Currency Type", "01L", currency_fields, FALSE, TRUE, NULL, NULL },
  { "Organization", "Organization", "00D", organization_fields, FALSE, FALSE, NULL, NULL },
};

SandboxObjectId
sandbox_salesforce_find_object (const char *name)
{
  for (guint i = 0; i < SANDBOX_N_OBJECTS; i++)
    if (g_ascii_strcasecmp (sandbox_salesforce_objects[i].name, name) == 0)
      return (SandboxObjectId) i;
  return SANDBOX_N_OBJECTS;
}

const SandboxField *
sandbox_salesforce_find_field (SandboxObjectId object, const char *name, gboolean multi)
{
  for (const SandboxField *f = sandbox_salesforce_objects[object].fields; f->name != NULL; f++)
    if (g_ascii_strcasecmp (f->name, name) == 0)
      return (f->flags & SANDBOX_FIELD_MULTI) == 0 || multi ? f : NULL;
  return NULL;
}

const SandboxField *
sandbox_salesforce_find_relationship (SandboxObjectId object, const char *name)
{
  for (const SandboxField *f = sandbox_salesforce_objects[object].fields; f->name != NULL; f++)
    if (f->relationship != NULL && g_ascii_strcasecmp (f->relationship, name) == 0)
      return f;
  return NULL;
}

const char *
sandbox_salesforce_kind_name (SandboxFieldKind kind)
{
  static const char *const names[] = { "id",       "string",   "textarea", "currency",
                                       "double",   "percent",  "boolean",  "date",
                                       "datetime", "picklist", "reference" };

  return names[kind];
}
