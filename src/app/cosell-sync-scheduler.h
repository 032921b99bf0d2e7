/* cosell-sync-scheduler.h: syncs that come by themselves
 *
 * In time, after a local edit, at the hour of what waits for one, when the network is back, when
 * somebody looks. None of them when the user wants none, and none over a network that costs, unless
 * the user allowed it. What is synced, and how, it does not know: it asks and tells through
 * CosellSyncSchedulerFuncs. Main context only.
 *
 * Property (read-only, notifying): pause (CosellSyncPause).
 */
#pragma once

#include "app/cosell-sync-policy.h"
#include "base/cosell-clock.h"
#include <gio/gio.h>

G_BEGIN_DECLS

/* What it has to know of the profile; asked for each time. */
typedef struct
{
  gboolean account; /* there is one */
  gboolean local;   /* its service is on this computer, so no network is needed */
  gboolean busy;    /* a sync is under way */
  gboolean offline; /* the last one did not reach the service */
  gint64 last_sync; /* µs UTC, COSELL_NO_TIME: never */
} CosellSyncFacts;

typedef struct
{
  void (*read) (gpointer data, CosellSyncFacts *facts);
  /* Begins a sync; once it has ended, cosell_sync_scheduler_update is called. */
  void (*sync) (gpointer data);
  /* Time went by: what waits for its hour is to be told anew with cosell_sync_scheduler_wake_at. */
  void (*look) (gpointer data);
} CosellSyncSchedulerFuncs;

#define COSELL_TYPE_SYNC_SCHEDULER (cosell_sync_scheduler_get_type ())
G_DECLARE_FINAL_TYPE (CosellSyncScheduler, cosell_sync_scheduler, COSELL, SYNC_SCHEDULER, GObject)

/* funcs: static; data: given to them, and alive until cosell_sync_scheduler_stop. clock: tells now,
 * and when a wait is over. Returns: (transfer full) one that does nothing until it is started */
CosellSyncScheduler *cosell_sync_scheduler_new (const CosellSyncSchedulerFuncs *funcs,
                                                gpointer data, CosellClock *clock);
/* Begins to sync by itself, with one sync in a moment. */
void cosell_sync_scheduler_start (CosellSyncScheduler *self);
/* Nothing comes by itself any more, and neither funcs nor data are used again. */
void cosell_sync_scheduler_stop (CosellSyncScheduler *self);

/* When it syncs by itself, once started: every interval minutes (0: only when told, at first 5), and
 * over a network that costs only when that is okay (at first not). An account on this computer does
 * not ask for the network. Longer while power is to be saved. */
void cosell_sync_scheduler_set_automatic (CosellSyncScheduler *self, guint interval,
                                          gboolean metered_okay);
/* A sync has ended, or the account is another one: the wait for the next one begins anew. */
void cosell_sync_scheduler_update (CosellSyncScheduler *self);
/* After a local edit: in a moment, so that it goes out by itself. A later edit starts the moment
 * again. */
void cosell_sync_scheduler_sync_soon (CosellSyncScheduler *self);
/* Something may go out at an instant. due: µs UTC, COSELL_NO_TIME: nothing waits so */
void cosell_sync_scheduler_wake_at (CosellSyncScheduler *self, gint64 due);
/* Somebody looks: syncs when the last time is some minutes ago. */
void cosell_sync_scheduler_user_returned (CosellSyncScheduler *self);

/* Why nothing is synced without being told. */
CosellSyncPause cosell_sync_scheduler_get_pause (CosellSyncScheduler *self);

G_END_DECLS
