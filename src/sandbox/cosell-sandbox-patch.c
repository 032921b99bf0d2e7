/* PATCH: RFC 6902 with add and replace (contract 3.4), and what the service does by itself then. */
#include <string.h>

#include "base/cosell-str.h"
#include "base/cosell-time.h"
#include "sandbox/cosell-sandbox-document.h"
#include "sandbox/cosell-sandbox-fault.h"
#include "sandbox/cosell-sandbox-referrals.h"
#include "sandbox/cosell-sandbox-registration.h"
#include "sandbox/cosell-sandbox-schema.h"

typedef struct
{
  SandboxCore *core;
  SandboxRecord *record;
  gboolean checked; /* by the own organization: the rules hold */
  GPtrArray *touched;
} Patch;

G_GNUC_PRINTF (2, 3)
static gpointer
refuse (GError **error, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  if (error != NULL)
    *error = g_error_new_valist (SANDBOX_ERROR, 400, format, args);
  va_end (args);
  return NULL;
}

/* "add" with a number puts the value before the element that is there (RFC 6902, 4.1). */
static char *
insert_element (const char *text, const char *pointer, const char *value, GError **error)
{
  const char *slash = strrchr (pointer, '/');
  g_autofree char *list_path = g_strndup (pointer, (gsize) (slash - pointer));
  guint64 index = g_ascii_strtoull (slash + 1, NULL, 10);
  g_autoptr (CosellJson) json = cosell_json_parse (text, -1, error);
  CosellJsonValue list = cosell_json_pointer (cosell_json_root (json), list_path);
  guint length = cosell_json_length (list);
  CosellJsonWriter *writer;
  g_autofree char *whole = NULL;

  if (index > length)
    return refuse (error, "%s: The array ends at element %u.", pointer, length);
  writer = cosell_json_writer_new ();
  cosell_json_writer_begin_array (writer);
  for (guint i = 0; i <= length; i++)
    {
      gsize raw_length = 0;
      const char *raw;

      if (i == index)
        cosell_json_writer_raw (writer, value, -1);
      if (i == length)
        break;
      raw = cosell_json_raw (cosell_json_element (list, i), &raw_length);
      cosell_json_writer_raw (writer, raw, (gssize) raw_length);
    }
  cosell_json_writer_end_array (writer);
  whole = cosell_json_writer_end (writer);
  return cosell_json_set (text, list_path, whole, error);
}

static gboolean
exists (const char *text, const char *pointer)
{
  g_autoptr (CosellJson) json = cosell_json_parse (text, -1, NULL);

  return cosell_json_kind (cosell_json_pointer (cosell_json_root (json), pointer)) !=
         COSELL_JSON_NONE;
}

static gboolean
check_access (Patch *patch, const char *path, SandboxAccess access, gboolean is_new, GError **error)
{
  if (!patch->checked)
    return TRUE;
  if (access & SANDBOX_READ_ONLY)
    return refuse (error, "%s: This member is set by the service.", path) != NULL;
  if (!(access & SANDBOX_REGISTRATION))
    return TRUE;
  if (g_str_equal (path, "/registrations"))
    return refuse (error, "%s: Registrations are added one at a time.", path) != NULL;
  if ((access & SANDBOX_FIXED) ||
      (!is_new && strchr (path + strlen ("/registrations/"), '/') == NULL))
    return refuse (error, "%s: This member of a registration cannot be changed.", path) != NULL;
  return TRUE;
}

static char *
set_value (const char *text,
           const char *path,
           const char *value,
           gboolean add,
           gboolean element,
           GError **error)
{
  const char *last = strrchr (path, '/') + 1;

  if (strstr (path, "/-/") != NULL)
    return refuse (error, "%s: There is no such place.", path);
  if (!element)
    return cosell_json_set (text, path, value, error);
  if (g_str_equal (last, "-"))
    return add ? cosell_json_set (text, path, value, error)
               : refuse (error, "%s: Only add can put something at the end.", path);
  if (add)
    return insert_element (text, path, value, error);
  if (!exists (text, path))
    return refuse (error, "%s: There is no such element.", path);
  return cosell_json_set (text, path, value, error);
}

static char *
normalize_value (const SandboxMember *leaf,
                 gboolean element,
                 CosellJsonValue value,
                 const char *path,
                 GError **error)
{
  SandboxMember single = *leaf;

  if (element)
    single.kind = leaf->kind == SANDBOX_KIND_TEXTS ? SANDBOX_KIND_STRING : SANDBOX_KIND_OBJECT;
  if (element && cosell_json_kind (value) == COSELL_JSON_NULL)
    return refuse (error, "%s: An element of an array is not null.", path);
  return sandbox_schema_normalize (&single, value, path, error);
}

/* Returns: (transfer full) the text with one operation applied */
static char *
apply_operation (Patch *patch, const char *text, CosellJsonValue operation, GError **error)
{
  g_autofree char *op = cosell_json_dup_string (cosell_json_member_nocase (operation, "op"));
  g_autofree char *pointer = cosell_json_dup_string (cosell_json_member_nocase (operation, "path"));
  CosellJsonValue value = cosell_json_member_nocase (operation, "value");
  gboolean add = g_strcmp0 (op, "add") == 0;
  gboolean element, registers;
  const SandboxMember *leaf;
  SandboxAccess access;
  g_autofree char *json = NULL;
  char *path = NULL;

  if (!add && g_strcmp0 (op, "replace") != 0)
    return refuse (error, "The operation “%s” is not supported: only add and replace.",
                   op != NULL ? op : "");
  if (pointer == NULL || cosell_json_kind (value) == COSELL_JSON_NONE)
    return refuse (error, "An operation has no path or no value.");
  if (!sandbox_schema_resolve (pointer, &path, &access, &leaf, &element, error))
    return NULL;
  g_ptr_array_add (patch->touched, path);
  registers = add && g_str_equal (path, "/registrations/-");
  if (!check_access (patch, path, access, registers, error))
    return NULL;
  json = normalize_value (leaf, element, value, path, error);
  if (json == NULL)
    return NULL;
  if (registers && patch->checked)
    {
      g_autofree char *sent = g_steal_pointer (&json);

      json = sandbox_registration_add (patch->core, patch->record, text, sent, error);
      if (json == NULL)
        return NULL;
    }
  return set_value (text, path, json, add, element, error);
}

/* Times and marks that follow from what was changed. */
static char *
follow_up (SandboxCore *core, SandboxRecord *record, char *text, GPtrArray *touched)
{
  g_autoptr (CosellJson) json = cosell_json_parse (text, -1, NULL);
  CosellJsonValue root = cosell_json_root (json);
  CosellJsonValue registrations = cosell_json_member (root, "registrations");
  guint n = cosell_json_length (registrations);
  g_autofree char *status = cosell_json_dup_string (cosell_json_member (root, "status"));
  g_autofree char *registered = cosell_json_dup_string (
      cosell_json_member (cosell_json_element (registrations, n - 1), "status"));
  gint64 now = sandbox_core_now (core);

  if (!g_str_equal (record->status, status))
    {
      if (g_str_equal (status, "Active"))
        text = sandbox_document_set_time (text, "/acceptedDateTime", now);
      if (g_str_equal (status, "Closed"))
        text = sandbox_document_set_time (text, "/closedDateTime", now);
      else
        text = sandbox_document_set (text, "/expirationDateTime", "null");
    }
  for (guint i = 0; i < touched->len; i++)
    if (registered != NULL && g_str_has_prefix (touched->pdata[i], "/registrations"))
      return sandbox_document_set_text (text, "/registrationStatus", registered);
  return text;
}

static gboolean
apply (Patch *patch, SandboxRecord *record, CosellJsonValue operations, GError **error)
{
  g_autofree char *text = g_strdup (record->text);
  g_autoptr (CosellJson) before = NULL;
  g_autoptr (CosellJson) after = NULL;

  if (cosell_json_kind (operations) != COSELL_JSON_ARRAY || cosell_json_length (operations) == 0)
    return refuse (error, "The body is no array of operations.") != NULL;
  for (guint i = 0; i < cosell_json_length (operations); i++)
    {
      g_autoptr (GError) why = NULL;
      char *next = apply_operation (patch, text, cosell_json_element (operations, i), &why);

      if (next == NULL)
        return refuse (error, "%s", why->message) != NULL;
      cosell_take_str (&text, next);
    }
  before = cosell_json_parse (record->text, -1, error);
  after = cosell_json_parse (text, -1, error);
  if (before == NULL || after == NULL)
    return FALSE;
  if (patch->checked &&
      !sandbox_referral_check_change (patch->core, record, cosell_json_root (before),
                                      cosell_json_root (after), patch->touched, error))
    return FALSE;
  if (patch->checked)
    text = sandbox_registration_review_again (patch->core, cosell_json_root (before),
                                              g_steal_pointer (&text), patch->touched, error);
  if (text == NULL)
    return FALSE;
  text = follow_up (patch->core, record, g_steal_pointer (&text), patch->touched);
  if (patch->checked)
    text = sandbox_fault_forget (patch->core->unkept, record->text, g_steal_pointer (&text));
  sandbox_core_update (patch->core, record, text);
  return TRUE;
}

gboolean
sandbox_referral_patch (SandboxCore *core,
                        SandboxRecord *record,
                        CosellJsonValue operations,
                        const char *etag,
                        GError **error)
{
  g_autoptr (GPtrArray) touched = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *current = sandbox_referral_dup_etag (record);
  Patch patch = { core, record, TRUE, touched };

  if (!g_str_equal (record->organization_id, SANDBOX_OWN_ID))
    {
      g_set_error_literal (error, SANDBOX_ERROR, 403,
                           "This referral belongs to another organization.");
      return FALSE;
    }
  if (etag != NULL && !g_str_equal (etag, "*") && g_strcmp0 (etag, current) != 0)
    {
      g_set_error_literal (error, SANDBOX_ERROR, 412,
                           "The referral was changed since it was read: If-Match does not name its "
                           "eTag.");
      return FALSE;
    }
  return apply (&patch, record, operations, error);
}

gboolean
sandbox_referral_patch_unchecked (SandboxCore *core,
                                  SandboxRecord *record,
                                  CosellJsonValue operations,
                                  GError **error)
{
  g_autoptr (GPtrArray) touched = g_ptr_array_new_with_free_func (g_free);
  Patch patch = { core, record, FALSE, touched };

  return apply (&patch, record, operations, error);
}
