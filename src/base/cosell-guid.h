/* cosell-guid.h: GUIDs as text; pure, any thread */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whether text is the GUID of zeros alone, which says "none", in any of the spellings of .NET: with
 * or without hyphens, in braces or parentheses, with white space around. NULL is FALSE. */
gboolean
cosell_guid_is_nil (const char *text);

/* A GUID as it was copied, in the usual spelling: without what stands around it, "urn:uuid:" included,
 * with hyphens; letters keep their case. Any other text is only unwrapped (cosell_text_unwrap).
 * Returns: (transfer full), "" for NULL */
char *
cosell_guid_tidy (const char *text);

G_END_DECLS
