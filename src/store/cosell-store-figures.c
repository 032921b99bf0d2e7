/* cosell-store-figures.c: what the deals of a query have, value by value, and what they are worth
 */
#include <string.h>

#include "store/cosell-store-deals.h"
#include "store/cosell-store-private.h"
#include "store/cosell-store-reading.h"

/* ---- what can be chosen ---- */

void
cosell_facet_value_free (CosellFacetValue *self)
{
  if (self == NULL)
    return;
  g_free (self->value);
  g_free (self->label);
  g_free (self);
}

/* Counts a value; of several spellings, or labels, the first one stays. */
static void
add_value (GHashTable *values, const char *value, const char *label, gint64 count)
{
  g_autofree char *key = g_ascii_strdown (value != NULL ? value : "", -1);
  CosellFacetValue *found = g_hash_table_lookup (values, key);

  if (found == NULL)
    {
      found = g_new0 (CosellFacetValue, 1);
      found->value = g_strdup (value);
      found->label = g_strcmp0 (label, value) != 0 ? g_strdup (label) : NULL;
      g_hash_table_insert (values, g_steal_pointer (&key), found);
    }
  found->count += count;
}

/* A deal may have a value twice, and is one deal. */
static gboolean
is_repeated (char **lines, guint index)
{
  for (guint i = 0; i < index; i++)
    if (g_ascii_strcasecmp (lines[i], lines[index]) == 0)
      return TRUE;
  return FALSE;
}

static void
add_lines (GHashTable *values, const char *text, gint64 count)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *label = strchr (lines[i], '\t');

      if (label != NULL)
        *label++ = '\0';
      if (!is_repeated (lines, i))
        add_value (values, lines[i], label, count);
    }
}

/* The value of a word of the language. (nullable) */
static const char *
word_of (const CosellQueryKeyInfo *key, int value)
{
  for (const CosellQueryWord *word = key->words; word != NULL && word->word != NULL; word++)
    if (word->value == value)
      return word->word;
  return NULL;
}

/* Whether the narrow index has what is counted. */
static gboolean
is_narrow (const CosellQueryKeyInfo *key)
{
  return key->key != COSELL_QUERY_KEY_PARTNER && key->key != COSELL_QUERY_KEY_SOURCE &&
         key->key != COSELL_QUERY_KEY_ACTION && key->key != COSELL_QUERY_KEY_QUALITY &&
         key->key != COSELL_QUERY_KEY_SENDER;
}

/* The expression whose values are counted. Returns: (transfer full) */
static char *
facet_column (CosellStore *self, const CosellQueryKeyInfo *key, const CosellStoreFilter *filter)
{
  const CosellField *field =
      key->field != NULL ? cosell_field_find (cosell_deal_fields, key->field) : NULL;

  if (key->key == COSELL_QUERY_KEY_REGISTRATION)
    return g_strdup ("cosell_registration (registration_status)");
  if (key->key == COSELL_QUERY_KEY_MICROSOFT)
    return g_strdup ("nullif (microsoft_status, 'draft')");
  if (key->key == COSELL_QUERY_KEY_PARTNER)
    return cosell_store_filter_column (filter, "partners");
  if (key->key == COSELL_QUERY_KEY_CRM)
    return cosell_store_make_crm_fact (self, FALSE);
  return cosell_store_filter_column (filter, field != NULL ? field->column : key->name);
}

static void
add_row (GHashTable *values, const CosellQueryKeyInfo *key, CosellStatement *statement)
{
  const char *text = cosell_statement_text (statement, 0);
  gint64 count = cosell_statement_int (statement, 1);

  if (text == NULL || *text == '\0')
    {
      if (key->optional)
        add_value (values, NULL, NULL, count);
    }
  else if (key->key == COSELL_QUERY_KEY_REGISTRATION)
    add_value (values, word_of (key, (int) cosell_statement_int (statement, 0)), NULL, count);
  else if (key->kind == COSELL_QUERY_KIND_TEXT)
    add_lines (values, text, count);
  else
    add_value (values, text, NULL, count);
}

static gint
compare_values (gconstpointer a, gconstpointer b)
{
  const CosellFacetValue *one = *(const CosellFacetValue *const *) a;
  const CosellFacetValue *other = *(const CosellFacetValue *const *) b;

  if (one->count != other->count)
    return one->count > other->count ? -1 : 1;
  return g_strcmp0 (one->value, other->value);
}

/* Returns: (transfer full) */
static GPtrArray *
take_values (GHashTable *values)
{
  GPtrArray *array = g_ptr_array_new_with_free_func ((GDestroyNotify) cosell_facet_value_free);
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, values);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      g_hash_table_iter_steal (&iter);
      g_free (key);
      g_ptr_array_add (array, value);
    }
  g_ptr_array_sort (array, compare_values);
  return array;
}

GPtrArray *
cosell_store_count_facet (CosellStore *self,
                          const CosellDealQuery *query,
                          CosellQueryKey key,
                          GError **error)
{
  const CosellQueryKeyInfo *info = cosell_query_key_info (key);
  g_auto (CosellDealReading) reading = { NULL };
  g_autoptr (GHashTable) values = NULL;
  g_autoptr (CosellPassingStatement) statement = NULL;
  g_autofree char *column = NULL;
  g_autofree char *what = NULL;
  CosellStep step;

  g_return_val_if_fail (query != NULL && info != NULL && key != COSELL_QUERY_KEY_TAB &&
                            key != COSELL_QUERY_KEY_REMIND && info->kind <= COSELL_QUERY_KIND_STAGE,
                        NULL);
  COSELL_STORE_WORKER (self);

  if (!cosell_deal_reading_init (&reading, self, query, (int) key, error) ||
      !cosell_deal_reading_search (&reading, self, 0, error))
    return NULL;
  column = facet_column (self, info, reading.filter);
  what = g_strdup_printf ("%s, count(*)", column);
  statement = cosell_deal_reading_prepare (&reading, self, TRUE, !is_narrow (info), what,
                                           " GROUP BY 1", error);
  if (statement == NULL)
    return NULL;
  values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                  (GDestroyNotify) cosell_facet_value_free);
  while ((step = cosell_statement_step (statement, error)) == COSELL_STEP_ROW)
    add_row (values, info, statement);
  return step == COSELL_STEP_DONE ? take_values (values) : NULL;
}

/* A condition for each choice, beside those of the query. Returns: (transfer full) of
 * CosellStoreFilter */
static GPtrArray *
read_choices (CosellStore *store,
              const CosellDealReading *reading,
              GPtrArray *choices,
              GError **error)
{
  g_autoptr (GPtrArray) filters =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cosell_store_filter_free);
  int parameter = cosell_store_filter_get_next (reading->filter);

  for (guint i = 0; i < choices->len; i++)
    {
      CosellStoreFilter *filter =
          cosell_store_filter_new (store, g_ptr_array_index (choices, i), reading->query->context,
                                   parameter, COSELL_STORE_FILTER_ALL, error);

      if (filter == NULL)
        return NULL;
      g_ptr_array_add (filters, filter);
      parameter = cosell_store_filter_get_next (filter);
    }
  return g_steal_pointer (&filters);
}

static GArray *
read_counts (CosellStatement *statement, GPtrArray *filters, GError **error)
{
  GArray *counts;

  for (guint i = 0; i < filters->len; i++)
    cosell_store_filter_bind (g_ptr_array_index (filters, i), statement);
  if (cosell_statement_step (statement, error) != COSELL_STEP_ROW)
    return NULL;
  counts = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < filters->len; i++)
    {
      gint64 count = cosell_statement_int (statement, (int) i);

      g_array_append_val (counts, count);
    }
  return counts;
}

GArray *
cosell_store_count_choices (CosellStore *self,
                            const CosellDealQuery *query,
                            GPtrArray *choices,
                            int except,
                            GError **error)
{
  g_auto (CosellDealReading) reading = { NULL };
  g_autoptr (GPtrArray) filters = NULL;
  g_autoptr (CosellPassingStatement) statement = NULL;
  g_autoptr (GString) what = g_string_new (NULL);

  g_return_val_if_fail (query != NULL && query->context != NULL && choices != NULL, NULL);
  COSELL_STORE_WORKER (self);

  if (choices->len == 0)
    return g_array_new (FALSE, FALSE, sizeof (gint64));
  if (!cosell_deal_reading_init (&reading, self, query, except, error) ||
      !cosell_deal_reading_search (&reading, self, 0, error))
    return NULL;
  filters = read_choices (self, &reading, choices, error);
  if (filters == NULL)
    return NULL;
  for (guint i = 0; i < filters->len; i++)
    g_string_append_printf (what, "%scount (*) FILTER (WHERE TRUE%s)", i > 0 ? ", " : "",
                            cosell_store_filter_get_sql (g_ptr_array_index (filters, i)));
  statement = cosell_deal_reading_prepare (&reading, self, TRUE, TRUE, what->str, "", error);
  return statement != NULL ? read_counts (statement, filters, error) : NULL;
}

/* ---- what they are worth ---- */

CosellTotals *
cosell_store_get_totals (CosellStore *self,
                         const CosellDealQuery *query,
                         const CosellRates *rates,
                         const char *currency,
                         guint32 today,
                         GError **error)
{
  g_auto (CosellDealReading) reading = { NULL };
  g_autoptr (CosellTotalsBuilder) builder = NULL;
  g_autoptr (CosellPassingStatement) statement = NULL;
  CosellStep step;

  g_return_val_if_fail (query != NULL, NULL);
  COSELL_STORE_WORKER (self);

  if (!cosell_deal_reading_init (&reading, self, query, COSELL_STORE_FILTER_ALL, error) ||
      !cosell_deal_reading_search (&reading, self, 0, error))
    return NULL;
  statement = cosell_deal_reading_prepare (&reading, self, TRUE, TRUE,
                                           "status, type, stage, value, currency", "", error);
  if (statement == NULL)
    return NULL;
  builder = cosell_totals_builder_new ();
  while ((step = cosell_statement_step (statement, error)) == COSELL_STEP_ROW)
    {
      CosellDealData row = { 0 };

      row.status = cosell_statement_enum (statement, 0, COSELL_TYPE_DEAL_STATUS, 0);
      row.type = cosell_statement_enum (statement, 1, COSELL_TYPE_DEAL_TYPE, 0);
      row.stage = cosell_statement_int (statement, 2);
      row.value = (char *) cosell_statement_text (statement, 3);
      row.currency = (char *) cosell_statement_text (statement, 4);
      cosell_totals_builder_add (builder, &row);
    }
  if (step == COSELL_STEP_ERROR)
    return NULL;
  return cosell_totals_builder_end (g_steal_pointer (&builder), rates, currency, today);
}
