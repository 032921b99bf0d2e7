/* cosell-filling.h: what lies further down a page is filled a part in each frame, so that what is on
 * top is painted at once. It comes by itself within a few frames; nobody waits for it who scrolls or
 * goes on by a key, since then the rest is filled at once. What was not filled when something else
 * comes to the page never is. Main thread.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct _CosellFilling CosellFilling;

typedef void (*CosellFillFunc) (gpointer page);

/* scroller: (unowned) in which the page is scrolled. box: (unowned) in it, that holds all sections. */
CosellFilling *
cosell_filling_new (GtkScrolledWindow *scroller, GtkWidget *box, gpointer page);
/* While the widgets are still there. */
void
cosell_filling_free (CosellFilling *self);
/* Sections come in this order. fill: (nullable): puts in what the page shows, and may hide a section that
 * has nothing to say of it; without it, section has it already. section: (nullable): none, but work that
 * has time until the first frame was painted. */
void
cosell_filling_add (CosellFilling *self, GtkWidget *section, CosellFillFunc fill);
/* Hides all sections and fills the first n_at_once now, the others after the next frame; all of them
 * now when the focus is in one. */
void
cosell_filling_begin (CosellFilling *self, guint n_at_once);
/* What is missing is not filled any more, and not shown. */
void
cosell_filling_stop (CosellFilling *self);
/* Before the focus moves in page, or into it: fills what is missing and gives it its place, so that
 * the focus finds its way. Who enters from above comes to the top, which is there. */
void
cosell_filling_focus_moves (CosellFilling *self, GtkWidget *page, GtkDirectionType direction);
/* Whether sections are still missing. */
gboolean
cosell_filling_is_pending (CosellFilling *self);

G_END_DECLS
