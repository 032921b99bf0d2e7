/* Commands on several deals: which they are, what would become of them, and doing it. */
#include "app/cosell-session-find.h"
#include "app/cosell-session-many.h"
#include "app/cosell-session-reports.h"
#include "cli/cosell-cli-find.h"
#include "cli/cosell-cli-format.h"
#include "cli/cosell-cli-json.h"
#include "cli/cosell-cli-private.h"

#include <glib/gi18n-lib.h>

#include "model/cosell-change.h"
#include "model/cosell-deal-data.h"

gboolean
cosell_cli_is_many (CosellCli *self, guint n_ids)
{
  return n_ids > 1 || cosell_cli_has (self, "search") || cosell_cli_has (self, "dry-run") ||
         cosell_cli_has (self, "all-or-none");
}

static gboolean
require_yes (CosellCli *self)
{
  if (cosell_cli_has (self, "yes") || cosell_cli_has (self, "dry-run"))
    return TRUE;
  cosell_cli_complain (_ ("Several deals are changed with “--yes” only. “--dry-run” says before "
                          "what will happen to each."));
  return FALSE;
}

gboolean
cosell_cli_check_many (CosellCli *self, guint n_ids)
{
  const char *search = cosell_cli_value (self, "search");
  gboolean dry_run = cosell_cli_has (self, "dry-run");

  if (n_ids == 0 && search == NULL)
    cosell_cli_complain (_ ("Something is missing. Usage: cosellctl %s %s"), self->command->name,
                         self->command->usage);
  else if (n_ids > 0 && search != NULL)
    cosell_cli_complain (_ ("“--search” stands in place of IDs: give one or the other."));
  else if (search != NULL && *search == '\0')
    cosell_cli_complain (_ ("“--search” needs what to look for: nothing would mean all deals."));
  else if (dry_run && cosell_cli_has (self, "yes"))
    cosell_cli_complain (_ ("“--dry-run” and “--yes” cannot both be meant."));
  else
    return n_ids < 2 || require_yes (self);
  return FALSE;
}

/* --- which deals --- */

static gboolean
add_id (CosellCli *self, const char *id, GArray *deals, CosellExit *status)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *half = NULL;
  gint64 target, deal;

  cosell_session_find_target_async (self->session, id, NULL, cosell_cli_result_cb, &result);
  target = cosell_session_find_target_finish (self->session, cosell_cli_await (&result), &deal,
                                              &half, &error);
  if (target == 0)
    *status = cosell_cli_fail (error);
  else
    g_array_append_val (deals, target);
  return target != 0;
}

/* What `list --search` lists. */
static gboolean
add_found (CosellCli *self, const char *search, GArray *deals, CosellExit *status)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  const CosellFind find = { .tab = COSELL_TAB_ALL, .query = search };
  CosellQueryRange where = { 0, 0 };

  cosell_session_find_async (self->session, &find, NULL, cosell_cli_result_cb, &result);
  rows = cosell_session_find_finish (self->session, cosell_cli_await (&result), &where, &error);
  if (rows == NULL)
    {
      *status = cosell_cli_fail_query (self, search, error, &where);
      return FALSE;
    }
  for (guint i = 0; i < rows->len; i++)
    g_array_append_val (deals, ((const CosellDealData *) g_ptr_array_index (rows, i))->id);
  return TRUE;
}

/* The deals that the command line names, or those that it searches for. Returns: (transfer full) of
 * gint64; NULL after the error was printed and *status set */
static GArray *
find_deals (CosellCli *self, guint n_ids, CosellExit *status)
{
  g_autoptr (GArray) deals = g_array_new (FALSE, FALSE, sizeof (gint64));
  const char *search = cosell_cli_value (self, "search");

  if (search != NULL && !add_found (self, search, deals, status))
    return NULL;
  for (guint i = 0; i < n_ids; i++)
    if (!add_id (self, cosell_cli_argument (self, i), deals, status))
      return NULL;
  return g_steal_pointer (&deals);
}

/* --- what would happen --- */

static char *
describe_changes (GPtrArray *changes)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < changes->len; i++)
    {
      const CosellChange *change = g_ptr_array_index (changes, i);
      g_autofree char *label = cosell_cli_path_label (change->path);
      g_autofree char *old = cosell_cli_brief (change->path, change->original);
      g_autofree char *now = cosell_cli_brief (change->path, change->current);

      g_string_append_printf (text, "%s%s: %s → %s", i > 0 ? "; " : "", label,
                              old != NULL ? old : "–", now != NULL ? now : "–");
    }
  return g_string_free (text, FALSE);
}

static void
add_cells (CosellCliTable *table, gconstpointer item, guint index)
{
  const CosellManyOutcome *outcome = item;

  cosell_cli_table_add_number (table, outcome->id);
  cosell_cli_table_add (table, outcome->reason == NULL ? _ ("yes") : _ ("no"));
  cosell_cli_table_add (table, outcome->rule);
  if (outcome->reason != NULL)
    cosell_cli_table_add (table, outcome->reason);
  else if (outcome->changes->len == 0)
    cosell_cli_table_add (table, _ ("Nothing would change."));
  else
    cosell_cli_table_take (table, describe_changes (outcome->changes));
}

static const CosellCliList preview_list = {
  { N_ (">Deal"), N_ ("Allowed"), N_ ("Rule"), N_ ("What would happen, or why not") },
  add_cells,
  cosell_cli_preview_to_json,
};

static CosellExit
preview (CosellCli *self, GArray *deals, CosellManyChange *change)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) outcomes = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *json = NULL;

  cosell_session_many_preview_async (self->session, (const gint64 *) deals->data, deals->len,
                                     change, NULL, cosell_cli_result_cb, &result);
  outcomes = cosell_session_many_preview_finish (self->session, cosell_cli_await (&result), &error);
  if (outcomes == NULL)
    return cosell_cli_fail (error);
  if (!self->json)
    {
      cosell_cli_print_table (&preview_list, outcomes, _ ("No deals."));
      return COSELL_EXIT_DONE;
    }
  json = cosell_cli_preview_to_json (outcomes);
  cosell_cli_print_json (json);
  return COSELL_EXIT_DONE;
}

/* --- doing it --- */

static void
complain_refused (GPtrArray *outcomes)
{
  for (guint i = 0; i < outcomes->len; i++)
    {
      const CosellManyOutcome *outcome = g_ptr_array_index (outcomes, i);

      if (outcome->reason != NULL)
        cosell_cli_complain (_ ("Deal %" G_GINT64_FORMAT ": %s"), outcome->id, outcome->reason);
      else
        cosell_cli_warn (outcome->issues);
    }
}

CosellExit
cosell_cli_report_many (CosellCli *self,
                        GPtrArray *outcomes,
                        guint done,
                        gint64 group,
                        const char *words)
{
  guint refused = 0;

  for (guint i = 0; i < outcomes->len; i++)
    refused += ((const CosellManyOutcome *) g_ptr_array_index (outcomes, i))->reason != NULL;
  complain_refused (outcomes);
  if (self->json)
    {
      g_autofree char *json = cosell_cli_many_to_json (outcomes, done == 0, group);

      cosell_cli_print_json (json);
    }
  else if (words != NULL)
    cosell_cli_say ("%s", words);
  return refused > 0 ? COSELL_EXIT_REFUSED : COSELL_EXIT_DONE;
}

/* Returns: (transfer full) */
static char *
describe_done (guint done, gint64 group)
{
  g_autofree char *changed = NULL;

  if (done == 0)
    return g_strdup (_ ("No deal was changed."));
  changed =
      g_strdup_printf (ngettext ("%u deal was changed.", "%u deals were changed.", done), done);
  if (group == 0)
    return g_strdup_printf ("%s %s", changed, _ ("They were like that already."));
  return g_strdup_printf (
      /* Translators: a sentence, then the number of a group */
      _ ("%s It is group %" G_GINT64_FORMAT " of the outbox and goes out with the next sync; until "
         "then “cosellctl undo” takes it back."),
      changed, group);
}

CosellExit
cosell_cli_run_many (CosellCli *self, guint n_ids, CosellManyChange *change)
{
  g_autoptr (CosellManyChange) taken = change;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) outcomes = NULL;
  g_autoptr (GArray) deals = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  CosellExit status = COSELL_EXIT_USE;
  gint64 group;
  guint done;

  deals = find_deals (self, n_ids, &status);
  if (deals == NULL)
    return status;
  if (cosell_cli_has (self, "dry-run"))
    return preview (self, deals, g_steal_pointer (&taken));
  if (deals->len > 1 && !require_yes (self))
    return COSELL_EXIT_USE;
  cosell_session_many_async (self->session, (const gint64 *) deals->data, deals->len,
                             g_steal_pointer (&taken), cosell_cli_has (self, "all-or-none"), NULL,
                             cosell_cli_result_cb, &result);
  outcomes =
      cosell_session_many_finish (self->session, cosell_cli_await (&result), &group, &done, &error);
  if (outcomes == NULL)
    return cosell_cli_fail (error);
  words = describe_done (done, group);
  return cosell_cli_report_many (self, outcomes, done, group, words);
}
