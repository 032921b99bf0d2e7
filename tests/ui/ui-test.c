#include "ui-test.h"

#include <string.h>

#include "base/cosell-text-show.h"
#include "support/await.h"
#include "ui/widgets/cosell-icon-thread.h"

/* Icons are told to be SVG by the system's types, which isolated folders do not have. */
void
ui_test_init (int *argc, char ***argv)
{
  static const char *const types[] = { "/usr/local/share/mime", "/usr/share/mime", NULL };

  g_test_init (argc, argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_content_type_set_mime_dirs (types);
  adw_init ();
  cosell_icon_thread_install ();
}

static gboolean
has_words (GtkWidget *widget, const char *text)
{
  const char *own = NULL;

  if (ADW_IS_PREFERENCES_ROW (widget))
    own = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget));
  else if (GTK_IS_LABEL (widget))
    own = gtk_label_get_text (GTK_LABEL (widget));
  else if (GTK_IS_BUTTON (widget))
    {
      GtkWidget *child = gtk_button_get_child (GTK_BUTTON (widget));

      /* as it is read, or with the mark of its mnemonic */
      own = gtk_button_get_label (GTK_BUTTON (widget));
      if (g_strcmp0 (own, text) != 0 && GTK_IS_LABEL (child))
        own = gtk_label_get_text (GTK_LABEL (child));
    }
  return g_strcmp0 (own, text) == 0;
}

GtkWidget *
ui_find (GtkWidget *root, GType type, const char *text)
{
  if (!gtk_widget_get_visible (root))
    return NULL;
  if (g_type_is_a (G_OBJECT_TYPE (root), type) && (text == NULL || has_words (root, text)))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = ui_find (child, type, text);

      if (found != NULL)
        return found;
    }
  return NULL;
}

GtkWidget *
ui_get (GtkWidget *root, GType type, const char *text)
{
  GtkWidget *widget = ui_find (root, type, text);

  if (widget == NULL)
    g_error ("there is no %s “%s”", g_type_name (type), text != NULL ? text : "");
  return widget;
}

/* The item of a menu that is called so; its action is activated from widget, which may be NULL. */
static gboolean
choose_item (GMenuModel *menu, const char *label, GtkWidget *widget)
{
  for (int i = 0; menu != NULL && i < g_menu_model_get_n_items (menu); i++)
    {
      g_autofree char *own = NULL;
      g_autofree char *action = NULL;
      g_autoptr (GVariant) target =
          g_menu_model_get_item_attribute_value (menu, i, G_MENU_ATTRIBUTE_TARGET, NULL);

      g_menu_model_get_item_attribute (menu, i, G_MENU_ATTRIBUTE_LABEL, "s", &own);
      if (g_strcmp0 (own, label) != 0)
        continue;
      g_menu_model_get_item_attribute (menu, i, G_MENU_ATTRIBUTE_ACTION, "s", &action);
      return widget == NULL || gtk_widget_activate_action_variant (widget, action, target);
    }
  return FALSE;
}

/* In the menus of root; act: FALSE only looks. */
static gboolean
choose_in_menus (GtkWidget *root, const char *label, gboolean act)
{
  if (!gtk_widget_get_visible (root))
    return FALSE;
  if (GTK_IS_MENU_BUTTON (root))
    return choose_item (gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (root)), label,
                        act ? root : NULL);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (choose_in_menus (child, label, act))
      return TRUE;
  return FALSE;
}

gboolean
ui_offers (GtkWidget *root, const char *label)
{
  return ui_find (root, GTK_TYPE_BUTTON, label) != NULL || choose_in_menus (root, label, FALSE);
}

void
ui_choose (GtkWidget *root, const char *label)
{
  GtkWidget *button = ui_find (root, GTK_TYPE_BUTTON, label);

  if (button != NULL)
    g_signal_emit_by_name (button, "clicked");
  else if (!choose_in_menus (root, label, TRUE))
    g_error ("nothing offers “%s”", label);
}

GtkWidget *
ui_find_part (GtkWidget *root, const char *text)
{
  GtkWidget *found = NULL;

  if (!gtk_widget_get_visible (root))
    return NULL;
  if (GTK_IS_LABEL (root) && strstr (gtk_label_get_text (GTK_LABEL (root)), text) != NULL)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = ui_find_part (child, text);
  return found;
}

void
ui_type (GtkWidget *root, const char *title, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (ui_get (root, ADW_TYPE_ENTRY_ROW, title)), text);
}

gboolean
ui_shows (GtkWidget *root, const char *text)
{
  return ui_find (root, GTK_TYPE_LABEL, text) != NULL;
}

static GtkWidget *
find_window (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (g_type_is_a (G_OBJECT_TYPE (window), type))
        return window;
    }
  return NULL;
}

static gboolean
window_is_there (gpointer data)
{
  return find_window (*(GType *) data) != NULL;
}

static gboolean
window_is_gone (gpointer data)
{
  return find_window (*(GType *) data) == NULL;
}

GtkWidget *
ui_wait_window (GType type)
{
  await_condition (window_is_there, &type);
  return find_window (type);
}

void
ui_wait_no_window (GType type)
{
  await_condition (window_is_gone, &type);
}

typedef struct
{
  GtkWidget *root;
  const char *text;
} Wanted;

static gboolean
is_shown (gpointer data)
{
  Wanted *wanted = data;

  return ui_shows (wanted->root, wanted->text);
}

void
ui_wait_shows (GtkWidget *root, const char *text)
{
  Wanted wanted = { root, text };

  g_test_message ("waiting for “%s”", text);
  await_condition (is_shown, &wanted);
}

void
ui_settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* --- keys --- */

static gboolean
fires (GtkShortcutTrigger *trigger, GtkShortcutTrigger *wanted)
{
  GtkAlternativeTrigger *either;

  if (!GTK_IS_ALTERNATIVE_TRIGGER (trigger))
    return gtk_shortcut_trigger_equal (trigger, wanted);
  either = GTK_ALTERNATIVE_TRIGGER (trigger);
  return fires (gtk_alternative_trigger_get_first (either), wanted) ||
         fires (gtk_alternative_trigger_get_second (either), wanted);
}

static gboolean
press_at (GtkWidget *widget, GListModel *shortcuts, GtkShortcutTrigger *wanted)
{
  for (guint i = 0; i < g_list_model_get_n_items (shortcuts); i++)
    {
      g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (shortcuts, i);

      if (fires (gtk_shortcut_get_trigger (shortcut), wanted) &&
          gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut),
                                        GTK_SHORTCUT_ACTION_EXCLUSIVE, widget,
                                        gtk_shortcut_get_arguments (shortcut)))
        return TRUE;
    }
  return FALSE;
}

static gboolean
press_in_phase (GtkWidget *widget, gboolean capture, GtkShortcutTrigger *wanted)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_SHORTCUT_CONTROLLER (controller) &&
          (gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_CAPTURE) ==
              capture &&
          press_at (widget, G_LIST_MODEL (controller), wanted))
        return TRUE;
    }
  return FALSE;
}

gboolean
ui_key (GtkWidget *window, const char *key)
{
  g_autoptr (GtkShortcutTrigger) wanted = gtk_shortcut_trigger_parse_string (key);
  g_autoptr (GPtrArray) path = g_ptr_array_new ();
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (window));

  g_assert_nonnull (wanted);
  for (GtkWidget *w = focus != NULL ? focus : window; w != NULL; w = gtk_widget_get_parent (w))
    g_ptr_array_add (path, w);
  for (guint i = path->len; i > 0; i--)
    if (press_in_phase (g_ptr_array_index (path, i - 1), TRUE, wanted))
      return TRUE;
  for (guint i = 0; i < path->len; i++)
    if (press_in_phase (g_ptr_array_index (path, i), FALSE, wanted))
      return TRUE;
  return FALSE;
}

void
ui_assert_bounded (GtkWidget *root)
{
  const char *tip = gtk_widget_get_tooltip_text (root);

  if (GTK_IS_LABEL (root))
    {
      GtkLabel *label = GTK_LABEL (root);
      const char *text = gtk_label_get_text (label);

      g_assert_cmpint (g_utf8_strlen (text, -1), <=, COSELL_TEXT_PIECE + 100);
      if (gtk_label_get_wrap (label) && gtk_label_get_wrap_mode (label) != PANGO_WRAP_CHAR)
        g_assert_false (cosell_text_has_endless_word (text, COSELL_TEXT_LONGEST_WORD));
    }
  g_assert_cmpint (tip != NULL ? g_utf8_strlen (tip, -1) : 0, <=, 1000);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    ui_assert_bounded (child);
}

void
ui_assert_search_limited (GtkWidget *root)
{
  GtkEditable *search = GTK_EDITABLE (ui_get (root, GTK_TYPE_SEARCH_ENTRY, NULL));
  g_autofree char *before = g_strdup (gtk_editable_get_text (search));
  g_autofree char *text = g_strnfill (2000000, 'x');

  gtk_editable_set_text (search, text);
  g_assert_cmpuint (strlen (gtk_editable_get_text (search)), <=, 200);
  gtk_editable_set_text (search, before);
}

GtkWidget *
ui_get_focus (GtkWidget *window)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (window));

  g_assert_nonnull (focus);
  return focus;
}

static gboolean
has_focus (gpointer data)
{
  GtkRoot *root = gtk_widget_get_root (data);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && (focus == data || gtk_widget_is_ancestor (focus, data));
}

void
ui_wait_focus (GtkWidget *widget)
{
  await_condition (has_focus, widget);
}

static void
collect_mnemonics (GtkWidget *widget, GHashTable *found)
{
  if (!gtk_widget_get_mapped (widget))
    return;
  if (GTK_IS_LABEL (widget) && gtk_widget_is_sensitive (widget))
    {
      guint key = gtk_label_get_mnemonic_keyval (GTK_LABEL (widget));
      const char *text = gtk_label_get_text (GTK_LABEL (widget));
      const char *other = g_hash_table_lookup (found, GUINT_TO_POINTER (key));

      if (key == 0) /* of one that never had words with an underline */
        key = GDK_KEY_VoidSymbol;
      if (key != GDK_KEY_VoidSymbol && other != NULL)
        g_error ("Alt+%s is for “%s” and for “%s”", gdk_keyval_name (key), other, text);
      if (key != GDK_KEY_VoidSymbol)
        g_hash_table_insert (found, GUINT_TO_POINTER (key), (gpointer) text);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (!GTK_IS_NATIVE (child))
      collect_mnemonics (child, found);
}

void
ui_assert_mnemonics (GtkWidget *root)
{
  g_autoptr (GHashTable) found = g_hash_table_new (NULL, NULL);

  collect_mnemonics (root, found);
}

/* Names what needs more than that, from the outside in. */
static void
report_wide (GtkWidget *widget, int limit)
{
  int minimum;

  if (!gtk_widget_get_visible (widget))
    return;
  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  if (minimum <= limit)
    return;
  g_test_message ("%s needs %d", G_OBJECT_TYPE_NAME (widget), minimum);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    report_wide (child, limit);
}

void
ui_assert_fits_large (GtkWidget *widget)
{
  GtkSettings *settings = gtk_settings_get_default ();
  int dpi, minimum;

  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  g_object_set (settings, "gtk-xft-dpi", 2 * 96 * PANGO_SCALE, NULL);
  ui_settle ();
  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  report_wide (widget, 360);
  g_object_set (settings, "gtk-xft-dpi", dpi, NULL);
  ui_settle ();
  g_assert_cmpint (minimum, <=, 360);
}
