#include "ui/widgets/cosell-message.h"

#include <glib/gi18n-lib.h>

/* As AdwMessageDialog chooses its width below that of its parent. */
#define MARGIN 50
#define MIN_WIDTH 300
#define MAX_WIDTH 550

static GtkWidget *
find_area (GtkWidget *widget)
{
  if (gtk_widget_has_css_class (widget, "message-area"))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_area (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static int
measure_height (GtkWidget *widget, int width)
{
  int height;

  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, width, NULL, &height, NULL, NULL);
  return height;
}

/* The answers stand side by side where they fit into the width, below each other else. */
static int
measure_answers (GtkWidget *answers, int width)
{
  int height = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (answers); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int natural;

      height = measure_height (child, width);
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
      if (natural <= width)
        break;
    }
  return height;
}

/* The height of the screen where the parent is; 0 when it is not known. */
static int
screen_height (GtkWindow *parent)
{
  GdkSurface *surface = parent != NULL ? gtk_native_get_surface (GTK_NATIVE (parent)) : NULL;
  GdkMonitor *monitor = NULL;
  GdkRectangle area = { 0 };

  if (surface != NULL)
    monitor = gdk_display_get_monitor_at_surface (gdk_surface_get_display (surface), surface);
  if (monitor != NULL)
    gdk_monitor_get_geometry (monitor, &area);
  return area.height;
}

/* Heading, words and what else is asked, above the answers: where they and the answers are higher
 * than the screen, they get what the answers leave. */
static void
let_scroll (GtkWindow *dialog)
{
  GtkWindow *parent = gtk_window_get_transient_for (dialog);
  GtkWidget *area = find_area (GTK_WIDGET (dialog));
  GtkWidget *box = area != NULL ? gtk_widget_get_parent (area) : NULL;
  int width = parent != NULL ? gtk_widget_get_width (GTK_WIDGET (parent)) - MARGIN : 0;
  int room = screen_height (parent) - MARGIN;
  GtkWidget *scroller;
  int excess;

  if (!GTK_IS_BOX (box) || room <= 0 ||
      gtk_widget_get_ancestor (area, GTK_TYPE_SCROLLED_WINDOW) != NULL)
    return;
  width = CLAMP (width, MIN_WIDTH, MAX_WIDTH);
  excess = measure_height (area, width) + measure_answers (gtk_widget_get_last_child (box), width) -
           room;
  if (excess <= 0)
    return;
  scroller = gtk_scrolled_window_new ();
  g_object_set (scroller, "hscrollbar-policy", GTK_POLICY_NEVER, "vexpand", TRUE,
                "min-content-height", MAX (measure_height (area, width) - excess, 0), NULL);
  g_object_ref (area);
  gtk_box_remove (GTK_BOX (box), area);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), area);
  g_object_unref (area);
  gtk_box_prepend (GTK_BOX (box), scroller);
}

/* Answers below each other; side by side they stand only where they fit in one line. */
static void
let_wrap (GtkWidget *widget)
{
  GtkWidget *parent = gtk_widget_get_parent (widget);

  if (GTK_IS_BUTTON (widget) && GTK_IS_BOX (parent) &&
      gtk_orientable_get_orientation (GTK_ORIENTABLE (parent)) == GTK_ORIENTATION_VERTICAL &&
      GTK_IS_LABEL (gtk_button_get_child (GTK_BUTTON (widget))))
    {
      g_object_set (gtk_button_get_child (GTK_BUTTON (widget)), "wrap", TRUE, "wrap-mode",
                    PANGO_WRAP_WORD_CHAR, "justify", GTK_JUSTIFY_CENTER, "ellipsize",
                    PANGO_ELLIPSIZE_NONE, NULL);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    let_wrap (child);
}

void
cosell_message_present (AdwMessageDialog *dialog)
{
  g_return_if_fail (ADW_IS_MESSAGE_DIALOG (dialog));

  let_wrap (GTK_WIDGET (dialog));
  let_scroll (GTK_WINDOW (dialog));
  gtk_window_present (GTK_WINDOW (dialog));
}

static AdwMessageDialog *
make (GtkWidget *over, const char *title, const char *body)
{
  GtkRoot *root = over != NULL ? gtk_widget_get_root (over) : NULL;
  GtkWidget *dialog =
      adw_message_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, title, NULL);

  adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (dialog), body != NULL ? body : "");
  return ADW_MESSAGE_DIALOG (dialog);
}

AdwMessageDialog *
cosell_message_ask (GtkWidget *over,
                    const char *title,
                    const char *body,
                    const char *keep,
                    const char *key,
                    const char *label,
                    AdwResponseAppearance appearance)
{
  AdwMessageDialog *dialog = make (over, title, body);

  adw_message_dialog_add_responses (dialog, "keep", keep, key, label, NULL);
  adw_message_dialog_set_response_appearance (dialog, key, appearance);
  adw_message_dialog_set_default_response (dialog, "keep");
  adw_message_dialog_set_close_response (dialog, "keep");
  return dialog;
}

void
cosell_message_tell (GtkWidget *over, const char *title, const char *body)
{
  AdwMessageDialog *dialog = make (over, title, body);

  adw_message_dialog_add_response (dialog, "close", _ ("_Close"));
  cosell_message_present (dialog);
}
