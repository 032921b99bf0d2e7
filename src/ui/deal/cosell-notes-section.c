#include "ui/deal/cosell-notes-section.h"

#include <glib/gi18n-lib.h>

#include "cosell-config.h"
#include "model/cosell-readers.h"
#include "ui/widgets/cosell-long-text.h"
#include "ui/widgets/cosell-widget-helpers.h"

struct _CosellNotesSection
{
  AdwPreferencesGroup parent_instance;

  CosellDeal *deal;      /* (owned) (nullable) */
  GSignalGroup *signals; /* (owned) of the deal */

  CosellLongText *text;
  GtkWidget *add_button;
};

G_DEFINE_FINAL_TYPE (CosellNotesSection, cosell_notes_section, ADW_TYPE_PREFERENCES_GROUP)

/* Paragraphs as they came, without the white space around them. */
static void
update (CosellNotesSection *self)
{
  g_autofree char *notes = NULL;
  g_autofree char *reason = NULL;
  g_autofree char *readers = NULL;
  gboolean empty;

  if (self->deal == NULL)
    return;
  reason = cosell_widget_edit_reason (self->deal);
  cosell_widget_set_reason (self->add_button, NULL, reason);
  gtk_widget_set_visible (self->add_button, cosell_widget_is_open (self->deal));
  notes = g_strstrip (g_strdup (cosell_deal_get_notes (self->deal)));
  empty = *notes == '\0';
  cosell_long_text_set_text (self->text, empty ? _ ("No notes yet") : notes);
  if (empty)
    gtk_widget_add_css_class (GTK_WIDGET (self->text), "dim-label");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->text), "dim-label");
  readers = cosell_readers_describe (cosell_readers_of_deal (cosell_deal_get_data (self->deal)));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), readers);
}

static void
cosell_notes_section_dispose (GObject *object)
{
  CosellNotesSection *self = COSELL_NOTES_SECTION (object);

  g_clear_object (&self->signals);
  g_clear_object (&self->deal);
  G_OBJECT_CLASS (cosell_notes_section_parent_class)->dispose (object);
}

static void
cosell_notes_section_class_init (CosellNotesSectionClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cosell_notes_section_dispose;
  g_type_ensure (COSELL_TYPE_LONG_TEXT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               COSELL_APP_PATH "/deal/cosell-notes-section.ui");
  gtk_widget_class_bind_template_child (widget_class, CosellNotesSection, text);
  gtk_widget_class_bind_template_child (widget_class, CosellNotesSection, add_button);
}

static void
cosell_notes_section_init (CosellNotesSection *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  cosell_long_text_use_column_in_group (ADW_PREFERENCES_GROUP (self));
  self->signals = g_signal_group_new (COSELL_TYPE_DEAL);
  g_signal_group_connect_swapped (self->signals, "notify::notes", G_CALLBACK (update), self);
  g_signal_group_connect_swapped (self->signals, "notify::type", G_CALLBACK (update), self);
  g_signal_group_connect_swapped (self->signals, "notify::p2p", G_CALLBACK (update), self);
  g_signal_group_connect_swapped (self->signals, "notify::microsoft-status", G_CALLBACK (update),
                                  self);
  g_signal_group_connect_swapped (self->signals, "notify::status", G_CALLBACK (update), self);
  g_signal_group_connect_swapped (self->signals, "notify::invisible-since", G_CALLBACK (update),
                                  self);
}

void
cosell_notes_section_set_deal (CosellNotesSection *self, CosellDeal *deal)
{
  g_return_if_fail (COSELL_IS_NOTES_SECTION (self));

  if (!g_set_object (&self->deal, deal))
    return;
  g_signal_group_set_target (self->signals, deal);
  update (self);
}
