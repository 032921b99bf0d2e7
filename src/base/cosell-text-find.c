#include "base/cosell-text-find.h"

#include <string.h>

#include "base/cosell-intl.h"

/* Text that is folded piece by piece, with the place in the text of each of its bytes. */
typedef struct
{
  GString *folded;
  GArray *starts; /* gsize: where the piece begins that the byte is of */
  GArray *ends;
} Map;

static void
map_clear (Map *self)
{
  g_string_free (self->folded, TRUE);
  g_array_unref (self->starts);
  g_array_unref (self->ends);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Map, map_clear)

static void
add_byte (Map *self, char byte, gsize start, gsize end)
{
  gboolean is_space = byte == ' ' || g_ascii_iscntrl (byte);

  if (is_space && (self->folded->len == 0 || self->folded->str[self->folded->len - 1] == ' '))
    return;
  g_string_append_c (self->folded, is_space ? ' ' : byte);
  g_array_append_val (self->starts, start);
  g_array_append_val (self->ends, end);
}

static void
map_fill (Map *self, const char *text)
{
  gsize place = 0;

  while (text[place] != '\0')
    {
      gsize length = cosell_intl_fold_piece (text + place);
      g_autofree char *piece = g_strndup (text + place, length);
      g_autofree char *folded = cosell_intl_fold (piece);

      for (const char *c = folded; *c != '\0'; c++)
        add_byte (self, *c, place, place + length);
      place += length;
    }
}

gboolean
cosell_text_find_folded (const char *text, const char *needle, gsize *start, gsize *end)
{
  g_auto (Map) map = { g_string_new (NULL), g_array_new (FALSE, FALSE, sizeof (gsize)),
                       g_array_new (FALSE, FALSE, sizeof (gsize)) };
  const char *found;
  gsize first;

  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (needle != NULL && *needle != '\0', FALSE);

  map_fill (&map, text);
  found = strstr (map.folded->str, needle);
  if (found == NULL)
    return FALSE;
  first = (gsize) (found - map.folded->str);
  *start = g_array_index (map.starts, gsize, first);
  *end = g_array_index (map.ends, gsize, first + strlen (needle) - 1);
  return TRUE;
}

/* Longer texts are folded on the heap. */
#define SHORT 1024

/* Most texts are ASCII, where folding is the letters' case. Returns: whether it was */
static gboolean
fold_ascii (const char *text, gsize length, char *folded)
{
  guchar all = 0;

  for (gsize i = 0; i < length; i++)
    {
      guchar c = (guchar) text[i];

      all |= c;
      folded[i] = (char) (c + ((guchar) (c - 'A') < 26 ? 'a' - 'A' : 0));
    }
  return all < 0x80;
}

gboolean
cosell_text_holds_ascii (const char *text, const char *needle, gboolean *holds)
{
  char brief[SHORT];
  g_autofree char *longer = NULL;
  char *folded = brief;
  gsize length;

  g_return_val_if_fail (text != NULL && needle != NULL && holds != NULL, FALSE);

  length = strlen (text);
  if (length > SHORT)
    folded = longer = g_malloc (length);
  if (!fold_ascii (text, length, folded))
    return FALSE;
  *holds = memmem (folded, length, needle, strlen (needle)) != NULL;
  return TRUE;
}

gboolean
cosell_text_holds_folded (const char *text, const char *needle)
{
  g_autofree char *folded = NULL;
  gboolean holds;

  g_return_val_if_fail (text != NULL && needle != NULL, FALSE);

  if (cosell_text_holds_ascii (text, needle, &holds))
    return holds;
  folded = cosell_intl_fold (text);
  return strstr (folded, needle) != NULL;
}
