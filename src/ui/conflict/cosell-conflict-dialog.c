#include "app/cosell-session-commands.h"
#include "app/cosell-session-crm-links.h"
#include "app/cosell-session-reports.h"
#include "ui/conflict/cosell-conflict-dialog.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-str.h"
#include "base/cosell-text-show.h"
#include "cosell-config.h"
#include "model/cosell-change.h"
#include "model/cosell-member.h"
#include "ui/widgets/cosell-button.h"
#include "ui/widgets/cosell-check-row.h"
#include "ui/widgets/cosell-widget-helpers.h"
#include "ui/widgets/cosell-wrap-layout.h"
#include "ui/words/cosell-conflict-text.h"

#define N_CHOICES (COSELL_CONFLICT_CHOICE_CRM + 1)

/* What is decided together. */
typedef struct
{
  char *path;   /* (owned) */
  char *theirs; /* (owned) JSON text, "null" for nothing */
  char *crm;    /* (owned) (nullable) JSON text */
  CosellCheckRow
      *choices[N_CHOICES]; /* by CosellConflictChoice; NULL: that side has no value of its own */
} Field;

struct _CosellConflictDialog
{
  AdwWindow parent_instance;

  CosellSession *session;    /* (owned) (nullable) */
  CosellDeal *deal;          /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) of the reading that is under way */
  GPtrArray *shown;          /* (owned) (nullable) of CosellConflict */
  char *crm;                 /* (owned) (nullable) name of the deal's CRM */
  GPtrArray *list;           /* (owned) of Field */
  gboolean busy;

  GtkWidget *cancel_button;
  GtkWidget *save_button;
  GtkWidget *mine_button;
  GtkWidget *theirs_button;
  GtkWidget *crm_button;
  GtkRevealer *error_revealer;
  GtkLabel *error_label;
  GtkStack *stack;
  GtkScrolledWindow *scroller;
  GtkLabel *intro;
  GtkWidget *all_box;
  GtkBox *fields;
};

G_DEFINE_FINAL_TYPE (CosellConflictDialog, cosell_conflict_dialog, ADW_TYPE_WINDOW)

static void
field_free (gpointer data)
{
  Field *field = data;

  g_free (field->path);
  g_free (field->theirs);
  g_free (field->crm);
  g_free (field);
}

static void
show_error (CosellConflictDialog *self, const char *message)
{
  if (message != NULL)
    gtk_label_set_label (self->error_label, message);
  gtk_revealer_set_reveal_child (self->error_revealer, message != NULL);
}

static gboolean
is_chosen (const Field *field, CosellConflictChoice *choice)
{
  for (guint i = 0; i < G_N_ELEMENTS (field->choices); i++)
    if (field->choices[i] != NULL && cosell_check_row_get_active (field->choices[i]))
      {
        *choice = (CosellConflictChoice) i;
        return TRUE;
      }
  return FALSE;
}

static void
update_save (CosellConflictDialog *self)
{
  gboolean any = FALSE;
  CosellConflictChoice choice;

  for (guint i = 0; i < self->list->len; i++)
    any = any || is_chosen (g_ptr_array_index (self->list, i), &choice);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "conflict.save", any && !self->busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "conflict.choose-all",
                                 self->list->len > 0 && !self->busy);
}

/* --- showing --- */

/* A row says which field it is of, and its value: who does not see it hears one at a time. */
static void
name_row (GtkWidget *row, const char *field, const char *text)
{
  g_autofree char *name =
      cosell_text_format ("%s, %s: %s", field,
                          adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), text);

  gtk_widget_add_css_class (row, "value-row");
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
}

/* A side's value, of which one of the field is chosen. title: whose it is */
static void
add_choice (CosellConflictDialog *self,
            Field *field,
            CosellConflictChoice choice,
            const char *title,
            const char *text)
{
  const char *label = cosell_change_label (field->path);
  GtkWidget *row = cosell_check_row_new (title, text);

  name_row (row, label, text);
  if (choice != COSELL_CONFLICT_CHOICE_MINE)
    cosell_check_row_set_group (COSELL_CHECK_ROW (row),
                                field->choices[COSELL_CONFLICT_CHOICE_MINE]);
  g_signal_connect_object (row, "toggled", G_CALLBACK (update_save), self, G_CONNECT_SWAPPED);
  field->choices[choice] = COSELL_CHECK_ROW (row);
}

static GtkWidget *
make_before (const char *field, const char *text)
{
  GtkWidget *row = cosell_widget_row (_ ("Before"), text);

  name_row (row, field, text);
  return row;
}

/* What stays of both sides whatever is chosen. (nullable) */
static const char *
describe_rest (const char *path)
{
  if (g_str_equal (path, COSELL_PATH_NOTES))
    return _ ("Other paragraphs of both stay, whichever you choose.");
  if (g_str_has_suffix (path, "/team"))
    return _ ("What was done to other people stays, whichever you choose.");
  if (g_str_has_suffix (path, "/solutions"))
    return _ ("What was done to other solutions stays, whichever you choose.");
  return NULL;
}

/* With a CRM the sides are named after the systems. */
static void
add_choices (CosellConflictDialog *self, Field *field, GPtrArray *conflicts, guint unit)
{
  const CosellConflict *conflict = g_ptr_array_index (conflicts, unit);
  const CosellDealData *data = cosell_deal_get_data (self->deal);
  gboolean has_crm = (conflict->between & COSELL_CONFLICT_CRM) != 0;
  g_autofree char *mine = cosell_conflict_text (conflicts, unit, COSELL_CONFLICT_MINE, data);
  g_autofree char *theirs = cosell_conflict_text (conflicts, unit, COSELL_CONFLICT_THEIRS, data);
  g_autofree char *crm = cosell_conflict_text (conflicts, unit, COSELL_CONFLICT_OF_CRM, data);

  add_choice (self, field, COSELL_CONFLICT_CHOICE_MINE, has_crm ? _ ("Cosell") : _ ("Yours"), mine);
  if (!has_crm || (conflict->between & COSELL_CONFLICT_PARTNER_CENTER) != 0)
    add_choice (self, field, COSELL_CONFLICT_CHOICE_THEIRS, _ ("Partner Center"), theirs);
  if (has_crm)
    add_choice (self, field, COSELL_CONFLICT_CHOICE_CRM, self->crm != NULL ? self->crm : _ ("CRM"),
                crm);
}

static void
add_field (CosellConflictDialog *self, GPtrArray *conflicts, guint unit)
{
  const CosellConflict *conflict = g_ptr_array_index (conflicts, unit);
  const CosellDealData *data = cosell_deal_get_data (self->deal);
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  const char *label = cosell_change_label (conflict->path);
  Field *field = g_new0 (Field, 1);
  g_autofree char *brief = cosell_text_brief (label);
  g_autofree char *base = cosell_conflict_text (conflicts, unit, COSELL_CONFLICT_BASE, data);

  field->path = g_strdup (conflict->path);
  field->theirs = g_strdup (conflict->theirs != NULL ? conflict->theirs : "null");
  field->crm = g_strdup (conflict->crm);
  adw_preferences_group_set_title (group, brief);
  if ((conflict->between & COSELL_CONFLICT_CRM) == 0)
    adw_preferences_group_set_description (group, describe_rest (conflict->path));
  /* linked just now: there is nothing that both began with */
  if (conflict->base != NULL || (conflict->between & COSELL_CONFLICT_CRM) == 0)
    adw_preferences_group_add (group, make_before (label, base));
  add_choices (self, field, conflicts, unit);
  for (guint i = 0; i < G_N_ELEMENTS (field->choices); i++)
    if (field->choices[i] != NULL)
      adw_preferences_group_add (group, GTK_WIDGET (field->choices[i]));
  gtk_box_append (self->fields, GTK_WIDGET (group));
  g_ptr_array_add (self->list, field);
}

/* The first question has the focus when the sheet opens; when the one that had it went away, the
 * one that took its place. */
static void
restore_focus (CosellConflictDialog *self, guint place)
{
  const Field *field;

  if (self->list->len == 0)
    {
      gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
      return;
    }
  field = g_ptr_array_index (self->list, MIN (place, self->list->len - 1));
  gtk_widget_grab_focus (GTK_WIDGET (field->choices[COSELL_CONFLICT_CHOICE_MINE]));
}

/* The place of the field that has the focus; -1: something else has it. */
static int
find_focus (CosellConflictDialog *self)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self));
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->fields));

  for (int i = 0; focus != NULL && child != NULL; i++, child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_is_ancestor (focus, child))
      return i;
  return -1;
}

/* What was chosen for a value that is still the same stays chosen. */
static void
keep_choices (CosellConflictDialog *self, GPtrArray *before)
{
  for (guint i = 0; i < self->list->len; i++)
    for (guint n = 0; n < before->len; n++)
      {
        Field *field = g_ptr_array_index (self->list, i);
        const Field *old = g_ptr_array_index (before, n);
        CosellConflictChoice choice;

        if (g_str_equal (field->path, old->path) && g_str_equal (field->theirs, old->theirs) &&
            g_strcmp0 (field->crm, old->crm) == 0 && is_chosen (old, &choice) &&
            field->choices[choice] != NULL)
          cosell_check_row_set_active (field->choices[choice], TRUE);
      }
}

/* K8: asked about on the deal's page, where it can be closed. */
static gboolean
is_status (GPtrArray *conflicts, guint i)
{
  const CosellConflict *conflict = g_ptr_array_index (conflicts, i);

  return (conflict->between & COSELL_CONFLICT_CRM) != 0 && g_str_equal (conflict->path, "/status");
}

/* Between whom any of them is. */
static CosellConflictSides
sides_of (GPtrArray *conflicts)
{
  CosellConflictSides sides = 0;

  for (guint i = 0; i < conflicts->len; i++)
    if (!is_status (conflicts, i))
      sides |= ((const CosellConflict *) g_ptr_array_index (conflicts, i))->between;
  return sides;
}

/* Returns: (transfer full) */
static char *
describe (CosellConflictDialog *self, GPtrArray *conflicts)
{
  const char *name = cosell_deal_get_data (self->deal)->name;
  CosellConflictSides sides = sides_of (conflicts);

  if ((sides & COSELL_CONFLICT_CRM) == 0)
    /* Translators: %s is the name of a deal */
    return cosell_text_format (_ ("“%s” was changed by you and in Partner Center at the same time. "
                                  "Choose which value is right. The other one stays in the "
                                  "history."),
                               name);
  /* Translators: name of a deal, then of a CRM */
  return cosell_text_format (_ ("“%s” differs from its opportunity in %s. Choose which value is "
                                "right. The others stay in the history."),
                             name, self->crm != NULL ? self->crm : _ ("the CRM"));
}

static void
show_conflicts (CosellConflictDialog *self, GPtrArray *conflicts)
{
  g_autoptr (GPtrArray) before = self->list;
  int place = before->len > 0 ? find_focus (self) : 0;
  g_autofree char *intro = NULL;
  g_autoptr (GPtrArray) old = g_ptr_array_new_with_free_func (g_object_unref);

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->fields)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    g_ptr_array_add (old, g_object_ref (child));
  self->list = g_ptr_array_new_with_free_func (field_free);
  for (guint i = 0; i < conflicts->len; i++)
    if (!cosell_conflict_is_asked (conflicts, i) && !is_status (conflicts, i))
      add_field (self, conflicts, i);
  keep_choices (self, before);
  for (guint i = 0; i < old->len; i++)
    gtk_box_remove (self->fields, g_ptr_array_index (old, i));
  intro = describe (self, conflicts);
  gtk_label_set_label (self->intro, intro);
  gtk_widget_set_visible (self->all_box, self->list->len > 1);
  gtk_widget_set_visible (self->theirs_button,
                          (sides_of (conflicts) & COSELL_CONFLICT_PARTNER_CENTER) != 0);
  gtk_widget_set_visible (self->crm_button, (sides_of (conflicts) & COSELL_CONFLICT_CRM) != 0);
  gtk_widget_set_visible (self->save_button, self->list->len > 0);
  gtk_stack_set_visible_child_name (self->stack, self->list->len > 0 ? "fields" : "empty");
  update_save (self);
  if (place >= 0)
    restore_focus (self, (guint) place);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellConflictDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) conflicts =
      cosell_session_array_finish (COSELL_SESSION (source), result, &error);

  if (cosell_widget_is_stale (result) || self->session == NULL)
    return;
  if (conflicts == NULL)
    {
      show_error (self, error->message);
      return;
    }
  if (cosell_conflict_same_list (conflicts, self->shown))
    return;
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  self->shown = g_steal_pointer (&conflicts);
  show_conflicts (self, self->shown);
}

/* What its CRM is called, where it has one. */
static void
part_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellConflictDialog) self = user_data;
  gboolean there = FALSE;
  g_autoptr (CosellCrmPart) part =
      cosell_session_crm_part_finish (COSELL_SESSION (source), result, &there, NULL);

  if (cosell_widget_is_stale (result) || self->session == NULL)
    return;
  cosell_set_str (&self->crm, part != NULL ? part->link->crm : NULL);
  cosell_session_conflicts_async (self->session, cosell_deal_get_id (self->deal), self->cancellable,
                                  read_cb, g_object_ref (self));
}

static void
refresh (CosellConflictDialog *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->session == NULL || self->busy)
    return;
  self->cancellable = g_cancellable_new ();
  cosell_session_crm_part_async (self->session, cosell_deal_get_id (self->deal), self->cancellable,
                                 part_read_cb, g_object_ref (self));
}

/* --- actions --- */

static void
choose_all_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CosellConflictDialog *self = COSELL_CONFLICT_DIALOG (widget);
  CosellConflictChoice choice;

  if (!cosell_conflict_choice_parse (g_variant_get_string (parameter, NULL), &choice, NULL))
    return;
  for (guint i = 0; i < self->list->len; i++)
    {
      Field *field = g_ptr_array_index (self->list, i);

      if (field->choices[choice] != NULL)
        cosell_check_row_set_active (field->choices[choice], TRUE);
    }
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellConflictDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done = cosell_session_finish (COSELL_SESSION (source), result, &error);

  if (self->session == NULL) /* closed meanwhile */
    return;
  self->busy = FALSE;
  if (done)
    {
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  show_error (self, error->message);
  update_save (self);
  refresh (self);
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CosellConflictDialog *self = COSELL_CONFLICT_DIALOG (widget);
  GPtrArray *decisions = cosell_conflict_decisions_new ();

  for (guint i = 0; i < self->list->len; i++)
    {
      const Field *field = g_ptr_array_index (self->list, i);
      CosellConflictChoice choice;

      if (is_chosen (field, &choice))
        g_ptr_array_add (decisions,
                         cosell_conflict_decision_new (field->path, choice, field->theirs));
    }
  show_error (self, NULL);
  self->busy = TRUE;
  update_save (self);
  cosell_session_resolve_async (self->session, cosell_deal_get_id (self->deal), decisions, NULL,
                                saved_cb, g_object_ref (self));
}

static void
cancel_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_window_close (GTK_WINDOW (widget));
}

/* --- life --- */

static void
cosell_conflict_dialog_dispose (GObject *object)
{
  CosellConflictDialog *self = COSELL_CONFLICT_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  g_clear_object (&self->deal);
  G_OBJECT_CLASS (cosell_conflict_dialog_parent_class)->dispose (object);
}

static void
cosell_conflict_dialog_finalize (GObject *object)
{
  CosellConflictDialog *self = COSELL_CONFLICT_DIALOG (object);

  g_clear_pointer (&self->shown, g_ptr_array_unref);
  g_ptr_array_unref (self->list);
  g_free (self->crm);
  G_OBJECT_CLASS (cosell_conflict_dialog_parent_class)->finalize (object);
}

static void
cosell_conflict_dialog_class_init (CosellConflictDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cosell_conflict_dialog_dispose;
  object_class->finalize = cosell_conflict_dialog_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, COSELL_APP_PATH
                                               "/conflict/cosell-conflict-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CosellConflictDialog, save_button);
  gtk_widget_class_bind_template_child (widget_class, CosellConflictDialog, theirs_button);
  gtk_widget_class_bind_template_child (widget_class, CosellConflictDialog, crm_button);
  gtk_widget_class_bind_template_child (widget_class, CosellConflictDialog, mine_button);
  gtk_widget_class_bind_template_child (widget_class, CosellConflictDialog, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, CosellConflictDialog, error_revealer);
  gtk_widget_class_bind_template_child (widget_class, CosellConflictDialog, error_label);
  gtk_widget_class_bind_template_child (widget_class, CosellConflictDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, CosellConflictDialog, scroller);
  gtk_widget_class_bind_template_child (widget_class, CosellConflictDialog, intro);
  gtk_widget_class_bind_template_child (widget_class, CosellConflictDialog, all_box);
  gtk_widget_class_bind_template_child (widget_class, CosellConflictDialog, fields);
  gtk_widget_class_install_action (widget_class, "conflict.choose-all", "s", choose_all_action);
  gtk_widget_class_install_action (widget_class, "conflict.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "conflict.cancel", NULL, cancel_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "conflict.cancel", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "conflict.save", NULL);
}

static void
cosell_conflict_dialog_init (CosellConflictDialog *self)
{
  self->list = g_ptr_array_new_with_free_func (field_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (self->all_box, cosell_wrap_layout_new (12, 6));
  cosell_button_set_mnemonic (GTK_BUTTON (self->cancel_button), _ ("_Cancel"));
  cosell_button_set_mnemonic (GTK_BUTTON (self->save_button), _ ("_Save"));
  cosell_button_set_mnemonic (GTK_BUTTON (self->mine_button), _ ("Keep All _Mine"));
  cosell_button_set_mnemonic (GTK_BUTTON (self->theirs_button), _ ("Take All _Theirs"));
  cosell_button_set_mnemonic (GTK_BUTTON (self->crm_button), _ ("Take All from the C_RM"));
  cosell_button_let_wrap (GTK_BUTTON (self->crm_button));
  update_save (self);
}

void
cosell_conflict_dialog_present (GtkWindow *parent, CosellSession *session, gint64 deal)
{
  CosellConflictDialog *self;

  g_return_if_fail (COSELL_IS_SESSION (session));

  self = g_object_new (COSELL_TYPE_CONFLICT_DIALOG, "transient-for", parent, NULL);
  self->session = g_object_ref (session);
  self->deal = cosell_session_dup_deal (session, deal);
  if (self->deal == NULL)
    {
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  g_signal_connect_object (session, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);
  gtk_window_present (GTK_WINDOW (self));
}
