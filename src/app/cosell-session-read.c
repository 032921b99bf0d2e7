#include "app/cosell-session-read.h"
#include "app/cosell-session-private.h"
#include "store/cosell-store-fill.h"

typedef struct
{
  CosellReadFunc read;
  gpointer asked; /* (owned) (nullable) */
  GDestroyNotify free_asked;
  gpointer found; /* (owned) (nullable) */
  GDestroyNotify free_found;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *self = data;

  g_clear_pointer (&self->asked, self->free_asked);
  g_clear_pointer (&self->found, self->free_found);
  g_free (self);
}

static gboolean
read_job (CosellStore *store, gpointer data, GError **error)
{
  Reading *reading = data;

  g_clear_pointer (&reading->found, reading->free_found); /* it is done again */
  reading->found = reading->read (store, reading->asked, error);
  return reading->found != NULL;
}

static void
run_read (CosellSession *self,
          CosellStoreMode mode,
          CosellReadFunc read,
          gpointer asked,
          GDestroyNotify free_asked,
          GDestroyNotify free_found,
          GCancellable *c,
          GAsyncReadyCallback callback,
          gpointer user_data)
{
  Reading *reading = g_new0 (Reading, 1);

  reading->read = read;
  reading->asked = asked;
  reading->free_asked = free_asked;
  reading->free_found = free_found;
  cosell_session_run_async (self, mode, read_job, reading, reading_free, c, callback, user_data);
}

void
cosell_session_read (CosellSession *self,
                     CosellReadFunc read,
                     gpointer asked,
                     GDestroyNotify free_asked,
                     GDestroyNotify free_found,
                     GCancellable *c,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  run_read (self, COSELL_STORE_READ, read, asked, free_asked, free_found, c, callback, user_data);
}

void
cosell_session_read_later (CosellSession *self,
                           CosellReadFunc read,
                           gpointer asked,
                           GDestroyNotify free_asked,
                           GDestroyNotify free_found,
                           GCancellable *c,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  run_read (self, COSELL_STORE_LATER, read, asked, free_asked, free_found, c, callback, user_data);
}

gpointer
cosell_session_read_finish (CosellSession *self, GAsyncResult *result, GError **error)
{
  Reading *reading;

  if (!cosell_session_run_finish (self, result, error))
    return NULL;
  reading = cosell_session_run_get_data (result);
  return g_steal_pointer (&reading->found);
}

void
cosell_session_read_about (CosellSession *self,
                           CosellReadFunc read,
                           gint64 deal,
                           GDestroyNotify free_found,
                           GCancellable *c,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  CosellReadDeal *asked;

  g_return_if_fail (COSELL_IS_SESSION (self));

  asked = g_new0 (CosellReadDeal, 1);
  asked->deal = deal;
  asked->now = cosell_session_now (self);
  cosell_session_read (self, read, asked, g_free, free_found, c, callback, user_data);
}

static GPtrArray *
read_rows (CosellStore *store, const GArray *ids, gboolean may_be_gone, GError **error)
{
  g_autoptr (GPtrArray) rows =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cosell_deal_data_free);
  CosellStoreUnfilled unfilled;

  if (!cosell_store_read_unfilled (store, &unfilled, error))
    return NULL;
  for (guint i = 0; i < ids->len; i++)
    {
      GError *failure = NULL;
      CosellDealData *row = cosell_store_get_deal (store, g_array_index (ids, gint64, i), &failure);

      if (may_be_gone &&
          g_error_matches (failure, COSELL_STORE_ERROR, COSELL_STORE_ERROR_NOT_FOUND))
        {
          g_clear_error (&failure);
          continue;
        }
      if (row == NULL)
        {
          g_propagate_error (error, failure);
          return NULL;
        }
      g_ptr_array_add (rows, row);
      if (cosell_store_unfilled_has (&unfilled, row->id) &&
          !cosell_store_work_out (store, row, error))
        return NULL;
    }
  return g_steal_pointer (&rows);
}

GPtrArray *
cosell_session_read_rows_of (CosellStore *store, GArray *ids, GError **error)
{
  g_autoptr (GArray) taken = ids;

  return taken != NULL ? read_rows (store, taken, FALSE, error) : NULL;
}

GPtrArray *
cosell_session_read_rows_left (CosellStore *store, const GArray *ids, GError **error)
{
  return read_rows (store, ids, TRUE, error);
}
