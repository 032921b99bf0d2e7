/* cosell-choice-row.h: one of the words that a member of a deal can be, or none
 *
 * Property "value" (string, never NULL): the id of the choice, "" for none. A value that is no choice
 * of this version is offered as it is, so that it stays unless another one is chosen.
 */
#pragma once

#include <adwaita.h>

#include "model/cosell-member.h"

G_BEGIN_DECLS

#define COSELL_TYPE_CHOICE_ROW (cosell_choice_row_get_type ())
G_DECLARE_FINAL_TYPE (CosellChoiceRow, cosell_choice_row, COSELL, CHOICE_ROW, AdwComboRow)

/* Offers one more choice; id and label are copied. */
void
cosell_choice_row_add (CosellChoiceRow *self, const char *id, const char *label);
/* Offers the choices of a member that has some; once. */
void
cosell_choice_row_set_member (CosellChoiceRow *self, CosellMemberId id);
/* The id of what is chosen, "" for nothing. (transfer none) */
const char *
cosell_choice_row_get_value (CosellChoiceRow *self);
/* value: NULL is "". */
void
cosell_choice_row_set_value (CosellChoiceRow *self, const char *value);
/* The words of what is chosen. Returns: (transfer none) (nullable) */
const char *
cosell_choice_row_get_label (CosellChoiceRow *self);

G_END_DECLS
