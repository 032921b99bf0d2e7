#include "base/cosell-intl.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

/* Letters whose stroke or ligature is no combining mark */
static const struct
{
  UChar32 letter;
  const char *plain;
} letters[] = {
  { 0x00E6, "ae" }, { 0x00F0, "d" }, { 0x00F8, "o" }, { 0x00FE, "th" }, { 0x0111, "d" },
  { 0x0127, "h" },  { 0x0131, "i" }, { 0x0142, "l" }, { 0x0153, "oe" }, { 0x0167, "t" },
};

typedef int32_t (
    *Normalize) (const UNormalizer2 *, const UChar *, int32_t, UChar *, int32_t, UErrorCode *);

/* Returns: (transfer full) (nullable): with *length units */
static UChar *
normalize (const UNormalizer2 *normalizer, const UChar *text, int32_t *length, UErrorCode *status)
{
  UErrorCode measure = U_ZERO_ERROR;
  int32_t size;
  UChar *result;

  if (U_FAILURE (*status))
    return NULL;
  size = unorm2_normalize (normalizer, text, *length, NULL, 0, &measure);
  result = g_new (UChar, (gsize) size + 1);
  *length = unorm2_normalize (normalizer, text, *length, result, size + 1, status);
  return result;
}

/* Accents go; the vowels and voicing marks of other scripts are part of the word and stay. */
static gboolean
is_diacritic (UChar32 c)
{
  if (u_charType (c) != U_NON_SPACING_MARK)
    return FALSE;
  switch ((int) ublock_getCode (c))
    {
    case UBLOCK_COMBINING_DIACRITICAL_MARKS:
    case UBLOCK_COMBINING_DIACRITICAL_MARKS_EXTENDED:
    case UBLOCK_COMBINING_DIACRITICAL_MARKS_SUPPLEMENT:
    case UBLOCK_COMBINING_MARKS_FOR_SYMBOLS:
    case UBLOCK_COMBINING_HALF_MARKS:
    case UBLOCK_HEBREW:
    case UBLOCK_ARABIC:
      return TRUE;
    default:
      return FALSE;
    }
}

static const char *
plain_letter (UChar32 c)
{
  for (gsize i = 0; i < G_N_ELEMENTS (letters); i++)
    {
      if (letters[i].letter == c)
        return letters[i].plain;
    }
  return NULL;
}

/* Of decomposed text. One unit becomes two at most. Returns: (transfer full), *length units */
static UChar *
strip_diacritics (const UChar *text, int32_t *length)
{
  UChar *result = g_new (UChar, (gsize) *length * 2 + 1);
  int32_t end = 0;

  for (int32_t i = 0; i < *length;)
    {
      const char *plain;
      UChar32 c;

      U16_NEXT (text, i, *length, c);
      plain = plain_letter (c);
      if (plain != NULL)
        {
          for (; *plain != '\0'; plain++)
            result[end++] = (UChar) *plain;
        }
      else if (!is_diacritic (c))
        U16_APPEND_UNSAFE (result, end, c);
    }
  *length = end;
  return result;
}

static char *
fold_unicode (const char *text)
{
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2 *casefold = unorm2_getNFKCCasefoldInstance (&status);
  const UNormalizer2 *decompose = unorm2_getNFDInstance (&status);
  const UNormalizer2 *compose = unorm2_getNFCInstance (&status);
  gsize size = strlen (text) + 1;
  g_autofree UChar *wide = g_new (UChar, size);
  g_autofree UChar *folded = NULL;
  g_autofree UChar *decomposed = NULL;
  g_autofree UChar *stripped = NULL;
  g_autofree UChar *composed = NULL;
  int32_t length;

  u_strFromUTF8WithSub (wide, (int32_t) size, &length, text, -1, 0xFFFD, NULL, &status);
  folded = normalize (casefold, wide, &length, &status);
  decomposed = normalize (decompose, folded, &length, &status);
  if (U_FAILURE (status))
    return NULL;
  stripped = strip_diacritics (decomposed, &length);
  composed = normalize (compose, stripped, &length, &status);
  if (U_FAILURE (status))
    return NULL;
  return g_utf16_to_utf8 ((const gunichar2 *) composed, length, NULL, NULL, NULL);
}

static void
append_lower (GString *folded, const char *text, gsize length)
{
  gsize at = folded->len;

  g_string_append_len (folded, text, (gssize) length);
  for (; at < folded->len; at++)
    if (folded->str[at] >= 'A' && folded->str[at] <= 'Z')
      folded->str[at] |= 0x20;
}

/* Words that are ASCII, which nearly all are, need no ICU. Nothing composes with the white space
 * between words, so each can be folded by itself. Returns: FALSE when one is too long */
static gboolean
fold_words (GString *folded, const char *text)
{
  const char *word = text;

  for (const char *at = text; *at != '\0'; at++)
    {
      g_autofree char *foreign = NULL, *plain = NULL;

      if (*at == ' ' || *at == '\n')
        word = at + 1;
      if ((guchar) *at < 0x80)
        continue;
      append_lower (folded, text, (gsize) (word - text));
      text = word + strcspn (word, " \n");
      foreign = g_strndup (word, (gsize) (text - word));
      plain = fold_unicode (foreign);
      if (plain == NULL)
        return FALSE;
      g_string_append (folded, plain);
      word = text;
      at = text - 1;
    }
  append_lower (folded, text, strlen (text));
  return TRUE;
}

/**
 * cosell_intl_fold:
 * @text: (nullable): bytes that are no UTF-8 become U+FFFD; longer than 1 GiB is refused by ICU
 *
 * Any thread. Folding what is folded changes nothing.
 */
char *
cosell_intl_fold (const char *text)
{
  g_autoptr (GString) folded = NULL;

  if (text == NULL)
    return g_strdup ("");
  if (g_str_is_ascii (text))
    return g_ascii_strdown (text, -1);
  folded = g_string_sized_new (strlen (text) + 16);
  return fold_words (folded, text) ? g_strdup (folded->str) : g_utf8_make_valid (text, -1);
}

gsize
cosell_intl_fold_piece (const char *text)
{
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2 *casefold;
  const char *end;

  g_return_val_if_fail (text != NULL && *text != '\0', 0);

  end = g_utf8_next_char (text);
  if ((guchar) *end < 0x80)
    return (gsize) (end - text);
  casefold = unorm2_getNFKCCasefoldInstance (&status);
  while (*end != '\0' && U_SUCCESS (status))
    {
      UChar32 c = (UChar32) g_utf8_get_char (end);

      if (unorm2_hasBoundaryBefore (casefold, c) && !is_diacritic (c))
        break;
      end = g_utf8_next_char (end);
    }
  return (gsize) (end - text);
}
