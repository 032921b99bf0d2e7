/* cosell-remote-refusal.h: what the service wants of a sign-in besides that it is one; pure, any thread
 */
#pragma once

#include "http/cosell-http-error.h"

G_BEGIN_DECLS

/* Contract 1: 401 with the numbers 900421 (multifactor authentication) and 900420 (a token for
 * another service), 403 with insufficent_claims (the service's spelling; conditional access).
 * challenge: WWW-Authenticate (nullable). Returns: (nullable) (transfer none) words, translated; then
 * a person has to sign in again */
const char *
cosell_remote_refusal (guint status, const char *body, gsize length, const char *challenge);

G_END_DECLS
