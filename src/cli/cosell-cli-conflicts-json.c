/* conflicts --json */
#include "cli/cosell-cli-json.h"

char *
cosell_cli_conflicts_to_json (GPtrArray *conflicts)
{
  CosellJsonWriter *writer = cosell_json_writer_new ();

  g_return_val_if_fail (conflicts != NULL, NULL);

  cosell_json_writer_begin_array (writer);
  for (guint i = 0; i < conflicts->len; i++)
    {
      const CosellConflict *conflict = g_ptr_array_index (conflicts, i);

      cosell_json_writer_begin_object (writer);
      cosell_json_writer_name (writer, "id");
      cosell_json_writer_int (writer, conflict->deal);
      if (conflict->half != NULL)
        cosell_json_writer_member (writer, "half", conflict->half);
      cosell_json_writer_member (writer, "field", cosell_conflict_field (conflict->path));
      cosell_cli_json_add (writer, "base", conflict->base);
      cosell_cli_json_add (writer, "mine", conflict->mine);
      cosell_cli_json_add (writer, "theirs", conflict->theirs);
      cosell_json_writer_end_object (writer);
    }
  cosell_json_writer_end_array (writer);
  return cosell_json_writer_end (writer);
}
