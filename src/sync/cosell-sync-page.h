/* cosell-sync-page.h: pages of the list into the store; private to this folder */
#pragma once

#include "remote/cosell-remote.h"
#include "store/cosell-store-walk.h"

G_BEGIN_DECLS

typedef struct
{
  GPtrArray *pages; /* (owned) of CosellRemotePage, in order */
  CosellWalk walk; /* (owned) the pass up to these pages; without next it is complete with them, and
                    * its newest stamp becomes the cursor */
  gboolean resumed;  /* the pass broke off once: it may have missed what moved meanwhile */
  guint n_stored;    /* out */
  guint n_unchanged; /* out: came again, are what we have */
  guint n_bad;       /* out: could not be taken in */
} CosellPageJob;

/* Takes the pages and a copy of walk; next: (nullable) query of the page behind them. */
CosellPageJob *
cosell_page_job_new (GPtrArray *pages, const CosellWalk *walk, const char *next);
void
cosell_page_job_free (CosellPageJob *self);
/* CosellStoreFunc with a CosellPageJob. A bad element costs only itself. */
gboolean
cosell_page_job_store (CosellStore *store, gpointer data, GError **error);

/* One element, when it is worth it; what cannot be taken in is counted and left out. Returns: FALSE
 * with error for trouble with the database itself */
gboolean
cosell_page_put (CosellStore *store,
                 const char *text,
                 guint *n_stored,
                 guint *n_bad,
                 GError **error);

G_END_DECLS
