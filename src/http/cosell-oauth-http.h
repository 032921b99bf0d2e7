/* cosell-oauth-http.h: forms sent to the identity provider; private to this folder
 *
 * Main context only. No redirect is followed, no cookie kept, and no answer above
 * COSELL_OAUTH_MAX_BYTES read. Every request ends (cosell-http-limit.h).
 */
#pragma once

#include <gio/gio.h>

#include "http/cosell-oauth.h"

G_BEGIN_DECLS

typedef struct
{
  guint status;
  char *body; /* ends with NUL; wiped when it is freed */
  gsize length;
  gint64 retry_after; /* seconds, 0 = it did not say */
  gint64 at;          /* µs UTC by the local clock: when it came */
} CosellOauthReply;

/* Wipes the body. self: (nullable) */
void cosell_oauth_reply_free (CosellOauthReply *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CosellOauthReply, cosell_oauth_reply_free)

/* form is copied, and wiped afterwards. Errors: COSELL_HTTP_ERROR, G_IO_ERROR_CANCELLED */
void cosell_oauth_post_async (const char *url, const char *form, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data);
/* Returns: (transfer full) whatever was answered, with whatever status */
CosellOauthReply *cosell_oauth_post_finish (GAsyncResult *result, GError **error);

/* As cosell_oauth_read_tokens, with cosell_oauth_check_instance, and cosell_oauth_read_device_code; an error that tells to try again
 * has the Retry-After of the answer, and its words say it. */
CosellOauthTokens *cosell_oauth_reply_read_tokens (const CosellOauthReply *self,
                                                   const CosellOauthConfig *config,
                                                   const char *keep, gint64 now, GError **error);
/* Returns: (transfer full), as above */
CosellOauthDeviceCode *cosell_oauth_reply_read_device_code (const CosellOauthReply *self,
                                                            GError **error);

G_END_DECLS
