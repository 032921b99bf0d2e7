/* cosell-sandbox-dataverse-value.c: whether a column of the practice Dataverse takes a value */
#include "sandbox/cosell-sandbox-dataverse-value.h"

#include <string.h>

#include "base/cosell-decimal.h"
#include "base/cosell-time.h"
#include "sandbox/cosell-sandbox-dataverse-error.h"

static char *
refuse_kind (const SandboxTable *table, const SandboxColumn *column, GError **error)
{
  sandbox_dataverse_set_error (error, SANDBOX_DATAVERSE_PAYLOAD,
                               "Error identified in Payload provided by the user for Entity "
                               "'%s': a value of '%s' has the wrong type.",
                               table->set, column->logical);
  return NULL;
}

static char *
refuse_range (const SandboxTable *table,
              const SandboxColumn *column,
              const char *text,
              GError **error)
{
  sandbox_dataverse_set_error (
      error, SANDBOX_DATAVERSE_INVALID_ARGUMENT,
      "A validation error occurred. The value %s of '%s' on record of type "
      "'%s' is outside the valid range.",
      text, column->logical, table->logical);
  return NULL;
}

static char *
check_text (const SandboxTable *table,
            const SandboxColumn *column,
            CosellJsonValue value,
            GError **error)
{
  g_autofree char *text = cosell_json_dup_string (value);
  g_autofree gunichar2 *units = NULL;
  glong length = 0;

  if (text == NULL)
    return refuse_kind (table, column, error);
  units = g_utf8_to_utf16 (text, -1, NULL, &length, NULL);
  if (length > (glong) column->length)
    {
      sandbox_dataverse_set_error (error, SANDBOX_DATAVERSE_TOO_LONG,
                                   "A validation error occurred.  The length of the '%s' attribute "
                                   "of the '%s' entity exceeded the maximum allowed length of "
                                   "'%u'.",
                                   column->logical, table->logical, column->length);
      return NULL;
    }
  return cosell_json_quote (text);
}

static char *
check_money (SandboxDataverse *dataverse,
             const SandboxTable *table,
             const SandboxColumn *column,
             CosellJsonValue value,
             GError **error)
{
  g_autofree char *text = cosell_json_dup_raw (value);
  g_autofree char *size = NULL;
  g_autofree char *rounded = NULL;
  gint64 whole;

  if (cosell_json_kind (value) != COSELL_JSON_NUMBER)
    return refuse_kind (table, column, error);
  size = cosell_decimal_normalize (*text == '-' ? text + 1 : text, 0);
  if (size == NULL || cosell_decimal_compare (size, dataverse->max_amount) > 0)
    return refuse_range (table, column, text, error);
  if (cosell_decimal_to_int (text, column->length, &whole))
    return g_steal_pointer (&text);
  rounded = cosell_decimal_divide (text, "1", column->length);
  return rounded != NULL ? g_steal_pointer (&rounded) : refuse_range (table, column, text, error);
}

static char *
check_number (const SandboxTable *table,
              const SandboxColumn *column,
              CosellJsonValue value,
              GError **error)
{
  g_autofree char *text = cosell_json_dup_raw (value);
  gint64 number;

  if (cosell_json_kind (value) != COSELL_JSON_NUMBER)
    return refuse_kind (table, column, error);
  if (column->kind == SANDBOX_COLUMN_DECIMAL || column->kind == SANDBOX_COLUMN_BIG_INTEGER)
    return g_steal_pointer (&text);
  if (!cosell_decimal_to_int (text, 0, &number))
    return refuse_kind (table, column, error);
  if (column->options != NULL ? sandbox_dataverse_option_label (column, number) == NULL
                              : number < 0 || number > (gint64) column->length)
    return refuse_range (table, column, text, error);
  return g_steal_pointer (&text);
}

static char *
check_time (const SandboxTable *table,
            const SandboxColumn *column,
            CosellJsonValue value,
            GError **error)
{
  g_autofree char *text = cosell_json_dup_string (value);
  g_autofree char *kept = NULL;
  gint64 instant = 0;

  if (text == NULL || (column->kind == SANDBOX_COLUMN_DATE ? !cosell_date_parse (text, NULL)
                                                           : !cosell_time_parse (text, &instant)))
    return refuse_kind (table, column, error);
  kept = column->kind == SANDBOX_COLUMN_DATE
             ? g_steal_pointer (&text)
             : cosell_time_format (instant - instant % G_TIME_SPAN_SECOND);
  return cosell_json_quote (kept);
}

char *
sandbox_dataverse_check_value (SandboxDataverse *dataverse,
                               const SandboxTable *table,
                               const SandboxColumn *column,
                               CosellJsonValue value,
                               GError **error)
{
  if (cosell_json_kind (value) == COSELL_JSON_NULL)
    return g_strdup ("null");
  switch (column->kind)
    {
    case SANDBOX_COLUMN_TEXT:
    case SANDBOX_COLUMN_MEMO:
      return check_text (table, column, value, error);
    case SANDBOX_COLUMN_MONEY:
      return check_money (dataverse, table, column, value, error);
    case SANDBOX_COLUMN_BOOLEAN:
      if (cosell_json_kind (value) != COSELL_JSON_TRUE &&
          cosell_json_kind (value) != COSELL_JSON_FALSE)
        return refuse_kind (table, column, error);
      return cosell_json_dup_raw (value);
    case SANDBOX_COLUMN_DATE:
    case SANDBOX_COLUMN_INSTANT:
      return check_time (table, column, value, error);
    case SANDBOX_COLUMN_KEY:
    case SANDBOX_COLUMN_LOOKUP:
      return refuse_kind (table, column, error);
    case SANDBOX_COLUMN_DECIMAL:
    case SANDBOX_COLUMN_INTEGER:
    case SANDBOX_COLUMN_BIG_INTEGER:
    case SANDBOX_COLUMN_PICKLIST:
    case SANDBOX_COLUMN_STATE:
    case SANDBOX_COLUMN_STATUS:
      return check_number (table, column, value, error);
    }
  g_return_val_if_reached (NULL);
}

gboolean
sandbox_dataverse_split_key (const char *segment, SandboxTableId *table, char **key)
{
  const char *open = strchr (segment, '(');
  gsize length = strlen (segment);

  if (open == NULL || segment[length - 1] != ')')
    return FALSE;
  *table = sandbox_dataverse_find_table (segment, open - segment);
  *key = g_strndup (open + 1, length - (gsize) (open - segment) - 2);
  return *table != SANDBOX_N_TABLES;
}

char *
sandbox_dataverse_check_bind (SandboxDataverse *dataverse,
                              const SandboxTarget *target,
                              CosellJsonValue value,
                              GError **error)
{
  g_autofree char *text = cosell_json_dup_string (value);
  g_autofree char *key = NULL;
  const char *slash = text != NULL ? strrchr (text, '/') : NULL;
  SandboxTableId table;
  SandboxRow *row;

  if (cosell_json_kind (value) == COSELL_JSON_NULL)
    return g_strdup ("null");
  if (text == NULL ||
      !sandbox_dataverse_split_key (slash != NULL ? slash + 1 : text, &table, &key) ||
      !g_str_equal (sandbox_dataverse_tables[table].logical, target->table))
    {
      sandbox_dataverse_set_error (error, SANDBOX_DATAVERSE_PAYLOAD,
                                   "Invalid value in '%s@odata.bind': a row of %s was expected.",
                                   target->navigation, target->table);
      return NULL;
    }
  row = sandbox_dataverse_find (dataverse, table, key);
  if (row == NULL || !sandbox_dataverse_is_visible (dataverse, row))
    {
      sandbox_dataverse_set_error (error, SANDBOX_DATAVERSE_NOT_THERE,
                                   "Entity '%s' With Id = %s Does Not Exist", target->table, key);
      return NULL;
    }
  return cosell_json_quote (row->id);
}
