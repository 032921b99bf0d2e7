/* cosell-text-find.h: where folded words stand in text that is not folded; any thread */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The first place in text, which is UTF-8, where needle stands once both are folded
 * (cosell_intl_fold) and white space counts as one space: bytes from start to end, which are whole
 * characters ("ß" for "s"). start and end: (out). needle: folded, with single spaces, not empty.
 * Returns: FALSE when it is not there */
gboolean cosell_text_find_folded (const char *text, const char *needle, gsize *start, gsize *end);

/* Whether needle, folded (cosell_intl_fold), stands in text once that is folded: the fast way. */
gboolean cosell_text_holds_folded (const char *text, const char *needle);
/* The same of a text in ASCII, which is ten times as fast. holds: (out). Returns: FALSE when it is in
 * other characters, too; nothing is said then */
gboolean cosell_text_holds_ascii (const char *text, const char *needle, gboolean *holds);

G_END_DECLS
