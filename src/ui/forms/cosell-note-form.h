/* cosell-note-form.h: one more note of a deal: dated, signed, on top of the others (C23) */
#pragma once

#include "ui/forms/cosell-deal-form.h"

G_BEGIN_DECLS

#define COSELL_TYPE_NOTE_FORM (cosell_note_form_get_type ())
G_DECLARE_FINAL_TYPE (CosellNoteForm, cosell_note_form, COSELL, NOTE_FORM, CosellDealForm)

/* Empty; the note is signed with the day and with who is signed in to session. */
GtkWidget *
cosell_note_form_new (CosellDeal *deal, CosellSession *session);

G_END_DECLS
