/* cosell-store-notifications.h: what a person is still to be told, remembered across restarts (G2);
 * worker only */
#pragma once

#include "model/cosell-notification.h"
#include "store/cosell-store.h"

G_BEGIN_DECLS

/* The notifications that nobody was told yet and that still hold, oldest deal first; from now on
 * they count as told. None come for a profile whose first pull is not over: deals that are there
 * already are not news, and the first call after that pull only takes note of them. next: (out) µs
 * UTC: when the next deadline is to be told, or COSELL_NO_TIME. Returns: (transfer full) of
 * CosellNotification; NULL with error */
GPtrArray *cosell_store_claim_notifications (CosellStore *self, gint64 *next, GError **error);

/* A job that writes: the deal's page is shown, so no answer that came before is unread (I9). */
gboolean cosell_store_mark_seen (CosellStore *self, gint64 deal, GError **error);

G_END_DECLS
