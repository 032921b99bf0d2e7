/* cosell-store-arrivals.h: documents of the service, as they come with a page; worker only
 *
 * What is not known here yet is gathered and put in by engagement: halves that come together make
 * their row once. Whatever is known here already is put in at once, after what was gathered.
 */
#pragma once

#include "base/cosell-json.h"
#include "store/cosell-store.h"

G_BEGIN_DECLS

typedef struct _CosellStoreArrivals CosellStoreArrivals;

/* For one job. Returns: (transfer full) */
CosellStoreArrivals *cosell_store_arrivals_new (CosellStore *store);
/* self: (nullable). What was not settled is lost. */
void cosell_store_arrivals_free (CosellStoreArrivals *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CosellStoreArrivals, cosell_store_arrivals_free)

/* As cosell_store_upsert_remote; what is not known here may stand in no row until it is settled. */
gboolean cosell_store_arrivals_add (CosellStoreArrivals *self, CosellJson *document, GError **error);
/* Puts in what was gathered. n_bad: (inout) counts what could not be taken in, which costs only
 * itself. Returns: FALSE with error for trouble with the database itself */
gboolean cosell_store_arrivals_settle (CosellStoreArrivals *self, guint *n_bad, GError **error);

/* Whether an error of a document is trouble with the database itself. Any thread. */
gboolean cosell_store_is_trouble (const GError *error);

G_END_DECLS
