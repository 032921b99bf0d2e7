/* cosell-sandbox-role.h: who is signed in to the practice server, and what that person may do */
#pragma once

#include "sandbox/cosell-sandbox-core.h"

G_BEGIN_DECLS

/* All zero: Referrals admin of the entire company, vetted for assessments. */
typedef struct
{
  gboolean user;       /* Referrals user instead of Referrals admin */
  char **locations;    /* (owned) (nullable): bound to these */
  gboolean not_vetted; /* may not create solution assessments (A6) */
} SandboxRole;

/* Frees what the members hold; the struct is the caller's. self: (nullable) */
void sandbox_role_clear (SandboxRole *self);
/* The body of POST role. FALSE when it is none; the role is unchanged then. */
gboolean sandbox_role_read (SandboxRole *self, CosellJsonValue body);
/* The answer of /sandbox/v1/me. (transfer full) */
char *sandbox_role_answer_me (const SandboxRole *self);
/* Whether the role may change a referral, and create or join one. Errors: SANDBOX_ERROR 403, and 400
 * for an assessment of who is not vetted */
gboolean sandbox_role_check_record (const SandboxRole *self, const SandboxRecord *record,
                                    GError **error);
/* The same for a referral that is to be made. */
gboolean sandbox_role_check_new (const SandboxRole *self, SandboxCore *core, CosellJsonValue body,
                                 GError **error);

G_END_DECLS
