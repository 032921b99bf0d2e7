/* cosell-member-place.c: members that stand at a pointer, and those that are elements by their type
 */
#include "model/cosell-member-place.h"

/* (nullable) the member when it is an attribute */
static const CosellMember *
find_attribute (const char *path)
{
  const CosellMember *member = cosell_member_for_path (path);

  return member != NULL && member->type != NULL ? member : NULL;
}

static gboolean
is_of_type (CosellJsonValue element, const char *type)
{
  g_autofree char *other = cosell_json_dup_string (cosell_json_member_nocase (element, "type"));

  return other != NULL && g_ascii_strcasecmp (other, type) == 0;
}

CosellJsonValue
cosell_member_place_in_array (CosellJsonValue array, const char *type)
{
  guint n = cosell_json_kind (array) == COSELL_JSON_ARRAY ? cosell_json_length (array) : 0;

  for (guint i = 0; i < n; i++)
    if (is_of_type (cosell_json_element (array, i), type))
      return cosell_json_member_nocase (cosell_json_element (array, i), "id");
  return (CosellJsonValue){ NULL, 0 };
}

CosellJsonValue
cosell_member_place_value (CosellJsonValue root, const char *path)
{
  const CosellMember *member = find_attribute (path);

  return member != NULL
             ? cosell_member_place_in_array (cosell_json_pointer (root, COSELL_PATH_ATTRIBUTES),
                                             member->type)
             : cosell_json_pointer (root, path);
}

/* "" and null are no value of an attribute. */
static gboolean
is_empty (const char *json)
{
  return json == NULL || g_str_equal (json, "\"\"") || g_str_equal (json, "null");
}

/* An element with another id; what else stands in it stays. */
static void
write_element (CosellJsonWriter *writer, CosellJsonValue element, const char *id)
{
  g_autofree char *raw = cosell_json_dup_raw (element);
  g_autofree char *changed = cosell_json_set (raw, "/id", id, NULL);

  cosell_json_writer_raw (writer, changed != NULL ? changed : raw, -1);
}

static void
write_new (CosellJsonWriter *writer, const char *type, const char *id)
{
  cosell_json_writer_begin_object (writer);
  cosell_json_writer_member (writer, "type", type);
  cosell_json_writer_name (writer, "id");
  cosell_json_writer_raw (writer, id, -1);
  cosell_json_writer_end_object (writer);
}

/* Returns: (transfer full) the array as JSON */
static char *
edit_array (CosellJsonValue array, const char *type, const char *id)
{
  CosellJsonWriter *writer = cosell_json_writer_new ();
  guint n = cosell_json_kind (array) == COSELL_JSON_ARRAY ? cosell_json_length (array) : 0;
  gboolean done = is_empty (id);

  cosell_json_writer_begin_array (writer);
  for (guint i = 0; i < n; i++)
    {
      CosellJsonValue element = cosell_json_element (array, i);
      gsize length;
      const char *raw = cosell_json_raw (element, &length);

      if (!is_of_type (element, type))
        cosell_json_writer_raw (writer, raw, (gssize) length);
      else if (!done)
        {
          write_element (writer, element, id);
          done = TRUE;
        }
    }
  if (!done)
    write_new (writer, type, id);
  cosell_json_writer_end_array (writer);
  return cosell_json_writer_end (writer);
}

char *
cosell_member_place_set (const char *text, const char *path, const char *json, GError **error)
{
  const CosellMember *member = find_attribute (path);
  g_autoptr (CosellJson) doc = NULL;
  g_autofree char *array = NULL;
  CosellJsonValue before;

  g_return_val_if_fail (text != NULL && path != NULL, NULL);

  if (member == NULL)
    return json != NULL ? cosell_json_set (text, path, json, error)
                        : cosell_json_remove (text, path, error);
  doc = cosell_json_parse (text, -1, error);
  if (doc == NULL)
    return NULL;
  before = cosell_json_pointer (cosell_json_root (doc), COSELL_PATH_ATTRIBUTES);
  if (is_empty (json) && !cosell_json_is_present (before))
    return g_strdup (text);
  array = edit_array (before, member->type, json);
  return cosell_json_set (text, COSELL_PATH_ATTRIBUTES, array, error);
}

const char *
cosell_member_place_pointer (const char *path)
{
  return find_attribute (path) != NULL ? COSELL_PATH_ATTRIBUTES : path;
}
