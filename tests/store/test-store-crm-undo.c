/* P11: what a person does about a deal's opportunity is undone, until it was sent; P9: a profile of
 * the version before */
#include <sqlite3.h>

#include "store-crm-test.h"

#include "base/cosell-str.h"
#include "base/cosell-time.h"
#include "store/cosell-store-undo.h"

typedef struct
{
  ScWork work;
  ScArgs *args;
} Action;

static gboolean
act_job (CosellStore *store, gpointer data, GError **error)
{
  Action *action = data;
  gint64 deal = action->args->deal;
  g_autoptr (CosellStoreMemento) before = cosell_store_capture_deal (store, deal, error);

  return before != NULL && action->work (store, action->args, error) &&
         cosell_store_record (store, deal, before, NULL, error);
}

/* As a person does it. */
static void
act (StoreTest *test, ScWork work, ScArgs *args)
{
  Action action = { work, args };
  g_autoptr (GError) error = NULL;

  cosell_store_run (test->store, COSELL_STORE_WRITE, act_job, &action, &error);
  g_assert_no_error (error);
}

static gboolean
undo_work (CosellStore *store, ScArgs *args, GError **error)
{
  g_auto (CosellUndoOutcome) outcome = { 0 };
  gboolean done = args->flag ? cosell_store_redo (store, &outcome, error)
                             : cosell_store_undo (store, 0, &outcome, error);

  args->n = done ? outcome.deals->len : 0;
  return done;
}

/* Returns: whether it took anything back */
static gboolean
undo (StoreTest *test)
{
  ScArgs args = { .flag = FALSE };

  sc_must (test, undo_work, &args);
  return args.n > 0;
}

static void
redo (StoreTest *test)
{
  ScArgs args = { .flag = TRUE };

  sc_must (test, undo_work, &args);
  g_assert_cmpuint (args.n, ==, 1);
}

static void
link_as_person (StoreTest *test, gint64 deal, const char *opportunity, const char *seen)
{
  g_autoptr (CosellCrmLink) link = sc_make_link (deal, "Sales", opportunity, seen);
  ScArgs args = { .deal = deal, .link = link };

  act (test, sc_put_work, &args);
}

static void
assert_unlinked (StoreTest *test, gint64 deal)
{
  g_autoptr (CosellCrmLink) link = sc_get_link (test, deal);

  g_assert_null (link);
}

static void
test_undo_link (StoreTest *test, gconstpointer data)
{
  gint64 deal = sc_put_deal (test);
  g_autofree char *log = NULL;

  sc_add_crm (test, "Sales");
  link_as_person (test, deal, "opp-1", SC_SEEN);
  g_assert_true (undo (test));
  assert_unlinked (test, deal);
  redo (test);
  sc_assert_opportunity (test, deal, "opp-1");
  log = sc_get_log (test, deal);
  g_assert_cmpstr (log, ==, "Sales linked →opp-1\nSales unlinked opp-1→\n");
}

static gboolean
mark_work (CosellStore *store, ScArgs *args, GError **error)
{
  g_autoptr (CosellCrmState) state = cosell_store_load_crm_state (store, "Sales", error);

  g_assert_cmpint (state->mark, ==, 7);
  g_assert_cmpint (state->compared_at, ==, COSELL_NO_TIME); /* all are compared next time */
  return TRUE;
}

/* A link that comes back is read anew before anything is written. */
static void
test_undo_unlink (StoreTest *test, gconstpointer data)
{
  gint64 deal = sc_put_deal (test);
  ScArgs args = { .deal = deal };
  g_autoptr (CosellCrmLink) link = NULL;

  sc_add_crm (test, "Sales");
  sc_put_link (test, deal, "Sales", "opp-1", SC_SEEN);
  st_execute (test->store, "UPDATE crm SET mark = 7, compared_at = 8");
  act (test, sc_remove_work, &args);
  assert_unlinked (test, deal);
  st_set (test->store, deal, "value", "200");
  g_assert_true (undo (test));
  sc_must (test, mark_work, &args);
  link = sc_get_link (test, deal);
  g_assert_cmpstr (link->opportunity, ==, "opp-1");
  g_assert_null (link->seen);
  g_assert_cmphex (link->to_crm, ==, 0);
  g_assert_cmpstr (link->base_deal->values[COSELL_CRM_FIELD_VALUE], ==, "100.00 SEK");
  redo (test);
  assert_unlinked (test, deal);
  g_assert_cmpuint (sc_include (test, COSELL_CRM_RULE_MINE), ==, 0);
}

/* Its opportunity is another deal's meanwhile, or its CRM is gone: it stays away. */
static void
test_undo_unlink_taken (StoreTest *test, gconstpointer data)
{
  gint64 deal = sc_put_deal (test), other = sc_put_other (test);
  ScArgs args = { .deal = deal };

  sc_add_crm (test, "Sales");
  sc_put_link (test, deal, "Sales", "opp-1", SC_SEEN);
  act (test, sc_remove_work, &args);
  sc_put_link (test, other, "Sales", "opp-1", SC_SEEN);
  g_assert_false (undo (test));
  assert_unlinked (test, deal);
}

static void
test_undo_unlink_no_crm (StoreTest *test, gconstpointer data)
{
  gint64 deal = sc_put_deal (test);
  ScArgs args = { .deal = deal, .crm = "Sales" };

  sc_add_crm (test, "Sales");
  sc_put_link (test, deal, "Sales", "opp-1", SC_SEEN);
  act (test, sc_remove_work, &args);
  sc_must (test, sc_remove_crm_work, &args);
  g_assert_false (undo (test));
  assert_unlinked (test, deal);
}

/* An opportunity that was asked for is taken back until the request went out. */
static void
test_undo_create (StoreTest *test, gconstpointer data)
{
  gint64 deal = sc_put_deal (test);
  g_autoptr (CosellCrmLink) link = NULL;
  ScArgs args = { 0 };

  sc_add_crm (test, "Sales");
  link_as_person (test, deal, NULL, NULL);
  link = sc_get_link (test, deal);
  link->attempts = 2; /* no answer, nothing went out */
  args.link = link;
  sc_must (test, sc_put_work, &args);
  g_assert_true (undo (test));
  assert_unlinked (test, deal);
  redo (test);
  g_clear_pointer (&link, cosell_crm_link_free);
  link = sc_get_link (test, deal);
  link->sent_at = 5;
  args.link = link;
  sc_must (test, sc_put_work, &args);
  g_assert_false (undo (test));
  g_clear_pointer (&link, cosell_crm_link_free);
  link = sc_get_link (test, deal);
  g_assert_nonnull (link);
}

static gboolean
decide_work (CosellStore *store, ScArgs *args, GError **error)
{
  g_autoptr (CosellCrmLink) link = cosell_store_get_crm_link (store, args->deal, error);
  g_autoptr (CosellDealData) row = NULL;
  g_autoptr (CosellCrmSheet) sheet = NULL;
  g_autofree char *text = NULL;

  if (link == NULL || !cosell_store_read_crm_side (store, args->deal, &row, &text, NULL, error))
    return FALSE;
  sheet = cosell_crm_sheet_of_deal (row, text, error);
  g_assert_true (cosell_crm_link_decide (link, COSELL_CRM_FIELD_VALUE, TRUE, sheet));
  return cosell_store_put_crm_link (store, link, error);
}

/* P11: a decision is taken back until it was sent; what was read meanwhile stays. */
static void
test_undo_decide (StoreTest *test, gconstpointer data)
{
  gint64 deal = sc_put_deal (test);
  ScArgs args = { .deal = deal };
  g_autoptr (CosellCrmLink) link = NULL;

  sc_add_crm (test, "Sales");
  sc_put_link (test, deal, "Sales", "opp-1", SC_SEEN_LATER);
  sc_assert_worked_out (test, deal, 0, SC_BIT (COSELL_CRM_FIELD_VALUE));
  act (test, decide_work, &args);
  sc_assert_worked_out (test, deal, SC_BIT (COSELL_CRM_FIELD_VALUE), 0);
  link = sc_get_link (test, deal);
  cosell_set_str (&link->mark, "W/\"2\"");
  args.link = link;
  sc_must (test, sc_put_work, &args);
  g_assert_true (undo (test));
  sc_assert_worked_out (test, deal, 0, SC_BIT (COSELL_CRM_FIELD_VALUE));
  g_clear_pointer (&link, cosell_crm_link_free);
  link = sc_get_link (test, deal);
  g_assert_cmpstr (link->mark, ==, "W/\"2\"");
  redo (test);
  sc_assert_worked_out (test, deal, SC_BIT (COSELL_CRM_FIELD_VALUE), 0);
  /* it was written */
  g_clear_pointer (&link, cosell_crm_link_free);
  link = sc_get_link (test, deal);
  cosell_crm_link_agree (link, COSELL_CRM_FIELD_VALUE, "100.00 SEK", "100.00 SEK");
  cosell_set_str (&link->seen->values[COSELL_CRM_FIELD_VALUE], "100.00 SEK");
  args.link = link;
  sc_must (test, sc_put_work, &args);
  g_assert_false (undo (test));
  sc_assert_worked_out (test, deal, 0, 0);
}

/* An edit is taken back although what the CRM has was read since; what is to be written follows. */
static void
test_undo_edit (StoreTest *test, gconstpointer data)
{
  gint64 deal = sc_put_deal (test);
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellCrmLink) link = NULL;
  ScArgs args = { 0 };

  sc_add_crm (test, "Sales");
  sc_put_link (test, deal, "Sales", "opp-1", SC_SEEN);
  st_set (test->store, deal, "value", "200");
  link = sc_get_link (test, deal);
  cosell_crm_link_set_notice (link, COSELL_CRM_N_FIELDS, "Something to know", NULL);
  args.link = link;
  sc_must (test, sc_put_work, &args);
  g_assert_true (undo (test)); /* the newest entry, without a record */
  sc_assert_worked_out (test, deal, 0, 0);
  redo (test);
  sc_assert_worked_out (test, deal, SC_BIT (COSELL_CRM_FIELD_VALUE), 0);
}

static gboolean
delete_draft_work (CosellStore *store, ScArgs *args, GError **error)
{
  return cosell_store_delete_draft (store, args->deal, NULL, error);
}

/* A draft that comes back has its link again. */
static void
test_undo_draft (StoreTest *test, gconstpointer data)
{
  gint64 deal = st_save_draft (test->store, 0, "{\"name\":\"A draft\"}", "A draft", NULL);
  ScArgs args = { .deal = deal };

  sc_add_crm (test, "Sales");
  sc_put_link (test, deal, "Sales", "opp-1", NULL);
  act (test, delete_draft_work, &args);
  assert_unlinked (test, deal);
  g_assert_true (undo (test));
  sc_assert_opportunity (test, deal, "opp-1");
}

/* --- a profile of a version before there were links --- */

static void
execute (sqlite3 *db, const char *sql)
{
  char *message = NULL;

  sqlite3_exec (db, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
}

static void
close_store (StoreTest *test)
{
  cosell_store_close (test->store);
  g_assert_finalize_object (g_steal_pointer (&test->store));
}

/* P9: what was set up and changed before there were links is as it was. */
static void
test_upgrade (StoreTest *test, gconstpointer data)
{
  gint64 deal = sc_put_deal (test);
  g_autoptr (GError) error = NULL;
  sqlite3 *db = NULL;

  sc_add_crm (test, "Sales");
  st_set (test->store, deal, "value", "200");
  close_store (test);
  g_assert_cmpint (sqlite3_open (test->path, &db), ==, SQLITE_OK);
  execute (db, "DROP TABLE crm_link; DROP TABLE crm_log;"
               "ALTER TABLE crm DROP COLUMN settings; ALTER TABLE crm DROP COLUMN description;"
               "ALTER TABLE crm DROP COLUMN described_at; ALTER TABLE crm DROP COLUMN user_id;"
               "ALTER TABLE crm DROP COLUMN user_email; ALTER TABLE crm DROP COLUMN mark;"
               "ALTER TABLE crm DROP COLUMN compared_at; ALTER TABLE crm DROP COLUMN previewed;"
               "ALTER TABLE crm DROP COLUMN db_name; ALTER TABLE crm DROP COLUMN user_name;"
               "PRAGMA user_version = 14;");
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
  test->store = cosell_store_new (test->path, test->clock, &error);
  g_assert_no_error (error);
  st_assert_changes (test, "{'/details/dealValue':[100,200]}");
  g_assert_cmpuint (sc_include (test, COSELL_CRM_RULE_INBOUND), ==, 0);
  sc_put_link (test, deal, "Sales", "opp-1", SC_SEEN);
  g_assert_true (undo (test)); /* the edit */
  sc_assert_worked_out (test, deal, 0, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  STORE_TEST_ADD ("/crm-undo/P11-link", test_undo_link);
  STORE_TEST_ADD ("/crm-undo/P11-unlink", test_undo_unlink);
  STORE_TEST_ADD ("/crm-undo/P11-unlink-taken", test_undo_unlink_taken);
  STORE_TEST_ADD ("/crm-undo/P11-unlink-no-crm", test_undo_unlink_no_crm);
  STORE_TEST_ADD ("/crm-undo/P11-create", test_undo_create);
  STORE_TEST_ADD ("/crm-undo/P11-decide", test_undo_decide);
  STORE_TEST_ADD ("/crm-undo/P11-edit", test_undo_edit);
  STORE_TEST_ADD ("/crm-undo/P11-draft", test_undo_draft);
  STORE_TEST_ADD ("/crm-undo/P9-upgrade", test_upgrade);
  return g_test_run ();
}
