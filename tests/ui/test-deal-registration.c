/* Registering a deal on its page (rules E4–E10): the card, the dialog, what is refused and why. */
#include "app/cosell-session-commands.h"
#include "deal-fixture.h"

#include "base/cosell-time.h"
#include "model/cosell-draft.h"
#include "model/cosell-registration.h"
#include "support/await.h"
#include "ui/deal/cosell-deal-dialog.h"
#include "ui/deal/cosell-details-section.h"
#include "ui/deal/cosell-lifecycle-bar.h"
#include "ui/deal/cosell-registration-section.h"
#include "ui/forms/cosell-registration-form-private.h"
#include "ui/widgets/cosell-check-row.h"
#include "ui/widgets/cosell-completion-row.h"

#define FIELD(name) COSELL_REGISTRATION_##name

typedef DealFixture Fixture;

static gboolean
catalog_is_known (gpointer data)
{
  return cosell_catalog_get_eligible (cosell_session_get_catalog (data)) != NULL;
}

static void
set_up (Fixture *f, gconstpointer deals)
{
  deal_fixture_open (f, app_fixture_new_synced (GPOINTER_TO_UINT (deals)));
  cosell_session_get_catalog (f->app->session);
  await_condition (catalog_is_known, f->app->session);
}

/* A won deal whose registration has this status ("" = none yet), and that is of a type. */
static gint64
find_won (Fixture *f, const char *status, const char *type)
{
  g_autoptr (CosellJson) list = app_list (f->app->session, COSELL_TAB_OUTBOUND, "status=won", NULL);

  for (guint i = 0; i < cosell_json_length (cosell_json_root (list)); i++)
    {
      CosellJsonValue row = cosell_json_element (cosell_json_root (list), i);
      gint64 id = cosell_json_get_int (cosell_json_member (row, "id"), 0);
      g_autoptr (CosellJson) shown = app_show (f->app->session, id);
      CosellJsonValue root = cosell_json_root (shown);
      CosellJsonValue registered = cosell_json_pointer (root, "/registration/status");
      gboolean fits = *status == '\0' ? !cosell_json_is_present (registered)
                                      : cosell_json_string_equal (registered, status);

      if (fits && cosell_json_string_equal (cosell_json_member (root, "type"), type))
        return id;
    }
  return 0;
}

static GtkWidget *
open_dialog (Fixture *f)
{
  g_assert_true (gtk_widget_activate_action (f->page, "deal.register", NULL));
  return ui_wait_window (COSELL_TYPE_DEAL_DIALOG);
}

static CosellRegistrationForm *
form_of (GtkWidget *dialog)
{
  return COSELL_REGISTRATION_FORM (ui_get (dialog, COSELL_TYPE_REGISTRATION_FORM, NULL));
}

static void
type_text (CosellRegistrationForm *form, guint field, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (cosell_registration_form_get_row (form, field)), text);
}

static void
choose (CosellRegistrationForm *form, guint field, guint option)
{
  adw_combo_row_set_selected (ADW_COMBO_ROW (cosell_registration_form_get_row (form, field)),
                              option);
}

static void
tick (CosellRegistrationForm *form)
{
  cosell_check_row_set_active (COSELL_CHECK_ROW (cosell_registration_form_get_box (form)), TRUE);
}

/* A partner-led deal that was won three days after it was created. */
static gint64
make_won (Fixture *f)
{
  g_autoptr (CosellDraft) draft = app_complete_draft (FALSE);
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *pending = NULL;
  gint64 deal;

  g_object_set (draft, "visible-to-microsoft", TRUE, NULL);
  deal = app_save_draft (f->app->session, 0, draft);
  g_assert_true (app_submit (f->app->session, deal, NULL));
  g_assert_true (app_sync (f->app->session, NULL, NULL));
  app_control_post (f->app, "clock", "{\"seconds\":259200}");
  cosell_session_win_async (f->app->session, deal, COSELL_WIN_ANYWAY, NULL, await_cb, &pending);
  result = await_result (&pending);
  cosell_session_finish (f->app->session, result, NULL);
  g_assert_true (app_sync (f->app->session, NULL, NULL));
  app_fixture_disconnect (f->app);
  return deal;
}

static void
fill_in (Fixture *f, CosellRegistrationForm *form)
{
  g_autofree char *today = cosell_time_format_date (cosell_session_now (f->app->session));

  choose (form, FIELD (ON_AZURE), 1);
  choose (form, FIELD (TENANT), 1);
  choose (form, FIELD (PRICING), 2);
  choose (form, FIELD (MARKETPLACE), 2);
  choose (form, FIELD (TERM), 1);
  type_text (form, FIELD (SIGNED), today);
  type_text (form, FIELD (START), today);
  type_text (form, FIELD (END), "2099-12-31");
}

static gboolean
has_registration (gpointer data)
{
  Fixture *f = data;
  g_autoptr (CosellJson) outbox = app_outbox (f->app->session);

  return cosell_json_length (cosell_json_root (outbox)) == 1;
}

static void
test_register (Fixture *f, gconstpointer data)
{
  gint64 deal = make_won (f);
  GtkWidget *dialog;
  CosellRegistrationForm *form;
  g_autoptr (CosellJson) shown = NULL;

  deal_fixture_show (f, deal);
  ui_wait_shows (f->page, "Eligible for Deal Registration");
  ui_get (f->page, GTK_TYPE_BUTTON, "Register Now");
  dialog = open_dialog (f);
  form = form_of (dialog);
  /* E6: never ticked beforehand; E7: what is missing keeps the dialog */
  g_assert_false (
      cosell_check_row_get_active (COSELL_CHECK_ROW (cosell_registration_form_get_box (form))));
  deal_fixture_save_form (dialog);
  g_assert_true (ui_shows (dialog, "Say whether the solution is deployed on Azure."));
  fill_in (f, form);
  deal_fixture_save_form (dialog);
  g_assert_true (gtk_widget_get_visible (dialog));
  g_assert_false (has_registration (f));
  tick (form);
  choose (form, FIELD (CONTRACT_TYPE), 2);
  deal_fixture_save_form (dialog);
  ui_wait_no_window (COSELL_TYPE_DEAL_DIALOG);
  await_condition (has_registration, f);
  ui_wait_shows (f->page, "Deal Registration: Waiting to be sent");
  ui_get (f->page, GTK_TYPE_BUTTON, "Edit Registration");
  shown = app_show (f->app->session, deal);
  g_assert_true (cosell_json_string_equal (cosell_json_pointer (cosell_json_root (shown),
                                                                "/registration/contractType"),
                                           "renewal"));
  /* what waits opens again as it was typed, but for the box */
  dialog = open_dialog (f);
  form = form_of (dialog);
  g_assert_cmpuint (adw_combo_row_get_selected (
                        ADW_COMBO_ROW (cosell_registration_form_get_row (form, FIELD (PRICING)))),
                    ==, 2);
  g_assert_false (
      cosell_check_row_get_active (COSELL_CHECK_ROW (cosell_registration_form_get_box (form))));
  gtk_window_close (GTK_WINDOW (dialog));
  ui_wait_no_window (COSELL_TYPE_DEAL_DIALOG);
}

/* E7: what depends on a choice. */
static void
test_rows (Fixture *f, gconstpointer data)
{
  GtkWidget *dialog;
  CosellRegistrationForm *form;

  deal_fixture_show (f, make_won (f));
  dialog = open_dialog (f);
  form = form_of (dialog);
  fill_in (f, form);
  g_assert_false (
      gtk_widget_get_visible (cosell_registration_form_get_row (form, FIELD (MARKETPLACE_DATE))));
  choose (form, FIELD (MARKETPLACE), 1);
  g_assert_true (
      gtk_widget_get_visible (cosell_registration_form_get_row (form, FIELD (MARKETPLACE_DATE))));
  choose (form, FIELD (TERM), 2);
  g_assert_false (gtk_widget_get_visible (cosell_registration_form_get_row (form, FIELD (END))));
  choose (form, FIELD (TERM), 1);
  type_text (form, FIELD (END), "2001-01-01");
  type_text (form, FIELD (SOLUTION_VALUE), "9000000");
  tick (form);
  deal_fixture_save_form (dialog);
  g_assert_true (
      ui_shows (dialog, "The value of the solution cannot be more than that of the contract."));
  g_assert_true (ui_shows (dialog, "The contract cannot end before it starts."));
  gtk_window_destroy (GTK_WINDOW (dialog));
  ui_settle ();
}

/* E8: Microsoft asks for something; it is corrected. */
static void
test_action_required (Fixture *f, gconstpointer data)
{
  gint64 id = find_won (f, "ActionRequired", "co-sell");
  GtkWidget *dialog;
  CosellRegistrationForm *form;
  g_autoptr (CosellJson) outbox = NULL;

  if (id == 0)
    id = find_won (f, "ActionRequired", "partner-led");
  g_assert_cmpint (id, !=, 0);
  app_fixture_disconnect (f->app);
  deal_fixture_show (f, id);
  ui_wait_shows (f->page, "Deal Registration: Action required");
  ui_get (f->page, COSELL_TYPE_REGISTRATION_SECTION, NULL);
  dialog = open_dialog (f);
  form = form_of (dialog);
  g_assert_true (ui_shows (dialog, "The contract does not name the solution."));
  g_assert_false (gtk_widget_get_sensitive (
      cosell_registration_form_get_row (form, FIELD (CONTRACT_CURRENCY))));
  type_text (form, FIELD (CONTRACT_VALUE), "99999999");
  tick (form);
  deal_fixture_save_form (dialog);
  ui_wait_no_window (COSELL_TYPE_DEAL_DIALOG);
  await_condition (has_registration, f);
  outbox = app_outbox (f->app->session);
  g_assert_true (cosell_json_is_present (
      cosell_json_member (cosell_json_pointer (cosell_json_root (outbox), "/0/fields"),
                          "/registrations/0/contract/value")));
}

/* E4: always shown, with why; the button only where it helps, and asked all the same it says why.
 */
static void
test_not_eligible (Fixture *f, gconstpointer data)
{
  gint64 id = find_won (f, "", "private");
  GtkWidget *dialog;

  g_assert_cmpint (id, !=, 0);
  deal_fixture_show (f, id);
  ui_wait_shows (f->page, "Not Eligible for Deal Registration");
  g_assert_null (ui_find (f->page, GTK_TYPE_BUTTON, "Register Now"));
  g_assert_true (gtk_widget_activate_action (f->page, "deal.register", NULL));
  dialog = ui_wait_window (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_nonnull (
      g_strstr_len (adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (dialog)), -1, "private deal"));
  gtk_window_close (GTK_WINDOW (dialog));
  ui_wait_no_window (ADW_TYPE_MESSAGE_DIALOG);
}

/* E8: what is in review or approved can only be followed; Details say it in words. */
static void
test_nothing_to_do (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *status;
    const char *label;
  } cases[] = { { "ReviewPending", "In review" }, { "Approved", "Approved" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 id = find_won (f, cases[i].status, "co-sell");
      g_autofree char *title = g_strdup_printf ("Deal Registration: %s", cases[i].label);

      if (id == 0)
        id = find_won (f, cases[i].status, "partner-led");
      g_assert_cmpint (id, !=, 0);
      deal_fixture_show (f, id);
      ui_wait_shows (f->page, title);
      g_assert_null (ui_find (f->page, GTK_TYPE_BUTTON, "Register Now"));
      g_assert_true (
          ui_shows (ui_get (f->page, COSELL_TYPE_DETAILS_SECTION, NULL), cases[i].label));
      g_assert_false (ui_shows (f->page, "ReviewPending"));
    }
}

/* E5: the milestone stands on the line, and speaks. */
static gboolean
bar_shows (GtkWidget *bar, const char *text)
{
  for (GtkWidget *child = gtk_widget_get_first_child (bar); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_LABEL (child) && gtk_widget_get_child_visible (child) &&
        g_str_equal (gtk_label_get_label (GTK_LABEL (child)), text))
      return TRUE;
  return FALSE;
}

/* However little room there is, the ends and where it stands keep their names. */
static void
assert_ends_named (GtkWidget *bar)
{
  for (int width = 600; width >= 240; width -= 60)
    {
      int height;

      gtk_widget_measure (bar, GTK_ORIENTATION_VERTICAL, width, NULL, &height, NULL, NULL);
      gtk_widget_allocate (bar, width, height, -1, NULL);
      g_assert_true (bar_shows (bar, "Created\n10 %"));
      g_assert_true (bar_shows (bar, "Deal registration\nTo be done"));
    }
}

static void
test_milestone (Fixture *f, gconstpointer data)
{
  deal_fixture_show (f, make_won (f));
  ui_wait_shows (f->page, "Deal registration\nTo be done");
  assert_ends_named (ui_get (f->page, COSELL_TYPE_LIFECYCLE_BAR, NULL));
  deal_fixture_show (f, app_find (f->app->session, "status=won"));
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
#define ADD(path, deals, func)                                                                     \
  g_test_add ("/ui/deal-registration/" path, Fixture, GUINT_TO_POINTER (deals), set_up, func,      \
              deal_fixture_close)
  ADD ("E5-E6-E10/register", 0, test_register);
  ADD ("E7/rows", 0, test_rows);
  ADD ("E8/action-required", 250, test_action_required);
  ADD ("E4/not-eligible", 250, test_not_eligible);
  ADD ("E8/nothing-to-do", 250, test_nothing_to_do);
  ADD ("E5/milestone", 0, test_milestone);
  return g_test_run ();
}
