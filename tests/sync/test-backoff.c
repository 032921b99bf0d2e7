/* test-backoff.c: how long to wait before the next try */
#include "sync/cosell-backoff.h"

static void
test_table (void)
{
  static const struct
  {
    gint64 attempts;
    double random;
    gint64 milliseconds;
  } rows[] = {
    { 0, 0.0, 2500 },   { 1, 0.0, 2500 },    { 1, 0.5, 3750 },    { 1, 1.0, 5000 },
    { 2, 0.0, 5000 },   { 3, 0.0, 10000 },   { 8, 0.0, 320000 },  { 9, 0.0, 450000 },
    { 9, 1.0, 900000 }, { 60, 0.0, 450000 }, { 60, 1.0, 900000 }, { G_MAXINT64, 1.0, 900000 },
    { -5, 0.0, 2500 },  { 1, -3.0, 2500 },   { 1, 7.0, 5000 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (cosell_backoff_delay (rows[i].attempts, rows[i].random), ==,
                     rows[i].milliseconds * 1000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/sync/backoff/table", test_table);
  return g_test_run ();
}
