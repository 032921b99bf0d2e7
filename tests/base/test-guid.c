#include "base/cosell-guid.h"

static void
test_nil (void)
{
  static const struct
  {
    const char *text;
    gboolean nil;
  } rows[] = {
    { "00000000-0000-0000-0000-000000000000", TRUE },
    { "00000000000000000000000000000000", TRUE },
    { "{00000000-0000-0000-0000-000000000000}", TRUE },
    { "(00000000-0000-0000-0000-000000000000)", TRUE },
    { " 00000000-0000-0000-0000-000000000000\n", TRUE },
    { "00000000-0000-0000-0000-000000000001", FALSE },
    { "00000000-0000-0000-0000-00000000000A", FALSE },
    { "00000000-0000-0000-0000-00000000000", FALSE },
    { "000000000-0000-0000-0000-000000000000", FALSE },
    { "0", FALSE },
    { "", FALSE },
    { "{}", FALSE },
    { "OOOOOOOO-0000-0000-0000-000000000000", FALSE },
    { NULL, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%s", rows[i].text);
      g_assert_cmpint (cosell_guid_is_nil (rows[i].text), ==, rows[i].nil);
    }
}

/* As it was copied. */
static void
test_tidy (void)
{
  static const char guid[] = "5c77A7d4-3863-4a6a-b83c-42c97de187b5";
  static const struct
  {
    const char *text, *tidy;
  } rows[] = {
    { guid, guid },
    { " {5c77A7d4-3863-4a6a-b83c-42c97de187b5}\n", guid },
    { "(\u200b5c77A7d4-3863-4a6a-b83c-42c97de187b5\ufeff)", guid },
    { "“5c77A7d4-3863-4a6a-\u00adb83c-42c97de187b5”", guid },
    { "urn:uuid:5c77A7d4-3863-4a6a-b83c-42c97de187b5", guid },
    { "5c77A7d438634a6ab83c42c97de187b5", guid },
    { " 42 ", "42" },
    { "<42>", "42" },
    { "4\t2", "4 2" },
    { "contoso.onmicrosoft.com ", "contoso.onmicrosoft.com" },
    { "{}", "" },
    { "", "" },
    { NULL, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *tidy = cosell_guid_tidy (rows[i].text);

      g_assert_cmpstr (tidy, ==, rows[i].tidy);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/guid/nil", test_nil);
  g_test_add_func ("/guid/tidy", test_tidy);
  return g_test_run ();
}
