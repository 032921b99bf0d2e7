/* list --json, drafts --json */
#include "cli/cosell-cli-json.h"

#include <string.h>

static void
add_lines (CosellCliBuilder *json, const CosellField *field, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text != NULL ? text : "", "\n", -1);

  cosell_cli_builder_begin_array (json, field->name);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      lines[i][strcspn (lines[i], "\t")] = '\0';
      cosell_cli_builder_text (json, NULL, lines[i]);
    }
  cosell_cli_builder_end_array (json);
}

static void
add_field (CosellCliBuilder *json, const CosellField *field, const CosellDealData *row)
{
  g_autofree char *text = cosell_deal_data_dup_text (row, field);

  switch (field->kind)
    {
    case COSELL_FIELD_STRING:
    case COSELL_FIELD_DECIMAL:
    case COSELL_FIELD_DATE:
    case COSELL_FIELD_INSTANT:
    case COSELL_FIELD_ENUM:
      cosell_cli_builder_text (json, field->name, text);
      break;
    case COSELL_FIELD_LINES:
      add_lines (json, field, text);
      break;
    case COSELL_FIELD_INT:
    case COSELL_FIELD_STAGE:
      if (text != NULL)
        cosell_cli_builder_int (json, field->name, g_ascii_strtoll (text, NULL, 10));
      else
        cosell_cli_builder_null (json, field->name);
      break;
    case COSELL_FIELD_BOOL:
      cosell_cli_builder_bool (json, field->name, g_strcmp0 (text, "true") == 0);
      break;
    }
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
