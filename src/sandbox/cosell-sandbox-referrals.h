/* cosell-sandbox-referrals.h: creating and changing referrals, with the service's rules
 *
 * All bodies are checked documents. Errors are SANDBOX_ERROR: the code is the HTTP status.
 */
#pragma once

#include "sandbox/cosell-sandbox-core.h"

G_BEGIN_DECLS

/* POST (contract 3.3, 8): the own half, Microsoft's or a partner's, told apart by the target. */
SandboxRecord *
sandbox_create (SandboxCore *core, CosellJsonValue body, GError **error);

/* PATCH by the own organization (contract 3.4, 6). etag: If-Match as it came, NULL: none. */
gboolean
sandbox_patch (SandboxCore *core,
               SandboxRecord *record,
               CosellJsonValue operations,
               const char *etag,
               GError **error);
/* The same by somebody else: no rule but the shape of the document. */
gboolean
sandbox_patch_unchecked (SandboxCore *core,
                         SandboxRecord *record,
                         CosellJsonValue operations,
                         GError **error);
/* The member eTag as it is, quotes included. Returns: (transfer full) */
char *
sandbox_record_etag (const SandboxRecord *record);

/* Sets one member of a text. value_json: JSON. Consumes text. Returns: (transfer full) */
char *
sandbox_set (char *text, const char *pointer, const char *value_json);
char *
sandbox_set_text (char *text, const char *pointer, const char *value);
char *
sandbox_set_time (char *text, const char *pointer, gint64 instant);

/* What a new referral must have; what both halves of an engagement allow (contract 6.4, 12.6). */
gboolean
sandbox_check_new (CosellJsonValue body, gboolean to_microsoft, GError **error);
gboolean
sandbox_check_invitation (SandboxCore *core,
                          const char *engagement_id,
                          gboolean to_microsoft,
                          GError **error);
/* Contract 6: status moves, terminal states, what is fixed, limits. before is the referral as it
 * stands, after as it would. *touched: canonical paths of the patch (char *). */
gboolean
sandbox_check_change (SandboxCore *core,
                      SandboxRecord *record,
                      CosellJsonValue before,
                      CosellJsonValue after,
                      GPtrArray *touched,
                      GError **error);
/* A registration as it was sent (contract 6.5): who may register, and what it must have; text is
 * the referral as it stands in the patch. Returns: (transfer full) (nullable) the registration as
 * the service keeps it, with id and status */
char *
sandbox_register (SandboxCore *core,
                  SandboxRecord *record,
                  const char *text,
                  const char *value,
                  GError **error);
/* What was changed in registrations that needed an action is reviewed again. before: the referral
 * before the patch. Takes text. Returns: (transfer full) (nullable) the text */
char *
sandbox_review_again (SandboxCore *core,
                      CosellJsonValue before,
                      char *text,
                      GPtrArray *touched,
                      GError **error);
/* An answer of Microsoft (contract 6.5, states). id: NULL: the newest one; reason: (nullable) */
gboolean
sandbox_move_registration (SandboxCore *core,
                           SandboxRecord *record,
                           const char *id,
                           const char *status,
                           const char *reason,
                           GError **error);
gboolean
sandbox_is_assessment (CosellJsonValue referral);

G_END_DECLS
