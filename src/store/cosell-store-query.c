/* cosell-store-query.c: which deals, in which order
 *
 * A key query reads one index and returns ids; rows are read by key. The text of a query is put
 * together from column names of the field table and constant parts; values are always bound.
 */
#include <glib/gi18n-lib.h>

#include "base/cosell-time.h"
#include "model/cosell-rule-error.h"
#include "store/cosell-store-deals.h"
#include "store/cosell-store-private.h"
#include "store/cosell-store-search.h"

#define TAB_INBOUND G_STRINGIFY (COSELL_STORE_TAB_INBOUND)
#define TAB_OUTBOUND G_STRINGIFY (COSELL_STORE_TAB_OUTBOUND)
#define TAB_LEAD G_STRINGIFY (COSELL_STORE_TAB_LEAD)
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

/* C24: the campaign tags deals to be found again, although lists do not show it. */
static const CosellField *
find_filter_field (const char *name, GError **error)
{
  if (g_str_equal (name, "campaignId"))
    return cosell_field_find (cosell_deal_fields, name);
  return find_public_field (name, error);
}

/* The column, or expression, that a field is sorted by. */
static const char *
sort_column (const CosellField *field)
{
  if (g_str_equal (field->column, "name"))
    return "name_key";
  if (g_str_equal (field->column, "customer"))
    return "customer_key";
  if (g_str_equal (field->column, "value"))
    return "value_key";
  return field->column;
}

static void
append_tab (GString *sql, const CosellDealQuery *query)
{
  switch (query->tab)
    {
    case COSELL_TAB_INBOUND:
      g_string_append (sql, query->hide_leads ? "tab = " TAB_INBOUND
                                              : "tab IN (" TAB_INBOUND ", " TAB_LEAD ")");
      return;
    case COSELL_TAB_OUTBOUND:
      g_string_append (sql, "tab = " TAB_OUTBOUND);
      return;
    case COSELL_TAB_FAVORITES:
      /* B1: whatever carries the heart, a lead too */
      g_string_append (sql, "favorite = 1");
      return;
    case COSELL_TAB_ALL:
      g_string_append (sql, query->hide_leads ? "tab <> " TAB_LEAD : "TRUE");
      return;
    }
  g_assert_not_reached ();
}

static gboolean
is_text (const CosellField *field)
{
  return field->kind == COSELL_FIELD_STRING || field->kind == COSELL_FIELD_DECIMAL ||
         field->kind == COSELL_FIELD_DATE;
}

/* "" is what a text is that is not there; "null" is how list --json writes it. */
static gboolean
means_nothing (const Filter *filter)
{
  return *filter->value == '\0' ||
         (filter->field->kind != COSELL_FIELD_STRING && g_str_equal (filter->value, "null"));
}

static void
append_filter (GString *sql, const Filter *filter, int parameter)
{
  const char *column = filter->field->column;

  if (!means_nothing (filter))
    g_string_append_printf (sql, "%s = ?%d", column, parameter);
  else if (is_text (filter->field))
    g_string_append_printf (sql, "ifnull(%s, '') = ''", column);
  else
    g_string_append_printf (sql, "%s IS NULL", column);
}

/* Several values of one key are alternatives; different keys must all hold. */
static void
append_filters (GString *sql, const Filter *filters, guint n_filters)
{
  for (guint i = 0; i < n_filters; i++)
    {
      gboolean seen = FALSE;

      for (guint j = 0; j < i; j++)
        seen = seen || filters[j].field == filters[i].field;
      if (seen)
        continue;
      g_string_append (sql, " AND (");
      append_filter (sql, &filters[i], PARAMETER_FILTERS + (int) i);
      for (guint j = i + 1; j < n_filters; j++)
        if (filters[j].field == filters[i].field)
          {
            g_string_append (sql, " OR ");
            append_filter (sql, &filters[j], PARAMETER_FILTERS + (int) j);
          }
      g_string_append_c (sql, ')');
    }
}

/* The order of a query. */
typedef struct
{
  const char *column;
  gboolean descending;
  gboolean reverse_ties; /* the index has them oldest first; cheaper turned around than sorted */
} Order;

static gboolean
read_order (const CosellDealQuery *query, Order *order, GError **error)
{
  const char *sort = query->sort;
  const CosellField *field;

  if (sort == NULL || *sort == '\0')
    sort = "-createdAt";
  order->descending = *sort == '-';
  field = find_public_field (order->descending ? sort + 1 : sort, error);
  if (field == NULL)
    return FALSE;
  order->column = sort_column (field);
  order->reverse_ties =
      !order->descending && query->limit <= 0 && !g_str_equal (order->column, "id");
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

/* Returns: (transfer full) */
static char *
query_text (const CosellDealQuery *query,
            const Filter *filters,
            guint n_filters,
            const CosellStoreSearch *search,
            const Order *order)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  gboolean found = TRUE;

  g_string_append_printf (sql, "SELECT id, %s FROM ", order->reverse_ties ? order->column : "NULL");
  if (search != NULL)
    found = cosell_store_search_append_from (search, sql, PARAMETER_FOUND);
  else
    g_string_append (sql, "deal");
  g_string_append (sql, " WHERE ");
  append_tab (sql, query);
  if (!found)
    {
      g_string_append (sql, " AND ");
      cosell_store_search_append_condition (search, sql, PARAMETER_SEARCH);
    }
  append_filters (sql, filters, n_filters);
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
      filter.field = find_filter_field (key, error);
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
bind_query (CosellStatement *statement,
            const CosellDealQuery *query,
            CosellStoreSearch *search,
            GArray *filters,
            GError **error)
{
  if (search != NULL && !cosell_store_search_bind_from (search, statement, PARAMETER_FOUND))
    cosell_store_search_bind_condition (search, statement, PARAMETER_SEARCH);
  cosell_statement_bind_int (statement, PARAMETER_LIMIT, query->limit > 0 ? query->limit : -1);
  for (guint i = 0; i < filters->len; i++)
    {
      const Filter *filter = &g_array_index (filters, Filter, i);

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
  if (query->tab != COSELL_TAB_OUTBOUND && (query->tab != COSELL_TAB_INBOUND || !query->hide_leads))
    return FALSE;
  return g_str_equal (order->column, "created_at") || g_str_equal (order->column, "name_key") ||
         g_str_equal (order->column, "customer_key") || g_str_equal (order->column, "value_key") ||
         g_str_equal (order->column, "close_date") || g_str_equal (order->column, "country");
}

/* search: (out) (transfer full) (nullable): nothing is searched for */
static gboolean
get_search (CosellStore *self,
            const CosellDealQuery *query,
            const Order *order,
            CosellStoreSearch **search,
            GError **error)
{
  g_auto (GStrv) words = cosell_search_words (query->search);
  guint n_words = g_strv_length (words);
  g_autofree CosellSearchNeedle *needles = g_new0 (CosellSearchNeedle, n_words);

  *search = NULL;
  if (n_words == 0)
    return TRUE;
  for (guint i = 0; i < n_words; i++)
    needles[i].text = words[i];
  *search = cosell_store_search_get (self, needles, n_words,
                                     is_walked (query, order) ? query->limit : 0, error);
  return *search != NULL;
}

GArray *
cosell_store_query_deals (CosellStore *self, const CosellDealQuery *query, GError **error)
{
  g_autoptr (GArray) filters = NULL;
  g_autoptr (CosellStoreSearch) search = NULL;
  g_autoptr (CosellStatement) statement = NULL;
  g_autofree char *sql = NULL;
  Order order;

  g_return_val_if_fail (query != NULL, NULL);
  COSELL_STORE_WORKER (self);

  filters = read_filters (query->filters, error);
  if (filters == NULL || !read_order (query, &order, error) ||
      !get_search (self, query, &order, &search, error))
    return NULL;
  sql = query_text (query, (const Filter *) filters->data, filters->len, search, &order);
  statement = cosell_store_prepare (self, sql, error);
  if (statement == NULL || !bind_query (statement, query, search, filters, error))
    return NULL;
  return order.reverse_ties ? read_ids_reversing_ties (statement, error)
                            : read_ids (statement, error);
}
