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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/guid/nil", test_nil);
  return g_test_run ();
}
