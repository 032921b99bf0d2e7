/* cosell-oversized.h: a referral that is too large to be kept, and what stands for it
 *
 * What the service sends is bounded here (P16): a referral of more bytes or values than any deal
 * has is not read. A placeholder stands for it, a document with the members that are small and a
 * mark, so that it has a row that says so; it cannot be changed here. Pure; any thread.
 */
#pragma once

#include "base/cosell-json.h"

G_BEGIN_DECLS

#define COSELL_REFERRAL_MAX_BYTES (8 * 1024 * 1024)
/* and member names; with COSELL_REFERRAL_MAX_BYTES this bounds what reading one takes */
#define COSELL_REFERRAL_MAX_VALUES (1000 * 1000)

/* Reads one referral. Returns: (transfer full) NULL with COSELL_JSON_ERROR_SIZE when it is too
 * large, or another error when it is broken */
CosellJson *
cosell_oversized_parse (const char *text, gsize length, GError **error);
/* What stands for a referral that is too large. Returns: (transfer full) (nullable): NULL when its
 * id cannot be read */
char *
cosell_oversized_stand_in (const char *text, gsize length);
/* The bytes of the referral that this one stands for; 0: it is one itself. */
gint64
cosell_oversized_get_bytes (CosellJsonValue referral);
/* Whether a text is such a stand-in; NULL is FALSE. */
gboolean
cosell_oversized_is_stand_in (const char *text);
/* What a list shows for its name: that it is too large, and whose it is. (transfer full) */
char *
cosell_oversized_name (CosellJsonValue referral);
/* Why it cannot be changed. (transfer full) */
char *
cosell_oversized_reason (void);

G_END_DECLS
