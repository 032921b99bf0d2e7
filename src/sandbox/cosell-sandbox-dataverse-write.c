/* cosell-sandbox-dataverse-write.c: writing rows of the practice Dataverse by its rules */
#include "sandbox/cosell-sandbox-dataverse-write.h"

#include <string.h>

#include "base/cosell-str.h"
#include "sandbox/cosell-sandbox-dataverse-error.h"
#include "sandbox/cosell-sandbox-dataverse-value.h"
#include "sandbox/cosell-sandbox-fault.h"

#define BIND "@odata.bind"

/* A row in the making. */
typedef struct
{
  SandboxDataverse *dataverse;
  SandboxTableId id;
  const SandboxTable *table;
  const SandboxRow *row; /* (nullable): a new one */
  SandboxWriter writer;
  char *text; /* (owned) */
} Draft;

static void
draft_set (Draft *draft, const char *property, const char *json)
{
  g_autofree char *pointer = g_strconcat ("/", property, NULL);

  cosell_take_str (&draft->text, cosell_json_set (draft->text, pointer, json, NULL));
}

/* Returns: (transfer full) (nullable) */
static char *
draft_dup (Draft *draft, const char *property)
{
  g_autoptr (CosellJson) json = cosell_json_parse (draft->text, -1, NULL);

  return cosell_json_dup_scalar (cosell_json_member (cosell_json_root (json), property));
}

static void
draft_default (Draft *draft, const char *property, const char *json)
{
  g_autofree char *old = draft_dup (draft, property);

  if (old == NULL && json != NULL)
    draft_set (draft, property, json);
}

/* The column that a member of a body is for; NULL without an error for an annotation. */
static const SandboxColumn *
find_member (Draft *draft, const char *name, const SandboxTarget **target, GError **error)
{
  const SandboxColumn *column = NULL;

  *target = NULL;
  if (g_str_has_suffix (name, BIND))
    {
      g_autofree char *navigation = g_strndup (name, strlen (name) - strlen (BIND));

      column = sandbox_dataverse_find_navigation (draft->table, navigation, target);
    }
  else if (strchr (name, '@') != NULL)
    return NULL;
  else
    column = sandbox_dataverse_find_column (draft->table, name);
  if (column == NULL)
    sandbox_dataverse_set_error (error, SANDBOX_DATAVERSE_PAYLOAD,
                                 "Error identified in Payload provided by the user for Entity "
                                 "'%s': Invalid property '%s' was found in entity "
                                 "'Microsoft.Dynamics.CRM.%s'.",
                                 draft->table->set, name, draft->table->logical);
  else if (column->kind == SANDBOX_COLUMN_LOOKUP && *target == NULL)
    {
      sandbox_dataverse_set_error (error, SANDBOX_DATAVERSE_PAYLOAD,
                                   "CRM do not support direct update of Entity Reference "
                                   "properties, Use Navigation properties instead.");
      column = NULL;
    }
  return column;
}

/* Whether a write of the column has an effect. */
static gboolean
is_written (Draft *draft, const SandboxColumn *column)
{
  SandboxColumnFlags flag = draft->row == NULL ? SANDBOX_COLUMN_CREATE : SANDBOX_COLUMN_UPDATE;

  if (column->kind == SANDBOX_COLUMN_KEY)
    return FALSE;
  if (draft->writer != SANDBOX_WRITER_CLIENT)
    return TRUE;
  if (draft->row != NULL && draft->row->sticky != NULL &&
      g_hash_table_contains (draft->row->sticky, column->property))
    return FALSE;
  return (column->flags & flag) != 0;
}

static gboolean
apply_member (Draft *draft, const char *name, CosellJsonValue value, GError **error)
{
  const SandboxTarget *target;
  g_autoptr (GError) why = NULL;
  const SandboxColumn *column = find_member (draft, name, &target, &why);
  g_autofree char *json = NULL;

  if (why != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&why));
      return FALSE;
    }
  if (column == NULL || column->kind == SANDBOX_COLUMN_KEY)
    return TRUE;
  json = target != NULL
             ? sandbox_dataverse_check_bind (draft->dataverse, target, value, error)
             : sandbox_dataverse_check_value (draft->dataverse, draft->table, column, value, error);
  if (json == NULL)
    return FALSE;
  if (is_written (draft, column))
    draft_set (draft, column->property, json);
  return TRUE;
}

static gboolean
apply_body (Draft *draft, CosellJsonValue body, GError **error)
{
  if (cosell_json_kind (body) != COSELL_JSON_OBJECT)
    {
      sandbox_dataverse_set_error (error, SANDBOX_DATAVERSE_PAYLOAD, "The body is no object.");
      return FALSE;
    }
  for (guint i = 0; i < cosell_json_length (body); i++)
    {
      g_autofree char *name = NULL;
      CosellJsonValue value = cosell_json_nth_member (body, i, &name);

      if (!apply_member (draft, name, value, error))
        return FALSE;
    }
  return TRUE;
}

/* A closed opportunity is read-only, and only its own actions close one. */
static gboolean
check_state (Draft *draft, CosellJsonValue body, GError **error)
{
  CosellJsonValue state = cosell_json_member (body, "statecode");
  gint64 wanted = cosell_json_get_int (state, -1);
  g_autofree char *old = sandbox_dataverse_dup (draft->row, "statecode");
  const char *action = wanted == 1 ? "Win" : "Lose";

  if (wanted == 1 || wanted == 2)
    {
      sandbox_dataverse_set_error (
          error, SANDBOX_DATAVERSE_INVALID_ARGUMENT,
          "This message can not be used to set the state of opportunity to "
          "%s. In order to set state of opportunity to %s, use the "
          "%sOpportunity message instead.",
          wanted == 1 ? "Won" : "Lost", wanted == 1 ? "Won" : "Lost", action);
      return FALSE;
    }
  if (wanted == -1 && g_strcmp0 (old, "0") != 0)
    {
      sandbox_dataverse_set_error (error, SANDBOX_DATAVERSE_INVALID_ARGUMENT,
                                   "The opportunity is closed. Reopen it before it is changed.");
      return FALSE;
    }
  return TRUE;
}

static void
finish_opportunity (Draft *draft, CosellJsonValue body)
{
  g_autoptr (CosellJson) given = NULL;
  g_autofree char *account = draft_dup (draft, "_parentaccountid_value");
  g_autofree char *contact = draft_dup (draft, "_parentcontactid_value");
  g_autofree char *customer = draft_dup (draft, "_customerid_value");
  g_autofree char *currency_id = draft_dup (draft, "_transactioncurrencyid_value");
  g_autofree char *owner = draft_dup (draft, "_ownerid_value");
  g_autofree char *owning_user = cosell_json_quote (owner);
  g_autofree char *quoted = NULL;
  g_autofree char *rate = NULL;
  SandboxRow *currency =
      currency_id != NULL
          ? sandbox_dataverse_find (draft->dataverse, SANDBOX_TABLE_CURRENCIES, currency_id)
          : NULL;
  gboolean named = cosell_json_is_present (cosell_json_member (body, "customerid_account" BIND));

  if (account == NULL && customer != NULL &&
      sandbox_dataverse_find (draft->dataverse, SANDBOX_TABLE_ACCOUNTS, customer) != NULL)
    {
      quoted = cosell_json_quote (customer);
      draft_set (draft, "_parentaccountid_value", quoted);
    }
  else if (!named && (account != NULL || contact != NULL))
    {
      quoted = cosell_json_quote (account != NULL ? account : contact);
      draft_set (draft, "_customerid_value", quoted);
    }
  /* there are no teams here that could own one */
  draft_set (draft, "_owninguser_value", owning_user);
  rate = currency != NULL ? sandbox_dataverse_dup (currency, "exchangerate") : NULL;
  if (rate != NULL)
    draft_set (draft, "exchangerate", rate);
  if (cosell_json_get_int (cosell_json_member (body, "statecode"), -1) == 0)
    {
      draft_set (draft, "actualvalue", "null");
      draft_set (draft, "actualclosedate", "null");
      if (!cosell_json_is_present (cosell_json_member (body, "statuscode")))
        draft_set (draft, "statuscode", "1");
    }
}

static gboolean
check_opportunity (Draft *draft, GError **error)
{
  g_autofree char *customer = draft_dup (draft, "_customerid_value");
  g_autofree char *state = draft_dup (draft, "statecode");
  g_autofree char *status = draft_dup (draft, "statuscode");
  g_autofree char *own =
      draft->dataverse->mandatory != NULL ? draft_dup (draft, draft->dataverse->mandatory) : NULL;

  if (customer == NULL)
    sandbox_dataverse_set_error (error, SANDBOX_DATAVERSE_INVALID_ARGUMENT,
                                 "You should specify a parent contact or account");
  else if (draft->dataverse->mandatory != NULL && own == NULL)
    sandbox_dataverse_set_error (error, SANDBOX_DATAVERSE_PLUGIN,
                                 "A rule of this organization asks for a value of '%s'.",
                                 draft->dataverse->mandatory);
  else if (g_strcmp0 (state, "0") == 0 && g_strcmp0 (status, "1") != 0 &&
           g_strcmp0 (status, "2") != 0)
    sandbox_dataverse_set_error (error, SANDBOX_DATAVERSE_INVALID_ARGUMENT,
                                 "%s is not a valid status code for state code "
                                 "OpportunityState.Open.",
                                 status);
  else
    return TRUE;
  return FALSE;
}

static void
finish_contact (Draft *draft)
{
  g_autofree char *first = draft_dup (draft, "firstname");
  g_autofree char *last = draft_dup (draft, "lastname");
  g_autofree char *full =
      g_strdup_printf ("%s %s", first != NULL ? first : "", last != NULL ? last : "");
  g_autofree char *json = cosell_json_quote (g_strstrip (full));

  draft_set (draft, "fullname", json);
}

/* What follows from the other columns, and whether it may be kept. */
static gboolean
finish (Draft *draft, CosellJsonValue body, GError **error)
{
  SandboxDataverse *dataverse = draft->dataverse;
  GPtrArray *users = dataverse->rows[SANDBOX_TABLE_USERS];
  const SandboxRow *other = users->len > 1 ? g_ptr_array_index (users, 1) : NULL;
  g_autofree char *who = cosell_json_quote (
      draft->writer == SANDBOX_WRITER_OTHER && other != NULL ? other->id : dataverse->user_id);

  draft_set (draft, "_modifiedby_value", who);
  if (draft->id == SANDBOX_TABLE_CONTACTS)
    finish_contact (draft);
  if (draft->id != SANDBOX_TABLE_OPPORTUNITIES)
    return TRUE;
  finish_opportunity (draft, body);
  return draft->writer != SANDBOX_WRITER_CLIENT || check_opportunity (draft, error);
}

/* What the server computes is not the client's. */
static void
keep_revenue (Draft *draft)
{
  g_autofree char *calculated = draft_dup (draft, "isrevenuesystemcalculated");
  g_autofree char *old =
      draft->row != NULL
          ? cosell_json_dup_raw (
                cosell_json_member (cosell_json_root (draft->row->json), "estimatedvalue"))
          : NULL;

  if (draft->writer == SANDBOX_WRITER_CLIENT && g_strcmp0 (calculated, "true") == 0)
    draft_set (draft, "estimatedvalue", old != NULL ? old : "null");
}

static SandboxRow *
draft_put (Draft *draft, const char *id)
{
  const CosellJson *unkept = draft->dataverse->core->unkept;
  const char *before = draft->row != NULL ? cosell_json_get_text (draft->row->json, NULL) : NULL;

  if (unkept != NULL && draft->writer == SANDBOX_WRITER_CLIENT)
    draft->text = sandbox_fault_forget (unkept, before, draft->text);
  return sandbox_dataverse_put (draft->dataverse, draft->id, id, draft->text);
}

SandboxRow *
sandbox_dataverse_create (SandboxDataverse *dataverse,
                          SandboxTableId table,
                          const char *id,
                          CosellJsonValue body,
                          SandboxWriter writer,
                          GError **error)
{
  Draft draft = { dataverse, table, &sandbox_dataverse_tables[table], NULL, writer, NULL };
  SandboxRow *base = sandbox_dataverse_base_currency (dataverse);
  SandboxRow *row = NULL;

  draft.text = g_strdup ("{\"statecode\":0}");
  if (apply_body (&draft, body, error))
    {
      g_autofree char *me = cosell_json_quote (dataverse->user_id);
      g_autofree char *currency = base != NULL ? cosell_json_quote (base->id) : NULL;

      draft_default (&draft, "_ownerid_value", me);
      if (table == SANDBOX_TABLE_OPPORTUNITIES)
        {
          draft_default (&draft, "statuscode", "1");
          draft_default (&draft, "isrevenuesystemcalculated", "false");
          draft_default (&draft, "_transactioncurrencyid_value", currency);
          keep_revenue (&draft);
        }
      if (finish (&draft, body, error))
        row = draft_put (&draft, id);
    }
  g_free (draft.text);
  return row;
}

gboolean
sandbox_dataverse_update (SandboxDataverse *dataverse,
                          SandboxRow *row,
                          CosellJsonValue body,
                          SandboxWriter writer,
                          GError **error)
{
  Draft draft = { dataverse, row->table, &sandbox_dataverse_tables[row->table], row, writer, NULL };
  gboolean good;

  if (row->table == SANDBOX_TABLE_OPPORTUNITIES && writer == SANDBOX_WRITER_CLIENT &&
      !check_state (&draft, body, error))
    return FALSE;
  draft.text = g_strdup (cosell_json_get_text (row->json, NULL));
  good = apply_body (&draft, body, error);
  if (good && row->table == SANDBOX_TABLE_OPPORTUNITIES)
    keep_revenue (&draft);
  good = good && finish (&draft, body, error);
  if (good)
    draft_put (&draft, row->id);
  g_free (draft.text);
  return good;
}
