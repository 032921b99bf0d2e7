/* cosell-history-text.h: what a change of the history says to a person; pure */
#pragma once

#include "base/cosell-json.h"

G_BEGIN_DECLS

/* The value at path as words: dates, money, people and solutions as they are called; "nothing" for
 * an absent one. Returns: (transfer full) */
char *
cosell_history_text_value (const char *path, CosellJsonValue value);
/* old → new, "from A to B"; people and solutions as what was added and removed; only the new value
 * where there was none. Returns: (transfer full) */
char *
cosell_history_text_change (const char *path, CosellJsonValue old, CosellJsonValue value);
/* "You" for "you", "Partner Center" for "service", else the name as it is (transfer none) */
const char *
cosell_history_text_who (const char *who);

G_END_DECLS
