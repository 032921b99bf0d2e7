/* cosell-session-explain.h: why deals were found, where their rows do not show it
 *
 * Main context only; a closed session answers as cosell-session.h says.
 */
#pragma once

#include "app/cosell-session.h"
#include "model/cosell-search-text.h"

G_BEGIN_DECLS

/* deals: local ids, of a few rows that are seen: documents are read for each. typed: what was searched for, in
 * the language of queries; filters, and what is negated, need no reason.
 * cosell_session_array_finish: of CosellSearchHit, one for each deal; NULL for one whose row shows all of
 * it, or that is gone */
void cosell_session_explain_async (CosellSession *self, const gint64 *deals, guint n_deals,
                                   const char *typed, GCancellable *c,
                                   GAsyncReadyCallback callback, gpointer user_data);

G_END_DECLS
