/* conflicts --json */
#include "cli/cosell-cli-json.h"

static void
add_conflict (CosellCliBuilder *json, gconstpointer item)
{
  const CosellConflict *conflict = item;
  g_autofree const char **sides = cosell_conflict_side_nicks (conflict->between);

  cosell_cli_builder_int (json, "id", conflict->deal);
  if (conflict->half != NULL)
    cosell_cli_builder_text (json, "half", conflict->half);
  cosell_cli_builder_text (json, "field", cosell_conflict_field (conflict->path));
  cosell_cli_builder_foreign (json, "base", conflict->base, -1);
  cosell_cli_builder_foreign (json, "mine", conflict->mine, -1);
  cosell_cli_builder_foreign (json, "theirs", conflict->theirs, -1);
  cosell_cli_builder_foreign (json, "crm", conflict->crm, -1);
  cosell_cli_builder_begin_array (json, "between");
  for (guint i = 0; sides[i] != NULL; i++)
    cosell_cli_builder_text (json, NULL, sides[i]);
  cosell_cli_builder_end_array (json);
}

char *
cosell_cli_conflicts_to_json (GPtrArray *conflicts)
{
  return cosell_cli_builder_list (conflicts, add_conflict);
}
