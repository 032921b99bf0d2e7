/* cosell-store-crm.h: CRMs that the profile works with; worker only */
#pragma once

#include "model/cosell-crm-account.h"
#include "store/cosell-store.h"

G_BEGIN_DECLS

/* Adds it, or changes client ID, database and user of the one with its name, whose sign-in stays only where
 * these do.
 * COSELL_RULE_ERROR_REFUSED when that one has another address. */
gboolean cosell_store_put_crm (CosellStore *self, const CosellCrmAccount *crm, GError **error);
/* Notes a sign-in (NULL: nobody is signed in). */
gboolean cosell_store_set_crm_sign_in (CosellStore *self, const char *name, const char *mark,
                                       GError **error);
/* Those at an address are at another one now: the same service under a new port. */
gboolean cosell_store_move_crms (CosellStore *self, const char *from, const char *to, GError **error);
/* Its links go with it, what waits for it too (cosell_store_list_crm_lane); logs stay.
 * COSELL_RULE_ERROR_UNKNOWN when there is none. */
gboolean cosell_store_remove_crm (CosellStore *self, const char *name, GError **error);
/* By name. Returns: (transfer full) of CosellCrmAccount; NULL with error */
GPtrArray *cosell_store_list_crms (CosellStore *self, GError **error);
/* One. Returns: (transfer full) NULL with error, COSELL_RULE_ERROR_UNKNOWN when there is none */
CosellCrmAccount *cosell_store_load_crm (CosellStore *self, const char *name, GError **error);

G_END_DECLS
