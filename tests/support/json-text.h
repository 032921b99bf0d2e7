/* json-text.h: JSON as tests write it, with ' for "
 *
 * A quote inside of a value is written as in a file (\\\"), an apostrophe as \\u0027. Texts whose bytes are the matter
 * of a test stand as they are.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A text in which ' stands for "; it stays for the life of the program. Returns: (transfer none) (nullable) NULL of NULL */
static inline const char *
json_text (const char *text)
{
  g_autofree char *quoted = g_strdup (text);

  return quoted != NULL ? g_intern_string (g_strdelimit (quoted, "'", '"')) : NULL;
}

static inline char *json_vprintf (const char *format, va_list arguments) G_GNUC_PRINTF (1, 0);
static inline char *json_printf (const char *format, ...) G_GNUC_PRINTF (1, 2);

static inline char *
json_vprintf (const char *format, va_list arguments)
{
  g_autofree char *text = g_strdup_vprintf (format, arguments);

  return g_strdelimit (g_steal_pointer (&text), "'", '"');
}

/* The same of a format and what is put into it. Returns: (transfer full) */
static inline char *
json_printf (const char *format, ...)
{
  va_list arguments;
  char *text;

  va_start (arguments, format);
  text = json_vprintf (format, arguments);
  va_end (arguments);
  return text;
}

G_END_DECLS
