/* What a query finds, read in one job: what its words mean here and today is looked up there. */
#include "app/cosell-session-find.h"

#include "app/cosell-session-private.h"
#include "app/cosell-session-read.h"
#include "base/cosell-intl.h"
#include "base/cosell-json-gate.h"
#include "store/cosell-store-rates.h"

typedef struct
{
  CosellTab tab;
  char *query;    /* (owned) (nullable) */
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

  g_free (self->query);
  g_free (self->currency);
  g_strfreev (self->filters);
  g_free (self->sort);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->totals, cosell_totals_free);
  g_free (self);
}

/* What the words of a query mean in a profile. */
typedef struct
{
  CosellQueryContext context;
  CosellRates *rates; /* (owned) */
  GTimeZone *zone;    /* (owned) */
  char *mine[2];      /* (owned) */
} Meaning;

static void
meaning_clear (Meaning *self)
{
  g_clear_pointer (&self->rates, cosell_rates_free);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_free (self->mine[0]);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Meaning, meaning_clear)

static char *
convert (const char *amount, const char *from, const char *to, gpointer user_data)
{
  const Meaning *meaning = user_data;

  return cosell_rates_convert (meaning->rates, amount, from, to, meaning->context.today,
                               (guint) MAX (cosell_intl_currency_digits (to), 0));
}

/* The address of who is signed in. (nullable) */
static char *
read_mail (CosellStore *store)
{
  g_autofree char *me = NULL;
  g_autoptr (JsonObject) root = NULL;

  if (cosell_store_get_meta (store, COSELL_META_ME, &me, NULL) && me != NULL)
    root = cosell_json_gate_read_object (me, -1);
  return g_strdup (cosell_json_gate_text (cosell_json_gate_object (root, "user"), "email"));
}

static gboolean
meaning_init (Meaning *self, CosellStore *store, const char *currency, GError **error)
{
  self->rates = cosell_store_load_rates (store, error);
  if (self->rates == NULL)
    return FALSE;
  self->zone = g_time_zone_new_local ();
  cosell_query_context_init (&self->context, cosell_clock_now (cosell_store_get_clock (store)),
                             self->zone);
  self->mine[0] = read_mail (store);
  self->context.mine = self->mine[0] != NULL ? (const char *const *) self->mine : NULL;
  self->context.currency = currency;
  self->context.convert = convert;
  self->context.convert_data = self;
  return TRUE;
}

/* B4: without a tab everything stands in the list; in Inbound leads stand only when asked for. */
static gboolean
wants_leads (const Find *find)
{
  return find->tab == COSELL_TAB_ALL ||
         (find->filters != NULL &&
          g_strv_contains ((const char *const *) find->filters, "type=lead"));
}

static gboolean
find_job (CosellStore *store, gpointer data, GError **error)
{
  Find *find = data;
  g_auto (Meaning) meaning = { 0 };
  g_autoptr (CosellQuery) query = NULL;
  CosellDealQuery asked = {
    .tab = find->tab,
    .sort = find->sort,
    .hide_leads = !wants_leads (find),
    .filters = (const char *const *) find->filters,
    .limit = find->limit,
    .context = &meaning.context,
  };

  if (!meaning_init (&meaning, store, find->currency, error))
    return FALSE;
  if (find->query != NULL)
    {
      query = cosell_query_parse (find->query, -1, &meaning.context, &find->where, error);
      if (query == NULL)
        return FALSE;
    }
  asked.query = query;
  if (find->sums)
    find->totals = cosell_store_get_totals (store, &asked, meaning.rates, find->currency,
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

  find->tab = asked->tab;
  find->query = g_strdup (asked->query);
  find->currency = asked->currency != NULL ? g_ascii_strup (asked->currency, -1) : NULL;
  find->filters = g_strdupv ((char **) asked->filters);
  find->sort = g_strdup (asked->sort);
  find->limit = asked->limit;
  find->sums = sums;
  cosell_session_run_async (self, COSELL_STORE_READ, find_job, find, find_free, c, callback,
                            user_data);
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
