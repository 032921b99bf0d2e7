/* The list is an array of keys. A new array takes the place of the old one in steps, so that no
 * single turn of the main loop has many rows to fill: see cosell-list-transition.h.
 *
 * What is asked for anew is asked for twice: the rows that come first are there sooner than all of
 * them. They take the place of those that were first, and the others stay behind them until the
 * rest is known. */
#include "app/cosell-deal-list.h"

#include "app/cosell-list-transition.h"
#include "app/cosell-query-meaning.h"
#include "app/cosell-session-private.h"
#include "base/cosell-str.h"

#define PAGE_ROWS 32
/* Rows that come first, of which a view has widgets. */
#define FIRST_ROWS 200
/* More than most windows show: what a person looks at changes at once. */
#define SCREEN_ROWS 24
/* So many more are told as long as the turn is young, and no more than all these: a view needs 100
 * to 300 µs for each. */
#define MORE_ROWS 8
#define STEP_ROWS 64
#define YOUNG_MICROSECONDS 5000
/* One step a frame: the widgets of a step are also measured and styled in the frame after it. */
#define STEP_MILLISECONDS 17

typedef struct
{
  /* arguments */
  guint64 generation;
  CosellDealQuery query;
  char *search;              /* (owned) */
  char *sort;                /* (owned) */
  CosellQueryHabits *habits; /* (owned) */
  GArray *before;            /* (owned): the keys that the list shows */
  gboolean first;            /* the rows that come first are enough */
  /* results */
  gint64 n_deals; /* how many there are; -1 when only the first are known */
  GArray *after;  /* (owned) (nullable) */
  GArray *ranges; /* (owned) (nullable) of CosellKeyRange */
} Query;

struct _CosellDealList
{
  GObject parent_instance;

  CosellSession *session; /* (owned) */
  gulong changed_handler;
  CosellTab tab;
  char *search; /* (owned) */
  char *sort;   /* (owned) */

  guint n_deals;
  GArray *keys;                /* (owned) of gint64: what is shown, or is going to be */
  CosellListTransition *steps; /* (owned) (nullable): on the way there */
  guint step_source;
  GArray *next_keys;   /* (owned) (nullable): what comes after that */
  GArray *next_ranges; /* (owned) (nullable): from keys to next_keys */

  GCancellable *cancellable; /* (owned) (nullable): the query under way */
  guint64 generation;
  gboolean again;       /* something changed since the query under way began */
  gboolean anew;        /* something else is asked for than what is shown */
  gboolean first_alone; /* the next step begins with the first row */
  gboolean loading;
  gboolean active;
  gboolean stale; /* something changed while it was not active */
};

enum
{
  PROP_TAB = 1,
  PROP_SEARCH,
  PROP_SORT,
  PROP_LOADING,
  PROP_N_DEALS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
start_query (CosellDealList *self, gboolean anew);
static void
run_query (CosellDealList *self, gboolean first);

static void
query_free (Query *query)
{
  g_free (query->search);
  g_free (query->sort);
  cosell_query_habits_unref (query->habits);
  g_clear_pointer (&query->before, g_array_unref);
  g_clear_pointer (&query->after, g_array_unref);
  g_clear_pointer (&query->ranges, g_array_unref);
  g_free (query);
}

static guint
count_items (CosellDealList *self)
{
  return self->steps != NULL ? cosell_list_transition_count (self->steps) : self->keys->len;
}

static gint64
key_at (CosellDealList *self, guint position)
{
  return self->steps != NULL ? cosell_list_transition_get (self->steps, position)
                             : g_array_index (self->keys, gint64, position);
}

static void
set_loading (CosellDealList *self, gboolean loading)
{
  if (self->loading == loading)
    return;
  self->loading = loading;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

/* How many there are, where that is known without a look at them. */
static gboolean
count_all (CosellStore *store, Query *query, GError **error)
{
  gint64 counts[COSELL_N_TABS];

  query->n_deals = -1;
  if ((query->search != NULL && *query->search != '\0') || query->query.tab == COSELL_TAB_ALL)
    return TRUE;
  if (!cosell_store_count_tabs (store, counts, error))
    return FALSE;
  query->n_deals = counts[query->query.tab];
  return TRUE;
}

static gboolean
query_job (CosellStore *store, gpointer data, GError **error)
{
  Query *query = data;
  g_auto (CosellQueryMeaning) meaning = { 0 };
  g_autoptr (CosellQuery) typed = NULL;

  if (query->search != NULL && *query->search != '\0')
    {
      if (!cosell_query_meaning_init (&meaning, store, query->habits, NULL, error))
        return FALSE;
      typed = cosell_query_parse_typed (query->search, -1, &meaning.context);
      query->query.query = typed;
      query->query.context = &meaning.context;
    }
  query->query.limit = query->first ? FIRST_ROWS : 0;
  query->after = cosell_store_query_deals (store, &query->query, error);
  query->query.query = NULL;
  query->query.context = NULL;
  if (query->after == NULL)
    return FALSE;
  query->n_deals = query->after->len;
  query->first = query->first && query->after->len == FIRST_ROWS;
  if (query->first)
    return count_all (store, query, error);
  query->ranges = cosell_key_diff (query->before, query->after);
  return TRUE;
}

static void
take_keys (CosellDealList *self, GArray *keys, GArray *ranges);

/* All that was asked for is told, or the next answer waits. */
static void
finish_steps (CosellDealList *self)
{
  g_autoptr (GArray) keys = g_steal_pointer (&self->next_keys);
  g_autoptr (GArray) ranges = g_steal_pointer (&self->next_ranges);

  g_clear_pointer (&self->steps, cosell_list_transition_free);
  if (keys != NULL)
    take_keys (self, keys, ranges);
  else if (self->cancellable == NULL && !self->again)
    set_loading (self, FALSE);
}

/* Returns: how many rows' work it was */
static int
tell (CosellDealList *self, int rows)
{
  int budget = rows;
  CosellListTransitionStep step;

  while (budget > 0 && cosell_list_transition_next (self->steps, &budget, &step))
    g_list_model_items_changed (G_LIST_MODEL (self), step.position, step.removed, step.added);
  return rows - budget;
}

/* Whoever listens may ask for something else meanwhile; its answer comes later at the earliest. */
static void
tell_some (CosellDealList *self)
{
  gint64 began = g_get_monotonic_time ();
  int told;

  /* A view follows the row at its top to where it went in the same step; what is asked for anew is
   * read from its beginning. */
  if (self->first_alone)
    tell (self, 1);
  self->first_alone = FALSE;
  told = tell (self, SCREEN_ROWS);
  while (told < STEP_ROWS && !cosell_list_transition_is_done (self->steps) &&
         g_get_monotonic_time () - began < YOUNG_MICROSECONDS)
    told += tell (self, MORE_ROWS);
}

static gboolean
step_cb (gpointer user_data)
{
  g_autoptr (CosellDealList) self = g_object_ref (user_data);

  tell_some (self);
  if (!cosell_list_transition_is_done (self->steps))
    return G_SOURCE_CONTINUE;
  self->step_source = 0;
  finish_steps (self);
  return G_SOURCE_REMOVE;
}

static void
set_n_deals (CosellDealList *self, guint n_deals)
{
  if (self->n_deals == n_deals)
    return;
  self->n_deals = n_deals;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_DEALS]);
}

/* From keys on, which all are told. n_deals: that there are then */
static void
begin_steps (CosellDealList *self, GArray *keys, const GArray *ranges, guint n_deals)
{
  if (ranges->len == 0)
    {
      set_n_deals (self, n_deals);
      finish_steps (self);
      return;
    }
  self->steps = cosell_list_transition_new (self->keys, keys, ranges);
  self->first_alone = self->anew && self->keys->len > 0 && keys->len > 0 &&
                      g_array_index (ranges, CosellKeyRange, 0).old_position == 0;
  g_clear_pointer (&self->keys, g_array_unref);
  self->keys = g_array_ref (keys);
  set_n_deals (self, n_deals);
  tell_some (self);
  if (cosell_list_transition_is_done (self->steps))
    finish_steps (self);
  else
    self->step_source =
        g_timeout_add_full (G_PRIORITY_DEFAULT_IDLE, STEP_MILLISECONDS, step_cb, self, NULL);
}

static void
take_keys (CosellDealList *self, GArray *keys, GArray *ranges)
{
  if (self->step_source != 0)
    {
      g_assert (self->next_keys == NULL); /* a query begins by dropping it */
      self->next_keys = g_array_ref (keys);
      self->next_ranges = g_array_ref (ranges);
      return;
    }
  begin_steps (self, keys, ranges, keys->len);
}

/* The list ends with what was told of the keys that it was on its way to, which nobody waits for
 * any more. What it would show behind them may be there twice. */
static void
stop_steps (CosellDealList *self)
{
  g_autoptr (GArray) keys = NULL;
  guint front, n = count_items (self);

  if (self->steps == NULL)
    return;
  front = cosell_list_transition_get_front (self->steps);
  keys = g_array_sized_new (FALSE, FALSE, sizeof (gint64), front);
  g_array_append_vals (keys, self->keys->data, front);
  g_clear_handle_id (&self->step_source, g_source_remove);
  g_clear_pointer (&self->steps, cosell_list_transition_free);
  g_clear_pointer (&self->keys, g_array_unref);
  self->keys = g_steal_pointer (&keys);
  if (n > front)
    g_list_model_items_changed (G_LIST_MODEL (self), front, n - front, 0);
}

/* n_deals: -1 when it is not known: there are as many as before, or as are known of none. */
static void
take_first_keys (CosellDealList *self, const GArray *first, gint64 n_deals)
{
  g_autoptr (GArray) ranges = g_array_new (FALSE, FALSE, sizeof (CosellKeyRange));
  g_autoptr (GArray) keys = NULL;
  CosellKeyRange range;

  stop_steps (self);
  keys = cosell_key_put_first (self->keys, first, &range);
  if (range.n_removed > 0 || range.n_added > 0)
    g_array_append_val (ranges, range);
  if (n_deals < 0)
    n_deals = self->n_deals > 0 ? self->n_deals : first->len;
  begin_steps (self, keys, ranges, (guint) n_deals);
}

/* All that there are, at once, whatever is under way. */
static void
take_few_keys (CosellDealList *self, GArray *keys)
{
  g_autoptr (GArray) ranges = g_array_new (FALSE, FALSE, sizeof (CosellKeyRange));
  CosellKeyRange range;
  guint same = 0;

  stop_steps (self);
  while (same < keys->len && same < self->keys->len &&
         g_array_index (keys, gint64, same) == g_array_index (self->keys, gint64, same))
    same++;
  range = (CosellKeyRange){ same, self->keys->len - same, same, keys->len - same };
  if (range.n_removed > 0 || range.n_added > 0)
    g_array_append_val (ranges, range);
  begin_steps (self, keys, ranges, keys->len);
}

static void
queried_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellDealList) self = user_data;
  Query *query = cosell_session_run_get_data (result);
  g_autoptr (GError) error = NULL;
  gboolean ok = cosell_session_run_finish (COSELL_SESSION (source), result, &error);

  if (query->generation != self->generation)
    return;
  if (ok && query->first)
    {
      take_first_keys (self, query->after, query->n_deals);
      if (query->generation == self->generation)
        run_query (self, FALSE);
      return;
    }
  g_clear_object (&self->cancellable);
  if (ok && query->n_deals < FIRST_ROWS && self->step_source != 0)
    take_few_keys (self, query->after);
  else if (ok)
    take_keys (self, query->after, query->ranges);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) &&
           !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CLOSED))
    g_warning ("The list of deals could not be read: %s", error->message);
  /* who heard of the new rows may have asked for others */
  if (query->generation != self->generation)
    return;
  self->anew = self->anew && !ok;
  if (self->again)
    start_query (self, FALSE);
  else if (self->step_source == 0)
    set_loading (self, FALSE);
}

static void
drop_query (CosellDealList *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->next_keys, g_array_unref);
  g_clear_pointer (&self->next_ranges, g_array_unref);
}

static void
run_query (CosellDealList *self, gboolean first)
{
  Query *query = g_new0 (Query, 1);

  drop_query (self);
  self->again = FALSE;
  self->cancellable = g_cancellable_new ();
  query->generation = ++self->generation;
  query->habits = cosell_query_habits_ref (self->session->habits);
  query->search = g_strdup (self->search);
  query->sort = g_strdup (self->sort);
  query->before = g_array_ref (self->keys);
  query->first = first;
  query->query.tab = self->tab;
  query->query.sort = query->sort;
  cosell_session_run_async (self->session, COSELL_STORE_READ, query_job, query,
                            (GDestroyNotify) query_free, self->cancellable, queried_cb,
                            g_object_ref (self));
}

/* Starts over with what is asked for now; a query that is still under way is dropped. anew: it is
 * something else than what is shown */
static void
start_query (CosellDealList *self, gboolean anew)
{
  self->anew = self->anew || anew;
  if (cosell_session_is_closed (self->session))
    return;
  self->again = FALSE;
  self->stale = !self->active;
  if (self->stale)
    return;
  set_loading (self, TRUE);
  run_query (self, self->anew);
}

static void
session_changed_cb (CosellSession *session, CosellChangeSet *changes, CosellDealList *self)
{
  if (!changes->everything && (changes->deals == NULL || changes->deals->len == 0))
    return;
  if (self->cancellable != NULL)
    self->again = TRUE;
  else
    start_query (self, FALSE);
}

static GType
get_item_type (GListModel *model)
{
  return COSELL_TYPE_DEAL;
}

static guint
get_n_items (GListModel *model)
{
  return count_items (COSELL_DEAL_LIST (model));
}

/* A row that nobody has comes with those around it: the next ones are asked for in a moment. */
static gpointer
get_item (GListModel *model, guint position)
{
  CosellDealList *self = COSELL_DEAL_LIST (model);
  gint64 ids[PAGE_ROWS];
  guint n = 0, wanted = 0, end, n_items = count_items (self);
  g_autoptr (GPtrArray) deals = NULL;
  CosellDeal *deal;

  if (position >= n_items)
    return NULL;
  deal = cosell_deal_cache_dup (self->session->deals, key_at (self, position));
  if (deal != NULL)
    return deal;
  end = MIN (position - position % PAGE_ROWS + PAGE_ROWS, n_items);
  for (guint i = end > PAGE_ROWS ? end - PAGE_ROWS : 0; i < end; i++)
    {
      if (i == position)
        wanted = n;
      ids[n++] = key_at (self, i);
    }
  deals = cosell_session_read_deals (self->session, ids, n);
  return g_object_ref (g_ptr_array_index (deals, wanted));
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (CosellDealList,
                               cosell_deal_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
set_tab (CosellDealList *self, CosellTab tab)
{
  if (self->tab == tab)
    return;
  self->tab = tab;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TAB]);
  if (self->session != NULL)
    start_query (self, TRUE);
}

static void
cosell_deal_list_set_property (GObject *object,
                               guint prop_id,
                               const GValue *value,
                               GParamSpec *pspec)
{
  CosellDealList *self = COSELL_DEAL_LIST (object);

  switch (prop_id)
    {
    case PROP_TAB:
      set_tab (self, g_value_get_enum (value));
      break;
    case PROP_SEARCH:
      cosell_deal_list_set_search (self, g_value_get_string (value));
      break;
    case PROP_SORT:
      cosell_deal_list_set_sort (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
cosell_deal_list_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CosellDealList *self = COSELL_DEAL_LIST (object);

  switch (prop_id)
    {
    case PROP_TAB:
      g_value_set_enum (value, self->tab);
      break;
    case PROP_SEARCH:
      g_value_set_string (value, self->search);
      break;
    case PROP_SORT:
      g_value_set_string (value, self->sort);
      break;
    case PROP_N_DEALS:
      g_value_set_uint (value, self->n_deals);
      break;
    case PROP_LOADING:
      g_value_set_boolean (value, self->loading);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
cosell_deal_list_dispose (GObject *object)
{
  CosellDealList *self = COSELL_DEAL_LIST (object);

  drop_query (self);
  g_clear_handle_id (&self->step_source, g_source_remove);
  if (self->session != NULL)
    g_clear_signal_handler (&self->changed_handler, self->session);
  G_OBJECT_CLASS (cosell_deal_list_parent_class)->dispose (object);
}

static void
cosell_deal_list_finalize (GObject *object)
{
  CosellDealList *self = COSELL_DEAL_LIST (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->steps, cosell_list_transition_free);
  g_array_unref (self->keys);
  g_free (self->search);
  g_free (self->sort);
  G_OBJECT_CLASS (cosell_deal_list_parent_class)->finalize (object);
}

static void
cosell_deal_list_class_init (CosellDealListClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = cosell_deal_list_get_property;
  object_class->set_property = cosell_deal_list_set_property;
  object_class->dispose = cosell_deal_list_dispose;
  object_class->finalize = cosell_deal_list_finalize;

  properties[PROP_TAB] =
      g_param_spec_enum ("tab", NULL, NULL, COSELL_TYPE_TAB, COSELL_TAB_INBOUND, flags);
  properties[PROP_SEARCH] = g_param_spec_string ("search", NULL, NULL, NULL, flags);
  properties[PROP_SORT] = g_param_spec_string ("sort", NULL, NULL, "-createdAt", flags);
  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_N_DEALS] = g_param_spec_uint ("n-deals", NULL, NULL, 0, G_MAXUINT, 0,
                                                G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
cosell_deal_list_init (CosellDealList *self)
{
  self->keys = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->sort = g_strdup ("-createdAt");
  self->search = g_strdup ("");
  self->active = TRUE;
}

CosellDealList *
cosell_deal_list_new (CosellSession *session, CosellTab tab)
{
  CosellDealList *self;

  g_return_val_if_fail (COSELL_IS_SESSION (session), NULL);

  self = g_object_new (COSELL_TYPE_DEAL_LIST, "tab", tab, NULL);
  self->session = g_object_ref (session);
  self->changed_handler =
      g_signal_connect (session, "changed", G_CALLBACK (session_changed_cb), self);
  start_query (self, TRUE);
  return self;
}

gint64
cosell_deal_list_find (CosellDealList *self, gint64 deal)
{
  g_return_val_if_fail (COSELL_IS_DEAL_LIST (self), -1);

  for (guint i = 0, n = count_items (self); i < n; i++)
    if (key_at (self, i) == deal)
      return i;
  return -1;
}

gint64
cosell_deal_list_get_key (CosellDealList *self, guint position)
{
  g_return_val_if_fail (COSELL_IS_DEAL_LIST (self), 0);

  return position < count_items (self) ? key_at (self, position) : 0;
}

GArray *
cosell_deal_list_dup_keys (CosellDealList *self)
{
  g_return_val_if_fail (COSELL_IS_DEAL_LIST (self), NULL);

  return g_array_copy (self->keys);
}

void
cosell_deal_list_set_sort (CosellDealList *self, const char *sort)
{
  g_return_if_fail (COSELL_IS_DEAL_LIST (self));

  if (sort == NULL || *sort == '\0')
    sort = "-createdAt";
  if (g_strcmp0 (self->sort, sort) == 0)
    return;
  cosell_set_str (&self->sort, sort);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SORT]);
  if (self->session != NULL)
    start_query (self, TRUE);
}

void
cosell_deal_list_set_search (CosellDealList *self, const char *search)
{
  g_return_if_fail (COSELL_IS_DEAL_LIST (self));

  if (search == NULL)
    search = "";
  if (g_str_equal (self->search, search))
    return;
  cosell_set_str (&self->search, search);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEARCH]);
  if (self->session != NULL)
    start_query (self, TRUE);
}

void
cosell_deal_list_get_find (CosellDealList *self, CosellFind *find)
{
  g_return_if_fail (COSELL_IS_DEAL_LIST (self) && find != NULL);

  *find = (CosellFind){
    .tab = self->tab,
    .query = self->search,
    .typed = TRUE,
    .sort = self->sort,
  };
}

gboolean
cosell_deal_list_is_loading (CosellDealList *self)
{
  g_return_val_if_fail (COSELL_IS_DEAL_LIST (self), FALSE);

  return self->loading;
}

gboolean
cosell_deal_list_is_answered (CosellDealList *self)
{
  g_return_val_if_fail (COSELL_IS_DEAL_LIST (self), FALSE);

  return !self->anew || self->cancellable == NULL;
}

guint
cosell_deal_list_get_n_deals (CosellDealList *self)
{
  g_return_val_if_fail (COSELL_IS_DEAL_LIST (self), 0);

  return self->n_deals;
}

void
cosell_deal_list_set_active (CosellDealList *self, gboolean active)
{
  g_return_if_fail (COSELL_IS_DEAL_LIST (self));

  self->active = active;
  if (active && self->stale)
    start_query (self, FALSE);
}
