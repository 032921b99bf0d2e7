/* What a command is about: found by its first argument, and told of when it is done. */
#include "app/cosell-session-commands.h"
#include "cli/cosell-cli-private.h"

#include <glib/gi18n-lib.h>

#include "model/cosell-issue.h"

/* What the ID of the command means; one command is run in a process. */
static struct
{
  gint64 target;
  gint64 deal;
  char *half; /* (owned) (nullable) */
} found;

gint64
cosell_cli_find (CosellCli *self, CosellExit *status)
{
  return cosell_cli_find_id (self, cosell_cli_argument (self, 0), status);
}

gint64
cosell_cli_find_id (CosellCli *self, const char *id, CosellExit *status)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  cosell_session_find_target_async (self->session, id, NULL, cosell_cli_result_cb, &result);
  g_clear_pointer (&found.half, g_free);
  found.target = cosell_session_find_target_finish (self->session, cosell_cli_await (&result),
                                                    &found.deal, &found.half, &error);
  if (found.target == 0)
    *status = cosell_cli_fail (error);
  return found.target;
}

gint64
cosell_cli_deal (gint64 target)
{
  return target == found.target && target < 0 ? found.deal : target;
}

const char *
cosell_cli_half (gint64 target)
{
  return target == found.target ? found.half : NULL;
}

/* The number of what a command was about, and the hidden half that it was about (P14). */
static void
add_target (CosellCliBuilder *json, const char *name, gint64 id)
{
  cosell_cli_builder_int (json, name, cosell_cli_deal (id));
  if (cosell_cli_half (id) != NULL)
    cosell_cli_builder_text (json, "half", cosell_cli_half (id));
}

gboolean
cosell_cli_report (CosellCli *self, const char *name, gint64 id)
{
  CosellCliBuilder *json;

  if (!self->json)
    return TRUE;
  json = cosell_cli_begin_object ();
  add_target (json, name, id);
  cosell_cli_print_object (json);
  return FALSE;
}

/* Beside them there may be errors: of a draft, which is kept whatever it lacks. */
static gboolean
is_warning (const CosellIssue *issue)
{
  return issue->severity == COSELL_SEVERITY_WARNING;
}

void
cosell_cli_warn (GPtrArray *issues)
{
  for (guint i = 0; issues != NULL && i < issues->len; i++)
    {
      const CosellIssue *issue = g_ptr_array_index (issues, i);

      /* Translators: number of a rule, then the warning */
      if (is_warning (issue))
        cosell_cli_complain (_ ("Warning (%s): %s"), issue->rule, issue->message);
    }
}

void
cosell_cli_print_id_and_warnings (gint64 id, GPtrArray *issues)
{
  CosellCliBuilder *json = cosell_cli_begin_object ();

  add_target (json, "id", id);
  cosell_cli_builder_begin_array (json, "warnings");
  for (guint i = 0; issues != NULL && i < issues->len; i++)
    {
      const CosellIssue *issue = g_ptr_array_index (issues, i);

      if (!is_warning (issue))
        continue;
      cosell_cli_builder_begin_object (json, NULL);
      cosell_cli_builder_text (json, "rule", issue->rule);
      cosell_cli_builder_text (json, "words", issue->message);
      cosell_cli_builder_end_object (json);
    }
  cosell_cli_builder_end_array (json);
  cosell_cli_print_object (json);
}

gboolean
cosell_cli_report_warnings (CosellCli *self, gint64 id, GPtrArray *issues)
{
  cosell_cli_warn (issues);
  if (self->json)
    cosell_cli_print_id_and_warnings (id, issues);
  return !self->json;
}

gboolean
cosell_cli_finish (CosellCli *self,
                   const char *name,
                   gint64 id,
                   GAsyncResult **result,
                   CosellExit *status)
{
  g_autoptr (GError) error = NULL;

  *status = COSELL_EXIT_DONE;
  if (cosell_session_finish (self->session, cosell_cli_await (result), &error))
    return cosell_cli_report (self, name, id);
  *status = cosell_cli_fail (error);
  return FALSE;
}

gboolean
cosell_cli_finish_id (CosellCli *self, gint64 *id, GAsyncResult **result, CosellExit *status)
{
  g_autoptr (GError) error = NULL;

  *status = COSELL_EXIT_DONE;
  *id = cosell_session_id_finish (self->session, cosell_cli_await (result), &error);
  if (*id != 0)
    return cosell_cli_report (self, "id", *id);
  *status = cosell_cli_fail (error);
  return FALSE;
}
