/* store-dump.h: everything that a profile keeps of deals, as one text, for comparing whole states
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Deals with drafts, favorites and registrations, referrals, documents and outbox, a row a line;
 * JSON with its members in order of their names, so that only what it says counts. Returns:
 * (transfer full) */
char *
store_dump (const char *profile);

G_END_DECLS
