#include "store/cosell-store-views.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-str.h"
#include "store/cosell-store-private.h"

GPtrArray *
cosell_store_list_views (CosellStore *self, GError **error)
{
  g_autoptr (GPtrArray) views = g_ptr_array_new_with_free_func ((GDestroyNotify) cosell_view_free);
  g_autoptr (CosellStatement) statement = NULL;
  CosellStep step;

  COSELL_STORE_WORKER (self);

  statement =
      cosell_store_prepare (self,
                            "SELECT id, name, query, columns, sort FROM view ORDER BY position, id",
                            error);
  if (statement == NULL)
    return NULL;
  while ((step = cosell_statement_step (statement, error)) == COSELL_STEP_ROW)
    {
      CosellView *view = g_new0 (CosellView, 1);
      g_autofree char *columns = cosell_statement_dup_text (statement, 3);

      view->id = cosell_statement_int (statement, 0);
      view->name = cosell_statement_dup_text (statement, 1);
      view->query = cosell_statement_dup_text (statement, 2);
      view->columns = columns != NULL ? g_strsplit (columns, "\n", -1) : NULL;
      view->sort = cosell_statement_dup_text (statement, 4);
      view->position = views->len;
      view->count = COSELL_VIEW_COUNT_UNKNOWN;
      g_ptr_array_add (views, view);
    }
  return step == COSELL_STEP_DONE ? g_steal_pointer (&views) : NULL;
}

static CosellView *
find (GPtrArray *views, gint64 id, GError **error)
{
  for (guint i = 0; i < views->len; i++)
    {
      CosellView *view = g_ptr_array_index (views, i);

      if (view->id == id)
        return view;
    }
  g_set_error_literal (error, COSELL_STORE_ERROR, COSELL_STORE_ERROR_NOT_FOUND,
                       _ ("The view is not there any more."));
  return NULL;
}

/* Positions follow the array; few views are kept. */
static gboolean
write_order (CosellStore *self, GPtrArray *views, GError **error)
{
  for (guint i = 0; i < views->len; i++)
    {
      CosellView *view = g_ptr_array_index (views, i);

      view->position = i;
      if (!cosell_store_run_ids (self, "UPDATE view SET position = ?1 WHERE id = ?2", i, view->id,
                                 error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
insert (CosellStore *self, CosellView *view, GError **error)
{
  g_autofree char *columns = view->columns != NULL ? g_strjoinv ("\n", view->columns) : NULL;
  CosellStatement *statement = cosell_store_prepare (
      self, "INSERT INTO view (id, name, query, columns, sort, position) VALUES (?, ?, ?, ?, ?, ?)",
      error);

  if (statement == NULL)
    return FALSE;
  cosell_statement_bind_id (statement, 1, view->id);
  cosell_statement_bind_text (statement, 2, view->name);
  cosell_statement_bind_text (statement, 3, view->query);
  cosell_statement_bind_text (statement, 4, columns);
  cosell_statement_bind_text (statement, 5, view->sort);
  cosell_statement_bind_int (statement, 6, view->position);
  if (!cosell_statement_run (statement, error))
    return FALSE;
  view->id = sqlite3_last_insert_rowid (cosell_store_get_db (self));
  return TRUE;
}

static void
name_as_free (CosellView *view, GPtrArray *views, const char *name)
{
  char *free_name = cosell_views_free_name (views, name, view->id);

  g_free (view->name);
  view->name = free_name;
}

gboolean
cosell_store_put_view (CosellStore *self, CosellView *view, GError **error)
{
  g_autoptr (GPtrArray) views = NULL;

  g_return_val_if_fail (view != NULL && view->standing == NULL, FALSE);
  COSELL_STORE_WORKER (self);

  views = cosell_store_list_views (self, error);
  if (views == NULL)
    return FALSE;
  name_as_free (view, views, view->name);
  if (view->position < 0 || view->position > (gint64) views->len)
    view->position = views->len;
  cosell_store_note_views (self);
  if (!insert (self, view, error))
    return FALSE;
  g_ptr_array_insert (views, (int) view->position, cosell_view_copy (view));
  return write_order (self, views, error);
}

CosellView *
cosell_store_rename_view (CosellStore *self, gint64 id, const char *name, GError **error)
{
  g_autoptr (GPtrArray) views = NULL;
  CosellStatement *statement;
  CosellView *view;

  g_return_val_if_fail (name != NULL, NULL);
  COSELL_STORE_WORKER (self);

  views = cosell_store_list_views (self, error);
  view = views != NULL ? find (views, id, error) : NULL;
  if (view == NULL)
    return NULL;
  name_as_free (view, views, name);
  statement = cosell_store_prepare (self, "UPDATE view SET name = ?2 WHERE id = ?1", error);
  if (statement == NULL)
    return NULL;
  cosell_statement_bind_int (statement, 1, id);
  cosell_statement_bind_text (statement, 2, view->name);
  cosell_store_note_views (self);
  return cosell_statement_run (statement, error) ? cosell_view_copy (view) : NULL;
}

CosellView *
cosell_store_set_view_list (CosellStore *self,
                            gint64 id,
                            const char *const *columns,
                            const char *sort,
                            GError **error)
{
  g_autoptr (GPtrArray) views = NULL;
  g_autofree char *text = columns != NULL ? g_strjoinv ("\n", (char **) columns) : NULL;
  CosellStatement *statement;
  CosellView *view;

  COSELL_STORE_WORKER (self);

  views = cosell_store_list_views (self, error);
  view = views != NULL ? find (views, id, error) : NULL;
  if (view == NULL)
    return NULL;
  statement =
      cosell_store_prepare (self, "UPDATE view SET columns = ?2, sort = ?3 WHERE id = ?1", error);
  if (statement == NULL)
    return NULL;
  cosell_statement_bind_int (statement, 1, id);
  cosell_statement_bind_text (statement, 2, text);
  cosell_statement_bind_text (statement, 3, sort);
  cosell_store_note_views (self);
  if (!cosell_statement_run (statement, error))
    return NULL;
  g_strfreev (view->columns);
  view->columns = g_strdupv ((char **) columns);
  cosell_set_str (&view->sort, sort);
  return cosell_view_copy (view);
}

CosellView *
cosell_store_move_view (CosellStore *self, gint64 id, gint64 position, GError **error)
{
  g_autoptr (GPtrArray) views = NULL;
  CosellView *view;

  COSELL_STORE_WORKER (self);

  views = cosell_store_list_views (self, error);
  view = views != NULL ? find (views, id, error) : NULL;
  if (view == NULL)
    return NULL;
  g_ptr_array_steal_index (views, (guint) view->position);
  g_ptr_array_insert (views, (int) CLAMP (position, 0, (gint64) views->len), view);
  cosell_store_note_views (self);
  return write_order (self, views, error) ? cosell_view_copy (view) : NULL;
}

CosellView *
cosell_store_remove_view (CosellStore *self, gint64 id, GError **error)
{
  g_autoptr (GPtrArray) views = NULL;
  CosellView *view;

  COSELL_STORE_WORKER (self);

  views = cosell_store_list_views (self, error);
  view = views != NULL ? find (views, id, error) : NULL;
  if (view == NULL)
    return NULL;
  cosell_store_note_views (self);
  return cosell_store_run_ids (self, "DELETE FROM view WHERE id = ?1", id, 0, error)
             ? cosell_view_copy (view)
             : NULL;
}
