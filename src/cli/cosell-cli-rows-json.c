/* list --json, drafts --json, export --format json */
#include "cli/cosell-cli-json.h"

#include <string.h>

#include "model/cosell-export.h"

static void
add_lines (CosellCliBuilder *json, const char *key, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text != NULL ? text : "", "\n", -1);

  cosell_cli_builder_begin_array (json, key);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      lines[i][strcspn (lines[i], "\t")] = '\0';
      cosell_cli_builder_text (json, NULL, lines[i]);
    }
  cosell_cli_builder_end_array (json);
}

/* text: (nullable) as of a field of that kind */
static void
add_text (CosellCliBuilder *json, const char *key, CosellFieldKind kind, const char *text)
{
  switch (kind)
    {
    case COSELL_FIELD_STRING:
    case COSELL_FIELD_DECIMAL:
    case COSELL_FIELD_DATE:
    case COSELL_FIELD_INSTANT:
    case COSELL_FIELD_ENUM:
      cosell_cli_builder_text (json, key, text);
      break;
    case COSELL_FIELD_LINES:
      add_lines (json, key, text);
      break;
    case COSELL_FIELD_INT:
    case COSELL_FIELD_STAGE:
      if (text != NULL)
        cosell_cli_builder_int (json, key, g_ascii_strtoll (text, NULL, 10));
      else
        cosell_cli_builder_null (json, key);
      break;
    case COSELL_FIELD_BOOL:
      cosell_cli_builder_bool (json, key, g_strcmp0 (text, "true") == 0);
      break;
    }
}

static void
add_field (CosellCliBuilder *json, const CosellField *field, const CosellDealData *row)
{
  g_autofree char *text = cosell_deal_data_dup_text (row, field);

  add_text (json, field->name, field->kind, text);
}

void
cosell_cli_json_add_row (CosellCliBuilder *json, const CosellDealData *row, gboolean lists)
{
  for (const CosellField *field = cosell_deal_fields; field->name != NULL; field++)
    if ((field->flags & COSELL_FIELD_PUBLIC) != 0 && (lists || field->kind != COSELL_FIELD_LINES))
      add_field (json, field, row);
  /* read with the row, but no column to sort or filter by */
  cosell_cli_builder_bool (json, "held", row->held);
}

static void
add_row (CosellCliBuilder *json, gconstpointer item)
{
  cosell_cli_json_add_row (json, item, TRUE);
}

char *
cosell_cli_rows_to_json (GPtrArray *rows)
{
  return cosell_cli_builder_list (rows, add_row);
}

char *
cosell_cli_columns_to_json (GPtrArray *rows, const char *const *columns)
{
  CosellCliBuilder *json = cosell_cli_builder_new ();

  cosell_cli_builder_begin_array (json, NULL);
  for (guint i = 0; i < rows->len; i++)
    {
      cosell_cli_builder_begin_object (json, NULL);
      for (const char *const *column = columns; *column != NULL; column++)
        {
          g_autofree char *text = cosell_export_dup_text (g_ptr_array_index (rows, i), *column);

          add_text (json, *column, cosell_export_get_kind (*column), text);
        }
      cosell_cli_builder_end_object (json);
    }
  cosell_cli_builder_end_array (json);
  return cosell_cli_builder_end (json);
}
