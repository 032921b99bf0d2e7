/* cosell-field-caption.h: what is wrong with a field, right below it
 *
 * Shows the first error, else the first warning, of the draft's issues for one field; nothing
 * before the person was at the field (or pressed Next). Without an issue it shows its hint.
 * Properties: field (string: CosellIssue.field); target (GtkWidget, nullable: the control that is
 * marked and focused); label (string: the field's name; the target's title when it has one); hint
 * (string, nullable); patient (boolean: says nothing while one still types); errors-only (boolean:
 * warnings are told elsewhere).
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define COSELL_TYPE_FIELD_CAPTION (cosell_field_caption_get_type ())
G_DECLARE_FINAL_TYPE (CosellFieldCaption,
                      cosell_field_caption,
                      COSELL,
                      FIELD_CAPTION,
                      AdwPreferencesRow)

/* CosellIssue.field. (transfer none) */
const char *
cosell_field_caption_get_field (CosellFieldCaption *self);
/* The name of the field as a person knows it. (transfer none) (nullable) */
const char *
cosell_field_caption_get_label (CosellFieldCaption *self);
/* What it says as long as nothing is wrong. hint: (nullable), copied */
void
cosell_field_caption_set_hint (CosellFieldCaption *self, const char *hint);
/* From now on the person's steps count as being at the field; what was there before does not. */
void
cosell_field_caption_watch (CosellFieldCaption *self);
/* The person was here (or pressed Next): show what is wrong. */
void
cosell_field_caption_touch (CosellFieldCaption *self);
/* issues: of CosellIssue */
void
cosell_field_caption_update (CosellFieldCaption *self, GPtrArray *issues);
/* An error of the page's own, shown instead of the draft's from the next update on; NULL takes it
 * back. */
void
cosell_field_caption_set_override (CosellFieldCaption *self, const char *message);
/* Whether its field, being on screen, has an error, shown or not. */
gboolean
cosell_field_caption_is_wrong (CosellFieldCaption *self);
/* What is shown as wrong, NULL for nothing. (transfer none) */
const char *
cosell_field_caption_get_problem (CosellFieldCaption *self);
/* Puts the focus on the target. Returns: FALSE when that is not on the screen or takes none */
gboolean
cosell_field_caption_focus (CosellFieldCaption *self);

G_END_DECLS
