/* cosell-tryton-describe.c: how a company of Tryton is set up, and who is signed in */
#include "crm/cosell-tryton-private.h"

#include <string.h>

/* --- columns --- */

static CosellOpportunityFields
field_of (const char *name, const CosellTrytonColumns *columns)
{
  static const struct
  {
    const char *name;
    CosellOpportunityFields field;
  } fields[] = {
    { "description", COSELL_OPPORTUNITY_NAME },    { "amount", COSELL_OPPORTUNITY_AMOUNT },
    { "end_date", COSELL_OPPORTUNITY_CLOSE_DATE }, { "comment", COSELL_OPPORTUNITY_NOTES },
    { "state", COSELL_OPPORTUNITY_STAGE },         { "contact", COSELL_OPPORTUNITY_CONTACT },
    { "employee", COSELL_OPPORTUNITY_OWNER },      { "party", COSELL_OPPORTUNITY_ACCOUNT },
  };

  if (g_strcmp0 (columns->solutions, name) == 0)
    return COSELL_OPPORTUNITY_SOLUTIONS;
  if (g_str_equal (columns->key != NULL ? columns->key : "reference", name))
    return COSELL_OPPORTUNITY_KEY;
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (g_str_equal (fields[i].name, name))
      return fields[i].field;
  return (CosellOpportunityFields) 0;
}

/* A state is reached by buttons, although its field is read-only. */
static void
read_column (CosellCrmDescription *description,
             const CosellTrytonColumns *columns,
             char *name,
             CosellJsonValue row)
{
  CosellCrmColumn *column = cosell_crm_description_add_column (description, name);
  gboolean readonly = cosell_json_get_bool (cosell_json_member (row, "readonly"), FALSE);
  gint64 length = cosell_json_get_int (cosell_json_member (row, "size"), 0);

  column->field = field_of (name, columns);
  column->label = cosell_json_dup_string (cosell_json_member (row, "string"));
  column->type = cosell_json_dup_string (cosell_json_member (row, "type"));
  column->creatable = !readonly || column->field == COSELL_OPPORTUNITY_STAGE;
  column->updatable = column->creatable;
  column->mandatory =
      cosell_json_get_bool (cosell_json_member (row, "required"), FALSE) && !readonly;
  column->length = (guint) CLAMP (length, 0, G_MAXINT32);
  column->decimals = -1;
}

static void
end_described (GTask *task)
{
  CosellTrytonCall *call = g_task_get_task_data (task);

  g_task_return_pointer (task, g_steal_pointer (&call->description),
                         (GDestroyNotify) cosell_crm_description_free);
  g_object_unref (task);
}

/* What Tryton fills in by itself nobody has to. */
static void
defaults_came (GTask *task, CosellJsonValue defaults)
{
  CosellTrytonCall *call = g_task_get_task_data (task);

  for (guint i = 0; i < call->description->columns->len; i++)
    {
      CosellCrmColumn *column = g_ptr_array_index (call->description->columns, i);

      column->mandatory = column->mandatory &&
                          !cosell_json_is_present (cosell_json_member (defaults, column->name));
    }
  end_described (task);
}

/* Takes the task. */
static void
ask_for_defaults (GTask *task)
{
  CosellTrytonCall *call = g_task_get_task_data (task);
  g_autoptr (GString) params = g_string_new ("[");

  for (guint i = 0; i < call->description->columns->len; i++)
    {
      const CosellCrmColumn *column = g_ptr_array_index (call->description->columns, i);
      g_autofree char *name = cosell_json_quote (column->name);

      if (column->mandatory)
        g_string_append_printf (params, "%s%s", params->len > 1 ? "," : "", name);
    }
  if (params->len == 1)
    {
      end_described (task);
      return;
    }
  g_string_append (params, "],false");
  cosell_tryton_ask (task,
                     &(CosellTrytonRequest){ COSELL_TRYTON_OPPORTUNITY "default_get", params->str },
                     defaults_came);
}

static void
columns_came (GTask *task, CosellJsonValue fields)
{
  CosellTryton *self = g_task_get_source_object (task);
  CosellTrytonCall *call = g_task_get_task_data (task);
  CosellCrmColumn *amount;

  if (cosell_json_kind (fields) != COSELL_JSON_OBJECT)
    {
      cosell_tryton_end_unreadable (task);
      return;
    }
  for (guint i = 0; i < cosell_json_length (fields); i++)
    {
      char *name = NULL;
      CosellJsonValue row = cosell_json_nth_member (fields, i, &name);

      read_column (call->description, &self->columns, name, row);
    }
  amount = cosell_crm_description_get_column (call->description, "amount");
  if (amount != NULL)
    amount->decimals = (gint) self->currency->decimals;
  ask_for_defaults (task);
}

/* Ends are no stages: an opportunity is closed with one. */
static void
read_states (CosellCrmDescription *description, const CosellTrytonSession *session)
{
  for (guint i = 0; i < session->states->len; i++)
    {
      const CosellCrmChoice *state = g_ptr_array_index (session->states, i);
      gboolean open = state->state == COSELL_OPPORTUNITY_OPEN;

      cosell_crm_description_add_choice (open ? description->stages : description->reasons,
                                         g_strdup (state->id), g_strdup (state->label),
                                         state->state);
    }
}

static void
currency_came (GTask *task, CosellJsonValue unused)
{
  CosellTryton *self = g_task_get_source_object (task);
  CosellTrytonCall *call = g_task_get_task_data (task);
  CosellCrmCurrency *currency = g_new0 (CosellCrmCurrency, 1);

  call->description = cosell_crm_description_new ();
  read_states (call->description, self->session);
  currency->id = g_strdup (self->currency->id);
  currency->code = g_strdup (self->currency->code);
  currency->decimals = self->currency->decimals;
  g_ptr_array_add (call->description->currencies, currency);
  cosell_tryton_ask (task, &(CosellTrytonRequest){ COSELL_TRYTON_OPPORTUNITY "fields_get", "[]" },
                     columns_came);
}

void
cosell_tryton_describe_async (CosellCrm *crm,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  CosellTrytonCall *call;
  GTask *task = cosell_tryton_new_task (crm, cosell_tryton_describe_async, cancellable, callback,
                                        user_data, &call);

  cosell_tryton_ask_currency (task, currency_came);
}

/* --- who is signed in --- */

static void
signed_in (GTask *task, CosellJsonValue unused)
{
  CosellTryton *self = g_task_get_source_object (task);
  CosellCrmUser *user = g_new0 (CosellCrmUser, 1);

  user->id = g_strdup (self->session->user_id);
  user->name = g_strdup (self->session->user_name);
  user->email = g_strdup (self->session->user_email);
  g_task_return_pointer (task, user, (GDestroyNotify) cosell_crm_user_free);
  g_object_unref (task);
}

void
cosell_tryton_who_async (CosellCrm *crm,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  CosellTrytonCall *call;
  GTask *task = cosell_tryton_new_task (crm, cosell_tryton_who_async, cancellable, callback,
                                        user_data, &call);

  cosell_tryton_begin (task, signed_in);
}
