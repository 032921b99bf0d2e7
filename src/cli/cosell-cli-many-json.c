/* What one command does to several deals, as JSON */
#include "cli/cosell-cli-json.h"

#include "app/cosell-session-many.h"
#include "model/cosell-change.h"
#include "model/cosell-issue.h"

static void
add_who (CosellCliBuilder *json, const CosellManyOutcome *outcome)
{
  if (outcome->seq != 0)
    cosell_cli_builder_int (json, "seq", outcome->seq);
  cosell_cli_builder_int (json, "id", outcome->id);
  if (outcome->half != NULL)
    cosell_cli_builder_text (json, "half", outcome->half);
}

static void
add_refusal (CosellCliBuilder *json, const CosellManyOutcome *outcome)
{
  cosell_cli_builder_text (json, "rule", outcome->rule);
  cosell_cli_builder_text (json, "reason", outcome->reason);
}

/* id 0: that of the deal is known from around it */
static void
add_warnings (CosellCliBuilder *json, const CosellManyOutcome *outcome, gint64 id)
{
  for (guint i = 0; outcome->issues != NULL && i < outcome->issues->len; i++)
    {
      const CosellIssue *issue = g_ptr_array_index (outcome->issues, i);

      if (issue->severity != COSELL_SEVERITY_WARNING)
        continue;
      cosell_cli_builder_begin_object (json, NULL);
      if (id != 0)
        cosell_cli_builder_int (json, "id", id);
      cosell_cli_builder_text (json, "rule", issue->rule);
      cosell_cli_builder_text (json, "words", issue->message);
      cosell_cli_builder_end_object (json);
    }
}

static void
add_preview (CosellCliBuilder *json, gconstpointer item)
{
  const CosellManyOutcome *outcome = item;
  g_autofree char *would =
      outcome->changes != NULL ? cosell_changes_to_json (outcome->changes) : NULL;

  add_who (json, outcome);
  cosell_cli_builder_foreign (json, "would", would, -1);
  add_refusal (json, outcome);
  cosell_cli_builder_begin_array (json, "warnings");
  add_warnings (json, outcome, 0);
  cosell_cli_builder_end_array (json);
}

char *
cosell_cli_preview_to_json (GPtrArray *outcomes)
{
  return cosell_cli_builder_list (outcomes, add_preview);
}

char *
cosell_cli_many_to_json (GPtrArray *outcomes, gboolean nothing, gint64 group)
{
  CosellCliBuilder *json = cosell_cli_builder_new ();

  g_return_val_if_fail (outcomes != NULL, NULL);

  cosell_cli_builder_begin_object (json, NULL);
  cosell_cli_builder_begin_array (json, "done");
  for (guint i = 0; !nothing && i < outcomes->len; i++)
    {
      const CosellManyOutcome *outcome = g_ptr_array_index (outcomes, i);

      if (outcome->reason == NULL)
        cosell_cli_builder_int (json, NULL, outcome->seq != 0 ? outcome->seq : outcome->id);
    }
  cosell_cli_builder_end_array (json);
  cosell_cli_builder_begin_array (json, "refused");
  for (guint i = 0; i < outcomes->len; i++)
    {
      const CosellManyOutcome *outcome = g_ptr_array_index (outcomes, i);

      if (outcome->reason == NULL)
        continue;
      cosell_cli_builder_begin_object (json, NULL);
      add_who (json, outcome);
      add_refusal (json, outcome);
      cosell_cli_builder_end_object (json);
    }
  cosell_cli_builder_end_array (json);
  if (group != 0)
    cosell_cli_builder_int (json, "group", group);
  else
    cosell_cli_builder_null (json, "group");
  cosell_cli_builder_begin_array (json, "warnings");
  for (guint i = 0; !nothing && i < outcomes->len; i++)
    {
      const CosellManyOutcome *outcome = g_ptr_array_index (outcomes, i);

      add_warnings (json, outcome, outcome->id);
    }
  cosell_cli_builder_end_array (json);
  cosell_cli_builder_end_object (json);
  return cosell_cli_builder_end (json);
}
