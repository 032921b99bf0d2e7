/* cosell-round-index.c: what was pulled is put into the search index
 *
 * Last of all, in steps: deals are found before, only more slowly, so no failure matters, and
 * whoever comes next goes on with it.
 */
#include "store/cosell-store-search.h"
#include "sync/cosell-round.h"

static void
index_some (CosellRound *self, gint64 left);

static void
indexed_cb (CosellRound *self, gpointer job, const GError *error)
{
  gint64 *left = job;

  if (error != NULL)
    g_info ("The search index stays as it is for now: %s", error->message);
  if (error == NULL && *left > 0 && !self->hurry && !g_cancellable_is_cancelled (self->cancellable))
    index_some (self, *left);
  else
    cosell_round_go (self, COSELL_ROUND_FINISH);
}

static void
index_some (CosellRound *self, gint64 left)
{
  gint64 *job = g_new (gint64, 1);

  *job = left;
  cosell_round_run_anyway (self, COSELL_STORE_BULK, cosell_store_fill_index, job, g_free,
                           indexed_cb);
}

void
cosell_round_index (CosellRound *self)
{
  index_some (self, 0);
}
