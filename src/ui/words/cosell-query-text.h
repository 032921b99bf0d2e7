/* cosell-query-text.h: terms of a query as a person reads them, on a chip or in a menu; pure, main
 * thread */
#pragma once

#include "model/cosell-query.h"

G_BEGIN_DECLS

/* What a key asks about: "Status", "Closes" (static). */
const char *
cosell_query_text_key (CosellQueryKey key);
/* What a keyword finds: "My deals" (static). */
const char *
cosell_query_text_keyword (CosellQueryKeyword keyword);
/* A term as a chip has it: "Status: Accepted, Won", "Value: > 100 000", "Not: Favorites". Returns:
 * (transfer full) */
char *
cosell_query_text_term (const CosellQueryTerm *term);
/* One alternative of a filter: "Accepted", "this quarter", "none". Returns: (transfer full) */
char *
cosell_query_text_value (CosellQueryKey key, const CosellQueryValue *value);
/* What a choice is called among those of its key: "Accepted", "This quarter", "None"; a keyword as above.
 * term: as cosell-query-choice.h has it. Returns: (transfer full): term itself when it is none */
char *
cosell_query_text_choice (const char *term);
/* What a candidate of the completion means, beside the text that it types: "Status" for "status:",
 * "Accepted" for "accepted" behind it. key: of the spot, for a value. Returns: (transfer full)
 * (nullable): NULL where its text says it all */
char *
cosell_query_text_candidate (const char *text, gboolean is_value, CosellQueryKey key);

G_END_DECLS
