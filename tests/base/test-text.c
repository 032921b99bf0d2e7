/* What people paste, tidied (rule C3). */
#include "base/cosell-text.h"

#include <string.h>

static const struct
{
  const char *name;
  CosellTextKind kind;
  const char *text, *tidy;
} cases[] = {
  { "ends", COSELL_TEXT_LINE, " \t\r\n\302\240\u200bName\u202c\ufeff\u3000", "Name" },
  { "nothing-else", COSELL_TEXT_LINE, "\u200b \ufeff\u2066\u2069\302\255\u200e", "" },
  { "null", COSELL_TEXT_LINE, NULL, "" },
  { "line-end", COSELL_TEXT_LINE, "One\r\nTwo\tThree", "One Two Three" },
  { "line-separator", COSELL_TEXT_LINE, "One\u2028Two\302\205Three", "One Two Three" },
  { "spaces-stay", COSELL_TEXT_LINE, "One  Two", "One  Two" },
  { "inside-stays", COSELL_TEXT_LINE, "a\u200bb\302\255c\u202ed", "a\u200bb\302\255c\u202ed" },
  { "joiners", COSELL_TEXT_LINE, "\u0646\u0645\u200c\u0647\u200d",
    "\u0646\u0645\u200c\u0647\u200d" },
  { "unseen", COSELL_TEXT_LINE, "\u200d \u3164\u2800\u034f\ufe0f", "" },
  { "unseen-notes", COSELL_TEXT_LINES, "\u3164\n\u200c", "" },
  { "marks-are-seen", COSELL_TEXT_LINE, "\u0301", "\u0301" },
  { "notes", COSELL_TEXT_LINES, "\n One\r\n\r\n\tTwo \u200b\n", "One\r\n\r\n\tTwo" },
  { "phone", COSELL_TEXT_CODE, "\u202a+46 40\u200b 100\u202c", "+46 40 100" },
  { "id-tab", COSELL_TEXT_CODE,
    "CRM\t-\x01"
    "7\n",
    "CRM-7" },
  { "id-space", COSELL_TEXT_CODE, "CRM 7", "CRM 7" },
  { "mail", COSELL_TEXT_MAIL, " sara\302\255.ek @\u200bcontoso.example\302\240",
    "sara.ek@contoso.example" },
  { "mail-name", COSELL_TEXT_MAIL, " Sara Ek\u00a0<sara.ek@contoso.example> ",
    "sara.ek@contoso.example" },
  { "mail-quoted", COSELL_TEXT_MAIL, "\"Ek, Sara\" <sara.ek@contoso.example>;",
    "sara.ek@contoso.example" },
  { "mail-link", COSELL_TEXT_MAIL, "mailto:sara.ek@contoso.example", "sara.ek@contoso.example" },
  { "mail-link-brackets", COSELL_TEXT_MAIL, "<MAILTO:sara.ek@contoso.example>",
    "sara.ek@contoso.example" },
  { "mail-list", COSELL_TEXT_MAIL, "<a@x.example>, <b@x.example>", "<a@x.example>,<b@x.example>" },
  { "mail-none", COSELL_TEXT_MAIL, "Sara <>", "Sara<>" },
  { "mail-open", COSELL_TEXT_MAIL, "Sara <sara@x.example", "Sara<sara@x.example" },
  { "mail-only-ends", COSELL_TEXT_MAIL, ";,", ";," },
  { "duns", COSELL_TEXT_SOLID, "35 411\u202f1111", "354111111" },
  { "latin-1", COSELL_TEXT_LINE, "R\xe4k", "R\ufffdk" },
};

static void
test_case (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autofree char *tidy = cosell_text_tidy (cases[i].text, cases[i].kind);
  g_autofree char *again = cosell_text_tidy (tidy, cases[i].kind);

  g_assert_cmpstr (tidy, ==, cases[i].tidy);
  g_assert_cmpstr (again, ==, tidy);
  g_assert_cmpint (cosell_text_is_blank (cases[i].text), ==, *tidy == '\0');
}

/* The same as GLib's, with something wrong at each place of texts of each length. */
static void
test_utf8 (void)
{
  static const char *const pieces[] = { "a",    "\xc3\xa5", "\xe2\x82\xac", "\xf0\x9f\x98\x80",
                                        "\xc3", "\xe2\x82", "\x80",         "\xf0\x9f\x98",
                                        "\xff" };
  g_autofree char *text = NULL;

  for (gsize length = 0; length < 150; length++)
    for (gsize at = 0; at <= length; at += length < 20 ? 1 : 7)
      for (guint i = 0; i < G_N_ELEMENTS (pieces) + 1; i++)
        {
          gsize n = i < G_N_ELEMENTS (pieces) ? strlen (pieces[i]) : 1;
          const char *expected, *found;

          g_free (text);
          text = g_malloc (length + n + 1);
          memset (text, 'x', length + n);
          text[length + n] = '\0';
          memcpy (text + at, i < G_N_ELEMENTS (pieces) ? pieces[i] : "", n);
          g_assert_cmpint (cosell_text_is_utf8 (text, length + n, &found), ==,
                           g_utf8_validate_len (text, length + n, &expected));
          g_assert_true (found == expected);
        }
  g_assert_true (cosell_text_is_utf8 (NULL, 0, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/text/C3/", cases[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_case);
    }
  g_test_add_func ("/text/utf8", test_utf8);
  return g_test_run ();
}
