/* views, view */
#include "cli/cosell-cli-find.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cli/cosell-cli-builder.h"
#include "model/cosell-view-file.h"

/* ---- views ---- */

static void
add_id (CosellCliBuilder *json, const CosellView *view)
{
  g_autofree char *id = cosell_view_dup_id (view);

  cosell_cli_builder_text (json, "id", id);
}

static void
add_content (CosellCliBuilder *json, const CosellView *view)
{
  cosell_cli_builder_text (json, "name", view->name);
  cosell_cli_builder_text (json, "query", view->query);
  cosell_cli_builder_begin_array (json, "columns");
  for (char **column = view->columns; column != NULL && *column != NULL; column++)
    cosell_cli_builder_text (json, NULL, *column);
  cosell_cli_builder_end_array (json);
  cosell_cli_builder_text (json, "sort", view->sort);
}

static void
add_members (CosellCliBuilder *json, gconstpointer item)
{
  const CosellView *view = item;

  add_id (json, view);
  add_content (json, view);
  if (view->count == COSELL_VIEW_COUNT_UNKNOWN)
    cosell_cli_builder_null (json, "count");
  else
    cosell_cli_builder_int (json, "count", view->count);
}

static char *
views_to_json (GPtrArray *views)
{
  return cosell_cli_builder_list (views, add_members);
}

static void
add_cells (CosellCliTable *table, gconstpointer item, guint index)
{
  const CosellView *view = item;

  cosell_cli_table_add (table, view->name);
  cosell_cli_table_add (table, view->query);
  if (view->count == COSELL_VIEW_COUNT_UNKNOWN)
    cosell_cli_table_add (table, NULL);
  else
    cosell_cli_table_add_number (table, view->count);
}

static const CosellCliList views_list = {
  { N_ ("Name"), N_ ("Query"), N_ (">Deals") },
  add_cells,
  views_to_json,
};

static CosellExit
run_views (CosellCli *self)
{
  g_autoptr (GAsyncResult) result = NULL;

  cosell_session_views_async (self->session, COSELL_VIEWS_COUNTED_WITH_LEADS, NULL,
                              cosell_cli_result_cb, &result);
  return cosell_cli_print_list (self, &views_list, &result, "");
}

/* ---- view ---- */

static void
add_id_and_name (CosellCliBuilder *json, gconstpointer item)
{
  add_id (json, item);
  cosell_cli_builder_text (json, "name", ((const CosellView *) item)->name);
}

/* What was done to one view. words: with its name */
static CosellExit
say (CosellCli *self, const CosellView *view, const char *words)
{
  if (self->json)
    {
      CosellCliBuilder *json = cosell_cli_begin_object ();

      add_id_and_name (json, view);
      cosell_cli_print_object (json);
    }
  else
    {
      g_auto (GStrv) parts = g_strsplit (words, "%s", 2);
      g_autofree char *text = g_strjoinv (view->name, parts);

      cosell_cli_say ("%s", text);
    }
  return COSELL_EXIT_DONE;
}

/* views: taken. Returns: (transfer full) NULL with error */
static GPtrArray *
put (CosellCli *self, GPtrArray *views, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  cosell_session_put_views_async (self->session, views, NULL, cosell_cli_result_cb, &result);
  return cosell_session_put_views_finish (self->session, cosell_cli_await (&result), error);
}

static CosellExit
run_add (CosellCli *self)
{
  GPtrArray *views = g_ptr_array_new_with_free_func ((GDestroyNotify) cosell_view_free);
  const char *query = cosell_cli_value (self, "query");
  const char *listed = cosell_cli_value (self, "columns");
  g_auto (GStrv) columns = listed != NULL ? g_strsplit (listed, ",", -1) : NULL;
  g_autoptr (GPtrArray) kept = NULL;
  g_autoptr (GError) error = NULL;
  CosellQueryRange where;
  CosellView *view;

  view = cosell_view_new (cosell_cli_argument (self, 1), query, (const char *const *) columns,
                          cosell_cli_value (self, "sort"), &where, &error);
  if (view == NULL)
    {
      g_ptr_array_unref (views);
      return cosell_cli_fail_query (self, query, error, &where);
    }
  g_ptr_array_add (views, view);
  kept = put (self, views, &error);
  return kept != NULL ? say (self, g_ptr_array_index (kept, 0), _ ("The view “%s” is kept."))
                      : cosell_cli_fail (error);
}

/* One that can be changed. Returns: (transfer full) NULL with error */
static CosellView *
find_kept (CosellCli *self, GError **error)
{
  g_autoptr (CosellView) view = cosell_cli_find_view (self, cosell_cli_argument (self, 1), error);

  if (view == NULL || view->standing == NULL)
    return g_steal_pointer (&view);
  g_set_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED,
               _ ("“%s” belongs to the program and stays as it is (I17)."), view->name);
  return NULL;
}

static CosellExit
run_rename (CosellCli *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellView) view = find_kept (self, &error);
  g_autoptr (CosellView) renamed = NULL;

  if (view == NULL)
    return cosell_cli_fail (error);
  cosell_session_rename_view_async (self->session, view->id, cosell_cli_argument (self, 2), NULL,
                                    cosell_cli_result_cb, &result);
  renamed = cosell_session_view_finish (self->session, cosell_cli_await (&result), &error);
  return renamed != NULL ? say (self, renamed, _ ("The view is “%s” now."))
                         : cosell_cli_fail (error);
}

static CosellExit
run_remove (CosellCli *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellView) view = find_kept (self, &error);
  g_autoptr (CosellView) removed = NULL;

  if (view == NULL)
    return cosell_cli_fail (error);
  cosell_session_remove_view_async (self->session, view->id, NULL, cosell_cli_result_cb, &result);
  removed = cosell_session_view_finish (self->session, cosell_cli_await (&result), &error);
  return removed != NULL ? say (self, removed, _ ("The view “%s” is gone; its deals are not."))
                         : cosell_cli_fail (error);
}

/* ---- files ---- */

static CosellExit
run_export (CosellCli *self)
{
  const char *file = cosell_cli_argument (self, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) views = cosell_cli_read_views (self, COSELL_VIEWS_UNCOUNTED, &error);
  g_autofree char *text = views != NULL ? cosell_view_file_write (views) : NULL;

  return text != NULL && cosell_cli_write_text (file, text, &error) ? COSELL_EXIT_DONE
                                                                    : cosell_cli_fail (error);
}

static CosellExit
run_import (CosellCli *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = cosell_cli_read_text (cosell_cli_argument (self, 1), &error);
  GPtrArray *views = text != NULL ? cosell_view_file_read (text, -1, &error) : NULL;
  g_autoptr (GPtrArray) kept = views != NULL ? put (self, views, &error) : NULL;

  if (kept == NULL)
    return cosell_cli_fail (error);
  if (self->json)
    {
      g_autofree char *json = cosell_cli_builder_list (kept, add_id_and_name);

      cosell_cli_print_json (json);
    }
  else
    cosell_cli_say (ngettext ("%u view is kept.", "%u views are kept.", kept->len), kept->len);
  return COSELL_EXIT_DONE;
}

static CosellExit
run_view (CosellCli *self)
{
  static const struct
  {
    const char *name;
    guint n_arguments;
    CosellExit (*run) (CosellCli *self);
  } verbs[] = {
    { "add", 2, run_add },       { "rename", 3, run_rename }, { "remove", 2, run_remove },
    { "export", 2, run_export }, { "import", 2, run_import },
  };
  const char *verb = cosell_cli_argument (self, 0);

  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (g_str_equal (verb, verbs[i].name) && self->arguments->len == verbs[i].n_arguments)
      {
        if (i == 0 && cosell_cli_value (self, "query") == NULL)
          break;
        return verbs[i].run (self);
      }
  cosell_cli_complain (_ ("“view” takes add NAME --query Q, rename NAME NEW, remove NAME, "
                          "export FILE or import FILE."));
  return COSELL_EXIT_USE;
}

static const CosellCliOption view_options[] = {
  { "query", "Q", N_ ("Deals that the query finds") },
  { "columns", "K,K", N_ ("Members that are shown") },
  { "sort", "KEY", N_ ("Member to sort by; -KEY descends") },
  { NULL, NULL, NULL },
};

const CosellCliCommand cosell_cli_views = {
  "views", "", N_ ("List views: queries that are kept under a name"), NULL, NULL, 0, 0, run_views,
};

const CosellCliCommand cosell_cli_view = {
  "view",
  "add NAME --query Q [--columns K,K] [--sort KEY] | rename NAME NEW | remove NAME | "
  "export FILE | import FILE",
  N_ ("Keep a query under a name"),
  N_ ("“list --view NAME” lists what a view finds. A name that is taken becomes “Name (2)”. K and "
      "KEY are members of “list --json”. FILE is JSON; “-” is the standard input or output."),
  view_options,
  1,
  3,
  run_view,
};
