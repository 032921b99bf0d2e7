/* Reading what a person gives as JSON, and editing the arrays of a referral element by element. */

#include "model/cosell-change-private.h"

#include <glib/gi18n-lib.h>

gboolean
cosell_change_refuse (GError **error, CosellRuleError code, const char *message)
{
  g_set_error_literal (error, COSELL_RULE_ERROR, (int) code, message);
  return FALSE;
}

CosellJson *
cosell_change_parse_given (const char *json, const char *what, GError **error)
{
  g_autoptr (GError) local = NULL;
  CosellJson *doc = cosell_json_parse (json, -1, &local);

  if (doc == NULL)
    g_set_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_SYNTAX,
                 /* Translators: the first %s is the kind of thing that was given as JSON. */
                 _ ("The %s cannot be read: %s. Give a JSON object."), what, local->message);
  return doc;
}

CosellJson *
cosell_changes_parse_array (GPtrArray *changes, CosellJsonValue root, const char *path)
{
  g_autofree char *text = cosell_changes_current (changes, root, path);
  CosellJson *doc = text != NULL ? cosell_json_parse (text, -1, NULL) : NULL;

  if (doc != NULL && cosell_json_kind (cosell_json_root (doc)) == COSELL_JSON_ARRAY)
    return doc;
  g_clear_pointer (&doc, cosell_json_unref);
  return cosell_json_parse ("[]", -1, NULL);
}

int
cosell_change_find_element (CosellChangeKind kind, CosellJsonValue array, const char *key)
{
  for (guint i = 0; i < cosell_json_length (array); i++)
    {
      g_autofree char *other = cosell_change_element_key (kind, cosell_json_element (array, i));

      if (key[0] != '\0' && g_str_equal (key, other))
        return (int) i;
    }
  return -1;
}

char *
cosell_change_edit_array (CosellJsonValue array, int index, const char *element)
{
  CosellJsonWriter *writer = cosell_json_writer_new ();

  cosell_json_writer_begin_array (writer);
  for (guint i = 0; i < cosell_json_length (array); i++)
    {
      gsize length;
      const char *raw = cosell_json_raw (cosell_json_element (array, i), &length);

      if ((int) i != index)
        cosell_json_writer_raw (writer, raw, (gssize) length);
      else if (element != NULL)
        cosell_json_writer_raw (writer, element, -1);
    }
  if (index < 0 && element != NULL)
    cosell_json_writer_raw (writer, element, -1);
  cosell_json_writer_end_array (writer);
  return cosell_json_writer_end (writer);
}
