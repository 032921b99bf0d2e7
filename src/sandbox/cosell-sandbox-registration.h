/* cosell-sandbox-registration.h: deal registrations, with the rules of the service (contract 6.5) */
#pragma once

#include "sandbox/cosell-sandbox-core.h"

G_BEGIN_DECLS

/* A registration as it was sent (contract 6.5): who may register, and what it must have; text is
 * the referral as it stands in the patch. Returns: (transfer full) (nullable) the registration as
 * the service keeps it, with id and status */
char *
sandbox_registration_add (SandboxCore *core,
                  SandboxRecord *record,
                  const char *text,
                  const char *value,
                  GError **error);
/* What was changed in registrations that needed an action is reviewed again. before: the referral
 * before the patch. Takes text. Returns: (transfer full) (nullable) the text */
char *
sandbox_registration_review_again (SandboxCore *core,
                      CosellJsonValue before,
                      char *text,
                      GPtrArray *touched,
                      GError **error);
/* An answer of Microsoft (contract 6.5, states). id: NULL: the newest one; reason: (nullable) */
gboolean
sandbox_registration_move (SandboxCore *core,
                           SandboxRecord *record,
                           const char *id,
                           const char *status,
                           const char *reason,
                           GError **error);

G_END_DECLS
