#include "app/cosell-key-diff.h"

#define NONE G_MAXUINT

static gint64
key_at (const GArray *keys, guint position)
{
  return g_array_index (keys, gint64, position);
}

/* For each key of after between first and after_end: where it stood before, NONE when it is new. */
static guint *
map_positions (const GArray *before,
               guint before_end,
               const GArray *after,
               guint after_end,
               guint first)
{
  g_autoptr (GHashTable) where = g_hash_table_new (g_int64_hash, g_int64_equal);
  guint *positions = g_new (guint, after_end - first + 1);

  for (guint i = first; i < before_end; i++)
    g_hash_table_insert (where, &g_array_index (before, gint64, i), GUINT_TO_POINTER (i + 1));
  for (guint i = first; i < after_end; i++)
    {
      guint found =
          GPOINTER_TO_UINT (g_hash_table_lookup (where, &g_array_index (after, gint64, i)));

      positions[i - first] = found != 0 ? found - 1 : NONE;
    }
  return positions;
}

/* Keeps of positions only a longest ascending run; everything else becomes NONE. */
static void
keep_ascending (guint *positions, guint n)
{
  g_autofree guint *tails = g_new (guint, n + 1);    /* index that ends a run of length i + 1 */
  g_autofree guint *previous = g_new (guint, n + 1); /* index before it in that run */
  g_autofree gboolean *keep = g_new0 (gboolean, n + 1);
  guint length = 0;

  for (guint i = 0; i < n; i++)
    {
      guint low = 0, high = length;

      if (positions[i] == NONE)
        continue;
      while (low < high)
        {
          guint middle = (low + high) / 2;

          if (positions[tails[middle]] < positions[i])
            low = middle + 1;
          else
            high = middle;
        }
      previous[i] = low > 0 ? tails[low - 1] : NONE;
      tails[low] = i;
      length = MAX (length, low + 1);
    }
  for (guint i = length > 0 ? tails[length - 1] : NONE; i != NONE; i = previous[i])
    keep[i] = TRUE;
  for (guint i = 0; i < n; i++)
    if (!keep[i])
      positions[i] = NONE;
}

static void
add_range (GArray *ranges, guint old_position, guint old_end, guint new_position, guint new_end)
{
  CosellKeyRange range = { old_position, old_end - old_position, new_position,
                           new_end - new_position };

  if (range.n_removed > 0 || range.n_added > 0)
    g_array_append_val (ranges, range);
}

GArray *
cosell_key_diff (const GArray *before, const GArray *after)
{
  GArray *ranges = g_array_new (FALSE, FALSE, sizeof (CosellKeyRange));
  g_autofree guint *positions = NULL;
  guint first = 0, before_end = before->len, after_end = after->len;
  guint old_position, new_position;

  while (first < before_end && first < after_end && key_at (before, first) == key_at (after, first))
    first++;
  while (before_end > first && after_end > first &&
         key_at (before, before_end - 1) == key_at (after, after_end - 1))
    {
      before_end--;
      after_end--;
    }
  positions = map_positions (before, before_end, after, after_end, first);
  keep_ascending (positions, after_end - first);
  old_position = new_position = first;
  for (guint i = first; i < after_end; i++)
    {
      guint kept = positions[i - first];

      if (kept == NONE)
        continue;
      add_range (ranges, old_position, kept, new_position, i);
      old_position = kept + 1;
      new_position = i + 1;
    }
  add_range (ranges, old_position, before_end, new_position, after_end);
  return ranges;
}

GArray *
cosell_key_put_first (const GArray *before, const GArray *first, CosellKeyRange *range)
{
  GArray *keys = g_array_sized_new (FALSE, FALSE, sizeof (gint64), before->len + first->len);
  g_autoptr (GHashTable) taken = g_hash_table_new (g_int64_hash, g_int64_equal);
  guint same = 0, end = 0;

  while (same < first->len && same < before->len && key_at (before, same) == key_at (first, same))
    same++;
  for (guint i = 0; i < first->len; i++)
    g_hash_table_add (taken, &g_array_index (first, gint64, i));
  g_array_append_vals (keys, first->data, first->len);
  end = MIN (first->len, before->len);
  for (guint i = end; i < before->len; i++)
    if (g_hash_table_contains (taken, &g_array_index (before, gint64, i)))
      end = i + 1;
    else
      g_array_append_vals (keys, &g_array_index (before, gint64, i), 1);
  range->old_position = range->new_position = same;
  range->n_removed = end - same;
  range->n_added = keys->len - (before->len - end) - same;
  return keys;
}
