/* cosell-proof.c: whether the program that answers is the practice server of a profile */
#include "http/cosell-proof.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/cosell-json-gate.h"
#include "base/cosell-secret.h"
#include "cosell-config.h"
#include "http/cosell-origin.h"
#include "http/cosell-http-error.h"

#define PROOF "/sandbox/proof"
#define TIMEOUT 30
#define MAX_ANSWER 4096
#define CONNECTION "cosell-proof-connection"
#define REFUSED "cosell-proof-refused"

/* origin → secret. Of the process, so that no way to the server is without it. */
static GHashTable *wanted_proofs;

typedef struct
{
  char *origin;         /* (owned) */
  char *expected;       /* (owned) */
  SoupSession *session; /* (owned) */
  SoupMessage *message; /* (owned) */
  GInputStream *stream; /* (owned) (nullable) */
  guint64 connection;   /* libsoup's number of it */
  char answer[MAX_ANSWER + 1];
} Question;

static void
free_secret (gpointer data)
{
  cosell_secret_free (data);
}

static void
question_free (gpointer data)
{
  Question *question = data;

  g_free (question->origin);
  cosell_secret_free (question->expected);
  g_clear_object (&question->stream);
  g_clear_object (&question->message);
  g_clear_object (&question->session);
  g_free (question);
}

/* Returns: (transfer full) (nullable): normalized */
static char *
origin_of (GUri *uri)
{
  g_autofree char *text = g_uri_join (G_URI_FLAGS_NONE, g_uri_get_scheme (uri), NULL,
                                      g_uri_get_host (uri), g_uri_get_port (uri), "", NULL, NULL);
  char *origin = NULL;

  cosell_origin_check (text, &origin, NULL, NULL);
  return origin;
}

/* Returns: (nullable) */
static const char *
find_secret (const char *origin)
{
  return wanted_proofs != NULL && origin != NULL ? g_hash_table_lookup (wanted_proofs, origin)
                                                 : NULL;
}

void
cosell_proof_require (const char *origin, const char *secret)
{
  g_autofree char *key = NULL;

  if (!cosell_origin_check (origin, &key, NULL, NULL))
    return;
  if (wanted_proofs == NULL)
    wanted_proofs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_secret);
  if (secret == NULL)
    g_hash_table_remove (wanted_proofs, key);
  else
    g_hash_table_replace (wanted_proofs, g_steal_pointer (&key), g_strdup (secret));
}

gboolean
cosell_proof_is_wanted (GUri *uri)
{
  g_autofree char *origin = NULL;

  if (wanted_proofs == NULL || g_hash_table_size (wanted_proofs) == 0)
    return FALSE;
  origin = origin_of (uri);
  return find_secret (origin) != NULL;
}

/* --- asking --- */

static GError *
transport_error (Question *question, const GError *why)
{
  g_autofree char *words = NULL;

  if (g_error_matches (why, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_error_copy (why);
  words = g_strdup_printf (_ ("The practice server at %s cannot be reached: %s"), question->origin,
                           why->message);
  return cosell_http_error_new (COSELL_HTTP_ERROR_OFFLINE, 0, FALSE, words);
}

static gboolean
is_proof (Question *question)
{
  g_autoptr (JsonObject) answer = cosell_json_gate_read_object (question->answer, -1);

  return soup_message_get_status (question->message) == SOUP_STATUS_OK &&
         cosell_secret_equal (cosell_json_gate_text (answer, "proof"), question->expected);
}

static void
keep_connection (Question *question)
{
  guint64 *id = g_new (guint64, 1);

  *id = question->connection;
  g_object_set_data_full (G_OBJECT (question->session), CONNECTION, id, g_free);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Question *question = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  gsize length = 0;

  if (!g_input_stream_read_all_finish (G_INPUT_STREAM (source), result, &length, &error))
    {
      g_task_return_error (task, transport_error (question, error));
      return;
    }
  g_clear_object (&question->stream);
  if (is_proof (question))
    {
      keep_connection (question);
      g_task_return_pointer (task, g_steal_pointer (&question->session), g_object_unref);
      return;
    }
  words = g_strdup_printf (
      _ ("Another program answers at %s in place of the practice server of this profile. Nothing "
         "was sent to it, and your deals and changes are safe. Start “cosell --sandbox” with this "
         "profile again: it starts the practice server at another address."),
      question->origin);
  g_task_return_error (task, cosell_http_error_new (COSELL_HTTP_ERROR_TLS, 0, FALSE, words));
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Question *question = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  g_autoptr (GError) error = NULL;

  question->stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  if (question->stream == NULL)
    {
      g_task_return_error (task, transport_error (question, error));
      return;
    }
  question->connection = soup_message_get_connection_id (question->message);
  g_input_stream_read_all_async (question->stream, question->answer, MAX_ANSWER, G_PRIORITY_DEFAULT,
                                 cancellable, read_cb, g_steal_pointer (&task));
}

/* The nonce names who is asked, so that nobody can fetch the answer elsewhere. */
static SoupMessage *
new_message (Question *question, const char *secret)
{
  g_autofree char *url = g_strconcat (question->origin, PROOF, NULL);
  g_autofree char *random = cosell_secret_new ();
  g_autofree char *nonce =
      g_strconcat (random, "@", strstr (question->origin, "://") + strlen ("://"), NULL);
  g_autofree char *body = g_strdup_printf ("{\"nonce\":\"%s\"}", nonce);
  g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));
  SoupMessage *message = soup_message_new ("POST", url);

  question->expected = cosell_secret_proof (secret, nonce);
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  soup_message_set_request_body_from_bytes (message, "application/json", bytes);
  return message;
}

/* Two at a time would be two connections. A proxy would be another program. */
static SoupSession *
new_session (void)
{
  SoupSession *session =
      soup_session_new_with_options ("user-agent", "Cosell/" COSELL_VERSION, "timeout", TIMEOUT,
                                     "max-conns", 1, "max-conns-per-host", 1, "proxy-resolver",
                                     NULL, NULL);

  soup_session_remove_feature_by_type (session, SOUP_TYPE_AUTH_MANAGER);
  return session;
}

void
cosell_proof_ask_async (GUri *uri,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autofree char *origin = origin_of (uri);
  const char *secret = find_secret (origin);
  Question *question;

  g_return_if_fail (secret != NULL);

  g_task_set_source_tag (task, cosell_proof_ask_async);
  question = g_new0 (Question, 1);
  question->origin = g_steal_pointer (&origin);
  question->session = new_session ();
  question->message = new_message (question, secret);
  g_task_set_task_data (task, question, question_free);
  soup_session_send_async (question->session, question->message, G_PRIORITY_DEFAULT, cancellable,
                           sent_cb, g_steal_pointer (&task));
}

SoupSession *
cosell_proof_ask_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- the request behind it --- */

typedef struct
{
  guint64 connection;
  GCancellable *cancellable; /* (owned) */
} Bound;

static void
bound_free (gpointer data, GClosure *closure)
{
  Bound *bound = data;

  g_object_unref (bound->cancellable);
  g_free (bound);
}

/* The last moment before the head is written, on whichever connection libsoup has: it makes another
 * one when the one of the proof was closed, also in the middle of a GET. */
static void
starting_cb (SoupMessage *message, gpointer user_data)
{
  Bound *bound = user_data;

  if (soup_message_get_connection_id (message) == bound->connection)
    return;
  g_object_set_data (G_OBJECT (message), REFUSED, GINT_TO_POINTER (TRUE));
  g_cancellable_cancel (bound->cancellable);
}

void
cosell_proof_bind (SoupMessage *message, SoupSession *proved, GCancellable *cancellable)
{
  const guint64 *connection = g_object_get_data (G_OBJECT (proved), CONNECTION);
  Bound *bound;

  g_return_if_fail (connection != NULL && G_IS_CANCELLABLE (cancellable));

  /* sent once before, with another token */
  g_signal_handlers_disconnect_matched (message, G_SIGNAL_MATCH_FUNC, 0, 0, NULL, starting_cb,
                                        NULL);
  g_object_set_data (G_OBJECT (message), REFUSED, NULL);
  /* libsoup makes another connection for what it may not repeat; starting_cb lets it repeat nothing
   */
  soup_message_add_flags (message, SOUP_MESSAGE_IDEMPOTENT);
  bound = g_new0 (Bound, 1);
  bound->connection = *connection;
  bound->cancellable = g_object_ref (cancellable);
  g_signal_connect_data (message, "starting", G_CALLBACK (starting_cb), bound, bound_free,
                         G_CONNECT_DEFAULT);
}

char *
cosell_proof_dup_refusal (SoupMessage *message)
{
  g_autofree char *origin = NULL;

  if (g_object_get_data (G_OBJECT (message), REFUSED) == NULL)
    return NULL;
  origin = origin_of (soup_message_get_uri (message));
  return g_strdup_printf (_ ("The practice server at %s closed the connection. Nothing was sent to "
                             "whoever answers there now. Try again: Cosell then asks who it is."),
                          origin);
}
