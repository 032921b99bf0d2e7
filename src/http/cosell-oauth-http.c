/* cosell-oauth-http.c: forms sent to the identity provider */
#include "http/cosell-oauth-http.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>
#include <string.h>

#include "http/cosell-http-limit.h"
#include "http/cosell-http-session.h"
#include "http/cosell-http-status.h"
#include "http/cosell-oauth.h"
#include "http/cosell-origin.h"
#include "http/cosell-proof.h"
#include "http/cosell-tls-message.h"
#include "http/cosell-transport-message.h"

#define TIMEOUT 30

/* Owns the task until it has an end; see cosell-http-call.c. */
typedef struct
{
  GTask *task;          /* (owned) (nullable) */
  SoupSession *session; /* (owned) */
  SoupMessage *message; /* (owned) */
  CosellOauthReply *reply;
  GInputStream *stream;   /* (owned) (nullable) */
  CosellHttpLimit *limit; /* (owned) (nullable) */
  GCancellable *inner;    /* (owned) */
  GCancellable *outer;    /* (owned) (nullable) */
  gulong outer_id;
} Post;

void
cosell_oauth_reply_free (CosellOauthReply *self)
{
  if (self == NULL)
    return;
  if (self->body != NULL)
    explicit_bzero (self->body, COSELL_OAUTH_MAX_BYTES);
  g_free (self->body);
  g_free (self);
}

static void
post_stop (Post *post)
{
  g_clear_pointer (&post->limit, cosell_http_limit_free);
  if (post->outer_id != 0)
    g_cancellable_disconnect (post->outer, post->outer_id);
  post->outer_id = 0;
}

static void
post_clear (gpointer data)
{
  Post *post = data;

  g_assert (post->task == NULL);
  g_clear_object (&post->session);
  g_clear_object (&post->message);
  g_clear_object (&post->stream);
  g_clear_object (&post->inner);
  g_clear_object (&post->outer);
  g_clear_pointer (&post->reply, cosell_oauth_reply_free);
}

static void
post_unref (Post *post)
{
  g_rc_box_release_full (post, post_clear);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Post, post_unref)

/* The end: with error (taken), else with the reply. */
static void
post_end (Post *post, GError *error)
{
  g_autoptr (GTask) task = g_steal_pointer (&post->task);

  post_stop (post);
  if (task == NULL)
    g_clear_error (&error);
  else if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_steal_pointer (&post->reply),
                           (GDestroyNotify) cosell_oauth_reply_free);
}

static void
wipe_form (gpointer data)
{
  char *form = data;

  explicit_bzero (form, strlen (form));
  g_free (form);
}

static GError *
silence_error (Post *post)
{
  g_autofree char *text =
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s did not answer within %u second.",
                                    "%s did not answer within %u seconds.", TIMEOUT),
                       g_uri_get_host (soup_message_get_uri (post->message)), (guint) TIMEOUT);

  return cosell_http_error_new (COSELL_HTTP_ERROR_OFFLINE, 0, FALSE, text);
}

/* Errors of the connection, in words. */
static GError *
transport_error (Post *post, const GError *why)
{
  g_autofree char *text = cosell_proof_dup_refusal (post->message);
  CosellHttpError code = COSELL_HTTP_ERROR_OFFLINE;

  if (text != NULL)
    return cosell_http_error_new (code, 0, FALSE, text);
  if (g_error_matches (why, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_error_copy (why);
  if (g_error_matches (why, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return silence_error (post);
  if (cosell_tls_is_refusal (why))
    {
      code = COSELL_HTTP_ERROR_TLS;
      text = cosell_tls_message (post->message, why);
    }
  else
    text = cosell_transport_message (soup_message_get_uri (post->message), why);
  return cosell_http_error_new (code, 0, FALSE, text);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data);

/* As much as came, until the end or the limit. Takes the post. */
static void
read_on (Post *post)
{
  g_input_stream_read_async (post->stream, post->reply->body + post->reply->length,
                             COSELL_OAUTH_MAX_BYTES - 1 - post->reply->length, G_PRIORITY_DEFAULT,
                             post->inner, read_cb, post);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Post) post = user_data;
  g_autoptr (GError) error = NULL;
  gssize n = g_input_stream_read_finish (G_INPUT_STREAM (source), result, &error);

  if (post->task == NULL)
    return;
  if (n < 0)
    {
      post_end (post, transport_error (post, error));
      return;
    }
  cosell_http_limit_arrived (post->limit, (gsize) n);
  post->reply->length += (gsize) n;
  if (n == 0)
    post_end (post, NULL);
  else if (post->reply->length >= COSELL_OAUTH_MAX_BYTES - 1)
    post_end (post,
              cosell_http_error_new (COSELL_HTTP_ERROR_PROTOCOL, 0, FALSE,
                                     _ ("The answer of the identity provider is too large.")));
  else
    read_on (g_steal_pointer (&post));
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Post) post = user_data;
  g_autoptr (GError) error = NULL;
  SoupMessageHeaders *headers;

  post->stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  if (post->task == NULL)
    return;
  if (post->stream == NULL)
    {
      post_end (post, transport_error (post, error));
      return;
    }
  cosell_http_limit_arrived (post->limit, 0);
  headers = soup_message_get_response_headers (post->message);
  post->reply->status = soup_message_get_status (post->message);
  post->reply->at = g_get_real_time ();
  post->reply->retry_after =
      cosell_http_retry_after (soup_message_headers_get_one (headers, "Retry-After"),
                               soup_message_headers_get_one (headers, "Date"), post->reply->at);
  post->reply->body = g_malloc0 (COSELL_OAUTH_MAX_BYTES);
  read_on (g_steal_pointer (&post));
}

/* Takes the post. */
static void
send_post (Post *post)
{
  soup_session_send_async (post->session, post->message, G_PRIORITY_DEFAULT, post->inner, sent_cb,
                           post);
}

static void
proved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Post) post = user_data;
  GError *error = NULL;
  g_autoptr (SoupSession) proved = cosell_proof_ask_finish (result, &error);

  if (post->task != NULL && proved != NULL)
    {
      g_set_object (&post->session, proved);
      cosell_proof_bind (post->message, proved, post->inner);
      send_post (g_steal_pointer (&post));
    }
  else
    post_end (post, error);
}

static void
limit_over_cb (gboolean silent, gpointer user_data)
{
  Post *post = user_data;

  g_cancellable_cancel (post->inner);
  post_end (post, silence_error (post));
}

static void
outer_cancelled_cb (GCancellable *outer, gpointer user_data)
{
  g_cancellable_cancel (G_CANCELLABLE (user_data));
}

/* Takes the task. */
static Post *
new_post (GTask *task, GUri *uri, const char *form)
{
  Post *post = g_rc_box_new0 (Post);
  g_autoptr (GBytes) bytes = NULL;
  char *copy = g_strdup (form);

  post->task = task;
  post->reply = g_new0 (CosellOauthReply, 1);
  post->inner = g_cancellable_new ();
  g_set_object (&post->outer, g_task_get_cancellable (task));
  if (post->outer != NULL)
    post->outer_id = g_cancellable_connect (post->outer, G_CALLBACK (outer_cancelled_cb),
                                            g_object_ref (post->inner), g_object_unref);
  post->limit = cosell_http_limit_new (TIMEOUT, limit_over_cb, post);
  post->message = soup_message_new_from_uri ("POST", uri);
  soup_message_add_flags (post->message, SOUP_MESSAGE_NO_REDIRECT);
  soup_message_headers_append (soup_message_get_request_headers (post->message), "Accept",
                               "application/json");
  bytes = g_bytes_new_with_free_func (copy, strlen (copy), wipe_form, copy);
  soup_message_set_request_body_from_bytes (post->message, "application/x-www-form-urlencoded",
                                            bytes);
  return post;
}

void
cosell_oauth_post_async (const char *url,
                         const char *form,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr (SoupSession) session = NULL;
  g_autoptr (GUri) uri = g_uri_parse (url, SOUP_HTTP_URI_FLAGS, NULL);
  g_autofree char *origin = NULL;
  gboolean loopback = FALSE;
  GError *error = NULL;
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
  session = cosell_http_session_new (loopback, TIMEOUT);
  post = new_post (g_steal_pointer (&task), uri, form);
  post->session = g_object_ref (session);
  if (cosell_proof_is_wanted (uri))
    cosell_proof_ask_async (uri, post->inner, proved_cb, post);
  else
    send_post (post);
}

CosellOauthReply *
cosell_oauth_post_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Adds what only the head said to an error that tells to try again. */
static void
add_wait (const CosellOauthReply *reply, GError **error)
{
  g_autoptr (GError) plain = NULL;
  g_autofree char *wait = NULL;
  g_autofree char *words = NULL;

  if (reply->retry_after == 0 || error == NULL || *error == NULL ||
      (!g_error_matches (*error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_BUSY) &&
       !g_error_matches (*error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_SERVER)))
    return;
  plain = g_steal_pointer (error);
  wait = cosell_http_wait_message (NULL, reply->retry_after, reply->at);
  words = g_strdup_printf ("%s %s", plain->message, wait);
  *error = cosell_http_error_new ((CosellHttpError) plain->code, reply->retry_after, FALSE, words);
}

CosellOauthTokens *
cosell_oauth_reply_read_tokens (const CosellOauthReply *self,
                                const CosellOauthConfig *config,
                                const char *keep,
                                gint64 now,
                                GError **error)
{
  CosellOauthTokens *tokens =
      cosell_oauth_read_tokens (self->status, self->body, self->length, keep, now, error);

  if (tokens == NULL)
    add_wait (self, error);
  else if (!cosell_oauth_check_instance (config, self->body, self->length, error))
    g_clear_pointer (&tokens, cosell_oauth_tokens_free);
  return tokens;
}

CosellOauthDeviceCode *
cosell_oauth_reply_read_device_code (const CosellOauthReply *self, GError **error)
{
  CosellOauthDeviceCode *code =
      cosell_oauth_read_device_code (self->status, self->body, self->length, error);

  if (code == NULL)
    add_wait (self, error);
  return code;
}
