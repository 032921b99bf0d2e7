/* cosell-sandbox-crm-control.c: /sandbox/control/crm */
#include "sandbox/cosell-sandbox-crm-control.h"

#include "base/cosell-decimal.h"
#include "base/cosell-str.h"
#include "sandbox/cosell-sandbox-dataverse-list.h"
#include "sandbox/cosell-sandbox-dataverse-service.h"
#include "sandbox/cosell-sandbox-dataverse-write.h"
#include "sandbox/cosell-sandbox-salesforce-control.h"

#define OPPORTUNITIES SANDBOX_TABLE_OPPORTUNITIES

static char *
dup_base (SandboxService *service)
{
  return g_strdup_printf ("http://127.0.0.1:%u" SANDBOX_DATAVERSE_PATH, service->port);
}

void
sandbox_crm_control_get (SandboxService *service,
                         const SandboxRequest *request,
                         SandboxReply *reply)
{
  const char *kind = request->query != NULL ? g_hash_table_lookup (request->query, "kind") : NULL;
  GPtrArray *rows = service->core->dataverse->rows[OPPORTUNITIES];
  g_autofree char *base = dup_base (service);
  SandboxRowStyle style = { .base = base };
  CosellJsonWriter *writer;

  if (g_strcmp0 (kind, "salesforce") == 0)
    {
      sandbox_salesforce_control_get (service, reply);
      return;
    }
  if (g_strcmp0 (kind, "dynamics") != 0)
    {
      sandbox_reply_error (reply, 400, "kind: “dynamics” or “salesforce” was expected.");
      return;
    }
  writer = cosell_json_writer_new ();
  cosell_json_writer_begin_object (writer);
  cosell_json_writer_name (writer, "value");
  cosell_json_writer_begin_array (writer);
  for (guint i = 0; i < rows->len; i++)
    sandbox_row_write (service->core->dataverse, g_ptr_array_index (rows, i), &style, FALSE,
                       writer);
  cosell_json_writer_end_array (writer);
  cosell_json_writer_end_object (writer);
  sandbox_reply_json (reply, 200, cosell_json_writer_end (writer));
}

static SandboxRow *
create (SandboxDataverse *dataverse, CosellJsonValue given, GError **error)
{
  GPtrArray *accounts = dataverse->rows[SANDBOX_TABLE_ACCOUNTS];
  g_autofree char *text = cosell_json_dup_raw (given);
  g_autofree char *bind = NULL;
  g_autofree char *full = NULL;
  g_autoptr (CosellJson) json = NULL;

  if (accounts->len > 0 &&
      !cosell_json_is_present (cosell_json_member (given, "parentaccountid@odata.bind")))
    {
      bind = g_strdup_printf ("\"/accounts(%s)\"",
                              ((SandboxRow *) g_ptr_array_index (accounts, 0))->id);
      full = cosell_json_set (text, "/parentaccountid@odata.bind", bind, NULL);
    }
  json = cosell_json_parse (full != NULL ? full : text, -1, NULL);
  return sandbox_dataverse_create (dataverse, OPPORTUNITIES, NULL, cosell_json_root (json),
                                   SANDBOX_WRITER_OTHER, error);
}

static gboolean
close_row (SandboxDataverse *dataverse, SandboxRow *row, CosellJsonValue how, GError **error)
{
  gboolean won = cosell_json_string_equal (how, "won");
  g_autofree char *text =
      g_strdup_printf ("{\"Status\":-1,\"OpportunityClose\":{\"subject\":\"%s\","
                       "\"opportunityid@odata.bind\":\"/opportunities(%s)\"}}",
                       won ? "Won" : "Lost", row->id);
  g_autoptr (CosellJson) json = cosell_json_parse (text, -1, NULL);

  return sandbox_dataverse_close (dataverse, won, cosell_json_root (json), SANDBOX_WRITER_OTHER,
                                  error);
}

static void
set_sticky (SandboxDataverse *dataverse, SandboxRow *row, CosellJsonValue names)
{
  g_clear_pointer (&row->sticky, g_hash_table_unref);
  if (cosell_json_length (names) > 0)
    row->sticky = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < cosell_json_length (names); i++)
    {
      g_autofree char *name = cosell_json_dup_string (cosell_json_element (names, i));
      const SandboxColumn *column =
          name != NULL
              ? sandbox_dataverse_find_column (&sandbox_dataverse_tables[OPPORTUNITIES], name)
              : NULL;

      if (column != NULL)
        g_hash_table_add (row->sticky, g_strdup (column->property));
    }
  if (dataverse->core->changed != NULL)
    dataverse->core->changed (dataverse->core->changed_data);
}

static void
set_up (SandboxDataverse *dataverse, CosellJsonValue given)
{
  CosellJsonValue mandatory = cosell_json_member (given, "mandatory");
  g_autofree char *amount = cosell_json_dup_scalar (cosell_json_member (given, "maxAmount"));

  dataverse->single_currency = !cosell_json_get_bool (cosell_json_member (given, "multiCurrency"),
                                                      !dataverse->single_currency);
  if (cosell_json_kind (mandatory) != COSELL_JSON_NONE)
    cosell_take_str (&dataverse->mandatory, cosell_json_dup_string (mandatory));
  if (cosell_decimal_is_valid (amount))
    cosell_take_str (&dataverse->max_amount, g_steal_pointer (&amount));
  if (dataverse->core->changed != NULL)
    dataverse->core->changed (dataverse->core->changed_data);
}

static void
reply_row (SandboxService *service, const SandboxRow *row, SandboxReply *reply)
{
  g_autofree char *base = dup_base (service);
  SandboxRowStyle style = { .base = base };
  CosellJsonWriter *writer = cosell_json_writer_new ();

  sandbox_row_write (service->core->dataverse, row, &style, FALSE, writer);
  sandbox_reply_json (reply, 200, cosell_json_writer_end (writer));
}

/* What is done to one opportunity. FALSE: error says why not. */
static gboolean
act (SandboxDataverse *dataverse, SandboxRow *row, CosellJsonValue body, GError **error)
{
  CosellJsonValue set = cosell_json_member (body, "set");
  CosellJsonValue close = cosell_json_member (body, "close");
  CosellJsonValue sticky = cosell_json_member (body, "sticky");

  if (cosell_json_is_present (set))
    return sandbox_dataverse_update (dataverse, row, set, SANDBOX_WRITER_OTHER, error);
  if (cosell_json_is_present (close))
    return close_row (dataverse, row, close, error);
  if (cosell_json_is_present (sticky))
    {
      set_sticky (dataverse, row, sticky);
      return TRUE;
    }
  g_set_error_literal (error, SANDBOX_ERROR, 400, "Nothing was asked for.");
  return FALSE;
}

void
sandbox_crm_control_post (SandboxService *service, CosellJsonValue body, SandboxReply *reply)
{
  SandboxDataverse *dataverse = service->core->dataverse;
  CosellJsonValue organization = cosell_json_member (body, "organization");
  CosellJsonValue given = cosell_json_member (body, "create");
  g_autofree char *id = cosell_json_dup_string (cosell_json_member (body, "id"));
  SandboxRow *row = id != NULL ? sandbox_dataverse_find (dataverse, OPPORTUNITIES, id) : NULL;
  g_autoptr (GError) error = NULL;

  if (cosell_json_string_equal (cosell_json_member (body, "kind"), "salesforce"))
    {
      sandbox_salesforce_control_post (service, body, reply);
      return;
    }
  if (!cosell_json_string_equal (cosell_json_member (body, "kind"), "dynamics"))
    g_set_error_literal (&error, SANDBOX_ERROR, 400,
                         "kind: “dynamics” or “salesforce” was expected.");
  else if (cosell_json_is_present (organization))
    set_up (dataverse, organization);
  else if (cosell_json_is_present (given))
    row = create (dataverse, given, &error);
  else if (row == NULL)
    g_set_error_literal (&error, SANDBOX_ERROR, 404, "There is no such opportunity.");
  else if (cosell_json_get_bool (cosell_json_member (body, "delete"), FALSE))
    {
      sandbox_dataverse_remove (dataverse, row);
      row = NULL;
    }
  else
    act (dataverse, row, body, &error);
  if (error != NULL)
    sandbox_reply_error (reply, error->domain == SANDBOX_ERROR ? (guint) error->code : 400,
                         error->message);
  else if (row != NULL)
    reply_row (service, row, reply);
  else
    sandbox_reply_json (reply, 200, g_strdup ("{}"));
}
