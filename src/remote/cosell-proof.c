/* cosell-proof.c: whether the program that answers is the practice server of a profile */
#include "remote/cosell-proof.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>
#include <string.h>

#include "base/cosell-json.h"
#include "base/cosell-secret.h"
#include "cosell-config.h"
#include "remote/cosell-origin.h"
#include "remote/cosell-remote.h"

#define PROOF "/sandbox/proof"
#define TIMEOUT 10
#define MAX_ANSWER 4096

typedef struct
{
  char *secret; /* (owned) */
  gboolean given;
} Wanted;

/* origin → Wanted. Of the process, so that no way to the server is without it. */
static GHashTable *wanted_proofs;

typedef struct
{
  char *origin;         /* (owned) */
  char *expected;       /* (owned) */
  SoupMessage *message; /* (owned) */
  GInputStream *stream; /* (owned) (nullable) */
  char answer[MAX_ANSWER + 1];
} Question;

static void
wanted_free (gpointer data)
{
  Wanted *wanted = data;

  cosell_secret_free (wanted->secret);
  g_free (wanted);
}

static void
question_free (gpointer data)
{
  Question *question = data;

  g_free (question->origin);
  cosell_secret_free (question->expected);
  g_clear_object (&question->message);
  g_clear_object (&question->stream);
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

static Wanted *
find (const char *origin)
{
  return wanted_proofs != NULL && origin != NULL ? g_hash_table_lookup (wanted_proofs, origin)
                                                 : NULL;
}

void
cosell_proof_require (const char *origin, const char *secret)
{
  g_autofree char *key = NULL;
  Wanted *wanted;

  if (!cosell_origin_check (origin, &key, NULL, NULL))
    return;
  wanted = find (key);
  if (secret == NULL && wanted != NULL)
    g_hash_table_remove (wanted_proofs, key);
  if (secret == NULL || (wanted != NULL && cosell_secret_equal (wanted->secret, secret)))
    return;
  if (wanted_proofs == NULL)
    wanted_proofs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, wanted_free);
  wanted = g_new0 (Wanted, 1);
  wanted->secret = g_strdup (secret);
  g_hash_table_replace (wanted_proofs, g_steal_pointer (&key), wanted);
}

gboolean
cosell_proof_is_given (GUri *uri)
{
  g_autofree char *origin = NULL;
  Wanted *wanted;

  if (wanted_proofs == NULL || g_hash_table_size (wanted_proofs) == 0)
    return TRUE;
  origin = origin_of (uri);
  wanted = find (origin);
  return wanted == NULL || wanted->given;
}

void
cosell_proof_forget (GUri *uri)
{
  g_autofree char *origin = origin_of (uri);
  Wanted *wanted = find (origin);

  if (wanted != NULL)
    wanted->given = FALSE;
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
  return cosell_remote_error_new (COSELL_REMOTE_ERROR_OFFLINE, 0, FALSE, words);
}

static gboolean
is_proof (Question *question)
{
  g_autoptr (CosellJson) json = cosell_json_parse (question->answer, -1, NULL);
  g_autofree char *proof =
      cosell_json_dup_string (cosell_json_member (cosell_json_root (json), "proof"));

  return soup_message_get_status (question->message) == SOUP_STATUS_OK &&
         cosell_secret_equal (proof, question->expected);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Question *question = g_task_get_task_data (task);
  Wanted *wanted = find (question->origin);
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  gsize length = 0;

  if (!g_input_stream_read_all_finish (G_INPUT_STREAM (source), result, &length, &error))
    {
      g_task_return_error (task, transport_error (question, error));
      return;
    }
  if (is_proof (question))
    {
      if (wanted != NULL)
        wanted->given = TRUE;
      g_task_return_boolean (task, TRUE);
      return;
    }
  words = g_strdup_printf (
      _ ("Another program answers at %s in place of the practice server of this profile. Nothing "
         "was sent to it, and your deals and changes are safe. Start “cosell --sandbox” with this "
         "profile again: it starts the practice server at another address."),
      question->origin);
  g_task_return_error (task, cosell_remote_error_new (COSELL_REMOTE_ERROR_TLS, 0, FALSE, words));
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Question *question = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  question->stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  if (question->stream == NULL)
    {
      g_task_return_error (task, transport_error (question, error));
      g_object_unref (task);
      return;
    }
  g_input_stream_read_all_async (question->stream, question->answer, MAX_ANSWER, G_PRIORITY_DEFAULT,
                                 g_task_get_cancellable (task), read_cb, task);
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

void
cosell_proof_ask_async (GUri *uri,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr (SoupSession) session = NULL;
  g_autofree char *origin = origin_of (uri);
  Wanted *wanted = find (origin);
  Question *question;

  g_task_set_source_tag (task, cosell_proof_ask_async);
  if (wanted == NULL || wanted->given)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  question = g_new0 (Question, 1);
  question->origin = g_steal_pointer (&origin);
  question->message = new_message (question, wanted->secret);
  g_task_set_task_data (task, question, question_free);
  session = soup_session_new_with_options ("user-agent", "Cosell/" COSELL_VERSION, "timeout",
                                           TIMEOUT, "proxy-resolver", NULL, NULL);
  soup_session_remove_feature_by_type (session, SOUP_TYPE_AUTH_MANAGER);
  soup_session_send_async (session, question->message, G_PRIORITY_DEFAULT, cancellable, sent_cb,
                           g_steal_pointer (&task));
}

gboolean
cosell_proof_ask_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
