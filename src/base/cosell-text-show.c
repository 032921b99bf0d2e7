#include "base/cosell-text-show.h"

#include <string.h>

#define FSI 0x2068
#define PDI 0x2069
#define ZERO_WIDTH_JOINER 0x200d
#define ZERO_WIDTH_SPACE 0x200b

/* Characters after which a line is made able to break. */
#define MADE_WORD 40

/* What a cut looks further for the end of a character that people see. */
#define MAX_CLUSTER 32

#define MAX_TEXTS 6

static gint interface_rtl; /* atomic */

static gboolean
is_line_end (gunichar c)
{
  return (c >= '\n' && c <= '\r') || c == 0x0085 || c == 0x2028 || c == 0x2029;
}

/* --- cutting --- */

static gboolean
is_regional_indicator (gunichar c)
{
  return c >= 0x1f1e6 && c <= 0x1f1ff;
}

/* Marks, variation selectors, tags, skin tones, vowels and ends of Hangul syllables. */
static gboolean
extends (gunichar c)
{
  return g_unichar_ismark (c) || c == 0x200c || c == ZERO_WIDTH_JOINER ||
         (c >= 0x1f3fb && c <= 0x1f3ff) || (c >= 0xe0020 && c <= 0xe007f) ||
         (c >= 0x1160 && c <= 0x11ff);
}

/* Two regional indicators are one flag: whether an odd number of them ends at p. */
static gboolean
ends_in_half_flag (const char *text, const char *p)
{
  guint n = 0;

  while (p > text && n < 2 * MAX_CLUSTER)
    {
      p = g_utf8_prev_char (p);
      if (!is_regional_indicator (g_utf8_get_char (p)))
        break;
      n++;
    }
  return n % 2 == 1;
}

/* Whether no character that people see begins at p. */
static gboolean
is_inside (const char *text, const char *p)
{
  gunichar c = g_utf8_get_char (p);
  gunichar before = g_utf8_get_char (g_utf8_prev_char (p));

  return extends (c) || before == ZERO_WIDTH_JOINER || (before == '\r' && c == '\n') ||
         (is_regional_indicator (c) && ends_in_half_flag (text, p));
}

gsize
cosell_text_cut_at (const char *text, guint max)
{
  const char *end = text;
  const char *p;

  g_return_val_if_fail (text != NULL, 0);

  for (guint i = 0; i < max && *end != '\0'; i++)
    end = g_utf8_next_char (end);
  p = end;
  for (guint i = 0; i < MAX_CLUSTER && p > text && *p != '\0' && is_inside (text, p); i++)
    p = g_utf8_prev_char (p);
  return (gsize) ((p > text && (*p == '\0' || !is_inside (text, p)) ? p : end) - text);
}

char *
cosell_text_cut (const char *text, guint max)
{
  gsize length;
  GString *cut;

  if (text == NULL)
    return g_strdup ("");
  length = cosell_text_cut_at (text, max);
  if (text[length] == '\0')
    return g_strdup (text);
  cut = g_string_new_len (text, (gssize) length);
  g_string_append (cut, "…");
  return g_string_free (cut, FALSE);
}

/* The end of the first max lines of text, but not behind end. */
static const char *
end_of_lines (const char *text, const char *end, guint max)
{
  guint n = 0;

  for (const char *p = text; p < end; p = g_utf8_next_char (p))
    if (is_line_end (g_utf8_get_char (p)) && !(*p == '\r' && p[1] == '\n') && ++n == max)
      return p;
  return end;
}

gsize
cosell_text_piece_at (const char *text)
{
  gsize length = cosell_text_cut_at (text, COSELL_TEXT_PIECE);
  const char *end = end_of_lines (text, text + length, COSELL_TEXT_PIECE_LINES);
  const char *p = end;

  if (*end == '\0' || is_line_end (g_utf8_get_char (end)))
    return (gsize) (end - text);
  for (guint i = 0; i < COSELL_TEXT_PIECE / 10 && p > text; i++)
    {
      p = g_utf8_prev_char (p);
      if (g_unichar_isspace (g_utf8_get_char (p)))
        return (gsize) (g_utf8_next_char (p) - text);
    }
  return (gsize) (end - text);
}

/* Where a line can break by itself, as far as this needs to know. */
static gboolean
breaks (gunichar c)
{
  return g_unichar_isspace (c) || is_line_end (c) || c == ZERO_WIDTH_SPACE || g_unichar_iswide (c);
}

gboolean
cosell_text_has_endless_word (const char *text, guint max)
{
  guint n = 0;

  for (const char *p = text != NULL ? text : ""; *p != '\0'; p = g_utf8_next_char (p))
    {
      n = breaks (g_utf8_get_char (p)) ? 0 : n + 1;
      if (n > max)
        return TRUE;
    }
  return FALSE;
}

gboolean
cosell_text_is_editable (const char *text)
{
  guint n = 0, in_line = 0;

  for (const char *p = text != NULL ? text : ""; *p != '\0'; p = g_utf8_next_char (p))
    {
      in_line = is_line_end (g_utf8_get_char (p)) ? 0 : in_line + 1;
      if (++n > COSELL_TEXT_EDITABLE || in_line > COSELL_TEXT_EDITABLE_LINE)
        return FALSE;
    }
  return TRUE;
}

static char *
make_breakable (const char *text, gboolean one_line)
{
  GString *shown = g_string_sized_new (strlen (text));
  guint n = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (one_line && c == '\r' && p[1] == '\n')
        continue;
      if (breaks (c))
        n = 0;
      else if (n++ >= MADE_WORD && !is_inside (text, p))
        {
          g_string_append_unichar (shown, ZERO_WIDTH_SPACE);
          n = 1;
        }
      g_string_append_unichar (shown, one_line && (c == '\t' || is_line_end (c)) ? ' ' : c);
    }
  return g_string_free (shown, FALSE);
}

char *
cosell_text_brief (const char *text)
{
  g_autofree char *cut = cosell_text_cut (text, COSELL_TEXT_BRIEF);

  return make_breakable (cut, TRUE);
}

char *
cosell_text_excerpt (const char *text, gboolean *cut)
{
  const char *start = text != NULL ? text : "";
  const char *end = start + cosell_text_cut_at (start, COSELL_TEXT_EXCERPT);
  g_autofree char *first = NULL;
  g_autofree char *excerpt = NULL;

  end = end_of_lines (start, end, COSELL_TEXT_EXCERPT_LINES);
  first = g_strndup (start, (gsize) (end - start));
  excerpt = g_strconcat (first, *end != '\0' ? "…" : "", NULL);
  if (cut != NULL)
    *cut = *end != '\0';
  return make_breakable (excerpt, FALSE);
}

/* --- direction --- */

/* U+061C, U+200E, U+200F; embeddings, overrides and isolates. */
static gboolean
directs (gunichar c)
{
  return c == 0x061c || c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e) ||
         (c >= 0x2066 && c <= 0x2069);
}

/* By the blocks that Unicode keeps for scripts from right to left. */
static gboolean
is_right_to_left (gunichar c)
{
  return (c >= 0x0590 && c <= 0x08ff) || (c >= 0xfb1d && c <= 0xfdff) ||
         (c >= 0xfe70 && c <= 0xfefe) || (c >= 0x10800 && c <= 0x10fff) ||
         (c >= 0x1e800 && c <= 0x1efff);
}

static gboolean
needs_isolate (const char *text)
{
  if (*text != '\0' && g_atomic_int_get (&interface_rtl))
    return TRUE;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c >= 0x0590 && (directs (c) || is_right_to_left (c)))
        return TRUE;
    }
  return FALSE;
}

/* The end of an isolate ends the embeddings and overrides in it as well; isolates that stay open
 * would take it for theirs, and one end too many would end the outer one. */
static void
append_isolated_line (GString *isolated, const char *line, const char *end)
{
  guint open = 0;

  if (line == end)
    return;
  g_string_append_unichar (isolated, FSI);
  for (const char *p = line; p < end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == PDI && open == 0)
        continue;
      if (c >= 0x2066 && c <= FSI)
        open++;
      else if (c == PDI)
        open--;
      g_string_append_unichar (isolated, c);
    }
  for (; open > 0; open--)
    g_string_append_unichar (isolated, PDI);
  g_string_append_unichar (isolated, PDI);
}

char *
cosell_text_isolate (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  const char *line = valid;
  GString *isolated;

  if (!needs_isolate (valid))
    return g_steal_pointer (&valid);
  isolated = g_string_sized_new (strlen (valid) + 8);
  for (const char *p = valid;; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c != '\0' && !is_line_end (c))
        continue;
      append_isolated_line (isolated, line, p);
      if (c == '\0')
        break;
      g_string_append_unichar (isolated, c);
      line = g_utf8_next_char (p);
    }
  return g_string_free (isolated, FALSE);
}

char *
cosell_text_quote (const char *text)
{
  g_autofree char *brief = cosell_text_brief (text);

  return cosell_text_isolate (brief);
}

/* How many texts format takes: "%s", and "%2$s" as translators write it. */
static guint
count_texts (const char *format)
{
  guint n = 0;

  for (const char *p = strchr (format, '%'); p != NULL; p = strchr (p, '%'))
    {
      char *end;
      guint64 place = g_ascii_strtoull (++p, &end, 10);

      if (*end == '$')
        n = MAX (n, (guint) place);
      else if (*p == 's')
        n++;
      p += *p == '%';
    }
  return n;
}

char *
cosell_text_format (const char *format, ...)
{
  char *texts[MAX_TEXTS] = { NULL };
  guint n = count_texts (format);
  char *sentence;
  va_list args;

  g_return_val_if_fail (n <= MAX_TEXTS, NULL);

  va_start (args, format);
  for (guint i = 0; i < n; i++)
    texts[i] = cosell_text_quote (va_arg (args, const char *));
  va_end (args);
  G_STATIC_ASSERT (MAX_TEXTS == 6);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  sentence = g_strdup_printf (format, texts[0], texts[1], texts[2], texts[3], texts[4], texts[5]);
#pragma GCC diagnostic pop
  for (guint i = 0; i < n; i++)
    g_free (texts[i]);
  return sentence;
}

void
cosell_text_set_interface_rtl (gboolean rtl)
{
  g_atomic_int_set (&interface_rtl, rtl);
}
