/* check, accept, decline, stage, win, lose, error, recreate, convert */
#include "app/cosell-session-commands.h"
#include "app/cosell-session-reports.h"
#include "cli/cosell-cli-json.h"
#include "cli/cosell-cli-private.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-time.h"

static gboolean
require_option (CosellCli *self, const char *option)
{
  if (cosell_cli_has (self, option))
    return TRUE;
  cosell_cli_complain (_ ("“%s” needs “--%s”. See “cosellctl %s --help”."), self->command->name,
                       option, self->command->name);
  return FALSE;
}

static void
add_cells (CosellCliTable *table, gconstpointer item, guint index)
{
  const CosellVerdict *verdict = item;

  cosell_cli_table_add (table, cosell_enum_nick (COSELL_TYPE_ACTION, (int) index));
  cosell_cli_table_add (table, verdict->allowed ? _ ("yes") : _ ("no"));
  cosell_cli_table_add (table, verdict->rules);
  cosell_cli_table_add (table, verdict->reason);
}

static const CosellCliList verdict_list = {
  { N_ ("Action"), N_ ("Allowed"), N_ ("Rules"), N_ ("Reason") },
  add_cells,
  NULL,
};

static CosellExit
run_check (CosellCli *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) verdicts = NULL;
  g_autofree char *json = NULL;
  CosellExit status;
  gint64 id = cosell_cli_find (self, &status);

  if (id == 0)
    return status;
  cosell_session_check_async (self->session, id, NULL, cosell_cli_result_cb, &result);
  verdicts = cosell_session_array_finish (self->session, cosell_cli_await (&result), &error);
  if (verdicts == NULL)
    return cosell_cli_fail (error);
  if (!self->json)
    cosell_cli_print_table (&verdict_list, verdicts, "");
  else
    {
      json = cosell_cli_verdicts_to_json (verdicts, cosell_cli_half (id));
      cosell_cli_print_json (json);
    }
  return COSELL_EXIT_DONE;
}

static CosellExit
run_accept (CosellCli *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellEdit) look = cosell_cli_read_edit (self, 0);
  g_autoptr (GPtrArray) issues = NULL;
  CosellExit status;
  gint64 id;

  if (look == NULL)
    return COSELL_EXIT_USE;
  id = cosell_cli_find (self, &status);
  if (id == 0)
    return status;
  cosell_session_accept_async (self->session, cosell_cli_make_edit (self, id), NULL,
                               cosell_cli_result_cb, &result);
  if (!cosell_session_edit_finish (self->session, cosell_cli_await (&result), &issues, &error))
    return cosell_cli_fail (error);
  if (cosell_cli_report_warnings (self, id, issues))
    cosell_cli_say (_ ("Deal %" G_GINT64_FORMAT
                       " is accepted. It goes out with the next sync; until then "
                       "“cosellctl undo” takes it back."),
                    cosell_cli_deal (id));
  return COSELL_EXIT_DONE;
}

static void
say_ended (CosellAction action, gint64 id)
{
  if (action == COSELL_ACTION_DECLINE)
    cosell_cli_say (_ ("Deal %" G_GINT64_FORMAT " is declined. It goes out with the next sync; "
                       "until then “cosellctl undo” takes it back."),
                    cosell_cli_deal (id));
  else if (action == COSELL_ACTION_LOSE)
    cosell_cli_say (_ ("Deal %" G_GINT64_FORMAT " is lost. It goes out with the next sync; until "
                       "then “cosellctl undo” takes it back."),
                    cosell_cli_deal (id));
  else
    cosell_cli_say (_ ("Deal %" G_GINT64_FORMAT " is closed as an error. It goes out with the next "
                       "sync; until then “cosellctl undo” takes it back."),
                    cosell_cli_deal (id));
}

static CosellExit
end (CosellCli *self, CosellAction action)
{
  g_autoptr (GAsyncResult) result = NULL;
  guint n_ids = self->arguments->len;
  CosellExit status;
  gint64 id;

  if (!require_option (self, "reason") || !cosell_cli_check_many (self, n_ids))
    return COSELL_EXIT_USE;
  if (cosell_cli_is_many (self, n_ids))
    return cosell_cli_run_many (self, n_ids,
                                cosell_many_change_new (action == COSELL_ACTION_DECLINE
                                                            ? COSELL_MANY_DECLINE
                                                            : COSELL_MANY_LOSE,
                                                        cosell_cli_value (self, "reason"),
                                                        cosell_cli_value (self, "notes")));
  id = cosell_cli_find (self, &status);
  if (id == 0)
    return status;
  cosell_session_end_async (self->session, id, action, cosell_cli_value (self, "reason"),
                            cosell_cli_value (self, "notes"), NULL, cosell_cli_result_cb, &result);
  if (cosell_cli_finish (self, "id", id, &result, &status))
    say_ended (action, id);
  return status;
}

static CosellExit
run_decline (CosellCli *self)
{
  return end (self, COSELL_ACTION_DECLINE);
}

static CosellExit
run_lose (CosellCli *self)
{
  return end (self, COSELL_ACTION_LOSE);
}

static CosellExit
run_error (CosellCli *self)
{
  return end (self, COSELL_ACTION_ERROR);
}

static CosellExit
run_stage (CosellCli *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  guint n_ids = self->arguments->len - 1;
  const char *stage = cosell_cli_argument (self, n_ids);
  CosellExit status;
  gint64 id;

  if (!cosell_cli_check_many (self, n_ids))
    return COSELL_EXIT_USE;
  if (cosell_cli_is_many (self, n_ids))
    return cosell_cli_run_many (self, n_ids,
                                cosell_many_change_new (COSELL_MANY_STAGE, stage, NULL));
  id = cosell_cli_find (self, &status);
  if (id == 0)
    return status;
  cosell_session_stage_async (self->session, id, stage, NULL, cosell_cli_result_cb, &result);
  if (cosell_cli_finish (self, "id", id, &result, &status))
    cosell_cli_say (_ ("Deal %" G_GINT64_FORMAT
                       " has its new stage. It goes out with the next sync; until then "
                       "“cosellctl undo” takes it back."),
                    cosell_cli_deal (id));
  return status;
}

static void
say_scheduled (gint64 id, gint64 scheduled)
{
  g_autofree char *instant = cosell_time_format (scheduled);

  cosell_cli_say (_ ("Deal %" G_GINT64_FORMAT " will be marked as won by the first sync after "
                     "%s. Until then it stays open."),
                  cosell_cli_deal (id), instant);
}

static CosellExit
run_win (CosellCli *self)
{
  gboolean when_safe = cosell_cli_has (self, "when-safe");
  gboolean anyway = cosell_cli_has (self, "anyway");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gint64 scheduled;
  CosellWinMode mode = COSELL_WIN_GUARDED;
  CosellExit status;
  gint64 id;

  if (when_safe && anyway)
    {
      cosell_cli_complain (_ ("“--when-safe” and “--anyway” cannot both be meant."));
      return COSELL_EXIT_USE;
    }
  if (when_safe || anyway)
    mode = anyway ? COSELL_WIN_ANYWAY : COSELL_WIN_WHEN_SAFE;
  id = cosell_cli_find (self, &status);
  if (id == 0)
    return status;
  cosell_session_win_async (self->session, id, mode, NULL, cosell_cli_result_cb, &result);
  if (!cosell_session_win_finish (self->session, cosell_cli_await (&result), &scheduled, &error))
    return cosell_cli_fail (error);
  if (!cosell_cli_report (self, "id", id))
    return COSELL_EXIT_DONE;
  if (scheduled != COSELL_NO_TIME)
    say_scheduled (id, scheduled);
  else
    cosell_cli_say (_ ("Deal %" G_GINT64_FORMAT " is won. It goes out with the next sync; until "
                       "then “cosellctl undo” takes it back."),
                    cosell_cli_deal (id));
  return COSELL_EXIT_DONE;
}

typedef void (*MakeDraftFunc) (CosellSession *session,
                               gint64 deal,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);

/* Of the deal of the command line. deal: (out): its number as it is told. Returns: the draft's; 0
 * with status, which was told */
static gint64
make_draft (CosellCli *self, MakeDraftFunc make, gint64 *deal, CosellExit *status)
{
  g_autoptr (GAsyncResult) result = NULL;
  gint64 id = cosell_cli_find (self, status);
  gint64 draft;

  if (id == 0)
    return 0;
  *deal = cosell_cli_deal (id);
  make (self->session, id, NULL, cosell_cli_result_cb, &result);
  return cosell_cli_finish_id (self, &draft, &result, status) ? draft : 0;
}

static CosellExit
run_recreate (CosellCli *self)
{
  CosellExit status;
  gint64 deal;
  gint64 draft = make_draft (self, cosell_session_recreate_async, &deal, &status);

  if (draft != 0)
    cosell_cli_say (_ ("Draft %" G_GINT64_FORMAT " was made from deal %" G_GINT64_FORMAT
                       ". Check its close date and the customer’s consent, then submit it."),
                    draft, deal);
  return status;
}

static CosellExit
run_convert (CosellCli *self)
{
  CosellExit status;
  gint64 lead;
  gint64 draft = make_draft (self, cosell_session_convert_async, &lead, &status);

  if (draft != 0)
    cosell_cli_say (_ ("Draft %" G_GINT64_FORMAT " was made from lead %" G_GINT64_FORMAT
                       ". Add what a deal needs and the customer’s consent, then submit it."),
                    draft, lead);
  return status;
}

static const CosellCliOption end_options[] = {
  { "reason", "R", N_ ("Why: a number of the list, or its exact text") },
  { "notes", "T", N_ ("Notes, put on top of those of the deal") },
  { NULL, NULL, NULL },
};

static const CosellCliOption end_many_options[] = {
  { "reason", "R", N_ ("Why: a number of the list, or its exact text") },
  { "notes", "T", N_ ("Notes, put on top of those of the deal") },
  COSELL_CLI_MANY_OPTIONS,
  { NULL, NULL, NULL },
};

static const CosellCliOption stage_options[] = {
  COSELL_CLI_MANY_OPTIONS,
  { NULL, NULL, NULL },
};

static const CosellCliOption win_options[] = {
  { "when-safe", NULL, N_ ("Later, when 72 hours since the creation are over, if need be") },
  { "anyway", NULL, N_ ("Now, although the deal registration may be refused for it") },
  { NULL, NULL, NULL },
};

#define CLOSING_LIST                                                                               \
  N_ ("Reasons: 1 Project budget isn't adequate; 2 Customer didn't respond; 3 Customer chose "     \
      "another vendor; 4 Customer requirement not met; 5 Not a customer; 6 Proposed time line "    \
      "was too short; 7 Report as abuse, spam, or phishing; 8 Others.")

const CosellCliCommand cosell_cli_check = {
  "check", "ID", N_ ("Say what may be done to a deal, and why not"), NULL, NULL, 1, 1, run_check,
};

static const CosellCliOption accept_options[] = {
  { "add-member", "JSON", N_ ("Add a person to the team (the shape of the draft file)") },
  { NULL, NULL, NULL },
};

const CosellCliCommand cosell_cli_accept = {
  "accept",
  "ID [KEY=VALUE…] [--add-member JSON]…",
  N_ ("Accept a received deal"),
  N_ ("Accepting means that you engage with the customer. Name, value and close date are those of "
      "the deal unless they are given; the keys are those of “set”. All of it is one change."),
  accept_options,
  1,
  G_MAXUINT,
  run_accept,
};

const CosellCliCommand cosell_cli_decline = {
  "decline",
  "ID… --reason R [--notes T]",
  N_ ("Decline received deals, which closes them"),
  CLOSING_LIST,
  end_many_options,
  0,
  G_MAXUINT,
  run_decline,
};

const CosellCliCommand cosell_cli_stage = {
  "stage",
  "ID… STAGE",
  N_ ("Mark the stage of accepted deals"),
  N_ ("STAGE: 20 or qualified, 40 or developed, 60 or proposed, 80 or negotiated; of a solution "
      "assessment 20 or secure-customer-loe, 40 or collect-data, 60 or prepare-assessment-report, "
      "80 or present-to-customer, one at a time."),
  stage_options,
  1,
  G_MAXUINT,
  run_stage,
};

const CosellCliCommand cosell_cli_win = {
  "win",
  "ID [--when-safe|--anyway]",
  N_ ("Mark an accepted deal as won, which closes it"),
  N_ ("A deal that could be registered is not marked as won within 72 hours after it was created, "
      "unless one of the options says when."),
  win_options,
  1,
  1,
  run_win,
};

const CosellCliCommand cosell_cli_lose = {
  "lose",
  "ID… --reason R [--notes T]",
  N_ ("Mark accepted deals as lost, which closes them"),
  CLOSING_LIST,
  end_many_options,
  0,
  G_MAXUINT,
  run_lose,
};

const CosellCliCommand cosell_cli_error = {
  "error",
  "ID --reason R [--notes T]",
  N_ ("Close an accepted deal as an error"),
  N_ ("Reasons: 1 Duplicate - created through bulk upload; 2 Duplicate - created in Partner "
      "Center; "
      "3 Duplicate - sent by Microsoft; 4 Connector data sync issues; 5 Customer matching issues; "
      "6 Solution issues (explain in notes); 7 Test referral; 8 Data error; 9 Others (explain in "
      "notes)."),
  end_options,
  1,
  1,
  run_error,
};

const CosellCliCommand cosell_cli_recreate = {
  "recreate",
  "ID",
  N_ ("Make a new draft from a deal that is over"),
  N_ ("Of a closed deal, or of one of which Microsoft declined its part or did not answer. The "
      "draft has everything but the consent of the contacts and the invited partners."),
  NULL,
  1,
  1,
  run_recreate,
};

const CosellCliCommand cosell_cli_convert = {
  "convert",
  "ID",
  N_ ("Make a new draft from a lead"),
  N_ ("The draft has everything that the lead says but the consent of the contacts. The lead stays "
      "as it is."),
  NULL,
  1,
  1,
  run_convert,
};
