/* export: what a view shows, for another program. */
#include "cli-fixture.h"

#include <string.h>
#include <sys/stat.h>

#include "support/json-text.h"

static char **
lines_of (const char *csv)
{
  return g_strsplit (csv, "\r\n", -1);
}

static void
assert_header (CliFixture *f, const char *expected)
{
  g_auto (GStrv) lines = lines_of (f->out);

  g_assert_cmpstr (lines[0], ==, expected);
}

/* As many deals as list finds, in its order, with the same values. */
static void
test_formats (void)
{
  static const char *const same[] = { "id", "closeDate", "stage", "team", "p2p" };
  g_autoptr (CliFixture) f = cli_fixture_new_synced (40);
  g_autoptr (CosellJson) listed = cli_json (f, "list", "--search", "open", "--sort", "name", NULL);
  g_autoptr (CosellJson) exported = NULL;
  g_auto (GStrv) lines = NULL;
  guint n = cosell_json_length (cosell_json_root (listed));

  g_assert_cmpuint (n, >, 5);
  g_assert_cmpint (cli_run (f, "export", "--search", "open", "--sort", "name", "--columns",
                            "id,closeDate,stage", NULL),
                   ==, 0);
  lines = lines_of (f->out);
  g_assert_cmpuint (g_strv_length (lines), ==, n + 2); /* a header, and "" behind the last one */
  g_assert_cmpstr (lines[n + 1], ==, "");
  g_assert_cmpint (cli_run (f, "export", "--format", "json", "--search", "open", "--sort", "name",
                            "--columns", "id,closeDate,stage,team,weighted,p2p", NULL),
                   ==, 0);
  exported = cli_parse_out (f);
  g_assert_cmpuint (cosell_json_length (cosell_json_root (exported)), ==, n);
  for (guint i = 0; i < n; i++)
    {
      CosellJsonValue row = cosell_json_element (cosell_json_root (listed), i);
      CosellJsonValue out = cosell_json_element (cosell_json_root (exported), i);
      g_autofree char *date = cosell_json_dup_string (cosell_json_member (row, "closeDate"));
      gint64 stage = cosell_json_get_int (cosell_json_member (row, "stage"), 0);
      g_autofree char *shown = stage > 0 ? g_strdup_printf ("%d", (int) stage) : g_strdup ("");
      g_autofree char *line =
          g_strdup_printf ("%" G_GINT64_FORMAT ",%s,%s",
                           cosell_json_get_int (cosell_json_member (row, "id"), 0),
                           date != NULL ? date : "", shown);

      g_assert_cmpstr (lines[i + 1], ==, line);
      for (guint j = 0; j < G_N_ELEMENTS (same); j++)
        {
          g_autofree char *a = cosell_json_dup_raw (cosell_json_member (row, same[j]));
          g_autofree char *b = cosell_json_dup_raw (cosell_json_member (out, same[j]));

          g_assert_cmpstr (a, ==, b);
        }
      g_assert_cmpuint (cosell_json_length (out), ==, 6);
    }
  g_assert_cmpint (cli_run (f, "--json", "export", "--limit", "1", NULL), ==, 0);
  g_assert_cmpint (f->out[0], ==, '[');
}

/* A view brings its deals, columns and order; what is named on the command line goes before them.
 */
static void
test_view (void)
{
  g_autoptr (CliFixture) f = cli_fixture_new_synced (40);
  g_autofree char *own = NULL;

  g_assert_cmpint (cli_run (f, "view", "add", "Won", "--query", "status:won", "--sort", "-weighted",
                            "--columns", "name,weighted,lastChange,nextDeadline", NULL),
                   ==, 0);
  g_assert_cmpint (cli_run (f, "export", "--view", "Won", NULL), ==, 0);
  assert_header (f, "id,name,weighted,currency,lastChange,nextDeadline");
  own = g_strdup (f->out);
  g_assert_cmpint (cli_run (f, "export", "--search", "status:won", "--sort", "-weighted",
                            "--columns", "id,name,weighted,currency,lastChange,nextDeadline", NULL),
                   ==, 0);
  g_assert_cmpstr (f->out, ==, own);
  g_assert_cmpint (cli_run (f, "export", "--view", "Won", "--columns", "crmId", NULL), ==, 0);
  assert_header (f, "crmId");
  g_assert_cmpint (cli_run (f, "export", "--view", "overdue", NULL), ==, 0);
  assert_header (
      f, "id,name,customer,type,p2p,status,stage,value,currency,closeDate,country,createdAt");
}

/* What is worked out is sorted by, too: each row stands where its own value belongs. */
static void
test_sort (void)
{
  static const char *const keys[] = { "lastChange", "nextDeadline" };
  g_autoptr (CliFixture) f = cli_fixture_new_synced (60);
  g_autofree char *id = cli_find (f, "status=accepted");

  g_assert_cmpint (cli_run (f, "set", id, "name=Another", NULL), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_auto (GStrv) lines = NULL;

      g_assert_cmpint (cli_run (f, "export", "--columns", keys[i], "--sort", keys[i], NULL), ==, 0);
      lines = lines_of (f->out);
      g_assert_cmpuint (g_strv_length (lines), >, 60);
      for (guint j = 2; lines[j] != NULL && *lines[j] != '\0'; j++)
        g_assert_cmpstr (lines[j - 1], <=, lines[j]);
    }
  g_assert_cmpint (cli_run (f, "export", "--columns", "id,name", "--sort", "-lastChange", "--limit",
                            "1", NULL),
                   ==, 0);
  g_assert_nonnull (strstr (f->out, "Another"));
}

static void
test_formula (void)
{
  g_autoptr (CliFixture) f = cli_fixture_new_synced (20);
  g_autofree char *id = cli_find (f, "status=accepted");

  g_assert_cmpint (cli_run (f, "set", id, "name==HYPERLINK(\"http://x\",\"y\")", NULL), ==, 0);
  g_assert_cmpint (cli_run (f, "export", "--columns", "name", NULL), ==, 0);
  g_assert_nonnull (strstr (f->out, "\r\n\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"\r\n"));
  g_assert_cmpint (cli_run (f, "export", "--format", "json", "--columns", "name", NULL), ==, 0);
  g_assert_nonnull (strstr (f->out, "\"=HYPERLINK("));
}

static void
test_output (void)
{
  g_autoptr (CliFixture) f = cli_fixture_new_synced (20);
  g_autofree char *file = g_build_filename (f->dir, "deals.csv", NULL);
  g_autofree char *folder = g_build_filename (f->dir, "none", "deals.csv", NULL);
  g_autofree char *csv = NULL;
  g_autofree char *text = NULL;
  g_autoptr (CosellJson) told = NULL;

  g_assert_cmpint (cli_run (f, "export", NULL), ==, 0);
  csv = g_strdup (f->out);
  g_assert_cmpint (cli_run (f, "export", "--output", file, NULL), ==, 0);
  g_assert_nonnull (strstr (f->out, "deals.csv"));
  g_assert_true (g_file_get_contents (file, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, csv);
  g_assert_cmpint (cli_run (f, "export", "--output", "-", NULL), ==, 0);
  g_assert_cmpstr (f->out, ==, csv);
  told = cli_json (f, "export", "--format", "csv", "--output", file, NULL);
  g_assert_cmpint (cosell_json_get_int (cosell_json_pointer (cosell_json_root (told), "/count"), 0),
                   >=, 20);
  cli_assert_text (cosell_json_root (told), "/file", file);

  g_assert_cmpint (cli_run (f, "export", "--output", folder, NULL), ==, 1);
  cli_assert_complaint (f, "deals.csv");
  if (g_file_test ("/dev/full", G_FILE_TEST_EXISTS))
    {
      g_assert_cmpint (cli_run (f, "export", "--output", "/dev/full", NULL), ==, 1);
      cli_assert_complaint (f, g_strerror (ENOSPC));
    }
}

static void
test_refused (void)
{
  static const struct
  {
    const char *arguments[6];
    const char *named;
  } rows[] = {
    { { "export", "--format", "xml" }, "xml" },
    { { "export", "--format" }, "format" },
    { { "export", "--columns", "nonsense" }, "nonsense" },
    { { "export", "--columns", "" }, "columns" },
    { { "export", "--columns", "name,name" }, "name" },
    { { "export", "--columns", "searchText" }, "searchText" },
    { { "export", "--sort", "nonsense" }, "nonsense" },
    { { "export", "--tab", "middle" }, "middle" },
    { { "export", "--view", "nonsense" }, "nonsense" },
    { { "export", "--in", "nonsense" }, "nonsense" },
    { { "export", "--search", "status:sold" }, "sold" },
    { { "export", "extra" }, "Usage" },
  };
  g_autoptr (CliFixture) f = cli_fixture_new (0);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_assert_cmpint (cli_runv (f, rows[i].arguments, NULL), ==, 1);
      cli_assert_complaint (f, rows[i].named);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli-export/formats", test_formats);
  g_test_add_func ("/cli-export/view", test_view);
  g_test_add_func ("/cli-export/sort", test_sort);
  g_test_add_func ("/cli-export/formula", test_formula);
  g_test_add_func ("/cli-export/output", test_output);
  g_test_add_func ("/cli-export/refused", test_refused);
  return g_test_run ();
}
