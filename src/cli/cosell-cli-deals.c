/* list, history */
#include "app/cosell-session-reports.h"
#include "cli/cosell-cli-find.h"
#include "cli/cosell-cli-private.h"

#include <glib/gi18n-lib.h>

#include "cli/cosell-cli-format.h"
#include "cli/cosell-cli-json.h"

static CosellExit
run_list (CosellCli *self)
{
  g_auto (CosellCliFind) find = { 0 };
  g_autoptr (GPtrArray) rows = NULL;
  CosellExit status = cosell_cli_find_init (&find, self);

  if (status != COSELL_EXIT_DONE)
    return status;
  if (cosell_cli_has (self, "totals"))
    return cosell_cli_run_totals (self, &find.asked);
  rows = cosell_cli_run_find (self, &find.asked, &status);
  if (rows == NULL)
    return status;
  if (self->json)
    {
      g_autofree char *json = cosell_cli_rows_to_json (rows);

      cosell_cli_print_json (json);
    }
  else
    cosell_cli_print_table (&cosell_cli_rows, rows, _ ("No deals."));
  return COSELL_EXIT_DONE;
}

static void
add_cells (CosellCliTable *table, gconstpointer item, guint index)
{
  const CosellHistoryEntry *entry = item;

  cosell_cli_table_take (table, cosell_cli_instant (entry->at));
  cosell_cli_table_add (table, entry->who);
  cosell_cli_table_take (table, cosell_cli_path_label (entry->path));
  cosell_cli_table_take (table, cosell_cli_brief (entry->path, entry->old));
  cosell_cli_table_take (table, cosell_cli_brief (entry->path, entry->value));
}

static const CosellCliList history_list = {
  { N_ ("When"), N_ ("Who"), N_ ("What"), N_ ("Before"), N_ ("After") },
  add_cells,
  cosell_cli_history_to_json,
};

static CosellExit
run_history (CosellCli *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  CosellExit status;
  gint64 id = cosell_cli_find (self, &status);

  if (id == 0)
    return status;
  cosell_session_history_async (self->session, id, NULL, cosell_cli_result_cb, &result);
  return cosell_cli_print_list (self, &history_list, &result, _ ("Nothing was changed yet."));
}

static const CosellCliOption list_options[] = {
  { "tab", "TAB", N_ ("inbound, outbound, favorites or leads") },
  { "search", "Q", N_ ("Only deals that the query finds") },
  { "view", "NAME", N_ ("What this view finds, in its order") },
  { "in", "CUR", N_ ("Values are compared, and summed up, in this currency") },
  { "totals", NULL, N_ ("What the deals are worth together, in place of them") },
  { "filter", "K=V", N_ ("Only deals whose member K is V; may be repeated") },
  { "sort", "KEY", N_ ("Member to sort by; -KEY descends") },
  { "limit", "N", N_ ("At most so many") },
  { NULL, NULL, NULL },
};

const CosellCliCommand cosell_cli_list = {
  "list",
  "[--tab TAB] [--search Q] [--view NAME] [--in CUR] [--filter K=V]… [--sort KEY] [--limit N] "
  "[--totals]",
  N_ ("List deals"),
  N_ ("K and KEY are members of “list --json”. Newest first unless sorted otherwise. Without a tab "
      "everything is listed, leads too."),
  list_options,
  0,
  0,
  run_list,
};

const CosellCliCommand cosell_cli_history = {
  "history", "ID", N_ ("Show who changed what in a deal"), NULL, NULL, 1, 1, run_history,
};
