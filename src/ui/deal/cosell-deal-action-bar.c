#include "ui/deal/cosell-deal-action-bar.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-str.h"
#include "cosell-config.h"
#include "model/cosell-rules.h"
#include "ui/widgets/cosell-button.h"
#include "ui/widgets/cosell-widget-helpers.h"
#include "ui/widgets/cosell-wrap-layout.h"
#include "ui/words/cosell-format.h"

struct _CosellDealActionBar
{
  GtkWidget parent_instance;

  CosellDeal *deal;      /* (owned) (nullable) */
  GSignalGroup *signals; /* (owned) of the deal */

  GtkWidget *buttons; /* holds all the others but reasons */
  GtkWidget *accept;
  GtkWidget *decline;
  GtkWidget *stage_box;
  GtkWidget *stage;
  GtkWidget *stage_menu;
  char *stage_menu_key; /* (owned) (nullable): what is in stage_menu */
  gboolean menu_waits;  /* stage_menu is that of another deal */
  GtkWidget *ends;      /* won and lost, which stay beside each other */
  GtkWidget *won;
  GtkWidget *lost;
  GtkWidget *reasons;
};

G_DEFINE_FINAL_TYPE (CosellDealActionBar, cosell_deal_action_bar, GTK_TYPE_WIDGET)

static const int stages[] = { 20, 40, 60, 80 };

/* G3: what the button that marks a stage says. */
static char *
stage_verb (const CosellDealData *data, int stage)
{
  const char *label;

  if (data->type != COSELL_DEAL_TYPE_SOLUTION_ASSESSMENT)
    switch (stage)
      {
      case 20:
        return g_strdup (_ ("Mark as Qualified"));
      case 40:
        return g_strdup (_ ("Mark as Developed"));
      case 60:
        return g_strdup (_ ("Mark as Proposed"));
      default:
        return g_strdup (_ ("Mark as Negotiated"));
      }
  label = cosell_stage_label (stage, COSELL_DEAL_TYPE_SOLUTION_ASSESSMENT,
                              (CosellDirection) data->direction);
  /* Translators: a button; %s is a stage of a solution assessment: "Mark “Collect data”" */
  return g_strdup_printf (_ ("Mark “%s”"), label);
}

/* The stage after the one the deal stands at; 0 when there is none. */
static int
next_stage (const CosellDealData *data)
{
  for (guint i = 0; i < G_N_ELEMENTS (stages); i++)
    if (stages[i] > data->stage)
      return stages[i];
  return 0;
}

static GMenuModel *
make_stage_menu (const CosellDealData *data)
{
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < G_N_ELEMENTS (stages); i++)
    {
      const char *label = cosell_stage_label (stages[i], (CosellDealType) data->type,
                                              (CosellDirection) data->direction);
      /* Translators: sales stage and its percentage, "Proposed 60 %" */
      g_autofree char *text = g_strdup_printf (_ ("%s %d %%"), label, stages[i]);
      g_autofree char *action = g_strdup_printf ("deal.stage('%d')", stages[i]);

      if (stages[i] != data->stage && stages[i] != next_stage (data))
        g_menu_append (menu, text, action);
    }
  return G_MENU_MODEL (menu);
}

/* A button makes all of its menu when it is given one: only when it is another. */
static void
update_stage_menu (CosellDealActionBar *self, const CosellDealData *data)
{
  g_autofree char *key =
      g_strdup_printf ("%" G_GINT64_FORMAT " %d %d", data->stage, data->type, data->direction);
  g_autoptr (GMenuModel) menu = NULL;

  if (g_strcmp0 (key, self->stage_menu_key) == 0)
    return;
  cosell_take_str (&self->stage_menu_key, g_steal_pointer (&key));
  menu = make_stage_menu (data);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->stage_menu), menu);
}

static void
set_suggested (GtkWidget *button, gboolean suggested)
{
  if (suggested)
    gtk_widget_add_css_class (button, "suggested-action");
  else
    gtk_widget_remove_css_class (button, "suggested-action");
}

/* An arrow says nothing without the next stage beside it. The same again would make it anew. */
static void
show_arrow (CosellDealActionBar *self, gboolean arrow)
{
  GtkMenuButton *button = GTK_MENU_BUTTON (self->stage_menu);

  if (!arrow)
    gtk_menu_button_set_label (button, _ ("Another Stage"));
  else if (gtk_menu_button_get_icon_name (button) == NULL)
    gtk_menu_button_set_icon_name (button, "pan-down-symbolic");
}

static void
update_stages (CosellDealActionBar *self, const CosellDealData *data)
{
  gboolean assessment = data->type == COSELL_DEAL_TYPE_SOLUTION_ASSESSMENT;
  int next = next_stage (data);

  gtk_widget_set_visible (self->stage_box, next != 0 || !assessment);
  gtk_widget_set_visible (self->stage, next != 0);
  gtk_widget_set_visible (self->stage_menu, !assessment);
  set_suggested (self->won, next == 0);
  /* what comes next comes first */
  gtk_widget_insert_before (self->stage_box, self->buttons, next != 0 ? self->ends : NULL);
  show_arrow (self, next != 0);
  if (next != 0)
    {
      g_autofree char *verb = stage_verb (data, next);
      g_autofree char *target = g_strdup_printf ("%d", next);

      gtk_button_set_label (GTK_BUTTON (self->stage), verb);
      gtk_actionable_set_action_target (GTK_ACTIONABLE (self->stage), "s", target);
    }
  if (!assessment && !self->menu_waits)
    update_stage_menu (self, data);
}

/* Somebody opens it before it was filled. */
static void
stage_menu_opened_cb (GtkMenuButton *button, gpointer user_data)
{
  cosell_deal_action_bar_fill_menu (user_data);
}

/* Whether it is allowed now; a refusal becomes a line below the buttons, once. */
static void
update_button (CosellDealActionBar *self,
               GtkWidget *button,
               CosellAction action,
               GPtrArray *reasons)
{
  g_auto (CosellVerdict) verdict = { FALSE };

  cosell_rules_check (cosell_deal_get_data (self->deal), action, cosell_format_now (), &verdict);
  cosell_widget_set_reason (button, NULL, verdict.reason);
  if (verdict.allowed)
    gtk_widget_remove_css_class (button, "refused");
  else
    gtk_widget_add_css_class (button, "refused");
  if (verdict.reason != NULL &&
      !g_ptr_array_find_with_equal_func (reasons, verdict.reason, g_str_equal, NULL))
    g_ptr_array_add (reasons, g_strdup (verdict.reason));
}

static void
update (CosellDealActionBar *self)
{
  g_autoptr (GPtrArray) reasons = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *text = NULL;
  const CosellDealData *data;
  gboolean received, accepted;

  if (self->deal == NULL)
    return;
  data = cosell_deal_get_data (self->deal);
  received = data->status == COSELL_DEAL_STATUS_RECEIVED;
  accepted = data->status == COSELL_DEAL_STATUS_ACCEPTED;
  gtk_widget_set_visible (GTK_WIDGET (self), received || accepted);
  gtk_widget_set_visible (self->accept, received);
  gtk_widget_set_visible (self->decline, received);
  gtk_widget_set_visible (self->stage_box, accepted);
  gtk_widget_set_visible (self->ends, accepted);
  if (received)
    {
      update_button (self, self->accept, COSELL_ACTION_ACCEPT, reasons);
      update_button (self, self->decline, COSELL_ACTION_DECLINE, reasons);
    }
  if (accepted)
    {
      update_stages (self, data);
      if (gtk_widget_get_visible (self->stage))
        update_button (self, self->stage, COSELL_ACTION_STAGE, reasons);
      update_button (self, self->won, COSELL_ACTION_WIN, reasons);
      update_button (self, self->lost, COSELL_ACTION_LOSE, reasons);
    }
  g_ptr_array_add (reasons, NULL);
  text = g_strjoinv ("\n", (char **) reasons->pdata);
  gtk_label_set_label (GTK_LABEL (self->reasons), text);
  gtk_widget_set_visible (self->reasons, *text != '\0');
}

static void
cosell_deal_action_bar_dispose (GObject *object)
{
  CosellDealActionBar *self = COSELL_DEAL_ACTION_BAR (object);

  g_clear_object (&self->signals);
  g_clear_object (&self->deal);
  g_clear_pointer (&self->stage_menu_key, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), COSELL_TYPE_DEAL_ACTION_BAR);
  G_OBJECT_CLASS (cosell_deal_action_bar_parent_class)->dispose (object);
}

static void
cosell_deal_action_bar_class_init (CosellDealActionBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cosell_deal_action_bar_dispose;
  gtk_widget_class_set_css_name (widget_class, "dealactions");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               COSELL_APP_PATH "/deal/cosell-deal-action-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, CosellDealActionBar, buttons);
  gtk_widget_class_bind_template_child (widget_class, CosellDealActionBar, accept);
  gtk_widget_class_bind_template_child (widget_class, CosellDealActionBar, decline);
  gtk_widget_class_bind_template_child (widget_class, CosellDealActionBar, stage_box);
  gtk_widget_class_bind_template_child (widget_class, CosellDealActionBar, stage);
  gtk_widget_class_bind_template_child (widget_class, CosellDealActionBar, stage_menu);
  gtk_widget_class_bind_template_child (widget_class, CosellDealActionBar, ends);
  gtk_widget_class_bind_template_child (widget_class, CosellDealActionBar, won);
  gtk_widget_class_bind_template_child (widget_class, CosellDealActionBar, lost);
  gtk_widget_class_bind_template_child (widget_class, CosellDealActionBar, reasons);
}

static void
cosell_deal_action_bar_init (CosellDealActionBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (self->buttons, cosell_wrap_layout_new (9, 6));
  gtk_widget_set_layout_manager (self->ends, cosell_wrap_layout_new (9, 6));
  cosell_button_let_wrap (GTK_BUTTON (self->accept));
  cosell_button_let_wrap (GTK_BUTTON (self->decline));
  cosell_button_let_wrap (GTK_BUTTON (self->stage));
  cosell_button_let_wrap (GTK_BUTTON (self->won));
  cosell_button_let_wrap (GTK_BUTTON (self->lost));
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->stage_menu), stage_menu_opened_cb,
                                         self, NULL);
  self->signals = g_signal_group_new (COSELL_TYPE_DEAL);
  g_signal_group_connect_swapped (self->signals, "changed", G_CALLBACK (update), self);
}

void
cosell_deal_action_bar_set_deal (CosellDealActionBar *self, CosellDeal *deal)
{
  g_return_if_fail (COSELL_IS_DEAL_ACTION_BAR (self));

  g_set_object (&self->deal, deal);
  g_signal_group_set_target (self->signals, deal);
  self->menu_waits = TRUE;
  update (self);
}

void
cosell_deal_action_bar_fill_menu (CosellDealActionBar *self)
{
  const CosellDealData *data;

  g_return_if_fail (COSELL_IS_DEAL_ACTION_BAR (self));

  if (!self->menu_waits || self->deal == NULL)
    return;
  data = cosell_deal_get_data (self->deal);
  self->menu_waits = FALSE;
  if (data->status == COSELL_DEAL_STATUS_ACCEPTED &&
      data->type != COSELL_DEAL_TYPE_SOLUTION_ASSESSMENT)
    update_stage_menu (self, data);
}
