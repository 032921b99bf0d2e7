/* cosell-window-columns.c: which columns the list shows, by its chooser or by the name of one */
#include <glib/gi18n-lib.h>

#include "ui/deals/cosell-column-set.h"
#include "ui/find/cosell-palette-item.h"
#include "ui/shell/cosell-window-private.h"

#define TOGGLE "win.toggle-column"

static void
read_columns (CosellDealsView *view, CosellColumnSet *set)
{
  g_autofree char *columns = NULL;

  g_object_get (view, "columns", &columns, NULL);
  cosell_column_set_parse (set, columns);
}

static void
columns_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  cosell_deals_view_choose_columns (cosell_window_current_view (COSELL_WINDOW (widget)));
}

/* Said by name, it is meant for the lists of all tabs. */
static void
toggle_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CosellWindow *self = COSELL_WINDOW (widget);
  int column = cosell_columns_find (g_variant_get_string (parameter, NULL));
  CosellColumnSet set;
  gboolean shown;

  if (column < 0)
    return;
  read_columns (cosell_window_current_view (self), &set);
  shown = cosell_column_set_find (&set, (guint) column) >= 0;
  for (guint i = 0; i < N_TABS; i++)
    {
      g_autofree char *columns = NULL;

      read_columns (COSELL_DEALS_VIEW (self->views[i]), &set);
      cosell_column_set_show (&set, (guint) column, !shown);
      columns = cosell_column_set_to_full_text (&set);
      g_object_set (self->views[i], "columns", columns, NULL);
    }
}

void
cosell_window_columns_install (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.columns", NULL, columns_action);
  gtk_widget_class_install_action (klass, TOGGLE, "s", toggle_action);
}

void
cosell_window_columns_list (CosellWindow *self, GListStore *items)
{
  CosellColumnSet set;

  read_columns (cosell_window_current_view (self), &set);
  for (guint i = 0; i < cosell_columns_get_n (); i++)
    {
      const CosellColumnInfo *info = cosell_columns_get_info (i);
      g_autofree char *action = g_strconcat (TOGGLE "::", info->key, NULL);
      g_autofree char *label = NULL;
      g_autoptr (CosellPaletteItem) item = NULL;

      if ((info->flags & COSELL_COLUMN_ALWAYS) != 0)
        continue;
      label = g_strdup_printf (cosell_column_set_find (&set, i) < 0
                                   /* Translators: %s is the title of a column of the list */
                                   ? _ ("Show Column %s")
                                   : _ ("Hide Column %s"),
                               cosell_columns_get_title (i));
      item = cosell_palette_item_new (COSELL_PALETTE_ACTION, NULL, label, "view-more-symbolic",
                                      action, NULL);
      g_list_store_append (items, item);
    }
}
