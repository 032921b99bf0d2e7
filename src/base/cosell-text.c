#include "base/cosell-text.h"

#include <string.h>

static gboolean
is_invisible (gunichar c)
{
  return c == 0x00ad || c == 0x200b || c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e) ||
         (c >= 0x2060 && c <= 0x2069) || c == 0xfeff;
}

static gboolean
is_line_end (gunichar c)
{
  return (c >= '\n' && c <= '\r') || c == 0x0085 || c == 0x2028 || c == 0x2029;
}

static gboolean
goes_at_an_end (gunichar c)
{
  return g_unichar_isspace (c) || g_unichar_iscntrl (c) || is_invisible (c) || is_line_end (c);
}

/* What shows nothing by itself: joiners, selectors, letters that fill a place. */
static gboolean
is_unseen (gunichar c)
{
  static const gunichar unseen[] = { 0x034f, 0x115f, 0x1160, 0x17b4, 0x17b5,
                                     0x200c, 0x200d, 0x2800, 0x3164, 0xffa0 };

  for (gsize i = 0; i < G_N_ELEMENTS (unseen); i++)
    if (c == unseen[i])
      return TRUE;
  return goes_at_an_end (c) || (c >= 0x180b && c <= 0x180f) || (c >= 0xfe00 && c <= 0xfe0f) ||
         (c >= 0xe0000 && c <= 0xe0fff);
}

static gboolean
is_blank (const char *valid)
{
  while (*valid != '\0' && is_unseen (g_utf8_get_char (valid)))
    valid = g_utf8_next_char (valid);
  return *valid == '\0';
}

static char *
cut_ends (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  const char *start = valid;
  const char *end = valid + strlen (valid);

  if (is_blank (valid))
    end = start;
  while (start < end && goes_at_an_end (g_utf8_get_char (start)))
    start = g_utf8_next_char (start);
  while (end > start)
    {
      const char *last = g_utf8_find_prev_char (start, end);

      if (!goes_at_an_end (g_utf8_get_char (last)))
        break;
      end = last;
    }
  return g_strndup (start, (gsize) (end - start));
}

/* Line ends and tabs beside each other are one space: CR LF is one line end. */
static void
append_line_char (GString *tidy, gunichar c, gboolean *broken)
{
  gboolean breaks = c == '\t' || is_line_end (c);

  if (!breaks)
    g_string_append_unichar (tidy, c);
  else if (!*broken)
    g_string_append_c (tidy, ' ');
  *broken = breaks;
}

/* The one address that a mail program copies with a name or a scheme around it; solid: (transfer
 * full). What holds none, or several, stays as it is. */
static char *
find_address (char *solid)
{
  gsize end = strlen (solid);
  const char *start = strrchr (solid, '<');
  char *address;

  while (end > 0 && (solid[end - 1] == ';' || solid[end - 1] == ','))
    end--;
  if (start != NULL && (end == 0 || solid[end - 1] != '>' || strchr (solid, '<') != start))
    return solid;
  if (start != NULL)
    end--;
  start = start != NULL ? start + 1 : solid;
  if (g_ascii_strncasecmp (start, "mailto:", strlen ("mailto:")) == 0)
    start += strlen ("mailto:");
  if (start >= solid + end || memchr (start, '@', (gsize) (solid + end - start)) == NULL)
    return solid;
  address = g_strndup (start, (gsize) (solid + end - start));
  g_free (solid);
  return address;
}

/* Bytes of the start of text that stay as they are in each kind: nearly all of nearly every text.
 */
static gsize
plain_length (const char *text)
{
  gsize n = 0;

  while (text[n] > ' ' && text[n] < 0x7f)
    n++;
  return n;
}

static void
append_tidy_char (GString *tidy, gunichar c, CosellTextKind kind, gboolean *broken)
{
  if (kind == COSELL_TEXT_LINE)
    append_line_char (tidy, c, broken);
  else if (!g_unichar_iscntrl (c) && !is_invisible (c) && !is_line_end (c) &&
           (kind == COSELL_TEXT_CODE || !g_unichar_isspace (c)))
    g_string_append_unichar (tidy, c);
}

char *
cosell_text_tidy (const char *text, CosellTextKind kind)
{
  g_autofree char *cut = cut_ends (text);
  const char *p = cut;
  GString *tidy;
  gboolean broken = FALSE;

  if (kind == COSELL_TEXT_LINES)
    return g_steal_pointer (&cut);
  tidy = g_string_sized_new (strlen (cut));
  while (*p != '\0')
    {
      gsize plain = plain_length (p);

      if (plain > 0)
        {
          g_string_append_len (tidy, p, (gssize) plain);
          broken = FALSE;
          p += plain;
          continue;
        }
      append_tidy_char (tidy, g_utf8_get_char (p), kind, &broken);
      p = g_utf8_next_char (p);
    }
  return kind == COSELL_TEXT_MAIL ? find_address (g_string_free (tidy, FALSE))
                                  : g_string_free (tidy, FALSE);
}

static gboolean
wraps (gunichar c)
{
  return c == '"' || c == '\'' || (c >= 0x2018 && c <= 0x201f) || c == 0x00ab || c == 0x00bb ||
         (c < 128 && strchr ("(){}<>", (int) c) != NULL);
}

char *
cosell_text_unwrap (const char *text)
{
  g_autofree char *line = cosell_text_tidy (text, COSELL_TEXT_LINE);
  g_autofree char *code = cosell_text_tidy (line, COSELL_TEXT_CODE);
  g_autofree char *cut = NULL;
  const char *start = code, *end = code + strlen (code);

  while (start < end && wraps (g_utf8_get_char (start)))
    start = g_utf8_next_char (start);
  while (end > start && wraps (g_utf8_get_char (g_utf8_prev_char (end))))
    end = g_utf8_prev_char (end);
  cut = g_strndup (start, (gsize) (end - start));
  return cosell_text_tidy (cut, COSELL_TEXT_CODE);
}

gboolean
cosell_text_is_blank (const char *text)
{
  g_autofree char *valid = NULL;

  if (text == NULL || g_ascii_isgraph (*text))
    return text == NULL;
  valid = g_utf8_make_valid (text, -1);
  return is_blank (valid);
}

/* Bytes at the beginning that are ASCII and no NUL, as far as whole words of them go. */
static gsize
ascii_length (const char *text, gsize length)
{
  const guint64 ones = G_GUINT64_CONSTANT (0x0101010101010101);
  gsize at = 0;
  guint64 word;

  for (; length - at >= sizeof word; at += sizeof word)
    {
      memcpy (&word, text + at, sizeof word);
      /* in a byte below 0x80 only a zero borrows */
      if (((word | (word - ones)) & (ones << 7)) != 0)
        break;
    }
  return at;
}

gboolean
cosell_text_is_utf8 (const char *text, gsize length, const char **end)
{
  gsize at = 0;

  g_return_val_if_fail (text != NULL || length == 0, FALSE);

  while (at < length)
    {
      gsize rest;
      const char *stop;

      at += ascii_length (text + at, length - at);
      rest = MIN (length - at, 64);
      if (g_utf8_validate_len (text + at, rest, &stop))
        at += rest;
      else if (rest == length - at || (gsize) (stop - (text + at)) + 4 <= rest)
        {
          if (end != NULL)
            *end = stop;
          return FALSE;
        }
      else /* a character may stand across the end of the piece */
        at = (gsize) (stop - text);
    }
  if (end != NULL)
    *end = text + length;
  return TRUE;
}
