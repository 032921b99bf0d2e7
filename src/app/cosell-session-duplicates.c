/* Open deals about the customer of a new one (C17). */
#include "app/cosell-session-reports.h"
#include "app/cosell-session-private.h"
#include "model/cosell-customer-match.h"

#define MAX_FOUND 20

typedef struct
{
  CosellCustomerKey key;
  gint64 except;
  GArray *ids;      /* (owned) (nullable) */
  GPtrArray *deals; /* (owned) (nullable) of CosellDeal */
} Search;

static void
search_free (Search *self)
{
  cosell_customer_key_clear (&self->key);
  g_clear_pointer (&self->ids, g_array_unref);
  g_clear_pointer (&self->deals, g_ptr_array_unref);
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

static void
take_found (CosellSession *self, gpointer data)
{
  Search *search = data;

  search->deals =
      cosell_session_read_deals (self, (const gint64 *) search->ids->data, search->ids->len);
}

void
cosell_session_find_duplicates_async (CosellSession *self,
                                      CosellCustomer *customer,
                                      gint64 except,
                                      GCancellable *c,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  Search *search;

  g_return_if_fail (COSELL_IS_SESSION (self) && COSELL_IS_CUSTOMER (customer));

  search = g_new0 (Search, 1);
  search->except = except;
  cosell_customer_key_init_customer (&search->key, customer);
  cosell_session_run_then_async (self, COSELL_STORE_READ, search_job, take_found, search,
                                 (GDestroyNotify) search_free, c, callback, user_data);
}

GPtrArray *
cosell_session_duplicates_finish (CosellSession *self, GAsyncResult *result, GError **error)
{
  Search *search;

  if (!cosell_session_run_finish (self, result, error))
    return NULL;
  search = cosell_session_run_get_data (result);
  return search->deals != NULL ? g_steal_pointer (&search->deals)
                               : g_ptr_array_new_with_free_func (g_object_unref);
}
