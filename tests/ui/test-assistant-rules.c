/* What the assistant says of rules C beside the fields: duplicates, notes, campaigns, vetting. */
#include "assistant-fixture.h"

#include "app/cosell-catalog-private.h"
#include "model/cosell-deal.h"
#include "model/cosell-member.h"
#include "model/cosell-people.h"
#include "support/await.h"
#include "ui/assistant/cosell-duplicates.h"
#include "ui/widgets/cosell-note-editor.h"

/* --- C17 --- */

static void
open_deal_cb (CosellAssistant *assistant, gint64 id, gint64 *opened)
{
  *opened = id;
}

typedef struct
{
  Fixture *f;
  CosellDraftStep page;
  guint at_least;
} Found;

static gboolean
duplicates_are_shown (gpointer data)
{
  Found *found = data;
  GtkWidget *box = ui_find (page (found->f, found->page), COSELL_TYPE_DUPLICATES, NULL);

  return box != NULL && cosell_duplicates_get_n_found (COSELL_DUPLICATES (box)) >= found->at_least;
}

/* Open deals with the customer are named, and one press away, where the customer is chosen and
 * before the end; another customer has none. */
static void
test_duplicates (Fixture *f, gconstpointer data)
{
  gint64 id = app_find (f->app->session, "status=accepted");
  g_autoptr (CosellDeal) deal = cosell_session_dup_deal (f->app->session, id);
  const CosellDealData *row = cosell_deal_get_data (deal);
  Found customer = { f, COSELL_DRAFT_STEP_CUSTOMER, 1 };
  Found review = { f, COSELL_DRAFT_STEP_REVIEW, 1 };
  g_autofree char *upper = g_utf8_strup (row->customer, -1);
  g_autofree char *label = g_strdup_printf ("Open %s", row->name);
  gint64 opened = 0;
  GtkWidget *box;

  g_signal_connect (f->window, "open-deal", G_CALLBACK (open_deal_cb), &opened);
  g_assert_null (ui_find (page (f, COSELL_DRAFT_STEP_CUSTOMER), COSELL_TYPE_DUPLICATES, NULL));
  type (f, COSELL_DRAFT_STEP_CUSTOMER, "Country", row->country);
  type (f, COSELL_DRAFT_STEP_CUSTOMER, "Customer name", upper);
  await_condition (duplicates_are_shown, &customer);
  box = ui_get (page (f, COSELL_DRAFT_STEP_CUSTOMER), COSELL_TYPE_DUPLICATES, NULL);
  ui_get (box, ADW_TYPE_ACTION_ROW, row->name);
  gtk_widget_activate_action (box, "assistant.open-deal", "x", id);
  g_assert_cmpint (opened, ==, id);
  g_assert_nonnull (f->window); /* the draft is still there */

  go_to (f, COSELL_DRAFT_STEP_REVIEW);
  g_assert_true (is_on (f, COSELL_DRAFT_STEP_REVIEW));
  await_condition (duplicates_are_shown, &review);
  go_to (f, COSELL_DRAFT_STEP_CUSTOMER);
  type (f, COSELL_DRAFT_STEP_CUSTOMER, "Customer name", "Nobody AB");
  while (ui_find (page (f, COSELL_DRAFT_STEP_CUSTOMER), COSELL_TYPE_DUPLICATES, NULL) != NULL)
    g_main_context_iteration (NULL, TRUE);
}

/* --- C23 --- */

/* "Add Note" begins a dated, signed paragraph on top, and the cursor is in it. */
static void
test_add_note (Fixture *f, gconstpointer data)
{
  GtkWidget *notes, *view;
  g_autofree char *heading = NULL, *expected = NULL;
  GtkTextBuffer *buffer;
  GDate today;

  g_date_clear (&today, 1);
  cosell_session_today (f->app->session, &today);
  heading = g_strdup_printf ("%04d-%02d-%02d, Kim Berg: ", g_date_get_year (&today),
                             (int) g_date_get_month (&today), g_date_get_day (&today));
  go_to (f, COSELL_DRAFT_STEP_DETAILS);
  notes = ui_get (page (f, COSELL_DRAFT_STEP_DETAILS), COSELL_TYPE_NOTE_EDITOR, NULL);
  g_object_set (notes, "text", "A pilot first.", NULL);
  click (f, COSELL_DRAFT_STEP_DETAILS, "Add Note");
  view = ui_get (notes, GTK_TYPE_TEXT_VIEW, NULL);
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  gtk_text_buffer_insert_at_cursor (buffer, "Met Sara.", -1);
  expected = g_strconcat (heading, "Met Sara.\n\nA pilot first.", NULL);
  assert_text (notes, "text", expected);
  g_assert_true (ui_shows (page (f, COSELL_DRAFT_STEP_DETAILS),
                           "Only your colleagues read them, until Microsoft sellers may view the "
                           "deal."));
  go_to (f, COSELL_DRAFT_STEP_REVIEW);
  g_assert_true (ui_shows (page (f, COSELL_DRAFT_STEP_REVIEW),
                           "Your colleagues with access to this location see it.\nNotes: Only your "
                           "colleagues read them, until Microsoft sellers may view the deal."));
}

/* --- C24 --- */

static gboolean
campaign_is_known (gpointer data)
{
  CosellCatalog *catalog = cosell_session_get_catalog (((Fixture *) data)->app->session);
  GListModel *campaigns =
      cosell_catalog_get_used (catalog, cosell_member_get (COSELL_MEMBER_CAMPAIGN_ID));

  for (guint i = 0; i < g_list_model_get_n_items (campaigns); i++)
    {
      g_autoptr (CosellPickItem) campaign = g_list_model_get_item (campaigns, i);

      if (g_str_equal (cosell_pick_item_get_id (campaign), "ROBOTS-2027"))
        return TRUE;
    }
  return FALSE;
}

static void
test_campaign (Fixture *f, gconstpointer data)
{
  gint64 id = app_find (f->app->session, "status=accepted");
  g_autoptr (GError) error = NULL;
  CosellCompletionRow *row;

  g_assert_true (app_set (f->app->session, id, "campaignId", "ROBOTS-2027", &error));
  g_assert_no_error (error);
  await_condition (campaign_is_known, f);
  go_to (f, COSELL_DRAFT_STEP_DETAILS);
  row = COSELL_COMPLETION_ROW (entry (f, COSELL_DRAFT_STEP_DETAILS, "Marketing campaign ID"));
  type (f, COSELL_DRAFT_STEP_DETAILS, "Marketing campaign ID", "rob");
  g_assert_cmpuint (cosell_completion_row_get_n_shown (row), ==, 1);
  g_signal_emit_by_name (gtk_widget_get_ancestor (ui_get (GTK_WIDGET (row), GTK_TYPE_LABEL,
                                                          "ROBOTS-2027"),
                                                  GTK_TYPE_BUTTON),
                         "clicked");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, "ROBOTS-2027");
}

/* --- C13, C14, A11 --- */

/* The widest thing in a page that is said to be too wide. */
static void
tell_widths (GtkWidget *widget, int limit)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int minimum;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
      if (minimum > limit)
        {
          g_test_message ("%s wants %d",
                          gtk_widget_class_get_css_name (GTK_WIDGET_GET_CLASS (child)), minimum);
          tell_widths (child, limit);
        }
    }
}

static void
assert_narrow (Fixture *f, CosellDraftStep which)
{
  GtkWidget *widget = page (f, which);
  int minimum;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  if (minimum > 324)
    tell_widths (widget, 324);
  g_assert_cmpint (minimum, <=, 324); /* what a window of 360 leaves */
}

/* A partner has a page of its own; what Next finds missing leads there. */
static void
test_partner (Fixture *f, gconstpointer data)
{
  GtkWidget *partners, *solution;
  g_autoptr (CosellDraft) draft = NULL;

  go_to (f, COSELL_DRAFT_STEP_PARTNERS);
  partners = page (f, COSELL_DRAFT_STEP_PARTNERS);
  click (f, COSELL_DRAFT_STEP_PARTNERS, "_Invite Partner");
  ui_settle ();
  type (f, COSELL_DRAFT_STEP_PARTNERS, "Partner", "Consolidated Messenger");
  g_assert_cmpstr (problem (f, COSELL_DRAFT_STEP_PARTNERS, "partners.id"), ==,
                   "Consolidated Messenger cannot be invited: it has no co-sell-ready solution. "
                   "Choose another partner.");
  type (f, COSELL_DRAFT_STEP_PARTNERS, "Partner", "Tailwind");
  g_assert_null (problem (f, COSELL_DRAFT_STEP_PARTNERS, "partners.id"));
  act (f, "assistant.next");
  g_assert_true (is_on (f, COSELL_DRAFT_STEP_PARTNERS));
  g_assert_nonnull (problem (f, COSELL_DRAFT_STEP_PARTNERS, "partners.value"));
  type (f, COSELL_DRAFT_STEP_PARTNERS, "Estimated value", "200000");
  type (f, COSELL_DRAFT_STEP_PARTNERS, "Currency", "NOK");
  type (f, COSELL_DRAFT_STEP_PARTNERS, "Estimated close date", "2099-01-10");
  solution = GTK_WIDGET (entry (f, COSELL_DRAFT_STEP_PARTNERS, "Add a solution"));
  type (f, COSELL_DRAFT_STEP_PARTNERS, "Add a solution", "SOL-2");
  g_signal_emit_by_name (solution, "entry-activated");
  click (f, COSELL_DRAFT_STEP_PARTNERS, "Add Another Person");
  type (f, COSELL_DRAFT_STEP_PARTNERS, "First name", "Ola");
  type (f, COSELL_DRAFT_STEP_PARTNERS, "Last name", "Lind");
  type (f, COSELL_DRAFT_STEP_PARTNERS, "Phone", "+46 40 200");
  type (f, COSELL_DRAFT_STEP_PARTNERS, "E-mail", "ola.lind@wingtip.example");
  assert_narrow (f, COSELL_DRAFT_STEP_PARTNERS);
  click (f, COSELL_DRAFT_STEP_PARTNERS, "_Done");
  ui_settle ();
  ui_get (partners, ADW_TYPE_ACTION_ROW, "Tailwind");
  ui_get (f->window, GTK_TYPE_LABEL, "1 invited");
  await_condition (is_saved, f);
  draft = load (f, cosell_assistant_get_draft_id (COSELL_ASSISTANT (f->window)));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (cosell_draft_get_partners (draft))), ==,
                    1);

  go_to (f, COSELL_DRAFT_STEP_REVIEW);
  g_assert_true (is_on (f, COSELL_DRAFT_STEP_REVIEW));
  g_assert_true (ui_shows (page (f, COSELL_DRAFT_STEP_REVIEW), "Tailwind"));
  g_assert_true (ui_shows (page (f, COSELL_DRAFT_STEP_REVIEW), "Notes to the partner"));
}

/* An invitation that was only opened is none; one that is taken back can come again. */
static void
test_partner_and_back (Fixture *f, gconstpointer data)
{
  GtkWidget *partners;

  go_to (f, COSELL_DRAFT_STEP_PARTNERS);
  partners = page (f, COSELL_DRAFT_STEP_PARTNERS);
  click (f, COSELL_DRAFT_STEP_PARTNERS, "_Invite Partner");
  ui_settle ();
  click (f, COSELL_DRAFT_STEP_PARTNERS, "_All Partners");
  ui_settle ();
  g_assert_null (ui_find (partners, ADW_TYPE_ACTION_ROW, NULL));
  click (f, COSELL_DRAFT_STEP_PARTNERS, "_Invite Partner");
  ui_settle ();
  type (f, COSELL_DRAFT_STEP_PARTNERS, "Partner", "Tailwind");
  click (f, COSELL_DRAFT_STEP_PARTNERS, "_All Partners");
  ui_settle ();
  g_signal_emit_by_name (gtk_widget_get_next_sibling (
                             ui_get (ui_get (partners, ADW_TYPE_ACTION_ROW, "Tailwind"),
                                     GTK_TYPE_BUTTON, NULL)),
                         "clicked");
  ui_settle ();
  g_assert_null (ui_find (partners, ADW_TYPE_ACTION_ROW, "Tailwind"));
  g_signal_emit_by_name (ui_get (f->window, GTK_TYPE_BUTTON, "_Undo"), "clicked");
  ui_settle ();
  ui_get (partners, ADW_TYPE_ACTION_ROW, "Tailwind");

  /* what the review finds missing is shown at its field */
  go_to (f, COSELL_DRAFT_STEP_REVIEW);
  g_assert_true (is_on (f, COSELL_DRAFT_STEP_REVIEW));
  gtk_widget_activate_action (f->window, "assistant.go-to-field", "(ss)", "partners",
                              "partners.value");
  g_assert_true (is_on (f, COSELL_DRAFT_STEP_PARTNERS));
  g_assert_nonnull (problem (f, COSELL_DRAFT_STEP_PARTNERS, "partners.value"));
}

/* --- A6, C19 --- */

/* Assessments are offered to accounts that were vetted; one stands with location and consent. */
static void
test_assessment (Fixture *f, gconstpointer data)
{
  CosellCatalog *catalog = cosell_session_get_catalog (f->app->session);
  GtkWidget *solutions, *button;

  go_to (f, COSELL_DRAFT_STEP_SOLUTIONS);
  solutions = page (f, COSELL_DRAFT_STEP_SOLUTIONS);
  button = ui_get (solutions, GTK_TYPE_TOGGLE_BUTTON, "Assessment");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
  choose (f, COSELL_DRAFT_STEP_SOLUTIONS, "Cloud Security Assessment");
  ui_get (solutions, ADW_TYPE_ENTRY_ROW, "Location");
  ui_get (solutions, COSELL_TYPE_CHECK_ROW,
          "The customer agrees to their contact data being given to Microsoft");
  ui_get (f->window, GTK_TYPE_LABEL, "Review");
  g_assert_null (ui_find (f->window, GTK_TYPE_LABEL, "Help from Microsoft"));
  g_assert_null (ui_find (f->window, GTK_TYPE_LABEL, "Partners"));

  /* somebody who was not vetted hears why it cannot be sent, and is offered none */
  cosell_catalog_set_me (catalog, "{\"capabilities\":[]}");
  act (f, "assistant.check");
  act (f, "assistant.next");
  g_assert_true (is_on (f, COSELL_DRAFT_STEP_SOLUTIONS));
  g_assert_nonnull (problem (f, COSELL_DRAFT_STEP_SOLUTIONS, "solutions"));
}

static void
test_no_ready_solution (Fixture *f, gconstpointer data)
{
  CosellCatalog *catalog = cosell_session_get_catalog (f->app->session);

  go_to (f, COSELL_DRAFT_STEP_REVIEW);
  g_assert_null (ui_find (page (f, COSELL_DRAFT_STEP_REVIEW), GTK_TYPE_LINK_BUTTON, NULL));
  cosell_catalog_set_solutions (catalog,
                                "[{\"id\":\"SOL-1\",\"kind\":\"own\",\"coSellReady\":false}]",
                                NULL);
  act (f, "assistant.check");
  ui_get (page (f, COSELL_DRAFT_STEP_REVIEW), GTK_TYPE_LINK_BUTTON, NULL);
  go_to (f, COSELL_DRAFT_STEP_SOLUTIONS);
  g_assert_true (is_on (f, COSELL_DRAFT_STEP_SOLUTIONS));
  ui_get (page (f, COSELL_DRAFT_STEP_SOLUTIONS), GTK_TYPE_LINK_BUTTON, "Become Co-sell Ready");
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *name;
    void (*test) (Fixture *f, gconstpointer data);
  } tests[] = {
    { "/assistant-rules/C17-duplicates", test_duplicates },
    { "/assistant-rules/C23-add-note", test_add_note },
    { "/assistant-rules/C24-campaign", test_campaign },
    { "/assistant-rules/C13-partner", test_partner },
    { "/assistant-rules/C13-partner-and-back", test_partner_and_back },
    { "/assistant-rules/A6-A11-assessment", test_assessment },
    { "/assistant-rules/C19-no-ready-solution", test_no_ready_solution },
  };

  ui_test_init (&argc, &argv);
  /* libadwaita 1.2 stumbles over a toast that is answered while it still moves in. */
  g_object_set (gtk_settings_get_default (), "gtk-cursor-blink", FALSE, "gtk-enable-animations",
                FALSE, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
