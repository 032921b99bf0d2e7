#include "app/cosell-session-commands.h"
#include "ui/forms/cosell-end-form.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "base/cosell-field.h"
#include "cosell-config.h"
#include "model/cosell-readers.h"
#include "model/cosell-reason.h"
#include "model/cosell-rules.h"
#include "ui/widgets/cosell-choice-group.h"
#include "ui/widgets/cosell-form-field.h"
#include "ui/widgets/cosell-note-editor.h"
#include "ui/widgets/cosell-tip.h"

struct _CosellEndForm
{
  CosellDealForm parent_instance;

  CosellAction end;
  CosellTip *tip;
  CosellChoiceGroup *reasons; /* by their numbers */
  CosellNoteEditor *notes;
};

G_DEFINE_FINAL_TYPE (CosellEndForm, cosell_end_form, COSELL_TYPE_DEAL_FORM)

typedef struct
{
  const char *title;
  const char *apply;
  const char *message;
  const char *freeze;
} Words;

/* G3, D10 */
static const Words words[] = {
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

/* L4, L5, L9 */
static const Words lead_words[] = {
  [COSELL_ACTION_DECLINE] = {
    N_ ("Decline Lead"),
    N_ ("Close Lead"),
    N_ ("Lead declined"),
    N_ ("The lead is closed as declined, and the customer is told to choose another partner. After "
        "that nothing of it can be changed, but a deal can still be made of it. You can undo this "
        "until it was sent."),
  },
  [COSELL_ACTION_LOSE] = {
    N_ ("Mark as Lost"),
    N_ ("Lost"),
    N_ ("Lead marked as lost"),
    N_ ("The lead is closed as lost. After that its name, value, close date, notes, team and stage "
        "cannot be changed any more, but a deal can still be made of it. You can undo this until "
        "it was sent."),
  },
  [COSELL_ACTION_ERROR] = {
    N_ ("Close as Error"),
    N_ ("Close as Error"),
    N_ ("Lead closed as an error"),
    N_ ("The lead is closed as an error. After that its name, value, close date, notes, team and "
        "stage cannot be changed any more, but a deal can still be made of it. You can undo this "
        "until it was sent."),
  },
  [COSELL_ACTION_WIN] = {
    N_ ("Mark as Won"),
    N_ ("Won"),
    N_ ("Lead marked as won"),
    N_ ("The lead is closed as won. After that its name, value, close date, notes, team and stage "
        "cannot be changed any more, but a deal can still be made of it. You can undo this until "
        "it was sent."),
  },
};

static const Words *
words_of (CosellDeal *deal, CosellAction end)
{
  gboolean lead = cosell_deal_get_data (deal)->type == COSELL_DEAL_TYPE_LEAD;

  return lead ? &lead_words[end] : &words[end];
}

static CosellReasons
list_of (CosellEndForm *self)
{
  return self->end == COSELL_ACTION_ERROR ? COSELL_REASONS_ERROR : COSELL_REASONS_CLOSING;
}

/* The number of the reason that is chosen, 0 for none. */
static guint
chosen (CosellEndForm *self)
{
  return (guint) g_ascii_strtoull (cosell_choice_group_get_value (self->reasons), NULL, 10);
}

static char *
typed_notes (CosellEndForm *self)
{
  return g_strstrip (cosell_form_field_dup_text (GTK_WIDGET (self->notes)));
}

static gboolean
needs_notes (CosellEndForm *self)
{
  return cosell_reason_asks_for_notes (list_of (self), chosen (self));
}

static void
reason_chosen_cb (CosellEndForm *self)
{
  g_object_set (self->notes, "title", needs_notes (self) ? _ ("Notes (required)") : _ ("Notes"),
                NULL);
  cosell_form_field_mark (GTK_WIDGET (self->reasons), NULL);
}

const char *
cosell_end_form_describe_freeze (CosellDeal *deal, CosellAction end)
{
  g_return_val_if_fail (COSELL_IS_DEAL (deal), NULL);

  return _ (words_of (deal, end)->freeze);
}

const char *
cosell_end_form_get_message (CosellDeal *deal, CosellAction end)
{
  g_return_val_if_fail (COSELL_IS_DEAL (deal), NULL);

  return _ (words_of (deal, end)->message);
}

/* --- form --- */

static gboolean
cosell_end_form_collect (CosellDealForm *form, CosellEdit *edit, GError **error)
{
  CosellEndForm *self = COSELL_END_FORM (form);
  g_autofree char *notes = typed_notes (self);

  cosell_form_field_mark (GTK_WIDGET (self->notes), NULL);
  if (chosen (self) == 0)
    return cosell_deal_form_refuse (GTK_WIDGET (self->reasons), _ ("Choose a reason first."),
                                    error);
  if (needs_notes (self) && *notes == '\0')
    return cosell_deal_form_refuse (
        GTK_WIDGET (self->notes),
        _ ("This reason asks for an explanation. Write it into the notes."), error);
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

  cosell_session_end_async (session, cosell_deal_get_id (self->parent_instance.deal), self->end,
                            reason, notes, NULL, callback, user_data);
}

static char *
cosell_end_form_dup_name (CosellDealForm *form)
{
  return g_strdup (cosell_enum_nick (COSELL_TYPE_ACTION, (int) COSELL_END_FORM (form)->end));
}

/* --- life --- */

static void
cosell_end_form_class_init (CosellEndFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  CosellDealFormClass *form_class = COSELL_DEAL_FORM_CLASS (klass);

  form_class->ends = TRUE;
  form_class->collect = cosell_end_form_collect;
  form_class->run = cosell_end_form_run;
  form_class->dup_name = cosell_end_form_dup_name;

  g_type_ensure (COSELL_TYPE_CHOICE_GROUP);
  g_type_ensure (COSELL_TYPE_NOTE_EDITOR);
  g_type_ensure (COSELL_TYPE_TIP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               COSELL_APP_PATH "/forms/cosell-end-form.ui");
  gtk_widget_class_bind_template_child (widget_class, CosellEndForm, tip);
  gtk_widget_class_bind_template_child (widget_class, CosellEndForm, reasons);
  gtk_widget_class_bind_template_child (widget_class, CosellEndForm, notes);
  gtk_widget_class_bind_template_callback (widget_class, reason_chosen_cb);
}

static void
cosell_end_form_init (CosellEndForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
add_fields (CosellEndForm *self)
{
  CosellDealForm *form = COSELL_DEAL_FORM (self);

  for (guint number = 1; cosell_reason_label (list_of (self), number) != NULL; number++)
    {
      g_autofree char *id = g_strdup_printf ("%u", number);

      cosell_choice_group_add (self->reasons, id, cosell_reason_label (list_of (self), number));
    }
  cosell_deal_form_add_field (form, "reason", _ ("Reason"), GTK_WIDGET (self->reasons));
  cosell_deal_form_add_field (form, "notes", _ ("Notes"), GTK_WIDGET (self->notes));
}

GtkWidget *
cosell_end_form_new (CosellDeal *deal, CosellAction end)
{
  CosellEndForm *self;
  g_autofree char *readers = NULL;

  g_return_val_if_fail (COSELL_IS_DEAL (deal), NULL);
  g_return_val_if_fail (end != COSELL_ACTION_WIN, NULL);

  self = g_object_new (COSELL_TYPE_END_FORM, NULL);
  self->parent_instance.deal = g_object_ref (deal);
  self->end = end;
  cosell_deal_form_set_words (COSELL_DEAL_FORM (self), _ (words_of (deal, end)->title),
                              _ (words_of (deal, end)->apply),
                              cosell_end_form_get_message (deal, end));
  readers = cosell_readers_describe (cosell_readers_of_deal (cosell_deal_get_data (deal)));
  cosell_tip_set_text (self->tip, cosell_end_form_describe_freeze (deal, end));
  g_object_set (self->notes, "description", readers, NULL);
  add_fields (self);
  return GTK_WIDGET (self);
}
