/* conflicts, resolve: what was changed here and by the service too (P4) */
#include "app/cosell-session-commands.h"
#include "app/cosell-session-reports.h"
#include "cli/cosell-cli-private.h"

#include <glib/gi18n-lib.h>

#include "cli/cosell-cli-format.h"
#include "cli/cosell-cli-json.h"
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
}

static const CosellCliList conflict_list = {
  { N_ (">Deal"), N_ ("Field"), N_ ("It was"), N_ ("Yours"), N_ ("The service’s") },
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

static CosellExit
run_resolve (CosellCli *self)
{
  g_autoptr (GPtrArray) decisions = cosell_conflict_decisions_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  CosellConflictChoice choice;
  CosellExit status;
  gint64 id;
  guint left;

  if (!cosell_conflict_choice_parse (cosell_cli_argument (self, 2), &choice, &error))
    return cosell_cli_fail (error);
  id = cosell_cli_find (self, &status);
  if (id == 0)
    return status;
  g_ptr_array_add (decisions,
                   cosell_conflict_decision_new (cosell_cli_argument (self, 1), choice, NULL));
  cosell_session_resolve_async (self->session, id, g_steal_pointer (&decisions), NULL,
                                cosell_cli_result_cb, &result);
  if (cosell_cli_finish (self, "id", id, &result, &status))
    cosell_cli_say ("%s", choice == COSELL_CONFLICT_CHOICE_MINE
                              ? _ ("Your value was kept. The history holds the service’s.")
                              : _ ("The service’s value was taken. The history holds yours."));
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
  N_ ("List what was changed here and by the service too"),
  N_ ("Nothing of such a change is sent until “cosellctl resolve” says which value is right."),
  NULL,
  0,
  0,
  run_conflicts,
};

const CosellCliCommand cosell_cli_resolve = {
  "resolve",
  "ID FIELD mine|theirs",
  N_ ("Decide a conflict"),
  N_ ("FIELD is what “cosellctl conflicts” prints, or “all”. The value that is not taken stays in "
      "the history. Value and currency are decided together. Of a team, of solutions and of notes "
      "only what both sides changed is decided; the rest of both stays. Ends with 5 when the deal "
      "has further conflicts."),
  NULL,
  3,
  3,
  run_resolve,
};
