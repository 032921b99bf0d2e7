/* cosell-sandbox-format.h: times, eTags and GUIDs as the service spells them; any thread */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The service's spelling: up to seven digits of fraction without trailing zeros; salt is the
 * seventh. Returns: (transfer full) */
char *
sandbox_format_time (gint64 instant, guint salt);
/* Contract 4.1: the quotes are part of the text; the last group begins with the Unix time.
 * Returns: (transfer full) */
char *
sandbox_format_etag (guint64 number, gint64 updated);
/* Whether text (nullable) is a GUID with hyphens and without braces, in any case. */
gboolean
sandbox_format_is_guid (const char *text);

G_END_DECLS
