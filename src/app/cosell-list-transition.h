/* cosell-list-transition.h: going from one array of keys to another in steps that a list view can
 * digest
 *
 * A view builds or fills a widget for each of some 200 rows around what it shows, and does so at
 * once for every row that it is told of. So rows are told front to back, a limited number at a time;
 * what lies far behind the front has no widgets and is told in one go. Between two steps the list is
 * whole: the first keys of the new array, then the rest of the old one. Pure; any thread.
 */
#pragma once

#include "app/cosell-key-diff.h"

G_BEGIN_DECLS

typedef struct _CosellListTransition CosellListTransition;

/* At position, removed keys went away and added ones came. */
typedef struct
{
  guint position;
  guint removed;
  guint added;
} CosellListTransitionStep;

/* before, after: of gint64, which must not change any more; ranges: what cosell_key_diff says of the
 * two. Returns: (transfer full) */
CosellListTransition *cosell_list_transition_new (GArray *before, GArray *after,
                                                  const GArray *ranges);
/* Also one that is not done. self: (nullable) */
void cosell_list_transition_free (CosellListTransition *self);
/* Makes one step. budget: how much work is left, in rows; it is reduced and may become negative.
 * FALSE: there was nothing left to do. */
gboolean cosell_list_transition_next (CosellListTransition *self, int *budget,
                                      CosellListTransitionStep *step);
/* Whether the list is the new array. */
gboolean cosell_list_transition_is_done (CosellListTransition *self);
/* How many of the first keys of after are there. */
guint cosell_list_transition_get_front (CosellListTransition *self);
/* The list as it stands after the last step. */
guint cosell_list_transition_count (CosellListTransition *self);
/* The key there. position: below that count */
gint64 cosell_list_transition_get (CosellListTransition *self, guint position);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CosellListTransition, cosell_list_transition_free)

G_END_DECLS
