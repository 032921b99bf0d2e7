#include "ui/widgets/cosell-icon-thread.h"

static GThread *main_thread; /* (unowned) */
static void (*dispose_icon) (GObject *icon);

static gboolean
released_cb (gpointer icon)
{
  return G_SOURCE_REMOVE;
}

/* A reference that is taken here keeps the object; it is disposed of again by whom drops it. */
static void
dispose_on_main (GObject *icon)
{
  if (g_thread_self () == main_thread)
    dispose_icon (icon);
  else
    g_idle_add_full (G_PRIORITY_DEFAULT, released_cb, g_object_ref (icon), g_object_unref);
}

void
cosell_icon_thread_install (void)
{
  GObjectClass *icons;

  if (main_thread != NULL)
    return;
  main_thread = g_thread_self ();
  icons = g_type_class_ref (GTK_TYPE_ICON_PAINTABLE); /* for the life of the process */
  dispose_icon = icons->dispose;
  icons->dispose = dispose_on_main;
}
