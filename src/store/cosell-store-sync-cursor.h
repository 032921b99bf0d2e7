/* cosell-store-sync-cursor.h: how far a pass through the service's list got; worker only */
#pragma once

#include "store/cosell-store.h"

G_BEGIN_DECLS

/* A row of the table sync_cursor. Instants: µs UTC, or COSELL_NO_TIME. */
typedef struct
{
  char *next;          /* (owned) (nullable) query of the page that comes next; NULL: it is over */
  gint64 known_until;  /* pull: up to there everything was known when it began */
  gint64 newest;       /* pull: the newest updatedDateTime that it saw */
  gint64 previous;     /* pull: the updatedDateTime before the page */
  gboolean ordered;    /* pull: the service sorts as it was asked to */
  gint64 place;        /* check: the referral that was looked at last */
  gint64 last;         /* reconcile, check: the newest referral when the reconciliation began */
} CosellSyncCursor;

/* what changed, newest first; everything; what the look through everything did not see */
#define COSELL_SYNC_CURSOR_PULL "pull"
#define COSELL_SYNC_CURSOR_RECONCILE "sweep"
#define COSELL_SYNC_CURSOR_CHECK "check"

/* Any thread. */
void
cosell_sync_cursor_init (CosellSyncCursor *self);
/* Frees what the members hold; the struct is the caller's. self: (nullable) */
void
cosell_sync_cursor_clear (CosellSyncCursor *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CosellSyncCursor, cosell_sync_cursor_clear)

/* cursor: (out caller-allocates), initialized */
gboolean
cosell_store_get_sync_cursor (CosellStore *self, const char *kind, CosellSyncCursor *cursor,
                              GError **error);
/* cursor NULL, or without next: it is over. */
gboolean
cosell_store_set_sync_cursor (CosellStore *self, const char *kind, const CosellSyncCursor *cursor,
                              GError **error);

G_END_DECLS
