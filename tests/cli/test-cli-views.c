/* views, view and list --view, as scripts use them. */
#include "cli-fixture.h"

#include <string.h>

#include "support/json-text.h"

/* The view at an index, as text without its count and id. */
#define assert_view(f, index, expected)                                                            \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autoptr (CosellJson) views_ = cli_json (f, "views", NULL);                                   \
    CosellJsonValue view_ = cosell_json_element (cosell_json_root (views_), index);                \
    g_autofree char *text_ = brief (view_);                                                        \
    g_assert_cmpstr (text_, ==, expected);                                                         \
  }                                                                                                \
  G_STMT_END

#define FIRST 8 /* behind those of the program */

static char *
brief (CosellJsonValue view)
{
  g_autofree char *name = cosell_json_dup_string (cosell_json_member (view, "name"));
  g_autofree char *query = cosell_json_dup_string (cosell_json_member (view, "query"));
  g_autofree char *columns = cosell_json_dup_raw (cosell_json_member (view, "columns"));
  g_autofree char *sort = cosell_json_dup_string (cosell_json_member (view, "sort"));

  return g_strdup_printf ("%s: %s %s %s", name, query, columns, sort != NULL ? sort : "-");
}

static guint
n_views (CliFixture *f)
{
  g_autoptr (CosellJson) views = cli_json (f, "views", NULL);

  return cosell_json_length (cosell_json_root (views));
}

static void
test_keep (void)
{
  g_autoptr (CliFixture) f = cli_fixture_new (0);
  g_autoptr (CosellJson) added = NULL;
  CosellJsonValue root;

  g_assert_cmpuint (n_views (f), ==, FIRST);
  added = cli_json (f, "view", "add", "Nordic", "--query", "country:SE,NO", "--columns",
                    "name,value", "--sort", "-value", NULL);
  root = cosell_json_root (added);
  cli_assert_text (root, "/name", "Nordic");
  cli_assert_text (root, "/id", "1");
  g_assert_cmpint (cli_run (f, "view", "add", "nordic", "--query", "", NULL), ==, 0);
  g_assert_nonnull (strstr (f->out, "nordic (2)"));
  assert_view (f, FIRST, "Nordic: country:SE,NO [\"name\",\"value\"] -value");
  assert_view (f, FIRST + 1, "nordic (2):  [] -");

  g_assert_cmpint (cli_run (f, "view", "rename", "NORDIC (2)", "All", NULL), ==, 0);
  assert_view (f, FIRST + 1, "All:  [] -");
  g_assert_cmpint (cli_run (f, "view", "remove", "1", NULL), ==, 0);
  assert_view (f, FIRST, "All:  [] -");
  g_assert_cmpuint (n_views (f), ==, FIRST + 1);
}

static void
test_refused (void)
{
  static const struct
  {
    const char *arguments[8];
    int status;
    const char *named;
  } rows[] = {
    { { "view", "add", "A", "--query", "status:sold" }, 1, "sold" },
    { { "view", "add", "A", "--query", "open", "--columns", "nonsense" }, 1, "nonsense" },
    { { "view", "add", "A", "--query", "open", "--sort", "nonsense" }, 1, "nonsense" },
    { { "view", "add", " ", "--query", "open" }, 1, "name" },
    { { "view", "add", "A" }, 1, "--query" },
    { { "view", "add" }, 1, "add NAME" },
    { { "view", "rename", "A" }, 1, "rename NAME NEW" },
    { { "view", "sell", "A" }, 1, "remove NAME" },
    { { "view", "rename", "A", "B" }, 1, "A" },
    { { "view", "remove", "A" }, 1, "A" },
    { { "view", "rename", "overdue", "B" }, 2, "Overdue" },
    { { "view", "remove", "My Deals" }, 2, "My Deals" },
    { { "list", "--view", "A" }, 1, "A" },
    { { "list", "--view", "overdue", "--search", "status:sold" }, 1, "sold" },
    { { "view", "import", "/nowhere/at-all" }, 1, "nowhere" },
    { { "view", "export", "/nowhere/at-all" }, 1, "nowhere" },
  };
  g_autoptr (CliFixture) f = cli_fixture_new (0);
  g_autoptr (CosellJson) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_assert_cmpint (cli_runv (f, rows[i].arguments, NULL), ==, rows[i].status);
      cli_assert_complaint (f, rows[i].named);
    }
  g_assert_cmpint (cli_run (f, "--json", "view", "add", "A", "--query", "open a:b value:x", NULL),
                   ==, 1);
  error = cli_parse_out (f);
  g_assert_cmpint (cosell_json_get_int (cosell_json_pointer (cosell_json_root (error), "/at"), -1),
                   ==, 15);
  g_assert_cmpuint (n_views (f), ==, FIRST);
}

static guint
n_listed (CliFixture *f, const char *view, const char *search)
{
  g_autoptr (CosellJson) rows = search != NULL
                                    ? cli_json (f, "list", "--view", view, "--search", search, NULL)
                                    : cli_json (f, "list", "--view", view, NULL);

  return cosell_json_length (cosell_json_root (rows));
}

/* What views says is what list finds, also of those of the program. */
static void
test_list (void)
{
  g_autoptr (CliFixture) f = cli_fixture_new_synced (60);
  g_autoptr (CosellJson) views = NULL;
  g_autoptr (CosellJson) sorted = NULL;
  g_autoptr (CosellJson) own = NULL;
  CosellJsonIter iter;
  CosellJsonValue view;
  gint64 all = 0;

  g_assert_cmpint (cli_run (f, "view", "add", "Won", "--query", "status:won", "--sort", "name",
                            NULL),
                   ==, 0);
  g_assert_cmpint (cli_run (f, "view", "add", "Leads", "--query", "type:lead", NULL), ==, 0);
  views = cli_json (f, "views", NULL);
  cosell_json_iter_init (&iter, cosell_json_root (views));
  while (cosell_json_iter_next (&iter, NULL, &view))
    {
      g_autofree char *id = cosell_json_dup_string (cosell_json_member (view, "id"));
      g_autofree char *name = cosell_json_dup_string (cosell_json_member (view, "name"));
      gint64 count = cosell_json_get_int (cosell_json_member (view, "count"), -1);

      g_test_message ("%s: %" G_GINT64_FORMAT, name, count);
      g_assert_cmpint (n_listed (f, id, NULL), ==, count);
      g_assert_cmpint (n_listed (f, name, NULL), ==, count);
      g_assert_cmpint (n_listed (f, name, "status:won") + n_listed (f, name, "-status:won"), ==,
                       count);
      all += count;
    }
  g_assert_cmpint (all, >, 0);
  sorted = cli_json (f, "list", "--search", "status:won", "--sort", "name", NULL);
  own = cli_json (f, "list", "--view", "Won", NULL);
  {
    g_autofree char *a = cosell_json_dup_raw (cosell_json_root (sorted));
    g_autofree char *b = cosell_json_dup_raw (cosell_json_root (own));

    g_assert_cmpstr (a, ==, b);
  }
  g_assert_cmpint (cli_run (f, "list", "--view", "Won", "--totals", NULL), ==, 0);
}

static void
test_files (void)
{
  g_autoptr (CliFixture) f = cli_fixture_new (0);
  g_autofree char *file = cli_write (f, "views.json", "");
  g_autofree char *text = NULL;
  g_autofree char *before = NULL;
  static const struct
  {
    const char *text, *named;
  } broken[] = {
    { "", "views.json" },
    { "[]", "cosellViews" },
    { "{'views':[]}", "cosellViews" },
    { "{'cosellViews':2,'views':[]}", "cosellViews" },
    { "{'cosellViews':1}", "cosellViews" },
    { "{'cosellViews':1,'views':[{'name':'Good','query':'open'},7]}", "View 2" },
    { "{'cosellViews':1,'views':[{'name':'Good','query':'open'},{'name':'Bad','query':'status:x'}]"
      "}",
      "View 2" },
    { "{'cosellViews':1,'views':[{'name':'A','query':'','columns':['x']}]}", "View 1" },
    { "{'cosellViews':1,'views':[{'name':'A','query':'','columns':[{}]}]}", "View 1" },
    { "{'cosellViews':1,'views':[{'name':'A','query':'','sort':'x'}]}", "View 1" },
  };

  g_assert_cmpint (cli_run (f, "view", "add", "Über „A“", "--query", "\"a b\"", "--columns", "name",
                            NULL),
                   ==, 0);
  g_assert_cmpint (cli_run (f, "view", "add", "B", "--query", "won", "--sort", "-value", NULL), ==,
                   0);
  g_assert_cmpint (cli_run (f, "view", "export", file, NULL), ==, 0);
  g_assert_true (g_file_get_contents (file, &text, NULL, NULL));
  g_assert_true (cosell_json_text_equal (
      text, json_text ("{'cosellViews':1,'views':[{'name':'Über „A“','query':'\\\"a b\\\"',"
                       "'columns':['name'],'sort':null},{'name':'B','query':'won','columns':[],"
                       "'sort':'-value'}]}")));
  g_assert_cmpint (cli_run (f, "view", "export", "-", NULL), ==, 0);
  g_assert_cmpstr (f->out, ==, text);
  g_assert_cmpint (cli_run (f, "view", "import", file, NULL), ==, 0);
  assert_view (f, FIRST + 2, "Über „A“ (2): \"a b\" [\"name\"] -");
  assert_view (f, FIRST + 3, "B (2): won [] -value");

  g_assert_cmpint (cli_run (f, "view", "export", "-", NULL), ==, 0);
  before = g_strdup (f->out);
  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autofree char *path = cli_write (f, "views.json", json_text (broken[i].text));

      g_assert_cmpint (cli_run (f, "view", "import", path, NULL), ==, 1);
      if (i > 0)
        cli_assert_complaint (f, broken[i].named);
    }
  g_assert_cmpint (cli_run (f, "view", "export", "-", NULL), ==, 0);
  g_assert_cmpstr (f->out, ==, before);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli-views/keep", test_keep);
  g_test_add_func ("/cli-views/refused", test_refused);
  g_test_add_func ("/cli-views/list", test_list);
  g_test_add_func ("/cli-views/files", test_files);
  return g_test_run ();
}
