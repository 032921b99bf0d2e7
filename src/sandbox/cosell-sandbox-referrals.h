/* cosell-sandbox-referrals.h: creating and changing referrals, with the service's rules
 *
 * All bodies are checked documents. Errors are SANDBOX_ERROR: the code is the HTTP status.
 */
#pragma once

#include "sandbox/cosell-sandbox-core.h"

G_BEGIN_DECLS

/* POST (contract 3.3, 8): the own half, Microsoft's or a partner's, told apart by the target. */
SandboxRecord *
sandbox_referral_create (SandboxCore *core, CosellJsonValue body, GError **error);

/* PATCH by the own organization (contract 3.4, 6). etag: If-Match as it came, NULL: none. */
gboolean
sandbox_referral_patch (SandboxCore *core,
               SandboxRecord *record,
               CosellJsonValue operations,
               const char *etag,
               GError **error);
/* The same by somebody else: no rule but the shape of the document. */
gboolean
sandbox_referral_patch_unchecked (SandboxCore *core,
                         SandboxRecord *record,
                         CosellJsonValue operations,
                         GError **error);
/* The member eTag as it is, quotes included. Returns: (transfer full) */
char *
sandbox_referral_dup_etag (const SandboxRecord *record);

/* Whether the body has what a new referral must have (contract 6.4). */
gboolean
sandbox_referral_check_new (CosellJsonValue body, gboolean to_microsoft, GError **error);
/* Whether the halves that an engagement has allow another one (contract 12.6). */
gboolean
sandbox_referral_check_invitation (SandboxCore *core,
                          const char *engagement_id,
                          gboolean to_microsoft,
                          GError **error);
/* Contract 6: status moves, terminal states, what is fixed, limits. before is the referral as it
 * stands, after as it would. *touched: canonical paths of the patch (char *). */
gboolean
sandbox_referral_check_change (SandboxCore *core,
                      SandboxRecord *record,
                      CosellJsonValue before,
                      CosellJsonValue after,
                      GPtrArray *touched,
                      GError **error);
/* Whether it is a solution assessment (SA). */
gboolean
sandbox_referral_is_assessment (CosellJsonValue referral);

G_END_DECLS
