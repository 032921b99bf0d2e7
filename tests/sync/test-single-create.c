/* test-single-create.c: P3: one referral per deal, also with a service that makes its own
 * engagements and whose answers get lost */
#include <string.h>

#include "base/cosell-str.h"
#include "base/cosell-time.h"
#include "support/await.h"
#include "support/json-text.h"
#include "sync/cosell-round.h"
#include "sync/sync-fixture.h"

#define TARGET_OWN "{'type':'SolutionProfile','id':'SOL-1'}"
#define TARGET_MICROSOFT "{'type':'BusinessProfileLocation','id':'msft'}"

static char *
set_text (const char *text, const char *pointer, const char *value)
{
  g_autofree char *json = cosell_json_quote (value);

  return cosell_json_set (text, pointer, json, NULL);
}

/* What the service made of a body like that of the tests. */
static void
put_own (SyncFixture *fixture, const char *id, const char *engagement, const char *created)
{
  static const char *const members[][2] = {
    { "/organizationId", FAKE_OWN },
    { "/status", "Active" },
    { "/substatus", "Accepted" },
    { "/direction", "Outgoing" },
  };
  g_autofree char *text = sync_make_body (engagement, "Contoso ERP", FALSE, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    cosell_take_str (&text, set_text (text, members[i][0], members[i][1]));
  cosell_take_str (&text, set_text (text, "/id", id));
  cosell_take_str (&text, set_text (text, "/createdDateTime", created));
  fake_remote_put (fixture->remote, text);
}

static void
set_up (SyncFixture *fixture, gconstpointer data)
{
  sync_fixture_set_up (fixture, data);
  fake_remote_set_now (fixture->remote, cosell_clock_now (fixture->clock));
  /* something that was here before, with the same content as what the tests make */
  put_own (fixture, "older", "older-engagement", "2026-11-22T07:59:00Z");
  sync_round_ok (fixture, SYNC_BOTH);
  fake_remote_set (fixture->remote, FAKE_OWN_ENGAGEMENTS, TRUE);
  fake_remote_clear_log (fixture->remote);
}

static void
submit (SyncFixture *fixture, gboolean with_microsoft)
{
  g_autofree char *engagement = g_uuid_string_random ();

  sync_submit_in (fixture, engagement, "Contoso ERP", with_microsoft);
}

static void
lose_answers (SyncFixture *fixture, guint n)
{
  for (guint i = 0; i < n; i++)
    fake_remote_fail (fixture->remote, "POST", FAKE_AFTER,
                      sync_error_unknown (COSELL_HTTP_ERROR_OFFLINE));
}

static CosellOutboxEntry *
first_entry (SyncFixture *fixture)
{
  g_autoptr (GPtrArray) entries = sync_get_outbox (fixture);

  g_assert_cmpuint (entries->len, >, 0);
  return g_ptr_array_steal_index (entries, 0);
}

typedef struct
{
  gint64 seq;
  const char *remote_id;
} Answer;

static gboolean
answer_job (CosellStore *store, gpointer data, GError **error)
{
  Answer *answer = data;

  return cosell_store_resolve_unconfirmed (store, answer->seq, answer->remote_id, error);
}

/* A person's word about the first entry; NULL: send it again. */
static void
answer (SyncFixture *fixture, const char *remote_id)
{
  g_autoptr (CosellOutboxEntry) entry = first_entry (fixture);
  g_autoptr (GError) error = NULL;
  Answer job = { entry->seq, remote_id != NULL ? fake_id (remote_id) : NULL };

  cosell_store_run (fixture->store, COSELL_STORE_WRITE, answer_job, &job, &error);
  g_assert_no_error (error);
}

static void
rename_first (SyncFixture *fixture, const char *name)
{
  g_autoptr (CosellOutboxEntry) entry = first_entry (fixture);
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, entry->deal);

  sync_edit (fixture, id, "name", name);
}

/* n referrals beside the older one, and as many rows as deals */
static void
assert_end (SyncFixture *fixture, guint n_referrals, guint n_deals)
{
  g_autoptr (GPtrArray) entries = sync_get_outbox (fixture);
  g_autofree char *log = fake_remote_dup_log (fixture->remote);

  g_test_message ("%s", log);
  for (guint i = 0; i < entries->len; i++)
    g_test_message ("%s", ((const CosellOutboxEntry *) g_ptr_array_index (entries, i))->last_error);
  g_assert_cmpuint (entries->len, ==, 0);
  g_assert_cmpuint (fake_remote_get_n_referrals (fixture->remote), ==, n_referrals + 1);
  sync_round_ok (fixture, SYNC_BOTH);
  g_assert_cmpuint (sync_count_deals (fixture), ==, n_deals + 1);
}

static void
test_found_by_content (SyncFixture *fixture, gconstpointer data)
{
  submit (fixture, TRUE);
  lose_answers (fixture, 2);
  g_assert_cmpuint (sync_round_ok (fixture, SYNC_ASKED).pushed, ==, 2);
  g_assert_cmpuint (fake_remote_count (fixture->remote, "POST"), ==, 2);
  assert_end (fixture, 2, 1);
}

/* Each takes its own, although all look the same. */
static void
test_alike (SyncFixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 4; i++)
    submit (fixture, i % 2 == 0);
  lose_answers (fixture, 6);
  g_assert_cmpuint (sync_round_ok (fixture, SYNC_ASKED).pushed, ==, 6);
  g_assert_cmpuint (fake_remote_count (fixture->remote, "POST"), ==, 6);
  assert_end (fixture, 6, 4);
}

/* The program died with the request out; meanwhile the list brought the deal as one of its own. */
static void
test_twin_was_pulled (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (CosellOutboxEntry) entry = NULL;
  g_autofree char *text = NULL;

  submit (fixture, FALSE);
  entry = first_entry (fixture);
  sync_mark_first_sent (fixture);
  text = cosell_json_set (entry->body, "/engagementId", "\"engagement-of-the-service\"", NULL);
  {
    g_autofree char *owned = cosell_json_set (text, "/organizationId", "\"" FAKE_OWN "\"", NULL);
    g_autofree char *dated =
        cosell_json_set (owned, "/createdDateTime", "\"2026-11-22T08:00:01Z\"", NULL);

    fake_remote_put (fixture->remote, dated);
  }
  g_assert_cmpuint (sync_round_ok (fixture, SYNC_ASKED).pushed, ==, 1);
  g_assert_cmpuint (fake_remote_count (fixture->remote, "POST"), ==, 0);
  assert_end (fixture, 1, 1);
}

/* It comes to light only after it was looked for: looked for again before it is sent again. */
static void
test_late_commit (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (CosellOutboxEntry) entry = NULL;
  g_autofree char *text = NULL;

  submit (fixture, FALSE);
  entry = first_entry (fixture);
  text = cosell_json_set (entry->body, "/organizationId", "\"" FAKE_OWN "\"", NULL);
  fake_remote_fail (fixture->remote, "POST", FAKE_BEFORE,
                    sync_error_unknown (COSELL_HTTP_ERROR_OFFLINE));
  sync_round_error (fixture, SYNC_ASKED, COSELL_HTTP_ERROR_OFFLINE);
  fake_remote_put (fixture->remote, text);
  g_assert_cmpuint (sync_round_ok (fixture, SYNC_ASKED).pushed, ==, 1);
  g_assert_cmpuint (fake_remote_count (fixture->remote, "POST"), ==, 1);
  assert_end (fixture, 1, 1);
}

static void
test_five_server_errors (SyncFixture *fixture, gconstpointer data)
{
  submit (fixture, TRUE);
  for (guint i = 0; i < 5; i++)
    {
      fake_remote_fail (fixture->remote, "POST", i % 2 == 0 ? FAKE_BEFORE : FAKE_AFTER,
                        sync_error_unknown (COSELL_HTTP_ERROR_SERVER));
      sync_round (fixture, SYNC_ASKED, NULL, NULL);
    }
  sync_round_ok (fixture, SYNC_ASKED);
  assert_end (fixture, 2, 1);
}

/* An edit after the request went out is not lost with its late answer. */
static void
test_edited_in_doubt (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) entries = NULL;

  submit (fixture, FALSE);
  fake_remote_fail (fixture->remote, "POST", FAKE_BEFORE,
                    sync_error_unknown (COSELL_HTTP_ERROR_SERVER));
  sync_round_error (fixture, SYNC_ASKED, COSELL_HTTP_ERROR_SERVER);
  rename_first (fixture, "Contoso ERP, two sites");
  entries = sync_get_outbox (fixture);
  g_assert_cmpuint (entries->len, ==, 2); /* the body stays as it was sent */
  lose_answers (fixture, 1);
  sync_round_ok (fixture, SYNC_ASKED);
  assert_end (fixture, 1, 1);
}

/* Two that it may be: a person is asked, nothing is sent. */
static void
prepare_two (SyncFixture *fixture)
{
  g_autoptr (CosellOutboxEntry) entry = NULL;

  submit (fixture, FALSE);
  entry = first_entry (fixture);
  sync_mark_first_sent (fixture);
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *engagement = g_strdup_printf ("\"other-%u\"", i);
      g_autofree char *id = g_strdup_printf ("\"made-elsewhere-%u\"", i);
      g_autofree char *one = cosell_json_set (entry->body, "/engagementId", engagement, NULL);
      g_autofree char *two = cosell_json_set (one, "/organizationId", "\"" FAKE_OWN "\"", NULL);
      g_autofree char *three =
          cosell_json_set (two, "/createdDateTime", "\"2026-11-22T08:00:01Z\"", NULL);
      g_autofree char *four = cosell_json_set (three, "/id", id, NULL);

      fake_remote_put (fixture->remote, four);
    }
  g_assert_cmpuint (sync_round_ok (fixture, SYNC_ASKED).parked, ==, 1);
  g_assert_cmpuint (fake_remote_count (fixture->remote, "POST"), ==, 0);
  g_clear_pointer (&entry, cosell_outbox_entry_free);
  entry = first_entry (fixture);
  g_assert_cmpint (entry->state, ==, COSELL_OUTBOX_STATE_PARKED);
  g_assert_nonnull (strstr (entry->last_error, "2 deals on the service could be it"));
  g_assert_cmpuint (g_strv_length (entry->candidates), ==, 2);
}

static void
test_ask_take (SyncFixture *fixture, gconstpointer data)
{
  prepare_two (fixture);
  answer (fixture, "made-elsewhere-1");
  g_assert_cmpuint (sync_round_ok (fixture, SYNC_ASKED).pushed, ==, 1);
  g_assert_cmpuint (fake_remote_count (fixture->remote, "POST"), ==, 0);
  assert_end (fixture, 2, 2); /* the other one is a deal of its own */
}

static void
test_ask_send_again (SyncFixture *fixture, gconstpointer data)
{
  prepare_two (fixture);
  answer (fixture, NULL);
  g_assert_cmpuint (sync_round_ok (fixture, SYNC_ASKED).pushed, ==, 1);
  g_assert_cmpuint (fake_remote_count (fixture->remote, "POST"), ==, 1);
  assert_end (fixture, 3, 3);
}

static void
test_ask_take_what_is_gone (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (CosellOutboxEntry) entry = NULL;

  prepare_two (fixture);
  answer (fixture, "no-such-deal");
  g_assert_cmpuint (sync_round_ok (fixture, SYNC_ASKED).parked, ==, 1);
  entry = first_entry (fixture);
  g_assert_true (entry->unconfirmed);
  g_assert_nonnull (strstr (entry->last_error, "not clear whether"));
  g_assert_cmpuint (fake_remote_count (fixture->remote, "POST"), ==, 0);
}

/* One that differs in what we sent may be somebody else's: ask. */
static void
test_not_quite (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (CosellOutboxEntry) entry = NULL;

  submit (fixture, FALSE);
  entry = first_entry (fixture);
  sync_mark_first_sent (fixture);
  {
    g_autofree char *one = cosell_json_set (entry->body, "/engagementId", "\"other\"", NULL);
    g_autofree char *two = cosell_json_set (one, "/organizationId", "\"" FAKE_OWN "\"", NULL);
    g_autofree char *three =
        cosell_json_set (two, "/createdDateTime", "\"2026-11-22T08:00:01Z\"", NULL);
    g_autofree char *four = cosell_json_set (three, "/details/notes", "\"Another\"", NULL);

    fake_remote_put (fixture->remote, four);
  }
  g_assert_cmpuint (sync_round_ok (fixture, SYNC_ASKED).parked, ==, 1);
  g_assert_cmpuint (fake_remote_count (fixture->remote, "POST"), ==, 0);
}

/* A refusal is a clear answer: the body can be mended. */
static void
test_refused_after_doubt (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (CosellOutboxEntry) entry = NULL;
  g_autoptr (GPtrArray) entries = NULL;

  submit (fixture, FALSE);
  fake_remote_fail (fixture->remote, "POST", FAKE_BEFORE,
                    sync_error_unknown (COSELL_HTTP_ERROR_SERVER));
  sync_round_error (fixture, SYNC_ASKED, COSELL_HTTP_ERROR_SERVER);
  fake_remote_fail (fixture->remote, "POST", FAKE_BEFORE, sync_error (COSELL_HTTP_ERROR_REJECTED));
  g_assert_cmpuint (sync_round_ok (fixture, SYNC_ASKED).parked, ==, 1);
  entry = first_entry (fixture);
  g_assert_false (entry->unconfirmed);
  rename_first (fixture, "Contoso ERP, mended");
  entries = sync_get_outbox (fixture);
  g_assert_cmpuint (entries->len, ==, 1);
}

/* What was sent is still on its way */

#define ARRIVAL (30 * G_TIME_SPAN_SECOND)

/* The service takes it now. */
static void
arrive (SyncFixture *fixture, const CosellOutboxEntry *entry, const char *engagement)
{
  g_autofree char *one = engagement != NULL
                             ? cosell_json_set (entry->body, "/engagementId", engagement, NULL)
                             : g_strdup (entry->body);
  g_autofree char *two = cosell_json_set (one, "/organizationId", "\"" FAKE_OWN "\"", NULL);
  g_autofree char *three =
      cosell_json_set (two, "/createdDateTime", "\"2026-11-22T08:00:01Z\"", NULL);

  fake_remote_put (fixture->remote, three);
}

static gboolean
mark_job (CosellStore *store, gpointer data, GError **error)
{
  const gint64 *until = data;
  g_autoptr (CosellOutboxEntry) entry = cosell_store_next_outbox (store, 0, TRUE, error);

  return entry != NULL && cosell_store_mark_sent (store, entry->seq, error) &&
         cosell_store_await_arrival (store, entry->seq, *until, NULL, error);
}

/* The program was killed right after it had sent the first entry, and is started again. */
static CosellOutboxEntry *
kill_after_sending (SyncFixture *fixture)
{
  CosellOutboxEntry *entry = NULL;
  gint64 until = cosell_clock_now (fixture->clock) + ARRIVAL;
  g_autoptr (GError) error = NULL;

  cosell_sync_set_arrival_limit (fixture->sync, 30000);
  submit (fixture, FALSE);
  entry = first_entry (fixture);
  cosell_store_run (fixture->store, COSELL_STORE_WRITE, mark_job, &until, &error);
  g_assert_no_error (error);
  return entry;
}

static void
advance (SyncFixture *fixture, gint64 microseconds)
{
  cosell_manual_clock_advance (COSELL_MANUAL_CLOCK (fixture->clock), microseconds);
}

static gboolean
count_job (CosellStore *store, gpointer data, GError **error)
{
  return cosell_store_count_outbox (store, data, error);
}

/* Nothing is sent, a person can read why, and the next round has its hour. */
static void
assert_waits (SyncFixture *fixture, gint64 until)
{
  g_autoptr (CosellOutboxEntry) entry = first_entry (fixture);
  g_autoptr (GError) error = NULL;
  CosellOutboxCounts counts = { 0 };

  g_assert_cmpuint (fake_remote_count (fixture->remote, "POST"), ==, 0);
  g_assert_cmpint (entry->state, ==, COSELL_OUTBOX_STATE_SENT);
  g_assert_cmpint (entry->not_before, ==, until);
  g_assert_nonnull (strstr (entry->last_error, "may still arrive"));
  cosell_store_run (fixture->store, COSELL_STORE_READ, count_job, &counts, &error);
  g_assert_no_error (error);
  g_assert_cmpint (counts.next_due, ==, until);
}

static void
test_killed_and_arrives (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (CosellOutboxEntry) entry = kill_after_sending (fixture);
  gint64 until = cosell_clock_now (fixture->clock) + ARRIVAL;

  advance (fixture, G_TIME_SPAN_SECOND);
  sync_round_ok (fixture, SYNC_BOTH);
  assert_waits (fixture, until);
  arrive (fixture, entry, data);
  advance (fixture, 2 * G_TIME_SPAN_SECOND); /* found: settled without waiting */
  g_assert_cmpuint (sync_round_ok (fixture, SYNC_BOTH).pushed, ==, 1);
  g_assert_cmpuint (fake_remote_count (fixture->remote, "POST"), ==, 0);
  assert_end (fixture, 1, 1);
}

/* It stands on the last page of its engagement, and was renamed since. */
static void
test_last_page (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (CosellOutboxEntry) entry = kill_after_sending (fixture);
  guint n = GPOINTER_TO_UINT (data);
  g_autofree char *renamed = cosell_json_set (entry->body, "/name", "\"Renamed\"", NULL);

  fake_remote_set_page_size (fixture->remote, 1);
  cosell_take_str (&entry->body, g_steal_pointer (&renamed));
  arrive (fixture, entry, NULL);
  for (guint i = 1; i < n; i++)
    {
      g_autofree char *half =
          cosell_json_set (entry->body, "/target", json_text ("[" TARGET_MICROSOFT "]"), NULL);
      g_autofree char *owned = cosell_json_set (half, "/organizationId", "\"msft\"", NULL);

      fake_remote_put (fixture->remote, owned);
    }
  if (n > 20) /* too many to look through all: a person has to say */
    {
      g_assert_cmpuint (sync_round_ok (fixture, SYNC_BOTH).parked, ==, 1);
      g_assert_cmpuint (fake_remote_count (fixture->remote, "LIST"), <, 50);
    }
  else
    g_assert_cmpuint (sync_round_ok (fixture, SYNC_BOTH).pushed, ==, 1);
  g_assert_cmpuint (fake_remote_count (fixture->remote, "POST"), ==, 0);
}

static void
test_killed_and_lost (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (CosellOutboxEntry) entry = kill_after_sending (fixture);
  gint64 until = cosell_clock_now (fixture->clock) + ARRIVAL;

  for (guint i = 0; i < 3; i++)
    {
      advance (fixture, G_TIME_SPAN_SECOND);
      sync_round_ok (fixture, SYNC_BOTH);
      assert_waits (fixture, until);
    }
  advance (fixture, ARRIVAL);
  g_assert_cmpuint (sync_round_ok (fixture, SYNC_BOTH).pushed, ==, 1);
  g_assert_cmpuint (fake_remote_count (fixture->remote, "POST"), ==, 1);
  assert_end (fixture, 1, 1);
}

/* At most once as long as from its sending. */
static void
test_killed_and_set_back (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (CosellOutboxEntry) entry = kill_after_sending (fixture);
  gint64 now = cosell_clock_now (fixture->clock) - 300 * G_TIME_SPAN_DAY;

  cosell_manual_clock_set (COSELL_MANUAL_CLOCK (fixture->clock), now);
  sync_round_ok (fixture, SYNC_BOTH);
  assert_waits (fixture, now + ARRIVAL);
  advance (fixture, ARRIVAL);
  g_assert_cmpuint (sync_round_ok (fixture, SYNC_BOTH).pushed, ==, 1);
  assert_end (fixture, 1, 1);
}

static void
arrives_cb (CosellSync *sync, GParamSpec *pspec, gpointer user_data)
{
  SyncFixture *fixture = user_data;
  g_autoptr (CosellOutboxEntry) entry = NULL;
  gint64 awaited = 0;

  g_object_get (sync, "awaited", &awaited, NULL);
  if (awaited == COSELL_NO_TIME)
    return;
  entry = first_entry (fixture);
  arrive (fixture, entry, NULL);
}

/* A person asks: the round itself waits, also with a clock that stands still, and says so. */
static void
test_killed_and_asked (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (CosellOutboxEntry) entry = kill_after_sending (fixture);

  cosell_sync_set_arrival_limit (fixture->sync, 50);
  if (data != NULL)
    g_signal_connect (fixture->sync, "notify::awaited", G_CALLBACK (arrives_cb), fixture);
  g_assert_cmpuint (sync_round_ok (fixture, SYNC_ASKED).pushed, ==, 1);
  g_assert_cmpuint (fake_remote_count (fixture->remote, "POST"), ==, data != NULL ? 0 : 1);
  g_signal_handlers_disconnect_by_data (fixture->sync, fixture);
  assert_end (fixture, 1, 1);
}

/* What else waits goes out first; what was edited behind it meanwhile is not lost. */
static void
test_others_go_on (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (CosellOutboxEntry) entry = kill_after_sending (fixture);

  rename_first (fixture, "Contoso ERP, two sites");
  sync_edit (fixture, "older", "name", "Contoso ERP, older");
  g_assert_cmpuint (sync_round_ok (fixture, SYNC_BOTH).pushed, ==, 1);
  g_assert_cmpuint (fake_remote_count (fixture->remote, "PATCH older"), ==, 1);
  cosell_sync_set_arrival_limit (fixture->sync, 50);
  g_assert_cmpuint (sync_round_ok (fixture, SYNC_ASKED).pushed, ==, 1);
  g_assert_nonnull (strstr (fake_remote_get_last_body (fixture->remote), "two sites"));
  assert_end (fixture, 1, 1);
}

static GError *
gateway_error (void)
{
  GError *error = sync_error_unknown (COSELL_HTTP_ERROR_SERVER);

  cosell_http_error_set_under_way (error);
  return error;
}

/* The connection broke, or a gateway gave up, and the request went through all the same, later. */
static void
test_reset_and_arrives (SyncFixture *fixture, gconstpointer data)
{
  gboolean gateway = data != NULL;
  gint64 until = cosell_clock_now (fixture->clock) + ARRIVAL;
  g_autoptr (CosellOutboxEntry) entry = NULL;

  cosell_sync_set_arrival_limit (fixture->sync, 30000);
  submit (fixture, FALSE);
  fake_remote_fail (fixture->remote, "POST", FAKE_BEFORE,
                    gateway ? gateway_error () : sync_error_unknown (COSELL_HTTP_ERROR_OFFLINE));
  sync_round_error (fixture, SYNC_ASKED,
                    gateway ? COSELL_HTTP_ERROR_SERVER : COSELL_HTTP_ERROR_OFFLINE);
  fake_remote_clear_log (fixture->remote);
  advance (fixture, 10 * G_TIME_SPAN_SECOND); /* longer than any first back-off */
  sync_round_ok (fixture, SYNC_BOTH);
  assert_waits (fixture, until);
  entry = first_entry (fixture);
  arrive (fixture, entry, NULL);
  advance (fixture, ARRIVAL);
  g_assert_cmpuint (sync_round_ok (fixture, SYNC_BOTH).pushed, ==, 1);
  g_assert_cmpuint (fake_remote_count (fixture->remote, "POST"), ==, 0);
  assert_end (fixture, 1, 1);
}

/* Waiting can be called off. */
static void
test_called_off (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (CosellOutboxEntry) entry = kill_after_sending (fixture);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *place = NULL;
  gint64 until = cosell_clock_now (fixture->clock) + ARRIVAL;

  g_signal_connect_swapped (fixture->sync, "notify::awaited", G_CALLBACK (g_cancellable_cancel),
                            cancellable);
  cosell_sync_round_async (fixture->sync, SYNC_ASKED, cancellable, await_cb, &place);
  result = await_result (&place);
  g_assert_false (cosell_sync_round_finish (fixture->sync, result, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_signal_handlers_disconnect_by_data (fixture->sync, cancellable);
  assert_waits (fixture, until);
  advance (fixture, ARRIVAL);
  sync_round_ok (fixture, SYNC_BOTH);
  assert_end (fixture, 1, 1);
}

#define ADD(path, func)                                                                            \
  g_test_add ("/sync/single/P3-" path, SyncFixture, NULL, set_up, func, sync_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("found-by-content", test_found_by_content);
  ADD ("alike", test_alike);
  ADD ("twin-was-pulled", test_twin_was_pulled);
  ADD ("late-commit", test_late_commit);
  ADD ("five-server-errors", test_five_server_errors);
  ADD ("edited-in-doubt", test_edited_in_doubt);
  ADD ("ask-take", test_ask_take);
  ADD ("ask-send-again", test_ask_send_again);
  ADD ("ask-take-what-is-gone", test_ask_take_what_is_gone);
  ADD ("not-quite", test_not_quite);
  ADD ("refused-after-doubt", test_refused_after_doubt);
  ADD ("killed-and-arrives", test_killed_and_arrives);
  g_test_add ("/sync/single/P3-killed-and-arrives-elsewhere", SyncFixture,
              "\"engagement-of-the-service\"", set_up, test_killed_and_arrives,
              sync_fixture_tear_down);
  g_test_add ("/sync/single/P3-last-page", SyncFixture, GUINT_TO_POINTER (3), set_up,
              test_last_page, sync_fixture_tear_down);
  g_test_add ("/sync/single/P3-too-many-pages", SyncFixture, GUINT_TO_POINTER (25), set_up,
              test_last_page, sync_fixture_tear_down);
  ADD ("killed-and-lost", test_killed_and_lost);
  ADD ("killed-and-set-back", test_killed_and_set_back);
  ADD ("killed-and-asked", test_killed_and_asked);
  g_test_add ("/sync/single/P3-killed-asked-and-arrives", SyncFixture, "arrives", set_up,
              test_killed_and_asked, sync_fixture_tear_down);
  ADD ("others-go-on", test_others_go_on);
  ADD ("reset-and-arrives", test_reset_and_arrives);
  g_test_add ("/sync/single/P3-gateway-and-arrives", SyncFixture, "gateway", set_up,
              test_reset_and_arrives, sync_fixture_tear_down);
  ADD ("called-off", test_called_off);
  return g_test_run ();
}
