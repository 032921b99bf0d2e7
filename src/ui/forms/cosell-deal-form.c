#include "ui/forms/cosell-deal-form.h"

#include "base/cosell-str.h"
#include "model/cosell-rule-error.h"

G_DEFINE_INTERFACE (CosellDealForm, cosell_deal_form, GTK_TYPE_WIDGET)

enum
{
  NOTICE,
  TYPED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
cosell_deal_form_default_init (CosellDealFormInterface *iface)
{
  signals[NOTICE] = g_signal_new ("notice", COSELL_TYPE_DEAL_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[TYPED] = g_signal_new ("typed", COSELL_TYPE_DEAL_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

void
cosell_deal_form_notice (CosellDealForm *self, const char *message)
{
  g_return_if_fail (COSELL_IS_DEAL_FORM (self));

  g_signal_emit (self, signals[NOTICE], 0, message);
}

static void
changed_cb (CosellDealForm *self)
{
  g_signal_emit (self, signals[TYPED], 0);
}

void
cosell_deal_form_watch (CosellDealForm *self, gpointer object, const char *signal)
{
  g_return_if_fail (COSELL_IS_DEAL_FORM (self));

  g_signal_connect_object (object, signal, G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

char *
cosell_deal_form_dup_name (CosellDealForm *self)
{
  g_return_val_if_fail (COSELL_IS_DEAL_FORM (self), NULL);

  return COSELL_DEAL_FORM_GET_IFACE (self)->dup_name (self);
}

CosellUnsavedForm *
cosell_deal_form_read (CosellDealForm *self, CosellDeal *deal)
{
  CosellDealFormInterface *iface = COSELL_DEAL_FORM_GET_IFACE (self);
  g_autofree char *name = cosell_deal_form_dup_name (self);
  CosellUnsavedForm *kept =
      cosell_unsaved_form_new (name, iface->get_title (self), cosell_deal_get_data (deal)->name);

  iface->write (self, kept);
  return kept;
}

void
cosell_deal_form_fill (CosellDealForm *self, const CosellUnsavedForm *kept)
{
  g_return_if_fail (COSELL_IS_DEAL_FORM (self));

  COSELL_DEAL_FORM_GET_IFACE (self)->fill (self, kept);
}

void
cosell_deal_form_mark (GtkWidget *field, const char *message)
{
  g_return_if_fail (GTK_IS_WIDGET (field));

  if (message != NULL)
    {
      gtk_widget_add_css_class (field, "error");
      gtk_accessible_update_state (GTK_ACCESSIBLE (field), GTK_ACCESSIBLE_STATE_INVALID,
                                   GTK_ACCESSIBLE_INVALID_TRUE, -1);
    }
  else
    {
      gtk_widget_remove_css_class (field, "error");
      gtk_accessible_reset_state (GTK_ACCESSIBLE (field), GTK_ACCESSIBLE_STATE_INVALID);
    }
  gtk_widget_set_tooltip_text (field, message);
}

void
cosell_deal_form_gather (GError **all, GError *one)
{
  g_return_if_fail (all != NULL && one != NULL);

  if (*all != NULL)
    {
      char *text = g_strdup_printf ("%s\n%s", (*all)->message, one->message);

      cosell_take_str (&(*all)->message, text);
      g_error_free (one);
    }
  else
    *all = one;
}

gboolean
cosell_deal_form_refuse (GtkWidget *field, const char *message, GError **error)
{
  cosell_deal_form_mark (field, message);
  gtk_widget_grab_focus (field);
  g_set_error_literal (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED, message);
  return FALSE;
}
