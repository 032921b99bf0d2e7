/* cosell-choice-group.h: one of several answers to a question, each a row of a titled group
 *
 * Property "value" (string, never NULL): the id of the answer that is chosen, "" for none.
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define COSELL_TYPE_CHOICE_GROUP (cosell_choice_group_get_type ())
G_DECLARE_FINAL_TYPE (CosellChoiceGroup,
                      cosell_choice_group,
                      COSELL,
                      CHOICE_GROUP,
                      AdwPreferencesGroup)

/* Adds an answer below the others; id and label are copied. */
void
cosell_choice_group_add (CosellChoiceGroup *self, const char *id, const char *label);
/* The id of the answer that is chosen, "" for none. (transfer none) */
const char *
cosell_choice_group_get_value (CosellChoiceGroup *self);
/* Chooses the answer with that id; none when there is no such. value: NULL is "" */
void
cosell_choice_group_set_value (CosellChoiceGroup *self, const char *value);
/* The words of the answer that is chosen. Returns: (transfer none) (nullable): NULL for none */
const char *
cosell_choice_group_get_label (CosellChoiceGroup *self);

G_END_DECLS
