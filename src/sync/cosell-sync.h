/* cosell-sync.h: the sync engine
 *
 * An enum state machine with one step(): recover what was out when the program ended, push the
 * outbox in order, pull the delta, re-read what a push needs. Main context only.
 *
 * Properties: running (boolean), pulled (uint, referrals so far in this round), waiting (uint,
 * outbox entries left), awaited (int64, µs UTC: the round waits until then at most, for what
 * cosell_sync_get_awaits says, or COSELL_NO_TIME); notify comes as they change.
 */
#pragma once

#include "remote/cosell-remote.h"
#include "store/cosell-store.h"

G_BEGIN_DECLS

typedef enum
{
  COSELL_SYNC_PULL = 1 << 0,
  COSELL_SYNC_PUSH = 1 << 1,
  COSELL_SYNC_EXPLICIT = 1 << 2, /* a person asked: back-off does not count, Retry-After is waited
                                  * out and retried within 30 s in all */
  COSELL_SYNC_RECONCILE = 1 << 3, /* with PULL: look through everything now, not when it is time */
} CosellSyncFlags;

typedef struct
{
  guint pulled; /* referrals stored */
  guint pushed; /* outbox entries carried out */
  guint conflicts;
  guint parked; /* entries that are parked now */
  guint held;   /* those of them that a person holds back */
} CosellSyncResult;

/* What a round waits for. */
typedef enum
{
  COSELL_SYNC_AWAITS_NOTHING,
  COSELL_SYNC_AWAITS_ARRIVAL, /* a new deal that got no answer may still arrive (P3) */
  COSELL_SYNC_AWAITS_SERVICE, /* the service asked to wait */
  COSELL_SYNC_AWAITS_OTHER,   /* another program syncs this profile */
} CosellSyncAwaits;

#define COSELL_TYPE_SYNC (cosell_sync_get_type ())
G_DECLARE_FINAL_TYPE (CosellSync, cosell_sync, COSELL, SYNC, GObject)

/* lock_path: file for flock, so that one sync runs per profile at a time (NULL: none). */
CosellSync *cosell_sync_new (CosellStore *store, CosellRemote *remote, const char *lock_path);
/* One round. A round that is asked for while one runs is started after it, once. Errors of single
 * entries park or postpone them and are no error of the round; COSELL_HTTP_ERROR for what ended
 * the round, or kept an entry back (pending still) although the others went on: OFFLINE, TLS,
 * SIGN_IN, BUSY, SERVER, PROTOCOL, seldom another; G_IO_ERROR_BUSY when another process
 * held the lock for 60 s. */
void cosell_sync_round_async (CosellSync *self, CosellSyncFlags flags, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data);
/* Changes with awaited. */
CosellSyncAwaits cosell_sync_get_awaits (CosellSync *self);
/* *result is filled also when an error is returned. */
gboolean cosell_sync_round_finish (CosellSync *self, GAsyncResult *async_result,
                                   CosellSyncResult *result, GError **error);

G_END_DECLS
