/* cosell-sandbox-dataverse-samples.c: a CRM to practise with */
#include "sandbox/cosell-sandbox-dataverse-samples.h"

#include <string.h>

#include "base/cosell-time.h"
#include "sandbox/cosell-sandbox-crm-samples.h"
#include "sandbox/cosell-sandbox-dataverse-write.h"

static SandboxRow *
add (SandboxDataverse *dataverse,
     SandboxTableId table,
     SandboxRandom *random,
     CosellJsonWriter *writer)
{
  g_autofree char *id = sandbox_random_guid (random);
  g_autofree char *text = NULL;
  g_autoptr (CosellJson) json = NULL;
  g_autoptr (GError) error = NULL;
  SandboxRow *row;

  cosell_json_writer_end_object (writer);
  text = cosell_json_writer_end (writer);
  json = cosell_json_parse (text, -1, NULL);
  row = sandbox_dataverse_create (dataverse, table, id, cosell_json_root (json),
                                  SANDBOX_WRITER_ACTION, &error);
  if (row == NULL)
    g_error ("A sample is wrong: %s: %s", error->message, text);
  return row;
}

static CosellJsonWriter *
begin (void)
{
  CosellJsonWriter *writer = cosell_json_writer_new ();

  cosell_json_writer_begin_object (writer);
  return writer;
}

static void
write_raw (CosellJsonWriter *writer, const char *name, const char *json)
{
  cosell_json_writer_name (writer, name);
  cosell_json_writer_raw (writer, json, -1);
}

static void
write_bind (CosellJsonWriter *writer, const char *navigation, const SandboxRow *row)
{
  g_autofree char *name = g_strconcat (navigation, "@odata.bind", NULL);
  g_autofree char *address =
      g_strdup_printf ("/%s(%s)", sandbox_dataverse_tables[row->table].set, row->id);

  cosell_json_writer_member (writer, name, address);
}

static void
add_currencies (SandboxDataverse *dataverse, SandboxRandom *random)
{
  for (const SandboxMoney *money = sandbox_monies; money->code != NULL; money++)
    {
      CosellJsonWriter *writer = begin ();
      g_autofree char *precision = g_strdup_printf ("%u", money->precision);

      cosell_json_writer_member (writer, "isocurrencycode", money->code);
      cosell_json_writer_member (writer, "currencyname", money->name);
      cosell_json_writer_member (writer, "currencysymbol", money->symbol);
      write_raw (writer, "currencyprecision", precision);
      write_raw (writer, "exchangerate", money->rate);
      add (dataverse, SANDBOX_TABLE_CURRENCIES, random, writer);
    }
}

static void
add_users (SandboxDataverse *dataverse, SandboxRandom *random)
{
  for (const SandboxPerson *p = sandbox_colleagues; p->first != NULL; p++)
    {
      g_autofree char *full = g_strconcat (p->first, " ", p->last, NULL);
      CosellJsonWriter *writer = begin ();
      SandboxRow *row;

      cosell_json_writer_member (writer, "firstname", p->first);
      cosell_json_writer_member (writer, "lastname", p->last);
      cosell_json_writer_member (writer, "fullname", full);
      cosell_json_writer_member (writer, "internalemailaddress", p->email);
      cosell_json_writer_member (writer, "address1_telephone1", p->phone);
      cosell_json_writer_member (writer, "jobtitle", p->title);
      write_raw (writer, "isdisabled", "false");
      row = add (dataverse, SANDBOX_TABLE_USERS, random, writer);
      if (dataverse->user_id == NULL)
        dataverse->user_id = g_strdup (row->id);
    }
}

static void
add_contact (SandboxDataverse *dataverse,
             const SandboxCustomer *customer,
             SandboxRow *account,
             guint i)
{
  SandboxRandom random = { (guint64) i * 31 + 17 };
  g_auto (SandboxBuyer) buyer = { 0 };
  CosellJsonWriter *writer = begin ();

  sandbox_buyer_make (&buyer, customer, i);
  cosell_json_writer_member (writer, "firstname", buyer.first);
  cosell_json_writer_member (writer, "lastname", buyer.last);
  cosell_json_writer_member (writer, "emailaddress1", buyer.email);
  cosell_json_writer_member (writer, "telephone1", buyer.phone);
  write_bind (writer, "parentcustomerid_account", account);
  add (dataverse, SANDBOX_TABLE_CONTACTS, &random, writer);
}

/* The account of a customer, made when it is not there. */
static SandboxRow *
find_account (SandboxDataverse *dataverse,
              const SandboxCustomer *customer,
              SandboxRandom *random,
              guint i)
{
  SandboxRow *row =
      sandbox_dataverse_find_by (dataverse, SANDBOX_TABLE_ACCOUNTS, "name", customer->name);
  CosellJsonWriter *writer;

  if (row != NULL)
    return row;
  writer = begin ();
  cosell_json_writer_member (writer, "name", customer->name);
  cosell_json_writer_member (writer, "address1_line1", customer->address);
  cosell_json_writer_member (writer, "address1_city", customer->city);
  cosell_json_writer_member (writer, "address1_stateorprovince", customer->state);
  cosell_json_writer_member (writer, "address1_postalcode", customer->postal_code);
  cosell_json_writer_member (writer, "address1_country", customer->country->code);
  row = add (dataverse, SANDBOX_TABLE_ACCOUNTS, random, writer);
  add_contact (dataverse, customer, row, i);
  return row;
}

static void
write_times (SandboxDataverse *dataverse, SandboxSample *sample, CosellJsonWriter *writer)
{
  gint64 now = sandbox_core_now (dataverse->core);
  gint64 created =
      sandbox_sample_between (sample, now - 90 * G_TIME_SPAN_DAY, now - G_TIME_SPAN_DAY);
  gint64 modified = sandbox_sample_between (sample, created, now - G_TIME_SPAN_HOUR);
  g_autofree char *first = cosell_time_format (created - created % G_TIME_SPAN_SECOND);
  g_autofree char *second = cosell_time_format (modified - modified % G_TIME_SPAN_SECOND);

  cosell_json_writer_member (writer, "createdon", first);
  cosell_json_writer_member (writer, "modifiedon", second);
}

static void
write_state (SandboxSample *sample, guint i, const char *day, CosellJsonWriter *writer)
{
  static const char *const stages[] = { "0", "1", "2", "3" };
  gboolean won = i % 10 == 7;
  gboolean lost = i % 10 == 9;

  write_raw (writer, "salesstage", stages[sandbox_random_below (&sample->random, 4)]);
  write_raw (writer, "closeprobability", won ? "100" : lost ? "0" : "50");
  if (!won && !lost)
    return;
  write_raw (writer, "statecode", won ? "1" : "2");
  write_raw (writer, "statuscode", won ? "3" : "4");
  write_raw (writer, "actualvalue", won ? sample->value : "0");
  cosell_json_writer_member (writer, "actualclosedate", day);
}

static void
add_opportunity (SandboxDataverse *dataverse, guint i)
{
  GPtrArray *customers = sandbox_catalog_customers ();
  g_auto (SandboxSample) sample = { 0 };
  g_autofree char *day = NULL;
  g_autofree char *topic = NULL;
  CosellJsonWriter *writer = begin ();
  SandboxRow *account, *currency;

  sample.random.state = dataverse->core->seed * G_GUINT64_CONSTANT (7368787) + i * 104729 + 5;
  sample.now = sandbox_core_now (dataverse->core);
  sample.customer =
      g_ptr_array_index (customers, sandbox_random_below (&sample.random, customers->len));
  sandbox_sample_describe (&sample, sample.now + (gint64) (10 + i * 3 % 200) * G_TIME_SPAN_DAY);
  sandbox_sample_meet_deal (&sample, dataverse->core, i);
  account = find_account (dataverse, sample.customer, &sample.random, i);
  currency = sandbox_dataverse_find_by (dataverse, SANDBOX_TABLE_CURRENCIES, "isocurrencycode",
                                        sample.currency);
  day = g_strndup (sample.close_date, strlen ("2027-01-15"));
  topic = sandbox_sample_dup_topic (&sample);
  cosell_json_writer_member (writer, "name", topic);
  cosell_json_writer_member (writer, "description", sample.notes);
  write_raw (writer, "estimatedvalue", sample.value);
  write_raw (writer, "isrevenuesystemcalculated", i % 20 == 13 ? "true" : "false");
  cosell_json_writer_member (writer, "estimatedclosedate", day);
  write_bind (writer, "parentaccountid", account);
  if (currency != NULL)
    write_bind (writer, "transactioncurrencyid", currency);
  write_state (&sample, i, day, writer);
  write_times (dataverse, &sample, writer);
  add (dataverse, SANDBOX_TABLE_OPPORTUNITIES, &sample.random, writer);
}

void
sandbox_dataverse_samples_make (SandboxDataverse *dataverse, guint opportunities)
{
  SandboxRandom random = { dataverse->core->seed * G_GUINT64_CONSTANT (1000033) + 3 };

  add_currencies (dataverse, &random);
  add_users (dataverse, &random);
  for (guint i = 0; i < opportunities; i++)
    add_opportunity (dataverse, i);
}
