#include "model/cosell-export.h"

#include <string.h>

#include "base/cosell-decimal.h"
#include "base/cosell-time.h"
#include "model/cosell-referral.h"
#include "model/cosell-totals.h"

/* --- columns --- */

static char *
write_weighted (const CosellDealData *deal)
{
  g_autofree char *percent = g_strdup_printf ("%ue-2", cosell_deal_weight (deal));
  g_autofree char *product = NULL;

  if (deal->value == NULL || deal->type == COSELL_DEAL_TYPE_LEAD ||
      deal->status == COSELL_DEAL_STATUS_DRAFT)
    return NULL;
  product = cosell_decimal_multiply (deal->value, percent);
  return product != NULL ? cosell_money_normalize (product, deal->currency) : NULL;
}

static char *
write_last_change (const CosellDealData *deal)
{
  return cosell_time_format (MAX (deal->updated_at, deal->local_change_at));
}

static char *
write_next_deadline (const CosellDealData *deal)
{
  if (deal->status == COSELL_DEAL_STATUS_RECEIVED)
    return cosell_time_format_date (deal->expires_at);
  return deal->status == COSELL_DEAL_STATUS_ACCEPTED ? g_strdup (deal->close_date) : NULL;
}

static const struct
{
  const char *key;
  CosellFieldKind kind;
  char *(*write) (const CosellDealData *deal);
} worked_out[] = {
  { COSELL_COLUMN_WEIGHTED, COSELL_FIELD_DECIMAL, write_weighted },
  { COSELL_COLUMN_LAST_CHANGE, COSELL_FIELD_INSTANT, write_last_change },
  { COSELL_COLUMN_NEXT_DEADLINE, COSELL_FIELD_DATE, write_next_deadline },
};

/* What a column is made from: either of both. */
typedef struct
{
  const CosellField *field;
  char *(*write) (const CosellDealData *deal);
  CosellFieldKind kind;
} Column;

static gboolean
find_column (const char *key, Column *column)
{
  const CosellField *field = cosell_field_find (cosell_deal_fields, key);

  if (field != NULL && (field->flags & COSELL_FIELD_PUBLIC) != 0)
    {
      *column = (Column){ field, NULL, field->kind };
      return TRUE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (worked_out); i++)
    if (g_str_equal (worked_out[i].key, key))
      {
        *column = (Column){ NULL, worked_out[i].write, worked_out[i].kind };
        return TRUE;
      }
  return FALSE;
}

/* Items of a list have parts, of which the first one counts. */
static char *
drop_other_parts (char *lines)
{
  char *to = lines;
  gboolean first = TRUE;

  for (const char *from = lines; *from != '\0'; from++)
    {
      first = *from == '\n' || (first && *from != '\t');
      if (first)
        *to++ = *from;
    }
  *to = '\0';
  return lines;
}

static char *
dup_text (const Column *column, const CosellDealData *deal)
{
  char *text;

  if (column->field == NULL)
    return column->write (deal);
  text = cosell_deal_data_dup_text (deal, column->field);
  return text != NULL && column->kind == COSELL_FIELD_LINES ? drop_other_parts (text) : text;
}

gboolean
cosell_export_has (const char *key)
{
  Column column;

  g_return_val_if_fail (key != NULL, FALSE);

  return find_column (key, &column);
}

CosellFieldKind
cosell_export_get_kind (const char *key)
{
  Column column = { NULL, NULL, COSELL_FIELD_STRING };

  g_return_val_if_fail (key != NULL && find_column (key, &column), COSELL_FIELD_STRING);

  return column.kind;
}

char *
cosell_export_dup_text (const CosellDealData *deal, const char *key)
{
  Column column = { NULL, NULL, COSELL_FIELD_STRING };

  g_return_val_if_fail (deal != NULL && key != NULL && find_column (key, &column), NULL);

  return dup_text (&column, deal);
}

/* --- what is shown --- */

static void
add_once (GPtrArray *columns, const char *key)
{
  if (!g_ptr_array_find_with_equal_func (columns, key, g_str_equal, NULL))
    g_ptr_array_add (columns, g_strdup (key));
}

char **
cosell_export_dup_columns (const char *const *shown)
{
  static const char *const at_first[] = { "name",      "customer", "type",      "status", "value",
                                          "closeDate", "country",  "createdAt", NULL };
  static const struct
  {
    const char *key, *other;
  } beside[] = {
    { "type", "p2p" },
    { "status", "stage" },
    { "value", "currency" },
    { COSELL_COLUMN_WEIGHTED, "currency" },
  };
  GPtrArray *columns = g_ptr_array_new ();

  if (shown == NULL || *shown == NULL)
    shown = at_first;
  add_once (columns, "id");
  for (; *shown != NULL; shown++)
    {
      add_once (columns, *shown);
      for (guint i = 0; i < G_N_ELEMENTS (beside); i++)
        if (g_str_equal (beside[i].key, *shown))
          add_once (columns, beside[i].other);
    }
  g_ptr_array_add (columns, NULL);
  return (char **) g_ptr_array_free (columns, FALSE);
}

/* --- CSV --- */

/* Those of full width are others' plus and minus; a tab or a line end before them is passed over.
 */
gboolean
cosell_export_is_formula (const char *text)
{
  static const gunichar starts[] = { '=',  '+',    '-',    '@',    '\t',  '\r',
                                     '\n', 0xff1d, 0xff0b, 0xff0d, 0xff20 };
  gunichar first;

  g_return_val_if_fail (text != NULL, FALSE);

  first = g_utf8_get_char (text);
  for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
    if (first == starts[i])
      return TRUE;
  return FALSE;
}

#define PARTS ";\t\r\n"

/* Whether a formula stands where a spreadsheet may begin a cell: there, or behind what some part
 * cells by, who do not know then what the quotes are about. */
static gboolean
begins_formula (const char *text, const char *at)
{
  if (at == text)
    return cosell_export_is_formula (at);
  return strchr (PARTS, at[-1]) != NULL && strchr (PARTS, *at) == NULL &&
         cosell_export_is_formula (at);
}

static gboolean
has_formula (const char *text)
{
  for (const char *at = text; *at != '\0'; at++)
    if (begins_formula (text, at))
      return TRUE;
  return FALSE;
}

static void
append_quoted (GString *csv, const char *text)
{
  g_string_append_c (csv, '"');
  for (const char *at = text; *at != '\0'; at++)
    {
      if (begins_formula (text, at))
        g_string_append_c (csv, '\'');
      if (*at == '"')
        g_string_append_c (csv, '"');
      g_string_append_c (csv, *at);
    }
  g_string_append_c (csv, '"');
}

static void
append_cell (GString *csv, const Column *column, const char *text)
{
  gboolean number = (column->kind == COSELL_FIELD_DECIMAL && cosell_decimal_is_valid (text)) ||
                    column->kind == COSELL_FIELD_INT || column->kind == COSELL_FIELD_STAGE;

  if (number || (!has_formula (text) && strpbrk (text, "\",\r\n") == NULL))
    g_string_append (csv, text);
  else
    append_quoted (csv, text);
}

static void
append_row (GString *csv, GArray *columns, const CosellDealData *deal)
{
  for (guint i = 0; i < columns->len; i++)
    {
      const Column *column = &g_array_index (columns, Column, i);
      g_autofree char *text = dup_text (column, deal);

      if (i > 0)
        g_string_append_c (csv, ',');
      if (text == NULL)
        continue;
      if (column->kind == COSELL_FIELD_LINES)
        g_strdelimit (text, "\n", ';');
      append_cell (csv, column, text);
    }
  g_string_append (csv, "\r\n");
}

char *
cosell_export_to_csv (GPtrArray *deals, const char *const *columns)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (Column));
  GString *csv;

  g_return_val_if_fail (deals != NULL && columns != NULL, NULL);

  csv = g_string_new (NULL);
  for (guint i = 0; columns[i] != NULL; i++)
    {
      Column column = { NULL, NULL, COSELL_FIELD_STRING };

      if (!find_column (columns[i], &column))
        continue;
      g_string_append_printf (csv, "%s%s", found->len > 0 ? "," : "", columns[i]);
      g_array_append_val (found, column);
    }
  g_string_append (csv, "\r\n");
  for (guint i = 0; i < deals->len; i++)
    append_row (csv, found, g_ptr_array_index (deals, i));
  return g_string_free (csv, FALSE);
}
