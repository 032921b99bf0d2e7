/* cosell-http-remote.h: CosellRemote over HTTP (libsoup) */
#pragma once

#include "base/cosell-service-clock.h"
#include "http/cosell-auth.h"
#include "remote/cosell-remote.h"

G_BEGIN_DECLS

#define COSELL_TYPE_HTTP_REMOTE (cosell_http_remote_get_type ())
G_DECLARE_FINAL_TYPE (CosellHttpRemote, cosell_http_remote, COSELL, HTTP_REMOTE, GObject)

/* origin: "https://api.partner.microsoft.com", or http on loopback; anything with a path, query,
 * user or another scheme is refused (G_IO_ERROR_INVALID_ARGUMENT). The bearer token goes to this
 * origin only. */
CosellHttpRemote *cosell_http_remote_new (const char *origin, GError **error);
/* token NULL: requests answer SIGN_IN without being made */
void cosell_http_remote_set_token (CosellHttpRemote *self, const char *token);
/* In place of a token: each request asks it for one, and once more when the service does not take
 * it. NULL: the token again. */
void cosell_http_remote_set_auth (CosellHttpRemote *self, CosellAuth *auth);
/* Status and ids of the last answer, as support asks for them; untranslated. (transfer full)
 * (nullable) */
char *cosell_http_remote_dup_last_ids (CosellHttpRemote *self);
/* Learns the service's time from the answers (nullable). */
void cosell_http_remote_set_clock (CosellHttpRemote *self, CosellServiceClock *clock);
/* Is origin one that may be an account? Also tells loopback apart. */
gboolean cosell_http_remote_check_origin (const char *origin, char **normalized,
                                          gboolean *loopback, GError **error);

G_END_DECLS
