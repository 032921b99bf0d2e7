/* conflicts --json */
#include "cli/cosell-cli-json.h"

static void
add_conflict (CosellCliBuilder *json, const CosellConflict *conflict)
{
  cosell_cli_builder_begin_object (json, NULL);
  cosell_cli_builder_int (json, "id", conflict->deal);
  if (conflict->half != NULL)
    cosell_cli_builder_text (json, "half", conflict->half);
  cosell_cli_builder_text (json, "field", cosell_conflict_field (conflict->path));
  cosell_cli_builder_foreign (json, "base", conflict->base, -1);
  cosell_cli_builder_foreign (json, "mine", conflict->mine, -1);
  cosell_cli_builder_foreign (json, "theirs", conflict->theirs, -1);
  cosell_cli_builder_end_object (json);
}

char *
cosell_cli_conflicts_to_json (GPtrArray *conflicts)
{
  CosellCliBuilder *json = cosell_cli_builder_new ();

  g_return_val_if_fail (conflicts != NULL, NULL);

  cosell_cli_builder_begin_array (json, NULL);
  for (guint i = 0; i < conflicts->len; i++)
    add_conflict (json, g_ptr_array_index (conflicts, i));
  cosell_cli_builder_end_array (json);
  return cosell_cli_builder_end (json);
}
