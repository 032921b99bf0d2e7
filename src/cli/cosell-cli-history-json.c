/* history --json */
#include "cli/cosell-cli-json.h"

static void
add_entry (CosellCliBuilder *json, gconstpointer item)
{
  const CosellHistoryEntry *entry = item;

  cosell_cli_builder_instant (json, "at", entry->at);
  cosell_cli_builder_text (json, "who", entry->who);
  cosell_cli_builder_text (json, "path", entry->path);
  cosell_cli_builder_foreign (json, "old", entry->old, -1);
  cosell_cli_builder_foreign (json, "new", entry->value, -1);
}

char *
cosell_cli_history_to_json (GPtrArray *history)
{
  return cosell_cli_builder_list (history, add_entry);
}
