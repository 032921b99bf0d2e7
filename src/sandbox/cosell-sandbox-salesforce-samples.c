/* cosell-sandbox-salesforce-samples.c: a CRM to practise with */
#include "sandbox/cosell-sandbox-salesforce-samples.h"

#include <string.h>

#include "base/cosell-time.h"
#include "sandbox/cosell-sandbox-crm-samples.h"
#include "sandbox/cosell-sandbox-salesforce-write.h"

#define MAX_NAME 120

typedef struct
{
  const char *name;
  guint probability;
  gboolean closed, won;
  const char *forecast;
} Stage;

/* Those of a new organization, in their order. */
static const Stage stages[] = {
  { "Prospecting", 10, FALSE, FALSE, "Pipeline" },
  { "Qualification", 10, FALSE, FALSE, "Pipeline" },
  { "Needs Analysis", 20, FALSE, FALSE, "Pipeline" },
  { "Value Proposition", 50, FALSE, FALSE, "Pipeline" },
  { "Id. Decision Makers", 60, FALSE, FALSE, "Pipeline" },
  { "Perception Analysis", 70, FALSE, FALSE, "Pipeline" },
  { "Proposal/Price Quote", 75, FALSE, FALSE, "Best Case" },
  { "Negotiation/Review", 90, FALSE, FALSE, "Commit" },
  { "Closed Won", 100, TRUE, TRUE, "Closed" },
  { "Closed Lost", 0, TRUE, FALSE, "Omitted" },
};
#define N_OPEN_STAGES 8

static CosellJsonWriter *
begin (void)
{
  CosellJsonWriter *writer = cosell_json_writer_new ();

  cosell_json_writer_begin_object (writer);
  return writer;
}

/* Takes writer. */
static SandboxObjectRecord *
add (SandboxSalesforce *salesforce, SandboxObjectId object, CosellJsonWriter *writer)
{
  g_autofree char *text = NULL;
  g_autoptr (CosellJson) json = NULL;
  g_autoptr (GError) error = NULL;
  SandboxObjectRecord *record;

  cosell_json_writer_end_object (writer);
  text = cosell_json_writer_end (writer);
  json = cosell_json_parse (text, -1, NULL);
  record = sandbox_salesforce_create (salesforce, object, cosell_json_root (json), SANDBOX_BY_OTHER,
                                      &error);
  if (record == NULL)
    g_error ("A sample is wrong: %s: %s", error->message, text);
  return record;
}

static void
write_bool (CosellJsonWriter *writer, const char *name, gboolean value)
{
  cosell_json_writer_name (writer, name);
  cosell_json_writer_bool (writer, value);
}

static void
write_raw (CosellJsonWriter *writer, const char *name, const char *json)
{
  cosell_json_writer_name (writer, name);
  cosell_json_writer_raw (writer, json, -1);
}

static void
write_int (CosellJsonWriter *writer, const char *name, gint64 value)
{
  cosell_json_writer_name (writer, name);
  cosell_json_writer_int (writer, value);
}

static void
add_stages (SandboxSalesforce *salesforce)
{
  for (guint i = 0; i < G_N_ELEMENTS (stages); i++)
    {
      CosellJsonWriter *writer = begin ();

      cosell_json_writer_member (writer, "MasterLabel", stages[i].name);
      cosell_json_writer_member (writer, "ApiName", stages[i].name);
      write_bool (writer, "IsActive", TRUE);
      write_bool (writer, "IsClosed", stages[i].closed);
      write_bool (writer, "IsWon", stages[i].won);
      write_int (writer, "SortOrder", i + 1);
      write_int (writer, "DefaultProbability", stages[i].probability);
      cosell_json_writer_member (writer, "ForecastCategoryName", stages[i].forecast);
      add (salesforce, SANDBOX_OBJECT_STAGE, writer);
    }
}

static void
add_currencies (SandboxSalesforce *salesforce)
{
  for (const SandboxMoney *money = sandbox_monies; money->code != NULL; money++)
    {
      CosellJsonWriter *writer = begin ();

      cosell_json_writer_member (writer, "IsoCode", money->code);
      write_raw (writer, "ConversionRate", money->rate);
      write_int (writer, "DecimalPlaces", money->precision);
      write_bool (writer, "IsActive", TRUE);
      write_bool (writer, "IsCorporate", money == sandbox_monies);
      add (salesforce, SANDBOX_OBJECT_CURRENCY, writer);
    }
}

static void
add_users (SandboxSalesforce *salesforce)
{
  for (const SandboxPerson *p = sandbox_colleagues; p->first != NULL; p++)
    {
      g_autofree char *full = g_strconcat (p->first, " ", p->last, NULL);
      CosellJsonWriter *writer = begin ();
      SandboxObjectRecord *record;

      cosell_json_writer_member (writer, "Username", p->email);
      cosell_json_writer_member (writer, "FirstName", p->first);
      cosell_json_writer_member (writer, "LastName", p->last);
      cosell_json_writer_member (writer, "Name", full);
      cosell_json_writer_member (writer, "Email", p->email);
      cosell_json_writer_member (writer, "Phone", p->phone);
      write_bool (writer, "IsActive", TRUE);
      record = add (salesforce, SANDBOX_OBJECT_USER, writer);
      if (salesforce->user_id == NULL)
        salesforce->user_id = g_strdup (record->id);
    }
}

static void
add_contact (SandboxSalesforce *salesforce,
             const SandboxCustomer *customer,
             const SandboxObjectRecord *account,
             guint i)
{
  g_auto (SandboxBuyer) buyer = { 0 };
  CosellJsonWriter *writer = begin ();

  sandbox_buyer_make (&buyer, customer, i);
  cosell_json_writer_member (writer, "FirstName", buyer.first);
  cosell_json_writer_member (writer, "LastName", buyer.last);
  cosell_json_writer_member (writer, "Email", buyer.email);
  cosell_json_writer_member (writer, "Phone", buyer.phone);
  cosell_json_writer_member (writer, "AccountId", account->id);
  add (salesforce, SANDBOX_OBJECT_CONTACT, writer);
}

/* The account of a customer, made when it is not there. */
static SandboxObjectRecord *
find_account (SandboxSalesforce *salesforce, const SandboxCustomer *customer, guint i)
{
  SandboxObjectRecord *record =
      sandbox_salesforce_find_by (salesforce, SANDBOX_OBJECT_ACCOUNT, "Name", customer->name);
  CosellJsonWriter *writer;

  if (record != NULL)
    return record;
  writer = begin ();
  cosell_json_writer_member (writer, "Name", customer->name);
  cosell_json_writer_member (writer, "BillingStreet", customer->address);
  cosell_json_writer_member (writer, "BillingCity", customer->city);
  cosell_json_writer_member (writer, "BillingState", customer->state);
  cosell_json_writer_member (writer, "BillingPostalCode", customer->postal_code);
  cosell_json_writer_member (writer, "BillingCountry", customer->country->code);
  record = add (salesforce, SANDBOX_OBJECT_ACCOUNT, writer);
  add_contact (salesforce, customer, record, i);
  return record;
}

static void
write_times (SandboxSalesforce *salesforce, SandboxSample *sample, CosellJsonWriter *writer)
{
  gint64 now = sandbox_core_now (salesforce->core);
  gint64 created =
      sandbox_sample_between (sample, now - 90 * G_TIME_SPAN_DAY, now - G_TIME_SPAN_DAY);
  gint64 modified = sandbox_sample_between (sample, created, now - G_TIME_SPAN_HOUR);
  g_autofree char *first = sandbox_salesforce_stamp (created);
  g_autofree char *second = sandbox_salesforce_stamp (modified);

  cosell_json_writer_member (writer, "CreatedDate", first);
  cosell_json_writer_member (writer, "LastModifiedDate", second);
  cosell_json_writer_member (writer, "SystemModstamp", second);
}

static const char *
pick_stage (SandboxSample *sample, guint i)
{
  if (i % 10 == 7)
    return "Closed Won";
  return i % 10 == 9 ? "Closed Lost"
                     : stages[sandbox_random_below (&sample->random, N_OPEN_STAGES)].name;
}

static void
add_role (SandboxSalesforce *salesforce,
          const SandboxObjectRecord *opportunity,
          const SandboxObjectRecord *account)
{
  const SandboxObjectRecord *contact =
      sandbox_salesforce_find_by (salesforce, SANDBOX_OBJECT_CONTACT, "AccountId", account->id);
  CosellJsonWriter *writer = begin ();

  cosell_json_writer_member (writer, "OpportunityId", opportunity->id);
  cosell_json_writer_member (writer, "ContactId", contact->id);
  cosell_json_writer_member (writer, "Role", "Decision Maker");
  write_bool (writer, "IsPrimary", TRUE);
  add (salesforce, SANDBOX_OBJECT_ROLE, writer);
}

static void
add_opportunity (SandboxSalesforce *salesforce, guint i)
{
  GPtrArray *customers = sandbox_catalog_customers ();
  g_auto (SandboxSample) sample = { 0 };
  g_autofree char *day = NULL;
  g_autofree char *topic = NULL;
  g_autofree char *name = NULL;
  CosellJsonWriter *writer = begin ();
  SandboxObjectRecord *account, *record;

  sample.random.state = salesforce->core->seed * G_GUINT64_CONSTANT (5915587277) + i * 86028121 + 7;
  sample.now = sandbox_core_now (salesforce->core);
  sample.customer =
      g_ptr_array_index (customers, sandbox_random_below (&sample.random, customers->len));
  sandbox_sample_describe (&sample, sample.now + (gint64) (10 + i * 3 % 200) * G_TIME_SPAN_DAY);
  sandbox_sample_meet_deal (&sample, salesforce->core, i);
  account = find_account (salesforce, sample.customer, i);
  day = g_strndup (sample.close_date, strlen ("2027-01-15"));
  topic = sandbox_sample_dup_topic (&sample);
  name = g_utf8_substring (topic, 0, MIN (g_utf8_strlen (topic, -1), MAX_NAME));
  cosell_json_writer_member (writer, "Name", name);
  cosell_json_writer_member (writer, "Description", sample.notes);
  write_raw (writer, "Amount", sample.value);
  if (sandbox_salesforce_find_by (salesforce, SANDBOX_OBJECT_CURRENCY, "IsoCode",
                                  sample.currency) != NULL)
    cosell_json_writer_member (writer, "CurrencyIsoCode", sample.currency);
  cosell_json_writer_member (writer, "CloseDate", day);
  cosell_json_writer_member (writer, "StageName", pick_stage (&sample, i));
  cosell_json_writer_member (writer, "AccountId", account->id);
  write_bool (writer, "HasOpportunityLineItem", i % 20 == 13);
  write_times (salesforce, &sample, writer);
  record = add (salesforce, SANDBOX_OBJECT_OPPORTUNITY, writer);
  if (i % 3 != 2)
    add_role (salesforce, record, account);
}

static void
add_organization (SandboxSalesforce *salesforce)
{
  CosellJsonWriter *writer = begin ();

  cosell_json_writer_member (writer, "Name", SANDBOX_OWN_NAME);
  cosell_json_writer_member (writer, "OrganizationType", "Enterprise Edition");
  write_bool (writer, "IsSandbox", TRUE);
  add (salesforce, SANDBOX_OBJECT_ORGANIZATION, writer);
}

void
sandbox_salesforce_samples_make (SandboxSalesforce *salesforce, guint opportunities)
{
  add_stages (salesforce);
  add_currencies (salesforce);
  add_users (salesforce);
  add_organization (salesforce);
  for (guint i = 0; i < opportunities; i++)
    add_opportunity (salesforce, i);
}
