#include "app/cosell-list-transition.h"

#define STEP 64

/* A mirror that only hears of the steps. */
static void
apply (GArray *shown, CosellListTransition *steps, const CosellListTransitionStep *step)
{
  g_assert_cmpuint (step->position + step->removed, <=, shown->len);
  if (step->removed > 0)
    g_array_remove_range (shown, step->position, step->removed);
  for (guint i = 0; i < step->added; i++)
    {
      gint64 key = cosell_list_transition_get (steps, step->position + i);

      g_array_insert_val (shown, step->position + i, key);
    }
  g_assert_cmpuint (cosell_list_transition_count (steps), ==, shown->len);
  for (guint i = 0; i < shown->len; i++)
    g_assert_cmpint (cosell_list_transition_get (steps, i), ==, g_array_index (shown, gint64, i));
}

/* Goes all the way; returns the number of turns that a main loop would need. */
static guint
walk (GArray *before, GArray *after)
{
  g_autoptr (GArray) ranges = cosell_key_diff (before, after);
  g_autoptr (CosellListTransition) steps = cosell_list_transition_new (before, after, ranges);
  g_autoptr (GArray) shown = g_array_copy (before);
  CosellListTransitionStep step;
  guint turns = 0, last = 0;

  g_assert_cmpuint (cosell_list_transition_count (steps), ==, before->len);
  while (!cosell_list_transition_is_done (steps))
    {
      int budget = STEP;

      while (budget > 0 && cosell_list_transition_next (steps, &budget, &step))
        {
          g_assert_cmpuint (step.removed + step.added, >, 0);
          g_assert_cmpuint (step.position, >=, last);
          /* never many at both sides: GTK would look for each among all */
          g_assert_cmpuint (MIN (step.removed, step.added), <=, STEP);
          last = step.position;
          apply (shown, steps, &step);
        }
      turns++;
      g_assert_cmpuint (turns, <, 1000);
    }
  g_assert_false (cosell_list_transition_next (steps, &(int){ STEP }, &step));
  g_assert_cmpmem (shown->data, shown->len * sizeof (gint64), after->data,
                   after->len * sizeof (gint64));
  return turns;
}

static GArray *
numbers (gint64 first, guint n, int step)
{
  GArray *keys = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < n; i++, first += step)
    g_array_append_val (keys, first);
  return keys;
}

static GArray *
shuffled (GRand *rand, guint n)
{
  GArray *keys = numbers (1, n, 1);

  for (guint i = n; i > 1; i--)
    {
      guint other = (guint) g_rand_int_range (rand, 0, (gint32) i);
      gint64 key = g_array_index (keys, gint64, i - 1);

      g_array_index (keys, gint64, i - 1) = g_array_index (keys, gint64, other);
      g_array_index (keys, gint64, other) = key;
    }
  return keys;
}

/* A person waits for no more turns than the rows with widgets take, however long the list is. */
static void
test_turns (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autoptr (GArray) none = numbers (1, 0, 1);
  g_autoptr (GArray) few = numbers (1, 60, 1);
  g_autoptr (GArray) many = numbers (1, 20000, 1);
  g_autoptr (GArray) others = numbers (-1, 20000, -1);
  g_autoptr (GArray) mixed = shuffled (rand, 20000);
  g_autoptr (GArray) most = g_array_copy (many);

  g_array_remove_range (most, 9000, 3);
  g_assert_cmpuint (walk (none, none), ==, 0);
  g_assert_cmpuint (walk (many, many), ==, 0);
  g_assert_cmpuint (walk (none, few), ==, 1);
  g_assert_cmpuint (walk (many, most), ==, 1);
  g_assert_cmpuint (walk (most, many), ==, 1);
  g_assert_cmpuint (walk (many, none), ==, 1);
  g_assert_cmpuint (walk (none, many), <=, 6);
  g_assert_cmpuint (walk (few, many), <=, 6);
  g_assert_cmpuint (walk (many, others), <=, 8);
  g_assert_cmpuint (walk (many, mixed), <=, 8);
}

/* The first turn already brings what a screen shows. */
static void
test_first_turn (void)
{
  g_autoptr (GArray) before = numbers (-1, 5000, -1);
  g_autoptr (GArray) after = numbers (1, 5000, 1);
  g_autoptr (GArray) ranges = cosell_key_diff (before, after);
  g_autoptr (CosellListTransition) steps = cosell_list_transition_new (before, after, ranges);
  CosellListTransitionStep step;
  int budget = STEP;

  g_assert_true (cosell_list_transition_next (steps, &budget, &step));
  g_assert_cmpint (budget, <=, 0);
  g_assert_cmpuint (cosell_list_transition_count (steps), ==, 5000);
  for (guint i = 0; i < STEP; i++)
    g_assert_cmpint (cosell_list_transition_get (steps, i), ==, i + 1);
  g_assert_cmpint (cosell_list_transition_get (steps, STEP), ==, -STEP - 1);
}

/* A key at both ends of the seam for a moment is no harm. */
static void
test_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261122);

  for (guint i = 0; i < 120; i++)
    {
      g_autoptr (GArray) before = shuffled (rand, (guint) g_rand_int_range (rand, 0, 400));
      g_autoptr (GArray) after = shuffled (rand, (guint) g_rand_int_range (rand, 0, 400));

      walk (before, after);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/key-steps/turns", test_turns);
  g_test_add_func ("/key-steps/first-turn", test_first_turn);
  g_test_add_func ("/key-steps/random", test_random);
  return g_test_run ();
}
