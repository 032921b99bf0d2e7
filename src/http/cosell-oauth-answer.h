/* cosell-oauth-answer.h: what the identity provider says, in words; private to this folder */
#pragma once

#include "http/cosell-oauth.h"

G_BEGIN_DECLS

/* An error answer: name ("invalid_grant"), description ("AADSTS70008: …"), the two numbers that
 * support asks for; each nullable. Returns: (transfer full) COSELL_OAUTH_ERROR, or BUSY or SERVER of
 * COSELL_HTTP_ERROR when trying again may help */
GError *
cosell_oauth_answer_error (const char *name,
                           const char *description,
                           const char *correlation,
                           const char *trace);

G_END_DECLS
