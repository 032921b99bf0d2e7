/* What the search looks through, and why it found something. */
#include "model/cosell-search-text.h"

static char *
make_text (void)
{
  GString *text = g_string_new (NULL);

  cosell_search_text_add (text, COSELL_SEARCH_NAME, "Räksmörgås\nAB");
  cosell_search_text_add (text, COSELL_SEARCH_NOTES,
                          "The board meets in spring. The customer wants a PÎLOT in March, and all "
                          "sites follow when it works.");
  cosell_search_text_add (text, COSELL_SEARCH_TEAM, "Ola Lind");
  cosell_search_text_add (text, COSELL_SEARCH_TEAM, "");
  return g_string_free (text, FALSE);
}

static void
test_matches (void)
{
  static const struct
  {
    CosellSearchNeedle needle;
    gboolean matches;
  } rows[] = {
    { { COSELL_SEARCH_ANY, "raksmorgas ab", FALSE }, TRUE },
    { { COSELL_SEARCH_ANY, "ab the", FALSE }, FALSE }, /* two items */
    { { COSELL_SEARCH_NOTES, "pilot", FALSE }, TRUE },
    { { COSELL_SEARCH_NOTES, "pilot", TRUE }, FALSE },
    { { COSELL_SEARCH_NAME, "pilot", FALSE }, FALSE },
    { { COSELL_SEARCH_NAME, "pilot", TRUE }, TRUE },
    { { COSELL_SEARCH_TEAM, "la li", FALSE }, TRUE },
    { { COSELL_SEARCH_ANY, "", FALSE }, TRUE },
    { { COSELL_SEARCH_ANY, "*", FALSE }, FALSE },
  };
  g_autofree char *text = make_text ();
  g_autofree char *folded = cosell_search_text_fold (text);

  g_assert_false (cosell_search_text_is_old (folded));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (cosell_search_text_matches (folded, &rows[i].needle, 1), ==, rows[i].matches);
}

/* A text of an older program is one item of nobody knows what. */
static void
test_old (void)
{
  CosellSearchNeedle needle = { COSELL_SEARCH_NOTES, "pilot", FALSE };

  g_assert_true (cosell_search_text_is_old ("name\npilot\n"));
  g_assert_true (cosell_search_text_matches ("name\npilot\n", &needle, 1));
}

static void
test_words (void)
{
  g_auto (GStrv) words = cosell_search_words ("  NEAR(Å)\t\"b* -c\u3000d ");
  g_autofree char *together = g_strjoinv ("|", words);
  g_auto (GStrv) none = cosell_search_words (" \n");

  g_assert_cmpstr (together, ==, "near(a)|\"b*|-c|d");
  g_assert_null (none[0]);
}

static void
test_explain (void)
{
  CosellSearchNeedle needles[] = { { COSELL_SEARCH_ANY, "smorgas", FALSE },
                                   { COSELL_SEARCH_ANY, "pilot", FALSE } };
  g_autofree char *text = make_text ();
  g_autoptr (CosellSearchHit) hit = cosell_search_text_explain (text, needles, 2);
  g_autofree char *matched = NULL;

  g_assert_null (cosell_search_text_explain (text, needles, 1));
  g_assert_nonnull (hit);
  g_assert_cmpint (hit->member, ==, COSELL_SEARCH_NOTES);
  g_assert_cmpstr (hit->text, ==, "The customer wants a PÎLOT in March, and all sites");
  g_assert_true (hit->cut_before && hit->cut_after);
  matched = g_strndup (hit->text + hit->start, hit->end - hit->start);
  g_assert_cmpstr (matched, ==, "PÎLOT");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/search-text/matches", test_matches);
  g_test_add_func ("/search-text/old", test_old);
  g_test_add_func ("/search-text/words", test_words);
  g_test_add_func ("/search-text/explain", test_explain);
  return g_test_run ();
}
