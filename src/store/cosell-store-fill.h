/* cosell-store-fill.h: columns of a deal's row that an older program did not fill; private to the store;
 * worker only
 *
 * They follow from the documents or the draft. Until cosell_store_fill has come to a row, whoever asks for
 * them works them out for that row alone.
 */
#pragma once

#include "model/cosell-deal-data.h"
#include "store/cosell-store.h"

G_BEGIN_DECLS

/* The rows that are not filled yet are those above first, up to last; both are 0 when all are. */
typedef struct
{
  gint64 first;
  gint64 last;
} CosellStoreUnfilled;

gboolean cosell_store_read_unfilled (CosellStore *self, CosellStoreUnfilled *unfilled,
                                     GError **error);
static inline gboolean
cosell_store_unfilled_has (const CosellStoreUnfilled *self, gint64 deal)
{
  return deal > self->first && deal <= self->last;
}
/* Works out team, partners, source, action, quality, and solutions of a draft, of the row with data->id;
 * status says whether it is one. What cannot be read stays as it is. */
gboolean cosell_store_work_out (CosellStore *self, CosellDealData *data, GError **error);

/* A job (COSELL_STORE_BULK): fills some of the rows. data: (out) gboolean: nothing is left to do */
gboolean cosell_store_fill (CosellStore *self, gpointer data, GError **error);

G_END_DECLS
