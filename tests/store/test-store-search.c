/* The search index: the same is found as by looking through every text, whatever is typed and
 * whatever became of the deals; while it is being filled, too. */
#include <fcntl.h>
#include <signal.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store-test.h"

#include "model/cosell-search-text.h"
#include "store/cosell-store-object.h"
#include "store/cosell-store-private.h"
#include "store/cosell-store-search-needle.h"
#include "store/cosell-store-search.h"
#include "store/cosell-store-undo.h"
#include "support/await.h"

#define MANY 60

/* What names, notes and people are made of. */
static const char *const pieces[] = {
  "Räksmörgås",
  "RAKSMORGAS",
  "Straße",
  "STRASSE",
  "Größe",
  "ölçü",
  "東京支社",
  "ﾊﾟｲﾛｯﾄ",
  "パイロット",
  "ＡＢＣ１２３",
  "株式会社",
  "大阪",
  "مُحَمَّد",
  "محمد",
  "الشركة",
  "עִבְרִית",
  "Ελένη",
  "ИВАН",
  "\\\"quoted\\\"",
  "a*b",
  "AND",
  "OR NOT",
  "NEAR(x)",
  "-minus",
  "100%",
  "under_score",
  "col:on",
  "(paren",
  "x^2",
  "it's",
  "Contoso",
  "contoso.example",
  "Fabrikam",
  "pilot",
  "März",
  "wants a  pilot",
  "e",
  "zz",
  "0a",
  "ffee",
  "ı",
  "İstanbul",
};

/* --- a world --- */

static const char *
any_piece (void)
{
  return pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))];
}

static char *
make_referral (guint i, guint version)
{
  return g_strdup_printf (
      "{\"id\":\"%08x-0000-4000-8000-0000000c0ffe\",\"engagementId\":\"%08x-ab12-4000-8000-"
      "000000000001\","
      "\"organizationId\":\"" ST_ORG
      "\",\"direction\":\"%s\",\"type\":\"Shared\",\"status\":\"%s\","
      "\"substatus\":\"%s\",\"eTag\":\"\\\"%u\\\"\",\"name\":\"%s %s\","
      "\"externalReferenceId\":\"CRM-%u\",\"favorite\":%s,"
      "\"updatedDateTime\":\"2026-11-22T08:%02u:00Z\",\"createdDateTime\":\"2026-11-%02uT08:00:"
      "00Z\","
      "\"customerProfile\":{\"name\":\"%s "
      "AB\",\"address\":{\"city\":\"%s\"},\"team\":[{\"firstName\":"
      "\"%s\",\"lastName\":\"Ek\",\"email\":\"sara.ek%u@contoso.example\"}],"
      "\"ids\":[{\"profileType\":\"Duns\",\"id\":\"3541111%02u\"}]},"
      "\"details\":{\"notes\":\"%s\\n%s, %s.\",\"requirements\":{\"solutions\":[{\"id\":\"SOL-%u\","
      "\"name\":\"Suite\"}]}},\"team\":[{\"firstName\":\"Ola\",\"lastName\":\"%s\"}]}",
      i * 2654435761u, i * 40503u, i % 3 == 0 ? "Incoming" : "Outgoing",
      i % 5 == 0 ? "Closed" : "Active", i % 5 == 0 ? "Lost" : "Accepted", version, any_piece (),
      any_piece (), 1000 + i, i % 4 == 0 ? "true" : "false", version % 60, 1 + i % 28, any_piece (),
      any_piece (), any_piece (), i % 7, i % 100, any_piece (), any_piece (), any_piece (), i % 4,
      any_piece ());
}

typedef struct
{
  guint first, n, version;
} Put;

static gboolean
put_job (CosellStore *store, gpointer data, GError **error)
{
  const Put *put = data;

  for (guint i = put->first; i < put->first + put->n; i++)
    {
      g_autofree char *text = make_referral (i, put->version);

      if (!cosell_store_upsert_remote (store, text, NULL, error))
        return FALSE;
    }
  return TRUE;
}

static void
put_many (StoreTest *test, CosellStoreMode mode, guint first, guint n, guint version)
{
  Put put = { first, n, version };
  g_autoptr (GError) error = NULL;

  cosell_store_run (test->store, mode, put_job, &put, &error);
  g_assert_no_error (error);
}

static gint64
fill_step (StoreTest *test, gint64 left)
{
  g_autoptr (GError) error = NULL;

  cosell_store_run (test->store, COSELL_STORE_BULK, cosell_store_fill_index, &left, &error);
  g_assert_no_error (error);
  return left;
}

static void
fill_all (StoreTest *test)
{
  gint64 left = 0;

  do
    left = fill_step (test, left);
  while (left > 0);
}

static gint64
ask (StoreTest *test, const char *sql)
{
  sqlite3_stmt *statement = NULL;
  sqlite3 *db = NULL;
  gint64 answer;

  g_assert_cmpint (sqlite3_open (test->path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  answer = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  sqlite3_close (db);
  return answer;
}

/* --- what is found, and what should be --- */

typedef struct
{
  const CosellSearchNeedle *needles;
  guint n_needles;
  gint64 limit;
  GArray *found;    /* by the index */
  GArray *expected; /* by looking through the documents */
  gint64 counts[COSELL_N_TABS], expected_counts[COSELL_N_TABS];
} Look;

static gboolean
read_expected (CosellStore *store, Look *look, GError **error)
{
  g_autoptr (GArray) all = NULL;
  CosellDealQuery query = { COSELL_TAB_ALL };

  all = cosell_store_query_deals (store, &query, error);
  for (guint i = 0; all != NULL && i < all->len; i++)
    {
      gint64 id = g_array_index (all, gint64, i);
      g_autoptr (CosellDealData) row = cosell_store_get_deal (store, id, error);
      g_autofree char *text = cosell_store_read_search_text (store, id, error);
      g_autofree char *folded = text != NULL ? cosell_search_text_fold (text) : NULL;

      if (row == NULL || folded == NULL)
        return FALSE;
      if (!cosell_search_text_matches (folded, look->needles, look->n_needles))
        continue;
      g_array_append_val (look->expected, id);
      look->expected_counts[COSELL_TAB_FAVORITES] += row->favorite;
      if (row->type == COSELL_DEAL_TYPE_LEAD)
        look->expected_counts[COSELL_TAB_LEADS]++;
      else
        look->expected_counts[row->direction == COSELL_DIRECTION_INBOUND ? COSELL_TAB_INBOUND
                                                                         : COSELL_TAB_OUTBOUND]++;
    }
  return all != NULL;
}

static gboolean
look_job (CosellStore *store, gpointer data, GError **error)
{
  Look *look = data;
  g_autoptr (CosellStoreSearch) search =
      cosell_store_search_get (store, look->needles, look->n_needles, look->limit, error);
  g_autoptr (GString) sql = g_string_new ("SELECT id FROM ");
  g_autoptr (CosellStatement) statement = NULL;
  gboolean done;

  if (search == NULL)
    return FALSE;
  done = cosell_store_search_append_from (search, sql, 1);
  if (!done)
    {
      g_string_append (sql, " WHERE ");
      cosell_store_search_append_condition (search, sql, 2);
    }
  g_string_append (sql, " ORDER BY created_at DESC, id DESC");
  statement = cosell_store_prepare (store, sql->str, error);
  if (statement == NULL)
    return FALSE;
  if (!cosell_store_search_bind_from (search, statement, 1))
    cosell_store_search_bind_condition (search, statement, 2);
  while (cosell_statement_step (statement, error) == COSELL_STEP_ROW)
    {
      gint64 id = cosell_statement_int (statement, 0);

      g_array_append_val (look->found, id);
    }
  cosell_statement_done (statement);
  return cosell_store_search_count_tabs (store, look->needles, look->n_needles, look->counts,
                                         error) &&
         read_expected (store, look, error);
}

static guint
assert_found (StoreTest *test, const CosellSearchNeedle *needles, guint n_needles, gint64 limit)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) expected = g_array_new (FALSE, FALSE, sizeof (gint64));
  Look look = { needles, n_needles, limit, found, expected, { 0 }, { 0 } };
  g_autoptr (GError) error = NULL;

  cosell_store_run (test->store, COSELL_STORE_READ, look_job, &look, &error);
  g_assert_no_error (error);
  g_test_message ("“%s” %u%s of %u: %u", needles[0].text, (guint) needles[0].member,
                  needles[0].negated ? " not" : "", n_needles, expected->len);
  g_assert_cmpmem (found->data, found->len * sizeof (gint64), expected->data,
                   expected->len * sizeof (gint64));
  for (guint i = 0; i < COSELL_N_TABS; i++)
    g_assert_cmpint (look.counts[i], ==, look.expected_counts[i]);
  return expected->len;
}

/* A part of something that deals have, or nearly so. */
static char *
any_text (void)
{
  static const char *const others[] = {
    "000000c0ffe", "-4000-8000", "ab12",        "35411110", "@contoso.ex",
    "ek3@",        "crm-10",     "1001",        "sol-2 ",   "nothing like it",
    "ek sara",     " ",          "\"",          "*",        "AND",
    "'",           "-",          "suite sol-1", "c0",       "a"
  };
  const char *piece = any_piece ();
  g_autofree char *folded = NULL;
  glong n, start;

  if (g_test_rand_int_range (0, 3) == 0)
    piece = others[g_test_rand_int_range (0, G_N_ELEMENTS (others))];
  folded = cosell_search_fold (piece);
  n = g_utf8_strlen (folded, -1);
  if (n < 2)
    return g_steal_pointer (&folded);
  start = g_test_rand_int_range (0, (gint32) n);
  return g_utf8_substring (folded, start, g_test_rand_int_range ((gint32) start, (gint32) n + 1));
}

static void
assert_all_found (StoreTest *test, guint times)
{
  guint n_found = 0;

  for (guint i = 0; i < times; i++)
    {
      CosellSearchNeedle needles[3];
      g_autofree char *texts[3] = { NULL };
      guint n = (guint) g_test_rand_int_range (1, 4);

      for (guint k = 0; k < n; k++)
        {
          texts[k] = any_text ();
          needles[k].text = texts[k];
          needles[k].negated = g_test_rand_int_range (0, 5) == 0;
          needles[k].member =
              g_test_rand_bit ()
                  ? COSELL_SEARCH_ANY
                  : (CosellSearchMember) g_test_rand_int_range (0, COSELL_SEARCH_N_MEMBERS);
        }
      n_found += assert_found (test, needles, n, g_test_rand_bit () ? 200 : 0);
      for (guint k = 0; k < n; k++)
        g_clear_pointer (&texts[k], g_free);
    }
  if (times > 100)
    g_assert_cmpuint (n_found, >, 0);
}

/* The index holds what the texts say, and nothing else. */
static void
assert_in_step (StoreTest *test)
{
  g_assert_cmpint (ask (test, "SELECT count(*) FROM search_gone"), ==, 0);
  g_assert_cmpint (ask (test,
                        "SELECT count(*) FROM deal WHERE id NOT IN (SELECT deal FROM search_text) "
                        "AND id NOT IN (SELECT deal FROM deal_search)"),
                   ==, 0);
  g_assert_cmpint (ask (test, "SELECT count(*) FROM search_line AS l WHERE uses <> "
                              "(SELECT count(*) FROM search_text AS t, json_each (t.lines) AS j "
                              "WHERE j.value = l.id) OR uses < 1"),
                   ==, 0);
  g_assert_cmpint (ask (test, "SELECT count(*) FROM search_text AS t, json_each (t.lines) AS j "
                              "WHERE j.value NOT IN (SELECT id FROM search_line)"),
                   ==, 0);
}

/* --- tests --- */

static void
test_same_as_scan (StoreTest *test, gconstpointer data)
{
  put_many (test, COSELL_STORE_WRITE, 1, MANY, 1);
  assert_in_step (test);
  assert_all_found (test, 120);
}

/* Each letter and pair of letters, and whole GUIDs, numbers and addresses in every part. */
static void
test_parts (StoreTest *test, gconstpointer data)
{
  static const char *const texts[] = { "sara.ek3@contoso.example",
                                       "crm-1007",
                                       "354111112",
                                       "0000000c0ffe",
                                       "パイロット",
                                       "raksmorgas",
                                       "strasse" };

  put_many (test, COSELL_STORE_WRITE, 1, MANY, 1);
  for (guint t = 0; t < G_N_ELEMENTS (texts); t++)
    {
      glong n = g_utf8_strlen (texts[t], -1);

      for (glong start = 0; start < n; start++)
        for (glong end = start + 1; end <= n; end++)
          {
            g_autofree char *part = g_utf8_substring (texts[t], start, end);
            CosellSearchNeedle needle = { COSELL_SEARCH_ANY, part, FALSE };

            if (g_str_has_prefix (part, " ") || (end - start > 3 && (start + end) % 5 != 0))
              continue;
            assert_found (test, &needle, 1, start % 2 == 0 ? 200 : 0);
          }
    }
}

static void
edit_some (StoreTest *test)
{
  for (guint i = 1; i <= MANY; i += 7)
    {
      g_autofree char *id = g_strdup_printf ("%08x-0000-4000-8000-0000000c0ffe", i * 2654435761u);
      gint64 deal = st_find (test->store, id, NULL);
      g_autofree char *name = g_strdup_printf ("%s edited", any_piece ());

      if (deal != 0 && i % 5 != 0)
        st_set (test->store, deal, "crmId", i % 2 == 0 ? "CRM-EDIT" : name);
    }
}

static void
test_changes (StoreTest *test, gconstpointer data)
{
  gint64 draft;

  put_many (test, COSELL_STORE_WRITE, 1, MANY, 1);
  edit_some (test);
  assert_in_step (test);
  assert_all_found (test, 25);
  put_many (test, COSELL_STORE_WRITE, 1, MANY, 2);
  assert_in_step (test);
  assert_all_found (test, 25);
  draft = st_save_draft (test->store, 0, "{\"name\":\"Straße draft\",\"notes\":\"東京支社\"}",
                         "Straße draft", NULL);
  assert_in_step (test);
  {
    CosellSearchNeedle needle = { COSELL_SEARCH_NOTES, "京支", FALSE };

    g_assert_cmpuint (assert_found (test, &needle, 1, 0), >, 0);
  }
  g_free (st_delete_draft (test->store, draft, NULL));
  assert_in_step (test);
  assert_all_found (test, 25);
  st_execute (test->store,
              "DELETE FROM outbox; UPDATE referral SET deal = NULL WHERE deal % 3 = 0; "
              "DELETE FROM deal WHERE id % 3 = 0");
  assert_in_step (test);
  assert_all_found (test, 25);
}

typedef struct
{
  gint64 draft;
  gboolean redo;
} UndoWork;

static gboolean
delete_job (CosellStore *store, gpointer data, GError **error)
{
  const UndoWork *work = data;
  g_autoptr (CosellStoreMemento) before = cosell_store_capture_deal (store, work->draft, error);

  return before != NULL && cosell_store_delete_draft (store, work->draft, NULL, error) &&
         cosell_store_record (store, work->draft, before, NULL, error);
}

static gboolean
undo_job (CosellStore *store, gpointer data, GError **error)
{
  g_auto (CosellUndoOutcome) outcome = { 0 };

  return cosell_store_undo (store, 0, &outcome, error) && outcome.refusal == NULL;
}

static gboolean
redo_job (CosellStore *store, gpointer data, GError **error)
{
  g_auto (CosellUndoOutcome) outcome = { 0 };

  return cosell_store_redo (store, &outcome, error) && outcome.refusal == NULL;
}

/* Deleted and back in one job, too: the index must not lose the newer of the two. */
static gboolean
to_and_fro_job (CosellStore *store, gpointer data, GError **error)
{
  return undo_job (store, data, error) && redo_job (store, data, error) &&
         undo_job (store, data, error);
}

static void
test_undo (StoreTest *test, gconstpointer data)
{
  CosellSearchNeedle needle = { COSELL_SEARCH_NAME, "unlikely", FALSE };
  UndoWork work = { 0 };

  work.draft = st_save_draft (test->store, 0, "{\"name\":\"Unlikely\"}", "Unlikely", NULL);
  g_assert_cmpuint (assert_found (test, &needle, 1, 0), ==, 1);
  g_assert_true (cosell_store_run (test->store, COSELL_STORE_WRITE, delete_job, &work, NULL));
  g_assert_cmpuint (assert_found (test, &needle, 1, 0), ==, 0);
  g_assert_true (cosell_store_run (test->store, COSELL_STORE_WRITE, to_and_fro_job, NULL, NULL));
  g_assert_cmpuint (assert_found (test, &needle, 1, 0), ==, 1);
  assert_in_step (test);
  g_assert_true (cosell_store_run (test->store, COSELL_STORE_WRITE, redo_job, NULL, NULL));
  g_assert_cmpuint (assert_found (test, &needle, 1, 0), ==, 0);
  assert_in_step (test);
}

/* What a pull brings is found at once, and is in the index when it was filled; newer text counts.
 */
static void
test_filling (StoreTest *test, gconstpointer data)
{
  put_many (test, COSELL_STORE_BULK, 1, 210, 1);
  g_assert_cmpint (ask (test, "SELECT count(*) FROM deal_search"), ==, 210);
  assert_all_found (test, 1);
  g_assert_cmpint (fill_step (test, 0), ==, 10);
  assert_all_found (test, 1);
  put_many (test, COSELL_STORE_BULK, 1, 210, 2);
  assert_all_found (test, 1);
  put_many (test, COSELL_STORE_WRITE, 180, 20, 3);
  assert_all_found (test, 1);
  fill_all (test);
  g_assert_cmpint (ask (test, "SELECT count(*) FROM deal_search"), ==, 0);
  assert_in_step (test);
  assert_all_found (test, 1);
}

static gboolean
is_filled (gpointer data)
{
  StoreTest *test = data;

  return cosell_store_is_idle (test->store) && cosell_store_get_unindexed (test->store) == 0;
}

static void
test_beside_work (StoreTest *test, gconstpointer data)
{
  put_many (test, COSELL_STORE_BULK, 1, 450, 1);
  cosell_store_tidy (test->store);
  cosell_store_tidy (test->store);
  g_assert_cmpint (ask (test, "SELECT count(*) FROM deal_search"), >, 0);
  await_condition (is_filled, test);
  g_assert_cmpint (ask (test, "SELECT count(*) FROM deal_search"), ==, 0);
  assert_in_step (test);
}

static void
close_store (StoreTest *test)
{
  cosell_store_close (test->store);
  g_assert_finalize_object (g_steal_pointer (&test->store));
}

static void
open_store (StoreTest *test)
{
  g_autoptr (GError) error = NULL;

  test->store = cosell_store_new (test->path, test->clock, &error);
  g_assert_no_error (error);
}

static gboolean
die_job (CosellStore *store, gpointer data, GError **error)
{
  if (cosell_store_fill_index (store, data, error))
    kill (getpid (), SIGKILL);
  return FALSE;
}

/* A program that fills is killed in the middle of a step: nothing of that is there, and the next
 * one goes on. */
static void
test_killed (StoreTest *test, gconstpointer data)
{
  int status;
  pid_t child;

  put_many (test, COSELL_STORE_BULK, 1, 450, 1);
  close_store (test);
  child = fork ();
  if (child == 0)
    {
      gint64 left;

      open_store (test);
      left = fill_step (test, 0);
      cosell_store_run (test->store, COSELL_STORE_BULK, die_job, &left, NULL);
      _exit (0);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);
  open_store (test);
  g_assert_cmpint (ask (test, "SELECT count(*) FROM search_text"), ==, 200);
  assert_in_step (test);
  assert_all_found (test, 5);
  fill_all (test);
  assert_in_step (test);
  assert_all_found (test, 5);
}

static void
test_full_disk (StoreTest *test, gconstpointer data)
{
  struct rlimit room, none;
  g_autoptr (GError) error = NULL;
  gint64 left = 0;

  put_many (test, COSELL_STORE_BULK, 1, 450, 1);
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &room), ==, 0);
  none = room;
  none.rlim_cur = 0;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &none), ==, 0);
  g_assert_false (
      cosell_store_run (test->store, COSELL_STORE_BULK, cosell_store_fill_index, &left, &error));
  g_assert_error (error, COSELL_STORE_ERROR, COSELL_STORE_ERROR_FULL);
  assert_all_found (test, 5);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &room), ==, 0);
  fill_all (test);
  assert_in_step (test);
  assert_all_found (test, 5);
}

/* A profile of schema 3: deals are found as before at once, and by member when it was filled. */
static void
test_old_profile (StoreTest *test, gconstpointer data)
{
  g_autofree char *path =
      g_build_filename (g_getenv ("COSELL_TEST_DATA"), "app", "profile-3.sql", NULL);
  g_autofree char *sql = NULL, *names = NULL, *later = NULL;
  CosellSearchNeedle needle = { COSELL_SEARCH_NOTES, "line one", FALSE };
  sqlite3 *db = NULL;

  close_store (test);
  g_assert_cmpint (unlink (test->path), ==, 0);
  g_assert_true (g_file_get_contents (path, &sql, NULL, NULL));
  g_assert_cmpint (sqlite3_open (test->path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
  open_store (test);
  names = st_names (test->store, COSELL_TAB_ALL, "malmo line", "name", NULL);
  g_assert_nonnull (strstr (names, "Old program's"));
  g_assert_cmpint (ask (test, "SELECT count(*) FROM search_text"), ==, 0);
  fill_all (test);
  g_assert_cmpint (ask (test, "SELECT count(*) FROM deal_search"), ==, 0);
  later = st_names (test->store, COSELL_TAB_ALL, "malmo line", "name", NULL);
  g_assert_cmpstr (later, ==, names);
  g_assert_cmpuint (assert_found (test, &needle, 1, 0), >, 0);
  assert_in_step (test);
}

/* Everything of an account goes, out of the index too: nothing is left on its pages. */
static void
test_forgotten (StoreTest *test, gconstpointer data)
{
  g_assert_true (st_set_account (test->store, "https://one.example", NULL));
  put_many (test, COSELL_STORE_WRITE, 1, MANY, 1);
  g_assert_cmpint (ask (test, "SELECT count(*) FROM search_line"), >, 0);
  g_assert_true (st_set_account (test->store, "https://two.example", NULL));
  g_assert_cmpint (ask (test, "SELECT count(*) FROM search_line"), ==, 0);
  g_assert_cmpint (ask (test, "SELECT sum (length (block)) < 100 FROM search_index_data"), ==, 1);
  assert_in_step (test);
  put_many (test, COSELL_STORE_WRITE, 1, MANY, 1);
  assert_in_step (test);
  assert_all_found (test, 5);
}

/* P10: a page of the index is gone: what is there can be found by all of it again. */
static void
test_salvaged (StoreTest *test, gconstpointer data)
{
  g_autofree char *garbage = g_strnfill (8192, 'x');
  CosellSearchNeedle needle = { COSELL_SEARCH_IDS, "c0ffe", FALSE };
  g_autofree char *notice = NULL;
  gint64 root;
  int fd;

  put_many (test, COSELL_STORE_WRITE, 1, MANY, 1);
  root = ask (test, "SELECT rootpage FROM sqlite_schema WHERE name = 'search_text'");
  close_store (test);
  fd = open (test->path, O_WRONLY);
  g_assert_cmpint (pwrite (fd, garbage, 8192, (root - 1) * 8192), ==, 8192);
  close (fd);
  open_store (test);
  g_free (st_names (test->store, COSELL_TAB_ALL, "", "name", NULL));
  {
    CosellDealQuery query = { COSELL_TAB_ALL, .search = "c0ffe" };
    g_autoptr (GError) error = NULL;

    g_assert_null (st_query (test->store, &query, &error));
    g_assert_error (error, COSELL_STORE_ERROR, COSELL_STORE_ERROR_CORRUPT);
  }
  notice = st_meta (test->store, COSELL_META_REPAIRED);
  g_assert_nonnull (notice);
  g_assert_cmpuint (assert_found (test, &needle, 1, 0), ==, MANY);
  fill_all (test);
  assert_in_step (test);
  g_assert_cmpuint (assert_found (test, &needle, 1, 0), ==, MANY);
  g_assert_cmpint (ask (test, "SELECT count(*) FROM referral WHERE etag IS NULL"), ==, 0);
}

static gboolean
explain_job (CosellStore *store, gpointer data, GError **error)
{
  CosellSearchNeedle needles[] = { { COSELL_SEARCH_ANY, "pilot", FALSE } };
  const gint64 *deals = (gint64[]){ 1, 2, 4711 };

  *(GPtrArray **) data = cosell_store_search_explain (store, deals, 3, needles, 1, error);
  return *(GPtrArray **) data != NULL;
}

static void
test_explain (StoreTest *test, gconstpointer data)
{
  g_autoptr (GPtrArray) hits = NULL;
  g_autoptr (GError) error = NULL;
  const CosellSearchHit *hit;
  g_autofree char *matched = NULL;

  st_put_deal (test->store, ST_REMOTE, ST_ENGAGEMENT, ST_ORG, 1,
               ",'name':'One','details':{'notes':'Vill prova en PÎLOT i mars'}");
  st_put_deal (test->store, "aaaaaaaa-0000-4000-8000-000000000002",
               "eeeeeeee-0000-4000-8000-000000000002", ST_ORG, 1,
               ",'name':'A pilot','details':{'notes':'the pilot'}");
  cosell_store_run (test->store, COSELL_STORE_READ, explain_job, &hits, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (hits->len, ==, 3);
  hit = g_ptr_array_index (hits, 0);
  g_assert_cmpint (hit->member, ==, COSELL_SEARCH_NOTES);
  matched = g_strndup (hit->text + hit->start, hit->end - hit->start);
  g_assert_cmpstr (matched, ==, "PÎLOT");
  g_assert_null (g_ptr_array_index (hits, 1)); /* the row shows it */
  g_assert_null (g_ptr_array_index (hits, 2)); /* there is no such deal */
}

/* A search that is broken off as it begins has needles that were not begun. */
static void
test_not_begun (StoreTest *test, gconstpointer data)
{
  CosellStoreNeedle needle = { 0 };

  cosell_store_needle_clear (&needle);
}

/* What the index alone answers, for every number of deals: the last bit has a byte. Sanitizers tell
 * where it has none. */
static void
test_every_count (StoreTest *test, gconstpointer data)
{
  CosellSearchNeedle nowhere = { COSELL_SEARCH_ANY, "nowhere", FALSE };
  CosellSearchNeedle both[] = { nowhere, { COSELL_SEARCH_ANY, "c0ffe", FALSE } };

  for (guint n = 1; n <= 33; n++)
    {
      put_many (test, COSELL_STORE_WRITE, n, 1, n);
      fill_all (test);
      g_assert_cmpuint (assert_found (test, &nowhere, 1, 0), ==, 0);
      g_assert_cmpuint (assert_found (test, both, G_N_ELEMENTS (both), 0), ==, 0);
      g_assert_cmpuint (assert_found (test, &both[1], 1, 1), ==, n);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  STORE_TEST_ADD ("/store/search/same-as-scan", test_same_as_scan);
  STORE_TEST_ADD ("/store/search/not-begun", test_not_begun);
  STORE_TEST_ADD ("/store/search/every-count", test_every_count);
  STORE_TEST_ADD ("/store/search/parts", test_parts);
  STORE_TEST_ADD ("/store/search/changes", test_changes);
  STORE_TEST_ADD ("/store/search/undo", test_undo);
  STORE_TEST_ADD ("/store/search/filling", test_filling);
  STORE_TEST_ADD ("/store/search/beside-work", test_beside_work);
  STORE_TEST_ADD ("/store/search/killed", test_killed);
  STORE_TEST_ADD ("/store/search/full-disk", test_full_disk);
  STORE_TEST_ADD ("/store/search/old-profile", test_old_profile);
  STORE_TEST_ADD ("/store/search/forgotten", test_forgotten);
  STORE_TEST_ADD ("/store/search/P10-salvaged", test_salvaged);
  STORE_TEST_ADD ("/store/search/explain", test_explain);
  return g_test_run ();
}
