/* test-message.c: questions with more words than fit on the screen */
#include "ui-test.h"

#include "support/await.h"
#include "ui/widgets/cosell-message.h"

static GtkWidget *
make_parent (void)
{
  GtkWidget *parent = gtk_window_new ();

  gtk_window_set_default_size (GTK_WINDOW (parent), 360, 600);
  gtk_window_present (GTK_WINDOW (parent));
  return parent;
}

static gboolean
has_size (gpointer widget)
{
  return gtk_widget_get_mapped (widget) && gtk_widget_get_height (widget) > 1;
}

static int
screen_height (GtkWidget *window)
{
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (window));
  GdkRectangle area;

  gdk_monitor_get_geometry (gdk_display_get_monitor_at_surface (gdk_surface_get_display (surface),
                                                                surface),
                            &area);
  return area.height;
}

/* n: of sentences; scrolls: the words have to, unless this libadwaita lets them do so anyway. Every
 * answer can be reached: the window is no higher than the screen, and no wider than its parent. */
static void
check (guint n, gboolean scrolls)
{
  GtkWidget *parent = make_parent ();
  g_autoptr (GString) body = g_string_new (NULL);
  GtkWidget *dialog;
  gboolean own;

  await_condition (has_size, parent);
  while (n-- > 0)
    g_string_append (body, "The deal is closed, and nothing of it can be changed any more. ");
  dialog = adw_message_dialog_new (GTK_WINDOW (parent), "Mark as Won?", body->str);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", "_Cancel", "now",
                                    "Mark as Won Now Anyway, Without Registration", "then",
                                    "Mark as Won on Wednesday, December 2, at 02:28 in the Night",
                                    NULL);
  own = ui_find (dialog, GTK_TYPE_SCROLLED_WINDOW, NULL) != NULL;
  cosell_message_present (ADW_MESSAGE_DIALOG (dialog));
  await_condition (has_size, dialog);
  g_assert_true ((own || scrolls) == (ui_find (dialog, GTK_TYPE_SCROLLED_WINDOW, NULL) != NULL));
  g_assert_cmpint (gtk_widget_get_height (dialog), <=, screen_height (parent));
  g_assert_cmpint (gtk_widget_get_width (dialog), <=, gtk_widget_get_width (parent));
  gtk_window_destroy (GTK_WINDOW (dialog));
  gtk_window_destroy (GTK_WINDOW (parent));
}

static void
test_short (void)
{
  check (2, FALSE);
}

static void
test_long (void)
{
  check (60, TRUE);
}

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/message/short", test_short);
  g_test_add_func ("/message/long", test_long);
  return g_test_run ();
}
