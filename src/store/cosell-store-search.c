#include "store/cosell-store-search.h"

#include <string.h>

#include "store/cosell-store-object.h"
#include "store/cosell-store-private.h"
#include "store/cosell-store-search-needle.h"

/* Deals that may have it, of which no more are asked for where the first rows are enough. */
#define MANY 10000
/* So many deals may be looked at by themselves for the first rows; then all of them are, in order.
 */
#define MOST_LOOKS 2500
/* ns that are well spent before the first rows. */
#define LITTLE 3000000
/* More deals than this are not handed to a query as a list. */
#define FEW_FOR_LIST 500
/* Searches that are kept: those of one query and its counts. */
#define KEPT 8

struct _CosellStoreSearch
{
  CosellDealTest test; /* first */
  guint ref_count;
  CosellStore *store; /* (unowned) */
  char *key;          /* (owned) */
  GArray *needles;    /* (owned) CosellStoreNeedle */
  gboolean waiting;   /* whether deals wait to be put into the index */
  gboolean complete;  /* all deals are known */
  guint n_looks;      /* deals that were looked at by themselves */
  char *list;         /* (owned) (nullable) all that are found, as JSON, if they are few */
  gint64 n_bits;
  guint8 *known; /* (owned) a bit for each id of a deal: it was looked at … */
  guint8 *found; /* (owned) … and has it all */
};

static void
needle_clear (gpointer data)
{
  cosell_store_needle_clear (data);
}

static CosellStoreSearch *
search_ref (CosellStoreSearch *self)
{
  self->ref_count++;
  return self;
}

void
cosell_store_search_unref (CosellStoreSearch *self)
{
  if (self == NULL || --self->ref_count > 0)
    return;
  g_free (self->key);
  g_array_unref (self->needles);
  g_free (self->list);
  g_free (self->known);
  g_free (self->found);
  g_free (self);
}

/* Of known, of found and of whatever is as long. */
static gsize
count_bytes (const CosellStoreSearch *self)
{
  return (gsize) self->n_bits / 8 + 1;
}

/* --- looking at deals --- */

static void
set_known (CosellStoreSearch *self, gint64 deal, gboolean found)
{
  guint8 bit = (guint8) (1 << deal % 8);

  if (deal < 0 || deal >= self->n_bits)
    return;
  self->known[deal / 8] |= bit;
  if (found)
    self->found[deal / 8] |= bit;
  else
    self->found[deal / 8] &= (guint8) ~bit;
}

static gboolean
is_known (const CosellStoreSearch *self, gint64 deal)
{
  return deal >= 0 && deal < self->n_bits && (self->known[deal / 8] & (1 << deal % 8)) != 0;
}

static gboolean
is_found (const CosellStoreSearch *self, gint64 deal)
{
  return (self->found[deal / 8] & (1 << deal % 8)) != 0;
}

static gboolean
matches (const CosellStoreSearch *self, const char *lines, const char *text)
{
  for (guint i = 0; i < self->needles->len; i++)
    {
      const CosellStoreNeedle *needle = &g_array_index (self->needles, CosellStoreNeedle, i);

      if (cosell_store_needle_is_in (needle, lines, text) == needle->needle.negated)
        return FALSE;
    }
  return TRUE;
}

/* One that waits has all of its text in one. */
static gboolean
matches_waiting (const CosellStoreSearch *self, const char *text)
{
  for (guint i = 0; i < self->needles->len; i++)
    {
      const CosellStoreNeedle *needle = &g_array_index (self->needles, CosellStoreNeedle, i);

      if (!cosell_search_text_matches (text, &needle->needle, 1))
        return FALSE;
    }
  return TRUE;
}

/* Returns: whether there is such a row */
static gboolean
look_at_waiting (const CosellStoreSearch *self, gint64 deal, gboolean *found, GError **error)
{
  g_autoptr (CosellStatement) statement =
      cosell_store_prepare (self->store, "SELECT text FROM deal_search WHERE deal = ?", error);

  if (statement == NULL)
    return FALSE;
  cosell_statement_bind_int (statement, 1, deal);
  if (cosell_statement_step (statement, error) != COSELL_STEP_ROW)
    return FALSE;
  *found = matches_waiting (self, cosell_statement_text (statement, 0));
  return TRUE;
}

static gboolean
look_at (CosellStoreSearch *self, gint64 deal, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (CosellStatement) statement = NULL;
  gboolean found = FALSE;
  CosellStep step;

  if (self->waiting && look_at_waiting (self, deal, &found, &failure))
    {
      set_known (self, deal, found);
      return found;
    }
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  statement = cosell_store_prepare (self->store,
                                    "SELECT lines, text FROM search_text WHERE deal = ?", error);
  if (statement == NULL)
    return FALSE;
  cosell_statement_bind_int (statement, 1, deal);
  step = cosell_statement_step (statement, error);
  if (step == COSELL_STEP_ERROR)
    return FALSE;
  found = step == COSELL_STEP_ROW ? matches (self, cosell_statement_text (statement, 0),
                                             cosell_statement_text (statement, 1))
                                  : matches (self, "", "");
  set_known (self, deal, found);
  return found;
}

/* Those that wait have newer texts than the index. */
static gboolean
look_at_all_waiting (CosellStoreSearch *self, GError **error)
{
  CosellStatement *statement;
  CosellStep step;

  if (!self->waiting)
    return TRUE;
  statement = cosell_store_prepare (self->store, "SELECT deal, text FROM deal_search", error);
  if (statement == NULL)
    return FALSE;
  while ((step = cosell_statement_step (statement, error)) == COSELL_STEP_ROW)
    set_known (self, cosell_statement_int (statement, 0),
               matches_waiting (self, cosell_statement_text (statement, 1)));
  cosell_statement_done (statement);
  return step == COSELL_STEP_DONE;
}

/* Looks at all deals, in the order of their texts. */
static gboolean
look_at_all (CosellStoreSearch *self, GError **error)
{
  CosellStatement *statement =
      cosell_store_prepare (self->store, "SELECT deal, lines, text FROM search_text", error);
  CosellStep step;

  if (statement == NULL)
    return FALSE;
  while ((step = cosell_statement_step (statement, error)) == COSELL_STEP_ROW)
    set_known (self, cosell_statement_int (statement, 0),
               matches (self, cosell_statement_text (statement, 1),
                        cosell_statement_text (statement, 2)));
  cosell_statement_done (statement);
  self->complete = step == COSELL_STEP_DONE && look_at_all_waiting (self, error);
  return self->complete;
}

/* CosellDealTest */
static gboolean
found_func (CosellDealTest *test, gint64 deal, int *code)
{
  CosellStoreSearch *self = (CosellStoreSearch *) test;
  g_autoptr (GError) error = NULL;
  gboolean found;

  *code = SQLITE_OK;
  if (is_known (self, deal))
    return is_found (self, deal);
  if (!self->complete && self->n_looks++ == MOST_LOOKS && look_at_all (self, &error) &&
      is_known (self, deal))
    return is_found (self, deal);
  found = error == NULL && look_at (self, deal, &error);
  if (error != NULL)
    *code = sqlite3_extended_errcode (cosell_store_get_db (self->store));
  return found;
}

/* --- asking the index --- */

static CosellStoreNeedle *
get_needle (CosellStoreSearch *self, guint index)
{
  return &g_array_index (self->needles, CosellStoreNeedle, index);
}

static gint64
count_found (const CosellStoreSearch *self)
{
  gint64 n = 0;

  for (gsize i = 0; i < count_bytes (self); i++)
    n += __builtin_popcount (self->found[i]);
  return n;
}

/* The deals found so far stay if a needle says so as well. */
static gboolean
narrow_down (CosellStoreSearch *self, const CosellStoreNeedle *needle, GError **error)
{
  gsize size = count_bytes (self);
  g_autofree guint8 *bits = g_new0 (guint8, size);

  if (!cosell_store_needle_mark (needle, self->store, bits, self->n_bits, error))
    return FALSE;
  for (gsize i = 0; i < size; i++)
    self->found[i] &= needle->needle.negated ? (guint8) ~bits[i] : bits[i];
  return TRUE;
}

/* Those found so far are looked at. */
static gboolean
look_at_found (CosellStoreSearch *self, GError **error)
{
  for (gint64 deal = 0; deal < self->n_bits; deal++)
    {
      GError *failure = NULL;

      if (self->found[deal / 8] == 0)
        deal |= 7;
      else if (is_found (self, deal) && !look_at (self, deal, &failure) && failure != NULL)
        {
          g_propagate_error (error, failure);
          return FALSE;
        }
    }
  return TRUE;
}

/* By what the index says of one needle, and then the others, each in the way that is cheaper. */
static gboolean
ask_index (CosellStoreSearch *self, guint best, GError **error)
{
  gboolean look = FALSE;

  memset (self->found, 0, count_bytes (self));
  if (!cosell_store_needle_mark (get_needle (self, best), self->store, self->found, self->n_bits,
                                 error))
    return FALSE;
  for (guint i = 0; i < self->needles->len; i++)
    {
      const CosellStoreNeedle *needle = get_needle (self, i);

      if (i == best)
        continue;
      if (cosell_store_needle_get_cost (needle) / COSELL_STORE_COST_LOOK >= count_found (self))
        look = TRUE;
      else if (!narrow_down (self, needle, error))
        return FALSE;
    }
  if (look && !look_at_found (self, error))
    return FALSE;
  memset (self->known, 0xff, count_bytes (self));
  self->complete = look_at_all_waiting (self, error);
  return self->complete;
}

static void
make_list (CosellStoreSearch *self)
{
  g_autoptr (GString) json = NULL;

  if (!self->complete || self->list != NULL || count_found (self) > FEW_FOR_LIST)
    return;
  json = g_string_new ("[");
  for (gint64 deal = 0; deal < self->n_bits; deal++)
    if (is_found (self, deal))
      g_string_append_printf (json, "%s%" G_GINT64_FORMAT, json->len > 1 ? "," : "", deal);
  g_string_append_c (json, ']');
  self->list = g_string_free (g_steal_pointer (&json), FALSE);
}

/* best: (out) the needle that the index answers soonest; most: (out) how many deals have them all
 * at most. */
static gboolean
measure (CosellStoreSearch *self, gint64 first, guint *best, gint64 *most, GError **error)
{
  gint64 lowest = G_MAXINT64;

  *best = self->needles->len;
  *most = self->n_bits;
  for (guint i = 0; i < self->needles->len; i++)
    {
      CosellStoreNeedle *needle = get_needle (self, i);
      gint64 cost;

      if (!cosell_store_needle_measure (needle, self->store, first > 0 ? MANY : G_MAXUINT - 1,
                                        error))
        return FALSE;
      cost = cosell_store_needle_get_cost (needle);
      if (needle->needle.negated)
        continue;
      *most = MIN (*most, cosell_store_needle_get_most (needle, self->n_bits));
      if (cost < lowest)
        *best = i;
      lowest = MIN (lowest, cost);
    }
  return TRUE;
}

/* Whoever walks need not look at those that cannot have it. */
static gboolean
rule_out (CosellStoreSearch *self, const CosellStoreNeedle *needle, GError **error)
{
  gsize size = count_bytes (self);
  g_autofree guint8 *bits = g_new0 (guint8, size);

  if (!cosell_store_needle_mark_likely (needle, self->store, bits, self->n_bits, error))
    return FALSE;
  for (gsize i = 0; i < size; i++)
    {
      /* what is known already stays as it is */
      self->found[i] &= self->known[i];
      self->known[i] |= (guint8) ~bits[i];
    }
  return look_at_all_waiting (self, error);
}

/* The first rows: few of those that come first have to be looked at until enough have it, if many
 * have; if few have, only those that may. ready: (out) nothing else is needed */
static gboolean
prepare_first (CosellStoreSearch *self, gint64 looks, guint best, gboolean *ready, GError **error)
{
  const CosellStoreNeedle *needle;
  gint64 likely;

  *ready = looks < MOST_LOOKS / 2;
  if (best == self->needles->len)
    return TRUE;
  needle = get_needle (self, best);
  likely = cosell_store_needle_get_likely_cost (needle);
  *ready = *ready && looks * COSELL_STORE_COST_LOOK < likely;
  if (*ready || needle->exact || likely > LITTLE ||
      cosell_store_needle_get_most (needle, self->n_bits) <= FEW_FOR_LIST)
    return TRUE;
  *ready = TRUE;
  return rule_out (self, needle, error);
}

/* As far as the caller needs it, in the way that is cheapest. */
static gboolean
prepare (CosellStoreSearch *self, gint64 first, GError **error)
{
  gint64 all = self->n_bits * COSELL_STORE_COST_SCAN;
  gint64 cost = G_MAXINT64;
  gboolean ready = FALSE;
  gint64 most;
  guint best;

  if (self->complete)
    return TRUE;
  if (!measure (self, first, &best, &most, error) ||
      (first > 0 && !prepare_first (self, most > 0 ? first * self->n_bits / most : G_MAXINT64, best,
                                    &ready, error)))
    return FALSE;
  if (ready)
    return TRUE;
  if (best < self->needles->len)
    cost = cosell_store_needle_get_cost (get_needle (self, best));
  if (!(cost < all ? ask_index (self, best, error) : look_at_all (self, error)))
    return FALSE;
  make_list (self);
  return TRUE;
}

/* --- made, and kept --- */

static gboolean
is_waiting (CosellStore *self, gboolean *waiting, GError **error)
{
  CosellStatement *statement =
      cosell_store_prepare (self, "SELECT EXISTS (SELECT 1 FROM deal_search)", error);
  gint64 any;

  if (statement == NULL || !cosell_statement_run_int (statement, 0, &any, error))
    return FALSE;
  *waiting = any != 0;
  return TRUE;
}

static char *
make_key (const CosellSearchNeedle *needles, guint n_needles)
{
  GString *key = g_string_new (NULL);

  for (guint i = 0; i < n_needles; i++)
    g_string_append_printf (key, "%c%u %s\n", needles[i].negated ? '-' : '+',
                            (guint) needles[i].member, needles[i].text);
  return g_string_free (key, FALSE);
}

static CosellStoreSearch *
search_new (CosellStore *store, const CosellSearchNeedle *needles, guint n_needles, GError **error)
{
  g_autoptr (CosellStoreSearch) self = g_new0 (CosellStoreSearch, 1);
  CosellStatement *statement;
  gint64 last;

  self->ref_count = 1;
  self->test.found = found_func;
  self->store = store;
  self->key = make_key (needles, n_needles);
  self->needles = g_array_new (FALSE, TRUE, sizeof (CosellStoreNeedle));
  g_array_set_clear_func (self->needles, needle_clear);
  statement = cosell_store_prepare (store, "SELECT max (id) FROM deal", error);
  if (statement == NULL || !cosell_statement_run_int (statement, 0, &last, error) ||
      !is_waiting (store, &self->waiting, error))
    return NULL;
  self->n_bits = last + 1;
  self->known = g_new0 (guint8, count_bytes (self));
  self->found = g_new0 (guint8, count_bytes (self));
  g_array_set_size (self->needles, n_needles);
  for (guint i = 0; i < n_needles; i++)
    if (!cosell_store_needle_init (&g_array_index (self->needles, CosellStoreNeedle, i), store,
                                   &needles[i], error))
      return NULL;
  return g_steal_pointer (&self);
}

/* Forgets what is kept when anything was written since, here or by another program. */
static gboolean
check_kept (CosellStore *self, GError **error)
{
  CosellStoreSearches *kept = &self->searches;
  gint64 changes = sqlite3_total_changes64 (self->writer->db);
  gint64 version;

  if (!cosell_connection_get_pragma (self->writer, "PRAGMA data_version", &version, error))
    return FALSE;
  if (kept->list == NULL)
    kept->list = g_ptr_array_new_with_free_func ((GDestroyNotify) cosell_store_search_unref);
  if (kept->changes != changes || kept->version != version || kept->connection != self->writer)
    {
      g_ptr_array_set_size (kept->list, 0);
      g_clear_pointer (&kept->tabs, g_array_unref);
    }
  kept->changes = changes;
  kept->version = version;
  kept->connection = self->writer;
  return TRUE;
}

void
cosell_store_search_forget (CosellStore *self)
{
  if (self->searches.list != NULL)
    g_ptr_array_set_size (self->searches.list, 0);
}

static CosellStoreSearch *
find_kept (CosellStore *self, const CosellSearchNeedle *needles, guint n_needles)
{
  g_autofree char *key = make_key (needles, n_needles);

  for (guint i = 0; i < self->searches.list->len; i++)
    {
      CosellStoreSearch *search = g_ptr_array_index (self->searches.list, i);

      if (g_str_equal (search->key, key))
        return search_ref (search);
    }
  return NULL;
}

CosellStoreSearch *
cosell_store_search_get (CosellStore *self,
                         const CosellSearchNeedle *needles,
                         guint n_needles,
                         gint64 first,
                         GError **error)
{
  g_autoptr (CosellStoreSearch) search = NULL;

  g_return_val_if_fail (needles != NULL && n_needles > 0, NULL);
  COSELL_STORE_WORKER (self);

  if (!check_kept (self, error))
    return NULL;
  search = find_kept (self, needles, n_needles);
  if (search == NULL)
    {
      search = search_new (self, needles, n_needles, error);
      if (search == NULL)
        return NULL;
      if (self->searches.list->len == KEPT)
        g_ptr_array_remove_index (self->searches.list, 0);
      g_ptr_array_add (self->searches.list, search_ref (search));
    }
  return prepare (search, first, error) ? g_steal_pointer (&search) : NULL;
}

/* --- in queries --- */

gboolean
cosell_store_search_append_from (const CosellStoreSearch *self, GString *sql, int parameter)
{
  if (self->list == NULL)
    {
      g_string_append (sql, "deal");
      return FALSE;
    }
  g_string_append_printf (sql,
                          "(SELECT value AS hit FROM json_each (?%d)) CROSS JOIN deal ON id = hit",
                          parameter);
  return TRUE;
}

gboolean
cosell_store_search_bind_from (const CosellStoreSearch *self,
                               CosellStatement *statement,
                               int parameter)
{
  if (self->list != NULL)
    cosell_statement_bind_text (statement, parameter, self->list);
  return self->list != NULL;
}

void
cosell_store_search_append_condition (const CosellStoreSearch *self, GString *sql, int parameter)
{
  g_string_append_printf (sql, "cosell_found (id, ?%d)", parameter);
}

void
cosell_store_search_bind_condition (CosellStoreSearch *self,
                                    CosellStatement *statement,
                                    int parameter)
{
  cosell_statement_bind_pointer (statement, parameter, &self->test, COSELL_DEAL_TEST_POINTER);
}

/* --- figures and rows --- */

#define FAVORITE 0x80 /* beside the tab */

static gboolean
add_tabs (CosellStore *self, const char *sql, GArray *tabs, GError **error)
{
  CosellStatement *statement = cosell_store_prepare (self, sql, error);
  CosellStep step;

  if (statement == NULL)
    return FALSE;
  while ((step = cosell_statement_step (statement, error)) == COSELL_STEP_ROW)
    {
      gint64 deal = cosell_statement_int (statement, 0);

      if (deal >= tabs->len)
        g_array_set_size (tabs, (guint) deal + 1);
      g_array_index (tabs, guint8, deal) |= (guint8) cosell_statement_int (statement, 1);
    }
  cosell_statement_done (statement);
  return step == COSELL_STEP_DONE;
}

/* The tab of each deal and one more, until something is written: reading them takes longer than
 * finding. 0: no deal */
static gboolean
load_tabs (CosellStore *self, GError **error)
{
  g_autoptr (GArray) tabs = NULL;

  if (self->searches.tabs != NULL)
    return TRUE;
  tabs = g_array_new (FALSE, TRUE, sizeof (guint8));
  if (!add_tabs (self, "SELECT id, tab + 1 FROM deal INDEXED BY deal_by_created_at WHERE tab >= 0",
                 tabs, error) ||
      !add_tabs (self, "SELECT id, " G_STRINGIFY (FAVORITE) " FROM deal WHERE favorite = 1", tabs,
                 error))
    return FALSE;
  self->searches.tabs = g_steal_pointer (&tabs);
  return TRUE;
}

gboolean
cosell_store_search_count_tabs (CosellStore *self,
                                const CosellSearchNeedle *needles,
                                guint n_needles,
                                gint64 counts[COSELL_N_TABS],
                                GError **error)
{
  g_autoptr (CosellStoreSearch) search =
      cosell_store_search_get (self, needles, n_needles, 0, error);
  const GArray *tabs;

  for (int tab = 0; tab < COSELL_N_TABS; tab++)
    counts[tab] = 0;
  if (search == NULL || !load_tabs (self, error))
    return FALSE;
  tabs = self->searches.tabs;
  for (guint deal = 0; deal < tabs->len; deal++)
    {
      guint8 tab = g_array_index (tabs, guint8, deal);
      int code = SQLITE_OK;

      if (tab == 0 || !found_func (&search->test, deal, &code))
        continue;
      counts[COSELL_TAB_FAVORITES] += (tab & FAVORITE) != 0;
      tab = (guint8) ((tab & ~FAVORITE) - 1);
      counts[COSELL_TAB_OUTBOUND] += tab == COSELL_STORE_TAB_OUTBOUND;
      counts[COSELL_TAB_INBOUND] += tab == COSELL_STORE_TAB_INBOUND;
      counts[COSELL_TAB_LEADS] += tab >= COSELL_STORE_TAB_LEAD;
    }
  return TRUE;
}

GPtrArray *
cosell_store_search_explain (CosellStore *self,
                             const gint64 *deals,
                             guint n_deals,
                             const CosellSearchNeedle *needles,
                             guint n_needles,
                             GError **error)
{
  g_autoptr (GPtrArray) hits =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cosell_search_hit_free);

  COSELL_STORE_WORKER (self);

  for (guint i = 0; i < n_deals; i++)
    {
      g_autoptr (GError) failure = NULL;
      g_autofree char *text = cosell_store_read_search_text (self, deals[i], &failure);

      if (text == NULL && failure->domain == COSELL_STORE_ERROR)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return NULL;
        }
      g_ptr_array_add (hits,
                       text != NULL ? cosell_search_text_explain (text, needles, n_needles) : NULL);
    }
  return g_steal_pointer (&hits);
}
