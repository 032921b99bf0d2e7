/* cosell-milestone-dot.h: one milestone of the life-cycle bar, a small button that draws itself;
 * pressing it tells what the milestone means (D16). */
#pragma once

#include <gtk/gtk.h>

#include "model/cosell-lifecycle.h"

G_BEGIN_DECLS

#define COSELL_MILESTONE_DOT_SIZE 20 /* pixels */

#define COSELL_TYPE_MILESTONE_DOT (cosell_milestone_dot_get_type ())
G_DECLARE_FINAL_TYPE (CosellMilestoneDot, cosell_milestone_dot, COSELL, MILESTONE_DOT, GtkButton)

GtkWidget *
cosell_milestone_dot_new (void); /* blank until it has a milestone */
/* Copies what it shows; a popover that is open closes. */
void
cosell_milestone_dot_set (CosellMilestoneDot *self, const CosellMilestone *milestone);

G_END_DECLS
