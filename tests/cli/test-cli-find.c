/* list --search and --totals, and rates, as scripts use them. */
#include "cli-fixture.h"

#include "base/cosell-decimal.h"
#include "support/json-text.h"

static void
assert_error_at (CliFixture *f, const char *query, const char *named, gint64 at, gint64 length)
{
  g_autoptr (CosellJson) json = NULL;

  g_assert_cmpint (cli_run (f, "--json", "list", "--search", query, NULL), ==, 1);
  g_assert_nonnull (strstr (f->err, named));
  json = cli_parse_out (f);
  g_assert_true (cosell_json_is_present (cosell_json_pointer (cosell_json_root (json), "/error")));
  g_assert_cmpint (cosell_json_get_int (cosell_json_pointer (cosell_json_root (json), "/at"), -1),
                   ==, at);
  g_assert_cmpint (cosell_json_get_int (cosell_json_pointer (cosell_json_root (json), "/length"),
                                        -1),
                   ==, length);
}

static void
test_broken (void)
{
  g_autoptr (CliFixture) f = cli_fixture_new_synced (20);

  assert_error_at (f, "contoso value:abc", "abc", 14, 3);
  assert_error_at (f, "status:wonn", "wonn", 7, 4);
  assert_error_at (f, "status:acc", "“acc”", 7, 3); /* a part of a word that is listed */
  assert_error_at (f, "mine status:won,x", "“x”", 16, 1);
  assert_error_at (f, "status:", "“status:”", 7, 0);
  assert_error_at (f, "Åre closes:2027-13", "2027-13", 12, 7);
  g_assert_cmpint (cli_run (f, "list", "--search", "value:abc", NULL), ==, 1);
  cli_assert_complaint (f, "abc");
  g_assert_cmpint (cli_run (f, "list", "--in", "QQQ", NULL), ==, 1);
  cli_assert_complaint (f, "QQQ");
}

/* What is found is what the rows themselves say. */
static void
test_found (void)
{
  g_autoptr (CliFixture) f = cli_fixture_new_synced (100);
  g_autoptr (CosellJson) all = cli_json (f, "list", NULL);
  g_autoptr (CosellJson) won = cli_json (f, "list", "--search", "status:won", NULL);
  g_autoptr (CosellJson) others = cli_json (f, "list", "--search", "-status:won", NULL);
  g_autoptr (CosellJson) word = cli_json (f, "list", "--search", "STATUS:Won -favorite", NULL);
  guint n_won = 0, n_plain = 0;

  for (guint i = 0; i < cosell_json_length (cosell_json_root (all)); i++)
    {
      CosellJsonValue row = cosell_json_element (cosell_json_root (all), i);
      gboolean is_won = cosell_json_string_equal (cosell_json_member (row, "status"), "won");

      n_won += is_won;
      n_plain +=
          is_won && cosell_json_kind (cosell_json_member (row, "favorite")) == COSELL_JSON_FALSE;
    }
  g_assert_cmpuint (n_won, >, 0);
  g_assert_cmpuint (cosell_json_length (cosell_json_root (won)), ==, n_won);
  g_assert_cmpuint (cosell_json_length (cosell_json_root (others)), ==,
                    cosell_json_length (cosell_json_root (all)) - n_won);
  g_assert_cmpuint (cosell_json_length (cosell_json_root (word)), ==, n_plain);
}

/* The team of each row is known to mine, to the filter and to --filter alike. */
static void
test_mine (void)
{
  g_autoptr (CliFixture) f = cli_fixture_new_synced (100);
  g_autoptr (CosellJson) mine = cli_json (f, "list", "--search", "mine", NULL);
  g_autoptr (CosellJson) others = cli_json (f, "list", "--search", "-mine", NULL);
  g_autoptr (CosellJson) all = cli_json (f, "list", NULL);

  g_assert_cmpuint (cosell_json_length (cosell_json_root (mine)), >, 0);
  g_assert_cmpuint (cosell_json_length (cosell_json_root (mine)) +
                        cosell_json_length (cosell_json_root (others)),
                    ==, cosell_json_length (cosell_json_root (all)));
}

static void
choose (CliFixture *f, const char *settings)
{
  g_autofree char *text = g_strconcat ("[io/github/cosell/Cosell]\n", settings, NULL);
  g_autofree char *file = cli_write (f, "settings.ini", text);
}

static char *
list_ids (CliFixture *f, const char *query)
{
  g_autoptr (CosellJson) rows = cli_json (f, "list", "--search", query, NULL);
  GString *ids = g_string_new (NULL);

  for (guint i = 0; i < cosell_json_length (cosell_json_root (rows)); i++)
    {
      CosellJsonValue row = cosell_json_element (cosell_json_root (rows), i);

      g_string_append_printf (ids, "%d ",
                              (int) cosell_json_get_int (cosell_json_member (row, "id"), 0));
    }
  return g_string_free (ids, FALSE);
}

/* The window's preferences say who is "mine" where nobody is signed in, and where quarters begin.
 * The main currency is the window's alone. */
static void
test_preferences (void)
{
  g_autoptr (CliFixture) f = cli_fixture_new (20);
  g_autoptr (CliFixture) synced = cli_fixture_new_synced (100);
  g_autofree char *mine = list_ids (synced, "mine");
  g_autofree char *still = NULL;
  g_autoptr (CosellJson) totals = NULL;
  gsize found = 0;

  g_assert_cmpint (cli_run (f, "list", "--search", "mine", NULL), ==, 1);
  cli_assert_complaint (f, "mine");
  choose (f, "own-mail='ola@contoso.example'\n");
  g_assert_cmpint (cli_run (f, "list", "--search", "mine", NULL), ==, 0);

  choose (synced, "own-mail='nobody@contoso.example'\nfiscal-month=7\nmain-currency='SEK'\n");
  still = list_ids (synced, "mine");
  g_assert_cmpstr (still, ==, mine);
  for (int year = 2026; year <= 2029; year++)
    {
      g_autofree char *quarter = g_strdup_printf ("closes:%d-Q1", year);
      g_autofree char *days = g_strdup_printf ("closes:%d-07..%d-09", year - 1, year - 1);
      g_autofree char *one = list_ids (synced, quarter);
      g_autofree char *other = list_ids (synced, days);

      g_assert_cmpstr (one, ==, other);
      found += strlen (one);
    }
  g_assert_cmpuint (found, >, 0);
  totals = cli_json (synced, "list", "--totals", NULL);
  g_assert_false (
      cosell_json_is_present (cosell_json_pointer (cosell_json_root (totals), "/in/currency")));
}

static void
test_rates (void)
{
  g_autoptr (CliFixture) f = cli_fixture_new (20);
  g_autofree char *file = cli_write (f, "rates.csv", "from,to,rate,date\nUSD,EUR,0.9,2026-01-01\n");
  g_autofree char *broken =
      cli_write (f, "broken.csv", "from,to,rate,date\nUSD,EUR,x,2026-01-01\n");
  g_autoptr (CosellJson) rates = NULL;
  g_autofree char *text = NULL;

  g_assert_cmpint (cli_run (f, "rates", "set", "eur", "sek", "11.20", "--date", "2026-01-01", NULL),
                   ==, 0);
  g_assert_cmpint (cli_run (f, "rates", "set", "EUR", "SEK", "11.30", "--date", "2026-01-01", NULL),
                   ==, 0);
  g_assert_cmpint (cli_run (f, "rates", "import", file, NULL), ==, 0);
  g_assert_cmpint (cli_run (f, "rates", "import", broken, NULL), ==, 1);
  cli_assert_complaint (f, "Line 2");
  g_assert_cmpint (cli_run (f, "rates", "set", "EUR", "SEK", NULL), ==, 1);
  g_assert_cmpint (cli_run (f, "rates", "sell", NULL), ==, 1);
  rates = cli_json (f, "rates", "list", NULL);
  text = cosell_json_dup_raw (cosell_json_root (rates));
  g_assert_true (cosell_json_text_equal (
      text, json_text ("[{'from':'EUR','to':'SEK','rate':'11.3','date':'2026-01-01'},"
                       "{'from':'USD','to':'EUR','rate':'0.9','date':'2026-01-01'}]")));
}

static void
test_totals (void)
{
  g_autoptr (CliFixture) f = cli_fixture_new_synced (100);
  g_autoptr (CosellJson) rows =
      cli_json (f, "list", "--search", "currency:EUR -status:draft", NULL);
  g_autoptr (CosellJson) totals =
      cli_json (f, "list", "--search", "currency:EUR", "--totals", "--in", "SEK", NULL);
  g_autofree char *sum = g_strdup ("0");
  CosellJsonValue root = cosell_json_root (totals);

  for (guint i = 0; i < cosell_json_length (cosell_json_root (rows)); i++)
    {
      CosellJsonValue row = cosell_json_element (cosell_json_root (rows), i);
      g_autofree char *value = cosell_json_dup_string (cosell_json_member (row, "value"));
      char *next;

      if (value == NULL || cosell_json_string_equal (cosell_json_member (row, "type"), "lead"))
        continue;
      next = cosell_decimal_add (sum, value);
      g_free (sum);
      sum = next;
    }
  {
    g_autofree char *printed = cosell_json_dup_string (cosell_json_pointer (root, "/sums/0/value"));

    g_assert_true (cosell_decimal_equal (printed, sum));
  }
  cli_assert_text (root, "/sums/0/currency", "EUR");
  cli_assert_text (root, "/in/currency", "SEK");
  cli_assert_text (root, "/in/value", "0.00"); /* without a rate nothing is counted as 0 */
  g_assert_cmpint (cosell_json_get_int (cosell_json_pointer (root, "/in/without"), 0), ==,
                   cosell_json_get_int (cosell_json_pointer (root, "/sums/0/count"), -1));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_unsetenv ("GSETTINGS_BACKEND"); /* the profile's own file is meant */
  g_test_add_func ("/cli-find/broken", test_broken);
  g_test_add_func ("/cli-find/found", test_found);
  g_test_add_func ("/cli-find/mine", test_mine);
  g_test_add_func ("/cli-find/preferences", test_preferences);
  g_test_add_func ("/cli-find/rates", test_rates);
  g_test_add_func ("/cli-find/totals", test_totals);
  return g_test_run ();
}
