/* cosell-store-fill.c: the search index is filled beside the work; main context */
#include "store/cosell-store-object.h"
#include "store/cosell-store-search.h"

static void
fill_some (CosellStore *self, gint64 left);

static void
filled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  CosellStore *self = COSELL_STORE (source);
  const gint64 *left = cosell_store_run_get_data (result);
  g_autoptr (GError) error = NULL;

  self->filling = FALSE;
  if (!cosell_store_run_finish (self, result, &error))
    {
      g_info ("The search index stays as it is for now: %s", error->message);
      return;
    }
  self->unindexed = *left;
  if (*left > 0)
    fill_some (self, *left);
}

static void
fill_some (CosellStore *self, gint64 left)
{
  gint64 *job = g_new (gint64, 1);

  *job = left;
  self->filling = TRUE;
  cosell_store_run_async (self, COSELL_STORE_BULK, cosell_store_fill_index, job, g_free, NULL,
                          filled_cb, NULL);
}

void
cosell_store_fill (CosellStore *self)
{
  g_return_if_fail (COSELL_IS_STORE (self));

  if (!self->filling)
    fill_some (self, 0);
}

gint64
cosell_store_get_unindexed (CosellStore *self)
{
  g_return_val_if_fail (COSELL_IS_STORE (self), 0);

  return self->unindexed;
}
