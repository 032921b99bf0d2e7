#include "sandbox/cosell-sandbox-schema.h"

#include <string.h>

#include "base/cosell-time.h"
#include "sandbox/cosell-sandbox-core.h"

const SandboxMember *
sandbox_schema_find (const SandboxMember *table, const char *name)
{
  for (; table != NULL && table->name != NULL; table++)
    if (g_ascii_strcasecmp (table->name, name) == 0)
      return table;
  return NULL;
}

G_GNUC_PRINTF (3, 4)
static char *
refuse (GError **error, const char *path, const char *format, ...)
{
  va_list args;
  g_autofree char *message = NULL;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (error, SANDBOX_ERROR, 400, "%s: %s", path, message);
  return NULL;
}

/* [+-]digits[.digits][e…], as JSON writes numbers. Money is often sent as text (PATCH20). */
static gboolean
is_number (const char *text)
{
  g_autoptr (CosellJson) json = cosell_json_parse (text, -1, NULL);

  return json != NULL && cosell_json_kind (cosell_json_root (json)) == COSELL_JSON_NUMBER;
}

static char *
normalize_string (const SandboxMember *member,
                  CosellJsonValue value,
                  const char *path,
                  GError **error)
{
  CosellJsonKind kind = cosell_json_kind (value);
  g_autofree char *text = cosell_json_dup_scalar (value);

  if (kind != COSELL_JSON_STRING && kind != COSELL_JSON_NUMBER)
    return refuse (error, path, "A text was expected.");
  if (member->values == NULL)
    return kind == COSELL_JSON_STRING ? cosell_json_dup_raw (value) : cosell_json_quote (text);
  for (const char *const *v = member->values; *v != NULL; v++)
    if (g_ascii_strcasecmp (*v, text) == 0)
      return cosell_json_quote (*v);
  return refuse (error, path, "“%s” is not a value that this member may have.", text);
}

static char *
normalize_scalar (const SandboxMember *member,
                  CosellJsonValue value,
                  const char *path,
                  GError **error)
{
  CosellJsonKind kind = cosell_json_kind (value);
  g_autofree char *text = cosell_json_dup_scalar (value);

  if (member->kind == SANDBOX_KIND_NUMBER)
    {
      if (text == NULL || !is_number (text))
        return refuse (error, path, "A number was expected.");
      return g_steal_pointer (&text);
    }
  if (member->kind == SANDBOX_KIND_BOOL)
    {
      if (text != NULL && g_ascii_strcasecmp (text, "true") == 0)
        return g_strdup ("true");
      if (text != NULL && g_ascii_strcasecmp (text, "false") == 0)
        return g_strdup ("false");
      return refuse (error, path, "true or false was expected.");
    }
  if (member->kind == SANDBOX_KIND_INSTANT)
    {
      gint64 instant;

      if (kind != COSELL_JSON_STRING || !cosell_time_parse (text, &instant))
        return refuse (error, path, "A date and time was expected.");
      return cosell_json_dup_raw (value);
    }
  if (member->kind == SANDBOX_KIND_GUID && !sandbox_format_is_guid (text))
    return refuse (error, path, "A GUID was expected.");
  return normalize_string (member, value, path, error);
}

static gboolean
write_member (CosellJsonWriter *writer,
              const SandboxMember *member,
              CosellJsonValue object,
              const char *path,
              GError **error)
{
  CosellJsonValue value = cosell_json_member_nocase (object, member->name);
  g_autofree char *below = g_strconcat (path, "/", member->name, NULL);
  g_autofree char *json = NULL;

  if (cosell_json_kind (value) == COSELL_JSON_NONE)
    json = g_strdup (member->fallback);
  else if ((json = sandbox_schema_normalize (member, value, below, error)) == NULL)
    return FALSE;
  if (json == NULL)
    return TRUE;
  cosell_json_writer_name (writer, member->name);
  cosell_json_writer_raw (writer, json, -1);
  return TRUE;
}

static char *
normalize_object (const SandboxMember *members,
                  CosellJsonValue value,
                  const char *path,
                  GError **error)
{
  g_autoptr (CosellJsonWriter) writer = cosell_json_writer_new ();

  if (cosell_json_kind (value) != COSELL_JSON_OBJECT)
    return refuse (error, path, "An object was expected.");
  cosell_json_writer_begin_object (writer);
  for (const SandboxMember *m = members; m->name != NULL; m++)
    if (!write_member (writer, m, value, path, error))
      return NULL;
  for (guint i = 0; i < cosell_json_length (value); i++)
    {
      g_autofree char *name = NULL;
      CosellJsonValue extra = cosell_json_nth_member (value, i, &name);
      gsize length;
      const char *raw = cosell_json_raw (extra, &length);

      if (sandbox_schema_find (members, name) != NULL)
        continue;
      cosell_json_writer_name (writer, name);
      cosell_json_writer_raw (writer, raw, (gssize) length);
    }
  cosell_json_writer_end_object (writer);
  return cosell_json_writer_end (g_steal_pointer (&writer));
}

static char *
normalize_list (const SandboxMember *member,
                CosellJsonValue value,
                const char *path,
                GError **error)
{
  g_autoptr (CosellJsonWriter) writer = cosell_json_writer_new ();

  if (cosell_json_kind (value) != COSELL_JSON_ARRAY)
    return refuse (error, path, "An array was expected.");
  cosell_json_writer_begin_array (writer);
  for (guint i = 0; i < cosell_json_length (value); i++)
    {
      CosellJsonValue element = cosell_json_element (value, i);
      g_autofree char *below = g_strdup_printf ("%s/%u", path, i);
      g_autofree char *json = NULL;

      if (member->kind == SANDBOX_KIND_LIST)
        json = normalize_object (member->members, element, below, error);
      else if (cosell_json_kind (element) == COSELL_JSON_STRING)
        json = cosell_json_dup_raw (element);
      else
        refuse (error, below, "A text was expected.");
      if (json == NULL)
        return NULL;
      cosell_json_writer_raw (writer, json, -1);
    }
  cosell_json_writer_end_array (writer);
  return cosell_json_writer_end (g_steal_pointer (&writer));
}

char *
sandbox_schema_normalize (const SandboxMember *member,
                          CosellJsonValue value,
                          const char *path,
                          GError **error)
{
  if (cosell_json_kind (value) == COSELL_JSON_NULL)
    return g_strdup ("null");
  switch (member->kind)
    {
    case SANDBOX_KIND_OBJECT:
      return normalize_object (member->members, value, path, error);
    case SANDBOX_KIND_LIST:
    case SANDBOX_KIND_TEXTS:
      return normalize_list (member, value, path, error);
    case SANDBOX_KIND_STRING:
    case SANDBOX_KIND_GUID:
    case SANDBOX_KIND_NUMBER:
    case SANDBOX_KIND_BOOL:
    case SANDBOX_KIND_INSTANT:
      return normalize_scalar (member, value, path, error);
    }
  g_return_val_if_reached (NULL);
}

static gboolean
is_index (const char *text)
{
  return g_str_equal (text, "-") ||
         (*text != '\0' && strspn (text, "0123456789") == strlen (text) && strlen (text) < 7 &&
          (text[0] != '0' || text[1] == '\0'));
}

gboolean
sandbox_schema_resolve (const char *pointer,
                        char **canonical,
                        SandboxAccess *access,
                        const SandboxMember **leaf,
                        gboolean *element,
                        GError **error)
{
  g_auto (GStrv) steps = g_strsplit (pointer, "/", -1);
  g_autoptr (GString) path = g_string_new (NULL);
  const SandboxMember *table = sandbox_referral_members;
  const SandboxMember *member = NULL;
  gboolean in_element = FALSE;

  *access = SANDBOX_EDITABLE;
  if (pointer[0] != '/')
    return refuse (error, pointer, "A path begins with “/”.") != NULL;
  for (guint i = 1; steps[i] != NULL; i++)
    {
      if (member != NULL && !in_element &&
          (member->kind == SANDBOX_KIND_LIST || member->kind == SANDBOX_KIND_TEXTS))
        {
          if (!is_index (steps[i]))
            return refuse (error, pointer, "A number or “-” was expected after the array.") != NULL;
          in_element = TRUE;
          g_string_append_printf (path, "/%s", steps[i]);
          continue;
        }
      member = sandbox_schema_find (table, steps[i]);
      if (member == NULL)
        return refuse (error, pointer, "A referral has no such member.") != NULL;
      in_element = FALSE;
      *access |= member->access;
      table = member->members;
      g_string_append_printf (path, "/%s", member->name);
    }
  *leaf = member;
  *element = in_element;
  *canonical = g_string_free (g_steal_pointer (&path), FALSE);
  return TRUE;
}

static char *
table_changed (const SandboxMember *table,
               const char *path,
               CosellJsonValue before,
               CosellJsonValue after,
               SandboxAccess protected_access)
{
  for (const SandboxMember *m = table; m->name != NULL; m++)
    {
      CosellJsonValue old = cosell_json_member (before, m->name);
      CosellJsonValue new = cosell_json_member (after, m->name);
      g_autofree char *below = g_strconcat (path, "/", m->name, NULL);
      char *found = NULL;

      if (m->access & protected_access)
        {
          gboolean present = cosell_json_is_present (old) || cosell_json_is_present (new);

          if (present && !cosell_json_equal (old, new))
            return g_steal_pointer (&below);
        }
      else if (m->kind == SANDBOX_KIND_OBJECT)
        found = table_changed (m->members, below, old, new, protected_access);
      if (found != NULL)
        return found;
    }
  return NULL;
}

char *
sandbox_schema_changed (CosellJsonValue before,
                        CosellJsonValue after,
                        SandboxAccess protected_access)
{
  return table_changed (sandbox_referral_members, "", before, after, protected_access);
}
