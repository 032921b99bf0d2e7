/* cosell-sandbox-salesforce-control.c: what others do to the practice Salesforce */
#include "sandbox/cosell-sandbox-salesforce-control.h"

#include "base/cosell-str.h"
#include "base/cosell-time.h"
#include "sandbox/cosell-sandbox-salesforce-query.h"
#include "sandbox/cosell-sandbox-salesforce-service.h"
#include "sandbox/cosell-sandbox-salesforce-write.h"

#define OPPORTUNITY SANDBOX_OBJECT_OPPORTUNITY

void
sandbox_salesforce_control_get (SandboxService *service, SandboxReply *reply)
{
  SandboxSalesforce *salesforce = service->core->salesforce;
  GPtrArray *records = salesforce->records[OPPORTUNITY];
  CosellJsonWriter *writer = cosell_json_writer_new ();

  cosell_json_writer_begin_object (writer);
  cosell_json_writer_name (writer, "value");
  cosell_json_writer_begin_array (writer);
  for (guint i = 0; i < records->len; i++)
    {
      SandboxObjectRecord *record = g_ptr_array_index (records, i);

      if (!record->deleted)
        sandbox_salesforce_write_record (salesforce, record, SANDBOX_SALESFORCE_VERSION, writer);
    }
  cosell_json_writer_end_array (writer);
  cosell_json_writer_end_object (writer);
  sandbox_reply_json (reply, 200, cosell_json_writer_end (writer));
}

/* Takes text. */
static char *
add_default (char *text, CosellJsonValue given, const char *field, const char *value)
{
  g_autofree char *old = text;
  g_autofree char *pointer = g_strconcat ("/", field, NULL);
  g_autofree char *json = cosell_json_quote (value);

  if (value == NULL || cosell_json_is_present (cosell_json_member (given, field)))
    return g_steal_pointer (&old);
  return cosell_json_set (old, pointer, json, NULL);
}

/* What an opportunity cannot be without comes along. */
static SandboxObjectRecord *
create (SandboxSalesforce *salesforce, CosellJsonValue given, GError **error)
{
  GPtrArray *accounts = salesforce->records[SANDBOX_OBJECT_ACCOUNT];
  gint64 soon = sandbox_core_now (salesforce->core) + 30 * G_TIME_SPAN_DAY;
  g_autofree char *day = cosell_time_format_date (soon);
  char *text = cosell_json_dup_raw (given);
  g_autoptr (CosellJson) json = NULL;

  text = add_default (text, given, "Name", "Opportunity");
  text = add_default (text, given, "StageName", "Prospecting");
  text = add_default (text, given, "CloseDate", day);
  text =
      add_default (text, given, "AccountId",
                   accounts->len > 0 ? ((SandboxObjectRecord *) g_ptr_array_index (accounts, 0))->id
                                     : NULL);
  json = cosell_json_parse (text, -1, NULL);
  g_free (text);
  return sandbox_salesforce_create (salesforce, OPPORTUNITY, cosell_json_root (json),
                                    SANDBOX_BY_OTHER, error);
}

static gboolean
update (SandboxSalesforce *salesforce,
        SandboxObjectRecord *record,
        CosellJsonValue set,
        GError **error)
{
  return sandbox_salesforce_update (salesforce, record, set, SANDBOX_BY_OTHER, error);
}

static gboolean
close_record (SandboxSalesforce *salesforce,
              SandboxObjectRecord *record,
              CosellJsonValue how,
              GError **error)
{
  g_autoptr (CosellJson) json =
      cosell_json_parse (cosell_json_string_equal (how, "won") ? "{\"StageName\":\"Closed Won\"}"
                                                               : "{\"StageName\":\"Closed Lost\"}",
                         -1, NULL);

  return update (salesforce, record, cosell_json_root (json), error);
}

static void
set_sticky (SandboxSalesforce *salesforce, SandboxObjectRecord *record, CosellJsonValue names)
{
  g_clear_pointer (&record->sticky, g_hash_table_unref);
  if (cosell_json_length (names) > 0)
    record->sticky = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < cosell_json_length (names); i++)
    {
      g_autofree char *name = cosell_json_dup_string (cosell_json_element (names, i));
      const SandboxField *field =
          name != NULL ? sandbox_salesforce_find_field (OPPORTUNITY, name, TRUE) : NULL;

      if (field != NULL)
        g_hash_table_add (record->sticky, g_strdup (field->name));
    }
  sandbox_salesforce_changed (salesforce);
}

static void
set_up (SandboxSalesforce *salesforce, CosellJsonValue given)
{
  CosellJsonValue mandatory = cosell_json_member (given, "mandatory");

  salesforce->single_currency = !cosell_json_get_bool (cosell_json_member (given, "multiCurrency"),
                                                       !salesforce->single_currency);
  salesforce->refuses_duplicates =
      cosell_json_get_bool (cosell_json_member (given, "refuseDuplicates"),
                            salesforce->refuses_duplicates);
  if (cosell_json_kind (mandatory) != COSELL_JSON_NONE)
    cosell_take_str (&salesforce->mandatory, cosell_json_dup_string (mandatory));
  sandbox_salesforce_changed (salesforce);
}

/* What is done to one opportunity. FALSE: error says why not. */
static gboolean
act (SandboxSalesforce *salesforce,
     SandboxObjectRecord *record,
     CosellJsonValue body,
     GError **error)
{
  CosellJsonValue set = cosell_json_member (body, "set");
  CosellJsonValue close = cosell_json_member (body, "close");
  CosellJsonValue sticky = cosell_json_member (body, "sticky");

  if (cosell_json_get_bool (cosell_json_member (body, "delete"), FALSE))
    sandbox_salesforce_remove (salesforce, record);
  else if (cosell_json_is_present (set))
    return update (salesforce, record, set, error);
  else if (cosell_json_is_present (close))
    return close_record (salesforce, record, close, error);
  else if (cosell_json_is_present (sticky))
    set_sticky (salesforce, record, sticky);
  else
    {
      g_set_error_literal (error, SANDBOX_ERROR, 400, "Nothing was asked for.");
      return FALSE;
    }
  return TRUE;
}

void
sandbox_salesforce_control_post (SandboxService *service, CosellJsonValue body, SandboxReply *reply)
{
  SandboxSalesforce *salesforce = service->core->salesforce;
  CosellJsonValue organization = cosell_json_member (body, "organization");
  CosellJsonValue given = cosell_json_member (body, "create");
  g_autofree char *id = cosell_json_dup_string (cosell_json_member (body, "id"));
  SandboxObjectRecord *record = sandbox_salesforce_find (salesforce, OPPORTUNITY, id);
  g_autoptr (GError) error = NULL;
  CosellJsonWriter *writer;

  if (cosell_json_is_present (organization))
    set_up (salesforce, organization);
  else if (cosell_json_is_present (given))
    record = create (salesforce, given, &error);
  else if (record == NULL || record->deleted)
    g_set_error_literal (&error, SANDBOX_ERROR, 404, "There is no such opportunity.");
  else
    act (salesforce, record, body, &error);
  if (error != NULL)
    {
      sandbox_reply_error (reply, error->domain == SANDBOX_ERROR ? (guint) error->code : 400,
                           error->message);
      return;
    }
  if (record == NULL || record->deleted)
    {
      sandbox_reply_json (reply, 200, g_strdup ("{}"));
      return;
    }
  writer = cosell_json_writer_new ();
  sandbox_salesforce_write_record (salesforce, record, SANDBOX_SALESFORCE_VERSION, writer);
  sandbox_reply_json (reply, 200, cosell_json_writer_end (writer));
}
