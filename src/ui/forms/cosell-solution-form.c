#include "ui/forms/cosell-solution-form.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/cosell-intl.h"
#include "base/cosell-str.h"
#include "cosell-config.h"
#include "model/cosell-people.h"
#include "model/cosell-rule-error.h"
#include "ui/widgets/cosell-long-entry.h"
#include "ui/widgets/cosell-widget-helpers.h"

struct _CosellSolutionForm
{
  CosellDealForm parent_instance;

  GListModel *solutions; /* (owned) (nullable) of CosellSolution */
  GHashTable *chosen;    /* (owned) id → CosellSolution */
  GHashTable *wanted;    /* (owned) set of ids that are to be chosen once they are offered */
  char *search;          /* (owned) folded */

  GtkSearchEntry *search_entry;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (CosellSolutionForm, cosell_solution_form, COSELL_TYPE_DEAL_FORM)

static void
update (CosellSolutionForm *self);

static void
name_message (CosellSolutionForm *self)
{
  guint n = g_hash_table_size (self->chosen);

  cosell_deal_form_set_words (COSELL_DEAL_FORM (self), _ ("Add Solutions"), _ ("Add"),
                              ngettext ("Solution added", "Solutions added", n));
}

/* --- form --- */

/* In the order of the list, whatever the order of choosing. */
static gboolean
cosell_solution_form_collect (CosellDealForm *form, CosellEdit *edit, GError **error)
{
  CosellSolutionForm *self = COSELL_SOLUTION_FORM (form);

  if (g_hash_table_size (self->chosen) == 0)
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
      g_set_error_literal (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED,
                           _ ("Choose at least one solution of the list."));
      return FALSE;
    }
  for (guint i = 0; i < g_list_model_get_n_items (self->solutions); i++)
    {
      g_autoptr (CosellSolution) solution = g_list_model_get_item (self->solutions, i);

      if (g_hash_table_contains (self->chosen, cosell_solution_get_id (solution)))
        cosell_edit_add_solution (edit, solution);
    }
  return TRUE;
}

/* In the order of their ids: the same choice is the same text. */
static void
cosell_solution_form_write (CosellDealForm *form, CosellUnsavedForm *kept)
{
  CosellSolutionForm *self = COSELL_SOLUTION_FORM (form);
  g_autoptr (GHashTable) all = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GList) ids = NULL;
  g_autoptr (GString) value = g_string_new (NULL);
  g_autoptr (GString) words = g_string_new (NULL);
  GHashTableIter iter;
  gpointer id, solution;

  g_hash_table_iter_init (&iter, self->wanted);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_hash_table_insert (all, id, NULL);
  g_hash_table_iter_init (&iter, self->chosen);
  while (g_hash_table_iter_next (&iter, &id, &solution))
    g_hash_table_insert (all, id, solution);
  ids = g_list_sort (g_hash_table_get_keys (all), (GCompareFunc) strcmp);
  for (GList *l = ids; l != NULL; l = l->next)
    {
      solution = g_hash_table_lookup (all, l->data);
      g_string_append_printf (value, "%s%s", value->len > 0 ? "\n" : "", (char *) l->data);
      g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "",
                              solution != NULL ? cosell_solution_get_display_name (solution)
                                               : (const char *) l->data);
    }
  cosell_unsaved_form_add (kept, "solutions", _ ("Solutions"), NULL, value->str, words->str);
}

static void
cosell_solution_form_fill (CosellDealForm *form, const CosellUnsavedForm *kept)
{
  CosellSolutionForm *self = COSELL_SOLUTION_FORM (form);
  g_auto (GStrv) ids = NULL;
  const char *value;

  if (!cosell_unsaved_form_get (kept, "solutions", &value))
    return;
  ids = g_strsplit (value, "\n", -1);
  g_hash_table_remove_all (self->chosen);
  g_hash_table_remove_all (self->wanted);
  for (guint i = 0; ids[i] != NULL; i++)
    if (*ids[i] != '\0')
      g_hash_table_add (self->wanted, g_strdup (ids[i]));
  update (self);
}

/* --- list --- */

static gboolean
is_in_deal (CosellSolutionForm *self, CosellSolution *solution)
{
  GListModel *present = cosell_deal_get_solutions (self->parent_instance.deal);

  for (guint i = 0; i < g_list_model_get_n_items (present); i++)
    {
      g_autoptr (CosellSolution) other = g_list_model_get_item (present, i);

      if (g_ascii_strcasecmp (cosell_solution_get_id (other), cosell_solution_get_id (solution)) ==
          0)
        return TRUE;
    }
  return FALSE;
}

/* C9: of own solutions and those of other partners, the co-sell-ready ones only. */
static gboolean
is_offered (CosellSolutionForm *self, CosellSolution *solution)
{
  gboolean ready;

  g_object_get (solution, "co-sell-ready", &ready, NULL);
  switch (cosell_solution_get_kind (solution))
    {
    case COSELL_SOLUTION_KIND_OWN:
    case COSELL_SOLUTION_KIND_THIRD_PARTY:
      return ready && !is_in_deal (self, solution);
    case COSELL_SOLUTION_KIND_MICROSOFT:
      return !is_in_deal (self, solution);
    case COSELL_SOLUTION_KIND_ASSESSMENT:
      return FALSE;
    }
  g_return_val_if_reached (FALSE);
}

static void
toggled_cb (GtkCheckButton *check, CosellSolutionForm *self)
{
  CosellSolution *solution = g_object_get_data (G_OBJECT (check), "solution");

  if (gtk_check_button_get_active (check))
    g_hash_table_insert (self->chosen, g_strdup (cosell_solution_get_id (solution)),
                         g_object_ref (solution));
  else
    g_hash_table_remove (self->chosen, cosell_solution_get_id (solution));
  name_message (self);
  g_signal_emit_by_name (self, "typed");
}

static void
add_row (CosellSolutionForm *self, CosellSolution *solution)
{
  const char *name = cosell_solution_get_display_name (solution);
  const char *kind = cosell_solution_kind_label (cosell_solution_get_kind (solution));
  g_autofree char *publisher = NULL, *subtitle = NULL, *searched = NULL;
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *row;

  g_object_get (solution, "publisher", &publisher, NULL);
  subtitle = cosell_widget_join (kind, publisher);
  row = cosell_widget_row (name, subtitle);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check),
                               g_hash_table_contains (self->chosen,
                                                      cosell_solution_get_id (solution)));
  g_object_set_data_full (G_OBJECT (check), "solution", g_object_ref (solution), g_object_unref);
  g_signal_connect_object (check, "toggled", G_CALLBACK (toggled_cb), self, 0);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  if (cosell_solution_is_eligible (solution))
    adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                               cosell_widget_pill (_ ("Incentive-eligible"), "success"));
  searched = g_strjoin (" ", name, cosell_solution_get_id (solution), subtitle, NULL);
  g_object_set_data_full (G_OBJECT (row), "folded", cosell_intl_fold (searched), g_free);
  gtk_list_box_append (self->list, row);
}

static void
update (CosellSolutionForm *self)
{
  GtkWidget *row;

  while ((row = GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, 0))) != NULL)
    gtk_list_box_remove (self->list, row);
  for (guint i = 0; i < g_list_model_get_n_items (self->solutions); i++)
    {
      g_autoptr (CosellSolution) solution = g_list_model_get_item (self->solutions, i);

      if (!is_offered (self, solution))
        continue;
      if (g_hash_table_remove (self->wanted, cosell_solution_get_id (solution)))
        g_hash_table_insert (self->chosen, g_strdup (cosell_solution_get_id (solution)),
                             g_object_ref (solution));
      add_row (self, solution);
    }
  name_message (self);
}

static gboolean
filter_func (GtkListBoxRow *row, gpointer user_data)
{
  CosellSolutionForm *self = user_data;

  return self->search == NULL ||
         strstr (g_object_get_data (G_OBJECT (row), "folded"), self->search) != NULL;
}

static void
search_changed_cb (GtkSearchEntry *entry, CosellSolutionForm *self)
{
  cosell_take_str (&self->search, cosell_intl_fold (gtk_editable_get_text (GTK_EDITABLE (entry))));
  gtk_list_box_invalidate_filter (self->list);
}

/* Enter goes to what was found, where Enter chooses. */
static void
search_activated_cb (GtkSearchEntry *entry, CosellSolutionForm *self)
{
  search_changed_cb (entry, self); /* as typed just now */
  gtk_widget_child_focus (GTK_WIDGET (self->list), GTK_DIR_TAB_FORWARD);
}

/* A search takes Escape for itself; here it closes the dialog as in any other field. */
static void
search_stopped_cb (GtkSearchEntry *entry)
{
  gtk_widget_activate_action (GTK_WIDGET (entry), "dialog.cancel", NULL);
}

/* --- life --- */

static void
cosell_solution_form_dispose (GObject *object)
{
  CosellSolutionForm *self = COSELL_SOLUTION_FORM (object);

  g_clear_object (&self->solutions);
  G_OBJECT_CLASS (cosell_solution_form_parent_class)->dispose (object);
}

static void
cosell_solution_form_finalize (GObject *object)
{
  CosellSolutionForm *self = COSELL_SOLUTION_FORM (object);

  g_hash_table_unref (self->chosen);
  g_hash_table_unref (self->wanted);
  g_free (self->search);
  G_OBJECT_CLASS (cosell_solution_form_parent_class)->finalize (object);
}

static void
cosell_solution_form_class_init (CosellSolutionFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  CosellDealFormClass *form_class = COSELL_DEAL_FORM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cosell_solution_form_dispose;
  G_OBJECT_CLASS (klass)->finalize = cosell_solution_form_finalize;
  form_class->name = "solutions";
  form_class->collect = cosell_solution_form_collect;
  form_class->write = cosell_solution_form_write;
  form_class->fill = cosell_solution_form_fill;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               COSELL_APP_PATH "/forms/cosell-solution-form.ui");
  gtk_widget_class_bind_template_child (widget_class, CosellSolutionForm, search_entry);
  gtk_widget_class_bind_template_child (widget_class, CosellSolutionForm, list);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_stopped_cb);
}

static void
cosell_solution_form_init (CosellSolutionForm *self)
{
  self->chosen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->wanted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  name_message (self);
  cosell_long_entry_limit_search (self->search_entry);
  gtk_list_box_set_filter_func (self->list, filter_func, self, NULL);
  gtk_list_box_set_placeholder (self->list, cosell_widget_placeholder (_ (
                                                "No solution of the catalogue fits. Solutions that "
                                                "are not co-sell ready are not offered.")));
}

GtkWidget *
cosell_solution_form_new (CosellDeal *deal, CosellCatalog *catalog)
{
  CosellSolutionForm *self;

  g_return_val_if_fail (COSELL_IS_DEAL (deal), NULL);

  self = g_object_new (COSELL_TYPE_SOLUTION_FORM, NULL);
  self->parent_instance.deal = g_object_ref (deal);
  self->solutions = g_object_ref (cosell_catalog_get_solutions (catalog));
  g_signal_connect_object (self->solutions, "items-changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (cosell_deal_get_solutions (deal), "items-changed", G_CALLBACK (update),
                           self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}
