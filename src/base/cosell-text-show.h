/* cosell-text-show.h: text from outside as it may stand among the words of the program
 *
 * Whatever the service or a person wrote may be of any length and direction. The rule: what is put
 * into a sentence, a title, a tooltip, an accessible name or a notification goes through
 * cosell_text_quote; what a row shows on its own through cosell_text_brief; what may be read whole
 * (notes, reasons, values) into a CosellLongText. Data that is kept, sent, compared, searched,
 * copied or put into a form never does. Pure; any thread.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What one label holds at most, in characters: a layout of as many costs less than a frame. */
#define COSELL_TEXT_PIECE 4000
/* The same in lines. */
#define COSELL_TEXT_PIECE_LINES 200
/* What a row, a title or a sentence holds of a text at most, in characters. */
#define COSELL_TEXT_BRIEF 200

/* Bytes of the longest start of text with at most max characters that ends between two characters
 * that people see: marks, joined emoji and flags stay whole, unless more than 32 characters of them
 * follow each other. text is UTF-8. */
gsize cosell_text_cut_at (const char *text, guint max);
/* text (NULL is "") with "…" in the place of all that follows max characters. Returns: (transfer
 * full) */
char *cosell_text_cut (const char *text, guint max);
/* One line of at most COSELL_TEXT_BRIEF characters; line ends and tabs are spaces. Returns:
 * (transfer full) */
char *cosell_text_brief (const char *text);
/* text that turns no word around it, line by line: in FSI … PDI, with what it leaves open closed
 * inside, when it holds letters from right to left or characters that direct text, and in an
 * interface from right to left always; else as it is, since in a line from left to right it needs
 * nothing. NULL is "". Returns: (transfer full) */
char *cosell_text_isolate (const char *text);
/* cosell_text_brief in cosell_text_isolate. NULL is "". Returns: (transfer full) */
char *cosell_text_quote (const char *text);
/* Whether the words of the program run from right to left. Once, before the first of the above. */
void cosell_text_set_interface_rtl (gboolean rtl);

G_END_DECLS
