/* cosell-query-choice.h: what is chosen where the values of filters are offered (rule I19); pure, any
 * thread
 *
 * A choice is a whole term: a filter with one value ("status:won"), or a keyword. Values of one key
 * are alternatives, and stand in one filter.
 */
#pragma once

#include "model/cosell-query.h"

G_BEGIN_DECLS

/* FALSE for what is no such term. Those that are negated do not count. */
gboolean cosell_query_has_choice (const CosellQuery *query, const char *term);
/* What is chosen of a key. Returns: (transfer full) of char *: whole terms */
GPtrArray *cosell_query_dup_choices (const CosellQuery *query, CosellQueryKey key);
/* text with the term chosen, or no more. alone: it takes the place of what was chosen of its key. What
 * says the opposite goes: "-open" and "closed" for "open". Returns: (transfer full): text as it is
 * when the term is none, or one too many (I10) */
char *cosell_query_set_choice (const char *text, const char *term, gboolean chosen, gboolean alone);
/* Whether leads are asked for by a filter of the type or the tab. query: (nullable) */
gboolean cosell_query_wants_leads (const CosellQuery *query);

G_END_DECLS
