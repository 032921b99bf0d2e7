/* Registrations as changes: the whole list is one path ("/registrations") whose value gets a new
 * element; what is edited later is one path for each field (contract 6.5). The element that was
 * made here has neither id nor status, until the service has it. */
#include <glib/gi18n-lib.h>

#include "base/cosell-str.h"
#include "model/cosell-change-private.h"
#include "model/cosell-referral-reader.h"
#include "model/cosell-registration-entry.h"
#include "model/cosell-registration-private.h"

gboolean
cosell_change_is_local_registration (CosellJsonValue entry)
{
  g_autofree char *id = cosell_referral_read_text (entry, "id");
  g_autofree char *status = cosell_referral_read_text (entry, "status");

  return id == NULL && status == NULL;
}

/* Whether theirs is what became of mine: what the service gives back is the same. It leaves out
 * some of what it was given. */
static gboolean
became (CosellJsonValue mine, CosellJsonValue theirs)
{
  guint n_same = 0;

  for (guint i = 0; i < COSELL_REGISTRATION_N_FIELDS; i++)
    {
      CosellRegistrationField field = (CosellRegistrationField) i;
      g_autofree char *one = cosell_registration_read (mine, field);
      g_autofree char *two = cosell_registration_read (theirs, field);

      if (one == NULL || two == NULL)
        continue;
      if (!cosell_registration_same (field, one, two))
        return FALSE;
      n_same++;
    }
  return n_same > 0;
}

static CosellJson *
parse_list (const char *json)
{
  return cosell_json_parse (json != NULL ? json : "[]", -1, NULL);
}

CosellRegistrationsMerge
cosell_change_merge_registrations (const char *original,
                                   const char *current,
                                   const char *theirs,
                                   char **merged)
{
  g_autoptr (CosellJson) base = parse_list (original);
  g_autoptr (CosellJson) mine = parse_list (current);
  g_autoptr (CosellJson) service = parse_list (theirs);
  guint known = cosell_json_length (cosell_json_root (base));
  guint n_theirs = cosell_json_length (cosell_json_root (service));
  guint strangers = n_theirs > known ? n_theirs - known : 0;
  g_autofree char *text = g_strdup (theirs != NULL ? theirs : "[]");
  guint left = 0;

  for (guint i = 0; i < cosell_json_length (cosell_json_root (mine)); i++)
    {
      CosellJsonValue entry = cosell_json_element (cosell_json_root (mine), i);
      g_autofree char *raw = NULL;
      gboolean there = FALSE;
      char *next;

      if (!cosell_change_is_local_registration (entry))
        continue;
      for (guint k = known; k < n_theirs && !there; k++)
        there = became (entry, cosell_json_element (cosell_json_root (service), k));
      if (there)
        {
          strangers--;
          continue;
        }
      left++;
      raw = cosell_json_dup_raw (entry);
      next = cosell_json_set (text, "/-", raw, NULL);
      if (next == NULL)
        return COSELL_REGISTRATIONS_CONFLICT;
      cosell_take_str (&text, next);
    }
  if (left == 0)
    return COSELL_REGISTRATIONS_GONE;
  if (strangers > 0)
    return COSELL_REGISTRATIONS_CONFLICT;
  *merged = g_steal_pointer (&text);
  return COSELL_REGISTRATIONS_MERGED;
}

/* A new element, or the one that waits here made anew. */
static gboolean
record_entry (GPtrArray *changes,
              CosellJsonValue root,
              int index,
              const CosellRegistration *form,
              GError **error)
{
  CosellJsonValue list = cosell_json_member (root, "registrations");
  g_autofree char *value = cosell_registration_to_json (form);
  g_autofree char *path = index < 0 ? g_strdup ("/-") : g_strdup_printf ("/%d", index);
  g_autofree char *before =
      cosell_json_kind (list) == COSELL_JSON_ARRAY ? cosell_json_dup_raw (list) : g_strdup ("[]");
  g_autofree char *after = cosell_json_set (before, path, value, error);

  if (after == NULL)
    return FALSE;
  cosell_changes_record (changes, root, COSELL_PATH_REGISTRATIONS, after);
  return TRUE;
}

/* The currency that the service leaves out of what it gives back is that of the contract. */
static gboolean
is_understood (CosellJsonValue entry, CosellRegistrationField field, const char *value)
{
  g_autofree char *currency =
      cosell_registration_read (entry, COSELL_REGISTRATION_CONTRACT_CURRENCY);

  return value == NULL || (field == COSELL_REGISTRATION_SOLUTION_CURRENCY &&
                           cosell_referral_same_id (value, currency));
}

static gboolean
record_field (GPtrArray *changes,
              CosellJsonValue root,
              int index,
              CosellRegistrationField field,
              const char *value,
              GError **error)
{
  const CosellRegistrationRow *row = &cosell_registration_rows[field];
  CosellJsonValue entry =
      cosell_json_element (cosell_json_member (root, "registrations"), (guint) index);
  g_autofree char *before = cosell_registration_read (entry, field);
  g_autofree char *path = NULL;
  g_autofree char *json = NULL;

  if (cosell_registration_same (field, before, value) ||
      (before == NULL && is_understood (entry, field, value)))
    return TRUE;
  if (!row->editable)
    {
      if (before == NULL || value == NULL) /* not told, or not asked to change */
        return TRUE;
      g_set_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED,
                   /* Translators: the name of a field, and its value */
                   _ ("E8: “%s” of a registration is fixed once it was sent: it stays %s."),
                   _ (row->label), before);
      return FALSE;
    }
  path = g_strdup_printf (COSELL_PATH_REGISTRATIONS "/%d%s", index, row->pointer);
  json = cosell_registration_write (field, value);
  cosell_changes_record (changes, root, path, json);
  return TRUE;
}

gboolean
cosell_changes_register (GPtrArray *changes,
                         const char *text,
                         const CosellRegistration *form,
                         GError **error)
{
  g_autoptr (CosellJson) doc = NULL;
  CosellJsonValue root, entry;
  int index;

  g_return_val_if_fail (changes != NULL && text != NULL && form != NULL, FALSE);

  doc = cosell_json_parse (text, -1, error);
  if (doc == NULL)
    return FALSE;
  root = cosell_json_root (doc);
  index = cosell_registration_editable (root);
  entry = cosell_json_element (cosell_json_member (root, "registrations"),
                               index < 0 ? G_MAXUINT : (guint) index);
  if (index < 0 || cosell_change_is_local_registration (entry))
    return record_entry (changes, root, index, form, error);
  for (guint i = 0; i < COSELL_REGISTRATION_N_FIELDS; i++)
    {
      CosellRegistrationField field = (CosellRegistrationField) i;

      if (!cosell_registration_rows[i].local &&
          !record_field (changes, root, index, field, cosell_registration_get (form, field), error))
        return FALSE;
    }
  return TRUE;
}

gboolean
cosell_changes_have_registration (GPtrArray *changes)
{
  g_return_val_if_fail (changes != NULL, FALSE);

  for (guint i = 0; i < changes->len; i++)
    {
      const CosellChange *change = g_ptr_array_index (changes, i);

      if (g_str_equal (change->path, COSELL_PATH_REGISTRATIONS) ||
          g_str_has_prefix (change->path, COSELL_PATH_REGISTRATIONS "/"))
        return TRUE;
    }
  return FALSE;
}
