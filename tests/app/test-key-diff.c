#include "app/cosell-key-diff.h"

static GArray *
keys_from (const char *digits)
{
  GArray *keys = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (; *digits != '\0'; digits++)
    {
      gint64 key = *digits;

      g_array_append_val (keys, key);
    }
  return keys;
}

/* Applies ranges back to front, as a list model tells them, and compares with after. */
static void
assert_turns_into (GArray *before, GArray *after, GArray *ranges)
{
  g_autoptr (GArray) shown = g_array_copy (before);

  for (guint i = ranges->len; i > 0; i--)
    {
      const CosellKeyRange *range = &g_array_index (ranges, CosellKeyRange, i - 1);

      if (range->n_removed > 0)
        g_array_remove_range (shown, range->old_position, range->n_removed);
      if (range->n_added > 0)
        g_array_insert_vals (shown, range->old_position,
                             &g_array_index (after, gint64, range->new_position), range->n_added);
    }
  g_assert_cmpmem (shown->data, shown->len * sizeof (gint64), after->data,
                   after->len * sizeof (gint64));
}

/* Keys that are neither removed nor added. */
static guint
count_kept (GArray *before, GArray *ranges)
{
  guint kept = before->len;

  for (guint i = 0; i < ranges->len; i++)
    kept -= g_array_index (ranges, CosellKeyRange, i).n_removed;
  return kept;
}

/* Longest common subsequence by the book, as a reference. */
static guint
reference_kept (GArray *before, GArray *after)
{
  guint width = after->len + 1;
  g_autofree guint *table = g_new0 (guint, (before->len + 1) * width);

  for (guint i = 1; i <= before->len; i++)
    for (guint j = 1; j <= after->len; j++)
      {
        gboolean same =
            g_array_index (before, gint64, i - 1) == g_array_index (after, gint64, j - 1);

        table[i * width + j] = same ? table[(i - 1) * width + j - 1] + 1
                                    : MAX (table[(i - 1) * width + j], table[i * width + j - 1]);
      }
  return table[before->len * width + after->len];
}

static void
test_table (void)
{
  static const struct
  {
    const char *before;
    const char *after;
    guint n_ranges;
  } cases[] = {
    { "", "", 0 },           { "abc", "abc", 0 },       { "", "abc", 1 },
    { "abc", "", 1 },        { "abc", "xabc", 1 },      { "abc", "abcx", 1 },
    { "abc", "axbc", 1 },    { "abc", "ac", 1 },        { "abc", "xyz", 1 },
    { "abcd", "dabc", 2 },   { "abcd", "bcda", 2 },     { "abcdef", "axcdyf", 2 },
    { "abcde", "edcba", 2 }, { "abcdef", "abdcef", 2 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GArray) before = keys_from (cases[i].before);
      g_autoptr (GArray) after = keys_from (cases[i].after);
      g_autoptr (GArray) ranges = cosell_key_diff (before, after);

      g_test_message ("%s → %s", cases[i].before, cases[i].after);
      g_assert_cmpuint (ranges->len, ==, cases[i].n_ranges);
      assert_turns_into (before, after, ranges);
    }
}

static GArray *
random_keys (GRand *rand, guint n, guint space)
{
  GArray *keys = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  while (keys->len < n)
    {
      gint64 key = g_rand_int_range (rand, 1, (gint32) space);

      if (g_hash_table_add (seen, GINT_TO_POINTER ((int) key)))
        g_array_append_val (keys, key);
    }
  return keys;
}

static void
test_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261122);

  for (guint i = 0; i < 500; i++)
    {
      g_autoptr (GArray) before = random_keys (rand, g_rand_int_range (rand, 0, 40), 60);
      g_autoptr (GArray) after = random_keys (rand, g_rand_int_range (rand, 0, 40), 60);
      g_autoptr (GArray) ranges = cosell_key_diff (before, after);

      assert_turns_into (before, after, ranges);
      g_assert_cmpuint (count_kept (before, ranges), ==, reference_kept (before, after));
    }
}

/* Ranges are in order and never touch, so that a view hears of each place once. */
static void
test_ranges_are_apart (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (guint i = 0; i < 200; i++)
    {
      g_autoptr (GArray) before = random_keys (rand, 30, 40);
      g_autoptr (GArray) after = random_keys (rand, 30, 40);
      g_autoptr (GArray) ranges = cosell_key_diff (before, after);

      for (guint j = 1; j < ranges->len; j++)
        {
          const CosellKeyRange *last = &g_array_index (ranges, CosellKeyRange, j - 1);
          const CosellKeyRange *range = &g_array_index (ranges, CosellKeyRange, j);

          g_assert_cmpuint (range->old_position, >, last->old_position + last->n_removed);
          g_assert_cmpuint (range->new_position, >, last->new_position + last->n_added);
        }
    }
}

/* What comes first takes the place of as many keys; what else there was stays behind it: one range.
 */
static void
test_put_first (void)
{
  static const struct
  {
    const char *before, *first, *result;
    guint position, n_removed, n_added;
  } cases[] = {
    { "", "", "", 0, 0, 0 },
    { "", "abc", "abc", 0, 0, 3 },
    { "abc", "", "abc", 0, 0, 0 },
    { "abcdef", "abc", "abcdef", 3, 0, 0 },
    { "abcdef", "abd", "abdef", 2, 2, 1 },
    { "abcdef", "fa", "facde", 0, 6, 5 },
    { "abcdef", "xy", "xycdef", 0, 2, 2 },
    { "abcdef", "axb", "axbdef", 1, 2, 2 },
    { "ab", "abcd", "abcd", 2, 0, 2 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GArray) before = keys_from (cases[i].before);
      g_autoptr (GArray) first = keys_from (cases[i].first);
      g_autoptr (GArray) result = keys_from (cases[i].result);
      g_autoptr (GArray) ranges = g_array_new (FALSE, FALSE, sizeof (CosellKeyRange));
      CosellKeyRange range;
      g_autoptr (GArray) keys = cosell_key_put_first (before, first, &range);

      g_test_message ("%s before %s", cases[i].first, cases[i].before);
      g_assert_cmpmem (keys->data, keys->len * sizeof (gint64), result->data,
                       result->len * sizeof (gint64));
      g_assert_cmpuint (range.old_position, ==, cases[i].position);
      g_assert_cmpuint (range.new_position, ==, cases[i].position);
      g_assert_cmpuint (range.n_removed, ==, cases[i].n_removed);
      g_assert_cmpuint (range.n_added, ==, cases[i].n_added);
      g_array_append_val (ranges, range);
      assert_turns_into (before, keys, ranges);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/key-diff/table", test_table);
  g_test_add_func ("/key-diff/random-against-reference", test_random);
  g_test_add_func ("/key-diff/put-first", test_put_first);
  g_test_add_func ("/key-diff/ranges-are-apart", test_ranges_are_apart);
  return g_test_run ();
}
