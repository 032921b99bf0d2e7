#include "ui/preferences/cosell-rate-form.h"

#include <glib/gi18n-lib.h>

#include "app/cosell-session-find.h"
#include "base/cosell-time.h"
#include "cosell-config.h"
#include "ui/widgets/cosell-button.h"
#include "ui/widgets/cosell-completion-row.h"
#include "ui/widgets/cosell-completions.h"
#include "ui/widgets/cosell-date-row.h"
#include "ui/widgets/cosell-long-entry.h"
#include "ui/words/cosell-format.h"

struct _CosellRateForm
{
  GtkWidget parent_instance;

  CosellSession *session; /* (owned) */
  CosellRate *old;        /* (owned) (nullable) */

  GtkWidget *box;
  GtkButton *cancel;
  GtkButton *save;
  CosellCompletionRow *from;
  GtkWidget *rate;
  CosellCompletionRow *to;
  GtkWidget *date;
  GtkWidget *problem;
};

G_DEFINE_FINAL_TYPE (CosellRateForm, cosell_rate_form, GTK_TYPE_WIDGET)

enum
{
  SAVED,
  CANCELLED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
show_problem (CosellRateForm *self, const char *text)
{
  gtk_label_set_label (GTK_LABEL (self->problem), text != NULL ? text : "");
  gtk_widget_set_visible (self->problem, text != NULL);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellRateForm) self = user_data;
  g_autoptr (GError) error = NULL;

  gtk_widget_set_sensitive (GTK_WIDGET (self->save), TRUE);
  if (cosell_session_finish (COSELL_SESSION (source), result, &error))
    g_signal_emit (self, signals[SAVED], 0);
  else
    show_problem (self, error->message);
}

/* Returns: (transfer full) what stands in the form; NULL with error */
static CosellRate *
read_rate (CosellRateForm *self, GError **error)
{
  g_autofree char *amount =
      cosell_format_read_amount (gtk_editable_get_text (GTK_EDITABLE (self->rate)));

  return cosell_rate_new (cosell_completion_row_get_value (self->from),
                          cosell_completion_row_get_value (self->to), amount,
                          gtk_editable_get_text (GTK_EDITABLE (self->date)), error);
}

static void
save_clicked_cb (CosellRateForm *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellRate) rate = read_rate (self, &error);

  if (!gtk_widget_get_sensitive (GTK_WIDGET (self->save)))
    return;
  show_problem (self, rate == NULL ? error->message : NULL);
  if (rate == NULL)
    return;
  gtk_widget_set_sensitive (GTK_WIDGET (self->save), FALSE);
  if (self->old != NULL)
    cosell_session_replace_rate_async (self->session, self->old, rate, NULL, saved_cb,
                                       g_object_ref (self));
  else
    {
      GPtrArray *rates = g_ptr_array_new_with_free_func ((GDestroyNotify) cosell_rate_free);

      g_ptr_array_add (rates, g_steal_pointer (&rate));
      cosell_session_set_rates_async (self->session, rates, NULL, saved_cb, g_object_ref (self));
    }
}

static void
cancel_clicked_cb (CosellRateForm *self)
{
  g_signal_emit (self, signals[CANCELLED], 0);
}

static void
cosell_rate_form_dispose (GObject *object)
{
  CosellRateForm *self = COSELL_RATE_FORM (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->old, cosell_rate_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), COSELL_TYPE_RATE_FORM);
  G_OBJECT_CLASS (cosell_rate_form_parent_class)->dispose (object);
}

static void
cosell_rate_form_class_init (CosellRateFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cosell_rate_form_dispose;
  signals[SAVED] = g_signal_new ("saved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
  signals[CANCELLED] = g_signal_new ("cancelled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (COSELL_TYPE_COMPLETION_ROW);
  g_type_ensure (COSELL_TYPE_DATE_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               COSELL_APP_PATH "/preferences/cosell-rate-form.ui");
  gtk_widget_class_bind_template_child (widget_class, CosellRateForm, box);
  gtk_widget_class_bind_template_child (widget_class, CosellRateForm, cancel);
  gtk_widget_class_bind_template_child (widget_class, CosellRateForm, save);
  gtk_widget_class_bind_template_child (widget_class, CosellRateForm, from);
  gtk_widget_class_bind_template_child (widget_class, CosellRateForm, rate);
  gtk_widget_class_bind_template_child (widget_class, CosellRateForm, to);
  gtk_widget_class_bind_template_child (widget_class, CosellRateForm, date);
  gtk_widget_class_bind_template_child (widget_class, CosellRateForm, problem);
  gtk_widget_class_bind_template_callback (widget_class, cancel_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_clicked_cb);
}

static void
cosell_rate_form_init (CosellRateForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  cosell_button_set_mnemonic (self->cancel, _ ("_Cancel"));
  cosell_button_set_mnemonic (self->save, _ ("_Save"));
  cosell_completion_row_set_source (self->from, &cosell_currency_source, NULL);
  cosell_completion_row_set_source (self->to, &cosell_currency_source, NULL);
  cosell_long_entry_guard (self->rate);
  cosell_long_entry_guard (self->date);
}

GtkWidget *
cosell_rate_form_new (CosellSession *session, const CosellRate *rate, const char *to)
{
  CosellRateForm *self;
  g_autofree char *amount = NULL;
  g_autofree char *today = NULL;
  GDate date;

  g_return_val_if_fail (COSELL_IS_SESSION (session), NULL);

  self = g_object_new (COSELL_TYPE_RATE_FORM, NULL);
  self->session = g_object_ref (session);
  self->old = rate != NULL ? cosell_rate_copy (rate) : NULL;
  cosell_session_today (session, &date);
  today = cosell_date_format (&date);
  amount = rate != NULL ? cosell_format_amount (rate->rate) : g_strdup ("");
  cosell_completion_row_set_value (self->from, rate != NULL ? rate->from : NULL);
  cosell_completion_row_set_value (self->to, rate != NULL ? rate->to : to);
  gtk_editable_set_text (GTK_EDITABLE (self->rate), amount);
  gtk_editable_set_text (GTK_EDITABLE (self->date), rate != NULL ? rate->date : today);
  return GTK_WIDGET (self);
}
