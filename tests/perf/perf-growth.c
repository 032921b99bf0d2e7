/* perf-growth: what the same work costs in a profile of ten times as many deals (S1, S5, S9)
 *
 * A thousand deals come by a sync; the rest are written into the store (store-filler.h). At each
 * size: opening the file with all that the window asks for before its list is there, a sync with
 * nothing new, and words and filters that few deals have. Prints processor times of this process
 * and asserts none; the last lines are a table of them, each with what it grew by from the size
 * before.
 *
 * usage: perf-growth [--sizes 1000,10000,100000] [--keep FOLDER]: leaves the profile there, for
 * perf-window --profile */
#include <glib/gstdio.h>
#include <string.h>
#include <time.h>

#include "app/cosell-profile.h"
#include "remote/cosell-http-remote.h"
#include "model/cosell-query.h"
#include "perf-round.h"
#include "store-filler.h"
#include "store/cosell-store-account.h"
#include "store/cosell-store-deals.h"
#include "store/cosell-store-object.h"
#include "store/cosell-store-outbox.h"
#include "support/server-process.h"
#include "support/tree.h"
#include "sync/cosell-sync.h"

#define FIRST 1000
#define ROWS 200
#define TIMES 9 /* each is done so often; the median counts */
#define WORDS 60

static char *option_sizes = NULL;
static char *option_keep = NULL;

static const GOptionEntry options[] = {
  { "sizes", 's', 0, G_OPTION_ARG_STRING, &option_sizes, "How many deals, ascending", "N,N…" },
  { "keep", 'k', 0, G_OPTION_ARG_FILENAME, &option_keep, "Make the profile here, and leave it",
    "FOLDER" },
  { NULL },
};

enum
{
  START,
  IDLE,
  WORD,
  WORD_COUNTS,
  FILTER,
  N_FIGURES
};

static const char *const names[N_FIGURES] = { "start", "idle-sync", "word-first-200",
                                              "word-all-and-counts", "filter" };

typedef struct
{
  char *folder; /* (owned) */
  char *path;   /* (owned) */
  CosellClock *clock;
  ServerProcess *server;
  GArray *table; /* (owned) of double[1 + N_FIGURES]: a size, ms */
} Bench;

/* µs of this process */
static gint64
now (void)
{
  struct timespec time;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);
  return (gint64) time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

static CosellStore *
open_store (Bench *bench)
{
  g_autoptr (GError) error = NULL;
  CosellStore *store = cosell_store_new (bench->path, bench->clock, &error);

  g_assert_no_error (error);
  return store;
}

static void
close_store (CosellStore *store)
{
  cosell_store_close (store);
  g_object_unref (store);
}

static void
run_job (CosellStore *store, CosellStoreMode mode, CosellStoreFunc func, gpointer data)
{
  g_autoptr (GError) error = NULL;

  cosell_store_run (store, mode, func, data, &error);
  g_assert_no_error (error);
}

/* ---- what is timed ---- */

typedef struct
{
  CosellTab tab;
  const char *search; /* (nullable) */
  CosellQuery *query; /* (nullable) */
  gint64 limit;
  guint found;
  gint64 counts[COSELL_N_TABS];
} Asked;

static gboolean
query_job (CosellStore *store, gpointer data, GError **error)
{
  Asked *asked = data;
  CosellQueryContext context = { .today = 740000, .fiscal_month = 1 };
  CosellDealQuery query = {
    asked->tab,          .search = asked->search, .query = asked->query,
    .context = &context, .limit = asked->limit,
  };
  g_autoptr (GArray) ids = cosell_store_query_deals (store, &query, error);

  if (ids == NULL)
    return FALSE;
  asked->found = ids->len;
  return asked->limit > 0 || (asked->search == NULL && asked->query == NULL) ||
         cosell_store_count_query (store, &query, asked->counts, error);
}

static gboolean
counts_job (CosellStore *store, gpointer data, GError **error)
{
  gint64 counts[COSELL_N_TABS];
  CosellOutboxCounts outbox;

  return cosell_store_count_tabs (store, counts, error) &&
         cosell_store_count_unanswered (store, counts, error) &&
         cosell_store_count_outbox (store, &outbox, error);
}

/* The file is opened, its first rows are found and read, and all is counted. */
static gint64
time_start (Bench *bench)
{
  gint64 began = now ();
  CosellStore *store = open_store (bench);
  Asked asked = { COSELL_TAB_OUTBOUND, .limit = ROWS };

  run_job (store, COSELL_STORE_READ, query_job, &asked);
  run_job (store, COSELL_STORE_READ, counts_job, NULL);
  began = now () - began;
  close_store (store);
  return began;
}

static CosellSync *
make_sync (Bench *bench, CosellStore *store)
{
  g_autofree char *lock = g_build_filename (bench->folder, "sync.lock", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellHttpRemote) http =
      cosell_http_remote_new (server_process_get_url (bench->server), &error);

  g_assert_no_error (error);
  cosell_http_remote_set_token (http, SERVER_TOKEN);
  return cosell_sync_new (store, COSELL_REMOTE (http), lock);
}

static gint64
time_search (CosellStore *store, const char *word, gint64 limit)
{
  Asked asked = { COSELL_TAB_OUTBOUND, .search = word, .limit = limit };
  gint64 began = now ();

  run_job (store, COSELL_STORE_READ, query_job, &asked);
  return now () - began;
}

static gint64
time_filter (CosellStore *store, const char *word)
{
  CosellQueryContext context = { .today = 740000, .fiscal_month = 1 };
  g_autofree char *text = g_strconcat ("crm:", word, NULL);
  g_autoptr (CosellQuery) query = cosell_query_parse (text, -1, &context, NULL, NULL);
  Asked asked = { COSELL_TAB_OUTBOUND, .query = query };
  gint64 began = now ();

  run_job (store, COSELL_STORE_READ, query_job, &asked);
  return now () - began;
}

/* ---- the table ---- */

static int
compare (gconstpointer a, gconstpointer b)
{
  gint64 one = *(const gint64 *) a, other = *(const gint64 *) b;

  return one < other ? -1 : one > other;
}

/* ms */
static double
median (GArray *times)
{
  g_array_sort (times, compare);
  return (double) g_array_index (times, gint64, times->len / 2) / 1000;
}

static void
add_time (GArray *times, gint64 time)
{
  g_array_append_val (times, time);
}

static void
time_words (CosellStore *store, guint n_deals, double *row)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  g_autoptr (GArray) first = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) filters = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < WORDS; i++)
    {
      g_autofree char *word =
          store_filler_word (g_rand_int_range (random, 1, (gint32) n_deals) | 1);

      add_time (first, time_search (store, word, ROWS));
      add_time (all, time_search (store, word, 0));
      add_time (filters, time_filter (store, word));
    }
  row[1 + WORD] = median (first);
  row[1 + WORD_COUNTS] = median (all);
  row[1 + FILTER] = median (filters);
}

static void
measure (Bench *bench, guint n_deals)
{
  g_autoptr (GArray) starts = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) rounds = g_array_new (FALSE, FALSE, sizeof (gint64));
  double row[1 + N_FIGURES] = { n_deals };
  g_autoptr (CosellSync) sync = NULL;
  CosellStore *store;

  for (guint i = 0; i < TIMES; i++)
    add_time (starts, time_start (bench));
  store = open_store (bench);
  sync = make_sync (bench, store);
  perf_round_pull (sync);
  for (guint i = 0; i < TIMES; i++)
    {
      gint64 began = now ();

      g_assert_cmpuint (perf_round_pull (sync), ==, 0);
      add_time (rounds, now () - began);
    }
  row[1 + START] = median (starts);
  row[1 + IDLE] = median (rounds);
  time_words (store, n_deals, row);
  g_clear_object (&sync);
  close_store (store);
  g_array_append_vals (bench->table, row, 1 + N_FIGURES);
  for (guint i = 0; i < N_FIGURES; i++)
    g_print ("growth.%u.%s %.2f ms -\n", n_deals, names[i], row[1 + i]);
}

static void
print_table (Bench *bench)
{
  const double *rows = (const double *) bench->table->data;
  guint n_rows = bench->table->len / (1 + N_FIGURES);

  g_print ("\n%-20s", "ms processor");
  for (guint k = 0; k < n_rows; k++)
    g_print (" %20.0f", rows[k * (1 + N_FIGURES)]);
  for (guint i = 0; i < N_FIGURES; i++)
    {
      g_print ("\n%-20s", names[i]);
      for (guint k = 0; k < n_rows; k++)
        {
          double time = rows[k * (1 + N_FIGURES) + 1 + i];

          if (k == 0)
            g_print (" %20.2f", time);
          else
            g_print (" %12.2f (%4.2fx)", time, time / rows[(k - 1) * (1 + N_FIGURES) + 1 + i]);
        }
    }
  g_print ("\n");
}

static void
grow (Bench *bench, guint n_deals)
{
  CosellStore *store = open_store (bench);
  gint64 began = now ();

  store_filler_grow (store, n_deals);
  g_print ("growth.%u.written %.1f s -\n", n_deals, (double) (now () - began) / G_USEC_PER_SEC);
  close_store (store);
}

static gboolean
set_account_job (CosellStore *store, gpointer data, GError **error)
{
  return cosell_store_set_account (store, data, error);
}

static void
first_sync (Bench *bench)
{
  CosellStore *store = open_store (bench);
  g_autoptr (CosellSync) sync = make_sync (bench, store);

  run_job (store, COSELL_STORE_WRITE, set_account_job,
           (gpointer) server_process_get_url (bench->server));
  perf_round_pull (sync);
  g_clear_object (&sync);
  close_store (store);
}

int
main (int argc, char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *dir = g_dir_make_tmp ("cosell-perf-XXXXXX", NULL);
  g_autofree char *data = g_build_filename (dir, "server", NULL);
  g_auto (GStrv) sizes = NULL;
  Bench bench = { 0 };

  g_option_context_add_main_entries (context, options, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    g_error ("%s", error->message);
  sizes = g_strsplit (option_sizes != NULL ? option_sizes : "1000,10000,100000", ",", -1);
  bench.folder = option_keep != NULL ? g_strdup (option_keep) : g_build_filename (dir, "p", NULL);
  cosell_profile_ensure (bench.folder, &error);
  g_assert_no_error (error);
  bench.path = g_build_filename (bench.folder, "cosell.db", NULL);
  bench.clock = cosell_clock_new_system ();
  bench.server = server_process_new (data, FIRST);
  bench.table = g_array_new (FALSE, FALSE, sizeof (double));
  first_sync (&bench);
  for (guint i = 0; sizes[i] != NULL; i++)
    {
      guint n_deals = (guint) g_ascii_strtoull (sizes[i], NULL, 10);

      grow (&bench, n_deals);
      measure (&bench, n_deals);
    }
  print_table (&bench);
  g_clear_pointer (&bench.server, server_process_free);
  g_array_unref (bench.table);
  g_object_unref (bench.clock);
  g_free (bench.path);
  g_free (bench.folder);
  remove_tree (dir);
  return 0;
}
