/* What the deals so far say about how to work (H, C24). */
#include "app/cosell-session-read.h"
#include "app/cosell-session-reports.h"
#include "store/cosell-store-deals.h"

static gpointer
read_advice (CosellStore *store, gconstpointer today, GError **error)
{
  return cosell_store_get_advice (store, today, error);
}

void
cosell_session_advice_async (CosellSession *self,
                             GCancellable *c,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GDate today;

  g_return_if_fail (COSELL_IS_SESSION (self));

  cosell_session_today (self, &today);
  cosell_session_read (self, read_advice, g_date_copy (&today), (GDestroyNotify) g_date_free,
                       (GDestroyNotify) cosell_advice_free, c, callback, user_data);
}

CosellAdvice *
cosell_session_advice_finish (CosellSession *self, GAsyncResult *result, GError **error)
{
  return cosell_session_read_finish (self, result, error);
}
