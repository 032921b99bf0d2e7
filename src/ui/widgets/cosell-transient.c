#include "ui/widgets/cosell-transient.h"

static void
parent_destroyed_cb (GtkWindow *window, GtkWindow *parent)
{
  if (gtk_window_get_transient_for (window) != parent)
    return;
  /* GTK hears of the same signal, but not any more once the window has no parent. */
  if (gtk_window_get_destroy_with_parent (window))
    gtk_window_destroy (window);
  gtk_window_set_transient_for (window, NULL);
}

static void
parent_changed_cb (GtkWindow *window)
{
  GtkWindow *parent = gtk_window_get_transient_for (window);

  if (parent != NULL)
    g_signal_connect_object (parent, "destroy", G_CALLBACK (parent_destroyed_cb), window,
                             G_CONNECT_SWAPPED);
}

static void
windows_changed_cb (GListModel *windows, guint position, guint removed, guint added)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      g_signal_connect (window, "notify::transient-for", G_CALLBACK (parent_changed_cb), NULL);
      parent_changed_cb (window);
    }
}

void
cosell_transient_watch (void)
{
  static gboolean watched;
  GListModel *windows = gtk_window_get_toplevels ();

  if (watched)
    return;
  watched = TRUE;
  g_signal_connect (windows, "items-changed", G_CALLBACK (windows_changed_cb), NULL);
  windows_changed_cb (windows, 0, 0, g_list_model_get_n_items (windows));
}
