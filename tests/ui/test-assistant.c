/* The assistant over a real session and the practice server, offline: what is typed, said, kept and
 * queued. */
#include "app/cosell-catalog-private.h"
#include "app/cosell-session-commands.h"
#include "assistant-fixture.h"
#include "base/cosell-str.h"

#include "model/cosell-people.h"
#include "support/await.h"
#include "ui/widgets/cosell-choice-row.h"
#include "ui/widgets/cosell-completions.h"

/* --- tests: what is kept --- */

static void
test_untouched (Fixture *f, gconstpointer data)
{
  act (f, "assistant.next");
  go_to (f, COSELL_DRAFT_STEP_HELP);
  g_assert_true (is_on (f, COSELL_DRAFT_STEP_HELP));
  close_window (f);
  g_assert_cmpuint (count_drafts (f), ==, 0);
}

/* C18: text and page, from the first keystroke on. */
static void
test_kept (Fixture *f, gconstpointer data)
{
  g_autoptr (CosellDraft) draft = NULL;
  gint64 id;

  go_to (f, COSELL_DRAFT_STEP_DETAILS);
  type (f, COSELL_DRAFT_STEP_DETAILS, "Deal name", "R");
  await_condition (is_saved, f);
  assert_text (f->window, "title", "R");
  id = cosell_assistant_get_draft_id (COSELL_ASSISTANT (f->window));
  draft = load (f, id);
  assert_text (draft, "name", "R");
  assert_text (draft, "page", "details");

  type (f, COSELL_DRAFT_STEP_DETAILS, "Deal name", "Räk");
  close_window (f);
  g_clear_object (&draft);
  draft = load (f, id);
  assert_text (draft, "name", "Räk");

  open_window (f, id);
  g_assert_true (is_on (f, COSELL_DRAFT_STEP_DETAILS));
  g_assert_cmpstr (gtk_editable_get_text (entry (f, COSELL_DRAFT_STEP_DETAILS, "Deal name")), ==,
                   "Räk");
  g_assert_cmpuint (count_drafts (f), ==, 1);
}

/* What was begun and taken back leaves nothing behind either. */
static void
test_emptied (Fixture *f, gconstpointer data)
{
  go_to (f, COSELL_DRAFT_STEP_DETAILS);
  type (f, COSELL_DRAFT_STEP_DETAILS, "Deal name", "R");
  await_condition (is_saved, f);
  type (f, COSELL_DRAFT_STEP_DETAILS, "Deal name", "");
  close_window (f);
  g_assert_cmpuint (count_drafts (f), ==, 0);
}

/* Half a team member is in the draft too, and gone on with. */
static void
test_half_member_kept (Fixture *f, gconstpointer data)
{
  gint64 id;

  go_to (f, COSELL_DRAFT_STEP_TEAM);
  type (f, COSELL_DRAFT_STEP_TEAM, "First name", "Ol");
  await_condition (is_saved, f);
  id = cosell_assistant_get_draft_id (COSELL_ASSISTANT (f->window));
  close_window (f);
  open_window (f, id);
  g_assert_true (is_on (f, COSELL_DRAFT_STEP_TEAM));
  g_assert_cmpstr (gtk_editable_get_text (entry (f, COSELL_DRAFT_STEP_TEAM, "First name")), ==,
                   "Ol");
}

static void
deleted_cb (CosellAssistant *assistant, const char *json, char **deleted)
{
  cosell_set_str (deleted, json);
}

/* What is deleted can come back, to the last letter. */
static void
test_delete (Fixture *f, gconstpointer data)
{
  g_autofree char *deleted = NULL;
  g_autoptr (CosellDraft) draft = NULL;
  g_autoptr (GError) error = NULL;

  g_signal_connect (f->window, "deleted", G_CALLBACK (deleted_cb), &deleted);
  go_to (f, COSELL_DRAFT_STEP_DETAILS);
  type (f, COSELL_DRAFT_STEP_DETAILS, "Deal name", "Mistake");
  await_condition (is_saved, f);
  type (f, COSELL_DRAFT_STEP_DETAILS, "Deal name", "Mistaken");
  act (f, "assistant.delete");
  await_condition (window_is_gone, f);
  g_assert_cmpuint (count_drafts (f), ==, 0);
  g_assert_nonnull (deleted);
  draft = cosell_draft_new_from_json (deleted, &error);
  g_assert_no_error (error);
  assert_text (draft, "name", "Mistaken");
  assert_text (draft, "page", "details");
}

/* A draft that cannot be written is said to be so, and closing asks. */
static void
test_not_saved (Fixture *f, gconstpointer data)
{
  GAsyncResult *pending = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  GtkWidget *dialog;

  go_to (f, COSELL_DRAFT_STEP_DETAILS);
  type (f, COSELL_DRAFT_STEP_DETAILS, "Deal name", "Gone");
  await_condition (is_saved, f);
  cosell_session_delete_draft_async (f->app->session,
                                     cosell_assistant_get_draft_id (COSELL_ASSISTANT (f->window)),
                                     NULL, await_cb, &pending);
  result = await_result (&pending);
  type (f, COSELL_DRAFT_STEP_DETAILS, "Deal name", "Gone on");
  ui_wait_shows (f->window, "Not saved");
  gtk_window_close (GTK_WINDOW (f->window));
  dialog = ui_wait_window (ADW_TYPE_MESSAGE_DIALOG);
  answer (dialog, "_Keep Open");
  ui_wait_no_window (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_nonnull (f->window);
  gtk_window_close (GTK_WINDOW (f->window));
  dialog = ui_wait_window (ADW_TYPE_MESSAGE_DIALOG);
  answer (dialog, "_Close Without Saving");
  await_condition (window_is_gone, f);
}

/* --- tests: customer --- */

/* C1: text that is neither picked nor an address keeps Next from going on. */
static void
test_unpicked (Fixture *f, gconstpointer data)
{
  type (f, COSELL_DRAFT_STEP_CUSTOMER, "Country", "Sweden");
  type (f, COSELL_DRAFT_STEP_CUSTOMER, "Customer name", "No");
  g_assert_null (problem (f, COSELL_DRAFT_STEP_CUSTOMER, "customer.name"));
  act (f, "assistant.next");
  g_assert_true (is_on (f, COSELL_DRAFT_STEP_CUSTOMER));
  g_assert_nonnull (problem (f, COSELL_DRAFT_STEP_CUSTOMER, "customer.name"));
  g_assert_true (ui_shows (f->window, "Still missing, or not right yet: Customer name"));
}

/* C1: suggestions from two letters on; picking fills everything. */
static void
test_picked (Fixture *f, gconstpointer data)
{
  CosellCatalog *catalog = cosell_session_get_catalog (f->app->session);
  g_autoptr (CosellCustomer) known =
      g_list_model_get_item (cosell_catalog_get_customers (catalog), 0);
  const char *name = cosell_customer_get_name (known);
  g_autofree char *two = g_utf8_substring (name, 0, 2);
  g_autofree char *one = g_utf8_substring (name, 0, 1);
  CosellCompletionRow *row =
      COSELL_COMPLETION_ROW (entry (f, COSELL_DRAFT_STEP_CUSTOMER, "Customer name"));
  g_autoptr (CosellDraft) draft = NULL;

  type (f, COSELL_DRAFT_STEP_CUSTOMER, "Country", cosell_customer_get_country (known));
  type (f, COSELL_DRAFT_STEP_CUSTOMER, "Customer name", one);
  g_assert_cmpuint (cosell_completion_row_get_n_shown (row), ==, 0);
  type (f, COSELL_DRAFT_STEP_CUSTOMER, "Customer name", two);
  g_assert_cmpuint (cosell_completion_row_get_n_shown (row), >, 0);
  type (f, COSELL_DRAFT_STEP_CUSTOMER, "Customer name", name);
  g_signal_emit_by_name (gtk_widget_get_ancestor (ui_get (GTK_WIDGET (row), GTK_TYPE_LABEL, name),
                                                  GTK_TYPE_BUTTON),
                         "clicked");
  g_assert_cmpuint (cosell_completion_row_get_n_shown (row), ==, 0);
  ui_get (page (f, COSELL_DRAFT_STEP_CUSTOMER), ADW_TYPE_ACTION_ROW, name); /* the card */
  await_condition (is_saved, f);
  draft = load (f, cosell_assistant_get_draft_id (COSELL_ASSISTANT (f->window)));
  for (guint i = 0; i < 3; i++)
    {
      static const char *const properties[] = { "address-line1", "city", "duns" };
      g_autofree char *expected = NULL;

      g_object_get (known, properties[i], &expected, NULL);
      assert_text (cosell_draft_get_customer (draft), properties[i], expected);
    }
  act (f, "assistant.next");
  g_assert_true (is_on (f, COSELL_DRAFT_STEP_DETAILS));
}

/* "Change" takes the address out, "Undo" brings it back. */
static void
test_change_and_undo (Fixture *f, gconstpointer data)
{
  GtkWidget *customer = page (f, COSELL_DRAFT_STEP_CUSTOMER);
  gint64 id;

  fill_customer (f);
  await_condition (is_saved, f);
  id = cosell_assistant_get_draft_id (COSELL_ASSISTANT (f->window));
  close_window (f);
  open_window (f, id); /* with a D-U-N-S number: the card */
  customer = page (f, COSELL_DRAFT_STEP_CUSTOMER);
  click (f, COSELL_DRAFT_STEP_CUSTOMER, "Change");
  g_assert_null (ui_find (customer, ADW_TYPE_ENTRY_ROW, "City"));
  g_assert_cmpstr (gtk_editable_get_text (entry (f, COSELL_DRAFT_STEP_CUSTOMER, "Customer name")),
                   ==, "Räksmörgås AB");
  act (f, "assistant.next");
  g_assert_true (is_on (f, COSELL_DRAFT_STEP_CUSTOMER));
  g_signal_emit_by_name (ui_get (f->window, GTK_TYPE_BUTTON, "_Undo"), "clicked");
  ui_settle ();
  ui_get (customer, GTK_TYPE_BUTTON, "Change");
  act (f, "assistant.next");
  g_assert_true (is_on (f, COSELL_DRAFT_STEP_DETAILS));
}

/* C1: by hand with a warning without a D-U-N-S number; it does not block. */
static void
test_by_hand (Fixture *f, gconstpointer data)
{
  type (f, COSELL_DRAFT_STEP_CUSTOMER, "Country", "se");
  type (f, COSELL_DRAFT_STEP_CUSTOMER, "Customer name", "Räksmörgås AB");
  click (f, COSELL_DRAFT_STEP_CUSTOMER, "Enter the Address by _Hand");
  type (f, COSELL_DRAFT_STEP_CUSTOMER, "Address line 1", "Storgatan 1");
  g_assert_null (problem (f, COSELL_DRAFT_STEP_CUSTOMER, "customer.duns"));
  act (f, "assistant.next");
  g_assert_true (is_on (f, COSELL_DRAFT_STEP_CUSTOMER));
  g_assert_nonnull (problem (f, COSELL_DRAFT_STEP_CUSTOMER, "customer.city"));
  type (f, COSELL_DRAFT_STEP_CUSTOMER, "City", "Malmö");
  g_assert_null (problem (f, COSELL_DRAFT_STEP_CUSTOMER, "customer.city"));
  g_assert_nonnull (problem (f, COSELL_DRAFT_STEP_CUSTOMER, "customer.duns"));
  act (f, "assistant.next");
  g_assert_true (is_on (f, COSELL_DRAFT_STEP_DETAILS));
  /* C5: the currency of the customer's country is there already. */
  g_assert_cmpstr (gtk_editable_get_text (entry (f, COSELL_DRAFT_STEP_DETAILS, "Currency")), ==,
                   "SEK");
}

/* C21: never ticked beforehand; a contact without it keeps Next from going on. */
static void
test_consent (Fixture *f, gconstpointer data)
{
  CosellCheckRow *consent = COSELL_CHECK_ROW (
      ui_get (page (f, COSELL_DRAFT_STEP_CUSTOMER), COSELL_TYPE_CHECK_ROW,
              "The customer agrees to their contact data being given to Microsoft"));

  g_assert_false (cosell_check_row_get_active (consent));
  fill_customer (f);
  cosell_check_row_set_active (consent, FALSE);
  act (f, "assistant.next");
  g_assert_true (is_on (f, COSELL_DRAFT_STEP_CUSTOMER));
  g_assert_nonnull (problem (f, COSELL_DRAFT_STEP_CUSTOMER, "customer.consent"));
  gtk_widget_activate_action (GTK_WIDGET (consent), "activate", NULL);
  g_assert_true (cosell_check_row_get_active (consent));
  act (f, "assistant.next");
  g_assert_true (is_on (f, COSELL_DRAFT_STEP_DETAILS));
}

/* --- tests: details, team, solutions --- */

/* Nothing is wrong before the person was there; then it stands at the field while one types. */
static void
test_errors_wait (Fixture *f, gconstpointer data)
{
  Wanted wanted = { f, COSELL_DRAFT_STEP_DETAILS, "value" };

  go_to (f, COSELL_DRAFT_STEP_DETAILS);
  g_assert_null (problem (f, COSELL_DRAFT_STEP_DETAILS, "name"));
  g_assert_null (problem (f, COSELL_DRAFT_STEP_DETAILS, "value"));
  type (f, COSELL_DRAFT_STEP_DETAILS, "Estimated value", "12x");
  g_assert_null (problem (f, COSELL_DRAFT_STEP_DETAILS, "value"));
  await_condition (has_problem, &wanted);
  type (f, COSELL_DRAFT_STEP_DETAILS, "Estimated value", "12");
  g_assert_null (problem (f, COSELL_DRAFT_STEP_DETAILS, "value"));
  type (f, COSELL_DRAFT_STEP_DETAILS, "Estimated value", "-12");
  g_assert_nonnull (problem (f, COSELL_DRAFT_STEP_DETAILS, "value"));
  g_assert_true (gtk_widget_has_css_class (
      GTK_WIDGET (entry (f, COSELL_DRAFT_STEP_DETAILS, "Estimated value")), "error"));
  g_assert_null (problem (f, COSELL_DRAFT_STEP_DETAILS, "name"));
}

static void
test_next_says_what_is_missing (Fixture *f, gconstpointer data)
{
  GtkWidget *focus;

  go_to (f, COSELL_DRAFT_STEP_DETAILS);
  act (f, "assistant.next");
  g_assert_true (is_on (f, COSELL_DRAFT_STEP_DETAILS));
  g_assert_true (ui_shows (f->window, "Still missing, or not right yet: Deal name, "
                                      "Estimated value, Currency, Estimated close date"));
  focus = gtk_window_get_focus (GTK_WINDOW (f->window));
  g_assert_true (gtk_widget_is_ancestor (focus, GTK_WIDGET (entry (f, COSELL_DRAFT_STEP_DETAILS,
                                                                   "Deal name"))));
  fill_details (f);
  type (f, COSELL_DRAFT_STEP_DETAILS, "Currency", "Swedish Krona");
  g_assert_false (ui_shows (f->window, "Still missing, or not right yet: Deal name, "
                                       "Estimated value, Currency, Estimated close date"));
  act (f, "assistant.next");
  g_assert_true (is_on (f, COSELL_DRAFT_STEP_TEAM));
}

/* C6: typed as it is written everywhere, read back with its weekday. */
static void
test_date (Fixture *f, gconstpointer data)
{
  go_to (f, COSELL_DRAFT_STEP_DETAILS);
  type (f, COSELL_DRAFT_STEP_DETAILS, "Estimated close date", "2099-01-15");
  g_assert_true (ui_shows (page (f, COSELL_DRAFT_STEP_DETAILS), "Thursday, 15 January 2099"));
  type (f, COSELL_DRAFT_STEP_DETAILS, "Estimated close date", "2099-02-30");
  act (f, "assistant.next");
  g_assert_nonnull (problem (f, COSELL_DRAFT_STEP_DETAILS, "closeDate"));
}

static const char *
first_recent (GtkWidget *team)
{
  GtkWidget *title = ui_get (team, GTK_TYPE_LABEL, "Recent Contacts");
  GtkWidget *list = gtk_widget_get_next_sibling (title);

  return adw_preferences_row_get_title (ADW_PREFERENCES_ROW (gtk_widget_get_first_child (list)));
}

/* C8: recent people, who is signed in first; one activation makes a whole member. */
static void
test_recent_people (Fixture *f, gconstpointer data)
{
  CosellCatalog *catalog = cosell_session_get_catalog (f->app->session);
  CosellContact *user = cosell_catalog_get_user (catalog);
  g_autoptr (CosellContact) member = NULL;
  GtkWidget *team;
  GtkWidget *row;

  g_assert_nonnull (user);
  go_to (f, COSELL_DRAFT_STEP_TEAM);
  team = page (f, COSELL_DRAFT_STEP_TEAM);
  g_assert_cmpstr (first_recent (team), ==, cosell_contact_get_display_name (user));
  /* somebody whose name is half typed stays in the form */
  type (f, COSELL_DRAFT_STEP_TEAM, "First name", "Ol");
  g_assert_null (ui_find (f->window, GTK_TYPE_LABEL, "1 person"));
  row = ui_get (team, ADW_TYPE_ACTION_ROW, cosell_contact_get_display_name (user));
  g_signal_emit_by_name (gtk_widget_get_parent (row), "row-activated", row);
  g_assert_cmpstr (gtk_editable_get_text (entry (f, COSELL_DRAFT_STEP_TEAM, "First name")), ==,
                   "Ol");
  ui_get (f->window, GTK_TYPE_LABEL, "1 person");
  ui_get (f->window, GTK_TYPE_LABEL, "Your Team");
  /* who is in the team is not offered again */
  ui_get (team, ADW_TYPE_ACTION_ROW, cosell_contact_get_display_name (user));
  g_assert_cmpstr (first_recent (team), !=, cosell_contact_get_display_name (user));
  type (f, COSELL_DRAFT_STEP_TEAM, "First name", "");
  act (f, "assistant.next");
  g_assert_true (is_on (f, COSELL_DRAFT_STEP_SOLUTIONS));
  await_condition (is_saved, f);
  {
    g_autoptr (CosellDraft) draft =
        load (f, cosell_assistant_get_draft_id (COSELL_ASSISTANT (f->window)));

    member = g_list_model_get_item (G_LIST_MODEL (cosell_draft_get_team (draft)), 0);
  }
  g_assert_true (cosell_contact_is_complete (member));
  g_assert_cmpstr (cosell_contact_get_email (member), ==, cosell_contact_get_email (user));
}

/* C4: the location of the latest own deal is meant, unless another one is chosen; it alone is no
 * draft. */
static void
test_usual_location (Fixture *f, gconstpointer data)
{
  CosellCatalog *catalog = cosell_session_get_catalog (f->app->session);
  const char *usual = cosell_catalog_get_usual_location (catalog);
  g_autoptr (CosellDraft) draft = NULL;

  g_assert_nonnull (usual);
  go_to (f, COSELL_DRAFT_STEP_DETAILS);
  g_assert_cmpstr (cosell_completion_row_get_value (
                       COSELL_COMPLETION_ROW (entry (f, COSELL_DRAFT_STEP_DETAILS, "Location"))),
                   ==, usual);
  close_window (f);
  g_assert_cmpuint (count_drafts (f), ==, 0);
  open_window (f, 0);
  go_to (f, COSELL_DRAFT_STEP_DETAILS);
  type (f, COSELL_DRAFT_STEP_DETAILS, "Location", "7654321");
  await_condition (is_saved, f);
  draft = load (f, cosell_assistant_get_draft_id (COSELL_ASSISTANT (f->window)));
  assert_text (draft, "location", "7654321");
}

/* What was missing is not said any more when it is there, while something else is missing. */
static void
test_notice_follows (Fixture *f, gconstpointer data)
{
  go_to (f, COSELL_DRAFT_STEP_DETAILS);
  act (f, "assistant.next");
  type (f, COSELL_DRAFT_STEP_DETAILS, "Deal name", "Räksmörgås");
  g_assert_true (ui_shows (f->window, "Still missing, or not right yet: Estimated value, "
                                      "Currency, Estimated close date"));
}

/* C8: all four, and each address once. */
static void
test_team (Fixture *f, gconstpointer data)
{
  go_to (f, COSELL_DRAFT_STEP_TEAM);
  act (f, "assistant.next");
  g_assert_true (is_on (f, COSELL_DRAFT_STEP_TEAM));
  g_assert_nonnull (problem (f, COSELL_DRAFT_STEP_TEAM, "team"));
  fill_team (f);
  type (f, COSELL_DRAFT_STEP_TEAM, "E-mail", "nobody");
  act (f, "assistant.next");
  g_assert_true (is_on (f, COSELL_DRAFT_STEP_TEAM));
  g_assert_true (
      gtk_widget_has_css_class (GTK_WIDGET (entry (f, COSELL_DRAFT_STEP_TEAM, "E-mail")), "error"));
  type (f, COSELL_DRAFT_STEP_TEAM, "E-mail", "ola.lind@wingtip.example");
  click (f, COSELL_DRAFT_STEP_TEAM, "_Add");
  ui_get (page (f, COSELL_DRAFT_STEP_TEAM), ADW_TYPE_ACTION_ROW, "Ola Lind");
  fill_team (f); /* once more the same */
  click (f, COSELL_DRAFT_STEP_TEAM, "_Add");
  g_assert_cmpstr (gtk_editable_get_text (entry (f, COSELL_DRAFT_STEP_TEAM, "First name")), ==,
                   "Ola");
  g_assert_nonnull (problem (f, COSELL_DRAFT_STEP_TEAM, "team"));
  type (f, COSELL_DRAFT_STEP_TEAM, "E-mail", "ola.lind@adatum.example");
  click (f, COSELL_DRAFT_STEP_TEAM, "_Add");
  g_assert_null (problem (f, COSELL_DRAFT_STEP_TEAM, "team"));
  ui_get (f->window, GTK_TYPE_LABEL, "2 people");
}

/* C9: search by name or ID; what nobody knows goes by its ID. */
static void
test_solutions (Fixture *f, gconstpointer data)
{
  GtkWidget *solutions;
  GtkWidget *search;

  go_to (f, COSELL_DRAFT_STEP_SOLUTIONS);
  solutions = page (f, COSELL_DRAFT_STEP_SOLUTIONS);
  search = ui_get (solutions, GTK_TYPE_SEARCH_ENTRY, NULL);
  act (f, "assistant.next");
  g_assert_true (is_on (f, COSELL_DRAFT_STEP_SOLUTIONS));
  g_assert_nonnull (problem (f, COSELL_DRAFT_STEP_SOLUTIONS, "solutions"));
  choose (f, COSELL_DRAFT_STEP_SOLUTIONS, "Fabrikam Suite");
  g_assert_null (problem (f, COSELL_DRAFT_STEP_SOLUTIONS, "solutions"));
  ui_get (f->window, GTK_TYPE_LABEL, "1 chosen");
  ui_get (solutions, GTK_TYPE_LABEL, "Chosen (1)");

  gtk_editable_set_text (GTK_EDITABLE (search), "SOL-99999-ZZZ");
  ui_wait_shows (solutions, "Use the ID “SOL-99999-ZZZ”");
  choose (f, COSELL_DRAFT_STEP_SOLUTIONS, "Use the ID “SOL-99999-ZZZ”");
  ui_get (solutions, GTK_TYPE_LABEL, "Chosen (2)");
  gtk_editable_set_text (GTK_EDITABLE (search), "15974");
  ui_wait_shows (solutions, "SOL-15974-MQF · Fabrikam");
  g_assert_true (cosell_check_row_get_active (
      COSELL_CHECK_ROW (ui_get (solutions, COSELL_TYPE_CHECK_ROW, "Fabrikam Suite"))));
}

/* --- tests: help, review, the end --- */

/* C10, A5, A7: what the answers make of the deal, and the second question. */
static void
test_help (Fixture *f, gconstpointer data)
{
  GtkWidget *help;

  go_to (f, COSELL_DRAFT_STEP_HELP);
  help = page (f, COSELL_DRAFT_STEP_HELP);
  g_assert_true (ui_shows (help, "Identify the kind of help that you need from Microsoft?"));
  g_assert_true (ui_shows (help, "This makes it a Private deal"));
  choose (f, COSELL_DRAFT_STEP_HELP, "Yes");
  g_assert_true (ui_shows (help, "This makes it a Partner-led deal"));
  choose (f, COSELL_DRAFT_STEP_HELP, "General or other");
  g_assert_true (ui_shows (help, "This makes it a Co-sell deal"));
  g_assert_false (ui_shows (help, "Would you like Microsoft sellers to view this deal?"));
  g_assert_true (ui_shows (help, "Notes to Microsoft"));
  /* C2: help needs a contact, which stands on another page */
  ui_get (help, GTK_TYPE_BUTTON, "Go to Customer");
  choose (f, COSELL_DRAFT_STEP_HELP, "No help required at this point of time");
  g_assert_true (ui_shows (help, "Would you like Microsoft sellers to view this deal?"));
  g_assert_true (ui_shows (help, "This makes it a Partner-led deal"));
}

/* The review leads to what is missing. */
static void
test_review_leads_back (Fixture *f, gconstpointer data)
{
  go_to (f, COSELL_DRAFT_STEP_REVIEW);
  ui_get (f->window, GTK_TYPE_BUTTON, "C_reate Private Deal");
  act (f, "assistant.next");
  g_assert_true (is_on (f, COSELL_DRAFT_STEP_CUSTOMER));
  g_assert_true (ui_shows (f->window, "Still missing, or not right yet: Country, Customer name"));
  g_assert_cmpint (f->submitted, ==, 0);
}

/* C17: a headline, then for each recipient one row for all that is fixed alike; inside, exactly the
 * members of the body. */
static void
test_review_groups (Fixture *f, gconstpointer data)
{
  GtkWidget *review;
  GtkWidget *group;
  g_autofree char *location = NULL;
  g_autofree char *location_row = NULL;
  guint n = 0;

  fill_customer (f);
  go_to (f, COSELL_DRAFT_STEP_DETAILS);
  fill_details (f);
  type (f, COSELL_DRAFT_STEP_DETAILS, "Currency", "SEK");
  go_to (f, COSELL_DRAFT_STEP_REVIEW);
  review = page (f, COSELL_DRAFT_STEP_REVIEW);
  ui_get (review, GTK_TYPE_LABEL, "Räksmörgås AB");
  ui_get (review, GTK_TYPE_LABEL, "SEK 1,200,000");
  ui_get (review, GTK_TYPE_LABEL, "Closes 15 Jan 2099");
  ui_get (review, GTK_TYPE_LABEL, "Private");
  ui_get (review, ADW_TYPE_EXPANDER_ROW, "Sent with the deal");
  group = ui_get (review, ADW_TYPE_EXPANDER_ROW, "Fixed after creation");
  for (GtkWidget *row = gtk_widget_get_first_child (gtk_widget_get_parent (group)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    n++;
  g_assert_cmpuint (n, ==, 2);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (group), TRUE);
  ui_settle ();
  ui_get (group, GTK_TYPE_LABEL, "Storgatan 1");
  location =
      cosell_location_source.display ("1234567", cosell_session_get_catalog (f->app->session));
  g_assert_cmpstr (location, !=, "1234567");
  location_row = g_strdup_printf ("%s · 1234567", location);
  ui_get (group, GTK_TYPE_LABEL, location_row);
}

static gboolean
is_submitted (gpointer data)
{
  return ((Fixture *) data)->submitted != 0;
}

/* C15, C16: the whole way, offline: a deal that waits, and two referrals in the outbox. */
static void
test_create_co_sell (Fixture *f, gconstpointer data)
{
  g_autoptr (CosellJson) outbox = NULL;
  g_autoptr (CosellJson) show = NULL;
  CosellJsonValue root;

  fill_customer (f);
  act (f, "assistant.next");
  fill_details (f);
  act (f, "assistant.next");
  fill_team (f);
  act (f, "assistant.next");
  choose (f, COSELL_DRAFT_STEP_SOLUTIONS, "Fabrikam Suite");
  act (f, "assistant.next");
  choose (f, COSELL_DRAFT_STEP_HELP, "Proof of concept / Demo");
  act (f, "assistant.next");
  g_assert_true (is_on (f, COSELL_DRAFT_STEP_PARTNERS));
  act (f, "assistant.next");
  g_assert_true (is_on (f, COSELL_DRAFT_STEP_REVIEW));
  ui_get (f->window, GTK_TYPE_BUTTON, "C_reate and Ask Microsoft for Help");
  act (f, "assistant.next");
  await_condition (is_submitted, f);
  await_condition (window_is_gone, f);

  show = app_show (f->app->session, f->submitted);
  root = cosell_json_root (show);
  app_assert_text (root, "name", "Räksmörgås ERP move");
  app_assert_text (root, "status", "accepted");
  app_assert_text (root, "sync", "waiting");
  app_assert_text (root, "type", "co-sell");
  app_assert_text (root, "value", "1200000.00");
  outbox = app_outbox (f->app->session);
  g_assert_cmpuint (cosell_json_length (cosell_json_root (outbox)), ==, 2);
  app_assert_text (cosell_json_element (cosell_json_root (outbox), 0), "op", "create");
  app_assert_text (cosell_json_element (cosell_json_root (outbox), 1), "op", "invite");
  g_assert_cmpuint (count_drafts (f), ==, 0);
}

static int
height_in_narrow (GtkWidget *widget)
{
  int height;

  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, 324, &height, NULL, NULL, NULL);
  return height;
}

/* Form and list stand below each other, each no higher than it has to be. */
static void
assert_team_is_stacked (Fixture *f)
{
  GtkWidget *title = ui_get (page (f, COSELL_DRAFT_STEP_TEAM), GTK_TYPE_LABEL, "Recent Contacts");
  GtkWidget *list = gtk_widget_get_parent (title);
  GtkWidget *form = gtk_widget_get_prev_sibling (list);
  GtkWidget *both = gtk_widget_get_parent (list);

  g_assert_cmpint (height_in_narrow (form), !=, height_in_narrow (list));
  g_assert_cmpint (height_in_narrow (both), ==,
                   height_in_narrow (form) + gtk_box_get_spacing (GTK_BOX (both)) +
                       height_in_narrow (list));
}

/* What a choice is about stands below its row: in it, the words would have what the choice leaves.
 */
static void
assert_intent_is_captioned (Fixture *f)
{
  GtkWidget *details = page (f, COSELL_DRAFT_STEP_DETAILS);
  GtkWidget *row = ui_get (details, COSELL_TYPE_CHOICE_ROW, "Marketplace intent");

  g_assert_null (ui_find_part (row, "Whether the customer"));
  g_assert_nonnull (ui_find_part (details, "Whether the customer"));
}

static void
test_fold (Fixture *f, gconstpointer data)
{
  gtk_window_set_default_size (GTK_WINDOW (f->window), 360, 640);
  ui_wait_shows (f->window, "1 of 7 · Customer");
  go_to (f, COSELL_DRAFT_STEP_REVIEW);
  g_assert_true (ui_shows (f->window, "7 of 7 · Review"));
  act (f, "assistant.steps");
  g_assert_true (gtk_widget_get_mapped (ui_get (f->window, COSELL_TYPE_ASSISTANT_STEP_ROW, NULL)));
  for (int i = 0; i < COSELL_N_DRAFT_STEPS; i++)
    go_to (f, (CosellDraftStep) i);
  g_assert_cmpint (gtk_widget_get_width (f->window), <=, 400);
  go_to (f, COSELL_DRAFT_STEP_TEAM);
  assert_team_is_stacked (f);
  go_to (f, COSELL_DRAFT_STEP_DETAILS);
  assert_intent_is_captioned (f);
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *name;
    void (*test) (Fixture *f, gconstpointer data);
  } tests[] = {
    { "/assistant/c18-untouched-leaves-nothing", test_untouched },
    { "/assistant/c18-text-and-page-are-kept", test_kept },
    { "/assistant/c18-emptied-leaves-nothing", test_emptied },
    { "/assistant/c18-half-a-member-is-kept", test_half_member_kept },
    { "/assistant/delete-draft", test_delete },
    { "/assistant/not-saved-is-told", test_not_saved },
    { "/assistant/c1-unpicked-text-keeps-next", test_unpicked },
    { "/assistant/c1-picking-fills-everything", test_picked },
    { "/assistant/c1-change-and-undo", test_change_and_undo },
    { "/assistant/c1-by-hand-warns-without-duns", test_by_hand },
    { "/assistant/c21-consent", test_consent },
    { "/assistant/errors-wait-for-the-person", test_errors_wait },
    { "/assistant/next-says-what-is-missing", test_next_says_what_is_missing },
    { "/assistant/c6-date", test_date },
    { "/assistant/c8-recent-people", test_recent_people },
    { "/assistant/c8-team", test_team },
    { "/assistant/c4-usual-location", test_usual_location },
    { "/assistant/notice-follows", test_notice_follows },
    { "/assistant/c9-solutions", test_solutions },
    { "/assistant/c10-help", test_help },
    { "/assistant/review-leads-to-what-is-missing", test_review_leads_back },
    { "/assistant/c17-review-in-groups", test_review_groups },
    { "/assistant/c16-create-co-sell-offline", test_create_co_sell },
    { "/assistant/narrow", test_fold },
  };

  ui_test_init (&argc, &argv);
  /* No window manager tells who has the keyboard; a blinking cursor complains about that. */
  /* libadwaita 1.2 stumbles over a toast that is answered while it still moves in. */
  g_object_set (gtk_settings_get_default (), "gtk-cursor-blink", FALSE, "gtk-enable-animations",
                FALSE, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
