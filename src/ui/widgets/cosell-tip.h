/* cosell-tip.h: a paragraph on a coloured ground, with an icon
 *
 * Properties: text (string, write-only; long ones are cut as cosell_long_text_show does it);
 * warning (boolean, write-only: in the colour and with the icon of warnings).
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
