/* list, history */
#include "app/cosell-session-reports.h"
#include "base/cosell-intl.h"
#include "cli/cosell-cli-find.h"
#include "cli/cosell-cli-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cli/cosell-cli-format.h"
#include "cli/cosell-cli-json.h"

static gboolean
check_filters (const char *const *filters)
{
  for (; *filters != NULL; filters++)
    {
      const char *equals = strchr (*filters, '=');
      g_autofree char *key = equals != NULL ? g_strndup (*filters, equals - *filters) : NULL;
      const CosellField *field = key != NULL ? cosell_field_find (cosell_deal_fields, key) : NULL;
      g_autoptr (CosellDealData) scratch = cosell_deal_data_new ();

      if (key == NULL)
        cosell_cli_complain (_ ("“--filter” takes KEY=VALUE, not “%s”."), *filters);
      else if (field == NULL || (field->flags & COSELL_FIELD_PUBLIC) == 0)
        cosell_cli_complain (_ ("Deals have no member “%s” to filter by."), key);
      else if (equals[1] != '\0' && !cosell_field_set_text (field, scratch, equals + 1))
        cosell_cli_complain (_ ("“%s” is no value of “%s”."), equals + 1, key);
      else
        continue;
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_sort (const char *sort)
{
  const CosellField *field;

  if (sort == NULL)
    return TRUE;
  field = cosell_field_find (cosell_deal_fields, *sort == '-' ? sort + 1 : sort);
  if (g_str_equal (*sort == '-' ? sort + 1 : sort, "weighted"))
    return TRUE;
  if (field != NULL && (field->flags & COSELL_FIELD_PUBLIC) != 0)
    return TRUE;
  cosell_cli_complain (_ ("Deals have no member “%s” to sort by."), sort);
  return FALSE;
}

static gboolean
check_tab (const char *nick, CosellTab *tab)
{
  int value = COSELL_TAB_ALL;

  if (nick == NULL ||
      (cosell_enum_from_nick (COSELL_TYPE_TAB, nick, &value) && value != COSELL_TAB_ALL))
    {
      *tab = (CosellTab) value;
      return TRUE;
    }
  cosell_cli_complain (_ ("“--tab” is inbound, outbound or favorites, not “%s”."), nick);
  return FALSE;
}

static gboolean
check_limit (const char *text, gint64 *limit)
{
  *limit = 0;
  if (text == NULL || g_ascii_string_to_signed (text, 10, 1, G_MAXINT32, limit, NULL))
    return TRUE;
  cosell_cli_complain (_ ("“--limit” takes a whole number from 1 on, not “%s”."), text);
  return FALSE;
}

static gboolean
check_currency (const char *currency)
{
  g_autofree char *upper = currency != NULL ? g_ascii_strup (currency, -1) : NULL;

  if (upper == NULL || cosell_intl_is_currency (upper))
    return TRUE;
  cosell_cli_complain (_ ("“--in” takes a currency, as in EUR, not “%s”."), currency);
  return FALSE;
}

/* list --view: its query and, unless another is asked for, its order; what is searched for is
 * looked for in it. Returns: DONE, or what it ends with */
static CosellExit
use_view (CosellCli *self, CosellFind *find, CosellView *view)
{
  g_autoptr (CosellQuery) searched = NULL;
  g_autoptr (GError) error = NULL;
  CosellQueryRange where = { 0, 0 };
  char *both;

  if (find->query != NULL)
    {
      searched = cosell_query_parse (find->query, -1, NULL, &where, &error);
      if (searched == NULL)
        return cosell_cli_fail_query (self, find->query, error, &where);
      both = cosell_query_append_term (view->query, find->query);
      g_free (view->query);
      view->query = both;
    }
  find->query = view->query;
  if (find->sort == NULL)
    find->sort = view->sort;
  return COSELL_EXIT_DONE;
}

static CosellExit
run_list (CosellCli *self)
{
  g_autofree const char **filters = cosell_cli_values (self, "filter");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (CosellView) view = NULL;
  const char *name = cosell_cli_value (self, "view");
  CosellExit status;
  CosellQueryRange where = { 0, 0 };
  CosellFind find = { .query = cosell_cli_value (self, "search"),
                      .currency = cosell_cli_value (self, "in"),
                      .filters = filters,
                      .sort = cosell_cli_value (self, "sort") };

  if (!check_tab (cosell_cli_value (self, "tab"), &find.tab) || !check_filters (filters) ||
      !check_sort (find.sort) || !check_limit (cosell_cli_value (self, "limit"), &find.limit) ||
      !check_currency (find.currency))
    return COSELL_EXIT_USE;
  if (name != NULL)
    {
      view = cosell_cli_find_view (self, name, &error);
      if (view == NULL)
        return cosell_cli_fail (error);
      status = use_view (self, &find, view);
      if (status != COSELL_EXIT_DONE)
        return status;
    }
  if (cosell_cli_has (self, "totals"))
    return cosell_cli_run_totals (self, &find);
  cosell_session_find_async (self->session, &find, NULL, cosell_cli_result_cb, &result);
  rows = cosell_session_find_finish (self->session, cosell_cli_await (&result), &where, &error);
  if (rows == NULL)
    return cosell_cli_fail_query (self, find.query, error, &where);
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
  { "tab", "TAB", N_ ("inbound, outbound or favorites") },
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
      "leads are listed too."),
  list_options,
  0,
  0,
  run_list,
};

const CosellCliCommand cosell_cli_history = {
  "history", "ID", N_ ("Show who changed what in a deal"), NULL, NULL, 1, 1, run_history,
};
