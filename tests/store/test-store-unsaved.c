/* P1: what was typed into forms stays until it is saved or discarded, whatever becomes of the deal.
 */
#include "store-test.h"

#include "base/cosell-json.h"
#include "store/cosell-store-unsaved.h"

typedef struct
{
  gint64 deal;
  const char *form;
  const char *text; /* NULL: drop */
  char *result;
} Kept;

static gboolean
keep_job (CosellStore *store, gpointer data, GError **error)
{
  Kept *kept = data;

  return kept->text != NULL
             ? cosell_store_unsaved_put (store, kept->deal, kept->form, kept->text, error)
             : cosell_store_unsaved_drop_form (store, kept->deal, kept->form, error);
}

static gboolean
drop_kept_job (CosellStore *store, gpointer data, GError **error)
{
  return cosell_store_unsaved_drop (store, *(gint64 *) data, error);
}

static gboolean
list_job (CosellStore *store, gpointer data, GError **error)
{
  Kept *kept = data;

  kept->result = cosell_store_unsaved_get (store, kept->deal, error);
  return kept->result != NULL;
}

static void
run (StoreTest *test, CosellStoreFunc func, gpointer data)
{
  g_autoptr (GError) error = NULL;
  CosellStoreMode mode = func == list_job ? COSELL_STORE_READ : COSELL_STORE_WRITE;

  cosell_store_run (test->store, mode, func, data, &error);
  g_assert_no_error (error);
}

static void
keep (StoreTest *test, gint64 deal, const char *form, const char *text)
{
  Kept kept = { deal, form, text };

  run (test, keep_job, &kept);
}

/* "deal form text" a line */
static char *
list (StoreTest *test, gint64 deal)
{
  GString *lines = g_string_new (NULL);
  Kept kept = { deal };
  g_autofree char *json = NULL;
  g_autoptr (CosellJson) doc = NULL;
  CosellJsonIter iter;
  CosellJsonValue row;

  run (test, list_job, &kept);
  json = kept.result;
  doc = cosell_json_parse (json, -1, NULL);
  cosell_json_iter_init (&iter, cosell_json_root (doc));
  while (cosell_json_iter_next (&iter, NULL, &row))
    {
      g_autofree char *form = cosell_json_dup_string (cosell_json_member (row, "form"));
      g_autofree char *text = cosell_json_dup_string (cosell_json_member (row, "text"));

      g_assert_cmpint (cosell_json_get_int (cosell_json_member (row, "at"), 0), >, 0);
      g_string_append_printf (lines, "%" G_GINT64_FORMAT " %s %s\n",
                              cosell_json_get_int (cosell_json_member (row, "deal"), -1), form,
                              text);
    }
  return g_string_free (lines, FALSE);
}

#define assert_kept(test, deal, expected)                                                          \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *found = list (test, deal);                                                    \
    g_assert_cmpstr (found, ==, expected);                                                         \
  }                                                                                                \
  G_STMT_END

/* The last text of a form counts, forms and deals are apart, and what is dropped is gone alone. */
static void
test_keep (StoreTest *test, gconstpointer data)
{
  gint64 deal = st_put_deal (test->store, ST_REMOTE, ST_ENGAGEMENT, ST_ORG, 1, "");

  g_assert_cmpint (deal, ==, 1);
  assert_kept (test, 0, "");
  keep (test, deal, "note", "Wir");
  keep (test, deal, "note", "Wir prüfen “das”\n\001");
  keep (test, deal, "details", "{}");
  keep (test, 77, "note", "of no deal");
  assert_kept (test, deal, "1 details {}\n1 note Wir prüfen “das”\n\001\n");
  assert_kept (test, 0, "0 note of no deal\n1 details {}\n1 note Wir prüfen “das”\n\001\n");
  keep (test, deal, "note", NULL);
  keep (test, deal, "note", NULL);
  assert_kept (test, 0, "0 note of no deal\n1 details {}\n");
}

/* A deal that is deleted leaves the text of its forms behind; it is dropped by its own number. */
static void
test_gone (StoreTest *test, gconstpointer data)
{
  gint64 draft = st_save_draft (test->store, 0, "{\"name\":\"A draft\"}", "A draft", NULL);
  gint64 id = 1;

  keep (test, draft, "details", "typed");
  g_free (st_delete_draft (test->store, draft, NULL));
  assert_kept (test, 0, "0 details typed\n");
  run (test, drop_kept_job, &id);
  assert_kept (test, 0, "");
}

/* Another program, or the next start, reads it. */
static void
test_again (StoreTest *test, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 deal = st_put_deal (test->store, ST_REMOTE, ST_ENGAGEMENT, ST_ORG, 1, "");

  keep (test, deal, "note", "A note");
  cosell_store_close (test->store);
  g_assert_finalize_object (g_steal_pointer (&test->store));
  test->store = cosell_store_new (test->path, test->clock, &error);
  g_assert_no_error (error);
  assert_kept (test, deal, "1 note A note\n");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  STORE_TEST_ADD ("/kept/P1-keep", test_keep);
  STORE_TEST_ADD ("/kept/P1-gone", test_gone);
  STORE_TEST_ADD ("/kept/P1-again", test_again);
  return g_test_run ();
}
