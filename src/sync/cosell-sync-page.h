/* cosell-sync-page.h: pages of the list into the store; private to this folder */
#pragma once

#include "remote/cosell-remote.h"
#include "store/cosell-store-sync-cursor.h"

G_BEGIN_DECLS

typedef struct
{
  GPtrArray *pages; /* (owned) of CosellRemotePage, in order */
  CosellSyncCursor cursor; /* (owned) the pass up to these pages */
  gboolean complete; /* with them: its newest stamp becomes the cursor */
  gint64 began_at;   /* when the pass began, by cosell_clock_elapsed */
  gboolean resumed;  /* the pass broke off once: it may have missed what moved meanwhile */
  guint n_stored;    /* out */
  guint n_unchanged; /* out: came again, are what we have */
  guint n_bad;       /* out: were broken, or could not be taken in */
  guint n_too_large; /* out: of n_stored, those of which only a stand-in is kept */
} CosellSyncPageJob;

/* Takes the pages and a copy of cursor; next: (nullable) query of the page behind them. */
CosellSyncPageJob *
cosell_sync_page_job_new (GPtrArray *pages, const CosellSyncCursor *cursor, const char *next);
/* A GDestroyNotify, with a cast. Frees what it owns, out members as well. self: (nullable) */
void
cosell_sync_page_job_free (CosellSyncPageJob *self);
/* CosellStoreFunc with a CosellSyncPageJob. A bad element costs only itself. */
gboolean
cosell_sync_page_job_store (CosellStore *store, gpointer data, GError **error);

/* Whether something in it has no stamp: its changes cannot be told by the list's order, so only a look
 * through everything finds them. */
gboolean
cosell_sync_page_lacks_stamps (const CosellRemotePage *page);

/* One element (etag: (nullable) that came with it), when it is worth it; what cannot be taken in is
 * counted and left out. asked: it was asked for by itself just now. Returns: FALSE with error for
 * trouble with the database itself */
gboolean
cosell_sync_page_upsert (CosellStore *store,
                         const char *text,
                         const char *etag,
                         gboolean asked,
                         guint *n_stored,
                         guint *n_bad,
                         GError **error);

G_END_DECLS
