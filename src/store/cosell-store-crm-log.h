/* cosell-store-crm-log.h: what was done to keep a deal and its opportunity in step; worker only */
#pragma once

#include "model/cosell-crm-link.h"
#include "store/cosell-store.h"

G_BEGIN_DECLS

/* Adds lines (of CosellCrmLogEntry) to a deal's log; the deal counts as changed. The log outlives
 * the link and the CRM, and ends with the deal. */
gboolean cosell_store_add_crm_log (CosellStore *self, gint64 deal, GPtrArray *entries,
                                   GError **error);
/* Newest first. Returns: (transfer full) of CosellCrmLogEntry, NULL with error */
GPtrArray *cosell_store_get_crm_log (CosellStore *self, gint64 deal, GError **error);

G_END_DECLS
