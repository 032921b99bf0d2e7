/* cosell-notification-text.h: what a desktop notification says (G2); pure, main thread */
#pragma once

#include "model/cosell-notification.h"

G_BEGIN_DECLS

/* title and body: (out) (transfer full). now: µs UTC */
void
cosell_notification_text (const CosellNotification *notification, gint64 now, char **title,
                          char **body);
/* The same for many of one kind at a time. Returns: (transfer full) "12 new inbound deals" */
char *
cosell_notification_text_for_many (CosellNotificationKind kind, guint n);

G_END_DECLS
