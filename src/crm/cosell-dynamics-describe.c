/* cosell-dynamics-describe.c: how an organization of Dynamics 365 is set up, and who is signed in
 */
#include "crm/cosell-dynamics-private.h"

#include "base/cosell-decimal.h"

#define ATTRIBUTES COSELL_DYNAMICS_PATH "EntityDefinitions(LogicalName='opportunity')/Attributes"
#define OF_TYPE(type) ATTRIBUTES "/Microsoft.Dynamics.CRM." type "AttributeMetadata"
#define ONE(name, type)                                                                            \
  ATTRIBUTES "(LogicalName='" name "')/Microsoft.Dynamics.CRM." type "AttributeMetadata"
#define CURRENCIES                                                                                 \
  "$select=isocurrencycode,currencyprecision&$filter=statecode%20eq%200"                           \
  "&$orderby=isocurrencycode%20asc"
#define MAX_DECIMALS 10

const CosellDynamicsRequest cosell_dynamics_ask_currencies = {
  "GET",
  COSELL_DYNAMICS_PATH "transactioncurrencies",
  CURRENCIES,
};

/* One question of describe. */
typedef struct
{
  const char *path;
  const char *query;
  /* FALSE: the answer is none */
  gboolean (*read) (CosellCrmDescription *description, CosellJsonValue answer);
} Step;

typedef struct
{
  guint step;
  CosellCrmDescription *description; /* (owned) (nullable) */
} Describing;

static void
describing_free (gpointer data)
{
  Describing *self = data;

  g_clear_pointer (&self->description, cosell_crm_description_free);
  g_free (self);
}

static char *
dup_label (CosellJsonValue object, const char *name)
{
  CosellJsonValue label = cosell_json_member (object, name);

  return cosell_json_dup_string (
      cosell_json_member (cosell_json_member (label, "UserLocalizedLabel"), "Label"));
}

/* --- columns --- */

/* What the columns hold that every organization has. */
static CosellOpportunityFields
field_of (const char *name)
{
  static const struct
  {
    const char *name;
    CosellOpportunityFields field;
  } fields[] = {
    { "name", COSELL_OPPORTUNITY_NAME },
    { "estimatedvalue", COSELL_OPPORTUNITY_AMOUNT },
    { "estimatedclosedate", COSELL_OPPORTUNITY_CLOSE_DATE },
    { "description", COSELL_OPPORTUNITY_NOTES },
    { "salesstage", COSELL_OPPORTUNITY_STAGE },
    { "parentcontactid", COSELL_OPPORTUNITY_CONTACT },
    { "ownerid", COSELL_OPPORTUNITY_OWNER },
    { "parentaccountid", COSELL_OPPORTUNITY_ACCOUNT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (g_str_equal (fields[i].name, name))
      return fields[i].field;
  return (CosellOpportunityFields) 0;
}

/* Columns that nobody has to fill in: the customer is the account (parentaccountid), the currency
 * goes with the amount or is the user's own, and the owner is who makes the row. */
static gboolean
follows (const char *name)
{
  static const char *const names[] = { "customerid", "transactioncurrencyid", "ownerid", NULL };

  return g_strv_contains (names, name);
}

static gboolean
read_columns (CosellCrmDescription *description, CosellJsonValue answer)
{
  CosellJsonValue rows = cosell_json_member (answer, "value");

  for (guint i = 0; i < cosell_json_length (rows); i++)
    {
      CosellJsonValue row = cosell_json_element (rows, i);
      char *name = cosell_json_dup_string (cosell_json_member (row, "LogicalName"));
      CosellJsonValue level =
          cosell_json_member (cosell_json_member (row, "RequiredLevel"), "Value");
      CosellCrmColumn *column;

      if (name == NULL)
        continue;
      column = cosell_crm_description_add_column (description, name);
      column->field = field_of (name);
      column->label = dup_label (row, "DisplayName");
      column->type = cosell_json_dup_string (cosell_json_member (row, "AttributeType"));
      column->mandatory =
          !follows (name) && (cosell_json_string_equal (level, "ApplicationRequired") ||
                              cosell_json_string_equal (level, "SystemRequired"));
      column->creatable =
          cosell_json_get_bool (cosell_json_member (row, "IsValidForCreate"), FALSE);
      column->updatable =
          cosell_json_get_bool (cosell_json_member (row, "IsValidForUpdate"), FALSE);
    }
  return cosell_json_kind (rows) == COSELL_JSON_ARRAY;
}

/* What only one kind of columns has. */
static gboolean
read_details (CosellCrmDescription *description, CosellJsonValue answer)
{
  CosellJsonValue rows = cosell_json_member (answer, "value");

  for (guint i = 0; i < cosell_json_length (rows); i++)
    {
      CosellJsonValue row = cosell_json_element (rows, i);
      g_autofree char *name = cosell_json_dup_string (cosell_json_member (row, "LogicalName"));
      CosellCrmColumn *column = cosell_crm_description_get_column (description, name);
      g_autofree char *most = cosell_json_dup_raw (cosell_json_member (row, "MaxValue"));
      gint64 decimals = cosell_json_get_int (cosell_json_member (row, "Precision"), -1);
      gint64 length = cosell_json_get_int (cosell_json_member (row, "MaxLength"), 0);

      if (column == NULL)
        continue;
      column->length = (guint) CLAMP (length, 0, G_MAXINT32);
      column->decimals = (gint) CLAMP (decimals, -1, MAX_DECIMALS);
      g_free (column->most);
      column->most = cosell_decimal_is_valid (most) ? g_steal_pointer (&most) : NULL;
    }
  return cosell_json_kind (rows) == COSELL_JSON_ARRAY;
}

/* --- choices --- */

static CosellJsonValue
get_options (CosellJsonValue answer)
{
  return cosell_json_member (cosell_json_member (answer, "OptionSet"), "Options");
}

static gboolean
read_choices (GPtrArray *choices, CosellJsonValue options)
{
  for (guint i = 0; i < cosell_json_length (options); i++)
    {
      CosellJsonValue option = cosell_json_element (options, i);
      gint64 state = cosell_json_get_int (cosell_json_member (option, "State"), 0);
      char *id = cosell_json_dup_scalar (cosell_json_member (option, "Value"));

      if (id != NULL)
        cosell_crm_description_add_choice (choices, id, dup_label (option, "Label"),
                                           state == 1   ? COSELL_OPPORTUNITY_WON
                                           : state == 2 ? COSELL_OPPORTUNITY_LOST
                                                        : COSELL_OPPORTUNITY_OPEN);
    }
  return cosell_json_kind (options) == COSELL_JSON_ARRAY;
}

static gboolean
read_stages (CosellCrmDescription *description, CosellJsonValue answer)
{
  return read_choices (description->stages, get_options (answer));
}

static gboolean
read_reasons (CosellCrmDescription *description, CosellJsonValue answer)
{
  return read_choices (description->reasons, get_options (answer));
}

static gboolean
read_currencies (CosellCrmDescription *description, CosellJsonValue answer)
{
  return cosell_dynamics_read_currencies (answer, description->currencies);
}

/* --- one question after the other --- */

static const Step steps[] = {
  { ATTRIBUTES,
    "$select=LogicalName,AttributeType,DisplayName,RequiredLevel,IsValidForCreate,IsValidForUpdate",
    read_columns },
  { OF_TYPE ("String"), "$select=LogicalName,MaxLength", read_details },
  { OF_TYPE ("Memo"), "$select=LogicalName,MaxLength", read_details },
  { OF_TYPE ("Money"), "$select=LogicalName,Precision,MaxValue", read_details },
  { ONE ("salesstage", "Picklist"), "$select=LogicalName&$expand=OptionSet($select=Options)",
    read_stages },
  { ONE ("statuscode", "Status"), "$select=LogicalName&$expand=OptionSet($select=Options)",
    read_reasons },
  { COSELL_DYNAMICS_PATH "transactioncurrencies", CURRENCIES, read_currencies },
};

static void
step_answered (GTask *task, CosellJsonValue answer);

static void
next_step (GTask *task)
{
  Describing *self = g_task_get_task_data (task);
  const Step *step = &steps[self->step];

  cosell_dynamics_ask (task, &(CosellDynamicsRequest){ "GET", step->path, step->query },
                       step_answered);
}

static void
step_answered (GTask *task, CosellJsonValue answer)
{
  Describing *self = g_task_get_task_data (task);

  if (!steps[self->step].read (self->description, answer))
    {
      cosell_dynamics_end_unreadable (task, FALSE);
      return;
    }
  self->step++;
  if (self->step < G_N_ELEMENTS (steps))
    {
      next_step (task);
      return;
    }
  g_task_return_pointer (task, g_steal_pointer (&self->description),
                         (GDestroyNotify) cosell_crm_description_free);
  g_object_unref (task);
}

void
cosell_dynamics_describe_async (CosellCrm *crm,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  GTask *task = g_task_new (crm, cancellable, callback, user_data);
  Describing *self = g_new0 (Describing, 1);

  self->description = cosell_crm_description_new ();
  g_task_set_source_tag (task, cosell_dynamics_describe_async);
  g_task_set_task_data (task, self, describing_free);
  next_step (task);
}

/* --- who is signed in --- */

static void
user_came (GTask *task, CosellJsonValue answer)
{
  g_autoptr (CosellCrmUser) user = g_new0 (CosellCrmUser, 1);

  user->id = cosell_json_dup_string (cosell_json_member (answer, "systemuserid"));
  user->name = cosell_json_dup_string (cosell_json_member (answer, "fullname"));
  user->email = cosell_json_dup_string (cosell_json_member (answer, "internalemailaddress"));
  if (user->id == NULL)
    {
      cosell_dynamics_end_unreadable (task, FALSE);
      return;
    }
  g_task_return_pointer (task, g_steal_pointer (&user), (GDestroyNotify) cosell_crm_user_free);
  g_object_unref (task);
}

static void
id_came (GTask *task, CosellJsonValue answer)
{
  g_autofree char *id = cosell_json_dup_string (cosell_json_member (answer, "UserId"));
  g_autofree char *path = NULL;

  if (id == NULL || !g_uuid_string_is_valid (id))
    {
      cosell_dynamics_end_unreadable (task, FALSE);
      return;
    }
  path = g_strdup_printf (COSELL_DYNAMICS_PATH "systemusers(%s)", id);
  cosell_dynamics_ask (task,
                       &(CosellDynamicsRequest){ "GET", path,
                                                 "$select=fullname,internalemailaddress" },
                       user_came);
}

void
cosell_dynamics_who_async (CosellCrm *crm,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  GTask *task = g_task_new (crm, cancellable, callback, user_data);

  g_task_set_source_tag (task, cosell_dynamics_who_async);
  cosell_dynamics_ask (task, &(CosellDynamicsRequest){ "GET", COSELL_DYNAMICS_PATH "WhoAmI", NULL },
                       id_came);
}
