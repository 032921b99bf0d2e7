/* history --json */
#include "cli/cosell-cli-json.h"

static void
add_entry (CosellCliBuilder *json, const CosellHistoryEntry *entry)
{
  cosell_cli_builder_begin_object (json, NULL);
  cosell_cli_builder_instant (json, "at", entry->at);
  cosell_cli_builder_text (json, "who", entry->who);
  cosell_cli_builder_text (json, "path", entry->path);
  cosell_cli_builder_foreign (json, "old", entry->old, -1);
  cosell_cli_builder_foreign (json, "new", entry->value, -1);
  cosell_cli_builder_end_object (json);
}

char *
cosell_cli_history_to_json (GPtrArray *history)
{
  CosellCliBuilder *json = cosell_cli_builder_new ();

  g_return_val_if_fail (history != NULL, NULL);

  cosell_cli_builder_begin_array (json, NULL);
  for (guint i = 0; i < history->len; i++)
    add_entry (json, g_ptr_array_index (history, i));
  cosell_cli_builder_end_array (json);
  return cosell_cli_builder_end (json);
}
