/* K1, K2, K3, P10: deals and their opportunities, as the store keeps them */
#include <sqlite3.h>
#include <string.h>

#include "store-crm-test.h"

#include "base/cosell-time.h"
#include "model/cosell-rule-error.h"
#include "store/cosell-store-private.h"

/* --- rows --- */

static void
fill (CosellCrmLink *link)
{
  link->state = COSELL_CRM_QUESTION;
  link->held = TRUE;
  link->attempts = 3;
  link->not_before = 1234567;
  link->sent_at = 7654321;
  link->asks = COSELL_CRM_ASKS_SAME;
  link->other = g_strdup ("opp-9");
  link->url = g_strdup ("https://org.example/1");
  link->mark = g_strdup ("W/\"1\"");
  cosell_crm_link_set_notice (link, COSELL_CRM_N_FIELDS, "Something to know", NULL);
}

static void
test_row (StoreTest *test, gconstpointer data)
{
  g_autoptr (CosellCrmLink) link = NULL;
  g_autoptr (CosellCrmLink) back = NULL;
  g_autofree char *before = NULL, *after = NULL;
  gint64 deal = sc_put_deal (test);
  ScArgs args = { 0 };

  sc_add_crm (test, "Sales");
  link = sc_make_link (deal, "Sales", NULL, NULL);
  fill (link);
  args.link = link;
  sc_must (test, sc_put_work, &args);
  back = sc_get_link (test, deal);
  g_assert_cmpint (back->deal, ==, deal);
  g_assert_cmpstr (back->crm, ==, "Sales");
  g_assert_null (back->opportunity);
  g_assert_cmpint (back->state, ==, COSELL_CRM_QUESTION);
  g_assert_true (back->held);
  g_assert_cmpint (back->attempts, ==, 3);
  g_assert_cmpint (back->not_before, ==, 1234567);
  before = cosell_crm_link_to_json (link);
  after = cosell_crm_link_to_json (back);
  g_assert_cmpstr (after, ==, before);
}

static gboolean
find_work (CosellStore *store, ScArgs *args, GError **error)
{
  g_autoptr (GPtrArray) all = cosell_store_list_crm_links (store, NULL, error);
  g_autoptr (GPtrArray) those = cosell_store_list_crm_links (store, args->crm, error);

  args->link = cosell_store_find_crm_link (store, args->crm, args->text, error);
  args->n = all->len;
  args->m = those->len;
  return TRUE;
}

static void
test_find (StoreTest *test, gconstpointer data)
{
  gint64 deal = sc_put_deal (test), other = sc_put_other (test);
  ScArgs args = { .crm = "Sales", .text = "opp-1" };
  g_autoptr (CosellCrmLink) none = NULL;
  g_autoptr (GError) error = NULL;

  sc_add_crm (test, "Sales");
  sc_add_crm (test, "Other");
  sc_put_link (test, deal, "Sales", "opp-1", NULL);
  sc_put_link (test, other, "Other", "opp-1", NULL);
  sc_must (test, find_work, &args);
  g_assert_cmpint (args.link->deal, ==, deal);
  g_assert_cmpint (args.n, ==, 2);
  g_assert_cmpint (args.m, ==, 1);
  g_clear_pointer (&args.link, cosell_crm_link_free);
  args.deal = deal;
  sc_must (test, sc_remove_work, &args);
  sc_must (test, find_work, &args);
  g_assert_null (args.link);
  g_assert_cmpint (args.n, ==, 1);
  none = sc_get_link (test, deal);
  g_assert_null (none);
  g_assert_false (sc_try (test, sc_remove_work, &args, &error));
  g_assert_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_UNKNOWN);
}

static void
refused (StoreTest *test, CosellCrmLink *link, GQuark domain, int code)
{
  g_autoptr (CosellCrmLink) owned = link;
  g_autoptr (GError) error = NULL;
  ScArgs args = { .link = owned };

  g_assert_false (sc_try (test, sc_put_work, &args, &error));
  g_assert_error (error, domain, code);
}

/* K1: a deal has one CRM, an opportunity one deal. */
static void
test_one (StoreTest *test, gconstpointer data)
{
  gint64 deal = sc_put_deal (test), other = sc_put_other (test);
  g_autoptr (CosellCrmLink) link = NULL;
  ScArgs args = { .deal = deal };

  sc_add_crm (test, "Sales");
  sc_add_crm (test, "Other");
  sc_put_link (test, deal, "Sales", "opp-1", NULL);
  refused (test, sc_make_link (deal, "Other", "opp-2", NULL), COSELL_RULE_ERROR,
           COSELL_RULE_ERROR_REFUSED);
  refused (test, sc_make_link (other, "Sales", "opp-1", NULL), COSELL_RULE_ERROR,
           COSELL_RULE_ERROR_REFUSED);
  refused (test, sc_make_link (other, "Nobody", "opp-1", NULL), COSELL_RULE_ERROR,
           COSELL_RULE_ERROR_UNKNOWN);
  refused (test, sc_make_link (deal + 100, "Sales", "opp-2", NULL), COSELL_STORE_ERROR,
           COSELL_STORE_ERROR_NOT_FOUND);
  link = sc_get_link (test, other);
  g_assert_null (link);
  sc_put_link (test, other, "Other", "opp-1", NULL); /* of another CRM it is another one */
  sc_must (test, sc_remove_work, &args);
  sc_put_link (test, deal, "Other", "opp-2", NULL); /* no CRM any more: it may have this one */
}

/* --- working it out --- */

/* What is to be written follows the deal, also back. */
static void
test_follows (StoreTest *test, gconstpointer data)
{
  gint64 deal = sc_put_deal (test);

  sc_add_crm (test, "Sales");
  sc_put_link (test, deal, "Sales", "opp-1", SC_SEEN);
  sc_assert_worked_out (test, deal, 0, 0);
  st_set (test->store, deal, "value", "200");
  sc_assert_worked_out (test, deal, SC_BIT (COSELL_CRM_FIELD_VALUE), 0);
  st_set (test->store, deal, "notes", "n1");
  sc_assert_worked_out (test, deal,
                        SC_BIT (COSELL_CRM_FIELD_VALUE) | SC_BIT (COSELL_CRM_FIELD_NOTES), 0);
  st_set (test->store, deal, "value", "100");
  sc_assert_worked_out (test, deal, SC_BIT (COSELL_CRM_FIELD_NOTES), 0);
  /* others changed it, through the service */
  st_set (test->store, deal, "notes", "n0");
  st_put_deal (test->store, ST_REMOTE, ST_ENGAGEMENT, ST_ORG, 2,
               ",'name':'Base','details':{'dealValue':300,'currency':'SEK','notes':'n0',"
               "'closingDateTime':'2027-01-15T00:00:00Z'}");
  sc_assert_worked_out (test, deal, SC_BIT (COSELL_CRM_FIELD_VALUE), 0);
}

/* K2: what differs when it is linked asks; nothing is known before it was read. */
static void
test_linking (StoreTest *test, gconstpointer data)
{
  gint64 deal = sc_put_deal (test), other = sc_put_other (test);

  sc_add_crm (test, "Sales");
  sc_put_link (test, deal, "Sales", "opp-1", NULL);
  sc_assert_worked_out (test, deal, 0, 0);
  st_set (test->store, deal, "value", "200");
  sc_assert_worked_out (test, deal, 0, 0);
  sc_put_link (test, other, "Sales", "opp-2",
               "{'name':'Base','value':'150.00 SEK','closeDate':'2027-01-15','notes':'n0',"
               "'status':'open'}");
  sc_assert_worked_out (test, other, 0, SC_BIT (COSELL_CRM_FIELD_VALUE));
  st_set (test->store, other, "value", "150");
  sc_assert_worked_out (test, other, 0, 0);
}

/* A link whose opportunity is gone is compared no more. */
static void
test_gone (StoreTest *test, gconstpointer data)
{
  gint64 deal = sc_put_deal (test);
  g_autoptr (CosellCrmLink) link = NULL;
  ScArgs args = { 0 };

  sc_add_crm (test, "Sales");
  sc_put_link (test, deal, "Sales", "opp-1", SC_SEEN);
  st_set (test->store, deal, "value", "200");
  link = sc_get_link (test, deal);
  link->state = COSELL_CRM_GONE;
  args.link = link;
  sc_must (test, sc_put_work, &args);
  sc_assert_worked_out (test, deal, 0, 0);
  st_set (test->store, deal, "value", "300");
  sc_assert_worked_out (test, deal, 0, 0);
}

static gboolean
side_work (CosellStore *store, ScArgs *args, GError **error)
{
  g_autofree char *text = NULL;

  if (!cosell_store_read_crm_side (store, args->deal, NULL, &text, &args->set, error))
    return FALSE;
  args->flag = text != NULL;
  return TRUE;
}

/* Value and currency are one field; a draft has no half. */
static void
test_side (StoreTest *test, gconstpointer data)
{
  gint64 deal = sc_put_deal (test);
  ScArgs args = { .deal = deal };

  sc_must (test, side_work, &args);
  g_assert_cmphex (args.set, ==, 0);
  g_assert_true (args.flag);
  st_set (test->store, deal, "value", "200");
  st_set (test->store, deal, "notes", "mine");
  st_put_deal (test->store, ST_REMOTE, ST_ENGAGEMENT, ST_ORG, 2,
               ",'name':'Base','details':{'dealValue':300,'currency':'EUR','notes':'theirs',"
               "'closingDateTime':'2027-01-15T00:00:00Z'}");
  sc_must (test, side_work, &args);
  g_assert_cmphex (args.set & SC_BIT (COSELL_CRM_FIELD_VALUE), !=, 0);
  g_assert_cmphex (args.set & SC_BIT (COSELL_CRM_FIELD_CLOSE_DATE), ==, 0);
  args.deal = st_save_draft (test->store, 0, "{}", "A draft", NULL);
  sc_must (test, side_work, &args);
  g_assert_false (args.flag);
}

/* K3: what is open with the service is not written to the CRM before it is decided, and is from
 * then on. */
static void
test_open (StoreTest *test, gconstpointer data)
{
  gint64 deal = sc_put_deal (test);

  sc_add_crm (test, "Sales");
  sc_put_link (test, deal, "Sales", "opp-1", SC_SEEN);
  st_set (test->store, deal, "value", "200");
  sc_assert_worked_out (test, deal, SC_BIT (COSELL_CRM_FIELD_VALUE), 0);
  st_put_deal (test->store, ST_REMOTE, ST_ENGAGEMENT, ST_ORG, 2,
               ",'name':'Base','details':{'dealValue':300,'currency':'SEK','notes':'n0',"
               "'closingDateTime':'2027-01-15T00:00:00Z'}");
  sc_assert_worked_out (test, deal, 0, 0);
  st_must (test->store, cosell_store_retry, st_seq (test->store, deal, 0));
  sc_assert_worked_out (test, deal, SC_BIT (COSELL_CRM_FIELD_VALUE), 0);
}

/* P10: what a lost document lacks was not taken away by anybody. */
static void
test_lost_document (StoreTest *test, gconstpointer data)
{
  gint64 deal = sc_put_deal (test);
  ScArgs args = { .deal = deal };

  sc_add_crm (test, "Sales");
  sc_put_link (test, deal, "Sales", "opp-1", SC_SEEN);
  st_execute (test->store, "UPDATE document SET current_json = NULL, base_json = "
                           "(SELECT json_object ('id', remote_id) FROM referral)");
  sc_must (test, side_work, &args);
  g_assert_false (args.flag);
  sc_put_link (test, deal, "Sales", "opp-1", SC_SEEN);
  sc_assert_worked_out (test, deal, 0, 0);
}

/* --- how a CRM is set up --- */

static gboolean
turn_off_work (CosellStore *store, ScArgs *args, GError **error)
{
  g_autoptr (CosellCrmState) state = cosell_store_load_crm_state (store, args->crm, error);

  if (state == NULL)
    return FALSE;
  state->settings->directions[COSELL_CRM_FIELD_VALUE] =
      args->flag ? COSELL_CRM_BOTH : COSELL_CRM_OFF;
  return cosell_store_put_crm_settings (store, args->crm, state->settings, error);
}

/* All links are worked out by the new settings, and so is what changes from then on. */
static void
test_settings (StoreTest *test, gconstpointer data)
{
  gint64 deal = sc_put_deal (test);
  ScArgs args = { .crm = "Sales", .flag = FALSE };
  ScArgs nobody = { .crm = "Nobody" };
  g_autoptr (GError) error = NULL;

  sc_add_crm (test, "Sales");
  sc_put_link (test, deal, "Sales", "opp-1", SC_SEEN);
  st_set (test->store, deal, "value", "200");
  sc_must (test, turn_off_work, &args);
  sc_assert_worked_out (test, deal, 0, 0);
  st_set (test->store, deal, "value", "300");
  sc_assert_worked_out (test, deal, 0, 0);
  args.flag = TRUE;
  sc_must (test, turn_off_work, &args);
  sc_assert_worked_out (test, deal, SC_BIT (COSELL_CRM_FIELD_VALUE), 0);
  g_assert_false (sc_try (test, turn_off_work, &nobody, &error));
  g_assert_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_UNKNOWN);
}

static gboolean
state_work (CosellStore *store, ScArgs *args, GError **error)
{
  const CosellCrmUser user = { (char *) "user-1", NULL, (char *) "ola@fabrikam.example" };
  g_autoptr (CosellCrmDescription) description = cosell_crm_description_new ();
  g_autoptr (CosellCrmState) before = cosell_store_load_crm_state (store, "Sales", error);
  g_autoptr (CosellCrmState) after = NULL;

  g_assert_null (before->description);
  g_assert_null (before->user_id);
  g_assert_cmpint (before->mark, ==, COSELL_NO_TIME);
  g_assert_cmpint (before->compared_at, ==, COSELL_NO_TIME);
  g_assert_false (before->previewed);
  cosell_crm_description_add_choice (description->stages, g_strdup ("1"), g_strdup ("Qualify"),
                                     COSELL_OPPORTUNITY_OPEN);
  if (!cosell_store_put_crm_description (store, "Sales", description, &user, 10, error) ||
      !cosell_store_put_crm_description (store, "Sales", description, NULL, 20, error) ||
      !cosell_store_put_crm_mark (store, "Sales", 30, 40, error) ||
      !cosell_store_put_crm_mark (store, "Sales", 50, COSELL_NO_TIME, error) ||
      !cosell_store_set_crm_previewed (store, "Sales", TRUE, error))
    return FALSE;
  after = cosell_store_load_crm_state (store, "Sales", error);
  g_assert_cmpint (after->description->stages->len, ==, 1);
  g_assert_cmpint (after->described_at, ==, 20);
  g_assert_cmpstr (after->user_id, ==, "user-1");
  g_assert_cmpstr (after->user_email, ==, "ola@fabrikam.example");
  g_assert_cmpint (after->mark, ==, 50);
  g_assert_cmpint (after->compared_at, ==, 40);
  g_assert_true (after->previewed);
  return TRUE;
}

static void
test_state (StoreTest *test, gconstpointer data)
{
  ScArgs args = { 0 };

  sc_add_crm (test, "Sales");
  sc_must (test, state_work, &args);
}

/* Links and settings that another program writes count from the next job on. */
static void
test_other_program (StoreTest *test, gconstpointer data)
{
  gint64 deal = sc_put_deal (test);
  g_autoptr (GError) error = NULL;
  StoreTest other = { .path = test->path, .clock = test->clock };
  ScArgs args = { .crm = "Sales", .flag = FALSE };

  sc_add_crm (test, "Sales");
  st_set (test->store, deal, "crmId", "CRM-1"); /* derived while nothing is linked */
  other.store = cosell_store_new (test->path, test->clock, &error);
  g_assert_no_error (error);
  sc_put_link (&other, deal, "Sales", "opp-1", SC_SEEN);
  st_set (test->store, deal, "value", "200");
  sc_assert_worked_out (test, deal, SC_BIT (COSELL_CRM_FIELD_VALUE), 0);
  sc_must (&other, turn_off_work, &args);
  st_set (test->store, deal, "value", "300");
  sc_assert_worked_out (test, deal, 0, 0);
  cosell_store_close (other.store);
  g_assert_finalize_object (other.store);
}

static gboolean
put_and_fail_work (CosellStore *store, ScArgs *args, GError **error)
{
  if (!cosell_store_put_crm_link (store, args->link, error) ||
      !cosell_store_refresh_crm_link (store, args->link->deal, error))
    return FALSE;
  g_set_error_literal (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED, "no");
  return FALSE;
}

static gboolean
any_work (CosellStore *store, ScArgs *args, GError **error)
{
  return cosell_store_has_crm_links (store, &args->flag, error);
}

/* What a job found that was rolled back is not so. */
static void
test_rolled_back (StoreTest *test, gconstpointer data)
{
  g_autoptr (CosellCrmLink) link = NULL;
  g_autoptr (GError) error = NULL;
  ScArgs args = { 0 };

  sc_add_crm (test, "Sales");
  link = sc_make_link (sc_put_deal (test), "Sales", "opp-1", SC_SEEN);
  args.link = link;
  g_assert_false (sc_try (test, put_and_fail_work, &args, &error));
  sc_must (test, any_work, &args);
  g_assert_false (args.flag);
}

static int
trace_cb (unsigned kind, void *user_data, void *statement, void *sql)
{
  guint *n = user_data;

  if (strstr (sqlite3_sql (statement), "crm_link") != NULL)
    (*n)++;
  return 0;
}

static gboolean
trace_work (CosellStore *store, ScArgs *args, GError **error)
{
  sqlite3_trace_v2 (cosell_store_get_db (store), args->flag ? SQLITE_TRACE_STMT : 0,
                    args->flag ? trace_cb : NULL, &args->n);
  return TRUE;
}

/* Where nothing is linked, deals that come ask for nothing. */
static void
test_costs_nothing (StoreTest *test, gconstpointer data)
{
  ScArgs args = { .flag = TRUE };

  sc_add_crm (test, "Sales");
  sc_put_deal (test);
  sc_must (test, trace_work, &args);
  for (int i = 0; i < 20; i++)
    {
      g_autofree char *id = g_strdup_printf ("cccccccc-0000-4000-8000-%012d", i);
      g_autofree char *engagement = g_strdup_printf ("dddddddd-0000-4000-8000-%012d", i);
      g_autofree char *text = st_referral (id, engagement, ST_ORG, 1, SC_MEMBERS);

      st_put (test->store, text, "\"1\"");
    }
  args.flag = FALSE;
  sc_must (test, trace_work, &args);
  g_assert_cmpuint (args.n, ==, 0);
}

/* --- deals that become one, CRMs that go --- */

static gboolean
merge_work (CosellStore *store, ScArgs *args, GError **error)
{
  return cosell_store_merge_deals (store, args->m, args->n, error);
}

static void
merge (StoreTest *test, gint64 from, gint64 to)
{
  ScArgs args = { .m = (guint) from, .n = (guint) to };

  sc_must (test, merge_work, &args);
}

/* The deal that stays takes the link of the other one along, with its log. */
static void
test_merge (StoreTest *test, gconstpointer data)
{
  gint64 deal = sc_put_deal (test), other = sc_put_other (test);
  g_autofree char *log = NULL;

  sc_add_crm (test, "Sales");
  sc_put_link (test, other, "Sales", "opp-2", SC_SEEN);
  st_execute (test->store, "INSERT INTO crm_log (deal, at, crm, to_crm, result) "
                           "SELECT deal, 1, crm, 0, 'made' FROM crm_link");
  merge (test, other, deal);
  sc_assert_opportunity (test, deal, "opp-2");
  log = sc_get_log (test, deal);
  g_assert_cmpstr (log, ==, "Sales made →\n");
}

/* Of two opportunities the deal that stays keeps its own, and says so. */
static void
test_merge_two (StoreTest *test, gconstpointer data)
{
  gint64 deal = sc_put_deal (test), other = sc_put_other (test);
  g_autofree char *log = NULL;

  sc_add_crm (test, "Sales");
  sc_put_link (test, deal, "Sales", "opp-1", SC_SEEN);
  sc_put_link (test, other, "Sales", "opp-2", SC_SEEN);
  merge (test, other, deal);
  sc_assert_opportunity (test, deal, "opp-1");
  log = sc_get_log (test, deal);
  g_assert_cmpstr (log, ==, "Sales unlinked opp-2→\n");
}

/* An opportunity that is there is more than one that is to be made. */
static void
test_merge_waiting (StoreTest *test, gconstpointer data)
{
  gint64 deal = sc_put_deal (test), other = sc_put_other (test);

  sc_add_crm (test, "Sales");
  sc_put_link (test, deal, "Sales", NULL, NULL);
  sc_put_link (test, other, "Sales", "opp-2", SC_SEEN);
  merge (test, other, deal);
  sc_assert_opportunity (test, deal, "opp-2");
}

static void
test_remove_crm (StoreTest *test, gconstpointer data)
{
  gint64 deal = sc_put_deal (test), other = sc_put_other (test);
  ScArgs args = { .crm = "Sales" };
  g_autoptr (CosellCrmLink) link = NULL;
  g_autoptr (CosellCrmLink) kept = NULL;
  CosellOutboxCounts counts;
  g_autofree char *log = NULL;

  sc_add_crm (test, "Sales");
  sc_add_crm (test, "Other");
  sc_put_link (test, deal, "Sales", "opp-1", SC_SEEN);
  sc_put_link (test, other, "Other", "opp-1", SC_SEEN);
  st_set (test->store, deal, "value", "200");
  sc_must (test, sc_remove_crm_work, &args);
  link = sc_get_link (test, deal);
  g_assert_null (link);
  kept = sc_get_link (test, other);
  g_assert_nonnull (kept);
  log = sc_get_log (test, deal);
  g_assert_cmpstr (log, ==, "Sales unlinked opp-1→\n");
  st_counts (test->store, &counts);
  g_assert_cmpint (counts.total, ==, 1); /* Partner Center's */
  st_set (test->store, deal, "value", "300");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  STORE_TEST_ADD ("/crm-links/K1-row", test_row);
  STORE_TEST_ADD ("/crm-links/K1-find", test_find);
  STORE_TEST_ADD ("/crm-links/K1-one", test_one);
  STORE_TEST_ADD ("/crm-links/K3-follows", test_follows);
  STORE_TEST_ADD ("/crm-links/K2-linking", test_linking);
  STORE_TEST_ADD ("/crm-links/K3-gone", test_gone);
  STORE_TEST_ADD ("/crm-links/K3-side", test_side);
  STORE_TEST_ADD ("/crm-links/K3-open", test_open);
  STORE_TEST_ADD ("/crm-links/P10-lost-document", test_lost_document);
  STORE_TEST_ADD ("/crm-links/K3-settings", test_settings);
  STORE_TEST_ADD ("/crm-links/K20-state", test_state);
  STORE_TEST_ADD ("/crm-links/other-program", test_other_program);
  STORE_TEST_ADD ("/crm-links/rolled-back", test_rolled_back);
  STORE_TEST_ADD ("/crm-links/costs-nothing", test_costs_nothing);
  STORE_TEST_ADD ("/crm-links/K1-merge", test_merge);
  STORE_TEST_ADD ("/crm-links/K1-merge-two", test_merge_two);
  STORE_TEST_ADD ("/crm-links/K1-merge-waiting", test_merge_waiting);
  STORE_TEST_ADD ("/crm-links/remove-crm", test_remove_crm);
  return g_test_run ();
}
