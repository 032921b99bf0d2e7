/* cosell-str.h: texts that are replaced
 *
 * What GLib 2.76 has as g_set_str, for the floor of 2.74; and the same for a text that is handed over.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Replaces *place, which owns its text, by a copy of text; text may be NULL, or lie inside the old one.
 * Returns: whether the two were different */
static inline gboolean
cosell_set_str (char **place, const char *text)
{
  char *copy;

  if (g_strcmp0 (*place, text) == 0)
    return FALSE;
  copy = g_strdup (text);
  g_free (*place);
  *place = copy;
  return TRUE;
}

/* The same where NULL is written as "". */
static inline gboolean
cosell_set_str_or_empty (char **place, const char *text)
{
  return cosell_set_str (place, text != NULL ? text : "");
}

/* Replaces *place, which owns its text, by text: (transfer full) (nullable). */
static inline void
cosell_take_str (char **place, char *text)
{
  char *old = *place;

  *place = text;
  if (old != text)
    g_free (old);
}

G_END_DECLS
