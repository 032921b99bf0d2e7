#include "app/cosell-session-explain.h"

#include "app/cosell-session-private.h"
#include "app/cosell-session-read.h"
#include "model/cosell-query.h"
#include "store/cosell-store-search.h"

typedef struct
{
  gint64 *deals; /* (owned) */
  guint n_deals;
  GPtrArray *words; /* (owned) of char *, folded */
} Explain;

static void
explain_free (gpointer data)
{
  Explain *self = data;

  g_free (self->deals);
  g_ptr_array_unref (self->words);
  g_free (self);
}

static gpointer
read_reasons (CosellStore *store, gconstpointer asked, GError **error)
{
  const Explain *explain = asked;
  g_autofree CosellSearchNeedle *needles = g_new0 (CosellSearchNeedle, explain->words->len + 1);

  for (guint i = 0; i < explain->words->len; i++)
    needles[i].text = g_ptr_array_index (explain->words, i);
  return cosell_store_search_explain (store, explain->deals, explain->n_deals, needles,
                                      explain->words->len, error);
}

void
cosell_session_explain_async (CosellSession *self,
                              const gint64 *deals,
                              guint n_deals,
                              const char *typed,
                              GCancellable *c,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  Explain *explain;

  g_return_if_fail (COSELL_IS_SESSION (self) && typed != NULL);
  g_return_if_fail (deals != NULL || n_deals == 0);

  explain = g_new0 (Explain, 1);
  explain->deals = g_memdup2 (deals, n_deals * sizeof *deals);
  explain->n_deals = n_deals;
  explain->words = cosell_query_dup_words (typed);
  cosell_session_read (self, read_reasons, explain, explain_free,
                       (GDestroyNotify) g_ptr_array_unref, c, callback, user_data);
}
