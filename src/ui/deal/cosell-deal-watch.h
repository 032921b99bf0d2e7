/* cosell-deal-watch.h: one call for all that changed together in a deal */
#pragma once

#include "model/cosell-deal.h"

G_BEGIN_DECLS

typedef void (*CosellDealWatchFunc) (gpointer self);

/* A group whose target is a deal: calls func (self) once after any of properties (NULL-terminated)
 * changed, however many of them did. self: has to live as long as the group has a target. Main
 * thread only. Returns: (transfer full) */
GSignalGroup *
cosell_deal_watch_new (const char *const *properties, CosellDealWatchFunc func, gpointer self);

G_END_DECLS
