/* cosell-outbox-lanes.h: what waits for CRMs: for each of them its deals, with the fields that are to be written
 *
 * Deals are opened, held back, let go and taken back by actions of the page around it, with the number of the deal:
 * "outbox.open", "outbox.crm-hold", "outbox.crm-let-go", "outbox.crm-discard". Main thread.
 */
#pragma once

#include <gtk/gtk.h>

#include "app/cosell-session.h"

G_BEGIN_DECLS

#define COSELL_TYPE_OUTBOX_LANES (cosell_outbox_lanes_get_type ())
G_DECLARE_FINAL_TYPE (CosellOutboxLanes, cosell_outbox_lanes, COSELL, OUTBOX_LANES, GtkBox)

GtkWidget *
cosell_outbox_lanes_new (CosellSession *session); /* empty */
/* links: of CosellCrmLink; nothing of them is kept. What stays the same is not touched, so that the focus stays. */
void
cosell_outbox_lanes_show (CosellOutboxLanes *self, GPtrArray *links);

G_END_DECLS
