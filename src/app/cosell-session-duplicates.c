/* Open deals about the customer of a new one (C17). */
#include "app/cosell-session-door.h"
#include "app/cosell-session-private.h"
#include "app/cosell-session-read.h"
#include "app/cosell-session-reports.h"
#include "model/cosell-customer-match.h"
#include "model/cosell-people.h"

#define MAX_FOUND 20

typedef struct
{
  CosellCustomerKey key;
  gint64 except;
} Search;

static void
search_free (gpointer data)
{
  Search *self = data;

  cosell_customer_key_clear (&self->key);
  g_free (self);
}

static gpointer
read_duplicates (CosellStore *store, gconstpointer data, GError **error)
{
  const Search *search = data;

  return cosell_store_find_duplicates (store, &search->key, search->except, MAX_FOUND, error);
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
  cosell_customer_key_init (&search->key, customer);
  cosell_session_read (self, read_duplicates, search, search_free, (GDestroyNotify) g_array_unref,
                       c, callback, user_data);
}

GPtrArray *
cosell_session_duplicates_finish (CosellSession *self, GAsyncResult *result, GError **error)
{
  g_autoptr (GArray) ids = cosell_session_read_finish (self, result, error);

  if (ids == NULL)
    return NULL;
  if (ids->len == 0 || cosell_session_is_closed (self))
    return g_ptr_array_new_with_free_func (g_object_unref);
  return cosell_session_read_deals (self, (const gint64 *) ids->data, ids->len);
}
