/* cosell-store-query.c: which deals, in which order
 *
 * A key query reads one index and returns ids; rows are read by key. The text of a query is put
 * together from column names of the field table and constant parts; values are always bound.
 */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/cosell-time.h"
#include "model/cosell-export.h"
#include "model/cosell-rule-error.h"
#include "store/cosell-store-candidates.h"
#include "store/cosell-store-deals.h"
#include "store/cosell-store-filter.h"
#include "store/cosell-store-narrow.h"
#include "store/cosell-store-private.h"
#include "store/cosell-store-reading.h"
#include "store/cosell-store-search.h"
#include "store/cosell-store-sort.h"

#define TAB_INBOUND G_STRINGIFY (COSELL_STORE_TAB_INBOUND)
#define TAB_OUTBOUND G_STRINGIFY (COSELL_STORE_TAB_OUTBOUND)
#define TAB_LEAD G_STRINGIFY (COSELL_STORE_TAB_LEAD)
#define TAB_INFORMING G_STRINGIFY (COSELL_STORE_TAB_INFORMING)
#define PARAMETER_FOUND 1
#define PARAMETER_LIMIT 2
#define PARAMETER_SEARCH 3
#define PARAMETER_FILTERS 4 /* and on */

/* One condition of a query. */
typedef struct
{
  const CosellField *field;
  const char *value; /* within the query's own text */
} Filter;

static const CosellField *
find_public_field (const char *name, GError **error)
{
  const CosellField *field = cosell_field_find (cosell_deal_fields, name);

  if (field != NULL && (field->flags & COSELL_FIELD_PUBLIC) != 0)
    return field;
  g_set_error (error, COSELL_STORE_ERROR, COSELL_STORE_ERROR_NOT_FOUND,
               _ ("Deals have no field “%s” to sort or filter by."), name);
  return NULL;
}

/* The expression that a field is sorted by. Returns: (transfer full) */
static char *
sort_column (const CosellField *field, const CosellStoreFilter *filter)
{
  if (g_str_equal (field->column, "name"))
    return g_strdup ("name_key");
  if (g_str_equal (field->column, "customer"))
    return g_strdup ("customer_key");
  if (g_str_equal (field->column, "value"))
    return g_strdup ("value_key");
  if (g_str_equal (field->column, "microsoft_status"))
    return g_strdup ("nullif (microsoft_status, 'draft')");
  return cosell_store_filter_column (filter, field->column);
}

/* B1, L11 */
static void
append_tab (GString *sql, CosellTab tab)
{
  switch (tab)
    {
    case COSELL_TAB_INBOUND:
      g_string_append (sql, "tab = " TAB_INBOUND);
      return;
    case COSELL_TAB_OUTBOUND:
      g_string_append (sql, "tab = " TAB_OUTBOUND);
      return;
    case COSELL_TAB_FAVORITES:
      g_string_append (sql, "favorite = 1");
      return;
    case COSELL_TAB_LEADS:
      g_string_append (sql, "tab IN (" TAB_LEAD ", " TAB_INFORMING ")");
      return;
    case COSELL_TAB_ALL:
      g_string_append (sql, "tab IN (" TAB_INBOUND ", " TAB_OUTBOUND ", " TAB_LEAD
                            ", " TAB_INFORMING ")");
      return;
    }
  g_assert_not_reached ();
}

static gboolean
is_text (const CosellField *field)
{
  return field->kind == COSELL_FIELD_STRING || field->kind == COSELL_FIELD_DECIMAL ||
         field->kind == COSELL_FIELD_DATE || field->kind == COSELL_FIELD_LINES;
}

/* "" is what a text is that is not there; "null" is how list --json writes it. */
static gboolean
means_nothing (const Filter *filter)
{
  return *filter->value == '\0' ||
         (filter->field->kind != COSELL_FIELD_STRING && g_str_equal (filter->value, "null"));
}

static void
append_filter (GString *sql, const Filter *filter, int parameter, const CosellStoreFilter *found)
{
  g_autofree char *column = g_str_equal (filter->field->column, "microsoft_status")
                                ? g_strdup ("nullif (microsoft_status, 'draft')")
                                : cosell_store_filter_column (found, filter->field->column);

  if (!means_nothing (filter) && filter->field->kind == COSELL_FIELD_LINES)
    g_string_append_printf (sql, "cosell_has_line (%s, ?%d)", column, parameter);
  else if (!means_nothing (filter))
    g_string_append_printf (sql, "%s = ?%d", column, parameter);
  else if (is_text (filter->field))
    g_string_append_printf (sql, "ifnull(%s, '') = ''", column);
  else
    g_string_append_printf (sql, "%s IS NULL", column);
}

/* Several values of one key are alternatives; different keys must all hold. */
static void
append_filters (GString *sql,
                const Filter *filters,
                guint n_filters,
                const CosellStoreFilter *found)
{
  for (guint i = 0; i < n_filters; i++)
    {
      gboolean seen = FALSE;

      for (guint j = 0; j < i; j++)
        seen = seen || filters[j].field == filters[i].field;
      if (seen)
        continue;
      g_string_append (sql, " AND (");
      append_filter (sql, &filters[i], PARAMETER_FILTERS + (int) i, found);
      for (guint j = i + 1; j < n_filters; j++)
        if (filters[j].field == filters[i].field)
          {
            g_string_append (sql, " OR ");
            append_filter (sql, &filters[j], PARAMETER_FILTERS + (int) j, found);
          }
      g_string_append_c (sql, ')');
    }
}

/* The order of a query. */
typedef struct
{
  char *column; /* (owned) */
  gboolean descending;
  gboolean reverse_ties; /* the index has them oldest first; cheaper turned around than sorted */
  gboolean sorted;       /* no index has all of them in this order: they are sorted here */
} Order;

static void
order_clear (Order *self)
{
  g_free (self->column);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Order, order_clear)

/* What a column that is worked out is sorted by; all of it stands in the narrow index. Returns:
 * (transfer full) NULL for another one */
static char *
worked_out (const char *key)
{
  static const struct
  {
    const char *key, *sql;
  } rows[] = {
    { COSELL_COLUMN_WEIGHTED, "(value_key * cosell_weight (status, type, stage))" },
    { COSELL_COLUMN_LAST_CHANGE, "max (ifnull (updated_at, local_change_at),"
                                 " ifnull (local_change_at, updated_at))" },
    { COSELL_COLUMN_NEXT_DEADLINE,
      "CASE status WHEN 'received' THEN date (expires_at / 1000000, 'unixepoch')"
      " WHEN 'accepted' THEN close_date END" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (g_str_equal (rows[i].key, key))
      return g_strdup (rows[i].sql);
  return NULL;
}

static gboolean
read_order (const CosellDealQuery *query,
            const CosellStoreFilter *filter,
            Order *order,
            GError **error)
{
  const char *sort = query->sort;
  const CosellField *field;

  if (sort == NULL || *sort == '\0')
    sort = "-createdAt";
  order->descending = *sort == '-';
  if (order->descending)
    sort++;
  order->column = worked_out (sort);
  if (order->column == NULL)
    {
      field = find_public_field (sort, error);
      if (field == NULL)
        return FALSE;
      order->column = sort_column (field, filter);
    }
  return TRUE;
}

static void
append_order (GString *sql, const Order *order)
{
  if (g_str_equal (order->column, "id"))
    g_string_append (sql, order->descending ? " ORDER BY id DESC" : " ORDER BY id");
  else if (order->descending)
    g_string_append_printf (sql, " ORDER BY %s DESC, id DESC", order->column);
  else
    g_string_append_printf (sql, " ORDER BY %s, id%s", order->column,
                            order->reverse_ties ? "" : " DESC");
}

void
cosell_deal_reading_clear (CosellDealReading *self)
{
  g_clear_pointer (&self->filters, g_array_unref);
  g_clear_pointer (&self->filter, cosell_store_filter_free);
  g_clear_pointer (&self->search, cosell_store_search_unref);
  g_clear_pointer (&self->candidates, g_free);
  g_clear_pointer (&self->needles, g_array_unref);
  g_clear_pointer (&self->words, g_ptr_array_unref);
}

/* Whether words are all that is asked for, which has a way of its own. */
static gboolean
has_filters (const CosellDealReading *self)
{
  const CosellQuery *query = self->query->query;

  if (self->filters->len > 0)
    return TRUE;
  for (guint i = 0; query != NULL && i < query->terms->len; i++)
    {
      const CosellQueryTerm *term = g_ptr_array_index (query->terms, i);

      if (term->kind == COSELL_QUERY_TERM_FILTER || term->kind == COSELL_QUERY_TERM_KEYWORD)
        return TRUE;
    }
  return FALSE;
}

/* Whether an index has the rows of a tab in this order. */
static gboolean
is_indexed (const Order *order)
{
  static const char *const columns[] = { "name_key",   "customer_key", "country",
                                         "type",       "status",       "value_key",
                                         "close_date", "created_at",   "id",
                                         NULL };

  return g_strv_contains (columns, order->column);
}

/* Whether the narrow index has the column, or what is made of it. */
static gboolean
is_narrow (const char *column)
{
  static const char *const wide[] = {
    "remote_id", "engagement_id", "name",         "value",           "partners",
    "source",    "action",        "quality",      "sender",          "stage_text",
    "duns",      "status_reason", "partner_role", "partner_program", "invisible_since"
  };

  for (guint i = 0; i < G_N_ELEMENTS (wide); i++)
    if (g_str_equal (column, wide[i]))
      return FALSE;
  return TRUE;
}

/* Whether a filter looks at what the narrow index does not have. */
static gboolean
filters_wide (const CosellDealReading *self)
{
  const CosellQuery *query = self->query->query;

  for (guint i = 0; i < self->filters->len; i++)
    if (!is_narrow (g_array_index (self->filters, Filter, i).field->column))
      return TRUE;
  for (guint i = 0; query != NULL && i < query->terms->len; i++)
    {
      const CosellQueryTerm *term = g_ptr_array_index (query->terms, i);
      const CosellQueryKeyInfo *info =
          term->kind == COSELL_QUERY_TERM_FILTER ? cosell_query_key_info (term->key) : NULL;
      const CosellField *field = info != NULL && info->field != NULL
                                     ? cosell_field_find (cosell_deal_fields, info->field)
                                     : NULL;

      if (info != NULL && (info->key == COSELL_QUERY_KEY_PARTNER ||
                           (info->kind == COSELL_QUERY_KIND_TEXT &&
                            !is_narrow (field != NULL ? field->column : info->name))))
        return TRUE;
    }
  return FALSE;
}

/* Where filters are, or an order without an index, the narrow index of all that they look at is the
 * faster way; SQLite would take the rows in their order, each from another place. order: (nullable)
 */
static gboolean
reads_narrow (const CosellDealReading *self, const Order *order, gboolean tab)
{
  if (tab && self->query->tab == COSELL_TAB_FAVORITES)
    return FALSE;
  return has_filters (self) || order == NULL || !is_indexed (order);
}

/* Either knows few deals, or neither. Returns: whether what is searched for is all decided */
static gboolean
append_from (const CosellDealReading *self, GString *sql, gboolean *few)
{
  gsize before = sql->len;
  gboolean decided = TRUE;

  if (self->search != NULL)
    decided = cosell_store_search_append_from (self->search, sql, PARAMETER_FOUND);
  *few = self->search != NULL && decided;
  if (*few)
    return TRUE;
  g_string_truncate (sql, before);
  *few = self->candidates != NULL;
  if (*few)
    g_string_append_printf (sql,
                            "(SELECT value AS hit FROM json_each (?%d)) "
                            "CROSS JOIN deal NOT INDEXED ON id = hit",
                            PARAMETER_FOUND);
  else
    g_string_append (sql, "deal");
  return decided;
}

/* The narrow index has deals of a tab by their creation; for the first rows SQLite keeps no others.
 */
static void
choose_way (const CosellDealReading *self, Order *order)
{
  const char *column = order->column;
  gboolean all = self->query->limit <= 0 && !g_str_equal (column, "id");

  order->sorted = all && !g_str_equal (column, "created_at") && reads_narrow (self, order, TRUE);
  order->reverse_ties = all && !order->sorted && !order->descending;
}

/* What stands behind FROM. order: (nullable): any; tab: whether that of the query counts; wide:
 * columns are read that the narrow index does not have. A row for each entry of it costs four times
 * as much as all rows in the order in which they lie. */
static void
append_source (GString *sql,
               const CosellDealReading *self,
               const Order *order,
               gboolean tab,
               gboolean wide)
{
  gboolean few;
  gboolean found = append_from (self, sql, &few);

  wide = wide || !self->has_narrow || filters_wide (self);
  if (!few && reads_narrow (self, order, tab))
    g_string_append (sql, wide ? " NOT INDEXED" : " INDEXED BY deal_find");
  g_string_append (sql, " WHERE ");
  append_tab (sql, tab ? self->query->tab : COSELL_TAB_ALL);
  append_filters (sql, (const Filter *) self->filters->data, self->filters->len, self->filter);
  g_string_append (sql, cosell_store_filter_get_sql (self->filter));
  if (found)
    return;
  g_string_append (sql, " AND ");
  cosell_store_search_append_condition (self->search, sql, PARAMETER_SEARCH);
}

/* Returns: (transfer full) */
static char *
query_text (const CosellDealReading *self, const Order *order)
{
  g_autoptr (GString) sql = g_string_new (NULL);

  g_string_append_printf (sql, "SELECT id, %s FROM ",
                          order->reverse_ties || order->sorted ? order->column : "NULL");
  append_source (sql, self, order, TRUE, !is_narrow (order->column));
  if (!order->sorted)
    append_order (sql, order);
  g_string_append (sql, " LIMIT ?2");
  return g_strdup (sql->str);
}

/* Returns: (transfer full) of Filter; NULL with error */
static GArray *
read_filters (const char *const *texts, GError **error)
{
  g_autoptr (GArray) filters = g_array_new (FALSE, FALSE, sizeof (Filter));

  for (guint i = 0; texts != NULL && texts[i] != NULL; i++)
    {
      const char *equals = strchr (texts[i], '=');
      g_autofree char *key = NULL;
      Filter filter;

      if (equals == NULL)
        {
          g_set_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_SYNTAX,
                       _ ("“%s” is no filter: write KEY=VALUE, as in status=won."), texts[i]);
          return NULL;
        }
      key = g_strndup (texts[i], equals - texts[i]);
      filter.field = find_public_field (key, error);
      filter.value = equals + 1;
      if (filter.field == NULL)
        return NULL;
      g_array_append_val (filters, filter);
    }
  return g_steal_pointer (&filters);
}

static gboolean
bind_filter (CosellStatement *statement, int index, const Filter *filter, GError **error)
{
  g_autoptr (CosellDealData) record = cosell_deal_data_new ();
  gconstpointer place = (const char *) record + filter->field->offset;

  if (is_text (filter->field))
    {
      cosell_statement_bind_text (statement, index, filter->value);
      return TRUE;
    }
  if (!cosell_field_set_text (filter->field, record, filter->value))
    {
      g_set_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_SYNTAX,
                   _ ("“%s” is no value of the field “%s”."), filter->value, filter->field->name);
      return FALSE;
    }
  if (filter->field->kind == COSELL_FIELD_ENUM)
    cosell_statement_bind_text (statement, index, filter->value);
  else if (filter->field->kind == COSELL_FIELD_BOOL)
    cosell_statement_bind_int (statement, index, *(const gboolean *) place != FALSE);
  else
    cosell_statement_bind_int (statement, index, *(const gint64 *) place);
  return TRUE;
}

static gboolean
bind_source (CosellStatement *statement, const CosellDealReading *self, GError **error)
{
  gboolean found = self->search == NULL ||
                   cosell_store_search_bind_from (self->search, statement, PARAMETER_FOUND);

  if (self->candidates != NULL && (self->search == NULL || !found))
    cosell_statement_bind_text (statement, PARAMETER_FOUND, self->candidates);
  if (!found)
    cosell_store_search_bind_condition (self->search, statement, PARAMETER_SEARCH);
  cosell_store_filter_bind (self->filter, statement);
  for (guint i = 0; i < self->filters->len; i++)
    {
      const Filter *filter = &g_array_index (self->filters, Filter, i);

      if (!means_nothing (filter) &&
          !bind_filter (statement, PARAMETER_FILTERS + (int) i, filter, error))
        return FALSE;
    }
  return TRUE;
}

static GArray *
read_ids (CosellStatement *statement, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  CosellStep step;

  while ((step = cosell_statement_step (statement, error)) == COSELL_STEP_ROW)
    {
      gint64 id = cosell_statement_int (statement, 0);

      g_array_append_val (ids, id);
    }
  return step == COSELL_STEP_DONE ? g_steal_pointer (&ids) : NULL;
}

static void
reverse (GArray *ids, guint from)
{
  for (guint to = ids->len; from + 1 < to; from++)
    {
      gint64 *first = &g_array_index (ids, gint64, from);
      gint64 *last = &g_array_index (ids, gint64, --to);
      gint64 id = *first;

      *first = *last;
      *last = id;
    }
}

/* The sort value of the row before. */
typedef struct
{
  int type; /* SQLITE_*; 0 before the first row */
  gint64 integer;
  double real;
  GString *text;
} SortValue;

/* Takes over the value of the row. Returns: whether it is another one */
static gboolean
sort_value_step (SortValue *self, CosellStatement *statement, int column)
{
  SortValue old = *self;
  const char *text;
  gsize length;

  self->type = sqlite3_column_type (statement, column);
  switch (self->type)
    {
    case SQLITE_INTEGER:
      self->integer = sqlite3_column_int64 (statement, column);
      return old.type != self->type || old.integer != self->integer;
    case SQLITE_FLOAT:
      self->real = sqlite3_column_double (statement, column);
      return old.type != self->type || old.real < self->real;
    case SQLITE_TEXT:
      text = cosell_statement_text (statement, column);
      length = (gsize) sqlite3_column_bytes (statement, column);
      if (old.type == self->type && length == self->text->len &&
          memcmp (text, self->text->str, length) == 0)
        return FALSE;
      g_string_truncate (self->text, 0);
      g_string_append_len (self->text, text, (gssize) length);
      return TRUE;
    default:
      return old.type != self->type;
    }
}

/* Reads ids that come with their sort value, newest first among equal ones. */
static GArray *
read_ids_reversing_ties (CosellStatement *statement, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GString) text = g_string_new (NULL);
  SortValue value = { .text = text };
  guint run = 0; /* where the ids with the same value begin */
  CosellStep step;

  while ((step = cosell_statement_step (statement, error)) == COSELL_STEP_ROW)
    {
      gint64 id = cosell_statement_int (statement, 0);

      if (sort_value_step (&value, statement, 1))
        {
          reverse (ids, run);
          run = ids->len;
        }
      g_array_append_val (ids, id);
    }
  if (step == COSELL_STEP_ERROR)
    return NULL;
  reverse (ids, run);
  return g_steal_pointer (&ids);
}

/* Whether the rows come one after the other from an index, so that the first ones need no others.
 */
static gboolean
is_walked (const CosellDealQuery *query, const Order *order)
{
  if (query->tab != COSELL_TAB_OUTBOUND && query->tab != COSELL_TAB_INBOUND)
    return FALSE;
  return g_str_equal (order->column, "created_at") || g_str_equal (order->column, "name_key") ||
         g_str_equal (order->column, "customer_key") || g_str_equal (order->column, "value_key") ||
         g_str_equal (order->column, "close_date") || g_str_equal (order->column, "country");
}

static void
add_needle (CosellDealReading *self, char *folded, gboolean negated)
{
  CosellSearchNeedle needle = { COSELL_SEARCH_ANY, folded, negated };

  g_ptr_array_add (self->words, folded);
  g_array_append_val (self->needles, needle);
}

/* What is typed as words, and the words and phrases of the language. */
static void
read_needles (CosellDealReading *self)
{
  g_autofree GStrv words = cosell_search_words (self->query->search);
  const CosellQuery *query = self->query->query;

  self->words = g_ptr_array_new_with_free_func (g_free);
  self->needles = g_array_new (FALSE, FALSE, sizeof (CosellSearchNeedle));
  for (guint i = 0; words[i] != NULL; i++)
    add_needle (self, words[i], FALSE);
  for (guint i = 0; query != NULL && i < query->terms->len; i++)
    {
      const CosellQueryTerm *term = g_ptr_array_index (query->terms, i);

      if (term->kind == COSELL_QUERY_TERM_WORD || term->kind == COSELL_QUERY_TERM_PHRASE)
        add_needle (self, cosell_search_fold (term->text), term->negated);
    }
}

gboolean
cosell_deal_reading_search (CosellDealReading *self,
                            CosellStore *store,
                            gint64 first,
                            GError **error)
{
  if (self->needles->len == 0)
    return TRUE;
  self->search = cosell_store_search_get (store, (const CosellSearchNeedle *) self->needles->data,
                                          self->needles->len, first, error);
  return self->search != NULL;
}

gboolean
cosell_deal_reading_init (CosellDealReading *self,
                          CosellStore *store,
                          const CosellDealQuery *query,
                          int except,
                          GError **error)
{
  self->query = query;
  read_needles (self);
  self->filters = read_filters (query->filters, error);
  if (self->filters == NULL)
    return FALSE;
  if (!cosell_store_has_narrow (store, &self->has_narrow, error) ||
      !cosell_store_candidates_find (store, query->query, except, &self->candidates, error))
    return FALSE;
  self->filter =
      cosell_store_filter_new (store, query->query, query->context,
                               PARAMETER_FILTERS + (int) self->filters->len, except, error);
  return self->filter != NULL;
}

GArray *
cosell_store_query_deals (CosellStore *self, const CosellDealQuery *query, GError **error)
{
  g_auto (CosellDealReading) reading = { NULL };
  g_auto (Order) order = { NULL };
  g_autoptr (CosellPassingStatement) statement = NULL;
  g_autofree char *sql = NULL;

  g_return_val_if_fail (query != NULL, NULL);
  COSELL_STORE_WORKER (self);

  if (!cosell_deal_reading_init (&reading, self, query, COSELL_STORE_FILTER_ALL, error) ||
      !read_order (query, reading.filter, &order, error) ||
      !cosell_deal_reading_search (&reading, self, is_walked (query, &order) ? query->limit : 0,
                                   error))
    return NULL;
  choose_way (&reading, &order);
  sql = query_text (&reading, &order);
  statement = cosell_store_prepare_once (self, sql, error);
  if (statement == NULL || !bind_source (statement, &reading, error))
    return NULL;
  cosell_statement_bind_int (statement, PARAMETER_LIMIT, query->limit > 0 ? query->limit : -1);
  if (order.sorted)
    return cosell_store_sort_ids (statement, order.descending, error);
  return order.reverse_ties ? read_ids_reversing_ties (statement, error)
                            : read_ids (statement, error);
}

CosellPassingStatement *
cosell_deal_reading_prepare (const CosellDealReading *self,
                             CosellStore *store,
                             gboolean tab,
                             gboolean wide,
                             const char *what,
                             const char *rest,
                             GError **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (CosellPassingStatement) statement = NULL;

  g_string_append_printf (sql, "SELECT %s FROM ", what);
  append_source (sql, self, NULL, tab, wide);
  g_string_append (sql, rest);
  statement = cosell_store_prepare_once (store, sql->str, error);
  if (statement == NULL || !bind_source (statement, self, error))
    return NULL;
  return g_steal_pointer (&statement);
}

gboolean
cosell_store_count_query (CosellStore *self,
                          const CosellDealQuery *query,
                          gint64 counts[COSELL_N_TABS],
                          GError **error)
{
  g_auto (CosellDealReading) reading = { NULL };
  g_autoptr (CosellPassingStatement) statement = NULL;

  g_return_val_if_fail (query != NULL && counts != NULL, FALSE);
  COSELL_STORE_WORKER (self);

  if (!cosell_deal_reading_init (&reading, self, query, COSELL_STORE_FILTER_ALL, error))
    return FALSE;
  if (reading.needles->len == 0 && !has_filters (&reading))
    return cosell_store_count_tabs (self, counts, error);
  /* words alone */
  if (reading.needles->len > 0 && !has_filters (&reading))
    return cosell_store_search_count_tabs (self, (const CosellSearchNeedle *) reading.needles->data,
                                           reading.needles->len, counts, error);
  if (!cosell_deal_reading_search (&reading, self, 0, error))
    return FALSE;
  statement = cosell_deal_reading_prepare (&reading, self, FALSE, FALSE,
                                           "sum (tab = " TAB_INBOUND "), sum (tab = " TAB_OUTBOUND
                                           "), sum (favorite), sum (tab >= " TAB_LEAD ")",
                                           "", error);
  if (statement == NULL || cosell_statement_step (statement, error) != COSELL_STEP_ROW)
    return FALSE;
  for (int i = 0; i < COSELL_N_TABS; i++)
    counts[i] = cosell_statement_int (statement, i);
  return TRUE;
}
