/* cosell-store-count.h: deals of an older program are counted; private to the store; worker only
 *
 * What is counted is asked for by functions of cosell-store-deals.h and cosell-store-outbox.h.
 */
#pragma once

#include "store/cosell-store.h"

G_BEGIN_DECLS

/* A job: counts some of the deals that were there before deals were counted. data: (out) gboolean: nothing
 * is left to do */
gboolean cosell_store_count_older (CosellStore *self, gpointer data, GError **error);

G_END_DECLS
