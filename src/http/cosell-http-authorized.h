/* cosell-http-authorized.h: a request with a token that is renewed when it has to be; for who
 * speaks to a service */
#pragma once

#include "http/cosell-auth.h"
#include "http/cosell-http-call.h"

G_BEGIN_DECLS

/* Puts the token into the message, in place of an earlier one. */
void
cosell_http_authorize (SoupMessage *message, const char *token);
/* The JSON body of a message that may be sent twice. */
void
cosell_http_set_body (SoupMessage *message, GBytes *body);
/* cosell_http_call_start with tokens of auth. A 401 is no answer yet: nothing was carried out, so
 * the request is sent once more with another token, if there is one. */
void
cosell_http_call_authorized (GTask *task,
                             CosellAuth *auth,
                             SoupSession *session,
                             SoupMessage *message,
                             const CosellHttpReader *reader,
                             const char *query,
                             guint seconds,
                             CosellServiceClock *clock);

G_END_DECLS
