/* cosell-store-meta.h: what is kept under a key, one text each; worker only
 *
 * Keys of the meta table: account-url; own-organization; me, catalog-customers, catalog-partners,
 * catalog-solutions (JSON texts as received); cursor (updatedDateTime up to which everything was
 * pulled); last-sync (RFC 3339); clock-offset (µs that the service is ahead of this computer);
 * sign-in-tenant, sign-in-client-id (as a person entered them); signed-in (a mark that says that
 * somebody is, and is another one after each sign-in; the sign-in itself is in the keyring).
 */
#pragma once

#include "store/cosell-store.h"

G_BEGIN_DECLS

#define COSELL_META_ACCOUNT_URL "account-url"
#define COSELL_META_OWN_ORGANIZATION "own-organization"
#define COSELL_META_ME "me"
#define COSELL_META_SOLUTIONS "catalog-solutions"
#define COSELL_META_TENANT "sign-in-tenant"
#define COSELL_META_CLIENT_ID "sign-in-client-id"
#define COSELL_META_SIGNED_IN "signed-in"
/* What was saved of a damaged database and where that is kept (P10), in words, until it was read. */
#define COSELL_META_REPAIRED "repaired"

/* value: (out) (transfer full) (nullable): NULL when not set, and with error */
gboolean cosell_store_get_meta (CosellStore *self, const char *key, char **value, GError **error);
/* there: (out): whether it is set; FALSE with error, too */
gboolean cosell_store_has_meta (CosellStore *self, const char *key, gboolean *there,
                                GError **error);
/* value: (nullable): NULL removes the key */
gboolean cosell_store_set_meta (CosellStore *self, const char *key, const char *value,
                                GError **error);

G_END_DECLS
