/* keyboard.h: real keys, as they come from a keyboard of the test's screen
 *
 * The accessibility registry presses them (XTest); they go wherever the focus of the screen is.
 * There is no window manager: what one does for the keyboard is done here.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _Keyboard Keyboard;

Keyboard *keyboard_new (void);
void keyboard_free (Keyboard *self);

/* Waits until keys go to the window of that title. A window that was above it and is gone leaves
 * the focus to nobody: the topmost window gets it then. Fails after a minute. */
void keyboard_wait_window (Keyboard *self, const char *title);
/* key: a keysym, maybe behind modifiers: "Tab", "Control+n" */
void keyboard_press (Keyboard *self, const char *key);
void keyboard_press_times (Keyboard *self, const char *key, guint times);
/* text: ASCII, which is where every keyboard has it */
void keyboard_type (Keyboard *self, const char *text);
/* How often a key was pressed that is no letter of a text. */
guint keyboard_get_n_presses (Keyboard *self);
/* Gives the window that has the focus another size, as a person who drags its edge. */
void keyboard_resize_window (Keyboard *self, int width, int height);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Keyboard, keyboard_free)

G_END_DECLS
