/* cosell-guid.h: GUIDs as text; pure, any thread */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whether text is the GUID of zeros alone, which says "none", in any of the spellings of .NET: with
 * or without hyphens, in braces or parentheses, with white space around. NULL is FALSE. */
gboolean
cosell_guid_is_nil (const char *text);

G_END_DECLS
