#include "store/cosell-store-filter-functions.h"

#include <string.h>

#include "base/cosell-decimal.h"
#include "base/cosell-field.h"
#include "base/cosell-text-find.h"
#include "model/cosell-query-keys.h"
#include "model/cosell-totals.h"

static const char *
text_of (sqlite3_value *value)
{
  return (const char *) sqlite3_value_text (value);
}

/* Texts that were folded for a needle; others than these are folded each time. */
#define MOST_KNOWN 2000

/* The same customers and people come again and again: what was found of a text is kept with the
 * needle for as long as the query runs. */
static gboolean
known_holds (sqlite3_context *context, const char *text, const char *needle)
{
  GHashTable *known = sqlite3_get_auxdata (context, 1);
  gpointer found;

  if (known != NULL && g_hash_table_lookup_extended (known, text, NULL, &found))
    return GPOINTER_TO_INT (found);
  if (known == NULL)
    {
      sqlite3_set_auxdata (context, 1,
                           g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
                           (void (*) (void *)) g_hash_table_unref);
      known = sqlite3_get_auxdata (context, 1);
    }
  found = GINT_TO_POINTER (cosell_text_holds_folded (text, needle));
  if (known != NULL && g_hash_table_size (known) < MOST_KNOWN)
    g_hash_table_insert (known, g_strdup (text), found);
  return GPOINTER_TO_INT (found);
}

static void
holds_func (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  const char *text = text_of (values[0]);
  const char *needle = text_of (values[1]);
  gboolean holds;

  if (text == NULL || needle == NULL)
    return;
  if (!cosell_text_holds_ascii (text, needle, &holds))
    holds = known_holds (context, text, needle);
  sqlite3_result_int (context, holds);
}

static void
has_line_func (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  const char *line = text_of (values[0]);
  const char *id = text_of (values[1]);
  gsize length = id != NULL ? strlen (id) : 0;
  gboolean found = FALSE;

  if (line == NULL || id == NULL)
    return;
  while (!found && line != NULL)
    {
      found = strcspn (line, "\t\n") == length && memcmp (line, id, length) == 0;
      line = strchr (line, '\n');
      if (line != NULL)
        line++;
    }
  sqlite3_result_int (context, found);
}

static void
compare_func (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  if (text_of (values[0]) != NULL && text_of (values[1]) != NULL)
    sqlite3_result_int (context, cosell_decimal_compare (text_of (values[0]), text_of (values[1])));
}

static void
registration_func (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  int word = text_of (values[0]) != NULL ? cosell_query_registration_of (text_of (values[0])) : -1;

  if (word >= 0)
    sqlite3_result_int (context, word);
}

static void
weight_func (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  CosellDealData row = { 0 };

  if (!cosell_enum_from_nick (COSELL_TYPE_DEAL_STATUS, text_of (values[0]), &row.status) ||
      !cosell_enum_from_nick (COSELL_TYPE_DEAL_TYPE, text_of (values[1]), &row.type))
    return;
  row.stage = sqlite3_value_int64 (values[2]);
  sqlite3_result_int (context, (int) cosell_deal_weight (&row));
}

static void
ask_func (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  CosellStoreAsked *asked = sqlite3_value_pointer (values[0], COSELL_STORE_ASKED_POINTER);

  if (asked == NULL || n_values < 2)
    sqlite3_result_error (context, "nobody is asked", -1);
  else
    asked->answer (asked, sqlite3_value_int (values[1]), values + 2, context);
}

int
cosell_store_filter_add_functions (sqlite3 *db)
{
  static const struct
  {
    const char *name;
    int n_values;
    int flags;
    void (*func) (sqlite3_context *, int, sqlite3_value **);
  } functions[] = {
    { "cosell_holds", 2, SQLITE_DETERMINISTIC, holds_func },
    { "cosell_has_line", 2, SQLITE_DETERMINISTIC, has_line_func },
    { "cosell_compare", 2, SQLITE_DETERMINISTIC, compare_func },
    { "cosell_registration", 1, SQLITE_DETERMINISTIC, registration_func },
    { "cosell_weight", 3, SQLITE_DETERMINISTIC, weight_func },
    { "cosell_ask", -1, 0, ask_func },
  };
  int code = SQLITE_OK;

  for (guint i = 0; code == SQLITE_OK && i < G_N_ELEMENTS (functions); i++)
    code = sqlite3_create_function_v2 (db, functions[i].name, functions[i].n_values,
                                       SQLITE_UTF8 | SQLITE_DIRECTONLY | functions[i].flags, NULL,
                                       functions[i].func, NULL, NULL, NULL);
  return code;
}
