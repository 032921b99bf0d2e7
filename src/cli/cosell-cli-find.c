/* list --totals, and what is said of a broken query */
#include "cli/cosell-cli-find.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cli/cosell-cli-builder.h"

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
