/* cosell-heart.h: the favorite heart of a row: one small widget, a toggle that can be reached by
 * key and speaks (B2). Signal "toggled" when a person presses it; it shows what it is told. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define COSELL_TYPE_HEART (cosell_heart_get_type ())
G_DECLARE_FINAL_TYPE (CosellHeart, cosell_heart, COSELL, HEART, GtkButton)

/* Off; what a click does is its action. */
GtkWidget *
cosell_heart_new (void);
/* Whether the deal is a favorite; shown, and said by its label. */
void
cosell_heart_set_on (CosellHeart *self, gboolean on);

G_END_DECLS
