/* cosell-tip.h: a paragraph on a coloured ground, with an icon
 *
 * Properties, all write-only: text (string; long ones are cut as cosell_long_text_show does it);
 * title (string, nullable: a line above the text); warning (boolean: in the colour and with the icon
 * of warnings); action (GtkWidget, nullable, set once: a button or link below the text).
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define COSELL_TYPE_TIP (cosell_tip_get_type ())
G_DECLARE_FINAL_TYPE (CosellTip, cosell_tip, COSELL, TIP, GtkBox)

/* text: copied */
void
cosell_tip_set_text (CosellTip *self, const char *text);

G_END_DECLS
