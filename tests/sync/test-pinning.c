/* test-pinning.c: the token goes to the account's origin and nowhere else, whatever an answer says
 *
 * Two servers: the account's own, and one that records every header that it sees.
 */
#include <string.h>

#include "remote/cosell-http-remote.h"
#include "support/await.h"
#include "support/script-server.h"
#include "sync/sync-fixture.h"

#define REFERRALS "/v1.0/engagements/referrals"
#define TOKEN "the-secret-token"

typedef struct
{
  SyncFixture base;
  ScriptServer *own;
  ScriptServer *other;
  CosellHttpRemote *http;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  sync_fixture_open (&fixture->base);
  fixture->own = script_server_new ();
  fixture->other = script_server_new ();
  fixture->http = cosell_http_remote_new (script_server_get_origin (fixture->own), &error);
  g_assert_no_error (error);
  cosell_http_remote_set_token (fixture->http, TOKEN);
  fixture->base.sync =
      cosell_sync_new (fixture->base.store, COSELL_REMOTE (fixture->http), fixture->base.lock_path);
  for (guint i = 0; i < 4; i++) /* the extras */
    script_server_reply (fixture->own, 404, NULL, "{}");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (g_steal_pointer (&fixture->base.sync));
  g_assert_finalize_object (g_steal_pointer (&fixture->http));
  script_server_free (fixture->own);
  script_server_free (fixture->other);
  sync_fixture_close (&fixture->base);
}

static void
check_header (const char *name, const char *value, gpointer user_data)
{
  g_test_message ("%s: %s", name, value);
  g_assert_null (strstr (value, TOKEN));
}

/* Nothing at all came to the other server, the token least of all. */
static void
assert_other_saw_nothing (Fixture *fixture)
{
  for (guint i = 0; i < script_server_get_n_requests (fixture->other); i++)
    soup_message_headers_foreach (script_server_get_request (fixture->other, i)->headers,
                                  check_header, NULL);
  g_assert_cmpuint (script_server_get_n_requests (fixture->other), ==, 0);
}

/* {own} and {other}: origins; {ownhost}, {otherhost}: without the scheme */
static char *
expand (Fixture *fixture, const char *pattern)
{
  g_autoptr (GString) text = g_string_new (pattern);
  const char *own = script_server_get_origin (fixture->own);
  const char *other = script_server_get_origin (fixture->other);

  g_string_replace (text, "{own}", own, 0);
  g_string_replace (text, "{other}", other, 0);
  g_string_replace (text, "{ownhost}", own + strlen ("http://"), 0);
  g_string_replace (text, "{otherhost}", other + strlen ("http://"), 0);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* @odata.nextLink: its query is taken and asked of the own origin; without one the list ends. */
static const char *const links[] = {
  "{other}" REFERRALS "?$skiptoken=2",
  "{other}/v1.0/referrals?$skiptoken=2",
  "//{otherhost}" REFERRALS "?$skiptoken=2",
  "http://{ownhost}@{otherhost}/?$skiptoken=2",
  "http://api.partner.microsoft.com:443@{otherhost}/?$skiptoken=2",
  "http://user:password@{otherhost}/?$skiptoken=2",
  "http:\\\\\\\\{otherhost}\\\\?$skiptoken=2",
  "http://{otherhost}\\\\@{ownhost}/?$skiptoken=2",
  "\\u0009 {other}/?$skiptoken=2",
  "https://{ownhost}" REFERRALS "?$skiptoken=2",
  "http://127.0.0.1:1" REFERRALS "?$skiptoken=2",
  "http://localhost/?$skiptoken=2",
  "ftp://{otherhost}/?$skiptoken=2",
  "file:///etc/passwd?$skiptoken=2",
  "javascript:alert(1)?$skiptoken=2",
  "{own}" REFERRALS "?$skiptoken=2",
  REFERRALS "?$skiptoken=2",
  "?$skiptoken=2",
};

static void
test_next_link (Fixture *fixture, gconstpointer data)
{
  g_autofree char *page = g_strdup_printf (
      "{\"value\":[{\"id\":\"a\",\"engagementId\":\"e\",\"organizationId\":\"we\",\"name\":\"One\","
      "\"updatedDateTime\":\"2026-11-22T08:00:00Z\"}],\"@odata.nextLink\":\"%s\"}",
      (const char *) data);
  g_autofree char *body = expand (fixture, page);
  const ScriptRequest *second = NULL;

  g_test_message ("%s", body);
  script_server_reply (fixture->own, 200, NULL, body);
  script_server_reply (fixture->own, 200, NULL, "{\"value\":[]}");
  sync_round_ok (&fixture->base, SYNC_ASKED);
  g_assert_cmpuint (script_server_get_n_requests (fixture->own), ==, 4 + 2);
  second = script_server_get_request (fixture->own, 5);
  g_assert_cmpstr (second->path, ==, REFERRALS);
  g_assert_cmpstr (second->query, ==, "$skiptoken=2");
  assert_other_saw_nothing (fixture);
}

/* Redirects are not followed, not even to ourselves: an API has no reason for one. */
static const char *const redirects[] = {
  "301 {other}" REFERRALS,
  "302 {other}" REFERRALS,
  "303 {other}" REFERRALS,
  "307 {other}" REFERRALS,
  "308 {other}" REFERRALS,
  "302 //{otherhost}" REFERRALS,
  "302 http://{ownhost}@{otherhost}/",
  "302 https://{ownhost}" REFERRALS,
  "302 {own}" REFERRALS, /* a loop */
  "302 " REFERRALS "/elsewhere",
  "300 {other}/",
  "305 {other}/", /* use a proxy */
  "302",
};

static void
script_redirect (Fixture *fixture, const char *pattern)
{
  g_autofree char *row = expand (fixture, pattern);
  guint status = (guint) g_ascii_strtoull (row, NULL, 10);
  g_autofree char *header =
      row[3] == ' ' ? g_strdup_printf ("Location: %s\nRefresh: 0; url=%s", row + 4, row + 4) : NULL;

  g_test_message ("%s", row);
  script_server_reply (fixture->own, status, header, "");
}

static void
test_redirect (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  script_redirect (fixture, data);
  g_assert_false (sync_round (&fixture->base, SYNC_ASKED, NULL, &error));
  g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_PROTOCOL);
  g_assert_nonnull (strstr (error->message, "your sign-in must not go elsewhere"));
  g_assert_cmpuint (script_server_get_n_requests (fixture->own), ==, 4 + 1);
  assert_other_saw_nothing (fixture);
}

#define REFERRAL                                                                                   \
  "{\"id\":\"a\",\"engagementId\":\"e\",\"organizationId\":\"we\",\"name\":\"%s\","                \
  "\"status\":\"Active\",\"substatus\":\"Accepted\",\"direction\":\"Outgoing\","                   \
  "\"eTag\":\"\\\"1\\\"\",\"updatedDateTime\":\"2026-11-22T08:00:0%uZ\",\"links\":{"               \
  "\"self\":{\"uri\":\"{other}" REFERRALS "/a\",\"method\":\"GET\"},"                              \
  "\"relatedReferrals\":{\"uri\":\"{other}" REFERRALS "?$filter=x\",\"method\":\"GET\"}}}"

static char *
make_referral (Fixture *fixture, const char *name, guint second)
{
  g_autofree char *text = g_strdup_printf (REFERRAL, name, second);

  return expand (fixture, text);
}

/* A deal that was pulled, with links into the other server's garden. */
static void
start_with_deal (Fixture *fixture)
{
  g_autofree char *referral = make_referral (fixture, "One", 1);
  g_autofree char *page = g_strdup_printf ("{\"value\":[%s]}", referral);

  script_server_reply (fixture->own, 200, NULL, page);
  sync_round_ok (&fixture->base, SYNC_ASKED);
}

/* links within referrals are data: an update goes where we know that the deal is. */
static void
test_links (Fixture *fixture, gconstpointer data)
{
  g_autofree char *after = NULL;
  const ScriptRequest *patch = NULL;

  start_with_deal (fixture);
  sync_edit (&fixture->base, "a", "name", "Two");
  after = make_referral (fixture, "Two", 2);
  script_server_reply (fixture->own, 200, NULL, after);
  script_server_reply (fixture->own, 200, NULL, "{\"value\":[]}");
  g_assert_cmpuint (sync_round_ok (&fixture->base, SYNC_ASKED).pushed, ==, 1);
  patch = script_server_get_request (fixture->own, 5);
  g_assert_cmpstr (patch->method, ==, "PATCH");
  g_assert_cmpstr (patch->path, ==, REFERRALS "/a");
  assert_other_saw_nothing (fixture);
}

/* A redirected change is not followed, not lost, and goes out when the service is itself again. */
static void
test_redirected_change (Fixture *fixture, gconstpointer data)
{
  g_autofree char *before = make_referral (fixture, "One", 1);
  g_autofree char *after = make_referral (fixture, "Two", 2);
  g_autoptr (GPtrArray) entries = NULL;

  start_with_deal (fixture);
  sync_edit (&fixture->base, "a", "name", "Two");
  script_redirect (fixture, data);
  script_server_reply (fixture->own, 200, NULL, before); /* looked up: it is not there */
  script_server_reply (fixture->own, 200, NULL, "{\"value\":[]}");
  sync_round_error (&fixture->base, SYNC_ASKED, COSELL_HTTP_ERROR_PROTOCOL);
  entries = sync_get_outbox (&fixture->base);
  g_assert_cmpuint (entries->len, ==, 1);
  assert_other_saw_nothing (fixture);

  script_server_reply (fixture->own, 200, NULL, after);
  script_server_reply (fixture->own, 200, NULL, "{\"value\":[]}");
  g_assert_cmpuint (sync_round_ok (&fixture->base, SYNC_ASKED).pushed, ==, 1);
  assert_other_saw_nothing (fixture);
}

static void
add_rows (const char *path,
          const char *const *rows,
          guint n,
          void (*func) (Fixture *, gconstpointer))
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("%s/%u", path, i);

      g_test_add (name, Fixture, rows[i], set_up, func, tear_down);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  add_rows ("/sync/pinning/next-link", links, G_N_ELEMENTS (links), test_next_link);
  add_rows ("/sync/pinning/redirect", redirects, G_N_ELEMENTS (redirects), test_redirect);
  add_rows ("/sync/pinning/redirected-change", redirects, 5, test_redirected_change);
  g_test_add ("/sync/pinning/links", Fixture, NULL, set_up, test_links, tear_down);
  return g_test_run ();
}
