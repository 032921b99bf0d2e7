/* conflicts, resolve: what was changed here and by the service too (P4) */
#include "app/cosell-session-commands.h"
#include "app/cosell-session-reports.h"
#include "cli/cosell-cli-private.h"

#include <glib/gi18n-lib.h>

#include "cli/cosell-cli-format.h"
#include "cli/cosell-cli-json.h"
#include "model/cosell-conflict.h"

static void
print_conflicts (GPtrArray *conflicts)
{
  const char *const titles[] = { _ (">Deal"), _ ("Field"),         _ ("It was"),
                                 _ ("Yours"), _ ("The service’s"), NULL };
  CosellCliTable *table = cosell_cli_table_new (titles);

  for (guint i = 0; i < conflicts->len; i++)
    {
      const CosellConflict *conflict = g_ptr_array_index (conflicts, i);

      cosell_cli_table_add (table, g_strdup_printf ("%" G_GINT64_FORMAT, conflict->deal));
      cosell_cli_table_add (table, g_strdup (cosell_conflict_field (conflict->path)));
      cosell_cli_table_add (table, cosell_cli_brief (conflict->base));
      cosell_cli_table_add (table, cosell_cli_brief (conflict->mine));
      cosell_cli_table_add (table, cosell_cli_brief (conflict->theirs));
    }
  cosell_cli_table_print (table, _ ("There are no conflicts."));
}

static CosellExit
run_conflicts (CosellCli *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) conflicts = NULL;

  cosell_session_conflicts_async (self->session, 0, NULL, cosell_cli_result_cb, &result);
  conflicts = cosell_session_array_finish (self->session, cosell_cli_await (&result), &error);
  if (conflicts == NULL)
    return cosell_cli_fail (error);
  if (self->json)
    cosell_cli_take_json (cosell_cli_conflicts_to_json (conflicts));
  else
    print_conflicts (conflicts);
  return COSELL_EXIT_DONE;
}

static CosellExit
run_resolve (CosellCli *self)
{
  GPtrArray *decisions = cosell_conflict_decisions_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  CosellConflictChoice choice;
  gint64 id = 0;
  guint left;

  if (cosell_conflict_choice_parse (cosell_cli_argument (self, 2), &choice, &error))
    id = cosell_cli_find (self, cosell_cli_argument (self, 0), &error);
  if (id == 0)
    {
      g_ptr_array_unref (decisions);
      return cosell_cli_fail (error);
    }
  g_ptr_array_add (decisions,
                   cosell_conflict_decision_new (cosell_cli_argument (self, 1), choice, NULL));
  cosell_session_resolve_async (self->session, id, decisions, NULL, cosell_cli_result_cb, &result);
  if (!cosell_session_finish (self->session, cosell_cli_await (&result), &error))
    return cosell_cli_fail (error);
  left = cosell_session_get_left (self->session, result);
  if (self->json)
    cosell_cli_print_id ("id", id);
  else if (choice == COSELL_CONFLICT_CHOICE_MINE)
    cosell_cli_say (_ ("Your value was kept. The history holds the service’s."));
  else
    cosell_cli_say (_ ("The service’s value was taken. The history holds yours."));
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
