/* test-gate.c: who may come in at the practice server, and who may consent to a sign-in */
#include <string.h>

#include "base/cosell-secret.h"
#include "sandbox/sandbox-client.h"

#define TENANT "/organizations/oauth2/v2.0/"
#define FORM "application/x-www-form-urlencoded"
#define PIN "012345"
#define AUTHORIZE                                                                                  \
  TENANT "authorize?client_id=app&response_type=code&redirect_uri=http%3A%2F%2F127.0.0.1%3A9"      \
         "&state=s&scope=x&code_challenge_method=S256"                                             \
         "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"

static const char *const paths[] = {
  REFERRALS, "/sandbox/control/state", "/sandbox/v1/me", "/sandbox/proof", AUTHORIZE, "/nowhere",
};

/* A name of elsewhere that leads to this computer (DNS rebinding) opens nothing. */
static void
test_host (void)
{
  g_autoptr (Client) client = client_new (NULL, 3, 1);
  guint port = client_get_port (client);
  static const char *const wrong[] = {
    "evil.example",
    "evil.example:%u",
    "127.0.0.1",
    "localhost",
    "127.0.0.1:1",
    "127.0.0.2:%u",
    "localhost.:%u",
    "127.0.0.1.evil.example:%u",
    "evil.example@127.0.0.1:%u",
    "127.0.0.1:%u0",
    "127.0.0.1:%u, evil",
    "[::2]:%u",
  };
  static const char *const right[] = { "127.0.0.1:%u", "localhost:%u", "LocalHost:%u", "[::1]:%u" };

  for (guint p = 0; p < G_N_ELEMENTS (paths); p++)
    for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
      {
        g_auto (GStrv) parts = g_strsplit (wrong[i], "%u", 2);
        g_autofree char *number = g_strdup_printf ("%u", port);
        g_autofree char *host = g_strjoinv (number, parts);
        Answer *answer = client_send (client, "GET", paths[p], NULL, "Host", host, NULL);

        g_test_message ("%s for %s", host, paths[p]);
        /* libsoup itself takes some for no address at all */
        if (answer->status == 400)
          continue;
        g_assert_cmpuint (answer->status, ==, 421);
        g_assert_null (strstr (answer->body, "Contoso"));
      }
  for (guint i = 0; i < G_N_ELEMENTS (right); i++)
    {
      g_auto (GStrv) parts = g_strsplit (right[i], "%u", 2);
      g_autofree char *number = g_strdup_printf ("%u", port);
      g_autofree char *host = g_strjoinv (number, parts);

      g_assert_cmpuint (client_send (client, "GET", REFERRALS, NULL, "Host", host, NULL)->status,
                        ==, 200);
    }
}

/* A request line that names another host, and one that names none. */
static void
test_request_line (void)
{
  g_autoptr (Client) client = client_new (NULL, 3, 1);
  g_autofree char *absolute =
      g_strdup_printf ("GET http://evil.example/nowhere HTTP/1.1\r\nHost: 127.0.0.1:%u\r\n"
                       "Connection: close\r\n\r\n",
                       client_get_port (client));
  static const char none[] = "GET /nowhere HTTP/1.0\r\n\r\n";
  g_autofree char *first = client_send_raw (client, absolute, strlen (absolute), 0, 0, NULL);
  g_autofree char *second = client_send_raw (client, none, strlen (none), 0, 0, NULL);

  g_assert_true (g_str_has_prefix (first, "HTTP/1.1 421 "));
  g_assert_true (g_str_has_prefix (second, "HTTP/1.0 421 "));
}

static void
test_origin (void)
{
  g_autoptr (Client) client = client_new (NULL, 3, 1);
  g_autofree char *own = g_strdup_printf ("http://127.0.0.1:%u", client_get_port (client));
  g_autofree char *name = g_strdup_printf ("http://localhost:%u", client_get_port (client));
  g_autofree char *secure = g_strdup_printf ("https://127.0.0.1:%u", client_get_port (client));
  const char *const wrong[] = { "http://evil.example", "null", "", "http://127.0.0.1:1", secure };

  for (guint p = 0; p < G_N_ELEMENTS (paths); p++)
    for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
      {
        g_test_message ("%s for %s", wrong[i], paths[p]);
        g_assert_cmpuint (
            client_send (client, "POST", paths[p], "{}", "Origin", wrong[i], NULL)->status, ==,
            403);
      }
  g_assert_cmpuint (client_send (client, "GET", REFERRALS, NULL, "Origin", own, NULL)->status, ==,
                    200);
  g_assert_cmpuint (client_send (client, "GET", REFERRALS, NULL, "Origin", name, NULL)->status, ==,
                    200);
}

/* --- the PIN --- */

static char *
find_consent (Answer *answer)
{
  const char *before = "name=\"consent\" value=\"";
  const char *found = strstr (answer->body, before);

  g_assert_nonnull (found);
  return g_strndup (found + strlen (before), 43);
}

static Answer *
decide (Client *client, const char *endpoint, Answer *page, const char *rest)
{
  g_autofree char *consent = find_consent (page);
  g_autofree char *form = g_strdup_printf ("consent=%s&%s", consent, rest);
  g_autofree char *path = g_strconcat (TENANT, endpoint, NULL);

  return client_send (client, "POST", path, form, "Authorization", NULL, "Content-Type", FORM,
                      NULL);
}

static Answer *
ask (Client *client)
{
  Answer *page = client_send (client, "GET", AUTHORIZE, NULL, "Authorization", NULL, NULL);

  g_assert_cmpuint (page->status, ==, 200);
  return page;
}

/* Whoever cannot read the window or the terminal cannot consent; whoever can, can. */
static void
test_pin (void)
{
  static const char *const wrong[] = { "decision=allow",
                                       "decision=allow&pin=", "decision=allow&pin=0123456",
                                       "decision=allow&pin=12345" };
  g_autoptr (Client) client = client_new (NULL, 0, 1);
  Answer *page;

  cosell_sandbox_set_pin (client->sandbox, PIN);
  page = ask (client);
  g_assert_nonnull (strstr (page->body, "name=\"pin\""));
  g_assert_null (strstr (page->body, PIN));
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      page = decide (client, "authorize", page, wrong[i]);
      g_assert_cmpuint (page->status, ==, 403);
      g_assert_null (answer_header (page, "Location"));
      g_assert_nonnull (strstr (page->body, "not the PIN"));
    }
  /* the page comes again: nothing has to be begun anew */
  page = decide (client, "authorize", page, "decision=allow&pin=+" PIN "+");
  g_assert_cmpuint (page->status, ==, 302);
  g_assert_nonnull (strstr (answer_header (page, "Location"), "code="));
  page = decide (client, "authorize", ask (client), "decision=deny");
  g_assert_nonnull (strstr (answer_header (page, "Location"), "access_denied"));
}

/* Nobody tries all of them. */
static void
test_pin_tries (void)
{
  g_autoptr (Client) client = client_new (NULL, 0, 1);
  Answer *page;

  cosell_sandbox_set_pin (client->sandbox, PIN);
  page = ask (client);
  for (guint i = 0; i < 5; i++)
    page = decide (client, "authorize", page, "decision=allow&pin=111111");
  g_assert_nonnull (strstr (page->body, "Too many PINs"));
  /* another page is no way around, nor is a clock that somebody moves */
  client_post (client, "/sandbox/control/clock", "{\"seconds\":86400}");
  page = decide (client, "authorize", ask (client), "decision=allow&pin=" PIN);
  g_assert_cmpuint (page->status, ==, 403);
  cosell_manual_clock_advance (client->clock, 31 * G_TIME_SPAN_SECOND);
  for (guint i = 0; i < 5; i++)
    page = decide (client, "authorize", ask (client), "decision=allow&pin=222222");
  cosell_manual_clock_advance (client->clock, 31 * G_TIME_SPAN_SECOND); /* it takes longer now */
  page = decide (client, "authorize", ask (client), "decision=allow&pin=" PIN);
  g_assert_cmpuint (page->status, ==, 403);
  cosell_manual_clock_advance (client->clock, 30 * G_TIME_SPAN_SECOND);
  page = decide (client, "authorize", page, "decision=allow&pin=" PIN);
  g_assert_cmpuint (page->status, ==, 302);
}

/* A program that signs itself in with a device code does not get far. */
static void
test_pin_device (void)
{
  g_autoptr (Client) client = client_new (NULL, 0, 1);
  g_autofree char *typed = NULL;
  Answer *answer;

  cosell_sandbox_set_pin (client->sandbox, PIN);
  answer = client_send (client, "POST", TENANT "devicecode", "client_id=app&scope=x",
                        "Authorization", NULL, "Content-Type", FORM, NULL);
  typed = g_strconcat ("user_code=", answer_text (client, answer, "/user_code"), NULL);
  answer = client_send (client, "POST", TENANT "device", typed, "Authorization", NULL,
                        "Content-Type", FORM, NULL);
  answer = decide (client, "device", answer, "decision=allow");
  g_assert_cmpuint (answer->status, ==, 403);
  answer = decide (client, "device", answer, "decision=allow&pin=" PIN);
  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_nonnull (strstr (answer->body, "Signed in"));
}

/* A browser tells where a form is from only when the page lets it. */
static void
test_own_form (void)
{
  g_autoptr (Client) client = client_new (NULL, 0, 1);

  g_assert_cmpstr (answer_header (ask (client), "Referrer-Policy"), ==, "same-origin");
}

/* --- the proof --- */

static Answer *
ask_proof (Client *client, const char *body)
{
  return client_send (client, "POST", "/sandbox/proof", body, "Authorization", NULL, NULL);
}

/* RFC 2104 over the token; what is asked for another server is not given. */
static void
test_proof (void)
{
  static const char *const wrong[] = { "{}",
                                       "[]",
                                       "{\"nonce\":\"\"}",
                                       "{\"nonce\":null}",
                                       "{\"nonce\":{}}",
                                       "{\"nonce\":\"n@127.0.0.1:1\"}",
                                       "{\"nonce\":\"n@evil.example\"}",
                                       "no JSON",
                                       "" };
  g_autoptr (Client) client = client_new (NULL, 0, 1);
  g_autoptr (Client) any = client_new_with_token (NULL, NULL, 0, 1);
  g_autofree char *nonce = g_strdup_printf ("n@127.0.0.1:%u", client_get_port (client));
  g_autofree char *body = g_strdup_printf ("{\"nonce\":\"%s\"}", nonce);
  g_autofree char *bound = cosell_secret_proof (TEST_TOKEN, nonce);
  g_autofree char *plain = cosell_secret_proof (TEST_TOKEN, "N");
  g_autofree char *number = cosell_secret_proof (TEST_TOKEN, "17");

  g_assert_cmpstr (answer_text (client, ask_proof (client, body), "/proof"), ==, bound);
  g_assert_cmpstr (answer_text (client, ask_proof (client, "{\"nonce\":\"N\"}"), "/proof"), ==,
                   plain);
  g_assert_cmpstr (answer_text (client, ask_proof (client, "{\"nonce\":17}"), "/proof"), ==,
                   number);
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_test_message ("%s", wrong[i]);
      g_assert_cmpuint (ask_proof (client, wrong[i])->status, ==, 400);
    }
  g_assert_cmpuint (client_get (client, "/sandbox/proof")->status, ==, 405);
  g_assert_cmpuint (ask_proof (any, "{\"nonce\":\"N\"}")->status, ==, 404);
  /* an answer that was asked for at faults is the service's, not another program's */
  client_post (client, "/sandbox/control/faults", "{\"status\":503}");
  g_assert_cmpuint (ask_proof (client, body)->status, ==, 200);
  g_assert_cmpuint (client_get (client, REFERRALS)->status, ==, 503);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/sandbox/gate/host", test_host);
  g_test_add_func ("/sandbox/gate/request-line", test_request_line);
  g_test_add_func ("/sandbox/gate/origin", test_origin);
  g_test_add_func ("/sandbox/gate/pin", test_pin);
  g_test_add_func ("/sandbox/gate/pin-tries", test_pin_tries);
  g_test_add_func ("/sandbox/gate/pin-device", test_pin_device);
  g_test_add_func ("/sandbox/gate/own-form", test_own_form);
  g_test_add_func ("/sandbox/gate/proof", test_proof);
  return g_test_run ();
}
