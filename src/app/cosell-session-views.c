#include "app/cosell-session-views.h"

#include "app/cosell-query-meaning.h"
#include "app/cosell-session-private.h"
#include "app/cosell-session-read.h"
#include "model/cosell-query-choice.h"
#include "store/cosell-store-views.h"

/* What cannot be read has no number; nobody's deals are none. */
static gboolean
count (CosellStore *store,
       CosellView *view,
       const CosellQueryContext *context,
       gboolean leads,
       GError **error)
{
  g_autoptr (GError) broken = NULL;
  g_autoptr (CosellQuery) query = cosell_query_parse (view->query, -1, context, NULL, &broken);
  CosellDealQuery asked = { .query = query, .context = context };
  gint64 tabs[COSELL_N_TABS];

  if (query == NULL)
    {
      view->count = g_error_matches (broken, COSELL_RULE_ERROR, COSELL_RULE_ERROR_UNKNOWN)
                        ? 0
                        : COSELL_VIEW_COUNT_UNKNOWN;
      return TRUE;
    }
  if (!cosell_store_count_query (store, &asked, tabs, error))
    return FALSE;
  view->count = tabs[COSELL_TAB_INBOUND] + tabs[COSELL_TAB_OUTBOUND];
  if (leads || cosell_query_wants_leads (query))
    view->count += tabs[COSELL_TAB_LEADS];
  return TRUE;
}

typedef struct
{
  CosellQueryHabits *habits; /* (owned) */
  CosellViewsMode mode;
} Asked;

static void
asked_free (gpointer data)
{
  Asked *self = data;

  cosell_query_habits_unref (self->habits);
  g_free (self);
}

static gpointer
read_views (CosellStore *store, gconstpointer data, GError **error)
{
  const Asked *asked = data;
  g_autoptr (GPtrArray) kept = cosell_store_list_views (store, error);
  g_autoptr (GPtrArray) views = cosell_views_standing ();
  g_auto (CosellQueryMeaning) meaning = { 0 };

  if (kept == NULL)
    return NULL;
  g_ptr_array_extend_and_steal (views, g_steal_pointer (&kept));
  if (asked->mode == COSELL_VIEWS_UNCOUNTED)
    return g_steal_pointer (&views);
  if (!cosell_query_meaning_init (&meaning, store, asked->habits, NULL, error))
    return NULL;
  for (guint i = 0; i < views->len; i++)
    if (!count (store, g_ptr_array_index (views, i), &meaning.context,
                asked->mode == COSELL_VIEWS_COUNTED_WITH_LEADS, error))
      return NULL;
  return g_steal_pointer (&views);
}

void
cosell_session_views_async (CosellSession *self,
                            CosellViewsMode mode,
                            GCancellable *c,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  Asked *asked;

  g_return_if_fail (COSELL_IS_SESSION (self));

  asked = g_new0 (Asked, 1);
  asked->habits = cosell_query_habits_ref (self->habits);
  asked->mode = mode;
  (mode == COSELL_VIEWS_UNCOUNTED ? cosell_session_read
                                  : cosell_session_read_later) (self, read_views, asked, asked_free,
                                                                (GDestroyNotify) g_ptr_array_unref,
                                                                c, callback, user_data);
}

static gboolean
put_job (CosellStore *store, gpointer data, GError **error)
{
  GPtrArray *views = data;

  for (guint i = 0; i < views->len; i++)
    if (!cosell_store_put_view (store, g_ptr_array_index (views, i), error))
      return FALSE;
  return TRUE;
}

void
cosell_session_put_views_async (CosellSession *self,
                                GPtrArray *views,
                                GCancellable *c,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_return_if_fail (COSELL_IS_SESSION (self) && views != NULL);

  cosell_session_run_async (self, COSELL_STORE_WRITE, put_job, views,
                            (GDestroyNotify) g_ptr_array_unref, c, callback, user_data);
}

GPtrArray *
cosell_session_put_views_finish (CosellSession *self, GAsyncResult *result, GError **error)
{
  return cosell_session_run_finish (self, result, error)
             ? g_ptr_array_ref (cosell_session_run_get_data (result))
             : NULL;
}

/* ---- one view ---- */

typedef struct
{
  gint64 id;
  char *name; /* (owned) (nullable) */
  gint64 position;
  char **columns;     /* (owned) (nullable) */
  char *sort;         /* (owned) (nullable) */
  CosellView *result; /* (owned) (nullable) */
} Act;

static void
act_free (gpointer data)
{
  Act *self = data;

  g_free (self->name);
  g_strfreev (self->columns);
  g_free (self->sort);
  cosell_view_free (self->result);
  g_free (self);
}

static void
act (CosellSession *self,
     Act arguments,
     CosellStoreFunc job,
     GCancellable *c,
     GAsyncReadyCallback callback,
     gpointer user_data)
{
  cosell_session_run_async (self, COSELL_STORE_WRITE, job, g_memdup2 (&arguments, sizeof arguments),
                            act_free, c, callback, user_data);
}

static gboolean
rename_job (CosellStore *store, gpointer data, GError **error)
{
  Act *self = data;
  g_autofree char *name = cosell_view_tidy_name (self->name, error);

  self->result = name != NULL ? cosell_store_rename_view (store, self->id, name, error) : NULL;
  return self->result != NULL;
}

void
cosell_session_rename_view_async (CosellSession *self,
                                  gint64 id,
                                  const char *name,
                                  GCancellable *c,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_return_if_fail (COSELL_IS_SESSION (self) && name != NULL);

  act (self, (Act){ .id = id, .name = g_strdup (name) }, rename_job, c, callback, user_data);
}

static gboolean
move_job (CosellStore *store, gpointer data, GError **error)
{
  Act *self = data;

  self->result = cosell_store_move_view (store, self->id, self->position, error);
  return self->result != NULL;
}

void
cosell_session_move_view_async (CosellSession *self,
                                gint64 id,
                                gint64 position,
                                GCancellable *c,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_return_if_fail (COSELL_IS_SESSION (self));

  act (self, (Act){ .id = id, .position = position }, move_job, c, callback, user_data);
}

static gboolean
set_list_job (CosellStore *store, gpointer data, GError **error)
{
  Act *self = data;
  const char *const *columns = (const char *const *) self->columns;

  if (cosell_view_check_list (columns, self->sort, error))
    self->result = cosell_store_set_view_list (store, self->id, columns, self->sort, error);
  return self->result != NULL;
}

void
cosell_session_set_view_list_async (CosellSession *self,
                                    gint64 id,
                                    const char *const *columns,
                                    const char *sort,
                                    GCancellable *c,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_return_if_fail (COSELL_IS_SESSION (self));

  act (self, (Act){ .id = id, .columns = g_strdupv ((char **) columns), .sort = g_strdup (sort) },
       set_list_job, c, callback, user_data);
}

static gboolean
remove_job (CosellStore *store, gpointer data, GError **error)
{
  Act *self = data;

  self->result = cosell_store_remove_view (store, self->id, error);
  return self->result != NULL;
}

void
cosell_session_remove_view_async (CosellSession *self,
                                  gint64 id,
                                  GCancellable *c,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_return_if_fail (COSELL_IS_SESSION (self));

  act (self, (Act){ .id = id }, remove_job, c, callback, user_data);
}

CosellView *
cosell_session_view_finish (CosellSession *self, GAsyncResult *result, GError **error)
{
  Act *done;

  if (!cosell_session_run_finish (self, result, error))
    return NULL;
  done = cosell_session_run_get_data (result);
  return g_steal_pointer (&done->result);
}
