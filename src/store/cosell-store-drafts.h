/* cosell-store-drafts.h: drafts of new deals; worker only */
#pragma once

#include "model/cosell-deal-data.h"
#include "store/cosell-store.h"

G_BEGIN_DECLS

/* Writes a draft: id 0 makes a new deal row (status draft). data is the derived row. Errors:
 * NOT_FOUND when the id is no draft (any more). before: (out) (optional) (nullable) (transfer full): its
 * JSON so far. Returns: the local id, 0 with error */
gint64 cosell_store_save_draft (CosellStore *self, gint64 id, const char *json,
                                const CosellDealData *data, char **before, GError **error);
/* Returns: (transfer full) the draft file's JSON */
char *cosell_store_get_draft (CosellStore *self, gint64 id, GError **error);
/* The draft that a deal which still waits was made from, with what was edited since. Returns:
 * (transfer full) (nullable): NULL without error when the service has the deal */
char *cosell_store_get_waiting_draft (CosellStore *self, gint64 deal, GError **error);
/* Newest first: of gint64 ids */
GArray *cosell_store_get_drafts (CosellStore *self, GError **error);
/* Returns: (transfer full) (out) the JSON, for undo */
gboolean cosell_store_delete_draft (CosellStore *self, gint64 id, char **json, GError **error);
/* The draft becomes a deal that waits: own_body as CREATE, each of invitations (nullable) as INVITE
 * that depends on it (C16). The draft's JSON is kept until the service has the deal, so that
 * discarding the entry brings the draft back. */
gboolean cosell_store_submit_draft (CosellStore *self, gint64 id, const char *own_body,
                                    const char *const *invitations, GError **error);

G_END_DECLS
