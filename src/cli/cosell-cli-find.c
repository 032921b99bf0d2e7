/* Which deals a command line asks for; list --totals; what is said of a broken query */
#include "cli/cosell-cli-find.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "app/cosell-session-reports.h"
#include "base/cosell-intl.h"
#include "cli/cosell-cli-builder.h"
#include "model/cosell-export.h"

CosellExit
cosell_cli_fail_query (CosellCli *self,
                       const char *query,
                       const GError *error,
                       const CosellQueryRange *where)
{
  g_autofree char *broken = NULL;
  CosellCliBuilder *json;

  if (query == NULL || (where->at == 0 && where->length == 0)) /* it is not the query's */
    return cosell_cli_fail (error);
  if (self->json)
    {
      json = cosell_cli_begin_object ();
      cosell_cli_builder_text (json, "error", error->message);
      cosell_cli_builder_int (json, "at", (gint64) where->at);
      cosell_cli_builder_int (json, "length", (gint64) where->length);
      cosell_cli_print_object (json);
    }
  broken = g_strdup_printf ("“%.*s”", (int) where->length, query + where->at);
  if (where->length == 0 || strstr (error->message, broken) != NULL)
    return cosell_cli_fail (error);
  cosell_cli_complain ("%s: %s", broken, error->message);
  return cosell_cli_exit_of (error);
}

/* --- views --- */

GPtrArray *
cosell_cli_read_views (CosellCli *self, CosellViewsMode mode, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  cosell_session_views_async (self->session, mode, NULL, cosell_cli_result_cb, &result);
  return cosell_session_array_finish (self->session, cosell_cli_await (&result), error);
}

CosellView *
cosell_cli_find_view (CosellCli *self, const char *name, GError **error)
{
  g_autoptr (GPtrArray) views = cosell_cli_read_views (self, COSELL_VIEWS_UNCOUNTED, error);
  const CosellView *view = views != NULL ? cosell_views_find (views, name, error) : NULL;

  return view != NULL ? cosell_view_copy (view) : NULL;
}

/* --- what is looked for --- */

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
  if (sort == NULL || cosell_export_has (*sort == '-' ? sort + 1 : sort))
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
  cosell_cli_complain (_ ("“--tab” is inbound, outbound, favorites or leads, not “%s”."), nick);
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

/* --view: its query and, unless another is asked for, its order; what is searched for is
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

CosellExit
cosell_cli_find_init (CosellCliFind *self, CosellCli *cli)
{
  const char *name = cosell_cli_value (cli, "view");
  g_autoptr (GError) error = NULL;

  self->filters = cosell_cli_values (cli, "filter");
  self->asked = (CosellFind){ .query = cosell_cli_value (cli, "search"),
                              .currency = cosell_cli_value (cli, "in"),
                              .filters = self->filters,
                              .sort = cosell_cli_value (cli, "sort") };
  if (!check_tab (cosell_cli_value (cli, "tab"), &self->asked.tab) ||
      !check_filters (self->filters) || !check_sort (self->asked.sort) ||
      !check_limit (cosell_cli_value (cli, "limit"), &self->asked.limit) ||
      !check_currency (self->asked.currency))
    return COSELL_EXIT_USE;
  if (name == NULL)
    return COSELL_EXIT_DONE;
  self->view = cosell_cli_find_view (cli, name, &error);
  return self->view != NULL ? use_view (cli, &self->asked, self->view) : cosell_cli_fail (error);
}

void
cosell_cli_find_clear (CosellCliFind *self)
{
  g_clear_pointer (&self->filters, g_free);
  g_clear_pointer (&self->view, cosell_view_free);
}

GPtrArray *
cosell_cli_run_find (CosellCli *self, const CosellFind *find, CosellExit *status)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  CosellQueryRange where = { 0, 0 };
  GPtrArray *rows;

  cosell_session_find_async (self->session, find, NULL, cosell_cli_result_cb, &result);
  rows = cosell_session_find_finish (self->session, cosell_cli_await (&result), &where, &error);
  *status =
      rows != NULL ? COSELL_EXIT_DONE : cosell_cli_fail_query (self, find->query, error, &where);
  return rows;
}

/* --- totals --- */

static void
print_totals_json (const CosellTotals *totals)
{
  CosellCliBuilder *json = cosell_cli_begin_object ();

  cosell_cli_builder_int (json, "count", totals->count);
  cosell_cli_builder_begin_array (json, "sums");
  for (guint i = 0; i < totals->sums->len; i++)
    {
      const CosellTotal *sum = g_ptr_array_index (totals->sums, i);

      cosell_cli_builder_begin_object (json, NULL);
      cosell_cli_builder_text (json, "currency", sum->currency);
      cosell_cli_builder_int (json, "count", sum->count);
      cosell_cli_builder_text (json, "value", sum->value);
      cosell_cli_builder_text (json, "weighted", sum->weighted);
      cosell_cli_builder_end_object (json);
    }
  cosell_cli_builder_end_array (json);
  if (totals->in.currency == NULL)
    cosell_cli_builder_null (json, "in");
  else
    {
      cosell_cli_builder_begin_object (json, "in");
      cosell_cli_builder_text (json, "currency", totals->in.currency);
      cosell_cli_builder_text (json, "value", totals->in.value);
      cosell_cli_builder_text (json, "weighted", totals->in.weighted);
      cosell_cli_builder_int (json, "without", totals->without);
      cosell_cli_builder_end_object (json);
    }
  cosell_cli_print_object (json);
}

static void
add_cells (CosellCliTable *table, gconstpointer item, guint index)
{
  const CosellTotal *total = item;

  cosell_cli_table_add (table, total->currency);
  cosell_cli_table_add_number (table, total->count);
  cosell_cli_table_add (table, total->value);
  cosell_cli_table_add (table, total->weighted);
}

static const CosellCliList totals_list = {
  { N_ ("Currency"), N_ (">Deals"), N_ (">Value"), N_ (">Weighted") },
  add_cells,
  NULL,
};

static void
print_totals (const CosellTotals *totals)
{
  g_autoptr (GPtrArray) in = g_ptr_array_new ();

  cosell_cli_print_table (&totals_list, totals->sums, _ ("No deals with a value."));
  if (totals->in.currency == NULL)
    return;
  cosell_cli_say ("%s", "");
  g_ptr_array_add (in, (gpointer) &totals->in);
  cosell_cli_print_table (&totals_list, in, "");
  if (totals->without > 0)
    cosell_cli_say (ngettext ("%ld deal has no rate and is not counted.",
                              "%ld deals have no rate and are not counted.",
                              (gulong) totals->without),
                    (glong) totals->without);
}

CosellExit
cosell_cli_run_totals (CosellCli *self, const CosellFind *find)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellTotals) totals = NULL;
  CosellQueryRange where = { 0, 0 };

  cosell_session_totals_async (self->session, find, NULL, cosell_cli_result_cb, &result);
  totals = cosell_session_totals_finish (self->session, cosell_cli_await (&result), &where, &error);
  if (totals == NULL)
    return cosell_cli_fail_query (self, find->query, error, &where);
  if (self->json)
    print_totals_json (totals);
  else
    print_totals (totals);
  return COSELL_EXIT_DONE;
}
