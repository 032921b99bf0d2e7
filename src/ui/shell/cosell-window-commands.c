#include "ui/shell/cosell-window-commands.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-str.h"
#include "cosell-config.h"

#define ICON "system-run-symbolic"

typedef struct
{
  CosellWindow *window;
  const char *except;
  GListStore *items;
  GHashTable *known; /* detailed names */
} Search;

static gboolean
is_global (const char *action)
{
  return g_str_has_prefix (action, "win.") || g_str_has_prefix (action, "app.");
}

/* GTK tells it only to what would activate it. */
static gboolean
is_enabled (CosellWindow *window, const char *action)
{
  GtkWidget *probe = g_object_ref_sink (gtk_button_new ());
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;
  gboolean enabled;

  gtk_widget_set_visible (probe, FALSE);
  gtk_widget_set_parent (probe, GTK_WIDGET (window));
  if (g_action_parse_detailed_name (action, &name, &target, NULL))
    {
      /* in this order: an action with a target cannot do without it */
      gtk_actionable_set_action_target_value (GTK_ACTIONABLE (probe), target);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (probe), name);
    }
  enabled = name != NULL && gtk_widget_get_sensitive (probe);
  gtk_widget_unparent (probe);
  g_object_unref (probe);
  return enabled;
}

/* "_Undo" → "Undo" */
static char *
drop_mnemonic (const char *label)
{
  GString *plain = g_string_new (NULL);

  for (const char *p = label; *p != '\0'; p++)
    {
      if (*p == '_' && p[1] != '\0')
        p++;
      g_string_append_c (plain, *p);
    }
  return g_string_free (plain, FALSE);
}

/* Returns: (transfer full) (nullable) */
static char *
find_keys (CosellWindow *window, const char *action)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (window));
  g_auto (GStrv) keys =
      application != NULL ? gtk_application_get_accels_for_action (application, action) : NULL;

  return keys != NULL ? g_strdup (keys[0]) : NULL;
}

/* of: (nullable): the menu that it stands in, which says what "+ 1 Month" is about; keys:
 * (nullable): if it is no accelerator of the application */
static void
add (Search *search, const char *of, const char *label, const char *action, const char *keys)
{
  g_autofree char *plain = NULL;
  g_autofree char *own = NULL;
  g_autoptr (CosellPaletteItem) item = NULL;

  if (label == NULL || action == NULL || !is_global (action) ||
      g_strcmp0 (action, search->except) == 0 || g_hash_table_contains (search->known, action) ||
      !is_enabled (search->window, action))
    return;
  plain = drop_mnemonic (label);
  if (of != NULL)
    /* Translators: a menu, and what it offers: "Close Date: + 1 Month" */
    cosell_take_str (&plain, g_strdup_printf (_ ("%s: %s"), of, plain));
  own = find_keys (search->window, action);
  item = cosell_palette_item_new (COSELL_PALETTE_ACTION, NULL, plain, ICON, action,
                                  own != NULL ? own : keys);
  g_list_store_append (search->items, item);
  g_hash_table_add (search->known, g_strdup (action));
}

static void
read_links (Search *search, const char *of, const char *label, GMenuModel *menu, int item);

/* of: (nullable), as add has it */
static void
read_menu (Search *search, const char *of, GMenuModel *menu)
{

  for (int i = 0; menu != NULL && i < g_menu_model_get_n_items (menu); i++)
    {
      g_autofree char *label = NULL;
      g_autofree char *action = NULL;
      g_autofree char *keys = NULL;
      g_autofree char *detailed = NULL;
      g_autoptr (GVariant) target =
          g_menu_model_get_item_attribute_value (menu, i, G_MENU_ATTRIBUTE_TARGET, NULL);

      g_menu_model_get_item_attribute (menu, i, G_MENU_ATTRIBUTE_LABEL, "s", &label);
      g_menu_model_get_item_attribute (menu, i, G_MENU_ATTRIBUTE_ACTION, "s", &action);
      g_menu_model_get_item_attribute (menu, i, "accel", "s", &keys);
      if (action != NULL)
        {
          detailed = g_action_print_detailed_name (action, target);
          add (search, of, label, detailed, keys);
        }
      read_links (search, of, label, menu, i);
    }
}

/* What stands in a section belongs to the menu, in a submenu to that. */
static void
read_links (Search *search, const char *of, const char *label, GMenuModel *menu, int item)
{
  g_autoptr (GMenuModel) section = g_menu_model_get_item_link (menu, item, G_MENU_LINK_SECTION);
  g_autoptr (GMenuModel) submenu = g_menu_model_get_item_link (menu, item, G_MENU_LINK_SUBMENU);
  g_autofree char *name = label != NULL ? drop_mnemonic (label) : NULL;

  read_menu (search, of, section);
  read_menu (search, name, submenu);
}

static void
read_menus (Search *search, GtkWidget *widget)
{
  if (GTK_IS_MENU_BUTTON (widget))
    read_menu (search, gtk_menu_button_get_label (GTK_MENU_BUTTON (widget)),
               gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    read_menus (search, child);
}

/* The list of shortcuts is made of the same file. */
static void
read_shortcuts (Search *search)
{
  g_autoptr (GtkBuilder) builder =
      gtk_builder_new_from_resource (COSELL_APP_PATH "/gtk/help-overlay.ui");
  g_autoptr (GSList) objects = gtk_builder_get_objects (builder);

  for (GSList *l = objects; l != NULL; l = l->next)
    if (GTK_IS_SHORTCUTS_SHORTCUT (l->data))
      {
        g_autofree char *title = NULL;
        g_autofree char *action = NULL;
        g_autofree char *detailed = NULL;
        g_autoptr (GVariant) target = NULL;

        g_object_get (l->data, "title", &title, "action-name", &action, NULL);
        /* as a menu would name it */
        if (action != NULL && g_action_parse_detailed_name (action, &detailed, &target, NULL))
          {
            g_autofree char *name = g_action_print_detailed_name (detailed, target);

            add (search, NULL, title, name, NULL);
          }
      }
  gtk_window_destroy (GTK_WINDOW (gtk_builder_get_object (builder, "help_overlay")));
}

static int
compare_labels (gconstpointer a, gconstpointer b, gpointer unused)
{
  return g_utf8_collate (cosell_palette_item_get_label ((CosellPaletteItem *) a),
                         cosell_palette_item_get_label ((CosellPaletteItem *) b));
}

GListModel *
cosell_window_list_commands (CosellWindow *window, const char *except)
{
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Search search = { window, except, g_list_store_new (COSELL_TYPE_PALETTE_ITEM), known };

  g_return_val_if_fail (COSELL_IS_WINDOW (window), NULL);

  read_menus (&search, GTK_WIDGET (window));
  read_shortcuts (&search);
  add (&search, NULL, _ ("Exchange Rates"), "win.rates", NULL); /* a page of Preferences */
  g_list_store_sort (search.items, compare_labels, NULL);
  return G_LIST_MODEL (search.items);
}
