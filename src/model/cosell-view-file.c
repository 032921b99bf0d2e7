#include "model/cosell-view-file.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-json-edit.h"
#include "base/cosell-json-gate.h"
#include "model/cosell-rule-error.h"

#define MARK "cosellViews"
#define VERSION 1

static void
write_view (CosellJsonWriter *json, const CosellView *view)
{
  cosell_json_writer_begin_object (json);
  cosell_json_writer_member (json, "name", view->name);
  cosell_json_writer_member (json, "query", view->query);
  cosell_json_writer_name (json, "columns");
  cosell_json_writer_begin_array (json);
  for (char **column = view->columns; column != NULL && *column != NULL; column++)
    cosell_json_writer_string (json, *column);
  cosell_json_writer_end_array (json);
  cosell_json_writer_member (json, "sort", view->sort);
  cosell_json_writer_end_object (json);
}

char *
cosell_view_file_write (GPtrArray *views)
{
  CosellJsonWriter *json = cosell_json_writer_new ();
  g_autofree char *text = NULL;

  cosell_json_writer_begin_object (json);
  cosell_json_writer_name (json, MARK);
  cosell_json_writer_int (json, VERSION);
  cosell_json_writer_name (json, "views");
  cosell_json_writer_begin_array (json);
  for (guint i = 0; i < views->len; i++)
    {
      const CosellView *view = g_ptr_array_index (views, i);

      if (view->standing == NULL)
        write_view (json, view);
    }
  cosell_json_writer_end_array (json);
  cosell_json_writer_end_object (json);
  text = cosell_json_writer_end (json);
  return g_strconcat (text, "\n", NULL);
}

/* Returns: (transfer full) (nullable): NULL for none */
static char **
read_columns (JsonObject *object)
{
  JsonArray *array = cosell_json_gate_array (object, "columns");
  GPtrArray *columns = g_ptr_array_new ();

  for (guint i = 0; i < cosell_json_gate_length (array); i++)
    {
      char *column = cosell_json_gate_dup_scalar (json_array_get_element (array, i));

      g_ptr_array_add (columns, column != NULL ? column : g_strdup (""));
    }
  g_ptr_array_add (columns, NULL);
  return (char **) g_ptr_array_free (columns, FALSE);
}

static CosellView *
read_view (JsonObject *object, guint number, GError **error)
{
  const char *name = cosell_json_gate_text (object, "name");
  const char *query = cosell_json_gate_text (object, "query");
  g_auto (GStrv) columns = read_columns (object);
  CosellView *view;

  view = cosell_view_new (name != NULL ? name : "", query != NULL ? query : "",
                          (const char *const *) columns, cosell_json_gate_text (object, "sort"),
                          NULL, error);
  if (view == NULL)
    {
      g_autofree char *text = g_strdup_printf ("%u", number);

      /* Translators: %s is its number in the file */
      g_prefix_error (error, _ ("View %s: "), text);
    }
  return view;
}

GPtrArray *
cosell_view_file_read (const char *text, gssize length, GError **error)
{
  g_autoptr (GPtrArray) views = g_ptr_array_new_with_free_func ((GDestroyNotify) cosell_view_free);
  g_autoptr (JsonNode) node = NULL;
  JsonObject *root;
  JsonArray *array;

  g_return_val_if_fail (text != NULL, NULL);

  node = cosell_json_gate_read (text, length, error);
  if (node == NULL)
    return NULL;
  root = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  array = cosell_json_gate_array (root, "views");
  if (array == NULL || cosell_json_gate_int (root, MARK, 0) != VERSION)
    {
      g_set_error_literal (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_SYNTAX,
                           _ ("This is no file of views, or one of another version: “cosellViews” "
                              "and “views” are not as they should be."));
      return NULL;
    }
  for (guint i = 0; i < cosell_json_gate_length (array); i++)
    {
      CosellView *view = read_view (cosell_json_gate_element (array, i), i + 1, error);

      if (view == NULL)
        return NULL;
      g_ptr_array_add (views, view);
    }
  return g_steal_pointer (&views);
}
