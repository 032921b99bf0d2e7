/* cosell-advice-groups.h: the figures in words: a group of rows for each tip
 *
 * A row with deals behind it has a button that activates "advice.show" with (title, index): the
 * index of the list in deals.
 */
#pragma once

#include <adwaita.h>

#include "model/cosell-advice.h"

G_BEGIN_DECLS

/* deals: (out) of CosellAdviceList, filled with what rows refer to. Returns: (transfer full) of
 * AdwPreferencesGroup, floating */
GPtrArray *
cosell_advice_groups_new (const CosellAdvice *advice, GPtrArray *deals);

G_END_DECLS
