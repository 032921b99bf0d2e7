/* accessible-tree.h: what a screen reader is told of one program
 *
 * Speaks the accessibility bus directly: one call brings names and states of everything, and all
 * controls are asked for their children at the same time. libatspi asks some thousand questions
 * one after the other, each of which waits for the program under test.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Of org.a11y.atspi, those that are met here. */
typedef enum
{
  ROLE_ANY = 0,
  ROLE_CHECK_BOX = 7,
  ROLE_DIALOG = 16,
  ROLE_FRAME = 23,
  ROLE_LABEL = 29,
  ROLE_LIST = 31,
  ROLE_LIST_ITEM = 32,
  ROLE_PAGE_TAB = 37,
  ROLE_PUSH_BUTTON = 43,
  ROLE_TEXT = 61,
  ROLE_TOGGLE_BUTTON = 62,
  ROLE_TABLE_ROW = 90,
} AccessibleRole;

typedef enum
{
  STATE_CHECKED = 4,
  STATE_SELECTED = 23,
  STATE_SENSITIVE = 24,
  STATE_VISIBLE = 30,
} AccessibleState;

typedef struct
{
  char *path;
  int n_children;
  int depth; /* 0: the program, 1: its windows */
  guint role;
  char *name;
  guint64 states;
} Accessible;

typedef struct _AccessibleTree AccessibleTree;

/* The accessibility bus of the session. Returns: (transfer full) */
GDBusConnection *accessible_bus_new (void);
/* Connects to it. */
AccessibleTree *accessible_tree_new (void);
void accessible_tree_free (AccessibleTree *self);
/* Reads everything anew. FALSE: the program is not there (yet), or is going away. */
gboolean accessible_tree_read (AccessibleTree *self, guint32 process);
/* In document order. (transfer none) of Accessible */
GPtrArray *accessible_tree_get_all (AccessibleTree *self);
void accessible_tree_print (AccessibleTree *self);

/* GTK joins the label of a button and the text in it, and keeps the mark of a mnemonic: "_Save Save"
 * is "Save". */
gboolean accessible_is_called (const Accessible *accessible, const char *name);
gboolean accessible_has_state (const Accessible *accessible, AccessibleState state);

gboolean accessible_tree_act (AccessibleTree *self, const Accessible *accessible, const char *action);
gboolean accessible_tree_set_text (AccessibleTree *self, const Accessible *accessible, const char *text);
/* Puts text in at a position, as typing does. */
gboolean accessible_tree_insert (AccessibleTree *self, const Accessible *accessible, int position, const char *text);
/* Returns: (transfer full) (nullable) */
char *accessible_tree_get_text (AccessibleTree *self, const Accessible *accessible);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AccessibleTree, accessible_tree_free)

G_END_DECLS
