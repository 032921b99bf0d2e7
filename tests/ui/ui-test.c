#include "ui-test.h"

#include "support/await.h"

/* Icons are told to be SVG by the system's types, which isolated folders do not have. */
void
ui_test_init (int *argc, char ***argv)
{
  static const char *const types[] = { "/usr/local/share/mime", "/usr/share/mime", NULL };

  g_test_init (argc, argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_content_type_set_mime_dirs (types);
  adw_init ();
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
    own = gtk_button_get_label (GTK_BUTTON (widget));
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
