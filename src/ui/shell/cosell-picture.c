#include "ui/shell/cosell-picture.h"

#include <stdio.h>

#include "cosell-config.h"

#define LIMIT_SECONDS 60

#if COSELL_DEVEL

typedef struct
{
  CosellWindow *window;   /* (unowned) */
  CosellSession *session; /* (owned) */
  gboolean (*settled) (CosellWindow *window);
  gint64 deadline; /* monotonic µs */
  guint painted;   /* frames since it was settled */
} Picture;

static void
picture_free (Picture *self)
{
  g_clear_object (&self->session);
  g_free (self);
}

/* What the widget painted last; NULL while it has something to paint. */
static GdkTexture *
render (GtkWidget *widget)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (widget);
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  GskRenderer *renderer = gtk_native_get_renderer (gtk_widget_get_native (widget));
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);

  gdk_paintable_snapshot (paintable, GDK_SNAPSHOT (snapshot), width, height);
  node = gtk_snapshot_free_to_node (g_steal_pointer (&snapshot));
  if (node == NULL)
    return NULL;
  return gsk_renderer_render_texture (renderer, node, &GRAPHENE_RECT_INIT (0, 0, width, height));
}

static void
save (Picture *self, GdkTexture *texture)
{
  const char *path = g_getenv ("COSELL_PICTURE");
  guint inbound, outbound, favorites;

  if (!gdk_texture_save_to_png (texture, path))
    {
      g_printerr ("The picture %s could not be written.\n", path);
      exit (1);
    }
  g_object_get (self->session, "inbound-count", &inbound, "outbound-count", &outbound,
                "favorites-count", &favorites, NULL);
  g_print ("Inbound %u, Outbound %u, Favorites %u: %s\n", inbound, outbound, favorites, path);
  fflush (stdout);
}

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  Picture *self = user_data;
  g_autoptr (GdkTexture) texture = NULL;

  if (g_get_monotonic_time () > self->deadline)
    {
      g_printerr ("No filled list within %d seconds.\n", LIMIT_SECONDS);
      exit (1);
    }

  self->painted = self->settled (self->window) ? self->painted + 1 : 0;
  if (self->painted >= 30) /* animations at the start are over by then */
    texture = render (widget);
  if (texture == NULL)
    {
      gtk_widget_queue_draw (widget);
      return G_SOURCE_CONTINUE;
    }

  save (self, texture);
  gtk_window_close (GTK_WINDOW (self->window));
  return G_SOURCE_REMOVE;
}

#endif

void
cosell_picture_arm (CosellWindow *window,
                    CosellSession *session,
                    gboolean (*settled) (CosellWindow *window))
{
#if COSELL_DEVEL
  Picture *self;

  if (g_getenv ("COSELL_PICTURE") == NULL)
    return;
  self = g_new0 (Picture, 1);
  self->window = window;
  self->session = g_object_ref (session);
  self->settled = settled;
  self->deadline = g_get_monotonic_time () + LIMIT_SECONDS * G_USEC_PER_SEC;
  gtk_widget_add_tick_callback (GTK_WIDGET (window), tick_cb, self, (GDestroyNotify) picture_free);
#endif
}
