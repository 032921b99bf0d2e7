/* cosell-status-pill.h: status and stage of a deal in a coloured pill, with a small icon when it is
 * not plain "synced". Property: deal (CosellDeal, nullable); follows it. */
#pragma once

#include <gtk/gtk.h>

#include "model/cosell-deal.h"

G_BEGIN_DECLS

#define COSELL_TYPE_STATUS_PILL (cosell_status_pill_get_type ())
G_DECLARE_FINAL_TYPE (CosellStatusPill, cosell_status_pill, COSELL, STATUS_PILL, GtkWidget)

/* Shows and follows a deal. deal: (nullable), referenced: NULL leaves what was shown */
void
cosell_status_pill_set_deal (CosellStatusPill *self, CosellDeal *deal);
/* Name of the symbolic icon for a sync state, NULL for synced. (static) */
const char *
cosell_status_pill_get_sync_icon (CosellSyncState state);

G_END_DECLS
