/* cosell-advice-groups.h: the figures in words: a group of rows for each tip
 *
 * A row with deals behind it has a button that activates "advice.show" with (title, index): the
 * index of the list of ids in deals.
 */
#pragma once

#include <adwaita.h>

#include "model/cosell-advice.h"

G_BEGIN_DECLS

/* deals: (out) of GArray, filled with the lists that rows refer to. Returns: (transfer full) of
 * AdwPreferencesGroup, floating */
GPtrArray *
cosell_advice_groups_new (const CosellAdvice *advice, GPtrArray *deals);
/* "5 hours", "10 days". (transfer full) */
char *
cosell_advice_format_span (gint64 span);

G_END_DECLS
