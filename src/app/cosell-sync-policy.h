/* cosell-sync-policy.h: when to sync without being told; pure, any thread */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef struct
{
  guint interval;        /* minutes between two syncs; 0: only when told */
  gboolean metered_okay; /* also over a network that costs */
  gboolean metered;
  gboolean saving_power;
  gboolean offline; /* the last one did not reach the service */
} CosellSyncPolicy;

/* Why nothing is synced without being told. */
typedef enum
{
  COSELL_SYNC_PAUSE_NONE,
  COSELL_SYNC_PAUSE_WANTED,  /* only when told */
  COSELL_SYNC_PAUSE_METERED, /* the network costs */
} CosellSyncPause;
#define COSELL_TYPE_SYNC_PAUSE (cosell_sync_pause_get_type ())
GType cosell_sync_pause_get_type (void);

/* Returns: what keeps it from syncing without being told */
CosellSyncPause cosell_sync_policy_get_pause (const CosellSyncPolicy *self);
/* Whether anything may be synced without being told: the next change, at its hour, when the window
 * is looked at, when the network is back. */
gboolean cosell_sync_policy_is_allowed (const CosellSyncPolicy *self);
/* Seconds to the next one. Returns: 0 when there is none */
guint cosell_sync_policy_get_wait (const CosellSyncPolicy *self);
/* Whether somebody who looks now should see something newer. last_sync: µs UTC, COSELL_NO_TIME:
 * never; now: µs UTC */
gboolean cosell_sync_policy_is_stale (const CosellSyncPolicy *self, gint64 last_sync, gint64 now);

G_END_DECLS
