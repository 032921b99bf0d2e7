#include "ui/outbox/cosell-outbox-row.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-str.h"
#include "base/cosell-text-show.h"
#include "cosell-config.h"
#include "ui/outbox/cosell-outbox-verbs.h"
#include "ui/widgets/cosell-button.h"
#include "ui/widgets/cosell-long-text.h"
#include "ui/widgets/cosell-wrap-layout.h"
#include "ui/words/cosell-outbox-text.h"

#define MAX_LINES 6
/* Characters that are read aloud of a row. */
#define MAX_SPOKEN 1000

struct _CosellOutboxRow
{
  GtkListBoxRow parent_instance;

  gint64 seq;
  gint64 deal;
  char *shown; /* (owned) (nullable) the difference on the screen, as text */
  char *menu;  /* (owned) (nullable) what the menu offers, as text */
  gboolean in_conflict;
  gboolean can_discard;

  GtkLabel *number;
  GtkWidget *head;
  GtkLabel *title;
  GtkLabel *pill;
  GtkWidget *lines;
  GtkLabel *when;
  GtkWidget *problem;
  GtkLabel *error;
  GtkWidget *buttons;
  GtkWidget *main_button;
  GtkWidget *menu_button;
};

G_DEFINE_FINAL_TYPE (CosellOutboxRow, cosell_outbox_row, GTK_TYPE_LIST_BOX_ROW)

/* --- the difference --- */

static GtkWidget *
make_line (const CosellOutboxLine *line)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *brief = cosell_text_brief (line->label);
  GtkWidget *label = gtk_label_new (brief);
  g_autofree char *excerpt = cosell_text_excerpt (line->text, NULL);
  GtkWidget *text = gtk_label_new (excerpt);

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
  cosell_take_str (&self->shown, g_steal_pointer (&text));
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
    case COSELL_SYNC_STATE_UNKEPT:
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

/* --- what can be done --- */

static void
show_main (CosellOutboxRow *self, const CosellOutboxVerb *verb, const char *name)
{
  GtkWidget *button = self->main_button;

  gtk_widget_set_visible (button, verb != NULL);
  if (verb == NULL)
    return;
  if (g_strcmp0 (gtk_button_get_label (GTK_BUTTON (button)), verb->label) != 0)
    gtk_button_set_label (GTK_BUTTON (button), verb->label);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (button), verb->target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), verb->action);
  cosell_button_set_name (button, name);
}

/* An open menu stays open as long as it says the same. */
static void
show_menu (CosellOutboxRow *self, GPtrArray *verbs)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GString) shown = g_string_new (NULL);

  for (guint i = 1; i < verbs->len; i++)
    {
      const CosellOutboxVerb *verb = g_ptr_array_index (verbs, i);
      g_autoptr (GMenuItem) item = g_menu_item_new (verb->label, NULL);

      g_menu_item_set_action_and_target_value (item, verb->action, verb->target);
      g_menu_append_item (menu, item);
      g_string_append_printf (shown, "%s\n%s\n", verb->label, verb->action);
    }
  gtk_widget_set_visible (self->menu_button, verbs->len > 1);
  if (g_strcmp0 (self->menu, shown->str) == 0)
    return;
  cosell_set_str (&self->menu, shown->str);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->menu_button), G_MENU_MODEL (menu));
}

static void
show_verbs (CosellOutboxRow *self, const CosellOutboxItem *item)
{
  g_autoptr (GPtrArray) verbs = cosell_outbox_verbs (item);
  const CosellOutboxVerb *first = verbs->len > 0 ? g_ptr_array_index (verbs, 0) : NULL;
  g_autofree char *what = cosell_outbox_describe_entry (item->entry);
  g_autofree char *more = NULL;
  g_autofree char *name = NULL;

  /* Translators: what a button does, of which deal, and with which change of it */
  name = cosell_text_format (_ ("%s: %s, %s"), first != NULL ? first->label : "", item->deal, what);
  /* Translators: name of a button that opens a menu: of which deal, and for which change of it */
  more = cosell_text_format (_ ("More for %s, %s"), item->deal, what);
  show_main (self, first, name);
  show_menu (self, verbs);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->menu_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  more, -1);
  gtk_widget_set_visible (self->buttons, verbs->len > 0);
  self->can_discard = cosell_outbox_text_state (item->entry) != COSELL_SYNC_STATE_SENDING;
}

/* "Contoso, Won. Scheduled. Scheduled for Tuesday": what there is of it */
static char *
describe (CosellOutboxRow *self, const CosellOutboxItem *item, const char *title, const char *error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const char *const parts[] = { gtk_label_get_label (self->pill), gtk_label_get_label (self->when),
                                error, self->shown };

  g_autofree char *deal = cosell_text_quote (item->deal);

  g_string_printf (text, "%s, %s", deal, title);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL && *parts[i] != '\0')
      g_string_append_printf (text, "%s %s", g_str_has_suffix (text->str, ".") ? "" : ".",
                              parts[i]);
  return cosell_text_cut (text->str, MAX_SPOKEN);
}

static void
show_texts (CosellOutboxRow *self, const CosellOutboxItem *item, const char *title)
{
  g_autofree char *number = g_strdup_printf ("%u", item->number);
  g_autofree char *when = cosell_outbox_text_when (item->entry, item->ahead, item->now);
  g_autofree char *error = cosell_outbox_text_problem (item->entry);
  g_autofree char *all = NULL;

  gtk_label_set_label (self->number, number);
  cosell_long_text_show (self->title, title);
  gtk_label_set_label (self->when, when);
  cosell_long_text_show (self->error, error);
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

  if (self->can_discard)
    gtk_widget_activate_action (widget, "outbox.discard", "x", self->seq);
}

static void
menu_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CosellOutboxRow *self = COSELL_OUTBOX_ROW (widget);

  if (gtk_widget_get_visible (self->menu_button))
    gtk_menu_button_popup (GTK_MENU_BUTTON (self->menu_button));
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
  g_free (COSELL_OUTBOX_ROW (object)->menu);
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
  gtk_widget_class_install_action (widget_class, "row.menu", NULL, menu_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "row.discard", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Delete, 0, "row.discard", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "row.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "row.menu", NULL);
  gtk_widget_class_bind_template_child (widget_class, CosellOutboxRow, number);
  gtk_widget_class_bind_template_child (widget_class, CosellOutboxRow, head);
  gtk_widget_class_bind_template_child (widget_class, CosellOutboxRow, title);
  gtk_widget_class_bind_template_child (widget_class, CosellOutboxRow, pill);
  gtk_widget_class_bind_template_child (widget_class, CosellOutboxRow, lines);
  gtk_widget_class_bind_template_child (widget_class, CosellOutboxRow, when);
  gtk_widget_class_bind_template_child (widget_class, CosellOutboxRow, problem);
  gtk_widget_class_bind_template_child (widget_class, CosellOutboxRow, error);
  gtk_widget_class_bind_template_child (widget_class, CosellOutboxRow, buttons);
  gtk_widget_class_bind_template_child (widget_class, CosellOutboxRow, main_button);
  gtk_widget_class_bind_template_child (widget_class, CosellOutboxRow, menu_button);
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
  g_return_if_fail (COSELL_IS_OUTBOX_ROW (self));

  gtk_widget_activate_action (GTK_WIDGET (self),
                              self->in_conflict ? "outbox.resolve" : "outbox.open", "x",
                              self->deal);
}

void
cosell_outbox_row_show (CosellOutboxRow *self, const CosellOutboxItem *item)
{
  g_autoptr (GPtrArray) lines = NULL;
  g_autofree char *title = NULL;
  CosellSyncState state;

  g_return_if_fail (COSELL_IS_OUTBOX_ROW (self));

  self->deal = item->entry->deal;
  state = cosell_outbox_text_state (item->entry);
  self->in_conflict = state == COSELL_SYNC_STATE_CONFLICT;
  title = cosell_outbox_text_title (item->entry);
  lines = cosell_outbox_text_lines (item->entry, item->data);
  show_lines (self, lines);
  show_pill (self, state);
  show_texts (self, item, title);
  show_verbs (self, item);
}
