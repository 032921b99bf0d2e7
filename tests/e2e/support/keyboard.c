#include "keyboard.h"

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <string.h>

#include "accessible-tree.h"

#define REGISTRY "org.a11y.atspi.Registry"
#define CONTROLLER "org.a11y.atspi.DeviceEventController"
#define CONTROLLER_PATH "/org/a11y/atspi/registry/deviceeventcontroller"
#define CALL_MILLISECONDS 20000
#define DEADLINE_SECONDS 60
#define LOOK_MICROSECONDS 20000

/* AtspiKeySynthType */
typedef enum
{
  KEY_PRESS,
  KEY_RELEASE,
  KEY_PRESS_RELEASE,
  KEY_SYM,
  KEY_STRING,
} KeyEvent;

struct _Keyboard
{
  GDBusConnection *bus; /* (owned) */
  Display *display;     /* (owned) */
  guint n_presses;
};

/* A window may go away between being seen and being asked. */
static int
ignore_error_cb (Display *display, XErrorEvent *event)
{
  return 0;
}

Keyboard *
keyboard_new (void)
{
  Keyboard *self = g_new0 (Keyboard, 1);

  self->bus = accessible_bus_new ();
  self->display = XOpenDisplay (NULL);
  g_assert_nonnull (self->display);
  XSetErrorHandler (ignore_error_cb);
  return self;
}

void
keyboard_free (Keyboard *self)
{
  g_object_unref (self->bus);
  XCloseDisplay (self->display);
  g_free (self);
}

/* --- where keys go --- */

/* The window right below the root that a window belongs to; None: it is gone. */
static Window
find_toplevel (Keyboard *self, Window window)
{
  Window root = DefaultRootWindow (self->display);

  for (;;)
    {
      Window unused, parent, *children = NULL;
      guint n;

      if (!XQueryTree (self->display, window, &unused, &parent, &children, &n))
        return None;
      if (children != NULL)
        XFree (children);
      if (parent == root || parent == None)
        return parent == root ? window : None;
      window = parent;
    }
}

static Window
get_focused (Keyboard *self)
{
  Window window;
  int revert;

  XGetInputFocus (self->display, &window, &revert);
  if (window == None || window == PointerRoot || window == DefaultRootWindow (self->display))
    return None;
  return find_toplevel (self, window);
}

static void
focus_topmost (Keyboard *self)
{
  Window root, parent, *children = NULL;
  guint n = 0;

  if (!XQueryTree (self->display, DefaultRootWindow (self->display), &root, &parent, &children, &n))
    return;
  while (n > 0)
    {
      Window window = children[--n];
      XWindowAttributes attributes;

      if (!XGetWindowAttributes (self->display, window, &attributes) ||
          attributes.map_state != IsViewable || attributes.override_redirect ||
          attributes.class != InputOutput)
        continue;
      XSetInputFocus (self->display, window, RevertToParent, CurrentTime);
      XSync (self->display, False);
      break;
    }
  XFree (children);
}

static gboolean
is_called (Keyboard *self, Window window, const char *title)
{
  char *name = NULL;
  gboolean same;

  if (window == None || !XFetchName (self->display, window, &name))
    return FALSE;
  same = g_strcmp0 (name, title) == 0;
  XFree (name);
  return same;
}

void
keyboard_wait_window (Keyboard *self, const char *title)
{
  gint64 deadline = g_get_monotonic_time () + DEADLINE_SECONDS * G_USEC_PER_SEC;
  Window focused;

  while (!is_called (self, focused = get_focused (self), title))
    {
      if (g_get_monotonic_time () > deadline)
        g_error ("The keys never came to “%s”.", title);
      if (focused == None)
        focus_topmost (self);
      g_usleep (LOOK_MICROSECONDS);
    }
}

void
keyboard_resize_window (Keyboard *self, int width, int height)
{
  Window window = get_focused (self);
  XWindowAttributes now;

  g_assert_cmpuint (window, !=, None);
  XResizeWindow (self->display, window, (guint) width, (guint) height);
  g_assert_true (XGetWindowAttributes (self->display, window, &now));
  g_assert_cmpint (now.width, ==, width);
}

/* --- keys --- */

static void
send (Keyboard *self, KeyEvent event, int key, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer =
      g_dbus_connection_call_sync (self->bus, REGISTRY, CONTROLLER_PATH, CONTROLLER,
                                   "GenerateKeyboardEvent",
                                   g_variant_new ("(isu)", key, text, (guint32) event), NULL,
                                   G_DBUS_CALL_FLAGS_NONE, CALL_MILLISECONDS, NULL, &error);

  g_assert_no_error (error);
}

static int
modifier_code (Keyboard *self, const char *modifier)
{
  g_autofree char *name = g_strconcat (modifier, "_L", NULL);
  int code = XKeysymToKeycode (self->display, XStringToKeysym (name));

  g_assert_cmpint (code, !=, 0);
  return code;
}

void
keyboard_press (Keyboard *self, const char *key)
{
  g_auto (GStrv) parts = g_strsplit (key, "+", -1);
  guint n = g_strv_length (parts);
  KeySym sym = XStringToKeysym (parts[n - 1]);

  g_assert_cmpuint (sym, !=, NoSymbol);
  for (guint i = 0; i + 1 < n; i++)
    send (self, KEY_PRESS, modifier_code (self, parts[i]), "");
  send (self, KEY_SYM, (int) sym, "");
  for (guint i = n - 1; i > 0; i--)
    send (self, KEY_RELEASE, modifier_code (self, parts[i - 1]), "");
  self->n_presses++;
}

void
keyboard_press_times (Keyboard *self, const char *key, guint times)
{
  while (times-- > 0)
    keyboard_press (self, key);
}

void
keyboard_type (Keyboard *self, const char *text)
{
  g_assert_true (g_str_is_ascii (text));
  send (self, KEY_STRING, 0, text);
}

guint
keyboard_get_n_presses (Keyboard *self)
{
  return self->n_presses;
}
