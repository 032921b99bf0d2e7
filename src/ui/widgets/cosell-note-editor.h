/* cosell-note-editor.h: a titled field of several lines, in the looks of a boxed list
 *
 * Properties: title (its accessible name too); description (who reads it, C23); text (string,
 * read-write, never NULL); record (boolean: has the button "Add Note"); hint (string: below the
 * text while that is empty). Signal "add-note" when the button is pressed.
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define COSELL_TYPE_NOTE_EDITOR (cosell_note_editor_get_type ())
G_DECLARE_FINAL_TYPE (CosellNoteEditor, cosell_note_editor, COSELL, NOTE_EDITOR, AdwBin)

/* C23: begins a paragraph on top of the text, to be typed on. */
void
cosell_note_editor_begin_paragraph (CosellNoteEditor *self, const char *heading);

G_END_DECLS
