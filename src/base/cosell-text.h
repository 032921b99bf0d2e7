/* cosell-text.h: what people paste, tidied: characters that nobody sees
 *
 * Invisible are U+00AD, U+200B, U+200E, U+200F, U+202A–U+202E, U+2060–U+2069 and U+FEFF; not U+200C
 * and U+200D, which join letters. Pure; any thread.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  COSELL_TEXT_LINES, /* notes: inside nothing changes */
  COSELL_TEXT_LINE,  /* a name: a line end or tab inside becomes one space */
  COSELL_TEXT_CODE,  /* an ID, a phone number: control and invisible characters inside go */
  COSELL_TEXT_SOLID, /* a D-U-N-S number: white space inside goes too */
  COSELL_TEXT_MAIL,  /* a mail address: of "Name <a@b.example>;" and "mailto:a@b.example" the address */
} CosellTextKind;

/* text (NULL is "") with white space, control and invisible characters at both ends taken off, and
 * what kind says; "" where nobody would see any of it. Bytes that are no UTF-8 become U+FFFD.
 * Returns: (transfer full) */
char *cosell_text_tidy (const char *text, CosellTextKind kind);
/* An ID or address that was copied: tidied as COSELL_TEXT_CODE, and without the brackets and quotation
 * marks that stand around it. Tabs and line ends inside stay one space. Returns: (transfer full) */
char *cosell_text_unwrap (const char *text);
/* Whether nothing of text (may be NULL) is left then: joiners, selectors and fillers that stand alone
 * show nothing either. */
gboolean cosell_text_is_blank (const char *text);
/* Whether length bytes are UTF-8 without a NUL: g_utf8_validate_len, quick where they are ASCII, which
 * nearly all is. end: (out) (optional) (transfer none) the first byte that is not, or behind the last */
gboolean cosell_text_is_utf8 (const char *text, gsize length, const char **end);

G_END_DECLS
