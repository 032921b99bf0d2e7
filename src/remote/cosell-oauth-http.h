/* cosell-oauth-http.h: forms sent to the identity provider; private to this folder
 *
 * Main context only. No redirect is followed, no cookie kept, and no answer above
 * COSELL_OAUTH_MAX_BYTES read.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct
{
  guint status;
  char *body; /* ends with NUL; wiped when it is freed */
  gsize length;
} CosellOauthReply;

void cosell_oauth_reply_free (CosellOauthReply *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CosellOauthReply, cosell_oauth_reply_free)

/* form is copied, and wiped afterwards. Errors: COSELL_REMOTE_ERROR, G_IO_ERROR_CANCELLED */
void cosell_oauth_post_async (const char *url, const char *form, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data);
CosellOauthReply *cosell_oauth_post_finish (GAsyncResult *result, GError **error);

G_END_DECLS
