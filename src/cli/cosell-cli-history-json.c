/* history --json */
#include "cli/cosell-cli-json.h"

#include "base/cosell-time.h"

static void
write_entry (CosellJsonWriter *writer, const CosellHistoryEntry *entry)
{
  g_autofree char *at = cosell_time_format (entry->at);

  cosell_json_writer_begin_object (writer);
  cosell_json_writer_member (writer, "at", at);
  cosell_json_writer_member (writer, "who", entry->who);
  cosell_json_writer_member (writer, "path", entry->path);
  cosell_cli_json_add (writer, "old", entry->old);
  cosell_cli_json_add (writer, "new", entry->value);
  cosell_json_writer_end_object (writer);
}

char *
cosell_cli_history_to_json (GPtrArray *history)
{
  CosellJsonWriter *writer = cosell_json_writer_new ();

  g_return_val_if_fail (history != NULL, NULL);

  cosell_json_writer_begin_array (writer);
  for (guint i = 0; i < history->len; i++)
    write_entry (writer, g_ptr_array_index (history, i));
  cosell_json_writer_end_array (writer);
  return cosell_json_writer_end (writer);
}
