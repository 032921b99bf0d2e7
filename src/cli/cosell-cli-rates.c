/* rates */
#include "app/cosell-session-find.h"
#include "app/cosell-session-reports.h"
#include "cli/cosell-cli-private.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-time.h"
#include "cli/cosell-cli-builder.h"

/* rates: taken */
static CosellExit
keep (CosellCli *self, GPtrArray *rates)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  cosell_session_set_rates_async (self->session, rates, NULL, cosell_cli_result_cb, &result);
  return cosell_session_finish (self->session, cosell_cli_await (&result), &error)
             ? COSELL_EXIT_DONE
             : cosell_cli_fail (error);
}

/* Today where this computer is. Returns: (transfer full) */
static char *
today (CosellCli *self)
{
  g_autoptr (GDateTime) utc =
      g_date_time_new_from_unix_utc (cosell_session_now (self->session) / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = g_date_time_to_local (utc);

  return g_date_time_format (local, "%Y-%m-%d");
}

static CosellExit
run_set (CosellCli *self)
{
  g_autoptr (GPtrArray) rates = g_ptr_array_new_with_free_func ((GDestroyNotify) cosell_rate_free);
  g_autofree char *date =
      cosell_cli_has (self, "date") ? g_strdup (cosell_cli_value (self, "date")) : today (self);
  g_autoptr (GError) error = NULL;
  CosellRate *rate;

  if (cosell_cli_argument (self, 3) == NULL)
    {
      cosell_cli_complain (_ ("“rates set” takes two currencies and a rate, as in EUR SEK 11.20."));
      return COSELL_EXIT_USE;
    }
  rate = cosell_rate_new (cosell_cli_argument (self, 1), cosell_cli_argument (self, 2),
                          cosell_cli_argument (self, 3), date, &error);
  if (rate == NULL)
    return cosell_cli_fail (error);
  g_ptr_array_add (rates, rate);
  return keep (self, g_steal_pointer (&rates));
}

static CosellExit
run_import (CosellCli *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GPtrArray) rates = NULL;

  if (cosell_cli_argument (self, 1) == NULL)
    {
      cosell_cli_complain (_ ("“rates import” takes a file."));
      return COSELL_EXIT_USE;
    }
  text = cosell_cli_read_text (cosell_cli_argument (self, 1), &error);
  rates = text != NULL ? cosell_rates_read_csv (text, &error) : NULL;
  return rates != NULL ? keep (self, g_steal_pointer (&rates)) : cosell_cli_fail (error);
}

static void
add_cells (CosellCliTable *table, gconstpointer item, guint index)
{
  const CosellRate *rate = item;

  cosell_cli_table_add (table, rate->from);
  cosell_cli_table_add (table, rate->to);
  cosell_cli_table_add (table, rate->rate);
  cosell_cli_table_add (table, rate->date);
}

static void
add_members (CosellCliBuilder *json, gconstpointer item)
{
  const CosellRate *rate = item;

  cosell_cli_builder_text (json, "from", rate->from);
  cosell_cli_builder_text (json, "to", rate->to);
  cosell_cli_builder_text (json, "rate", rate->rate);
  cosell_cli_builder_text (json, "date", rate->date);
}

static char *
rates_to_json (GPtrArray *rates)
{
  return cosell_cli_builder_list (rates, add_members);
}

static const CosellCliList rates_list = {
  { N_ ("From"), N_ ("To"), N_ (">Rate"), N_ ("Date") },
  add_cells,
  rates_to_json,
};

static CosellExit
run_rates (CosellCli *self)
{
  const char *verb = cosell_cli_argument (self, 0);
  g_autoptr (GAsyncResult) result = NULL;

  if (g_str_equal (verb, "set"))
    return run_set (self);
  if (g_str_equal (verb, "import"))
    return run_import (self);
  if (!g_str_equal (verb, "list"))
    {
      cosell_cli_complain (_ ("“rates” takes set, list or import, not “%s”."), verb);
      return COSELL_EXIT_USE;
    }
  cosell_session_rates_async (self->session, NULL, cosell_cli_result_cb, &result);
  return cosell_cli_print_list (self, &rates_list, &result, _ ("No rates."));
}

static const CosellCliOption rates_options[] = {
  { "date", "DATE", N_ ("From when on the rate counts; today") },
  { NULL, NULL, NULL },
};

const CosellCliCommand cosell_cli_rates = {
  "rates",
  "set FROM TO RATE [--date DATE] | list | import FILE",
  N_ ("Say what a currency is worth in another"),
  N_ ("“set EUR SEK 11.20” says that 1 EUR is 11.20 SEK. The newest rate that is not after today "
      "counts, also the other way round, and through a third currency where there is none. FILE is "
      "CSV with the titles from,to,rate,date."),
  rates_options,
  1,
  4,
  run_rates,
};
