/* check --json */
#include "cli/cosell-cli-json.h"

char *
cosell_cli_verdicts_to_json (GPtrArray *verdicts, const char *half)
{
  CosellCliBuilder *json = cosell_cli_builder_new ();

  g_return_val_if_fail (verdicts != NULL, NULL);

  cosell_cli_builder_begin_array (json, NULL);
  for (guint i = 0; i < verdicts->len; i++)
    {
      const CosellVerdict *verdict = g_ptr_array_index (verdicts, i);

      cosell_cli_builder_begin_object (json, NULL);
      cosell_cli_builder_text (json, "action", cosell_enum_nick (COSELL_TYPE_ACTION, (int) i));
      cosell_cli_builder_bool (json, "allowed", verdict->allowed);
      cosell_cli_builder_text (json, "rules", verdict->rules);
      cosell_cli_builder_text (json, "reason", verdict->reason);
      if (half != NULL)
        cosell_cli_builder_text (json, "half", half);
      cosell_cli_builder_end_object (json);
    }
  cosell_cli_builder_end_array (json);
  return cosell_cli_builder_end (json);
}
