/* Text from outside among the words of the program: how long, and in which direction. */
#include "base/cosell-text-show.h"

#include <string.h>

static const struct
{
  const char *name;
  const char *text;
  guint max;
  const char *cut;
} cuts[] = {
  { "whole", "Name", 4, "Name" },
  { "longer", "Names", 4, "Name…" },
  { "null", NULL, 4, "" },
  { "empty", "", 4, "" },
  { "none", "Name", 0, "…" },
  { "letters", "Åäöü", 2, "Åä…" },
  { "mark", "ae\u0301o", 2, "a…" },
  { "joined-emoji", "a\U0001f469\u200d\U0001f4bbb", 2, "a…" },
  { "joiner-last", "a\U0001f469\u200d\U0001f4bbb", 3, "a…" },
  { "whole-emoji", "a\U0001f469\u200d\U0001f4bbb", 4, "a\U0001f469\u200d\U0001f4bb…" },
  { "skin", "a\U0001f44d\U0001f3fdb", 2, "a…" },
  { "flag", "a\U0001f1f8\U0001f1ea\U0001f1f3\U0001f1f4", 4, "a\U0001f1f8\U0001f1ea…" },
  { "line-end", "a\r\nb", 2, "a…" },
  { "first-is-joined", "e\u0301\u0301\u0301o", 2, "e\u0301…" },
};

static void
test_cut (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autofree char *cut = cosell_text_cut (cuts[i].text, cuts[i].max);

  g_assert_cmpstr (cut, ==, cuts[i].cut);
}

/* A character that never ends costs no more than any other. */
static void
test_cut_marks (void)
{
  g_autoptr (GString) text = g_string_new ("a");
  g_autofree char *cut = NULL;

  for (guint i = 0; i < 100000; i++)
    g_string_append (text, "\u0301");
  cut = cosell_text_cut (text->str, 1000);
  g_assert_cmpint (g_utf8_strlen (cut, -1), ==, 1001);
}

static void
test_brief (void)
{
  g_autofree char *line = cosell_text_brief ("One\r\nTwo\tThree\u2028Four");
  g_autofree char *none = cosell_text_brief (NULL);
  g_autofree char *cut = NULL;
  g_autofree char *whole = g_strnfill (COSELL_TEXT_BRIEF, 'x');
  g_autofree char *kept = cosell_text_brief (whole);
  g_autofree char *longer = g_strnfill (300000, 'x');

  cut = cosell_text_brief (longer);
  g_assert_cmpstr (line, ==, "One Two Three Four");
  g_assert_cmpstr (none, ==, "");
  g_assert_cmpstr (kept, ==, whole);
  g_assert_cmpint (g_utf8_strlen (cut, -1), ==, COSELL_TEXT_BRIEF + 1);
}

#define FSI "\u2068"
#define PDI "\u2069"
#define RLO "\u202e"
#define PDF "\u202c"
#define RLI "\u2067"

static const struct
{
  const char *name;
  const char *text, *isolated;
} isolates[] = {
  { "null", NULL, "" },
  { "empty", "", "" },
  { "left-to-right", "Größe, 東京 & Ελλάς 12 €", "Größe, 東京 & Ελλάς 12 €" },
  { "hebrew", "שלום", FSI "שלום" PDI },
  { "arabic", "a مرحبا", FSI "a مرحبا" PDI },
  { "override", RLO "gpj.exe", FSI RLO "gpj.exe" PDI },
  { "closed-override", RLO "abc" PDF "d", FSI RLO "abc" PDF "d" PDI },
  { "open-isolate", "a" RLI "b", FSI "a" RLI "b" PDI PDI },
  { "two-open", RLI FSI "b", FSI RLI FSI "b" PDI PDI PDI },
  { "closed-isolate", RLI "b" PDI, FSI RLI "b" PDI PDI },
  { "end-too-many", "a" PDI RLO "b", FSI "a" RLO "b" PDI },
  { "order", PDI RLI "a", FSI RLI "a" PDI PDI },
  { "mark", "a\u200f", FSI "a\u200f" PDI },
  { "lines", RLO "a\nb\n\n" RLI "c", FSI RLO "a" PDI "\n" FSI "b" PDI "\n\n" FSI RLI "c" PDI PDI },
  { "paragraph-separator", RLO "a\u2029b", FSI RLO "a" PDI "\u2029" FSI "b" PDI },
  { "latin-1", RLO "R\xe4k", FSI RLO "R\ufffdk" PDI },
};

static void
test_isolate (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autofree char *isolated = cosell_text_isolate (isolates[i].text);

  g_assert_cmpstr (isolated, ==, isolates[i].isolated);
}

/* Words from right to left need it around any text, and a name of nothing is still nothing. */
static void
test_isolate_rtl_interface (void)
{
  g_autofree char *latin = NULL, *nothing = NULL;

  cosell_text_set_interface_rtl (TRUE);
  latin = cosell_text_isolate ("Contoso (1)");
  nothing = cosell_text_isolate ("");
  cosell_text_set_interface_rtl (FALSE);
  g_assert_cmpstr (latin, ==, FSI "Contoso (1)" PDI);
  g_assert_cmpstr (nothing, ==, "");
}

static void
test_quote (void)
{
  g_autofree char *quoted = cosell_text_quote (RLO "a\n" RLI "b");

  g_assert_cmpstr (quoted, ==, FSI RLO "a " RLI "b" PDI PDI);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cuts); i++)
    {
      g_autofree char *path = g_strconcat ("/text-show/cut/", cuts[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_cut);
    }
  for (guint i = 0; i < G_N_ELEMENTS (isolates); i++)
    {
      g_autofree char *path = g_strconcat ("/text-show/isolate/", isolates[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_isolate);
    }
  g_test_add_func ("/text-show/cut-marks", test_cut_marks);
  g_test_add_func ("/text-show/brief", test_brief);
  g_test_add_func ("/text-show/isolate-rtl-interface", test_isolate_rtl_interface);
  g_test_add_func ("/text-show/quote", test_quote);
  return g_test_run ();
}
