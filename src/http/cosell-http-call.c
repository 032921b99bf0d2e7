/* cosell-http-call.c: one request from start to checked answer
 *
 * The call owns the task until it has an end, and whoever comes back to it later (libsoup after a
 * cancellation, a thread that was started late) finds none and goes. So nothing that does not come
 * back at all can keep the task, and with it the lock of a sync. */
#include "http/cosell-http-call.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "http/cosell-http-limit.h"
#include "http/cosell-proof.h"
#include "http/cosell-tls-message.h"
#include "http/cosell-transport-message.h"

#define CHUNK (64 * 1024)
#define MAX_WORDS (256 * 1024) /* of a refusal: what is behind that is not read */
/* read at once, without a thread: below a millisecond */
#define SMALL (64 * 1024)

typedef struct
{
  GTask *task;              /* (owned) (nullable): NULL once it has returned */
  SoupSession *session;     /* (owned) */
  SoupMessage *message;     /* (owned) */
  CosellHttpAnswer *answer; /* (owned) */
  guint seconds;
  gboolean started;  /* the connection stands, bytes may have left */
  gboolean answered; /* the head is there */
  gboolean decoding; /* on a thread, or waiting for one */

  GCancellable *outer; /* (owned) (nullable) the caller's */
  GCancellable *inner; /* (owned) cancelled by the caller's or by the limit */
  gulong outer_id;
  CosellHttpLimit *limit; /* (owned) (nullable) */

  CosellServiceClock *clock; /* (owned) (nullable) */
  gint64 asked;              /* elapsed */

  GInputStream *stream; /* (owned) (nullable) */
  char chunk[CHUNK];
} Call;

static void
call_stop_watching (Call *call)
{
  g_clear_pointer (&call->limit, cosell_http_limit_free);
  if (call->outer_id != 0)
    g_cancellable_disconnect (call->outer, call->outer_id);
  call->outer_id = 0;
  g_signal_handlers_disconnect_by_data (call->message, call);
}

static void
call_clear (gpointer data)
{
  Call *call = data;

  g_assert (call->task == NULL);
  g_clear_object (&call->session);
  g_clear_object (&call->message);
  g_clear_object (&call->outer);
  g_clear_object (&call->inner);
  g_clear_object (&call->stream);
  g_clear_object (&call->clock);
  g_clear_pointer (&call->answer, cosell_http_answer_unref);
}

static void
call_unref (Call *call)
{
  g_rc_box_release_full (call, call_clear);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Call, call_unref)

/* The end: with value, else with error; takes both. A second one is for nobody. */
static void
call_end (Call *call, gpointer value, GError *error)
{
  g_autoptr (GTask) task = g_steal_pointer (&call->task);
  GDestroyNotify free_value = call->answer->reader->free_value;

  call_stop_watching (call);
  if (task == NULL)
    {
      g_clear_pointer (&value, free_value);
      g_clear_error (&error);
    }
  else if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, value, free_value);
}

/* errors of the connection itself */

static char *
silence_words (Call *call, gboolean silent)
{
  const char *host = g_uri_get_host (soup_message_get_uri (call->message));

  if (!silent)
    return g_strdup_printf (_ ("%s answers so slowly that the whole answer cannot be waited for. "
                               "Try again later, or from another network."),
                            host);
  if (call->answered)
    return g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE,
                     "%s stopped in the middle of its answer: nothing came for %u second.",
                     "%s stopped in the middle of its answer: nothing came for %u seconds.",
                     call->seconds),
        host, call->seconds);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s did not answer within %u second.",
                                       "%s did not answer within %u seconds.", call->seconds),
                          host, call->seconds);
}

/* What was never begun was certainly not carried out. */
static GError *
transport_error (Call *call, const GError *why)
{
  GUri *uri = soup_message_get_uri (call->message);
  CosellHttpError code = COSELL_HTTP_ERROR_OFFLINE;
  gboolean unknown = call->started;
  g_autofree char *message = cosell_proof_dup_refusal (call->message);

  /* libsoup's own time-out may come first */
  if (message != NULL)
    ;
  else if (g_error_matches (why, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    message = silence_words (call, TRUE);
  else if (cosell_tls_is_refusal (why))
    {
      code = COSELL_HTTP_ERROR_TLS;
      message = cosell_tls_message (call->message, why);
    }
  else if (call->started)
    message = cosell_transport_broken_message (uri, why);
  else
    message = cosell_transport_message (uri, why);
  return cosell_http_answer_error (call->answer, code, unknown, message);
}

static void
call_fail (Call *call, const GError *why)
{
  if (call->outer != NULL && g_cancellable_is_cancelled (call->outer))
    call_end (call, NULL,
              g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED,
                                   _ ("The request was cancelled.")));
  else
    call_end (call, NULL, transport_error (call, why));
}

/* decoding */

static void
decode_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  CosellHttpAnswer *answer = task_data;
  GError *error = NULL;
  gpointer value;

  /* too late: nobody waits any more */
  if (!cosell_http_answer_claim (answer))
    {
      g_task_return_pointer (task, NULL, NULL);
      return;
    }
  value = cosell_http_answer_decode (answer, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, value, answer->reader->free_value);
}

static void
decoded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Call) call = user_data;
  GError *error = NULL;
  gpointer value = g_task_propagate_pointer (G_TASK (result), &error);

  call_end (call, value, error);
}

/* Decodes what was read. The thread gets a task of its own, without source: a thread lets go of its
 * task some time after the result is known, and the session must not end its life there. The limit
 * stays: a thread may not be had. Takes the call. */
static void
call_decode (Call *call)
{
  g_autoptr (GTask) decoding = NULL;
  GError *error = NULL;
  gpointer value;

  g_clear_object (&call->stream);
  if (call->answer->body->len <= SMALL)
    {
      value = cosell_http_answer_decode (call->answer, &error);
      call_end (call, value, error);
      call_unref (call);
      return;
    }
  call->decoding = TRUE;
  decoding = g_task_new (NULL, NULL, decoded_cb, call);
  g_task_set_task_data (decoding, cosell_http_answer_ref (call->answer),
                        (GDestroyNotify) cosell_http_answer_unref);
  g_task_run_in_thread (decoding, decode_in_thread);
}

/* reading, on the main context */

static void
chunk_read_cb (GObject *source, GAsyncResult *result, gpointer user_data);

/* Takes the call. */
static void
read_chunk (Call *call)
{
  g_input_stream_read_async (call->stream, call->chunk, CHUNK, G_PRIORITY_DEFAULT, call->inner,
                             chunk_read_cb, call);
}

static void
too_large (Call *call)
{
  g_autofree char *size = g_format_size (call->answer->reader->max_bytes);
  g_autofree char *message =
      g_strdup_printf (_ ("The answer of the service is larger than %s."), size);

  call_end (call, NULL,
            cosell_http_answer_error (call->answer, COSELL_HTTP_ERROR_PROTOCOL, TRUE, message));
}

static void
chunk_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Call) call = user_data;
  g_autoptr (GError) error = NULL;
  gssize n = g_input_stream_read_finish (G_INPUT_STREAM (source), result, &error);

  if (call->task == NULL)
    return;
  if (n < 0)
    {
      call_fail (call, error);
      return;
    }
  cosell_http_limit_arrived (call->limit, (gsize) n);
  if (n == 0 || (call->answer->status >= 300 && call->answer->body->len >= MAX_WORDS))
    call_decode (g_steal_pointer (&call));
  else if ((gsize) n + call->answer->body->len > call->answer->reader->max_bytes)
    too_large (call);
  else
    {
      g_byte_array_append (call->answer->body, (const guint8 *) call->chunk, (guint) n);
      read_chunk (g_steal_pointer (&call));
    }
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Call) call = user_data;
  g_autoptr (GError) error = NULL;

  call->stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  if (call->task == NULL)
    return;
  if (call->stream == NULL)
    {
      call_fail (call, error);
      return;
    }
  call->answered = TRUE;
  cosell_http_limit_arrived (call->limit, 0);
  cosell_http_answer_read_head (call->answer, call->message, call->clock, call->asked);
  read_chunk (g_steal_pointer (&call));
}

static void
message_starting_cb (SoupMessage *message, gpointer user_data)
{
  Call *call = user_data;

  if (!g_cancellable_is_cancelled (call->inner))
    call->started = TRUE;
}

/* Takes the call. */
static void
send_call (Call *call)
{
  g_signal_connect (call->message, "starting", G_CALLBACK (message_starting_cb), call);
  soup_session_send_async (call->session, call->message, G_PRIORITY_DEFAULT, call->inner, sent_cb,
                           call);
}

/* Nothing has left yet. */
static void
proved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Call) call = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SoupSession) proved = cosell_proof_ask_finish (result, &error);

  if (call->task == NULL)
    return;
  if (proved != NULL)
    {
      g_set_object (&call->session, proved);
      cosell_proof_bind (call->message, proved, call->inner);
      send_call (g_steal_pointer (&call));
    }
  else if (error->domain != COSELL_HTTP_ERROR)
    call_fail (call, error);
  else
    call_end (call, NULL, g_steal_pointer (&error));
}

/* A large answer that is there, and no thread to read it: a thread that comes yet finds it claimed.
 * One that is at it already comes to its end. */
static void
no_thread (Call *call)
{
  if (!cosell_http_answer_claim (call->answer))
    return;
  call_end (call, NULL,
            cosell_http_answer_error (
                call->answer, COSELL_HTTP_ERROR_BUSY, TRUE,
                _ ("This computer has no room for another thread, so the answer of the service "
                   "could not be read. Close other programs, then try again.")));
}

/* Whatever was begun is told to stop, and not waited for. */
static void
limit_over_cb (gboolean silent, gpointer user_data)
{
  Call *call = user_data;
  g_autofree char *message = NULL;

  if (call->decoding)
    {
      no_thread (call);
      return;
    }
  message = silence_words (call, silent);
  g_cancellable_cancel (call->inner);
  call_end (call, NULL,
            cosell_http_answer_error (call->answer, COSELL_HTTP_ERROR_OFFLINE, call->started,
                                      message));
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
                        const CosellHttpReader *reader,
                        const char *query,
                        guint seconds,
                        CosellServiceClock *clock)
{
  Call *call = g_rc_box_new0 (Call);
  const char *method = soup_message_get_method (message);

  call->task = task;
  call->session = g_object_ref (session);
  call->message = g_object_ref (message);
  call->answer = cosell_http_answer_new (reader, query, strcmp (method, "GET") != 0);
  call->seconds = seconds;
  call->inner = g_cancellable_new ();
  if (g_set_object (&call->clock, clock) && clock != NULL)
    call->asked = cosell_clock_elapsed (COSELL_CLOCK (clock));
  /* A change that was carried out must not look cancelled because somebody cancelled just now. */
  g_task_set_check_cancellable (task, FALSE);

  g_set_object (&call->outer, g_task_get_cancellable (task));
  if (call->outer != NULL)
    call->outer_id = g_cancellable_connect (call->outer, G_CALLBACK (outer_cancelled_cb),
                                            g_object_ref (call->inner), g_object_unref);
  call->limit = cosell_http_limit_new (seconds, limit_over_cb, call);
  if (cosell_proof_is_wanted (soup_message_get_uri (message)))
    cosell_proof_ask_async (soup_message_get_uri (message), call->inner, proved_cb, call);
  else
    send_call (call);
}
