/* cosell-sync-status.h: how things stand with the service, in words; results (transfer full) */
#pragma once

#include "app/cosell-session.h"

G_BEGIN_DECLS

/* "Synced 14:02", "Syncing… 120 deals", "Offline · synced 3 Nov, 14:02" */
char *
cosell_sync_status_describe (CosellSession *session);
/* What a person must know or do; NULL when all is well (and while a round runs). */
char *
cosell_sync_status_dup_notice (CosellSession *session);

G_END_DECLS
