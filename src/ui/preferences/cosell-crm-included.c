#include "ui/preferences/cosell-crm-included.h"

#include <glib/gi18n-lib.h>

#include "ui/widgets/cosell-check-row.h"

/* By CosellCrmRule. */
static const struct
{
  const char *title;
  const char *subtitle; /* (nullable) */
} rules[] = {
  { N_ ("Only deals that I link"), NULL },
  { N_ ("Accepted inbound deals"), N_ ("Each gets an opportunity by itself.") },
  { N_ ("My accepted deals"), N_ ("Those with my mail address in the team.") },
};

struct _CosellCrmIncluded
{
  AdwPreferencesGroup parent_instance;

  CosellCheckRow *rules[G_N_ELEMENTS (rules)];
  GtkSwitch *allow;
  gboolean showing;
};

G_DEFINE_FINAL_TYPE (CosellCrmIncluded, cosell_crm_included, ADW_TYPE_PREFERENCES_GROUP)

static guint set_signal;

static void
chosen_cb (CosellCheckRow *row, CosellCrmIncluded *self)
{
  if (self->showing || !cosell_check_row_get_active (row))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    if (self->rules[i] == row)
      g_signal_emit (self, set_signal, 0, "rule",
                     cosell_crm_settings_rule_nick ((CosellCrmRule) i));
}

static void
switched_cb (CosellCrmIncluded *self)
{
  if (!self->showing)
    g_signal_emit (self, set_signal, 0, "allowCrmId",
                   gtk_switch_get_active (self->allow) ? "true" : "false");
}

void
cosell_crm_included_show (CosellCrmIncluded *self, const CosellCrmSettings *settings)
{
  g_return_if_fail (COSELL_IS_CRM_INCLUDED (self) && settings != NULL);

  self->showing = TRUE;
  cosell_check_row_set_active (self->rules[settings->rule], TRUE);
  gtk_switch_set_active (self->allow, settings->allow_crm_id);
  self->showing = FALSE;
}

static void
cosell_crm_included_class_init (CosellCrmIncludedClass *klass)
{
  set_signal = g_signal_new ("set", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                             NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
}

static void
add_switch (CosellCrmIncluded *self)
{
  GtkWidget *row = adw_action_row_new ();

  self->allow = GTK_SWITCH (gtk_switch_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->allow), GTK_ALIGN_CENTER);
  g_object_set (row, "use-markup", FALSE, "title-lines", 0, "subtitle-lines", 0, NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 _ ("Write the opportunity’s ID into a deal’s empty CRM ID"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row),
                               _ ("Partner Center and Microsoft see it then."));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), GTK_WIDGET (self->allow));
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), GTK_WIDGET (self->allow));
  g_signal_connect_object (self->allow, "notify::active", G_CALLBACK (switched_cb), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
}

static void
cosell_crm_included_init (CosellCrmIncluded *self)
{
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _ ("Deals"));
  adw_preferences_group_set_description (
      ADW_PREFERENCES_GROUP (self),
      _ ("Drafts, leads and closed deals never get an opportunity by themselves."));
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      GtkWidget *row =
          cosell_check_row_new (_ (rules[i].title),
                                rules[i].subtitle != NULL ? _ (rules[i].subtitle) : NULL);

      self->rules[i] = COSELL_CHECK_ROW (row);
      if (i > 0)
        cosell_check_row_set_group (self->rules[i], self->rules[0]);
      g_signal_connect_object (row, "toggled", G_CALLBACK (chosen_cb), self, 0);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
    }
  add_switch (self);
}
