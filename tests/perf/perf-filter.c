/* perf-filter: filters, orders and facets, at the size that a profile has (S3)
 *
 * Each is asked for as the window asks: the first 200 rows of a tab, all of its keys, the counts of
 * all tabs, the numbers of a facet. Prints the median processor time of each and asserts none.
 *
 * usage: perf-filter PROFILE: reads the profile's database; columns that an older program did not
 * fill are filled first */
#include <stdlib.h>
#include <time.h>

#include "store/cosell-store-deals.h"
#include "store/cosell-store-fill.h"
#include "store/cosell-store-narrow.h"
#include "store/cosell-store-count.h"

#define TIMES 5
#define ROWS 200

typedef enum
{
  FIRST,
  ALL,
  COUNTS,
  FACET,
} What;

typedef struct
{
  What what;
  const char *text;
  const char *sort; /* (nullable) */
  CosellQueryKey key;
  const CosellQueryContext *context;
  gint64 n; /* result */
} Asked;

static const char *const mine[] = { "ola.lind@fabrikam.example", NULL };

/* µs of this process */
static gint64
now (void)
{
  struct timespec time;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);
  return (gint64) time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

static gboolean
ask_job (CosellStore *store, gpointer data, GError **error)
{
  Asked *asked = data;
  g_autoptr (CosellQuery) query = cosell_query_parse (asked->text, -1, asked->context, NULL, error);
  const CosellDealQuery deals = { COSELL_TAB_OUTBOUND, .sort = asked->sort, .query = query,
                                  .context = asked->context,
                                  .limit = asked->what == FIRST ? ROWS : 0 };
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GPtrArray) values = NULL;
  gint64 counts[COSELL_N_TABS];

  if (query == NULL)
    return FALSE;
  if (asked->what == COUNTS)
    return cosell_store_count_query (store, &deals, counts, error);
  if (asked->what == FACET)
    {
      values = cosell_store_count_facet (store, &deals, asked->key, error);
      asked->n = values != NULL ? values->len : 0;
      return values != NULL;
    }
  ids = cosell_store_query_deals (store, &deals, error);
  asked->n = ids != NULL ? ids->len : 0;
  return ids != NULL;
}

static void
run_job (CosellStore *store, CosellStoreMode mode, CosellStoreFunc func, gpointer data)
{
  g_autoptr (GError) error = NULL;

  cosell_store_run (store, mode, func, data, &error);
  g_assert_no_error (error);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  gint64 one = *(const gint64 *) a, other = *(const gint64 *) b;

  return one < other ? -1 : one > other;
}

/* ms */
static double
time_it (CosellStore *store, Asked asked, gint64 *n)
{
  gint64 times[TIMES];

  for (guint i = 0; i < TIMES; i++)
    {
      gint64 began = now ();

      run_job (store, COSELL_STORE_READ, ask_job, &asked);
      times[i] = now () - began;
    }
  qsort (times, TIMES, sizeof *times, compare);
  *n = asked.n;
  return (double) times[TIMES / 2] / 1000;
}

static void
measure_filters (CosellStore *store, const CosellQueryContext *context)
{
  static const char *const filters[] = {
    "",
    "status:won",
    "open",
    "mine open",
    "expiring",
    "open closes:this-quarter",
    "overdue",
    "eligible status:won registration:none",
    "eligible",
    "open microsoft:received",
    "unsynced",
    "country:SE",
    "value:>100000",
    "open value:>100000 closes:this-quarter",
    "customer:contoso",
    "customer:nobody",
    "crm:123",
    "solution:data",
    "team:anna",
    "untouched:14d",
    "status:accepted,won country:SE,DE value:>1000",
  };

  for (guint i = 0; i < G_N_ELEMENTS (filters); i++)
    {
      Asked asked = { FIRST, filters[i], NULL, 0, context, 0 };
      double first, all, counts;
      gint64 n;

      first = time_it (store, asked, &n);
      asked.what = COUNTS;
      counts = time_it (store, asked, &n);
      asked.what = ALL;
      all = time_it (store, asked, &n);
      g_print ("filter.first-200 %.1f ms 16.7  all %.1f ms 50  counts %.1f ms 50  %s (%d)\n", first,
               all, counts, filters[i], (int) n);
    }
}

static void
measure_orders (CosellStore *store, const CosellQueryContext *context)
{
  static const char *const orders[] = {
    "name",       "customer",        "status",  "value",      "closeDate", "-createdAt",
    "type",       "microsoftStatus", "country", "crmId",      "remoteId",  "stage",
    "-updatedAt", "expiresAt",       "team",    "campaignId", "location",  "registrationStatus",
    "sync",       "-weighted",
  };
  static const char *const texts[] = { "", "status:accepted" };

  for (guint i = 0; i < G_N_ELEMENTS (orders) * G_N_ELEMENTS (texts); i++)
    {
      Asked asked = { FIRST, texts[i % 2], orders[i / 2], 0, context, 0 };
      double first, all;
      gint64 n;

      first = time_it (store, asked, &n);
      asked.what = ALL;
      all = time_it (store, asked, &n);
      g_print ("order.first-200 %.1f ms 16.7  all %.1f ms 50  %s by %s (%d)\n", first, all,
               *asked.text == '\0' ? "all" : asked.text, asked.sort, (int) n);
    }
}

static void
measure_facets (CosellStore *store, const CosellQueryContext *context)
{
  static const CosellQueryKey keys[] = {
    COSELL_QUERY_KEY_TYPE,         COSELL_QUERY_KEY_STATUS,   COSELL_QUERY_KEY_COUNTRY,
    COSELL_QUERY_KEY_SOLUTION,     COSELL_QUERY_KEY_PARTNER,  COSELL_QUERY_KEY_MICROSOFT,
    COSELL_QUERY_KEY_REGISTRATION, COSELL_QUERY_KEY_STAGE,    COSELL_QUERY_KEY_CURRENCY,
    COSELL_QUERY_KEY_TEAM,         COSELL_QUERY_KEY_CAMPAIGN, COSELL_QUERY_KEY_LOCATION,
    COSELL_QUERY_KEY_CUSTOMER,
  };
  static const char *const texts[] = { "", "open" };

  for (guint i = 0; i < G_N_ELEMENTS (keys) * G_N_ELEMENTS (texts); i++)
    {
      Asked asked = { FACET, texts[i % 2], NULL, keys[i / 2], context, 0 };
      gint64 n;
      double time = time_it (store, asked, &n);

      g_print ("facet.%s %.1f ms 50  %s (%d values)\n", cosell_query_key_info (asked.key)->name,
               time, *asked.text == '\0' ? "all" : asked.text, (int) n);
    }
}

/* What is done beside the work elsewhere. */
static void
tidy (CosellStore *store)
{
  gboolean done = FALSE;
  guint delays = G_MAXUINT / 2;

  run_job (store, COSELL_STORE_BULK, cosell_store_make_narrow, &delays);
  while (!done)
    run_job (store, COSELL_STORE_BULK, cosell_store_count_older, &done);
  for (done = FALSE; !done;)
    run_job (store, COSELL_STORE_BULK, cosell_store_fill, &done);
}

int
main (int argc, char **argv)
{
  g_autoptr (CosellClock) clock = cosell_clock_new_system ();
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  CosellQueryContext context = { 0 };
  CosellStore *store;

  if (argc != 2)
    g_error ("Which profile?");
  path = g_build_filename (argv[1], "cosell.db", NULL);
  store = cosell_store_new (path, clock, &error);
  g_assert_no_error (error);
  cosell_query_context_init (&context, cosell_clock_now (clock), zone);
  context.mine = mine;
  tidy (store);
  measure_filters (store, &context);
  measure_orders (store, &context);
  measure_facets (store, &context);
  cosell_store_close (store);
  g_object_unref (store);
  return 0;
}
