/* Open deals about the customer of a new one (C17). */
#include "app/cosell-session-reports.h"
#include "app/cosell-session-private.h"
#include "model/cosell-customer-match.h"

#define MAX_FOUND 20

typedef struct
{
  CosellCustomerKey key;
  gint64 except;
  GArray *ids; /* (owned) (nullable) */
} Search;

static void
search_free (Search *self)
{
  cosell_customer_key_clear (&self->key);
  g_clear_pointer (&self->ids, g_array_unref);
  g_free (self);
}

static gboolean
search_job (CosellStore *store, gpointer data, GError **error)
{
  Search *search = data;

  search->ids =
      cosell_store_find_duplicates (store, &search->key, search->except, MAX_FOUND, error);
  return search->ids != NULL;
}

static GPtrArray *
found_deals (CosellSession *self, GArray *ids)
{
  if (ids->len == 0 || self->closed)
    return g_ptr_array_new_with_free_func (g_object_unref);
  return cosell_session_read_deals (self, (const gint64 *) ids->data, ids->len);
}

static void
searched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  Search *search;

  if (!cosell_session_run_finish (COSELL_SESSION (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  search = cosell_session_run_get_data (result);
  g_task_return_pointer (task, found_deals (g_task_get_source_object (task), search->ids),
                         (GDestroyNotify) g_ptr_array_unref);
}

void
cosell_session_find_duplicates_async (CosellSession *self,
                                      CosellCustomer *customer,
                                      gint64 except,
                                      GCancellable *c,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  GTask *task;
  Search *search;

  g_return_if_fail (COSELL_IS_SESSION (self) && COSELL_IS_CUSTOMER (customer));

  task = g_task_new (self, c, callback, user_data);
  g_task_set_source_tag (task, cosell_session_find_duplicates_async);
  search = g_new0 (Search, 1);
  search->except = except;
  cosell_customer_key_init_customer (&search->key, customer);
  cosell_session_run_async (self, COSELL_STORE_READ, search_job, search,
                            (GDestroyNotify) search_free, c, searched_cb, task);
}

GPtrArray *
cosell_session_duplicates_finish (CosellSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
