/* cosell-lifecycle-bar.h: the milestones of a deal on a line (D6, D16)
 *
 *   ✓━━━━━━✓━━━━━━✓━━━━━━●──────○──────○
 *   Created  Qualified  …   Proposed  …
 *
 * One stop of the Tab key; the arrows go from milestone to milestone. Where there is no room for
 * all labels only the current one is shown.
 */
#pragma once

#include <gtk/gtk.h>

#include "model/cosell-lifecycle.h"

G_BEGIN_DECLS

#define COSELL_TYPE_LIFECYCLE_BAR (cosell_lifecycle_bar_get_type ())
G_DECLARE_FINAL_TYPE (CosellLifecycleBar, cosell_lifecycle_bar, COSELL, LIFECYCLE_BAR, GtkWidget)

/* Shows the deal as it stands now; keeps nothing of it. registration: (nullable) the milestone
 * after Won (E5, E8). */
void
cosell_lifecycle_bar_set_data (CosellLifecycleBar *self,
                               const CosellDealData *deal,
                               const CosellMilestone *registration);

G_END_DECLS
