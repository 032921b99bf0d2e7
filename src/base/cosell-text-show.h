/* cosell-text-show.h: text from outside as it may stand among the words of the program
 *
 * Whatever the service or a person wrote may be of any length and direction. The rule: what is put
 * into a sentence, a tooltip, an accessible name or a notification goes through cosell_text_quote;
 * a title of its own through cosell_text_brief; the value of a row through
 * cosell_long_text_show_value, which shows cosell_text_excerpt; what is read whole, such as notes,
 * into a CosellLongText. Data that is kept, sent, compared, searched, copied or put into a form
 * never does. UTF-8; pure; any thread.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What one label holds at most, in characters: a layout of as many costs less than a frame. */
#define COSELL_TEXT_PIECE 4000
/* The same in lines. */
#define COSELL_TEXT_PIECE_LINES 200
/* What a title or a sentence holds of a text at most, in characters. */
#define COSELL_TEXT_BRIEF 200
/* What a row holds of a value at most, in characters and lines. */
#define COSELL_TEXT_EXCERPT 240
#define COSELL_TEXT_EXCERPT_LINES 8
/* Where a longer word has to break anywhere; addresses of the web stay below it. */
#define COSELL_TEXT_LONGEST_WORD 500
#define COSELL_TEXT_EDITABLE 200000
#define COSELL_TEXT_EDITABLE_LINE 8000

/* Bytes of the longest start of text with at most max characters that ends between two characters
 * that people see: marks, joined emoji and flags stay whole, unless more than 32 characters of them
 * follow each other. text is UTF-8. */
gsize cosell_text_cut_at (const char *text, guint max);
/* text (NULL is "") with "…" in the place of all that follows max characters. Returns: (transfer
 * full) */
char *cosell_text_cut (const char *text, guint max);
/* Bytes of the start of text that one label holds: COSELL_TEXT_PIECE characters, and no more than
 * COSELL_TEXT_PIECE_LINES lines. When more follows it ends behind a line or a word, if there is one
 * to end in its last tenth. */
gsize cosell_text_piece_at (const char *text);
/* One line of at most COSELL_TEXT_BRIEF characters; line ends and tabs are spaces. Where no line
 * could break for 40 characters U+200B lets it: the layout of one endless word takes seconds.
 * Returns: (transfer full) */
char *cosell_text_brief (const char *text);
/* At most COSELL_TEXT_EXCERPT characters and COSELL_TEXT_EXCERPT_LINES lines of text, with U+200B in
 * the same way. cut: (out) (optional) whether more follows. Returns: (transfer full) */
char *cosell_text_excerpt (const char *text, gboolean *cut);
/* Whether a line of text breaks nowhere for more than max characters. */
gboolean cosell_text_has_endless_word (const char *text, guint max);
/* Whether a text view can hold text: no more than COSELL_TEXT_EDITABLE characters, and no line of
 * more than COSELL_TEXT_EDITABLE_LINE, which is laid out anew with every letter. NULL is "". */
gboolean cosell_text_is_editable (const char *text);
/* text that turns no word around it, line by line: in FSI … PDI, with what it leaves open closed
 * inside, when it holds letters from right to left or characters that direct text, and in an
 * interface from right to left always; else as it is, since in a line from left to right it needs
 * nothing. NULL is "". Returns: (transfer full) */
char *cosell_text_isolate (const char *text);
/* cosell_text_brief in cosell_text_isolate. NULL is "". Returns: (transfer full) */
char *cosell_text_quote (const char *text);
/* A sentence whose every %s, and it has nothing else, is put in by cosell_text_quote. At most six.
 * Returns: (transfer full) */
char *cosell_text_format (const char *format, ...) G_GNUC_PRINTF (1, 2);
/* Whether the words of the program run from right to left. Once, before the first of the above. */
void cosell_text_set_interface_rtl (gboolean rtl);

G_END_DECLS
