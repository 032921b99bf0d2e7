/* P6: the service's time, whatever is done to the computer's clock */
#include "base/cosell-service-clock.h"

#include "base/cosell-manual-clock.h"
#include "base/cosell-time.h"

#define SECOND G_TIME_SPAN_SECOND
#define HOUR G_TIME_SPAN_HOUR

typedef struct
{
  CosellManualClock *computer;
  CosellServiceClock *clock;
} Fixture;

static gint64
instant (const char *text)
{
  gint64 time = 0;

  g_assert_true (cosell_time_parse (text, &time));
  return time;
}

static void
set_up_at (Fixture *fixture, gint64 now)
{
  CosellClock *computer = cosell_manual_clock_new (now);

  fixture->computer = COSELL_MANUAL_CLOCK (computer);
  fixture->clock = COSELL_SERVICE_CLOCK (cosell_service_clock_new (computer));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  set_up_at (fixture, instant ("2026-11-22T08:00:00Z"));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->clock);
  g_clear_object (&fixture->computer);
}

static gint64
computer_now (Fixture *fixture)
{
  return cosell_clock_now (COSELL_CLOCK (fixture->computer));
}

/* How far the clock is ahead of the computer's. */
static gint64
lead (Fixture *fixture)
{
  return cosell_clock_now (COSELL_CLOCK (fixture->clock)) - computer_now (fixture);
}

/* An answer of a service that is so far ahead; half a second stands for what Date leaves out. */
static void
answer (Fixture *fixture, gint64 ahead)
{
  gint64 elapsed = cosell_clock_elapsed (COSELL_CLOCK (fixture->clock));

  cosell_service_clock_learn (fixture->clock, computer_now (fixture) + ahead - SECOND / 2, elapsed,
                              elapsed);
}

static void
test_unknown (Fixture *fixture, gconstpointer data)
{
  gint64 offset = 0, moved = 0;

  g_assert_cmpint (lead (fixture), ==, 0);
  g_assert_false (cosell_service_clock_get_offset (fixture->clock, &offset));
  g_assert_false (cosell_service_clock_adopt (fixture->clock, &moved));
  g_assert_false (cosell_service_clock_is_confirmed (fixture->clock));
  g_assert_cmpint (cosell_clock_doubt (COSELL_CLOCK (fixture->clock)), >=, G_TIME_SPAN_DAY);
}

static void
test_learned (Fixture *fixture, gconstpointer data)
{
  gint64 moved = 0;

  answer (fixture, 3 * HOUR);
  g_assert_cmpint (lead (fixture), ==, 0); /* not before it is taken over */
  g_assert_true (cosell_service_clock_adopt (fixture->clock, &moved));
  g_assert_cmpint (moved, ==, 3 * HOUR);
  g_assert_cmpint (lead (fixture), ==, 3 * HOUR);
  g_assert_true (cosell_service_clock_is_confirmed (fixture->clock));
  g_assert_cmpint (cosell_clock_doubt (COSELL_CLOCK (fixture->clock)), <, HOUR);
  g_assert_false (cosell_service_clock_adopt (fixture->clock, &moved));
  cosell_manual_clock_advance (fixture->computer, HOUR);
  g_assert_cmpint (lead (fixture), ==, 3 * HOUR);
}

static void
test_right_all_along (Fixture *fixture, gconstpointer data)
{
  gint64 moved = 7;

  answer (fixture, SECOND);
  g_assert_true (cosell_service_clock_adopt (fixture->clock, &moved)); /* it is known now */
  g_assert_cmpint (moved, ==, 0);
  g_assert_cmpint (lead (fixture), ==, 0);
}

/* One bad answer, at each place among good ones, does not count. */
static void
test_one_bad_answer (Fixture *fixture, gconstpointer data)
{
  static const gint64 bad[] = { 400 * G_TIME_SPAN_DAY, -400 * G_TIME_SPAN_DAY, 10 * HOUR,
                                -10 * HOUR };
  gint64 moved = 0;

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      for (guint k = 1; k < 5; k++)
        {
          cosell_service_clock_set_offset (fixture->clock, 2 * HOUR);
          for (guint n = 0; n < 5; n++)
            {
              answer (fixture, n == k ? bad[i] : 2 * HOUR);
              g_assert_false (cosell_service_clock_adopt (fixture->clock, &moved));
            }
        }
    }
}

static void
test_nonsense (Fixture *fixture, gconstpointer data)
{
  static const char *const dates[] = { "1601-01-01T00:00:00Z", "1970-01-01T00:00:00Z",
                                       "2023-12-31T23:59:59Z", "2999-01-01T00:00:00Z" };
  gint64 moved = 0;

  for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
    cosell_service_clock_learn (fixture->clock, instant (dates[i]), 0, 0);
  /* an answer that took a minute, one from before it was asked for */
  cosell_service_clock_learn (fixture->clock, instant ("2027-01-01T00:00:00Z"), 0, 60 * SECOND);
  cosell_service_clock_learn (fixture->clock, instant ("2027-01-01T00:00:00Z"), 10, 5);
  g_assert_false (cosell_service_clock_adopt (fixture->clock, &moved));
  g_assert_false (cosell_service_clock_is_confirmed (fixture->clock));
}

/* The computer's clock is set while we run, back, forward, by daylight saving done wrong: no
 * matter. */
static void
test_clock_set (Fixture *fixture, gconstpointer data)
{
  static const gint64 steps[] = {
    HOUR, -HOUR, 14 * HOUR, -14 * HOUR, 400 * G_TIME_SPAN_DAY, -G_TIME_SPAN_DAY, 37 * SECOND
  };
  gint64 moved = 0;

  answer (fixture, 0);
  cosell_service_clock_adopt (fixture->clock, &moved);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      gint64 before = cosell_clock_now (COSELL_CLOCK (fixture->clock));
      gint64 offset = 0;

      cosell_manual_clock_set (fixture->computer, computer_now (fixture) + steps[i]);
      g_assert_cmpint (cosell_clock_now (COSELL_CLOCK (fixture->clock)), ==, before);
      cosell_manual_clock_advance (fixture->computer, 10 * SECOND);
      g_assert_cmpint (cosell_clock_now (COSELL_CLOCK (fixture->clock)), ==, before + 10 * SECOND);
      /* what is kept for the next start is right for the clock as it was set */
      g_assert_true (cosell_service_clock_get_offset (fixture->clock, &offset));
      g_assert_cmpint (computer_now (fixture) + offset, ==, before + 10 * SECOND);
    }
}

/* What was kept counts as one answer: a wrong one is overruled by the next that says less, or by
 * two. */
static void
test_kept (Fixture *fixture, gconstpointer data)
{
  gint64 offset = 0, moved = 0;

  cosell_service_clock_set_offset (fixture->clock, 3 * HOUR);
  g_assert_cmpint (lead (fixture), ==, 3 * HOUR);
  g_assert_true (cosell_service_clock_get_offset (fixture->clock, &offset));
  g_assert_cmpint (offset, ==, 3 * HOUR);
  g_assert_false (cosell_service_clock_is_confirmed (fixture->clock));
  answer (fixture, 0); /* somebody put the computer's clock right meanwhile */
  g_assert_true (cosell_service_clock_adopt (fixture->clock, &moved));
  g_assert_cmpint (moved, ==, -3 * HOUR);
  g_assert_cmpint (lead (fixture), ==, 0);

  cosell_service_clock_set_offset (fixture->clock, 0);
  answer (fixture, 5 * HOUR);
  g_assert_false (cosell_service_clock_adopt (fixture->clock, &moved)); /* rather late than early */
  answer (fixture, 5 * HOUR);
  g_assert_true (cosell_service_clock_adopt (fixture->clock, &moved));
  g_assert_cmpint (lead (fixture), ==, 5 * HOUR);
}

/* The real one: goes forward, and wall and passed time agree. */
static void
test_system (void)
{
  g_autoptr (CosellClock) system = cosell_clock_new_system ();
  gint64 first = cosell_clock_elapsed (system);

  g_assert_cmpint (cosell_clock_elapsed (system), >=, first);
  g_assert_cmpint (first, >, 0);
}

#define ADD(path, func)                                                                            \
  g_test_add ("/base/service-clock/P6-" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("unknown", test_unknown);
  ADD ("learned", test_learned);
  ADD ("right-all-along", test_right_all_along);
  ADD ("one-bad-answer", test_one_bad_answer);
  ADD ("nonsense", test_nonsense);
  ADD ("clock-set", test_clock_set);
  ADD ("kept", test_kept);
  g_test_add_func ("/base/service-clock/P6-system", test_system);
  return g_test_run ();
}
