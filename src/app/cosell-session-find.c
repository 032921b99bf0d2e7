/* What a query finds, read in one job: what its words mean here and today is looked up there. */
#include "app/cosell-session-find.h"

#include "app/cosell-query-meaning.h"
#include "app/cosell-session-parts.h"
#include "app/cosell-session-private.h"
#include "app/cosell-session-read.h"
#include "store/cosell-store-rates.h"

/* Names of one key that are offered; a person who types finds no more by looking. */
#define MOST_NAMES 2000

typedef struct
{
  CosellQueryHabits *habits; /* (owned) */
  CosellTab tab;
  char *query; /* (owned) (nullable) */
  gboolean typed;
  char *currency; /* (owned) (nullable) */
  char **filters; /* (owned) (nullable) */
  char *sort;     /* (owned) (nullable) */
  gint64 limit;
  gboolean sums; /* totals are asked for, not rows */

  CosellQueryRange where;
  GPtrArray *rows;      /* (owned) (nullable) */
  CosellTotals *totals; /* (owned) (nullable) */
} Find;

static void
find_free (gpointer data)
{
  Find *self = data;

  cosell_query_habits_unref (self->habits);
  g_free (self->query);
  g_free (self->currency);
  g_strfreev (self->filters);
  g_free (self->sort);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->totals, cosell_totals_free);
  g_free (self);
}

void
cosell_session_set_query_habits (CosellSession *self, CosellQueryHabits *habits)
{
  CosellChangeSet changes = { .everything = TRUE };
  g_autoptr (CosellQueryHabits) old = NULL;

  g_return_if_fail (COSELL_IS_SESSION (self) && habits != NULL);

  old = g_steal_pointer (&self->habits);
  self->habits = cosell_query_habits_ref (habits);
  if (cosell_session_is_closed (self) || cosell_query_habits_equal (old, habits))
    return;
  cosell_session_tell_changes (self, &changes);
}

static gboolean
find_job (CosellStore *store, gpointer data, GError **error)
{
  Find *find = data;
  g_auto (CosellQueryMeaning) meaning = { 0 };
  g_autoptr (CosellQuery) query = NULL;
  CosellDealQuery asked = {
    .tab = find->tab,
    .sort = find->sort,
    .filters = (const char *const *) find->filters,
    .limit = find->limit,
    .context = &meaning.context,
  };

  g_clear_pointer (&find->totals, cosell_totals_free); /* of a job that gave way */
  if (!cosell_query_meaning_init (&meaning, store, find->habits, find->currency, error))
    return FALSE;
  if (find->query != NULL)
    {
      query = find->typed
                  ? cosell_query_parse_typed (find->query, -1, &meaning.context)
                  : cosell_query_parse (find->query, -1, &meaning.context, &find->where, error);
      if (query == NULL)
        return FALSE;
    }
  asked.query = query;
  if (find->sums)
    find->totals = cosell_store_get_totals (store, &asked, meaning.rates, meaning.context.currency,
                                            meaning.context.today, error);
  else
    find->rows =
        cosell_session_read_rows_of (store, cosell_store_query_deals (store, &asked, error), error);
  return find->rows != NULL || find->totals != NULL;
}

static void
run_find (CosellSession *self,
          const CosellFind *asked,
          gboolean sums,
          GCancellable *c,
          GAsyncReadyCallback callback,
          gpointer user_data)
{
  Find *find = g_new0 (Find, 1);

  find->habits = cosell_query_habits_ref (self->habits);
  find->tab = asked->tab;
  find->query = g_strdup (asked->query);
  find->typed = asked->typed;
  find->currency = asked->currency != NULL ? g_ascii_strup (asked->currency, -1) : NULL;
  find->filters = g_strdupv ((char **) asked->filters);
  find->sort = g_strdup (asked->sort);
  find->limit = asked->limit;
  find->sums = sums;
  cosell_session_run_async (self, asked->gives_way ? COSELL_STORE_LATER : COSELL_STORE_READ,
                            find_job, find, find_free, c, callback, user_data);
}

/* Returns: the data of the run, NULL with error */
static Find *
finish (CosellSession *self, GAsyncResult *result, CosellQueryRange *where, GError **error)
{
  gboolean done = cosell_session_run_finish (self, result, error);
  Find *find = cosell_session_run_get_data (result);

  if (where != NULL)
    *where = find != NULL ? find->where : (CosellQueryRange){ 0, 0 };
  return done ? find : NULL;
}

void
cosell_session_find_async (CosellSession *self,
                           const CosellFind *find,
                           GCancellable *c,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_return_if_fail (COSELL_IS_SESSION (self) && find != NULL);

  run_find (self, find, FALSE, c, callback, user_data);
}

GPtrArray *
cosell_session_find_finish (CosellSession *self,
                            GAsyncResult *result,
                            CosellQueryRange *where,
                            GError **error)
{
  Find *find = finish (self, result, where, error);

  return find != NULL ? g_steal_pointer (&find->rows) : NULL;
}

void
cosell_session_totals_async (CosellSession *self,
                             const CosellFind *find,
                             GCancellable *c,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (COSELL_IS_SESSION (self) && find != NULL);

  run_find (self, find, TRUE, c, callback, user_data);
}

CosellTotals *
cosell_session_totals_finish (CosellSession *self,
                              GAsyncResult *result,
                              CosellQueryRange *where,
                              GError **error)
{
  Find *find = finish (self, result, where, error);

  return find != NULL ? g_steal_pointer (&find->totals) : NULL;
}

/* Rows that a job reads, before others have their turn: a few ms. */
#define PART_ROWS 200

typedef struct
{
  GArray *ids;     /* (owned) of gint64 */
  guint next;      /* of ids */
  GPtrArray *rows; /* (owned) (nullable) result: of CosellDealData */
} Rows;

static void
rows_free (gpointer data)
{
  Rows *self = data;

  g_array_unref (self->ids);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_free (self);
}

static gboolean
rows_are_read (gconstpointer data)
{
  const Rows *self = data;

  return self->next == self->ids->len;
}

static gboolean
read_some_rows (CosellStore *store, gpointer data, GError **error)
{
  Rows *self = data;
  guint n = MIN (PART_ROWS, self->ids->len - self->next);
  g_autoptr (GArray) part = g_array_new (FALSE, FALSE, sizeof (gint64));
  GPtrArray *rows;

  if (n > 0)
    g_array_append_vals (part, &g_array_index (self->ids, gint64, self->next), n);
  rows = cosell_session_read_rows_left (store, part, error);
  if (rows == NULL)
    return FALSE;
  g_ptr_array_extend_and_steal (self->rows, rows);
  self->next += n;
  return TRUE;
}

void
cosell_session_rows_async (CosellSession *self,
                           GArray *ids,
                           GCancellable *c,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  Rows *asked;

  g_return_if_fail (COSELL_IS_SESSION (self) && ids != NULL);

  asked = g_new0 (Rows, 1);
  asked->ids = ids;
  asked->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) cosell_deal_data_free);
  cosell_session_parts_run (self, read_some_rows, rows_are_read, asked, rows_free, c, callback,
                            user_data);
}

GPtrArray *
cosell_session_rows_finish (CosellSession *self, GAsyncResult *result, GError **error)
{
  Rows *asked = cosell_session_parts_finish (self, result, error);

  return asked != NULL ? g_steal_pointer (&asked->rows) : NULL;
}

/* ---- counts ---- */

typedef struct
{
  CosellQueryHabits *habits; /* (owned) */
  char *typed;               /* (owned) */
  CosellFindCounts counts;
  char *mine; /* (owned) (nullable): of counts */
} Count;

static void
count_free (gpointer data)
{
  Count *self = data;

  cosell_query_habits_unref (self->habits);
  g_free (self->typed);
  g_free (self->mine);
  g_free (self);
}

/* Returns: (transfer full) (nullable) what is said of "mine" */
static char *
dup_mine_problem (const CosellQuery *query)
{
  for (guint i = 0; i < query->problems->len; i++)
    {
      const CosellQueryProblem *problem = g_ptr_array_index (query->problems, i);

      if (problem->code == COSELL_RULE_ERROR_UNKNOWN)
        return g_strdup (problem->message);
    }
  return NULL;
}

static gboolean
count_job (CosellStore *store, gpointer data, GError **error)
{
  Count *count = data;
  g_auto (CosellQueryMeaning) meaning = { 0 };
  g_autoptr (CosellQuery) query = NULL;
  CosellDealQuery asked = { .context = &meaning.context };

  if (!cosell_query_meaning_init (&meaning, store, count->habits, NULL, error))
    return FALSE;
  query = cosell_query_parse_typed (count->typed, -1, &meaning.context);
  asked.query = query;
  count->counts.mine = count->mine = dup_mine_problem (query);
  return cosell_store_count_query (store, &asked, count->counts.tabs, error);
}

void
cosell_session_count_find_async (CosellSession *self,
                                 const char *typed,
                                 GCancellable *c,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  Count *count;

  g_return_if_fail (COSELL_IS_SESSION (self) && typed != NULL);

  count = g_new0 (Count, 1);
  count->habits = cosell_query_habits_ref (self->habits);
  count->typed = g_strdup (typed);
  cosell_session_run_async (self, COSELL_STORE_READ, count_job, count, count_free, c, callback,
                            user_data);
}

gboolean
cosell_session_count_find_finish (CosellSession *self,
                                  GAsyncResult *result,
                                  CosellFindCounts *counts,
                                  GError **error)
{
  const Count *count;

  g_return_val_if_fail (counts != NULL, FALSE);

  if (!cosell_session_run_finish (self, result, error))
    return FALSE;
  count = cosell_session_run_get_data (result);
  *counts = count->counts;
  return TRUE;
}

/* ---- names ---- */

/* A name says more than an ID, and both find the deal. */
static gpointer
read_names (CosellStore *store, gconstpointer asked, GError **error)
{
  const CosellQueryKey *key = asked;
  const CosellDealQuery all = { .tab = COSELL_TAB_ALL };
  g_autoptr (GPtrArray) values = cosell_store_count_facet (store, &all, *key, error);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  if (values == NULL)
    return NULL;
  for (guint i = 0; i < values->len && names->len < MOST_NAMES; i++)
    {
      const CosellFacetValue *value = g_ptr_array_index (values, i);

      if (value->value != NULL)
        g_ptr_array_add (names, g_strdup (value->label != NULL ? value->label : value->value));
    }
  return g_steal_pointer (&names);
}

void
cosell_session_find_names_async (CosellSession *self,
                                 CosellQueryKey key,
                                 GCancellable *c,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_return_if_fail (COSELL_IS_SESSION (self));

  cosell_session_read (self, read_names, g_memdup2 (&key, sizeof key), g_free,
                       (GDestroyNotify) g_ptr_array_unref, c, callback, user_data);
}

/* ---- rates ---- */

static gboolean
set_rates_job (CosellStore *store, gpointer data, GError **error)
{
  GPtrArray *rates = data;

  for (guint i = 0; i < rates->len; i++)
    if (!cosell_store_set_rate (store, g_ptr_array_index (rates, i), error))
      return FALSE;
  return TRUE;
}

void
cosell_session_set_rates_async (CosellSession *self,
                                GPtrArray *rates,
                                GCancellable *c,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_return_if_fail (COSELL_IS_SESSION (self) && rates != NULL);

  cosell_session_run_async (self, COSELL_STORE_WRITE, set_rates_job, rates,
                            (GDestroyNotify) g_ptr_array_unref, c, callback, user_data);
}

typedef struct
{
  CosellRate *old;  /* (owned) */
  CosellRate *rate; /* (owned) (nullable) */
} Replace;

static void
replace_free (gpointer data)
{
  Replace *self = data;

  cosell_rate_free (self->old);
  cosell_rate_free (self->rate);
  g_free (self);
}

static gboolean
replace_rate_job (CosellStore *store, gpointer data, GError **error)
{
  Replace *replace = data;

  return cosell_store_remove_rate (store, replace->old, error) &&
         (replace->rate == NULL || cosell_store_set_rate (store, replace->rate, error));
}

void
cosell_session_replace_rate_async (CosellSession *self,
                                   const CosellRate *old,
                                   const CosellRate *rate,
                                   GCancellable *c,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  Replace *replace;

  g_return_if_fail (COSELL_IS_SESSION (self) && old != NULL);

  replace = g_new0 (Replace, 1);
  replace->old = cosell_rate_copy (old);
  replace->rate = rate != NULL ? cosell_rate_copy (rate) : NULL;
  cosell_session_run_async (self, COSELL_STORE_WRITE, replace_rate_job, replace, replace_free, c,
                            callback, user_data);
}

static gpointer
read_rates (CosellStore *store, gconstpointer asked, GError **error)
{
  return cosell_store_list_rates (store, error);
}

void
cosell_session_rates_async (CosellSession *self,
                            GCancellable *c,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_return_if_fail (COSELL_IS_SESSION (self));

  cosell_session_read (self, read_rates, NULL, NULL, (GDestroyNotify) g_ptr_array_unref, c,
                       callback, user_data);
}
