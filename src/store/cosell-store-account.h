/* cosell-store-account.h: the account, what is known about it, and how far the pull got; worker only
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

#define COSELL_META_TENANT "sign-in-tenant"
#define COSELL_META_CLIENT_ID "sign-in-client-id"
#define COSELL_META_SIGNED_IN "signed-in"

/* Returns: (transfer full) (nullable): NULL without error when not set */
char *cosell_store_get_meta (CosellStore *self, const char *key, GError **error);
/* What was saved of a damaged database and where that is kept (P10), in words, until it was read. */
#define COSELL_META_REPAIRED "repaired"
gboolean cosell_store_set_meta (CosellStore *self, const char *key, const char *value,
                                GError **error);
/* Sets the account's origin. A different one replaces the account with all its deals, which is
 * refused while the outbox or drafts hold anything (COSELL_RULE_ERROR_REFUSED). */
gboolean cosell_store_set_account (CosellStore *self, const char *url, GError **error);
/* Own organization: from me, else the owner of our own creates, else the most frequent one. Rows are
 * derived again when it changed. */
gboolean cosell_store_update_own_organization (CosellStore *self, GError **error);

/* Keeps what the service says about the account (the JSON text of me), and what follows from it: the
 * own organization, and the locations that the role does not reach (F1, F2). */
gboolean cosell_store_set_me (CosellStore *self, const char *me, GError **error);
/* F2: the service answered 403 to a change of this deal that needed these permissions (bits of
 * CosellPermission): it is refused them, and so are deals of its location that who is signed in has
 * no part in. Nothing is learned from 0. */
gboolean cosell_store_deny_permissions (CosellStore *self, gint64 deal, guint permissions,
                                        GError **error);
/* One was carried out after all: the location is open again. */
gboolean cosell_store_restore_permissions (CosellStore *self, gint64 deal, guint permissions,
                                           GError **error);
/* The deal came in a new version: what it taught is forgotten. */
gboolean cosell_store_forget_denied_permissions_of (CosellStore *self, gint64 deal, GError **error);
/* Whether anything learned is remembered. */
gboolean cosell_store_has_denied_permissions (CosellStore *self, gboolean *any, GError **error);
/* Somebody signed in: what was learned is forgotten. */
gboolean cosell_store_forget_denied_permissions (CosellStore *self, GError **error);

/* The service's time, when the store's clock is a CosellServiceClock. At the start: as it was known
 * the last time. */
gboolean cosell_store_load_clock (CosellStore *self, GError **error);
/* What answers said since takes effect and is kept; what waits for a while goes on waiting as long. */
gboolean cosell_store_adopt_clock (CosellStore *self, GError **error);
/* FALSE when the service has said nothing since the start: the computer's clock may have been set. */
gboolean cosell_store_is_clock_sure (CosellStore *self);
/* P14: whether a stamp of the service (COSELL_NO_TIME: no) lies ahead of its own time, more than what
 * is known of that may be wrong. Nothing may be concluded from such a stamp. */
gboolean cosell_store_is_ahead (CosellStore *self, gint64 instant);

G_END_DECLS
