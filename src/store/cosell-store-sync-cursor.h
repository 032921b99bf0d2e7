/* cosell-store-sync-cursor.h: how far a cursor through the service's list got; worker only */
#pragma once

#include "store/cosell-store.h"

G_BEGIN_DECLS

/* Meanings: see the table walk. Instants may be COSELL_NO_TIME. */
typedef struct
{
  char *next; /* (owned) (nullable): NULL: there is no such cursor */
  gint64 known_until;
  gint64 newest;
  gint64 previous;
  gboolean ordered;
  gint64 place;
  gint64 last;
} CosellSyncCursor;

#define COSELL_SYNC_CURSOR_PULL "pull"
#define COSELL_SYNC_CURSOR_RECONCILE "sweep"
#define COSELL_SYNC_CURSOR_CHECK "check"

/* Any thread. */
void
cosell_sync_cursor_init (CosellSyncCursor *self);
/* Frees what the members hold; the struct is the caller's. */
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
