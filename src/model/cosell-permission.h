/* cosell-permission.h: what the account may do where (rules F1, F2, A6)
 *
 * Only what the service said about the account, or answered with 403, is ever refused; nothing that
 * it returned is hidden. Pure; any thread.
 */
#pragma once

#include "base/cosell-json.h"
#include "model/cosell-enums.h"
#include "model/cosell-rules.h"

G_BEGIN_DECLS

/* What the service lets somebody do, or not, for all deals of one location. The numbers are stored. */
typedef enum
{
  COSELL_PERMISSION_NONE = 0,
  COSELL_PERMISSION_CREATE = 1 << 0,
  COSELL_PERMISSION_EDIT = 1 << 1, /* details, team, solutions, stage */
  COSELL_PERMISSION_STATUS = 1 << 2,
  COSELL_PERMISSION_INVITE = 1 << 3, /* and to share with Microsoft sellers */
  COSELL_PERMISSION_REGISTER = 1 << 4,
} CosellPermission;
#define COSELL_PERMISSION_ALL 0x1f

/* What an action on a deal needs. The heart and what is only done here need nothing. */
CosellPermission cosell_permission_of_action (CosellAction action, CosellDealStatus status);
/* What an outbox entry needed. changes: (nullable) of CosellChange, for an update. The heart alone
 * teaches nothing (B2). */
CosellPermission cosell_permission_of_entry (CosellOutboxOp op, GPtrArray *changes);
/* F2: what is refused on a deal. known: by the role as the account tells it; here: learned from a 403
 * on this very deal; there: on any deal of its location, which says nothing about own deals, nor
 * about any while nobody knows who is signed in. on_team: 1, 0, or -1 for not known. */
guint cosell_permission_denied (guint known, guint here, guint there, int on_team);
/* F2: the sentence that names the role. location: (nullable). (transfer full) */
char *cosell_permission_refusal (CosellPermission permission, const char *location);

/* What the service tells of who is signed in. */
typedef struct
{
  char *role;       /* (nullable) as received: "ReferralsAdmin" */
  char **locations; /* (nullable): of the whole company; else the ids that the role is bound to */
  gboolean vetted;  /* A6: may create solution assessments; TRUE when the service does not say */
} CosellPermissionRole;

/* me: (nullable) the answer of /sandbox/v1/me; of NULL, and of what is no object, nothing is known, and
 * all is allowed. Returns: (transfer full) */
CosellPermissionRole *cosell_permission_role_new_from_me (const char *me);
void cosell_permission_role_free (CosellPermissionRole *self); /* self: (nullable) */
/* A6: a draft of this type may be created. Errors: COSELL_RULE_ERROR_REFUSED */
gboolean cosell_permission_role_require_type (const CosellPermissionRole *self, CosellDealType type,
                                              GError **error);
/* F1, F2: whether the role as told reaches to this location (nullable), and is one that may do
 * everything there. */
gboolean cosell_permission_role_is_admin (const CosellPermissionRole *self, const char *location);
/* Whether two answers say the same about the role: the same person with the same rights. */
gboolean cosell_permission_role_equal (const CosellPermissionRole *a,
                                       const CosellPermissionRole *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CosellPermissionRole, cosell_permission_role_free)

G_END_DECLS
