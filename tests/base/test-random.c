#include "base/cosell-random-private.h"

static char *
draw (guint n)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *guid = cosell_random_guid ();

      g_assert_true (g_uuid_string_is_valid (guid));
      g_string_append_printf (text, "%s %.17g ", guid, cosell_random_double ());
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
test_repeats (void)
{
  g_autofree char *first = NULL;
  g_autofree char *again = NULL;
  g_autofree char *other = NULL;

  cosell_random_set_seed (7);
  first = draw (20);
  cosell_random_set_seed (7);
  again = draw (20);
  cosell_random_set_seed (G_GUINT64_CONSTANT (7) << 32);
  other = draw (20);
  cosell_random_unset_seed ();
  g_assert_cmpstr (first, ==, again);
  g_assert_cmpstr (first, !=, other);
}

static void
test_real (void)
{
  g_autofree char *first = draw (1);
  g_autofree char *other = draw (1);

  g_assert_cmpstr (first, !=, other);
  for (guint i = 0; i < 1000; i++)
    {
      double x = cosell_random_double ();

      g_assert_cmpfloat (x, >=, 0);
      g_assert_cmpfloat (x, <, 1);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/random/same-seed-same-sequence", test_repeats);
  g_test_add_func ("/random/real", test_real);
  return g_test_run ();
}
