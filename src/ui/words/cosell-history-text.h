/* cosell-history-text.h: what a change of the history says to a person; pure */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* old → value (JSON texts; NULL is nothing) at path, "from A to B" in words: dates, money, people and
 * solutions as they are called; people and solutions as what was added and removed; only the new value
 * where there was none. Returns: (transfer full) */
char *cosell_history_text_change (const char *path, const char *old, const char *value);
/* "You" for "you", "Partner Center" for "service", else the name as it is (transfer none) */
const char *cosell_history_text_who (const char *who);

G_END_DECLS
