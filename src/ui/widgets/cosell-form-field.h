/* cosell-form-field.h: the fields of forms, each as one text, whatever widget it is
 *
 * A field is an entry (CosellDateRow and CosellCompletionRow too), CosellNoteEditor,
 * CosellChoiceRow, CosellChoiceGroup, or CosellCheckRow, whose text is "true" or "". Main thread.
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Returns: (transfer full) what was typed or chosen, "" for nothing; long texts whole */
char *
cosell_form_field_dup_text (GtkWidget *field);
/* text: NULL is "". */
void
cosell_form_field_set_text (GtkWidget *field, const char *text);
/* What a person reads in the field. Returns: (transfer none) (nullable): NULL where it is the text
 * itself */
const char *
cosell_form_field_get_words (GtkWidget *field);
/* The signal that it emits when its text may be another one (static). */
const char *
cosell_form_field_get_signal (GtkWidget *field);
/* Marks a field, or what holds it, as wrong, and says why; takes the mark away when message is
 * NULL. */
void
cosell_form_field_mark (GtkWidget *field, const char *message);

G_END_DECLS
