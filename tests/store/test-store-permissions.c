/* What the account may not do, location by location (F2). */
#include "model/cosell-permission.h"
#include "store-test.h"

#define OTHER_REMOTE "aaaaaaaa-0000-4000-8000-000000000002"
#define OTHER_ENGAGEMENT "eeeeeeee-0000-4000-8000-000000000002"

typedef struct
{
  gint64 deal;
  guint permissions;
  const char *me;
} Job;

static gboolean
learn_job (CosellStore *store, gpointer data, GError **error)
{
  Job *job = data;

  return cosell_store_deny_permissions (store, job->deal, job->permissions, error);
}

static gboolean
unlearn_job (CosellStore *store, gpointer data, GError **error)
{
  Job *job = data;

  return cosell_store_restore_permissions (store, job->deal, job->permissions, error);
}

static gboolean
forget_job (CosellStore *store, gpointer data, GError **error)
{
  return cosell_store_forget_denied_permissions (store, error);
}

static gboolean
me_job (CosellStore *store, gpointer data, GError **error)
{
  Job *job = data;

  return cosell_store_set_me (store, job->me, error);
}

static void
run (StoreTest *test, CosellStoreFunc func, gint64 deal, guint permissions, const char *me)
{
  Job job = { deal, permissions, me };
  g_autoptr (GError) error = NULL;

  g_assert_true (cosell_store_run (test->store, COSELL_STORE_WRITE, func, &job, &error));
  g_assert_no_error (error);
}

static guint
denied (StoreTest *test, gint64 deal)
{
  g_autoptr (CosellDealData) row = st_deal (test->store, deal);

  return (guint) row->denied;
}

static gint64
put (StoreTest *test, const char *remote, const char *engagement, const char *location)
{
  g_autofree char *members =
      location != NULL ? g_strdup_printf (",'mpnId':'%s'", location) : g_strdup ("");

  return st_put_deal (test->store, remote, engagement, ST_ORG, 1, members);
}

static void
test_learned (StoreTest *test, gconstpointer data)
{
  gint64 here = put (test, ST_REMOTE, ST_ENGAGEMENT, "1");
  gint64 there = put (test, OTHER_REMOTE, OTHER_ENGAGEMENT, "2");

  run (test, learn_job, here, COSELL_PERMISSION_NONE, NULL);
  g_assert_cmpuint (denied (test, here), ==, 0);
  run (test, learn_job, here, COSELL_PERMISSION_EDIT, NULL);
  run (test, learn_job, here, COSELL_PERMISSION_STATUS, NULL);
  g_assert_cmpuint (denied (test, here), ==, COSELL_PERMISSION_EDIT | COSELL_PERMISSION_STATUS);
  g_assert_cmpuint (denied (test, there), ==, 0);
  run (test, unlearn_job, here, COSELL_PERMISSION_EDIT, NULL);
  g_assert_cmpuint (denied (test, here), ==, COSELL_PERMISSION_STATUS);
  run (test, forget_job, 0, 0, NULL);
  g_assert_cmpuint (denied (test, here), ==, 0);
}

/* A deal without a location has its own lesson. */
static void
test_nowhere (StoreTest *test, gconstpointer data)
{
  gint64 nowhere = put (test, ST_REMOTE, ST_ENGAGEMENT, NULL);
  gint64 there = put (test, OTHER_REMOTE, OTHER_ENGAGEMENT, "2");

  run (test, learn_job, nowhere, COSELL_PERMISSION_EDIT, NULL);
  g_assert_cmpuint (denied (test, nowhere), ==, COSELL_PERMISSION_EDIT);
  g_assert_cmpuint (denied (test, there), ==, 0);
}

/* Own deals are open whatever the letter case; so are all of them while nobody is known. */
static void
test_own (StoreTest *test, gconstpointer data)
{
  static const char third[] = "aaaaaaaa-0000-4000-8000-000000000003";
  gint64 strange = put (test, ST_REMOTE, ST_ENGAGEMENT, "1");
  gint64 own = st_put_deal (test->store, OTHER_REMOTE, OTHER_ENGAGEMENT, ST_ORG, 1,
                            ",'mpnId':'1','team':[null,7,{'email':' Ola@Fabrikam.example '}]");
  gint64 other = st_put_deal (test->store, third, "eeeeeeee-0000-4000-8000-000000000003", ST_ORG, 1,
                              ",'mpnId':'1','team':'nobody'");
  g_autofree char *ola = json_printf ("{'role':'ReferralsUser','scope':'company',"
                                      "'user':{'email':'ola@fabrikam.example'}}");
  g_autofree char *other_role = json_printf ("{'role':'Other','scope':'company',"
                                             "'user':{'email':'ola@fabrikam.example'}}");

  run (test, learn_job, strange, COSELL_PERMISSION_EDIT, NULL);
  g_assert_cmpuint (denied (test, strange), ==, COSELL_PERMISSION_EDIT);
  g_assert_cmpuint (denied (test, own), ==, 0);
  g_assert_cmpuint (denied (test, other), ==, 0);
  run (test, me_job, 0, 0, ola);
  g_assert_cmpuint (denied (test, strange), ==, COSELL_PERMISSION_EDIT);
  g_assert_cmpuint (denied (test, own), ==, 0);
  g_assert_cmpuint (denied (test, other), ==, COSELL_PERMISSION_EDIT);
  /* another role that says nothing about it */
  run (test, me_job, 0, 0, other_role);
  g_assert_cmpuint (denied (test, strange), ==, COSELL_PERMISSION_EDIT);
  /* a new version of the one that taught it */
  g_assert_cmpint (st_put_deal (test->store, ST_REMOTE, ST_ENGAGEMENT, ST_ORG, 2, ",'mpnId':'1'"),
                   ==, strange);
  g_assert_cmpuint (denied (test, strange), ==, 0);
  g_assert_cmpuint (denied (test, other), ==, 0);
}

/* Two lessons of one location: the one that is over leaves the other one. */
static void
test_two_lessons (StoreTest *test, gconstpointer data)
{
  gint64 first = put (test, ST_REMOTE, ST_ENGAGEMENT, "1");
  gint64 second = put (test, OTHER_REMOTE, OTHER_ENGAGEMENT, "1");
  g_autofree char *me =
      json_printf ("{'role':'ReferralsUser','user':{'email':'x@fabrikam.example'}}");

  run (test, me_job, 0, 0, me);
  run (test, learn_job, first, COSELL_PERMISSION_EDIT, NULL);
  run (test, learn_job, second, COSELL_PERMISSION_STATUS, NULL);
  g_assert_cmpuint (denied (test, first), ==, COSELL_PERMISSION_EDIT | COSELL_PERMISSION_STATUS);
  st_put_deal (test->store, ST_REMOTE, ST_ENGAGEMENT, ST_ORG, 2, ",'mpnId':'1'");
  g_assert_cmpuint (denied (test, first), ==, COSELL_PERMISSION_STATUS);
  g_assert_cmpuint (denied (test, second), ==, COSELL_PERMISSION_STATUS);
  run (test, unlearn_job, first, COSELL_PERMISSION_STATUS, NULL);
  g_assert_cmpuint (denied (test, second), ==, 0);
}

static void
test_known (StoreTest *test, gconstpointer data)
{
  gint64 here = put (test, ST_REMOTE, ST_ENGAGEMENT, "1");
  gint64 there = put (test, OTHER_REMOTE, OTHER_ENGAGEMENT, "2");
  g_autofree char *bound =
      json_printf ("{'role':'ReferralsUser','scope':'locations','locations':[{'id':'1'}]}");
  g_autofree char *same =
      json_printf ("{'role':'ReferralsUser','scope':'locations','locations':['1'],"
                   "'user':{'firstName':'Ola'}}");
  g_autofree char *company = json_printf ("{'role':'ReferralsAdmin','scope':'company'}");

  run (test, me_job, 0, 0, bound);
  g_assert_cmpuint (denied (test, here), ==, 0);
  g_assert_cmpuint (denied (test, there), ==, COSELL_PERMISSION_ALL);
  /* the service does it all the same: it knows better */
  run (test, learn_job, there, COSELL_PERMISSION_EDIT, NULL);
  run (test, unlearn_job, there, COSELL_PERMISSION_EDIT, NULL);
  g_assert_cmpuint (denied (test, there), ==, COSELL_PERMISSION_ALL & ~COSELL_PERMISSION_EDIT);
  /* the same role again teaches nothing new, another one begins anew */
  run (test, learn_job, here, COSELL_PERMISSION_CREATE, NULL);
  run (test, me_job, 0, 0, same);
  g_assert_cmpuint (denied (test, here), ==, COSELL_PERMISSION_CREATE);
  run (test, me_job, 0, 0, company);
  g_assert_cmpuint (denied (test, here), ==, 0);
  g_assert_cmpuint (denied (test, there), ==, 0);
}

static void
test_goes_with_the_account (StoreTest *test, gconstpointer data)
{
  gint64 here = put (test, ST_REMOTE, ST_ENGAGEMENT, "1");
  g_autoptr (GError) error = NULL;

  g_assert_true (st_set_account (test->store, "https://one.example", &error));
  run (test, learn_job, here, COSELL_PERMISSION_EDIT, NULL);
  /* the same again is a sign-in */
  g_assert_true (st_set_account (test->store, "https://one.example", &error));
  g_assert_cmpuint (denied (test, here), ==, 0);
  run (test, learn_job, here, COSELL_PERMISSION_EDIT, NULL);
  g_assert_true (st_set_account (test->store, "https://two.example", &error));
  here = put (test, ST_REMOTE, ST_ENGAGEMENT, "1");
  g_assert_cmpuint (denied (test, here), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  STORE_TEST_ADD ("/store/denied/F2-learned", test_learned);
  STORE_TEST_ADD ("/store/denied/F2-nowhere", test_nowhere);
  STORE_TEST_ADD ("/store/denied/F2-own", test_own);
  STORE_TEST_ADD ("/store/denied/F2-two-lessons", test_two_lessons);
  STORE_TEST_ADD ("/store/denied/F2-known", test_known);
  STORE_TEST_ADD ("/store/denied/F2-goes-with-the-account", test_goes_with_the_account);
  return g_test_run ();
}
