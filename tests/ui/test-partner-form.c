/* The form of a partner to invite, over a real session and the practice server's catalogue. */
#include "app-fixture.h"
#include "ui-test.h"

#include "app/cosell-catalog.h"
#include "model/cosell-issue.h"
#include "model/cosell-people.h"
#include "support/await.h"
#include "ui/widgets/cosell-completion-row.h"
#include "ui/widgets/cosell-contact-form.h"
#include "ui/widgets/cosell-partner-form.h"
#include "ui/words/cosell-format.h"

typedef struct
{
  AppFixture *app;
  GtkWidget *window;
  CosellDraftPartner *partner;
  CosellPartnerForm *form; /* in window */
} Fixture;

static gboolean
catalog_is_there (gpointer data)
{
  CosellCatalog *catalog = cosell_session_get_catalog (((Fixture *) data)->app->session);

  return g_list_model_get_n_items (cosell_catalog_get_solutions (catalog)) > 0 &&
         g_list_model_get_n_items (cosell_catalog_get_partners (catalog)) > 2;
}

static void
changed_cb (Fixture *f)
{
  g_autoptr (GPtrArray) issues = cosell_issues_new ();
  GDate today;

  cosell_session_today (f->app->session, &today);
  cosell_draft_partner_validate (f->partner, 0, &today, issues);
  cosell_partner_form_update (f->form, issues, 0);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->app = app_fixture_new_synced (10);
  app_fixture_disconnect (f->app);
  await_condition (catalog_is_there, f);
  f->partner = cosell_draft_partner_new_prefilled ("2099-01-15", "SEK", NULL);
  f->window = gtk_window_new ();
  f->form = COSELL_PARTNER_FORM (cosell_partner_form_new (f->app->session, f->partner));
  gtk_window_set_child (GTK_WINDOW (f->window), GTK_WIDGET (f->form));
  g_signal_connect_swapped (f->partner, "notify", G_CALLBACK (changed_cb), f);
  changed_cb (f);
  gtk_window_present (GTK_WINDOW (f->window));
  ui_settle ();
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_signal_handlers_disconnect_by_data (f->partner, f);
  gtk_window_destroy (GTK_WINDOW (f->window));
  ui_settle ();
  g_assert_finalize_object (f->partner);
  app_fixture_free (f->app);
}

static void
type (Fixture *f, const char *title, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (ui_get (f->window, ADW_TYPE_ENTRY_ROW, title)), text);
}

static void
assert_partner (Fixture *f, const char *property, const char *expected)
{
  g_autofree char *text = NULL;

  g_object_get (f->partner, property, &text, NULL);
  g_assert_cmpstr (text, ==, expected);
}

/* C13: found by name; a name alone is nobody; an ID that no list has is taken. */
static void
test_partner (Fixture *f, gconstpointer data)
{
  GListModel *partners = cosell_catalog_get_partners (cosell_session_get_catalog (f->app->session));
  g_autoptr (CosellPickItem) first = g_list_model_get_item (partners, 0);
  const char *name = cosell_pick_item_get_name (first);

  type (f, "Partner", "No Such Company");
  assert_partner (f, "id", "");
  assert_partner (f, "name", "No Such Company");
  type (f, "Partner", name);
  assert_partner (f, "id", cosell_pick_item_get_id (first));
  assert_partner (f, "name", name);
  g_assert_cmpstr (gtk_editable_get_text (
                       GTK_EDITABLE (ui_get (f->window, ADW_TYPE_ENTRY_ROW, "Partner"))),
                   ==, name);
  type (f, "Partner", "7d1c8f2a-0b1c-4d2e-8f3a-5b6c7d8e9f01");
  assert_partner (f, "id", "7d1c8f2a-0b1c-4d2e-8f3a-5b6c7d8e9f01");
  assert_partner (f, "name", "");
}

static void
test_fields (Fixture *f, gconstpointer data)
{
  CosellHelp help;

  assert_partner (f, "close-date", "2099-01-15");
  type (f, "Estimated value", "200000");
  type (f, "Currency", "Norwegian Krone");
  type (f, "Estimated close date", "2099-02-01");
  adw_combo_row_set_selected (ADW_COMBO_ROW (
                                  ui_get (f->window, ADW_TYPE_COMBO_ROW, "Kind of help")),
                              COSELL_HELP_PROOF);
  assert_partner (f, "value", "200000");
  assert_partner (f, "currency", "NOK");
  assert_partner (f, "close-date", "2099-02-01");
  g_object_get (f->partner, "help", &help, NULL);
  g_assert_cmpint (help, ==, COSELL_HELP_PROOF);
}

static void
test_solutions (Fixture *f, gconstpointer data)
{
  GListModel *solutions = G_LIST_MODEL (cosell_draft_partner_get_solutions (f->partner));
  GtkWidget *row = ui_get (f->window, COSELL_TYPE_COMPLETION_ROW, "Add a solution");

  type (f, "Add a solution", "SOL-unlisted");
  g_signal_emit_by_name (row, "entry-activated");
  g_assert_cmpuint (g_list_model_get_n_items (solutions), ==, 1);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, "");
  type (f, "Add a solution", "sol-UNLISTED");
  g_signal_emit_by_name (row, "entry-activated");
  g_assert_cmpuint (g_list_model_get_n_items (solutions), ==, 1);
  ui_settle ();
  g_signal_emit_by_name (ui_get (ui_get (f->window, ADW_TYPE_ACTION_ROW, "SOL-unlisted"),
                                 GTK_TYPE_BUTTON, NULL),
                         "clicked");
  g_assert_cmpuint (g_list_model_get_n_items (solutions), ==, 0);
}

/* C8, C13: own people for this partner; half a person is found wanting. */
static void
test_team (Fixture *f, gconstpointer data)
{
  GListModel *team = G_LIST_MODEL (cosell_draft_partner_get_team (f->partner));
  GtkWidget *add = ui_get (f->window, GTK_TYPE_BUTTON, "Add Another Person");
  g_autofree char *wrong = NULL;

  g_signal_emit_by_name (add, "clicked");
  type (f, "First name", "Kim");
  g_assert_cmpuint (g_list_model_get_n_items (team), ==, 1);
  wrong = cosell_partner_form_reveal (f->form);
  g_assert_nonnull (strstr (wrong, "Team"));
  type (f, "Last name", "Berg");
  type (f, "Phone", "042");
  type (f, "E-mail", "kim@fabrikam.example");
  g_signal_emit_by_name (add, "clicked");
  ui_settle ();
  g_assert_cmpuint (g_list_model_get_n_items (team), ==, 1);
  g_assert_true (ui_shows (f->window, "kim@fabrikam.example"));
}

/* What is wrong is named, beside its field; nothing when all is there. */
static void
test_reveal (Fixture *f, gconstpointer data)
{
  g_autoptr (CosellSolution) solution =
      cosell_solution_new ("SOL-2", NULL, COSELL_SOLUTION_KIND_THIRD_PARTY);
  g_autofree char *wrong = cosell_partner_form_reveal (f->form);

  g_assert_cmpstr (wrong, ==, "Partner, Estimated value, Solutions");
  g_assert_true (ui_shows (f->window, "Choose the partner to invite."));
  g_object_set (f->partner, "id", "p1", "value", "1", NULL);
  g_list_store_append (cosell_draft_partner_get_solutions (f->partner), solution);
  g_assert_null (cosell_partner_form_reveal (f->form));
}

/* C13: who has a part in the deal is listed with the reason, and cannot be chosen by any way. */
static void
test_invited (Fixture *f, gconstpointer data)
{
  GListModel *partners = cosell_catalog_get_partners (cosell_session_get_catalog (f->app->session));
  g_autoptr (CosellPickItem) partner = g_list_model_get_item (partners, 0);
  const char *name = cosell_pick_item_get_name (partner);
  g_autofree char *id = g_ascii_strup (cosell_pick_item_get_id (partner), -1);
  g_autofree char *reason = g_strdup_printf ("%s was invited to this deal already.", name);
  const char *ways[] = { name, id };
  GtkWidget *row = ui_get (f->window, ADW_TYPE_ENTRY_ROW, "Partner");
  GtkWidget *button;

  cosell_partner_form_set_invited (f->form, (const char *const[]){ "other", id, NULL });
  gtk_widget_grab_focus (row);
  {
    g_autofree char *typed = g_utf8_substring (name, 0, 3);

    type (f, "Partner", typed);
  }
  g_assert_cmpuint (cosell_completion_row_get_n_shown (COSELL_COMPLETION_ROW (row)), >, 0);
  button =
      gtk_widget_get_ancestor (ui_get (row, GTK_TYPE_LABEL, "Already invited"), GTK_TYPE_BUTTON);
  g_assert_nonnull (ui_find (button, GTK_TYPE_LABEL, name));
  g_assert_false (gtk_widget_get_sensitive (button));
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      type (f, "Partner", ways[i]);
      ui_settle ();
      g_assert_true (ui_shows (f->window, reason));
      assert_partner (f, "id", "");
    }
  type (f, "Partner", "7d1c8f2a-0b1c-4d2e-8f3a-5b6c7d8e9f01");
  assert_partner (f, "id", "7d1c8f2a-0b1c-4d2e-8f3a-5b6c7d8e9f01");
  g_assert_false (ui_shows (f->window, reason));
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  /* No window manager tells who has the keyboard; a blinking cursor complains about that. */
  g_object_set (gtk_settings_get_default (), "gtk-cursor-blink", FALSE, NULL);
  ADD ("/partner-form/C13-partner", test_partner);
  ADD ("/partner-form/C13-fields", test_fields);
  ADD ("/partner-form/C13-solutions", test_solutions);
  ADD ("/partner-form/C13-team", test_team);
  ADD ("/partner-form/C13-reveal", test_reveal);
  ADD ("/partner-form/C13-invited", test_invited);
  return g_test_run ();
}
