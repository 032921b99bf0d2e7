#include "ui/outbox/cosell-outbox-list.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-text-show.h"
#include "cosell-config.h"
#include "model/cosell-outbox-order.h"
#include "ui/outbox/cosell-outbox-row.h"
#include "ui/words/cosell-format.h"
#include "ui/words/cosell-outbox-text.h"

/* What waits of one deal. */
typedef struct
{
  gint64 deal;
  GtkWidget *box;     /* (unowned) child of the list */
  GtkWidget *heading; /* (unowned) child of box */
  GtkListBox *rows;   /* (unowned) child of box */

  /* while entries are shown */
  guint n_shown;
} Group;

struct _CosellOutboxList
{
  GtkBox parent_instance;

  CosellSession *session;       /* (owned) */
  GPtrArray *groups;            /* (owned) of Group, in the order on the screen */
  CosellOutboxGroups *together; /* (owned) (nullable): what stands there is not shown here */
};

G_DEFINE_FINAL_TYPE (CosellOutboxList, cosell_outbox_list, GTK_TYPE_BOX)

/* --- groups --- */

static Group *
find_group (CosellOutboxList *self, gint64 deal)
{
  for (guint i = 0; i < self->groups->len; i++)
    {
      Group *group = g_ptr_array_index (self->groups, i);

      if (group->deal == deal)
        return group;
    }
  return NULL;
}

/* Enter: what a person wants of the row most. */
static void
row_activated_cb (GtkListBox *rows, GtkListBoxRow *row)
{
  cosell_outbox_row_open (COSELL_OUTBOX_ROW (row));
}

static Group *
add_group (CosellOutboxList *self, gint64 deal)
{
  g_autoptr (GtkBuilder) builder =
      gtk_builder_new_from_resource (COSELL_APP_PATH "/outbox/cosell-outbox-group.ui");
  Group *group = g_new0 (Group, 1);

  group->deal = deal;
  group->box = GTK_WIDGET (gtk_builder_get_object (builder, "group"));
  group->heading = GTK_WIDGET (gtk_builder_get_object (builder, "heading"));
  group->rows = GTK_LIST_BOX (gtk_builder_get_object (builder, "rows"));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (group->heading), "x", deal);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (group->heading), "outbox.open");
  g_signal_connect (group->rows, "row-activated", G_CALLBACK (row_activated_cb), NULL);
  gtk_box_append (GTK_BOX (self), group->box);
  g_ptr_array_add (self->groups, group);
  return group;
}

static void
show_heading (Group *group, const char *name)
{
  /* Translators: %s is the name of a deal */
  g_autofree char *label = cosell_text_format (_ ("Open “%s”"), name);
  /* Translators: %s is the name of a deal */
  g_autofree char *list_label = cosell_text_format (_ ("Changes of “%s”"), name);

  g_autofree char *brief = cosell_text_brief (name);

  gtk_label_set_label (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (group->heading))), brief);
  gtk_accessible_update_property (GTK_ACCESSIBLE (group->heading), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (group->rows), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  list_label, -1);
}

/* --- rows --- */

/* The row of an entry at its place; rows before it that are not shown any more go away. */
static CosellOutboxRow *
take_row (Group *group, gint64 seq)
{
  GtkListBoxRow *row;
  GtkWidget *made;

  while ((row = gtk_list_box_get_row_at_index (group->rows, (int) group->n_shown)) != NULL &&
         cosell_outbox_row_get_seq (COSELL_OUTBOX_ROW (row)) < seq)
    gtk_list_box_remove (group->rows, GTK_WIDGET (row));
  if (row != NULL && cosell_outbox_row_get_seq (COSELL_OUTBOX_ROW (row)) == seq)
    return COSELL_OUTBOX_ROW (row);
  made = cosell_outbox_row_new (seq);
  gtk_list_box_insert (group->rows, made, (int) group->n_shown);
  return COSELL_OUTBOX_ROW (made);
}

static gboolean
is_last (GPtrArray *entries, guint index)
{
  const CosellOutboxEntry *entry = g_ptr_array_index (entries, index);

  for (guint i = index + 1; i < entries->len; i++)
    if (((const CosellOutboxEntry *) g_ptr_array_index (entries, i))->deal == entry->deal)
      return FALSE;
  return TRUE;
}

/* What the entry waits for: the nearest above it that goes before it (D18). (nullable) */
static const CosellOutboxEntry *
find_ahead (GPtrArray *entries, guint index, gint64 now)
{
  const CosellOutboxEntry *entry = g_ptr_array_index (entries, index);
  CosellOutboxHead head = cosell_outbox_entry_get_head (entry);

  for (guint i = index; i > 0; i--)
    {
      const CosellOutboxEntry *other = g_ptr_array_index (entries, i - 1);
      CosellOutboxHead other_head;

      if (other->deal != entry->deal)
        continue;
      other_head = cosell_outbox_entry_get_head (other);
      if (cosell_outbox_order_before (&other_head, &head, now))
        return other;
    }
  return NULL;
}

static void
show_entry (CosellOutboxList *self, GPtrArray *entries, guint index, gint64 now)
{
  const CosellOutboxEntry *entry = g_ptr_array_index (entries, index);
  g_autoptr (CosellDeal) deal = cosell_session_dup_deal (self->session, entry->deal);
  const CosellDealData *data = deal != NULL ? cosell_deal_get_data (deal) : NULL;
  Group *group = find_group (self, entry->deal);
  CosellOutboxItem item = { .entry = entry,
                            .ahead = find_ahead (entries, index, now),
                            .number = index + 1,
                            .is_last = is_last (entries, index),
                            .deal = "",
                            .data = data,
                            .now = now };

  if (data != NULL && data->name != NULL)
    item.deal = data->name;
  if (group == NULL)
    group = add_group (self, entry->deal);
  if (group->n_shown == 0)
    show_heading (group, *item.deal != '\0' ? item.deal : _ ("Deal without a name"));
  cosell_outbox_row_show (take_row (group, entry->seq), &item);
  group->n_shown++;
}

/* Takes away what is not shown any more. */
static void
drop_rest (CosellOutboxList *self)
{
  for (guint i = self->groups->len; i > 0; i--)
    {
      Group *group = g_ptr_array_index (self->groups, i - 1);
      GtkListBoxRow *row;

      while ((row = gtk_list_box_get_row_at_index (group->rows, (int) group->n_shown)) != NULL)
        gtk_list_box_remove (group->rows, GTK_WIDGET (row));
      if (group->n_shown > 0)
        continue;
      gtk_box_remove (GTK_BOX (self), group->box);
      g_ptr_array_remove_index (self->groups, i - 1);
    }
}

/* The groups in the order of their first entries. */
static void
sort_groups (CosellOutboxList *self, GPtrArray *entries)
{
  GtkWidget *previous = NULL;

  for (guint i = 0; i < entries->len; i++)
    {
      const CosellOutboxEntry *entry = g_ptr_array_index (entries, i);
      Group *group = find_group (self, entry->deal);

      if (group == NULL || group->n_shown == 0) /* hidden, or has its place */
        continue;
      group->n_shown = 0;
      if (gtk_widget_get_prev_sibling (group->box) != previous)
        gtk_box_reorder_child_after (GTK_BOX (self), group->box, previous);
      previous = group->box;
    }
}

/* --- focus --- */

static GtkWidget *
get_focus (CosellOutboxList *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self)) ? focus : NULL;
}

/* The place of the focus among all rows: of its row, or of the row under its heading. */
static guint
find_focus (CosellOutboxList *self, GtkWidget *focus)
{
  g_autoptr (GPtrArray) rows = cosell_outbox_list_get_rows (self);

  for (guint i = 0; i < rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (rows, i);
      GtkWidget *heading = gtk_widget_get_prev_sibling (gtk_widget_get_parent (row));

      if (focus == row || focus == heading || gtk_widget_is_ancestor (focus, row))
        return i;
    }
  return 0;
}

/* Up and Down go from change to change, over the borders of their deals and past their buttons. */
static gboolean
move_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  CosellOutboxList *self = COSELL_OUTBOX_LIST (widget);
  g_autoptr (GPtrArray) rows = cosell_outbox_list_get_rows (self);
  GtkWidget *focus = get_focus (self);
  gint64 step = g_variant_get_int32 (args);
  gint64 place;

  if (focus == NULL || rows->len == 0)
    return FALSE;
  place = find_focus (self, focus);
  if (step != 1 || gtk_widget_get_ancestor (focus, COSELL_TYPE_OUTBOX_ROW) != NULL)
    place = CLAMP (place + step, 0, (gint64) rows->len - 1);
  gtk_widget_grab_focus (g_ptr_array_index (rows, place));
  gtk_window_set_focus_visible (GTK_WINDOW (gtk_widget_get_root (widget)), TRUE);
  return TRUE;
}

static void
add_key (GtkEventController *controller, guint key, int step)
{
  GtkShortcut *shortcut =
      gtk_shortcut_new_with_arguments (gtk_keyval_trigger_new (key, 0),
                                       gtk_callback_action_new (move_cb, NULL, NULL), "i", step);

  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), shortcut);
}

/* Before the list of a deal takes them. */
static void
add_keys (CosellOutboxList *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  add_key (controller, GDK_KEY_Up, -1);
  add_key (controller, GDK_KEY_KP_Up, -1);
  add_key (controller, GDK_KEY_Down, 1);
  add_key (controller, GDK_KEY_KP_Down, 1);
  add_key (controller, GDK_KEY_Home, -G_MAXINT);
  add_key (controller, GDK_KEY_End, G_MAXINT);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

/* What had the focus is gone or hidden: the row that took its place has it now. */
static void
restore_focus (CosellOutboxList *self, GtkWidget *focus, guint place, gboolean visible)
{
  g_autoptr (GPtrArray) rows = cosell_outbox_list_get_rows (self);

  if (rows->len == 0 || (get_focus (self) == focus && gtk_widget_is_drawable (focus)))
    return;
  gtk_widget_grab_focus (g_ptr_array_index (rows, MIN (place, rows->len - 1)));
  gtk_window_set_focus_visible (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), visible);
}

/* --- life --- */

static void
cosell_outbox_list_dispose (GObject *object)
{
  g_clear_object (&COSELL_OUTBOX_LIST (object)->together);
  g_clear_object (&COSELL_OUTBOX_LIST (object)->session);
  G_OBJECT_CLASS (cosell_outbox_list_parent_class)->dispose (object);
}

static void
cosell_outbox_list_finalize (GObject *object)
{
  g_ptr_array_unref (COSELL_OUTBOX_LIST (object)->groups);
  G_OBJECT_CLASS (cosell_outbox_list_parent_class)->finalize (object);
}

static void
cosell_outbox_list_class_init (CosellOutboxListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cosell_outbox_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = cosell_outbox_list_finalize;
}

static void
cosell_outbox_list_init (CosellOutboxList *self)
{
  self->groups = g_ptr_array_new_with_free_func (g_free);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 18);
  add_keys (self);
}

GtkWidget *
cosell_outbox_list_new (CosellSession *session)
{
  CosellOutboxList *self;

  g_return_val_if_fail (COSELL_IS_SESSION (session), NULL);

  self = g_object_new (COSELL_TYPE_OUTBOX_LIST, NULL);
  self->session = g_object_ref (session);
  return GTK_WIDGET (self);
}

void
cosell_outbox_list_set_groups (CosellOutboxList *self, CosellOutboxGroups *groups)
{
  g_return_if_fail (COSELL_IS_OUTBOX_LIST (self));

  g_set_object (&self->together, groups);
}

void
cosell_outbox_list_show (CosellOutboxList *self, GPtrArray *entries)
{
  gint64 now = cosell_format_now ();
  GtkWidget *focus;
  gboolean visible;
  guint place;

  g_return_if_fail (COSELL_IS_OUTBOX_LIST (self));

  focus = get_focus (self);
  visible = focus != NULL &&
            gtk_window_get_focus_visible (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))));
  place = focus != NULL ? find_focus (self, focus) : 0;
  if (focus != NULL)
    g_object_ref (focus);
  for (guint i = 0; i < self->groups->len; i++)
    ((Group *) g_ptr_array_index (self->groups, i))->n_shown = 0;
  for (guint i = 0; i < entries->len; i++)
    if (self->together == NULL ||
        !cosell_outbox_groups_hides (self->together, g_ptr_array_index (entries, i)))
      show_entry (self, entries, i, now);
  drop_rest (self);
  sort_groups (self, entries);
  if (focus != NULL)
    restore_focus (self, focus, place, visible);
  g_clear_object (&focus);
}

void
cosell_outbox_list_grab_focus (CosellOutboxList *self)
{
  g_autoptr (GPtrArray) rows = NULL;

  g_return_if_fail (COSELL_IS_OUTBOX_LIST (self));

  rows = cosell_outbox_list_get_rows (self);
  if (rows->len > 0)
    gtk_widget_grab_focus (g_ptr_array_index (rows, 0));
}

GPtrArray *
cosell_outbox_list_get_rows (CosellOutboxList *self)
{
  GPtrArray *rows = g_ptr_array_new ();

  for (GtkWidget *box = gtk_widget_get_first_child (GTK_WIDGET (self)); box != NULL;
       box = gtk_widget_get_next_sibling (box))
    {
      GtkWidget *list = gtk_widget_get_last_child (box);

      for (GtkWidget *row = gtk_widget_get_first_child (list); row != NULL;
           row = gtk_widget_get_next_sibling (row))
        g_ptr_array_add (rows, row);
    }
  return rows;
}
