/* cosell-key-diff.h: what changed between two arrays of distinct keys, as ranges
 *
 * Pure; any thread. The ranges are the fewest that turn one array into the other when kept keys
 * must not move past each other (longest increasing subsequence), in ascending order.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* n_removed keys from old_position on are replaced by n_added keys from new_position on. */
typedef struct
{
  guint old_position;
  guint n_removed;
  guint new_position;
  guint n_added;
} CosellKeyRange;

/* before and after: of gint64. Returns: (transfer full) of CosellKeyRange */
GArray *cosell_key_diff (const GArray *before, const GArray *after);
/* What is known to come first, in the place of as many keys, and behind it what else there was, until the rest is
 * known. Takes time for each key of before, but little. range: (out): what that changes of before, in one.
 * Returns: (transfer full) */
GArray *cosell_key_put_first (const GArray *before, const GArray *first, CosellKeyRange *range);

G_END_DECLS
