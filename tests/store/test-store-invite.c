/* Invitations into a deal that there is already (rules A3, C16): what waits for what, and what is
 * taken back with what. */
#include "store-test.h"

#include "model/cosell-change.h"
#include "model/cosell-consent.h"
#include "model/cosell-invite.h"

#define SHARED "/consent/consentToShareReferralWithMicrosoftSellers"
#define MICROSOFT                                                                                  \
  "{'engagementId':'" ST_ENGAGEMENT "','type':'Shared',"                                           \
  "'target':[{'type':'BusinessProfileLocation','id':'msft'}],"                                     \
  "'inviteContext':{'assistanceRequestCode':'GeneralOrOther'}}"
#define PARTNER(id)                                                                                \
  "{'engagementId':'" ST_ENGAGEMENT "','organizationName':'Tailwind',"                             \
  "'target':[{'type':'BusinessProfileLocation','id':'" id "'}]}"

typedef struct
{
  gint64 deal;
  const char *body;
  gboolean share;
} Args;

static gboolean
invite_job (CosellStore *store, gpointer data, GError **error)
{
  Args *args = data;
  g_autoptr (GPtrArray) documents = cosell_store_get_documents (store, args->deal, error);
  g_autoptr (GPtrArray) changes = cosell_changes_new ();
  const char *body = json_text (args->body);
  const CosellDocument *own = g_ptr_array_index (documents, 0);

  if (args->share)
    cosell_changes_share (changes, own->current, COSELL_SHARE_CONFIRMED, FALSE, NULL);
  return cosell_store_invite (store, own->referral, changes, body, NULL, error);
}

static void
invite (StoreTest *test, gint64 deal, const char *body, gboolean share)
{
  Args args = { deal, body, share };
  g_autoptr (GError) error = NULL;

  cosell_store_run (test->store, COSELL_STORE_WRITE, invite_job, &args, &error);
  g_assert_no_error (error);
}

static gint64
own_deal (StoreTest *test)
{
  return st_put_deal (test->store, ST_REMOTE, ST_ENGAGEMENT, ST_ORG, 1,
                      ",'consent':{'consentToShareReferralWithMicrosoftSellers':false}");
}

/* The seqs of all that waits; (out) how many */
static void
get_seqs (StoreTest *test, gint64 *seqs, guint n)
{
  g_autoptr (GPtrArray) entries = st_outbox (test->store);

  g_assert_cmpuint (entries->len, ==, n);
  for (guint i = 0; i < n; i++)
    seqs[i] = ((const CosellOutboxEntry *) g_ptr_array_index (entries, i))->seq;
}

/* One that is parked keeps neither the next one nor an edit back. */
static void
test_parked (StoreTest *test, gconstpointer data)
{
  gint64 deal = own_deal (test);
  gint64 seqs[3];

  invite (test, deal, PARTNER ("p1"), FALSE);
  invite (test, deal, PARTNER ("p2"), FALSE);
  st_set (test->store, deal, "name", "Another name");
  get_seqs (test, seqs, 3);
  g_assert_cmpint (st_next (test->store, 0, TRUE), ==, seqs[0]);
  /* while it may still go, the edit waits, and the other invitation does not */
  g_assert_cmpint (st_next (test->store, seqs[0], TRUE), ==, seqs[1]);
  g_assert_cmpint (st_next (test->store, seqs[1], TRUE), ==, 0);
  st_park (test->store, seqs[0], "No.");
  st_park (test->store, seqs[1], "No.");
  g_assert_cmpint (st_next (test->store, 0, TRUE), ==, seqs[2]);
}

/* Microsoft's half waits for the consent, and goes away without it; neither is sent then (A3). */
static void
test_ground (StoreTest *test, gconstpointer data)
{
  gint64 deal = own_deal (test);
  gint64 seqs[2];
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  invite (test, deal, MICROSOFT, TRUE);
  get_seqs (test, seqs, 2);
  g_assert_cmpint (st_next (test->store, 0, TRUE), ==, seqs[0]);
  g_assert_cmpint (st_next (test->store, seqs[0], TRUE), ==, 0);
  before = st_value (test->store, deal, SHARED);
  g_assert_cmpstr (before, ==, "true");
  g_assert_true (st_act (test->store, cosell_store_discard, seqs[1], NULL));
  get_seqs (test, seqs, 0);
  after = st_value (test->store, deal, SHARED);
  g_assert_cmpstr (after, ==, "false");
  invite (test, deal, MICROSOFT, TRUE);
  get_seqs (test, seqs, 2);
  g_assert_true (st_act (test->store, cosell_store_discard, seqs[0], NULL));
  get_seqs (test, seqs, 0);
}

/* What else waits in the same update stays when the invitation is taken back. */
static void
test_other_edits_stay (StoreTest *test, gconstpointer data)
{
  gint64 deal = own_deal (test);
  gint64 seqs[2];
  g_autofree char *name = NULL;
  g_autofree char *shared = NULL;

  invite (test, deal, MICROSOFT, TRUE);
  st_set (test->store, deal, "name", "Another name");
  get_seqs (test, seqs, 2);
  g_assert_true (st_act (test->store, cosell_store_discard, seqs[1], NULL));
  get_seqs (test, seqs, 1);
  name = st_value (test->store, deal, "/name");
  shared = st_value (test->store, deal, SHARED);
  g_assert_cmpstr (name, ==, "\"Another name\"");
  g_assert_cmpstr (shared, ==, "false");
}

/* The name is for people here: the body goes without it. */
static void
test_local_name (StoreTest *test, gconstpointer data)
{
  gint64 deal = own_deal (test);
  g_autoptr (CosellOutboxEntry) entry = NULL;

  invite (test, deal, PARTNER ("p1"), FALSE);
  entry = st_only_entry (test->store);
  g_assert_cmpstr (entry->invited, ==, "Tailwind");
  g_assert_null (strstr (entry->body, "organizationName"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  STORE_TEST_ADD ("/store/invite/C16-parked", test_parked);
  STORE_TEST_ADD ("/store/invite/A3-ground", test_ground);
  STORE_TEST_ADD ("/store/invite/other-edits-stay", test_other_edits_stay);
  STORE_TEST_ADD ("/store/invite/local-name", test_local_name);
  return g_test_run ();
}
