/* cosell-outbox-popover.h: the changes that wait, with state, reason, and what can be done */
#pragma once

#include <gtk/gtk.h>

#include "app/cosell-session.h"

G_BEGIN_DECLS

#define COSELL_TYPE_OUTBOX_POPOVER (cosell_outbox_popover_get_type ())
G_DECLARE_FINAL_TYPE (CosellOutboxPopover,
                      cosell_outbox_popover,
                      COSELL,
                      OUTBOX_POPOVER,
                      GtkPopover)

/* Signal "deal-opened" (int64) when a person wants to see the deal of an entry. */
GtkWidget *
cosell_outbox_popover_new (CosellSession *session);

G_END_DECLS
