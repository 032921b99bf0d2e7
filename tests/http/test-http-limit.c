/* test-http-limit.c: P16: every request ends, whatever the line, the other side and this computer
 * do; and nothing that stands in the head of an answer makes a library complain (warnings are
 * fatal) */
#include <dlfcn.h>
#include <errno.h>
#include <pthread.h>
#include <string.h>

#include "http/cosell-http-limit.h"
#include "remote/cosell-http-remote-private.h"
#include "http/cosell-http-status.h"
#include "http/cosell-oauth-http.h"
#include "support/await.h"
#include "support/raw-server.h"

#define HEAD "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"

/* Takes the place of the C library's: no thread can be made while it is set. */
static gint no_threads;

int
pthread_create (pthread_t *thread,
                const pthread_attr_t *attributes,
                void *(*start) (void *),
                void *data)
{
  static int (*real) (pthread_t *, const pthread_attr_t *, void *(*) (void *), void *);

  if (g_atomic_int_get (&no_threads))
    return EAGAIN;
  if (real == NULL)
    *(void **) &real = dlsym (RTLD_NEXT, "pthread_create");
  return real (thread, attributes, start, data);
}

typedef struct
{
  RawServer *server;
  CosellHttpRemote *http;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->server = raw_server_new ();
  fixture->http = cosell_http_remote_new (raw_server_get_origin (fixture->server), &error);
  g_assert_no_error (error);
  cosell_http_remote_set_token (fixture->http, "secret-token");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  cosell_http_limit_set_second (1000);
  g_assert_finalize_object (g_steal_pointer (&fixture->http));
  g_clear_pointer (&fixture->server, raw_server_free);
}

static CosellRemotePage *
list (CosellHttpRemote *http, GError **error)
{
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  cosell_remote_list_async (COSELL_REMOTE (http), NULL, NULL, NULL, await_cb, &place);
  result = await_result (&place);
  return cosell_remote_list_finish (COSELL_REMOTE (http), result, error);
}

static CosellRemoteAnswer *
create (CosellHttpRemote *http, GError **error)
{
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  cosell_remote_create_async (COSELL_REMOTE (http), "{}", "entry-1", NULL, await_cb, &place);
  result = await_result (&place);
  return cosell_remote_answer_finish (COSELL_REMOTE (http), result, error);
}

/* An answer with this body; piece and pause as raw_server_reply. */
static void
reply (Fixture *fixture, const char *body, gsize piece, guint pause)
{
  g_autofree char *text =
      g_strdup_printf (HEAD "Content-Length: %zu\r\n\r\n%s", strlen (body), body);

  raw_server_reply (fixture->server, text, strlen (text), piece, pause);
}

/* A page of one deal with a text of that length. */
static char *
make_page (gsize length)
{
  g_autofree char *text = g_strnfill (length, 'x');

  return g_strdup_printf ("{\"value\":[{\"id\":\"a\",\"name\":\"%s\"}]}", text);
}

/* limits */

static void
test_slow_is_waited_for (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellRemotePage) page = NULL;
  g_autofree char *body = make_page (60000);

  /* 60 pieces of 1 kB, 20 ms apart: twice as long as the silence that is allowed */
  cosell_http_limit_set_second (500);
  cosell_http_remote_set_timeout (fixture->http, 1);
  reply (fixture, body, 1000, 20);
  page = list (fixture->http, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (page->referrals->len, ==, 1);
}

static void
test_silence_ends (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) change_error = NULL;

  cosell_http_limit_set_second (700);
  cosell_http_remote_set_timeout (fixture->http, 1);
  for (guint i = 0; i < 2; i++)
    reply (fixture, "{\"value\":[]}", strlen (HEAD) + 30, 600 * 1000);
  g_assert_null (list (fixture->http, &error));
  g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_OFFLINE);
  g_assert_nonnull (strstr (error->message, "127.0.0.1 stopped in the middle of its answer"));
  g_assert_false (cosell_http_error_is_unknown_outcome (error));
  g_assert_null (create (fixture->http, &change_error));
  g_assert_true (cosell_http_error_is_unknown_outcome (change_error));
}

static void
test_drip_ends (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *body = make_page (60000);

  /* never silent for long, never at an end: 430 bytes in what is a second here */
  cosell_http_limit_set_second (400);
  cosell_http_remote_set_timeout (fixture->http, 1);
  reply (fixture, body, 130, 120);
  g_assert_null (list (fixture->http, &error));
  g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_OFFLINE);
  g_assert_nonnull (strstr (error->message, "answers so slowly"));
}

static void
test_whole (void)
{
  g_assert_cmpint (cosell_http_limit_whole (30, 0), ==, 300);
  /* 269 kB at 6 kB/s take 45 s; as much as is ever read, at 2 KiB/s, is within the limit */
  g_assert_cmpint (cosell_http_limit_whole (30, 269000), >, 45);
  g_assert_cmpint (cosell_http_limit_whole (30, 64 << 20), >, (64 << 20) / 2048);
}

static void
test_no_thread (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) small_error = NULL;
  g_autoptr (GError) later = NULL;
  g_autoptr (CosellRemotePage) small = NULL;
  g_autoptr (CosellRemotePage) page = NULL;
  g_autofree char *body = make_page (100 * 1000);

  cosell_http_limit_set_second (700);
  cosell_http_remote_set_timeout (fixture->http, 1);
  g_atomic_int_set (&no_threads, 1);
  reply (fixture, body, 0, 0);
  g_assert_null (list (fixture->http, &error));
  g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_BUSY);
  g_assert_nonnull (strstr (error->message, "no room for another thread"));
  /* what is small needs none */
  reply (fixture, "{\"value\":[]}", 0, 0);
  small = list (fixture->http, &small_error);
  g_assert_no_error (small_error);
  g_atomic_int_set (&no_threads, 0);

  reply (fixture, body, 0, 0);
  page = list (fixture->http, &later);
  g_assert_no_error (later);
  g_assert_cmpuint (page->referrals->len, ==, 1);
}

/* Names are looked up by a thread. */
static void
test_no_thread_for_the_name (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) post_error = NULL;
  g_autoptr (CosellHttpRemote) far = cosell_http_remote_new ("https://cosell.invalid", &error);
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  g_assert_no_error (error);
  cosell_http_remote_set_token (far, "secret-token");
  cosell_http_remote_set_timeout (far, 1);
  cosell_http_limit_set_second (10);
  g_atomic_int_set (&no_threads, 1);
  g_assert_null (list (far, &error));
  g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_OFFLINE);
  cosell_oauth_post_async ("https://cosell.invalid/token", "a=b", NULL, await_cb, &place);
  result = await_result (&place);
  g_assert_null (cosell_oauth_post_finish (result, &post_error));
  g_assert_error (post_error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_OFFLINE);
  g_atomic_int_set (&no_threads, 0);
}

static void
test_sign_in_drip_ends (Fixture *fixture, gconstpointer data)
{
  g_autofree char *url =
      g_strconcat (raw_server_get_origin (fixture->server), "/t/oauth2/v2.0/token", NULL);
  g_autofree char *body = make_page (60000);
  g_autoptr (GError) error = NULL;
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  cosell_http_limit_set_second (15);
  reply (fixture, body, 130, 100);
  cosell_oauth_post_async (url, "a=b", NULL, await_cb, &place);
  result = await_result (&place);
  g_assert_null (cosell_oauth_post_finish (result, &error));
  g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_OFFLINE);
}

/* heads */

static const char *const odd_values[] = {
  "",
  " ",
  "\xff\xfe\x80",
  "\xe2\x80\xae"
  "evil",
  "a\x01\x02\x1b[31mb\x7f",
  "\"",
  "\"unclosed",
  "W/",
  "-1",
  "-99999999999999999999",
  "99999999999999999999999999",
  "0x10",
  "1e9",
  "5, 10",
  "Sun, 22 Nov 2026 08:00:00 +9999999999",
  "Sun, 22 Nov 2026 08:00:00 -2359",
  "Sun, 22 Nov 2026 08:00:00 +2500",
  "Sun, 32 Foo 99999 99:99:99 GMT",
  "Sun Nov  0 08:00:00 0000",
  "Sunday, 22-Nov-26 08:00:00 GMT",
  "application/json; charset=\"\xff",
  "text/html;;;;=",
  "multipart/mixed; boundary=",
  "/",
  "http://[::1",
  "http://\xff@:99999999/%zz",
  "//",
  "javascript:alert(1)",
  "Basic",
  "Basic realm=\"",
  "Basic realm=\"\xff\", Digest nonce=, NTLM !!!!, Negotiate",
  "Digest realm=\"a\", qop=\"\xff\", algorithm=,,,",
};

static const char *const odd_names[] = {
  "ETag",
  "Retry-After",
  "Date",
  "request-id",
  "Content-Type",
  "Location",
  "WWW-Authenticate",
  "Proxy-Authenticate",
  "Set-Cookie",
  "Strict-Transport-Security",
  "Content-Encoding",
  "Content-Disposition",
  "Content-Range",
  "Keep-Alive",
  "Alt-Svc",
};

/* Whatever comes: words that can be shown, and no complaint of a library. */
static void
take_whatever (Fixture *fixture, guint status, const char *headers)
{
  g_autofree char *text =
      g_strdup_printf ("HTTP/1.1 %u Odd\r\n%s\r\nConnection: close\r\n\r\n{\"id\":\"a\"}", status,
                       headers);
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellRemoteAnswer) answer = NULL;
  g_autofree char *ids = NULL;

  raw_server_reply (fixture->server, text, strlen (text), 0, 0);
  answer = create (fixture->http, &error);
  g_assert_true ((answer == NULL) == (error != NULL));
  if (error != NULL)
    {
      g_assert_true (error->domain == COSELL_HTTP_ERROR);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      g_assert_cmpuint (strlen (error->message), <, 2000);
      for (const char *p = error->message; *p != '\0'; p++)
        g_assert_true ((guchar) *p >= 0x20 && *p != 0x7f);
      g_assert_cmpint (cosell_http_error_get_retry_after (error), >=, 0);
      g_assert_cmpint (cosell_http_error_get_retry_after (error), <=, 24 * 60 * 60);
    }
  if (answer != NULL && answer->etag != NULL)
    g_assert_true (g_str_is_ascii (answer->etag));
  ids = cosell_http_remote_dup_last_ids (fixture->http);
  g_assert_true (ids == NULL || (g_utf8_validate (ids, -1, NULL) && strlen (ids) < 1000));
}

static void
test_odd_values (Fixture *fixture, gconstpointer data)
{
  static const guint codes[] = { 201, 302, 401, 407, 429, 503 };

  for (guint i = 0; i < G_N_ELEMENTS (odd_names); i++)
    for (guint k = 0; k < G_N_ELEMENTS (odd_values); k++)
      {
        g_autofree char *line = g_strdup_printf ("%s: %s", odd_names[i], odd_values[k]);

        take_whatever (fixture, codes[(i + k) % G_N_ELEMENTS (codes)], line);
      }
  /* the error that reads each of them */
  for (guint k = 0; k < G_N_ELEMENTS (odd_values); k++)
    for (guint c = 0; c < G_N_ELEMENTS (codes); c++)
      {
        g_autofree char *lines = g_strdup_printf (
            "ETag: %1$s\r\nDate: %1$s\r\nRetry-After: %1$s\r\nLocation: %1$s\r\nrequest-id: "
            "%1$s\r\nWWW-Authenticate: %1$s\r\nProxy-Authenticate: %1$s\r\nContent-Type: %1$s",
            odd_values[k]);

        take_whatever (fixture, codes[c], lines);
      }
}

static void
test_odd_heads (Fixture *fixture, gconstpointer data)
{
  static const guint codes[] = { 100, 199, 201, 204, 226, 299, 302, 401, 429, 503, 599, 999 };
  g_autofree char *filler = g_strnfill (60 * 1000, 'x');
  g_autoptr (GString) many = g_string_new ("A: b");

  for (guint i = 0; i < 2000; i++)
    g_string_append_printf (many, "\r\nX-%u: y", i);
  for (guint c = 0; c < G_N_ELEMENTS (codes); c++)
    {
      take_whatever (fixture, codes[c], "Server: none");
      take_whatever (fixture, codes[c], many->str);
      take_whatever (fixture, codes[c], "no colon here");
      take_whatever (fixture, codes[c], ": no name");
      take_whatever (fixture, codes[c], " folded: at once");
      take_whatever (fixture, codes[c], "Content-Type: text/html\r\n\tfolded");
      /* not a negative Content-Length: libsoup 3.2 makes a property of it and complains itself */
      take_whatever (fixture, codes[c], "Content-Length: 99999999999999999999");
      take_whatever (fixture, codes[c], "Content-Length: abc\r\nContent-Length: 3");
      take_whatever (fixture, codes[c], "Transfer-Encoding: chunked");
      take_whatever (fixture, codes[c], "Transfer-Encoding: \xff");
      for (guint i = 0; i < G_N_ELEMENTS (odd_names); i++)
        {
          g_autofree char *line = g_strdup_printf ("%s: %s", odd_names[i], filler);

          take_whatever (fixture, codes[c], line);
        }
    }
}

static void
test_odd_dates (void)
{
  static const char *const good[] = {
    "Sun, 06 Nov 1994 08:49:37 GMT",
    "Sunday, 06-Nov-94 08:49:37 GMT",
    "Sun Nov  6 08:49:37 1994",
    " Sun, 06 Nov 1994 08:49:37 GMT ",
  };
  gint64 seconds = 0;

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_assert_true (cosell_http_date_parse (good[i], &seconds));
      g_assert_cmpint (seconds, ==, 784111777);
    }
  for (guint i = 0; i < G_N_ELEMENTS (odd_values); i++)
    if (!g_str_has_prefix (odd_values[i], "Sunday, 22-Nov-26"))
      g_assert_false (cosell_http_date_parse (odd_values[i], &seconds));
  g_assert_false (cosell_http_date_parse (NULL, &seconds));
}

#define ADD(path, func)                                                                            \
  g_test_add ("/remote/http-limit/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_setenv ("GIO_USE_PROXY_RESOLVER", "dummy", TRUE);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("P16-slow-is-waited-for", test_slow_is_waited_for);
  ADD ("P16-silence-ends", test_silence_ends);
  ADD ("P16-drip-ends", test_drip_ends);
  g_test_add_func ("/remote/http-limit/P16-whole", test_whole);
  ADD ("P16-no-thread", test_no_thread);
  ADD ("P16-no-thread-for-the-name", test_no_thread_for_the_name);
  ADD ("P16-sign-in-drip-ends", test_sign_in_drip_ends);
  ADD ("odd-values", test_odd_values);
  ADD ("odd-heads", test_odd_heads);
  g_test_add_func ("/remote/http-limit/odd-dates", test_odd_dates);
  return g_test_run ();
}
