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
  g_autofree char *whole = g_strnfill (40, 'x');
  g_autofree char *kept = cosell_text_brief (whole);
  g_autofree char *longer = g_strnfill (300000, 'x');

  cut = cosell_text_brief (longer);
  g_assert_cmpstr (line, ==, "One Two Three Four");
  g_assert_cmpstr (none, ==, "");
  g_assert_cmpstr (kept, ==, whole);
  g_assert_false (cosell_text_has_endless_word (cut, 50));
  g_assert_cmpint (g_utf8_strlen (cut, -1), <=, COSELL_TEXT_BRIEF + 1 + COSELL_TEXT_BRIEF / 40);
}

static void
test_excerpt (void)
{
  g_autofree char *lines = g_strdup ("1\n2\r\n3\n4\n5\n6\n7\n8");
  g_autofree char *whole = cosell_text_excerpt (lines, NULL);
  g_autofree char *more = g_strconcat (lines, "\n9", NULL);
  g_autofree char *cut_lines = cosell_text_excerpt (more, NULL);
  g_autofree char *expected = g_strconcat (lines, "…", NULL);
  g_autofree char *word = g_strnfill (100000, 'x');
  g_autofree char *cut = cosell_text_excerpt (word, NULL);
  g_autofree char *marks =
      cosell_text_excerpt ("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxe\u0301y", NULL);

  g_assert_cmpstr (whole, ==, lines);
  g_assert_cmpstr (cut_lines, ==, expected);
  g_assert_true (cosell_text_has_endless_word (word, 50));
  g_assert_false (cosell_text_has_endless_word (cut, 50));
  g_assert_cmpstr (marks, ==, "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxe\u0301\u200by");
  g_assert_cmpint (g_utf8_strlen (cut, -1), <=, COSELL_TEXT_EXCERPT + 10);
}

/* Pieces make the whole text again, whatever it is. */
static void
test_pieces (void)
{
  static const char *const units[] = {
    "x",       "word ",  "line\n", "\r\n", "\U0001f469\u200d\U0001f4bb",
    "e\u0301", "\u0301", "\u2029", "東"
  };

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GString) again = g_string_new (NULL);

      for (guint n = 0; n < 9000; n++)
        g_string_append (text, units[i]);
      for (const char *p = text->str; *p != '\0';)
        {
          gsize length = cosell_text_piece_at (p);

          g_assert_cmpuint (length, >, 0);
          g_assert_cmpint (g_utf8_strlen (p, (gssize) length), <=, COSELL_TEXT_PIECE);
          g_assert_true (g_utf8_validate (p, (gssize) length, NULL));
          g_string_append_len (again, p, (gssize) length);
          p += length;
        }
      g_assert_cmpstr (again->str, ==, text->str);
    }
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

static void
test_format (void)
{
  const char *nothing = NULL;
  g_autofree char *one = cosell_text_format ("“%s” 100 %% %s", RLO "a", "b");
  g_autofree char *turned = cosell_text_format ("%2$s, %1$s", "a", "שלום");
  g_autofree char *none = cosell_text_format ("%s", nothing);

  g_assert_cmpstr (one, ==, "“" FSI RLO "a" PDI "” 100 % b");
  g_assert_cmpstr (turned, ==, FSI "שלום" PDI ", a");
  g_assert_cmpstr (none, ==, "");
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
  g_test_add_func ("/text-show/excerpt", test_excerpt);
  g_test_add_func ("/text-show/pieces", test_pieces);
  g_test_add_func ("/text-show/format", test_format);
  g_test_add_func ("/text-show/quote", test_quote);
  return g_test_run ();
}
