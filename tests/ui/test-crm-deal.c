/* A deal's part in a CRM on its page: made, linked, differing, asked about, held, unlinked; the
 * outbox' lane. */
#include <string.h>

#include "deal-fixture.h"

#include "app/cosell-session-crm-links.h"
#include "app/cosell-session-crm.h"
#include "app/cosell-session-private.h"
#include "base/cosell-str.h"
#include "support/await.h"
#include "support/json-text.h"
#include "ui/conflict/cosell-conflict-dialog.h"
#include "ui/crm/cosell-crm-link-dialog.h"
#include "ui/deal/cosell-crm-log-row.h"
#include "ui/deal/cosell-crm-section.h"
#include "ui/outbox/cosell-outbox-page.h"
#include "ui/widgets/cosell-check-row.h"

#define CRM "Contoso CRM"

typedef struct
{
  DealFixture deal;
  gint64 id;
} Fixture;

static void
finish (CosellSession *session, GAsyncResult **place)
{
  g_autoptr (GAsyncResult) result = await_result (place);
  g_autoptr (GError) error = NULL;

  cosell_session_finish (session, result, &error);
  g_assert_no_error (error);
}

static void
add_crm (Fixture *f)
{
  CosellSession *session = f->deal.app->session;
  g_autoptr (CosellCrmAccount) crm =
      cosell_crm_account_new (CRM, "dynamics", cosell_sandbox_get_url (f->deal.app->sandbox), NULL,
                              NULL);
  const char *const settings[] = { "stages={\"0\":\"20\",\"1\":\"40\",\"2\":\"60\",\"3\":\"80\"}",
                                   "alone=true", NULL };
  GAsyncResult *place = NULL;

  cosell_session_add_crm_async (session, crm, NULL, await_cb, &place);
  finish (session, &place);
  cosell_session_set_crm_async (session, CRM, settings, NULL, await_cb, &place);
  finish (session, &place);
}

/* The account of the customer is there, so that nothing is asked before one is made. */
static void
set_up (Fixture *f, gconstpointer data)
{
  g_setenv ("COSELL_CRM_TOKEN", APP_TOKEN, TRUE);
  deal_fixture_open (&f->deal, app_fixture_new_synced (30));
  cosell_sandbox_add_opportunities (f->deal.app->sandbox, 5);
  f->id = app_find (f->deal.app->session, "status=accepted");
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  deal_fixture_close (&f->deal, NULL);
}

static GtkWidget *
section (Fixture *f)
{
  return ui_get (f->deal.page, COSELL_TYPE_CRM_SECTION, NULL);
}

static gboolean
has_section (gpointer data)
{
  return ui_find (((Fixture *) data)->deal.page, COSELL_TYPE_CRM_SECTION, NULL) != NULL;
}

static void
show (Fixture *f)
{
  add_crm (f);
  deal_fixture_show (&f->deal, f->id);
  await_condition (has_section, f);
}

static void
run (Fixture *f)
{
  CosellSession *session = f->deal.app->session;
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  CosellCrmRun done = { 0 };

  cosell_session_sync_crm_async (session, CRM, TRUE, NULL, await_cb, &place);
  result = await_result (&place);
  cosell_session_sync_crm_finish (session, result, &done, &error);
  g_assert_no_error (error);
}

/* Made, with a new account. */
static void
make (Fixture *f)
{
  show (f);
  ui_wait_shows (section (f), "Not in " CRM);
  ui_choose (section (f), "Create Opportunity");
  ui_wait_shows (section (f), "An opportunity is made with the next sync");
  run (f);
  ui_wait_shows (section (f), CRM " Has No Such Account");
  ui_choose (section (f), "Make an Account");
  ui_wait_shows (section (f), "An opportunity is made with the next sync");
  run (f);
}

static CosellCrmPart *
read_part (Fixture *f)
{
  CosellSession *session = f->deal.app->session;
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gboolean there;
  CosellCrmPart *part;

  cosell_session_crm_part_async (session, f->id, NULL, await_cb, &place);
  result = await_result (&place);
  part = cosell_session_crm_part_finish (session, result, &there, &error);
  g_assert_no_error (error);
  return part;
}

/* Somebody else changes the opportunity. members: JSON with ' for " */
static void
act (Fixture *f, const char *members)
{
  g_autoptr (CosellCrmPart) part = read_part (f);
  g_autofree char *text =
      json_printf ("{'kind':'dynamics','id':'%s',%s}", part->link->opportunity, members);

  app_control_post (f->deal.app, "crm", text);
}

/* --- without a link --- */

static void
test_none (Fixture *f, gconstpointer data)
{
  deal_fixture_show (&f->deal, f->id);
  g_assert_null (ui_find (f->deal.page, COSELL_TYPE_CRM_SECTION, NULL));
}

/* L5: a lead has no opportunity. */
static void
test_lead (Fixture *f, gconstpointer data)
{
  show (f);
  deal_fixture_close (&f->deal, NULL);
  f->deal = (DealFixture){ NULL };
  deal_fixture_open (&f->deal, app_fixture_new_synced (100));
  add_crm (f);
  deal_fixture_show (&f->deal, app_find (f->deal.app->session, "type=lead"));
  g_assert_null (ui_find (f->deal.page, COSELL_TYPE_CRM_SECTION, NULL));
}

/* --- making one --- */

static void
test_created (Fixture *f, gconstpointer data)
{
  make (f);
  ui_wait_shows (section (f), "Unlink");
  g_assert_true (ui_offers (section (f), "Open in " CRM));
  g_assert_false (ui_offers (section (f), "Create Opportunity"));
  ui_assert_fits_large (section (f));
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (
                                     ui_get (section (f), COSELL_TYPE_CRM_LOG_ROW, NULL)),
                                 TRUE);
  ui_wait_shows (section (f), "created");
}

static gboolean
is_unlinked (gpointer data)
{
  return ui_shows (section (data), "Not in " CRM);
}

static void
test_unlinked (Fixture *f, gconstpointer data)
{
  make (f);
  ui_wait_shows (section (f), "Unlink");
  ui_choose (section (f), "Unlink");
  await_condition (is_unlinked, f);
  g_assert_cmpstr (adw_toast_get_title (f->deal.toast), ==,
                   "Unlinked. The opportunity stays as it is.");
  g_assert_true (app_undo (f->deal.app->session, NULL));
  ui_wait_shows (section (f), "Unlink");
}

/* What waits can be held back, and let go. */
static void
test_held (Fixture *f, gconstpointer data)
{
  make (f);
  g_assert_true (app_set (f->deal.app->session, f->id, "value", "4711", NULL));
  ui_wait_shows (section (f), "Waits to be written");
  g_assert_true (ui_shows (section (f), "Estimated value"));
  ui_choose (section (f), "Hold Back");
  ui_wait_shows (section (f), "Held back: nothing is written before you let it go");
  ui_choose (section (f), "Let Go");
  ui_wait_shows (section (f), "Hold Back");
}

/* --- what differs --- */

/* K3: the sheet has a column for each system, and what is chosen is the only change. */
static void
test_conflict (Fixture *f, gconstpointer data)
{
  GtkWidget *dialog, *row;
  g_autoptr (CosellCrmPart) part = NULL;

  make (f);
  act (f, "'set':{'estimatedvalue':77000.5}");
  g_assert_true (app_set (f->deal.app->session, f->id, "value", "4711", NULL));
  run (f);
  ui_wait_shows (section (f), "Choose What Is Right");
  ui_choose (section (f), "Decide…");
  dialog = ui_wait_window (COSELL_TYPE_CONFLICT_DIALOG);
  ui_wait_shows (dialog, CRM);
  g_assert_true (ui_shows (dialog, "Cosell"));
  g_assert_false (ui_shows (dialog, "Partner Center"));
  g_assert_nonnull (ui_find_part (dialog, "77,000.50"));
  ui_assert_fits_large (dialog);
  row = ui_get (dialog, COSELL_TYPE_CHECK_ROW, "Cosell");
  cosell_check_row_set_active (COSELL_CHECK_ROW (row), TRUE);
  gtk_widget_activate_action (dialog, "conflict.save", NULL);
  ui_wait_no_window (COSELL_TYPE_CONFLICT_DIALOG);
  part = read_part (f);
  g_assert_cmpuint (part->link->conflicts & 1u << COSELL_CRM_FIELD_VALUE, ==, 0);
  g_assert_cmpuint (part->link->to_crm & 1u << COSELL_CRM_FIELD_VALUE, !=, 0);
}

/* Somebody else edits the deal at the service. members: JSON with ' for " */
static void
act_at_service (Fixture *f, const char *members)
{
  g_autoptr (CosellJson) shown = app_show (f->deal.app->session, f->id);
  g_autofree char *remote = app_text (cosell_json_root (shown), "remoteId");
  g_autofree char *text =
      json_printf ("{'as':'microsoft','do':'edit','id':'%s',%s}", remote, members);

  app_control_post (f->deal.app, "act", text);
}

/* K3: all three have another value; what is chosen goes to the others. */
static void
test_three_sides (Fixture *f, gconstpointer data)
{
  GtkWidget *dialog;
  g_autoptr (CosellCrmPart) part = NULL;

  make (f);
  act_at_service (f, "'/details/dealValue':5000");
  act (f, "'set':{'estimatedvalue':77000.5}");
  g_assert_true (app_set (f->deal.app->session, f->id, "value", "4711", NULL));
  g_assert_true (app_sync (f->deal.app->session, NULL, NULL));
  run (f);
  ui_wait_shows (section (f), "Choose What Is Right");
  ui_choose (section (f), "Decide…");
  dialog = ui_wait_window (COSELL_TYPE_CONFLICT_DIALOG);
  ui_wait_shows (dialog, CRM);
  g_assert_true (ui_shows (dialog, "Cosell"));
  g_assert_true (ui_shows (dialog, "Partner Center"));
  g_assert_nonnull (ui_find_part (dialog, "4,711"));
  g_assert_nonnull (ui_find_part (dialog, "5,000"));
  g_assert_nonnull (ui_find_part (dialog, "77,000.50"));
  ui_assert_fits_large (dialog);
  cosell_check_row_set_active (COSELL_CHECK_ROW (ui_get (dialog, COSELL_TYPE_CHECK_ROW, CRM)),
                               TRUE);
  gtk_widget_activate_action (dialog, "conflict.save", NULL);
  ui_wait_no_window (COSELL_TYPE_CONFLICT_DIALOG);
  part = read_part (f);
  g_assert_cmpuint (part->link->conflicts & 1u << COSELL_CRM_FIELD_VALUE, ==, 0);
  app_wait_uint (f->deal.app->session, "conflict-count", 0);
  app_wait_text (f->deal.deal, "value", "77000.50");
}

/* K8 */
static void
test_won_there (Fixture *f, gconstpointer data)
{
  g_autoptr (CosellCrmPart) part = NULL;

  make (f);
  act (f, "'close':'won'");
  run (f);
  ui_wait_shows (section (f), "This deal is won in " CRM);
  g_assert_true (ui_offers (section (f), "Leave as It Is"));
  g_assert_nonnull (ui_find_part (section (f), "Mark as Won Here"));
  ui_choose (section (f), "Leave as It Is");
  part = read_part (f);
  g_assert_cmpuint (part->link->conflicts & 1u << COSELL_CRM_FIELD_STATUS, ==, 0);
}

/* --- linking --- */

static gboolean
is_linked (gpointer data)
{
  return ui_offers (section (data), "Unlink");
}

static void
test_linked (Fixture *f, gconstpointer data)
{
  g_autoptr (CosellJson) all = NULL;
  g_autofree char *opportunity = NULL;
  GtkWidget *dialog;

  show (f);
  all = app_control (f->deal.app, "crm?kind=dynamics");
  opportunity = cosell_json_dup_string (
      cosell_json_pointer (cosell_json_root (all), "/value/0/opportunityid"));
  ui_wait_shows (section (f), "Link…");
  ui_choose (section (f), "Link…");
  dialog = ui_wait_window (COSELL_TYPE_CRM_LINK_DIALOG);
  ui_wait_shows (dialog, "No opportunity of the last year is like this deal. Name one by its ID.");
  ui_assert_fits_large (dialog);
  ui_assert_mnemonics (dialog);
  ui_type (dialog, "Or the ID of an opportunity", opportunity);
  gtk_widget_activate_action (dialog, "crm-link.link", NULL);
  ui_wait_no_window (COSELL_TYPE_CRM_LINK_DIALOG);
  await_condition (is_linked, f);
  /* K2: what differs is asked about at once */
  dialog = ui_wait_window (COSELL_TYPE_CONFLICT_DIALOG);
  ui_wait_shows (dialog, CRM);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static gboolean
tells_problem (gpointer dialog)
{
  GtkWidget *revealer = ui_get (dialog, GTK_TYPE_REVEALER, NULL);

  return gtk_revealer_get_reveal_child (GTK_REVEALER (revealer));
}

/* One that is not there is told in the dialog. */
static void
test_no_such (Fixture *f, gconstpointer data)
{
  GtkWidget *dialog;

  show (f);
  ui_wait_shows (section (f), "Link…");
  ui_choose (section (f), "Link…");
  dialog = ui_wait_window (COSELL_TYPE_CRM_LINK_DIALOG);
  ui_type (dialog, "Or the ID of an opportunity", "9f7c0000-0000-4000-8000-000000000000");
  gtk_widget_activate_action (dialog, "crm-link.link", NULL);
  await_condition (tells_problem, dialog);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* --- a CRM that fails --- */

/* It is told on the page and by the session, and holds up nothing of Partner Center. */
static void
test_failing (Fixture *f, gconstpointer data)
{
  CosellSession *session = f->deal.app->session;
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  CosellCrmRun done = { 0 };
  g_autofree char *told = NULL;
  g_autofree char *gone = NULL;
  CosellSessionState state;

  make (f);
  ui_wait_shows (section (f), "Unlink");
  app_control_post (f->deal.app, "faults",
                    "{\"method\":\"GET\",\"path\":\"/api/data/\",\"status\":403}");
  cosell_session_sync_crm_async (session, CRM, FALSE, NULL, await_cb, &place);
  result = await_result (&place);
  g_assert_false (cosell_session_sync_crm_finish (session, result, &done, NULL));
  ui_wait_shows (section (f), "The last sync failed");
  g_object_get (session, "crm-error", &told, "state", &state, NULL);
  g_assert_true (g_str_has_prefix (told, CRM " was not synced. "));
  g_assert_cmpint (state, ==, COSELL_SESSION_IDLE);
  run (f);
  g_object_get (session, "crm-error", &gone, NULL);
  g_assert_null (gone);
}

/* --- the outbox --- */

static gboolean
is_empty (gpointer page)
{
  return ui_shows (page, "Everything Is Sent");
}

/* A lane of its own, held, let go and taken back; what was sent to nobody leaves the deal as it is.
 */
static void
test_lane (Fixture *f, gconstpointer data)
{
  GtkWidget *window = adw_window_new ();
  GtkWidget *page = cosell_outbox_page_new (f->deal.app->session);

  add_crm (f);
  adw_window_set_content (ADW_WINDOW (window), page);
  gtk_window_present (GTK_WINDOW (window));
  await_condition (is_empty, page);
  deal_fixture_show (&f->deal, f->id);
  await_condition (has_section, f);
  ui_choose (section (f), "Create Opportunity");
  ui_wait_shows (page, CRM);
  g_assert_nonnull (ui_find_part (page, "An opportunity is made with the next sync"));
  app_wait_uint (f->deal.app->session, "waiting-count", 1);
  ui_assert_fits_large (page);
  ui_choose (page, "Hold Back");
  ui_wait_shows (page, "Let Go");
  ui_choose (page, "Let Go");
  ui_wait_shows (page, "Hold Back");
  ui_choose (page, "Discard");
  await_condition (is_empty, page);
  app_wait_uint (f->deal.app->session, "waiting-count", 0);
  ui_wait_shows (section (f), "Not in " CRM);
  gtk_window_destroy (GTK_WINDOW (window));
}

#define ADD(name, func) g_test_add ("/crm-deal/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  g_object_set (gtk_settings_get_default (), "gtk-cursor-blink", FALSE, "gtk-enable-animations",
                FALSE, NULL);
  ADD ("none", test_none);
  ADD ("lead", test_lead);
  ADD ("created", test_created);
  ADD ("unlinked", test_unlinked);
  ADD ("held", test_held);
  ADD ("conflict", test_conflict);
  ADD ("three-sides", test_three_sides);
  ADD ("won-there", test_won_there);
  ADD ("linked", test_linked);
  ADD ("no-such", test_no_such);
  ADD ("failing", test_failing);
  ADD ("lane", test_lane);
  return g_test_run ();
}
