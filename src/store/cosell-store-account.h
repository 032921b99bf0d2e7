/* cosell-store-account.h: the account, and what is known about it; worker only */
#pragma once

#include "store/cosell-store.h"

G_BEGIN_DECLS

/* Sets the account's origin. A different one replaces the account with all its deals, which is
 * refused while the outbox or drafts hold anything (COSELL_RULE_ERROR_REFUSED). */
gboolean cosell_store_set_account (CosellStore *self, const char *url, GError **error);
/* Own organization: from me, else the owner of our own creates, else the most frequent one. Rows are
 * derived again when it changed. */
gboolean cosell_store_update_own_organization (CosellStore *self, GError **error);

/* Keeps what the service says about the account (the JSON text of me), and what follows from it: the
 * own organization, and the locations that the role does not reach (F1, F2). */
gboolean cosell_store_set_me (CosellStore *self, const char *me, GError **error);

G_END_DECLS
