/* cosell-check-row.h: a row with a check or radio button before its title
 *
 * Properties: active (boolean); group (CosellCheckRow: turns both into radio buttons); round
 * (boolean: the round check of a list in which several can be chosen). Signal "toggled". Its action
 * "activate" makes it pressable through AT-SPI, which GTK 4.8 leaves out for check buttons.
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define COSELL_TYPE_CHECK_ROW (cosell_check_row_get_type ())
G_DECLARE_FINAL_TYPE (CosellCheckRow, cosell_check_row, COSELL, CHECK_ROW, AdwActionRow)

/* Not checked. title, subtitle: copied; a long subtitle is cut. subtitle: (nullable) */
GtkWidget *
cosell_check_row_new (const char *title, const char *subtitle);
/* Whether it is checked, or chosen of its group. */
gboolean
cosell_check_row_get_active (CosellCheckRow *self);
/* Emits "toggled" when it was otherwise; what is chosen in a group unchecks the one before. */
void
cosell_check_row_set_active (CosellCheckRow *self, gboolean active);
/* Makes both radio buttons of one group. group: (nullable): NULL takes the row out of its own */
void
cosell_check_row_set_group (CosellCheckRow *self, CosellCheckRow *group);

G_END_DECLS
