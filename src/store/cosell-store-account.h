/* cosell-store-account.h: the account, what is known about it, and how far the pull got; worker only
 *
 * Keys of the meta table: account-url; own-organization; me, catalog-customers, catalog-partners,
 * catalog-solutions (JSON texts as received); cursor (updatedDateTime up to which everything was
 * pulled); last-sync (RFC 3339).
 */
#pragma once

#include "store/cosell-store.h"

G_BEGIN_DECLS

/* Returns: (transfer full) (nullable): NULL without error when not set */
char *cosell_store_get_meta (CosellStore *self, const char *key, GError **error);
gboolean cosell_store_set_meta (CosellStore *self, const char *key, const char *value,
                                GError **error);
/* Sets the account's origin. A different one replaces the account with all its deals, which is
 * refused while the outbox or drafts hold anything (COSELL_RULE_ERROR_REFUSED). */
gboolean cosell_store_set_account (CosellStore *self, const char *url, GError **error);
/* Own organization: from me, else the owner of our own creates, else the most frequent one. Rows are
 * derived again when it changed. */
gboolean cosell_store_update_own_organization (CosellStore *self, GError **error);

G_END_DECLS
