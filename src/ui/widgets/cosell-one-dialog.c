#include "ui/widgets/cosell-one-dialog.h"

gboolean
cosell_one_dialog_present (GtkWindow *parent, GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (g_type_is_a (G_OBJECT_TYPE (window), type) &&
          gtk_window_get_transient_for (window) == parent)
        {
          gtk_window_present (window);
          return TRUE;
        }
    }
  return FALSE;
}
