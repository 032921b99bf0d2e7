/* check --json */
#include "cli/cosell-cli-json.h"

char *
cosell_cli_verdicts_to_json (GPtrArray *verdicts, const char *half)
{
  CosellJsonWriter *writer = cosell_json_writer_new ();

  g_return_val_if_fail (verdicts != NULL, NULL);

  cosell_json_writer_begin_array (writer);
  for (guint i = 0; i < verdicts->len; i++)
    {
      const CosellVerdict *verdict = g_ptr_array_index (verdicts, i);

      cosell_json_writer_begin_object (writer);
      cosell_json_writer_member (writer, "action", cosell_enum_nick (COSELL_TYPE_ACTION, (int) i));
      cosell_json_writer_name (writer, "allowed");
      cosell_json_writer_bool (writer, verdict->allowed);
      cosell_json_writer_member (writer, "rules", verdict->rules);
      cosell_json_writer_member (writer, "reason", verdict->reason);
      if (half != NULL)
        cosell_json_writer_member (writer, "half", half);
      cosell_json_writer_end_object (writer);
    }
  cosell_json_writer_end_array (writer);
  return cosell_json_writer_end (writer);
}
