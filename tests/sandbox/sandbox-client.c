#include "sandbox/sandbox-client.h"

#include <libsoup/soup.h>
#include <string.h>

#include "base/cosell-time.h"
#include "support/await.h"
#include "support/json-bytes.h"
#include "support/json-text.h"

static void
answer_free (gpointer data)
{
  Answer *answer = data;

  g_free (answer->body);
  g_clear_pointer (&answer->json, cosell_json_unref);
  g_clear_pointer (&answer->headers, g_hash_table_unref);
  g_clear_error (&answer->error);
  g_free (answer);
}

Client *
client_new (const char *dir, guint deals, guint seed)
{
  return client_new_with_token (dir, TEST_TOKEN, deals, seed);
}

Client *
client_new_with_token (const char *dir, const char *token, guint deals, guint seed)
{
  Client *client = g_new0 (Client, 1);
  g_autoptr (GError) error = NULL;
  gint64 now;

  g_assert_true (cosell_time_parse (TEST_NOW, &now));
  client->clock = COSELL_MANUAL_CLOCK (cosell_manual_clock_new (now));
  client->sandbox =
      cosell_sandbox_new (dir, token, deals, seed, COSELL_CLOCK (client->clock), &error);
  g_assert_no_error (error);
  cosell_sandbox_listen (client->sandbox, 0, &error);
  g_assert_no_error (error);
  client->answers = g_ptr_array_new_with_free_func (answer_free);
  return client;
}

Client *
client_new_with (CosellSandbox *sandbox)
{
  Client *client = g_new0 (Client, 1);
  g_autoptr (GError) error = NULL;

  client->sandbox = g_object_ref (sandbox);
  cosell_sandbox_listen (client->sandbox, 0, &error);
  g_assert_no_error (error);
  client->answers = g_ptr_array_new_with_free_func (answer_free);
  return client;
}

void
client_free (Client *client)
{
  if (client->clock != NULL)
    g_assert_finalize_object (client->sandbox);
  else
    g_object_unref (client->sandbox);
  g_clear_object (&client->clock);
  g_ptr_array_unref (client->answers);
  g_free (client);
}

static void
read_answer (Answer *answer, SoupMessage *message, GBytes *bytes)
{
  SoupMessageHeadersIter iter;
  const char *name, *value;

  answer->status = soup_message_get_status (message);
  answer->length = g_bytes_get_size (bytes);
  answer->body = g_strndup (g_bytes_get_data (bytes, NULL), answer->length);
  if (answer->length > 0)
    answer->json = json_parse_bytes (bytes, NULL);
  soup_message_headers_iter_init (&iter, soup_message_get_response_headers (message));
  while (soup_message_headers_iter_next (&iter, &name, &value))
    g_hash_table_replace (answer->headers, g_ascii_strdown (name, -1), g_strdup (value));
}

static void
set_headers (SoupMessage *message, va_list args)
{
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  const char *name;

  soup_message_headers_replace (headers, "Authorization", "Bearer " TEST_TOKEN);
  while ((name = va_arg (args, const char *)) != NULL)
    {
      const char *value = va_arg (args, const char *);

      if (value != NULL)
        soup_message_headers_replace (headers, name, value);
      else
        soup_message_headers_remove (headers, name);
    }
}

Answer *
client_send (Client *client, const char *method, const char *path, const char *body, ...)
{
  /* a session of its own: no connection of an earlier request is used again, or retried on */
  g_autoptr (SoupSession) session =
      soup_session_new_with_options ("timeout", 20, "proxy-resolver", NULL, NULL);
  g_autofree char *url = g_strconcat (cosell_sandbox_get_url (client->sandbox), path, NULL);
  g_autoptr (SoupMessage) message = soup_message_new (method, url);
  GAsyncResult *result = NULL;
  g_autoptr (GBytes) bytes = NULL;
  Answer *answer = g_new0 (Answer, 1);
  va_list args;

  g_assert_nonnull (message);
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  answer->headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (body != NULL)
    {
      g_autoptr (GBytes) sent = g_bytes_new (body, strlen (body));

      soup_message_set_request_body_from_bytes (message, "application/json", sent);
    }
  va_start (args, body);
  set_headers (message, args);
  va_end (args);
  soup_session_send_and_read_async (session, message, G_PRIORITY_DEFAULT, NULL, await_cb, &result);
  {
    g_autoptr (GAsyncResult) done = await_result (&result);

    bytes = soup_session_send_and_read_finish (session, done, &answer->error);
  }
  if (bytes != NULL)
    read_answer (answer, message, bytes);
  g_ptr_array_add (client->answers, answer);
  return answer;
}

Answer *
client_get (Client *client, const char *path)
{
  return client_send (client, "GET", path, NULL, NULL);
}

Answer *
client_list (Client *client, const char *option, const char *value)
{
  g_autofree char *escaped = g_uri_escape_string (value, NULL, FALSE);
  g_autofree char *path = g_strconcat (REFERRALS "?", option, "=", escaped, NULL);

  return client_get (client, path);
}

Answer *
client_post (Client *client, const char *path, const char *body)
{
  return client_send (client, "POST", path, body, NULL);
}

Answer *
client_patch (Client *client, const char *id, const char *operations)
{
  g_autofree char *path = g_strconcat (REFERRALS "/", id, NULL);

  return client_send (client, "PATCH", path, operations, NULL);
}

Answer *
client_read (Client *client, const char *id)
{
  g_autofree char *path = g_strconcat (REFERRALS "/", id, NULL);
  Answer *answer = client_get (client, path);

  g_assert_cmpuint (answer->status, ==, 200);
  return answer;
}

guint
client_get_port (Client *client)
{
  g_autoptr (GUri) uri =
      g_uri_parse (cosell_sandbox_get_url (client->sandbox), G_URI_FLAGS_NONE, NULL);

  return (guint) g_uri_get_port (uri);
}

typedef struct
{
  guint port;
  const char *bytes;
  gsize length, part_length;
  guint more;
  gsize sent;
  GString *answer;
  int done; /* atomic */
} Raw;

static gboolean
send_part (GSocket *socket, Raw *raw, const char *bytes, gsize length)
{
  for (gsize at = 0; at < length;)
    {
      gssize n = g_socket_send (socket, bytes + at, length - at, NULL, NULL);

      if (n <= 0)
        return FALSE;
      at += (gsize) n;
      raw->sent += (gsize) n;
    }
  return TRUE;
}

/* The server lives in the main loop, so the client, which blocks, has a thread. */
static gpointer
raw_thread (gpointer data)
{
  Raw *raw = data;
  g_autoptr (GSocketAddress) address =
      g_inet_socket_address_new_from_string ("127.0.0.1", raw->port);
  g_autoptr (GSocket) socket =
      g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_DEFAULT, NULL);
  const char *part = raw->bytes + raw->length - raw->part_length;
  gboolean open;
  char buffer[4096];
  gssize n;

  g_socket_set_timeout (socket, 20);
  open = g_socket_connect (socket, address, NULL, NULL) &&
         send_part (socket, raw, raw->bytes, raw->length);
  for (guint i = 0; open && i < raw->more; i++)
    open = send_part (socket, raw, part, raw->part_length);
  while ((n = g_socket_receive (socket, buffer, sizeof buffer, NULL, NULL)) > 0)
    g_string_append_len (raw->answer, buffer, n);
  g_atomic_int_set (&raw->done, TRUE);
  g_main_context_wakeup (NULL);
  return NULL;
}

static gboolean
raw_is_done (gpointer data)
{
  return g_atomic_int_get (&((Raw *) data)->done);
}

char *
client_send_raw (Client *client,
                 const char *bytes,
                 gsize length,
                 gsize part_length,
                 guint more,
                 gsize *sent)
{
  Raw raw = { .port = client_get_port (client),
              .bytes = bytes,
              .length = length,
              .part_length = part_length,
              .more = more,
              .answer = g_string_new (NULL) };
  GThread *thread = g_thread_new ("raw-client", raw_thread, &raw);

  await_condition (raw_is_done, &raw);
  g_thread_join (thread);
  if (sent != NULL)
    *sent = raw.sent;
  return g_string_free (raw.answer, FALSE);
}

CosellJsonValue
answer_root (Answer *answer)
{
  g_assert_no_error (answer->error);
  g_assert_nonnull (answer->json);
  return cosell_json_root (answer->json);
}

const char *
answer_text (Client *client, Answer *answer, const char *pointer)
{
  Answer *keeper = g_new0 (Answer, 1);

  keeper->body = cosell_json_dup_scalar (cosell_json_pointer (answer_root (answer), pointer));
  g_ptr_array_add (client->answers, keeper);
  if (keeper->body == NULL)
    g_error ("%s: nothing there in %s", pointer, answer->body);
  return keeper->body;
}

const char *
answer_header (Answer *answer, const char *name)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);

  return g_hash_table_lookup (answer->headers, lower);
}

char *
make_body (const char *extra, const char *target, gboolean shared)
{
  return json_printf (
      "{%s'name':'Contoso ERP move','qualification':'SalesQualified','type':'%s',"
      "'customerProfile':{'name':'Contoso AB','address':{'addressLine1':'Storgatan 1',"
      "'city':'Malmö','postalCode':'211 34','country':'SE'},'team':[{"
      "'firstName':'Sara','lastName':'Ek','phoneNumber':'+46 40 100',"
      "'email':'sara.ek@contoso.example'}],'ids':[{'profileType':'Duns',"
      "'id':'354111111'}]},'consent':{'consentToToShareInfoWithOthers':true,"
      "'consentToContact':true,'consentToShareReferralWithMicrosoftSellers':%s},'details':{"
      "'notes':'Wants a pilot.','dealValue':1200000.50,'currency':'SEK',"
      "'closingDateTime':'2027-01-15T00:00:00Z','requirements':{'solutions':[{"
      "'id':'SOL-15974-MQF','name':'Fabrikam Suite','type':'Name'}]}},"
      "'team':[{'firstName':'Ola','lastName':'Lind','phoneNumber':'+46 40 200',"
      "'email':'ola.lind@fabrikam.example'}],'target':%s}",
      extra, shared ? "Shared" : "Independent", shared ? "true" : "false", target);
}

const char *
client_create (Client *client, gboolean shared)
{
  g_autofree char *body = make_body ("", OWN_TARGET, shared);
  Answer *answer = client_post (client, REFERRALS, body);

  g_assert_cmpuint (answer->status, ==, 201);
  return answer_text (client, answer, "/id");
}

const char *
client_receive (Client *client, const char *from)
{
  g_autofree char *act = json_printf ("{'as':'%s','do':'send'}", from);
  Answer *answer = client_post (client, "/sandbox/control/act", act);

  g_assert_cmpuint (answer->status, ==, 200);
  return answer_text (client, answer, "/id");
}
