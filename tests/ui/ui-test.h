/* ui-test.h: finding widgets of a window and waiting for them, in tests */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* g_test_init with isolated folders, then adw_init. */
void
ui_test_init (int *argc, char ***argv);
/* The first descendant of the type (root itself included) that is visible; with text: whose
 * AdwPreferencesRow title or GtkLabel or GtkButton label it is. (nullable) */
GtkWidget *
ui_find (GtkWidget *root, GType type, const char *text);
/* The same; fails the test when there is none. */
GtkWidget *
ui_get (GtkWidget *root, GType type, const char *text);
/* Whether root offers this in words: a visible button, or an item of a visible button's menu. */
gboolean
ui_offers (GtkWidget *root, const char *label);
/* Does what is offered so; fails the test when nothing is. */
void
ui_choose (GtkWidget *root, const char *label);
/* Puts 2 MB into the search of root: it takes what a name can have, so that nothing stops. */
void
ui_assert_search_limited (GtkWidget *root);
/* No label of root holds more than one layout of a frame can take, and no tip more than is read. */
void
ui_assert_bounded (GtkWidget *root);
/* At twice the size of text, widget needs no more than 360 px. */
void
ui_assert_fits_large (GtkWidget *widget);
/* The visible label of root that has text in it. (nullable) */
GtkWidget *
ui_find_part (GtkWidget *root, const char *text);
/* Whether a visible label of root shows exactly this text. */
gboolean
ui_shows (GtkWidget *root, const char *text);
/* Waits until there is, or is no more, a toplevel of the type. */
GtkWidget *
ui_wait_window (GType type);
void
ui_wait_no_window (GType type);
/* Runs the main loop until root shows text. */
void
ui_wait_shows (GtkWidget *root, const char *text);
/* Replaces the text of the entry row with this title. */
void
ui_type (GtkWidget *root, const char *title, const char *text);
/* Runs the main loop as long as there is something to do. */
void
ui_settle (void);

/* A key ("Down", "<Alt>Left") as the shortcuts of window and of what has the focus in it take it:
 * from the window to the focus and back. Returns: whether one did */
gboolean
ui_key (GtkWidget *window, const char *key);
/* What has the focus in window; fails the test when nothing has. */
GtkWidget *
ui_get_focus (GtkWidget *window);
/* Waits until the focus is on widget or in it. */
void
ui_wait_focus (GtkWidget *widget);
/* Alt and a letter does something in root only where one control has it: with two, it does no more
 * than move the focus between them. Fails the test when two that can be seen have the same. */
void
ui_assert_mnemonics (GtkWidget *root);

G_END_DECLS
