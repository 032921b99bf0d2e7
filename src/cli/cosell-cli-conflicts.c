/* conflicts, resolve: what was changed here and by the service, or in a CRM, too (P4, K3) */
#include "app/cosell-session-commands.h"
#include "app/cosell-session-reports.h"
#include "cli/cosell-cli-private.h"

#include <glib/gi18n-lib.h>

#include "cli/cosell-cli-format.h"
#include "cli/cosell-cli-json.h"
#include "model/cosell-change.h"
#include "model/cosell-conflict.h"

static void
add_cells (CosellCliTable *table, gconstpointer item, guint index)
{
  const CosellConflict *conflict = item;

  cosell_cli_table_add_number (table, conflict->deal);
  cosell_cli_table_add (table, cosell_conflict_field (conflict->path));
  cosell_cli_table_take (table, cosell_cli_brief (conflict->path, conflict->base));
  cosell_cli_table_take (table, cosell_cli_brief (conflict->path, conflict->mine));
  cosell_cli_table_take (table, cosell_cli_brief (conflict->path, conflict->theirs));
  cosell_cli_table_take (table, cosell_cli_brief (conflict->path, conflict->crm));
}

static const CosellCliList conflict_list = {
  { N_ (">Deal"), N_ ("Field"), N_ ("It was"), N_ ("Yours"), N_ ("The service’s"),
    N_ ("The CRM’s") },
  add_cells,
  cosell_cli_conflicts_to_json,
};

static CosellExit
run_conflicts (CosellCli *self)
{
  g_autoptr (GAsyncResult) result = NULL;

  cosell_session_conflicts_async (self->session, 0, NULL, cosell_cli_result_cb, &result);
  return cosell_cli_print_list (self, &conflict_list, &result, _ ("There are no conflicts."));
}

/* What a deal's question about won and lost (K8) has on both sides; the word of each is JSON.
 * Returns: whether it has one */
static gboolean
find_status (CosellCli *self, gint64 id, char **mine, char **crm)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) conflicts = NULL;

  cosell_session_conflicts_async (self->session, id, NULL, cosell_cli_result_cb, &result);
  conflicts = cosell_session_array_finish (self->session, cosell_cli_await (&result), NULL);
  for (guint i = 0; conflicts != NULL && i < conflicts->len; i++)
    {
      const CosellConflict *conflict = g_ptr_array_index (conflicts, i);

      if (!g_str_equal (cosell_conflict_field (conflict->path), "status"))
        continue;
      *mine = cosell_change_display (conflict->mine);
      *crm = cosell_change_display (conflict->crm);
      return TRUE;
    }
  return FALSE;
}

/* K8: what is closed on one side is closed on the other, too; what is open there cannot be opened
 * here. */
static CosellExit
resolve_status (CosellCli *self, gint64 id, const char *mine, const char *crm, gboolean take_mine)
{
  const char *reason = cosell_cli_value (self, "reason");
  const char *notes = cosell_cli_value (self, "notes");
  g_autoptr (GAsyncResult) result = NULL;
  CosellExit status;

  if (take_mine && !g_str_equal (mine, "open") && g_str_equal (crm, "open"))
    cosell_session_close_crm_async (self->session, id, reason, notes, NULL, cosell_cli_result_cb,
                                    &result);
  else if (take_mine || !g_str_equal (mine, "open"))
    cosell_session_leave_crm_async (self->session, id, NULL, cosell_cli_result_cb, &result);
  else if (g_str_equal (crm, "won"))
    cosell_session_win_async (self->session, id, COSELL_WIN_GUARDED, NULL, cosell_cli_result_cb,
                              &result);
  else if (reason == NULL)
    {
      cosell_cli_complain (
          _ ("The opportunity was lost. Say why: “--reason REASON [--notes TEXT]”."));
      return COSELL_EXIT_USE;
    }
  else
    cosell_session_end_async (self->session, id, COSELL_ACTION_LOSE, reason, notes, NULL,
                              cosell_cli_result_cb, &result);
  if (cosell_cli_finish (self, "id", id, &result, &status))
    cosell_cli_say (_ ("The question about won and lost is answered."));
  return status;
}

/* What became of the value that was not taken. */
static void
say_choice (CosellConflictChoice choice)
{
  if (choice == COSELL_CONFLICT_CHOICE_MINE)
    cosell_cli_say (_ ("Your value was kept. The history holds the other."));
  else if (choice == COSELL_CONFLICT_CHOICE_CRM)
    cosell_cli_say (_ ("The CRM’s value was taken. The history holds yours."));
  else
    cosell_cli_say (_ ("The service’s value was taken. The history holds yours."));
}

static CosellExit
run_resolve (CosellCli *self)
{
  g_autoptr (GPtrArray) decisions = cosell_conflict_decisions_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  const char *field = cosell_cli_argument (self, 1);
  g_autofree char *mine = NULL;
  g_autofree char *crm = NULL;
  CosellConflictChoice choice;
  CosellExit status;
  gint64 id;
  guint left;

  if (!cosell_conflict_choice_parse (cosell_cli_argument (self, 2), &choice, &error))
    return cosell_cli_fail (error);
  id = cosell_cli_find (self, &status);
  if (id == 0)
    return status;
  if (g_str_equal (field, "status") && choice != COSELL_CONFLICT_CHOICE_THEIRS &&
      find_status (self, id, &mine, &crm))
    return resolve_status (self, id, mine, crm, choice == COSELL_CONFLICT_CHOICE_MINE);
  g_ptr_array_add (decisions, cosell_conflict_decision_new (field, choice, NULL));
  cosell_session_resolve_async (self->session, id, g_steal_pointer (&decisions), NULL,
                                cosell_cli_result_cb, &result);
  if (cosell_cli_finish (self, "id", id, &result, &status))
    say_choice (choice);
  if (status != COSELL_EXIT_DONE)
    return status;
  left = cosell_session_get_left (self->session, result);
  if (left == 0)
    return COSELL_EXIT_DONE;
  cosell_cli_complain (ngettext ("The deal has %u more conflict. See “cosellctl conflicts”.",
                                 "The deal has %u more conflicts. See “cosellctl conflicts”.",
                                 left),
                       left);
  return COSELL_EXIT_REMAINS;
}

const CosellCliCommand cosell_cli_conflicts = {
  "conflicts",
  "",
  N_ ("List what was changed here and by the service, or in a CRM, too"),
  N_ ("Nothing of such a change is sent until “cosellctl resolve” says which value is right."),
  NULL,
  0,
  0,
  run_conflicts,
};

static const CosellCliOption resolve_options[] = {
  { "reason", N_ ("REASON"), N_ ("status: why it was lost, as of “lose”; or a reason of the CRM") },
  { "notes", N_ ("TEXT"), N_ ("status: words about it") },
  { NULL, NULL, NULL },
};

const CosellCliCommand cosell_cli_resolve = {
  "resolve",
  "ID FIELD mine|theirs|crm [--reason REASON] [--notes TEXT]",
  N_ ("Decide a conflict"),
  N_ ("FIELD is what “cosellctl conflicts” prints, or “all”. The value that is not taken stays in "
      "the history. Value and currency are decided together. Of a team, of solutions and of notes "
      "only what both sides changed is decided; the rest of both stays. “crm” takes the CRM’s "
      "value, "
      "which goes to the service like an edit; of “status” it closes the deal as the opportunity "
      "was "
      "closed, and “mine” the opportunity as the deal was, or leaves both. Ends with 5 when the "
      "deal "
      "has further conflicts."),
  resolve_options,
  3,
  3,
  run_resolve,
};
