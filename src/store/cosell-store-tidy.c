/* cosell-store-tidy.c: what can be done later is done beside the work: main context
 *
 * First what makes queries and counts of an older program's deals fast is made, and deals that wait
 * for it are put into the search index; then columns that it did not fill are filled, and its
 * documents are packed. Each step is a transaction of its own, behind all other jobs.
 */
#include "store/cosell-store-count.h"
#include "store/cosell-store-fill.h"
#include "store/cosell-store-narrow.h"
#include "store/cosell-store-object.h"
#include "store/cosell-store-private.h"
#include "store/cosell-store-search.h"

typedef struct
{
  gint64 unindexed; /* deals that are not in the index after the step */
  guint delays;     /* of the narrow index */
  gboolean narrow;
  gboolean counted;
  gboolean indexed; /* all of them are */
  gboolean filled;
  gboolean done;
} Tidy;

static void
tidy_some (CosellStore *self, const Tidy *last);

static gboolean
tidy_job (CosellStore *store, gpointer data, GError **error)
{
  Tidy *tidy = data;

  if (!tidy->narrow)
    return tidy->narrow = cosell_store_make_narrow (store, &tidy->delays, error);
  if (!tidy->counted)
    return cosell_store_count_older (store, &tidy->counted, error);
  if (!tidy->indexed)
    {
      if (!cosell_store_fill_index (store, &tidy->unindexed, error))
        return FALSE;
      tidy->indexed = tidy->unindexed == 0;
      return TRUE;
    }
  return tidy->filled ? cosell_store_pack (store, &tidy->done, error)
                      : cosell_store_fill (store, &tidy->filled, error);
}

static void
tidied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  CosellStore *self = COSELL_STORE (source);
  const Tidy *tidy = cosell_store_run_get_data (result);
  g_autoptr (GError) error = NULL;

  self->tidying = FALSE;
  if (!cosell_store_run_finish (self, result, &error))
    {
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        {
          tidy_some (self, tidy);
          return;
        }
      g_info ("The rest of the tidying is left to the next time: %s", error->message);
      return;
    }
  self->unindexed = tidy->unindexed;
  if (!tidy->done)
    tidy_some (self, tidy);
}

static void
tidy_some (CosellStore *self, const Tidy *last)
{
  Tidy *tidy = g_memdup2 (last, sizeof *last);

  self->tidying = TRUE;
  cosell_store_run_async (self, COSELL_STORE_BULK, tidy_job, tidy, g_free, NULL, tidied_cb, NULL);
}

void
cosell_store_tidy (CosellStore *self)
{
  const Tidy beginning = { 0 };

  g_return_if_fail (COSELL_IS_STORE (self));

  if (!self->tidying)
    tidy_some (self, &beginning);
}

gint64
cosell_store_get_unindexed (CosellStore *self)
{
  g_return_val_if_fail (COSELL_IS_STORE (self), 0);

  return self->unindexed;
}
