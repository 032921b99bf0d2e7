/* cosell-http-client.h: requests to one origin, with a sign-in that goes nowhere else; for who speaks to
 * a service. Main context only. */
#pragma once

#include "base/cosell-service-clock.h"
#include "http/cosell-auth.h"
#include "http/cosell-http-call.h"

G_BEGIN_DECLS

#define COSELL_TYPE_HTTP_CLIENT (cosell_http_client_get_type ())
G_DECLARE_FINAL_TYPE (CosellHttpClient, cosell_http_client, COSELL, HTTP_CLIENT, GObject)

/* origin: https, or http on loopback; anything with a path, query, user or another scheme is refused
 * (G_IO_ERROR_INVALID_ARGUMENT). */
CosellHttpClient *cosell_http_client_new (const char *origin, GError **error);
/* As normalized. Returns: (transfer none) */
const char *cosell_http_client_get_origin (CosellHttpClient *self);
/* Whether the origin is on this computer. */
gboolean cosell_http_client_is_loopback (CosellHttpClient *self);
/* token NULL: requests answer SIGN_IN without being made */
void cosell_http_client_set_token (CosellHttpClient *self, const char *token);
/* In place of a token: each request asks it for one, and once more when the service does not take
 * it. NULL: the token again. */
void cosell_http_client_set_auth (CosellHttpClient *self, CosellAuth *auth);
/* How long a request may be silent, and by that (cosell-http-limit.h) how long it may take: seconds,
 * 30 at first. For requests that begin later. */
void cosell_http_client_set_timeout (CosellHttpClient *self, guint seconds);
/* Learns the service's time from the answers (nullable). */
void cosell_http_client_set_clock (CosellHttpClient *self, CosellServiceClock *clock);
/* Status and ids of the last answer, as support asks for them; untranslated. (transfer full)
 * (nullable) */
char *cosell_http_client_dup_last_ids (CosellHttpClient *self);

/* A request to the origin, without the token. query: (nullable): percent-encoded. Returns: (transfer
 * full) (nullable): NULL when the path leads elsewhere */
SoupMessage *cosell_http_client_new_message (CosellHttpClient *self, const char *method,
                                             const char *path, const char *query);
/* Sends message (transfer full, NULL: the address cannot be built), unless nobody is signed in, and
 * returns what reader makes of the answer through task (transfer full). query: of a list (nullable). */
void cosell_http_client_start (CosellHttpClient *self, GTask *task, SoupMessage *message,
                               const CosellHttpReader *reader, const char *query);
/* The same for a message that carries its own sign-in, or needs none. */
void cosell_http_client_send (CosellHttpClient *self, GTask *task, SoupMessage *message,
                              const CosellHttpReader *reader);
/* Whether text is one line of visible ASCII, as the value of a header is. */
gboolean cosell_http_client_fits_header (const char *text);

G_END_DECLS
