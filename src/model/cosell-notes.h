/* cosell-notes.h: notes are a record: dated, signed paragraphs, the newest on top (C23) */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a paragraph begins with: "2026-11-22, Ola Lind: ". signer: nullable. (transfer full) */
char *cosell_notes_heading (const GDate *date, const char *signer);
/* heading and text as a paragraph on top of what is there; notes may be NULL. (transfer full) */
char *cosell_notes_add (const char *notes, const char *heading, const char *text);

G_END_DECLS
