/* cosell-sync-page.h: pages of the list into the store; private to this folder */
#pragma once

#include "remote/cosell-remote.h"
#include "store/cosell-store.h"

G_BEGIN_DECLS

typedef struct
{
  GPtrArray *pages; /* (owned) of CosellRemotePage, in order */
  gint64 cursor;    /* what is older is known already; COSELL_NO_TIME: take everything */
  gboolean first_pull;
  gboolean last;     /* the pass is complete with these pages: newest becomes the cursor */
  gint64 newest;     /* of the whole pass */
  guint n_stored;    /* out */
  guint n_unchanged; /* out: came again, are what we have */
  guint n_bad;       /* out: could not be taken in */
} CosellPageJob;

void
cosell_page_job_free (CosellPageJob *self);
/* CosellStoreFunc with a CosellPageJob. A bad element costs only itself. */
gboolean
cosell_page_job_store (CosellStore *store, gpointer data, GError **error);

G_END_DECLS
