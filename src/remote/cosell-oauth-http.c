/* cosell-oauth-http.c: forms sent to the identity provider */
#include "remote/cosell-oauth-http.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>
#include <string.h>

#include "cosell-config.h"
#include "remote/cosell-oauth.h"
#include "remote/cosell-origin.h"
#include "remote/cosell-tls-words.h"

#define TIMEOUT 30

typedef struct
{
  SoupMessage *message; /* (owned) */
  CosellOauthReply *reply;
  GInputStream *stream; /* (owned) (nullable) */
} Post;

void
cosell_oauth_reply_free (CosellOauthReply *self)
{
  if (self->body != NULL)
    explicit_bzero (self->body, COSELL_OAUTH_MAX_BYTES);
  g_free (self->body);
  g_free (self);
}

static void
post_free (gpointer data)
{
  Post *post = data;

  g_clear_object (&post->message);
  g_clear_object (&post->stream);
  g_clear_pointer (&post->reply, cosell_oauth_reply_free);
  g_free (post);
}

static void
wipe_form (gpointer data)
{
  char *form = data;

  explicit_bzero (form, strlen (form));
  g_free (form);
}

/* Errors of the connection, in words. */
static GError *
transport_error (Post *post, const GError *why)
{
  const char *host = g_uri_get_host (soup_message_get_uri (post->message));
  g_autofree char *text = NULL;
  CosellRemoteError code = COSELL_REMOTE_ERROR_OFFLINE;

  if (g_error_matches (why, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_error_copy (why);
  if (cosell_tls_is_refusal (why))
    {
      code = COSELL_REMOTE_ERROR_TLS;
      text = cosell_tls_words (post->message, why);
    }
  else if (g_error_matches (why, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s did not answer within %u second.",
                                         "%s did not answer within %u seconds.", TIMEOUT),
                            host, (guint) TIMEOUT);
  else
    text =
        g_strdup_printf (_ ("The identity provider %s cannot be reached: %s"), host, why->message);
  return cosell_remote_error_new (code, 0, FALSE, text);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Post *post = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  gsize length = 0;

  if (!g_input_stream_read_all_finish (G_INPUT_STREAM (source), result, &length, &error))
    {
      g_task_return_error (task, transport_error (post, error));
      return;
    }
  if (length >= COSELL_OAUTH_MAX_BYTES)
    {
      g_task_return_error (
          task, cosell_remote_error_new (COSELL_REMOTE_ERROR_PROTOCOL, 0, FALSE,
                                         _ ("The answer of the identity provider is too large.")));
      return;
    }
  post->reply->length = length;
  g_task_return_pointer (task, g_steal_pointer (&post->reply),
                         (GDestroyNotify) cosell_oauth_reply_free);
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Post *post = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  post->stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  if (post->stream == NULL)
    {
      g_task_return_error (task, transport_error (post, error));
      g_object_unref (task);
      return;
    }
  post->reply->status = soup_message_get_status (post->message);
  post->reply->body = g_malloc0 (COSELL_OAUTH_MAX_BYTES);
  g_input_stream_read_all_async (post->stream, post->reply->body, COSELL_OAUTH_MAX_BYTES - 1,
                                 G_PRIORITY_DEFAULT, g_task_get_cancellable (task), read_cb, task);
}

void
cosell_oauth_post_async (const char *url,
                         const char *form,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr (SoupSession) session =
      soup_session_new_with_options ("user-agent", "Cosell/" COSELL_VERSION, "timeout", TIMEOUT,
                                     NULL);
  g_autoptr (GUri) uri = g_uri_parse (url, SOUP_HTTP_URI_FLAGS, NULL);
  g_autofree char *origin = NULL;
  g_autoptr (GBytes) bytes = NULL;
  gboolean loopback = FALSE;
  GError *error = NULL;
  char *copy;
  Post *post;

  g_return_if_fail (uri != NULL);

  g_task_set_source_tag (task, cosell_oauth_post_async);
  origin = g_uri_join (G_URI_FLAGS_NONE, g_uri_get_scheme (uri), NULL, g_uri_get_host (uri),
                       g_uri_get_port (uri), "", NULL, NULL);
  if (!cosell_origin_check (origin, NULL, &loopback, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  soup_session_remove_feature_by_type (session, SOUP_TYPE_AUTH_MANAGER);
  if (loopback)
    soup_session_set_proxy_resolver (session, NULL);
  post = g_new0 (Post, 1);
  post->reply = g_new0 (CosellOauthReply, 1);
  post->message = soup_message_new_from_uri ("POST", uri);
  g_task_set_task_data (task, post, post_free);
  soup_message_add_flags (post->message, SOUP_MESSAGE_NO_REDIRECT);
  soup_message_headers_append (soup_message_get_request_headers (post->message), "Accept",
                               "application/json");
  copy = g_strdup (form);
  bytes = g_bytes_new_with_free_func (copy, strlen (copy), wipe_form, copy);
  soup_message_set_request_body_from_bytes (post->message, "application/x-www-form-urlencoded",
                                            bytes);
  soup_session_send_async (session, post->message, G_PRIORITY_DEFAULT, cancellable, sent_cb,
                           g_steal_pointer (&task));
}

CosellOauthReply *
cosell_oauth_post_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
