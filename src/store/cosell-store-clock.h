/* cosell-store-clock.h: what is known of the service's time, kept for offline and the next start;
 * worker only */
#pragma once

#include "store/cosell-store.h"

G_BEGIN_DECLS

/* The service's time, when the store's clock is a CosellServiceClock. At the start: as it was known
 * the last time. */
gboolean cosell_store_load_clock (CosellStore *self, GError **error);
/* What answers said since takes effect and is kept; what waits for a while goes on waiting as long. */
gboolean cosell_store_adopt_clock (CosellStore *self, GError **error);
/* FALSE when the service has said nothing since the start: the computer's clock may have been set. */
gboolean cosell_store_is_clock_sure (CosellStore *self);
/* P14: whether a stamp of the service (COSELL_NO_TIME: no) lies ahead of its own time, more than what
 * is known of that may be wrong. Nothing may be concluded from such a stamp. */
gboolean cosell_store_is_ahead (CosellStore *self, gint64 instant);

G_END_DECLS
