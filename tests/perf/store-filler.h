/* store-filler.h: many deals in a store, without a sync of them */
#pragma once

#include "store/cosell-store.h"

G_BEGIN_DECLS

/* Until there are so many, the deals that came by a sync are written again and again: each with IDs of its own, a
 * rare word in its name and as its CRM ID, and its documents as they are. All of them are in the search index then.
 * The cursor stays: the service that they came from has nothing newer. */
void store_filler_grow (CosellStore *store, guint n_deals);
/* The rare word of a deal that was written so. Returns: (transfer full) */
char *store_filler_word (gint64 deal);

G_END_DECLS
