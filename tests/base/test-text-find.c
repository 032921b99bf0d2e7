/* Where folded words stand in text that is not folded. */
#include <string.h>

#include "base/cosell-intl.h"
#include "base/cosell-text-find.h"

static const struct
{
  const char *text, *needle;
  const char *found; /* NULL: nothing */
} rows[] = {
  { "En Räksmörgås till", "raksmorgas", "Räksmörgås" },
  { "Ra\u0308ksmo\u0308rga\u030as", "smorg", "smo\u0308rg" },
  { "Große Straße 7", "strasse", "Straße" },
  { "Große Straße 7", "s", "ß" },
  { "ﾊﾟｲﾛｯﾄ計画", "パイロット", "ﾊﾟｲﾛｯﾄ" },
  { "ＡＢＣ１２３", "c12", "Ｃ１２" },
  { "مُحَمَّد علي", "محمد", "مُحَمَّد" },
  { "wants\n  a\u3000pilot", "wants a pilot", "wants\n  a\u3000pilot" },
  { "a* AND \"b\"", "* and \"", "* AND \"" },
  { "Contoso", "fabrikam", NULL },
  { "", "a", NULL },
};

static void
test_find (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gsize start = 0, end = 0;
      g_autofree char *found = NULL;

      if (cosell_text_find_folded (rows[i].text, rows[i].needle, &start, &end))
        found = g_strndup (rows[i].text + start, end - start);
      g_assert_cmpstr (found, ==, rows[i].found);
    }
}

/* What is quick says the same, or nothing. */
static void
test_ascii (void)
{
  g_autofree char *longer = g_strnfill (5000, 'x');
  gboolean holds = FALSE;

  g_assert_true (cosell_text_holds_ascii ("[CONTOSO] Data{", "oso] d", &holds));
  g_assert_true (holds);
  g_assert_true (cosell_text_holds_ascii ("Contoso", "x", &holds));
  g_assert_false (holds);
  g_assert_true (cosell_text_holds_ascii ("@`[{AZ", "@`[{az", &holds));
  g_assert_true (holds);
  g_assert_true (cosell_text_holds_ascii ("", "a", &holds));
  g_assert_false (holds);
  longer[4999] = 'Y';
  g_assert_true (cosell_text_holds_ascii (longer, "xy", &holds));
  g_assert_true (holds);
  g_assert_false (cosell_text_holds_ascii ("Åre", "re", &holds));
  g_assert_true (cosell_text_holds_folded ("Åre", "are"));
  g_assert_true (cosell_text_holds_folded ("ARE", "are"));
}

/* Pieces fold by themselves. */
static void
test_pieces (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GString) together = g_string_new (NULL);
      g_autofree char *whole = cosell_intl_fold (rows[i].text);

      for (const char *c = rows[i].text; *c != '\0';)
        {
          g_autofree char *piece = g_strndup (c, cosell_intl_fold_piece (c));
          g_autofree char *folded = cosell_intl_fold (piece);

          g_string_append (together, folded);
          c += strlen (piece);
        }
      g_assert_cmpstr (together->str, ==, whole);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/text-find/find", test_find);
  g_test_add_func ("/text-find/ascii", test_ascii);
  g_test_add_func ("/text-find/pieces", test_pieces);
  return g_test_run ();
}
