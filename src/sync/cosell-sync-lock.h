/* cosell-sync-lock.h: a lock file of a profile, which other processes respect; private to the engine */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* How long another process is waited for, and how long until the next try. */
#define COSELL_SYNC_LOCK_LIMIT_MS 60000
#define COSELL_SYNC_LOCK_AGAIN_MS 200

typedef enum
{
  COSELL_SYNC_LOCK_TAKEN,
  COSELL_SYNC_LOCK_OTHER, /* another process has it: try again in a moment */
  COSELL_SYNC_LOCK_FAILED,
} CosellSyncLockState;

/* Tries to take it. path: NULL: there is none, and it is taken. fd: (inout) −1 before the first try.
 * until: (inout) set by the first try, limit from then. Errors: G_IO_ERROR_BUSY when the time is over, others when
 * the file cannot be written. Never waits. */
CosellSyncLockState cosell_sync_lock_take (const char *path, int *fd, gint64 *until, guint limit,
                                           GError **error);
/* At the end, in whatever state that comes. Nothing when it is not held. */
void cosell_sync_lock_give_back (int *fd);

G_END_DECLS
