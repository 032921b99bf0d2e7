/* Tables for a terminal, and "Name   value" lines. */
#include "app/cosell-session-reports.h"
#include "cli/cosell-cli-private.h"

#include <glib/gi18n-lib.h>

#define MAX_CELL 40

struct _CosellCliTable
{
  GPtrArray *titles; /* (owned) of (unowned) char * */
  GPtrArray *cells;  /* (owned) of char * */
};

/* Columns of a terminal that text takes. */
static guint
text_width (const char *text)
{
  guint width = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_iszerowidth (c))
        width += g_unichar_iswide (c) ? 2 : 1;
    }
  return width;
}

/* Takes text. */
static char *
shorten (char *text)
{
  g_autofree char *taken = text;
  GString *cut;

  if (text_width (text) <= MAX_CELL)
    return g_steal_pointer (&taken);
  cut = g_string_new (NULL);
  for (const char *p = text; text_width (cut->str) < MAX_CELL - 2; p = g_utf8_next_char (p))
    g_string_append_unichar (cut, g_utf8_get_char (p));
  g_string_append (cut, "…");
  return g_string_free (cut, FALSE);
}

static void
append_padded (GString *line, const char *text, guint width, gboolean right, gboolean last)
{
  guint pad = width - text_width (text);

  if (right)
    for (guint i = 0; i < pad; i++)
      g_string_append_c (line, ' ');
  g_string_append (line, text);
  if (last)
    return;
  for (guint i = 0; !right && i < pad; i++)
    g_string_append_c (line, ' ');
  g_string_append (line, "  ");
}

CosellCliTable *
cosell_cli_table_new (const char *const *titles)
{
  CosellCliTable *self = g_new0 (CosellCliTable, 1);

  self->titles = g_ptr_array_new ();
  self->cells = g_ptr_array_new_with_free_func (g_free);
  for (; *titles != NULL; titles++)
    g_ptr_array_add (self->titles, (gpointer) _ (*titles));
  return self;
}

void
cosell_cli_table_free (CosellCliTable *self)
{
  g_ptr_array_unref (self->titles);
  g_ptr_array_unref (self->cells);
  g_free (self);
}

void
cosell_cli_table_add (CosellCliTable *self, const char *text)
{
  char *clean = cosell_cli_clean (text);
  gboolean last = self->cells->len % self->titles->len == self->titles->len - 1;

  /* nothing stands behind the last one: it is told whole */
  g_ptr_array_add (self->cells, last ? clean : shorten (clean));
}

void
cosell_cli_table_take (CosellCliTable *self, char *text)
{
  g_autofree char *taken = text;

  cosell_cli_table_add (self, taken);
}

void
cosell_cli_table_add_number (CosellCliTable *self, gint64 number)
{
  cosell_cli_table_take (self, g_strdup_printf ("%" G_GINT64_FORMAT, number));
}

static const char *
title_of (CosellCliTable *self, guint column, gboolean *right)
{
  const char *title = g_ptr_array_index (self->titles, column);

  *right = *title == '>';
  return *right ? title + 1 : title;
}

static void
print_row (CosellCliTable *self, const char *const *cells, const guint *widths)
{
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint i = 0; i < self->titles->len; i++)
    {
      gboolean right;

      title_of (self, i, &right);
      append_padded (line, cells[i], widths[i], right, i + 1 == self->titles->len);
    }
  while (line->len > 0 && line->str[line->len - 1] == ' ')
    g_string_truncate (line, line->len - 1);
  cosell_cli_say ("%s", line->str);
}

void
cosell_cli_table_print (CosellCliTable *self, const char *empty)
{
  guint n = self->titles->len;
  g_autofree guint *widths = g_new0 (guint, n);
  g_autofree const char **titles = g_new0 (const char *, n);

  for (guint i = 0; i < n; i++)
    {
      gboolean right;

      titles[i] = title_of (self, i, &right);
      widths[i] = text_width (titles[i]);
    }
  for (guint i = 0; i < self->cells->len; i++)
    widths[i % n] = MAX (widths[i % n], text_width (g_ptr_array_index (self->cells, i)));
  if (self->cells->len == 0)
    cosell_cli_say ("%s", empty);
  else
    print_row (self, titles, widths);
  for (guint i = 0; i + n <= self->cells->len; i += n)
    print_row (self, (const char *const *) self->cells->pdata + i, widths);
}

void
cosell_cli_print_table (const CosellCliList *list, GPtrArray *items, const char *empty)
{
  g_autoptr (CosellCliTable) table = cosell_cli_table_new (list->titles);

  for (guint i = 0; i < items->len; i++)
    list->add_cells (table, g_ptr_array_index (items, i), i);
  cosell_cli_table_print (table, empty);
}

CosellExit
cosell_cli_print_list (CosellCli *self,
                       const CosellCliList *list,
                       GAsyncResult **result,
                       const char *empty)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items =
      cosell_session_array_finish (self->session, cosell_cli_await (result), &error);

  if (items == NULL)
    return cosell_cli_fail (error);
  if (self->json)
    {
      g_autofree char *json = list->to_json (items);

      cosell_cli_print_json (json);
    }
  else
    cosell_cli_print_table (list, items, empty);
  return COSELL_EXIT_DONE;
}

void
cosell_cli_say_field (const char *label, const char *value)
{
  g_autofree char *clean = cosell_cli_clean (value);
  g_autoptr (GString) line = g_string_new ("  ");

  if (*clean == '\0')
    return;
  append_padded (line, label, MAX (22, text_width (label)), FALSE, FALSE);
  g_string_append (line, clean);
  cosell_cli_say ("%s", line->str);
}
