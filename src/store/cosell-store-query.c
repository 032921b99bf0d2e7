/* cosell-store-query.c: which deals, in which order
 *
 * A key query reads one index and returns ids; rows are read by key. The text of a query is put
 * together from column names of the field table and constant parts; values are always bound.
 */
#include <glib/gi18n-lib.h>

#include "base/cosell-intl.h"
#include "base/cosell-time.h"
#include "store/cosell-store-deals.h"
#include "store/cosell-store-private.h"

#define TAB_INBOUND G_STRINGIFY (COSELL_STORE_TAB_INBOUND)
#define TAB_OUTBOUND G_STRINGIFY (COSELL_STORE_TAB_OUTBOUND)
#define TAB_LEAD G_STRINGIFY (COSELL_STORE_TAB_LEAD)
#define PARAMETER_WORDS 1
#define PARAMETER_LIMIT 2
#define PARAMETER_FILTERS 3 /* and on */

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

/* What a field sorts by. */
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
      g_string_append (sql,
                       query->hide_leads ? "favorite = 1 AND tab <> " TAB_LEAD : "favorite = 1");
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

static gboolean
append_order (GString *sql, const char *sort, GError **error)
{
  gboolean descending;
  const CosellField *field;
  const char *column;

  if (sort == NULL || *sort == '\0')
    sort = "-createdAt";
  descending = *sort == '-';
  field = find_public_field (descending ? sort + 1 : sort, error);
  if (field == NULL)
    return FALSE;
  column = sort_column (field);
  if (g_str_equal (column, "id"))
    g_string_append (sql, descending ? " ORDER BY id DESC" : " ORDER BY id");
  else
    g_string_append_printf (sql,
                            descending ? " ORDER BY %s DESC, id DESC" : " ORDER BY %s, id DESC",
                            column);
  return TRUE;
}

/* Returns: (transfer full) NULL with error */
static char *
query_text (const CosellDealQuery *query,
            const Filter *filters,
            guint n_filters,
            gboolean search,
            GError **error)
{
  g_autoptr (GString) sql = g_string_new ("SELECT id FROM deal WHERE ");

  append_tab (sql, query);
  if (search)
    g_string_append (sql, " AND cosell_matches(search_text, ?1)");
  append_filters (sql, filters, n_filters);
  if (!append_order (sql, query->sort, error))
    return NULL;
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
bind_query (CosellStatement *statement,
            const CosellDealQuery *query,
            const char *words,
            GArray *filters,
            GError **error)
{
  if (words != NULL)
    cosell_statement_bind_text (statement, PARAMETER_WORDS, words);
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

/* Folded words with single spaces; NULL when there are none. */
static char *
search_words (const char *search)
{
  g_autofree char *folded = search != NULL ? cosell_intl_fold (search) : NULL;
  g_autoptr (GString) words = g_string_new (NULL);
  g_auto (GStrv) parts = NULL;

  if (folded == NULL)
    return NULL;
  parts = g_strsplit_set (folded, " \t\r\n", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0')
      g_string_append_printf (words, "%s%s", words->len > 0 ? " " : "", parts[i]);
  return words->len > 0 ? g_strdup (words->str) : NULL;
}

GArray *
cosell_store_query_deals (CosellStore *self, const CosellDealQuery *query, GError **error)
{
  g_autoptr (GArray) filters = NULL;
  g_autoptr (CosellStatement) statement = NULL;
  g_autofree char *words = NULL;
  g_autofree char *sql = NULL;

  g_return_val_if_fail (query != NULL, NULL);
  COSELL_STORE_WORKER (self);

  words = search_words (query->search);
  filters = read_filters (query->filters, error);
  if (filters == NULL)
    return NULL;
  sql = query_text (query, (const Filter *) filters->data, filters->len, words != NULL, error);
  if (sql == NULL)
    return NULL;
  statement = cosell_store_prepare (self, sql, error);
  if (statement == NULL || !bind_query (statement, query, words, filters, error))
    return NULL;
  return read_ids (statement, error);
}

gboolean
cosell_store_count_tabs (CosellStore *self, gint64 counts[3], GError **error)
{
  static const char *const queries[] = {
    [COSELL_TAB_INBOUND] = "SELECT count(*) FROM deal WHERE tab = " TAB_INBOUND,
    [COSELL_TAB_OUTBOUND] = "SELECT count(*) FROM deal WHERE tab = " TAB_OUTBOUND,
    [COSELL_TAB_FAVORITES] = "SELECT count(*) FROM deal WHERE favorite = 1 AND tab <> " TAB_LEAD,
  };

  COSELL_STORE_WORKER (self);

  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      CosellStatement *statement = cosell_store_prepare (self, queries[i], error);

      if (statement == NULL || !cosell_statement_run_int (statement, 0, &counts[i], error))
        return FALSE;
    }
  return TRUE;
}

static void
set_no_deal (GError **error, const char *id)
{
  g_set_error (error, COSELL_STORE_ERROR, COSELL_STORE_ERROR_NOT_FOUND,
               _ ("There is no deal “%s”. “list” shows the deals with their IDs."), id);
}

gint64
cosell_store_find_deal (CosellStore *self, const char *id, GError **error)
{
  g_autoptr (CosellStatement) statement = NULL;
  gint64 local;
  gint64 deal;

  g_return_val_if_fail (id != NULL, 0);
  COSELL_STORE_WORKER (self);

  if (g_ascii_string_to_signed (id, 10, 1, G_MAXINT64, &local, NULL))
    {
      statement = cosell_store_prepare (self, "SELECT id FROM deal WHERE id = ?", error);
      if (statement == NULL)
        return 0;
      cosell_statement_bind_int (statement, 1, local);
    }
  else
    {
      statement =
          cosell_store_prepare (self, "SELECT deal FROM referral WHERE remote_id = ?", error);
      if (statement == NULL)
        return 0;
      cosell_statement_bind_text (statement, 1, id);
    }
  if (!cosell_statement_run_int (statement, 0, &deal, error))
    return 0;
  if (deal == 0)
    set_no_deal (error, id);
  return deal;
}

CosellDealData *
cosell_store_get_deal (CosellStore *self, gint64 id, GError **error)
{
  g_autoptr (CosellStatement) statement = NULL;
  g_autofree char *text = NULL;
  CosellStep step;

  COSELL_STORE_WORKER (self);

  statement = cosell_store_prepare (self, cosell_columns_select (), error);
  if (statement == NULL)
    return NULL;
  cosell_statement_bind_int (statement, 1, id);
  step = cosell_statement_step (statement, error);
  if (step == COSELL_STEP_ROW)
    return cosell_columns_read (statement);
  if (step == COSELL_STEP_DONE)
    {
      text = g_strdup_printf ("%" G_GINT64_FORMAT, id);
      set_no_deal (error, text);
    }
  return NULL;
}

GPtrArray *
cosell_store_read_rows (CosellStore *self, const gint64 *ids, guint n_ids, GError **error)
{
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (CosellStatement) statement = NULL;
  CosellConnection *reader;

  g_return_val_if_fail (COSELL_IS_STORE (self), NULL);
  g_return_val_if_fail (ids != NULL || n_ids == 0, NULL);

  reader = cosell_store_get_reader (self, error);
  if (reader == NULL)
    return NULL;
  statement = cosell_connection_prepare (reader, cosell_columns_select (), error);
  if (statement == NULL)
    return NULL;
  rows = g_ptr_array_new_full (n_ids, (GDestroyNotify) cosell_deal_data_free);
  for (guint i = 0; i < n_ids; i++)
    {
      CosellStep step;

      cosell_statement_bind_int (statement, 1, ids[i]);
      step = cosell_statement_step (statement, error);
      if (step == COSELL_STEP_ERROR)
        return NULL;
      g_ptr_array_add (rows, step == COSELL_STEP_ROW ? cosell_columns_read (statement) : NULL);
      cosell_statement_done (statement);
    }
  return g_steal_pointer (&rows);
}
