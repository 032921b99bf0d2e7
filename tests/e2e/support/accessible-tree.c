#include "accessible-tree.h"

#include <string.h>

#define ATSPI "org.a11y.atspi."
#define ROOT "/org/a11y/atspi/accessible/root"
#define CACHE "/org/a11y/atspi/cache"
#define CALL_MILLISECONDS 20000
#define MAX_DEPTH 60
/* A tree that still grows after so many looks is changing; the next look comes soon. */
#define MAX_ROUNDS 40

struct _AccessibleTree
{
  GDBusConnection *bus; /* (owned) */
  guint32 process;
  char *program;        /* (owned) (nullable): its name on the bus */
  GHashTable *found;    /* (owned): path → Accessible */
  GHashTable *families; /* (owned): path → children's paths, in order */
  GPtrArray *all;       /* (owned) of Accessible, in document order */
};

static void
accessible_free (gpointer data)
{
  Accessible *accessible = data;

  g_free (accessible->path);
  g_free (accessible->name);
  g_free (accessible);
}

static GVariant *
call (AccessibleTree *self,
      const char *program,
      const char *path,
      const char *interface,
      const char *method,
      GVariant *arguments,
      GError **error)
{
  return g_dbus_connection_call_sync (self->bus, program, path, interface, method, arguments, NULL,
                                      G_DBUS_CALL_FLAGS_NONE, CALL_MILLISECONDS, NULL, error);
}

GDBusConnection *
accessible_bus_new (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) session = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  g_autoptr (GVariant) answer = NULL;
  GDBusConnection *bus;
  const char *address;

  g_assert_no_error (error);
  answer = g_dbus_connection_call_sync (session, "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus",
                                        "GetAddress", NULL, G_VARIANT_TYPE ("(s)"),
                                        G_DBUS_CALL_FLAGS_NONE, CALL_MILLISECONDS, NULL, &error);
  g_assert_no_error (error);
  g_variant_get (answer, "(&s)", &address);
  bus = g_dbus_connection_new_for_address_sync (address,
                                                G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                    G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                                NULL, NULL, &error);
  g_assert_no_error (error);
  return bus;
}

AccessibleTree *
accessible_tree_new (void)
{
  AccessibleTree *self = g_new0 (AccessibleTree, 1);

  self->bus = accessible_bus_new ();
  self->all = g_ptr_array_new ();
  self->found = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, accessible_free);
  self->families =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  return self;
}

void
accessible_tree_free (AccessibleTree *self)
{
  g_object_unref (self->bus);
  g_free (self->program);
  g_ptr_array_unref (self->all);
  g_hash_table_unref (self->found);
  g_hash_table_unref (self->families);
  g_free (self);
}

/* --- the program --- */

static guint32
get_process (AccessibleTree *self, const char *program)
{
  g_autoptr (GVariant) answer =
      call (self, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
            "GetConnectionUnixProcessID", g_variant_new ("(s)", program), NULL);
  guint32 process = 0;

  if (answer != NULL)
    g_variant_get (answer, "(u)", &process);
  return process;
}

static gboolean
find_program (AccessibleTree *self, guint32 process)
{
  g_autoptr (GVariant) answer = NULL;
  g_autoptr (GVariantIter) programs = NULL;
  const char *program, *path;

  if (self->program != NULL && self->process == process)
    return TRUE;
  g_clear_pointer (&self->program, g_free);
  answer = call (self, ATSPI "Registry", ROOT, ATSPI "Accessible", "GetChildren", NULL, NULL);
  if (answer == NULL)
    return FALSE;
  g_variant_get (answer, "(a(so))", &programs);
  while (self->program == NULL && g_variant_iter_next (programs, "(&s&o)", &program, &path))
    if (get_process (self, program) == process)
      self->program = g_strdup (program);
  self->process = process;
  return self->program != NULL;
}

/* --- its controls --- */

static void
take_item (AccessibleTree *self, GVariant *item)
{
  Accessible *accessible = g_new0 (Accessible, 1);
  g_autoptr (GVariant) states = NULL;
  const char *path, *name;
  guint32 low = 0, high = 0;

  g_variant_get (item, "((s&o)(so)(so)iias&sus@au)", NULL, &path, NULL, NULL, NULL, NULL, NULL,
                 &accessible->n_children, NULL, &name, &accessible->role, NULL, &states);
  if (g_variant_n_children (states) > 0)
    g_variant_get_child (states, 0, "u", &low);
  if (g_variant_n_children (states) > 1)
    g_variant_get_child (states, 1, "u", &high);
  accessible->states = ((guint64) high << 32) | low;
  accessible->path = g_strdup (path);
  accessible->name = g_strdup (name);
  g_hash_table_replace (self->found, accessible->path, accessible);
}

/* What the program made known so far; hidden controls are among it. */
static gboolean
read_known (AccessibleTree *self)
{
  g_autoptr (GVariant) answer =
      call (self, self->program, CACHE, ATSPI "Cache", "GetItems", NULL, NULL);
  g_autoptr (GVariantIter) items = NULL;
  GVariant *item;

  g_hash_table_remove_all (self->found);
  if (answer == NULL)
    return FALSE;
  g_variant_get (answer, "(a((so)(so)(so)iiassusau))", &items);
  while ((item = g_variant_iter_next_value (items)) != NULL)
    {
      take_item (self, item);
      g_variant_unref (item);
    }
  return TRUE;
}

typedef struct
{
  AccessibleTree *self;
  char *path; /* (owned) */
  guint *pending;
} Asking;

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Asking *asking = user_data;
  g_autoptr (GVariant) answer =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);
  g_autoptr (GVariantIter) iter = NULL;
  GPtrArray *children = g_ptr_array_new_with_free_func (g_free);
  const char *path;

  if (answer != NULL)
    g_variant_get (answer, "(a(so))", &iter);
  while (iter != NULL && g_variant_iter_next (iter, "(s&o)", NULL, &path))
    g_ptr_array_add (children, g_strdup (path));
  (*asking->pending)--;
  g_hash_table_replace (asking->self->families, asking->path, children);
  g_free (asking);
}

/* Asks every control for its children that was not asked yet: all at once, since each answer waits
 * for a turn of the program's main loop. A control that is asked becomes known. FALSE: none left.
 */
static gboolean
ask_for_children (AccessibleTree *self)
{
  GHashTableIter iter;
  gpointer value;
  guint pending = 0;
  gboolean asked = FALSE;

  g_hash_table_iter_init (&iter, self->found);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const Accessible *accessible = value;
      Asking *asking;

      if (g_hash_table_contains (self->families, accessible->path) ||
          (accessible->n_children == 0 && !g_str_equal (accessible->path, ROOT)))
        continue;
      asking = g_new0 (Asking, 1);
      asking->self = self;
      asking->path = g_strdup (accessible->path);
      asking->pending = &pending;
      pending++;
      asked = TRUE;
      g_dbus_connection_call (self->bus, self->program, accessible->path, ATSPI "Accessible",
                              "GetChildren", NULL, NULL, G_DBUS_CALL_FLAGS_NONE, CALL_MILLISECONDS,
                              NULL, asked_cb, asking);
    }
  while (pending > 0)
    g_main_context_iteration (NULL, TRUE);
  return asked;
}

static void
add_with_children (AccessibleTree *self, const char *path, int depth)
{
  Accessible *accessible = g_hash_table_lookup (self->found, path);
  GPtrArray *children = g_hash_table_lookup (self->families, path);

  if (accessible == NULL || depth > MAX_DEPTH)
    return;
  accessible->depth = depth;
  g_ptr_array_add (self->all, accessible);
  for (guint i = 0; children != NULL && i < children->len; i++)
    add_with_children (self, g_ptr_array_index (children, i), depth + 1);
}

gboolean
accessible_tree_read (AccessibleTree *self, guint32 process)
{
  g_ptr_array_set_size (self->all, 0);
  g_hash_table_remove_all (self->families);
  if (!find_program (self, process) || !read_known (self))
    return FALSE;
  for (guint i = 0; i < MAX_ROUNDS && ask_for_children (self); i++)
    if (!read_known (self))
      return FALSE;
  add_with_children (self, ROOT, 0);
  return self->all->len > 1;
}

GPtrArray *
accessible_tree_get_all (AccessibleTree *self)
{
  return self->all;
}

void
accessible_tree_print (AccessibleTree *self)
{
  for (guint i = 0; i < self->all->len; i++)
    {
      const Accessible *accessible = g_ptr_array_index (self->all, i);

      g_printerr ("%*s%u “%s”%s%s%s\n", 2 * accessible->depth, "", accessible->role,
                  accessible->name,
                  accessible_has_state (accessible, STATE_SENSITIVE) ? "" : " off",
                  accessible_has_state (accessible, STATE_CHECKED) ? " checked" : "",
                  accessible_has_state (accessible, STATE_SELECTED) ? " selected" : "");
    }
}

gboolean
accessible_is_called (const Accessible *accessible, const char *name)
{
  g_auto (GStrv) parts = g_strsplit (accessible->name, "_", -1);
  g_autofree char *plain = g_strjoinv (NULL, parts);
  gsize length = strlen (name);

  if (!g_str_has_prefix (plain, name))
    return FALSE;
  return plain[length] == '\0' || (plain[length] == ' ' && g_str_equal (plain + length + 1, name));
}

gboolean
accessible_has_state (const Accessible *accessible, AccessibleState state)
{
  return (accessible->states >> state & 1) != 0;
}

/* --- acting --- */

static int
find_action (AccessibleTree *self, const Accessible *accessible, const char *action)
{
  g_autoptr (GVariant) answer =
      call (self, self->program, accessible->path, ATSPI "Action", "GetActions", NULL, NULL);
  g_autoptr (GVariantIter) actions = NULL;
  const char *name;

  if (answer == NULL)
    return -1;
  g_variant_get (answer, "(a(sss))", &actions);
  for (int i = 0; g_variant_iter_next (actions, "(&s&s&s)", &name, NULL, NULL); i++)
    if (action == NULL || g_str_equal (name, action))
      return i;
  return -1;
}

gboolean
accessible_tree_act (AccessibleTree *self, const Accessible *accessible, const char *action)
{
  int number = find_action (self, accessible, action);
  g_autoptr (GVariant) answer = NULL;
  gboolean done = FALSE;

  if (number < 0)
    return FALSE;
  answer = call (self, self->program, accessible->path, ATSPI "Action", "DoAction",
                 g_variant_new ("(i)", number), NULL);
  if (answer != NULL)
    g_variant_get (answer, "(b)", &done);
  return done;
}

gboolean
accessible_tree_set_text (AccessibleTree *self, const Accessible *accessible, const char *text)
{
  g_autoptr (GVariant) answer = call (self, self->program, accessible->path, ATSPI "EditableText",
                                      "SetTextContents", g_variant_new ("(s)", text), NULL);
  gboolean done = FALSE;

  if (answer != NULL)
    g_variant_get (answer, "(b)", &done);
  return done;
}

gboolean
accessible_tree_insert (AccessibleTree *self,
                        const Accessible *accessible,
                        int position,
                        const char *text)
{
  g_autoptr (GVariant) answer =
      call (self, self->program, accessible->path, ATSPI "EditableText", "InsertText",
            g_variant_new ("(isi)", position, text, (int) strlen (text)), NULL);
  gboolean done = FALSE;

  if (answer != NULL)
    g_variant_get (answer, "(b)", &done);
  return done;
}

/* "To the end" (-1) brings nothing from the entries of GTK 4.8. */
static int
count_characters (AccessibleTree *self, const Accessible *accessible)
{
  g_autoptr (GVariant) answer =
      call (self, self->program, accessible->path, "org.freedesktop.DBus.Properties", "Get",
            g_variant_new ("(ss)", ATSPI "Text", "CharacterCount"), NULL);
  g_autoptr (GVariant) value = NULL;

  if (answer != NULL)
    g_variant_get (answer, "(v)", &value);
  return value != NULL ? g_variant_get_int32 (value) : 0;
}

char *
accessible_tree_get_text (AccessibleTree *self, const Accessible *accessible)
{
  int length = count_characters (self, accessible);
  g_autoptr (GVariant) answer = call (self, self->program, accessible->path, ATSPI "Text",
                                      "GetText", g_variant_new ("(ii)", 0, length), NULL);
  char *text = NULL;

  if (answer != NULL)
    g_variant_get (answer, "(s)", &text);
  return text;
}
