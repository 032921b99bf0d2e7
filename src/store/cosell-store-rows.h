/* cosell-store-rows.h: reading and writing rows of the referral table; private to the store; worker
 * only */
#pragma once

#include "base/cosell-json.h"
#include "store/cosell-referral-row.h"
#include "store/cosell-store.h"

G_BEGIN_DECLS

/* NULL without error when there is none. */
CosellReferralRow *cosell_store_load_referral (CosellStore *self, gint64 id, GError **error);
/* The same by the ID of the service. */
CosellReferralRow *cosell_store_load_remote (CosellStore *self, const char *remote_id,
                                             GError **error);
/* Returns: (transfer full) of CosellReferralRow, in order of id */
GPtrArray *cosell_store_load_engagement (CosellStore *self, const char *engagement, GError **error);
/* The same for all halves that stand in a deal's row. */
GPtrArray *cosell_store_load_deal_referrals (CosellStore *self, gint64 deal, GError **error);
/* id 0 inserts and sets the id. */
gboolean cosell_store_save_referral (CosellStore *self, CosellReferralRow *row, GError **error);
/* Inserts a row that has an id, with a document as the service sent it; row->base is not read. packed:
 * (nullable) the same packed; NULL: it is kept as text */
gboolean cosell_store_insert_referral (CosellStore *self, const CosellReferralRow *row,
                                       const CosellJson *document, GBytes *packed,
                                       GError **error);
/* The id that the next row will have. */
gboolean cosell_store_next_referral (CosellStore *self, gint64 *id, GError **error);
/* Whether a referral of that ID of the service is here; any of that engagement. */
gboolean cosell_store_has_remote (CosellStore *self, const char *remote_id, gboolean *has,
                                  GError **error);
gboolean cosell_store_has_engagement (CosellStore *self, const char *engagement, gboolean *has,
                                      GError **error);

G_END_DECLS
