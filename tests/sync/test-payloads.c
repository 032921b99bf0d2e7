/* test-payloads.c: bodies as the service writes them (tests/support/referrals)
 *
 * A list of two pages with the broken nextLink of contract 3.1: nothing of any body may get lost.
 */
#include <string.h>

#include "remote/cosell-http-remote.h"
#include "support/script-server.h"
#include "sync/cosell-sync-match.h"
#include "sync/sync-fixture.h"

static char *
load (const char *name)
{
  g_autofree char *path =
      g_build_filename (g_getenv ("COSELL_TEST_DATA"), "support", "referrals", name, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

static void
test_two_pages (void)
{
  static const char *const names[] = { "alone.json", "independent.json", "shared.json" };
  SyncFixture fixture = { 0 };
  g_autoptr (ScriptServer) server = NULL;
  g_autoptr (CosellHttpRemote) http = NULL;
  g_autoptr (GString) second = g_string_new ("{\"value\":[");
  g_autofree char *first = NULL;
  g_autoptr (GError) error = NULL;

  sync_fixture_open (&fixture);
  server = script_server_new ();
  first = load ("list.json");
  for (guint i = 0; i < 4; i++)
    script_server_reply (server, 404, NULL, "{}"); /* no extras */
  script_server_reply (server, 200, NULL, first);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *body = load (names[i]);

      g_string_append_printf (second, "%s%s", i > 0 ? "," : "", body);
    }
  g_string_append (second, "]}");
  script_server_reply (server, 200, NULL, second->str);
  http = cosell_http_remote_new (script_server_get_origin (server), &error);
  g_assert_no_error (error);
  cosell_http_remote_set_token (http, "token");
  fixture.sync = cosell_sync_new (fixture.store, COSELL_REMOTE (http), NULL);
  /* the first page's only deal comes again on the second one, as another body: the later counts */
  g_assert_cmpuint (sync_round_ok (&fixture, SYNC_ASKED).pulled, ==, 4);
  g_assert_cmpuint (sync_count_deals (&fixture), ==, 3);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *body = g_strstrip (load (names[i]));
      g_autofree char *id = cosell_sync_match_dup_id (body);
      g_autofree char *base = sync_get_base (&fixture, id);

      g_assert_cmpstr (base, ==, body);
    }
  g_assert_finalize_object (g_steal_pointer (&fixture.sync));
  sync_fixture_close (&fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/sync/payloads/two-pages-without-loss", test_two_pages);
  return g_test_run ();
}
