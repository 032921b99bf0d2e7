#include "store-filler.h"

#include <sqlite3.h>
#include <string.h>

#include "model/cosell-search-text.h"
#include "store/cosell-store-private.h"
#include "store/cosell-store-search.h"

typedef struct
{
  gint64 copy;             /* which */
  gint64 deals, referrals; /* the highest IDs that came by a sync */
  gint64 left;             /* deals that are still to be written */
  GArray *texts; /* (owned) (nullable) of Text: search texts of those that came by a sync */
} Filler;

typedef struct
{
  gint64 deal;
  char *text; /* (owned) folded */
} Text;

char *
store_filler_word (gint64 deal)
{
  static const char *const syllables[] = { "ba", "do", "fe", "ga", "hi", "ju", "ka", "lo",
                                           "mi", "nu", "pe", "ro", "sa", "ti", "vo", "ze" };
  guint32 code = (guint32) deal * 2654435761u;
  GString *word = g_string_new (NULL);

  for (guint i = 0; i < 7; i++, code >>= 4)
    g_string_append (word, syllables[code % 16]);
  return g_string_free (word, FALSE);
}

static void
word_func (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  sqlite3_result_text (context, store_filler_word (sqlite3_value_int64 (values[0])), -1, g_free);
}

static void
run (CosellStore *store, const char *sql, const Filler *filler)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellPassingStatement) statement = cosell_store_prepare_once (store, sql, &error);
  const gint64 values[] = { filler->copy * filler->deals, filler->copy * filler->referrals,
                            filler->deals, filler->left };

  g_assert_no_error (error);
  for (int i = 0; i < sqlite3_bind_parameter_count (statement); i++)
    cosell_statement_bind_int (statement, i + 1, values[i]);
  cosell_statement_step (statement, &error);
  g_assert_no_error (error);
}

static gint64
ask (CosellStore *store, const char *sql)
{
  g_autoptr (GError) error = NULL;
  CosellStatement *statement = cosell_store_prepare (store, sql, &error);
  gint64 value = 0;

  g_assert_no_error (error);
  cosell_statement_run_int (statement, 0, &value, &error);
  g_assert_no_error (error);
  return value;
}

/* The rows of a table once more: each column as it is, but for those that are said (name,
 * expression, …, NULL). Returns: (transfer full) */
static char *
copy_text (CosellStore *store, const char *table, const char *const *changed)
{
  g_autoptr (GString) names = g_string_new (NULL);
  g_autoptr (GString) values = g_string_new (NULL);
  g_autofree char *info = g_strdup_printf ("SELECT name FROM pragma_table_info ('%s')", table);
  g_autoptr (CosellPassingStatement) statement = cosell_store_prepare_once (store, info, NULL);

  while (cosell_statement_step (statement, NULL) == COSELL_STEP_ROW)
    {
      const char *name = cosell_statement_text (statement, 0);
      const char *value = name;

      for (guint i = 0; changed[i] != NULL; i += 2)
        if (g_str_equal (changed[i], name))
          value = changed[i + 1];
      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", name);
      g_string_append_printf (values, "%s%s", values->len > 0 ? ", " : "", value);
    }
  return g_strdup_printf ("INSERT INTO %s (%s) SELECT %s FROM %s ", table, names->str, values->str,
                          table);
}

static void
copy_rows (CosellStore *store, const Filler *filler)
{
  static const char *const deal[] = { "id",
                                      "id + ?1",
                                      "remote_id",
                                      "printf ('%08x', own_referral + ?2) || substr (remote_id, 9)",
                                      "engagement_id",
                                      "printf ('%08x', id + ?1) || substr (engagement_id, 9)",
                                      "name",
                                      "name || ' ' || filler_word (id + ?1)",
                                      "name_key",
                                      "name_key || ' ' || filler_word (id + ?1)",
                                      "crm_id",
                                      "iif (id % 2, filler_word (id + ?1), crm_id)",
                                      "created_at",
                                      "created_at - ?1 * 1000",
                                      "own_referral",
                                      "own_referral + ?2",
                                      NULL };
  static const char *const referral[] = { "id",
                                          "id + ?2",
                                          "deal",
                                          "deal + ?1",
                                          "remote_id",
                                          "printf ('%08x', id + ?2) || substr (remote_id, 9)",
                                          "engagement",
                                          "printf ('%08x', deal + ?1) || substr (engagement, 9)",
                                          "engagement_id",
                                          "printf ('%08x', deal + ?1) || substr (engagement_id, 9)",
                                          NULL };
  static const char *const document[] = { "referral", "referral + ?2", NULL };
  g_autofree char *deals = copy_text (store, "deal", deal);
  g_autofree char *referrals = copy_text (store, "referral", referral);
  g_autofree char *documents = copy_text (store, "document", document);
  g_autofree char *some_deals = g_strconcat (deals, "WHERE id <= ?3 ORDER BY id LIMIT ?4", NULL);
  g_autofree char *some_referrals =
      g_strconcat (referrals, "WHERE deal <= ?3 AND deal + ?1 IN (SELECT id FROM deal)", NULL);
  g_autofree char *some_documents =
      g_strconcat (documents,
                   "WHERE referral IN (SELECT id FROM referral WHERE deal <= ?3) "
                   "AND referral + ?2 IN (SELECT id FROM referral)",
                   NULL);

  run (store, some_deals, filler);
  run (store, some_referrals, filler);
  run (store, some_documents, filler);
}

static void
text_clear (gpointer data)
{
  g_free (((Text *) data)->text);
}

static GArray *
read_texts (CosellStore *store, gint64 last)
{
  GArray *texts = g_array_new (FALSE, FALSE, sizeof (Text));

  g_array_set_clear_func (texts, text_clear);
  for (gint64 deal = 1; deal <= last; deal++)
    {
      g_autofree char *text = cosell_store_read_search_text (store, deal, NULL);

      if (text != NULL)
        {
          Text one = { deal, cosell_search_text_fold (text) };

          g_array_append_val (texts, one);
        }
    }
  return texts;
}

static void
copy_texts (CosellStore *store, const Filler *filler)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < filler->texts->len; i++)
    {
      const Text *text = &g_array_index (filler->texts, Text, i);
      gint64 deal = text->deal + filler->copy * filler->deals;
      g_autofree char *word = store_filler_word (deal);
      g_autoptr (GString) all = g_string_new (text->text);
      g_autoptr (CosellStatement) statement =
          cosell_store_prepare (store,
                                "INSERT INTO deal_search SELECT id, ?2 FROM deal WHERE id = ?1",
                                &error);

      g_assert_no_error (error);
      cosell_search_text_add (all, COSELL_SEARCH_NAME, word);
      if (text->deal % 2 != 0)
        cosell_search_text_add (all, COSELL_SEARCH_IDS, word);
      cosell_statement_bind_int (statement, 1, deal);
      cosell_statement_bind_text (statement, 2, all->str);
      cosell_statement_step (statement, &error);
      g_assert_no_error (error);
    }
}

static gboolean
copy_job (CosellStore *store, gpointer data, GError **error)
{
  Filler *filler = data;

  sqlite3_create_function (cosell_store_get_db (store), "filler_word", 1, SQLITE_UTF8, NULL,
                           word_func, NULL, NULL);
  copy_rows (store, filler);
  copy_texts (store, filler);
  return TRUE;
}

/* What is copied, and how many are missing; those that were written before are told by their IDs.
 */
static gboolean
look_job (CosellStore *store, gpointer data, GError **error)
{
  Filler *filler = data;
  gint64 last = ask (store, "SELECT max (id) FROM deal");

  filler->deals =
      ask (store, "SELECT CAST (value AS INTEGER) FROM meta WHERE key = 'filler-deals'");
  filler->referrals =
      ask (store, "SELECT CAST (value AS INTEGER) FROM meta WHERE key = 'filler-referrals'");
  if (filler->deals == 0)
    {
      run (store,
           "INSERT INTO meta (key, value) SELECT 'filler-deals', max (id) FROM deal "
           "UNION ALL SELECT 'filler-referrals', max (id) FROM referral",
           filler);
      return look_job (store, data, error);
    }
  filler->copy = last / filler->deals + (last % filler->deals != 0) - 1;
  filler->left -= ask (store, "SELECT count(*) FROM deal");
  filler->texts = read_texts (store, filler->deals);
  return TRUE;
}

static void
run_job (CosellStore *store, CosellStoreFunc func, gpointer data)
{
  g_autoptr (GError) error = NULL;

  cosell_store_run (store, COSELL_STORE_BULK, func, data, &error);
  g_assert_no_error (error);
}

void
store_filler_grow (CosellStore *store, guint n_deals)
{
  Filler filler = { .left = n_deals };
  gint64 waiting = 0;

  run_job (store, look_job, &filler);
  while (filler.left > 0)
    {
      filler.copy++;
      run_job (store, copy_job, &filler);
      filler.left -= MIN (filler.left, (gint64) filler.texts->len);
    }
  do
    run_job (store, cosell_store_fill_index, &waiting);
  while (waiting > 0);
  g_array_unref (filler.texts);
}
