/* export */
#include "cli/cosell-cli-find.h"
#include "cli/cosell-cli-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/cosell-export.h"

typedef enum
{
  FORMAT_CSV,
  FORMAT_JSON,
} Format;

static gboolean
check_format (CosellCli *self, Format *format)
{
  const char *name = cosell_cli_value (self, "format");

  *format = self->json ? FORMAT_JSON : FORMAT_CSV;
  if (name == NULL)
    return TRUE;
  *format = g_str_equal (name, "json") ? FORMAT_JSON : FORMAT_CSV;
  if (*format == FORMAT_JSON || g_str_equal (name, "csv"))
    return TRUE;
  cosell_cli_complain (_ ("“--format” is csv or json, not “%s”."), name);
  return FALSE;
}

/* --columns as they are named there, else plain ones for what the view, or a list, shows. Returns:
 * (transfer full) NULL after a complaint */
static char **
read_columns (CosellCli *self, const CosellView *view)
{
  const char *listed = cosell_cli_value (self, "columns");
  g_auto (GStrv) columns = NULL;

  if (listed == NULL)
    return cosell_export_dup_columns (view != NULL ? (const char *const *) view->columns : NULL);
  columns = g_strsplit (listed, ",", -1);
  for (char **column = columns; *column != NULL; column++)
    {
      if (!cosell_export_has (*column))
        {
          cosell_cli_complain (_ ("Deals have no member “%s” for a column."), *column);
          return NULL;
        }
      for (char **other = columns; other < column; other++)
        if (g_str_equal (*other, *column))
          {
            cosell_cli_complain (_ ("“%s” stands in “--columns” twice."), *column);
            return NULL;
          }
    }
  if (*columns == NULL)
    cosell_cli_complain (_ ("“--columns” names no member."));
  return *columns != NULL ? g_steal_pointer (&columns) : NULL;
}

static CosellExit
write_out (CosellCli *self, const char *text, guint n_deals)
{
  const char *file = cosell_cli_value (self, "output");
  g_autofree char *name = file != NULL ? g_filename_display_name (file) : NULL;
  g_autoptr (GError) error = NULL;

  if (!cosell_cli_write_text (file != NULL ? file : "-", text, &error))
    return cosell_cli_fail (error);
  if (file == NULL || g_str_equal (file, "-"))
    return COSELL_EXIT_DONE;
  if (self->json)
    {
      CosellCliBuilder *json = cosell_cli_begin_object ();

      cosell_cli_builder_int (json, "count", n_deals);
      cosell_cli_builder_text (json, "file", name);
      cosell_cli_print_object (json);
    }
  else
    cosell_cli_say (ngettext ("%u deal stands in “%s”.", "%u deals stand in “%s”.", n_deals),
                    n_deals, name);
  return COSELL_EXIT_DONE;
}

static CosellExit
run_export (CosellCli *self)
{
  g_auto (CosellCliFind) find = { 0 };
  g_auto (GStrv) columns = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autofree char *text = NULL;
  CosellExit status;
  Format format;

  if (!check_format (self, &format))
    return COSELL_EXIT_USE;
  status = cosell_cli_find_init (&find, self);
  if (status != COSELL_EXIT_DONE)
    return status;
  columns = read_columns (self, find.view);
  if (columns == NULL)
    return COSELL_EXIT_USE;
  rows = cosell_cli_run_find (self, &find.asked, &status);
  if (rows == NULL)
    return status;
  if (format == FORMAT_CSV)
    text = cosell_export_to_csv (rows, (const char *const *) columns);
  else
    {
      g_autofree char *json = cosell_cli_columns_to_json (rows, (const char *const *) columns);

      text = g_strconcat (json, "\n", NULL);
    }
  return write_out (self, text, rows->len);
}

static const CosellCliOption options[] = {
  { "format", "FORMAT", N_ ("csv or json") },
  { "tab", "TAB", N_ ("inbound, outbound, favorites or leads") },
  { "search", "Q", N_ ("Only deals that the query finds") },
  { "view", "NAME", N_ ("What this view finds, its columns, in its order") },
  { "in", "CUR", N_ ("Values are compared in this currency") },
  { "filter", "K=V", N_ ("Only deals whose member K is V; may be repeated") },
  { "columns", "K,K", N_ ("These members, in this order") },
  { "sort", "KEY", N_ ("Member to sort by; -KEY descends") },
  { "limit", "N", N_ ("At most so many") },
  { "output", "FILE", N_ ("Write to a file") },
  { NULL, NULL, NULL },
};

const CosellCliCommand cosell_cli_export = {
  "export",
  "[--format csv|json] [--tab TAB] [--search Q] [--view NAME] [--in CUR] [--filter K=V]… "
  "[--columns K,K] [--sort KEY] [--limit N] [--output FILE]",
  N_ ("Write deals for another program"),
  N_ ("K and KEY are members of “list --json”, or weighted, lastChange, nextDeadline. Without "
      "columns those of the view, or of a list, are written."),
  options,
  0,
  0,
  run_export,
};
