/* screen.h: Cosell on a screen of the test, used as a person with a screen reader would
 *
 * Everything waits for what it needs, with a deadline. What does not come fails the test, with the
 * accessible tree in the log and a picture beside it. No program outlives the test.
 */
#pragma once

#include "accessible-tree.h"

G_BEGIN_DECLS

typedef struct _Screen Screen;

#define MAIN_WINDOW "Cosell"

/* token: COSELL_TOKEN of every program, or NULL. The profile is a new folder. */
Screen *screen_new (const char *token);
void screen_free (Screen *self);
const char *screen_get_profile (Screen *self);
/* A folder of the test's own beside the profile. */
const char *screen_get_folder (Screen *self);

/* Starts Cosell on the profile and waits for its window. */
void screen_start (Screen *self);
/* kill -9 */
void screen_kill (Screen *self);
/* Closes the window, as a person does; the program has to end with 0. */
void screen_close (Screen *self);

/* Does an action ("deal.edit", "win.advice") of whatever in the window has it. */
void screen_act (Screen *self, const char *window, const char *action);
/* Waits until a window is open above the main one. Returns: (transfer full) its title */
char *screen_wait_dialog (Screen *self);
/* Waits until only the main window is left. */
void screen_wait_no_dialog (Screen *self);
/* All that is there now (transfer none) of Accessible */
GPtrArray *screen_look (Screen *self);

/* Runs cosellctl on the profile; has to end with status. Returns: (transfer full) what it printed */
char *screen_control (Screen *self, int status, const char *first, ...) G_GNUC_NULL_TERMINATED;

/* window: title of the window to look in. The first that is called name; see
 * accessible_is_called. */
gboolean screen_has (Screen *self, const char *window, AccessibleRole role, const char *name);
void screen_wait (Screen *self, const char *window, AccessibleRole role, const char *name);
/* Whichever of the two comes first. Returns: (transfer none) its name */
const char *screen_wait_either (Screen *self, const char *window, AccessibleRole role,
                                const char *name, const char *other);
void screen_wait_gone (Screen *self, const char *window, AccessibleRole role, const char *name);
/* Waits until it is there and can be used. */
void screen_press (Screen *self, const char *window, AccessibleRole role, const char *name);
/* Replaces the text of a field. nth: 0 for the first of that name in the window. */
void screen_type (Screen *self, const char *window, const char *name, guint nth, const char *text);
/* Adds to the end of it, letter by letter. */
void screen_add (Screen *self, const char *window, const char *name, guint nth, const char *text);
void screen_wait_text (Screen *self, const char *window, const char *name, guint nth,
                       const char *text);
/* Returns: (transfer full) */
char *screen_read_text (Screen *self, const char *window, const char *name, guint nth);
/* Ticks a choice by its row, and sees that its box is ticked. */
void screen_choose (Screen *self, const char *window, const char *name);
void screen_wait_selected (Screen *self, const char *window, const char *name);

/* A label that begins with text. */
void screen_wait_label (Screen *self, const char *window, const char *text);

/* Rows of the list of deals: they begin with the name of the deal and contain more. */
guint screen_count_rows (Screen *self);
void screen_wait_row (Screen *self, const char *name, const char *containing);
/* Waits until the row tells no sync state any more. */
void screen_wait_row_is_synced (Screen *self, const char *name);
void screen_open_row (Screen *self, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Screen, screen_free)

G_END_DECLS
