/* The JSON Patch that carries a list of changes to the service. Only "add" and "replace" (PATCH20):
 * a value is emptied, never removed. */

#include "model/cosell-change-private.h"

#include <string.h>

#include "base/cosell-str.h"
#include "model/cosell-member-place.h"

static gboolean
is_of_registration (const CosellChange *change)
{
  return g_str_has_prefix (change->path, COSELL_PATH_REGISTRATIONS "/");
}

/* PATCH20: numbers go as strings, with the digits as typed; those of a registration are numbers. */
static char *
dup_patch_value (const CosellChange *change)
{
  if (change->current == NULL)
    return g_strdup ("null");
  if (is_of_registration (change))
    return g_strdup (change->current);
  if (cosell_change_kind (change->path) == COSELL_CHANGE_KIND_NUMBER && change->current[0] != '"' &&
      change->current[0] != 'n')
    return cosell_json_quote (change->current);
  return g_strdup (change->current);
}

static void
write_operation (CosellJsonWriter *writer, const char *op, const char *path, const char *value)
{
  cosell_json_writer_begin_object (writer);
  cosell_json_writer_member (writer, "op", op);
  cosell_json_writer_member (writer, "path", path);
  cosell_json_writer_name (writer, "value");
  cosell_json_writer_raw (writer, value, -1);
  cosell_json_writer_end_object (writer);
}

/* All elements of original stand unchanged at the beginning of current, and more follow. */
static gboolean
only_appends (CosellJsonValue original, CosellJsonValue current)
{
  guint n = cosell_json_length (original);

  if (cosell_json_kind (original) != COSELL_JSON_ARRAY ||
      cosell_json_kind (current) != COSELL_JSON_ARRAY || cosell_json_length (current) <= n)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!cosell_json_equal (cosell_json_element (original, i), cosell_json_element (current, i)))
      return FALSE;
  return TRUE;
}

static void
write_appends (CosellJsonWriter *writer,
               const char *path,
               CosellJsonValue original,
               CosellJsonValue current)
{
  g_autofree char *end = g_strconcat (path, "/-", NULL);

  for (guint i = cosell_json_length (original); i < cosell_json_length (current); i++)
    {
      g_autofree char *value = cosell_json_dup_raw (cosell_json_element (current, i));

      write_operation (writer, "add", end, value);
    }
}

/* Contract 6.5: one is added at a time, whether the service has the list already or not. */
static void
write_registrations (CosellJsonWriter *writer, const CosellChange *change)
{
  g_autoptr (CosellJson) list =
      cosell_json_parse (change->current != NULL ? change->current : "[]", -1, NULL);
  CosellJsonIter iter;
  CosellJsonValue entry;

  cosell_json_iter_init (&iter, cosell_json_root (list));
  while (cosell_json_iter_next (&iter, NULL, &entry))
    {
      g_autofree char *value = cosell_json_dup_raw (entry);

      if (cosell_change_is_local_registration (entry))
        write_operation (writer, "add", COSELL_PATH_REGISTRATIONS "/-", value);
    }
}

static void
write_change (CosellJsonWriter *writer, const CosellChange *change)
{
  g_autoptr (CosellJson) original = NULL;
  g_autoptr (CosellJson) current = NULL;
  g_autofree char *value = dup_patch_value (change);

  if (cosell_change_kind (change->path) == COSELL_CHANGE_KIND_REGISTRATIONS)
    {
      write_registrations (writer, change);
      return;
    }
  if (change->original != NULL && change->current != NULL)
    {
      original = cosell_json_parse (change->original, -1, NULL);
      current = cosell_json_parse (change->current, -1, NULL);
    }
  if (original != NULL && current != NULL &&
      only_appends (cosell_json_root (original), cosell_json_root (current)))
    write_appends (writer, change->path, cosell_json_root (original), cosell_json_root (current));
  else
    write_operation (writer,
                     change->original != NULL || is_of_registration (change) ? "replace" : "add",
                     change->path, value);
}

static gboolean
is_attribute (const CosellChange *change)
{
  return g_str_equal (cosell_member_place_pointer (change->path), COSELL_PATH_ATTRIBUTES);
}

/* Returns: (transfer full) (nullable): absent or null */
static char *
dup_value_at (const char *text, const char *pointer)
{
  g_autoptr (CosellJson) doc = cosell_json_parse (text, -1, NULL);
  CosellJsonValue value = cosell_json_pointer ((CosellJsonValue){ doc, 0 }, pointer);

  return cosell_json_is_present (value) ? cosell_json_dup_raw (value) : NULL;
}

/* One "add" of an object that the service does not have, with everything that goes into it. */
static void
write_parent (CosellJsonWriter *writer, GPtrArray *sorted, const char *parent)
{
  g_autofree char *text = g_strdup ("{}");
  g_autofree char *object = NULL;

  for (guint i = 0; i < sorted->len; i++)
    {
      CosellChange *change = g_ptr_array_index (sorted, i);
      char *next;

      if (g_strcmp0 (change->missing_parent, parent) != 0 || change->current == NULL)
        continue;
      next = cosell_member_place_set (text, change->path, change->current, NULL);
      if (next == NULL)
        continue;
      cosell_take_str (&text, next);
    }
  object = dup_value_at (text, parent);
  write_operation (writer, "add", parent, object != NULL ? object : "{}");
}

/* C25: attributes have no pointer of their own, so that one operation carries the whole array, with
 * what this program does not know of it. */
static void
write_attributes (CosellJsonWriter *writer, GPtrArray *sorted, const char *base)
{
  g_autofree char *text = g_strdup (base != NULL ? base : "{}");
  g_autofree char *before = dup_value_at (text, COSELL_PATH_ATTRIBUTES);
  g_autofree char *after = NULL;

  for (guint i = 0; i < sorted->len; i++)
    {
      CosellChange *change = g_ptr_array_index (sorted, i);
      char *next = is_attribute (change)
                       ? cosell_member_place_set (text, change->path, change->current, NULL)
                       : NULL;

      if (next != NULL)
        cosell_take_str (&text, next);
    }
  after = dup_value_at (text, COSELL_PATH_ATTRIBUTES);
  write_operation (writer, before != NULL ? "replace" : "add", COSELL_PATH_ATTRIBUTES,
                   after != NULL ? after : "[]");
}

/* Missing parents first, outer before inner; then the order of the field table. */
static int
compare_changes (gconstpointer a, gconstpointer b)
{
  const CosellChange *one = *(const CosellChange *const *) a;
  const CosellChange *two = *(const CosellChange *const *) b;
  guint rank_one = cosell_change_rank (one->path);
  guint rank_two = cosell_change_rank (two->path);

  if ((one->missing_parent == NULL) != (two->missing_parent == NULL))
    return one->missing_parent == NULL ? 1 : -1;
  if (g_strcmp0 (one->missing_parent, two->missing_parent) != 0)
    return g_strcmp0 (one->missing_parent, two->missing_parent);
  if (rank_one != rank_two)
    return rank_one < rank_two ? -1 : 1;
  return strcmp (one->path, two->path);
}

char *
cosell_changes_to_patch (GPtrArray *changes, const char *base)
{
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();
  CosellJsonWriter *writer;
  const char *parent = NULL;
  gboolean attributes = FALSE;

  g_return_val_if_fail (changes != NULL, NULL);

  for (guint i = 0; i < changes->len; i++)
    g_ptr_array_add (sorted, g_ptr_array_index (changes, i));
  g_ptr_array_sort (sorted, compare_changes);

  writer = cosell_json_writer_new ();
  cosell_json_writer_begin_array (writer);
  for (guint i = 0; i < sorted->len; i++)
    {
      CosellChange *change = g_ptr_array_index (sorted, i);

      if (change->missing_parent == NULL && is_attribute (change))
        {
          if (!attributes)
            write_attributes (writer, sorted, base);
          attributes = TRUE;
        }
      else if (change->missing_parent == NULL || is_of_registration (change))
        write_change (writer, change);
      else if (g_strcmp0 (parent, change->missing_parent) != 0)
        {
          parent = change->missing_parent;
          write_parent (writer, sorted, parent);
        }
    }
  cosell_json_writer_end_array (writer);
  return cosell_json_writer_end (writer);
}
