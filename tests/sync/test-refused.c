/* test-refused.c: answers that cannot be what was asked for, which are refused; and hearts that the
 * service refuses (B2), which stay here without a word */
#include <string.h>

#include "base/cosell-time.h"
#include "model/cosell-change.h"
#include "store/cosell-store-private.h"
#include "sync/service-fixture.h"

#define ROUNDS 3

/* --- answers that contradict what was asked --- */

/* What stands in the outbox waits for a person, with words; nothing else became of it. */
static void
assert_refused (ServiceFixture *fixture, guint deals)
{
  g_autoptr (GPtrArray) entries = sync_get_outbox (&fixture->base);
  const CosellOutboxEntry *entry = entries->len > 0 ? g_ptr_array_index (entries, 0) : NULL;

  g_assert_cmpuint (entries->len, ==, 1);
  g_test_message ("%s", entry->last_error);
  g_assert_cmpint (entry->state, ==, COSELL_OUTBOX_STATE_PARKED);
  g_assert_nonnull (strstr (entry->last_error, "another deal"));
  g_assert_cmpuint (sync_count_deals (&fixture->base), ==, deals);
}

/* A new deal is answered with the id of one that is here: that one stays in the list as it is. */
static void
test_stranger_create (ServiceFixture *fixture, gconstpointer data)
{
  g_autofree char *other = service_find_deal (fixture, "Accepted", 0);
  g_autofree char *before = sync_get_base (&fixture->base, other);
  g_autofree char *after = NULL;
  guint deals = sync_count_deals (&fixture->base);
  CosellSyncFlags push = COSELL_SYNC_PUSH | COSELL_SYNC_EXPLICIT;

  service_order_fault (fixture, "POST", "'answer':{'/id':'%s'}", other);
  service_submit (fixture, OWN);
  sync_round_ok (&fixture->base, push);
  assert_refused (fixture, deals + 1);
  after = sync_get_base (&fixture->base, other);
  g_assert_cmpstr (after, ==, before);
  sync_round_ok (&fixture->base, push);
  g_assert_cmpuint (service_count_requests (fixture, "POST"), ==, 1);
}

static const char *const strangers[] = {
  "\"/organizationId\":\"9c6bd5c1-37ae-4c12-9fc3-5d0f8b5e5a11\"",
  "\"/name\":\"Another deal\",\"/customerProfile/name\":\"Another customer\"",
};

static void
test_stranger_owner (ServiceFixture *fixture, gconstpointer data)
{
  guint deals = sync_count_deals (&fixture->base);

  service_order_fault (fixture, "POST", "'answer':{%s}", (const char *) data);
  service_submit (fixture, OWN);
  sync_round_ok (&fixture->base, COSELL_SYNC_PUSH | COSELL_SYNC_EXPLICIT);
  assert_refused (fixture, deals + 1);
}

/* The same of a change. */
static void
test_stranger_update (ServiceFixture *fixture, gconstpointer data)
{
  g_autofree char *id = service_find_deal (fixture, "Accepted", 0);
  g_autofree char *other = service_find_deal (fixture, "Accepted", 1);
  g_autofree char *base = sync_get_base (&fixture->base, id);
  g_autofree char *theirs = sync_get_base (&fixture->base, other);
  g_autofree char *base_after = NULL;
  g_autofree char *theirs_after = NULL;

  if (data != NULL)
    service_order_fault (fixture, "PATCH", "'answer':{%s}", (const char *) data);
  else
    service_order_fault (fixture, "PATCH", "'answer':{'/id':'%s'}", other);
  service_edit (fixture, id, "/details/notes", "\"Mine\"");
  sync_round_ok (&fixture->base, COSELL_SYNC_PUSH | COSELL_SYNC_EXPLICIT);
  assert_refused (fixture, sync_count_deals (&fixture->base));
  base_after = sync_get_base (&fixture->base, id);
  theirs_after = sync_get_base (&fixture->base, other);
  g_assert_cmpstr (base_after, ==, base);
  g_assert_cmpstr (theirs_after, ==, theirs);
}

/* Asked for alone, after a newer version was met and after an answer that got lost. */
static void
test_stranger_read (ServiceFixture *fixture, gconstpointer data)
{
  g_autofree char *id = service_find_deal (fixture, "Accepted", 0);
  g_autofree char *other = service_find_deal (fixture, "Accepted", 1);
  const char *first = data;

  service_order_fault (fixture, "PATCH", "%s", first);
  service_order_fault (fixture, "GET", "'answer':{'/id':'%s'}", other);
  service_edit (fixture, id, "/details/notes", "\"Mine\"");
  sync_round_ok (&fixture->base, COSELL_SYNC_PUSH | COSELL_SYNC_EXPLICIT);
  assert_refused (fixture, sync_count_deals (&fixture->base));
}

/* --- the heart --- */

/* B2: in a patch of its own; what the service has no place for stays here, and nobody is told. */
static void
test_heart (ServiceFixture *fixture, gconstpointer data)
{
  guint status = GPOINTER_TO_UINT (data);
  g_autofree char *id = service_find_deal (fixture, "Lost", 0);
  g_autofree char *there = service_get_server_value (fixture, id, "/favorite");
  gboolean on = g_strcmp0 (there, "true") != 0;
  const char *mine = on ? "true" : "false";
  const char *theirs = on ? "false" : "true";
  g_autofree char *shown = NULL;
  g_autofree char *after = NULL;
  CosellSyncResult result;

  service_order_fault (fixture, "PATCH", "'status':%u", status);
  service_edit (fixture, id, "/favorite", mine);
  result = sync_round_ok (&fixture->base, SYNC_ASKED);
  g_assert_cmpuint (result.parked, ==, 0);
  service_assert_outbox_empty (fixture);
  service_assert_sync (fixture, id, COSELL_SYNC_STATE_SYNCED);

  /* it outlives what the service says of the deal, and is not sent again */
  service_edit_as_partner (fixture, id, "/details/notes", "\"News\"");
  for (guint i = 0; i < ROUNDS; i++)
    sync_round_ok (&fixture->base, i % 2 == 0 ? SYNC_BOTH : SYNC_ASKED);
  g_assert_cmpuint (service_count_requests (fixture, "PATCH"), ==, 1);
  shown = sync_get_value (&fixture->base, id, "/favorite");
  g_assert_cmpstr (shown, ==, mine);

  /* the service has the same by now: from then on its word counts */
  service_edit_as_partner (fixture, id, "/favorite", mine);
  sync_round_ok (&fixture->base, SYNC_ASKED);
  service_edit_as_partner (fixture, id, "/favorite", theirs);
  sync_round_ok (&fixture->base, SYNC_ASKED);
  after = sync_get_value (&fixture->base, id, "/favorite");
  g_assert_cmpstr (after, ==, theirs);
}

/* The same click takes it away: nothing is left, and nothing goes out. */
static void
test_heart_twice (ServiceFixture *fixture, gconstpointer data)
{
  g_autofree char *id = service_find_deal (fixture, "Lost", 0);
  g_autofree char *there = service_get_server_value (fixture, id, "/favorite");
  gboolean on = g_strcmp0 (there, "true") != 0;
  g_autofree char *shown = NULL;

  service_order_fault (fixture, "PATCH", "'status':400");
  service_edit (fixture, id, "/favorite", on ? "true" : "false");
  sync_round_ok (&fixture->base, SYNC_ASKED);
  service_edit (fixture, id, "/favorite", on ? "false" : "true");
  service_assert_outbox_empty (fixture);
  sync_round_ok (&fixture->base, SYNC_ASKED);
  g_assert_cmpuint (service_count_requests (fixture, "PATCH"), ==, 1);
  shown = sync_get_value (&fixture->base, id, "/favorite");
  g_assert_cmpstr (shown, ==, on ? "false" : "true");
}

/* Never joined with other fields, and what is refused of it keeps nothing else back. */
static void
test_heart_alone (ServiceFixture *fixture, gconstpointer data)
{
  g_autofree char *id = service_find_unloved (fixture);
  g_autofree char *name = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  CosellSyncResult result;

  service_edit (fixture, id, "/details/notes", "\"Before\"");
  service_edit (fixture, id, "/favorite", "true");
  service_edit (fixture, id, "/name", "\"After\"");
  entries = sync_get_outbox (&fixture->base);
  g_assert_cmpuint (entries->len, ==, 2);
  service_order_fault (fixture, "PATCH", "'skip':1,'status':422");
  result = sync_round_ok (&fixture->base, SYNC_ASKED);
  g_assert_cmpuint (result.parked, ==, 0);
  service_assert_outbox_empty (fixture);
  g_assert_cmpuint (service_count_requests (fixture, "PATCH"), ==, 2);
  name = service_get_server_value (fixture, id, "/name");
  g_assert_cmpstr (name, ==, "\"After\"");
}

/* 404, 410, 412 and 429 as always. */
static void
test_heart_as_always (ServiceFixture *fixture, gconstpointer data)
{
  static const struct
  {
    guint status;
    gboolean parks;
  } rows[] = { { 404, TRUE }, { 410, TRUE }, { 412, FALSE }, { 413, TRUE } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *id = service_find_deal (fixture, "Accepted", i);
      g_autofree char *heart = service_get_server_value (fixture, id, "/favorite");
      g_autoptr (GPtrArray) entries = NULL;

      service_order_fault (fixture, "PATCH", "'status':%u", rows[i].status);
      service_edit (fixture, id, "/favorite", g_strcmp0 (heart, "true") != 0 ? "true" : "false");
      sync_round_ok (&fixture->base, SYNC_ASKED);
      entries = sync_get_outbox (&fixture->base);
      g_test_message ("%u", rows[i].status);
      g_assert_cmpuint (entries->len, ==, rows[i].parks ? 1 : 0);
      if (entries->len > 0)
        service_act (fixture, ((CosellOutboxEntry *) entries->pdata[0])->seq, cosell_store_discard);
    }
}

/* A change that is parked keeps the heart not back. */
static void
test_heart_beside_parked (ServiceFixture *fixture, gconstpointer data)
{
  g_autofree char *id = service_find_unloved (fixture);
  g_autofree char *heart = NULL;
  g_autoptr (GPtrArray) entries = NULL;

  service_order_fault (fixture, "PATCH", "'status':400");
  service_edit (fixture, id, "/name", "\"Refused\"");
  sync_round_ok (&fixture->base, SYNC_ASKED);
  service_edit (fixture, id, "/favorite", "true");
  sync_round_ok (&fixture->base, SYNC_ASKED);
  entries = sync_get_outbox (&fixture->base);
  g_assert_cmpuint (entries->len, ==, 1);
  g_assert_cmpint (((CosellOutboxEntry *) entries->pdata[0])->state, ==,
                   COSELL_OUTBOX_STATE_PARKED);
  heart = service_get_server_value (fixture, id, "/favorite");
  g_assert_cmpstr (heart, ==, "true");
}

/* An older version joined it with other fields: it goes out alone all the same (P9). */
static gboolean
join_job (CosellStore *store, gpointer data, GError **error)
{
  CosellStatement *statement = cosell_store_prepare (
      store,
      "UPDATE outbox SET changes = json_patch (changes, '{\"/favorite\":[false,true]}') "
      "WHERE state = 'pending'",
      error);

  return statement != NULL && cosell_statement_run (statement, error);
}

static void
test_heart_joined_before (ServiceFixture *fixture, gconstpointer data)
{
  g_autofree char *id = service_find_unloved (fixture);
  g_autofree char *heart = NULL;
  Job job = { NULL };

  service_edit (fixture, id, "/campaignId", "\"C-9\"");
  service_run (fixture, join_job, &job);
  service_order_fault (fixture, "PATCH", "'skip':1,'status':400");
  g_assert_cmpuint (sync_round_ok (&fixture->base, SYNC_ASKED).parked, ==, 0);
  service_assert_outbox_empty (fixture);
  g_assert_cmpuint (service_count_requests (fixture, "PATCH"), ==, 2);
  heart = sync_get_value (&fixture->base, id, "/favorite");
  g_assert_cmpstr (heart, ==, "true");
}

static gboolean
love_job (CosellStore *store, gpointer data, GError **error)
{
  Job *job = data;
  g_autoptr (GPtrArray) documents = cosell_store_get_documents (store, job->seq, error);
  const CosellDocument *document = g_ptr_array_index (documents, 0);
  g_autoptr (GPtrArray) changes = cosell_changes_new ();

  return cosell_changes_set (changes, document->current, "favorite", "on", error) &&
         cosell_store_edit_referral (store, document->referral, changes, error);
}

/* A deal that waits is created first, without the heart; that follows on its own. */
static void
test_heart_of_new_deal (ServiceFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) entries = NULL;
  g_autofree char *heart = NULL;
  g_autofree char *id = NULL;
  const CosellOutboxEntry *create;
  Job job = { NULL };

  service_submit (fixture, OWN);
  entries = sync_get_outbox (&fixture->base);
  create = g_ptr_array_index (entries, 0);
  job.seq = create->deal;
  service_run (fixture, love_job, &job);
  g_ptr_array_unref (entries);
  entries = sync_get_outbox (&fixture->base);
  create = g_ptr_array_index (entries, 0);
  g_assert_cmpuint (entries->len, ==, 2);
  g_assert_null (strstr (create->body, "favorite"));
  sync_round_ok (&fixture->base, SYNC_ASKED);
  service_assert_outbox_empty (fixture);
  g_assert_cmpuint (service_count_requests (fixture, "POST"), ==, 1);
  g_assert_cmpuint (service_count_requests (fixture, "PATCH"), ==, 1);
  id = service_find_newest (fixture);
  heart = service_get_server_value (fixture, id, "/favorite");
  g_assert_cmpstr (heart, ==, "true");
}

/* --- */

#define ADD(path, func, data)                                                                      \
  g_test_add ("/sync/refused/" path, ServiceFixture, data, service_set_up, func, service_tear_down)

static void
add_refusals (void)
{
  static const guint statuses[] = { 400, 403, 405, 409, 422 };

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autofree char *name = g_strdup_printf ("/sync/refused/B2-heart/%u", statuses[i]);

      g_test_add_vtable (name, sizeof (ServiceFixture), GUINT_TO_POINTER (statuses[i]),
                         (GTestFixtureFunc) service_set_up, (GTestFixtureFunc) test_heart,
                         (GTestFixtureFunc) service_tear_down);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("stranger/create", test_stranger_create, NULL);
  ADD ("stranger/create-owner", test_stranger_owner, strangers[0]);
  ADD ("stranger/create-other", test_stranger_owner, strangers[1]);
  ADD ("stranger/update", test_stranger_update, NULL);
  ADD ("stranger/update-owner", test_stranger_update, strangers[0]);
  ADD ("stranger/update-other", test_stranger_update, strangers[1]);
  ADD ("stranger/read-conflict", test_stranger_read, "'status':412");
  ADD ("stranger/read-lost", test_stranger_read, "'status':500");
  ADD ("stranger/read-empty", test_stranger_read, "'answer':['/id']");
  ADD ("B2-heart-twice", test_heart_twice, NULL);
  ADD ("B2-heart-alone", test_heart_alone, NULL);
  ADD ("B2-heart-as-always", test_heart_as_always, NULL);
  ADD ("B2-heart-beside-parked", test_heart_beside_parked, NULL);
  ADD ("B2-heart-joined-before", test_heart_joined_before, NULL);
  ADD ("B2-heart-of-new-deal", test_heart_of_new_deal, NULL);
  add_refusals ();
  return g_test_run ();
}
