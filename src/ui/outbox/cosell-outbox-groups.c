#include "ui/outbox/cosell-outbox-groups.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>

#include "base/cosell-str.h"
#include "model/cosell-change.h"
#include "model/cosell-referral.h"
#include "ui/widgets/cosell-button.h"
#include "ui/widgets/cosell-wrap-layout.h"
#include "ui/words/cosell-history-text.h"
#include "ui/words/cosell-outbox-text.h"

/* One action on several deals, and its row. */
typedef struct
{
  gint64 group;
  gboolean open;  /* its changes stand in the list too */
  GtkWidget *row; /* (unowned) child of the list */
  GtkWidget *title;
  GtkWidget *state;
  GtkWidget *main_button;
  GtkWidget *fold_button;
  GtkWidget *menu_button;
  char *offered; /* (owned) (nullable) what the menu says */

  /* while entries are shown */
  const CosellOutboxEntry *first; /* an invitation goes before what it asks for */
  gboolean same;                  /* all of them change one member to the same value */
  GHashTable *deals;              /* (owned) of gint64 */
  guint n, n_held, n_waiting, n_sending;
} Group;

struct _CosellOutboxGroups
{
  GtkBox parent_instance;

  GPtrArray *groups; /* (owned) of Group, in the order on the screen */
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (CosellOutboxGroups, cosell_outbox_groups, GTK_TYPE_BOX)

static void
group_free (gpointer data)
{
  Group *group = data;

  g_hash_table_unref (group->deals);
  g_free (group->offered);
  g_free (group);
}

static Group *
find_group (CosellOutboxGroups *self, gint64 id)
{
  for (guint i = 0; i < self->groups->len; i++)
    {
      Group *group = g_ptr_array_index (self->groups, i);

      if (group->group == id)
        return group;
    }
  return NULL;
}

/* --- what is in it --- */

/* (nullable) the only change of an entry */
static const CosellChange *
only_change (const CosellOutboxEntry *entry)
{
  return entry->changes != NULL && entry->changes->len == 1 ? g_ptr_array_index (entry->changes, 0)
                                                            : NULL;
}

static gboolean
changes_alike (const CosellOutboxEntry *a, const CosellOutboxEntry *b)
{
  const CosellChange *one = only_change (a);
  const CosellChange *other = only_change (b);

  return one != NULL && other != NULL && g_str_equal (one->path, other->path) &&
         g_strcmp0 (one->current, other->current) == 0;
}

static void
count_entry (Group *group, const CosellOutboxEntry *entry)
{
  CosellSyncState state = cosell_outbox_text_state (entry);

  if (group->n == 0)
    {
      group->first = entry;
      group->same = only_change (entry) != NULL;
    }
  group->same = group->same && changes_alike (group->first, entry);
  if (entry->op == COSELL_OUTBOX_OP_INVITE)
    group->first = entry;
  g_hash_table_add (group->deals, g_memdup2 (&entry->deal, sizeof entry->deal));
  group->n++;
  group->n_held += state == COSELL_SYNC_STATE_HELD;
  group->n_sending += state == COSELL_SYNC_STATE_SENDING;
  group->n_waiting += state == COSELL_SYNC_STATE_WAITING || state == COSELL_SYNC_STATE_SCHEDULED;
}

/* D6: only ordinary deals have one stage in common. */
static char *
describe_value (const CosellChange *change)
{
  g_autofree char *plain = cosell_history_text_change (change->path, NULL, change->current);
  int stage = g_str_equal (change->path, COSELL_PATH_STAGE) ? atoi (plain) : 0;
  const char *label =
      stage > 0 ? cosell_stage_label (stage, COSELL_DEAL_TYPE_PRIVATE, COSELL_DIRECTION_OUTBOUND)
                : NULL;

  /* Translators: a stage, and how far it is: "Proposed 60 %" */
  return label != NULL ? g_strdup_printf (_ ("%s %d %%"), label, stage) : g_steal_pointer (&plain);
}

/* "4 deals: Stage, Proposed 60 %" */
static char *
describe_title (const Group *group)
{
  g_autofree char *what = cosell_outbox_describe_entry (group->first);
  guint n = g_hash_table_size (group->deals);
  g_autofree char *count = g_strdup_printf (ngettext ("%u deal", "%u deals", n), n);
  const CosellChange *change = only_change (group->first);
  g_autofree char *value = group->same && change->current != NULL ? describe_value (change) : NULL;

  if (value != NULL)
    /* Translators: how many deals, what is changed of them, and to what */
    return g_strdup_printf (_ ("%s: %s, %s"), count, what, value);
  /* Translators: how many deals, and what is changed of them */
  return g_strdup_printf (_ ("%s: %s"), count, what);
}

/* "9 waiting, 3 held back" */
static char *
describe_state (const Group *group)
{
  guint rest = group->n - group->n_held - group->n_waiting - group->n_sending;
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  if (group->n_waiting > 0)
    g_ptr_array_add (parts, g_strdup_printf (ngettext ("%u waits", "%u wait", group->n_waiting),
                                             group->n_waiting));
  if (group->n_held > 0)
    g_ptr_array_add (parts,
                     g_strdup_printf (ngettext ("%u held back", "%u held back", group->n_held),
                                      group->n_held));
  if (group->n_sending > 0)
    g_ptr_array_add (parts, g_strdup_printf (ngettext ("%u on its way", "%u on their way",
                                                       group->n_sending),
                                             group->n_sending));
  if (rest > 0)
    g_ptr_array_add (parts,
                     g_strdup_printf (ngettext ("%u needs attention", "%u need attention", rest),
                                      rest));
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (", ", (char **) parts->pdata);
}

/* --- rows --- */

static void
set_action (GtkWidget *button, const char *action, gint64 group)
{
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", group);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
}

static GtkWidget *
add_label (GtkWidget *box, const char *style_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  g_object_set (label, "xalign", 0.0F, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, NULL);
  gtk_widget_add_css_class (label, style_class);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

/* Delete does with all of them what it does with one. */
static void
add_key (GtkWidget *row, guint key, gint64 group)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new_with_arguments (gtk_keyval_trigger_new (key, 0),
                                       gtk_named_action_new ("outbox.group-discard"), "x", group));
  gtk_widget_add_controller (row, keys);
}

static Group *
add_group (CosellOutboxGroups *self, gint64 id)
{
  Group *group = g_new0 (Group, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  group->group = id;
  group->deals = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  group->row = gtk_list_box_row_new ();
  gtk_widget_add_css_class (group->row, "outbox-row");
  group->title = add_label (box, "heading");
  group->state = add_label (box, "dim-label");
  group->main_button = gtk_button_new ();
  group->fold_button = gtk_button_new ();
  set_action (group->fold_button, "outbox.group-fold", id);
  group->menu_button = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (group->menu_button), "view-more-symbolic");
  gtk_widget_set_tooltip_text (group->menu_button, _ ("More"));
  gtk_widget_add_css_class (group->menu_button, "flat");
  gtk_widget_set_layout_manager (buttons, cosell_wrap_layout_new (6, 6));
  gtk_widget_set_parent (group->main_button, buttons);
  gtk_widget_set_parent (group->fold_button, buttons);
  gtk_widget_set_parent (group->menu_button, buttons);
  gtk_box_append (GTK_BOX (box), buttons);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (group->row), box);
  add_key (group->row, GDK_KEY_Delete, id);
  add_key (group->row, GDK_KEY_KP_Delete, id);
  g_object_set_data (G_OBJECT (group->row), "group", group);
  gtk_list_box_append (self->list, group->row);
  g_ptr_array_add (self->groups, group);
  return group;
}

static void
append_item (GMenu *menu, const char *label, const char *action, gint64 group)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "x", group);
  g_menu_append_item (menu, item);
}

/* An open menu stays open as long as it says the same. */
static void
show_menu (Group *group, gboolean sends)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autofree char *offered = g_strdup_printf ("%d", sends);

  if (g_strcmp0 (group->offered, offered) == 0)
    return;
  cosell_set_str (&group->offered, offered);
  if (sends)
    append_item (menu, _ ("Send"), "outbox.group-retry", group->group);
  append_item (menu, _ ("Discard"), "outbox.group-discard", group->group);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (group->menu_button), G_MENU_MODEL (menu));
}

static void
show_group (Group *group)
{
  g_autofree char *title = describe_title (group);
  g_autofree char *state = describe_state (group);
  gboolean holds = group->n_waiting > 0;
  const char *verb = holds ? _ ("Hold Back") : _ ("Send");
  const char *fold = group->open ? _ ("Hide Changes") : _ ("Show Changes");
  /* Translators: what a button does, and to what */
  g_autofree char *verb_name = g_strdup_printf (_ ("%s: %s"), verb, title);
  g_autofree char *fold_name = g_strdup_printf (_ ("%s: %s"), fold, title);
  /* Translators: name of a button that opens a menu: for which change */
  g_autofree char *more = g_strdup_printf (_ ("More for %s"), title);
  g_autofree char *all = g_strdup_printf ("%s. %s", title, state);

  gtk_label_set_label (GTK_LABEL (group->title), title);
  gtk_label_set_label (GTK_LABEL (group->state), state);
  gtk_button_set_label (GTK_BUTTON (group->main_button), verb);
  set_action (group->main_button, holds ? "outbox.group-hold" : "outbox.group-retry", group->group);
  cosell_button_set_name (group->main_button, verb_name);
  gtk_button_set_label (GTK_BUTTON (group->fold_button), fold);
  cosell_button_set_name (group->fold_button, fold_name);
  gtk_widget_set_visible (group->main_button, group->n_sending < group->n);
  gtk_widget_set_visible (group->menu_button, group->n_sending < group->n);
  show_menu (group, holds && group->n_held > 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (group->menu_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, more, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (group->row), GTK_ACCESSIBLE_PROPERTY_LABEL, all,
                                  -1);
}

/* Enter: what it is made of. */
static void
activated_cb (GtkListBox *list, GtkListBoxRow *row)
{
  const Group *group = g_object_get_data (G_OBJECT (row), "group");

  gtk_widget_activate_action (GTK_WIDGET (list), "outbox.group-fold", "x", group->group);
}

/* --- life --- */

static void
cosell_outbox_groups_finalize (GObject *object)
{
  g_ptr_array_unref (COSELL_OUTBOX_GROUPS (object)->groups);
  G_OBJECT_CLASS (cosell_outbox_groups_parent_class)->finalize (object);
}

static void
cosell_outbox_groups_class_init (CosellOutboxGroupsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cosell_outbox_groups_finalize;
}

static void
cosell_outbox_groups_init (CosellOutboxGroups *self)
{
  GtkWidget *heading;

  self->groups = g_ptr_array_new_with_free_func (group_free);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  heading = add_label (GTK_WIDGET (self), "heading");
  gtk_label_set_label (GTK_LABEL (heading), _ ("Changed Together"));
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Changed Together"), -1);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (activated_cb), NULL);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->list));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
cosell_outbox_groups_new (void)
{
  return g_object_new (COSELL_TYPE_OUTBOX_GROUPS, NULL);
}

/* What is left of a group in one deal are changes like any other. */
static gboolean
is_needed (const Group *group)
{
  return g_hash_table_size (group->deals) > 1;
}

void
cosell_outbox_groups_show (CosellOutboxGroups *self, GPtrArray *entries)
{
  g_return_if_fail (COSELL_IS_OUTBOX_GROUPS (self) && entries != NULL);

  for (guint i = 0; i < self->groups->len; i++)
    {
      Group *group = g_ptr_array_index (self->groups, i);

      group->n = group->n_held = group->n_waiting = group->n_sending = 0;
      g_hash_table_remove_all (group->deals);
    }
  for (guint i = 0; i < entries->len; i++)
    {
      const CosellOutboxEntry *entry = g_ptr_array_index (entries, i);
      Group *group = entry->group != 0 ? find_group (self, entry->group) : NULL;

      if (entry->group != 0)
        count_entry (group != NULL ? group : add_group (self, entry->group), entry);
    }
  for (guint i = self->groups->len; i > 0; i--)
    {
      Group *group = g_ptr_array_index (self->groups, i - 1);

      if (is_needed (group))
        {
          show_group (group);
          continue;
        }
      gtk_list_box_remove (self->list, group->row);
      g_ptr_array_remove_index (self->groups, i - 1);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), self->groups->len > 0);
}

void
cosell_outbox_groups_fold (CosellOutboxGroups *self, gint64 id)
{
  Group *group;

  g_return_if_fail (COSELL_IS_OUTBOX_GROUPS (self));

  group = find_group (self, id);
  if (group != NULL)
    group->open = !group->open;
}

gboolean
cosell_outbox_groups_hides (CosellOutboxGroups *self, const CosellOutboxEntry *entry)
{
  const Group *group;

  g_return_val_if_fail (COSELL_IS_OUTBOX_GROUPS (self) && entry != NULL, FALSE);

  group = entry->group != 0 ? find_group (self, entry->group) : NULL;
  if (group == NULL || group->open)
    return FALSE;
  switch (cosell_outbox_text_state (entry))
    {
    case COSELL_SYNC_STATE_WAITING:
    case COSELL_SYNC_STATE_SCHEDULED:
    case COSELL_SYNC_STATE_SENDING:
    case COSELL_SYNC_STATE_HELD:
      return TRUE;
    case COSELL_SYNC_STATE_SYNCED:
    case COSELL_SYNC_STATE_DRAFT:
    case COSELL_SYNC_STATE_PARKED:
    case COSELL_SYNC_STATE_CONFLICT:
    case COSELL_SYNC_STATE_UNKEPT:
      break;
    }
  return FALSE; /* a person has to say something */
}
