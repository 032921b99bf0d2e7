/* fuzz.c: what targets share */
#include "fuzz/fuzz.h"

char *
fuzz_text (const guint8 *data, gsize size)
{
  return g_strndup ((const char *) data, size);
}

GStrv
fuzz_lines (const guint8 *data, gsize size, guint n)
{
  g_autofree char *text = fuzz_text (data, size);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  GPtrArray *all = g_ptr_array_new ();

  for (char **line = lines; *line != NULL; line++)
    g_ptr_array_add (all, g_strdup (*line));
  while (all->len < n)
    g_ptr_array_add (all, g_strdup (""));
  g_ptr_array_add (all, NULL);
  return (GStrv) g_ptr_array_free (all, FALSE);
}
