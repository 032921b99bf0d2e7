/* cosell-match-text.h: why a deal was found, as its row says it; pure, main thread */
#pragma once

#include "model/cosell-search-text.h"

G_BEGIN_DECLS

/* "Note: …wants a pilot in March…". start, end: (out): the bytes of it that were searched for; nothing
 * where both are 0. Returns: (transfer full) */
char *
cosell_match_text (const CosellSearchHit *hit, gsize *start, gsize *end);

G_END_DECLS
