/* test-limits.c: nobody fills the memory of the practice server: bodies and the log end somewhere
 */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "sandbox/sandbox-client.h"
#include "support/await.h"

#define MIB (1024 * 1024)
/* What a bounded server may grow by. The address sanitizer keeps what was freed for a while. */
#ifdef __SANITIZE_ADDRESS__
#define SLACK (320 * MIB)
#else
#define SLACK (16 * MIB)
#endif
/* What a connection's buffers in the kernel hold at most, on both sides. */
#define BUFFERS (12 * MIB)

/* Bytes of this process in memory. */
static gsize
memory (void)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) words = NULL;

  g_assert_true (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL));
  words = g_strsplit (text, " ", 3);
  return (gsize) g_ascii_strtoull (words[1], NULL, 10) * (gsize) sysconf (_SC_PAGESIZE);
}

/* A request whose body is chunks of 64 KiB, without an end. */
static GString *
chunked_request (Client *client, const char *path, const char *headers, gsize *part)
{
  GString *text = g_string_new (NULL);
  gsize head;

  g_string_append_printf (text,
                          "POST %s HTTP/1.1\r\nHost: 127.0.0.1:%u\r\n%s"
                          "Transfer-Encoding: chunked\r\n\r\n",
                          path, client_get_port (client), headers);
  head = text->len;
  g_string_append (text, "10000\r\n");
  for (guint i = 0; i < 0x10000; i++)
    g_string_append_c (text, 'x');
  g_string_append (text, "\r\n");
  *part = text->len - head;
  return text;
}

/* It is neither kept nor read to its end, whoever sends it and wherever to. */
static void
test_endless (void)
{
  static const struct
  {
    const char *path, *headers;
  } requests[] = {
    { REFERRALS, "Authorization: Bearer " TEST_TOKEN "\r\nContent-Type: application/json\r\n" },
    { REFERRALS, "" },
    { "/sandbox/control/act", "Authorization: Bearer wrong\r\n" },
    { "/organizations/oauth2/v2.0/token", "Content-Type: application/x-www-form-urlencoded\r\n" },
    { "/sandbox/proof", "" },
    { "/nowhere", "Origin: http://evil.example\r\n" },
    { REFERRALS, "Expect: 100-continue\r\nAuthorization: Bearer " TEST_TOKEN "\r\n" },
  };
  g_autoptr (Client) client = client_new (NULL, 0, 1);

  for (guint i = 0; i < G_N_ELEMENTS (requests); i++)
    {
      gsize part, sent, before = memory ();
      g_autoptr (GString) text =
          chunked_request (client, requests[i].path, requests[i].headers, &part);
      g_autofree char *answer = client_send_raw (client, text->str, text->len, part, 2000, &sent);

      g_test_message ("%s %s: %.60s after %" G_GSIZE_FORMAT " bytes", requests[i].path,
                      requests[i].headers, answer, sent);
      g_assert_cmpuint (sent, <, BUFFERS);
      g_assert_cmpuint (memory (), <, before + SLACK);
      if (strstr (requests[i].headers, "Expect") == NULL)
        g_assert_true (g_str_has_prefix (answer, "HTTP/1.1 413 "));
      g_assert_null (strstr (answer, "HTTP/1.1 200"));
    }
}

/* What says before that it is too large is not read at all. */
static void
test_announced (void)
{
  static const char *const lengths[] = { "4194305", "314572800", "9223372036854775807",
                                         "99999999999999999999" };
  g_autoptr (Client) client = client_new (NULL, 0, 1);

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autofree char *text =
          g_strdup_printf ("POST " REFERRALS
                           " HTTP/1.1\r\nHost: 127.0.0.1:%u\r\nConnection: close\r\n"
                           "Authorization: Bearer " TEST_TOKEN "\r\nContent-Length: %s\r\n\r\n",
                           client_get_port (client), lengths[i]);
      g_autofree char *answer = client_send_raw (client, text, strlen (text), 0, 0, NULL);

      g_test_message ("%s: %.40s", lengths[i], answer);
      g_assert_true (g_str_has_prefix (answer, "HTTP/1.1 413 "));
    }
}

/* A body of the largest size goes through; one byte more does not. */
static void
test_just_so (void)
{
  g_autoptr (Client) client = client_new (NULL, 0, 1);
  g_autofree char *most = g_strnfill (4 * MIB, ' ');
  g_autofree char *more = g_strnfill (4 * MIB + 1, ' ');
  Answer *answer = client_post (client, REFERRALS, most);

  g_assert_cmpuint (answer->status, ==, 400); /* read, and found to be no JSON */
  answer = client_post (client, REFERRALS, more);
  g_assert_true (answer->status == 413 || answer->status == 0 /* the client still wrote */);
}

typedef struct
{
  Client *client;
  GPtrArray *sockets;
  int done; /* atomic */
} Crowd;

/* Many bodies at once, none of them finished, from somebody who has no token. */
static gpointer
crowd_thread (gpointer data)
{
  Crowd *crowd = data;
  g_autofree char *body = g_strnfill (3 * MIB, ' ');
  g_autofree char *head =
      g_strdup_printf ("POST " REFERRALS " HTTP/1.1\r\nHost: 127.0.0.1:%u\r\n"
                       "Content-Length: 4194304\r\nContent-Type: application/json\r\n\r\n",
                       client_get_port (crowd->client));

  for (guint i = 0; i < 32; i++)
    {
      g_autoptr (GSocketAddress) address =
          g_inet_socket_address_new_from_string ("127.0.0.1", client_get_port (crowd->client));
      GSocket *socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM,
                                      G_SOCKET_PROTOCOL_DEFAULT, NULL);

      g_assert_true (g_socket_connect (socket, address, NULL, NULL));
      g_assert_cmpint (g_socket_send (socket, head, strlen (head), NULL, NULL), >, 0);
      for (gsize at = 0; at < 3 * MIB;)
        {
          gssize n = g_socket_send (socket, body + at, 3 * MIB - at, NULL, NULL);

          g_assert_cmpint (n, >, 0);
          at += (gsize) n;
        }
      g_ptr_array_add (crowd->sockets, socket);
    }
  g_atomic_int_set (&crowd->done, TRUE);
  g_main_context_wakeup (NULL);
  return NULL;
}

static gboolean
crowd_is_done (gpointer data)
{
  return g_atomic_int_get (&((Crowd *) data)->done);
}

static void
test_without_token (void)
{
  g_autoptr (Client) client = client_new (NULL, 0, 1);
  g_autoptr (GPtrArray) sockets = g_ptr_array_new_with_free_func (g_object_unref);
  Crowd crowd = { client, sockets, FALSE };
  gsize before = memory ();
  GThread *thread = g_thread_new ("crowd", crowd_thread, &crowd);

  await_condition (crowd_is_done, &crowd);
  g_thread_join (thread);
  g_assert_cmpuint (client_get (client, REFERRALS)->status, ==, 200);
  g_assert_cmpuint (memory (), <, before + SLACK);
}

/* The log is bounded in bytes; what is newest stays, whatever had to be escaped. */
static void
test_log (void)
{
  g_autoptr (Client) client = client_new (NULL, 0, 1);
  g_autofree char *long_body = g_strnfill (3 * MIB, '\x01');
  g_autofree char *body = g_strnfill (120 * 1024, ' ');
  Answer *log;

  for (guint i = 0; i < 60; i++)
    {
      g_autofree char *path = g_strdup_printf ("/nowhere/%u", i);

      client_send (client, "POST", path, i % 20 == 0 ? long_body : body, NULL);
    }
  client_send (client, "GET", "/nowhere/last", NULL, NULL);
  log = client_get (client, "/sandbox/control/log");
  g_assert_cmpuint (log->length, <=, 4 * MIB + 64);
  g_assert_cmpuint (log->length, >=, 2 * MIB);
  g_assert_nonnull (strstr (log->body, "\"/nowhere/last\""));
  g_assert_nonnull (strstr (log->body, "\"/nowhere/59\""));
  g_assert_null (strstr (log->body, "\"/nowhere/1\""));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/sandbox/limits/endless", test_endless);
  g_test_add_func ("/sandbox/limits/announced", test_announced);
  g_test_add_func ("/sandbox/limits/just-so", test_just_so);
  g_test_add_func ("/sandbox/limits/without-token", test_without_token);
  g_test_add_func ("/sandbox/limits/log", test_log);
  return g_test_run ();
}
