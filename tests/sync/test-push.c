/* test-push.c: the outbox goes out, whatever the service says to it */
#include <string.h>

#include "base/cosell-time.h"
#include "support/json-text.h"
#include "sync/sync-fixture.h"

static void
assert_outbox (SyncFixture *fixture, guint n)
{
  g_autoptr (GPtrArray) entries = sync_get_outbox (fixture);

  for (guint i = 0; i < entries->len; i++)
    {
      const CosellOutboxEntry *entry = g_ptr_array_index (entries, i);

      g_test_message ("%s", entry->last_error);
    }
  g_assert_cmpuint (entries->len, ==, n);
}

static void
assert_entry (SyncFixture *fixture, guint index, CosellOutboxState state, const char *words)
{
  g_autoptr (GPtrArray) entries = sync_get_outbox (fixture);
  const CosellOutboxEntry *entry = NULL;

  g_assert_cmpuint (index, <, entries->len);
  entry = g_ptr_array_index (entries, index);
  g_assert_cmpint (entry->state, ==, state);
  if (words != NULL)
    {
      g_assert_nonnull (entry->last_error);
      g_test_message ("%s", entry->last_error);
      g_assert_nonnull (strstr (entry->last_error, words));
    }
}

static void
assert_values (SyncFixture *fixture, const char *id, const char *pointer, const char *value)
{
  g_autofree char *here = sync_get_value (fixture, id, pointer);
  g_autofree char *there = sync_get_remote_value (fixture, id, pointer);

  g_assert_cmpstr (here, ==, value);
  g_assert_cmpstr (there, ==, value);
}

/* A deal that was pulled. */
static void
start_with (SyncFixture *fixture, const char *id)
{
  sync_put (fixture, id, "Contoso ERP");
  sync_round_ok (fixture, SYNC_BOTH);
  fake_remote_clear_log (fixture->remote);
}

/* updates */

static char *
dup_etag (SyncFixture *fixture, const char *id)
{
  g_autoptr (CosellJson) json =
      cosell_json_parse (fake_remote_peek (fixture->remote, id), -1, NULL);

  return cosell_json_dup_string (cosell_json_member (cosell_json_root (json), "eTag"));
}

static void
test_update (SyncFixture *fixture, gconstpointer data)
{
  CosellSyncResult result;
  g_autoptr (GPtrArray) entries = NULL;
  g_autofree char *request_id = NULL;
  g_autofree char *etag = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  start_with (fixture, "a");
  before = dup_etag (fixture, "a");
  sync_edit (fixture, "a", "value", "10000.50");
  sync_edit (fixture, "a", "notes", "Wants a pilot.");
  entries = sync_get_outbox (fixture);
  g_assert_cmpuint (entries->len, ==, 1);
  request_id = g_strdup (((const CosellOutboxEntry *) g_ptr_array_index (entries, 0))->request_id);
  etag = g_strdup (((const CosellOutboxEntry *) g_ptr_array_index (entries, 0))->etag);

  result = sync_round_ok (fixture, SYNC_ASKED);
  g_assert_cmpuint (result.pushed, ==, 1);
  g_assert_cmpuint (result.parked, ==, 0);
  g_assert_cmpuint (fake_remote_count (fixture->remote, "PATCH"), ==, 1);
  g_assert_cmpuint (fake_remote_count (fixture->remote, "GET"), ==, 0);
  g_assert_true (cosell_json_text_equal (
      fake_remote_get_last_body (fixture->remote),
      json_text ("[{'op':'replace','path':'/details/dealValue','value':'10000.50'},"
                 "{'op':'replace','path':'/details/notes','value':'Wants a pilot.'}]")));
  g_assert_cmpstr (fake_remote_get_last_etag (fixture->remote), ==, etag);
  g_assert_cmpstr (etag, ==, before);
  g_assert_cmpstr (fake_remote_get_last_request_id (fixture->remote), ==, request_id);
  assert_outbox (fixture, 0);
  assert_values (fixture, "a", "/details/notes", "\"Wants a pilot.\"");

  /* the next edit goes out with the eTag of the answer */
  after = dup_etag (fixture, "a");
  g_assert_cmpstr (after, !=, before);
  sync_edit (fixture, "a", "name", "Contoso ERP move");
  sync_round_ok (fixture, SYNC_ASKED);
  g_assert_cmpstr (fake_remote_get_last_etag (fixture->remote), ==, after);
  assert_outbox (fixture, 0);
}

static void
test_no_content (SyncFixture *fixture, gconstpointer data)
{
  start_with (fixture, "a");
  fake_remote_set (fixture->remote, FAKE_NO_CONTENT, TRUE);
  sync_edit (fixture, "a", "name", "Contoso ERP move");
  g_assert_cmpuint (sync_round_ok (fixture, COSELL_SYNC_PUSH).pushed, ==, 1);
  g_assert_cmpuint (fake_remote_count (fixture->remote, "PATCH"), ==, 1);
  g_assert_cmpuint (fake_remote_count (fixture->remote, "GET a"), ==, 1);
  g_assert_cmpuint (fake_remote_count (fixture->remote, "LIST"), ==, 0);
  assert_outbox (fixture, 0);
  assert_values (fixture, "a", "/name", "\"Contoso ERP move\"");
}

/* What was edited behind it began with our own value, not with what others made of it since. */
static void
test_update_found_with_more (SyncFixture *fixture, gconstpointer data)
{
  g_autofree char *notes = NULL;

  start_with (fixture, "a");
  sync_edit (fixture, "a", "notes", "mine\n\nfirst");
  fake_remote_fail (fixture->remote, "PATCH", FAKE_AFTER,
                    sync_error_unknown (COSELL_HTTP_ERROR_OFFLINE));
  fake_remote_fail (fixture->remote, "GET", FAKE_BEFORE, sync_error (COSELL_HTTP_ERROR_OFFLINE));
  sync_round_error (fixture, SYNC_ASKED, COSELL_HTTP_ERROR_OFFLINE);
  sync_edit (fixture, "a", "notes", "all new");
  fake_remote_put (fixture->remote,
                   json_text (
                       "{'id':'a','engagementId':'engagement-a','organizationId':'" FAKE_OWN "',"
                       "'name':'Contoso ERP','status':'Active','substatus':'Accepted',"
                       "'type':'Independent','direction':'Outgoing','customerProfile':{'name':"
                       "'Contoso'},'details':{'dealValue':1000,'currency':'SEK',"
                       "'notes':'theirs\\n\\nmine\\n\\nfirst'}}"));
  sync_round_ok (fixture, SYNC_ASKED);
  notes = sync_get_remote_value (fixture, "a", "/details/notes");
  g_assert_nonnull (strstr (notes, "theirs"));
}

static void
test_no_content_and_lost_track (SyncFixture *fixture, gconstpointer data)
{
  start_with (fixture, "a");
  fake_remote_set (fixture->remote, FAKE_NO_CONTENT, TRUE);
  sync_edit (fixture, "a", "name", "Contoso ERP move");
  fake_remote_fail (fixture->remote, "GET a", FAKE_BEFORE, sync_error (COSELL_HTTP_ERROR_OFFLINE));
  sync_round_error (fixture, SYNC_BOTH, COSELL_HTTP_ERROR_OFFLINE);
  assert_entry (fixture, 0, COSELL_OUTBOX_STATE_SENT, NULL);
  g_assert_cmpuint (sync_round_ok (fixture, SYNC_BOTH).pushed, ==, 1);
  g_assert_cmpuint (fake_remote_count (fixture->remote, "PATCH"), ==, 1);
  assert_outbox (fixture, 0);
}

static void
test_pull_only (SyncFixture *fixture, gconstpointer data)
{
  start_with (fixture, "a");
  sync_edit (fixture, "a", "name", "Contoso ERP move");
  g_assert_cmpuint (sync_round_ok (fixture, COSELL_SYNC_PULL).pushed, ==, 0);
  g_assert_cmpuint (fake_remote_count (fixture->remote, "PATCH"), ==, 0);
  assert_outbox (fixture, 1);
}

/* creates */

static void
test_create_pair (SyncFixture *fixture, gconstpointer data)
{
  CosellSyncResult result;

  sync_submit (fixture, "Contoso ERP", TRUE);
  assert_outbox (fixture, 2);
  result = sync_round_ok (fixture, SYNC_ASKED);
  g_assert_cmpuint (result.pushed, ==, 2);
  g_assert_cmpuint (fake_remote_count (fixture->remote, "POST"), ==, 2);
  g_assert_cmpuint (fake_remote_get_n_referrals (fixture->remote), ==, 2);
  g_assert_cmpuint (sync_count_deals (fixture), ==, 1);
  assert_outbox (fixture, 0);
}

/* architecture, outbox rule 4: what depends on a parked create waits with it */
static void
test_invite_waits (SyncFixture *fixture, gconstpointer data)
{
  CosellSyncResult result;

  start_with (fixture, "a");
  sync_submit (fixture, "Contoso ERP", TRUE);
  sync_edit (fixture, "a", "name", "Another deal");
  fake_remote_fail (fixture->remote, "POST", FAKE_BEFORE, sync_error (COSELL_HTTP_ERROR_REJECTED));
  result = sync_round_ok (fixture, SYNC_ASKED);
  g_assert_cmpuint (result.pushed, ==, 1);
  g_assert_cmpuint (result.parked, ==, 1);
  g_assert_cmpuint (fake_remote_count (fixture->remote, "POST"), ==, 1);
  assert_outbox (fixture, 2);
  assert_entry (fixture, 0, COSELL_OUTBOX_STATE_PARKED, "The words of the service.");
  assert_entry (fixture, 1, COSELL_OUTBOX_STATE_PENDING, NULL);
  assert_values (fixture, "a", "/name", "\"Another deal\"");
}

/* P3: a deal is created once */

static void
test_create_reply_dropped (SyncFixture *fixture, gconstpointer data)
{
  sync_submit (fixture, "Contoso ERP", TRUE);
  fake_remote_fail (fixture->remote, "POST", FAKE_AFTER,
                    sync_error_unknown (COSELL_HTTP_ERROR_OFFLINE));
  fake_remote_fail (fixture->remote, "POST", FAKE_AFTER,
                    sync_error_unknown (COSELL_HTTP_ERROR_SERVER));
  g_assert_cmpuint (sync_round_ok (fixture, SYNC_ASKED).pushed, ==, 2);
  g_assert_cmpuint (fake_remote_count (fixture->remote, "POST"), ==, 2);
  g_assert_cmpuint (fake_remote_get_n_referrals (fixture->remote), ==, 2);
  g_assert_cmpuint (sync_count_deals (fixture), ==, 1);
  assert_outbox (fixture, 0);
}

static void
test_create_reply_dropped_and_offline (SyncFixture *fixture, gconstpointer data)
{
  sync_submit (fixture, "Contoso ERP", TRUE);
  fake_remote_fail (fixture->remote, "POST", FAKE_AFTER,
                    sync_error_unknown (COSELL_HTTP_ERROR_OFFLINE));
  fake_remote_fail (fixture->remote, "LIST engagement", FAKE_BEFORE,
                    sync_error (COSELL_HTTP_ERROR_OFFLINE));
  sync_round_error (fixture, SYNC_ASKED, COSELL_HTTP_ERROR_OFFLINE);
  assert_entry (fixture, 0, COSELL_OUTBOX_STATE_SENT, NULL);
  /* not even a pull may take it for another deal */
  fake_remote_fail (fixture->remote, "LIST engagement", FAKE_BEFORE,
                    sync_error (COSELL_HTTP_ERROR_SERVER));
  sync_round_error (fixture, COSELL_SYNC_PULL, COSELL_HTTP_ERROR_SERVER);
  g_assert_cmpuint (sync_count_deals (fixture), ==, 1);

  g_assert_cmpuint (sync_round_ok (fixture, SYNC_ASKED).pushed, ==, 2);
  g_assert_cmpuint (fake_remote_get_n_referrals (fixture->remote), ==, 2);
  g_assert_cmpuint (sync_count_deals (fixture), ==, 1);
  assert_outbox (fixture, 0);
}

static void
test_create_never_arrived (SyncFixture *fixture, gconstpointer data)
{
  CosellSyncResult result;

  sync_submit (fixture, "Contoso ERP", FALSE);
  for (guint i = 0; i < 5; i++)
    {
      fake_remote_fail (fixture->remote, "POST", FAKE_BEFORE,
                        sync_error_unknown (COSELL_HTTP_ERROR_SERVER));
      result = sync_round_error (fixture, SYNC_ASKED, COSELL_HTTP_ERROR_SERVER);
      g_assert_cmpuint (result.pushed, ==, 0);
      assert_entry (fixture, 0, COSELL_OUTBOX_STATE_PENDING, "The words of the service.");
    }
  g_assert_cmpuint (sync_round_ok (fixture, SYNC_ASKED).pushed, ==, 1);
  g_assert_cmpuint (fake_remote_get_n_referrals (fixture->remote), ==, 1);
  assert_outbox (fixture, 0);
}

static void
test_create_crash_after_send (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) entries = NULL;
  const CosellOutboxEntry *entry = NULL;

  /* the request went out and was carried out; the program died before the answer */
  sync_submit (fixture, "Contoso ERP", FALSE);
  entries = sync_get_outbox (fixture);
  entry = g_ptr_array_index (entries, 0);
  sync_mark_first_sent (fixture);
  {
    g_autofree char *text =
        cosell_json_set (entry->body, "/organizationId", "\"" FAKE_OWN "\"", NULL);

    fake_remote_put (fixture->remote, text);
  }
  g_assert_cmpuint (sync_round_ok (fixture, SYNC_BOTH).pushed, ==, 1);
  g_assert_cmpuint (fake_remote_count (fixture->remote, "POST"), ==, 0);
  g_assert_cmpuint (fake_remote_get_n_referrals (fixture->remote), ==, 1);
  g_assert_cmpuint (sync_count_deals (fixture), ==, 1);
  assert_outbox (fixture, 0);
}

static void
test_create_crash_before_send (SyncFixture *fixture, gconstpointer data)
{
  sync_submit (fixture, "Contoso ERP", FALSE);
  sync_mark_first_sent (fixture);
  g_assert_cmpuint (sync_round_ok (fixture, SYNC_BOTH).pushed, ==, 1);
  g_assert_cmpuint (fake_remote_count (fixture->remote, "POST"), ==, 1);
  g_assert_cmpuint (fake_remote_get_n_referrals (fixture->remote), ==, 1);
  assert_outbox (fixture, 0);
}

/* Nobody can tell: a person has to look. */
static void
test_create_unsure (SyncFixture *fixture, gconstpointer data)
{
  CosellSyncResult result;

  sync_submit (fixture, "Contoso ERP", FALSE);
  fake_remote_fail (fixture->remote, "POST", FAKE_BEFORE,
                    sync_error_unknown (COSELL_HTTP_ERROR_OFFLINE));
  fake_remote_fail (fixture->remote, "LIST engagement", FAKE_BEFORE,
                    sync_error (COSELL_HTTP_ERROR_REJECTED));
  result = sync_round_ok (fixture, SYNC_ASKED);
  g_assert_cmpuint (result.parked, ==, 1);
  assert_entry (fixture, 0, COSELL_OUTBOX_STATE_PARKED, "not clear whether");
  g_assert_cmpuint (fake_remote_count (fixture->remote, "POST"), ==, 1);
}

/* updates whose fate is unknown */

static void
test_update_reply_dropped (SyncFixture *fixture, gconstpointer data)
{
  start_with (fixture, "a");
  sync_edit (fixture, "a", "name", "Contoso ERP move");
  fake_remote_fail (fixture->remote, "PATCH", FAKE_AFTER,
                    sync_error_unknown (COSELL_HTTP_ERROR_OFFLINE));
  g_assert_cmpuint (sync_round_ok (fixture, SYNC_ASKED).pushed, ==, 1);
  g_assert_cmpuint (fake_remote_count (fixture->remote, "PATCH"), ==, 1);
  assert_outbox (fixture, 0);
  assert_values (fixture, "a", "/name", "\"Contoso ERP move\"");
}

static void
test_update_crash (SyncFixture *fixture, gconstpointer data)
{
  start_with (fixture, "a");
  sync_edit (fixture, "a", "name", "Contoso ERP move");
  sync_mark_first_sent (fixture);
  /* meanwhile somebody else changed another field: ours must survive, and theirs */
  {
    g_autofree char *text = cosell_json_set (fake_remote_peek (fixture->remote, "a"),
                                             "/details/notes", "\"theirs\"", NULL);
    g_autofree char *fresh = cosell_json_remove (text, "/updatedDateTime", NULL);

    fake_remote_put (fixture->remote, fresh);
  }
  g_assert_cmpuint (sync_round_ok (fixture, SYNC_BOTH).pushed, ==, 1);
  g_assert_cmpuint (fake_remote_count (fixture->remote, "PATCH"), ==, 1);
  assert_outbox (fixture, 0);
  assert_values (fixture, "a", "/name", "\"Contoso ERP move\"");
  assert_values (fixture, "a", "/details/notes", "\"theirs\"");
}

/* conflicts */

/* Changes a member on the service behind our back before each PATCH, as often as said. */
typedef struct
{
  guint times;
  const char *pointer;
  guint n;
} Rival;

static void
rival_hook (FakeRemote *remote, const char *line, gpointer data)
{
  Rival *rival = data;
  g_autofree char *value = NULL;
  g_autofree char *text = NULL;
  g_autofree char *fresh = NULL;

  if (rival->times == 0 || !g_str_has_prefix (line, "PATCH"))
    return;
  rival->times--;
  value = g_strdup_printf ("\"rival %u\"", ++rival->n);
  text = cosell_json_set (fake_remote_peek (remote, "a"), rival->pointer, value, NULL);
  fresh = cosell_json_remove (text, "/updatedDateTime", NULL);
  fake_remote_put (remote, fresh);
}

/* P4: edits of different fields both survive */
static void
test_rebase (SyncFixture *fixture, gconstpointer data)
{
  Rival rival = { .times = 1, .pointer = "/details/notes" };

  start_with (fixture, "a");
  sync_edit (fixture, "a", "name", "Contoso ERP move");
  fake_remote_set_hook (fixture->remote, rival_hook, &rival);
  g_assert_cmpuint (sync_round_ok (fixture, SYNC_BOTH).pushed, ==, 1);
  g_assert_cmpuint (fake_remote_count (fixture->remote, "PATCH"), ==, 2);
  g_assert_cmpuint (fake_remote_count (fixture->remote, "GET"), ==, 1);
  assert_outbox (fixture, 0);
  assert_values (fixture, "a", "/name", "\"Contoso ERP move\"");
  assert_values (fixture, "a", "/details/notes", "\"rival 1\"");
}

/* What a person does to a change while the newest version of its deal is read for it. */
typedef struct
{
  SyncFixture *fixture;
  Rival rival;
  gboolean discard; /* else hold */
} Meanwhile;

static gboolean
meanwhile_job (CosellStore *store, gpointer data, GError **error)
{
  const Meanwhile *meanwhile = data;
  g_autoptr (GPtrArray) entries = cosell_store_get_outbox (store, 0, error);
  const CosellOutboxEntry *entry = entries != NULL ? g_ptr_array_index (entries, 0) : NULL;

  if (entry == NULL)
    return FALSE;
  return meanwhile->discard ? cosell_store_discard (store, entry->seq, error)
                            : cosell_store_hold (store, entry->seq, error);
}

static void
meanwhile_hook (FakeRemote *remote, const char *line, gpointer data)
{
  Meanwhile *meanwhile = data;
  g_autoptr (GError) error = NULL;

  rival_hook (remote, line, &meanwhile->rival);
  if (!g_str_has_prefix (line, "GET"))
    return;
  fake_remote_set_hook (remote, NULL, NULL);
  cosell_store_run (meanwhile->fixture->store, COSELL_STORE_WRITE, meanwhile_job, meanwhile,
                    &error);
  g_assert_no_error (error);
}

static void
check_meanwhile (gboolean discard, gboolean fails, CosellHttpError code)
{
  SyncFixture fixture = { NULL };
  Meanwhile meanwhile = { .fixture = &fixture,
                          .rival = { .times = 1, .pointer = "/details/notes" },
                          .discard = discard };
  g_autoptr (GError) error = NULL;

  sync_fixture_set_up (&fixture, NULL);
  start_with (&fixture, "a");
  sync_edit (&fixture, "a", "name", "Contoso ERP move");
  fake_remote_set_hook (fixture.remote, meanwhile_hook, &meanwhile);
  if (fails)
    fake_remote_fail (fixture.remote, "GET", FAKE_BEFORE, sync_error (code));
  sync_round (&fixture, SYNC_BOTH, NULL, &error);
  g_assert_true (error == NULL || error->domain == COSELL_HTTP_ERROR);
  g_assert_cmpuint (fake_remote_count (fixture.remote, "PATCH"), ==, 1);
  assert_outbox (&fixture, discard ? 0 : 1);
  if (!discard)
    assert_entry (&fixture, 0, COSELL_OUTBOX_STATE_PARKED, NULL);
  sync_fixture_tear_down (&fixture, NULL);
}

static void
test_meanwhile (void)
{
  static const CosellHttpError codes[] = { COSELL_HTTP_ERROR_GONE, COSELL_HTTP_ERROR_FORBIDDEN,
                                           COSELL_HTTP_ERROR_SERVER };

  for (guint discard = 0; discard < 2; discard++)
    {
      check_meanwhile (discard, FALSE, 0);
      for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
        check_meanwhile (discard, TRUE, codes[i]);
    }
}

static void
test_one_retry (SyncFixture *fixture, gconstpointer data)
{
  Rival rival = { .times = 5, .pointer = "/details/notes" };
  CosellSyncResult result;

  start_with (fixture, "a");
  sync_edit (fixture, "a", "name", "Contoso ERP move");
  fake_remote_set_hook (fixture->remote, rival_hook, &rival);
  result = sync_round_ok (fixture, SYNC_ASKED);
  g_assert_cmpuint (result.pushed, ==, 0);
  g_assert_cmpuint (result.parked, ==, 1);
  g_assert_cmpuint (fake_remote_count (fixture->remote, "PATCH"), ==, 2);
  assert_entry (fixture, 0, COSELL_OUTBOX_STATE_PARKED, "kept changing");
}

static void
test_overlap_parks (SyncFixture *fixture, gconstpointer data)
{
  Rival rival = { .times = 1, .pointer = "/name" };
  CosellSyncResult result;
  g_autofree char *mine = NULL;

  start_with (fixture, "a");
  sync_edit (fixture, "a", "name", "Contoso ERP move");
  fake_remote_set_hook (fixture->remote, rival_hook, &rival);
  result = sync_round_ok (fixture, SYNC_ASKED);
  g_assert_cmpuint (result.pushed, ==, 0);
  g_assert_cmpuint (result.parked, ==, 1);
  g_assert_cmpuint (fake_remote_count (fixture->remote, "PATCH"), ==, 1);
  assert_entry (fixture, 0, COSELL_OUTBOX_STATE_PARKED, "rival 1");
  mine = sync_get_value (fixture, "a", "/name");
  g_assert_cmpstr (mine, ==, "\"Contoso ERP move\"");
}

/* what the service refuses */

static void
test_refused (SyncFixture *fixture, gconstpointer data)
{
  static const CosellHttpError codes[] = { COSELL_HTTP_ERROR_REJECTED, COSELL_HTTP_ERROR_FORBIDDEN,
                                           COSELL_HTTP_ERROR_GONE };
  static const char *const ids[] = { "a", "b", "c", "d" };
  CosellSyncResult result;

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    sync_put (fixture, ids[i], "Contoso ERP");
  sync_round_ok (fixture, SYNC_BOTH);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    sync_edit (fixture, ids[i], "name", "Contoso ERP move");
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autofree char *prefix = g_strconcat ("PATCH ", ids[i], NULL);

      fake_remote_fail (fixture->remote, prefix, FAKE_BEFORE, sync_error (codes[i]));
    }
  result = sync_round_ok (fixture, SYNC_ASKED);
  g_assert_cmpuint (result.pushed, ==, 1);
  g_assert_cmpuint (result.parked, ==, 3);
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    assert_entry (fixture, i, COSELL_OUTBOX_STATE_PARKED, "The words of the service.");
  assert_outbox (fixture, 3);
  /* parked changes are left alone */
  fake_remote_clear_log (fixture->remote);
  sync_round_ok (fixture, SYNC_ASKED);
  g_assert_cmpuint (fake_remote_count (fixture->remote, "PATCH"), ==, 0);
}

static void
test_server_error_holds_up_one_only (SyncFixture *fixture, gconstpointer data)
{
  CosellSyncResult result;

  sync_put (fixture, "a", "Contoso ERP");
  sync_put (fixture, "b", "Tailwind");
  sync_round_ok (fixture, SYNC_BOTH);
  sync_edit (fixture, "a", "name", "Contoso ERP move");
  sync_edit (fixture, "b", "name", "Tailwind move");
  sync_put (fixture, "c", "New on the service");
  fake_remote_fail (fixture->remote, "PATCH a", FAKE_BEFORE,
                    sync_error_unknown (COSELL_HTTP_ERROR_SERVER));
  result = sync_round_error (fixture, SYNC_BOTH, COSELL_HTTP_ERROR_SERVER);
  g_assert_cmpuint (result.pushed, ==, 1);
  g_assert_cmpuint (sync_count_deals (fixture), ==, 3);
  assert_entry (fixture, 0, COSELL_OUTBOX_STATE_PENDING, "The words of the service.");
  assert_values (fixture, "b", "/name", "\"Tailwind move\"");

  /* back-off counts for rounds that nobody asked for */
  fake_remote_clear_log (fixture->remote);
  sync_round_ok (fixture, SYNC_BOTH);
  g_assert_cmpuint (fake_remote_count (fixture->remote, "PATCH"), ==, 0);
  cosell_manual_clock_advance (COSELL_MANUAL_CLOCK (fixture->clock), G_TIME_SPAN_MINUTE);
  sync_round_ok (fixture, SYNC_BOTH);
  g_assert_cmpuint (fake_remote_count (fixture->remote, "PATCH"), ==, 1);
  assert_outbox (fixture, 0);
}

/* what ends a round */

static void
test_round_enders (SyncFixture *fixture, gconstpointer data)
{
  static const CosellHttpError codes[] = { COSELL_HTTP_ERROR_OFFLINE, COSELL_HTTP_ERROR_TLS,
                                           COSELL_HTTP_ERROR_SIGN_IN };

  start_with (fixture, "a");
  sync_edit (fixture, "a", "name", "Contoso ERP move");
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      fake_remote_clear_log (fixture->remote);
      fake_remote_fail (fixture->remote, "PATCH", FAKE_BEFORE, sync_error (codes[i]));
      sync_round_error (fixture, SYNC_ASKED, codes[i]);
      assert_entry (fixture, 0, COSELL_OUTBOX_STATE_PENDING, NULL);
      g_assert_cmpuint (fake_remote_count (fixture->remote, "LIST"), ==, 0);
    }
  /* the very next round, whoever asked for it, sends it */
  sync_round_ok (fixture, SYNC_BOTH);
  assert_outbox (fixture, 0);
}

static GError *
busy (gint64 seconds)
{
  return cosell_http_error_new (COSELL_HTTP_ERROR_BUSY, seconds, FALSE, "Come back later.");
}

static void
test_busy_is_waited_out (SyncFixture *fixture, gconstpointer data)
{
  start_with (fixture, "a");
  sync_edit (fixture, "a", "name", "Contoso ERP move");
  fake_remote_fail (fixture->remote, "PATCH", FAKE_BEFORE, busy (1));
  g_assert_cmpuint (sync_round_ok (fixture, SYNC_ASKED).pushed, ==, 1);
  g_assert_cmpuint (fake_remote_count (fixture->remote, "PATCH"), ==, 2);
  assert_outbox (fixture, 0);
}

static void
test_busy_for_long (SyncFixture *fixture, gconstpointer data)
{
  start_with (fixture, "a");
  sync_edit (fixture, "a", "name", "Contoso ERP move");
  fake_remote_fail (fixture->remote, "PATCH", FAKE_BEFORE, busy (31));
  sync_round_error (fixture, SYNC_ASKED, COSELL_HTTP_ERROR_BUSY);
  assert_entry (fixture, 0, COSELL_OUTBOX_STATE_PENDING, "Come back later.");

  /* not before the service's time is over, unless a person insists */
  fake_remote_clear_log (fixture->remote);
  sync_round_ok (fixture, SYNC_BOTH);
  g_assert_cmpuint (fake_remote_count (fixture->remote, "PATCH"), ==, 0);
  cosell_manual_clock_advance (COSELL_MANUAL_CLOCK (fixture->clock), 30 * G_TIME_SPAN_SECOND);
  sync_round_ok (fixture, SYNC_BOTH);
  g_assert_cmpuint (fake_remote_count (fixture->remote, "PATCH"), ==, 0);
  cosell_manual_clock_advance (COSELL_MANUAL_CLOCK (fixture->clock), G_TIME_SPAN_SECOND);
  sync_round_ok (fixture, SYNC_BOTH);
  g_assert_cmpuint (fake_remote_count (fixture->remote, "PATCH"), ==, 1);
  assert_outbox (fixture, 0);
}

/* 503 after the service did it: waited for, looked up, not sent again */
static void
test_busy_after_commit (SyncFixture *fixture, gconstpointer data)
{
  sync_submit (fixture, "Contoso ERP", FALSE);
  fake_remote_fail (fixture->remote, "POST", FAKE_AFTER,
                    cosell_http_error_new (COSELL_HTTP_ERROR_BUSY, 1, TRUE, "later"));
  g_assert_cmpuint (sync_round_ok (fixture, SYNC_ASKED).pushed, ==, 1);
  g_assert_cmpuint (fake_remote_count (fixture->remote, "POST"), ==, 1);
  g_assert_cmpuint (fake_remote_get_n_referrals (fixture->remote), ==, 1);

  sync_edit (fixture, fake_remote_get_newest (fixture->remote), "name", "Contoso ERP move");
  fake_remote_fail (fixture->remote, "PATCH", FAKE_BEFORE,
                    cosell_http_error_new (COSELL_HTTP_ERROR_BUSY, 1, TRUE, "later"));
  g_assert_cmpuint (sync_round_ok (fixture, SYNC_ASKED).pushed, ==, 1);
  g_assert_cmpuint (fake_remote_count (fixture->remote, "PATCH"), ==, 2);
  assert_outbox (fixture, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  SYNC_TEST ("/sync/push/update", test_update);
  SYNC_TEST ("/sync/push/no-content", test_no_content);
  SYNC_TEST ("/sync/push/no-content-and-lost-track", test_no_content_and_lost_track);
  SYNC_TEST ("/sync/push/pull-only", test_pull_only);
  SYNC_TEST ("/sync/push/create-pair", test_create_pair);
  SYNC_TEST ("/sync/push/invite-waits", test_invite_waits);
  SYNC_TEST ("/sync/push/P3-create-reply-dropped", test_create_reply_dropped);
  SYNC_TEST ("/sync/push/P3-create-reply-dropped-and-offline",
             test_create_reply_dropped_and_offline);
  SYNC_TEST ("/sync/push/P3-create-never-arrived", test_create_never_arrived);
  SYNC_TEST ("/sync/push/P3-create-crash-after-send", test_create_crash_after_send);
  SYNC_TEST ("/sync/push/P3-create-crash-before-send", test_create_crash_before_send);
  SYNC_TEST ("/sync/push/P3-create-unsure", test_create_unsure);
  SYNC_TEST ("/sync/push/update-reply-dropped", test_update_reply_dropped);
  SYNC_TEST ("/sync/push/P4-update-found-with-more", test_update_found_with_more);
  SYNC_TEST ("/sync/push/update-crash", test_update_crash);
  SYNC_TEST ("/sync/push/P4-rebase", test_rebase);
  g_test_add_func ("/sync/push/taken-back-while-read", test_meanwhile);
  SYNC_TEST ("/sync/push/one-retry", test_one_retry);
  SYNC_TEST ("/sync/push/overlap-parks", test_overlap_parks);
  SYNC_TEST ("/sync/push/P5-refused", test_refused);
  SYNC_TEST ("/sync/push/server-error-holds-up-one-only", test_server_error_holds_up_one_only);
  SYNC_TEST ("/sync/push/round-enders", test_round_enders);
  SYNC_TEST ("/sync/push/P8-busy-is-waited-out", test_busy_is_waited_out);
  SYNC_TEST ("/sync/push/P8-busy-for-long", test_busy_for_long);
  SYNC_TEST ("/sync/push/P3-busy-after-commit", test_busy_after_commit);
  return g_test_run ();
}
