/* cosell-http-call.c: one request from start to checked answer */
#include "remote/cosell-http-call.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/cosell-json.h"
#include "remote/cosell-http-refusal.h"
#include "remote/cosell-http-status.h"
#include "remote/cosell-odata.h"
#include "remote/cosell-tls-words.h"

#define CHUNK (64 * 1024)

typedef struct
{
  CosellHttpCallKind kind;
  SoupMessage *message; /* (owned) */
  char *query;          /* (owned) (nullable) */
  guint seconds;

  gboolean is_change; /* POST or PATCH: an answer that got lost matters */
  gboolean started;   /* the connection stands, bytes may have left */
  gboolean timed_out;

  GCancellable *outer; /* (owned) (nullable) the caller's */
  GCancellable *inner; /* (owned) cancelled by the caller's or by the timer */
  gulong outer_id;
  guint timer;

  CosellServiceClock *clock; /* (owned) (nullable) */
  gint64 asked;              /* elapsed */

  GInputStream *stream; /* (owned) (nullable) */
  GByteArray *body;     /* (owned) */
  char chunk[CHUNK];

  /* read on the main context for the thread that decodes */
  guint status;
  char *etag;
  char *request_id;
  char *content_type;
  char *location;
  char *challenge;
  gint64 retry_after;
} Call;

static void
call_stop_watching (Call *call)
{
  g_clear_handle_id (&call->timer, g_source_remove);
  if (call->outer_id != 0)
    g_cancellable_disconnect (call->outer, call->outer_id);
  call->outer_id = 0;
  g_signal_handlers_disconnect_by_data (call->message, call);
}

static void
call_free (Call *call)
{
  call_stop_watching (call);
  g_clear_object (&call->message);
  g_clear_object (&call->outer);
  g_clear_object (&call->inner);
  g_clear_object (&call->stream);
  g_clear_object (&call->clock);
  g_clear_pointer (&call->body, g_byte_array_unref);
  g_free (call->query);
  g_free (call->etag);
  g_free (call->request_id);
  g_free (call->content_type);
  g_free (call->location);
  g_free (call->challenge);
  g_free (call);
}

static const char *
call_text (Call *call)
{
  return call->body->data != NULL ? (const char *) call->body->data : "";
}

static GError *
call_error (Call *call, CosellRemoteError code, gboolean unknown, const char *message)
{
  return cosell_remote_error_new (code, call->retry_after, unknown && call->is_change, message);
}

/* Errors of the connection itself. What was never begun was certainly not carried out. */
static GError *
transport_error (Call *call, const GError *why)
{
  const char *host = g_uri_get_host (soup_message_get_uri (call->message));
  g_autofree char *message = NULL;

  /* libsoup's own time-out may come first */
  if (call->timed_out || g_error_matches (why, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    {
      message =
          g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s did not answer within %u second.",
                                        "%s did not answer within %u seconds.", call->seconds),
                           host, call->seconds);
      return call_error (call, COSELL_REMOTE_ERROR_OFFLINE, call->started, message);
    }
  if (cosell_tls_is_refusal (why))
    {
      message = cosell_tls_words (call->message, why);
      return call_error (call, COSELL_REMOTE_ERROR_TLS, call->started, message);
    }
  if (call->started)
    message = g_strdup_printf (_ ("The connection to %s broke off: %s"), host, why->message);
  else
    message = g_strdup_printf (_ ("%s cannot be reached: %s"), host, why->message);
  return call_error (call, COSELL_REMOTE_ERROR_OFFLINE, call->started, message);
}

static void
call_fail (GTask *task, const GError *why)
{
  Call *call = g_task_get_task_data (task);

  call_stop_watching (call);
  if (call->outer != NULL && g_cancellable_is_cancelled (call->outer))
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "%s", why->message);
  else
    g_task_return_error (task, transport_error (call, why));
  g_object_unref (task);
}

/* decoding, on a thread of the pool */

static GError *
status_error (Call *call, CosellRemoteError code, gboolean unknown)
{
  const char *refusal =
      cosell_http_refusal (call->status, call_text (call), call->body->len, call->challenge);
  g_autofree char *words = NULL;
  g_autofree char *message = NULL;
  GError *error = NULL;

  if (refusal != NULL)
    {
      code = COSELL_REMOTE_ERROR_SIGN_IN;
      message = call->request_id != NULL
                    /* Translators: the number is an HTTP status; the last is an id that support
                       asks for. */
                    ? g_strdup_printf (_ ("%s (HTTP %u, request %s)"), refusal, call->status,
                                       call->request_id)
                    : g_strdup_printf (_ ("%s (HTTP %u)"), refusal, call->status);
    }
  else if (call->status >= 300 && call->status < 400)
    message = g_strdup_printf (
        _ ("The service pointed to another address (%s) instead of answering. Cosell does not "
           "follow it, because your sign-in must not go elsewhere. A sign-in page of the network "
           "may be in between. (HTTP %u)"),
        call->location != NULL ? call->location : "–", call->status);
  else
    {
      words = cosell_http_error_words (call_text (call), call->body->len);
      message = cosell_http_error_message (code, call->status, words, call->request_id);
    }
  error = call_error (call, code, unknown, message);
  if (call->status == 502 || call->status == 504)
    cosell_remote_error_set_under_way (error);
  return error;
}

static GError *
content_error (Call *call, const char *why)
{
  g_autofree char *message = NULL;

  if (cosell_http_is_web_page (call->content_type, call_text (call), call->body->len))
    message = g_strdup (_ ("A sign-in page of the network answered instead of the service. Open a "
                           "web browser, sign in to the network, then try again."));
  else
    message = g_strdup_printf (_ ("The answer of the service cannot be read: %s"), why);
  return call_error (call, COSELL_REMOTE_ERROR_PROTOCOL, TRUE, message);
}

static CosellRemoteAnswer *
read_answer (Call *call, GError **error)
{
  const char *text = call_text (call);
  g_autoptr (CosellRemoteAnswer) answer = g_new0 (CosellRemoteAnswer, 1);
  g_autoptr (CosellJson) json = NULL;
  g_autoptr (GError) why = NULL;
  CosellJsonKind kind = COSELL_JSON_NONE;

  answer->etag = g_strdup (call->etag);
  if (call->status == 204 || (call->body->len == 0 && call->is_change))
    return g_steal_pointer (&answer);

  json = cosell_json_parse (text, call->body->len, &why);
  kind = cosell_json_kind (cosell_json_root (json));
  if (json == NULL)
    g_propagate_error (error, content_error (call, why->message));
  else if (kind != COSELL_JSON_OBJECT &&
           (call->kind != COSELL_HTTP_CALL_EXTRA || kind != COSELL_JSON_ARRAY))
    g_propagate_error (error, content_error (call, _ ("it holds no object")));
  else
    {
      answer->text = g_strndup (text, call->body->len);
      return g_steal_pointer (&answer);
    }
  return NULL;
}

static CosellRemotePage *
read_page (Call *call, GError **error)
{
  g_autoptr (GError) why = NULL;
  CosellRemotePage *page = NULL;

  if (!cosell_http_is_web_page (call->content_type, call_text (call), call->body->len))
    return cosell_odata_read_page (call_text (call), call->body->len, call->query, error);
  g_propagate_error (error, content_error (call, ""));
  return page;
}

static void
decode_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Call *call = task_data;
  CosellRemoteError code = COSELL_REMOTE_ERROR_PROTOCOL;
  gboolean unknown = FALSE;
  GError *error = NULL;

  if (!cosell_http_status_check (call->status, &code, &unknown))
    {
      g_task_return_error (task, status_error (call, code, unknown));
      return;
    }
  if (call->kind == COSELL_HTTP_CALL_LIST)
    {
      CosellRemotePage *page = read_page (call, &error);

      if (page != NULL)
        g_task_return_pointer (task, page, (GDestroyNotify) cosell_remote_page_free);
    }
  else
    {
      CosellRemoteAnswer *answer = read_answer (call, &error);

      if (answer != NULL)
        g_task_return_pointer (task, answer, (GDestroyNotify) cosell_remote_answer_free);
    }
  if (error != NULL)
    g_task_return_error (task, error);
}

/* reading, on the main context */

/* The service speaks JSON: another one in between may have a clock of its own. */
static void
learn_time (Call *call, const char *date)
{
  g_autoptr (GDateTime) time = date != NULL ? soup_date_time_new_from_http_string (date) : NULL;

  if (call->clock == NULL || time == NULL || call->content_type == NULL ||
      g_ascii_strncasecmp (call->content_type, "application/json", 16) != 0)
    return;
  cosell_service_clock_learn (call->clock, g_date_time_to_unix (time) * G_TIME_SPAN_SECOND,
                              call->asked, cosell_clock_elapsed (COSELL_CLOCK (call->clock)));
}

static gint64
call_now (Call *call)
{
  return call->clock != NULL ? cosell_clock_now (COSELL_CLOCK (call->clock)) : g_get_real_time ();
}

static void
call_read_headers (Call *call)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (call->message);

  call->status = soup_message_get_status (call->message);
  call->etag = g_strdup (soup_message_headers_get_one (headers, "ETag"));
  call->request_id = g_strdup (soup_message_headers_get_one (headers, "request-id"));
  call->content_type = g_strdup (soup_message_headers_get_one (headers, "Content-Type"));
  call->location = g_strdup (soup_message_headers_get_one (headers, "Location"));
  call->challenge = g_strdup (soup_message_headers_get_list (headers, "WWW-Authenticate"));
  call->retry_after =
      cosell_http_retry_after (soup_message_headers_get_list (headers, "Retry-After"),
                               soup_message_headers_get_list (headers, "Date"), call_now (call));
  learn_time (call, soup_message_headers_get_one (headers, "Date"));
}

static void
decoded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Call *call = g_task_get_task_data (task);
  GError *error = NULL;
  gpointer value = g_task_propagate_pointer (G_TASK (result), &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else if (call->kind == COSELL_HTTP_CALL_LIST)
    g_task_return_pointer (task, value, (GDestroyNotify) cosell_remote_page_free);
  else
    g_task_return_pointer (task, value, (GDestroyNotify) cosell_remote_answer_free);
}

/* Takes the task. The thread gets one of its own, without source: a thread lets go of its task some
 * time after the result is known, and the session must not end its life there. */
static void
call_read_done (GTask *task)
{
  Call *call = g_task_get_task_data (task);
  g_autoptr (GTask) decoding = g_task_new (NULL, NULL, decoded_cb, task);

  call_stop_watching (call);
  g_clear_object (&call->stream);
  g_task_set_task_data (decoding, call, NULL);
  g_task_run_in_thread (decoding, decode_in_thread);
}

static void
too_large (GTask *task)
{
  Call *call = g_task_get_task_data (task);
  g_autofree char *size = g_format_size (COSELL_JSON_MAX_BYTES);
  g_autofree char *message =
      g_strdup_printf (_ ("The answer of the service is larger than %s."), size);

  call_stop_watching (call);
  g_task_return_error (task, call_error (call, COSELL_REMOTE_ERROR_PROTOCOL, TRUE, message));
  g_object_unref (task);
}

static void
chunk_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Call *call = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  gssize n = g_input_stream_read_finish (G_INPUT_STREAM (source), result, &error);

  if (n < 0)
    call_fail (task, error);
  else if (n == 0)
    call_read_done (task);
  else if ((gsize) n + call->body->len > COSELL_JSON_MAX_BYTES)
    too_large (task);
  else
    {
      g_byte_array_append (call->body, (const guint8 *) call->chunk, (guint) n);
      g_input_stream_read_async (call->stream, call->chunk, CHUNK, G_PRIORITY_DEFAULT, call->inner,
                                 chunk_read_cb, task);
    }
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Call *call = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  call->stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  if (call->stream == NULL)
    {
      call_fail (task, error);
      return;
    }
  call_read_headers (call);
  g_input_stream_read_async (call->stream, call->chunk, CHUNK, G_PRIORITY_DEFAULT, call->inner,
                             chunk_read_cb, task);
}

static void
message_starting_cb (SoupMessage *message, gpointer user_data)
{
  Call *call = user_data;

  call->started = TRUE;
}

static gboolean
time_out_cb (gpointer user_data)
{
  Call *call = user_data;

  call->timer = 0;
  call->timed_out = TRUE;
  g_cancellable_cancel (call->inner);
  return G_SOURCE_REMOVE;
}

static void
outer_cancelled_cb (GCancellable *outer, gpointer user_data)
{
  g_cancellable_cancel (G_CANCELLABLE (user_data));
}

void
cosell_http_call_start (GTask *task,
                        SoupSession *session,
                        SoupMessage *message,
                        CosellHttpCallKind kind,
                        const char *query,
                        guint seconds,
                        CosellServiceClock *clock)
{
  Call *call = g_new0 (Call, 1);
  const char *method = soup_message_get_method (message);

  call->kind = kind;
  call->message = g_object_ref (message);
  call->query = g_strdup (query);
  call->seconds = seconds;
  call->is_change = strcmp (method, "GET") != 0;
  call->body = g_byte_array_new ();
  call->inner = g_cancellable_new ();
  if (g_set_object (&call->clock, clock) && clock != NULL)
    call->asked = cosell_clock_elapsed (COSELL_CLOCK (clock));
  g_task_set_task_data (task, call, (GDestroyNotify) call_free);
  /* A change that was carried out must not look cancelled because somebody cancelled just now. */
  g_task_set_check_cancellable (task, FALSE);

  g_set_object (&call->outer, g_task_get_cancellable (task));
  if (call->outer != NULL)
    call->outer_id = g_cancellable_connect (call->outer, G_CALLBACK (outer_cancelled_cb),
                                            g_object_ref (call->inner), g_object_unref);
  call->timer = g_timeout_add_seconds (seconds, time_out_cb, call);
  g_source_set_name_by_id (call->timer, "[cosell] request limit");
  g_signal_connect (message, "starting", G_CALLBACK (message_starting_cb), call);
  soup_session_send_async (session, message, G_PRIORITY_DEFAULT, call->inner, sent_cb, task);
}
