/* list --json, drafts --json */
#include "cli/cosell-cli-json.h"

char *
cosell_cli_rows_to_json (GPtrArray *rows)
{
  CosellJsonWriter *writer = cosell_json_writer_new ();

  g_return_val_if_fail (rows != NULL, NULL);

  cosell_json_writer_begin_array (writer);
  for (guint i = 0; i < rows->len; i++)
    cosell_deal_data_write_json (g_ptr_array_index (rows, i), writer, FALSE);
  cosell_json_writer_end_array (writer);
  return cosell_json_writer_end (writer);
}
