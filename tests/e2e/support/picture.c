#include "picture.h"

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <gtk/gtk.h>

gboolean
picture_save (const char *path)
{
  Display *display = XOpenDisplay (NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  XWindowAttributes root;
  XImage *image;

  if (display == NULL)
    return FALSE;
  XGetWindowAttributes (display, DefaultRootWindow (display), &root);
  image = XGetImage (display, DefaultRootWindow (display), 0, 0, (guint) root.width,
                     (guint) root.height, AllPlanes, ZPixmap);
  if (image != NULL && image->bits_per_pixel == 32)
    {
      gsize size = (gsize) image->bytes_per_line * (gsize) image->height;

      for (gsize i = 3; i < size; i += 4)
        image->data[i] = (char) 0xff;
      bytes = g_bytes_new (image->data, size);
      texture = gdk_memory_texture_new (image->width, image->height, GDK_MEMORY_B8G8R8A8, bytes,
                                        (gsize) image->bytes_per_line);
    }
  if (image != NULL)
    XDestroyImage (image);
  XCloseDisplay (display);
  return texture != NULL && gdk_texture_save_to_png (texture, path);
}
