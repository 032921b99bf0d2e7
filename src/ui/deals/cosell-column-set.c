#include "ui/deals/cosell-column-set.h"

#include <string.h>

static void
add (CosellColumnSet *self, guint column, int width)
{
  g_return_if_fail (self->n < COSELL_MAX_COLUMNS);

  self->items[self->n].column = (guint8) column;
  self->items[self->n].width = (gint16) width;
  self->n++;
}

void
cosell_column_set_init (CosellColumnSet *self)
{
  memset (self, 0, sizeof *self);
  for (guint i = 0; i < COSELL_COLUMN_OTHER; i++)
    add (self, i, 0);
}

static int
limit_width (gint64 width)
{
  return width <= 0 ? 0 : (int) CLAMP (width, COSELL_COLUMN_MIN_WIDTH, COSELL_COLUMN_MAX_WIDTH);
}

/* One that must be there stands where it stands at first: behind those before it. */
static void
complete (CosellColumnSet *self)
{
  for (guint column = 0; column < cosell_columns_get_n (); column++)
    if ((cosell_columns_get_info (column)->flags & COSELL_COLUMN_ALWAYS) != 0 &&
        cosell_column_set_find (self, column) < 0)
      {
        int place = 0;

        for (guint before = 0; before < column; before++)
          place = MAX (place, cosell_column_set_find (self, before) + 1);
        add (self, column, 0);
        cosell_column_set_move (self, column, place);
      }
}

void
cosell_column_set_parse (CosellColumnSet *self, const char *text)
{
  g_auto (GStrv) parts = NULL;

  if (text == NULL || *text == '\0')
    {
      cosell_column_set_init (self);
      return;
    }
  memset (self, 0, sizeof *self);
  parts = g_strsplit (text, ",", -1);
  for (char **part = parts; *part != NULL; part++)
    {
      char *width = strchr (*part, ':');
      int column;

      if (width != NULL)
        *width++ = '\0';
      column = cosell_columns_find (g_strstrip (*part));
      if (column >= 0 && cosell_column_set_find (self, (guint) column) < 0)
        add (self, (guint) column,
             limit_width (width != NULL ? g_ascii_strtoll (width, NULL, 10) : 0));
    }
  complete (self);
}

char *
cosell_column_set_to_full_text (const CosellColumnSet *self)
{
  GString *text = g_string_new (NULL);

  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->n; i++)
    {
      g_string_append_printf (text, "%s%s", i > 0 ? "," : "",
                              cosell_columns_get_info (self->items[i].column)->key);
      if (self->items[i].width > 0)
        g_string_append_printf (text, ":%d", self->items[i].width);
    }
  return g_string_free (text, FALSE);
}

char *
cosell_column_set_to_text (const CosellColumnSet *self)
{
  CosellColumnSet first;

  cosell_column_set_init (&first);
  return cosell_column_set_equal (self, &first) ? g_strdup ("")
                                                : cosell_column_set_to_full_text (self);
}

char **
cosell_column_set_dup_keys (const CosellColumnSet *self)
{
  char **keys;

  g_return_val_if_fail (self != NULL, NULL);

  keys = g_new0 (char *, self->n + 1);
  for (guint i = 0; i < self->n; i++)
    keys[i] = g_strdup (cosell_columns_get_info (self->items[i].column)->key);
  return keys;
}

gboolean
cosell_column_set_same_columns (const CosellColumnSet *a, const CosellColumnSet *b)
{
  if (a->n != b->n)
    return FALSE;
  for (guint i = 0; i < a->n; i++)
    if (a->items[i].column != b->items[i].column)
      return FALSE;
  return TRUE;
}

gboolean
cosell_column_set_equal (const CosellColumnSet *a, const CosellColumnSet *b)
{
  if (a->n != b->n)
    return FALSE;
  for (guint i = 0; i < a->n; i++)
    if (a->items[i].column != b->items[i].column || a->items[i].width != b->items[i].width)
      return FALSE;
  return TRUE;
}

int
cosell_column_set_find (const CosellColumnSet *self, guint column)
{
  for (guint i = 0; i < self->n; i++)
    if (self->items[i].column == column)
      return (int) i;
  return -1;
}

void
cosell_column_set_show (CosellColumnSet *self, guint column, gboolean shown)
{
  int place = cosell_column_set_find (self, column);

  g_return_if_fail (column < cosell_columns_get_n ());

  if (shown && place < 0)
    add (self, column, 0);
  if (shown || place < 0 || (cosell_columns_get_info (column)->flags & COSELL_COLUMN_ALWAYS) != 0)
    return;
  self->n--;
  memmove (&self->items[place], &self->items[place + 1],
           (self->n - (guint) place) * sizeof self->items[0]);
}

void
cosell_column_set_move (CosellColumnSet *self, guint column, int place)
{
  int from = cosell_column_set_find (self, column);
  CosellColumnSet before = *self;

  if (from < 0)
    return;
  place = CLAMP (place, 0, (int) self->n - 1);
  for (int i = from; i < place; i++)
    self->items[i] = before.items[i + 1];
  for (int i = from; i > place; i--)
    self->items[i] = before.items[i - 1];
  self->items[place] = before.items[from];
}

void
cosell_column_set_set_width (CosellColumnSet *self, guint column, int width)
{
  int place = cosell_column_set_find (self, column);

  if (place >= 0)
    self->items[place].width = (gint16) limit_width (width);
}

int
cosell_column_set_get_width (const CosellColumnSet *self, guint column)
{
  int place = cosell_column_set_find (self, column);

  return place >= 0 ? self->items[place].width : 0;
}

void
cosell_column_set_fit (CosellColumnSet *self)
{
  for (guint i = 0; i < self->n; i++)
    self->items[i].width = 0;
}
