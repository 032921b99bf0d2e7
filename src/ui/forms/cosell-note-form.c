#include "ui/forms/cosell-note-form.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-text-show.h"
#include "model/cosell-notes.h"
#include "model/cosell-readers.h"
#include "ui/widgets/cosell-note-editor.h"
#include "ui/widgets/cosell-widget-helpers.h"

struct _CosellNoteForm
{
  GtkBox parent_instance;

  CosellDeal *deal; /* (owned) (nullable) */
  char *heading;    /* (owned) "2026-11-22, Ola Lind: " */

  CosellNoteEditor *notes;
  GtkLabel *signature;
};

static void
cosell_note_form_form_init (CosellDealFormInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CosellNoteForm,
                               cosell_note_form,
                               GTK_TYPE_BOX,
                               G_IMPLEMENT_INTERFACE (COSELL_TYPE_DEAL_FORM,
                                                      cosell_note_form_form_init))

static char *
typed_text (CosellNoteForm *self)
{
  char *text = NULL;

  g_object_get (self->notes, "text", &text, NULL);
  return g_strstrip (text);
}

static const char *
cosell_note_form_get_title (CosellDealForm *form)
{
  return _ ("Add Note");
}

static const char *
cosell_note_form_get_apply_label (CosellDealForm *form)
{
  return _ ("Add");
}

static const char *
cosell_note_form_get_message (CosellDealForm *form)
{
  return _ ("Note added");
}

static gboolean
cosell_note_form_is_changed (CosellDealForm *form)
{
  g_autofree char *text = typed_text (COSELL_NOTE_FORM (form));

  return *text != '\0';
}

/* On top of what the notes say now, not when the form was opened. */
static gboolean
cosell_note_form_collect (CosellDealForm *form, CosellEdit *edit, GError **error)
{
  CosellNoteForm *self = COSELL_NOTE_FORM (form);
  g_autofree char *text = typed_text (self);
  g_autofree char *all = NULL;

  cosell_deal_form_mark (GTK_WIDGET (self->notes), NULL);
  if (*text == '\0')
    return cosell_deal_form_refuse (GTK_WIDGET (self->notes), _ ("Write the note first."), error);
  all = cosell_notes_add (cosell_deal_get_notes (self->deal), self->heading, text);
  cosell_edit_set (edit, "notes", all);
  return TRUE;
}

static char *
cosell_note_form_dup_name (CosellDealForm *form)
{
  return g_strdup ("note");
}

static void
cosell_note_form_write (CosellDealForm *form, CosellUnsavedForm *kept)
{
  g_autofree char *text = NULL;

  g_object_get (COSELL_NOTE_FORM (form)->notes, "text", &text, NULL);
  cosell_unsaved_form_add (kept, "note", _ ("Note"), NULL, text, NULL);
}

static void
cosell_note_form_fill (CosellDealForm *form, const CosellUnsavedForm *kept)
{
  const char *text;

  if (cosell_unsaved_form_get (kept, "note", &text))
    g_object_set (COSELL_NOTE_FORM (form)->notes, "text", text, NULL);
}

static void
cosell_note_form_form_init (CosellDealFormInterface *iface)
{
  iface->get_title = cosell_note_form_get_title;
  iface->get_apply_label = cosell_note_form_get_apply_label;
  iface->get_message = cosell_note_form_get_message;
  iface->is_changed = cosell_note_form_is_changed;
  iface->collect = cosell_note_form_collect;
  iface->dup_name = cosell_note_form_dup_name;
  iface->write = cosell_note_form_write;
  iface->fill = cosell_note_form_fill;
}

static void
cosell_note_form_dispose (GObject *object)
{
  g_clear_object (&COSELL_NOTE_FORM (object)->deal);
  G_OBJECT_CLASS (cosell_note_form_parent_class)->dispose (object);
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
  G_OBJECT_CLASS (klass)->dispose = cosell_note_form_dispose;
  G_OBJECT_CLASS (klass)->finalize = cosell_note_form_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = cosell_note_form_grab_focus;
}

static void
cosell_note_form_init (CosellNoteForm *self)
{
  GtkWidget *editor = g_object_new (COSELL_TYPE_NOTE_EDITOR, "title", _ ("Note"), NULL);

  g_object_set (self, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 12, NULL);
  self->notes = COSELL_NOTE_EDITOR (editor);
  self->signature = GTK_LABEL (gtk_label_new (NULL));
  g_object_set (self->signature, "xalign", 0.0F, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->signature), "dim-label");
  cosell_deal_form_watch (COSELL_DEAL_FORM (self), editor, "notify::text");
  gtk_box_append (GTK_BOX (self), editor);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->signature));
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
  self->deal = g_object_ref (deal);
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
