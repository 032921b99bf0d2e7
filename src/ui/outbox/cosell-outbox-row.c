#include "ui/conflict/cosell-overtaken.h"
#include "ui/outbox/cosell-outbox-row.h"

#include <glib/gi18n-lib.h>

#include "cosell-config.h"
#include "ui/deal/cosell-wrap-layout.h"
#include "ui/outbox/cosell-outbox-text.h"

#define MAX_LINES 6

struct _CosellOutboxRow
{
  GtkListBoxRow parent_instance;

  gint64 seq;
  gint64 deal;
  char *shown; /* (owned) (nullable) the difference on the screen, as text */

  GtkLabel *number;
  GtkWidget *head;
  GtkLabel *title;
  GtkLabel *pill;
  GtkWidget *lines;
  GtkLabel *when;
  GtkWidget *problem;
  GtkLabel *error;
  GtkWidget *buttons;
  GtkWidget *resolve_button;
  GtkWidget *take_button;
  GtkWidget *again_button;
  GtkWidget *retry_button;
  GtkWidget *hold_button;
  GtkWidget *edit_button;
  GtkWidget *undo_button;
  GtkWidget *discard_button;
};

G_DEFINE_FINAL_TYPE (CosellOutboxRow, cosell_outbox_row, GTK_TYPE_LIST_BOX_ROW)

/* --- the difference --- */

static GtkWidget *
make_line (const CosellOutboxLine *line)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *label = gtk_label_new (line->label);
  GtkWidget *text = gtk_label_new (line->text);

  g_object_set (label, "xalign", 0.f, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, NULL);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  g_object_set (text, "xalign", 0.f, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "lines",
                MAX_LINES, "ellipsize", PANGO_ELLIPSIZE_END, NULL);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), text);
  return box;
}

/* "Estimated value: SEK 1 200 000 → SEK 1 500 000", a line for each */
static char *
join_lines (GPtrArray *lines)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < lines->len; i++)
    {
      const CosellOutboxLine *line = g_ptr_array_index (lines, i);

      g_string_append_printf (text, "%s%s: %s", i > 0 ? "\n" : "", line->label, line->text);
    }
  return g_string_free (text, FALSE);
}

static void
show_lines (CosellOutboxRow *self, GPtrArray *lines)
{
  g_autofree char *text = join_lines (lines);
  GtkWidget *child;

  if (g_strcmp0 (text, self->shown) == 0)
    return;
  g_free (self->shown);
  self->shown = g_steal_pointer (&text);
  while ((child = gtk_widget_get_first_child (self->lines)) != NULL)
    gtk_box_remove (GTK_BOX (self->lines), child);
  for (guint i = 0; i < lines->len; i++)
    gtk_box_append (GTK_BOX (self->lines), make_line (g_ptr_array_index (lines, i)));
  gtk_widget_set_visible (self->lines, lines->len > 0);
}

/* --- state --- */

static const char *
pill_class (CosellSyncState state)
{
  switch (state)
    {
    case COSELL_SYNC_STATE_SENDING:
      return "accent";
    case COSELL_SYNC_STATE_PARKED:
      return "warning";
    case COSELL_SYNC_STATE_CONFLICT:
      return "error";
    case COSELL_SYNC_STATE_SYNCED:
    case COSELL_SYNC_STATE_DRAFT:
    case COSELL_SYNC_STATE_SCHEDULED:
    case COSELL_SYNC_STATE_WAITING:
    case COSELL_SYNC_STATE_HELD:
      break;
    }
  return "neutral";
}

static void
show_pill (CosellOutboxRow *self, CosellSyncState state)
{
  const char *classes[] = { "status-pill", pill_class (state), NULL };

  gtk_label_set_label (self->pill, cosell_sync_state_label (state));
  gtk_widget_set_css_classes (GTK_WIDGET (self->pill), classes);
}

static void
set_action (GtkWidget *button, const char *action, gint64 seq)
{
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", seq);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
}

static void
show_button (GtkWidget *button, gboolean visible, const char *label, const char *what)
{
  /* Translators: what a button does, and to which change of which deal */
  g_autofree char *name = g_strdup_printf (_ ("%s: %s"), label, what);

  gtk_widget_set_visible (button, visible);
  gtk_button_set_label (GTK_BUTTON (button), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* P3: nobody knows whether the service has it: a person's two answers, beside another look. Of what
 * a person holds back nothing is asked: sending it looks first. */
static void
show_doubt (CosellOutboxRow *self, const CosellOutboxItem *item, const char *what)
{
  gboolean doubt = cosell_json_get_bool (cosell_json_member (item->entry, "inDoubt"), FALSE) &&
                   cosell_outbox_text_state (item->entry) != COSELL_SYNC_STATE_HELD;
  CosellJsonValue candidates = cosell_json_member (item->entry, "candidates");
  g_autofree char *id = cosell_json_dup_string (cosell_json_element (candidates, 0));
  gboolean one = doubt && id != NULL && cosell_json_length (candidates) == 1;

  if (one)
    {
      gtk_actionable_set_action_target (GTK_ACTIONABLE (self->take_button), "(xs)", self->seq, id);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (self->take_button), "outbox.take");
    }
  show_button (self->take_button, one, _ ("It Is There"), what);
  show_button (self->again_button, doubt, _ ("Send Again"), what);
  if (doubt)
    show_button (self->retry_button, TRUE, _ ("Look Again"), what);
}

static const char *
retry_label (CosellJsonValue entry, CosellSyncState state)
{
  if (cosell_outbox_is_unkept (entry))
    return _ ("Send Again");
  if (state == COSELL_SYNC_STATE_HELD)
    return _ ("Send");
  return state == COSELL_SYNC_STATE_SCHEDULED ? _ ("Send Now") : _ ("Try Again");
}

static void
show_buttons (CosellOutboxRow *self, const CosellOutboxItem *item, CosellSyncState state)
{
  g_autofree char *title = cosell_outbox_describe_entry (item->entry);
  g_autofree char *what = g_strdup_printf ("%s, %s", item->deal, title);
  gboolean scheduled = state == COSELL_SYNC_STATE_SCHEDULED;
  gboolean tried = cosell_json_get_int (cosell_json_member (item->entry, "attempts"), 0) > 0;
  gboolean waits = state == COSELL_SYNC_STATE_WAITING;

  set_action (self->undo_button, "outbox.undo", item->deal_id);
  set_action (self->resolve_button, "outbox.resolve", item->deal_id);
  show_button (self->resolve_button, state == COSELL_SYNC_STATE_CONFLICT, _ ("Decide…"), what);
  show_button (self->retry_button,
               state == COSELL_SYNC_STATE_PARKED || state == COSELL_SYNC_STATE_HELD || scheduled ||
                   (waits && tried),
               retry_label (item->entry, state), what);
  show_doubt (self, item, what);
  show_button (self->hold_button, waits || scheduled, _ ("Hold Back"), what);
  show_button (self->edit_button, state != COSELL_SYNC_STATE_SENDING,
               cosell_overtaken_is (item->entry, item->data) ? _ ("Copy into a New Draft")
                                                             : _ ("Edit"),
               what);
  /* Translators: what the button does: the last change of the deal */
  show_button (self->undo_button,
               item->is_last && state != COSELL_SYNC_STATE_SENDING &&
                   !cosell_outbox_is_unkept (item->entry),
               _ ("Undo Last Change"), item->deal);
  show_button (self->discard_button, state != COSELL_SYNC_STATE_SENDING,
               cosell_outbox_is_unkept (item->entry) ? _ ("Drop") : _ ("Discard"), what);
  gtk_widget_set_visible (self->buttons, state != COSELL_SYNC_STATE_SENDING);
}

/* "Contoso, Won. Scheduled. Scheduled for Tuesday": what there is of it */
static char *
describe (CosellOutboxRow *self, const CosellOutboxItem *item, const char *title, const char *error)
{
  GString *text = g_string_new (NULL);
  const char *const parts[] = { gtk_label_get_label (self->pill), gtk_label_get_label (self->when),
                                error, self->shown };

  g_string_printf (text, "%s, %s", item->deal, title);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL && *parts[i] != '\0')
      g_string_append_printf (text, "%s %s", g_str_has_suffix (text->str, ".") ? "" : ".",
                              parts[i]);
  return g_string_free (text, FALSE);
}

static void
show_texts (CosellOutboxRow *self, const CosellOutboxItem *item, const char *title)
{
  g_autofree char *number = g_strdup_printf ("%u", item->number);
  g_autofree char *when = cosell_outbox_text_when (item->entry, item->ahead, item->now);
  g_autofree char *error = cosell_outbox_text_problem (item->entry);
  g_autofree char *all = NULL;

  gtk_label_set_label (self->number, number);
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->when, when);
  gtk_label_set_label (self->error, error != NULL ? error : "");
  gtk_widget_set_visible (self->problem, error != NULL);
  all = describe (self, item, title, error);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, all, -1);
}

/* --- keys --- */

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  cosell_outbox_row_open (COSELL_OUTBOX_ROW (widget));
}

/* Not while it is on its way; one press of Ctrl+Z brings it back. */
static void
discard_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CosellOutboxRow *self = COSELL_OUTBOX_ROW (widget);

  if (gtk_widget_get_visible (self->buttons) && gtk_widget_get_visible (self->discard_button))
    gtk_widget_activate_action (widget, "outbox.discard", "x", self->seq);
}

/* --- life --- */

static void
cosell_outbox_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), COSELL_TYPE_OUTBOX_ROW);
  G_OBJECT_CLASS (cosell_outbox_row_parent_class)->dispose (object);
}

static void
cosell_outbox_row_finalize (GObject *object)
{
  g_free (COSELL_OUTBOX_ROW (object)->shown);
  G_OBJECT_CLASS (cosell_outbox_row_parent_class)->finalize (object);
}

static void
cosell_outbox_row_class_init (CosellOutboxRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cosell_outbox_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = cosell_outbox_row_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               COSELL_APP_PATH "/outbox/cosell-outbox-row.ui");
  gtk_widget_class_install_action (widget_class, "row.open", NULL, open_action);
  gtk_widget_class_install_action (widget_class, "row.discard", NULL, discard_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "row.discard", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Delete, 0, "row.discard", NULL);
  gtk_widget_class_bind_template_child (widget_class, CosellOutboxRow, number);
  gtk_widget_class_bind_template_child (widget_class, CosellOutboxRow, head);
  gtk_widget_class_bind_template_child (widget_class, CosellOutboxRow, title);
  gtk_widget_class_bind_template_child (widget_class, CosellOutboxRow, pill);
  gtk_widget_class_bind_template_child (widget_class, CosellOutboxRow, lines);
  gtk_widget_class_bind_template_child (widget_class, CosellOutboxRow, when);
  gtk_widget_class_bind_template_child (widget_class, CosellOutboxRow, problem);
  gtk_widget_class_bind_template_child (widget_class, CosellOutboxRow, error);
  gtk_widget_class_bind_template_child (widget_class, CosellOutboxRow, buttons);
  gtk_widget_class_bind_template_child (widget_class, CosellOutboxRow, resolve_button);
  gtk_widget_class_bind_template_child (widget_class, CosellOutboxRow, take_button);
  gtk_widget_class_bind_template_child (widget_class, CosellOutboxRow, again_button);
  gtk_widget_class_bind_template_child (widget_class, CosellOutboxRow, retry_button);
  gtk_widget_class_bind_template_child (widget_class, CosellOutboxRow, hold_button);
  gtk_widget_class_bind_template_child (widget_class, CosellOutboxRow, edit_button);
  gtk_widget_class_bind_template_child (widget_class, CosellOutboxRow, undo_button);
  gtk_widget_class_bind_template_child (widget_class, CosellOutboxRow, discard_button);
}

static void
cosell_outbox_row_init (CosellOutboxRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (self->head, cosell_wrap_layout_new (9, 3));
  gtk_widget_set_layout_manager (self->buttons, cosell_wrap_layout_new (6, 6));
}

GtkWidget *
cosell_outbox_row_new (gint64 seq)
{
  CosellOutboxRow *self = g_object_new (COSELL_TYPE_OUTBOX_ROW, NULL);

  self->seq = seq;
  set_action (self->again_button, "outbox.again", seq);
  set_action (self->retry_button, "outbox.retry", seq);
  set_action (self->hold_button, "outbox.hold", seq);
  set_action (self->edit_button, "outbox.edit", seq);
  set_action (self->discard_button, "outbox.discard", seq);
  return GTK_WIDGET (self);
}

gint64
cosell_outbox_row_get_seq (CosellOutboxRow *self)
{
  g_return_val_if_fail (COSELL_IS_OUTBOX_ROW (self), 0);

  return self->seq;
}

void
cosell_outbox_row_open (CosellOutboxRow *self)
{
  gboolean resolve;

  g_return_if_fail (COSELL_IS_OUTBOX_ROW (self));

  resolve = gtk_widget_get_visible (self->resolve_button);
  gtk_widget_activate_action (GTK_WIDGET (self), resolve ? "outbox.resolve" : "outbox.open", "x",
                              self->deal);
}

void
cosell_outbox_row_show (CosellOutboxRow *self, const CosellOutboxItem *item)
{
  g_autoptr (GPtrArray) lines = NULL;
  g_autofree char *title = NULL;
  CosellSyncState state;

  g_return_if_fail (COSELL_IS_OUTBOX_ROW (self));

  self->deal = item->deal_id;
  state = cosell_outbox_text_state (item->entry);
  title = cosell_outbox_text_title (item->entry);
  lines = cosell_outbox_text_lines (item->entry, item->data);
  show_lines (self, lines);
  show_pill (self, state);
  show_texts (self, item, title);
  show_buttons (self, item, state);
}
