/* list --json, drafts --json */
#include "cli/cosell-cli-json.h"

static void
add_field (CosellCliBuilder *json, const CosellField *field, const CosellDealData *row)
{
  g_autofree char *text = cosell_field_dup_text (field, row);

  switch (field->kind)
    {
    case COSELL_FIELD_STRING:
    case COSELL_FIELD_DECIMAL:
    case COSELL_FIELD_DATE:
    case COSELL_FIELD_INSTANT:
    case COSELL_FIELD_ENUM:
      cosell_cli_builder_text (json, field->name, text);
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
cosell_cli_json_add_row (CosellCliBuilder *json, const CosellDealData *row)
{
  for (const CosellField *field = cosell_deal_fields; field->name != NULL; field++)
    if ((field->flags & COSELL_FIELD_PUBLIC) != 0)
      add_field (json, field, row);
  /* read with the row, but no column to sort or filter by */
  cosell_cli_builder_bool (json, "held", row->held);
}

static void
add_row (CosellCliBuilder *json, gconstpointer item)
{
  cosell_cli_json_add_row (json, item);
}

char *
cosell_cli_rows_to_json (GPtrArray *rows)
{
  return cosell_cli_builder_list (rows, add_row);
}
