/* cosell-sync-scheduler-private.h: the scheduler in a world of its own, for tests */
#pragma once

#include "app/cosell-sync-scheduler.h"

G_BEGIN_DECLS

/* What says whether the network costs and power is to be saved, in place of the system's; each
 * nullable. Before start. */
void cosell_sync_scheduler_set_monitors (CosellSyncScheduler *self, GNetworkMonitor *network,
                                         GPowerProfileMonitor *power);
/* Seconds from one sync to the next as things are; 0: none comes by itself. */
guint cosell_sync_scheduler_get_wait (CosellSyncScheduler *self);

G_END_DECLS
