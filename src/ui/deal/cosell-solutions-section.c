#include "ui/deal/cosell-solutions-section.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-text-show.h"
#include "cosell-config.h"
#include "model/cosell-people.h"
#include "ui/deal/cosell-deal-watch.h"
#include "ui/widgets/cosell-widget-helpers.h"

struct _CosellSolutionsSection
{
  AdwPreferencesGroup parent_instance;

  CosellDeal *deal;        /* (owned) (nullable) */
  GSignalGroup *signals;   /* (owned) of the deal */
  GSignalGroup *solutions; /* (owned) of its list */

  GtkListBox *list;
  GtkWidget *add_button;
};

G_DEFINE_FINAL_TYPE (CosellSolutionsSection, cosell_solutions_section, ADW_TYPE_PREFERENCES_GROUP)

static const char *const watched[] = { "status", "invisible-since", "type", "loaded", NULL };

static char *
describe (CosellSolution *solution)
{
  const char *kind = cosell_solution_kind_label (cosell_solution_get_kind (solution));
  const char *id = cosell_solution_get_id (solution);
  g_autofree char *publisher = NULL, *who = NULL;

  g_object_get (solution, "publisher", &publisher, NULL);
  who = cosell_widget_join (kind, publisher);
  /* without a name the id is the title */
  if (g_strcmp0 (cosell_solution_get_display_name (solution), id) == 0)
    return g_steal_pointer (&who);
  return cosell_widget_join (who, id);
}

static char *
removal_label (CosellSolution *solution)
{
  /* Translators: %s is the name of a solution */
  return cosell_text_format (_ ("Remove %s"), cosell_solution_get_display_name (solution));
}

static GtkWidget *
make_row (gpointer item, gpointer user_data)
{
  CosellSolution *solution = item;
  g_autofree char *description = describe (solution);
  GtkWidget *row = cosell_widget_row (cosell_solution_get_display_name (solution), description);
  g_autofree char *label = removal_label (solution);
  GtkWidget *remove = cosell_widget_button ("user-trash-symbolic", label, "deal.remove-solution",
                                            cosell_solution_get_id (solution));

  if (cosell_solution_is_eligible (solution))
    adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                               cosell_widget_pill (_ ("Incentive-eligible"), "success"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), remove);
  g_object_set_data (G_OBJECT (row), "remove", remove);
  g_object_set_data (G_OBJECT (row), "solution", solution);
  return row;
}

/* A6: those of an assessment never change. */
static gboolean
can_change (CosellSolutionsSection *self)
{
  return cosell_widget_is_open (self->deal) &&
         cosell_deal_get_data (self->deal)->type != COSELL_DEAL_TYPE_SOLUTION_ASSESSMENT;
}

static void
update_row (CosellSolutionsSection *self, CosellSolution *solution, GtkWidget *remove)
{
  CosellEdit *edit = cosell_edit_new (cosell_deal_get_id (self->deal));
  g_autofree char *label = removal_label (solution);
  g_autofree char *reason = NULL;

  cosell_edit_remove_solution (edit, cosell_solution_get_id (solution));
  reason = cosell_widget_refusal (self->deal, edit);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (remove),
                                  reason == NULL ? "deal.remove-solution" : NULL);
  gtk_widget_set_sensitive (remove, reason == NULL);
  cosell_widget_set_reason (remove, label, reason);
  gtk_widget_set_visible (remove, can_change (self));
}

static void
update (CosellSolutionsSection *self)
{
  g_autofree char *reason = NULL;

  if (self->deal == NULL || !cosell_deal_is_loaded (self->deal))
    return;
  reason = cosell_widget_edit_reason (self->deal);
  cosell_widget_set_reason (self->add_button, NULL, reason);
  gtk_widget_set_visible (self->add_button, can_change (self));
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      CosellSolution *solution = g_object_get_data (G_OBJECT (row), "solution");

      if (solution != NULL)
        update_row (self, solution, g_object_get_data (G_OBJECT (row), "remove"));
    }
}

static void
cosell_solutions_section_dispose (GObject *object)
{
  CosellSolutionsSection *self = COSELL_SOLUTIONS_SECTION (object);

  g_clear_object (&self->signals);
  g_clear_object (&self->solutions);
  g_clear_object (&self->deal);
  G_OBJECT_CLASS (cosell_solutions_section_parent_class)->dispose (object);
}

static void
cosell_solutions_section_class_init (CosellSolutionsSectionClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cosell_solutions_section_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               COSELL_APP_PATH "/deal/cosell-solutions-section.ui");
  gtk_widget_class_bind_template_child (widget_class, CosellSolutionsSection, list);
  gtk_widget_class_bind_template_child (widget_class, CosellSolutionsSection, add_button);
}

static void
cosell_solutions_section_init (CosellSolutionsSection *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_placeholder (self->list,
                                cosell_widget_placeholder (_ ("The deal names no solution.")));
  self->signals = cosell_deal_watch_new (watched, (CosellDealWatchFunc) update, self);
  self->solutions = g_signal_group_new (G_TYPE_LIST_MODEL);
  g_signal_group_connect_object (self->solutions, "items-changed", G_CALLBACK (update), self,
                                 G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

void
cosell_solutions_section_set_deal (CosellSolutionsSection *self, CosellDeal *deal)
{
  GListModel *solutions = deal != NULL ? cosell_deal_get_solutions (deal) : NULL;

  g_return_if_fail (COSELL_IS_SOLUTIONS_SECTION (self));

  if (!g_set_object (&self->deal, deal))
    return;
  g_signal_group_set_target (self->signals, deal);
  gtk_list_box_bind_model (self->list, solutions, make_row, NULL, NULL);
  g_signal_group_set_target (self->solutions, solutions);
  update (self);
}
