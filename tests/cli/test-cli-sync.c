/* cosellctl sync: what goes over the wire, exit codes, several at once. */
#include "cli-fixture.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "support/await.h"

/* Requests of one method in the server's log. Returns: how many; *last is the last one */
static guint
count_requests (CosellJson *log, const char *method, CosellJsonValue *last)
{
  CosellJsonValue list = cosell_json_member (cosell_json_root (log), "value");
  guint n = 0;

  for (guint i = 0; i < cosell_json_length (list); i++)
    {
      CosellJsonValue request = cosell_json_element (list, i);

      if (!cosell_json_string_equal (cosell_json_member (request, "method"), method))
        continue;
      n++;
      if (last != NULL)
        *last = request;
    }
  return n;
}

static void
assert_summary (CosellJson *json, int pulled, int pushed, int conflicts, int parked)
{
  CosellJsonValue root = cosell_json_root (json);

  g_assert_cmpuint (cosell_json_length (root), ==, 4);
  if (pulled >= 0)
    g_assert_cmpint (cosell_json_get_int (cosell_json_member (root, "pulled"), -1), ==, pulled);
  g_assert_cmpint (cosell_json_get_int (cosell_json_member (root, "pushed"), -1), ==, pushed);
  g_assert_cmpint (cosell_json_get_int (cosell_json_member (root, "conflicts"), -1), ==, conflicts);
  g_assert_cmpint (cosell_json_get_int (cosell_json_member (root, "parked"), -1), ==, parked);
}

/* One PATCH with the changed paths only, the eTag as received, a new client-request-id. */
static void
test_one_patch (void)
{
  g_autoptr (CliFixture) f = cli_fixture_new_synced (60);
  g_autofree char *id = cli_find (f, "status=accepted");
  g_autoptr (CosellJson) shown = cli_json (f, "show", id, NULL);
  g_autofree char *etag =
      cosell_json_dup_string (cosell_json_pointer (cosell_json_root (shown), "/referral/eTag"));
  g_autoptr (CosellJson) summary = NULL, log = NULL, after = NULL;
  g_autoptr (CosellJson) body = NULL;
  g_autofree char *text = NULL;
  CosellJsonValue patch, headers;

  g_assert_cmpint (cli_run (f, "set", id, "value=10000.50", "notes=Called on Monday.", NULL), ==,
                   0);
  summary = cli_json (f, "sync", NULL);
  assert_summary (summary, -1, 1, 0, 0);
  log = cli_control (f, "GET", "log", NULL);
  g_assert_cmpuint (count_requests (log, "PATCH", &patch), ==, 1);
  headers = cosell_json_member (patch, "headers");
  g_assert_true (cosell_json_string_equal (cosell_json_member_nocase (headers, "If-Match"), etag));
  g_assert_true (cosell_json_is_present (cosell_json_member_nocase (headers, "client-request-id")));
  text = cosell_json_dup_raw (cosell_json_member (patch, "body"));
  body = cosell_json_parse (text, -1, NULL);
  g_assert_cmpuint (cosell_json_length (cosell_json_root (body)), ==, 2);
  after = cli_json (f, "show", id, NULL);
  cli_assert_text (cosell_json_root (after), "/sync", "synced");
  cli_assert_text (cosell_json_root (after), "/value", "10000.50");
}

/* C16: two POSTs in one engagement. */
static void
test_new_deal (void)
{
  g_autoptr (CliFixture) f = cli_fixture_new_synced (20);
  g_autofree char *text = cli_draft (TRUE);
  g_autofree char *file = cli_write (f, "draft.json", text);
  g_autoptr (CosellJson) made = cli_json (f, "new", "--file", file, "--submit", NULL);
  g_autofree char *id =
      cosell_json_dup_scalar (cosell_json_pointer (cosell_json_root (made), "/id"));
  g_autoptr (CosellJson) pulled = cli_json (f, "sync", "--pull", NULL);
  g_autoptr (CosellJson) pushed = cli_json (f, "sync", "--push", NULL);
  g_autoptr (CosellJson) log = cli_control (f, "GET", "log", NULL);
  g_autoptr (CosellJson) shown = cli_json (f, "show", id, NULL);
  CosellJsonValue root = cosell_json_root (shown);

  assert_summary (pulled, -1, 0, 0, 0);
  assert_summary (pushed, -1, 2, 0, 0);
  g_assert_cmpuint (count_requests (log, "POST", NULL), ==, 2);
  cli_assert_text (root, "/status", "accepted");
  cli_assert_text (root, "/type", "co-sell");
  cli_assert_text (root, "/direction", "outbound");
  cli_assert_text (root, "/sync", "synced");
  cli_assert_text (root, "/microsoft/help", "ProofOfConceptOrDemo");
  cli_assert_text (root, "/referral/status", "Active");
}

static void
test_exit_codes (void)
{
  g_autoptr (CliFixture) f = cli_fixture_new_synced (20);
  g_autofree char *id = cli_find (f, "status=accepted");
  g_autofree char *seq = NULL;
  g_autoptr (CosellJson) outbox = NULL, summary = NULL;

  f->token = NULL;
  g_assert_cmpint (cli_run (f, "sync", NULL), ==, 4);
  cli_assert_complaint (f, "COSELL_TOKEN");
  f->token = "not the right one";
  g_assert_cmpint (cli_run (f, "sync", NULL), ==, 4);
  f->token = "token-of-the-tests";

  /* 5: done, but something is parked */
  g_assert_cmpint (cli_run (f, "set", id, "crmId=CRM-9", NULL), ==, 0);
  outbox = cli_json (f, "outbox", NULL);
  seq = cosell_json_dup_scalar (cosell_json_pointer (cosell_json_root (outbox), "/0/seq"));
  g_assert_cmpint (cli_run (f, "outbox", "hold", seq, NULL), ==, 0);
  g_assert_cmpint (cli_run (f, "--json", "sync", NULL), ==, 5);
  summary = cli_parse_out (f);
  assert_summary (summary, -1, 0, 0, 1);
  g_assert_nonnull (strstr (f->err, "that you hold back"));

  /* 3 stands before 5 */
  cosell_sandbox_disconnect (f->sandbox);
  g_assert_cmpint (cli_run (f, "sync", NULL), ==, 3);
  g_assert_cmpstr (f->err, !=, "");
}

/* P12: a server that takes the request and says nothing: told after the 30 seconds that a request
 * has, and the next round goes on. */
static void
test_stalled (void)
{
  g_autoptr (CliFixture) f = cli_fixture_new_synced (20);
  g_autoptr (CosellJson) fault = NULL, summary = NULL;

  fault = cli_control (f, "POST", "faults", "{\"count\":1,\"method\":\"GET\",\"delayMs\":600000}");
  g_assert_cmpint (cli_run (f, "sync", NULL), ==, 3);
  cli_assert_complaint (f, "did not answer within 30 seconds");
  summary = cli_json (f, "sync", NULL);
  assert_summary (summary, -1, 0, 0, 0);
}

/* Words say for how long: what is waited out, and what is not. */
static void
test_asked_to_wait (void)
{
  g_autoptr (CliFixture) f = cli_fixture_new_synced (20);
  g_autoptr (CosellJson) fault = NULL, longer = NULL;

  fault = cli_control (f, "POST", "faults",
                       "{\"count\":1,\"method\":\"GET\",\"status\":429,\"retryAfter\":\"2\"}");
  g_assert_cmpint (cli_run (f, "sync", NULL), ==, 0);
  g_assert_nonnull (strstr (f->err, "Partner Center asks to wait. Trying again in 2 seconds"));
  longer = cli_control (f, "POST", "faults",
                        "{\"count\":1,\"method\":\"GET\",\"status\":429,\"retryAfter\":\"3600\"}");
  g_assert_cmpint (cli_run (f, "sync", NULL), ==, 3);
  cli_assert_complaint (f, "Partner Center asks to wait until ");
}

/* Another program that syncs is waited for, and told of. */
static void
test_waits_for_other (void)
{
  static const char *const argv[] = { "sync", NULL };
  g_autoptr (CliFixture) f = cli_fixture_new_synced (20);
  g_autofree char *path = g_build_filename (f->dir, "sync.lock", NULL);
  int lock = open (path, O_RDWR | O_CLOEXEC);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GDataInputStream) err = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *line = NULL;
  GAsyncResult *place = NULL;

  g_assert_cmpint (flock (lock, LOCK_EX | LOCK_NB), ==, 0);
  process = cli_start (f, argv);
  err = g_data_input_stream_new (g_subprocess_get_stderr_pipe (process));
  g_data_input_stream_read_line_async (err, G_PRIORITY_DEFAULT, NULL, await_cb, &place);
  result = await_result (&place);
  line = g_data_input_stream_read_line_finish_utf8 (err, result, NULL, NULL);
  g_assert_nonnull (strstr (line, "Another Cosell is synchronizing this profile"));
  close (lock);
  g_assert_cmpint (cli_wait (f, process), ==, 0);
}

/* The other side changed another field meanwhile: re-read, rebased, sent again. */
static void
test_changed_elsewhere (void)
{
  g_autoptr (CliFixture) f = cli_fixture_new_synced (60);
  g_autofree char *id = cli_find (f, "status=accepted");
  g_autoptr (CosellJson) shown = cli_json (f, "show", id, NULL);
  g_autofree char *remote =
      cosell_json_dup_string (cosell_json_pointer (cosell_json_root (shown), "/remoteId"));
  g_autofree char *act = g_strdup_printf (
      "{\"as\":\"microsoft\",\"do\":\"edit\",\"id\":\"%s\",\"/name\":\"Renamed elsewhere\"}",
      remote);
  g_autoptr (CosellJson) answer = NULL, summary = NULL, after = NULL;

  g_assert_cmpint (cli_run (f, "set", id, "crmId=CRM-9", NULL), ==, 0);
  answer = cli_control (f, "POST", "act", act);
  summary = cli_json (f, "sync", NULL);
  assert_summary (summary, -1, 1, 0, 0);
  after = cli_json (f, "show", id, NULL);
  cli_assert_text (cosell_json_root (after), "/crmId", "CRM-9");
  cli_assert_text (cosell_json_root (after), "/name", "Renamed elsewhere");
}

/* Several rounds at once: one after the other, and each change goes out once. */
static void
test_several_at_once (void)
{
  static const char *const argv[] = { "--json", "sync", NULL };
  g_autoptr (CliFixture) f = cli_fixture_new_synced (30);
  g_autofree char *id = cli_find (f, "status=accepted");
  g_autoptr (GPtrArray) processes = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (CosellJson) log = NULL;
  guint pushed = 0;

  g_assert_cmpint (cli_run (f, "set", id, "crmId=CRM-9", NULL), ==, 0);
  for (guint i = 0; i < 4; i++)
    g_ptr_array_add (processes, cli_start (f, argv));
  for (guint i = 0; i < processes->len; i++)
    {
      g_autoptr (CosellJson) summary = NULL;

      g_assert_cmpint (cli_wait (f, g_ptr_array_index (processes, i)), ==, 0);
      summary = cli_parse_out (f);
      pushed +=
          (guint) cosell_json_get_int (cosell_json_member (cosell_json_root (summary), "pushed"),
                                       0);
    }
  g_assert_cmpuint (pushed, ==, 1);
  log = cli_control (f, "GET", "log", NULL);
  g_assert_cmpuint (count_requests (log, "PATCH", NULL), ==, 1);
}

/* Commands at the same time on one profile: none is lost, none fails. */
static void
test_edits_at_once (void)
{
  g_autoptr (CliFixture) f = cli_fixture_new_synced (30);
  g_autofree char *id = cli_find (f, "status=accepted");
  g_autoptr (GPtrArray) processes = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (CosellJson) shown = NULL;
  guint before;

  shown = cli_json (f, "show", id, NULL);
  before = cosell_json_length (cosell_json_pointer (cosell_json_root (shown), "/team"));
  for (guint i = 0; i < 8; i++)
    {
      g_autofree char *member =
          g_strdup_printf ("{\"firstName\":\"M\",\"lastName\":\"%u\",\"phone\":\"1\","
                           "\"email\":\"member%u@fabrikam.example\"}",
                           i, i);
      const char *const argv[] = { "set", id, "--add-member", member, NULL };

      g_ptr_array_add (processes, cli_start (f, argv));
    }
  for (guint i = 0; i < processes->len; i++)
    g_assert_cmpint (cli_wait (f, g_ptr_array_index (processes, i)), ==, 0);
  g_clear_pointer (&shown, cosell_json_unref);
  shown = cli_json (f, "show", id, NULL);
  g_assert_cmpuint (cosell_json_length (cosell_json_pointer (cosell_json_root (shown), "/team")),
                    ==, before + 8);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/cli/sync/one-patch", test_one_patch);
  g_test_add_func ("/cli/sync/C16-new-deal", test_new_deal);
  g_test_add_func ("/cli/sync/exit-codes", test_exit_codes);
  g_test_add_func ("/cli/sync/P12-stalled", test_stalled);
  g_test_add_func ("/cli/sync/asked-to-wait", test_asked_to_wait);
  g_test_add_func ("/cli/sync/waits-for-other", test_waits_for_other);
  g_test_add_func ("/cli/sync/changed-elsewhere", test_changed_elsewhere);
  g_test_add_func ("/cli/sync/several-at-once", test_several_at_once);
  g_test_add_func ("/cli/sync/edits-at-once", test_edits_at_once);
  return g_test_run ();
}
