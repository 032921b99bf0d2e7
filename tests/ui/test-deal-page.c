/* The deal page over a real session and the practice server: what it shows, and that edits reach
 * the outbox. */
#include "app/cosell-session-commands.h"
#include "deal-fixture.h"

#include "base/cosell-json-edit.h"
#include "model/cosell-parties.h"
#include "model/cosell-people.h"
#include "support/await.h"
#include "ui/deal/cosell-deal-dialog.h"
#include "ui/deal/cosell-details-section.h"
#include "ui/deal/cosell-history-section.h"
#include "ui/deal/cosell-lifecycle-bar.h"
#include "ui/deal/cosell-solutions-section.h"
#include "ui/deal/cosell-team-section.h"
#include "ui/deals/cosell-deal-row.h"
#include "ui/forms/cosell-member-form.h"
#include "ui/forms/cosell-solution-form.h"
#include "ui/widgets/cosell-toast.h"
#include "ui/words/cosell-format.h"

typedef DealFixture Fixture;

/* A page that shows the first deal of the filter, offline: nothing is sent by itself. */
static void
set_up (Fixture *f, gconstpointer filter)
{
  /* assessments are rare */
  deal_fixture_open (f, app_fixture_new_synced (g_str_has_prefix (filter, "type=") ? 60 : 30));
  app_fixture_disconnect (f->app);
  deal_fixture_show (f, app_find (f->app->session, filter));
}

static gboolean
is_enabled (Fixture *f, const char *button)
{
  return gtk_widget_is_sensitive (ui_get (f->page, GTK_TYPE_BUTTON, button));
}

static char *
typed (GtkWidget *root, const char *title)
{
  return g_strdup (gtk_editable_get_text (GTK_EDITABLE (ui_get (root, ADW_TYPE_ENTRY_ROW, title))));
}

static GtkWidget *
open_dialog (Fixture *f, const char *action)
{
  g_assert_true (gtk_widget_activate_action (f->page, action, NULL));
  return ui_wait_window (COSELL_TYPE_DEAL_DIALOG);
}

static void
press (GtkWidget *root, const char *button)
{
  g_signal_emit_by_name (ui_get (root, GTK_TYPE_BUTTON, button), "clicked");
}

static void
save (GtkWidget *dialog)
{
  g_assert_true (gtk_widget_activate_action (dialog, "dialog.save", NULL));
}

/* The paths that wait for the deal, joined. */
static char *
waiting_paths (Fixture *f)
{
  g_autoptr (CosellJson) outbox = app_outbox (f->app->session);
  g_autoptr (GString) paths = g_string_new (NULL);
  CosellJsonValue root = cosell_json_root (outbox);

  for (guint i = 0; i < cosell_json_length (root); i++)
    {
      CosellJsonValue fields = cosell_json_member (cosell_json_element (root, i), "fields");

      for (guint n = 0; n < cosell_json_length (fields); n++)
        {
          g_autofree char *path = NULL;

          cosell_json_nth_member (fields, n, &path);
          g_string_append_printf (paths, "%s%s", paths->len > 0 ? " " : "", path);
        }
    }
  return g_strdup (paths->str);
}

static void
assert_waiting (Fixture *f, const char *expected)
{
  g_autofree char *paths = waiting_paths (f);

  g_assert_cmpstr (paths, ==, expected);
}

static gboolean
has_toast (gpointer data)
{
  return ((Fixture *) data)->toast != NULL;
}

static void
undo (Fixture *f)
{
  g_autoptr (AdwToast) toast = NULL;

  await_condition (has_toast, f);
  toast = g_steal_pointer (&f->toast);
  g_assert_cmpstr (adw_toast_get_button_label (toast), ==, "_Undo");
  g_signal_emit_by_name (toast, "button-clicked");
  await_condition (has_toast, f);
  g_assert_cmpstr (adw_toast_get_title (f->toast), ==, "Undone");
}

/* --- what it shows --- */

static void
test_shows (Fixture *f, gconstpointer filter)
{
  const CosellDealData *data = cosell_deal_get_data (f->deal);
  g_autofree char *value = cosell_format_money (data->value, data->currency);

  g_assert_true (ui_shows (f->page, data->name));
  g_assert_true (ui_shows (f->page, value));
  g_assert_true (ui_shows (f->page, data->customer));
  g_assert_true (ui_shows (f->page, "Team"));
  g_assert_true (ui_shows (f->page, "Working Together"));
  g_assert_true (is_enabled (f, "Edit"));
}

static void
test_lifecycle_speaks (Fixture *f, gconstpointer filter)
{
  GtkWidget *bar = ui_get (f->page, COSELL_TYPE_LIFECYCLE_BAR, NULL);
  GtkWidget *dot = gtk_widget_get_first_child (bar);
  /* not inside the macros, which make a format of their arguments */
  const char *stage = "Stage 2 of 6: Qualified, 20 %";
  const char *first = "Created, 10 %, done";

  gtk_test_accessible_assert_role (bar, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_test_accessible_assert_property (bar, GTK_ACCESSIBLE_PROPERTY_LABEL, stage);
  gtk_test_accessible_assert_property (dot, GTK_ACCESSIBLE_PROPERTY_LABEL, first);
  gtk_test_accessible_assert_property (dot, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "An outbound deal was created");

  /* one stop of the Tab key at the current stage; arrows go on from there */
  g_assert_true (gtk_widget_child_focus (bar, GTK_DIR_TAB_FORWARD));
  g_assert_true (gtk_widget_get_focus_child (bar) == gtk_widget_get_next_sibling (dot));
  g_assert_true (gtk_widget_child_focus (bar, GTK_DIR_LEFT));
  g_assert_true (gtk_widget_get_focus_child (bar) == dot);
  g_assert_false (gtk_widget_child_focus (bar, GTK_DIR_TAB_FORWARD));
}

/* D10, B6: what edits is gone, and one notice says why. */
static void
test_closed (Fixture *f, gconstpointer filter)
{
  GtkWidget *team = ui_get (f->page, COSELL_TYPE_TEAM_SECTION, NULL);

  g_assert_null (ui_find (f->page, GTK_TYPE_BUTTON, "Edit"));
  g_assert_true (ui_shows (f->page, "Won"));
  g_assert_true (
      ui_shows (f->page, "The deal was won, and a closed deal cannot be changed any more."));
  g_assert_null (ui_find (team, GTK_TYPE_BUTTON, NULL));
  gtk_widget_activate_action (f->page, "deal.edit", NULL);
  ui_wait_no_window (COSELL_TYPE_DEAL_DIALOG);
  /* B2 */
  gtk_widget_activate_action (f->page, "deal.favorite", NULL);
}

/* D1, D4, D14 */
static void
test_received (Fixture *f, gconstpointer filter)
{
  const CosellDealData *data = cosell_deal_get_data (f->deal);
  g_autofree char *left = cosell_format_time_left_exact (data->expires_at, cosell_format_now ());
  g_autofree char *title = g_strdup_printf ("Answer within %s", left);
  g_autoptr (CosellContact) contact = g_list_model_get_item (
      G_LIST_MODEL (cosell_customer_get_contacts (cosell_deal_get_customer_profile (f->deal))), 0);

  g_assert_true (ui_shows (f->page, title));
  g_assert_null (ui_find (f->page, GTK_TYPE_BUTTON, "Edit"));
  g_assert_true (ui_shows (f->page, cosell_contact_get_display_name (contact)));
}

static void
test_folded (Fixture *f, gconstpointer filter)
{
  g_assert_null (ui_find (f->page, ADW_TYPE_HEADER_BAR, NULL));
  cosell_deal_page_set_folded (COSELL_DEAL_PAGE (f->page), TRUE);
  g_assert_nonnull (ui_find (f->page, ADW_TYPE_HEADER_BAR, NULL));
}

/* --- editing --- */

static void
test_edit_sends_only_changes (Fixture *f, gconstpointer filter)
{
  GtkWidget *dialog = open_dialog (f, "deal.edit");

  ui_type (dialog, "Estimated value", "10000.50");
  save (dialog);
  ui_wait_no_window (COSELL_TYPE_DEAL_DIALOG);
  app_wait_text (f->deal, "value", "10000.50");
  assert_waiting (f, "/details/dealValue");
  ui_wait_shows (f->page, "Sent with the next sync: Estimated value");

  undo (f);
  app_wait_uint (f->app->session, "waiting-count", 0);
  assert_waiting (f, "");
}

static void
test_edit_nothing (Fixture *f, gconstpointer filter)
{
  GtkWidget *dialog = open_dialog (f, "deal.edit");

  save (dialog);
  ui_wait_no_window (COSELL_TYPE_DEAL_DIALOG);
  assert_waiting (f, "");
  g_assert_null (f->toast);
}

static const struct
{
  const char *title;
  const char *text;
  const char *message;
} mistakes[] = {
  { "Deal name", " ", "A deal needs a name. Give one that identifies it later." },
  { "Estimated value", "much",
    "“much” is not a number. Write digits, with a period before the decimals, such as "
    "1200000.50." },
  { "Estimated value", "-5",
    "The estimated value cannot be negative. Give the value that you expect, or 0." },
  { "Estimated close date (YYYY-MM-DD)", "2027-02-30",
    "“2027-02-30” is not a date of the calendar. Give it as YYYY-MM-DD." },
};

/* C3, C5, C6: said at the field; what was typed stays. */
static void
test_edit_mistakes (Fixture *f, gconstpointer filter)
{
  for (guint i = 0; i < G_N_ELEMENTS (mistakes); i++)
    {
      GtkWidget *dialog = open_dialog (f, "deal.edit");
      GtkWidget *row = ui_get (dialog, ADW_TYPE_ENTRY_ROW, mistakes[i].title);
      g_autofree char *kept = NULL;

      ui_type (dialog, mistakes[i].title, mistakes[i].text);
      save (dialog);
      g_assert_true (ui_shows (dialog, mistakes[i].message));
      g_assert_true (gtk_widget_has_css_class (row, "error"));
      gtk_test_accessible_assert_state (row, GTK_ACCESSIBLE_STATE_INVALID,
                                        GTK_ACCESSIBLE_INVALID_TRUE);
      kept = typed (dialog, mistakes[i].title);
      g_assert_cmpstr (kept, ==, mistakes[i].text);
      gtk_window_destroy (GTK_WINDOW (dialog));
      ui_settle ();
    }
  assert_waiting (f, "");
}

/* Fields that nobody touched follow what comes; what was typed stays. */
static void
test_edit_is_live (Fixture *f, gconstpointer filter)
{
  GtkWidget *dialog = open_dialog (f, "deal.edit");
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL, *crm = NULL;
  gint64 id = cosell_deal_get_id (f->deal);

  ui_type (dialog, "Deal name", "Typed here");
  app_set (f->app->session, id, "crmId", "CRM-77", &error);
  g_assert_no_error (error);
  app_set (f->app->session, id, "name", "Set elsewhere", &error);
  g_assert_no_error (error);
  app_wait_text (f->deal, "name", "Set elsewhere");
  crm = typed (dialog, "CRM ID");
  name = typed (dialog, "Deal name");
  g_assert_cmpstr (crm, ==, "CRM-77");
  g_assert_cmpstr (name, ==, "Typed here");
  ui_wait_shows (f->page, "Set elsewhere");
  g_assert_true (ui_shows (dialog, "“Deal name” was changed elsewhere meanwhile, to “Set "
                                   "elsewhere”. Saving replaces that by what you typed."));
  save (dialog);
  ui_wait_no_window (COSELL_TYPE_DEAL_DIALOG);
  app_wait_text (f->deal, "name", "Typed here");
}

/* Texts are no markup; a name that the service wrote with entities is shown decoded and stays as it
 * is when nobody touches it. */
static void
test_names_are_plain (Fixture *f, gconstpointer filter)
{
  gint64 id = cosell_deal_get_id (f->deal);
  g_autoptr (GError) error = NULL;
  GtkWidget *dialog;

  app_set (f->app->session, id, "name", "Groß &amp; <b>Sons</b>", &error);
  g_assert_no_error (error);
  ui_wait_shows (f->page, "Groß & <b>Sons</b>");
  dialog = open_dialog (f, "deal.edit");
  ui_type (dialog, "CRM ID", "<i>7</i> & more");
  save (dialog);
  ui_wait_no_window (COSELL_TYPE_DEAL_DIALOG);
  ui_wait_shows (f->page, "<i>7</i> & more");
  g_assert_nonnull (strstr (cosell_deal_get_own_text (f->deal), "Groß &amp; <b>Sons</b>"));
}

/* Newest first, old → new, who. */
static void
test_history (Fixture *f, gconstpointer filter)
{
  GtkWidget *section = ui_get (f->page, COSELL_TYPE_HISTORY_SECTION, NULL);
  GtkWidget *row = ui_get (section, ADW_TYPE_EXPANDER_ROW, "History");
  g_autoptr (GError) error = NULL;

  app_set (f->app->session, cosell_deal_get_id (f->deal), "value", "1234", &error);
  g_assert_no_error (error);
  app_set (f->app->session, cosell_deal_get_id (f->deal), "value", "5678", &error);
  g_assert_no_error (error);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  ui_wait_shows (section, "1,234 → 5,678");
  g_assert_true (ui_shows (section, "Estimated value"));
}

static void
test_cancel_asks (Fixture *f, gconstpointer filter)
{
  GtkWidget *dialog = open_dialog (f, "deal.edit");
  GtkWidget *question;

  ui_type (dialog, "Deal name", "Typed here");
  gtk_widget_activate_action (dialog, "dialog.cancel", NULL);
  question = ui_wait_window (ADW_TYPE_MESSAGE_DIALOG);
  press (question, "_Keep Editing");
  ui_wait_no_window (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_true (ui_wait_window (COSELL_TYPE_DEAL_DIALOG) == dialog);
  gtk_widget_activate_action (dialog, "dialog.cancel", NULL);
  question = ui_wait_window (ADW_TYPE_MESSAGE_DIALOG);
  press (question, "_Discard");
  ui_wait_no_window (COSELL_TYPE_DEAL_DIALOG);

  dialog = open_dialog (f, "deal.edit");
  gtk_widget_activate_action (dialog, "dialog.cancel", NULL);
  ui_wait_no_window (COSELL_TYPE_DEAL_DIALOG);
  assert_waiting (f, "");
}

/* --- team --- */

/* C8: all four fields; the new member stands in the list and in the outbox. */
static void
test_member_added_and_removed (Fixture *f, gconstpointer filter)
{
  GtkWidget *team = ui_get (f->page, COSELL_TYPE_TEAM_SECTION, NULL);
  GtkWidget *dialog = open_dialog (f, "deal.add-member");

  ui_type (dialog, "First name", "Zoe");
  ui_type (dialog, "Last name", "Ros");
  ui_type (dialog, "Phone", "+46 40 300");
  save (dialog);
  g_assert_true (ui_shows (dialog, "The e-mail address is missing."));
  ui_type (dialog, "E-mail", "zoe.ros@fabrikam.example");
  save (dialog);
  ui_wait_no_window (COSELL_TYPE_DEAL_DIALOG);
  ui_wait_shows (team, "Zoe Ros");
  assert_waiting (f, "/team");

  g_clear_object (&f->toast);
  gtk_widget_activate_action (f->page, "deal.remove-member", "s", "zoe.ros@fabrikam.example");
  app_wait_uint (f->app->session, "waiting-count", 0);
  g_assert_false (ui_shows (team, "Zoe Ros"));
  undo (f);
  ui_wait_shows (team, "Zoe Ros");
}

static void
test_member_changed (Fixture *f, gconstpointer filter)
{
  GtkWidget *team = ui_get (f->page, COSELL_TYPE_TEAM_SECTION, NULL);
  g_autoptr (CosellContact) member = g_list_model_get_item (cosell_deal_get_team (f->deal), 0);
  GtkWidget *dialog;

  gtk_widget_activate_action (f->page, "deal.edit-member", "s", cosell_contact_get_email (member));
  dialog = ui_wait_window (COSELL_TYPE_DEAL_DIALOG);
  ui_type (dialog, "First name", "Renamed");
  ui_type (dialog, "Last name", "Person");
  save (dialog);
  ui_wait_no_window (COSELL_TYPE_DEAL_DIALOG);
  ui_wait_shows (team, "Renamed Person");
  assert_waiting (f, "/team");
}

/* C8: one activation fills all four. */
static void
test_recent_contact (Fixture *f, gconstpointer filter)
{
  GtkWidget *dialog = open_dialog (f, "deal.add-member");
  GtkWidget *list, *form = ui_get (dialog, COSELL_TYPE_MEMBER_FORM, NULL);
  g_autofree char *email = NULL;

  ui_wait_shows (form, "Recent Contacts");
  list = ui_get (gtk_widget_get_last_child (form), GTK_TYPE_LIST_BOX, NULL);
  while (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0) == NULL)
    list = ui_get (gtk_widget_get_next_sibling (list), GTK_TYPE_LIST_BOX, NULL);
  g_signal_emit_by_name (list, "row-activated",
                         gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0));
  email = typed (dialog, "E-mail");
  g_assert_nonnull (strchr (email, '@'));
  save (dialog);
  ui_wait_no_window (COSELL_TYPE_DEAL_DIALOG);
  assert_waiting (f, "/team");
}

/* Whether a button with this icon is seen; one that is refused has no action any more. */
static gboolean
has_button (GtkWidget *root, const char *icon)
{
  if (!gtk_widget_get_visible (root))
    return FALSE;
  if (GTK_IS_BUTTON (root) && g_strcmp0 (gtk_button_get_icon_name (GTK_BUTTON (root)), icon) == 0)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (has_button (child, icon))
      return TRUE;
  return FALSE;
}

static gboolean
has_tool (GtkWidget *team, const char *person, const char *icon)
{
  return has_button (ui_get (team, ADW_TYPE_ACTION_ROW, person), icon);
}

/* C22: the people of the other company, under its name, which nobody here can change. */
static void
test_team_of_partner (Fixture *f, gconstpointer filter)
{
  static const char *const own =
      "{\"id\":\"r1\",\"engagementId\":\"e1\",\"organizationId\":\"org-1\",\"status\":\"Active\","
      "\"substatus\":\"Accepted\",\"team\":[{\"firstName\":\"Ola\",\"lastName\":\"Lind\","
      "\"email\":\"ola@fabrikam.example\",\"phoneNumber\":\"1\"}]}";
  static const char *const others[] = {
    "{\"id\":\"r2\",\"engagementId\":\"e1\",\"organizationId\":\"p-1\",\"organizationName\":"
    "\"Tailwind\",\"status\":\"Active\",\"substatus\":\"Accepted\",\"team\":[{\"firstName\":"
    "\"Liv\","
    "\"lastName\":\"Dahl\",\"email\":\"liv@tailwind.example\",\"phoneNumber\":\"2\"}]}",
    NULL,
  };
  g_autoptr (CosellDeal) deal = cosell_deal_new (cosell_deal_get_data (f->deal));
  g_autoptr (CosellPeopleFacts) facts = cosell_people_facts_new ();
  GtkWidget *team = g_object_ref_sink (g_object_new (COSELL_TYPE_TEAM_SECTION, NULL));

  facts->mail = g_strdup ("kim@fabrikam.example");
  cosell_deal_set_people_facts (deal, facts);
  cosell_team_section_set_deal (COSELL_TEAM_SECTION (team), deal);
  cosell_deal_set_documents (deal, own, others, "org-1");
  g_assert_true (ui_shows (team, "Your company"));
  g_assert_true (ui_shows (team, "Ola Lind"));
  g_assert_true (ui_shows (team, "Tailwind"));
  g_assert_true (ui_shows (team, "Liv Dahl"));
  g_assert_true (has_tool (team, "Ola Lind", "document-edit-symbolic"));
  g_assert_true (has_tool (team, "Ola Lind", "user-trash-symbolic"));
  g_assert_false (has_tool (team, "Liv Dahl", "document-edit-symbolic"));
  g_assert_false (has_tool (team, "Liv Dahl", "user-trash-symbolic"));

  cosell_deal_set_documents (deal, own, NULL, "org-1");
  g_assert_false (ui_shows (team, "Liv Dahl"));
  g_assert_false (ui_shows (team, "Your company"));
  g_object_unref (team);
}

/* --- notes --- */

/* C23: dated and signed, on top of what is there. */
static void
test_note_added (Fixture *f, gconstpointer filter)
{
  g_autofree char *before = g_strdup (cosell_deal_get_notes (f->deal));
  g_autofree char *first = NULL;
  GtkWidget *dialog = open_dialog (f, "deal.add-note");
  GtkWidget *view = ui_get (dialog, GTK_TYPE_TEXT_VIEW, NULL);
  GDate today;

  save (dialog);
  g_assert_true (ui_shows (dialog, "Write the note first."));
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), "Met Sara.", -1);
  save (dialog);
  ui_wait_no_window (COSELL_TYPE_DEAL_DIALOG);
  assert_waiting (f, "/details/notes");
  g_date_clear (&today, 1);
  cosell_session_today (f->app->session, &today);
  first = g_strdup_printf ("%04d-%02d-%02d, Kim Berg: Met Sara.", g_date_get_year (&today),
                           (int) g_date_get_month (&today), g_date_get_day (&today));
  g_assert_true (g_str_has_prefix (cosell_deal_get_notes (f->deal), first));
  g_assert_true (g_str_has_suffix (cosell_deal_get_notes (f->deal), before));
}

/* A small form makes a small window, and all of it is seen. */
static void
test_note_fits (Fixture *f, gconstpointer filter)
{
  GtkWidget *dialog = open_dialog (f, "deal.add-note");
  GtkWidget *scroller = ui_get (dialog, GTK_TYPE_SCROLLED_WINDOW, NULL);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));

  ui_settle ();
  g_assert_cmpint (gtk_widget_get_height (dialog), <, 420);
  g_assert_cmpfloat (gtk_adjustment_get_upper (adjustment), <=,
                     gtk_adjustment_get_page_size (adjustment));
  gtk_window_close (GTK_WINDOW (dialog));
  ui_wait_no_window (COSELL_TYPE_DEAL_DIALOG);
}

/* --- solutions --- */

static gboolean
offers_solutions (gpointer form)
{
  return ui_find (form, GTK_TYPE_CHECK_BUTTON, NULL) != NULL;
}

static void
test_solution_added (Fixture *f, gconstpointer filter)
{
  GtkWidget *dialog = open_dialog (f, "deal.add-solution");
  GtkWidget *form = ui_get (dialog, COSELL_TYPE_SOLUTION_FORM, NULL);
  /*HERE*/ guint before = g_list_model_get_n_items (cosell_deal_get_solutions (f->deal));
  GtkWidget *check;

  save (dialog);
  g_assert_true (ui_shows (dialog, "Choose at least one solution of the list."));
  await_condition (offers_solutions, form);
  ui_assert_search_limited (form);
  check = ui_get (form, GTK_TYPE_CHECK_BUTTON, NULL);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  save (dialog);
  ui_wait_no_window (COSELL_TYPE_DEAL_DIALOG);
  app_wait_uint (f->app->session, "waiting-count", 1);
  assert_waiting (f, "/details/requirements/solutions");
  ui_settle ();
  g_assert_cmpuint (g_list_model_get_n_items (cosell_deal_get_solutions (f->deal)), ==, before + 1);
}

/* A6: nothing there can ever change them, and nobody is told to add one. */
static void
test_assessment_is_fixed (Fixture *f, gconstpointer filter)
{
  GtkWidget *section = ui_get (f->page, COSELL_TYPE_SOLUTIONS_SECTION, NULL);

  g_assert_null (ui_find (section, GTK_TYPE_BUTTON, NULL));
  g_assert_false (ui_shows (f->page, "No solution of this deal is eligible for incentives. Add one "
                                     "that is, if it is part of what the customer buys."));
}

/* The date that was expected and the day of the end each have their name. */
static void
test_two_dates (Fixture *f, gconstpointer filter)
{
  const CosellDealData *data = cosell_deal_get_data (f->deal);
  GtkWidget *details = ui_get (f->page, COSELL_TYPE_DETAILS_SECTION, NULL);
  GtkWidget *expected = ui_get (details, ADW_TYPE_ACTION_ROW, "Estimated close date");
  GtkWidget *ended = ui_get (details, ADW_TYPE_ACTION_ROW, "Closed on");
  g_autofree char *date = cosell_format_date (data->close_date);
  g_autofree char *day = cosell_format_day (data->closed_at, cosell_format_now ());
  g_autofree char *head = g_strdup_printf ("closed on %s", day);
  g_autofree char *row = cosell_deal_row_describe (data, cosell_format_now ());

  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (expected)), ==, date);
  g_assert_true (g_str_has_prefix (adw_action_row_get_subtitle (ADW_ACTION_ROW (ended)), day));
  g_assert_true (ui_shows (f->page, head));
  g_assert_nonnull (strstr (row, "estimated close date"));
}

/* No codes: the location has its name. */
static void
test_location_has_a_name (Fixture *f, gconstpointer filter)
{
  GtkWidget *details = ui_get (f->page, COSELL_TYPE_DETAILS_SECTION, NULL);
  GtkWidget *row = ui_get (details, ADW_TYPE_ACTION_ROW, "Location");
  const char *location = cosell_deal_get_data (f->deal)->location;

  ui_wait_shows (details, "Fabrikam (entire organization)");
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), !=, location);
}

static void
act (Fixture *f, const char *verb)
{
  g_autoptr (CosellJson) outbox = app_outbox (f->app->session);
  CosellJsonValue seq = cosell_json_pointer (cosell_json_root (outbox), "/0/seq");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *pending = NULL;

  cosell_session_outbox_act_async (f->app->session, verb, cosell_json_get_int (seq, 0), NULL,
                                   await_cb, &pending);
  result = await_result (&pending);
  g_assert_true (cosell_session_finish (f->app->session, result, &error));
  g_assert_no_error (error);
}

/* What a person holds back is no problem, and the page says where it is sent. */
static void
test_held (Fixture *f, gconstpointer filter)
{
  gint64 id = cosell_deal_get_id (f->deal);

  g_assert_true (app_favorite (f->app->session, id, TRUE, NULL));
  act (f, "hold");
  ui_wait_shows (f->page, "Held back");
  ui_wait_shows (f->page, "Not sent until you send it from the outbox: Favorite");
  g_assert_false (ui_shows (f->page, "A Change Could Not Be Sent"));
  act (f, "retry");
  ui_wait_shows (f->page, "Sent with the next sync: Favorite");
  g_assert_false (ui_shows (f->page, "Held back"));
}

#define ACCEPTED "status=accepted"

/* P14: the page says that there is another referral of ours. */
static void
test_hidden_half (Fixture *f, gconstpointer filter)
{
  static const char title[] = "Your Company Has Another Referral in This Deal";
  g_autofree char *own = g_strdup (cosell_deal_get_own_text (f->deal));
  g_autofree char *other = cosell_json_set (own, "/id", "\"a1a2\"", NULL);
  const char *const others[] = { other, NULL };

  g_assert_false (ui_shows (f->page, title));
  cosell_deal_set_documents (f->deal, own, others, NULL);
  g_assert_true (ui_shows (f->page, title));
  g_assert_true (ui_shows (f->page, "This page shows the older one. The other one has the ID a1a2. "
                                    "Open it in Partner Center, or with “cosellctl show”."));
}

static void
add (const char *path, const char *filter, void (*func) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, filter, set_up, func, deal_fixture_close);
}

/* AdwToast reads markup; what people and the service wrote is none. */
static void
test_toast (void)
{
  g_autoptr (AdwToast) toast = g_object_ref_sink (cosell_toast_new ("Contoso & Söner <AB>"));
  g_autofree char *text = NULL;

  g_assert_true (pango_parse_markup (adw_toast_get_title (toast), -1, 0, NULL, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "Contoso & Söner <AB>");
}

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);
  add ("/ui/deal-page/shows", ACCEPTED, test_shows);
  add ("/ui/deal-page/P14/hidden-half", ACCEPTED, test_hidden_half);
  add ("/ui/deal-page/D16/lifecycle-speaks", "stage=20", test_lifecycle_speaks);
  add ("/ui/deal-page/D10/closed", "status=won", test_closed);
  add ("/ui/deal-page/D4/received", "status=received", test_received);
  add ("/ui/deal-page/folded", ACCEPTED, test_folded);
  add ("/ui/deal-page/D5/edit-sends-only-changes", ACCEPTED, test_edit_sends_only_changes);
  add ("/ui/deal-page/edit-nothing", ACCEPTED, test_edit_nothing);
  add ("/ui/deal-page/C5/edit-mistakes", ACCEPTED, test_edit_mistakes);
  add ("/ui/deal-page/edit-is-live", ACCEPTED, test_edit_is_live);
  add ("/ui/deal-page/names-are-plain", ACCEPTED, test_names_are_plain);
  add ("/ui/deal-page/history", ACCEPTED, test_history);
  add ("/ui/deal-page/held", "favorite=false", test_held);
  add ("/ui/deal-page/cancel-asks", ACCEPTED, test_cancel_asks);
  add ("/ui/deal-page/C8/member-added-and-removed", ACCEPTED, test_member_added_and_removed);
  add ("/ui/deal-page/C8/member-changed", ACCEPTED, test_member_changed);
  add ("/ui/deal-page/C8/recent-contact", ACCEPTED, test_recent_contact);
  add ("/ui/deal-page/C22/team-of-partner", ACCEPTED, test_team_of_partner);
  add ("/ui/deal-page/C23/note-added", ACCEPTED, test_note_added);
  add ("/ui/deal-page/note-fits", ACCEPTED, test_note_fits);
  add ("/ui/deal-page/C9/solution-added", ACCEPTED, test_solution_added);
  add ("/ui/deal-page/A6/assessment-is-fixed", "type=solution-assessment",
       test_assessment_is_fixed);
  add ("/ui/deal-page/two-dates", "status=won", test_two_dates);
  add ("/ui/deal-page/location-has-a-name", "direction=outbound", test_location_has_a_name);
  g_test_add_func ("/ui/deal-page/toast-is-no-markup", test_toast);
  return g_test_run ();
}
