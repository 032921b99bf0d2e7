/* I17: queries that are kept under a name. */
#include "model/cosell-deal-data.h"
#include "model/cosell-view-file.h"

#include <string.h>

static void
test_new (void)
{
  static const struct
  {
    const char *name, *query, *column, *sort;
    int code; /* -1: good */
    const char *kept;
    gsize at, length; /* of what is broken */
  } rows[] = {
    { "Won", "status:won", NULL, NULL, -1, "Won" },
    { "  Two\nlines\t", "", "name", "-value", -1, "Two lines" },
    { "Mine", "mine open", "closeDate", "weighted", -1, "Mine" },
    { "Weighted", "pilot", "name", "-weighted", -1, "Weighted" },
    { "", "status:won", NULL, NULL, COSELL_RULE_ERROR_SYNTAX },
    { " \u200b\n", "status:won", NULL, NULL, COSELL_RULE_ERROR_SYNTAX },
    { "Broken", "open status:sold", NULL, NULL, COSELL_RULE_ERROR_SYNTAX, NULL, 12, 4 },
    { "Column", "", "nonsense", NULL, COSELL_RULE_ERROR_UNKNOWN },
    { "Private", "", "search_text", NULL, COSELL_RULE_ERROR_UNKNOWN },
    { "Sort", "", NULL, "nonsense", COSELL_RULE_ERROR_UNKNOWN },
    { "Sort", "", NULL, "--value", COSELL_RULE_ERROR_UNKNOWN },
    { "Sort", "", NULL, "-", COSELL_RULE_ERROR_UNKNOWN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const char *columns[] = { rows[i].column, NULL };
      g_autoptr (GError) error = NULL;
      CosellQueryRange where;
      g_autoptr (CosellView) view =
          cosell_view_new (rows[i].name, rows[i].query, columns, rows[i].sort, &where, &error);

      g_test_message ("%s %s", rows[i].name, rows[i].query);
      g_assert_cmpuint (where.at, ==, rows[i].at);
      g_assert_cmpuint (where.length, ==, rows[i].length);
      if (rows[i].code >= 0)
        {
          g_assert_null (view);
          g_assert_error (error, COSELL_RULE_ERROR, rows[i].code);
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpstr (view->name, ==, rows[i].kept);
      g_assert_cmpstr (view->query, ==, rows[i].query);
      g_assert_cmpstr (view->sort, ==, rows[i].sort);
      g_assert_cmpstr (view->columns != NULL ? view->columns[0] : NULL, ==, rows[i].column);
    }
}

static void
test_long (void)
{
  g_autofree char *most = g_strnfill (COSELL_VIEW_MAX_NAME * 2, '-');
  g_autofree char *tidy = NULL;
  g_autofree char *more = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < COSELL_VIEW_MAX_NAME; i++)
    memcpy (most + 2 * i, "ö", 2);
  tidy = cosell_view_tidy_name (most, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (tidy, ==, most);
  more = g_strconcat (most, "x", NULL);
  g_assert_null (cosell_view_tidy_name (more, &error));
  g_assert_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_SYNTAX);
}

/* names: parted by "|"; ids from 1 on */
static GPtrArray *
views_of (const char *names)
{
  GPtrArray *views = g_ptr_array_new_with_free_func ((GDestroyNotify) cosell_view_free);
  g_auto (GStrv) parts = g_strsplit (names, "|", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      CosellView *view = cosell_view_new (parts[i], "", NULL, NULL, NULL, NULL);

      g_assert_nonnull (view);
      view->id = i + 1;
      g_ptr_array_add (views, view);
    }
  return views;
}

static void
test_free_name (void)
{
  static const struct
  {
    const char *views, *name;
    gint64 except;
    const char *expected;
  } rows[] = {
    { "", "A", 0, "A" },
    { "A", "A", 0, "A (2)" },
    { "A|A (2)", "A", 0, "A (3)" },
    { "A|A (3)", "A", 0, "A (2)" },
    { "A (2)", "A (2)", 0, "A (2) (2)" },
    { "Über", "uber", 0, "uber (2)" },
    { "A|B", "a", 1, "a" },
    { "A|B", "a", 2, "a (2)" },
    { "", "overdue", 0, "overdue (2)" },
    { "", "My Deals", 0, "My Deals (2)" },
    { "", "my", 0, "my (2)" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GPtrArray) views =
          *rows[i].views != '\0' ? views_of (rows[i].views) : g_ptr_array_new ();
      g_autofree char *name = cosell_views_free_name (views, rows[i].name, rows[i].except);

      g_assert_cmpstr (name, ==, rows[i].expected);
    }
}

static void
test_find (void)
{
  g_autoptr (GPtrArray) views = cosell_views_standing ();
  guint n_standing = views->len;
  static const struct
  {
    const char *text;
    int index; /* among those that are kept; -1: none */
  } rows[] = {
    { "Won", 0 }, { "WON", 0 }, { "2", 1 }, { "3", 2 },   { "1", 3 },
    { "9", -1 },  { "0", -1 },  { "", -1 }, { "Wo", -1 },
  };

  g_ptr_array_extend_and_steal (views, views_of ("Won|Second|Third|1"));
  for (guint i = 0; i < n_standing; i++)
    {
      CosellView *view = g_ptr_array_index (views, i);

      g_assert_true (cosell_views_find (views, view->standing, NULL) == view);
      g_assert_true (cosell_views_find (views, view->name, NULL) == view);
    }
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      CosellView *view = cosell_views_find (views, rows[i].text, &error);

      g_test_message ("%s", rows[i].text);
      if (rows[i].index < 0)
        g_assert_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_UNKNOWN);
      else
        g_assert_true (view == g_ptr_array_index (views, n_standing + (guint) rows[i].index));
    }
}

static void
test_standing (void)
{
  static const char *const expected[][2] = {
    { "my", "mine open" },
    { "expiring", "expiring" },
    { "closing", "open closes:this-quarter" },
    { "overdue", "overdue" },
    { "needs-registration", "eligible status:won registration:none" },
    { "waiting-microsoft", "open microsoft:received" },
    { "waiting", "unsynced" },
    { "conflicts", "conflict" },
  };
  g_autoptr (GPtrArray) views = cosell_views_standing ();

  g_assert_cmpuint (views->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < views->len; i++)
    {
      const CosellView *view = g_ptr_array_index (views, i);
      g_autoptr (GError) error = NULL;
      g_autoptr (CosellQuery) query = cosell_query_parse (view->query, -1, NULL, NULL, &error);
      g_autofree char *canonical = NULL;

      g_assert_no_error (error);
      canonical = cosell_query_print (query);
      g_assert_cmpstr (view->standing, ==, expected[i][0]);
      g_assert_cmpstr (view->query, ==, expected[i][1]);
      g_assert_cmpstr (canonical, ==, view->query);
      /* none of them is a word that is found by chance */
      for (guint j = 0; j < query->terms->len; j++)
        g_assert_cmpint (((CosellQueryTerm *) g_ptr_array_index (query->terms, j))->kind, >=,
                         COSELL_QUERY_TERM_FILTER);
    }
}

/* Queries that find the same, whatever was written first. */
static void
test_meaning (void)
{
  static const struct
  {
    const char *a, *b;
    gboolean same;
  } rows[] = {
    { "status:won open", "open  status:WON", TRUE },
    { "pilot country:se", "country:SE pilot", TRUE },
    { "pilot", "-pilot", FALSE },
    { "", " ", TRUE },
    { "open", "open open", FALSE },
  };
  g_autofree char *unfinished = cosell_view_dup_meaning ("status:");

  g_assert_null (unfinished);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *a = cosell_view_dup_meaning (rows[i].a);
      g_autofree char *b = cosell_view_dup_meaning (rows[i].b);

      g_assert_true (g_str_equal (a, b) == rows[i].same);
    }
}

/* What is written is read again; what is no such file, or has one view that is none, is not read at
 * all. */
static void
test_file (void)
{
  static const struct
  {
    const char *text, *says;
  } bad[] = {
    { "", "" },
    { "[]", "cosellViews" },
    { "{'views':[]}", "cosellViews" },
    { "{'cosellViews':2,'views':[]}", "cosellViews" },
    { "{'cosellViews':1,'views':{}}", "cosellViews" },
    { "{'cosellViews':1,'views':[{'name':'A','query':'open'},{'name':'B','query':'status:x'}]}",
      "View 2" },
    { "{'cosellViews':1,'views':[7]}", "View 1" },
  };
  g_autoptr (GPtrArray) views = cosell_views_standing ();
  static const char *const columns[] = { "name", "value", NULL };
  g_autofree char *text = NULL;
  g_autofree char *again = NULL;
  g_autoptr (GError) failure = NULL;
  g_autoptr (GPtrArray) read = NULL;

  g_ptr_array_add (views, cosell_view_new ("Pilots “20 %”", "pilot value:>100000", columns,
                                           "-weighted", NULL, NULL));
  g_ptr_array_add (views, cosell_view_new ("All", "", NULL, NULL, NULL, NULL));
  text = cosell_view_file_write (views);
  read = cosell_view_file_read (text, -1, &failure);
  g_assert_no_error (failure);
  g_assert_cmpuint (read->len, ==, 2);
  again = cosell_view_file_write (read);
  g_assert_cmpstr (again, ==, text);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *json = g_strdelimit (g_strdup (bad[i].text), "'", '"');
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", json);
      g_assert_null (cosell_view_file_read (json, -1, &error));
      g_assert_nonnull (strstr (error->message, bad[i].says));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/view/I17-new", test_new);
  g_test_add_func ("/view/I17-long", test_long);
  g_test_add_func ("/view/I17-free-name", test_free_name);
  g_test_add_func ("/view/I17-find", test_find);
  g_test_add_func ("/view/I17-standing", test_standing);
  g_test_add_func ("/view/I17-meaning", test_meaning);
  g_test_add_func ("/view/I17-file", test_file);
  return g_test_run ();
}
