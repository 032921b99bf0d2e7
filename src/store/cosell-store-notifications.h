/* cosell-store-notifications.h: what a person is still to be told, remembered across restarts (G2);
 * worker only */
#pragma once

#include "model/cosell-notification.h"
#include "store/cosell-store.h"

G_BEGIN_DECLS

/* What was not told yet and is still so, oldest deal first; from now on it counts as told. Silent on
 * a profile whose first pull is not over: what is in there already is no news, and the first call
 * after it takes note of it only. next: (out) µs UTC: when a deadline is to be told of next, or
 * COSELL_NO_TIME. Returns: (transfer full) of CosellNotification; NULL with error */
GPtrArray *cosell_store_claim_notifications (CosellStore *self, gint64 *next, GError **error);

G_END_DECLS
