/* Places that name tables and columns by hand know every one of the schema: a new table or column
 * is salvaged (P10) and undone (P11), or it says there, or here, why it need not be. */
#include <sqlite3.h>
#include <string.h>

#include "store-test.h"

#include "base/cosell-json.h"
#include "model/cosell-deal-data.h"
#include "store/cosell-store-memento.h"
#include "store/cosell-store-salvage-copy.h"

static GPtrArray *
ask (StoreTest *test, const char *sql)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  sqlite3_stmt *statement = NULL;
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (test->path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL), ==, SQLITE_OK);
  while (sqlite3_step (statement) == SQLITE_ROW)
    g_ptr_array_add (names, g_strdup ((const char *) sqlite3_column_text (statement, 0)));
  sqlite3_finalize (statement);
  sqlite3_close (db);
  return names;
}

static gboolean
has (GPtrArray *names, const char *name)
{
  return g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL);
}

/* Every table is copied, or has a reason not to be; and every one that is named is there. */
static void
test_salvage (StoreTest *test, gconstpointer data)
{
  g_autoptr (GPtrArray) tables = ask (test, "SELECT name FROM pragma_table_list WHERE schema = "
                                            "'main' AND type = 'table' AND name NOT LIKE "
                                            "'sqlite_%'");
  g_autoptr (GPtrArray) listed = g_ptr_array_new ();
  guint n_listed;
  const CosellSalvageTable *list = cosell_store_salvage_get_tables (&n_listed);

  for (guint i = 0; i < n_listed; i++)
    {
      g_ptr_array_add (listed, (gpointer) list[i].table);
      g_test_message ("%s: %s", list[i].table, list[i].why != NULL ? list[i].why : "copied");
      g_assert_true (has (tables, list[i].table));
    }
  g_assert_cmpuint (tables->len, >, 15);
  for (guint i = 0; i < tables->len; i++)
    if (!has (listed, g_ptr_array_index (tables, i)))
      g_error ("What becomes of table “%s” of a damaged database? Say so in "
               "cosell-store-salvage.c.",
               (char *) g_ptr_array_index (tables, i));
}

typedef struct
{
  CosellStore *store;
  gint64 deal;
  char *json;
} Image;

static gboolean
memento_job (CosellStore *store, gpointer data, GError **error)
{
  Image *memento = data;
  g_autoptr (CosellStoreMemento) taken = cosell_store_capture_deal (store, memento->deal, error);

  if (taken != NULL)
    memento->json = cosell_store_memento_to_json (taken);
  return taken != NULL;
}

/* The service's, or derived from what the memento has. */
static const char *const not_in_mementos[] = {
  "referral.remote_id",       /* a body that waits has none */
  "referral.invisible_since", /* of what the service has */
  "document.referral",        /* the body's id */
  "document.base_json",       /* a body that waits has none */
  "deal.id",
  "deal.sync",
  "deal.name_key",
  "deal.customer_key",
  "deal.value_key",
  "deal.tab",
  "deal.own_referral",
  "deal.invisible_since",
  "deal.answered_at", /* what happened, whatever is undone */
  "deal.seen_at",
  "crm_link.deal",
  "crm_link.to_crm", /* worked out */
  "crm_link.conflicts",
  "crm_link.attempts", /* of the CRM */
  "crm_link.not_before",
};

static void
assert_in_memento (StoreTest *test, const char *table, CosellJsonValue row, gboolean derived)
{
  g_autofree char *sql = g_strdup_printf ("SELECT name FROM pragma_table_info ('%s')", table);
  g_autoptr (GPtrArray) columns = ask (test, sql);

  g_assert_true (cosell_json_is_present (row));
  for (guint i = 0; i < columns->len; i++)
    {
      const char *column = g_ptr_array_index (columns, i);
      g_autofree char *name = g_strconcat (table, ".", column, NULL);
      gboolean known = FALSE;

      for (guint k = 0; k < G_N_ELEMENTS (not_in_mementos); k++)
        known |= g_str_equal (not_in_mementos[k], name);
      for (guint k = 0; derived && cosell_deal_fields[k].name != NULL; k++)
        known |= g_strcmp0 (cosell_deal_fields[k].column, column) == 0;
      if (!known && cosell_json_kind (cosell_json_member (row, column)) == COSELL_JSON_NONE)
        g_error ("Column “%s” is not in the memento of a deal (cosell-store-memento.c).", name);
    }
}

/* Every column of what waits for the service is in what undo puts back. */
static void
test_memento (StoreTest *test, gconstpointer data)
{
  g_autofree char *own = st_referral ("", ST_ENGAGEMENT, ST_ORG, 1, "");
  gint64 deal = st_save_draft (test->store, 0, "{\"name\":\"A draft\"}", "A draft", NULL);
  g_autoptr (GError) error = NULL;
  Image memento = { test->store, deal, NULL };
  g_autofree char *text = NULL;
  g_autoptr (CosellJson) json = NULL;
  g_autoptr (GPtrArray) outbox = NULL;
  CosellJsonValue root;
  gint64 seq;

  st_submit (test->store, deal, own, NULL, NULL);
  st_execute (test->store,
              "INSERT INTO crm (name, kind, url) VALUES ('Sales', 'dynamics', 'https://a.example');"
              "INSERT INTO crm_link SELECT id, 'Sales', 'opp-1', 'linked', 0, 0, 0, 0, NULL, '{}' "
              "FROM deal;");
  outbox = st_outbox (test->store);
  g_assert_cmpuint (outbox->len, ==, 1);
  seq = st_seq (test->store, deal, 0);
  st_mark_sent (test->store, seq); /* which makes it unconfirmed */
  cosell_store_run (test->store, COSELL_STORE_READ, memento_job, &memento, &error);
  g_assert_no_error (error);
  text = memento.json;
  json = cosell_json_parse (text, -1, &error);
  g_assert_no_error (error);
  root = cosell_json_root (json);
  assert_in_memento (test, "deal", cosell_json_member (root, "deal"), TRUE);
  assert_in_memento (test, "referral", cosell_json_pointer (root, "/bodies/0"), FALSE);
  assert_in_memento (test, "document", cosell_json_pointer (root, "/bodies/0"), FALSE);
  assert_in_memento (test, "outbox", cosell_json_pointer (root, "/entries/0"), FALSE);
  assert_in_memento (test, "unconfirmed_create", cosell_json_pointer (root, "/doubts/0"), FALSE);
  assert_in_memento (test, "crm_link", cosell_json_member (root, "link"), FALSE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  STORE_TEST_ADD ("/tables/P10-salvage", test_salvage);
  STORE_TEST_ADD ("/tables/P11-memento", test_memento);
  return g_test_run ();
}
