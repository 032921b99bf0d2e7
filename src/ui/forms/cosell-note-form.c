#include "ui/forms/cosell-note-form.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-text-show.h"
#include "cosell-config.h"
#include "model/cosell-notes.h"
#include "model/cosell-readers.h"
#include "ui/widgets/cosell-form-field.h"
#include "ui/widgets/cosell-note-editor.h"

struct _CosellNoteForm
{
  CosellDealForm parent_instance;

  char *heading; /* (owned) "2026-11-22, Ola Lind: " */

  CosellNoteEditor *notes;
  GtkLabel *signature;
};

G_DEFINE_FINAL_TYPE (CosellNoteForm, cosell_note_form, COSELL_TYPE_DEAL_FORM)

/* On top of what the notes say now, not when the form was opened. */
static gboolean
cosell_note_form_collect (CosellDealForm *form, CosellEdit *edit, GError **error)
{
  CosellNoteForm *self = COSELL_NOTE_FORM (form);
  g_autofree char *text = g_strstrip (cosell_form_field_dup_text (GTK_WIDGET (self->notes)));
  g_autofree char *all = NULL;

  cosell_form_field_mark (GTK_WIDGET (self->notes), NULL);
  if (*text == '\0')
    return cosell_deal_form_refuse (GTK_WIDGET (self->notes), _ ("Write the note first."), error);
  all = cosell_notes_add (cosell_deal_get_notes (self->parent_instance.deal), self->heading, text);
  cosell_edit_set (edit, "notes", all);
  return TRUE;
}

static void
cosell_note_form_finalize (GObject *object)
{
  g_free (COSELL_NOTE_FORM (object)->heading);
  G_OBJECT_CLASS (cosell_note_form_parent_class)->finalize (object);
}

static gboolean
cosell_note_form_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (COSELL_NOTE_FORM (widget)->notes));
}

static void
cosell_note_form_class_init (CosellNoteFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = cosell_note_form_finalize;
  widget_class->grab_focus = cosell_note_form_grab_focus;
  COSELL_DEAL_FORM_CLASS (klass)->name = "note";
  COSELL_DEAL_FORM_CLASS (klass)->collect = cosell_note_form_collect;

  g_type_ensure (COSELL_TYPE_NOTE_EDITOR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               COSELL_APP_PATH "/forms/cosell-note-form.ui");
  gtk_widget_class_bind_template_child (widget_class, CosellNoteForm, notes);
  gtk_widget_class_bind_template_child (widget_class, CosellNoteForm, signature);
}

static void
cosell_note_form_init (CosellNoteForm *self)
{
  CosellDealForm *form = COSELL_DEAL_FORM (self);

  gtk_widget_init_template (GTK_WIDGET (self));
  cosell_deal_form_set_words (form, _ ("Add Note"), _ ("Add"), _ ("Note added"));
  cosell_deal_form_add_field (form, "note", _ ("Note"), GTK_WIDGET (self->notes));
}

GtkWidget *
cosell_note_form_new (CosellDeal *deal, CosellSession *session)
{
  CosellNoteForm *self;
  g_autofree char *signer = NULL;
  g_autofree char *text = NULL;
  g_autofree char *readers = NULL;
  GDate today;

  g_return_val_if_fail (COSELL_IS_DEAL (deal) && COSELL_IS_SESSION (session), NULL);

  self = g_object_new (COSELL_TYPE_NOTE_FORM, NULL);
  self->parent_instance.deal = g_object_ref (deal);
  g_date_clear (&today, 1);
  cosell_session_today (session, &today);
  signer = cosell_session_dup_signer (session);
  self->heading = cosell_notes_heading (&today, signer);
  readers = cosell_readers_describe (cosell_readers_of_deal (cosell_deal_get_data (deal)));
  g_object_set (self->notes, "description", readers, NULL);
  /* Translators: %s is a person */
  text = cosell_text_format (_ ("It goes on top of the notes, with today’s date and signed %s."),
                             signer);
  gtk_label_set_label (self->signature, text);
  return GTK_WIDGET (self);
}
