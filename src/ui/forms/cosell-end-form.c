#include "app/cosell-session-commands.h"
#include "ui/forms/cosell-end-form.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "base/cosell-field.h"
#include "model/cosell-readers.h"
#include "model/cosell-reason.h"
#include "model/cosell-rules.h"
#include "ui/widgets/cosell-check-row.h"
#include "ui/widgets/cosell-note-editor.h"
#include "ui/widgets/cosell-widget-helpers.h"

struct _CosellEndForm
{
  GtkBox parent_instance;

  CosellDeal *deal; /* (owned) (nullable) */
  CosellAction end;
  GPtrArray *reasons; /* (owned) of CosellCheckRow (unowned), in the order of their numbers */
  AdwPreferencesGroup *reasons_group;
  CosellNoteEditor *notes;
};

static void
cosell_end_form_form_init (CosellDealFormInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CosellEndForm,
                               cosell_end_form,
                               GTK_TYPE_BOX,
                               G_IMPLEMENT_INTERFACE (COSELL_TYPE_DEAL_FORM,
                                                      cosell_end_form_form_init))

/* G3, D10 */
static const struct
{
  const char *title;
  const char *apply;
  const char *message;
  const char *freeze;
} words[] = {
  [COSELL_ACTION_DECLINE] = {
    N_ ("Decline Deal"),
    N_ ("Close Deal"),
    N_ ("Deal declined"),
    N_ ("The deal is closed as declined, and its sender is told. After that nothing of it can be "
        "changed: not the name, value, close date, notes, team, solutions or stage. You can undo "
        "this until it was sent."),
  },
  [COSELL_ACTION_LOSE] = {
    N_ ("Mark as Lost"),
    N_ ("Lost"),
    N_ ("Deal marked as lost"),
    N_ ("The deal is closed as lost. After that its name, value, close date, notes, team, "
        "solutions and stage cannot be changed any more. You can undo this until it was sent."),
  },
  [COSELL_ACTION_ERROR] = {
    N_ ("Close as Error"),
    N_ ("Close as Error"),
    N_ ("Deal closed as an error"),
    N_ ("The deal is closed as an error. After that its name, value, close date, notes, team, "
        "solutions and stage cannot be changed any more. You can undo this until it was sent."),
  },
  [COSELL_ACTION_WIN] = {
    N_ ("Mark as Won"),
    N_ ("Won"),
    N_ ("Deal marked as won"),
    N_ ("The deal is closed as won. After that its name, value, close date, notes, team, "
        "solutions and stage cannot be changed any more; it can only be registered. You can undo "
        "this until it was sent."),
  },
};

static CosellReasons
list_of (CosellEndForm *self)
{
  return self->end == COSELL_ACTION_ERROR ? COSELL_REASONS_ERROR : COSELL_REASONS_CLOSING;
}

/* The number of the reason that is chosen, 0 for none. */
static guint
chosen (CosellEndForm *self)
{
  for (guint i = 0; i < self->reasons->len; i++)
    if (cosell_check_row_get_active (g_ptr_array_index (self->reasons, i)))
      return i + 1;
  return 0;
}

static char *
typed_notes (CosellEndForm *self)
{
  char *text;

  g_object_get (self->notes, "text", &text, NULL);
  return g_strstrip (text);
}

static gboolean
needs_notes (CosellEndForm *self)
{
  return cosell_reason_asks_for_notes (list_of (self), chosen (self));
}

static void
reason_toggled_cb (CosellEndForm *self)
{
  g_object_set (self->notes, "title", needs_notes (self) ? _ ("Notes (required)") : _ ("Notes"),
                NULL);
  cosell_deal_form_mark (GTK_WIDGET (self->reasons_group), NULL);
}

const char *
cosell_end_form_describe_freeze (CosellAction end)
{
  return _ (words[end].freeze);
}

/* --- form --- */

static const char *
cosell_end_form_get_title (CosellDealForm *form)
{
  return _ (words[COSELL_END_FORM (form)->end].title);
}

static const char *
cosell_end_form_get_apply_label (CosellDealForm *form)
{
  return _ (words[COSELL_END_FORM (form)->end].apply);
}

static const char *
cosell_end_form_get_message (CosellDealForm *form)
{
  return _ (words[COSELL_END_FORM (form)->end].message);
}

static gboolean
cosell_end_form_is_changed (CosellDealForm *form)
{
  CosellEndForm *self = COSELL_END_FORM (form);
  g_autofree char *notes = typed_notes (self);

  return chosen (self) != 0 || *notes != '\0';
}

static gboolean
cosell_end_form_collect (CosellDealForm *form, CosellEdit *edit, GError **error)
{
  CosellEndForm *self = COSELL_END_FORM (form);
  g_autofree char *notes = typed_notes (self);

  cosell_deal_form_mark (GTK_WIDGET (self->notes), NULL);
  if (chosen (self) == 0)
    {
      cosell_deal_form_refuse (GTK_WIDGET (self->reasons_group), _ ("Choose a reason first."),
                               error);
      gtk_widget_grab_focus (g_ptr_array_index (self->reasons, 0));
      return FALSE;
    }
  if (needs_notes (self) && *notes == '\0')
    {
      cosell_deal_form_refuse (GTK_WIDGET (self->notes),
                               _ ("This reason asks for an explanation. Write it into the notes."),
                               error);
      return FALSE;
    }
  return TRUE;
}

static void
cosell_end_form_run (CosellDealForm *form,
                     CosellSession *session,
                     CosellEdit *edit,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  CosellEndForm *self = COSELL_END_FORM (form);
  g_autoptr (CosellEdit) unused = edit;
  g_autofree char *notes = typed_notes (self);
  const char *reason = cosell_reason_text (list_of (self), chosen (self));

  cosell_session_end_async (session, cosell_deal_get_id (self->deal), self->end, reason, notes,
                            NULL, callback, user_data);
}

static char *
cosell_end_form_dup_name (CosellDealForm *form)
{
  return g_strdup (cosell_enum_nick (COSELL_TYPE_ACTION, (int) COSELL_END_FORM (form)->end));
}

static void
cosell_end_form_write (CosellDealForm *form, CosellUnsavedForm *kept)
{
  CosellEndForm *self = COSELL_END_FORM (form);
  guint number = chosen (self);
  g_autofree char *reason = number != 0 ? g_strdup_printf ("%u", number) : NULL;
  g_autofree char *notes = NULL;

  g_object_get (self->notes, "text", &notes, NULL);
  cosell_unsaved_form_add (kept, "reason", _ ("Reason"), NULL, reason,
                           cosell_reason_label (list_of (self), number));
  cosell_unsaved_form_add (kept, "notes", _ ("Notes"), NULL, notes, NULL);
}

static void
cosell_end_form_fill (CosellDealForm *form, const CosellUnsavedForm *kept)
{
  CosellEndForm *self = COSELL_END_FORM (form);
  const char *text;

  if (cosell_unsaved_form_get (kept, "reason", &text))
    {
      guint64 number = g_ascii_strtoull (text, NULL, 10);

      for (guint i = 0; i < self->reasons->len; i++)
        cosell_check_row_set_active (g_ptr_array_index (self->reasons, i), i + 1 == number);
    }
  if (cosell_unsaved_form_get (kept, "notes", &text))
    g_object_set (self->notes, "text", text, NULL);
}

static void
cosell_end_form_form_init (CosellDealFormInterface *iface)
{
  iface->get_title = cosell_end_form_get_title;
  iface->get_apply_label = cosell_end_form_get_apply_label;
  iface->get_message = cosell_end_form_get_message;
  iface->ends = TRUE;
  iface->is_changed = cosell_end_form_is_changed;
  iface->collect = cosell_end_form_collect;
  iface->dup_name = cosell_end_form_dup_name;
  iface->write = cosell_end_form_write;
  iface->fill = cosell_end_form_fill;
  iface->run = cosell_end_form_run;
}

/* --- life --- */

static void
cosell_end_form_dispose (GObject *object)
{
  CosellEndForm *self = COSELL_END_FORM (object);

  g_clear_object (&self->deal);
  g_ptr_array_set_size (self->reasons, 0);
  G_OBJECT_CLASS (cosell_end_form_parent_class)->dispose (object);
}

static void
cosell_end_form_finalize (GObject *object)
{
  g_ptr_array_unref (COSELL_END_FORM (object)->reasons);
  G_OBJECT_CLASS (cosell_end_form_parent_class)->finalize (object);
}

static void
cosell_end_form_class_init (CosellEndFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cosell_end_form_dispose;
  G_OBJECT_CLASS (klass)->finalize = cosell_end_form_finalize;
}

static void
cosell_end_form_init (CosellEndForm *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 24);
  self->reasons = g_ptr_array_new ();
}

static void
add_reasons (CosellEndForm *self)
{
  CosellCheckRow *first = NULL;

  self->reasons_group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (self->reasons_group, _ ("Reason"));
  gtk_widget_add_css_class (GTK_WIDGET (self->reasons_group), "choices");
  for (guint number = 1; cosell_reason_label (list_of (self), number) != NULL; number++)
    {
      GtkWidget *row = cosell_check_row_new (cosell_reason_label (list_of (self), number), NULL);

      if (first == NULL)
        first = COSELL_CHECK_ROW (row);
      else
        cosell_check_row_set_group (COSELL_CHECK_ROW (row), first);
      g_signal_connect_object (row, "toggled", G_CALLBACK (reason_toggled_cb), self,
                               G_CONNECT_SWAPPED);
      cosell_deal_form_watch (COSELL_DEAL_FORM (self), row, "toggled");
      adw_preferences_group_add (self->reasons_group, row);
      g_ptr_array_add (self->reasons, row);
    }
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->reasons_group));
}

GtkWidget *
cosell_end_form_new (CosellDeal *deal, CosellAction end)
{
  CosellEndForm *self;
  g_autofree char *readers = NULL;

  g_return_val_if_fail (COSELL_IS_DEAL (deal), NULL);
  g_return_val_if_fail (end != COSELL_ACTION_WIN, NULL);

  self = g_object_new (COSELL_TYPE_END_FORM, NULL);
  self->deal = g_object_ref (deal);
  self->end = end;
  readers = cosell_readers_describe (cosell_readers_of_deal (cosell_deal_get_data (deal)));
  gtk_box_append (GTK_BOX (self), cosell_widget_tip ("dialog-warning-symbolic",
                                                     cosell_end_form_describe_freeze (end), TRUE));
  add_reasons (self);
  self->notes =
      g_object_new (COSELL_TYPE_NOTE_EDITOR, "title", _ ("Notes"), "description", readers, NULL);
  cosell_deal_form_watch (COSELL_DEAL_FORM (self), self->notes, "notify::text");
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->notes));
  return GTK_WIDGET (self);
}
