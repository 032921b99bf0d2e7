#include <string.h>

#include "base/cosell-json-private.h"

#define REPLACEMENT_CHARACTER 0xFFFD
#define SYMBOL_FOR_NULL 0x2400

static guint
hex_value (const char *at)
{
  guint value = 0;

  for (int i = 0; i < 4; i++)
    value = value * 16 + (guint) g_ascii_xdigit_value (at[i]);
  return value;
}

/* The character of an escape; *at stands behind its backslash and is moved behind it. */
static gunichar
decode_escape (const char **at)
{
  static const char letters[] = "bfnrt";
  static const char meanings[] = "\b\f\n\r\t";
  const char *letter;
  char c = *(*at)++;

  if (c == 'u')
    {
      gunichar high = hex_value (*at);

      *at += 4;
      if (high >= 0xD800 && high < 0xDC00 && (*at)[0] == '\\' && (*at)[1] == 'u')
        {
          gunichar low = hex_value (*at + 2);

          if (low >= 0xDC00 && low < 0xE000)
            {
              *at += 6;
              return 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
            }
        }
      return high;
    }
  letter = strchr (letters, c);
  return letter != NULL ? (gunichar) meanings[letter - letters] : (gunichar) c;
}

static void
append_exact (GString *out, gunichar c)
{
  /* Surrogates as UTF-8 would write them, NUL overlong: for comparing only, never shown */
  if (c == 0)
    g_string_append_len (out, "\xC0\x80", 2);
  else if (c >= 0xD800 && c < 0xE000)
    {
      g_string_append_c (out, (char) 0xED);
      g_string_append_c (out, (char) (0x80 | ((c >> 6) & 0x3F)));
      g_string_append_c (out, (char) (0x80 | (c & 0x3F)));
    }
  else
    g_string_append_unichar (out, c);
}

static void
append_valid (GString *out, gunichar c)
{
  if (c == 0)
    c = SYMBOL_FOR_NULL;
  else if (c >= 0xD800 && c < 0xE000)
    c = REPLACEMENT_CHARACTER;
  g_string_append_unichar (out, c);
}

char *
cosell_json_decode_string (const CosellJson *doc, const CosellJsonNode *node, gboolean exact)
{
  const char *at = doc->text + node->start + 1;
  const char *end = doc->text + node->end - 1;
  GString *out;

  if (!node->escaped)
    return g_strndup (at, (gsize) (end - at));
  out = g_string_sized_new ((gsize) (end - at));
  while (at < end)
    {
      if (*at != '\\')
        g_string_append_c (out, *at++);
      else
        {
          at++;
          (exact ? append_exact : append_valid) (out, decode_escape (&at));
        }
    }
  return g_string_free (out, FALSE);
}

gboolean
cosell_json_string_node_equal (const CosellJson *doc,
                               const CosellJsonNode *node,
                               const char *text,
                               gsize length)
{
  g_autofree char *decoded = NULL;

  if (!node->escaped)
    return node->end - node->start - 2 == length &&
           memcmp (doc->text + node->start + 1, text, length) == 0;
  decoded = cosell_json_decode_string (doc, node, FALSE);
  return strlen (decoded) == length && memcmp (decoded, text, length) == 0;
}
