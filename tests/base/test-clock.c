#include "base/cosell-manual-clock.h"

#include "base/cosell-time.h"
#include "cosell-config.h"

static void
test_system (void)
{
  g_autoptr (CosellClock) clock = NULL;
  gint64 before, now;

  g_unsetenv ("COSELL_NOW");
  clock = cosell_clock_new_system ();
  before = g_get_real_time ();
  now = cosell_clock_now (clock);
  g_assert_cmpint (now, >=, before);
  g_assert_cmpint (now, <=, g_get_real_time ());
}

static void
test_fixed (void)
{
  g_autoptr (CosellClock) clock = NULL;
  gint64 expected, now;

  g_setenv ("COSELL_NOW", "2026-11-22T08:00:00Z", TRUE);
  clock = cosell_clock_new_system ();
  g_unsetenv ("COSELL_NOW");
  now = cosell_clock_now (clock);
  g_assert_true (cosell_time_parse ("2026-11-22T08:00:00Z", &expected));
  if (COSELL_DEVEL)
    g_assert_cmpint (now, ==, expected);
  else
    g_assert_cmpint (now, !=, expected);
}

static void
test_fixed_to_nonsense (void)
{
  g_autoptr (CosellClock) clock = NULL;

  if (!COSELL_DEVEL)
    {
      g_test_skip ("COSELL_NOW exists in development builds only");
      return;
    }
  g_setenv ("COSELL_NOW", "tomorrow", TRUE);
  g_test_expect_message (NULL, G_LOG_LEVEL_WARNING, "*COSELL_NOW*tomorrow*");
  clock = cosell_clock_new_system ();
  g_test_assert_expected_messages ();
  g_unsetenv ("COSELL_NOW");
  g_assert_cmpint (ABS (cosell_clock_now (clock) - g_get_real_time ()), <, 60 * G_USEC_PER_SEC);
}

static void
test_manual (void)
{
  g_autoptr (CosellClock) clock = cosell_manual_clock_new (1000);

  g_assert_cmpint (cosell_clock_now (clock), ==, 1000);
  g_assert_cmpint (cosell_clock_now (clock), ==, 1000);
  cosell_manual_clock_advance (COSELL_MANUAL_CLOCK (clock), -1500);
  g_assert_cmpint (cosell_clock_now (clock), ==, -500);
  cosell_manual_clock_set (COSELL_MANUAL_CLOCK (clock), 7);
  g_assert_cmpint (cosell_clock_now (clock), ==, 7);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/base/clock/system", test_system);
  g_test_add_func ("/base/clock/fixed", test_fixed);
  g_test_add_func ("/base/clock/fixed-to-nonsense", test_fixed_to_nonsense);
  g_test_add_func ("/base/clock/manual", test_manual);
  return g_test_run ();
}
