#include "ui/deal/cosell-crm-log-row.h"

#include <glib/gi18n-lib.h>

#include "app/cosell-session-crm-links.h"
#include "ui/widgets/cosell-widget-helpers.h"
#include "ui/words/cosell-crm-text.h"
#include "ui/words/cosell-format.h"

#define MOST_ROWS 100

struct _CosellCrmLogRow
{
  AdwExpanderRow parent_instance;

  CosellSession *session;    /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) (nullable) */
  GPtrArray *stages;         /* (owned) of CosellCrmChoice: a copy */
  gint64 deal;               /* 0: none */
  GPtrArray *rows;           /* (owned) of GtkWidget (unowned) */
};

G_DEFINE_FINAL_TYPE (CosellCrmLogRow, cosell_crm_log_row, ADW_TYPE_EXPANDER_ROW)

static void
clear (CosellCrmLogRow *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_expander_row_remove (ADW_EXPANDER_ROW (self), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
}

static void
add (CosellCrmLogRow *self, GtkWidget *row)
{
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
  g_ptr_array_add (self->rows, row);
}

static GtkWidget *
make_row (CosellCrmLogRow *self, const CosellCrmLogEntry *entry)
{
  const CosellCrmDescription description = { .stages = self->stages };
  g_autofree char *done = cosell_crm_text_done (entry, &description);
  g_autofree char *when = cosell_format_time (entry->at, cosell_format_now ());
  /* Translators: which way a value went; %s is the name of a CRM */
  g_autofree char *way = g_strdup_printf (entry->to_crm ? _ ("to %s") : _ ("from %s"), entry->crm);
  g_autofree char *origin = g_strdup_printf ("%s\n%s", way, when);
  GtkWidget *row =
      cosell_widget_row (entry->field < COSELL_CRM_N_FIELDS ? cosell_crm_field_label (entry->field)
                                                            : _ ("Opportunity"),
                         done);
  GtkWidget *label = gtk_label_new (origin);

  gtk_widget_add_css_class (row, "value-row");
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 6);
  g_object_set (label, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "xalign", 1.f, "justify",
                GTK_JUSTIFY_RIGHT, "width-chars", 9, "max-width-chars", 16, NULL);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "caption");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  return row;
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellCrmLogRow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) log =
      cosell_session_crm_log_finish (COSELL_SESSION (source), result, &error);

  if (self->session == NULL || cosell_widget_is_stale (result))
    return;
  clear (self);
  if (log == NULL)
    add (self, cosell_widget_row (error->message, NULL));
  for (guint i = 0; log != NULL && i < MIN (log->len, MOST_ROWS); i++)
    add (self, make_row (self, g_ptr_array_index (log, i)));
  if (log != NULL && log->len == 0)
    add (self, cosell_widget_row (_ ("Nothing was done yet."), NULL));
}

static void
update (CosellCrmLogRow *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->session == NULL || self->deal == 0 ||
      !adw_expander_row_get_expanded (ADW_EXPANDER_ROW (self)))
    return;
  self->cancellable = g_cancellable_new ();
  cosell_session_crm_log_async (self->session, self->deal, self->cancellable, read_cb,
                                g_object_ref (self));
}

static void
copy_stages (CosellCrmLogRow *self, const CosellCrmDescription *description)
{
  g_autoptr (CosellCrmDescription) copy = cosell_crm_description_new ();

  for (guint i = 0; description != NULL && i < description->stages->len; i++)
    {
      const CosellCrmChoice *choice = g_ptr_array_index (description->stages, i);

      cosell_crm_description_add_choice (copy->stages, g_strdup (choice->id),
                                         g_strdup (choice->label), choice->state);
    }
  g_clear_pointer (&self->stages, g_ptr_array_unref);
  self->stages = g_ptr_array_ref (copy->stages);
}

void
cosell_crm_log_row_show (CosellCrmLogRow *self,
                         gint64 deal,
                         const CosellCrmDescription *description)
{
  g_return_if_fail (COSELL_IS_CRM_LOG_ROW (self));

  if (self->deal != deal)
    {
      clear (self);
      adw_expander_row_set_expanded (ADW_EXPANDER_ROW (self), FALSE);
    }
  self->deal = deal;
  copy_stages (self, description);
  update (self);
}

static void
cosell_crm_log_row_dispose (GObject *object)
{
  CosellCrmLogRow *self = COSELL_CRM_LOG_ROW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  g_clear_pointer (&self->stages, g_ptr_array_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (cosell_crm_log_row_parent_class)->dispose (object);
}

static void
cosell_crm_log_row_class_init (CosellCrmLogRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cosell_crm_log_row_dispose;
}

static void
cosell_crm_log_row_init (CosellCrmLogRow *self)
{
  self->rows = g_ptr_array_new ();
  copy_stages (self, NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), _ ("What was done"));
  g_signal_connect (self, "notify::expanded", G_CALLBACK (update), NULL);
}

GtkWidget *
cosell_crm_log_row_new (CosellSession *session)
{
  CosellCrmLogRow *self = g_object_new (COSELL_TYPE_CRM_LOG_ROW, NULL);

  self->session = g_object_ref (session);
  return GTK_WIDGET (self);
}
