/* show, new, drafts, submit, delete */
#include "app/cosell-session-commands.h"
#include "app/cosell-session-reports.h"
#include "cli/cosell-cli-private.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-json.h"
#include "cli/cosell-cli-format.h"
#include "cli/cosell-cli-json.h"
#include "model/cosell-draft.h"

static CosellExit
run_show (CosellCli *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellDealReport) report = NULL;
  g_autofree char *json = NULL;

  cosell_session_show_async (self->session, cosell_cli_argument (self, 0), NULL,
                             cosell_cli_result_cb, &result);
  report = cosell_session_show_finish (self->session, cosell_cli_await (&result), &error);
  json = report != NULL ? cosell_cli_deal_to_json (report, &error) : NULL;
  if (json == NULL)
    return cosell_cli_fail (error);
  if (self->json)
    cosell_cli_print_json (json);
  else
    cosell_cli_print_deal (json);
  return COSELL_EXIT_DONE;
}

static CosellDraft *
read_draft (const char *file, GError **error)
{
  g_autofree char *text = cosell_cli_read_text (file, error);

  return text != NULL ? cosell_draft_new_from_json (text, error) : NULL;
}

/* All errors of a draft in one line, or NULL. */
static char *
join_errors (CosellCli *self, CosellDraft *draft)
{
  g_autoptr (GPtrArray) issues = NULL;
  g_autoptr (GString) line = g_string_new (NULL);
  GDate today;

  cosell_session_today (self->session, &today);
  issues = cosell_draft_validate (draft, &today);
  for (guint i = 0; i < issues->len; i++)
    {
      const CosellIssue *issue = g_ptr_array_index (issues, i);

      if (issue->severity != COSELL_SEVERITY_ERROR)
        continue;
      if (line->len > 0)
        g_string_append_c (line, ' ');
      g_string_append_printf (line, "%s (%s)", issue->message, issue->rule);
    }
  return line->len > 0 ? g_string_free (g_steal_pointer (&line), FALSE) : NULL;
}

/* What a draft is warned of, said on stderr. Returns: (transfer full) (nullable) of CosellIssue */
static GPtrArray *
warn (CosellCli *self, gint64 id)
{
  g_autoptr (GAsyncResult) result = NULL;
  GPtrArray *warnings;

  cosell_session_warn_draft_async (self->session, id, NULL, cosell_cli_result_cb, &result);
  warnings = cosell_session_array_finish (self->session, cosell_cli_await (&result), NULL);
  cosell_cli_warn (warnings);
  return warnings;
}

static gboolean
submit (CosellCli *self, gint64 id, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  cosell_session_submit_async (self->session, id, NULL, cosell_cli_result_cb, &result);
  return cosell_session_finish (self->session, cosell_cli_await (&result), error);
}

static void
say_submitted (CosellCli *self, gint64 id, GPtrArray *warnings)
{
  if (self->json)
    cosell_cli_print_id_and_warnings (id, warnings);
  else
    cosell_cli_say (_ ("Deal %" G_GINT64_FORMAT " waits for the next sync."), id);
}

static gint64
save (CosellCli *self, CosellDraft *draft, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  cosell_session_save_draft_async (self->session, 0, draft, NULL, cosell_cli_result_cb, &result);
  return cosell_session_id_finish (self->session, cosell_cli_await (&result), error);
}

/* A draft that may not be sent stays one, also when it was just made: it was work. Says so,
 * whatever said no. */
static CosellExit
refuse_submit (CosellCli *self, gint64 id, const char *reason, CosellExit exit_code)
{
  /* Translators: why a draft was not sent, then the number that it is kept under */
  cosell_cli_complain (_ ("%s It was kept as draft %" G_GINT64_FORMAT "."), reason, id);
  cosell_cli_report (self, "id", id);
  return exit_code;
}

static CosellExit
submit_draft (CosellCli *self, CosellDraft *draft, gint64 id)
{
  g_autofree char *errors = join_errors (self, draft);
  g_autoptr (GPtrArray) warnings = NULL;
  g_autoptr (GError) error = NULL;

  if (errors != NULL)
    return refuse_submit (self, id, errors, COSELL_EXIT_REFUSED);
  warnings = warn (self, id);
  if (!submit (self, id, &error))
    return refuse_submit (self, id, error->message, cosell_cli_exit_of (error));
  say_submitted (self, id, warnings);
  return COSELL_EXIT_DONE;
}

static CosellExit
run_new (CosellCli *self)
{
  const char *file = cosell_cli_value (self, "file");
  g_autoptr (GPtrArray) warnings = NULL;
  g_autoptr (CosellDraft) draft = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id;

  if (file == NULL)
    {
      cosell_cli_complain (_ ("“new” needs “--file” with the name of a draft file, or “-”."));
      return COSELL_EXIT_USE;
    }
  draft = read_draft (file, &error);
  if (draft == NULL)
    return cosell_cli_fail (error);
  id = save (self, draft, &error);
  if (id == 0)
    return cosell_cli_fail (error);
  if (cosell_cli_has (self, "submit"))
    return submit_draft (self, draft, id);
  warnings = warn (self, id);
  if (self->json)
    cosell_cli_print_id_and_warnings (id, warnings);
  else
    cosell_cli_say (_ ("Kept as draft %" G_GINT64_FORMAT "."), id);
  return COSELL_EXIT_DONE;
}

static CosellExit
run_drafts (CosellCli *self)
{
  g_autoptr (GAsyncResult) result = NULL;

  cosell_session_drafts_async (self->session, NULL, cosell_cli_result_cb, &result);
  return cosell_cli_print_list (self, &cosell_cli_rows, &result, _ ("No drafts."));
}

static CosellExit
run_submit (CosellCli *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (CosellDraft) draft = NULL;
  CosellExit status;
  gint64 id = cosell_cli_find (self, &status);

  if (id == 0)
    return status;
  cosell_session_load_draft_async (self->session, id, NULL, cosell_cli_result_cb, &result);
  draft = cosell_session_load_draft_finish (self->session, cosell_cli_await (&result), &error);
  if (draft == NULL)
    return cosell_cli_fail (error);
  return submit_draft (self, draft, id);
}

static CosellExit
run_delete (CosellCli *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  CosellExit status;
  gint64 id = cosell_cli_find (self, &status);

  if (id == 0)
    return status;
  cosell_session_delete_draft_async (self->session, id, NULL, cosell_cli_result_cb, &result);
  if (cosell_cli_finish (self, "id", id, &result, &status))
    cosell_cli_say (_ ("Draft %" G_GINT64_FORMAT " was deleted."), id);
  return status;
}

const CosellCliCommand cosell_cli_show = {
  "show", "ID", N_ ("Show everything about a deal"), NULL, NULL, 1, 1, run_show,
};

static const CosellCliOption new_options[] = {
  { "file", N_ ("FILE"), N_ ("Draft file; “-” is the standard input") },
  { "submit", NULL, N_ ("Send it with the next sync, if it is complete") },
  { NULL, NULL, NULL },
};

const CosellCliCommand cosell_cli_new = {
  "new",
  "--file DRAFT.json [--submit]",
  N_ ("Make a new deal from a draft file"),
  N_ ("Without --submit, or when something is missing, it is kept as a draft."),
  new_options,
  0,
  0,
  run_new,
};

const CosellCliCommand cosell_cli_drafts = {
  "drafts", "", N_ ("List the drafts"), NULL, NULL, 0, 0, run_drafts,
};

const CosellCliCommand cosell_cli_submit = {
  "submit", "ID", N_ ("Send a draft with the next sync"), NULL, NULL, 1, 1, run_submit,
};

const CosellCliCommand cosell_cli_delete = {
  "delete", "ID", N_ ("Delete a draft"), NULL, NULL, 1, 1, run_delete,
};
