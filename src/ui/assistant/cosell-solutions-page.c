#include "ui/assistant/cosell-solutions-page.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "app/cosell-catalog.h"
#include "base/cosell-text-show.h"
#include "cosell-config.h"
#include "model/cosell-people.h"
#include "ui/widgets/cosell-check-row.h"
#include "ui/widgets/cosell-completions.h"
#include "ui/widgets/cosell-field-caption.h"
#include "ui/widgets/cosell-long-entry.h"
#include "ui/widgets/cosell-long-text.h"
#include "ui/widgets/cosell-tip.h"
#include "ui/widgets/cosell-widget-helpers.h"

#define N_SOURCES 4
#define MAX_SHOWN 100

struct _CosellSolutionsPage
{
  CosellAssistantPage parent_instance;

  GListStore *chosen;  /* (unowned) the draft's */
  GListModel *catalog; /* (unowned) the session's */
  CosellSolutionKind source;
  gboolean filling; /* rows are being made or set from here */

  GtkGrid *sources;
  GtkToggleButton *buttons[N_SOURCES];
  GtkSearchEntry *search;
  GtkListBox *list;
  GtkLabel *empty;
  GtkWidget *location_box;
  CosellCompletionRow *location;
  CosellCheckRow *consent;
  CosellTip *tip;
  GtkWidget *tip_link;
  GtkWidget *chosen_box;
  GtkLabel *chosen_title;
  GtkListBox *chosen_list;
};

G_DEFINE_FINAL_TYPE (CosellSolutionsPage, cosell_solutions_page, COSELL_TYPE_ASSISTANT_PAGE)

static gboolean
get_flag (CosellSolution *solution, const char *property)
{
  gboolean flag;

  g_object_get (solution, property, &flag, NULL);
  return flag;
}

/* The position of a solution among the chosen ones, by its ID; -1 when it is not there. */
static int
find_chosen (CosellSolutionsPage *self, const char *id)
{
  GListModel *chosen = G_LIST_MODEL (self->chosen);

  for (guint i = 0; i < g_list_model_get_n_items (chosen); i++)
    {
      g_autoptr (CosellSolution) solution = g_list_model_get_item (chosen, i);

      if (g_ascii_strcasecmp (cosell_solution_get_id (solution), id) == 0)
        return (int) i;
    }
  return -1;
}

static void
remove_solution (CosellSolutionsPage *self, const char *id)
{
  int position = find_chosen (self, id);

  if (position >= 0)
    g_list_store_remove (self->chosen, (guint) position);
}

/* A6: one assessment takes the place of another. */
static void
remove_assessments (CosellSolutionsPage *self)
{
  GListModel *chosen = G_LIST_MODEL (self->chosen);

  for (guint i = g_list_model_get_n_items (chosen); i > 0; i--)
    {
      g_autoptr (CosellSolution) solution = g_list_model_get_item (chosen, i - 1);

      if (cosell_solution_get_kind (solution) == COSELL_SOLUTION_KIND_ASSESSMENT)
        g_list_store_remove (self->chosen, i - 1);
    }
}

static void
add_solution (CosellSolutionsPage *self, CosellSolution *solution)
{
  if (find_chosen (self, cosell_solution_get_id (solution)) >= 0)
    return;
  if (cosell_solution_get_kind (solution) == COSELL_SOLUTION_KIND_ASSESSMENT)
    remove_assessments (self);
  g_list_store_append (self->chosen, solution);
}

/* --- what can be chosen --- */

/* C9: own and other partners' solutions only when they are co-sell ready. */
static gboolean
is_offered (CosellSolution *solution, CosellSolutionKind source)
{
  if (cosell_solution_get_kind (solution) != source)
    return FALSE;
  switch (source)
    {
    case COSELL_SOLUTION_KIND_OWN:
    case COSELL_SOLUTION_KIND_THIRD_PARTY:
      return get_flag (solution, "co-sell-ready");
    case COSELL_SOLUTION_KIND_MICROSOFT:
    case COSELL_SOLUTION_KIND_ASSESSMENT:
      return TRUE;
    }
  return FALSE;
}

static gboolean
matches (CosellSolution *solution, const char *typed)
{
  g_autofree char *id = g_ascii_strup (cosell_solution_get_id (solution), -1);
  g_autofree char *upper = g_ascii_strup (typed, -1);
  g_autofree char *publisher = NULL;
  g_autofree char *text = NULL;

  g_object_get (solution, "publisher", &publisher, NULL);
  text = g_strjoin (" ", cosell_solution_get_display_name (solution), publisher, NULL);
  return *typed == '\0' || strstr (id, upper) != NULL || cosell_completions_match (text, typed);
}

static gboolean
has_any (CosellSolutionsPage *self, CosellSolutionKind source)
{
  for (guint i = 0; i < g_list_model_get_n_items (self->catalog); i++)
    {
      g_autoptr (CosellSolution) solution = g_list_model_get_item (self->catalog, i);

      if (is_offered (solution, source))
        return TRUE;
    }
  return FALSE;
}

/* --- rows --- */

static char *
describe_solution (CosellSolution *solution, gboolean with_eligible)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *publisher = NULL;
  const char *id = cosell_solution_get_id (solution);

  g_object_get (solution, "publisher", &publisher, NULL);
  if (!g_str_equal (cosell_solution_get_display_name (solution), id))
    g_string_append (text, id);
  if (publisher != NULL && *publisher != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", publisher);
  if (with_eligible && cosell_solution_is_eligible (solution))
    g_string_append_printf (text, "\n%s", _ ("Incentive-eligible"));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
row_toggled_cb (CosellCheckRow *row, CosellSolutionsPage *self)
{
  CosellSolution *solution = g_object_get_data (G_OBJECT (row), "solution");

  if (self->filling)
    return;
  if (cosell_check_row_get_active (row))
    add_solution (self, solution);
  else
    remove_solution (self, cosell_solution_get_id (solution));
}

static GtkWidget *
make_row (CosellSolutionsPage *self, CosellSolution *solution, const char *title)
{
  gboolean narrow = cosell_assistant_page_is_narrow (COSELL_ASSISTANT_PAGE (self));
  g_autofree char *subtitle = describe_solution (solution, narrow);
  GtkWidget *row = cosell_check_row_new (title, subtitle);

  g_object_set (row, "round", TRUE, NULL);
  g_object_set_data_full (G_OBJECT (row), "solution", g_object_ref (solution), g_object_unref);
  cosell_check_row_set_active (COSELL_CHECK_ROW (row),
                               find_chosen (self, cosell_solution_get_id (solution)) >= 0);
  if (!narrow && cosell_solution_is_eligible (solution))
    adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                               cosell_widget_pill (_ ("Incentive-eligible"), "success"));
  g_signal_connect (row, "toggled", G_CALLBACK (row_toggled_cb), self);
  return row;
}

/* What no catalogue knows can be given by its ID all the same. */
static void
append_unknown (CosellSolutionsPage *self, const char *id)
{
  g_autoptr (CosellSolution) solution = cosell_solution_new (id, NULL, self->source);
  g_autofree char *title = cosell_text_format (_ ("Use the ID “%s”"), id);
  GtkWidget *row = make_row (self, solution, title);

  cosell_long_text_show_value (
      ADW_ACTION_ROW (row), _ ("No solution of this ID is known here; Partner Center checks it."));
  gtk_list_box_append (self->list, row);
}

static void
clear_list (GtkListBox *list)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (list))) != NULL)
    gtk_list_box_remove (list, row);
}

static void
show_empty (CosellSolutionsPage *self, guint n_found, guint n_offered, const char *typed)
{
  g_autofree char *text = NULL;

  if (n_found > MAX_SHOWN)
    /* Translators: how many are shown, and how many there are */
    text = g_strdup_printf (ngettext ("The first %d of %u solution is shown. Search to see the "
                                      "others.",
                                      "The first %d of %u solutions are shown. Search to see the "
                                      "others.",
                                      n_found),
                            MAX_SHOWN, n_found);
  else if (n_offered == 0 && *typed == '\0')
    text = g_strdup (_ ("No solutions are known here yet. Search for an ID to add one."));
  gtk_label_set_label (self->empty, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->empty), text != NULL);
}

/* The ID of the solution whose row has the focus. Returns: (transfer full) (nullable) */
static char *
dup_focused_id (CosellSolutionsPage *self)
{
  GtkWidget *row = gtk_widget_get_focus_child (GTK_WIDGET (self->list));
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self->list));

  if (row == NULL || root == NULL || gtk_root_get_focus (root) != row)
    return NULL;
  return g_strdup (cosell_solution_get_id (g_object_get_data (G_OBJECT (row), "solution")));
}

/* Rows are made again while somebody goes through them, as the catalogue comes in. */
static void
focus_id (CosellSolutionsPage *self, const char *id)
{
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list));
       row != NULL && id != NULL; row = gtk_widget_get_next_sibling (row))
    if (g_str_equal (cosell_solution_get_id (g_object_get_data (G_OBJECT (row), "solution")), id))
      {
        gtk_widget_grab_focus (row);
        return;
      }
}

static void
fill_list (CosellSolutionsPage *self)
{
  g_autofree char *focused = dup_focused_id (self);
  g_autofree char *typed =
      g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->search))));
  guint n_found = 0, n_offered = 0;
  gboolean exact = FALSE;

  self->filling = TRUE;
  clear_list (self->list);
  for (guint i = 0; i < g_list_model_get_n_items (self->catalog); i++)
    {
      g_autoptr (CosellSolution) solution = g_list_model_get_item (self->catalog, i);

      exact = exact || g_ascii_strcasecmp (cosell_solution_get_id (solution), typed) == 0;
      if (!is_offered (solution, self->source))
        continue;
      n_offered++;
      if (matches (solution, typed) && n_found++ < MAX_SHOWN)
        gtk_list_box_append (self->list, make_row (self, solution,
                                                   cosell_solution_get_display_name (solution)));
    }
  if (*typed != '\0' && !exact && n_found == 0)
    append_unknown (self, typed);
  gtk_widget_set_visible (GTK_WIDGET (self->list), n_found > 0 || *typed != '\0');
  show_empty (self, n_found, n_offered, typed);
  self->filling = FALSE;
  focus_id (self, focused);
}

/* --- chosen ones --- */

static void
remove_clicked_cb (GtkButton *button, CosellSolutionsPage *self)
{
  remove_solution (self, g_object_get_data (G_OBJECT (button), "id"));
}

static GtkWidget *
make_chosen (gpointer item, gpointer user_data)
{
  CosellSolution *solution = item;
  const char *name = cosell_solution_get_display_name (solution);
  const char *kind = cosell_solution_kind_label (cosell_solution_get_kind (solution));
  g_autofree char *label = cosell_text_format (_ ("Remove %s"), name);
  GtkWidget *row = cosell_widget_row (name, kind);
  GtkWidget *button = cosell_widget_button ("user-trash-symbolic", label, NULL, NULL);

  g_object_set (row, "title-lines", 0, "subtitle-lines", 0, NULL);
  g_object_set_data_full (G_OBJECT (button), "id", g_strdup (cosell_solution_get_id (solution)),
                          g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (remove_clicked_cb), user_data);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  return row;
}

static void
update_rows (CosellSolutionsPage *self)
{
  self->filling = TRUE;
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      CosellSolution *solution = g_object_get_data (G_OBJECT (row), "solution");

      cosell_check_row_set_active (COSELL_CHECK_ROW (row),
                                   find_chosen (self, cosell_solution_get_id (solution)) >= 0);
    }
  self->filling = FALSE;
}

/* --- what else is said --- */

static const char *
find_warning (GPtrArray *issues)
{
  for (guint i = 0; i < issues->len; i++)
    {
      const CosellIssue *issue = g_ptr_array_index (issues, i);

      if (issue->page == COSELL_DRAFT_STEP_SOLUTIONS && issue->severity == COSELL_SEVERITY_WARNING)
        return issue->message;
    }
  return NULL;
}

static void
update_tip (CosellSolutionsPage *self, GPtrArray *issues)
{
  const char *warning = find_warning (issues);
  CosellSession *session = cosell_assistant_page_get_session (COSELL_ASSISTANT_PAGE (self));
  gboolean lacking = cosell_catalog_lacks_ready_solution (cosell_session_get_catalog (session));
  const char *text;

  if (lacking) /* C19 */
    text = _ ("None of your company’s solutions is known to be co-sell ready. Microsoft tells what "
              "it takes.");
  else if (self->source == COSELL_SOLUTION_KIND_ASSESSMENT)
    text = _ ("An assessment stands alone in its deal and cannot be changed later. The location "
              "decides the payment.");
  else if (warning != NULL)
    text = warning;
  else
    text = _ ("Deals with an incentive-eligible solution can be registered after Won, unless the "
              "deal is private.");
  g_object_set (self->tip, "text", text, "warning", lacking || text == warning, NULL);
  gtk_widget_set_visible (self->tip_link, lacking);
}

static void
update_chosen (CosellSolutionsPage *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->chosen));
  g_autofree char *title = g_strdup_printf (_ ("Chosen (%u)"), n);
  gboolean assessment = FALSE;
  CosellCatalog *catalog =
      cosell_session_get_catalog (cosell_assistant_page_get_session (COSELL_ASSISTANT_PAGE (self)));

  gtk_label_set_label (self->chosen_title, title);
  gtk_widget_set_visible (self->chosen_box, n > 0);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (CosellSolution) solution = g_list_model_get_item (G_LIST_MODEL (self->chosen), i);

      assessment =
          assessment || cosell_solution_get_kind (solution) == COSELL_SOLUTION_KIND_ASSESSMENT;
    }
  gtk_widget_set_visible (self->location_box, assessment);
  gtk_widget_set_visible (GTK_WIDGET (self->buttons[COSELL_SOLUTION_KIND_ASSESSMENT]),
                          assessment || (cosell_catalog_may_assess (catalog) &&
                                         has_any (self, COSELL_SOLUTION_KIND_ASSESSMENT)));
}

/* --- callbacks --- */

/* A search takes Escape for itself; here it closes the window as in any other field. */
static void
search_stopped_cb (GtkSearchEntry *entry)
{
  gtk_widget_activate_action (GTK_WIDGET (entry), "window.close", NULL);
}

/* Enter goes to what was found, where Enter chooses. */
static void
search_activated_cb (GtkSearchEntry *entry, CosellSolutionsPage *self)
{
  fill_list (self); /* as typed just now */
  gtk_widget_child_focus (GTK_WIDGET (self->list), GTK_DIR_TAB_FORWARD);
}

static void
source_toggled_cb (GtkToggleButton *button, CosellSolutionsPage *self)
{
  if (!gtk_toggle_button_get_active (button) ||
      cosell_assistant_page_get_draft (COSELL_ASSISTANT_PAGE (self)) == NULL)
    return;
  for (guint i = 0; i < N_SOURCES; i++)
    if (self->buttons[i] == button)
      self->source = (CosellSolutionKind) i;
  fill_list (self);
  gtk_widget_activate_action (GTK_WIDGET (self), "assistant.check", NULL);
}

static void
search_changed_cb (CosellSolutionsPage *self)
{
  if (self->catalog != NULL)
    fill_list (self);
}

static void
catalog_changed_cb (CosellSolutionsPage *self)
{
  if (cosell_assistant_page_get_draft (COSELL_ASSISTANT_PAGE (self)) == NULL)
    return;
  fill_list (self);
  update_chosen (self);
}

/* --- page --- */

static void
cosell_solutions_page_bind (CosellAssistantPage *page)
{
  CosellSolutionsPage *self = COSELL_SOLUTIONS_PAGE (page);
  CosellDraft *draft = cosell_assistant_page_get_draft (page);
  CosellCatalog *catalog = cosell_session_get_catalog (cosell_assistant_page_get_session (page));

  self->chosen = cosell_draft_get_solutions (draft);
  self->catalog = cosell_catalog_get_solutions (catalog);
  cosell_completions_offer (self->location, COSELL_MEMBER_LOCATION, catalog);
  g_object_bind_property (draft, "location", self->location, "value",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  g_object_bind_property (cosell_draft_get_customer (draft), "consent", self->consent, "active",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  gtk_list_box_bind_model (self->chosen_list, G_LIST_MODEL (self->chosen), make_chosen, self, NULL);
  g_signal_connect_object (self->catalog, "items-changed", G_CALLBACK (catalog_changed_cb), self,
                           G_CONNECT_SWAPPED);
  fill_list (self);
}

static void
cosell_solutions_page_update (CosellAssistantPage *page, GPtrArray *issues)
{
  CosellSolutionsPage *self = COSELL_SOLUTIONS_PAGE (page);

  update_rows (self);
  update_chosen (self);
  update_tip (self, issues);
}

/* Four sources side by side, or two by two. */
static void
cosell_solutions_page_set_narrow (CosellAssistantPage *page, gboolean narrow)
{
  CosellSolutionsPage *self = COSELL_SOLUTIONS_PAGE (page);
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self->sources));

  for (int i = 0; i < N_SOURCES; i++)
    {
      GtkLayoutChild *child =
          gtk_layout_manager_get_layout_child (layout, GTK_WIDGET (self->buttons[i]));

      g_object_set (child, "column", narrow ? i % 2 : i, "row", narrow ? i / 2 : 0, NULL);
    }
  if (self->catalog != NULL)
    fill_list (self);
}

/* Most deals have solutions of the own company, which are listed first; the sources stand before
 * the search. */
static gboolean
cosell_solutions_page_focus_first (CosellAssistantPage *page)
{
  return gtk_widget_grab_focus (GTK_WIDGET (COSELL_SOLUTIONS_PAGE (page)->search));
}

static gboolean
cosell_solutions_page_focus_field (CosellAssistantPage *page, const char *field)
{
  return cosell_solutions_page_focus_first (page);
}

static void
cosell_solutions_page_dispose (GObject *object)
{
  CosellSolutionsPage *self = COSELL_SOLUTIONS_PAGE (object);

  if (self->chosen_list != NULL)
    gtk_list_box_bind_model (self->chosen_list, NULL, NULL, NULL, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), COSELL_TYPE_SOLUTIONS_PAGE);
  G_OBJECT_CLASS (cosell_solutions_page_parent_class)->dispose (object);
}

static void
cosell_solutions_page_class_init (CosellSolutionsPageClass *klass)
{
  static const char *const names[N_SOURCES] = { "own", "microsoft", "third_party", "assessment" };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  CosellAssistantPageClass *page_class = COSELL_ASSISTANT_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cosell_solutions_page_dispose;
  page_class->bind = cosell_solutions_page_bind;
  page_class->update = cosell_solutions_page_update;
  page_class->set_narrow = cosell_solutions_page_set_narrow;
  page_class->focus_first = cosell_solutions_page_focus_first;
  page_class->focus_field = cosell_solutions_page_focus_field;

  g_type_ensure (COSELL_TYPE_CHECK_ROW);
  g_type_ensure (COSELL_TYPE_FIELD_CAPTION);
  g_type_ensure (COSELL_TYPE_TIP);
  g_type_ensure (COSELL_TYPE_COMPLETION_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, COSELL_APP_PATH
                                               "/assistant/cosell-solutions-page.ui");
  for (guint i = 0; i < N_SOURCES; i++)
    gtk_widget_class_bind_template_child_full (widget_class, names[i], FALSE,
                                               G_STRUCT_OFFSET (CosellSolutionsPage, buttons) +
                                                   (gssize) (i * sizeof (gpointer)));
  gtk_widget_class_bind_template_child (widget_class, CosellSolutionsPage, sources);
  gtk_widget_class_bind_template_child (widget_class, CosellSolutionsPage, search);
  gtk_widget_class_bind_template_child (widget_class, CosellSolutionsPage, list);
  gtk_widget_class_bind_template_child (widget_class, CosellSolutionsPage, empty);
  gtk_widget_class_bind_template_child (widget_class, CosellSolutionsPage, location_box);
  gtk_widget_class_bind_template_child (widget_class, CosellSolutionsPage, location);
  gtk_widget_class_bind_template_child (widget_class, CosellSolutionsPage, consent);
  gtk_widget_class_bind_template_child (widget_class, CosellSolutionsPage, tip);
  gtk_widget_class_bind_template_child (widget_class, CosellSolutionsPage, tip_link);
  gtk_widget_class_bind_template_child (widget_class, CosellSolutionsPage, chosen_box);
  gtk_widget_class_bind_template_child (widget_class, CosellSolutionsPage, chosen_title);
  gtk_widget_class_bind_template_child (widget_class, CosellSolutionsPage, chosen_list);
  gtk_widget_class_bind_template_callback (widget_class, source_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_stopped_cb);
}

static void
cosell_solutions_page_init (CosellSolutionsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  cosell_long_entry_limit_search (self->search);
  for (guint i = 0; i < N_SOURCES; i++)
    gtk_label_set_ellipsize (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (self->buttons[i]))),
                             PANGO_ELLIPSIZE_END);
}
