/* cosell-store-permissions.h: what the account may not do with the deals of a location (F2); worker
 * only */
#pragma once

#include "store/cosell-store.h"

G_BEGIN_DECLS

/* F2: the service answered 403 to a change of this deal that needed these permissions (bits of
 * CosellPermission): it is refused them, and so are deals of its location that who is signed in has
 * no part in. Nothing is learned from 0. */
gboolean cosell_store_deny_permissions (CosellStore *self, gint64 deal, guint permissions,
                                        GError **error);
/* The service carried out such a change after all: the location is open again. */
gboolean cosell_store_restore_permissions (CosellStore *self, gint64 deal, guint permissions,
                                           GError **error);
/* The deal came in a new version: what it taught is forgotten. */
gboolean cosell_store_forget_denied_permissions_of (CosellStore *self, gint64 deal, GError **error);
/* Whether anything learned is remembered. */
gboolean cosell_store_has_denied_permissions (CosellStore *self, gboolean *any, GError **error);
/* Somebody signed in: all that was learned from refusals is forgotten. */
gboolean cosell_store_forget_denied_permissions (CosellStore *self, GError **error);
/* What the role reaches, as the service says it of who is signed in (me), is kept where it differs
 * from what it said before (old_me). Both are JSON texts, (nullable). */
gboolean cosell_store_set_role_permissions (CosellStore *self, const char *old_me, const char *me,
                                            GError **error);

G_END_DECLS
