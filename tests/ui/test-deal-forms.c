/* What the forms of a deal tell and offer: all errors at once, and what was used before. */
#include "deal-fixture.h"

#include "app/cosell-catalog-private.h"
#include "model/cosell-people.h"
#include "support/await.h"
#include "support/json-text.h"
#include "ui/deal/cosell-deal-dialog.h"
#include "ui/deal/cosell-details-section.h"
#include "ui/forms/cosell-deal-form.h"
#include "ui/forms/cosell-member-form.h"
#include "ui/forms/cosell-solution-form.h"
#include "ui/widgets/cosell-choice-row.h"
#include "ui/widgets/cosell-completion-row.h"

typedef DealFixture Fixture;

/* D2: all that is wrong is told at once, and a value without a currency with its reason. */
static void
test_accept_errors (Fixture *f, gconstpointer filter)
{
  GtkWidget *dialog = deal_fixture_open_form (f, "deal.accept");
  GtkWidget *currency = ui_get (dialog, COSELL_TYPE_COMPLETION_ROW, "Currency");
  GtkWidget *name = ui_get (dialog, ADW_TYPE_ENTRY_ROW, "Deal name");

  ui_type (dialog, "Deal name", "");
  ui_type (dialog, "Estimated value", "many");
  ui_type (dialog, "Currency", "");
  ui_type (dialog, "Estimated close date (YYYY-MM-DD)", "");
  g_signal_emit_by_name (ui_get (dialog, GTK_TYPE_BUTTON, "Add a Team Member"), "clicked");
  ui_type (dialog, "First name", "Ola");
  ui_type (dialog, "E-mail", "nobody");
  deal_fixture_save_form (dialog);
  g_assert_true (ui_shows (dialog, "Give the deal a name that identifies it later."));
  g_assert_true (ui_shows (dialog, "“many” is not a number. Write digits, with a period before the "
                                   "decimals, such as 1200000.50."));
  g_assert_true (ui_shows (dialog, "Choose the currency of the value."));
  g_assert_true (ui_shows (dialog, "Give the date on which you expect to close the deal."));
  g_assert_true (ui_shows (dialog, "The last name is missing."));
  g_assert_true (ui_shows (dialog, "“nobody” is not an e-mail address. Correct it."));
  g_assert_true (gtk_widget_has_css_class (name, "error"));
  g_assert_true (gtk_widget_has_css_class (currency, "error"));
  g_assert_cmpstr (gtk_widget_get_tooltip_text (currency), ==, "Choose the currency of the value.");
  g_assert_true (gtk_widget_is_ancestor (ui_get_focus (dialog), name));
  gtk_window_destroy (GTK_WINDOW (dialog));
  ui_wait_no_window (COSELL_TYPE_DEAL_DIALOG);
}

/* Whether the whole widget is to be seen in the dialog. */
static gboolean
is_in_sight (gpointer data)
{
  GtkWidget *widget = data;
  GtkWidget *scroller = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);
  graphene_rect_t bounds;

  return gtk_widget_get_height (widget) > 0 &&
         gtk_widget_compute_bounds (widget, scroller, &bounds) && bounds.origin.y >= 0 &&
         bounds.origin.y + bounds.size.height <= gtk_widget_get_height (scroller);
}

/* Who is added to the team stands below everything else: it is scrolled to, and has the focus. */
static void
test_accept_member (Fixture *f, gconstpointer filter)
{
  GtkWidget *dialog = deal_fixture_open_form (f, "deal.accept");
  GtkWidget *add = ui_get (dialog, GTK_TYPE_BUTTON, "Add a Team Member");
  GtkWidget *first, *second;

  ui_settle ();
  g_assert_false (is_in_sight (add));
  g_signal_emit_by_name (add, "clicked");
  first = ui_get (dialog, COSELL_TYPE_CONTACT_FORM, NULL);
  await_condition (is_in_sight, first);
  ui_wait_focus (cosell_contact_form_get_row (COSELL_CONTACT_FORM (first), 0));
  g_signal_emit_by_name (add, "clicked");
  second = ui_get (gtk_widget_get_next_sibling (
                       gtk_widget_get_ancestor (first, COSELL_TYPE_MEMBER_FORM)),
                   COSELL_TYPE_CONTACT_FORM, NULL);
  await_condition (is_in_sight, second);
  ui_wait_focus (cosell_contact_form_get_row (COSELL_CONTACT_FORM (second), 0));
  gtk_window_destroy (GTK_WINDOW (dialog));
  ui_wait_no_window (COSELL_TYPE_DEAL_DIALOG);
}

/* Tab and Shift+Tab go through the whole dialog: nothing in it keeps the focus. */
static void
test_tab (Fixture *f, gconstpointer filter)
{
  static const char *const actions[] = { "deal.edit",       "deal.add-note",
                                         "deal.add-member", "deal.add-solution",
                                         "deal.lose",       "deal.invite-microsoft",
                                         "deal.error",      "deal.invite-partner" };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    for (int direction = GTK_DIR_TAB_FORWARD; direction <= GTK_DIR_TAB_BACKWARD; direction++)
      {
        GtkWidget *dialog = deal_fixture_open_form (f, actions[i]);
        GtkWidget *last = ui_get_focus (dialog);

        g_test_message ("%s, %s", actions[i],
                        direction == GTK_DIR_TAB_FORWARD ? "Tab" : "Shift+Tab");
        for (guint step = 0; step < 40; step++)
          {
            g_assert_true (gtk_widget_child_focus (dialog, (GtkDirectionType) direction));
            g_assert_true (ui_get_focus (dialog) != last);
            last = ui_get_focus (dialog);
          }
        gtk_window_destroy (GTK_WINDOW (dialog));
        ui_wait_no_window (COSELL_TYPE_DEAL_DIALOG);
      }
}

static gboolean
campaigns_are_known (gpointer data)
{
  return g_list_model_get_n_items (
             cosell_catalog_get_used (data, cosell_member_get (COSELL_MEMBER_CAMPAIGN_ID))) > 0;
}

/* C24: in each form that has the campaign ID. */
static void
test_campaign (Fixture *f, gconstpointer filter)
{
  CosellCatalog *catalog = cosell_session_get_catalog (f->app->session);
  g_autoptr (CosellPickItem) first = NULL;
  GtkWidget *dialog;
  GtkWidget *row;

  await_condition (campaigns_are_known, catalog);
  first = g_list_model_get_item (
      cosell_catalog_get_used (catalog, cosell_member_get (COSELL_MEMBER_CAMPAIGN_ID)), 0);
  dialog = deal_fixture_open_form (f, cosell_deal_get_data (f->deal)->status ==
                                              COSELL_DEAL_STATUS_RECEIVED
                                          ? "deal.accept"
                                          : "deal.edit");
  ui_settle ();
  row = ui_get (dialog, COSELL_TYPE_COMPLETION_ROW, "Marketing campaign ID");
  g_assert_cmpuint (cosell_completion_row_get_n_shown (COSELL_COMPLETION_ROW (row)), ==, 0);
  {
    g_autofree char *typed = g_strndup (cosell_pick_item_get_id (first), 2);

    gtk_editable_set_text (GTK_EDITABLE (row), typed);
  }
  g_assert_cmpuint (cosell_completion_row_get_n_shown (COSELL_COMPLETION_ROW (row)), >, 0);
  cosell_completion_row_close (COSELL_COMPLETION_ROW (row));
  gtk_window_destroy (GTK_WINDOW (dialog));
  ui_wait_no_window (COSELL_TYPE_DEAL_DIALOG);
}

static gboolean
is_cloud (gpointer data)
{
  Fixture *f = data;
  const char *area =
      cosell_deal_get_attribute (f->deal, cosell_member_get (COSELL_MEMBER_SOLUTION_AREA));

  return g_strcmp0 (area, "Cloud") == 0;
}

static gboolean
areas_are_known (gpointer data)
{
  return g_list_model_get_n_items (
             cosell_catalog_get_used (data, cosell_member_get (COSELL_MEMBER_SOLUTION_AREA))) > 0;
}

/* The place of the row of the page's details that is called so. */
static int
details_index (Fixture *f, const char *title)
{
  GtkWidget *details = ui_get (f->page, COSELL_TYPE_DETAILS_SECTION, NULL);

  return gtk_list_box_row_get_index (
      GTK_LIST_BOX_ROW (ui_get (details, ADW_TYPE_ACTION_ROW, title)));
}

/* C25: chosen and typed in the form, told on the page, offered the next time. */
static void
test_attributes (Fixture *f, gconstpointer filter)
{
  CosellCatalog *catalog = cosell_session_get_catalog (f->app->session);
  GtkWidget *dialog = deal_fixture_open_form (f, "deal.edit");
  GtkWidget *row;

  ui_settle ();
  row = ui_get (dialog, COSELL_TYPE_CHOICE_ROW, "Marketplace intent");
  cosell_choice_row_set_value (COSELL_CHOICE_ROW (row), "HaveNotDecided");
  ui_type (dialog, "Solution area", "Cloud");
  deal_fixture_save_form (dialog);
  ui_wait_no_window (COSELL_TYPE_DEAL_DIALOG);
  await_condition (is_cloud, f);
  g_assert_cmpstr (cosell_deal_get_attribute (f->deal,
                                              cosell_member_get (COSELL_MEMBER_MARKETPLACE_INTENT)),
                   ==, "HaveNotDecided");
  ui_settle ();
  g_assert_true (ui_shows (f->page, "Have not decided"));
  g_assert_true (ui_shows (f->page, "Cloud"));
  /* above what nobody typed */
  g_assert_cmpint (details_index (f, "Marketplace intent"), <, details_index (f, "Solution area"));
  g_assert_cmpint (details_index (f, "Solution area"), <, details_index (f, "Created"));

  await_condition (areas_are_known, catalog);
  dialog = deal_fixture_open_form (f, "deal.edit");
  ui_settle ();
  row = ui_get (dialog, COSELL_TYPE_CHOICE_ROW, "Marketplace intent");
  g_assert_cmpstr (cosell_choice_row_get_value (COSELL_CHOICE_ROW (row)), ==, "HaveNotDecided");
  row = ui_get (dialog, COSELL_TYPE_COMPLETION_ROW, "Solution area");
  gtk_editable_set_text (GTK_EDITABLE (row), "Cl");
  g_assert_cmpuint (cosell_completion_row_get_n_shown (COSELL_COMPLETION_ROW (row)), ==, 1);
  cosell_completion_row_close (COSELL_COMPLETION_ROW (row));
  gtk_window_destroy (GTK_WINDOW (dialog));
  ui_wait_no_window (COSELL_TYPE_DEAL_DIALOG);
}

#define MEMBER                                                                                     \
  "{'firstName':'Ola','lastName':'Lind','phoneNumber':'1','email':'ola@fabrikam.example'}"
#define SOLUTION "{'id':'SOL-1','name':'Suite','kind':'microsoft'}"

static guint
count_rows (GtkWidget *form)
{
  GtkWidget *list = ui_find (form, GTK_TYPE_LIST_BOX, NULL);
  guint count = 0;

  for (int i = 0; list != NULL && gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), i); i++)
    count++;
  return count;
}

/* What the deal has is not offered, also what comes while the form is open. */
static void
test_already_there (void)
{
  g_autoptr (CosellDealData) data = cosell_deal_data_new ();
  g_autoptr (CosellDeal) deal = cosell_deal_new (data);
  g_autoptr (CosellCatalog) catalog = cosell_catalog_new ();
  g_autoptr (GPtrArray) members = g_ptr_array_new ();
  GtkWidget *form;

  g_ptr_array_add (members, (gpointer) json_text (MEMBER));
  cosell_catalog_set_members (catalog, members);
  cosell_catalog_set_solutions (catalog, json_text ("[" SOLUTION "]"), NULL);
  cosell_deal_set_documents (deal, "{}", NULL, NULL);

  form = g_object_ref_sink (cosell_solution_form_new (deal, catalog));
  g_assert_cmpuint (count_rows (form), ==, 1);
  cosell_deal_set_documents (
      deal, json_text ("{'details':{'requirements':{'solutions':[" SOLUTION "]}}}"), NULL, NULL);
  g_assert_cmpuint (count_rows (form), ==, 0);
  g_object_unref (form);

  form = g_object_ref_sink (cosell_member_form_new (deal, NULL, catalog));
  g_assert_nonnull (ui_find_part (form, "Ola Lind"));
  cosell_deal_set_documents (deal, json_text ("{'team':[" MEMBER "]}"), NULL, NULL);
  g_assert_null (ui_find_part (form, "Ola Lind"));
  g_object_unref (form);
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  g_test_add ("/deal-forms/D2-all-errors-at-once", Fixture, "status=received", deal_fixture_set_up,
              test_accept_errors, deal_fixture_close);
  g_test_add ("/deal-forms/D2-member-in-sight", Fixture, "status=received", deal_fixture_set_up,
              test_accept_member, deal_fixture_close);
  g_test_add ("/deal-forms/tab", Fixture, "type=private", deal_fixture_set_up, test_tab,
              deal_fixture_close);
  g_test_add ("/deal-forms/C24-campaign-when-accepting", Fixture, "status=received",
              deal_fixture_set_up, test_campaign, deal_fixture_close);
  g_test_add ("/deal-forms/C24-campaign-when-editing", Fixture, "status=accepted",
              deal_fixture_set_up, test_campaign, deal_fixture_close);
  g_test_add ("/deal-forms/C25-attributes", Fixture, "status=accepted", deal_fixture_set_up,
              test_attributes, deal_fixture_close);
  g_test_add_func ("/deal-forms/C8-C9-already-there", test_already_there);
  return g_test_run ();
}
