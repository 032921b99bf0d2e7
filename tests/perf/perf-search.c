/* perf-search: keystrokes in the search box, at the size that a profile has
 *
 * Words of the deals themselves (names, customers, IDs, notes, people) are typed letter by letter.
 * Each keystroke asks for what the window asks for: the first 200 rows of a tab, all of its keys,
 * and the counts of all tabs. Beside it, in the same run, the same words as one MATCH with count(*)
 * of a plain table of FTS5 with the same tokenizer, and the old way: every text looked through.
 * Prints figures and asserts none.
 *
 * usage: perf-search PROFILE [--strokes N] [--seed N]: works on a copy of the profile's database */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/cosell-str.h"
#include "model/cosell-search-text.h"
#include "store/cosell-store-deals.h"
#include "store/cosell-store-grams.h"
#include "store/cosell-store-search.h"
#include "store/cosell-store-job.h"
#include "support/tree.h"

#define ROWS 200

static int option_strokes = 200;
static int option_seed = 1;
static gboolean option_verbose = FALSE;
static gboolean option_in_place = FALSE;
static gboolean option_cpu = FALSE;

static const GOptionEntry options[] = {
  { "strokes", 'n', 0, G_OPTION_ARG_INT, &option_strokes, "Keystrokes", "NUMBER" },
  { "seed", 's', 0, G_OPTION_ARG_INT, &option_seed, "The same seed types the same", "NUMBER" },
  { "verbose", 'v', 0, G_OPTION_ARG_NONE, &option_verbose, "Print each keystroke", NULL },
  { "in-place", 0, 0, G_OPTION_ARG_NONE, &option_in_place, "Fill the index of the profile itself",
    NULL },
  { "cpu", 0, 0, G_OPTION_ARG_NONE, &option_cpu,
    "Processor time, for a machine that has other work", NULL },
  { NULL },
};

typedef struct
{
  const char *typed;
  CosellTab tab;
  gint64 first, all, scan, match; /* µs */
  guint found;
  gint64 counts[COSELL_N_TABS];
} Stroke;

/* µs */
static gint64
now (void)
{
  struct timespec time;

  if (!option_cpu)
    return g_get_monotonic_time ();
  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);
  return (gint64) time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

/* --- what is typed --- */

static gboolean
collect_job (CosellStore *store, gpointer data, GError **error)
{
  GPtrArray *words = data;
  g_autoptr (GRand) random = g_rand_new_with_seed ((guint32) option_seed);
  g_autoptr (CosellStatement) statement =
      cosell_store_prepare (store, "SELECT text FROM search_text WHERE deal >= ? LIMIT 1", error);
  g_autoptr (CosellStatement) line =
      cosell_store_prepare (store, "SELECT text FROM search_line WHERE id >= ? LIMIT 1", error);

  for (guint i = 0; i < 400 && statement != NULL && line != NULL; i++)
    {
      CosellStatement *asked = i % 2 == 0 ? statement : line;
      const char *cursor, *item;
      CosellSearchMember member;
      gsize length;
      guint skip = g_rand_int_range (random, 0, 4);

      cosell_statement_bind_int (asked, 1,
                                 g_rand_int_range (random, 1, i % 2 == 0 ? 100000 : 14000));
      if (cosell_statement_step (asked, error) == COSELL_STEP_ROW)
        {
          cursor = cosell_statement_text (asked, 0);
          while (cosell_search_text_next (&cursor, &member, &item, &length))
            if (skip-- == 0 || *cursor == '\0')
              {
                g_autofree char *plain = g_strndup (item, length);
                g_auto (GStrv) parts = g_strsplit (plain, " ", -1);
                guint n = g_strv_length (parts);

                g_ptr_array_add (words, g_strdup (parts[g_rand_int_range (random, 0, (gint32) n)]));
                break;
              }
        }
      cosell_statement_done (asked);
    }
  return TRUE;
}

/* Each word letter by letter, as far as people type. */
static GArray *
make_strokes (GPtrArray *words)
{
  GArray *strokes = g_array_new (FALSE, TRUE, sizeof (Stroke));

  for (guint i = 0; i < words->len; i++)
    {
      const char *word = g_ptr_array_index (words, i);

      for (const char *c = word; *c != '\0' && c - word < 14;)
        {
          Stroke stroke = { .tab = i % 3 == 0 ? COSELL_TAB_INBOUND : COSELL_TAB_OUTBOUND };

          c = g_utf8_next_char (c);
          stroke.typed = g_strndup (word, (gsize) (c - word));
          g_array_append_val (strokes, stroke);
          if (strokes->len == (guint) option_strokes)
            return strokes;
        }
    }
  return strokes;
}

/* --- keystrokes --- */

static gboolean
first_job (CosellStore *store, gpointer data, GError **error)
{
  Stroke *stroke = data;
  CosellDealQuery query = { stroke->tab, .search = stroke->typed, .limit = ROWS };
  g_autoptr (GArray) ids = cosell_store_query_deals (store, &query, error);

  return ids != NULL;
}

static gboolean
all_job (CosellStore *store, gpointer data, GError **error)
{
  Stroke *stroke = data;
  g_autofree char *folded = cosell_search_fold (stroke->typed);
  CosellSearchNeedle needle = { COSELL_SEARCH_ANY, folded, FALSE };
  CosellDealQuery query = { stroke->tab, .search = stroke->typed };
  g_autoptr (GArray) ids = cosell_store_query_deals (store, &query, error);

  if (ids == NULL)
    return FALSE;
  stroke->found = ids->len;
  return cosell_store_search_count_tabs (store, &needle, 1, stroke->counts, error);
}

static gint64
time_job (CosellStore *store, CosellStoreFunc func, gpointer data)
{
  gint64 began = now ();
  g_autoptr (GError) error = NULL;

  if (!cosell_store_run (store, COSELL_STORE_READ, func, data, &error))
    g_error ("%s", error->message);
  return now () - began;
}

/* --- what it is compared with --- */

static void
run (sqlite3 *db, const char *sql)
{
  char *message = NULL;

  if (sqlite3_exec (db, sql, NULL, NULL, &message) != SQLITE_OK)
    g_error ("%s: %s", sql, message);
}

/* Whole texts, as they were searched before, and a plain table over them. */
static sqlite3 *
make_plain (const char *path, const char *folder)
{
  g_autofree char *name = g_build_filename (folder, "plain.db", NULL);
  g_autofree char *attach = g_strdup_printf ("ATTACH '%s' AS profile", path);
  sqlite3 *db = NULL;

  if (sqlite3_open (name, &db) != SQLITE_OK || !cosell_store_grams_register (db, NULL))
    g_error ("%s", sqlite3_errmsg (db));
  run (db, "PRAGMA page_size = 8192; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
           "PRAGMA cache_size = -16384");
  run (db, attach);
  run (db, "CREATE TABLE whole (deal INTEGER PRIMARY KEY, text TEXT NOT NULL);"
           "INSERT INTO whole SELECT deal, t.text || coalesce ((SELECT group_concat (l.text, '') "
           "FROM json_each (t.lines) AS j JOIN profile.search_line AS l ON l.id = j.value), '') "
           "FROM profile.search_text AS t;"
           "CREATE VIRTUAL TABLE plain USING fts5 (text, content = '', columnsize = 0, "
           "detail = none, tokenize = 'cosell_grams');"
           "INSERT INTO plain (rowid, text) SELECT deal, text FROM whole;"
           "INSERT INTO plain (plain) VALUES ('optimize')");
  return db;
}

static gint64
time_match (sqlite3 *db, const char *typed)
{
  g_autofree char *folded = cosell_search_fold (typed);
  g_autofree char *match = cosell_store_grams_match (folded);
  gint64 began = now ();
  sqlite3_stmt *statement = NULL;

  if (match == NULL)
    return -1;
  sqlite3_prepare_v2 (db, "SELECT count(*) FROM plain WHERE plain MATCH ?", -1, &statement, NULL);
  sqlite3_bind_text (statement, 1, match, -1, SQLITE_STATIC);
  if (sqlite3_step (statement) != SQLITE_ROW)
    g_error ("%s", sqlite3_errmsg (db));
  sqlite3_finalize (statement);
  return now () - began;
}

static gint64
time_scan (sqlite3 *db, const char *typed, guint *found)
{
  g_autofree char *folded = cosell_search_fold (typed);
  gint64 began = now ();
  sqlite3_stmt *statement = NULL;

  *found = 0;
  sqlite3_prepare_v2 (db, "SELECT text FROM whole", -1, &statement, NULL);
  while (sqlite3_step (statement) == SQLITE_ROW)
    *found += strstr ((const char *) sqlite3_column_text (statement, 0), folded) != NULL;
  sqlite3_finalize (statement);
  return now () - began;
}

/* --- figures --- */

static int
compare (gconstpointer a, gconstpointer b)
{
  gint64 one = *(const gint64 *) a, other = *(const gint64 *) b;

  return one < other ? -1 : one > other;
}

static void
print_times (const char *name, GArray *strokes, gsize offset, const char *aim)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < strokes->len; i++)
    {
      gint64 time = G_STRUCT_MEMBER (gint64, &g_array_index (strokes, Stroke, i), offset);

      if (time >= 0)
        g_array_append_val (times, time);
    }
  g_array_sort (times, compare);
  g_print ("search.%s.median %.2f ms -\n", name,
           (double) g_array_index (times, gint64, times->len / 2) / 1000);
  g_print ("search.%s.p95 %.2f ms %s\n", name,
           (double) g_array_index (times, gint64, times->len * 95 / 100) / 1000, aim);
  g_print ("search.%s.worst %.2f ms -\n", name,
           (double) g_array_index (times, gint64, times->len - 1) / 1000);
}

static void
print_ratio (GArray *strokes)
{
  gint64 match = 0, all = 0;
  g_autoptr (GArray) ratios = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < strokes->len; i++)
    {
      const Stroke *stroke = &g_array_index (strokes, Stroke, i);
      gint64 ratio = stroke->match > 0 ? stroke->first * 1000 / stroke->match : -1;

      if (ratio < 0)
        continue;
      match += stroke->match;
      all += stroke->all;
      g_array_append_val (ratios, ratio);
    }
  g_array_sort (ratios, compare);
  g_print ("search.first-to-match-median %.2f × 1.5\n",
           (double) g_array_index (ratios, gint64, ratios->len / 2) / 1000);
  g_print ("search.all-to-match-sum %.2f × -\n", (double) all / (double) match);
}

static void
do_strokes (CosellStore *store, sqlite3 *plain, GArray *strokes)
{
  for (guint i = 0; i < strokes->len; i++)
    {
      Stroke *stroke = &g_array_index (strokes, Stroke, i);
      guint found;

      stroke->first = time_job (store, first_job, stroke);
      stroke->all = stroke->first + time_job (store, all_job, stroke);
      stroke->match = time_match (plain, stroke->typed);
      stroke->scan = time_scan (plain, stroke->typed, &found);
      if (option_verbose)
        g_print ("%-16s %6u of %6u  first %6.2f  all %6.2f  match %6.2f  scan %6.2f ms\n",
                 stroke->typed, stroke->found, found, (double) stroke->first / 1000,
                 (double) stroke->all / 1000, (double) stroke->match / 1000,
                 (double) stroke->scan / 1000);
    }
}

static gint64
fill (CosellStore *store)
{
  gint64 began = now (), left = 0;

  do
    {
      g_autoptr (GError) error = NULL;

      if (!cosell_store_run (store, COSELL_STORE_BULK, cosell_store_fill_index, &left, &error))
        g_error ("%s", error->message);
    }
  while (left > 0);
  return now () - began;
}

static gboolean
size_job (CosellStore *store, gpointer data, GError **error)
{
  g_autoptr (CosellStatement) statement =
      cosell_store_prepare (store, "SELECT sum (pgsize) FROM dbstat WHERE name LIKE '%search%'",
                            error);

  return statement != NULL && cosell_statement_run_int (statement, 0, data, error);
}

int
main (int argc, char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new ("PROFILE");
  g_autoptr (CosellClock) clock = cosell_clock_new_system ();
  g_autoptr (CosellStore) store = NULL;
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autofree char *dir = NULL, *path = NULL, *from = NULL;
  GArray *strokes;
  gint64 size = 0, time;
  sqlite3 *plain;

  g_option_context_add_main_entries (context, options, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || argc != 2)
    g_error ("%s", error != NULL ? error->message : "Which profile?");
  dir = g_dir_make_tmp ("cosell-perf-XXXXXX", &error);
  path = g_build_filename (dir, "cosell.db", NULL);
  from = g_build_filename (argv[1], "cosell.db", NULL);
  if (option_in_place)
    cosell_set_str (&path, from);
  else
    {
      g_autoptr (GFile) source = g_file_new_for_path (from);
      g_autoptr (GFile) target = g_file_new_for_path (path);

      if (!g_file_copy (source, target, G_FILE_COPY_NONE, NULL, NULL, NULL, &error))
        g_error ("%s", error->message);
    }
  store = cosell_store_new (path, clock, &error);
  if (store == NULL)
    g_error ("%s", error->message);
  time = fill (store);
  g_print ("search.fill %.2f s -\n", (double) time / G_USEC_PER_SEC);
  if (!cosell_store_run (store, COSELL_STORE_READ, size_job, &size, &error) ||
      !cosell_store_run (store, COSELL_STORE_READ, collect_job, words, &error))
    g_error ("%s", error->message);
  g_print ("search.size %.1f MiB -\n", (double) size / 1048576);
  plain = make_plain (path, dir);
  strokes = make_strokes (words);
  do_strokes (store, plain, strokes);
  print_times ("first-200", strokes, G_STRUCT_OFFSET (Stroke, first), "16.7");
  print_times ("all-and-counts", strokes, G_STRUCT_OFFSET (Stroke, all), "50");
  print_times ("plain-match", strokes, G_STRUCT_OFFSET (Stroke, match), "-");
  print_times ("old-scan", strokes, G_STRUCT_OFFSET (Stroke, scan), "-");
  print_ratio (strokes);

  sqlite3_close (plain);
  cosell_store_close (store);
  remove_tree (dir);
  g_array_unref (strokes);
  return 0;
}
