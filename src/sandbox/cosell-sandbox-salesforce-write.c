/* cosell-sandbox-salesforce-write.c: writing records of the practice Salesforce by its rules */
#include "sandbox/cosell-sandbox-salesforce-write.h"

#include <string.h>

#include "base/cosell-str.h"
#include "sandbox/cosell-sandbox-fault.h"
#include "sandbox/cosell-sandbox-salesforce-error.h"
#include "sandbox/cosell-sandbox-salesforce-value.h"

/* A record in the making. */
typedef struct
{
  SandboxSalesforce *salesforce;
  SandboxObjectId object;
  SandboxObjectRecord *record; /* (nullable): a new one */
  SandboxBy by;
  char *text; /* (owned) */
} Draft;

static void
draft_set (Draft *draft, const char *field, const char *json)
{
  g_autofree char *pointer = g_strconcat ("/", field, NULL);

  cosell_take_str (&draft->text, cosell_json_set (draft->text, pointer, json, NULL));
}

static void
draft_set_text (Draft *draft, const char *field, const char *text)
{
  g_autofree char *json = cosell_json_quote (text);

  draft_set (draft, field, json);
}

/* Returns: (transfer full) (nullable) */
static char *
draft_dup (Draft *draft, const char *field)
{
  g_autoptr (CosellJson) json = cosell_json_parse (draft->text, -1, NULL);

  return cosell_json_dup_scalar (cosell_json_member (cosell_json_root (json), field));
}

/* --- what is given --- */

static gboolean
is_ignored (Draft *draft, const SandboxField *field)
{
  g_autofree char *products = NULL;

  if (draft->by != SANDBOX_BY_CLIENT || draft->record == NULL)
    return FALSE;
  if (draft->record->sticky != NULL && g_hash_table_contains (draft->record->sticky, field->name))
    return TRUE;
  if (draft->object != SANDBOX_OBJECT_OPPORTUNITY || !g_str_equal (field->name, "Amount"))
    return FALSE;
  products = sandbox_salesforce_dup (draft->record, "HasOpportunityLineItem");
  return g_strcmp0 (products, "true") == 0;
}

static gboolean
apply_member (Draft *draft, const char *name, CosellJsonValue value, GError **error)
{
  const char *object = sandbox_salesforce_objects[draft->object].name;
  const SandboxField *field =
      sandbox_salesforce_find_field (draft->object, name,
                                     sandbox_salesforce_is_multi (draft->salesforce));
  SandboxFieldFlags flag = draft->record == NULL ? SANDBOX_FIELD_CREATE : SANDBOX_FIELD_UPDATE;
  g_autofree char *json = NULL;

  if (field == NULL)
    {
      sandbox_salesforce_set_error (error, SANDBOX_SALESFORCE_INVALID_FIELD, NULL,
                                    "No such column '%s' on sobject of type %s", name, object);
      return FALSE;
    }
  if (draft->by == SANDBOX_BY_CLIENT && (field->flags & flag) == 0)
    {
      sandbox_salesforce_set_error (
          error, SANDBOX_SALESFORCE_READ_ONLY, field->name,
          "Unable to create/update fields: %s. Please check the security settings of this field "
          "and verify that it is read/write for your profile or permission set.",
          field->name);
      return FALSE;
    }
  json = sandbox_salesforce_check_value (draft->salesforce, field, value, error);
  if (json == NULL)
    return FALSE;
  if (!is_ignored (draft, field))
    draft_set (draft, field->name, json);
  return TRUE;
}

static gboolean
apply_body (Draft *draft, CosellJsonValue body, GError **error)
{
  if (cosell_json_kind (body) != COSELL_JSON_OBJECT)
    {
      sandbox_salesforce_set_error (error, SANDBOX_SALESFORCE_JSON, NULL, "An object was expected");
      return FALSE;
    }
  for (guint i = 0; i < cosell_json_length (body); i++)
    {
      g_autofree char *name = NULL;
      CosellJsonValue value = cosell_json_nth_member (body, i, &name);

      if (!g_str_equal (name, "attributes") && !apply_member (draft, name, value, error))
        return FALSE;
    }
  return TRUE;
}

/* --- what follows from it --- */

static gboolean
check_required (Draft *draft, GError **error)
{
  g_autoptr (GString) missing = g_string_new (NULL);
  const char *first = NULL;

  for (const SandboxField *f = sandbox_salesforce_objects[draft->object].fields; f->name != NULL;
       f++)
    {
      g_autofree char *text = draft_dup (draft, f->name);

      if ((f->flags & SANDBOX_FIELD_REQUIRED) == 0 || (f->flags & SANDBOX_FIELD_DEFAULTED) != 0 ||
          (text != NULL && *text != '\0'))
        continue;
      first = first != NULL ? first : f->name;
      g_string_append_printf (missing, "%s%s", missing->len > 0 ? ", " : "", f->name);
    }
  if (first != NULL)
    sandbox_salesforce_set_error (error, SANDBOX_SALESFORCE_MISSING, first,
                                  "Required fields are missing: [%s]", missing->str);
  return first == NULL;
}

/* An external id belongs to one record. */
static gboolean
check_unique (Draft *draft, GError **error)
{
  for (const SandboxField *f = sandbox_salesforce_objects[draft->object].fields; f->name != NULL;
       f++)
    {
      g_autofree char *text =
          (f->flags & SANDBOX_FIELD_EXTERNAL) != 0 ? draft_dup (draft, f->name) : NULL;
      const SandboxObjectRecord *other =
          text != NULL
              ? sandbox_salesforce_find_by (draft->salesforce, draft->object, f->name, text)
              : NULL;

      if (other == NULL || other == draft->record)
        continue;
      sandbox_salesforce_set_error (error, SANDBOX_SALESFORCE_NOT_UNIQUE, f->name,
                                    "duplicate value found: %s duplicates value on record with "
                                    "id: %s",
                                    f->name, other->id);
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_rules (Draft *draft, GError **error)
{
  const char *mandatory = draft->salesforce->mandatory;
  g_autofree char *text = mandatory != NULL && draft->object == SANDBOX_OBJECT_OPPORTUNITY
                              ? draft_dup (draft, mandatory)
                              : g_strdup ("");
  g_autofree char *name = draft_dup (draft, "Name");

  if (text == NULL)
    sandbox_salesforce_set_error (error, SANDBOX_SALESFORCE_VALIDATION, mandatory,
                                  "A rule of this organization asks for a value of '%s'.",
                                  mandatory);
  else if (draft->object == SANDBOX_OBJECT_ACCOUNT && draft->record == NULL &&
           draft->salesforce->refuses_duplicates &&
           sandbox_salesforce_find_by (draft->salesforce, SANDBOX_OBJECT_ACCOUNT, "Name", name) !=
               NULL)
    sandbox_salesforce_set_error (error, SANDBOX_SALESFORCE_DUPLICATES, NULL,
                                  "Use one of these records?");
  else
    return TRUE;
  return FALSE;
}

/* Whether it is closed, won, and how probable: the stage tells. */
static void
derive_stage (Draft *draft, CosellJsonValue body)
{
  g_autofree char *stage = draft_dup (draft, "StageName");
  const SandboxObjectRecord *row =
      stage != NULL
          ? sandbox_salesforce_find_by (draft->salesforce, SANDBOX_OBJECT_STAGE, "ApiName", stage)
          : NULL;
  g_autofree char *closed = row != NULL ? sandbox_salesforce_dup (row, "IsClosed") : NULL;
  g_autofree char *won = row != NULL ? sandbox_salesforce_dup (row, "IsWon") : NULL;
  g_autofree char *probability =
      row != NULL ? sandbox_salesforce_dup (row, "DefaultProbability") : NULL;

  draft_set (draft, "IsClosed", closed != NULL ? closed : "false");
  draft_set (draft, "IsWon", won != NULL ? won : "false");
  if (probability != NULL && cosell_json_is_present (cosell_json_member (body, "StageName")) &&
      !cosell_json_is_present (cosell_json_member (body, "Probability")))
    draft_set (draft, "Probability", probability);
}

static void
derive_name (Draft *draft)
{
  g_autofree char *first = draft_dup (draft, "FirstName");
  g_autofree char *last = draft_dup (draft, "LastName");
  g_autofree char *full = g_strdup_printf ("%s %s", first != NULL ? first : "", last);

  draft_set_text (draft, "Name", g_strstrip (full));
}

static void
default_text (Draft *draft, const char *field, const char *text)
{
  g_autofree char *old = draft_dup (draft, field);

  if (old == NULL && text != NULL &&
      sandbox_salesforce_find_field (draft->object, field,
                                     sandbox_salesforce_is_multi (draft->salesforce)) != NULL)
    draft_set_text (draft, field, text);
}

static void
derive (Draft *draft, CosellJsonValue body)
{
  SandboxSalesforce *salesforce = draft->salesforce;
  GPtrArray *users = salesforce->records[SANDBOX_OBJECT_USER];
  GPtrArray *currencies = salesforce->records[SANDBOX_OBJECT_CURRENCY];
  const SandboxObjectRecord *other = users->len > 1 ? g_ptr_array_index (users, 1) : NULL;
  const char *who =
      draft->by == SANDBOX_BY_OTHER && other != NULL ? other->id : salesforce->user_id;
  g_autofree char *currency =
      currencies->len > 0 ? sandbox_salesforce_dup (g_ptr_array_index (currencies, 0), "IsoCode")
                          : NULL;

  draft_set_text (draft, "LastModifiedById", who);
  default_text (draft, "CreatedById", who);
  default_text (draft, "OwnerId", salesforce->user_id);
  default_text (draft, "CurrencyIsoCode", currency);
  if (draft->object == SANDBOX_OBJECT_OPPORTUNITY)
    derive_stage (draft, body);
  if (draft->object == SANDBOX_OBJECT_CONTACT)
    derive_name (draft);
}

/* An opportunity has one primary contact. */
static void
unset_other_primaries (Draft *draft, const SandboxObjectRecord *kept)
{
  GPtrArray *roles = draft->salesforce->records[SANDBOX_OBJECT_ROLE];
  g_autofree char *primary = sandbox_salesforce_dup (kept, "IsPrimary");
  g_autofree char *opportunity = sandbox_salesforce_dup (kept, "OpportunityId");

  for (guint i = 0; g_strcmp0 (primary, "true") == 0 && i < roles->len; i++)
    {
      SandboxObjectRecord *role = g_ptr_array_index (roles, i);
      g_autofree char *theirs = sandbox_salesforce_dup (role, "OpportunityId");
      g_autofree char *text = NULL;

      if (role == kept || role->deleted || g_strcmp0 (theirs, opportunity) != 0)
        continue;
      text = cosell_json_set (cosell_json_get_text (role->json, NULL), "/IsPrimary", "false", NULL);
      sandbox_salesforce_put (draft->salesforce, SANDBOX_OBJECT_ROLE, role, text);
    }
}

/* Returns: (nullable): the record as it is kept */
static SandboxObjectRecord *
draft_put (Draft *draft, CosellJsonValue body, GError **error)
{
  const CosellJson *unkept = draft->salesforce->core->unkept;
  const char *before =
      draft->record != NULL ? cosell_json_get_text (draft->record->json, NULL) : NULL;
  SandboxObjectRecord *record;

  if (!apply_body (draft, body, error) || !check_required (draft, error) ||
      !check_unique (draft, error) ||
      (draft->by == SANDBOX_BY_CLIENT && !check_rules (draft, error)))
    return NULL;
  derive (draft, body);
  if (unkept != NULL && draft->by == SANDBOX_BY_CLIENT)
    draft->text = sandbox_fault_forget (unkept, before, draft->text);
  record = sandbox_salesforce_put (draft->salesforce, draft->object, draft->record, draft->text);
  if (draft->object == SANDBOX_OBJECT_ROLE)
    unset_other_primaries (draft, record);
  return record;
}

SandboxObjectRecord *
sandbox_salesforce_create (SandboxSalesforce *salesforce,
                           SandboxObjectId object,
                           CosellJsonValue body,
                           SandboxBy by,
                           GError **error)
{
  Draft draft = { salesforce, object, NULL, by, g_strdup ("{\"IsDeleted\":false}") };
  SandboxObjectRecord *record = draft_put (&draft, body, error);

  g_free (draft.text);
  return record;
}

gboolean
sandbox_salesforce_update (SandboxSalesforce *salesforce,
                           SandboxObjectRecord *record,
                           CosellJsonValue body,
                           SandboxBy by,
                           GError **error)
{
  Draft draft = { salesforce, record->object, record, by,
                  g_strdup (cosell_json_get_text (record->json, NULL)) };
  gboolean good = draft_put (&draft, body, error) != NULL;

  g_free (draft.text);
  return good;
}
