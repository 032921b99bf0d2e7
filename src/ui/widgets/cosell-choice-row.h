/* cosell-choice-row.h: a row with a check or radio button before its title
 *
 * Properties: active (boolean); group (CosellChoiceRow: turns both into radio buttons); round
 * (boolean: the round check of a list in which several can be chosen). Signal "toggled". Its action
 * "activate" makes it pressable through AT-SPI, which GTK 4.8 leaves out for check buttons.
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define COSELL_TYPE_CHOICE_ROW (cosell_choice_row_get_type ())
G_DECLARE_FINAL_TYPE (CosellChoiceRow, cosell_choice_row, COSELL, CHOICE_ROW, AdwActionRow)

GtkWidget *
cosell_choice_row_new (const char *title, const char *subtitle);
gboolean
cosell_choice_row_get_active (CosellChoiceRow *self);
void
cosell_choice_row_set_active (CosellChoiceRow *self, gboolean active);
void
cosell_choice_row_set_group (CosellChoiceRow *self, CosellChoiceRow *group);

G_END_DECLS
