/* cosell-http-limit.h: how long a request may take; private to this folder, main context only
 *
 * Two limits, one clock that no one can set. Silence: so many seconds without a byte. The whole:
 * ten times as many, and one more for each KiB that arrived, so that a slow line is waited for as
 * long as it brings more than 1 KiB a second, and one that drips ends all the same.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _CosellHttpLimit CosellHttpLimit;

/* silent: FALSE when bytes came, but too slowly. Called once at most; may free the limit. */
typedef void (*CosellHttpLimitOver) (gboolean silent, gpointer user_data);

/* Begins at once. seconds: of silence, above 0. Returns: (transfer full) */
CosellHttpLimit *
cosell_http_limit_new (guint seconds, CosellHttpLimitOver over, gpointer user_data);
/* Something came: the silence begins anew. */
void
cosell_http_limit_arrived (CosellHttpLimit *self, gsize bytes);
/* Ends without a call. self: (nullable) */
void
cosell_http_limit_free (CosellHttpLimit *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CosellHttpLimit, cosell_http_limit_free)

/* Seconds that the whole may take after so many bytes. */
gint64
cosell_http_limit_whole (guint seconds, guint64 bytes);
/* Length of a second for limits made from now on: 1000 ms; tests shorten it. */
void
cosell_http_limit_set_second (guint ms);

G_END_DECLS
