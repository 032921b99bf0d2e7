/* What a person is still to be told, remembered across restarts (G2). */
#include "base/cosell-time.h"
#include "store-test.h"
#include "store/cosell-store-notifications.h"

#define HALF "22222222-0000-4000-8000-000000000002"

typedef struct
{
  GPtrArray *notifications;
  gint64 next;
} Job;

static gboolean
take_job (CosellStore *store, gpointer data, GError **error)
{
  Job *job = data;

  job->notifications = cosell_store_claim_notifications (store, &job->next, error);
  return job->notifications != NULL;
}

/* "kind:name" of each, joined by blanks */
static char *
take (StoreTest *test, gint64 *next)
{
  Job job = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GEnumClass) kinds = g_type_class_ref (COSELL_TYPE_NOTIFICATION_KIND);

  g_assert_true (cosell_store_run (test->store, COSELL_STORE_WRITE, take_job, &job, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < job.notifications->len; i++)
    {
      const CosellNotification *notification = g_ptr_array_index (job.notifications, i);

      g_string_append_printf (text, "%s%s:%s", i > 0 ? " " : "",
                              g_enum_get_value (kinds, (int) notification->kind)->value_nick,
                              notification->deal->name);
    }
  if (next != NULL)
    *next = job.next;
  g_ptr_array_unref (job.notifications);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

#define ASSERT_TAKES(test, expected)                                                               \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *taken = take (test, NULL);                                                    \
    g_assert_cmpstr (taken, ==, expected);                                                         \
  }                                                                                                \
  G_STMT_END

static void
put (StoreTest *test, const char *id, const char *engagement, const char *name, const char *expires)
{
  g_autofree char *text = json_printf (
      "{'id':'%s','engagementId':'%s','organizationId':'" ST_ORG "','name':'%s',"
      "'createdDateTime':'2026-11-20T08:00:00Z','updatedDateTime':'2026-11-20T08:00:00Z',"
      "'expirationDateTime':'%s','status':'New','substatus':'Pending','type':'Shared',"
      "'qualification':'SalesQualified','direction':'Incoming'}",
      id, engagement, name, expires);

  st_put (test->store, text, NULL);
}

static void
put_lead (StoreTest *test,
          const char *id,
          const char *engagement,
          const char *name,
          const char *action)
{
  g_autofree char *text = json_printf (
      "{'id':'%s','engagementId':'%s','organizationId':'" ST_ORG "','name':'%s',"
      "'createdDateTime':'2026-11-20T08:00:00Z','updatedDateTime':'2026-11-20T08:00:00Z',"
      "'callToAction':'%s','status':'New','substatus':'Received','type':'Independent',"
      "'qualification':'Direct','direction':'Incoming'}",
      id, engagement, name, action);

  st_put (test->store, text, NULL);
}

static void
put_microsoft (StoreTest *test, const char *status, const char *substatus, int minute)
{
  g_autofree char *text =
      json_printf ("{'id':'" HALF "','engagementId':'" ST_ENGAGEMENT "','organizationId':'msft',"
                   "'organizationName':'Microsoft','name':'Theirs',"
                   "'createdDateTime':'2026-11-02T08:00:00Z',"
                   "'updatedDateTime':'2026-11-20T08:%02d:00Z','status':'%s','substatus':'%s',"
                   "'type':'Shared'}",
                   minute, status, substatus);

  st_put (test->store, text, NULL);
}

static void
finish_first_pull (StoreTest *test)
{
  st_set_meta (test->store, "cursor", "2026-11-20T08:00:00Z");
  ASSERT_TAKES (test, "");
}

static void
restart (StoreTest *test)
{
  g_autoptr (GError) error = NULL;

  cosell_store_close (test->store);
  g_clear_object (&test->store);
  test->store = cosell_store_new (test->path, test->clock, &error);
  g_assert_no_error (error);
}

/* What a new profile finds is no news; later arrivals are, once. */
static void
test_arrived (StoreTest *test, gconstpointer data)
{
  put (test, "a1", "e1", "Old", "2026-12-04T08:00:00Z");
  put (test, "a2", "e2", "Old and urgent", "2026-11-23T08:00:00Z");
  ASSERT_TAKES (test, "");
  finish_first_pull (test);
  put (test, "a3", "e3", "New", "2026-12-04T08:00:00Z");
  restart (test);
  ASSERT_TAKES (test, "arrived:New");
  ASSERT_TAKES (test, "");
  restart (test);
  ASSERT_TAKES (test, "");
}

/* L2: a lead that is to be answered, and when it runs out; not one that is for information, and
 * none that a person answered already. */
static void
test_leads (StoreTest *test, gconstpointer data)
{
  finish_first_pull (test);
  put_lead (test, "b1", "f1", "Asks", "Contact me");
  put_lead (test, "b2", "f2", "Tells", "Test drive");
  restart (test);
  ASSERT_TAKES (test, "lead:Asks");
  ASSERT_TAKES (test, "");
  cosell_manual_clock_advance (COSELL_MANUAL_CLOCK (test->clock), 7 * G_TIME_SPAN_DAY);
  ASSERT_TAKES (test, "expiring:Asks");
  put_lead (test, "b3", "f3", "Answered", "Contact me");
  st_execute (test->store, "UPDATE deal SET status = 'accepted' WHERE name = 'Answered'");
  ASSERT_TAKES (test, "");
}

/* Somebody answered it before it was told. */
static void
test_arrived_and_answered (StoreTest *test, gconstpointer data)
{
  finish_first_pull (test);
  put (test, ST_REMOTE, ST_ENGAGEMENT, "New", "2026-12-04T08:00:00Z");
  st_put_deal (test->store, ST_REMOTE, ST_ENGAGEMENT, ST_ORG, 1, ",'name':'Accepted there'");
  ASSERT_TAKES (test, "");
}

/* Each threshold once; a deal that arrives with little time left is told of once. */
static void
test_deadlines (StoreTest *test, gconstpointer data)
{
  gint64 next;
  gint64 now = cosell_clock_now (test->clock);
  g_autofree char *first = NULL;

  finish_first_pull (test);
  put (test, "a1", "e1", "Soon", "2026-11-28T08:00:00Z"); /* six days left */
  first = take (test, &next);
  g_assert_cmpstr (first, ==, "arrived:Soon");
  g_assert_cmpint (next, ==, now + 3 * G_TIME_SPAN_DAY);
  ASSERT_TAKES (test, "");
  cosell_manual_clock_advance (COSELL_MANUAL_CLOCK (test->clock), 3 * G_TIME_SPAN_DAY);
  ASSERT_TAKES (test, "expiring:Soon");
  ASSERT_TAKES (test, "");
  restart (test);
  ASSERT_TAKES (test, "");
  cosell_manual_clock_advance (COSELL_MANUAL_CLOCK (test->clock),
                               2 * G_TIME_SPAN_DAY + 23 * G_TIME_SPAN_HOUR);
  ASSERT_TAKES (test, "expiring:Soon"); /* the last of those that passed */
  cosell_manual_clock_advance (COSELL_MANUAL_CLOCK (test->clock), G_TIME_SPAN_DAY);
  ASSERT_TAKES (test, "");
}

static void
test_answered (StoreTest *test, gconstpointer data)
{
  st_put_deal (test->store, ST_REMOTE, ST_ENGAGEMENT, ST_ORG, 1, ",'name':'Ours'");
  finish_first_pull (test);
  put_microsoft (test, "New", "Pending", 1);
  ASSERT_TAKES (test, "");
  put_microsoft (test, "Active", "Accepted", 2);
  ASSERT_TAKES (test, "answered:Ours");
  put_microsoft (test, "Closed", "Won", 3);
  ASSERT_TAKES (test, "");
}

static void
test_registration (StoreTest *test, gconstpointer data)
{
  st_put_deal (test->store, ST_REMOTE, ST_ENGAGEMENT, ST_ORG, 1, ",'name':'Ours'");
  finish_first_pull (test);
  st_put_deal (test->store, ST_REMOTE, ST_ENGAGEMENT, ST_ORG, 2,
               ",'name':'Ours','registrationStatus':'ActionRequired'");
  ASSERT_TAKES (test, "registration:Ours");
  st_put_deal (test->store, ST_REMOTE, ST_ENGAGEMENT, ST_ORG, 3,
               ",'name':'Ours','registrationStatus':'ReviewPending'");
  st_put_deal (test->store, ST_REMOTE, ST_ENGAGEMENT, ST_ORG, 4,
               ",'name':'Ours','registrationStatus':'ActionRequired'");
  ASSERT_TAKES (test, "registration:Ours");
}

/* Parked by the service's word or by a conflict, not by a person. */
static void
test_not_sent (StoreTest *test, gconstpointer data)
{
  gint64 deal = st_put_deal (test->store, ST_REMOTE, ST_ENGAGEMENT, ST_ORG, 1, ",'name':'Ours'");
  g_autoptr (CosellOutboxEntry) entry = NULL;
  g_autoptr (GError) error = NULL;

  finish_first_pull (test);
  st_set (test->store, deal, "crmId", "CRM-1");
  entry = st_only_entry (test->store);
  g_assert_true (st_act (test->store, cosell_store_hold, entry->seq, &error));
  ASSERT_TAKES (test, "");
  g_assert_true (st_act (test->store, cosell_store_retry, entry->seq, &error));
  st_mark_sent (test->store, entry->seq);
  st_park (test->store, entry->seq, "No.");
  ASSERT_TAKES (test, "not-sent:Ours");
  ASSERT_TAKES (test, "");
  /* tried again and refused again */
  g_assert_true (st_act (test->store, cosell_store_retry, entry->seq, &error));
  cosell_manual_clock_advance (COSELL_MANUAL_CLOCK (test->clock), ST_SECOND);
  st_park (test->store, entry->seq, "No.");
  ASSERT_TAKES (test, "not-sent:Ours");
}

static void
test_conflict (StoreTest *test, gconstpointer data)
{
  gint64 deal = st_put_deal (test->store, ST_REMOTE, ST_ENGAGEMENT, ST_ORG, 1, ",'name':'Ours'");

  finish_first_pull (test);
  st_set (test->store, deal, "name", "Mine");
  st_put_deal (test->store, ST_REMOTE, ST_ENGAGEMENT, ST_ORG, 2, ",'name':'Theirs'");
  ASSERT_TAKES (test, "not-sent:Mine");
  st_put_deal (test->store, ST_REMOTE, ST_ENGAGEMENT, ST_ORG, 3, ",'name':'Others'");
  ASSERT_TAKES (test, "");
}

/* What a person held back needs them when the service overtakes it. */
static void
test_held_conflict (StoreTest *test, gconstpointer data)
{
  gint64 deal = st_put_deal (test->store, ST_REMOTE, ST_ENGAGEMENT, ST_ORG, 1, ",'name':'Ours'");
  g_autoptr (CosellOutboxEntry) entry = NULL;
  g_autoptr (GError) error = NULL;

  finish_first_pull (test);
  st_set (test->store, deal, "name", "Mine");
  entry = st_only_entry (test->store);
  g_assert_true (st_act (test->store, cosell_store_hold, entry->seq, &error));
  st_put_deal (test->store, ST_REMOTE, ST_ENGAGEMENT, ST_ORG, 2, ",'name':'Ours','x':1");
  ASSERT_TAKES (test, "");
  st_put_deal (test->store, ST_REMOTE, ST_ENGAGEMENT, ST_ORG, 3, ",'name':'Theirs'");
  ASSERT_TAKES (test, "not-sent:Mine");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  STORE_TEST_ADD ("/store/notifications/G2-arrived", test_arrived);
  STORE_TEST_ADD ("/store/notifications/G2-arrived-and-answered", test_arrived_and_answered);
  STORE_TEST_ADD ("/store/notifications/G2-L2-leads", test_leads);
  STORE_TEST_ADD ("/store/notifications/D4-G2-deadlines", test_deadlines);
  STORE_TEST_ADD ("/store/notifications/G2-answered", test_answered);
  STORE_TEST_ADD ("/store/notifications/G2-registration", test_registration);
  STORE_TEST_ADD ("/store/notifications/G2-not-sent", test_not_sent);
  STORE_TEST_ADD ("/store/notifications/G2-conflict", test_conflict);
  STORE_TEST_ADD ("/store/notifications/G2-held-conflict", test_held_conflict);
  return g_test_run ();
}
